//! Codes that the three maps speak in: what they are made of, which there are, and what they mean.
//!
//! Short labels for legends and facets stand in [`super::schema::codes`]; here are the whole tables and
//! the rules that a code must follow.

pub mod industry;
pub mod land_use;
pub mod uscc;
