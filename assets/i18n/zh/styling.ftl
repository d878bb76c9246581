# 样式

# commands; the hint is the tooltip
command-show-styling = 样式…
    .hint = 更改所选图层的颜色、符号和标注
command-set-styling = 更改样式
    .hint = 按所选方式绘制图层
command-set-clusters = 聚合点或逐点显示
    .hint = 点相互遮盖时，显示数量与各类占比的圆环
command-come-apart = 放大到聚合点分开处
    .hint = 放大到所点的聚合分开为止

# 图例
legend-style = 样式
legend-style-hint = 更改这个图层的颜色、符号和标注
legend-fold = 收起图例
legend-unfold = 展开图例
legend-size = 大小：{ $field }
legend-size-missing = 未填 { $count } 个，画成最小
legend-choose = 选中{ $layer }
legend-rings = 圆环：各类占比；圈内：数量
cluster-tip-title = { $layer } · { $count }
cluster-tip-rest = 其余 { $count } 类
cluster-tip-in = 位于 { $places }
cluster-tip-click = 点击放大到分开处

# 面板
styling-title = 样式 · { $layer }
styling-menu = 样式…
styling-open = { $layer }的样式
styling-close = 关闭样式
styling-reset = 恢复默认
styling-reset-hint = 撤去对这个图层样式的全部更改
styling-working = 正在计算样式…
styling-color-own = 默认
styling-color-one = 单色
styling-color-kinds = 分类
styling-color-classes = 分级
styling-field = 着色字段
styling-no-kinds = 这个图层没有可分类的字段
styling-no-numbers = 这个图层没有数字字段
styling-method = 分级方法
styling-method-natural = 自然断点
styling-method-natural-hint = 级内差异最小，超过 2,000 个值时按顺序抽样
styling-method-quantile = 分位数
styling-method-quantile-hint = 每级要素个数大致相等
styling-method-equal = 等间距
styling-method-equal-hint = 每级宽度相等
styling-method-pretty = 整数分级
styling-method-pretty-hint = 界限取整，级数为大致值
styling-count = 级数
styling-breaks = { $field }的分布，分 { $count } 级：{ $breaks }
styling-scheme = 配色
styling-scheme-auto = 自动
styling-scheme-official = 用地规划标准色
styling-scheme-official-hint = 国土空间规划制图规范的颜色，供正式图纸使用
styling-scheme-safe = { $scheme }，{ $count } 类以内色觉障碍者可辨
styling-reversed = 反转配色
styling-point-size = 点大小
styling-size-by = 点大小随字段
styling-size-fixed = 固定大小
styling-clusters = 点密集时聚合
styling-line-width = 线宽
styling-opacity = 填充不透明度
styling-outline = 描边
styling-label = 标注字段
styling-label-own = 默认
styling-label-none = 不标注
styling-labels-from = 标注显示比例
styling-always = 始终
styling-own = 默认
styling-scale-range = 显示比例范围
styling-max-scale = 缩小到 1 : N 后隐藏
styling-min-scale = 放大到 1 : N 后隐藏
styling-no-limit = 不限
styling-here = 用当前比例
