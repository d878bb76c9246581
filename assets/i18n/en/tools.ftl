# tools

# commands; the hint is the tooltip
command-tool-pick = Pick
    .hint = Click selects features, drags move the map
command-tool-box = Select by box
    .hint = Drag a box: what it touches is selected
command-tool-polygon = Select by polygon
    .hint = Click the corners: what the polygon touches is selected
command-tool-radius = Select by radius
    .hint = Drag from the centre, or click it and type a distance
command-tool-measure-distance = Measure a distance
    .hint = Click along a way: each segment and the total, geodesic
command-tool-measure-area = Measure an area
    .hint = Click around the ground: area and perimeter, geodesic
command-set-corner = Set a corner
    .hint = Set a corner on the map with the tool in hand
command-take-back-corner = Take a corner back
    .hint = Remove the corner set last
command-end-drawing = Finish drawing
    .hint = End the shape that is being drawn
command-leave = Leave
    .hint = The draft first, then the tool, then the selection
command-select-within = Select by area
    .hint = Select the chosen layer's matching features that the area touches
command-select-touching = Select what touches
    .hint = Select features that touch those selected in another layer
command-select-near = Select what is near
    .hint = Select features within a distance of those selected in another layer
command-select-matching = Select all matching
    .hint = Select all features of the chosen layer that match its filter
command-invert-selection = Invert the selection
    .hint = Among matching features, selected and not selected change places
command-keep-selected = Keep only the selected
    .hint = Turn the selected features into the filter
command-filter-within = Filter by area
    .hint = Add the drawn area to the filter

# notices
area-invalid = What was drawn is no area; nothing was selected or filtered by it
    .hint = A polygon needs three corners, a radius more than zero.
select-no-layer = No layer is chosen, so there is nothing to select from
    .hint = Choose a layer in the list first.
select-nothing-beside = Nothing is selected in { $layer } to select by
    .hint = Select features of that layer first.
select-distance-invalid = The distance must be a number, zero or more
    .hint = Such as 500 m or 1.2 km.
keep-nothing = Nothing is selected in { $layer }; the filter stays
    .hint = Select the features to keep first.
keep-too-many = { $count } features are selected, more than { $most }: too many for a filter
    .hint = Filter by area instead, or select fewer.
keep-no-field = No field of { $layer } tells the selected features from the others; the filter stays
    .hint = Filter by area instead, or add an id to the data.

# tools in the bar
tools-title = Map tools
tools-now = Map tools: { $tool }
tools-key = { $name } ({ $key })
select-menu = Selection
select-menu-of = Selection · { $layer }
select-touching = Touching the { $count } selected of { $layer }
select-near = Near the { $count } selected of { $layer }, within
select-near-name = Distance from the selected of { $layer }
select-near-go = Select
select-beside-hint = With features selected in another layer, those touching or near them can be selected here.

# hints on the map
tool-hint-box = Drag a box, or click two opposite corners
tool-hint-polygon = Click the corners; double click or Enter ends, Backspace takes one back
tool-hint-radius = Drag from the centre, or click it and type a distance
tool-hint-radius-typed = Drag or click to the edge, or type the radius:
tool-hint-distance = Click along the way; double click or Enter ends, Backspace takes one back
tool-hint-area = Click around it; double click or Enter ends, Backspace takes one back
tool-hint-modes = Shift adds · Ctrl removes · Ctrl+Shift keeps what is in both · Esc leaves
tool-hint-leave = Space or right button drags the map · Esc leaves
tool-radius-name = Radius
tool-radius-example = e.g. 800 m
tool-radius-wrong = This is no distance. Write 800, 800 m or 1.2 km.
tool-selecting = Selecting…
tool-selected = { $count } selected in { $layer }
tool-selected-none = Nothing in { $layer } matches the filter and touches this area
tool-no-layer = Choose a layer on the left first
tool-clear = Clear the area
tool-distance = Total { $total }
tool-distance-segments = Total { $total } in { $count } segments
tool-area = Area { $area }
tool-perimeter = Perimeter { $total }
tool-area-crossing = The sides cross: no area
tool-copy = Copy the result
tool-clear-measure = Clear the measurement
measure-area = { $m2 } m² · { $mu } mu · { $hectares } ha
measure-copy-distance = Total { $total }: { $segments }
measure-copy-area = Area { $area }, perimeter { $total }

# several features under a click
pick-list = { $count } features here
pick-list-row = { $name }, { $layer }

# the map's context menu
map-menu = Here
map-menu-copy = Copy coordinates { $place }
map-menu-here = Features here ({ $count })
map-menu-nothing = No features here
map-menu-radius = Select within { $radius }
map-menu-radius-other = Radius around here…
map-menu-measure = Measure from here
map-menu-fit = Show all

# status line
status-outlined = only the first { $count } are outlined on the map
