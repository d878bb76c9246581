# window

# the map
map-name = Map: drag to pan, wheel to zoom, or arrow keys with + and −
map-illustrative = Illustrative data · positions approximate, not surveyed
map-north = North is up
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-legend-other = Other
map-nothing-matches = { $total ->
    [one] The filter hides the only feature.
   *[other] The filter hides all { $count } features.
}
map-show-all = Clear the filter and show all
map-out-of-view = { $count } matching, none in view
map-go-there = Zoom to them

# the window
window-title = 三张图 · Three Maps
window-name = Three Maps
window-place = Dachuang Town · Baiyang
window-no-chinese-font = This computer has no Chinese font; a bitmap font stands in
    .hint = Install one, for instance on Debian or Ubuntu: sudo apt install { $package }

# values
value-yes = Yes
value-no = No
value-missing = Not filled in
value-empty = (empty text)
value-private = Private

# the bar
map-space-tooltip = Idle land, factories and office buildings
map-industry-tooltip = Parks, enterprises, projects
map-startup-tooltip = Startup carriers and universities
bar-open = Open…
bar-open-tooltip = Open GeoJSON files, or drop them on the window
bar-export = Export…
bar-export-tooltip = Save the matching features of the chosen layer to a file
bar-export-nothing = Choose a layer on the left to export it
bar-undo = Undo: { $step }
bar-undo-nothing = Nothing to undo
bar-redo = Redo: { $step }
bar-redo-nothing = Nothing to redo
bar-language = 中 / EN
bar-language-tooltip = 切换为中文
bar-theme-light = Switch to light colours
bar-theme-dark = Switch to dark colours

# layers
layers-title = Layers
layers-add = Open
layers-none = This map has no layers yet.
layers-base = Base map
layers-choose = { $layer }, { $matching } matching of { $all }
layers-show = Show { $layer }
layers-hide = Hide { $layer }
layers-more = More for { $layer }
layers-zoom = Zoom to layer
layers-clear-filter = Clear its filter
layers-close = Close layer

# filters
filters-title = Filter · { $layer }
filters-clear = Clear
filters-clear-tooltip = Take away all conditions of this layer
filters-rest = { $count ->
    [one] One more condition shows only in the CQL2 below.
   *[other] { $count } more conditions show only in the CQL2 below.
}
filters-add = Add a condition
filters-remove = Remove condition: { $field }
filters-unfold = { $count } more
filters-fold = Show fewer
filters-from = { $field }, from
filters-to = { $field }, to
filters-handle-low = { $field }, lower handle
filters-handle-high = { $field }, upper handle
filters-until = to
filters-date-wrong = That is no date. Write it like 2026-01-31.
filters-contains = { $field } contains
filters-contains-hint = Contains…

# CQL2
cql-title = CQL2 filter
cql-enter = Enter applies
cql-hint = distance_m(geometry, POINT(120.35 30.3)) <= 800
cql-example = e.g. { $filter }
cql-still = Until it is put right, the filter before applies: { $filter }
cql-still-none = Until it is put right, no filter applies.

# a feature
inspector-nothing = Nothing selected
inspector-nothing-hint = Click a parcel, a building or a point on the map to see all that is known about it.
inspector-feature-number = Feature { $number }
inspector-previous = Previous
inspector-next = Next
inspector-close = Clear selection
inspector-illustrative = Illustrative data
inspector-approximate = approximate position, not surveyed
inspector-field-in-file = Field in the file: { $field }
inspector-origin = Source
inspector-origin-line = { $file } · feature { $number }
inspector-crs = Coordinates in { $crs }
inspector-crs-moved = Coordinates in { $crs }, moved to WGS 84 while reading
inspector-zoom = Zoom to
inspector-copy = Copy
inspector-copy-tooltip = Copy all fields except the private ones
figure-area = Area
figure-far = Floor area ratio
unit-mu = mu

# the status line
status-no-layer = No layer chosen
status-matching = of { $all } match · { $layer }
status-brief = The brief matches { $count } sites
status-brief-to-ask = The brief matches { $count } sites, { $ask } to ask
status-brief-hint = The counts on the left and the table speak of the chosen layer alone, not of the brief
status-filtering = Filtering…
status-total = Total
status-total-area = mu · { $hectares } ha
status-total-own-unit = { $unit } ({ $own } in the file)
status-total-of = { $field }, total
status-total-missing = { $count ->
    [one] One is not filled in and not counted
   *[other] { $count } are not filled in and not counted
}
status-selected = { $count } selected
status-selected-area = { $count } selected · { $area } mu
status-no-jobs = No background work
status-more-jobs = { $count } more
status-loading = Reading { $name }
status-exporting = Exporting { $name }
status-features = { $count } features
status-cancel = Cancel
status-cancelling = Cancelling…

# notices
notices-title = Notices
notices-none = No notices
notices-count = { $count ->
    [one] 1 notice
   *[other] { $count } notices
}
notices-empty = Nothing to report so far.
notices-older = { $count } older notices are not listed
notices-more = { $count } more at the bottom right
notices-dismiss = Dismiss
notices-dismiss-all = Dismiss all

# when there is nothing to see
empty-loading = Reading the maps…
empty-no-layers = This map has no layers yet
empty-nothing-open-hint = Open a GeoJSON file, or drop one on the window.
empty-open = Open…
empty-open-bundled = Open the bundled maps

# export
export-title = Export layer
export-what = { $layer }: { $matching } of { $all } features match and will be written.
export-no-filter = No filter: everything is exported.
export-filter = Filter: { $filter }
export-rows = What is exported
export-rows-filtered = What the filter shows
export-rows-matches = Matches (brief)
export-rows-near = Near misses (brief)
export-rows-to-ask = To be asked (brief)
export-rows-shortlist = Shortlist
export-rows-of = { $rows } ({ $count })
export-layer = Layer
export-layer-of = { $layer } ({ $count })
export-what-picked = { $layer }: { $count } of { $all } features will be written, filtered or not.
export-brief = Brief: { $lines }
export-more-layers = They are of { $layers } layers; a file holds those of one. Choose another layer for the others.
export-none-of-these = There are none.
export-stars-absent = { $count ->
    [one] One starred site is of a file that is missing, and in no export.
   *[other] { $count } starred sites are of files that are missing, and in no export.
}
export-format = Format
export-geojson-tooltip = GeoJSON (RFC 7946, WGS 84) with its source, filter and totals
export-csv-tooltip = UTF-8 table with a byte order mark that Excel opens; shapes as WKT
export-fields = Fields
export-all = All
export-none = None
export-include-private = Include private fields
export-private = Private fields left out: { $fields }
export-save = Choose where…
export-cancel = Cancel

# the system's dialogs
dialog-open = Open map data
dialog-save = Export to
dialog-geojson = GeoJSON
dialog-all-files = All files

# Whose data the map shows
attribution = Source: { $sources }
attribution-bundled = bundled maps, after public sources
attribution-more = { $count } more files
