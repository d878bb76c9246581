# compare: sites side by side
compare-area = Available area (m²)
compare-area-in-all = Available area in all (m²)
compare-height = Clear height (m)
compare-rent = Rent (CNY/m²·month)
compare-metro = Nearest metro station
compare-campus = Nearest campus
compare-firms = Firms within 1 km
compare-firms-of = Firms of { $industry } within 1 km
compare-missing = missing
compare-field = Field
compare-note = Note
compare-asked = Brief asks
compare-fit = To the brief
compare-fits = passes every must line
compare-fails = { $lines ->
    [one] fails { $lines } must line
   *[other] fails { $lines } must lines
}
compare-to-ask = { $lines ->
    [one] { $lines } must line to be asked
   *[other] { $lines } must lines to be asked
}
compare-other-kind = the brief wants { $kind } only
compare-title = Side by side
compare-close = Close the comparison
compare-copy = Copy as a table
compare-add = Add a site
compare-out = Take out of the comparison: { $name }
compare-open = Compare…
compare-open-tooltip = Lay two to four sites of the shortlist side by side
compare-too-few = The shortlist needs two sites for that
compare-best = the best of these
compare-worst = the worst of these
compare-worked-out-distance = Worked out: a straight line from the middle of the site's box
compare-worked-out-firms = Worked out: firms counted within 1 km in a straight line from the middle of the site's box
compare-note-on = Note: { $name }
compare-note-hint = Write a note
compare-how-brief = What the brief asks comes first, in its units: ✓ passes, ✗ fails, ? to be asked. Better and worse are told among sites that pass every must line.
compare-how = ▲ better, ▽ worse. Private fields do not show; distances are straight lines; what was converted says from what.
