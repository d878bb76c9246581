# desk: layer list, shortlist, first minute, what is remembered

# commands; the hint is the tooltip
command-set-base-visible = Show or hide the base map
    .hint = Show or hide all base layers at once
command-reload-layer = Read again
    .hint = Read the chosen layer's file once more; the filter stays where it can
command-keep-layer = Leave as it is
    .hint = Keep the layer although its file was opened again
command-toggle-shortlist = Shortlist on or off
    .hint = Put the current feature on the shortlist, or take it off
command-go-to-feature = Go to feature
    .hint = Select a feature and bring it into view
command-example-land = Example: which idle industrial land has 30 mu or more?
    .hint = Opens the bundled maps and filters idle land
command-example-factories = Example: idle factories to let, 3,000 m² or more
    .hint = Opens the bundled maps and filters idle factories
command-example-incubators = Example: incubators with free desks this month
    .hint = Opens the bundled maps and filters startup carriers
command-check-recents = Check recent files
    .hint = See whether the files opened lately are still there
command-forget-recent = Forget recent file
    .hint = No longer lists the file; the file itself stays
command-set-panel = Arrange a panel
    .hint = Folds, unfolds or resizes a panel
command-set-hide-missing = Hide or show fields not filled in
    .hint = Whether fields without a value are listed for a feature

# what is remembered
state-broken = The window's saved state cannot be read ({ $reason }); started afresh
    .hint = { $aside ->
        [none] The file could not be kept aside and stays as it is; settings of this run are not saved.
       *[other] The file is kept as { $aside }.
    }
state-newer = The window's saved state is of a newer version ({ $version }); started afresh
    .hint = { $aside ->
        [none] The file could not be kept aside and stays as it is; settings of this run are not saved.
       *[other] The file is kept as { $aside }; a newer program reads it.
    }
state-members-ignored = Some of the window's saved state could not be used: { $members }
    .hint = { $aside ->
        [none] The rest is in force; the file could not be kept aside, and settings of this run are not saved.
       *[other] The rest is in force; the file is kept as { $aside }.
    }
state-unreadable = The window's saved state cannot be read: { $reason }
    .hint = Started afresh. The file stays as it is; settings of this run are not saved.
state-not-written = The window's state cannot be saved: { $reason }
    .hint = Everything works; language, colours and recent files will not be restored next time.
state-no-folder = This computer names no folder for settings; the window's state is not saved
    .hint = The environment variable THREE_MAPS_STATE can name a file.

# reading again
reload-filter-broken = The filter of “{ $layer }” does not fit what was read again; all features show
    .hint = Its text stands at the bottom left: correct it or clear it.
reload-styling-changed = “{ $layer }” lost a field that coloured, sized or labelled it; that part is drawn by default
    .hint = Choose another field in its styling, or undo.
reload-shortlist-lost = { $count ->
    [one] One shortlisted feature of “{ $layer }” was not found again and left the shortlist
   *[other] { $count } shortlisted features of “{ $layer }” were not found again and left the shortlist
}
    .hint = Features are matched by number, which must be there and unique. Undo brings them back.

# layer list
layers-base-show = Show all base layers
layers-base-hide = Hide all base layers
layers-up = Move up
layers-down = Move down
layers-reload = Read again
ask-map = Which map does “{ $file }” belong to?
ask-map-note = Its fields do not tell; for now it shows in “{ $map }”.
open-already = “{ $file }” is open already.
open-already-note = If the file has changed, read it again; the filter stays where it can.
open-already-keep = Leave it

# recent files
recents-title = Recent files
recents-none = No file has been opened yet.
recents-open = Open { $file }
recents-missing = Open { $file } (no longer there)
recents-gone = No longer there
recents-forget = Forget { $file }

# shortlist
shortlist-button = Shortlist { $count }
shortlist-tooltip = Parcels, factories and carriers put aside
shortlist-title = Shortlist
shortlist-none = The shortlist is empty. Select a feature and press “Add to shortlist” on the right.
shortlist-export = Export…
shortlist-go = Go to { $name }
shortlist-remove = Off the shortlist: { $name }
shortlist-add = Add to shortlist
shortlist-take-off = Take off the shortlist

# the first minute
empty-what-it-is = Available space, industry and startups of a town in one window: filter, add up, check, and export what you find.
empty-drop-hint = You can also drop GeoJSON files on the window.
empty-questions = Begin with a question
empty-stop = Stop reading
empty-failed = { $count ->
    [one] One thing could not be opened
   *[other] { $count } things could not be opened
}
empty-failed-more = { $count } more are among the notices at the bottom right.
example-planner = Planner
example-promoter = Promoter
example-founder = Founder
example-land = Which idle industrial land has 30 mu (2 ha) or more?
example-factories = Idle factories to let, 3,000 m² or more
example-incubators = Incubators with free desks this month
notices-copy = Copy details
drop-files = { $count ->
    [one] Let go to open the file
   *[other] Let go to open { $count } files
}
drop-files-hint = GeoJSON, several at once

# the inspector
inspector-hide-missing = Hide fields not filled in
inspector-show-missing = { $count ->
    [one] Show one field not filled in
   *[other] Show { $count } fields not filled in
}
inspector-copy-value = Copy raw value
inspector-copy-line = Copy label and value
private-show = Show { $field }
private-hide = Mask { $field }
private-note = Private: never copied, and left out of exports unless asked for
nested-floor = Floor
many-title = { $count } features selected
many-summing = Adding up…
many-not-summed = Not added up to the end; selecting again starts it anew.
many-of-layer = { $layer } · { $count }

# filter cards
facet-counting = Counting…
facet-search = Search in { $field }
facet-search-hint = Search…
facet-spelt = { $label } (“{ $value }”)
facet-spellings = Spelt in the file: { $values }
facet-contains = Contains “{ $text }”
facet-values = { $count } values only
facet-values-clear = Clear these values of { $field }
facet-nothing-found = No value in the list matches.
facet-by-day = by day
facet-by-month = by month
facet-by-year = by year
facet-by-decade = by decade
fields-search = Search fields
fields-none = No field matches.
fields-categories = Categories
fields-numbers = Numbers
fields-dates = Dates
fields-texts = Text
dialog-already-open = not saved: another dialog for files is still open
    .hint = Answer that one, then save again
dialog-not-shown-workspace = The system has no dialog for files: the workspace was not saved
    .hint = On Linux install xdg-desktop-portal or zenity and save again; nothing in the window is lost. A workspace that has a file (three-maps NAME.threemaps.json) is saved without a dialog.
dialog-not-shown = The system has no dialog for files: nothing was opened or written
    .hint = On Linux install xdg-desktop-portal or zenity; files can also be dropped on the window, or written by the command three-maps export.
