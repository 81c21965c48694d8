//! Reads the trait. What is wrong is reported where it stands, with the names of the waiter and the
//! operation.

use smithy_json_ast::{Node, Operation, ShapeId};

use super::compile::Roots;
use super::jmespath::{self, PathFault};
use super::value::{self, Type};
use super::{Acceptor, Expected, Matcher, PathMatcher, State, Waiter};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::model::traits::{self, Deprecation, WAITABLE};

const STATES: [(&str, State); 3] =
    [("success", State::Success), ("failure", State::Failure), ("retry", State::Retry)];

const MATCHERS: &str = "`success`, `errorType`, `output` or `inputOutput`";

const HELP: &str =
    "how waiters and their paths are written: https://smithy.io/2.0/additional-specs/waiters.html";

const COMPARATORS: &str = "`stringEquals`, `booleanEquals`, `allStringEquals` or `anyStringEquals`";

/// The waiters of operation `id`, in the order of the model.
pub(super) fn read(
    model: &Model,
    id: &ShapeId,
    operation: &Operation,
    faults: &mut Diagnostics,
) -> Vec<Waiter> {
    let waiters = model.traits(id).and_then(|all| traits::object(all, WAITABLE));
    let read = waiters.into_iter().flatten().map(|(name, node)| {
        let mut reader = Reader { model, id, operation, name, faults };
        reader.waiter(node)
    });
    read.collect()
}

struct Reader<'a> {
    model: &'a Model,
    id: &'a ShapeId,
    operation: &'a Operation,
    name: &'a str,
    faults: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// A fault of the waiter, which stands at `below` in it.
    fn fault(&mut self, below: &str, message: impl AsRef<str>) -> &mut Self {
        self.push("invalid-waiter", below, message.as_ref(), None);
        self
    }

    fn push(&mut self, code: &'static str, below: &str, message: &str, help: Option<String>) {
        let message = format!("waiter `{}` of `{}`: {message}", self.name, self.id);
        let mut fault = Diagnostic::error(code, message)
            .at(self.id)
            .below(&["traits", WAITABLE, self.name])
            .below_pointer(below);
        fault.help = help;
        self.faults.push(fault.or_help(HELP));
    }

    fn waiter(&mut self, node: &Node) -> Waiter {
        let capital = self.name.starts_with(|c: char| c.is_ascii_uppercase());
        if !capital || !self.name.chars().all(|c| c.is_ascii_alphanumeric()) {
            self.fault(
                "",
                "names of waiters start with a capital and have letters and digits only",
            );
        }
        let min_delay = self.delay(node, "minDelay", 2);
        let max_delay = self.delay(node, "maxDelay", 120);
        if min_delay > max_delay {
            let message = format!("`minDelay` is {min_delay}, more than `maxDelay`, {max_delay}");
            self.fault("", message);
        }
        let acceptors = node.get("acceptors").and_then(Node::as_array).unwrap_or_default();
        let read: Vec<Acceptor> = (acceptors.iter().enumerate())
            .filter_map(|(i, acceptor)| self.acceptor(acceptor, &format!("/acceptors/{i}")))
            .collect();
        let ends = read.iter().any(|acceptor| acceptor.state == State::Success);
        if !ends && read.len() == acceptors.len() {
            self.fault(
                "",
                "none of its `acceptors` has the state `success`, so it would never end well",
            );
        }
        let text = |key: &str| node.get(key).and_then(Node::as_str).unwrap_or_default().to_owned();
        Waiter {
            name: self.name.to_owned(),
            documentation: text("documentation"),
            deprecated: (node.get("deprecated").and_then(Node::as_bool) == Some(true))
                .then(Deprecation::default),
            min_delay,
            max_delay,
            acceptors: read,
        }
    }

    fn delay(&mut self, node: &Node, key: &str, default: u64) -> u64 {
        let Some(found) = node.get(key) else { return default };
        let delay = found.as_u64().filter(|delay| *delay > 0 && *delay <= u64::from(u32::MAX));
        delay.unwrap_or_else(|| {
            self.fault(&format!("/{key}"), format!("`{key}` is a number of seconds, at least 1"));
            default
        })
    }

    fn acceptor(&mut self, node: &Node, at: &str) -> Option<Acceptor> {
        let state = node.get("state").and_then(Node::as_str);
        let state = STATES.iter().find(|(name, _)| state == Some(name)).map(|(_, state)| *state);
        if state.is_none() {
            self.fault(at, "the `state` of an acceptor is `success`, `failure` or `retry`");
        }
        let matcher = self.matcher(node.get("matcher"), &format!("{at}/matcher"));
        Some(Acceptor { state: state?, matcher: matcher? })
    }

    fn matcher(&mut self, node: Option<&Node>, at: &str) -> Option<Matcher> {
        let object = node.and_then(Node::as_object).filter(|object| object.len() == 1);
        let Some((key, value)) = object.and_then(|object| object.iter().next()) else {
            self.fault(at, format!("a `matcher` has one member: {MATCHERS}"));
            return None;
        };
        let at = format!("{at}/{key}");
        match (key.as_str(), value) {
            ("success", Node::Bool(success)) => Some(Matcher::Success(*success)),
            // A shape ID stands for its name.
            ("errorType", Node::String(text)) => {
                let name = text.rsplit_once('#').map_or(text.as_str(), |(_, name)| name);
                Some(Matcher::ErrorType(name.to_owned()))
            }
            ("output", path) => Some(Matcher::Output(self.path(path, &at, false)?)),
            ("inputOutput", path) => Some(Matcher::InputOutput(self.path(path, &at, true)?)),
            ("success", other) => {
                self.fault(&at, format!("`success` is a boolean, not {}", other.kind()));
                None
            }
            ("errorType", other) => {
                self.fault(&at, format!("`errorType` is a string, not {}", other.kind()));
                None
            }
            _ => {
                self.fault(&at, format!("`{key}` is no matcher; there are {MATCHERS}"));
                None
            }
        }
    }

    fn path(&mut self, node: &Node, at: &str, both: bool) -> Option<PathMatcher> {
        let text = |key: &str| node.get(key).and_then(Node::as_str);
        let (Some(path), Some(expected), Some(comparator)) =
            (text("path"), text("expected"), text("comparator"))
        else {
            self.fault(at, "a path matcher has the strings `path`, `expected` and `comparator`");
            return None;
        };
        let own = expected.to_owned();
        let expected = match (comparator, expected) {
            ("booleanEquals", "true") => Expected::Bool(true),
            ("booleanEquals", "false") => Expected::Bool(false),
            ("booleanEquals", other) => {
                let message = format!("`booleanEquals` expects `true` or `false`, not `{other}`");
                self.fault(&format!("{at}/expected"), message);
                return None;
            }
            ("stringEquals", _) => Expected::Text(own),
            ("allStringEquals", _) => Expected::All(own),
            ("anyStringEquals", _) => Expected::Any(own),
            (other, _) => {
                let message = format!("`{other}` is no comparator; there are {COMPARATORS}");
                self.fault(&format!("{at}/comparator"), message);
                return None;
            }
        };
        match self.compile(path, &expected, comparator, both) {
            Ok(value) => Some(PathMatcher { path: path.to_owned(), value, expected }),
            Err(PathFault { at: character, message, help }) => {
                let message = format!("path \"{path}\", character {character}: {message}");
                self.push("invalid-waiter-path", &format!("{at}/path"), &message, help);
                None
            }
        }
    }

    fn compile(
        &self,
        path: &str,
        expected: &Expected,
        comparator: &str,
        both: bool,
    ) -> Result<value::Value, PathFault> {
        let expr = jmespath::parse(path)?;
        let (Some(input), Some(output)) = (&self.operation.input, &self.operation.output) else {
            return Err(PathFault::new(1, "the operation has no members that a path could name"));
        };
        let roots = Roots { model: self.model, input, output };
        let root = if both { roots.both() } else { roots.output() };
        let mut value = roots.compile(&expr, &root)?;
        let mut reads = false;
        value.visit(&mut |node| reads |= matches!(node, value::Node::Input | value::Node::Output));
        if !reads {
            return Err(PathFault::new(expr.at, "this is the same for every answer")
                .help("a path reads members of the answer"));
        }
        let (fits, wanted) = match expected {
            Expected::Bool(_) => (value.ty == Type::Bool, "a boolean"),
            Expected::Text(_) => (value.ty == Type::Text, "text"),
            Expected::All(_) | Expected::Any(_) => {
                (value.ty.item().is_some_and(|(item, _)| item == Type::Text), "a list, each text")
            }
        };
        if !fits {
            let found = value.ty.describe();
            let message = format!("`{comparator}` compares {wanted}, but this is {found}");
            return Err(PathFault::new(expr.at, message));
        }
        if let (Expected::All(_), Type::List { nullable: true, .. }) = (expected, &value.ty) {
            return Err(PathFault::new(expr.at, "this list may hold null, which no text equals")
                .help("`[]` behind it leaves nulls out"));
        }
        Ok(value)
    }
}
