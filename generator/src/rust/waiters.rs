//! Waiters: names, the paths that are read, and the acceptors, sorted by the answers that they are
//! about.

use super::def::{Branch, PathDef, Test, WaiterDef};
use super::reserved;
use crate::casing;
use crate::docs::{self, code};
use crate::waiters::{Expected, Matcher, Node, PathMatcher, State, Value, Waiter};

pub(super) fn waiter(waiter: &Waiter) -> WaiterDef {
    let snake = casing::snake(&waiter.name);
    let mut def = WaiterDef {
        model_name: waiter.name.clone(),
        name: casing::pascal(&waiter.name),
        method: format!("wait_until_{snake}"),
        module: reserved::module(&snake),
        docs: docs::to_markdown(&waiter.documentation),
        deprecated: waiter.deprecated.clone(),
        min_delay: waiter.min_delay,
        max_delay: waiter.max_delay,
        paths: Vec::new(),
        on_output: Vec::new(),
        on_any_output: None,
        on_code: Vec::new(),
        on_any_error: None,
        rules: waiter
            .acceptors
            .iter()
            .map(|acceptor| rule(&acceptor.matcher, acceptor.state))
            .collect(),
    };
    let mut tests: Vec<(&PathMatcher, State)> = Vec::new();
    for acceptor in &waiter.acceptors {
        let state = acceptor.state;
        match &acceptor.matcher {
            Matcher::Success(true) => {
                def.on_any_output.get_or_insert(state);
            }
            Matcher::Success(false) => {
                def.on_any_error.get_or_insert(state);
            }
            // What stands after an acceptor of all errors, or of the same, is never reached.
            Matcher::ErrorType(code) if def.on_any_error.is_none() => {
                add(&mut def.on_code, code.clone(), state);
            }
            Matcher::Output(path) | Matcher::InputOutput(path) if def.on_any_output.is_none() => {
                tests.push((path, state));
            }
            _ => {}
        }
    }
    // The last tests need not be made if all other answers mean the same.
    while tests.pop_if(|(_, state)| Some(*state) == def.on_any_output).is_some() {}
    for (path, state) in tests {
        let path_index = path_of(&mut def.paths, path);
        let test = Test { path: path_index, expected: path.expected.clone() };
        add(&mut def.on_output, test, state);
    }
    let several = def.paths.len() > 1;
    for (i, path) in def.paths.iter_mut().enumerate() {
        path.name = if several { format!("value_{}", i + 1) } else { "value".to_owned() };
    }
    def
}

/// Adds a condition, to the last branch if that has the same state.
fn add<T: PartialEq>(branches: &mut Vec<Branch<T>>, condition: T, state: State) {
    if branches.iter().any(|branch| branch.conditions.contains(&condition)) {
        return;
    }
    match branches.last_mut() {
        Some(last) if last.state == state => last.conditions.push(condition),
        _ => branches.push(Branch { conditions: vec![condition], state }),
    }
}

/// The index of a path, which is added when it is new.
fn path_of(paths: &mut Vec<PathDef>, matcher: &PathMatcher) -> usize {
    let mut value = matcher.value.clone();
    let (mut input, mut output) = (false, false);
    rename(&mut value);
    value.visit(&mut |node| match node {
        Node::Input => input = true,
        Node::Output => output = true,
        _ => {}
    });
    if let Some(index) = paths.iter().position(|path| path.value == value) {
        return index;
    }
    let path = matcher.path.clone();
    paths.push(PathDef { name: String::new(), path, value, input, output });
    paths.len() - 1
}

/// Puts the names of fields in place of those of members.
pub(super) fn rename(value: &mut Value) {
    value.visit(&mut |node| {
        if let Node::Field { member, .. } = node {
            *member = reserved::identifier(reserved::member(&casing::snake(member)));
        }
    });
}

/// What an acceptor says, as the second half of a sentence.
fn rule(matcher: &Matcher, state: State) -> String {
    let state = match state {
        State::Success => "ends well",
        State::Failure => "ends in vain",
        State::Retry => "goes on",
    };
    let when = match matcher {
        Matcher::Success(true) => "the call succeeds".to_owned(),
        Matcher::Success(false) => "the call fails".to_owned(),
        Matcher::ErrorType(name) => format!("the call fails with {}", code(name)),
        Matcher::Output(matcher) | Matcher::InputOutput(matcher) => {
            let path = code(&matcher.path);
            match &matcher.expected {
                Expected::Bool(true) => format!("{path} holds"),
                Expected::Bool(false) => format!("{path} does not hold"),
                Expected::Text(text) => format!("{path} is {}", code(text)),
                Expected::All(text) => format!("every {path} is {}, and there is one", code(text)),
                Expected::Any(text) => format!("any {path} is {}", code(text)),
            }
        }
    };
    format!("{state} when {when}")
}
