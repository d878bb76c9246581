# desk: layer list, shortlist, first minute, what is remembered

# commands; the hint is the tooltip
command-set-base-visible = 显示或隐藏底图
    .hint = 一次显示或隐藏全部底图图层
command-reload-layer = 重新读取
    .hint = 再读一次所选图层的文件，筛选条件尽量保留
command-keep-layer = 保持不变
    .hint = 文件虽再次打开，图层保持原样
command-toggle-shortlist = 加入或移出备选
    .hint = 把当前要素放进备选，或从备选中取出
command-go-to-feature = 转到要素
    .hint = 选中要素并移到视野内
command-example-land = 示例问题：闲置且 ≥ 30 亩的工业用地有哪些？
    .hint = 打开内置地图，筛选闲置土地
command-example-factories = 示例问题：3,000 m² 以上、出租的闲置厂房
    .hint = 打开内置地图，筛选闲置厂房
command-example-incubators = 示例问题：本月还有空余工位的孵化器
    .hint = 打开内置地图，筛选双创载体
command-check-recents = 检查最近文件
    .hint = 看看最近打开的文件是否还在
command-forget-recent = 移出最近文件
    .hint = 不再列出此文件，文件本身不受影响
command-set-panel = 调整面板
    .hint = 折叠、展开面板或改变其大小
command-set-hide-missing = 隐藏或显示未填字段
    .hint = 要素详情中是否列出没有值的字段

# what is remembered
state-broken = 上次的窗口状态读不出来（{ $reason }），已按初始状态启动
    .hint = { $aside ->
        [none] 原文件未能另存，因此保持原样，本次的设置不会保存。
       *[other] 原文件已另存为 { $aside }。
    }
state-newer = 窗口状态由更新的版本（{ $version }）写成，已按初始状态启动
    .hint = { $aside ->
        [none] 原文件未能另存，因此保持原样，本次的设置不会保存。
       *[other] 原文件已另存为 { $aside }；需要时请用新版本打开。
    }
state-members-ignored = 窗口状态中有几项无法使用，已忽略：{ $members }
    .hint = { $aside ->
        [none] 其余各项照常使用；原文件未能另存，本次的设置不会保存。
       *[other] 其余各项照常使用；原文件已另存为 { $aside }。
    }
state-unreadable = 无法读取上次的窗口状态：{ $reason }
    .hint = 已按初始状态启动；该文件保持原样，本次的设置不会保存。
state-not-written = 无法保存窗口状态：{ $reason }
    .hint = 程序可以照常使用；语言、配色和最近文件下次不会恢复。
state-no-folder = 找不到本机的配置文件夹，窗口状态不会保存
    .hint = 可用环境变量 THREE_MAPS_STATE 指定一个文件。

# reading again
reload-filter-broken = “{ $layer }”重新读取后，原有筛选条件不再适用，已显示全部要素
    .hint = 条件文字仍在左下方，请更正或清除。
reload-styling-changed = “{ $layer }”重新读取后，少了配色或标注所用的字段，已改回默认样式
    .hint = 可在图层样式中另选字段，或撤销。
reload-shortlist-lost = “{ $layer }”重新读取后，{ $count } 个备选要素已无法对应，已移出备选
    .hint = 要素靠编号对应；编号缺失或重复时无法对应。可撤销。

# layer list
layers-base-show = 显示全部底图
layers-base-hide = 隐藏全部底图
layers-up = 上移一层
layers-down = 下移一层
layers-reload = 重新读取
ask-map = “{ $file }”属于哪张图？
ask-map-note = 从字段看不出来；暂时显示在“{ $map }”。
open-already = “{ $file }”已经打开。
open-already-note = 文件若已改动，可以重新读取，筛选条件会尽量保留。
open-already-keep = 不用

# recent files
recents-title = 最近打开
recents-none = 还没有打开过文件。
recents-open = 打开 { $file }
recents-missing = 打开 { $file }（文件不在原处）
recents-gone = 文件不在原处
recents-forget = 不再列出 { $file }

# shortlist
shortlist-button = 备选 { $count }
shortlist-tooltip = 放进备选的地块、厂房和载体
shortlist-title = 备选
shortlist-none = 备选是空的。选中一个要素，在右侧点“加入备选”。
shortlist-export = 导出…
shortlist-go = 转到 { $name }
shortlist-remove = 移出备选：{ $name }
shortlist-add = 加入备选
shortlist-take-off = 移出备选

# the first minute
empty-what-it-is = 在一个窗口里看可用空间、产业和创业三张图：筛选、统计、核对，并把结果导出成文件。
empty-drop-hint = 也可以把 GeoJSON 文件直接拖进窗口。
empty-questions = 从一个问题开始
empty-stop = 停止读取
empty-failed = 有 { $count } 处没能打开
empty-failed-more = 另有 { $count } 条，见右下角的通知。
example-planner = 规划
example-promoter = 招商
example-founder = 创业
example-land = 闲置且 ≥ 30 亩的工业用地有哪些？
example-factories = 3,000 m² 以上、出租的闲置厂房
example-incubators = 本月还有空余工位的孵化器
notices-copy = 复制详情
drop-files = 松开以打开 { $count } 个文件
drop-files-hint = 可读取 GeoJSON，一次可以多个

# the inspector
inspector-hide-missing = 隐藏未填的字段
inspector-show-missing = 显示 { $count } 个未填的字段
inspector-copy-value = 复制原值
inspector-copy-line = 复制名称和值
private-show = 查看{ $field }
private-hide = 遮住{ $field }
private-note = 仅内部可见：不会被复制，导出时默认不包含
nested-floor = 楼层
many-title = 已选 { $count } 个要素
many-summing = 正在合计…
many-not-summed = 合计没有算完，重新选择后会再算。
many-of-layer = { $layer } · { $count } 个

# filter cards
facet-counting = 正在统计…
facet-search = 在{ $field }中查找
facet-search-hint = 查找…
facet-spelt = { $label }（“{ $value }”）
facet-spellings = 文件里的写法：{ $values }
facet-contains = 包含“{ $text }”
facet-values = 只留 { $count } 个值
facet-values-clear = 清除{ $field }的这些值
facet-nothing-found = 列表中没有这样的值。
facet-by-day = 按日
facet-by-month = 按月
facet-by-year = 按年
facet-by-decade = 按十年
fields-search = 查找字段
fields-none = 没有这样的字段。
fields-categories = 类别
fields-numbers = 数值
fields-dates = 日期
fields-texts = 文字
dialog-already-open = 未保存：另一个文件对话框还开着
    .hint = 请先完成或关闭那个对话框，再保存
dialog-not-shown-workspace = 系统的文件对话框打不开，工作区没有保存
    .hint = Linux 请安装 xdg-desktop-portal 或 zenity 后再保存；窗口中的内容都在。已有文件的工作区（three-maps 名称.threemaps.json）保存时不需要对话框。
dialog-not-shown = 系统的文件对话框打不开，没有打开或写出任何文件
    .hint = Linux 请安装 xdg-desktop-portal 或 zenity；也可把文件拖进窗口打开，或用命令 three-maps export 导出。
