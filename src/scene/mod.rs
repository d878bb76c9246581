//! What a view shows, without drawing it: camera, symbology, labels, legend, scale bar.
