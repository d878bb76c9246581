# What is worked out of columns: facets and totals.
summary-not-run = the counts of “{ $layer }” were not finished; cards and totals are those of before
    .hint = Change the filter or open another card, and they are counted anew.
