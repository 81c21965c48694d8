//! Paths as Rust. A value that can be null is an `Option`; text is `&str`, whole numbers are `i64`,
//! others `f64`; structures and lists of structures are borrowed; a list that the path makes is a
//! `Vec`, or the iterator that would fill one.
//!
//! There are two ways to print a value. [`plain`] stands where a null, or a function that fails,
//! ends the function or the closure around it, and prints `?`. [`kept`] stands where a null is a
//! value like others.

mod conditions;
mod lists;

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use self::conditions::{condition, either, operator};
use self::lists::{count, element, inside, items, list_items};
use super::super::ty::ident;
use crate::waiters::{Literal, Node, Stored, Type, Value};

/// The type of what a path leads to, as matchers compare it.
pub(crate) fn returned(value: &Value, lifetime: Option<&TokenStream>) -> TokenStream {
    match &value.ty {
        Type::Bool => quote!(bool),
        Type::Slice(_) | Type::List { .. } => quote!(Vec<& #lifetime str>),
        _ => quote!(& #lifetime str),
    }
}

/// Whether what a path leads to borrows from what it reads.
pub(super) fn borrows(value: &Value) -> bool {
    value.ty != Type::Bool
}

/// A whole path as the body of a function, or of a closure, that returns an `Option`.
pub(crate) fn whole(value: &Value) -> TokenStream {
    match &value.node {
        Node::Field { base, member, stored, always: false }
            if !matches!(value.ty, Type::Slice(_)) =>
        {
            access(&plain(base), member, stored)
        }
        Node::Index { list, index } if !is_list(value) => element(list, *index),
        _ if is_list(value) => {
            let items = items(value, None);
            // `anyStringEquals` passes over nulls, and the others are never given any.
            let nulls = matches!(value.ty, Type::List { nullable: true, .. });
            let flatten = nulls.then(|| quote!(.flatten()));
            quote!(Some(#items #flatten .collect()))
        }
        _ if value.nullable => kept(value),
        _ => {
            let value = kept(value);
            quote!(Some(#value))
        }
    }
}

/// The same for what a projection makes of an element, where lists stay as they are.
fn each(value: &Value) -> TokenStream {
    match &value.node {
        Node::Field { base, member, stored, always: false } => access(&plain(base), member, stored),
        Node::Index { list, index } => element(list, *index),
        _ if value.nullable && !is_made(value) => kept(value),
        _ => {
            let value = plain(value);
            quote!(Some(#value))
        }
    }
}

fn is_list(value: &Value) -> bool {
    matches!(value.ty, Type::Slice(_) | Type::List { .. })
}

/// Whether it is printed as a chain of iterators.
fn is_made(value: &Value) -> bool {
    matches!(value.node, Node::Flatten(_) | Node::Project(..) | Node::Filter(..))
}

/// The value, where nulls end what is around.
fn plain(value: &Value) -> TokenStream {
    match &value.node {
        _ if is_made(value) => {
            let items = items(value, None);
            quote!(#items.collect::<Vec<_>>())
        }
        Node::Field { base, member, stored, always: true } => present(&plain(base), member, stored),
        Node::Field { base, member, stored, always: false } => {
            let access = access(&plain(base), member, stored);
            quote!(#access?)
        }
        Node::Index { list, index } => {
            let element = element(list, *index);
            quote!(#element?)
        }
        _ if value.nullable => {
            let value = kept(value);
            quote!(#value?)
        }
        _ => kept(value),
    }
}

/// The value, where nulls are kept: an `Option` if it can be null.
fn kept(value: &Value) -> TokenStream {
    match &value.node {
        Node::Input => quote!(input),
        Node::Output => quote!(output),
        // Only its members are ever taken.
        Node::Both => quote!((input, output)),
        Node::Item if value.ty.is_copy() => quote!(item),
        Node::Item => quote!(item.clone()),
        Node::Field { base, member, stored, always: true } if base.nullable => {
            let (base, present) = (kept(base), present(&quote!(part), member, stored));
            quote!(#base.map(|part| #present))
        }
        Node::Field { base, member, stored, always: true } => present(&kept(base), member, stored),
        Node::Field { base, member, stored, always: false } if base.nullable => {
            let (base, access) = (kept(base), access(&quote!(part), member, stored));
            quote!(#base.and_then(|part| #access))
        }
        Node::Field { base, member, stored, always: false } => access(&kept(base), member, stored),
        Node::Entry { base, index } => entry(base, *index),
        Node::Literal(literal) => self::literal(literal),
        Node::Index { list, .. } | Node::Flatten(list) if list.nullable => inside(value),
        Node::Project(list, _) | Node::Filter(list, _) if list.nullable => inside(value),
        Node::Index { list, index } => element(list, *index),
        Node::Flatten(_) | Node::Project(..) | Node::Filter(..) => {
            let items = items(value, None);
            quote!(#items.collect::<Vec<_>>())
        }
        Node::Or(left, right) => either(value, left, right, true),
        Node::And(left, right) => either(value, left, right, false),
        Node::Not(_) | Node::IsNull(_) | Node::Has { .. } | Node::Text { .. } => {
            condition(value, true)
        }
        Node::Compare(how, left, right) if value.nullable => {
            let (left, right) = (optional(left), optional(right));
            let operator = operator(*how);
            quote!(#left.zip(#right).map(|(left, right)| left #operator right))
        }
        Node::Compare(..) => condition(value, true),
        Node::ToDecimal(one) => {
            let number = kept(one);
            if one.nullable {
                quote!(#number.map(|number| number as f64))
            } else {
                quote!((#number as f64))
            }
        }
        Node::List(values) => {
            let items = list_items(value, values);
            quote!(vec![#items])
        }
        Node::Hash(values) => {
            let values = values.iter().map(kept);
            quote!((#(#values,)*))
        }
        Node::Guard(first, then) => {
            let (first, then) = (kept(first), each(then));
            quote!(#first.and_then(|_| #then))
        }
        Node::Length(of) => {
            let length = count(of);
            quote!(i64::try_from(#length).unwrap_or(i64::MAX))
        }
        Node::NotNull(values) => {
            let mut chain = TokenStream::new();
            for one in values {
                let tokens = kept(one);
                chain = match (chain.is_empty(), one.nullable) {
                    (true, true) => tokens,
                    (true, false) => return tokens,
                    (false, true) => quote!(#chain.or(#tokens)),
                    (false, false) => return quote!(#chain.unwrap_or(#tokens)),
                };
            }
            chain
        }
    }
}

/// The value as an `Option`, nulls kept.
fn optional(value: &Value) -> TokenStream {
    let tokens = kept(value);
    if value.nullable { tokens } else { quote!(Some(#tokens)) }
}

/// A member of a structure, as an `Option`.
fn access(base: &TokenStream, member: &str, stored: &Stored) -> TokenStream {
    let field = ident(member);
    match stored {
        Stored::Bool | Stored::Long | Stored::Double => quote!(#base.#field),
        Stored::Small => quote!(#base.#field.map(i64::from)),
        Stored::Float => quote!(#base.#field.map(f64::from)),
        Stored::String | Stored::List(_) => quote!(#base.#field.as_deref()),
        Stored::Enum => quote!(#base.#field.as_ref().map(|value| value.as_str())),
        Stored::Opaque | Stored::Structure(_) => quote!(#base.#field.as_ref()),
    }
}

/// A member of a structure that is never absent.
fn present(base: &TokenStream, member: &str, stored: &Stored) -> TokenStream {
    let field = ident(member);
    match stored {
        Stored::Bool | Stored::Long | Stored::Double => quote!(#base.#field),
        Stored::Small => quote!(i64::from(#base.#field)),
        Stored::Float => quote!(f64::from(#base.#field)),
        Stored::String | Stored::Enum => quote!(#base.#field.as_str()),
        Stored::List(_) => quote!(#base.#field.as_slice()),
        Stored::Opaque | Stored::Structure(_) => quote!(&#base.#field),
    }
}

/// What turns references to elements of a list into values, after `.iter()`, `.get(…)` and the like.
fn converted(stored: &Stored) -> TokenStream {
    match stored {
        Stored::Bool | Stored::Long | Stored::Double => quote!(.copied()),
        Stored::Small => quote!(.copied().map(i64::from)),
        Stored::Float => quote!(.copied().map(f64::from)),
        Stored::String => quote!(.map(String::as_str)),
        Stored::List(_) => quote!(.map(Vec::as_slice)),
        Stored::Enum => quote!(.map(|value| value.as_str())),
        Stored::Opaque | Stored::Structure(_) => TokenStream::new(),
    }
}

fn entry(base: &Value, index: usize) -> TokenStream {
    let nullable = match &base.ty {
        Type::Hash(entries) => entries.get(index).is_some_and(|(_, _, nullable)| *nullable),
        _ => false,
    };
    if let Node::Hash(values) = &base.node
        && let Some(value) = values.get(index)
    {
        return kept(value);
    }
    let (base_tokens, index) = (kept(base), Token::usize_unsuffixed(index));
    match (base.nullable, nullable) {
        (false, _) => quote!(#base_tokens.#index),
        (true, true) => quote!(#base_tokens.and_then(|part| part.#index)),
        (true, false) => quote!(#base_tokens.map(|part| part.#index)),
    }
}

fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Null => quote!(None),
        Literal::Bool(truth) => quote!(#truth),
        Literal::Integer(integer) => {
            let token = Token::i64_unsuffixed(*integer);
            quote!(#token)
        }
        Literal::Decimal(decimal) => {
            let token = Token::f64_unsuffixed(*decimal);
            quote!(#token)
        }
        Literal::Text(text) => quote!(#text),
    }
}
