//! Fixtures of comparisons: `old.json`, `new.json`, and what all rules find between them, with what that means.

use std::fmt::Write;
use std::path::Path;

use libtest_mimic::Failed;
use tinsmith::diff::{self, Comparison};
use tinsmith::{Loaded, Options, Source};

/// The two models of a case, compared, as text.
pub(crate) fn compare(folder: &Path) -> Result<String, Failed> {
    let load = |name: &str| -> Result<Loaded, Failed> {
        let text = std::fs::read_to_string(folder.join(name))?;
        Ok(Loaded::from_sources(vec![Source::new(name, text)])?)
    };
    let options = Options::default();
    let comparison = diff::compare(&load("old.json")?, &load("new.json")?, &options, &options)?;
    Ok(text(&comparison)?)
}

fn text(comparison: &Comparison) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    for finding in &comparison.findings {
        writeln!(out, "{} {}", finding.rule, finding.path)?;
        writeln!(out, "    {}", finding.message)?;
        if let Some(note) = &finding.note {
            writeln!(out, "    {note}")?;
        }
        if finding.old.is_some() || finding.new.is_some() {
            let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
            writeln!(out, "    from {} to {}", side(&finding.old), side(&finding.new))?;
        }
        let (rust, wire, behaviour) = (finding.rust, finding.wire, finding.behaviour);
        writeln!(out, "    rust {rust:?}, wire {wire:?}, behaviour {behaviour:?}")?;
        let operations = finding.operations.join(", ");
        writeln!(out, "    operations {operations}, direction {:?}", finding.direction)?;
        for included in &finding.includes {
            writeln!(out, "    with {included}")?;
        }
        for change in &finding.items {
            writeln!(out, "    item {}", change.item)?;
            for (sign, side) in [('-', &change.old), ('+', &change.new)] {
                if let Some(side) = side {
                    writeln!(out, "        {sign} {side}")?;
                }
            }
        }
        for line in &finding.bytes {
            writeln!(out, "    bytes {line}")?;
        }
        for line in finding.witness.iter().flat_map(|witness| witness.lines()) {
            writeln!(out, "    | {line}")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "outside: {}", comparison.outside)?;
    Ok(out)
}
