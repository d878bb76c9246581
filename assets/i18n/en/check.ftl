# The rules of data checks. Each: what is wrong, what to do.
geometry-tiny = the area is only { $area } m², less than { $least } m²
    .hint = Most likely a scrap of drawing: delete it, or draw it again.
duplicate-uscc = { $count } features have the unified social credit code “{ $id }”
    .hint = One body, one code: merge the records, or correct the code.
duplicate-name-place = { $count } features are called “{ $name }” and lie within 10 metres
    .hint = Perhaps entered twice: compare them and delete one.
overlap = two polygons overlap by { $area } m², { $share }% of the smaller, { $width } m wide on average
    .hint = Check the boundary points: ground belongs to one parcel. Below 0.1 m or 1 m² it is a sliver.
overlap-sliver = two polygons overlap in a sliver of { $area } m² ({ $share }%), { $width } m wide on average
    .hint = Within the error of drawing (below 0.1 m or 1 m²): draw the common side again with snapping.
overlap-not-all-looked-at = { $count } pairs were not looked at: more than { $most } polygons lie on one spot
    .hint = Clear the heap of polygons first, then check again.
outside-boundary = { $how ->
    [all] lies outside of “{ $boundary }”
    [area] { $area } m² ({ $share }%) lie outside of “{ $boundary }”
   *[part] a part lies outside of “{ $boundary }”
    }
    .hint = Check the place; what belongs to a neighbour goes into its layer.
layer-elsewhere = { $count } of { $total } features lie outside of “{ $boundary }”
    .hint = The layer may be of another town, or in another system (GCJ-02 and BD-09 are hundreds of metres off): take the boundary that fits, or convert it.
area-unit = “{ $field }” says { $stated }, the geometry { $drawn }: ratio { $ratio }, as if it were in { $meant }
    .hint = Say its unit (“Fields…” in the layer's menu), convert the column, or correct its name.
    .typed = Say its unit with --unit { $field }=UNIT, convert the column, or correct its name.
area-differs = “{ $field }” says { $stated }, the geometry { $drawn }: ratio { $ratio }, { $tolerance }% are tolerated
    .hint = Compare drawing and title; the title decides.
area-fields-differ = “{ $first }” says { $one }, “{ $second }” { $other }, which are { $expected } m²: ratio { $ratio }
    .hint = 1 mu = 2000/3 m²: correct one of them.
value-impossible = “{ $field }” is { $value }, not within { $range }
    .hint = Correct it; leave unknown values empty instead of writing 0.
value-not-number = “{ $field }” should be a number and says “{ $value }”
    .hint = Write the number alone; units and remarks go into other fields.
value-in-words = “{ $field }” is “{ $value }”, a text among numbers
    .hint = Filters, sums and charts leave it out. Write the number alone, in the unit of the others.
code-unknown = “{ $field }” is “{ $value }”, which is no known value
    .hint = Known values: { $known }.
code-label = “{ $field }” is “{ $value }”, which stands for “{ $code }”
    .hint = It is read as “{ $code }”, in legends and key figures too; filters, their lists of values and charts go by what the file has. Write “{ $code }” to have one value.
land-use-unknown = land use “{ $value }” of “{ $field }” is not in { $system }
    .hint = Check the code, or correct its system ({ $system_field }).
land-use-local = land use “{ $value }” of “{ $field }” is a local code, not one of { $system }
    .hint = No harm; map it before joining data from elsewhere.
land-use-system-missing = land use “{ $value }” of “{ $field }” does not say its system
    .hint = Two systems use such digits for different things: fill in { $system_field } (TD-YDYH or GBT21010).
industry-unknown = industry “{ $value }” of “{ $field }” is not in GB/T 4754-2017
    .hint = Write the section's letter and 2–4 digits, such as C3911; convert codes of 2011 first.
uscc-length = the credit code “{ $value }” of “{ $field }” has { $length } characters, not 18
    .hint = Complete it from the licence; old registration numbers of 15 digits are no credit codes.
uscc-character = character { $at } of the credit code “{ $value }” of “{ $field }”, “{ $character }”, cannot be
    .hint = Digits and capitals without I, O, S, V, Z: correct it from the licence.
uscc-check-digit = the check digit of the credit code “{ $value }” of “{ $field }” should be { $expected }
    .hint = A character is wrong (GB 32100-2015): correct it from the licence.
date-future = “{ $field }” is { $value }, after { $day }
    .hint = What has happened is not in the future: correct the date.
date-order = “{ $first }” { $earlier } comes after “{ $then }” { $later }
    .hint = They are in the wrong order: correct one of them.
date-unreadable = “{ $field }” should be a date and says “{ $value }”
    .hint = Write it like 2026-11-23.
part-exceeds-whole = “{ $part }” { $value } is greater than “{ $whole }” { $total }
    .hint = A part is no greater than its whole: correct one of them.
parts-differ = the { $count } floors of “{ $part }” come to { $sum }, “{ $whole }” says { $total }
    .hint = Correct the floors or the total.
parts-not-told = { $total } projects under construction, { $new } new + { $continued } continued = { $sum }; { $rest } do not say
    .hint = The published parts do not add up to the whole (65 is not 31 + 24): quote them as printed, with a note.

cli-check-more = { $more } more are not listed ({ $listed } are); --most lists more.

# Commands and panel
command-check-layer = Check the data
    .hint = Checks the chosen layer by rules: geometry, duplicates, overlaps, areas, values, codes, dates, totals
command-show-check = Check
    .hint = Lists what is wrong with the chosen layer below the map
command-show-findings = Show findings by severity
    .hint = Errors, warnings or notices alone
command-go-to-features = Go to several features
    .hint = Selects these features and flies there
check-not-run = “{ $layer }” was not checked to the end
    .hint = Check it again.
check-running = Checking…
check-never = This layer has not been checked yet
check-never-hint = Rule by rule; the data stay as they are.
check-clean = Nothing was found
check-clean-hint = { $rules } rules were held against { $rows } features.
check-total = { $count } in all
check-stale = Day, boundary or layer has changed
check-again = Check again
check-severity-error = Errors
check-severity-warning = Warnings
check-severity-notice = Notices
check-severity-count = { $severity } { $count }
check-none-shown = Findings of these kinds are not shown
check-none-shown-hint = Tick what to see above.

check-fold = Fold “{ $rule }”
check-unfold = Unfold “{ $rule }”
check-go = Go to { $what }: { $message }
check-features = no. { $features }
check-more-of-rule = { $count } more are not listed
check-copy = Copy the list
status-checking = Checking
