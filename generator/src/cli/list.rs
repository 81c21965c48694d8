//! `tinsmith list`.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::args::{Format, ModelArgs};
use super::report::Terminal;
use super::{Outcome, read_manifest};
use crate::error::Error;
use crate::generate::Loaded;
use crate::listing::Listed;
use crate::options::Options;
use crate::project;

/// `tinsmith list`
#[derive(Args)]
pub(super) struct List {
    /// A crate of tinsmith.toml, as `add` knows it; without one, all of them. Its operations are marked
    #[arg(value_name = "CRATE", conflicts_with = "input")]
    krate: Option<String>,
    #[command(flatten)]
    model: ModelArgs,
    /// Only operations that have this in their names or documentation, whatever the case of letters
    #[arg(long, value_name = "WORD")]
    search: Option<String>,
    /// The manifest whose crates are listed when no model is named
    #[arg(
        long,
        value_name = "FILE",
        default_value = crate::manifest::FILE_NAME,
        conflicts_with = "input"
    )]
    manifest: PathBuf,
}

pub(super) fn run(args: &List, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    if !args.model.is_empty() {
        let options = Options { service: args.model.service.clone(), ..Options::default() };
        list(&args.model.load()?, &options, None, args.search.as_deref(), terminal)?;
        return Ok(Outcome::Fine);
    }
    let manifest = read_manifest(&args.manifest)?;
    let entries = match &args.krate {
        Some(name) => vec![project::find(&manifest, name)?],
        None => manifest.crates.iter().collect(),
    };
    for entry in entries {
        let loaded = manifest.load(entry)?;
        let chosen = Some(entry.options.operations.as_slice());
        list(&loaded, &entry.options, chosen, args.search.as_deref(), terminal)?;
    }
    Ok(Outcome::Fine)
}

/// Lists the operations of a model; `chosen` are those of a crate, of which no names mean all.
fn list(
    loaded: &Loaded,
    options: &Options,
    chosen: Option<&[String]>,
    search: Option<&str>,
    terminal: &mut Terminal<'_>,
) -> Result<(), Error> {
    let service = options.service.as_deref();
    let operations = loaded.search(service, search.unwrap_or_default())?;
    let listed = match operations.is_empty() {
        true => Vec::new(),
        false => loaded.list(&Options { operations, ..options.clone() })?,
    };
    let is_chosen = |listed: &Listed| {
        chosen.map(|names| {
            names.is_empty() || names.iter().any(|name| project::last(name) == listed.name)
        })
    };
    let package = options.package.as_deref().filter(|_| chosen.is_some());
    if terminal.format == Format::Json {
        let rows: Vec<Value> = (listed.iter())
            .map(|row| {
                let Listed { name, shapes, lines } = row;
                json!({"name": name, "shapes": shapes, "lines": lines, "chosen": is_chosen(row)})
            })
            .collect();
        terminal.result(json!({"package": package, "operations": rows}));
        return Ok(());
    }
    let width = listed.iter().map(|row| row.name.len()).max().unwrap_or_default();
    for row in &listed {
        let mark = if is_chosen(row) == Some(true) { '*' } else { ' ' };
        let lines = row.lines.map_or_else(|| "-".to_owned(), |lines| lines.to_string());
        let Listed { name, shapes, .. } = row;
        terminal.say(&format!("{mark} {name:width$} {shapes:>6} shapes {lines:>8} lines"));
    }
    let mut summary = match (listed.len(), search) {
        (1, None) => "1 operation".to_owned(),
        (count, None) => format!("{count} operations"),
        (0, Some(word)) => format!("no operation has {word:?} in its name or documentation"),
        (1, Some(word)) => format!("1 operation has {word:?} in its name or documentation"),
        (count, Some(word)) => format!("{count} operations have {word:?} in name or documentation"),
    };
    if let Some(package) = package {
        let chosen = listed.iter().filter(|row| is_chosen(row) == Some(true)).count();
        summary = format!("{package}: {summary}; {chosen} of them in the client, marked with *");
    }
    if listed.iter().any(|row| row.lines.is_none()) {
        summary.push_str("; those without lines cannot be generated yet");
    }
    // Not among the rows, which scripts count and sort.
    terminal.note(&summary);
    Ok(())
}
