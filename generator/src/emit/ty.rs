//! Types in signatures, and identifiers.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::scope;
use crate::docs;
use crate::rust::{Kind, Ty};

/// The identifier of a name that was checked before this stage.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => scope::own(name),
    }
}

/// A `#[doc]` attribute for each line, which the formatter turns into `///` lines.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = docs::lines(text).map(|line| quote!(#[doc = #line]));
    quote!(#(#lines)*)
}

/// A link to a type in scope, by its name.
pub(super) fn type_link(name: &str) -> String {
    // rustdoc finds the derive macros of Rust's prelude under these names, too.
    const DERIVES: [&str; 9] =
        ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];
    if DERIVES.contains(&name) {
        format!("[`{name}`](struct@{name})")
    } else {
        format!("[`{name}`]")
    }
}

/// A type as it stands in a field, without `Option`.
pub(super) fn ty(ty: &Ty) -> TokenStream {
    match ty {
        Ty::Bool => quote!(bool),
        Ty::Byte => quote!(i8),
        Ty::Short => quote!(i16),
        Ty::Integer => quote!(i32),
        Ty::Long => quote!(i64),
        Ty::Float => quote!(f32),
        Ty::Double => quote!(f64),
        Ty::String => quote!(String),
        Ty::Unit => quote!(()),
        Ty::Blob => quote!(primitives::Blob),
        Ty::DateTime => quote!(primitives::DateTime),
        Ty::Named { name, kind: Kind::Error } => {
            let name = ident(name);
            quote!(types::error::#name)
        }
        Ty::Named { name, .. } => {
            let name = ident(name);
            quote!(types::#name)
        }
        Ty::List(item) => {
            let item = self::ty(item);
            quote!(Vec<#item>)
        }
        Ty::Map(key, value) => {
            let (key, value) = (self::ty(key), self::ty(value));
            quote!(HashMap<#key, #value>)
        }
        Ty::Boxed(inner) => {
            let inner = self::ty(inner);
            quote!(Box<#inner>)
        }
    }
}

/// What a setter takes, and how it becomes a value of the field's type.
pub(super) fn setter_argument(of: &Ty) -> (TokenStream, TokenStream) {
    argument("input", of)
}

/// An argument called `name`, and how it becomes a value of type `of`.
pub(super) fn named_argument(name: &str, of: &Ty) -> (TokenStream, TokenStream) {
    let (ty, value) = argument(name, of);
    let name = ident(name);
    (quote!(#name: #ty), value)
}

fn argument(name: &str, of: &Ty) -> (TokenStream, TokenStream) {
    let (name, ty) = (ident(name), ty(of));
    match of {
        Ty::String | Ty::Boxed(_) => (quote!(impl Into<#ty>), quote!(#name.into())),
        _ => (ty, quote!(#name)),
    }
}
