//! The functions of JMESPath that paths may call, as a table. One that is not in it is a fault that
//! names those that are. Source: JMESPath specification, "Built-in Functions".
//!
//! A function fails on null where the specification wants another type; a path that fails does not
//! match.

use super::compile::{list, unify};
use super::jmespath::PathFault;
use super::value::{Literal, Node, Type, Value};
use crate::diagnostics::did_you_mean;

type Arguments = Vec<(usize, Value)>;
type Compiled = Result<Value, PathFault>;

/// A function: its name, how many arguments it takes, and what it makes of them.
struct Function {
    name: &'static str,
    takes: std::ops::RangeInclusive<usize>,
    compile: fn(usize, &'static str, Arguments) -> Compiled,
}

const fn function(
    name: &'static str,
    takes: std::ops::RangeInclusive<usize>,
    compile: fn(usize, &'static str, Arguments) -> Compiled,
) -> Function {
    Function { name, takes, compile }
}

const FUNCTIONS: [Function; 7] = [
    function("contains", 2..=2, contains),
    function("ends_with", 2..=2, text_test),
    function("keys", 1..=1, keys),
    function("length", 1..=1, length),
    function("not_null", 1..=usize::MAX, not_null),
    function("starts_with", 2..=2, text_test),
    function("values", 1..=1, values),
];

/// Calls the function `name`.
pub(super) fn call(at: usize, name: &str, arguments: Arguments) -> Compiled {
    let Some(function) = FUNCTIONS.iter().find(|function| function.name == name) else {
        let fault = PathFault::new(at, format!("function `{name}` is not covered"));
        let names = FUNCTIONS.map(|function| function.name);
        return Err(fault.help(did_you_mean(name, names).unwrap_or_else(|| {
            let names = names.map(|name| format!("`{name}`"));
            format!("covered are {}", names.join(", "))
        })));
    };
    let found = arguments.len();
    if !function.takes.contains(&found) {
        let takes = match (function.takes.start(), function.takes.end()) {
            (1, 1) => "one argument".to_owned(),
            (least, &usize::MAX) => format!("{least} or more arguments"),
            (least, _) => format!("{least} arguments"),
        };
        return Err(PathFault::new(at, format!("`{name}` takes {takes}, and here are {found}")));
    }
    (function.compile)(at, function.name, arguments)
}

fn two(at: usize, arguments: Arguments) -> Result<[(usize, Value); 2], PathFault> {
    arguments.try_into().map_err(|_| PathFault::new(at, "two arguments are needed"))
}

fn one(at: usize, arguments: Arguments) -> Result<(usize, Value), PathFault> {
    arguments.into_iter().next().ok_or_else(|| PathFault::new(at, "an argument is needed"))
}

fn wrong(at: usize, name: &str, wanted: &str, found: &Value) -> PathFault {
    let found = found.ty.describe();
    PathFault::new(at, format!("`{name}` takes {wanted}, but this is {found}"))
}

/// Whether a function of this argument can fail.
fn fails(argument: &Value) -> bool {
    argument.nullable || argument.aborts
}

fn length(at: usize, name: &'static str, arguments: Arguments) -> Compiled {
    let (at, value) = one(at, arguments)?;
    match &value.ty {
        Type::Hash(entries) => {
            let length = i64::try_from(entries.len()).unwrap_or(i64::MAX);
            Ok(Value::new(Node::Literal(Literal::Integer(length)), Type::Integer))
        }
        Type::Text | Type::Slice(_) | Type::List { .. } => {
            let aborts = fails(&value);
            Ok(Value::new(Node::Length(Box::new(value)), Type::Integer).aborts(aborts))
        }
        _ => Err(wrong(at, name, "a list or text", &value)),
    }
}

fn contains(at: usize, name: &'static str, arguments: Arguments) -> Compiled {
    let [(at, subject), (other_at, other)] = two(at, arguments)?;
    let Some((item, _)) = subject.ty.item() else {
        return text_test(at, name, vec![(at, subject), (other_at, other)]);
    };
    let comparable = matches!(item, Type::Bool | Type::Integer | Type::Decimal | Type::Text);
    if !comparable || item != other.ty {
        return Err(wrong(other_at, name, &item.describe(), &other)
            .help("what a list is asked for has the type of its elements"));
    }
    let aborts = fails(&subject) || other.aborts;
    let node = Node::Has { list: Box::new(subject), item: Box::new(other) };
    Ok(Value::new(node, Type::Bool).aborts(aborts))
}

fn text_test(at: usize, name: &'static str, arguments: Arguments) -> Compiled {
    let [(subject_at, subject), (other_at, other)] = two(at, arguments)?;
    for (at, value) in [(subject_at, &subject), (other_at, &other)] {
        if value.ty != Type::Text {
            let wanted = if name == "contains" { "a list or text" } else { "text" };
            return Err(wrong(at, name, wanted, value));
        }
    }
    let aborts = fails(&subject) || fails(&other);
    let (subject, other) = (Box::new(subject), Box::new(other));
    Ok(Value::new(Node::Text { method: name, subject, other }, Type::Bool).aborts(aborts))
}

fn not_null(at: usize, _: &'static str, arguments: Arguments) -> Compiled {
    let values = arguments.into_iter().map(|(_, value)| value).collect();
    let (values, ty) = unify(at, values, "the arguments")?;
    let nullable = values.iter().all(|value| value.nullable);
    let aborts = values.iter().any(|value| value.aborts);
    Ok(Value::new(Node::NotNull(values), ty).nullable(nullable).aborts(aborts))
}

/// The keys and the entries of an object that the path makes. Which members of a structure are
/// there, nobody asks: paths name them.
fn entries(at: usize, name: &str, value: &Value) -> Result<(Vec<Value>, Vec<Value>), PathFault> {
    let Type::Hash(types) = &value.ty else {
        return Err(wrong(at, name, "an object that the path makes", value));
    };
    let keys = types
        .iter()
        .map(|(key, ..)| Value::new(Node::Literal(Literal::Text(key.clone())), Type::Text));
    let entries = types.iter().enumerate().map(|(index, (_, ty, nullable))| {
        let node = Node::Entry { base: Box::new(value.clone()), index };
        let nullable = value.nullable || *nullable;
        Value::new(node, ty.clone()).nullable(nullable).aborts(value.aborts)
    });
    Ok((keys.collect(), entries.collect()))
}

fn keys(at: usize, name: &'static str, arguments: Arguments) -> Compiled {
    let (at, value) = one(at, arguments)?;
    list(at, entries(at, name, &value)?.0)
}

fn values(at: usize, name: &'static str, arguments: Arguments) -> Compiled {
    let (at, value) = one(at, arguments)?;
    list(at, entries(at, name, &value)?.1)
}
