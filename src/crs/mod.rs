//! Coordinate reference systems: recognising them, and moving positions to WGS 84.
