# The idle clock: reference day, idle states, next deadlines, ledger per mu

# Commands
command-set-reference-day = Set the reference day
    .hint = Idle states, days and deadlines count to the reference day
command-reference-today = Reference day: today
    .hint = Work idle states out for today
command-play-days = Play or pause the reference day
    .hint = Let the reference day run on and watch idle states change

# Notices
day-not-derived = { $layer }: could not be worked out for the new reference day
    .hint = Its idle states are those of the day before; another reference day tries again
export-day-behind = Idle states are being worked out for the new reference day; no snapshot yet
    .hint = Export again in a moment

# Command line
cli-day = Reference day: { $day } (--day gives another)
cli-info-derived = worked out
cli-info-formulas = Fields that were worked out:
cli-info-formulas-on = Fields that were worked out (reference day { $day }):
help-any-day = Day that derived fields such as idle_state count to, like 2026-11-24 (today in Hangzhou where not given)
