# The idle clock: reference day, idle states, next deadlines, ledger per mu

# Commands
command-set-reference-day = Set the reference day
    .hint = Idle states, days and deadlines count to the reference day
command-reference-today = Reference day: today
    .hint = Work idle states out for today
command-play-days = Play or pause the reference day
    .hint = Let the reference day run on and watch idle states change
command-show-deadlines = Next deadlines
    .hint = List idle land by whose deadline comes first
command-show-ledger = Ledger per mu
    .hint = What idle land could yield a year, by tax or output per mu
command-set-benchmark = Set the benchmark per mu
    .hint = Tax or output, as each parcel’s contract asks or by a figure
command-open-benchmark-dialog = Open figures per mu by industry…
    .hint = Hold idle land against the figures by industry of a JSON file
command-open-benchmark = Open figures per mu by industry
    .hint = Read a file of figures by industry and estimate by it

# Notices
day-not-derived = { $layer }: could not be worked out for the new reference day
    .hint = Its idle states are those of the day before; another reference day tries again
idle-land-not-run = { $layer }: deadlines and ledger were not worked out to their end
    .hint = Choose the tab again to work them out
export-day-behind = Idle states are being worked out for the new reference day; no snapshot yet
    .hint = Export again in a moment

# Command line
cli-day = Reference day: { $day } (--day gives another)
cli-info-derived = worked out
cli-info-formulas = Fields that were worked out:
cli-info-formulas-on = Fields that were worked out (reference day { $day }):
help-any-day = Day that derived fields such as idle_state count to, like 2026-11-24 (today in Hangzhou where not given)

# The reference day
as-of-title = As of
as-of-day = Reference day, like 2026-11-24
as-of-today = Today
as-of-play = Play: the day runs on
as-of-pause = Pause
as-of-slider = Drag the reference day
as-of-slider-tooltip = Five years back to three ahead; arrow keys move day by day
as-of-wrong = “{ $typed }” is no day; it stays { $day }. Write it like 2026-11-24.
as-of-color-on = Colour by idle state
as-of-color-off = Back to its own colours
as-of-behind = Working it out…
as-of-note = Idle states are reminders, not legal findings

# What idle states rest on
idle-law = Measures on the Disposal of Idle Land (MLR Order 53, 2012)
idle-articles-1y = Articles 2, 14 (1)
idle-articles-2y = Articles 2, 14 (2)
idle-articles-stopped = Articles 2 (para. 2), 12
idle-articles-government = Articles 8, 12
idle-articles-watch = Articles 2, 14
idle-articles-watch-stopped = Article 2 (para. 2)
idle-consequence-1y = A fee of 20 % of the land price may be levied
idle-consequence-2y = The land may be taken back without payment
idle-consequence-stopped = Disposed of by agreement, no fee
idle-consequence-government = Disposed of by agreement; no fee, not taken back without payment
idle-fee-below = The estimated fee is private; see “Idle land fee, estimate” below
idle-line-1y = a year without a start
idle-line-2y = two years without a start
idle-line-stopped = a year since the stop
idle-evidence-not-started = To start on { $since } by contract; not started for { $time }
idle-evidence-not-due = To start on { $since } by contract; not due yet
idle-evidence-starts = The recorded start, { $on }, lies after the reference day
idle-evidence-stopped = Stopped on { $since }, { $time } ago
idle-evidence-shares = { $built } built, { $invested } invested (lines: a third, 25 %)
idle-evidence-working = Started on { $since }; under construction or in use
idle-evidence-working-undated = Under construction or in use
idle-evidence-deadline = { $days ->
    [one] { $days } day
   *[other] { $days } days
} to { $line } ({ $on })
idle-no-cause = no cause stated: the state afterwards cannot be told
idle-missing = Cannot tell without: { $fields }
idle-conflict-stop-before-start = The stop lies before the actual start
idle-conflict-status-start = “Supplied, not built”, but a start or something built is recorded
idle-conflict-status-stop = “Under construction” or “In use”, but a stop is recorded
idle-conflict-after-survey = { $field } lies after the survey, which cannot have known it
idle-conflict-range = { $field } is not between 0 and 1
idle-conflict-unreadable = { $field } cannot be read
idle-as-of = As of { $day }
idle-from-survey = from the survey of { $survey }
idle-reminder = a reminder, not a legal finding
idle-time = { $years } y { $months } m
idle-time-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
}
idle-time-months = { $months ->
    [one] { $months } month
   *[other] { $months } months
}
idle-time-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
inspector-derived = Worked out
inspector-derived-on = Worked out (as of { $day })
value-none = None
field-formula = Worked out ({ $field }): { $formula }
stations-bundled = Metro stations: the bundled layer
stations-of-file = Metro stations: { $file }, which is open
stations-operation-unknown = { $count ->
    [one] one station has an unknown state (“{ $value }”): no distance is measured to it
   *[other] { $count } stations have an unknown state (such as “{ $value }”): no distance is measured to them
}
    .hint = In service is 运营, under construction is 在建; a station with no state counts as in service.

# Next deadlines
idle-land-only = This tab is for idle land
idle-land-only-hint = Choose the idle land layer on the left
deadlines-none = No deadline to come
deadlines-filtered = { $count ->
    [one] the filter leaves one parcel out
   *[other] the filter leaves { $count } parcels out
}
deadlines-filter = Show only parcels in this state
deadlines-copy = Copy the deadlines
deadlines-first = the first { $listed } of { $all }
deadlines-when = { $on } · { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
deadlines-head-on = Deadline
deadlines-head-left = Days left
deadlines-head-line = Line
deadlines-head-state = Idle state

# Ledger per mu
ledger-tax = Tax per mu
ledger-output = Output per mu
ledger-measure = What a mu yields
ledger-against-tooltip = What the idle land is held against
ledger-own-words = as each parcel’s contract asks
ledger-stated = A figure
ledger-figure = Figure per mu
ledger-figure-hint = like 30
ledger-unit = 10k CNY/mu·year
ledger-name = Name
ledger-source = Source
ledger-year = Year
ledger-source-missing = Give the figure’s name, source and year, or nobody can check it
ledger-nothing = No parcel to estimate
ledger-total = About { $wan } × 10k CNY a year ({ $parcels } parcels, { $area } mu)
ledger-formula = Estimate: area × (1 − share built, where partly idle) × benchmark
ledger-without-area = { $count } without an area left out
ledger-without-share = { $count } without a share built left out
ledger-without-figure = { $count } without a benchmark left out
ledger-not-idle = { $count } under construction or in use left out
ledger-by-parcel = Parcel by parcel, 10k CNY/year
ledger-parcel = { $area } mu × { $figure }
ledger-wan = { $wan } × 10k CNY/year
ledger-copy = Copy the ledger
ledger-head-parcels = Parcels
ledger-head-area = Area (mu)
ledger-head-yield = 10k CNY/year
ledger-head-figure = 10k CNY/mu
ledger-head-apart = Left out
ledger-against = Benchmark
ledger-allowed = by the industry that each parcel admits
ledger-by-industry = If all of it went to one industry ({ $parcels } parcels, { $area } mu)
ledger-no-firms = Open an enterprise layer for the medians of its firms, or a file of figures by industry
ledger-industry-tooltip = Estimate all of the idle land by this industry; click again for the contracts
ledger-overall = all industries together
ledger-of-firms = Medians of the enterprise layer’s firms
ledger-state-figure = A figure of your own…
ledger-open-file = Figures by industry from a file…
ledger-figures-origin = { $of }: “{ $name }”, { $source } ({ $year })
ledger-per-mu = { $figure } × 10k CNY/mu
ledger-no-figure = no figure
ledger-median = median { $figure } × 10k CNY/mu ({ $firms } firms)
ledger-bundled = bundled layer
ledger-origin = { $of } by industry: medians of { $used } of the { $all } firms in “{ $layer }” ({ $file }), surveyed { $years }
ledger-origin-filtered = { $of } by industry: medians of { $used } of the { $all } filtered firms in “{ $layer }” ({ $file }), surveyed { $years }
ledger-years-unknown = in a year that is not said
ledger-firms-without-land = { $count } without land of their own left out
ledger-firms-without-figure = { $count } without the figure left out
ledger-firms-without-industry = { $count } without an industry code left out
ledger-too-few = { $count } divisions of fewer than { $least } firms not listed
ledger-head-industry = Industry
ledger-head-firms = Firms
ledger-firms-allowed = by the medians of the enterprise layer’s firms, for the industry that each parcel admits
ledger-firms-words = by the median of the enterprise layer’s firms of “{ $industry }”

# A file of figures per mu
benchmark-file = Figures per mu (JSON)
benchmark-json = The file of figures is not valid JSON: it cannot be read at “{ $found }”
    .hint = Check quotes, commas and brackets
benchmark-member-unknown = The file of figures has an unknown member “{ $member }”
    .hint = It can be: { $known }
benchmark-member-twice = The member “{ $member }” is there twice
    .hint = Keep one of them
benchmark-member-missing = The file of figures lacks the member “{ $member }”
    .hint = Add it; “three-maps ledger --benchmark-template” gives a file to fill in
benchmark-value-wrong = The value of “{ $member }” is not right
    .hint = It can be: { $expected }
benchmark-version = The file of figures has version { $found }; this program knows version 1
    .hint = Open it with a newer program, or write 1 as its “version”
benchmark-empty = “{ $member }” is not filled in
    .hint = Figures need a name, a source and a year, or nobody can check them
benchmark-code-twice = The industry { $code } is there twice
    .hint = Keep one of its figures
benchmark-no-figure = The file has no figure, neither for an industry nor for all together
    .hint = Write a number above zero where it says null, for at least one of them
benchmark-unreadable = The file of figures cannot be read: { $reason }
    .hint = Check the path and its permissions
benchmark-too-long = The file is too large for figures per mu
    .hint = Such a file has a hundred lines or so; choose another
benchmark-begins-overall = No idle parcel admits an industry that the file has a figure for: the estimate is by its figure of all industries together
    .hint = “Benchmark” in the ledger holds the land against another of its figures
    .typed = --industry holds the land against another of its figures
benchmark-none-admitted = No idle parcel admits an industry that the file has a figure for, and it has no figure of all industries together
    .hint = Choose one industry for all of the land under “Benchmark” in the ledger
    .typed = Say one industry for all of the land with --industry
benchmark-without-land = The figures are kept; there is no idle land to hold against them
    .hint = Open a layer of idle land and choose its tab “Ledger per mu”
layer-is-figures = This is a file of figures per mu by industry, not a layer
    .hint = Choose it under “Benchmark” in the ledger
    .typed = Give it with --benchmark: three-maps ledger LAND --benchmark FILE
