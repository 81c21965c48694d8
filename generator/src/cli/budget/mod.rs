//! Budgets, as the command shows and enforces them. What a limit is, the library says; here the
//! figures are found that need cargo, and shown.

mod calibration;
mod project;
mod rustc;

use serde_json::{Value, json};

use super::args::Format;
use super::report::Terminal;
use crate::budget::{Budget, Limit, Measure};
use crate::diagnostics::{Diagnostics, Report};
use crate::error::Error;
use crate::generate::Loaded;
use crate::generated::Generated;
use crate::manifest::{CrateEntry, Manifest};
use project::Project;

/// A limit, and how much of it a crate uses where that is known.
type Used<'a> = (&'a Limit, Option<f64>);

/// Shows how much of a budget is used, as far as that is known without cargo.
pub(super) fn show_known(budget: &Budget, generated: &Generated, terminal: &mut Terminal<'_>) {
    let limits = budget.limits().iter();
    let used: Vec<Used<'_>> =
        limits.map(|limit| (limit, generated.figure(limit.measure))).collect();
    show(&generated.package, &used, terminal);
}

/// Measures whatever a budget limits, shows it, and says whether anything is over.
///
/// # Errors
///
/// Cargo or rustc cannot be run, or do not take the crate.
pub(super) fn check(
    manifest: &Manifest,
    entry: &CrateEntry,
    loaded: &Loaded,
    generated: &Generated,
    terminal: &mut Terminal<'_>,
) -> Result<bool, Error> {
    let mut project: Option<Project> = None;
    let mut used: Vec<Used<'_>> = Vec::new();
    for limit in entry.budget.limits() {
        if let Some(figure) = generated.figure(limit.measure) {
            used.push((limit, Some(figure)));
            continue;
        }
        let project = match &mut project {
            Some(project) => project,
            none => none.insert(Project::new(manifest, entry, loaded, generated)?),
        };
        let figure = match limit.measure {
            Measure::RustcRatio => {
                rustc::ratio(project, rustc::ROUNDS, &mut |text| terminal.note(text))?
            }
            _ => project.dependencies() as f64,
        };
        used.push((limit, Some(figure)));
    }
    show(&generated.package, &used, terminal);
    let mut findings = Diagnostics::default();
    findings.extend(
        used.iter().filter_map(|(limit, figure)| limit.finding(&generated.package, (*figure)?)),
    );
    let found = !findings.is_empty();
    terminal.found(&Report::new(std::slice::from_ref(&manifest.source), findings));
    Ok(found)
}

/// A row for each crate that has a budget.
fn show(package: &str, used: &[Used<'_>], terminal: &mut Terminal<'_>) {
    if used.is_empty() {
        return;
    }
    match terminal.format {
        Format::Json => {
            let ok = used.iter().all(|(limit, figure)| figure.is_none_or(|it| it <= limit.most));
            let rows: Vec<Value> = used.iter().map(row).collect();
            terminal.result(json!({"ok": ok, "package": package, "budget": rows}));
        }
        Format::Text | Format::Markdown | Format::Junit => {
            let parts: Vec<String> = used.iter().map(part).collect();
            terminal.say(&format!("{package}, budget used: {}", parts.join(", ")));
            if used.iter().any(|(_, figure)| figure.is_none()) {
                terminal.say("`tinsmith check --budget` measures what is not known yet");
            }
        }
        Format::Github => {}
    }
}

fn row((limit, figure): &Used<'_>) -> Value {
    // Scripts read a count as a whole number.
    let number = |it: f64| match limit.measure {
        Measure::RustcRatio => json!(it),
        _ => json!(it as u64),
    };
    json!({
        "key": limit.measure.key(),
        "figure": figure.map(number),
        "limit": number(limit.most),
        "share": figure.map(|it| limit.share(it)),
    })
}

fn part((limit, figure): &Used<'_>) -> String {
    let (key, most) = (limit.measure.key(), limit.most);
    match figure {
        Some(figure) => format!("{key} {figure} of {most} ({} %)", limit.share(*figure)),
        None => format!("{key} ? of {most}"),
    }
}
