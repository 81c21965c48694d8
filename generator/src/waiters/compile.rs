//! From a path to a typed value: each part gets the type that the model gives it, and what can not
//! be, such as a member that the structure does not have, is a fault at its place.
//!
//! Paths are pure, so where a part takes another as its current value, that value stands in its
//! place.

use smithy_json_ast::{Node as Json, ShapeId, ShapeKind, SimpleType};

use super::functions;
use super::jmespath::{Comparator, Expr, Kind, PathFault};
use super::value::{Literal, Node, Stored, Type, Value};
use crate::analysis;
use crate::diagnostics::did_you_mean;
use crate::model::{Model, prelude};

/// How many parts a typed path may have: the current value may stand in it many times.
const LARGEST: usize = 2048;

/// The shapes that a path starts from.
pub(super) struct Roots<'a> {
    pub(super) model: &'a Model,
    pub(super) input: &'a ShapeId,
    pub(super) output: &'a ShapeId,
}

type Compiled = Result<Value, PathFault>;

impl Roots<'_> {
    /// Where a path of matcher `output` starts.
    pub(super) fn output(&self) -> Value {
        Value::new(Node::Output, Type::Structure(self.output.clone()))
    }

    /// Where a path of matcher `inputOutput` starts: an object with the two.
    pub(super) fn both(&self) -> Value {
        Value::new(Node::Both, Type::Both)
    }

    /// Compiles `expr` with the current value `current`.
    pub(super) fn compile(&self, expr: &Expr, current: &Value) -> Compiled {
        let mut value = self.part(expr, current)?;
        if value.size() > LARGEST {
            return Err(PathFault::new(expr.at, "the path makes too much of its parts")
                .help("write it without `@` in several places"));
        }
        Ok(value)
    }

    fn part(&self, expr: &Expr, current: &Value) -> Compiled {
        let at = expr.at;
        match &expr.kind {
            Kind::Current => Ok(current.clone()),
            Kind::Field(name) => self.field(at, current, name),
            Kind::Literal(json) => literal(at, json),
            Kind::Sub(left, right) => {
                let left = self.compile(left, current)?;
                let right_value = self.compile(right, &left)?;
                // Only these make something of null.
                let makes = matches!(right.kind, Kind::List(_) | Kind::Hash(_));
                if !makes || !left.nullable {
                    return Ok(right_value);
                }
                let aborts = left.aborts || right_value.aborts;
                let ty = right_value.ty.clone();
                let node = Node::Guard(Box::new(left), Box::new(right_value));
                Ok(Value::new(node, ty).nullable(true).aborts(aborts))
            }
            Kind::Pipe(left, right) => self.compile(right, &self.compile(left, current)?),
            Kind::Index(list, index) => {
                let list = self.list(list, current, "an index")?;
                let (item, _) = list.ty.item().unwrap_or((Type::Null, true));
                let aborts = list.aborts;
                let node = Node::Index { list: Box::new(list), index: *index };
                Ok(Value::new(node, item).nullable(true).aborts(aborts))
            }
            Kind::Flatten(list) => {
                let list = self.list(list, current, "`[]`")?;
                let Some((item, nullable)) = list.ty.item().and_then(|(item, _)| item.item())
                else {
                    // Elements that are no lists stay as they are.
                    return Ok(list);
                };
                let ty = Type::List { item: Box::new(item), nullable };
                let (maybe, aborts) = (list.nullable, list.aborts);
                Ok(Value::new(Node::Flatten(Box::new(list)), ty).nullable(maybe).aborts(aborts))
            }
            Kind::Project(list, each) => {
                let list = self.list(list, current, "a projection")?;
                let each = self.compile(each, &item(&list))?;
                // A projection of the elements themselves changes nothing.
                if each.node == Node::Item && !each.nullable {
                    return Ok(list);
                }
                let ty = Type::List { item: Box::new(each.ty.clone()), nullable: false };
                let (maybe, aborts) = (list.nullable, list.aborts);
                let node = Node::Project(Box::new(list), Box::new(each));
                Ok(Value::new(node, ty).nullable(maybe).aborts(aborts))
            }
            Kind::Filter(list, condition) => {
                let list = self.list(list, current, "a filter")?;
                let condition = self.condition(condition, &item(&list))?;
                let (item, nullable) = list.ty.item().unwrap_or((Type::Null, true));
                let ty = Type::List { item: Box::new(item), nullable };
                let (maybe, aborts) = (list.nullable, list.aborts);
                let node = Node::Filter(Box::new(list), Box::new(condition));
                Ok(Value::new(node, ty).nullable(maybe).aborts(aborts))
            }
            Kind::Not(one) => {
                let one = self.condition(one, current)?;
                let aborts = one.aborts;
                Ok(Value::new(Node::Not(Box::new(one)), Type::Bool).aborts(aborts))
            }
            Kind::Or(left, right) | Kind::And(left, right) => {
                let pair = vec![self.compile(left, current)?, self.compile(right, current)?];
                let (mut pair, ty) = unify(at, pair, "the sides of `||` and `&&`")?;
                let (Some(right), Some(left)) = (pair.pop(), pair.pop()) else {
                    return Err(PathFault::new(at, "an operator needs two sides"));
                };
                if let Some(side) = settled(matches!(expr.kind, Kind::Or(..)), &left, &right) {
                    return Ok(side.clone());
                }
                let nullable = left.nullable || right.nullable;
                let aborts = left.aborts || right.aborts;
                let (left, right) = (Box::new(left), Box::new(right));
                let node = match expr.kind {
                    Kind::Or(..) => Node::Or(left, right),
                    _ => Node::And(left, right),
                };
                Ok(Value::new(node, ty).nullable(nullable).aborts(aborts))
            }
            Kind::Compare(how, left, right) => {
                compare(at, *how, self.compile(left, current)?, self.compile(right, current)?)
            }
            Kind::Call(name, arguments) => {
                let arguments = arguments
                    .iter()
                    .map(|argument| Ok((argument.at, self.compile(argument, current)?)))
                    .collect::<Result<Vec<_>, PathFault>>()?;
                functions::call(at, name, arguments)
            }
            Kind::List(items) => {
                let items = items.iter().map(|item| self.compile(item, current));
                list(at, items.collect::<Result<_, _>>()?)
            }
            Kind::Hash(entries) => {
                let mut types = Vec::new();
                let mut values = Vec::new();
                for (key, entry) in entries {
                    let value = self.compile(entry, current)?;
                    types.push((key.clone(), value.ty.clone(), value.nullable));
                    values.push(value);
                }
                let aborts = values.iter().any(|value| value.aborts);
                Ok(Value::new(Node::Hash(values), Type::Hash(types)).aborts(aborts))
            }
        }
    }

    /// A value of which only counts whether it is true, so that the sides of an operator may be of
    /// different types.
    fn condition(&self, expr: &Expr, current: &Value) -> Compiled {
        let (Kind::Or(left, right) | Kind::And(left, right)) = &expr.kind else {
            return self.compile(expr, current);
        };
        let (left, right) = (self.condition(left, current)?, self.condition(right, current)?);
        if let Some(side) = settled(matches!(expr.kind, Kind::Or(..)), &left, &right) {
            return Ok(side.clone());
        }
        let aborts = left.aborts || right.aborts;
        let (left, right) = (Box::new(left), Box::new(right));
        let node = match expr.kind {
            Kind::Or(..) => Node::Or(left, right),
            _ => Node::And(left, right),
        };
        Ok(Value::new(node, Type::Bool).aborts(aborts))
    }

    /// A value that must be a list.
    fn list(&self, expr: &Expr, current: &Value, what: &str) -> Compiled {
        let value = self.compile(expr, current)?;
        if value.ty.item().is_some() {
            return Ok(value);
        }
        let found = value.ty.describe();
        Err(PathFault::new(expr.at, format!("{what} needs a list, but this is {found}")))
    }

    fn field(&self, at: usize, base: &Value, name: &str) -> Compiled {
        let (base, found) = (Box::new(base.clone()), base.ty.describe());
        let (nullable, aborts) = (base.nullable, base.aborts);
        match &base.ty {
            Type::Both => match name {
                "input" => Ok(Value::new(Node::Input, Type::Structure(self.input.clone()))),
                "output" => Ok(self.output()),
                _ => Err(PathFault::new(at, format!("there is no `{name}` here"))
                    .help("a path of `inputOutput` starts with `input` or `output`")),
            },
            Type::Structure(id) => {
                let none = Default::default();
                let members = self.model.structure(id).unwrap_or(&none);
                let Some(member) = members.get(name) else {
                    let fault = PathFault::new(at, format!("`{id}` has no member `{name}`"));
                    return Err(match did_you_mean(name, members.keys().map(String::as_str)) {
                        Some(hint) => fault.help(hint),
                        None => fault,
                    });
                };
                let Some(stored) = self.stored(&member.target) else {
                    let message = format!("paths cannot go through `{id}${name}`");
                    return Err(PathFault::new(at, message).help(
                        "paths read structures, lists, enums and simple values: leave out the operation",
                    ));
                };
                let ty = stored.ty();
                // An input may leave out anything.
                let always =
                    base.node != Node::Input && analysis::is_never_absent(self.model, id, member);
                let node = Node::Field { base, member: name.to_owned(), stored, always };
                Ok(Value::new(node, ty).nullable(nullable || !always).aborts(aborts))
            }
            Type::Hash(entries) => {
                let entry = entries.iter().enumerate().find(|(_, (key, ..))| key == name);
                let Some((index, (_, ty, maybe))) = entry else {
                    return Err(PathFault::new(at, format!("the object has no key `{name}`")));
                };
                let (ty, nullable) = (ty.clone(), nullable || *maybe);
                Ok(Value::new(Node::Entry { base, index }, ty).nullable(nullable).aborts(aborts))
            }
            Type::Slice(_) | Type::List { .. } => {
                Err(PathFault::new(at, format!("`{name}` is a member, but this is {found}"))
                    .help("go through the elements with `[]`"))
            }
            _ => Err(PathFault::new(at, format!("`{name}` is a member, but this is {found}"))),
        }
    }

    /// What a value of shape `id` is; `None` for what paths cannot read: maps, unions, documents and
    /// numbers of any size.
    fn stored(&self, id: &ShapeId) -> Option<Stored> {
        let simple = prelude::simple_type(id);
        let simple = simple.or(match &self.model.shape(id).map(|shape| &shape.kind) {
            Some(ShapeKind::Simple(simple)) => Some(*simple),
            _ => None,
        });
        if let Some(simple) = simple {
            return Some(match simple {
                SimpleType::Boolean => Stored::Bool,
                SimpleType::Byte | SimpleType::Short | SimpleType::Integer => Stored::Small,
                SimpleType::Long => Stored::Long,
                SimpleType::Float => Stored::Float,
                SimpleType::Double => Stored::Double,
                SimpleType::String => Stored::String,
                SimpleType::Blob | SimpleType::Timestamp => Stored::Opaque,
                SimpleType::BigInteger | SimpleType::BigDecimal | SimpleType::Document => {
                    return None;
                }
            });
        }
        match &self.model.shape(id)?.kind {
            ShapeKind::Enum(_) => Some(Stored::Enum),
            ShapeKind::Structure(_) => Some(Stored::Structure(id.clone())),
            ShapeKind::IntEnum(_) => Some(Stored::Small),
            // How deep these go was checked before this stage.
            ShapeKind::List(member) => Some(Stored::List(Box::new(self.stored(&member.target)?))),
            _ => None,
        }
    }
}

/// The side that `left || right` if `or`, else `left && right`, always gives, as the other is known.
fn settled<'a>(or: bool, left: &'a Value, right: &'a Value) -> Option<&'a Value> {
    let truth = |value: &Value| match value.node {
        Node::Literal(Literal::Bool(truth)) => Some(truth),
        _ => None,
    };
    match (truth(left), truth(right)) {
        (Some(truth), _) => Some(if truth == or { left } else { right }),
        (None, Some(truth)) if truth != or && left.ty == Type::Bool && !left.nullable => Some(left),
        _ => None,
    }
}

/// An element of `list`.
fn item(list: &Value) -> Value {
    let (ty, nullable) = list.ty.item().unwrap_or((Type::Null, true));
    Value::new(Node::Item, ty).nullable(nullable)
}

fn literal(at: usize, json: &Json) -> Compiled {
    let value = |literal, ty| Ok(Value::new(Node::Literal(literal), ty));
    match json {
        Json::Null => Ok(Value::new(Node::Literal(Literal::Null), Type::Null).nullable(true)),
        Json::Bool(truth) => value(Literal::Bool(*truth), Type::Bool),
        Json::String(text) => value(Literal::Text(text.clone()), Type::Text),
        Json::Number(_) => match (json.as_i64(), json.as_f64().filter(|n| n.is_finite())) {
            (Some(integer), _) => value(Literal::Integer(integer), Type::Integer),
            (None, Some(decimal)) => value(Literal::Decimal(decimal), Type::Decimal),
            (None, None) => Err(PathFault::new(at, "the number is too large")),
        },
        Json::Array(items) => {
            list(at, items.iter().map(|item| literal(at, item)).collect::<Result<_, _>>()?)
        }
        Json::Object(_) => Err(PathFault::new(at, "literals that are objects are not covered")),
    }
}

/// A list of values of one type.
pub(super) fn list(at: usize, items: Vec<Value>) -> Compiled {
    let (items, ty) = unify(at, items, "the items of a list")?;
    let nullable = items.iter().any(|item| item.nullable);
    let aborts = items.iter().any(|item| item.aborts);
    let ty = Type::List { item: Box::new(ty), nullable };
    Ok(Value::new(Node::List(items), ty).aborts(aborts))
}

fn decimal(value: Value) -> Value {
    if value.ty != Type::Integer {
        return value;
    }
    if let Node::Literal(Literal::Integer(integer)) = value.node {
        return Value::new(Node::Literal(Literal::Decimal(integer as f64)), Type::Decimal);
    }
    let (nullable, aborts) = (value.nullable, value.aborts);
    let node = Node::ToDecimal(Box::new(value));
    Value::new(node, Type::Decimal).nullable(nullable).aborts(aborts)
}

/// Gives values one type, as Rust wants it.
pub(super) fn unify(
    at: usize,
    values: Vec<Value>,
    what: &str,
) -> Result<(Vec<Value>, Type), PathFault> {
    let one = values.iter().map(|value| &value.ty).find(|ty| **ty != Type::Null);
    let Some(one) = one else { return Err(PathFault::new(at, format!("{what} are null"))) };
    if let Some(other) = values.iter().find(|value| value.ty != *one) {
        if values.iter().all(|value| value.ty.is_number()) {
            return Ok((values.into_iter().map(decimal).collect(), Type::Decimal));
        }
        let (one, other) = (one.describe(), other.ty.describe());
        return Err(PathFault::new(
            at,
            format!("{what} are of different types, {one} and {other}"),
        )
        .help("a value has one type in Rust, and this can not be generated"));
    }
    let one = one.clone();
    Ok((values, one))
}

fn compare(at: usize, how: Comparator, left: Value, right: Value) -> Compiled {
    let aborts = left.aborts || right.aborts;
    let bool = |node| Value::new(node, Type::Bool).aborts(aborts);
    let wrong = |left: &Value, right: &Value, rule: &str| {
        let (left, right) = (left.ty.describe(), right.ty.describe());
        PathFault::new(at, format!("this compares {left} with {right}")).help(rule.to_owned())
    };
    let (left, right) = match (&left.ty, &right.ty) {
        (Type::Integer, Type::Decimal) | (Type::Decimal, Type::Integer) => {
            (decimal(left), decimal(right))
        }
        _ => (left, right),
    };
    if how.is_order() {
        if !left.ty.is_number() || !right.ty.is_number() {
            return Err(wrong(&left, &right, "only numbers have an order"));
        }
        let nullable = left.nullable || right.nullable;
        let node = Node::Compare(how, Box::new(left), Box::new(right));
        return Ok(bool(node).nullable(nullable));
    }
    let null = match (&left.ty, &right.ty) {
        (Type::Null, _) => Some(right.clone()),
        (_, Type::Null) => Some(left.clone()),
        _ => None,
    };
    if let Some(one) = null {
        if !one.nullable {
            // The model may say later that a member is never absent.
            if !matches!(one.node, Node::Field { .. }) {
                return Err(PathFault::new(at, "this compares with null what is never null"));
            }
            let differs = Literal::Bool(how != Comparator::Equal);
            return Ok(Value::new(Node::Literal(differs), Type::Bool));
        }
        let is_null = bool(Node::IsNull(Box::new(one)));
        return Ok(match how {
            Comparator::Equal => is_null,
            _ => bool(Node::Not(Box::new(is_null))),
        });
    }
    let comparable = matches!(left.ty, Type::Bool | Type::Integer | Type::Decimal | Type::Text);
    if left.ty != right.ty || !comparable {
        let rule =
            "values of different types are never equal, and lists and objects can not be compared";
        return Err(wrong(&left, &right, rule));
    }
    Ok(bool(Node::Compare(how, Box::new(left), Box::new(right))))
}
