//! `synth`: a test town of any size, or the bundled maps as the generator draws them.

use super::arguments::SynthArguments;
use super::console::{Console, Stop};
use super::table::grouped;
use crate::diagnostic::Diagnostic;
use crate::maps::synth;
use crate::write::replace;
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Runs the command.
pub(super) fn run(console: &mut Console, arguments: &SynthArguments) -> Result<(), Stop> {
    match (&arguments.bundled, arguments.parcels, &arguments.out) {
        (Some(folder), _, _) => bundled(console, folder),
        (None, Some(parcels), Some(out)) => town(console, parcels, arguments.seed, out),
        // The definition of the arguments does not let this through.
        (None, _, _) => Err(Stop::Usage),
    }
}

fn town(console: &mut Console, parcels: u64, seed: u64, out: &Path) -> Result<(), Stop> {
    console.cancel_on_interrupt();
    let file = out.display().to_string();
    let bytes = {
        let bar = console.bar("cli-writing", &file);
        replace(out, |sink| {
            let mut sink = BufWriter::with_capacity(1 << 20, sink);
            synth::town(parcels, seed, &mut sink, &bar, &console.cancel)
                .and_then(|()| sink.flush())
                .and_then(|()| sink.get_ref().metadata())
                .map(|meta| meta.len())
                .map_err(|error| Box::new(unwritten(&error)))
        })
    };
    let bytes = bytes.map_err(|diagnostic| console.failed(&diagnostic))?;
    if console.json {
        return console
            .answer(&json!({ "written": file, "features": parcels, "seed": seed, "bytes": bytes }));
    }
    let line = console.text(
        "cli-synth-done",
        &[("file", file.into()), ("features", grouped(parcels).into()), ("bytes", grouped(bytes).into())],
    );
    console.line(line)
}

/// Why there is no town.
fn unwritten(error: &io::Error) -> Diagnostic {
    if error.kind() == io::ErrorKind::Interrupted {
        return Diagnostic::error("cancelled");
    }
    Diagnostic::error("write-failed").with("reason", error.to_string())
}

fn bundled(console: &mut Console, folder: &Path) -> Result<(), Stop> {
    let mut written: Vec<Value> = Vec::new();
    for (name, bytes) in synth::bundled() {
        let path = folder.join(&name);
        let file = path.display().to_string();
        let outcome = make_folder(&path).and_then(|()| {
            replace(&path, |sink| {
                sink.write_all(&bytes).map_err(|error| {
                    Box::new(Diagnostic::error("write-failed").with("reason", error.to_string()))
                })
            })
        });
        outcome.map_err(|diagnostic| console.failed(&diagnostic))?;
        if console.json {
            written.push(json!({ "path": file, "bytes": bytes.len() }));
        } else {
            let args = [("file", file.into()), ("bytes", grouped(bytes.len() as u64).into())];
            console.line(console.text("cli-synth-bundled", &args))?;
        }
    }
    if console.json { console.answer(&json!({ "written": written })) } else { Ok(()) }
}

fn make_folder(path: &Path) -> Result<(), Box<Diagnostic>> {
    let Some(folder) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| {
        Box::new(
            Diagnostic::error("write-failed")
                .in_file(folder.display().to_string())
                .with("reason", error.to_string()),
        )
    })
}
