# 字段对应

# commands; the hint is the tooltip
command-show-fields = 字段对应…
    .hint = 查看所选图层的各列分别是什么字段，并可更正
command-bind-field = 指定字段
    .hint = 指定这一列是什么字段
command-unbind-field = 取消字段
    .hint = 这一列不作为已知字段
command-confirm-fields = 确认全部建议的字段
    .hint = 所选图层中建议的字段都正确

binding-menu = 字段对应…
binding-title = 字段对应 · { $layer }
binding-close = 关闭字段对应
binding-no-kind = 无法判断这个图层是什么数据，各列按原样显示。
binding-summary = 已对应 { $bound } 列，待确认 { $proposed } 列，其余 { $free } 列按原样显示。
binding-none = 不是已知字段
binding-perhaps = 可能是：{ $field }
binding-field-of = “{ $column }”列的字段
binding-confirm = 确认
binding-confirm-hint = 确认“{ $column }”列的字段
binding-confirm-all = 全部确认（{ $count } 列）

binding-why-key = 列名就是字段名
binding-why-alias = 列名是字段的中文名或别名
binding-why-written = 列名写法略有不同
binding-why-but-for-unit = 列名除单位外一致
binding-why-pinyin = 列名是拼音
binding-why-cut = 列名被 Shapefile 截短
binding-why-holds = 列名中含有字段名
binding-why-initials = 列名是拼音首字母
binding-why-unit = 单位为{ $unit }
binding-why-other-unit = 单位为{ $unit }，比较时换算
binding-why-ground = { $rows } 个面的数值与图上面积之比约为 { $ratio }，单位应为{ $unit }
binding-why-domain = { $share } 的值在取值范围内
binding-why-out-of-range = 只有 { $share } 的数值在 { $least }–{ $most } 之间
binding-why-other-type = 只有 { $share } 的值符合字段类型
binding-why-credit-codes = 数值像统一社会信用代码
binding-why-telephones = 数值像电话号码
binding-why-rival = “{ $name }”同样可能
binding-why-person = 由人指定


# three-maps fields
help-command-fields = 各类图层的全部字段：名称、别名、单位、取值、公式
cli-fields-key = 字段
cli-fields-values = 取值
cli-fields-code = 代码
cli-fields-list = 列表
