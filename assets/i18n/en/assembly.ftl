# Land assembly
assembly-area = Area (mu)
assembly-parcels = Parcels
assembly-owners = Owners
assembly-compactness = Compactness
assembly-gaps = Gaps (m²)
assembly-area-wrong = the area to reach should be a number of mu above 0
    .hint = For example --area-mu 100.
assembly-tolerance-wrong = the tolerance should lie between 0 and { $most } metres
    .hint = What lies across a street is no neighbour.
assembly-unplaced = { $count } rows have no polygon and were left out
assembly-not-tried = Too many parcels: { $count } were not tried as a start, so that better groups may exist
assembly-too-long = { $count } attempts had { $most } parcels or no more neighbours and still fell short
cli-assembly-found = { $listed } groups listed of { $found } found, from { $parcels } parcels; { $alone } of them reach the area alone
