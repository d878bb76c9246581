//! Labels: which are shown and where, so that none covers another.
//!
//! Greedy by priority over a grid of taken boxes. The text's size comes from a trait, so that this
//! needs no fonts and no window.
