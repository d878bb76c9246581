# filter
filter-syntax = 筛选条件从“{ $near }”处起无法读懂
    .hint = 条件写法如 { $example ->
            [none] area_mu >= 20 AND status = '闲置'
           *[other] { $example }
        }。文本用单引号，字段名不加引号或用双引号。
filter-syntax-end = 筛选条件没有写完：末尾缺少内容
    .hint = 请补全最后一个条件，写法如 { $example ->
            [none] area_mu >= 20 AND status = '闲置'
           *[other] { $example }
        }。
filter-empty = 筛选条件为空
    .hint = 请写一个条件，例如 { $example ->
            [none] area_mu >= 20 AND status = '闲置'
           *[other] { $example }
        }，或不写筛选。
filter-invalid = 筛选条件不是有效的 CQL2:{ $reason }
    .hint = 请对照文档中的例子。
filter-json-syntax = 筛选条件不是有效的 JSON:{ $reason }
    .hint = 请改正 JSON，或改用 CQL2 文本。
filter-json = 这段 JSON 不是 CQL2 筛选条件：{ $reason }
    .hint = 运算写成含 "op" 与 "args" 的对象，字段写成含 "property" 的对象。
filter-number = 数字 { $number } 位数过多，无法精确比较
    .hint = 不超过 9007199254740992 的整数是精确的。若字段是文本，请给值加单引号。
filter-too-deep = 筛选条件嵌套过深或过长
    .hint = 请用 IN （…） 代替一长串 OR，并减少括号。
filter-parenthesis-open = 这个括号没有闭合
    .hint = 请补上 ) 或去掉 (。
filter-parenthesis-extra = 这个右括号没有对应的左括号
    .hint = 请去掉 ) 或在前面补上 (。
filter-quote-open = 这个引号没有闭合
    .hint = 文本以 ' 开始和结束，文本内的 ' 要写两次。
filter-unknown-field = 图层 { $layer } 中没有字段“{ $field }”
    .hint = { $nearest ->
        [none] 该图层没有字段。
       *[other] 相近的字段：{ $nearest }
    }
filter-type = “{ $field }”是{ $type ->
        [bool] 真假值
        [integer] 整数
        [real] 数值
        [number] 数值
        [text] 文本
        [date] 日期
        [date-time] 日期时间
        [json] 嵌套或混合类型的值
        [geometry] 几何图形
        [interval] 时间区间
        [truth] 条件
        [list] 列表
       *[other] { $type }
    }，不能与 { $given } 一起使用
    .hint = { $type ->
        [bool] 请写 TRUE 或 FALSE。
        [integer] 请写不带引号的数字。
        [real] 请写不带引号的数字。
        [number] 请写不带引号的数字。
        [text] 请给值加单引号。
        [date] 请写 DATE('2026-11-23') 或 '2026-11-23'。
        [date-time] 请写 TIMESTAMP('2026-11-23T01:00:00Z')。
        [json] 请用 =、<>、IN 或 LIKE 与文本比较。
        [geometry] 请用 S_INTERSECTS、S_WITHIN、distance_m 或 area_m2。
        [interval] 请与 T_DURING、T_INTERSECTS 等一起使用。
       *[other] 请与同类的值比较。
    }
filter-date = “{ $text }”不是能与“{ $field }”比较的日期或时间
    .hint = 日期写作 '2026-11-23'，时刻写作 '2026-11-23T01:00:00Z'。
filter-not-condition = “{ $text }”不是条件
    .hint = 请拿它与某个值比较，例如 { $text } = 1。
filter-arguments = { $op } 需要 { $expected } 个操作数，而不是 { $given } 个
    .hint = 请写作 { $usage }
filter-geometry = 筛选条件中的几何图形无法使用：{ $reason }
    .hint = 经度写在纬度之前，如 POINT(120.35 30.30)，并闭合每个环。
filter-unsupported = 不支持 { $op }
    .hint = { $supported }
filter-reserved = { $op } 留待以后的版本
    .hint = 目前请用 CASEI({ $field }) LIKE CASEI（'%…%'）。
filter-field-unbound = “{ $field }”是字段“{ $label }”，{ $layer } 中没有对应它的列
    .hint = { $columns ->
        [none] 没有哪一列像它。可在图层菜单的“字段对应…”中指定，或直接写列名。
        [derived] 它由其他字段推算，而该图层没有那些字段。
       *[other] 可能是：{ $columns }。可在图层菜单的“字段对应…”中指定，或直接写列名。
    }
filter-field-ambiguous = “{ $field }”可能是其中任一列：{ $columns }
    .hint = 请写列名。
filter-other-unit = “{ $text }”无法准确换写：“{ $column }”的单位是{ $unit }，“{ $field }”是{ $own }
    .hint = 请让“{ $field }”单独与数字比较，或用“{ $column }”计算。
filter-by-values = “{ $text }”无法准确换写：“{ $column }”存的是文本，不是“{ $field }”的值本身
    .hint = 请只用 =、<、BETWEEN 或 IN 让“{ $field }”与值比较，或按“{ $column }”的文本筛选。
filter-many-values = 无法按“{ $field }”筛选“{ $column }”：它存的是文本，且多得无法逐一列出
    .hint = 请在单元格中只写数字或日期，或按其文本筛选。
filter-understood = “{ $from }”按 { $to } 筛选
filter-understood-none = “{ $column }”中没有符合“{ $from }”的值
filter-values-unread = “{ $column }”中有 { $count } 个值无法读懂，这些行不计入：{ $values }
filter-texts-left-out = “{ $column }”的数字中有 { $count } 行写的是文字，不计入：{ $values }
    .hint = 请只写数字；数据检查会列出这些行。
filter-text-nowhere = “{ $column }”中没有“{ $text }”
    .hint = { $nearest ->
        [none] {""}
       *[other] 相近的值：{ $nearest }
    }
