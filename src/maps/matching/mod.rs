//! Brief → sites (需求单): what a prospect needs, line by line, against every site of the space map.
//!
//! A [`Brief`] is a small JSON file of must and prefer lines. [`run`] gives every site a verdict a line:
//! it passes, it fails by so much, or a field that would say so is missing. **Unknown is never a pass.**
//!
//! # The file
//!
//! ```json
//! {
//!   "version": 1,
//!   "title": "电子企业扩产",
//!   "kind": "factories",
//!   "lines": [
//!     {"what": "area_m2", "must": true, "at_least": 3000},
//!     {"what": "clear_height_m", "at_least": 6},
//!     {"what": "load_t_m2", "at_least": 20, "unit": "kN/m2"},
//!     {"what": "metro_m", "must": false, "weight": 2, "at_most": 1500}
//!   ]
//! }
//! ```
//!
//! `version` (1) and `lines` are needed; `title` is text; `kind` (`land`, `factories`, `offices`) leaves
//! the other layers out. Each line has `what`, `must` (true where not written), `weight` (of a prefer
//! line; 1 where not written), and what its `what` asks for:
//!
//! | `what` | member | unit (the first where none is written) |
//! |---|---|---|
//! | `area_m2` | `at_least` | `m2`, `mu`, `ha` |
//! | `clear_height_m` | `at_least` | m |
//! | `load_t_m2` | `at_least` | `t/m2`, `kN/m2` (1 t/m² = 9.81 kN/m²) |
//! | `crane_t`, `freight_lift_t` | `at_least` | t |
//! | `power_kva` | `at_least` | kVA |
//! | `rent_month` | `at_most` | `CNY/m2/month`, `CNY/m2/day` (a month is 365/12 days) |
//! | `metro_m`, `campus_m` | `at_most`, `name` (part of a name) if wanted | m in a straight line |
//! | `firm_m` | `at_most`, `name` | m in a straight line |
//! | `fire_class` | `class`: 甲 … 戊; a building for a more dangerous class will do | |
//! | `eia_ok` | nothing more | |
//! | `deal` | `deal`: 出租 or 出售; 租售 will do for both | |
//! | `industry` | `code` of GB/T 4754: `C`, `C39`, `C3911` | |
//! | `available_by` | `by`: a date, `2027-01-01` | |
//!
//! A member that is unknown, doubled, missing or of another `what` is an error with line and column.
//!
//! # The answer
//!
//! Sites that pass every must line are ranked by points: a passed prefer line gives its weight, a failed
//! or unknown one nothing. Equal points are told apart by what is to spare: the mean over all passed
//! lines with a number of (found − asked) / asked, each between 0 and 1, so that one line with room in plenty
//! does not make up for the others; where that is equal too, by the same mean with each line in full. Sites whose state speaks against
//! them (out of use, under construction, in use) pass no less, and stand after all others of their group
//! with the reason said: no line asks it, and nobody is led to them first. Sites with no failed and some
//! unknown must lines are listed apart, *to be asked*; so are near misses, which fail exactly one must
//! line by no more than one step. [`Answer::loosen`] says of each must line what one step more room
//! would bring.
//!
//! Verdicts speak in the unit that their line asks in; what the file has in another one stands in brackets.
//! A line may be missed by the rounding of units alone: 2 t/m² are 19.62 kN/m², which is no 20. That stays
//! a failure, is said as one, and [`Answer::rounded`] says what the line in the other unit would bring.
//!
//! Distances to the metro are measured to the stations that are open, or else to the program's own, as the
//! column `metro_m` is; where those are all far away, it is unknown.
//!
//! Buildings are judged floor by floor: each floor must have the height *and* the load, and the floors
//! that do must have the area together. Where none does, the floor that fails the fewest lines speaks for
//! the building; the order of the lines makes no difference. Of a building of several floors without `floor_spec` nobody
//! knows how much of it has that height: unknown.

mod answer;
mod brief;
mod facts;
mod floors;
mod judge;
mod near;
mod parse;
mod rules;
mod run;
mod standing;
#[cfg(test)]
mod tests;
mod what;
mod words;

pub use answer::{Answer, AreaSum, Group, LeftOut, Loosened, Ranked, SiteGroup, SiteLayer, Tally, Whom};
pub use brief::{Asks, Brief, DEALS, FIRE_CLASSES, Line};
pub(in crate::maps) use floors::number_as_written;
pub(in crate::maps) use floors::{Floor, Floors};
pub use judge::{AsWritten, Found, Judged, Missing, Verdict};
pub use near::{Named, Nearest, Places};
pub use parse::is_industry;
pub(in crate::maps) use run::judge_sites;
pub use run::{Fit, Surroundings, run};
pub(in crate::maps) use what::DAYS_A_MONTH;
pub use what::{AsksKind, UnitOf, What};
pub(in crate::maps) use words::in_unit;
pub use words::{
    apart_words, area_words, asked, line_about, line_asks, line_title, line_wants, missing_words,
    share_words, spare_words, state_remark, step_words, verdict_words,
};
