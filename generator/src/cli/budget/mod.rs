//! Budgets, as the command shows and enforces them. What a limit is, the library says; here the
//! figures are found that need cargo, and shown.

mod calibration;
mod project;
mod rustc;

use serde_json::json;

use super::args::Format;
use super::report::Terminal;
use crate::budget::{Budget, Limit, Measure};
use crate::diagnostics::{Diagnostics, Report};
use crate::error::Error;
use crate::generate::{Generated, Loaded};
use crate::manifest::{CrateEntry, Manifest};
use project::Project;

/// Shows how much of a budget is used, as far as that is known without cargo.
pub(super) fn show_known(budget: &Budget, generated: &Generated, terminal: &mut Terminal<'_>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for limit in budget.limits() {
        match generated.figure(limit.measure) {
            Some(figure) => known.push((limit, figure)),
            None => unknown.push(limit),
        }
    }
    show(&generated.package, &known, &unknown, terminal);
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
    let mut used = Vec::new();
    for limit in entry.budget.limits() {
        if let Some(figure) = generated.figure(limit.measure) {
            used.push((limit, figure));
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
        used.push((limit, figure));
    }
    show(&generated.package, &used, &[], terminal);
    let mut findings = Diagnostics::default();
    findings.extend(
        used.iter().filter_map(|(limit, figure)| limit.finding(&generated.package, *figure)),
    );
    let found = !findings.is_empty();
    terminal.found(&Report::new(std::slice::from_ref(&manifest.source), findings));
    Ok(found)
}

/// A row for each crate that has a budget.
fn show(package: &str, used: &[(&Limit, f64)], unknown: &[&Limit], terminal: &mut Terminal<'_>) {
    if used.is_empty() && unknown.is_empty() {
        return;
    }
    match terminal.format {
        Format::Json => {
            let rows = used.iter().map(|(limit, figure)| {
                // Scripts read a count as a whole number.
                let number = |it: f64| match limit.measure {
                    Measure::RustcRatio => json!(it),
                    _ => json!(it as u64),
                };
                let (key, share) = (limit.measure.key(), limit.share(*figure));
                json!({"key": key, "figure": number(*figure), "limit": number(limit.most), "share": share})
            });
            let rows: Vec<_> = rows.collect();
            let ok = used.iter().all(|(limit, figure)| *figure <= limit.most);
            terminal.result(json!({"ok": ok, "package": package, "budget": rows}));
        }
        Format::Text | Format::Markdown => {
            let parts = used.iter().map(|(limit, figure)| {
                let (key, share) = (limit.measure.key(), limit.share(*figure));
                format!("{key} {figure} of {} ({share} %)", limit.most)
            });
            let mut line =
                format!("{package}, budget used: {}", parts.collect::<Vec<_>>().join(", "));
            if !unknown.is_empty() {
                let keys: Vec<_> = unknown.iter().map(|limit| limit.measure.key()).collect();
                line += &format!("; `tinsmith check --budget` measures {}", keys.join(" and "));
            }
            terminal.say(&line);
        }
        Format::Github => {}
    }
}
