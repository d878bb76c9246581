# matching: a brief, its lines, and what sites say to them (window and command line)
match-what-area-m2 = Available area
match-what-clear-height-m = Clear height
match-what-load-t-m2 = Floor load
match-what-crane-t = Crane
match-what-freight-lift-t = Freight lift
match-what-power-kva = Power
match-what-fire-class = Fire hazard class
match-what-eia-ok = Impact assessment possible
match-what-rent-month = Rent
match-what-deal = Offer
match-what-metro-m = To a metro station
match-what-campus-m = To a campus
match-what-firm-m = To a firm
match-what-industry = Industry allowed
match-what-available-by = Available by
match-line-named = { $what } “{ $name }” ≤ { $metres } m
match-from-mu = { $value } ({ $mu } mu)
match-from-day = { $value } ({ $rent } CNY/m²·day × 365/12)
match-from-geometry = { $value } (measured on the shape)
match-yes = yes
match-no = no
match-in-use = in use, not available
match-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
match-classes = { $classes ->
    [one] { $classes } class
   *[other] { $classes } classes
}
match-spare = { $found }, { $by } to spare
match-short = { $found }, { $by } wanting
match-floors = { $words } (floors { $floors })
match-missing-field = “{ $field }” is not filled in
match-missing-layer = layer “{ $layer }” is not open
match-missing-name = nothing in “{ $layer }” has “{ $name }” in its name
match-missing-position = it has no position
match-missing-kind = { $layer }: no such figure
# What is wrong with a brief's file.
brief-json = The brief is not valid JSON: it cannot be read at “{ $found }”
    .hint = Check quotes, commas and brackets
brief-member-unknown = The brief has an unknown member “{ $member }”
    .hint = It can be: { $known }
brief-member-twice = The member “{ $member }” is there twice
    .hint = Keep one of them
brief-member-missing = The member “{ $member }” is missing
    .hint = Add it; the README has the format
brief-member-other = The member “{ $member }” does not belong to this line
    .hint = Take it out, or change “what”; the README has the format
brief-value-wrong = The value of “{ $member }” is not right
    .hint = It can be: { $expected }
brief-version = The brief has version { $found }; this program knows version 1
    .hint = Open it with a newer program, or write 1 as its “version”
# The command line.
brief-unreadable = The brief cannot be read: { $reason }
    .hint = Check the path and its permissions
match-cli-must = { $number }. must: { $line }
match-cli-prefer = { $number }. prefer: { $line } (points: { $weight })
match-cli-matches = Matching: { $count } of { $all } sites, { $area } m²
match-cli-to-ask = To be asked: { $count } of { $all } sites, { $area } m²
match-cli-near = Near misses: { $count } of { $all } sites, { $area } m²
match-cli-loosen = With one step more room on one line alone:
match-cli-loosened = { $line }: sites gained { $sites }, { $area } m²
match-cli-dropped = without “{ $line }”: sites gained { $sites }, { $area } m²
match-cli-site = Site
match-cli-points = Points
match-cli-spare = Spare
match-cli-more = More that are not listed (--limit): { $more }
match-left-other = Not asked: { $layer } ({ $count }), the brief wants another kind
match-left-unknown = Not asked: { $layer } ({ $count }), it does not show what it holds
match-left-silent = Not asked: { $layer } ({ $count }), such layers do not say “{ $what }”
help-command-match = Which sites fit a prospect's brief, line by line
help-match-brief = The brief: a JSON file of must and prefer lines
help-match-files = Files with sites, stations, campuses and enterprises; without any, the bundled maps
help-match-limit = List at most this many sites of each group
brief-too-long = The file is too large for a brief
    .hint = A brief has a few lines; choose another file
# Actions.
command-show-brief = Brief
    .hint = Write down what a prospect needs, and see line by line which sites fit
command-set-brief = Change the brief
    .hint = Change a line of the brief
command-open-brief-dialog = Open a brief…
    .hint = Open a brief from a file
command-open-brief = Open the brief
    .hint = Read a brief's file
command-save-brief-dialog = Save the brief…
    .hint = Save the brief to a file
command-save-brief = Save the brief
    .hint = Write the brief's file
command-select-matches = Select matching sites on the map
    .hint = Select what the brief found, and zoom there
command-show-compare = Compare the shortlist
    .hint = Lay two to four sites of the shortlist side by side
command-toggle-compared = Compare, or no longer
    .hint = Choose which sites of the shortlist stand side by side
command-set-note = Write a note
    .hint = Write a note on a site
