//! Conditions as Rust: comparisons, functions that give a Boolean, and what counts as true.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::super::super::ty::ident;
use super::lists::{count, emptiness, items};
use super::{kept, optional, plain};
use crate::waiters::{Comparator, Literal, Node, Type, Value};

pub(super) fn operator(how: Comparator) -> TokenStream {
    match how {
        Comparator::Equal => quote!(==),
        Comparator::NotEqual => quote!(!=),
        Comparator::Less => quote!(<),
        Comparator::LessOrEqual => quote!(<=),
        Comparator::Greater => quote!(>),
        Comparator::GreaterOrEqual => quote!(>=),
    }
}

/// A comparison without nulls, in the words that fit lengths.
fn compared(how: Comparator, left: &Value, right: &Value) -> TokenStream {
    use Comparator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    let number = |value: &Value| match value.node {
        Node::Literal(Literal::Integer(number)) => Some(number),
        _ => None,
    };
    if let (Node::Length(of), Some(number)) = (&left.node, number(right)) {
        match (how, number) {
            (Greater | NotEqual, 0) | (GreaterOrEqual, 1) => return emptiness(of, false),
            (Equal | LessOrEqual, 0) | (Less, 1) => return emptiness(of, true),
            (_, 1..) => {
                let (length, operator) = (count(of), operator(how));
                let number = Token::i64_unsuffixed(number);
                return quote!(#length #operator #number);
            }
            _ => {}
        }
    }
    let operator = operator(how);
    if left.nullable || right.nullable {
        let (left, right) = (optional(left), optional(right));
        return quote!(#left #operator #right);
    }
    let (left, right) = (operand(left), operand(right));
    quote!(#left #operator #right)
}

/// A side of an operator: what has an operator itself stands in parentheses.
fn operand(value: &Value) -> TokenStream {
    let tokens = kept(value);
    match value.node {
        Node::Compare(..) | Node::Not(_) | Node::Or(..) | Node::And(..) => quote!((#tokens)),
        _ => tokens,
    }
}

/// Whether a value counts as true, or does not: null, false, and what is empty do not.
pub(super) fn condition(value: &Value, wanted: bool) -> TokenStream {
    match &value.node {
        Node::Not(one) => condition(one, !wanted),
        Node::Or(left, right) => joined(left, right, wanted, wanted),
        Node::And(left, right) => joined(left, right, wanted, !wanted),
        Node::IsNull(one) => {
            let one = kept(one);
            if wanted { quote!(#one.is_none()) } else { quote!(#one.is_some()) }
        }
        Node::Compare(how, left, right) if !value.nullable => {
            compared(if wanted { *how } else { how.opposite() }, left, right)
        }
        Node::Text { method, subject, other } => {
            let (subject, other, method) = (plain(subject), plain(other), ident(method));
            let not = (!wanted).then(|| quote!(!));
            quote!(#not #subject.#method(#other))
        }
        Node::Has { list, item } => {
            let nulls = matches!(list.ty, Type::List { nullable: true, .. });
            let (items, not) = (items(list, None), (!wanted).then(|| quote!(!)));
            match (nulls, item.nullable) {
                (false, false) => {
                    let item = kept(item);
                    quote!(#not { let sought = #item; #items.any(|each| each == sought) })
                }
                (nulls, _) => {
                    let item = optional(item);
                    let each = if nulls { quote!(each) } else { quote!(Some(each)) };
                    quote!(#not { let sought = #item; #items.any(|each| #each == sought) })
                }
            }
        }
        _ => truth(&kept(value), &value.ty, value.nullable, wanted),
    }
}

/// `left || right` if `or`, else `left && right`, of conditions that are `wanted` to hold or not.
fn joined(left: &Value, right: &Value, wanted: bool, or: bool) -> TokenStream {
    // An operator of the other kind inside needs parentheses.
    let side = |value: &Value| {
        let tokens = condition(value, wanted);
        let inner = match skip_not(value, wanted) {
            (Node::Or(..), wanted) => Some(wanted),
            (Node::And(..), wanted) => Some(!wanted),
            _ => None,
        };
        if inner.is_some_and(|inner| inner != or) { quote!((#tokens)) } else { tokens }
    };
    let (left, right) = (side(left), side(right));
    if or { quote!(#left || #right) } else { quote!(#left && #right) }
}

fn skip_not(value: &Value, wanted: bool) -> (&Node, bool) {
    match &value.node {
        Node::Not(one) => skip_not(one, !wanted),
        node => (node, wanted),
    }
}

/// Whether a value that is at hand counts as true, or does not.
fn truth(tokens: &TokenStream, ty: &Type, nullable: bool, wanted: bool) -> TokenStream {
    let empties = matches!(ty, Type::Text | Type::Slice(_) | Type::List { .. });
    let borrowed = (!ty.is_copy()).then(|| quote!(.as_ref()));
    match (ty, nullable, wanted) {
        (Type::Bool, true, true) => quote!(#tokens == Some(true)),
        (Type::Bool, true, false) => quote!(#tokens != Some(true)),
        (Type::Bool, false, true) => quote!(#tokens),
        (Type::Bool, false, false) => quote!(!#tokens),
        (_, true, true) if empties => {
            quote!(#tokens #borrowed .is_some_and(|value| !value.is_empty()))
        }
        (_, true, false) if empties => {
            quote!(#tokens #borrowed .is_none_or(|value| value.is_empty()))
        }
        (_, false, true) if empties => quote!(!#tokens.is_empty()),
        (_, false, false) if empties => quote!(#tokens.is_empty()),
        (_, true, true) => quote!(#tokens.is_some()),
        (_, true, false) => quote!(#tokens.is_none()),
        (_, false, wanted) => quote!(#wanted),
    }
}

/// `||` and `&&` give one of their sides, whichever decides.
pub(super) fn either(value: &Value, left: &Value, right: &Value, or: bool) -> TokenStream {
    if value.ty == Type::Bool && !value.nullable {
        return condition(value, true);
    }
    let side = |side: &Value| if value.nullable { optional(side) } else { kept(side) };
    let (left, right) = (side(left), side(right));
    let holds = truth(&quote!(left), &value.ty, value.nullable, true);
    if or {
        quote!({ let left = #left; if #holds { left } else { #right } })
    } else {
        quote!({ let left = #left; if #holds { #right } else { left } })
    }
}
