//! The panels of the window: each draws from `&Session` and sends commands; none changes anything.

pub mod bar;
pub mod bottom;
pub mod empty;
pub mod export_dialog;
mod facet_card;
pub mod filters;
pub mod inspector;
pub mod layers;
pub mod notices;
mod statistics;
mod statistics_chart;
pub mod status;
mod table;
mod table_columns;
mod table_headings;
mod table_rows;
