# find

# commands; the hint is the tooltip
command-search = Search names, numbers, addresses
    .hint = Search all layers of the three maps; pinyin and initials work too
command-find-text = Find
    .hint = Find features by the text typed
command-palette = All actions…
    .hint = Find an action by its name in either language, and run it
command-shortcuts = Keyboard shortcuts
    .hint = List the keys of all actions
command-coordinate-dialog = Go to coordinate…
    .hint = Type degrees, degrees with minutes and seconds, or projected x and y
command-go-to-coordinate = Go to coordinate
    .hint = Mark the typed place on the map
command-dismiss-pin = Remove the pin
    .hint = Take the typed place off the map
command-view-back = Previous view
    .hint = Go back to where you looked before
command-view-forward = Next view
    .hint = Go forward to where you came back from
command-bookmark-dialog = Add a bookmark…
    .hint = Give the current view a name to come back to
command-add-bookmark = Add the bookmark
    .hint = Remember the current view under the typed name
command-go-to-bookmark = Go to the bookmark
    .hint = Show the map and the view that the bookmark remembers
command-rename-bookmark = Rename the bookmark
    .hint = Give the bookmark another name
command-remove-bookmark = Remove the bookmark
    .hint = Take the bookmark away; can be undone
command-zoom-in = Zoom in
    .hint = Double the scale around the middle of the map
command-zoom-out = Zoom out
    .hint = Halve the scale around the middle of the map
command-switch-motion = Turn motion on or off
    .hint = Fly to far places, or go there at once

# notices
find-no-geometry = “{ $name }” has no geometry and cannot be shown on the map
    .hint = All that is known of it stands on the right.

# keys
key-arrow-left = ←
key-arrow-right = →
key-arrow-up = ↑
key-arrow-down = ↓
key-backspace = Backspace
key-escape = Esc
key-plus = +
key-minus = −
key-questionmark = ?

# typed coordinates
typed-nothing = no coordinate yet
    .hint = For example 120.348, 30.295, or 30°17′40.6″N 120°20′53.4″E, or EPSG:4549 515348.29 3349745.54.
typed-one-number = only one coordinate value
    .hint = The other one is needed too: longitude and latitude, or x and y.
typed-too-many = too many values: { $count }
    .hint = Write two only, and no thousands separators.
typed-not-understood = “{ $part }” is not understood
    .hint = Write numbers, marks of degrees, directions (N, E), or a system (EPSG:4549).
typed-unit-order = degrees, minutes and seconds are out of order
    .hint = Write them as in 120°20′53.4″.
typed-fraction = a smaller unit follows { $value }
    .hint = Only the last unit may have decimals.
typed-minutes-range = { $value } minutes; less than 60 are expected
    .hint = Check degrees, minutes and seconds.
typed-seconds-range = { $value } seconds; less than 60 are expected
    .hint = Check degrees, minutes and seconds.
typed-latitude-range = latitude { $value } lies outside −90 to 90
    .hint = Check the value, and whether longitude and latitude are exchanged.
typed-longitude-range = longitude { $value } lies outside −180 to 180
    .hint = Check the value; name the system if these are metres.
typed-no-latitude = { $first } and { $second } are both above 90: neither is a latitude
    .hint = Check the values.
typed-two-latitudes = both values are marked as latitudes
    .hint = Mark one of them as a longitude (E or W).
typed-two-longitudes = both values are marked as longitudes
    .hint = Mark one of them as a latitude (N or S).
typed-two-directions = one value has two directions
    .hint = Write one direction for each value.
typed-two-signs = { $value } has a minus and a direction
    .hint = Keep one of the two.
typed-crs-unknown = the system { $crs } is not known
    .hint = Known are EPSG:4490 and 4326, CGCS2000 Gauss-Krüger such as 4549 and 4528, UTM, and 3857.
typed-degrees-in-grid = { $crs } counts in metres, without degrees or directions
    .hint = Write x and y as two numbers, or leave the system out.
typed-outside-crs = { $first } and { $second } lie outside { $crs }
    .hint = Check the values and the system.
typed-no-grid = { $first } and { $second } fit no system that is known here
    .hint = Name the system, for example EPSG:4549.

# status line
status-indexing = Preparing search

# search
search-hint = Name, number, address
search-hint-short = Search
search-clear = Clear the search
search-about = Type a name, pinyin, initials, a number, an address or a coordinate to search all layers of the three maps.
search-running = Searching…
search-preparing = Some layers are still being prepared; what they hold will join.
search-nothing = Nothing was found for “{ $text }”.
search-nothing-hint = Try fewer letters, pinyin, initials or a number.
search-more = { $count } more
search-too-many = { $count } more; type a little more
search-hidden = hidden by the filter
search-go-to = Go to { $place }
hidden-by-filter = “{ $name }” is hidden by its layer's filter and not drawn.
hidden-show = Clear the filter

# palette
palette-name = Find an action
palette-hint = Name of an action, in either language
palette-nothing = There is no such action, or nothing it could do now.
find-close = Close
find-cancel = Cancel

# shortcuts
shortcuts-title = Keyboard shortcuts
shortcuts-map = With the map clicked: arrow keys pan, + and − zoom; the wheel zooms, a double click zooms in.

# go to coordinate
coordinate-title = Go to coordinate
coordinate-examples = Degrees, degrees with minutes and seconds, or projected x and y. For example: 120.348, 30.295 · 30°17′40.6″N 120°20′53.4″E · EPSG:4549 515348.29 3349745.54
coordinate-name = Coordinate
coordinate-hint = Paste or type a coordinate
coordinate-system = System
coordinate-any-system = As the text says
coordinate-understood = Understood as
coordinate-confirm = The system is not named: confirm it by choosing
coordinate-choose = It may mean several places: choose one
coordinate-web-maps = Coordinates from Amap, Tencent (GCJ-02) or Baidu maps (BD-09) are about 500 m off.
coordinate-go = Go there
coordinate-longitude-first = { $crs }, longitude first
coordinate-latitude-first = { $crs }, latitude first
coordinate-easting-first = { $crs }, easting first
coordinate-northing-first = { $crs }, northing first
crs-cgcs2000-degrees = CGCS2000 degrees
crs-cgcs2000-meridian = CGCS2000 CM { $degrees }°
crs-cgcs2000-zone = CGCS2000 3° zone { $zone }
crs-cgcs2000-zone-6 = CGCS2000 6° zone { $zone }
crs-web = Web Mercator

# bookmarks
bookmarks-title = Bookmarks
bookmark-title = Add a bookmark
bookmark-what = Remembers the map “{ $map }” and the current view.
bookmark-name = Name of the bookmark
bookmark-hint = For example: Jinsha Lake
bookmark-none = No bookmarks yet.
bookmark-rename = Rename the bookmark “{ $name }”
bookmark-remove = Remove the bookmark “{ $name }”
bookmark-new-name = New name of “{ $name }”
