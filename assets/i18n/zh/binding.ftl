# 字段对应

# commands; the hint is the tooltip
command-show-fields = 字段对应…
    .hint = 查看所选图层的各列分别是什么字段，并可更正
command-bind-field = 指定字段
    .hint = 指定这一列是什么字段
command-unbind-field = 取消字段
    .hint = 这一列不作为已知字段
command-set-unit = 指定单位
    .hint = 指定这一列的数值是什么单位
command-confirm-fields = 确认全部建议的字段
    .hint = 所选图层中建议的字段都正确

binding-menu = 字段对应…
binding-title = 字段对应 · { $layer }
binding-close = 关闭字段对应
binding-as-they-are = 没有字段可对应，各列按原样显示。
binding-summary = 已对应 { $bound } 列，待确认 { $proposed } 列，其余 { $free } 列按原样显示。
binding-none = 不是已知字段
binding-perhaps = 可能是：{ $field }
binding-field-of = “{ $column }”列的字段
binding-unit = 单位
binding-unit-of = “{ $column }”列的单位
binding-unit-as-recognised = 按识别结果：{ $unit }
binding-unit-not-told = 未写明，按{ $unit }
binding-unit-said = { $unit }（由人指定）
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
binding-why-words = 列名是它的另一种英文说法
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

# 数据类别
command-set-kind = 指定数据类别
    .hint = 指定图层是哪类数据；字段随之重新对应
binding-kind = 数据类别
binding-kind-as-recognised = 按识别结果：{ $kind }
binding-kind-as-source = 按来源：{ $kind }
binding-kind-unclear = 不明确
binding-kind-none = 都不是
binding-kind-ask = 指定数据类别…
kind-said = { $kind }（由人指定）
kind-said-none = 不属于任何一类（由人指定）
kind-recognised = { $kind }（自动识别）
kind-open = 不明确
kind-open-one = 不明确：也许是{ $kind }
kind-open-several = 不明确：可能是{ $kinds }
kind-open-mixed = 不明确：有的行像{ $first }，有的行像{ $second }
kind-why-columns = 有它的字段：{ $columns }
kind-why-values = 取值相符：{ $columns }
kind-why-other-values = 取值不符：{ $columns }
kind-why-heading = 列名“{ $column }”这样称呼
kind-why-title = 名称中有“{ $word }”
kind-why-shapes = 都是{ $shapes }
kind-why-other-shapes = 却是{ $shapes }
kind-shape-points = 点
kind-shape-lines = 线
kind-shape-areas = 面
kind-words-lost = “{ $layer }”换了数据类别，这些列的更正不再适用：{ $columns }
    .hint = 撤销可以恢复；或在“字段对应”中重新指定。
cli-kind-unknown = 没有“{ $word }”这类数据
    .hint = 可以是：{ $known }；或 none，表示都不是。
cli-kind-file = --kind 所说的文件“{ $file }”不在所给的文件之中
    .hint = 文件名要与所给的一致：--kind FILE=KIND FILE。
cli-said-of-workspace = { $option } 所说的“{ $file }”是工作区
    .hint = 请针对其中的图层来写：{ $option } { $form }，LAYER 可以是：{ $layers }。
cli-info-likely = 待确认，可用 --field 指定
cli-info-field-said = 字段由人指定
cli-info-unit-said = 单位由人指定

# 单位
unit-column-unknown = 没有“{ $column }”这一列，无法指定单位
    .hint = 现有的列见图层菜单的“字段对应…”。
    .typed = “three-maps info FILE”列出现有的列；有多个文件时，请写明是哪个文件的列：--unit FILE=COLUMN=UNIT。
unit-not-measured = 不能指定“{ $column }”的单位：它不是有单位的字段
    .hint = 请先在图层菜单的“字段对应…”中指定它是什么字段。
    .typed = 识别不出文件是哪类数据时，请用 --kind FILE=KIND 指定；或给出把该列指定为有单位字段的工作区；这些字段见“three-maps fields”。
unit-other-quantity = “{ $column }”是字段 { $field }，其数值不能以 { $unit } 为单位
    .hint = 可用的单位：{ $known }。
unit-in-values = “{ $column }”的值自己写明了单位
    .hint = 请在文件中改正。
cli-unit-form = --unit 的“{ $text }”没有写明列及其单位
    .hint = 请写 COLUMN=UNIT 或 FILE=COLUMN=UNIT。
cli-unit-unknown = 没有“{ $word }”这个单位
    .hint = 可以是：{ $known }。

# 字段
cli-field-form = --field 的“{ $text }”没有写明列及其字段
    .hint = 请写 COLUMN=FIELD 或 FILE=COLUMN=FIELD；FIELD 可用字段的英文名、中文名，或 none。
cli-field-unknown = 没有“{ $word }”这个字段
    .hint = 用 three-maps fields 查看全部字段；none 表示该列不是任何字段。
field-column-unknown = 没有“{ $column }”这一列，无法指定字段
    .hint = 现有的列：{ $columns }。有多个文件时，请写明是哪个文件的列：FILE=COLUMN=FIELD。
field-no-kind = 不能指定“{ $column }”是哪个字段：还不知道文件是哪类数据
    .hint = 请同时指定：--kind KIND。
field-not-of-kind = { $kind }没有字段“{ $field }”，“{ $column }”不能是它
    .hint = 可以是：{ $known }；或 none。
field-of-several = { $kind }有几个字段都叫“{ $field }”，没有写明“{ $column }”是哪一个
    .hint = 请写英文名：{ $known }。

# three-maps fields
help-command-fields = 各类图层的全部字段：名称、别名、单位、取值、公式
cli-fields-key = 字段
cli-fields-values = 取值
cli-fields-code = 代码
cli-fields-list = 列表
