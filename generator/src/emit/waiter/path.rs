//! Paths as Rust. A value that can be null is an `Option`; text is `&str`, whole numbers are `i64`,
//! others `f64`; structures and lists of structures are borrowed; a list that the path makes is a
//! `Vec`, or the iterator that would fill one.
//!
//! There are two ways to print a value. [`plain`] stands where a null, or a function that fails,
//! ends the function or the closure around it, and prints `?`. [`kept`] stands where a null is a
//! value like others.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::super::ty::ident;
use crate::waiters::{Comparator, Literal, Node, Stored, Type, Value};

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
        Node::Field { base, member, stored } if !matches!(value.ty, Type::Slice(_)) => {
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
        Node::Field { base, member, stored } => access(&plain(base), member, stored),
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
        Node::Field { base, member, stored } => {
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
        Node::Field { base, member, stored } if base.nullable => {
            let (base, access) = (kept(base), access(&quote!(part), member, stored));
            quote!(#base.and_then(|part| #access))
        }
        Node::Field { base, member, stored } => access(&kept(base), member, stored),
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

/// The items of a list that the path spells out, all of them `Option`s if one is.
fn list_items(list: &Value, values: &[Value]) -> TokenStream {
    let nullable = matches!(list.ty, Type::List { nullable: true, .. });
    let items = values.iter().map(|value| if nullable { optional(value) } else { kept(value) });
    quote!(#(#items),*)
}

/// The list that a chain of iterators starts from.
fn source(value: &Value) -> &Value {
    match &value.node {
        Node::Flatten(list) | Node::Project(list, _) | Node::Filter(list, _) => source(list),
        _ => value,
    }
}

/// What is made of a list, where the list may be null and that null is kept.
fn inside(value: &Value) -> TokenStream {
    let list = quote!(list);
    match &value.node {
        Node::Index { list: of, index } => {
            let (of_tokens, element) = (kept(source(of)), element_of(of, *index, Some(&list)));
            quote!(#of_tokens.and_then(|list| #element))
        }
        _ => {
            let (of, items) = (kept(source(value)), items(value, Some(&list)));
            quote!(#of.map(|list| #items.collect::<Vec<_>>()))
        }
    }
}

/// An iterator over the elements of a list that is not null. `from` stands for the list that the
/// chain starts from, where that is at hand.
fn items(value: &Value, from: Option<&TokenStream>) -> TokenStream {
    match &value.node {
        Node::Flatten(list) => {
            let (items, convert) = flattened(list, from);
            quote!(#items #convert)
        }
        Node::Project(list, body) => {
            let list = items(list, from);
            if body.node == Node::Item {
                // The nulls of the list, which `body` may be.
                return quote!(#list.flatten());
            }
            if body.nullable || body.aborts {
                let body = each(body);
                return quote!(#list.filter_map(|item| #body));
            }
            let body = kept(body);
            quote!(#list.map(|item| #body))
        }
        Node::Filter(list, test) => {
            let copies = list.ty_of_items().is_none_or(|ty| ty.is_copy());
            let (list, holds) = (items(list, from), condition(test, true));
            if test.aborts || !copies {
                return quote!(#list.filter_map(|item| (#holds).then_some(item)));
            }
            quote!(#list.filter(|&item| #holds))
        }
        Node::List(values) => {
            let items = list_items(value, values);
            quote!([#items].into_iter())
        }
        _ => {
            let list = from.cloned().unwrap_or_else(|| plain(value));
            match &value.ty {
                Type::Slice(stored) => {
                    let convert = converted(stored);
                    quote!(#list.iter() #convert)
                }
                _ => quote!(#list.into_iter()),
            }
        }
    }
}

/// An iterator over the elements of the lists in a list, and what turns those into values.
fn flattened(list: &Value, from: Option<&TokenStream>) -> (TokenStream, TokenStream) {
    let (inner, nullable) = match &list.ty {
        Type::List { item, nullable } => (Some(&**item), *nullable),
        _ => (None, false),
    };
    let convert = match (inner, &list.ty) {
        (Some(Type::Slice(stored)), _) => converted(stored),
        (None, Type::Slice(stored)) => match &**stored {
            Stored::List(stored) => converted(stored),
            _ => TokenStream::new(),
        },
        _ => TokenStream::new(),
    };
    if let Node::Project(list, body) = &list.node
        && !body.nullable
        && !body.aborts
    {
        let list = items(list, from);
        let body = match &body.node {
            Node::List(values) => {
                let items = list_items(body, values);
                quote!([#items])
            }
            _ => kept(body),
        };
        return (quote!(#list.flat_map(|item| #body)), convert);
    }
    let some = nullable.then(|| quote!(.flatten()));
    let outer = items(list, from);
    (quote!(#outer #some .flatten()), convert)
}

/// An element of a list that is not null, as an `Option`.
fn element(list: &Value, index: i64) -> TokenStream {
    element_of(list, index, None)
}

fn element_of(list: &Value, index: i64, from: Option<&TokenStream>) -> TokenStream {
    let skipped = Token::u64_unsuffixed(match index {
        0.. => index.unsigned_abs(),
        _ => index.unsigned_abs() - 1,
    });
    let flatten = matches!(list.ty, Type::List { nullable: true, .. }).then(|| quote!(.flatten()));
    if let (false, Type::Slice(stored)) = (is_made(list), &list.ty) {
        let convert = converted(stored);
        let list = from.cloned().unwrap_or_else(|| plain(list));
        return match index {
            0 => quote!(#list.first() #convert),
            -1 => quote!(#list.last() #convert),
            1.. => quote!(#list.get(#skipped) #convert),
            _ => quote!(#list.iter().nth_back(#skipped) #convert),
        };
    }
    if let (Node::Filter(of, test), 0) = (&list.node, index)
        && !test.aborts
        && of.ty_of_items().is_none_or(|ty| ty.is_copy())
    {
        let (of, holds) = (items(of, from), condition(test, true));
        return quote!(#of.find(|&item| #holds) #flatten);
    }
    let items = items(list, from);
    match index {
        0 => quote!(#items.next() #flatten),
        -1 => quote!(#items.next_back() #flatten),
        1.. => quote!(#items.nth(#skipped) #flatten),
        _ => quote!(#items.nth_back(#skipped) #flatten),
    }
}

/// How long a list or a text is, which must not be null.
fn count(value: &Value) -> TokenStream {
    match &value.node {
        // One for one: nothing to count but the list below.
        Node::Project(list, body) if !body.nullable && !body.aborts => count(list),
        Node::Flatten(list) => {
            let (items, _) = flattened(list, None);
            quote!(#items.count())
        }
        _ if is_made(value) => {
            let items = items(value, None);
            quote!(#items.count())
        }
        Node::List(values) => {
            let length = Token::usize_unsuffixed(values.len());
            quote!(#length)
        }
        _ => {
            let plain = plain(value);
            match value.ty {
                Type::Text => quote!(#plain.chars().count()),
                _ => quote!(#plain.len()),
            }
        }
    }
}

/// Whether a list or a text is empty, or is not.
fn emptiness(value: &Value, empty: bool) -> TokenStream {
    match &value.node {
        Node::Project(list, body) if !body.nullable && !body.aborts => emptiness(list, empty),
        _ if is_made(value) => {
            let count = count(value);
            if empty { quote!(#count == 0) } else { quote!(#count > 0) }
        }
        _ => {
            let plain = plain(value);
            if empty { quote!(#plain.is_empty()) } else { quote!(!#plain.is_empty()) }
        }
    }
}

fn operator(how: Comparator) -> TokenStream {
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
fn condition(value: &Value, wanted: bool) -> TokenStream {
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
fn either(value: &Value, left: &Value, right: &Value, or: bool) -> TokenStream {
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

impl Value {
    /// The type of the elements, of a list.
    fn ty_of_items(&self) -> Option<Type> {
        match &self.ty {
            Type::List { item, .. } => Some((**item).clone()),
            _ => None,
        }
    }
}
