# 命令行:标准错误与回答中的文字。
cli-error = 错误：{ $report }
cli-warning = 警告：{ $report }
cli-notice = 提示：{ $report }
cli-more-of-a-kind = 警告：“{ $code }”类另有 { $more } 条；three-maps check 可全部列出
cli-strict = 错误：有 { $warnings } 条警告，--strict 视为失败
cli-answer-unwritten = 错误：无法写到标准输出：{ $reason }
cli-reading = 正在读取 { $file }
cli-writing = 正在写入 { $file }
cli-checking = 正在检查 { $file }
cli-verifying = 正在核对 { $file }
cli-no-display = 错误：没有可打开窗口的显示器（DISPLAY 与 WAYLAND_DISPLAY 均未设置）。
cli-no-display-because = 错误：无法打开窗口：{ $reason }
cli-rescued = 窗口中未保存的内容已存到 { $file }，可用 three-maps "{ $file }" 打开。
cli-no-window-in-this-build = 错误：此版本不含窗口（编译时未启用“gui”特性）。
cli-commands = 以下命令不需要窗口：
    {"  "}three-maps info   FILE…                          文件里有什么
    {"  "}three-maps check  FILE…                          逐条检查数据质量
    {"  "}three-maps assemble FILE --area-mu N             相邻地块连片达到某一面积
    {"  "}three-maps ledger FILE [--benchmark FIGURES]      闲置土地每年可能的产出
    {"  "}three-maps query  FILE… --where CQL2 [--count]   符合条件的要素或其数量
    {"  "}three-maps export FILE --where CQL2 -o OUT       导出筛选后的快照
    {"  "}three-maps verify SNAPSHOT [--source FILE]       快照与来源是否仍然一致
    {"  "}three-maps synth  --parcels N -o OUT             生成测试城镇
    内置地图也可当作文件使用，例如：three-maps info bundled:space/land

# info
cli-info-layer = 图层
cli-info-kind = 类别
cli-info-features = 要素数
cli-info-geometry = 几何
cli-info-box = 西、南、东、北
cli-info-nowhere = 没有要素带有位置
cli-info-crs = 坐标系
cli-info-size = 字节数
cli-info-sha256 = SHA-256
cli-info-field = 字段
cli-info-label = 名称
cli-info-unit = 单位
cli-info-type = 类型
cli-info-null = 空值
cli-info-missing = 缺失
cli-info-remark = 说明
cli-info-private = 内部
cli-info-not-number = { $count } 项不是数字
cli-type-bool = 是/否
cli-type-integer = 整数
cli-type-real = 数值
cli-type-text = 文本
cli-type-date = 日期
cli-type-date-time = 日期时间
cli-type-json = 嵌套或混合

# query
cli-count-file = 文件
cli-count-matching = 符合
cli-count-all = 全部
cli-count-sum = 合计

# check
cli-check-clean = { $file }：未发现问题
cli-check-file = { $file }：发现 { $count } 处
cli-check-rule = 规则
cli-check-severity = 程度
cli-check-count = 数量
cli-check-hint = 怎么办
cli-check-feature = 要素
cli-check-id = 编号
cli-check-place = 行:列
cli-check-message = 内容
cli-severity-notice = 提示
cli-severity-warning = 警告
cli-severity-error = 错误

# check 的规则
geometry-empty = { $type } 没有位置
    .rule = 图形为空
    .hint = 请重新绘制，或写成 "geometry": null。
out-of-range = 位置 { $position } 不是以度表示的经纬度
    .rule = 坐标不是以度表示的经纬度
    .hint = 文件可能是投影坐标：请用成员 "crs" 注明坐标系。
repeated-position = 在 { $position } 处有位置与前一个重复（共 { $count } 个环或线）
    .rule = 相邻位置重复
    .hint = 无妨；可在绘图软件中去除重复顶点。
wrong-winding = 有 { $count } 个环的方向不符合 RFC 7946 的右手规则
    .rule = 环的方向不合 RFC 7946 的右手法则
    .hint = 无妨；导出时会改正方向。
position-swapped = 位置 { $position } 像是纬度写在经度之前
    .rule = 经纬度像是写反了
    .hint = GeoJSON 先写经度、后写纬度：请在导出文件的软件中对调。
unclosed-ring = 环在 { $position } 处没有闭合
    .rule = 环没有闭合
    .hint = 请在末尾重复第一个位置。
too-few-positions = 环或线的位置太少，在 { $position } 处
    .rule = 环或线的位置太少
    .hint = 环至少四个位置，线至少两个。
no-area = 环没有围成面积，在 { $position } 处
    .rule = 环没有围成面积
    .hint = 请重新绘制或删除该环。
self-intersection = 边界在 { $position } 处与自身相交或相接
    .rule = 边界自相交或自相接
    .hint = 请在该处重新绘制；在此之前面积与叠加结果不可靠。
hole-outside = 洞在多边形之外，在 { $position } 处
    .rule = 洞在面之外
    .hint = 请改为单独的多边形，或删除。
duplicate-id = { $count } 个要素的“{ $field }”都是“{ $id }”
    .rule = 编号重复
    .hint = 请给每个要素各自的编号。
duplicate-parcel-no = { $count } 个要素的“{ $field }”都是地块编号“{ $id }”
    .rule = 地块编号重复
    .hint = 一宗地一个编号：请改正；同一宗地的几块请合为一个要素（MultiPolygon）。
duplicate-feature-id = { $count } 个要素的 id 都是“{ $id }”
    .rule = 要素 id 重复
    .hint = 请给每个要素各自的编号（RFC 7946 第 3.2 节）。

# export
cli-export-done = { $file }：{ $matching } / { $total } 个要素，{ $bytes } 字节，SHA-256 { $sha256 }
cli-export-private = 提示：未写出内部字段：{ $fields }。加 --include-private 可一并写出。
cli-export-replaced = 提示：已替换原有文件：{ $file }
cli-export-empty = 提示：没有要素符合条件，快照为空。
export-onto-source = 这是要读取的文件之一
    .hint = 请给快照另取文件名。
export-field-unknown = 图层没有字段“{ $field }”
    .hint = 已有字段：{ $fields }。

# verify
cli-verify-against = 对照来源：{ $source }
cli-verify-same = 是
cli-verify-differs = 否
cli-verify-source = {"  "}来源相同：{ $verdict }
cli-verify-rows = {"  "}要素相同：{ $verdict }
cli-verify-totals = {"  "}合计相同：{ $verdict }
cli-verify-bytes = {"  "}字节相同：{ $verdict }
verify-csv = CSV 不记载来源，无从核对
    .hint = 请把同样的内容导出为 .geojson（其中记载来源）再核对：three-maps export … -o 名称.geojson。
verify-no-manifest = 文件没有清单（成员“three_maps”），不是本程序导出的 GeoJSON 快照
    .hint = 请指定 three-maps export 写出的 .geojson 文件。
verify-manifest-broken = 清单（成员“three_maps”）无法理解：{ $reason }
    .hint = 请重新导出快照。
verify-manifest-version = 清单版本为 { $version }，本程序不认识
    .hint = 请使用写出它的程序版本或更新版本。
verify-source-missing = 来源“{ $file }”既不在快照旁边，也不在当前文件夹
    .hint = 请用 --source FILE 指明它的位置。
verify-source-changed = 来源已不是生成快照时的文件：SHA-256 现为 { $now }，当时为 { $then }
    .hint = 请找回原来的文件，或用现在的文件重新导出。
verify-stations-changed = 地铁站文件已不是生成快照时的文件：SHA-256 现为 { $now }，当时为 { $then }
    .hint = 请将原来的地铁站文件放在快照旁边。
verify-stations-missing = 快照所用的地铁站文件“{ $file }”既不在快照旁边，也不在当前文件夹
    .hint = 请将该文件放在快照旁边。
cli-no-stations = 此文件不含点，不能作为地铁站
    .hint = 请指定点图层，例如 --stations 地铁站.geojson。
verify-bytes = 重新导出的字节不同：SHA-256 为 { $now }，快照为 { $then }
    .hint = 快照被改动、来源已变，或由其他版本的程序写出。
verify-count-source = 筛选条件在来源中选出 { $now } 个要素；清单记为 { $then }
verify-picked-source = 选出的要素在来源中有 { $now } 个，清单中为 { $then } 个
verify-count-snapshot = 快照有 { $now } 个要素；其清单记为 { $then }
verify-count-all = 来源共有 { $now } 个要素；清单记为 { $then }
verify-brief = 按需求单重新匹配：少 { $gone } 个，多 { $new } 个
verify-brief-not-put = 未再按需求单匹配：需求单问到高校或企业，快照中没有
    .hint = 要素、合计与字节仍与来源作了比较。
verify-feature = “{ $field }”与来源的第 { $source_feature } 个要素不同
verify-features-more = 另有 { $more } 个要素不同
verify-total-snapshot = 快照要素的 { $field } 合计为 { $now }；其清单记为 { $then }
verify-total-source = 来源要素的 { $field } 合计为 { $now }；清单记为 { $then }

# synth
cli-synth-done = { $file }：{ $features } 个地块，{ $bytes } 字节
cli-synth-bundled = { $file }：{ $bytes } 字节

# ledger
help-command-ledger = 按亩均标准估算闲置土地每年可能的产出
help-ledger-file = 闲置土地：文件，或内置图层，如 bundled:space/land
help-ledger-filter = CQL2 筛选条件；不写则估算全部闲置地块
help-ledger-per = 亩均税收或亩均产值：tax、output（不写则依数值文件，否则为 tax）
help-ledger-benchmark = 分行业亩均数值的 JSON 文件；不写则按各地块合同要求
help-ledger-firms = 企业图层：按其中各行业企业的中位数
help-ledger-industry = 按谁的数值：代码（如 C39）用于全部土地，each 按各地块准入行业，all 按各行业合计
help-ledger-most = 列出的地块数（不写为 20；用 --json 时全部列出）
help-ledger-benchmark-template = 输出一份待填写的数值文件
cli-ledger-not-land = 台账针对闲置土地，此文件未被识别为闲置土地
    .hint = 可用 --kind land 指定
cli-ledger-not-enterprises = --firms 须为企业图层，此文件未被识别为企业
    .hint = 可用 --kind { $file }=enterprises 指定
cli-ledger-other-measure = 数值文件与 --per 不是同一指标
    .hint = 去掉 --per，或换一个文件
cli-ledger-industry = GB/T 4754 中没有行业“{ $word }”
    .hint = 写 C、C39 这样的代码，或 each、all（后者限数值文件）
cli-ledger-industry-of-what = --industry 需要数值：--benchmark 或 --firms
cli-ledger-more = 另有 { $more } 宗未列出（--most 可多列）
cli-ledger-remark = 单独来源、备注
cli-ledger-parcel = 地块
