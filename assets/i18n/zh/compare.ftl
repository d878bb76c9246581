# compare: sites side by side
compare-area = 可用面积 (m²)
compare-height = 净层高 (m)
compare-rent = 租金 (元/m²·月)
compare-metro = 最近地铁站
compare-campus = 最近高校
compare-firms = 1 km 内企业 (家)
compare-firms-of = 1 km 内{ $industry }企业 (家)
compare-missing = 未填
compare-field = 字段
compare-note = 备注
