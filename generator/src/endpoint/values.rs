//! The checker's half for expressions: each becomes a value of a known type, in the shortest form
//! that means the same.

use crate::diagnostics::did_you_mean;

use super::check::{Checker, Frame};
use super::fault::{Fault, Pointer};
use super::functions::{Function, Plain, function, names};
use super::plan::Value;
use super::rules::{Expression, ExpressionKind, Piece};
use super::template::{Step, parse_path};
use super::types::Base;

impl Checker {
    /// The value of an expression; `None` once a fault was reported.
    pub(super) fn value(&mut self, expression: &Expression, frame: &mut Frame) -> Option<Value> {
        let at = &expression.at;
        match &expression.kind {
            ExpressionKind::Boolean(value) => Some(Value::Boolean(*value)),
            ExpressionKind::Integer(value) => Some(Value::Integer(*value)),
            ExpressionKind::Template(pieces) => self.template(at, pieces, frame),
            ExpressionKind::Reference(name) => self.reference(at, name, frame),
            ExpressionKind::Call { function: name, arguments } => {
                let Some(function) = function(name) else {
                    let fault = Fault::new(&at.key("fn"), format!("there is no function `{name}`"));
                    let help = format!("the functions are {}", names().join(", "));
                    self.faults.push(fault.help(help));
                    return None;
                };
                self.call(at, name, function, arguments, frame)
            }
        }
    }

    fn reference(&mut self, at: &Pointer, name: &str, frame: &Frame) -> Option<Value> {
        let found = frame.scope.get(name).cloned().map(Value::Variable);
        if found.is_some() {
            return found;
        }
        if self.broken.contains(name) {
            return None;
        }
        self.faults.push(if self.assigned.contains(name) {
            let message = format!("not every path that leads here assigns `{name}`");
            Fault::new(at, message).help("ask for the condition that assigns it on each of them")
        } else {
            let message =
                format!("`{name}` is neither a parameter nor assigned by a condition before");
            let fault = Fault::new(at, message);
            match did_you_mean(name, frame.scope.names()) {
                Some(hint) => fault.help(hint),
                None => fault,
            }
        });
        None
    }

    fn template(&mut self, at: &Pointer, pieces: &[Piece], frame: &Frame) -> Option<Value> {
        let mut values = Vec::new();
        for piece in pieces {
            values.push(match piece {
                Piece::Text(text) => Value::Text(text.clone()),
                Piece::Reference { name, path } => {
                    let mut value = self.reference(at, name, frame)?;
                    let mut shown = format!("`{{{name}}}`");
                    if let Some(path) = path {
                        value = self.attribute(at, value, path)?;
                        shown = format!("`{{{name}#{path}}}`");
                    }
                    self.require(at, value, Base::String, &shown)?
                }
            });
        }
        if values.len() > 1 { Some(Value::Concatenation(values)) } else { values.pop() }
    }

    fn call(
        &mut self,
        at: &Pointer,
        name: &str,
        function: Function,
        arguments: &[Expression],
        frame: &mut Frame,
    ) -> Option<Value> {
        let (least, most) = match function {
            Function::IsSet | Function::Not => (1, 1),
            Function::BooleanEquals | Function::StringEquals | Function::GetAttr => (2, 2),
            Function::Ite => (3, 3),
            Function::Coalesce => (2, usize::MAX),
            Function::Plain(plain) => (plain.parameters.len(), plain.parameters.len()),
        };
        if !(least..=most).contains(&arguments.len()) {
            let or_more = if most == usize::MAX { " or more" } else { "" };
            let plural = if least == 1 { "" } else { "s" };
            let message = format!(
                "`{name}` takes {least}{or_more} argument{plural}, and this call has {}",
                arguments.len()
            );
            self.fault(&at.key("argv"), message);
            return None;
        }
        let places: Vec<_> = (0..arguments.len()).map(|i| at.key("argv").index(i)).collect();
        let values = arguments.iter().map(|argument| self.value(argument, frame));
        // All arguments are looked at, even if the first has a fault.
        let values: Vec<Option<Value>> = values.collect();
        let values: Vec<Value> = values.into_iter().collect::<Option<_>>()?;
        match function {
            Function::Plain(plain) => self.plain(&places, plain, values, frame),
            Function::BooleanEquals => self.equal(&places, name, Base::Boolean, values),
            Function::StringEquals => self.equal(&places, name, Base::String, values),
            Function::Coalesce => self.coalesce(&places, values),
            Function::IsSet => {
                let value = values.into_iter().next()?;
                let optional = value.ty().optional;
                Some(if optional { Value::IsSome(Box::new(value)) } else { Value::Boolean(true) })
            }
            Function::Not => {
                let value = values.into_iter().next()?;
                let what = argument(name, 0);
                Some(self.require(places.first()?, value, Base::Boolean, &what)?.negated())
            }
            Function::GetAttr => {
                let [target, path] = <[Value; 2]>::try_from(values).ok()?;
                let Value::Text(path) = path else {
                    self.fault(places.get(1)?, "the path of `getAttr` must be a literal string");
                    return None;
                };
                self.attribute(at, target, &path)
            }
            Function::Ite => self.ite(&places, <[Value; 3]>::try_from(values).ok()?),
        }
    }

    fn plain(
        &mut self,
        places: &[Pointer],
        plain: &'static Plain,
        values: Vec<Value>,
        frame: &mut Frame,
    ) -> Option<Value> {
        let mut checked = Vec::new();
        let arguments = values.into_iter().zip(places).zip(plain.parameters);
        for (index, ((value, at), base)) in arguments.enumerate() {
            let what = argument(plain.name, index);
            let value = self.require(at, value, *base, &what)?;
            let problem = match &value {
                Value::Integer(..0) => Some("must not be negative"),
                Value::Text(text) if plain.name == "split" && index == 1 && text.is_empty() => {
                    Some("must not be empty")
                }
                _ => None,
            };
            if let Some(problem) = problem {
                self.fault(at, format!("{what} {problem}"));
                return None;
            }
            let borrowed_from = plain.borrows && index == 0;
            checked.push(if borrowed_from { self.hoist(value, frame) } else { value });
        }
        Some(Value::Call(plain, checked))
    }

    fn equal(
        &mut self,
        places: &[Pointer],
        name: &str,
        base: Base,
        values: Vec<Value>,
    ) -> Option<Value> {
        let mut checked = Vec::new();
        for (index, (value, at)) in values.into_iter().zip(places).enumerate() {
            checked.push(self.require(at, value, base, &argument(name, index)));
        }
        let [left, right] = <[Option<Value>; 2]>::try_from(checked).ok()?;
        Some(Value::equal(left?, right?))
    }

    fn coalesce(&mut self, places: &[Pointer], values: Vec<Value>) -> Option<Value> {
        let base = values.first()?.ty().base;
        let mut kept = Vec::new();
        for (index, (value, at)) in values.into_iter().zip(places).enumerate() {
            if value.ty().base != base {
                let (what, ty) = (argument("coalesce", index), value.ty().base);
                self.fault(
                    at,
                    format!("{what} must be a {base} like the first, and this is a {ty}"),
                );
                return None;
            }
            // Nothing after a value that is always there can be reached.
            if kept.last().is_none_or(|v: &Value| v.ty().optional) {
                kept.push(value);
            }
        }
        if kept.len() > 1 { Some(Value::Coalesce(kept)) } else { kept.pop() }
    }

    fn ite(&mut self, places: &[Pointer], [condition, yes, no]: [Value; 3]) -> Option<Value> {
        let condition =
            self.require(places.first()?, condition, Base::Boolean, &argument("ite", 0))?;
        let (base, other) = (yes.ty().base, no.ty().base);
        if base != other {
            let what = argument("ite", 2);
            let message = format!("{what} must be a {base} like the second, and this is a {other}");
            self.fault(places.get(2)?, message);
            return None;
        }
        Some(match (condition, yes, no) {
            (Value::Boolean(true), value, _) | (Value::Boolean(false), _, value) => value,
            (condition, Value::Boolean(true), Value::Boolean(false)) => condition,
            (condition, Value::Boolean(false), Value::Boolean(true)) => condition.negated(),
            (condition, yes, no) => Value::Ite(Box::new([condition, yes, no])),
        })
    }

    /// `getAttr`, and the `#` of templates.
    fn attribute(&mut self, at: &Pointer, target: Value, path: &str) -> Option<Value> {
        let steps = match parse_path(path) {
            Ok(steps) => steps,
            Err(message) => {
                self.fault(at, message);
                return None;
            }
        };
        let mut value = target;
        for step in steps {
            let base = value.ty().base;
            value = match (step, base) {
                (Step::Key(key), Base::Record(record)) => {
                    let Some(field) = record.fields().iter().find(|f| f.name == key) else {
                        let names: Vec<_> = record.fields().iter().map(|f| f.name).collect();
                        let fault = Fault::new(at, format!("{base} has no member `{key}`"));
                        self.faults.push(fault.help(format!("it has {}", names.join(", "))));
                        return None;
                    };
                    Value::Field(Box::new(value), field)
                }
                (Step::Index(index), Base::Strings) => Value::Element(Box::new(value), index),
                (Step::Key(key), _) => {
                    self.fault(at, format!("a {base} has no members, so no `{key}`"));
                    return None;
                }
                (Step::Index(index), _) => {
                    self.fault(at, format!("a {base} has no elements, so no `[{index}]`"));
                    return None;
                }
            };
        }
        Some(value)
    }
}

fn argument(function: &str, index: usize) -> String {
    format!("argument {} of `{function}`", index + 1)
}
