# 数据检查的规则。每条：内容，怎么办。
geometry-tiny = 面积只有 { $area } m²，不足 { $least } m²
    .hint = 多半是误画的碎屑：请删除或重新绘制。
duplicate-uscc = { $count } 个要素的统一社会信用代码都是“{ $id }”
    .hint = 一个主体一个代码：请合并重复的记录，或改正代码。
duplicate-name-place = { $count } 个要素同名“{ $name }”，且相距不到 10 米
    .hint = 可能录入了两次：请核对后删去一个。
overlap = 两个面重叠 { $area } m²，占较小者的 { $share }%，平均宽 { $width } m
    .hint = 请核对界址：同一块地不能属于两宗。窄于 0.1 m 或小于 1 m² 的另列为碎缝。
overlap-sliver = 两个面有重叠碎缝 { $area } m²（占 { $share }%），平均宽 { $width } m
    .hint = 在绘图误差之内（窄于 0.1 m 或小于 1 m²）：可用捕捉重新绘制公共边。
overlap-not-all-looked-at = 有 { $count } 对面没有检查是否重叠：同一处有 { $most } 个以上的面
    .hint = 请先处理堆叠在一处的面，再检查一次。
outside-boundary = { $how ->
    [all] 在边界“{ $boundary }”之外
    [area] 有 { $area } m²（{ $share }%）在边界“{ $boundary }”之外
   *[part] 有一部分在边界“{ $boundary }”之外
    }
    .hint = 请核对位置；确属邻区的，请移到邻区的图层。
layer-elsewhere = { $total } 个要素中有 { $count } 个在边界“{ $boundary }”之外
    .hint = 图层可能属于别处，或坐标系不对（GCJ-02、BD-09 偏移数百米）：请改用相应的边界，或转换坐标。
area-unit = “{ $field }”写作 { $stated }，按图形应为 { $drawn }；比值 { $ratio }，数值像是以 { $meant } 为单位
    .hint = 请指定其单位（图层菜单的“字段对应…”），或换算该列、改正列名。
    .typed = 请用 --unit { $field }=UNIT 指定其单位，或换算该列、改正列名。
area-differs = “{ $field }”写作 { $stated }，按图形应为 { $drawn }；比值 { $ratio }，允许相差 { $tolerance }%
    .hint = 请核对图形与证载面积，以权属文件为准。
area-fields-differ = “{ $first }”写作 { $one }，“{ $second }”写作 { $other }，后者合 { $expected } m²；比值 { $ratio }
    .hint = 1 亩 = 2000/3 m²：请改正其中一个。
value-impossible = “{ $field }”为 { $value }，不在 { $range } 之内
    .hint = 请改正；不知道的请留空，不要写 0。
value-not-number = “{ $field }”应为数字，写作“{ $value }”
    .hint = 请只写数字，单位与说明放入别的字段。
value-in-words = “{ $field }”为“{ $value }”，在数字中夹着文字
    .hint = 筛选、合计和图表都不计入。请只写数字，单位与其他行一致。
code-unknown = “{ $field }”为“{ $value }”，不是已知的值
    .hint = 已知的值：{ $known }。
code-label = “{ $field }”写作“{ $value }”，即“{ $code }”
    .hint = 按“{ $code }”读取，图例和主要指标亦然；筛选、筛选中的取值列表和图表仍按文件所写的值。统一写成“{ $code }”更稳妥。
land-use-unknown = “{ $field }”的用地代码“{ $value }”不在 { $system } 之中
    .hint = 请核对代码，或改正分类标准（{ $system_field }）。
land-use-local = “{ $field }”的用地代码“{ $value }”是地方代码，不属于 { $system }
    .hint = 无妨；与外地数据合并时请另行对应。
land-use-system-missing = “{ $field }”的用地代码“{ $value }”没有写明分类标准
    .hint = 数字代码在两套标准中含义不同：请填写{ $system_field }（TD-YDYH 或 GBT21010）。
industry-unknown = “{ $field }”的行业代码“{ $value }”不在 GB/T 4754-2017 之中
    .hint = 请写门类字母加 2–4 位数字，如 C3911；2011 年版的代码请先转换。
uscc-length = “{ $field }”的代码“{ $value }”有 { $length } 个字符，应为 18 个
    .hint = 请按营业执照补全；15 位的旧注册号不是信用代码。
uscc-character = “{ $field }”的代码“{ $value }”的第 { $at } 个字符“{ $character }”不可能出现
    .hint = 只用数字和大写字母，不含 I、O、S、V、Z：请按营业执照改正。
uscc-check-digit = “{ $field }”的代码“{ $value }”的校验码不符，按前 17 位应为 { $expected }
    .hint = 有字符写错（GB 32100-2015）：请按营业执照改正。
date-future = “{ $field }”为 { $value }，晚于 { $day }
    .hint = 已经发生的事不会在将来：请改正日期。
date-order = “{ $first }”{ $earlier } 晚于“{ $then }”{ $later }
    .hint = 先后颠倒：请改正其中一个。
date-unreadable = “{ $field }”应为日期，写作“{ $value }”
    .hint = 请写成 2026-11-23 的样子。
part-exceeds-whole = “{ $part }”{ $value } 大于“{ $whole }”{ $total }
    .hint = 部分不会大于整体：请改正其中一个。
parts-differ = “{ $part }”中 { $count } 层合计 { $sum }，而“{ $whole }”为 { $total }
    .hint = 请改正分层数据或总数。
parts-not-told = 在建项目 { $total } 个，新建 { $new } + 续建 { $continued } = { $sum }，另有 { $rest } 个没有写明
    .hint = 公布数的分项本来就不等于总数（65 ≠ 31 + 24）：引用时请照原文并注明。

cli-check-more = 另有 { $more } 处未列出（已列 { $listed } 处）；--most 可多列。

# 命令与面板
command-check-layer = 检查数据
    .hint = 按规则检查所选图层：几何、重复、重叠、面积、数值、代码、日期、合计
command-show-check = 检查
    .hint = 在下方列出所选图层的问题
command-show-findings = 按程度显示问题
    .hint = 只看错误、警告或提示
command-go-to-features = 转到多个要素
    .hint = 选中并飞到这些要素
check-not-run = “{ $layer }”没有检查完
    .hint = 可再检查一次。
check-running = 正在检查…
check-never = 这个图层还没有检查过
check-never-hint = 按规则逐条检查；不改动数据。
check-clean = 没有发现问题
check-clean-hint = 按 { $rules } 条规则检查了 { $rows } 个要素。
check-total = 共 { $count } 处
check-stale = 日期、边界或图层已变
check-again = 重新检查
check-severity-error = 错误
check-severity-warning = 警告
check-severity-notice = 提示
check-severity-count = { $severity } { $count }
check-none-shown = 这些程度的问题都没有显示
check-none-shown-hint = 请在上方勾选要看的程度。

check-fold = 收起“{ $rule }”
check-unfold = 展开“{ $rule }”
check-go = 转到 { $what }：{ $message }
check-features = 第 { $features } 个
check-more-of-rule = 另有 { $count } 处未列出
check-copy = 复制列表
status-checking = 正在检查
