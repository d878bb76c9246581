# diagnostics
place-feature = feature { $number }
place-line-column = line { $line }, column { $column }
file-missing = the file is not there
    .hint = Check the path; inside the bundled maps, write bundled:space/land and the like.
file-unreadable = the file cannot be read: { $reason }
    .hint = Check that it may be opened and is not in use.
file-is-folder = this is a folder, not a file
    .hint = Name the files in it.
file-too-large = the file does not fit into memory
    .hint = Split it, or use a machine with more memory.
file-empty = the file is empty
    .hint = Export it again from where it came.
encoding-utf16 = the file is UTF-16, and GeoJSON is UTF-8
    .hint = Save it as UTF-8.
format-archive = this is a compressed archive
    .hint = Unpack it first.
format-table = this is a table (.{ $ending }), and tables are not read here: they say no places on a map
    .hint = GeoJSON is read. QGIS makes it of a table: add it as a delimited text layer by its columns of longitude and latitude, or join it to a layer of the parcels, then Export → Save Features As… → GeoJSON.
format-unrecognised = this is no format that can be read here
    .hint = GeoJSON can be read (collections, single features, geometries, and sequences of them). QGIS saves other formats as GeoJSON: Export → Save Features As…
file-changing = the file was written to while it was read
    .hint = Open it again once the other program is done.
format-unknown = no format is known for this file ending
    .hint = Use .geojson, .json or .csv.
strict = there were warnings, and --strict counts them as failure
    .hint = See the warnings above.
source-changed = the file has changed since it was read
    .hint = Open it again, so that what is written follows from what is there.
cancelled = cancelled
no-feature = no feature could be read
    .hint = See the reasons above; is this GeoJSON?
features-skipped = { $count ->
    [one] one feature was left out because it cannot be read
   *[other] { $count } features were left out because they cannot be read
}
    .hint = Each is named above; mend the file and open it again.
more-findings = { $count } more findings of this file are not listed
    .hint = Mend those above first.
file-cut = the file ends in the middle; { $read ->
    [one] one feature before the cut was read
   *[other] { $read } features before the cut were read
}
    .hint = Get the whole file again: it was cut off while copying or writing.
document-broken = the document makes no sense from “{ $found }” on; { $read ->
    [one] one feature before it was read
   *[other] { $read } features before it were read
}
    .hint = A comma or bracket is missing or too many just before this place.
member-broken = the member “{ $key }” is not valid JSON and was left out
    .hint = Mend it in the file.
collection-type = the collection's type is “{ $found }”, not “FeatureCollection”; its features were read
    .hint = Write "type": "FeatureCollection".
collection-type-missing = the collection has no type; its features were read
    .hint = Add "type": "FeatureCollection".
collections-several = the file holds { $count } collections; their features were read one after the other
geometry-bare = { $count ->
    [one] one geometry stands without a feature around it; it
   *[other] { $count } geometries stand without a feature around them; each
} has no fields
crs-reprojected = positions were moved from { $crs } to WGS 84
crs-unknown = the reference system “{ $crs }” is not known here; positions were taken as WGS 84 degrees
    .hint = Known: CRS84, EPSG:4326, 4490, 3857, CGCS2000 Gauss-Krüger (4491–4554) and UTM (326xx, 327xx).
crs-northing-first = positions in { $crs } are written northing first; they were taken so
    .hint = GeoJSON writes easting first; check the file's origin.
crs-outside = { $count } positions lie outside of what { $crs } covers
    .hint = Is the reference system of the file right?
coordinates-swapped = { $count ->
    [one] one position looks as if latitude stood before longitude: { $position }
   *[other] { $count } positions look as if latitude stood before longitude, the first of them { $position }
}
    .hint = GeoJSON writes longitude first: swap the two where the file was made (QGIS: Processing, Swap X and Y coordinates), and open it again.
not-degrees = positions are not degrees of longitude and latitude
    .hint = The file is probably projected: add its reference system as the member "crs", for instance EPSG:4549.
utf8 = text is not UTF-8; the feature was left out
    .hint = Save the file as UTF-8 (it may be GBK).
json-unexpected = “{ $found }” is not expected here: a comma, colon or bracket is missing; the feature was left out
    .rule = a comma, colon or bracket is missing
    .hint = Mend the JSON at this place.
json-trailing = “{ $found }” follows after the end of the feature; it was left out
    .rule = something follows after the end of a feature
    .hint = Mend the JSON at this place.
json-key = “{ $found }” stands where a name in quotes should; the feature was left out
    .rule = no name in quotes where one should be
    .hint = Mend the JSON at this place.
json-value = “{ $found }” is no JSON value; the feature was left out
    .rule = no JSON value where one should be
    .hint = Texts need quotes; true, false and null are lower case.
json-number = “{ $found }” is no JSON number; the feature was left out
    .rule = no JSON number where one should be
    .hint = Write numbers like 12, -0.5 or 1e6.
json-nan = “{ $found }” is not a number that JSON has; the feature was left out
    .rule = numbers that JSON does not have
    .hint = Write null where a number is not known.
json-control = a control character stands in a text; the feature was left out
    .hint = Write line breaks as \n and tabs as \t.
json-escape = “{ $found }” is no escape that JSON has; the feature was left out
    .rule = escapes that JSON does not have
    .hint = Write a backslash as \\.
json-string-open = a text has no closing quote; the feature was left out
    .hint = Close it.
json-depth = values are nested deeper than 128 levels; the feature was left out
    .hint = Such nesting is damage or an attack.
json-end = the feature ends too early; it was left out
    .hint = A bracket or quote is missing.
feature-not-object = “{ $found }” stands where a feature should; it was left out
    .rule = no feature where one should be
    .hint = A feature is an object: { "{" }"type": "Feature", …{ "}" }.
type-missing = the feature has no type; it was left out
    .hint = Add "type": "Feature".
type-unknown = “{ $found }” is no type of GeoJSON; the feature was left out
    .rule = no type of GeoJSON
    .hint = Types are case-sensitive: Feature, Point, Polygon and so on.
geometry-missing = the feature has no member “geometry”; taken as null
    .hint = Add "geometry": null where there is none.
properties-missing = the feature has no member “properties”; taken as having no fields
    .hint = Add "properties": null where there are none.
properties-not-object = “properties” is neither an object nor null; the feature was left out
    .hint = Write the fields as an object.
properties-twice = the feature has “properties” twice; it was left out
    .hint = Keep one of them.
geometry-not-object = “{ $found }” is no geometry; the feature was left out
    .rule = no geometry where one should be
    .hint = A geometry is an object or null.
geometry-twice = the geometry is given twice; the feature was left out
    .hint = Keep one of them.
geometry-type-missing = the geometry has no type; the feature was left out
    .hint = Add its type, for instance "type": "Polygon".
geometry-type-unknown = “{ $found }” is no geometry type; the feature was left out
    .rule = no geometry type
    .hint = Types are case-sensitive: Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon, GeometryCollection.
geometry-null-in-collection = a collection holds a null geometry; the feature was left out
    .hint = Leave it out of the collection.
coordinates-missing = the geometry has no coordinates; the feature was left out
    .hint = Add them, or write "geometry": null.
coordinates-shallow = coordinates are not nested as deep as the geometry type says; the feature was left out
    .hint = A polygon has three levels of brackets, a multipolygon four.
coordinates-deep = coordinates are nested deeper than the geometry type says; the feature was left out
    .hint = Is the type right? Perhaps it is a Multi… geometry.
coordinate-text = the coordinate { $found } is a text; the feature was left out
    .rule = coordinates that are texts
    .hint = Write coordinates as numbers, without quotes.
coordinate-not-number = the coordinate “{ $found }” is no number; the feature was left out
    .rule = coordinates that are no numbers
    .hint = Write coordinates as numbers.
number-huge = the number “{ $found }” is larger than any position; the feature was left out
    .rule = numbers larger than any position
    .hint = Mend the coordinate.
number-huge-kept = the number { $found } is larger than 64 bits hold; kept as it is written
    .rule = numbers larger than 64 bits hold
    .hint = It cannot be compared as a number.
integer-large = the number { $found } is larger than 64 bits hold; kept as it is written
    .rule = whole numbers larger than 64 bits hold
position-short = a position has fewer than two numbers; the feature was left out
    .hint = A position is [longitude, latitude].
position-long = a position has more than three numbers; those after the height are kept but not used
point-empty = the point has no coordinates; kept without a place
line-short = a line has only one position; the feature was left out
    .hint = A line needs at least two.
ring-short = a ring has fewer than four positions; the feature was left out
    .hint = A ring needs four or more, the last equal to the first.
ring-unclosed = a ring is not closed: its last position is not its first; the feature was left out
    .hint = Repeat the first position at the end.
ring-height-open = a ring ends where it begins, but at another height; kept as it is
    .hint = Give the first and the last position the same height.
sequence-commas = commas stand between the features of a sequence; they were read over
    .hint = Separate features by line ends only, or put them into a FeatureCollection.
duplicate-key = the name “{ $found }” stands twice; the last value counts
    .rule = names that stand twice in a feature
    .hint = Keep one of them.
id-type = the id is neither a text nor a number; kept as it is
    .hint = Write it as a text or a number.
bbox-bad = the bounding box is not 4 or 6 numbers; ignored
    .hint = Boxes are taken from the positions.
rings-turned = { $count ->
    [one] the rings of one feature were
   *[other] the rings of { $count } features were
} turned to the right-hand rule of RFC 7946
write-failed = the file cannot be written: { $reason }
    .hint = Check the folder, its rights and the space left; an earlier file is as it was.
write-feature = the source's bytes of this feature cannot be read again: { $reason }
    .hint = Open the source again.
