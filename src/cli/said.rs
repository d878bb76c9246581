//! What the person says of files on the command line: what they hold, which fields their columns are, and in
//! which units.

use super::arguments::SaidArguments;
use super::console::{Console, Stop};
use super::input::Named;
use crate::app::SaidKind;
use crate::diagnostic::Diagnostic;
use crate::layer::Layer;
use crate::maps::LayerKind;
use crate::maps::binding::{Binding, MeasureUnit};
use crate::maps::schema::FieldDef;
use crate::text::{Arg, Lang};

/// The unit of a column of a file, as the person says it.
pub(super) struct SaidUnit {
    file: String,
    column: String,
    unit: MeasureUnit,
}

/// The field that a column of a file is, as the person says it.
pub(super) struct SaidField {
    file: String,
    column: String,
    /// Its key or its label; `None`: no field.
    field: Option<String>,
}

/// Takes down what the person says of the files.
///
/// # Errors
/// A kind, a field or a unit that is none, or a file that is not among those named: wrong usage.
pub(super) fn take(console: &mut Console, said: &SaidArguments, files: &[String]) -> Result<(), Stop> {
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    take_all(console, said, &files, &[])
}

/// The same of the layers that a command line with workspaces stands for: said of a layer of a workspace
/// by the name that `info` tells, never of the workspace.
///
/// # Errors
/// Those of [`take`]; `cli-said-of-workspace` where it is said of a workspace.
pub(super) fn take_of(
    console: &mut Console,
    said: &SaidArguments,
    all: &[Named],
    names: &[String],
) -> Result<(), Stop> {
    let layers: Vec<&str> = all.iter().map(|named| named.name.as_str()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    take_all(console, said, &layers, &names)
}

/// `others`: names that were given and stand for several layers, where they are no layer themselves.
fn take_all(
    console: &mut Console,
    said: &SaidArguments,
    files: &[&str],
    others: &[&str],
) -> Result<(), Stop> {
    for text in &said.kinds {
        let kind = kind_in(text, files, others).map_err(|diagnostic| console.wrong_usage(&diagnostic))?;
        console.kinds.push(kind);
    }
    for text in &said.columns {
        let fields = fields_in(text, files, others).map_err(|diagnostic| console.wrong_usage(&diagnostic))?;
        console.fields.extend(fields);
    }
    for text in &said.units {
        let units = units_in(text, files, others).map_err(|diagnostic| console.wrong_usage(&diagnostic))?;
        console.units.extend(units);
    }
    Ok(())
}

fn kind_in(
    text: &str,
    files: &[&str],
    others: &[&str],
) -> Result<(Option<String>, SaidKind), Box<Diagnostic>> {
    let (file, word) = match text.rsplit_once('=') {
        Some((file, word)) => (Some(file), word),
        None => (None, text),
    };
    let said = if word.eq_ignore_ascii_case("none") {
        Some(SaidKind::NoneOfThem)
    } else {
        LayerKind::from_word(word).map(|kind| SaidKind::Kind { kind })
    };
    let Some(said) = said else {
        let known: Vec<&str> = LayerKind::ALL.iter().map(|kind| kind.key()).collect();
        let diagnostic = Diagnostic::error("cli-kind-unknown").with("word", word);
        return Err(Box::new(diagnostic.with("known", known.join(", "))));
    };
    if let Some(file) = file.filter(|file| !files.contains(file)) {
        return Err(Box::new(if others.contains(&file) {
            of_workspace("--kind", "LAYER=KIND", file, files)
        } else {
            Diagnostic::error("cli-kind-file").with("file", file)
        }));
    }
    Ok((file.map(str::to_owned), said))
}

/// The unit of a column of one of the files, or of all of them where none is named.
fn units_in(text: &str, files: &[&str], others: &[&str]) -> Result<Vec<SaidUnit>, Box<Diagnostic>> {
    let Some((before, word)) = column_and_word(text) else {
        return Err(Box::new(Diagnostic::error("cli-unit-form").with("text", text)));
    };
    let Some(unit) = MeasureUnit::read(word) else {
        let known: Vec<String> = MeasureUnit::all().map(MeasureUnit::key).collect();
        let diagnostic = Diagnostic::error("cli-unit-unknown").with("word", word);
        return Err(Box::new(diagnostic.with("known", known.join(", "))));
    };
    let columns = columns_in(["--unit", "LAYER=COLUMN=UNIT"], before, files, others)?;
    Ok(columns.into_iter().map(|(file, column)| SaidUnit { file, column, unit }).collect())
}

/// The field that a column of one of the files is, or of all of them where none is named. Which field a label
/// means, the kind of each file says.
fn fields_in(text: &str, files: &[&str], others: &[&str]) -> Result<Vec<SaidField>, Box<Diagnostic>> {
    let Some((before, word)) = column_and_word(text) else {
        return Err(Box::new(Diagnostic::error("cli-field-form").with("text", text)));
    };
    let field = (!word.eq_ignore_ascii_case("none")).then(|| word.trim().to_owned());
    let is_known = |word: &String| LayerKind::ALL.iter().any(|kind| !kind.fields_called(word).is_empty());
    if let Some(word) = field.as_ref().filter(|word| !is_known(word)) {
        return Err(Box::new(Diagnostic::error("cli-field-unknown").with("word", word.as_str())));
    }
    let columns = columns_in(["--field", "LAYER=COLUMN=FIELD"], before, files, others)?;
    Ok(columns.into_iter().map(|(file, column)| SaidField { file, column, field: field.clone() }).collect())
}

/// What stands before the last sign, and the word behind it.
fn column_and_word(text: &str) -> Option<(&str, &str)> {
    text.rsplit_once('=').filter(|(before, word)| !before.is_empty() && !word.trim().is_empty())
}

/// The column that an option speaks of, in its form for the layers of a workspace: with its file; with all files where none is named.
fn columns_in(
    [option, form]: [&str; 2],
    before: &str,
    files: &[&str],
    others: &[&str],
) -> Result<Vec<(String, String)>, Box<Diagnostic>> {
    // Names of files and of columns may hold the sign: a file counts where it is one of those given.
    let column_of = |file: &str| before.strip_prefix(file)?.strip_prefix('=');
    if let Some(workspace) = others.iter().find(|name| !files.contains(name) && column_of(name).is_some()) {
        return Err(Box::new(of_workspace(option, form, workspace, files)));
    }
    let said = |file: &str, column: &str| (file.to_owned(), column.to_owned());
    let named = files.iter().find_map(|file| Some(said(file, column_of(file)?)));
    Ok(named.map_or_else(|| files.iter().map(|file| said(file, before)).collect(), |one| vec![one]))
}

/// `form`: what to type behind the option instead.
fn of_workspace(option: &str, form: &str, file: &str, layers: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::error("cli-said-of-workspace").with("option", option).with("file", file);
    diagnostic.with("form", form).with("layers", layers.join(", "))
}

/// What a file's columns are where the person says something of it; what was said of them before that no
/// longer holds is noticed.
///
/// # Errors
/// Those of [`with_field`] and [`Binding::with_unit`].
pub(super) fn binding(
    console: &Console,
    name: &str,
    layer: &Layer,
    known: Binding,
    notices: &mut Vec<Diagnostic>,
) -> Result<Binding, Box<Diagnostic>> {
    let of_kind = match kind_of(console, name) {
        None | Some(SaidKind::AsRecognised) => known,
        Some(said) => {
            let kind = match said {
                SaidKind::Kind { kind } => Some(kind),
                _ => None,
            };
            let said = Binding::said(layer, kind, &known);
            let lost = said.words_lost_since(&known);
            if !lost.is_empty() {
                let notice = Diagnostic::warning("kind-words-lost").with("layer", layer.name.as_str());
                notices.push(notice.with("columns", lost.join(", ")).in_file(name));
            }
            said
        }
    };
    let in_file = |diagnostic: Box<Diagnostic>| Box::new(diagnostic.in_file(name));
    let mut fields = console.fields.iter().filter(|said| said.file == name);
    let bound = fields.try_fold(of_kind, |binding, said| with_field(&binding, said).map_err(in_file))?;
    let mut units = console.units.iter().filter(|said| said.file == name);
    units.try_fold(bound, |binding, said| binding.with_unit(&said.column, Some(said.unit)).map_err(in_file))
}

/// A binding in which a column is the field that a person says.
///
/// # Errors
/// `field-column-unknown` where there is no such column, `field-no-kind` where it is not known what the layer
/// holds, `field-not-of-kind` where such layers have no such field, `field-of-several` where a label is that of
/// several.
fn with_field(binding: &Binding, said: &SaidField) -> Result<Binding, Box<Diagnostic>> {
    let column = said.column.as_str();
    let wrong = |code: &'static str| Diagnostic::error(code).with("column", column);
    if binding.entry(column).is_none() {
        let columns: Vec<&str> = binding.columns().iter().map(|entry| entry.column.as_str()).collect();
        return Err(Box::new(wrong("field-column-unknown").with("columns", columns.join(", "))));
    }
    let Some(word) = said.field.as_deref() else { return Ok(binding.without(column)) };
    let Some(kind) = binding.kind() else { return Err(Box::new(wrong("field-no-kind"))) };
    let keys = |defs: &[&FieldDef]| defs.iter().map(|def| def.key).collect::<Vec<_>>().join(", ");
    let with_kind = |diagnostic: Diagnostic| {
        let kind = Arg::Words { zh: kind.label(Lang::Zh).to_owned(), en: kind.label(Lang::En).to_owned() };
        diagnostic.with("field", word).with("kind", kind)
    };
    match kind.fields_called(word)[..] {
        [field] => Ok(binding.with(column, field.key)),
        [] => {
            let known: Vec<&FieldDef> = kind.fields().filter(|def| !def.derived).collect();
            Err(Box::new(with_kind(wrong("field-not-of-kind")).with("known", keys(&known))))
        }
        ref several => Err(Box::new(with_kind(wrong("field-of-several")).with("known", keys(several)))),
    }
}

/// What the person says that a file holds: what was said of it alone wins.
fn kind_of(console: &Console, name: &str) -> Option<SaidKind> {
    let of = |wanted: Option<&str>| {
        let mut said = console.kinds.iter().rev();
        said.find(|(file, _)| file.as_deref() == wanted).map(|(_, said)| *said)
    };
    of(Some(name)).or_else(|| of(None))
}
