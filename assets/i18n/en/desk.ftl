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
command-set-hide-missing = Hide or show missing fields
    .hint = Whether fields without a value are listed for a feature

# what is remembered
state-broken = The window's saved state cannot be read ({ $reason }); started afresh
    .hint = { $aside ->
        [none] The file could not be kept aside and is replaced at the next saving.
       *[other] The file is kept as { $aside }.
    }
state-newer = The window's saved state is of a newer version ({ $version }); started afresh
    .hint = { $aside ->
        [none] The file could not be kept aside and is replaced at the next saving.
       *[other] The file is kept as { $aside }; a newer program reads it.
    }
state-members-ignored = Some of the window's saved state could not be used: { $members }
    .hint = { $aside ->
        [none] The rest is in force.
       *[other] The rest is in force; the file is kept as { $aside }.
    }
state-unreadable = The window's saved state cannot be read: { $reason }
    .hint = Started afresh; recent files and panel sizes were not restored.
state-not-written = The window's state cannot be saved: { $reason }
    .hint = Everything works; language, colours and recent files will not be restored next time.
state-no-folder = This computer names no folder for settings; the window's state is not saved
    .hint = The environment variable THREE_MAPS_STATE can name a file.

# reading again
reload-filter-broken = The filter of “{ $layer }” does not fit what was read again; all features show
    .hint = Its text stands at the bottom left: correct it or clear it.
reload-shortlist-lost = { $count ->
    [one] One shortlisted feature of “{ $layer }” was not found again and left the shortlist
   *[other] { $count } shortlisted features of “{ $layer }” were not found again and left the shortlist
}
    .hint = Features are matched by number, which must be there and unique. Undo brings them back.
