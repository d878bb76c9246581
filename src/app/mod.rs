//! The document, and the commands that change it; no window needed.
