//! Trees as prefix expressions, for tests and fuzzing.

use smithy_json_ast::Node;

use super::{Comparator, Expr, Kind};

/// The prefix form of a tree.
pub(crate) fn show(expr: &Expr) -> String {
    let all = |list: &[Expr]| list.iter().map(show).collect::<Vec<_>>().join(" ");
    match &expr.kind {
        Kind::Current => "@".to_owned(),
        Kind::Field(name) => name.clone(),
        Kind::Literal(value) => literal(value),
        Kind::Sub(a, b) => format!("(. {} {})", show(a), show(b)),
        Kind::Pipe(a, b) => format!("(| {} {})", show(a), show(b)),
        Kind::Index(a, index) => format!("(nth {index} {})", show(a)),
        Kind::Flatten(a) => format!("(flat {})", show(a)),
        Kind::Project(a, b) => format!("(each {} {})", show(a), show(b)),
        Kind::Filter(a, b) => format!("(if {} {})", show(a), show(b)),
        Kind::Or(a, b) => format!("(or {} {})", show(a), show(b)),
        Kind::And(a, b) => format!("(and {} {})", show(a), show(b)),
        Kind::Not(a) => format!("(not {})", show(a)),
        Kind::Compare(how, a, b) => format!("({} {} {})", sign(*how), show(a), show(b)),
        Kind::Call(name, arguments) => format!("({name} {})", all(arguments)),
        Kind::List(items) => format!("[{}]", all(items)),
        Kind::Hash(entries) => {
            let entry = |(key, value): &(String, Expr)| format!("{key}: {}", show(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(" "))
        }
    }
}

/// A value as it stands in a tree.
pub(crate) fn literal(value: &Node) -> String {
    match value {
        Node::String(text) => format!("{text:?}"),
        Node::Bool(truth) => truth.to_string(),
        Node::Number(number) => number.to_string(),
        Node::Array(items) => {
            format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(","))
        }
        Node::Object(entries) => {
            let entry = |(key, value): (&String, &Node)| format!("{key}:{}", literal(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
        }
        Node::Null => value.kind().to_owned(),
    }
}

fn sign(how: Comparator) -> &'static str {
    match how {
        Comparator::Equal => "==",
        Comparator::NotEqual => "!=",
        Comparator::Less => "<",
        Comparator::LessOrEqual => "<=",
        Comparator::Greater => ">",
        Comparator::GreaterOrEqual => ">=",
    }
}
