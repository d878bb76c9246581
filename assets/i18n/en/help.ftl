# Help of the command line, and usage errors.
help-about = 三张图 · Three Maps: available space, industry and startups of an innovation town
help-about-long = 三张图 · Three Maps: available space, industry and startups of an innovation town.

    Without a command it opens the window, with the files named or else with the bundled maps.
    The commands work without a display.
help-usage = Usage:
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-any-lang = Language of what the program says: zh or en (the system's language where not given)
help-any-json = Answer in JSON, for machines
help-any-strict = Any warning is a failure
help-any-stations = Metro stations that distances such as metro_m are measured to (the bundled ones where not given)
help-any-help = Show help
help-any-version = Show the version
help-any-files = Files, or bundled layers such as bundled:space/land
help-any-file = A file, or a bundled layer such as bundled:space/land
help-any-command = What to do instead of opening the window
help-any-columns = Which field a column is, where it is not recognised or wrong: such as 面积=area_mu; a key or a label, or none; FILE=COLUMN=FIELD says it of one of several
help-any-units = Unit of a column's numbers, where it is not recognised or wrong, such as 面积=ha; FILE=COLUMN=UNIT says it of one of several files
help-any-kinds = What the files hold, where that is not recognised or wrong: a kind such as land, or none; FILE=KIND says it of one of several
help-program-files = Files to open in the window, or a workspace
help-info-files = Files, workspaces, or bundled layers such as bundled:space/land
help-program-empty = Start with an empty window
help-command-info = What a file holds: layers, features, geometry, fields
help-command-assemble = Neighbouring parcels that together reach an area
help-assemble-file = A file, or a bundled layer such as bundled:space/land
help-assemble-area-mu = The area to reach, in mu
help-assemble-tolerance-m = Metres that two boundaries may lie apart (1 where not given)
help-assemble-filter = Filter in CQL2; without it every parcel may be put together
help-assemble-most = Groups to list (20 where not given)
help-command-check = Data quality by rules: geometry, duplicates, overlaps, areas, values, codes, dates, totals
help-check-boundary = A layer of polygons that all features should lie in (bundled layers: the bundled boundary)
help-check-most = Findings of one rule to list; the rest are counted (1000 where not given)
help-command-query = Rows that match a filter, one GeoJSON feature a line, or their count
help-command-export = Write a filtered snapshot; the format follows the ending of OUT (.geojson, .csv)
help-command-verify = Does a snapshot still follow from its source?
help-command-synth = Write a test town, or the bundled maps again
help-query-filter = Filter in CQL2 text, such as area_mu >= 30 AND status = '闲置'
help-query-count = Only how many match
help-export-filter = Filter in CQL2 text; without it every feature is written
help-export-out = File to write (.geojson, .json or .csv); an existing one is replaced in one step
help-export-fields = Only these fields, in the layer's order
help-export-include-private = Also fields that are private, such as owner_tel and start_price
help-verify-snapshot = A GeoJSON snapshot that export wrote
help-verify-source = Where the source is now; else the file that the snapshot names, beside it or in this folder
help-synth-parcels = Parcels of the test town
help-synth-seed = Seed of the test town
help-synth-out = File to write the test town to (.geojson)
help-synth-bundled = Folder to write the bundled maps to, as they are inside the program
usage-unknown-argument = error: unknown argument “{ $argument }”
usage-missing-argument = error: missing { $argument }
usage-invalid-value = error: { $argument } cannot be “{ $value }”
usage-value-needed = error: { $argument } needs a value
usage-conflict = error: { $argument } cannot be used with the other options given
usage-valid-values = It may be: { $values }
usage-suggestion = Did you mean { $suggested }?
usage-see-help = See --help.
