//! A text that a user gave, under the name by which they know it, and places in it.

use std::sync::Arc;

use smithy_json_ast::Position;

use super::{Diagnostic, Diagnostics, Place, Report};
use crate::error::Error;

/// A text that diagnostics can point into, under the name that the user knows it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What to call it: a path, as the user wrote it.
    pub name: String,
    /// The whole text.
    pub text: Arc<str>,
    /// Whether shapes and operations stand under their names, not under shape ids.
    by_names: bool,
}

impl Source {
    /// A source called `name`.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into(), by_names: false }
    }

    /// Says that this is no AST: what the model has as shape `a.b#C` stands as `C` among its
    /// `shapes` or `operations`.
    #[must_use]
    pub(crate) fn keyed_by_names(self) -> Self {
        Self { by_names: true, ..self }
    }

    /// Where the value at a JSON pointer of the AST stands.
    pub(super) fn locate(&self, pointer: &str) -> Option<Position> {
        if !self.by_names {
            return locate(&self.text, pointer);
        }
        let shape = pointer.strip_prefix("/shapes/")?;
        let (id, rest) = shape.split_at(shape.find('/').unwrap_or(shape.len()));
        let (_, name) = id.split_once('#')?;
        let places = ["shapes", "operations"].map(|key| format!("/{key}/{name}{rest}"));
        places.iter().find_map(|pointer| locate(&self.text, pointer))
    }

    /// A source called `name` from the contents of a file.
    ///
    /// # Errors
    ///
    /// The bytes are no UTF-8; the error says where.
    pub(crate) fn from_bytes(name: String, bytes: Vec<u8>) -> Result<Self, Error> {
        String::from_utf8(bytes).map(|text| Self::new(name.clone(), text)).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let source = Self::new(name, String::from_utf8_lossy(error.as_bytes()));
            let byte = error.as_bytes().get(valid).copied().unwrap_or_default();
            let message = format!("the file is not UTF-8: it has the byte 0x{byte:02X} here");
            let fault = Diagnostic::error("invalid-utf8", message).help("save it as UTF-8");
            let fault = fault.place(Place::offset(&source, valid));
            let mut faults = Diagnostics::default();
            faults.push(fault);
            Error::Invalid(Report::new(&[source], faults))
        })
    }
}

/// Where to point for a JSON pointer: at the value, or at its key when the value is an object or
/// an array, whose bracket alone would say little.
fn locate(text: &str, pointer: &str) -> Option<Position> {
    let at = smithy_json_ast::locate(text, pointer)?;
    match text.get(at.offset..).and_then(|rest| rest.chars().next()) {
        Some('{' | '[') => smithy_json_ast::locate_key(text, pointer),
        _ => Some(at),
    }
}
