# table

# commands; the hint is the tooltip
command-toggle-bottom = 展开或收起下方面板
    .hint = 地图下方的表格与统计
command-show-table = 表格
    .hint = 在地图下方列出所选图层的要素
command-show-statistics = 统计
    .hint = 在地图下方统计所选图层
command-set-table-order = 表格排序
    .hint = 按一列升序、降序排列，或恢复文件中的次序
command-toggle-only-in-view = 表格仅列视野内
    .hint = 表格只列出地图视野内的要素
command-set-chart = 设置统计
    .hint = 选择按哪个字段分组、统计什么

# 面板
bottom-more-tabs = 其他页
bottom-fold = 收起面板
bottom-unfold = 展开面板
bottom-rows = { $matching } / { $all } 行
bottom-rows-in-view = 视野内 { $listed } · { $matching } / { $all } 行
bottom-updating = 更新中…
bottom-only-in-view = 仅视野内
bottom-only-in-view-tooltip = 表格只列出图形的外框与地图视野相交的要素

# 没有内容时
bottom-no-layer = 还没有选择图层
bottom-no-layer-hint = 在左侧的图层列表中点一个图层，这里会列出它的要素并作统计。
bottom-empty-layer = 这个图层没有要素
bottom-empty-layer-hint = 文件里一个要素也没有。请检查文件，或选择另一个图层。
bottom-loading = 正在排列要素…
bottom-counting = 正在统计…
bottom-nothing-matches = 没有符合条件的要素
bottom-nothing-matches-hint = { $all ->
   *[other] 共 { $count } 个要素，都被筛选条件排除了。
}
bottom-clear-filter = 清除筛选
bottom-nothing-in-view = 视野内没有符合条件的要素
bottom-nothing-in-view-hint = 移动或缩小地图，或者列出全部符合条件的要素。
bottom-list-all = 列出全部
bottom-failed = 这里没有算完
bottom-failed-hint = 原因见右下角的通知。修改筛选或排序后会重新计算。

# 表格
table-name = { $layer }的表格，{ $rows } 行。方向键移动，Shift 扩选，回车定位
table-sort-ascending = { $column }，未排序。点击按升序排列
table-sort-descending = { $column }，升序。点击改为降序
table-sort-file = { $column }，降序。点击恢复文件次序
table-sort-private = { $column }，内部字段，不能按它排序
table-width = { $column }的列宽
table-scroll-vertical = 上下滚动表格
table-scroll-horizontal = 左右滚动表格
table-field = 文件中的字段名：{ $field }
table-copy-value = 复制“{ $column }”的原值
table-copy-row = 复制整行（不含内部字段）
table-zoom = 定位到这里

# 统计
chart-by = 按
chart-total = 合计
chart-count = 要素数
chart-field = 分组字段：{ $field }
chart-field-tooltip = 按哪个字段分组
chart-measure = 统计：{ $measure }
chart-measure-tooltip = 数要素，还是把一个字段加起来
chart-unit-features = 个
chart-others = 其他 { $count } 类
chart-bar = { $group }：{ $figure }
chart-bar-out = { $group }：{ $figure }，已被筛选排除
chart-tooltip-rows = { $rows } 个要素
total-measured-of = { $measured } / { $rows } 个有值
chart-tooltip-unmeasured = 其中 { $count } 个未填，没有计入
chart-tooltip-filter = 点击只看这一组
chart-tooltip-unfilter = 再点一次，取消这个条件
chart-tooltip-others = 这些取值合在一起，不能单独筛选
chart-no-field = 这个图层没有可以分组的字段
chart-no-field-hint = 编号、名称、内部字段和嵌套的值不作统计。
table-worked-out = 算
