# 闲置时钟：参考日、闲置状态、下一批期限、亩均台账

# 命令
command-set-reference-day = 设定参考日
    .hint = 闲置状态、闲置天数和期限都以参考日为准
command-reference-today = 参考日设为今天
    .hint = 以今天为准重新计算闲置状态
command-play-days = 播放或暂停参考日
    .hint = 让参考日一天天向前走，看闲置状态怎样变化
command-show-deadlines = 下一批期限
    .hint = 按期限先后列出闲置土地
command-show-ledger = 亩均台账
    .hint = 按亩均税收或产值估算闲置土地每年可能的产出
command-set-benchmark = 设定亩均标准
    .hint = 选择用税收还是产值、按地块自身要求还是给定数值估算

# 通知
day-not-derived = { $layer }：没能按新的参考日重算
    .hint = 闲置状态仍是原来那一天的；再改一次参考日会重算
idle-land-not-run = { $layer }：下一批期限和台账没有算完
    .hint = 再选一次这一页会重新计算
export-day-behind = 正在按新的参考日重算，快照还不能写
    .hint = 稍等片刻再导出

# 命令行
cli-day = 参考日：{ $day }（用 --day 可另指定）
cli-info-derived = 计算得出
cli-info-formulas = 计算得出的字段：
cli-info-formulas-on = 计算得出的字段（参考日 { $day }）：
help-any-day = 闲置状态等计算字段所依据的日子，如 2026-11-24（不给则为杭州的今天）

# 参考日
as-of-title = 参考日
as-of-day = 参考日，如 2026-11-24
as-of-today = 今天
as-of-play = 播放：参考日向前走
as-of-pause = 暂停
as-of-slider = 拖动参考日
as-of-slider-tooltip = 前五年到后三年；左右方向键逐日移动
as-of-wrong = 请按 2026-11-24 的格式填写日期
as-of-color-on = 按闲置状态着色
as-of-color-off = 恢复原来的颜色
as-of-behind = 正在重算…
as-of-note = 闲置状态为提示，非法律认定

# 闲置状态的依据
idle-law = 《闲置土地处置办法》（国土资源部令第53号，2012年）
idle-articles-1y = 第二条、第十四条第（一）项
idle-articles-2y = 第二条、第十四条第（二）项
idle-articles-stopped = 第二条第二款、第十二条
idle-articles-government = 第八条、第十二条
idle-articles-watch = 第二条、第十四条
idle-articles-watch-stopped = 第二条第二款
idle-consequence-1y = 可按土地价款的 20 % 征缴土地闲置费
idle-consequence-2y = 可无偿收回土地使用权
idle-consequence-stopped = 协商处置，不征缴闲置费
idle-consequence-government = 协商处置，不征缴闲置费，不无偿收回
idle-fee-below = 闲置费估算属内部数据，见下方“闲置费估算”
idle-line-1y = 未动工满一年
idle-line-2y = 未动工满两年
idle-line-stopped = 中止开发满一年
idle-evidence-not-started = 合同约定 { $since } 动工，至今未动工 { $time }
idle-evidence-not-due = 合同约定 { $since } 动工，尚未到期
idle-evidence-starts = 记录的实际动工日 { $on } 在参考日之后
idle-evidence-stopped = { $since } 中止开发，至今 { $time }
idle-evidence-shares = 已开发面积 { $built }，已投资 { $invested }（界线：三分之一、25 %）
idle-evidence-working = { $since } 动工，在建或已用
idle-evidence-working-undated = 在建或已用
idle-evidence-deadline = 距{ $line }还有 { $days } 天（期限 { $on }）
idle-missing = 无法判断，缺少：{ $fields }
idle-conflict-stop-before-start = 中止开发日早于实际动工日，互相矛盾
idle-conflict-status-start = 状态为“已供未建”，却有动工或开发的记录
idle-conflict-status-stop = 状态为“在建”或“已用”，却有中止开发日
idle-conflict-after-survey = { $field }晚于排摸日期，排摸时不可能知道
idle-conflict-range = { $field }不在 0 到 1 之间
idle-conflict-unreadable = { $field }的值读不懂
idle-as-of = 以 { $day } 为准
idle-from-survey = 按 { $survey } 的排摸结果推算
idle-reminder = 提示，非法律认定
idle-time = { $years }年{ $months }个月
idle-time-years = { $years }年
idle-time-months = { $months }个月
idle-time-days = { $days }天
inspector-derived = 计算得出
inspector-derived-on = 计算得出（参考日 { $day }）
value-none = 无
field-formula = 计算得出（{ $field }）：{ $formula }
stations-bundled = 地铁站：内置图层
stations-of-file = 地铁站：已打开的 { $file }

# 下一批期限
idle-land-only = 这一页只用于闲置土地
idle-land-only-hint = 请在左侧选中闲置土地图层
deadlines-none = 没有即将到来的期限
deadlines-filter = 只看这一状态的地块
deadlines-copy = 复制期限列表
deadlines-first = 列出前 { $listed } 宗，共 { $all } 宗
deadlines-when = { $on } · 还有 { $days } 天
deadlines-head-on = 期限
deadlines-head-left = 剩余天数
deadlines-head-line = 界线
deadlines-head-state = 闲置状态

# 亩均台账
ledger-tax = 亩均税收
ledger-output = 亩均产值
ledger-own-or = 按各地块合同要求；或给定数值
ledger-or = 或给定数值
ledger-against-tooltip = 闲置土地按什么标准估算
ledger-own-words = 按各地块合同要求
ledger-stated = 给定数值
ledger-own = 改按合同要求
ledger-figure = 给定的亩均数值
ledger-figure-hint = 如 30
ledger-unit = 万元/亩·年
ledger-name = 名称
ledger-source = 来源
ledger-year = 年份
ledger-source-missing = 给定的数值请写明名称、来源和年份，否则别人无从核对
ledger-nothing = 没有可以估算的地块
ledger-total = 每年约 { $wan } 万元（{ $parcels } 宗，{ $area } 亩）
ledger-formula = 估算：面积 ×（1 − 已建比例，限部分闲置）× 亩均标准
ledger-without-area = { $count } 宗缺面积，未计
ledger-without-share = { $count } 宗缺已建比例，未计
ledger-without-figure = { $count } 宗没有可用的标准，未计
ledger-not-idle = { $count } 宗在建或已用，未计
ledger-by-parcel = 逐宗估算
ledger-parcel = { $area } 亩 × { $figure }
ledger-wan = { $wan } 万元/年
ledger-copy = 复制台账
ledger-head-parcels = 宗数
ledger-head-area = 面积（亩）
ledger-head-yield = 万元/年
ledger-head-figure = 万元/亩
ledger-head-apart = 未计宗数
ledger-against = 标准
ledger-allowed = 按各地块准入行业
ledger-by-industry = 若全部用于某一行业（{ $parcels } 宗，{ $area } 亩）
ledger-no-firms = 没有企业图层，无法得出各行业的亩均数
ledger-industry-tooltip = 按此行业估算全部闲置土地；再点一次改回合同要求
ledger-median = 中位数 { $figure } 万元/亩（{ $firms } 家）
ledger-bundled = 内置图层
ledger-origin = 各行业{ $of }为“{ $layer }”（{ $file }）{ $all } 家企业中 { $used } 家的中位数，排摸年份 { $years }
ledger-origin-filtered = 各行业{ $of }为“{ $layer }”（{ $file }）筛选后 { $all } 家企业中 { $used } 家的中位数，排摸年份 { $years }
ledger-years-unknown = 未注明
ledger-firms-without-land = { $count } 家无自有用地，未计
ledger-firms-without-figure = { $count } 家缺该数值，未计
ledger-firms-without-industry = { $count } 家缺行业代码，未计
ledger-too-few = { $count } 个大类不足 { $least } 家，不单列
ledger-head-industry = 行业
ledger-head-firms = 企业数
ledger-firms-words = 按企业图层中“{ $industry }”企业的中位数
ledger-published = 采用 { $name } { $figure }
