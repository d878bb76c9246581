# find

# 命令；hint 即提示
command-search = 搜索名称、编号、地址
    .hint = 在三张图的全部图层中查找，可用拼音和首字母
command-find-text = 查找
    .hint = 按输入的文字查找要素
command-palette = 全部操作…
    .hint = 按名称、拼音首字母或英文查找一项操作并执行
command-shortcuts = 快捷键一览
    .hint = 列出全部操作的快捷键
command-coordinate-dialog = 定位到坐标…
    .hint = 输入经纬度、度分秒或投影坐标
command-go-to-coordinate = 定位到坐标
    .hint = 在地图上标出输入的位置
command-dismiss-pin = 收起位置标记
    .hint = 去掉地图上由坐标标出的位置
command-view-back = 上一视图
    .hint = 回到此前看过的位置
command-view-forward = 下一视图
    .hint = 返回刚才离开的位置
command-bookmark-dialog = 加入书签…
    .hint = 给当前视图起个名字，以便随时回来
command-add-bookmark = 加入书签
    .hint = 以输入的名字记住当前视图
command-go-to-bookmark = 前往书签
    .hint = 显示书签记住的地图和视图
command-rename-bookmark = 书签改名
    .hint = 给书签另起一个名字
command-remove-bookmark = 删除书签
    .hint = 去掉书签，可以撤销
command-zoom-in = 放大
    .hint = 以地图中心为准放大一倍
command-zoom-out = 缩小
    .hint = 以地图中心为准缩小一半
command-switch-motion = 切换地图动画
    .hint = 前往远处时平滑移动，或直接切换

# 通知
find-no-geometry = “{ $name }”没有图形，无法在地图上显示
    .hint = 它的全部信息在右侧查看。

# 键盘上的键
key-arrow-left = ←
key-arrow-right = →
key-arrow-up = ↑
key-arrow-down = ↓
key-backspace = 退格
key-escape = Esc
key-plus = +
key-minus = −
key-questionmark = ?

# 输入的坐标
typed-nothing = 还没有输入坐标
    .hint = 例如 120.348, 30.295，或 30°17′40.6″N 120°20′53.4″E，或 EPSG:4549 515348.29 3349745.54。
typed-one-number = 只有一个坐标值
    .hint = 还需要另一个：经度和纬度，或 x 和 y。
typed-too-many = 坐标值太多（{ $count } 个）
    .hint = 请只写两个，数字里不要加千位分隔符。
typed-not-understood = 看不懂“{ $part }”
    .hint = 请写数字、度分秒符号、方向（N、E、北纬、东经）或坐标系（EPSG:4549）。
typed-unit-order = 度、分、秒的次序不对
    .hint = 请按度、分、秒的次序写，例如 120°20′53.4″。
typed-fraction = { $value } 后面还有更小的单位
    .hint = 只有最后一个单位可以带小数。
typed-minutes-range = 分为 { $value }，应小于 60
    .hint = 请核对度分秒。
typed-seconds-range = 秒为 { $value }，应小于 60
    .hint = 请核对度分秒。
typed-latitude-range = 纬度 { $value } 超出 −90 到 90
    .hint = 请核对数值，或经纬度是否写反。
typed-longitude-range = 经度 { $value } 超出 −180 到 180
    .hint = 请核对数值；若是投影坐标，请写明坐标系。
typed-no-latitude = { $first } 和 { $second } 都超过 90，没有一个是纬度
    .hint = 请核对数值。
typed-two-latitudes = 两个都标成了纬度
    .hint = 请把其中一个标成经度（E 或 W、东经或西经）。
typed-two-longitudes = 两个都标成了经度
    .hint = 请把其中一个标成纬度（N 或 S、北纬或南纬）。
typed-two-directions = 一个坐标值带了两个方向
    .hint = 每个坐标值只写一个方向。
typed-two-signs = { $value } 既有负号又有方向
    .hint = 负号和方向字母只留一个。
typed-crs-unknown = 不认识坐标系 { $crs }
    .hint = 可用 EPSG:4490、4326、4549、4528 等 CGCS2000 高斯投影、UTM 和 3857。
typed-degrees-in-grid = { $crs } 的坐标以米为单位，不带度和方向
    .hint = 请写 x 和 y 两个数，或去掉坐标系。
typed-outside-crs = { $first } 和 { $second } 不在 { $crs } 的范围内
    .hint = 请核对数值和坐标系。
typed-no-grid = { $first } 和 { $second } 与已知的坐标系都不相符
    .hint = 请写明坐标系，例如 EPSG:4549。

# 状态栏
status-indexing = 正在准备搜索

# 搜索
search-hint = 名称、拼音、编号、地址
search-hint-short = 搜索
search-clear = 清空搜索
search-about = 输入名称、拼音、首字母、编号、地址或坐标，在三张图的全部图层中查找。
search-running = 正在查找…
search-preparing = 部分图层还在准备，稍后会一并列出。
search-nothing = 没有找到“{ $text }”。
search-nothing-hint = 可以少输几个字，或试试拼音、首字母和编号。
search-more = 其余 { $count } 条
search-too-many = 另有 { $count } 条，请再多输几个字
search-hidden = 被筛选隐藏
search-go-to = 定位到 { $place }
hidden-by-filter = “{ $name }”被图层的筛选隐藏，地图上没有画出。
hidden-show = 清除筛选，显示它

# 全部操作
palette-name = 查找操作
palette-hint = 输入操作名称、拼音首字母或英文
palette-nothing = 没有这样的操作，或者现在还用不上。
find-close = 关闭
find-cancel = 取消

# 快捷键
shortcuts-title = 快捷键
shortcuts-map = 点一下地图后：方向键平移，+ 和 − 缩放；滚轮缩放，双击放大。

# 定位到坐标
coordinate-title = 定位到坐标
coordinate-examples = 经纬度、度分秒，或投影坐标的 x 和 y。例如：120.348, 30.295 · 30°17′40.6″N 120°20′53.4″E · EPSG:4549 515348.29 3349745.54
coordinate-name = 坐标
coordinate-hint = 粘贴或输入坐标
coordinate-system = 坐标系
coordinate-any-system = 按输入识别
coordinate-understood = 理解为
coordinate-confirm = 没有写明坐标系，请点选确认
coordinate-choose = 有几种可能，请选一种
coordinate-web-maps = 高德、腾讯（GCJ-02）和百度（BD-09）地图上取的坐标与这里相差约 500 米。
coordinate-go = 定位
coordinate-longitude-first = { $crs }，先经度后纬度
coordinate-latitude-first = { $crs }，先纬度后经度
coordinate-easting-first = { $crs }，先东后北
coordinate-northing-first = { $crs }，先北后东
crs-cgcs2000-degrees = CGCS2000 经纬度
crs-cgcs2000-meridian = CGCS2000 中央经线 { $degrees }°
crs-cgcs2000-zone = CGCS2000 3 度带第 { $zone } 带
crs-cgcs2000-zone-6 = CGCS2000 6 度带第 { $zone } 带
crs-web = 网络墨卡托

# 书签
bookmarks-title = 书签
bookmark-title = 加入书签
bookmark-what = 记住“{ $map }”和现在的视图。
bookmark-name = 书签名称
bookmark-hint = 例如：金沙湖片区
bookmark-none = 还没有书签。
bookmark-rename = 给书签“{ $name }”改名
bookmark-remove = 删除书签“{ $name }”
bookmark-new-name = “{ $name }”的新名称
