# 连片拼地
assembly-area = 面积（亩）
assembly-parcels = 宗数
assembly-owners = 权利人
assembly-compactness = 紧凑度
assembly-gaps = 空隙（m²）
assembly-area-wrong = 要达到的面积应是大于 0 的亩数
    .hint = 例如 --area-mu 100。
assembly-tolerance-wrong = 容差应在 0 到 { $most } 米之间
    .hint = 隔着街道的地块不算相邻。
assembly-unplaced = { $count } 行没有面，未参与
assembly-not-tried = 地块太多：有 { $count } 宗没有作为起点尝试，结果可能不是最好的
assembly-too-long = 有 { $count } 次尝试到 { $most } 宗仍不够或无邻可接，已放弃
cli-assembly-found = 列出 { $listed } 组，共找到 { $found } 组；参与 { $parcels } 宗，其中 { $alone } 宗单独已够
