//! Summaries of the rows that a filter leaves: counts, sums, facets, histograms.
