//! Lists as Rust: chains of iterators over what the path selects, and what is asked of them.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::conditions::condition;
use super::{converted, each, is_made, kept, optional, plain};
use crate::waiters::{Node, Stored, Type, Value};

/// The items of a list that the path spells out, all of them `Option`s if one is.
pub(super) fn list_items(list: &Value, values: &[Value]) -> TokenStream {
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
pub(super) fn inside(value: &Value) -> TokenStream {
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
pub(super) fn items(value: &Value, from: Option<&TokenStream>) -> TokenStream {
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
pub(super) fn element(list: &Value, index: i64) -> TokenStream {
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
pub(super) fn count(value: &Value) -> TokenStream {
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
pub(super) fn emptiness(value: &Value, empty: bool) -> TokenStream {
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

impl Value {
    /// The type of the elements, of a list.
    fn ty_of_items(&self) -> Option<Type> {
        match &self.ty {
            Type::List { item, .. } => Some((**item).clone()),
            _ => None,
        }
    }
}
