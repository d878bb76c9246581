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
match-what-named = { $what } “{ $name }”
match-converted = { $value } ({ $written })
match-from-mu = { $value } ({ $mu } mu)
match-from-day = { $value } ({ $rent } CNY/m²·day × 365/12)
match-from-unit = { $value } ({ $written } { $unit } in the file)
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
match-short-by-rounding = { $found }, { $by } wanting, by the rounding of units alone
match-floors = { $words } (floor { $floors })
match-missing-field = “{ $field }” is not filled in
match-missing-number = “{ $field }” reads “{ $value }”, which is no number
match-missing-date = “{ $field }” reads “{ $value }”, which is no date
match-missing-value = “{ $field }” reads “{ $value }”, which does not say it
match-missing-layer = layer “{ $layer }” is not open
match-missing-name = nothing in “{ $layer }” has “{ $name }” in its name
match-missing-in-service = no station of layer “{ $layer }” is in service
match-missing-other-town = none of the bundled stations is within { $reach } km: open layer “{ $layer }” of this town
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
match-area = { $area } m²
match-area-partly = { $area } m² and { $unknown } of unknown area
match-area-unknown = area unknown
match-cli-must = { $number }. must: { $line }
match-cli-prefer = { $number }. prefer: { $line } (points: { $weight })
match-cli-matches = Matching: { $count } of { $all } sites, { $area }
match-cli-to-ask = To be asked: { $count } of { $all } sites, { $area }
match-cli-near = Near misses: { $count } of { $all } sites, { $area }
match-cli-loosen = With one step more room on one line alone:
match-cli-loosened = { $line } { $step }: sites gained { $sites }, { $area }
match-cli-rounded = Some sites miss by the rounding of units alone (1 t/m² = 9.81 kN/m², often taken for 10; a month of 365/12 days, often for 30). If the need was rounded so, write:
match-cli-dropped = without “{ $line }”: sites gained { $sites }, { $area }
match-cli-site = Site
match-cli-points = Points
match-cli-spare = Spare
match-spare-line = { $line }: { $by } to spare ({ $share })
match-share = { $share }%
match-share-or-more = { $share }% or more
match-apart = { $count ->
    [one] { $count } more that is
   *[other] { $count } more that are
} out of use, under construction or in use: { $area }
match-cli-more = More that are not listed (--limit): { $more }
match-left-other = Not asked: { $layer } ({ $count }), the brief wants another kind
match-left-unknown = Not asked: { $layer } ({ $count }), it does not show what it holds
match-left-silent = Not asked: { $layer } ({ $count }), such layers do not say “{ $what }”
help-command-match = Which sites fit a prospect's brief, line by line
help-match-brief = The brief: a JSON file of must and prefer lines; without it that of a workspace
help-match-files = Files with sites, stations, campuses and enterprises; without any, the bundled maps; a workspace too
help-match-limit = List at most this many sites of each group
help-match-out = Also write the sites that pass to a file (.geojson, .json or .csv), as export does
help-match-layer = The layer whose sites are written, where sites of several pass
help-match-fields = Only these fields, in the layer's order
help-match-include-private = Also fields that are private, such as owner_tel and start_price
match-out-none = no site passes the brief, so nothing was written
    .hint = Loosen a line, or name the layer with --layer to write a snapshot that is empty.
match-out-layers = sites of several layers pass, and a file holds those of one: { $layers }
    .hint = Name one with --layer.
match-out-layer-unknown = the brief was not put to a layer “{ $layer }”
    .hint = It was put to: { $layers }.
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
# The panel.
brief-tab-layers = Layers and filters
brief-tab = Brief
brief-file = Brief (JSON)
brief-title = Name of the brief
brief-title-hint = Prospect and project
brief-kind = Kind of site
brief-all-kinds = Land, factories and offices
brief-empty = Nothing is asked yet. Add needs (area, height, load …), or open a brief.
brief-add = Add a need
brief-must = Must
brief-prefer = Prefer
brief-must-tooltip = Click to turn must into prefer, and back
brief-remove = Remove: { $line }
brief-unit-of = Unit of { $line }
brief-name-of = { $line }: name
brief-name-any = name, if any
brief-name-needed = firm's name
brief-weight = points
brief-weight-of = { $line }: points
brief-loosen = loosen to { $to }: +{ $sites } · { $area }
brief-rounded-why = Some sites miss by the rounding of units alone. If the need was converted in round numbers:
brief-rounded = write { $to }: +{ $sites } · { $area }
brief-loosen-none = loosen to { $to }: none more
brief-loosen-drop = as prefer: +{ $sites } · { $area }
brief-running = Matching…
brief-matches = Matching { $count } of { $all } · { $area }
brief-near = Near misses: { $count } · { $area }
brief-to-ask = To be asked: { $count } · { $area }
brief-none-but = Nothing passes in all; there is:
brief-go-to-ask = { $count } to ask
brief-go-near = { $count ->
    [one] { $count } near miss
   *[other] { $count } near misses
}
brief-no-match = Nothing fits in all. Try “loosen to” on the lines above.
brief-more = More that are not listed: { $more }
brief-export = Export these…
brief-failed = Sites that do not fit: { $count }
brief-points = Points { $points } / { $most }
brief-state = State: { $state }
brief-spare = { $share } to spare on average
brief-spare-how = How much more room there is than asked, on average over the lines passed; each counts up to 100%, and in full only between equals.
brief-star = Add to the shortlist: { $name }
brief-pass = passes
brief-fail = fails
brief-unknown = unknown
brief-how = All features of the space map are matched, filtered or not. Points add up passed preferences; equals go by what is to spare, each line up to 100%, then in full. Sites out of use, under construction or in use come last. Distances are straight lines.
layer-is-brief = This is a prospect’s brief, not a layer
    .hint = Open it in the tab “Brief”
    .typed = Give it with --brief: three-maps match --brief FILE
