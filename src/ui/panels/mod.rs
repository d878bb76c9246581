//! The panels of the window: each draws from `&Session` and sends commands; none changes anything.

pub mod bar;
pub mod bottom;
pub mod empty;
pub mod export_dialog;
mod facet_card;
mod facet_dates;
mod facet_list;
mod field_menu;
pub mod filters;
pub mod inspector;
mod inspector_fields;
mod inspector_many;
mod layer_cards;
mod layer_row;
pub mod layers;
pub mod notices;
mod recents;
mod shortlist;
pub mod status;
pub mod styling;
mod styling_color;
mod statistics;
mod statistics_chart;
mod table;
mod table_columns;
