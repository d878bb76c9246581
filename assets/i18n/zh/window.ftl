# window

# 地图
map-name = 地图：拖动平移，滚轮缩放，方向键与 + − 亦可
map-illustrative = 示例数据 · 位置为示意，非测绘
map-north = 上方为北
map-zoom-in = 放大
map-zoom-out = 缩小
map-legend-other = 其他
map-nothing-matches = { $total ->
   *[other] 筛选后没有要素：共 { $count } 条，均不符合条件。
}
map-show-all = 清除筛选，显示全部
map-out-of-view = 符合条件的 { $count } 个要素都不在视野内
map-go-there = 缩放到这些要素

# 窗口
window-title = 三张图 · Three Maps
window-name = 三张图
window-place = 大创小镇 · 白杨街道
window-no-chinese-font = 这台电脑没有中文字体，暂用点阵字显示
    .hint = 请安装字体包，例如 Debian/Ubuntu:sudo apt install { $package }

# 值
value-yes = 是
value-no = 否
value-missing = 未填
value-empty = （空文本）
value-private = 仅内部可见

# 顶栏
map-space-tooltip = 闲置土地、闲置厂房、闲置楼宇
map-industry-tooltip = 园区、企业、项目
map-startup-tooltip = 双创载体与高校
bar-open = 打开…
bar-open-tooltip = 打开 GeoJSON 文件，也可以直接拖进窗口
bar-export = 导出…
bar-export-tooltip = 把所选图层中符合条件的要素存成文件
bar-export-nothing = 先在左侧选一个图层，才能导出
bar-undo = 撤销：{ $step }
bar-undo-nothing = 没有可撤销的操作
bar-redo = 重做：{ $step }
bar-redo-nothing = 没有可重做的操作
bar-language = 中 / EN
bar-language-tooltip = Switch to English
bar-theme-light = 换成浅色
bar-theme-dark = 换成深色

# 图层
layers-title = 图层
layers-add = 打开
layers-none = 这张图还没有图层。
layers-base = 底图
layers-choose = { $layer }，符合 { $matching } / 共 { $all }
layers-show = 显示{ $layer }
layers-hide = 隐藏{ $layer }
layers-more = { $layer }的更多操作
layers-zoom = 缩放到图层
layers-clear-filter = 清除筛选
layers-close = 关闭图层

# 筛选
filters-title = 筛选 · { $layer }
filters-clear = 清除
filters-clear-tooltip = 清除这个图层的全部条件
filters-rest = 另有 { $count } 个条件只能在下面的 CQL2 中查看和修改。
filters-add = 添加条件
filters-remove = 移除条件：{ $field }
filters-unfold = 其余 { $count } 项
filters-fold = 收起
filters-from = { $field }，从
filters-to = { $field }，到
filters-handle-low = { $field }下限滑块
filters-handle-high = { $field }上限滑块
filters-until = 至
filters-date-wrong = 日期看不懂。请写成 2026-01-31 这样。
filters-contains = { $field }包含
filters-contains-hint = 包含的文字…

# CQL2
cql-title = CQL2 条件
cql-enter = 回车应用
cql-hint = distance_m(geometry, POINT(120.35 30.3)) <= 800
cql-example = 例如 { $filter }
cql-still = 改正之前，仍按原来的条件筛选：{ $filter }
cql-still-none = 改正之前，不作筛选。

# 要素
inspector-nothing = 还没有选中要素
inspector-nothing-hint = 在地图上点一块地、一座厂房或一个点，这里会显示它的全部信息。
inspector-feature-number = 第 { $number } 个要素
inspector-previous = 上一个
inspector-next = 下一个
inspector-close = 取消选中
inspector-illustrative = 示例数据
inspector-approximate = 位置为示意，非测绘
inspector-field-in-file = 文件中的字段名：{ $field }
inspector-origin = 来源
inspector-origin-line = { $file } · 第 { $number } 个要素
inspector-crs = 坐标系 { $crs }
inspector-crs-moved = 坐标系 { $crs }，读入时已转换为 WGS 84
inspector-zoom = 定位
inspector-copy = 复制
inspector-copy-tooltip = 复制全部字段（不含内部字段）
figure-area = 面积
figure-far = 容积率
unit-mu = 亩

# 状态栏
status-no-layer = 没有选择图层
status-matching = / { $all } 符合 · { $layer }
status-brief = 需求单符合 { $count } 处
status-brief-to-ask = 需求单符合 { $count } 处，待核实 { $ask } 处
status-brief-hint = 左侧的数量与表格只说所选图层，不随需求单变化
status-filtering = 正在筛选…
status-total = 合计
status-total-area = 亩 · { $hectares } 公顷
status-total-own-unit = { $unit }（文件中 { $own }）
status-total-of = { $field }合计
status-total-missing = 其中 { $count } 个未填，没有计入
status-selected = 已选 { $count }
status-selected-area = 已选 { $count } · { $area } 亩
status-no-jobs = 无后台任务
status-more-jobs = 另有 { $count } 项
status-loading = 正在读取 { $name }
status-exporting = 正在导出 { $name }
status-features = { $count } 个要素
status-cancel = 取消
status-cancelling = 正在取消…

# 通知
notices-title = 通知
notices-none = 无通知
notices-count = { $count } 条通知
notices-empty = 到现在为止没有通知。
notices-older = 另有 { $count } 条更早的通知没有列出
notices-more = 另有 { $count } 条，见右下角
notices-dismiss = 知道了
notices-dismiss-all = 全部收起

# 没有内容时
empty-loading = 正在读取地图…
empty-no-layers = 这张图还没有图层
empty-nothing-open-hint = 打开一个 GeoJSON 文件，或把文件拖进窗口。
empty-open = 打开…
empty-open-bundled = 打开内置的三张图

# 导出
export-title = 导出图层
export-what = { $layer }：{ $matching } / { $all } 个要素符合条件，将写入文件。
export-no-filter = 没有筛选条件，全部导出。
export-filter = 条件：{ $filter }
export-rows = 导出哪些
export-rows-filtered = 筛选结果
export-rows-matches = 符合的载体（需求单）
export-rows-near = 只差一点的载体（需求单）
export-rows-to-ask = 待核实的载体（需求单）
export-rows-shortlist = 备选
export-rows-of = { $rows }（{ $count }）
export-layer = 图层
export-layer-of = { $layer }（{ $count }）
export-what-picked = { $layer }：将写入 { $count } / { $all } 个要素，不受筛选影响。
export-brief = 需求单：{ $lines }
export-more-layers = 它们分属 { $layers } 个图层，一个文件只写一个图层；其余的请另选图层导出。
export-none-of-these = 一处也没有。
export-stars-absent = 备选中有 { $count } 处所在的文件缺失，不会导出。
export-format = 格式
export-geojson-tooltip = GeoJSON（RFC 7946，WGS 84），附来源、条件与合计的说明
export-csv-tooltip = 带 BOM 的 UTF-8 表格，Excel 可直接打开；图形写成 WKT
export-fields = 字段
export-all = 全选
export-none = 全不选
export-include-private = 连同内部字段一起导出
export-private = 不导出的内部字段：{ $fields }
export-save = 选择位置…
export-cancel = 取消

# 系统对话框
dialog-open = 打开地图数据
dialog-save = 导出到
dialog-geojson = GeoJSON
dialog-all-files = 所有文件

# 地图上的来源
attribution = 来源：{ $sources }
attribution-bundled = 内置示意图（据公开资料）
attribution-more = 另有 { $count } 个文件
