# The command line: what it says on stderr and in its answers.
cli-error = error: { $report }
cli-warning = warning: { $report }
cli-notice = note: { $report }
cli-more-of-a-kind = warning: { $more } more of the kind “{ $code }”; three-maps check lists them all
cli-strict = error: { $warnings ->
    [one] there was one warning
   *[other] there were { $warnings } warnings
}, and --strict counts them as failure
cli-answer-unwritten = error: the answer cannot be written to standard output: { $reason }
cli-reading = reading { $file }
cli-writing = writing { $file }
cli-checking = checking { $file }
cli-verifying = verifying { $file }
cli-no-display = error: there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).
cli-no-display-because = error: the window cannot be opened: { $reason }
cli-rescued = What was open in the window and not saved lies in { $file }: open it with three-maps "{ $file }".
cli-no-window-in-this-build = error: this build has no window (it was made without the feature “gui”).
cli-commands = These commands need no window:
    {"  "}three-maps info   FILE…                          what a file holds
    {"  "}three-maps check  FILE…                          data quality, row by row
    {"  "}three-maps assemble FILE --area-mu N             neighbouring parcels that together reach an area
    {"  "}three-maps ledger FILE [--benchmark FIGURES]      what idle land could yield a year
    {"  "}three-maps query  FILE… --where CQL2 [--count]   rows that match, or how many
    {"  "}three-maps export FILE --where CQL2 -o OUT       a filtered snapshot
    {"  "}three-maps verify SNAPSHOT [--source FILE]       does it still follow from its source?
    {"  "}three-maps synth  --parcels N -o OUT             a test town
    The bundled maps are files too, for instance: three-maps info bundled:space/land

# info
cli-info-layer = layer
cli-info-kind = kind
cli-info-features = features
cli-info-geometry = geometry
cli-info-box = west, south, east, north
cli-info-nowhere = no feature has a position
cli-info-crs = reference system
cli-info-size = bytes
cli-info-sha256 = SHA-256
cli-info-field = field
cli-info-label = label
cli-info-unit = unit
cli-info-type = type
cli-info-null = null
cli-info-missing = missing
cli-info-remark = remark
cli-info-private = private
cli-info-not-number = { $count } no number
cli-type-bool = yes/no
cli-type-integer = whole number
cli-type-real = number
cli-type-text = text
cli-type-date = date
cli-type-date-time = date and time
cli-type-json = nested or mixed

# query
cli-count-file = file
cli-count-matching = matching
cli-count-all = all
cli-count-sum = together

# check
cli-check-clean = { $file }: nothing found
cli-check-file = { $file }: { $count ->
    [one] one finding
   *[other] { $count } findings
}
cli-check-rule = rule
cli-check-severity = severity
cli-check-count = count
cli-check-hint = what to do
cli-check-feature = feature
cli-check-id = id
cli-check-place = line:column
cli-check-message = message
cli-severity-notice = note
cli-severity-warning = warning
cli-severity-error = error

# the rules of check
geometry-empty = the { $type } has no position
    .rule = geometries that are empty
    .hint = Draw it again, or write "geometry": null.
out-of-range = the position { $position } is no longitude and latitude in degrees
    .rule = positions that are no longitude and latitude in degrees
    .hint = The file may be projected: add its reference system as the member "crs".
repeated-position = a position repeats the one before, at { $position }{ $count ->
    [one] {""}
   *[other] {" "}and in { $count } rings or lines in all
}
    .rule = positions that repeat the one before
    .hint = Harmless; the program that drew it can take repeated vertices out.
wrong-winding = { $count ->
    [one] one ring runs
   *[other] { $count } rings run
} against the right-hand rule of RFC 7946
    .rule = rings against the right-hand rule of RFC 7946
    .hint = Harmless; an export turns them round.
position-swapped = the position { $position } looks as if latitude stood before longitude
    .rule = longitude and latitude look swapped
    .hint = GeoJSON writes longitude first: swap the two where the file was made.
unclosed-ring = a ring is not closed at { $position }
    .rule = rings that are not closed
    .hint = Repeat the first position at the end.
too-few-positions = a ring or line has too few positions, at { $position }
    .rule = rings or lines with too few positions
    .hint = A ring needs four, a line two.
no-area = a ring encloses nothing, at { $position }
    .rule = rings that enclose nothing
    .hint = Draw the ring again, or take it out.
self-intersection = the boundary crosses or touches itself at { $position }
    .rule = boundaries that cross or touch themselves
    .hint = Draw it again at the crossing; areas and overlays are unsure until then.
hole-outside = a hole lies outside of its polygon, at { $position }
    .rule = holes outside of their polygon
    .hint = Make it a polygon of its own, or take it out.
duplicate-id = { $count } features have the number “{ $id }” in “{ $field }”
    .rule = the same number for several features
    .hint = Give each feature an id of its own.
duplicate-parcel-no = { $count } features have the parcel number “{ $id }” in “{ $field }”
    .rule = the same parcel number for several features
    .hint = One parcel, one number: correct it. Pieces of one parcel belong into one feature (MultiPolygon).
duplicate-feature-id = { $count } features have the id “{ $id }”
    .rule = the same feature id for several features
    .hint = Give each feature an id of its own (RFC 7946, section 3.2).

# export
cli-export-done = { $file }: { $matching } / { $total } features, { $bytes } bytes, SHA-256 { $sha256 }
cli-export-private = note: private fields left out: { $fields }. --include-private writes them too.
cli-export-replaced = note: replaced the file that was there: { $file }
cli-export-empty = note: no feature matches; the snapshot is empty.
export-onto-source = this file is one of those that are read
    .hint = Choose another name for the snapshot.
export-field-unknown = the layer has no field “{ $field }”
    .hint = Its fields: { $fields }.

# verify
cli-verify-against = compared with { $source }
cli-verify-same = yes
cli-verify-differs = NO
cli-verify-source = {"  "}same source: { $verdict }
cli-verify-rows = {"  "}same rows: { $verdict }
cli-verify-totals = {"  "}same totals: { $verdict }
cli-verify-bytes = {"  "}same bytes: { $verdict }
verify-csv = a CSV carries no word of its source: nothing can be compared
    .hint = Export the same rows as .geojson, which carries it, and verify that: three-maps export … -o NAME.geojson.
verify-no-manifest = the file has no manifest (member “three_maps”): it is no GeoJSON snapshot of this program
    .hint = Name a .geojson file that three-maps export wrote.
verify-manifest-broken = the manifest (member “three_maps”) cannot be understood: { $reason }
    .hint = Export the snapshot again.
verify-manifest-version = the manifest is of version { $version }, which this program does not know
    .hint = Use the version of the program that wrote it, or a later one.
verify-source-missing = the source “{ $file }” is neither beside the snapshot nor in this folder
    .hint = Say where it is with --source FILE.
verify-source-changed = the source is another one than the snapshot was taken from: SHA-256 { $now }, then { $then }
    .hint = Find the earlier file, or export again from this one.
verify-stations-changed = the metro stations are others than the snapshot was measured to: SHA-256 { $now }, then { $then }
    .hint = Put the earlier file beside the snapshot.
verify-stations-missing = the metro stations “{ $file }” are neither beside the snapshot nor in this folder
    .hint = Put that file beside the snapshot.
cli-no-stations = this file has no points: distances cannot be measured to it
    .hint = Name a layer of points, such as --stations metro_stations.geojson.
verify-bytes = exporting again gives other bytes: SHA-256 { $now }, the snapshot has { $then }
    .hint = The snapshot was edited, the source changed, or another version of the program wrote it.
verify-count-source = the filter takes { $now } features of the source; the manifest says { $then }
verify-picked-source = the source has { $now } of the features that were picked; the manifest says { $then }
verify-count-snapshot = the snapshot holds { $now } features; its manifest says { $then }
verify-count-all = the source holds { $now } features in all; the manifest says { $then }
verify-brief = matching by the brief again: { $gone ->
    [one] one feature is
   *[other] { $gone } features are
} no longer found, { $new ->
    [one] one is
   *[other] { $new } are
} new
verify-brief-not-put = the brief was not put again: it asks of campuses or firms, which are not in the snapshot
    .hint = Rows, totals and bytes were compared with the source all the same.
verify-feature = “{ $field }” differs from feature { $source_feature } of the source
verify-features-more = { $more } more features differ
verify-total-snapshot = { $field } of the snapshot's features adds up to { $now }; its manifest says { $then }
verify-total-source = { $field } of the source's features adds up to { $now }; the manifest says { $then }

# synth
cli-synth-done = { $file }: { $features } parcels, { $bytes } bytes
cli-synth-bundled = { $file }: { $bytes } bytes

# ledger
help-command-ledger = What idle land could yield a year, held against a benchmark per mu
help-ledger-file = Idle land: a file, or a bundled layer such as bundled:space/land
help-ledger-filter = Filter in CQL2; without it all idle parcels are estimated
help-ledger-per = Tax or output per mu: tax, output (that of the file of figures, else tax)
help-ledger-benchmark = A JSON file of figures per mu by industry; without it each parcel's own contract
help-ledger-firms = An enterprise layer: the medians of its firms, industry by industry
help-ledger-industry = Whose figure: a code such as C39 for all of the land, each for what each parcel admits, all for all industries together
help-ledger-most = Parcels to list (20 where not given; with --json all)
help-ledger-benchmark-template = Print a file of figures to fill in
cli-ledger-not-land = the ledger is of idle land, and this file is not taken for it
    .hint = --kind land says that it is
cli-ledger-not-enterprises = --firms takes an enterprise layer, and this file is not taken for one
    .hint = --kind { $file }=enterprises says that it is
cli-ledger-other-measure = the file of figures speaks of the other measure than --per
    .hint = Leave --per away, or name another file
cli-ledger-industry = there is no industry “{ $word }” in GB/T 4754
    .hint = A code such as C or C39, each, or all (of a file of figures)
cli-ledger-industry-of-what = --industry needs figures: --benchmark or --firms
cli-ledger-more = { $more } more parcels (--most lists more)
cli-ledger-remark = Own source, note
cli-ledger-parcel = Parcel
