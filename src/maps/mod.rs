//! What the three maps know: layer kinds, fields, codes, colours, the bundled maps and their generator.
