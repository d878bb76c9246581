//! Session scripts: commands in → document, notices, effects out, for each flow of the main job.
//! No window: dialogs are answered by the script, jobs run on the spot or are held back.

mod again;
mod checking;
mod clusters;
mod binding;
pub(crate) mod desk;
mod desk_state;
mod desk_work;
mod export;
mod export_sites;
mod filters;
mod find;
mod idle;
mod jobs;
mod kinds;
mod layers;
mod matching;
mod overview;
pub(crate) mod own_words;
mod reload;
mod selection;
mod stations;
mod styling;
mod table;
mod tools;
mod undo;
mod units;
mod workspace;
mod workspace_leaving;
mod workspace_missing;
