# diagnostics
place-feature = 第 { $number } 个要素
place-line-column = 第 { $line } 行第 { $column } 列
