//! JMESPath, as waiters and endpoint parameters have it.
//!
//! - What our parser takes, the crate `jmespath` takes, and both see the same tree.
//! - A fault points at a character of the path, or behind its end.
//! - Compiled against the shapes of a model, a path is a body of a function that `syn` parses, or a fault with a place.

#![no_main]

use std::sync::LazyLock;

use jmespath::ast::{Ast, Comparator};
use libfuzzer_sys::{Corpus, fuzz_target};
use smithy_json_ast::ShapeId;
use tinsmith::fuzzing::{path_code, path_literal, path_tree};
use tinsmith::{Loaded, Source};

const MODEL: &str = include_str!("jmespath.model.json");

static LOADED: LazyLock<(Loaded, ShapeId)> = LazyLock::new(|| {
    let loaded = Loaded::from_sources(vec![Source::new("model.json", MODEL)]).expect("a model");
    (loaded, ShapeId::parse("a#Answer").expect("a shape id"))
});

/// What the grammar has and that crate refuses: text without its quotes as a literal, which is of JMESPath's first version, `-0` as
/// an index, and indices beyond 32 bits.
const NARROWER: [&str; 3] = [
    "Unable to parse literal JSON",
    "'-' must be followed by numbers 1-9",
    "Expected valid number",
];

fuzz_target!(|path: &str| -> Corpus {
    match path_tree(path) {
        Ok(ours) => match jmespath::parse(path) {
            // Behind `.{…}` it goes on within a projection, unlike the reference implementation in Python and ours.
            Ok(_) if path.contains('{') => {}
            Ok(theirs) => assert_eq!(ours, show(path, &theirs)),
            Err(error) if NARROWER.iter().any(|what| error.to_string().contains(what)) => {}
            Err(error) => panic!("only we take it, as {ours}: {error}"),
        },
        Err((at, message)) => assert_place(path, at, &message),
    }
    let (loaded, input) = &*LOADED;
    match path_code(loaded.model(), input, path) {
        Ok(Some(body)) => {
            if let Err(error) = syn::parse2::<syn::Block>(quote::quote!({ #body })) {
                panic!("{error}: {body}");
            }
        }
        Ok(None) => {}
        Err((at, message)) => assert_place(path, at, &message),
    }
    Corpus::Keep
});

fn assert_place(path: &str, at: usize, message: &str) {
    assert!((1..=path.chars().count() + 1).contains(&at), "{at}: {message}");
    assert!(!message.is_empty());
}

/// Their tree in our form.
fn show(path: &str, ast: &Ast) -> String {
    let of = |ast: &Ast| show(path, ast);
    let all = |list: &[Ast]| list.iter().map(of).collect::<Vec<_>>().join(" ");
    match ast {
        Ast::Identity { .. } => "@".to_owned(),
        Ast::Field { name, .. } => name.clone(),
        Ast::Literal { value, .. } => {
            let value = serde_json::to_value(value).expect("a value");
            path_literal(&value.into())
        }
        Ast::Subexpr { lhs, rhs, offset } if path[*offset..].starts_with('|') => {
            format!("(| {} {})", of(lhs), of(rhs))
        }
        Ast::Subexpr { lhs, rhs, .. } => match rhs.as_ref() {
            Ast::Index { idx, .. } => format!("(nth {idx} {})", of(lhs)),
            rhs => format!("(. {} {})", of(lhs), of(rhs)),
        },
        Ast::Index { idx, .. } => format!("(nth {idx} @)"),
        Ast::Flatten { node, .. } => format!("(flat {})", of(node)),
        Ast::Projection { lhs, rhs, .. } => match rhs.as_ref() {
            Ast::Condition { predicate, then, .. } => {
                format!("(each (if {} {}) {})", of(lhs), of(predicate), of(then))
            }
            rhs => format!("(each {} {})", of(lhs), of(rhs)),
        },
        Ast::Or { lhs, rhs, .. } => format!("(or {} {})", of(lhs), of(rhs)),
        Ast::And { lhs, rhs, .. } => format!("(and {} {})", of(lhs), of(rhs)),
        Ast::Not { node, .. } => format!("(not {})", of(node)),
        Ast::Comparison { comparator, lhs, rhs, .. } => {
            let sign = match comparator {
                Comparator::Equal => "==",
                Comparator::NotEqual => "!=",
                Comparator::LessThan => "<",
                Comparator::LessThanEqual => "<=",
                Comparator::GreaterThan => ">",
                Comparator::GreaterThanEqual => ">=",
            };
            format!("({sign} {} {})", of(lhs), of(rhs))
        }
        Ast::Function { name, args, .. } => format!("({name} {})", all(args)),
        Ast::MultiList { elements, .. } => format!("[{}]", all(elements)),
        Ast::MultiHash { elements, .. } => {
            let entry =
                |pair: &jmespath::ast::KeyValuePair| format!("{}: {}", pair.key, of(&pair.value));
            format!("{{{}}}", elements.iter().map(entry).collect::<Vec<_>>().join(" "))
        }
        // What ours does not cover, so it is never compared.
        Ast::Expref { .. }
        | Ast::ObjectValues { .. }
        | Ast::Slice { .. }
        | Ast::Condition { .. } => {
            format!("{ast:?}")
        }
    }
}
