//! Values as expressions. Strings are `&str` wherever they can be; what is computed (templates,
//! `uriEncode`) is owned, and each function here says which of the two it gives.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::endpoint::plan::Value;
use crate::endpoint::{Base, Record};

use super::identifier;

/// The value as it is: owned if [`Value::owned`], else a reference or a `Copy` value.
pub(super) fn expression(value: &Value) -> TokenStream {
    match value {
        Value::Boolean(value) => quote!(#value),
        Value::Integer(value) => {
            let literal = Literal::i64_unsuffixed(*value);
            quote!(#literal)
        }
        Value::Text(text) => quote!(#text),
        Value::Concatenation(values) => concatenation(values),
        Value::Variable(variable) => {
            let name = identifier(&variable.name);
            quote!(#name)
        }
        Value::Field(target, field) => {
            let of = operand(target);
            let name = format_ident!("{}", field.rust);
            let call = field.computed.then(|| quote!(()));
            if target.ty().optional {
                let record = record_name(target.ty().base);
                quote!(#of.map(|#record| #record.#name #call))
            } else {
                quote!(#of.#name #call)
            }
        }
        Value::Element(list, index) => {
            let index = Literal::i64_unsuffixed(*index);
            if list.ty().optional {
                let of = operand(list);
                quote!(#of.and_then(|list| rules::element(&list, #index)))
            } else {
                let list = borrowed(list);
                quote!(rules::element(#list, #index))
            }
        }
        Value::Not(inner) => negated(inner),
        Value::Equal(left, right) => match emptiness(left, right) {
            Some(empty) => empty,
            None => {
                let (left, right) = (operand(left), operand(right));
                quote!(#left == #right)
            }
        },
        Value::IsSome(inner) => {
            let inner = operand(inner);
            quote!(#inner.is_some())
        }
        Value::IsTrue(inner) => {
            let inner = operand(inner);
            quote!(#inner == Some(true))
        }
        Value::Call(function, arguments) => {
            let (module, name) =
                (format_ident!("{}", function.module), format_ident!("{}", function.rust));
            let table = function.needs_partitions().then(|| quote!(PARTITIONS,));
            let arguments = arguments.iter().map(borrowed);
            quote!(#module::#name(#table #(#arguments),*))
        }
        Value::Coalesce(values) => coalesce(values, value.owned()),
        Value::Ite(parts) => {
            let [condition, yes, no] = parts.as_ref();
            let (owned, optional) = (value.owned(), value.ty().optional);
            let condition = expression(condition);
            let (yes, no) = (branch(yes, owned, optional), branch(no, owned, optional));
            quote!(if #condition { #yes } else { #no })
        }
    }
}

/// The value for a pattern or a `let`: variables that own are not moved out of.
pub(super) fn binding(value: &Value) -> TokenStream {
    let tokens = expression(value);
    match value {
        Value::Variable(variable) if variable.owned => quote!(&#tokens),
        _ => tokens,
    }
}

/// A string for `impl Into<Cow<'static, str>>`.
pub(super) fn text(value: &Value) -> TokenStream {
    if let Value::Text(text) = value { quote!(#text) } else { string(value) }
}

/// A string for `impl Into<Document>`.
pub(super) fn document_text(value: &Value) -> TokenStream {
    if value.owned() { string(value) } else { expression(value) }
}

/// A `String`.
fn string(value: &Value) -> TokenStream {
    let tokens = operand(value);
    match value {
        Value::Variable(variable) if variable.owned => quote!(#tokens.to_string()),
        Value::Field(_, field) if field.computed => quote!(#tokens.into_owned()),
        value if value.owned() => tokens,
        _ => quote!(#tokens.to_owned()),
    }
}

/// The value for a variable that outlives the place: strings that are owned become `String`s,
/// and variables that own are not moved out of.
pub(super) fn stored(value: &Value) -> TokenStream {
    match value {
        Value::Variable(variable) if variable.owned => {
            let name = identifier(&variable.name);
            quote!(#name.clone())
        }
        _ => branch(value, value.owned(), value.ty().optional),
    }
}

/// The value as an argument: a reference, if there is something to refer to.
fn borrowed(value: &Value) -> TokenStream {
    let tokens = if value.owned() { operand(value) } else { expression(value) };
    if value.owned() { quote!(&#tokens) } else { tokens }
}

/// The value where an operator or a method follows or goes before.
fn operand(value: &Value) -> TokenStream {
    let tokens = expression(value);
    match value {
        Value::Equal(..) | Value::Not(_) | Value::IsTrue(_) | Value::Ite(_) => quote!((#tokens)),
        _ => tokens,
    }
}

fn negated(inner: &Value) -> TokenStream {
    match inner {
        Value::Equal(left, right) => match emptiness(left, right) {
            Some(empty) => quote!(!#empty),
            None => {
                let (left, right) = (operand(left), operand(right));
                quote!(#left != #right)
            }
        },
        Value::IsTrue(inner) => {
            let inner = operand(inner);
            quote!(#inner != Some(true))
        }
        Value::IsSome(inner) => {
            let inner = operand(inner);
            quote!(#inner.is_none())
        }
        inner => {
            let inner = operand(inner);
            quote!(!#inner)
        }
    }
}

/// A comparison with the empty string, as clippy wants it.
fn emptiness(left: &Value, right: &Value) -> Option<TokenStream> {
    let other = match (left, right) {
        (other, Value::Text(text)) | (Value::Text(text), other) if text.is_empty() => other,
        _ => return None,
    };
    let other = operand(other);
    Some(quote!(#other.is_empty()))
}

/// `format!`, with variables inside the text.
fn concatenation(values: &[Value]) -> TokenStream {
    let mut format = String::new();
    let mut arguments = Vec::new();
    for value in values {
        match value {
            Value::Text(text) => format.push_str(&text.replace('{', "{{").replace('}', "}}")),
            // A raw identifier cannot stand inside the text.
            Value::Variable(variable) if identifier(&variable.name) == variable.name => {
                format.push_str(&format!("{{{}}}", variable.name));
            }
            other => {
                format.push_str("{}");
                arguments.push(expression(other));
            }
        }
    }
    quote!(format!(#format #(, #arguments)*))
}

fn coalesce(values: &[Value], owned: bool) -> TokenStream {
    let mut tokens = TokenStream::new();
    for (index, value) in values.iter().enumerate() {
        let optional = value.ty().optional;
        let next = branch(value, owned, optional);
        tokens = match (index, optional) {
            (0, _) => match value {
                Value::Ite(_) if !owned => quote!((#next)),
                _ => next,
            },
            (_, true) => quote!(#tokens.or(#next)),
            (_, false) => quote!(#tokens.unwrap_or(#next)),
        };
    }
    tokens
}

/// The value in the form that its neighbours have: owned or not, wrapped in `Some` or not.
fn branch(value: &Value, owned: bool, optional: bool) -> TokenStream {
    let is_string = value.ty().base == Base::String;
    let tokens = match (value.ty().optional, owned && is_string) {
        (true, true) => {
            let of = operand(value);
            quote!(#of.map(|text| text.to_string()))
        }
        (false, true) => string(value),
        (_, false) if matches!(value, Value::Variable(v) if v.owned) => {
            let of = expression(value);
            quote!(#of.clone())
        }
        _ => expression(value),
    };
    if optional && !value.ty().optional { quote!(Some(#tokens)) } else { tokens }
}

/// What a closure calls a record.
fn record_name(base: Base) -> TokenStream {
    match base {
        Base::Record(Record::Partition) => quote!(partition),
        Base::Record(Record::Url) => quote!(url),
        Base::Record(Record::Arn) => quote!(arn),
        Base::String | Base::Boolean | Base::Integer | Base::Strings => quote!(value),
    }
}
