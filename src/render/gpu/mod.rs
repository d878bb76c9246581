//! Drawing layers on the graphics card: retained buffers a layer, one uniform a frame.
