# filter
filter-syntax = The filter cannot be read from “{ $near }” on
    .hint = Write conditions such as { $example ->
            [none] area_mu >= 20 AND status = '闲置'
           *[other] { $example }
        }. Text stands in single quotes, field names in none or in double quotes.
filter-syntax-end = The filter breaks off: something is missing at the end
    .hint = Complete the last condition, as in { $example ->
            [none] area_mu >= 20 AND status = '闲置'
           *[other] { $example }
        }.
filter-empty = The filter is empty
    .hint = Write a condition such as { $example ->
            [none] area_mu >= 20 AND status = '闲置'
           *[other] { $example }
        }, or leave the filter out.
filter-invalid = The filter is not valid CQL2: { $reason }
    .hint = Compare it with the examples in the documentation.
filter-json-syntax = The filter is not valid JSON: { $reason }
    .hint = Mend the JSON, or write the filter as CQL2 text.
filter-json = The JSON is not a CQL2 filter: { $reason }
    .hint = An operation is written as an object with "op" and "args", a field as an object with "property".
filter-number = The number { $number } has more digits than can be compared exactly
    .hint = Whole numbers up to 9007199254740992 are exact. Where the field is text, put the value in single quotes.
filter-too-deep = The filter is nested too deeply or too long
    .hint = Use IN (…) instead of long chains of OR, and fewer parentheses.
filter-parenthesis-open = This parenthesis is never closed
    .hint = Add a ) or take the ( away.
filter-parenthesis-extra = This closing parenthesis has no opening one
    .hint = Take the ) away or add a ( before it.
filter-quote-open = This quotation mark is never closed
    .hint = Text begins and ends with ', and a ' inside it is written twice.
filter-unknown-field = There is no field “{ $field }” in the layer { $layer }
    .hint = { $nearest ->
        [none] The layer has no fields.
       *[other] Near it: { $nearest }
    }
filter-type = “{ $field }” is { $type ->
        [bool] true or false
        [integer] a whole number
        [real] a number
        [number] a number
        [text] text
        [date] a date
        [date-time] a date and time
        [json] a nested or mixed value
        [geometry] a geometry
        [interval] an interval of time
        [truth] a condition
        [list] a list
       *[other] { $type }
    } and does not go with { $given }
    .hint = { $type ->
        [bool] Write TRUE or FALSE.
        [integer] Write a number without quotes.
        [real] Write a number without quotes.
        [number] Write a number without quotes.
        [text] Put the value in single quotes.
        [date] Write DATE('2026-11-23') or '2026-11-23'.
        [date-time] Write TIMESTAMP('2026-11-23T01:00:00Z').
        [json] Compare it with a text by =, <>, IN or LIKE.
        [geometry] Use S_INTERSECTS, S_WITHIN, distance_m or area_m2.
        [interval] Use it with T_DURING, T_INTERSECTS and the like.
       *[other] Compare it with something of its own kind.
    }
filter-date = “{ $text }” is not a date or time that “{ $field }” can be compared with
    .hint = Dates are written '2026-11-23', instants '2026-11-23T01:00:00Z'.
filter-not-condition = “{ $text }” is not a condition
    .hint = Compare it with something, such as { $text } = 1.
filter-arguments = { $op } takes { $expected } operands, not { $given }
    .hint = Write { $usage }
filter-geometry = The geometry in the filter cannot be used: { $reason }
    .hint = Write longitude before latitude, as in POINT(120.35 30.30), and close every ring.
filter-unsupported = { $op } is not supported
    .hint = { $supported }
filter-reserved = { $op } is reserved for a later version
    .hint = Use CASEI({ $field }) LIKE CASEI('%…%') meanwhile.
filter-field-unbound = “{ $field }” is the field { $label }, and no column of { $layer } is taken for it
    .hint = { $columns ->
        [none] No column looks like it. Fields… in the layer's menu says which column it is; or write a column's own name.
        [derived] It is worked out from other fields, which the layer does not have.
       *[other] It could be: { $columns }. Fields… in the layer's menu says which; or write a column's own name.
    }
filter-field-ambiguous = “{ $field }” may be any of several columns: { $columns }
    .hint = Write the column's own name.
filter-other-unit = “{ $text }” cannot be put exactly: “{ $column }” is in { $unit }, “{ $field }” in { $own }
    .hint = Compare “{ $field }” with a number by itself, or reckon with “{ $column }”.
filter-by-values = “{ $text }” cannot be put exactly: “{ $column }” holds texts, not the plain values of “{ $field }”
    .hint = Compare “{ $field }” with values by =, <, BETWEEN or IN alone, or ask for the texts of “{ $column }”.
filter-many-values = “{ $field }” cannot be asked of “{ $column }”: it holds texts, and too many of them to list
    .hint = Write numbers or dates alone into its cells, or ask for its texts.
filter-understood = “{ $from }” is asked as { $to }
filter-understood-none = “{ $from }” holds for no value of “{ $column }”
filter-values-unread = { $count ->
        [one] One value of “{ $column }” cannot be read, and its rows are left out: { $values }
       *[other] { $count } values of “{ $column }” cannot be read, and their rows are left out: { $values }
    }
filter-texts-left-out = { $count ->
        [one] One row of “{ $column }” has a text among its numbers and is left out: { $values }
       *[other] { $count } rows of “{ $column }” have texts among its numbers and are left out: { $values }
    }
    .hint = Write the numbers alone; “check” names the rows.
filter-text-nowhere = “{ $text }” occurs nowhere in “{ $column }”
    .hint = { $nearest ->
        [none] {""}
       *[other] Near it: { $nearest }
    }
