# Columns and fields

# commands; the hint is the tooltip
command-show-fields = Fields…
    .hint = Show which field each column of the chosen layer is, and correct it
command-bind-field = Bind a column
    .hint = Say which field this column is
command-unbind-field = Unbind a column
    .hint = This column is no known field
command-set-unit = Say the unit of a column
    .hint = Say in which unit the numbers of this column are
command-confirm-fields = Confirm all proposed fields
    .hint = All fields proposed for the chosen layer are right

binding-menu = Fields…
binding-title = Fields · { $layer }
binding-close = Close fields
binding-as-they-are = There are no fields to bind; the columns are shown as they are.
binding-summary = { $bound } columns bound, { $proposed } to confirm; { $free ->
    [one] the other one is shown as it is.
   *[other] the other { $free } are shown as they are.
}
binding-none = No known field
binding-perhaps = Perhaps: { $field }
binding-field-of = Field of column “{ $column }”
binding-unit = Unit
binding-unit-of = Unit of column “{ $column }”
binding-unit-as-recognised = As recognised: { $unit }
binding-unit-not-told = Not told: taken for { $unit }
binding-unit-said = { $unit } (said by a person)
binding-confirm = Confirm
binding-confirm-hint = Confirm the field of column “{ $column }”
binding-confirm-all = Confirm all ({ $count })

binding-why-key = the name is the field's key
binding-why-alias = the name is a label or alias of the field
binding-why-written = the name is written a little differently
binding-why-but-for-unit = the name fits but for the unit
binding-why-pinyin = the name is pinyin
binding-why-cut = the name was cut by a shapefile
binding-why-holds = the name holds the field's name
binding-why-initials = the name is pinyin initials
binding-why-words = the name says it in other words
binding-why-unit = the unit is { $unit }
binding-why-other-unit = the unit is { $unit }, converted for comparison
binding-why-ground = in { $rows } polygons the ratio to the mapped area is about { $ratio }: the unit should be { $unit }
binding-why-domain = { $share } of the values are in the field's list
binding-why-out-of-range = only { $share } of the numbers lie between { $least } and { $most }
binding-why-other-type = only { $share } of the values are of the field's type
binding-why-credit-codes = the values look like credit codes
binding-why-telephones = the values look like telephone numbers
binding-why-rival = “{ $name }” is as likely
binding-why-person = said by a person

# Kinds
command-set-kind = Say what a layer holds
    .hint = Say what kind of data a layer is; its fields are bound anew
binding-kind = What it holds
binding-kind-as-recognised = As recognised: { $kind }
binding-kind-as-source = As its source says: { $kind }
binding-kind-unclear = not clear
binding-kind-none = None of these
binding-kind-ask = Say what it holds…
kind-said = { $kind } (said by a person)
kind-said-none = None of the kinds (said by a person)
kind-recognised = { $kind } (recognised)
kind-open = Not clear
kind-open-one = Not clear: perhaps { $kind }
kind-open-several = Not clear: it may be { $kinds }
kind-open-mixed = Not clear: some rows are like { $first }, others like { $second }
kind-why-columns = its fields are here: { $columns }
kind-why-values = the values fit: { $columns }
kind-why-other-values = the values do not fit: { $columns }
kind-why-heading = the column “{ $column }” calls them so
kind-why-title = “{ $word }” is in the name
kind-why-shapes = all are { $shapes }
kind-why-other-shapes = but they are { $shapes }
kind-shape-points = points
kind-shape-lines = lines
kind-shape-areas = areas
kind-words-lost = “{ $layer }” is another kind now; what was said of these columns no longer holds: { $columns }
    .hint = Undo brings it back; or say it again under “Fields”.
cli-kind-unknown = there is no kind “{ $word }”
    .hint = It is one of { $known }; or none, for none of them.
cli-kind-file = “{ $file }” of --kind is not among the files
    .hint = Name it as it is named there: --kind FILE=KIND FILE.
cli-said-of-workspace = “{ $file }” of { $option } is a workspace
    .hint = Say it of one of its layers: { $option } { $form }, where LAYER is one of { $layers }.
cli-info-likely = perhaps; --field says so
cli-info-field-said = field said by a person
cli-info-unit-said = unit said by a person

# Units
unit-column-unknown = there is no column “{ $column }” whose unit could be said
    .hint = “Fields…” in the layer's menu lists the columns that there are.
    .typed = “three-maps info FILE” lists the columns; among several files, name the one that has it: --unit FILE=COLUMN=UNIT.
unit-not-measured = the unit of “{ $column }” cannot be said: it is no field that has one
    .hint = Choose first which field it is, under “Fields…” in the layer's menu.
    .typed = Say what the file holds with --kind FILE=KIND where that is not recognised, or give a workspace in which the column is a field that has a unit; “three-maps fields” lists those.
unit-other-quantity = “{ $column }” is the field { $field }, whose numbers cannot be in { $unit }
    .hint = They can be in { $known }.
unit-in-values = the values of “{ $column }” say their unit themselves
    .hint = Correct it in the file.
cli-unit-form = “{ $text }” of --unit names no column with its unit
    .hint = Write COLUMN=UNIT, or FILE=COLUMN=UNIT.
cli-unit-unknown = there is no unit “{ $word }”
    .hint = It is one of { $known }.

# Fields
cli-field-form = “{ $text }” of --field names no column with its field
    .hint = Write COLUMN=FIELD, or FILE=COLUMN=FIELD; FIELD is a key or a label, or none.
cli-field-unknown = there is no field “{ $word }”
    .hint = three-maps fields lists them, by key and label; none says that the column is no field.
field-column-unknown = there is no column “{ $column }” whose field could be said
    .hint = The columns are: { $columns }. Among several files, name the one that has it: FILE=COLUMN=FIELD.
field-no-kind = which field “{ $column }” is cannot be said: it is not known what the file holds
    .hint = Say that too: --kind KIND.
field-not-of-kind = “{ $field }” is no field of { $kind }: “{ $column }” cannot be it
    .hint = It can be { $known }; or none.
field-of-several = “{ $field }” is the label of several fields of { $kind }: which one “{ $column }” is, it does not say
    .hint = Write the key: { $known }.

# three-maps fields
help-command-fields = The fields of every kind of layer: names, aliases, units, values, formulas
cli-fields-key = Field
cli-fields-values = Values
cli-fields-code = code
cli-fields-list = list
