//! Everything that can be wrong with what a user gives us, as values: what, where, and what to
//! do next. A stage adds every fault that it finds to a sink, and the run stops before the next
//! stage. Nothing here decides whether something is a fault.

mod hint;
mod source;
mod toml_file;

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use smithy_json_ast::ShapeId;

use crate::text::shorten;

pub(crate) use hint::did_you_mean;
pub use source::Source;
pub(crate) use toml_file::{invalid_toml, stop_at};

/// One thing that is wrong, or worth knowing, in a model or a manifest.
///
/// ```
/// # use tinsmith::Diagnostic;
/// let fault = Diagnostic::error("unknown-operation", "there is no operation `Foo`")
///     .help("did you mean `Fob`?");
/// assert_eq!(fault.code, "unknown-operation");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// A stable name of the kind of fault, such as `unknown-target`.
    pub code: &'static str,
    /// Whether the run can go on.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The shape that it is about.
    pub shape: Option<ShapeId>,
    /// Where it stands.
    pub place: Option<Place>,
    /// What to do next.
    pub help: Option<String>,
}

/// How bad a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Severity {
    /// The run stops before the next stage.
    Error,
    /// The run goes on; the user should look.
    Warning,
}

/// Where in a source a [`Diagnostic`] stands.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Place {
    /// The value at a JSON pointer, in whichever source has it.
    Pointer(String),
    /// A whole file that is no text, such as an archive.
    File(String),
    /// A position in a source, by the name that the source was given.
    Position {
        /// The source's name, as the user gave it.
        source: String,
        /// Byte offset from the start of the source.
        offset: usize,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
}

impl Place {
    /// The place of a byte of a source.
    pub(crate) fn offset(source: &Source, offset: usize) -> Self {
        let before = source.text.get(..offset).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Self::Position {
            source: source.name.clone(),
            offset,
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        }
    }
}

impl Diagnostic {
    /// A fault that stops the run.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            shape: None,
            place: None,
            help: None,
        }
    }

    /// Something that the user should look at.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Says that it is about `shape`, and stands there.
    #[must_use]
    pub fn at(mut self, shape: &ShapeId) -> Self {
        self.place = Some(Place::Pointer(pointer_to(shape)));
        self.shape = Some(shape.clone());
        self
    }

    /// Says that it stands below the shape given to [`at`](Self::at): `keys` lead there, such
    /// as `["traits", "smithy.api#paginated"]`.
    #[must_use]
    pub fn below(mut self, keys: &[&str]) -> Self {
        if let Some(Place::Pointer(pointer)) = &mut self.place {
            for key in keys {
                pointer.push('/');
                pointer.push_str(&escape(key));
            }
        }
        self
    }

    /// Like [`below`](Self::below), with a JSON pointer.
    #[must_use]
    pub(crate) fn below_pointer(mut self, tail: &str) -> Self {
        if let Some(Place::Pointer(pointer)) = &mut self.place {
            pointer.push_str(tail);
        }
        self
    }

    /// Says where it stands.
    #[must_use]
    pub fn place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do next, unless that was said already.
    #[must_use]
    pub(crate) fn or_help(self, help: impl Into<String>) -> Self {
        if self.help.is_some() { self } else { self.help(help) }
    }
}

/// The JSON pointer of a shape or a member in an AST document.
fn pointer_to(shape: &ShapeId) -> String {
    let root = escape(shape.root().as_str());
    match shape.member() {
        None => format!("/shapes/{root}"),
        // Lists and maps hold their members without `members` in between; the longest part of
        // a pointer that exists is what is shown, so this reaches the shape at least.
        Some(member) => format!("/shapes/{root}/members/{}", escape(member)),
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Collects the faults of a stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one. Of a very long name in it, the middle is left out. After a thousand, which nobody
    /// reads, it has neither place nor help: a model of nothing but faults would take gigabytes.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let kept = self.0.len() < MOST_WITH_PLACE;
        self.0.push(Diagnostic {
            message: shorten(diagnostic.message),
            place: diagnostic.place.filter(|_| kept),
            help: diagnostic.help.filter(|_| kept).map(shorten),
            ..diagnostic
        });
    }

    /// Whether a fault stops the run.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// All of them, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether another one is worth a hint that takes time to find: it may be shown.
    pub(crate) fn want_hints(&self) -> bool {
        self.0.len() < MOST_SHOWN
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        iter.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

const MOST_SHOWN: usize = 100;
const MOST_WITH_PLACE: usize = 1000;
/// How much of a line is shown before and after the place in it, in bytes: more than fits a
/// terminal, and little next to a model without line breaks.
const AROUND: usize = 400;

/// Diagnostics with the sources that they point into: what an [`Error`](crate::Error) shows.
///
/// `Display` writes them in the form that rustc uses, without colour; [`render`](Self::render)
/// takes a renderer, for a terminal.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    sources: Vec<Source>,
    diagnostics: Diagnostics,
}

impl Report {
    /// Joins diagnostics and sources.
    pub fn new(sources: &[Source], diagnostics: Diagnostics) -> Self {
        Self { sources: sources.to_vec(), diagnostics }
    }

    /// What was found.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The same with other words on what to do about faults of one kind.
    #[cfg(feature = "cli")]
    pub(crate) fn with_help(mut self, code: &str, help: &str) -> Self {
        for diagnostic in self.diagnostics.0.iter_mut().filter(|it| it.code == code) {
            diagnostic.help = Some(help.to_owned());
        }
        self
    }

    /// Where a diagnostic stands: source, byte offset, line and column, both from 1.
    pub fn locate(&self, diagnostic: &Diagnostic) -> Option<(&Source, usize, usize, usize)> {
        match diagnostic.place.as_ref()? {
            Place::File(_) => None,
            Place::Position { source, offset, line, column } => {
                let source = self.sources.iter().find(|s| s.name == *source)?;
                Some((source, *offset, *line, *column))
            }
            Place::Pointer(pointer) => {
                // The whole pointer in any source, else as much of it as a source has.
                let mut pointer = pointer.as_str();
                loop {
                    for source in &self.sources {
                        if let Some(at) = source.locate(pointer) {
                            return Some((source, at.offset, at.line, at.column));
                        }
                    }
                    pointer = pointer.get(..pointer.rfind('/')?)?;
                    if pointer.is_empty() || pointer == "/shapes" {
                        return None;
                    }
                }
            }
        }
    }

    /// Those that a person is shown: nobody reads on after the first hundred, and finding the line
    /// of each takes a walk through its source. Errors come before warnings then.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Diagnostic> {
        let of =
            |severity: Severity| self.diagnostics.iter().filter(move |d| d.severity == severity);
        let all = self.diagnostics.0.len() <= MOST_SHOWN;
        let in_order = self.diagnostics.iter().filter(move |_| all);
        let by_severity = of(Severity::Error).chain(of(Severity::Warning)).filter(move |_| !all);
        in_order.chain(by_severity.take(MOST_SHOWN))
    }

    /// How many [`shown`](Self::shown) leaves out.
    pub(crate) fn left_out(&self) -> Option<String> {
        let more = self.diagnostics.0.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0)?;
        Some(format!("{more} more are not shown; mend these first"))
    }

    /// Writes the diagnostics with `renderer`, one blank line between two; of more than a hundred,
    /// the first hundred and how many more there are.
    pub fn render(&self, renderer: &Renderer) -> String {
        let parts = self.shown().map(|d| self.render_one(d, renderer));
        let parts: Vec<String> = parts.chain(self.left_out()).collect();
        parts.join("\n\n")
    }

    fn render_one(&self, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
        let mut group = Group::with_title(title);
        if let Some((source, offset, line, _)) = self.locate(diagnostic) {
            // Only the line itself goes to the renderer, as a model may be megabytes.
            let start = source.text.get(..offset).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
            let end = source.text.get(offset..).and_then(|t| t.find('\n'));
            let text = source.text.get(start..end.map_or(source.text.len(), |e| offset + e));
            let text = text.unwrap_or_default();
            let (text, at) = around(text, offset.saturating_sub(start));
            let span = at..at + token_length(text, at);
            group = group.element(
                Snippet::source(text)
                    .path(source.name.as_str())
                    .line_start(line)
                    .annotation(AnnotationKind::Primary.span(span)),
            );
        }
        if let Some(Place::File(name)) = &diagnostic.place {
            group = group.element(Origin::path(name.as_str()));
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }
}

/// The part of a line around the byte `at`, and where that byte is in it.
fn around(line: &str, at: usize) -> (&str, usize) {
    let start = line.floor_char_boundary(at.saturating_sub(AROUND));
    let end = line.ceil_char_boundary(at.saturating_add(AROUND).min(line.len()));
    (line.get(start..end).unwrap_or_default(), at.saturating_sub(start))
}

/// How many bytes to underline at `offset`: a whole string or word, or one bracket.
fn token_length(line: &str, offset: usize) -> usize {
    let rest = line.get(offset..).unwrap_or_default();
    let Some(first) = rest.chars().next() else { return 0 };
    if first == '"' {
        let inner = rest.get(1..).unwrap_or_default();
        return inner.find('"').map_or(rest.len(), |i| i + 2);
    }
    let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-' && c != '.');
    word.unwrap_or(rest.len()).max(first.len_utf8())
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(&Renderer::plain()))
    }
}
