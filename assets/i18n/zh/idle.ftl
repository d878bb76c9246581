# 闲置时钟：参考日、闲置状态、下一批期限、亩均台账

# 命令
command-set-reference-day = 设定参考日
    .hint = 闲置状态、闲置天数和期限都以参考日为准
command-reference-today = 参考日设为今天
    .hint = 以今天为准重新计算闲置状态
command-play-days = 播放或暂停参考日
    .hint = 让参考日一天天向前走，看闲置状态怎样变化

# 通知
day-not-derived = { $layer }：没能按新的参考日重算
    .hint = 闲置状态仍是原来那一天的；再改一次参考日会重算
export-day-behind = 正在按新的参考日重算，快照还不能写
    .hint = 稍等片刻再导出

# 命令行
cli-day = 参考日：{ $day }（用 --day 可另指定）
cli-info-derived = 计算得出
cli-info-formulas = 计算得出的字段：
cli-info-formulas-on = 计算得出的字段（参考日 { $day }）：
help-any-day = 闲置状态等计算字段所依据的日子，如 2026-11-24（不给则为杭州的今天）
