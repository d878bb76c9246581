# diagnostics
place-feature = feature { $number }
place-line-column = line { $line }, column { $column }
