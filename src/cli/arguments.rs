//! What can be said on the command line.

use crate::maps::ledger::Yield;
use crate::text::Lang;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// 三张图 · Three Maps: available space, industry and startups of an innovation town.
///
/// Without a command it opens the window, with the files named or else with the bundled maps.
/// The commands work without a display.
#[derive(Clone, Debug, Parser)]
#[command(name = "three-maps", version, about, long_about, disable_help_subcommand = true)]
pub struct Arguments {
    /// Language of what the program says: zh or en (the system's language where not given)
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<LangArgument>,

    /// Answer in JSON, for machines
    #[arg(long, global = true)]
    pub json: bool,

    /// Any warning is a failure
    #[arg(long, global = true)]
    pub strict: bool,

    /// Day that derived fields such as `idle_state` count to (today in Hangzhou where not given)
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub day: Option<jiff::civil::Date>,

    /// Metro stations that distances such as `metro_m` are measured to (the bundled ones where not given)
    #[arg(long, global = true, value_name = "FILE")]
    pub stations: Option<String>,

    /// Open the window with nothing in it
    #[arg(long, conflicts_with = "files")]
    pub empty: bool,

    /// Files to open in the window, or a workspace
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,

    /// What to do instead of opening the window
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A language, as written after `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArgument {
    /// 中文
    #[value(alias = "zh-CN")]
    Zh,
    /// English
    En,
}

/// What to do without a window.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// What a file holds: layers, features, geometry, fields
    Info(InfoArguments),
    /// Data quality, rule by rule: geometry, duplicates, overlaps, areas, values, codes, dates, totals
    Check(CheckArguments),
    /// Neighbouring parcels that together reach an area
    Assemble(AssembleArguments),
    /// What idle land could yield a year, held against a benchmark per 亩
    Ledger(LedgerArguments),
    /// Rows that match a filter, one GeoJSON feature a line, or their count
    Query(QueryArguments),
    /// Write a filtered snapshot; the format follows the ending of OUT (.geojson, .csv)
    Export(ExportArguments),
    /// The fields of every kind of layer: names, labels, units, values, formulas
    Fields,
    /// Does a snapshot still follow from its source?
    Verify(VerifyArguments),
    /// Which sites fit a prospect's brief, line by line
    Match(MatchArguments),
    /// Write a test town, or the bundled maps again
    Synth(SynthArguments),
}

/// What the person says of files: what they hold, which fields their columns are, and in which units.
#[derive(Clone, Debug, Default, Args)]
pub struct SaidArguments {
    /// What the files hold, where it is not recognised or wrong: a kind such as land, or none; FILE=KIND
    /// says it of one of several
    #[arg(long = "kind", value_name = "[FILE=]KIND")]
    pub kinds: Vec<String>,

    /// Which field a column is, where it is not recognised or wrong: such as `面积=area_mu`, or none;
    /// FILE=COLUMN=FIELD says it of one of several
    #[arg(long = "field", value_name = "[FILE=]COLUMN=FIELD")]
    pub columns: Vec<String>,

    /// Unit of a column's numbers, where it is not recognised or wrong: such as 面积=ha; FILE=COLUMN=UNIT says
    /// it of one of several
    #[arg(long = "unit", value_name = "[FILE=]COLUMN=UNIT")]
    pub units: Vec<String>,
}

/// Arguments of `info`.
#[derive(Clone, Debug, Args)]
pub struct InfoArguments {
    /// What is said of the files
    #[command(flatten)]
    pub said: SaidArguments,

    /// Files, workspaces, or bundled layers such as bundled:space/land
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
}

/// Arguments of `check`.
#[derive(Clone, Debug, Args)]
pub struct CheckArguments {
    /// What is said of the files
    #[command(flatten)]
    pub said: SaidArguments,

    /// Files, or bundled layers such as bundled:space/land
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,

    /// A layer of polygons that all features should lie in (bundled layers: the bundled boundary)
    #[arg(long, value_name = "FILE")]
    pub boundary: Option<String>,

    /// Findings of one rule to list; the rest are counted (1000 where not given)
    #[arg(long, value_name = "N")]
    pub most: Option<usize>,
}

/// Arguments of `assemble`.
#[derive(Clone, Debug, Args)]
pub struct AssembleArguments {
    /// What is said of the files
    #[command(flatten)]
    pub said: SaidArguments,

    /// A file, or a bundled layer such as bundled:space/land
    #[arg(value_name = "FILE")]
    pub file: String,

    /// The area to reach, in 亩
    #[arg(long, value_name = "MU")]
    pub area_mu: f64,

    /// Metres that two boundaries may lie apart (1 where not given)
    #[arg(long, value_name = "M")]
    pub tolerance_m: Option<f64>,

    /// Filter in CQL2 text; without it every parcel may be put together
    #[arg(long = "where", value_name = "CQL2")]
    pub filter: Option<String>,

    /// Groups to list (20 where not given)
    #[arg(long, value_name = "N")]
    pub most: Option<usize>,
}

/// Arguments of `ledger`.
#[derive(Clone, Debug, Args)]
pub struct LedgerArguments {
    /// What is said of the files
    #[command(flatten)]
    pub said: SaidArguments,

    /// Idle land: a file, or a bundled layer such as bundled:space/land
    #[arg(value_name = "FILE", required_unless_present = "benchmark_template")]
    pub file: Option<String>,

    /// Filter in CQL2 text; without it all idle parcels are reckoned with
    #[arg(long = "where", value_name = "CQL2")]
    pub filter: Option<String>,

    /// Tax or output per 亩 (that of the file of figures, else tax)
    #[arg(long, value_name = "MEASURE")]
    pub per: Option<PerArgument>,

    /// A JSON file of figures per 亩 by industry; without it each parcel's own contract
    #[arg(long, value_name = "FIGURES")]
    pub benchmark: Option<String>,

    /// An enterprise layer: the medians of its firms, industry by industry
    #[arg(long, value_name = "FILE", conflicts_with = "benchmark")]
    pub firms: Option<String>,

    /// Whose figure: a code such as C39 for all of the land, each for what each parcel admits, all for that
    /// of all industries together
    #[arg(long, value_name = "CODE")]
    pub industry: Option<String>,

    /// Parcels to list (20 where not given; with --json all)
    #[arg(long, value_name = "N")]
    pub most: Option<usize>,

    /// Print a file of figures to fill in
    #[arg(long, conflicts_with_all = ["file", "benchmark", "firms"])]
    pub benchmark_template: bool,
}

/// A measure, as written after `--per`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PerArgument {
    /// Tax
    Tax,
    /// Output
    Output,
}

impl From<PerArgument> for Yield {
    fn from(per: PerArgument) -> Self {
        match per {
            PerArgument::Tax => Self::Tax,
            PerArgument::Output => Self::Output,
        }
    }
}

/// Arguments of `query`.
#[derive(Clone, Debug, Args)]
pub struct QueryArguments {
    /// What is said of the files
    #[command(flatten)]
    pub said: SaidArguments,

    /// Files, or bundled layers such as bundled:space/land
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,

    /// Filter in CQL2 text, such as `area_mu >= 30 AND status = '闲置'`
    #[arg(long = "where", value_name = "CQL2")]
    pub filter: Option<String>,

    /// Only how many match
    #[arg(long)]
    pub count: bool,
}

/// Arguments of `export`.
#[derive(Clone, Debug, Args)]
pub struct ExportArguments {
    /// What is said of the files
    #[command(flatten)]
    pub said: SaidArguments,

    /// A file, or a bundled layer such as bundled:space/land
    #[arg(value_name = "FILE")]
    pub file: String,

    /// Filter in CQL2 text; without it every feature is written
    #[arg(long = "where", value_name = "CQL2")]
    pub filter: Option<String>,

    /// File to write (.geojson, .json or .csv); an existing one is replaced in one step
    #[arg(short, long = "out", value_name = "OUT")]
    pub out: PathBuf,

    /// Only these fields, in the layer's order
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    pub fields: Option<Vec<String>>,

    /// Also fields that are private, such as `owner_tel` and `start_price`
    #[arg(long)]
    pub include_private: bool,
}

/// Arguments of `verify`.
#[derive(Clone, Debug, Args)]
pub struct VerifyArguments {
    /// A GeoJSON snapshot that `export` wrote
    #[arg(value_name = "SNAPSHOT")]
    pub snapshot: PathBuf,

    /// Where the source is now; else the file that the snapshot names, beside it or in this folder
    #[arg(long, value_name = "FILE")]
    pub source: Option<String>,
}

/// Arguments of `match`.
#[derive(Clone, Debug, Args)]
pub struct MatchArguments {
    /// What is said of the files
    #[command(flatten)]
    pub said: SaidArguments,

    /// The brief: a JSON file of must and prefer lines; without it that of a workspace
    #[arg(long, value_name = "BRIEF")]
    pub brief: Option<PathBuf>,

    /// Files with sites, stations, campuses and enterprises, or a workspace; without any the bundled maps
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,

    /// List no more than this many sites of each group
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,

    /// Also write the sites that pass to a file (.geojson, .json or .csv), as `export` does
    #[arg(short, long = "out", value_name = "OUT")]
    pub out: Option<PathBuf>,

    /// The layer whose sites are written, where those of several pass
    #[arg(long, value_name = "FILE", requires = "out")]
    pub layer: Option<String>,

    /// Only these fields, in the layer's order
    #[arg(long, value_name = "A,B,…", value_delimiter = ',', requires = "out")]
    pub fields: Option<Vec<String>>,

    /// Also fields that are private, such as `owner_tel` and `start_price`
    #[arg(long, requires = "out")]
    pub include_private: bool,
}

/// Arguments of `synth`.
#[derive(Clone, Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["parcels", "bundled"])))]
pub struct SynthArguments {
    /// Parcels of the test town
    #[arg(long, value_name = "N", requires = "out")]
    pub parcels: Option<u64>,

    /// Seed of the test town
    #[arg(long, value_name = "S", default_value_t = 1, conflicts_with = "bundled")]
    pub seed: u64,

    /// File to write the test town to (.geojson)
    #[arg(short, long, value_name = "OUT", conflicts_with = "bundled")]
    pub out: Option<PathBuf>,

    /// Folder to write the bundled maps to, as they are inside the program
    #[arg(long, value_name = "DIR")]
    pub bundled: Option<PathBuf>,
}

impl Arguments {
    /// The language asked for, or the system's.
    pub fn language(&self) -> Lang {
        self.language_asked().unwrap_or_else(Lang::of_system)
    }

    /// The language asked for, if any.
    pub fn language_asked(&self) -> Option<Lang> {
        self.lang.map(|lang| match lang {
            LangArgument::Zh => Lang::Zh,
            LangArgument::En => Lang::En,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds_together() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn global_options_go_before_or_after_the_command() {
        for line in [
            ["three-maps", "--lang", "en", "--json", "info", "a.geojson"],
            ["three-maps", "info", "a.geojson", "--json", "--lang", "en"],
        ] {
            let arguments = Arguments::try_parse_from(line).unwrap();
            assert_eq!(arguments.language(), Lang::En);
            assert!(arguments.json);
            assert!(matches!(arguments.command, Some(Command::Info(info)) if info.files == ["a.geojson"]));
        }
    }

    #[test]
    fn files_without_a_command_are_for_the_window() {
        let arguments = Arguments::try_parse_from(["three-maps", "a.geojson", "info"]).unwrap();
        assert!(arguments.command.is_none());
        assert_eq!(arguments.files, ["a.geojson", "info"]);
    }
}
