# window

# the map
map-name = Map: drag to pan, wheel to zoom, or arrow keys with + and −
map-illustrative = Illustrative data · positions approximate, not surveyed
map-north = North is up
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-legend-other = Other
map-legend-more = { $count ->
    [one] one more class
   *[other] { $count } more classes
}
map-nothing-matches = { $total ->
    [one] The filter hides the only feature.
   *[other] The filter hides all { $total } features.
}
map-show-all = Clear the filter and show all
