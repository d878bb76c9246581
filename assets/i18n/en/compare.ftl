# compare: sites side by side
compare-area = Available area (m²)
compare-height = Clear height (m)
compare-rent = Rent (CNY/m²·month)
compare-metro = Nearest metro station
compare-campus = Nearest campus
compare-firms = Firms within 1 km
compare-firms-of = Firms of { $industry } within 1 km
compare-missing = missing
compare-field = Field
compare-note = Note
