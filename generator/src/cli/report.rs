//! How results and errors are written in each format.

use std::io::{IsTerminal, Write};

use annotate_snippets::Renderer;
use serde_json::{Value, json};

use super::args::Format;
use crate::diagnostics::{Place, Report, Severity};
use crate::error::Error;
use crate::output::Difference;
use crate::text::{fenced, shorten, workflow_data, workflow_property};

/// Which of the streams show colours.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Colours {
    pub(super) out: bool,
    pub(super) err: bool,
}

/// Where the command writes, and in which format.
pub(super) struct Terminal<'a> {
    pub(super) format: Format,
    pub(super) colours: Colours,
    /// What `--format json` shows in the end.
    results: Vec<Value>,
    /// Diagnostics that it shows beside them.
    found: Vec<Value>,
    /// Whether the result is whole, so that what is said stands beside it.
    aside: bool,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
}

impl<'a> Terminal<'a> {
    pub(super) fn new(
        format: Format,
        colours: Colours,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
    ) -> Self {
        Self { format, colours, results: Vec::new(), found: Vec::new(), aside: false, out, err }
    }

    /// A result. A reader that went away is no reason to fail.
    pub(super) fn say(&mut self, text: &str) {
        let _ = match self.aside {
            true => writeln!(self.err, "{text}"),
            false => writeln!(self.out, "{text}"),
        };
    }

    /// Says that a result in a form of its own is whole.
    pub(super) fn set_aside(&mut self) {
        self.aside = !matches!(self.format, Format::Text | Format::Json);
    }

    /// A result as it is.
    pub(super) fn raw(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes());
    }

    /// Something for people, beside the result.
    pub(super) fn note(&mut self, text: &str) {
        let _ = writeln!(self.err, "{text}");
    }

    /// A question, whose answer stands on the same line.
    pub(super) fn prompt(&mut self, text: &str) {
        let _ = write!(self.err, "{text}");
        let _ = self.err.flush();
    }

    /// Keeps a result for [`finish`](Self::finish).
    pub(super) fn result(&mut self, value: Value) {
        self.results.push(value);
    }

    /// Ends a run that had results to show as JSON: one object, however many crates there were.
    pub(super) fn finish(&mut self, ok: bool) {
        if self.format == Format::Json && !self.results.is_empty() {
            let results = std::mem::take(&mut self.results);
            let found = std::mem::take(&mut self.found);
            let whole = json!({"ok": ok, "diagnostics": found, "results": results});
            self.json(&whole);
        }
    }

    fn json(&mut self, value: &Value) {
        self.say(&format!("{value:#}"));
    }

    /// What a run that went on to its end has found.
    pub(super) fn found(&mut self, report: &Report) {
        if report.diagnostics().is_empty() {
            return;
        }
        match self.format {
            Format::Json => self.found.extend(diagnostics(report)),
            _ => self.diagnostics(report),
        }
    }

    pub(super) fn error(&mut self, error: &Error) {
        match (self.format, error) {
            (Format::Json, Error::Invalid(report)) => {
                let left_out = report.left_out();
                let found = diagnostics(report);
                self.json(&json!({"ok": false, "diagnostics": found, "left_out": left_out}));
            }
            (Format::Json, other) => {
                self.json(&json!({"ok": false, "error": other.to_string()}));
            }
            (_, Error::Invalid(report)) => self.diagnostics(report),
            (Format::Github, other) => {
                self.say(&format!("::error::{}", workflow_data(&other.to_string())))
            }
            (_, other) => self.note(&format!("error: {other}")),
        }
    }

    fn diagnostics(&mut self, report: &Report) {
        match self.format {
            Format::Text | Format::Json | Format::Junit => {
                let renderer =
                    if self.colours.err { Renderer::styled() } else { Renderer::plain() };
                let text = report.render(&renderer);
                self.note(&text);
            }
            Format::Markdown => self.say(&fenced("text", &report.to_string())),
            Format::Github => {
                for diagnostic in report.shown() {
                    let kind = match diagnostic.severity {
                        Severity::Error => "error",
                        Severity::Warning => "warning",
                    };
                    let place = match (report.locate(diagnostic), &diagnostic.place) {
                        (Some((source, _, line, column)), _) => {
                            let file = workflow_property(&source.name);
                            format!(" file={file},line={line},col={column}")
                        }
                        (None, Some(Place::File(file))) => {
                            format!(" file={}", workflow_property(file))
                        }
                        (None, _) => String::new(),
                    };
                    let help = diagnostic.help.iter().map(|help| format!("; {help}"));
                    let text: String =
                        std::iter::once(diagnostic.message.clone()).chain(help).collect();
                    self.say(&format!("::{kind}{place}::{}", workflow_data(&text)));
                }
                if let Some(more) = report.left_out() {
                    self.say(&format!("::error::{more}"));
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
                let row = json!({"ok": false, "folder": folder, "files": files, "mend": mend});
                self.result(row);
            }
            Format::Text | Format::Junit => {
                for difference in differences {
                    self.say(&format!("{}: {}", difference.kind, difference.path));
                    self.raw(&difference.unified());
                }
                self.note(&summary);
            }
            Format::Markdown => {
                self.say(&format!("{summary}\n"));
                for difference in differences {
                    self.say(&fenced("diff", &difference.unified()));
                }
            }
            Format::Github => {
                for difference in differences {
                    let file = workflow_property(&format!("{folder}/{}", difference.path));
                    self.say(&format!("::error file={file}::{}", difference.kind));
                }
                self.say(&format!("::error::{}", workflow_data(&summary)));
            }
        }
    }
}

fn diagnostics(report: &Report) -> Vec<Value> {
    report
        .shown()
        .map(|diagnostic| {
            let place = match (report.locate(diagnostic), &diagnostic.place) {
                (Some((source, offset, line, column)), _) => Some(
                    json!({"source": source.name, "offset": offset, "line": line, "column": column}),
                ),
                (None, Some(Place::File(file))) => Some(json!({"source": file})),
                (None, _) => None,
            };
            json!({
                "code": diagnostic.code,
                "severity": match diagnostic.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                "message": diagnostic.message,
                "shape": diagnostic.shape.as_ref().map(|shape| shorten(shape.to_string())),
                "place": place,
                "help": diagnostic.help,
            })
        })
        .collect()
}

/// Whether a stream shows colours: it is a terminal, and nobody asked for none (see https://no-color.org).
pub(super) fn coloured(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
