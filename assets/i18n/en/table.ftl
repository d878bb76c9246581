# table

# commands; the hint is the tooltip
command-toggle-bottom = Fold or unfold the panel below
    .hint = Table and statistics below the map
command-show-table = Table
    .hint = List the chosen layer's features below the map
command-show-statistics = Statistics
    .hint = Count and add up the chosen layer below the map
command-set-table-order = Sort the table
    .hint = By a column up or down, or in the order of the file
command-toggle-only-in-view = Table: only what is in view
    .hint = List only the features that the map shows
command-set-chart = Set the chart
    .hint = Choose the field to group by and what to add up

# the panel
bottom-more-tabs = More tabs
bottom-fold = Fold the panel
bottom-unfold = Unfold the panel
bottom-rows = { $matching } / { $all } rows
bottom-rows-in-view = { $listed } in view · { $matching } / { $all } rows
bottom-updating = Updating…
bottom-only-in-view = In view only
bottom-only-in-view-tooltip = List only features whose box touches what the map shows

# when there is nothing to see
bottom-no-layer = No layer is chosen
bottom-no-layer-hint = Click a layer in the list on the left to see its features and their statistics here.
bottom-empty-layer = This layer has no features
bottom-empty-layer-hint = The file holds none. Check it, or choose another layer.
bottom-loading = Listing features…
bottom-counting = Counting…
bottom-nothing-matches = No feature matches
bottom-nothing-matches-hint = { $all ->
    [one] The filter hides the only feature.
   *[other] The filter hides all { $count } features.
}
bottom-clear-filter = Clear the filter
bottom-nothing-in-view = No matching feature is in view
bottom-nothing-in-view-hint = Move the map or zoom out, or list all that match.
bottom-list-all = List all
bottom-failed = This was not worked out to its end
bottom-failed-hint = The notices at the bottom right say why. Another filter or order starts it again.

# the table
table-name = Table of { $layer }, { $rows } rows. Arrows move, Shift extends, Enter zooms
table-sort-ascending = { $column }, not sorted. Click to sort upwards
table-sort-descending = { $column }, sorted upwards. Click to sort downwards
table-sort-file = { $column }, sorted downwards. Click for the order of the file
table-sort-private = { $column }, private, not to be sorted by
table-width = Width of { $column }
table-scroll-vertical = Scroll the table up and down
table-scroll-horizontal = Scroll the table left and right
table-field = Field in the file: { $field }
table-copy-value = Copy the raw value of “{ $column }”
table-copy-row = Copy the row without private fields
table-zoom = Zoom to it

# statistics
chart-by = by
chart-total = Total
chart-count = Features
chart-field = Group by { $field }
chart-field-tooltip = The field to group by
chart-measure = Measure: { $measure }
chart-measure-tooltip = Count features, or add a field up
chart-unit-features = features
chart-others = { $count ->
    [one] 1 other
   *[other] { $count } others
}
chart-bar = { $group }: { $figure }
chart-bar-out = { $group }: { $figure }, hidden by the filter
chart-tooltip-rows = { $rows } features
total-measured-of = from { $measured } of { $rows }
chart-tooltip-unmeasured = { $count ->
    [one] one is not filled in and not counted
   *[other] { $count } are not filled in and not counted
}
chart-tooltip-filter = Click to see only these
chart-tooltip-unfilter = Click again to take the condition away
chart-tooltip-others = These values stand together and cannot be filtered by
chart-no-field = This layer has no field to group by
chart-no-field-hint = Numbers and names, private fields and nested values make no chart.
table-worked-out = calc.
