//! `tinsmith slice`.

use serde_json::json;

use super::Outcome;
use super::args::{Format, Slice};
use super::report::Terminal;
use crate::error::Error;
use crate::options::Options;
use crate::output;

pub(super) fn run(args: &Slice, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    let options = Options {
        service: args.model.service.clone(),
        operations: args.operations.clone(),
        ..Options::default()
    };
    let loaded = args.model.load()?;
    let text = loaded.slice(&options, args.docs.into())?;
    let report = loaded.warnings();
    match (&args.out, terminal.format) {
        // Standard output is the model.
        (None, _) if !report.diagnostics().is_empty() => terminal.note(&report.to_string()),
        _ => terminal.found(&report),
    }
    match &args.out {
        None => terminal.raw(&text),
        Some(path) => {
            output::stage_file(path, &text)?.commit()?;
            let shown = path.display().to_string();
            match terminal.format {
                Format::Json => terminal.result(json!({"file": shown, "bytes": text.len()})),
                Format::Text => terminal.note(&format!("{shown}: {} bytes", text.len())),
                Format::Markdown | Format::Github | Format::Junit => {}
            }
        }
    }
    Ok(Outcome::Fine)
}
