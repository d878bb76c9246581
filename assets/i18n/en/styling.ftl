# styling

# commands; the hint is the tooltip
command-show-styling = Style…
    .hint = Change colours, signs and labels of the chosen layer
command-set-styling = Change the style
    .hint = Draw the layer in the chosen way
command-set-clusters = Gather points, or show each
    .hint = Where points would cover each other, show their number and a ring of their classes
command-come-apart = Zoom to where points come apart
    .hint = Come so near to gathered points that they come apart

# legend
legend-style = Style
legend-style-hint = Change this layer's colours, signs and labels
legend-fold = Fold the legend
legend-unfold = Unfold the legend
legend-size = Size: { $field }
legend-size-missing = { $count } not filled in, drawn smallest
legend-choose = Choose { $layer }
legend-rings = Ring: shares by class; inside: count
cluster-tip-title = { $layer } · { $count }
cluster-tip-rest = { $count } further classes
cluster-tip-in = In { $places }
cluster-tip-click = Click to zoom to where they come apart

# panel
styling-title = Style · { $layer }
styling-menu = Style…
styling-open = Style of { $layer }
styling-close = Close the style
styling-reset = Reset
styling-reset-hint = Take back all changes to this layer's style
styling-working = Working out the style…
styling-color-own = Default
styling-color-one = Plain
styling-color-kinds = Values
styling-color-classes = Classes
styling-field = Colour by
styling-no-kinds = This layer has no field with values to colour by
styling-no-numbers = This layer has no field of numbers
styling-method = Method
styling-method-natural = Natural breaks
styling-method-natural-hint = Least differences inside classes; of more than 2,000 values an ordered sample
styling-method-quantile = Quantiles
styling-method-quantile-hint = About as many features in each class
styling-method-equal = Equal steps
styling-method-equal-hint = Classes of equal width
styling-method-pretty = Round numbers
styling-method-pretty-hint = Round edges; the number of classes is approximate
styling-count = Classes
styling-breaks = Distribution of { $field } in { $count } classes: { $breaks }
styling-scheme = Scheme
styling-scheme-auto = Automatic
styling-scheme-official = Official land-use colours
styling-scheme-official-hint = Colours of the territorial planning drafting rules, for official drawings
styling-scheme-safe = { $scheme }, colour-blind safe up to { $count } classes
styling-reversed = Reverse the colours
styling-point-size = Point size
styling-size-by = Size points by
styling-size-fixed = One size
styling-clusters = Gather points that would cover each other
styling-line-width = Line width
styling-opacity = Fill opacity
styling-outline = Outline
styling-label = Label with
styling-label-own = Default
styling-label-none = No labels
styling-labels-from = Labels from scale
styling-always = Always
styling-own = Default
styling-scale-range = Visible scales
styling-max-scale = Hidden when smaller than 1 : N
styling-min-scale = Hidden when larger than 1 : N
styling-no-limit = No limit
styling-here = Use this scale
