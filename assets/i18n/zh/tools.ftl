# tools

# 命令；.hint 是提示
command-tool-pick = 点选
    .hint = 点击选中要素，拖动移动地图
command-tool-box = 框选
    .hint = 拖出一个框，选中碰到它的要素
command-tool-polygon = 多边形选
    .hint = 逐点画出多边形，选中碰到它的要素
command-tool-radius = 半径选
    .hint = 从圆心拖出半径，或点击圆心后输入距离
command-tool-measure-distance = 测距离
    .hint = 逐点量出路线各段与总长（大地线）
command-tool-measure-area = 测面积
    .hint = 逐点圈出范围，量出面积与周长（大地线）
command-set-corner = 画点
    .hint = 用当前工具在地图上画一个点
command-take-back-corner = 退一个点
    .hint = 去掉刚画的点
command-end-drawing = 画完
    .hint = 结束正在画的图形
command-leave = 退出
    .hint = 依次放弃正在画的图形、回到点选、取消选中
command-select-within = 按范围选择
    .hint = 选中所选图层中碰到范围且符合条件的要素
command-select-touching = 选相接的要素
    .hint = 选中与另一图层所选要素相接的要素
command-select-near = 选附近的要素
    .hint = 选中距另一图层所选要素不超过给定距离的要素
command-select-matching = 选中全部符合条件的
    .hint = 选中所选图层中符合筛选条件的全部要素
command-invert-selection = 反选
    .hint = 在符合条件的要素中，选中的与未选中的互换
command-keep-selected = 只保留选中的
    .hint = 把选中的要素变成筛选条件
command-filter-within = 按范围筛选
    .hint = 把画出的范围加进筛选条件

# 通知
area-invalid = 画出的范围不成立，没有用来选择或筛选
    .hint = 多边形至少要三个点，半径要大于零。
select-no-layer = 没有选中图层，不知道要选哪里的要素
    .hint = 请先在图层列表中选中一个图层。
select-nothing-beside = “{ $layer }”中没有选中的要素，无法据此选择
    .hint = 请先在该图层中选中要素。
select-distance-invalid = 距离要是零或大于零的数
    .hint = 例如 500 m 或 1.2 km。
keep-nothing = “{ $layer }”中没有选中的要素，筛选没有改变
    .hint = 请先选中要保留的要素。
keep-too-many = 选中了 { $count } 个要素，超过 { $most } 个，没有写成筛选条件
    .hint = 请改用“按范围筛选”，或先缩小选择。
keep-no-field = “{ $layer }”没有能区分所选要素的字段，筛选没有改变
    .hint = 请改用“按范围筛选”，或在数据中加上编号。

# 顶栏的工具
tools-title = 地图工具
tools-now = 地图工具：{ $tool }
tools-key = { $name }（{ $key }）
select-menu = 选择
select-menu-of = 选择 · { $layer }
select-touching = 与“{ $layer }”所选 { $count } 个相接的
select-near = 距“{ $layer }”所选 { $count } 个不超过
select-near-name = 距“{ $layer }”所选要素的距离
select-near-go = 选中
select-beside-hint = 在另一图层选中要素后，可在此选中与之相接或在其附近的要素。

# 地图上的提示
tool-hint-box = 拖出一个框，或点两个对角
tool-hint-polygon = 逐点点击，双击或回车完成，退格键退一个点
tool-hint-radius = 从圆心拖出半径，或点击圆心后输入距离
tool-hint-radius-typed = 拖到或点击圆周，或输入半径：
tool-hint-distance = 逐点点击，双击或回车完成，退格键退一个点
tool-hint-area = 逐点点击，双击或回车完成，退格键退一个点
tool-hint-modes = Shift 加选 · Ctrl 减选 · Ctrl+Shift 取交集 · Esc 退出
tool-hint-leave = 空格或右键拖动可移动地图 · Esc 退出
tool-radius-name = 半径
tool-radius-example = 例如 800 m
tool-radius-wrong = 看不懂这个距离。请写成 800、800 m 或 1.2 km。
tool-selecting = 正在选择…
tool-selected = { $layer }：选中 { $count } 个
tool-selected-none = { $layer }：这个范围里没有符合条件的要素
tool-no-layer = 请先在左侧选中一个图层
tool-clear = 清除范围
tool-distance = 总长 { $total }
tool-distance-segments = 总长 { $total }，{ $count } 段
tool-area = 面积 { $area }
tool-perimeter = 周长 { $total }
tool-area-crossing = 边线相交，没有面积
tool-copy = 复制结果
tool-clear-measure = 清除测量
measure-area = { $m2 } m² · { $mu } 亩 · { $hectares } 公顷
measure-copy-distance = 总长 { $total }：{ $segments }
measure-copy-area = 面积 { $area }，周长 { $total }

# 点到多个要素
pick-list = 此处有 { $count } 个要素
pick-list-row = { $name }，{ $layer }

# 地图的右键菜单
map-menu = 此处
map-menu-copy = 复制坐标 { $place }
map-menu-here = 此处的要素（{ $count }）
map-menu-nothing = 此处没有要素
map-menu-radius = 选中周围 { $radius } 内的
map-menu-radius-other = 以此为圆心…
map-menu-measure = 从此处测距离
map-menu-fit = 缩放到全部

# 状态栏
status-outlined = 地图上只勾出前 { $count } 个
