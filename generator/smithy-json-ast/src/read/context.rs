//! What reading one file shares: the faults so far, the version, and the ids, each stored once.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use super::grammar::excerpt;
use super::place::At;
use crate::nearest::nearest;
use crate::position::Anchor;
use crate::{FaultKind, ShapeId, Version};

/// Faults kept; a hostile file could otherwise make a hundred bytes of report of each of its own.
const MAX_FAULTS: usize = 1000;

/// A fault whose line and column are not known yet.
pub(super) struct Unplaced {
    pub(super) kind: FaultKind,
    pub(super) way: Vec<usize>,
    pub(super) anchor: Anchor,
    pub(super) pointer: String,
    pub(super) shape: Option<ShapeId>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// Where JSON stopped being JSON.
#[derive(Default)]
pub(super) struct Broken {
    pub(super) pointer: String,
    pub(super) shape: Option<ShapeId>,
}

#[derive(Default)]
pub(super) struct Context {
    ids: RefCell<HashSet<ShapeId, foldhash::fast::RandomState>>,
    pub(super) faults: RefCell<Vec<Unplaced>>,
    pub(super) omitted: Cell<usize>,
    pub(super) broken: RefCell<Option<Broken>>,
    pub(super) version: Cell<Option<Version>>,
    /// Faults unless the file is of the version, which was not known yet.
    only: RefCell<Vec<(Version, Unplaced)>>,
}

impl Context {
    pub(super) fn fault(
        &self,
        kind: FaultKind,
        at: &At<'_>,
        anchor: Anchor,
        message: String,
        help: Option<String>,
    ) {
        if self.faults.borrow().len() >= MAX_FAULTS {
            self.omitted.set(self.omitted.get() + 1);
            return;
        }
        self.faults.borrow_mut().push(Unplaced {
            kind,
            way: at.way(),
            anchor,
            pointer: at.pointer(),
            shape: at.shape(),
            message,
            help,
        });
    }

    /// JSON ended here or somewhere inside; the innermost place is told first and counts.
    pub(super) fn broken(&self, at: &At<'_>) {
        self.broken
            .borrow_mut()
            .get_or_insert_with(|| Broken { pointer: at.pointer(), shape: at.shape() });
    }

    pub(super) fn wrong_type(
        &self,
        at: &At<'_>,
        expected: &str,
        found: &str,
        help: Option<String>,
    ) {
        let what = match at.name() {
            Some(name) => excerpt(name),
            None if at.depth == 0 => "the model".to_owned(),
            None => "the element".to_owned(),
        };
        let message = format!("{what} should be {expected}, but is {found}");
        self.fault(FaultKind::WrongType, at, Anchor::Value, message, help);
    }

    pub(super) fn duplicate(&self, at: &At<'_>) {
        let message = format!("the key {} is repeated", excerpt(at.name().unwrap_or_default()));
        self.fault(FaultKind::DuplicateKey, at, Anchor::Repeated, message, None);
    }

    /// A key that means nothing in what `whose` describes.
    pub(super) fn unknown_key<'k>(
        &self,
        at: &At<'_>,
        whose: &str,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        let key = at.name().unwrap_or_default();
        let message = format!("{whose} has no key {}", excerpt(key));
        let help = match nearest(key, known.clone()) {
            Some(near) => Some(format!("did you mean {near:?}?")),
            // The keys of all types together are no help.
            None if known.clone().into_iter().count() > 15 => None,
            None => Some(format!("its keys are {}", list(known))),
        };
        self.fault(FaultKind::UnknownKey, at, Anchor::Key, message, help);
    }

    pub(super) fn missing_key(&self, at: &At<'_>, message: &str, help: Option<String>) {
        let message = message.to_owned();
        self.fault(FaultKind::MissingKey, at, Anchor::Value, message, help);
    }

    /// What is here exists only in one version of Smithy.
    pub(super) fn only(
        &self,
        version: Version,
        at: &At<'_>,
        anchor: Anchor,
        what: &str,
        help: &str,
    ) {
        match self.version.get() {
            Some(found) if found == version => return,
            None if self.only.borrow().len() >= MAX_FAULTS => return,
            Some(_) | None => {}
        }
        let other = match version {
            Version::V1 => Version::V2,
            Version::V2 => Version::V1,
        };
        let message = format!("{what} cannot be in a file of Smithy {other}, only of {version}");
        let fault = Unplaced {
            kind: FaultKind::Version,
            way: at.way(),
            anchor,
            pointer: at.pointer(),
            shape: at.shape(),
            message,
            help: Some(help.to_owned()),
        };
        match self.version.get() {
            Some(_) => self.faults.borrow_mut().push(fault),
            None => self.only.borrow_mut().push((version, fault)),
        }
    }

    /// Decides what waited for the version; if that never came, it is no fault.
    pub(super) fn settle(&self) {
        let Some(found) = self.version.get() else {
            return;
        };
        let waiting = self.only.take().into_iter();
        let faults = waiting.filter(|(version, _)| *version != found);
        self.faults.borrow_mut().extend(faults.map(|(_, fault)| fault));
    }

    /// An id of a shape, member or trait.
    pub(super) fn id(&self, text: &str, at: &At<'_>, anchor: Anchor) -> Option<ShapeId> {
        if let Some(id) = self.ids.borrow().get(text) {
            return Some(id.clone());
        }
        match ShapeId::parse(text) {
            Ok(id) => {
                self.ids.borrow_mut().insert(id.clone());
                Some(id)
            }
            Err(error) => {
                let help = "a shape id is written `namespace#Name`, as in `smithy.api#String`";
                let help = Some(help.to_owned());
                let kind = FaultKind::InvalidShapeId;
                self.fault(kind, at, anchor, error.to_string(), help);
                None
            }
        }
    }

    /// An id of a shape, where a member's cannot be.
    pub(super) fn root_id(
        &self,
        text: &str,
        at: &At<'_>,
        anchor: Anchor,
        what: &str,
    ) -> Option<ShapeId> {
        let id = self.id(text, at, anchor)?;
        if id.member().is_none() {
            return Some(id);
        }
        let message = format!("`{id}` names a member, but {what}");
        let help = Some(format!("the shape of that member is `{}`", id.root()));
        self.fault(FaultKind::InvalidShapeId, at, anchor, message, help);
        None
    }

    /// Whether a key or value is an identifier.
    pub(super) fn identifier(&self, text: &str, at: &At<'_>, anchor: Anchor, what: &str) -> bool {
        let valid = crate::shape_id::is_identifier(text);
        if !valid {
            let message = format!("{} is not an identifier, so it cannot be {what}", excerpt(text));
            let help = "identifiers are of ASCII letters, digits and `_`, and start with a letter, \
                        or with `_` if a letter or digit follows";
            let help = Some(help.to_owned());
            self.fault(FaultKind::InvalidIdentifier, at, anchor, message, help);
        }
        valid
    }
}

/// `"a", "b" and "c"`
pub(super) fn list<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<String> = (words.into_iter()).map(|word| format!("{word:?}")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
