//! How results and errors are written in each format.

use std::io::{IsTerminal, Write};

use annotate_snippets::Renderer;
use serde_json::{Value, json};

use super::args::Format;
use crate::diagnostics::{Report, Severity};
use crate::error::Error;
use crate::output::Difference;

/// Where the command writes, and in which format.
pub(super) struct Terminal<'a> {
    pub(super) format: Format,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
}

impl<'a> Terminal<'a> {
    pub(super) fn new(format: Format, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { format, out, err }
    }

    /// A result. A reader that went away is no reason to fail.
    pub(super) fn say(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}");
    }

    /// A result as it is.
    pub(super) fn raw(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes());
    }

    /// Something for people, beside the result.
    pub(super) fn note(&mut self, text: &str) {
        let _ = writeln!(self.err, "{text}");
    }

    pub(super) fn json(&mut self, value: &Value) {
        self.say(&format!("{value:#}"));
    }

    /// Warnings of a run that went well.
    pub(super) fn warnings(&mut self, report: &Report) {
        if report.diagnostics().is_empty() {
            return;
        }
        match self.format {
            Format::Json => {}
            _ => self.diagnostics(report),
        }
    }

    pub(super) fn error(&mut self, error: &Error) {
        match (self.format, error) {
            (Format::Json, Error::Invalid(report)) => {
                self.json(&json!({"ok": false, "diagnostics": diagnostics(report)}));
            }
            (Format::Json, other) => {
                self.json(&json!({"ok": false, "error": other.to_string()}));
            }
            (_, Error::Invalid(report)) => self.diagnostics(report),
            (Format::Github, other) => {
                self.say(&format!("::error::{}", escape(&other.to_string())))
            }
            (_, other) => self.note(&format!("error: {other}")),
        }
    }

    fn diagnostics(&mut self, report: &Report) {
        match self.format {
            Format::Text | Format::Json => {
                let colours = std::io::stderr().is_terminal();
                let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
                let text = report.render(&renderer);
                self.note(&text);
            }
            Format::Markdown => self.say(&format!("```text\n{report}\n```")),
            Format::Github => {
                for diagnostic in report.diagnostics().iter() {
                    let kind = match diagnostic.severity {
                        Severity::Error => "error",
                        Severity::Warning => "warning",
                    };
                    let place = report.locate(diagnostic).map_or_else(String::new, |at| {
                        let (source, _, line, column) = at;
                        format!(" file={},line={line},col={column}", escape(&source.name))
                    });
                    let help = diagnostic.help.iter().map(|help| format!("; {help}"));
                    let text: String =
                        std::iter::once(diagnostic.message.clone()).chain(help).collect();
                    self.say(&format!("::{kind}{place}::{}", escape(&text)));
                }
            }
        }
    }

    /// What differs from what would be generated, with the command that mends it.
    pub(super) fn differences(&mut self, folder: &str, differences: &[Difference], mend: &str) {
        let summary = format!(
            "{} of {folder} {} not as generated; mend with: {mend}",
            if differences.len() == 1 {
                "1 file".to_owned()
            } else {
                format!("{} files", differences.len())
            },
            if differences.len() == 1 { "is" } else { "are" },
        );
        match self.format {
            Format::Json => {
                let files: Vec<Value> = differences
                    .iter()
                    .map(|d| {
                        json!({"path": d.path, "kind": d.kind.to_string(), "diff": d.unified()})
                    })
                    .collect();
                self.json(&json!({"ok": false, "folder": folder, "files": files, "mend": mend}));
            }
            Format::Text => {
                for difference in differences {
                    self.say(&format!("{}: {}", difference.kind, difference.path));
                    self.raw(&difference.unified());
                }
                self.note(&summary);
            }
            Format::Markdown => {
                self.say(&format!("{summary}\n"));
                for difference in differences {
                    self.say(&format!("```diff\n{}```", difference.unified()));
                }
            }
            Format::Github => {
                for difference in differences {
                    self.say(&format!(
                        "::error file={folder}/{}::{}; mend with: {mend}",
                        escape(&difference.path),
                        difference.kind
                    ));
                }
            }
        }
    }
}

fn diagnostics(report: &Report) -> Vec<Value> {
    report
        .diagnostics()
        .iter()
        .map(|diagnostic| {
            let place = report.locate(diagnostic).map(|(source, offset, line, column)| {
                json!({"source": source.name, "offset": offset, "line": line, "column": column})
            });
            json!({
                "code": diagnostic.code,
                "severity": match diagnostic.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                "message": diagnostic.message,
                "shape": diagnostic.shape.as_ref().map(ToString::to_string),
                "place": place,
                "help": diagnostic.help,
            })
        })
        .collect()
}

/// Workflow commands end at a line break.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
