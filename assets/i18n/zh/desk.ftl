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
    .hint = 打开自带地图，筛选闲置土地
command-example-factories = 示例问题：3,000 m² 以上、出租的闲置厂房
    .hint = 打开自带地图，筛选闲置厂房
command-example-incubators = 示例问题：本月还有空余工位的孵化器
    .hint = 打开自带地图，筛选双创载体
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
        [none] 原文件未能另存，下次保存时会被替换。
       *[other] 原文件已另存为 { $aside }。
    }
state-newer = 窗口状态由更新的版本（{ $version }）写成，已按初始状态启动
    .hint = { $aside ->
        [none] 原文件未能另存，下次保存时会被替换。
       *[other] 原文件已另存为 { $aside }；需要时请用新版本打开。
    }
state-members-ignored = 窗口状态中有几项无法使用，已忽略：{ $members }
    .hint = { $aside ->
        [none] 其余各项照常使用。
       *[other] 其余各项照常使用；原文件已另存为 { $aside }。
    }
state-unreadable = 无法读取上次的窗口状态：{ $reason }
    .hint = 已按初始状态启动，最近文件和面板大小未恢复。
state-not-written = 无法保存窗口状态：{ $reason }
    .hint = 程序可以照常使用；语言、配色和最近文件下次不会恢复。
state-no-folder = 找不到本机的配置文件夹，窗口状态不会保存
    .hint = 可用环境变量 THREE_MAPS_STATE 指定一个文件。

# reading again
reload-filter-broken = “{ $layer }”重新读取后，原有筛选条件不再适用，已显示全部要素
    .hint = 条件文字仍在左下方，请更正或清除。
reload-shortlist-lost = “{ $layer }”重新读取后，{ $count } 个备选要素已无法对应，已移出备选
    .hint = 要素靠编号对应；编号缺失或重复时无法对应。可撤销。
