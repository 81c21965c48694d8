//! Modeled errors: their types, the errors of the operations that have them, and the error of the
//! whole crate.

use quote::{format_ident, quote};

use super::file::Item;
use super::structure::structure;
use super::ty::{doc, ident, type_link};
use crate::rust::{CrateDef, ErrorDef, ErrorKind, ErrorVariant, OperationDef};

/// The items of a modeled error, in the order in which they stand in its file.
pub(super) fn error(def: &ErrorDef, codec: &str) -> Vec<Item> {
    let (name, codec) = (ident(&def.structure.name), ident(codec));
    let message = def.message.as_ref().map(|message| {
        let borrow = message.always.then(|| quote!(&));
        let message = ident(&message.field);
        quote!(, message = #borrow #message)
    });
    let parts = def.structure.parts.as_ref().map(|parts| {
        let parts = ident(parts);
        quote!(, parts = #parts)
    });
    let kind = def.retryable.map(|kind| {
        let kind = match kind {
            ErrorKind::Throttling => quote!(ThrottlingError),
            ErrorKind::Client => quote!(ClientError),
            ErrorKind::Server => quote!(ServerError),
        };
        quote!(, retryable = #kind)
    });
    let mut items = structure(&def.structure);
    items.push(
        quote!(tinsmith_runtime::modeled_error!(#name, #codec #parts #message #kind);).into(),
    );
    items
}

/// The error of an operation: a type of its own where the model has errors for it.
pub(super) fn of_operation(def: &OperationDef) -> Vec<Item> {
    let (name, error) = (ident(&def.name), format_ident!("{}Error", def.name));
    let docs = doc(&format!("The error of {}.", type_link(&def.name)));
    if def.errors.is_empty() {
        return vec![quote!(#docs pub type #error = client::OperationError<#name>;).into()];
    }
    let variants = def.errors.iter().map(|error| {
        let (variant, name, code) = (ident(&error.variant), ident(&error.name), &error.code);
        let docs = doc(&summary(error));
        quote!(#docs #variant(crate::types::error::#name) = #code,)
    });
    let tests = def.errors.iter().map(|error| {
        let (method, variant) = (ident(&error.method), ident(&error.variant));
        let docs = doc(&format!("Whether it is [`{0}`](Self::{0}).", error.variant));
        quote! {
            #docs
            #[inline]
            pub fn #method(&self) -> bool { matches!(self, Self::#variant(_)) }
        }
    });
    let arms = def.errors.iter().map(|variant| {
        let variant = ident(&variant.variant);
        quote!(#error::#variant(error) => Self::#variant(error),)
    });
    vec![
        Item::from(quote!(#docs pub enum #error { #(#variants)* }))
            .inside("tinsmith_runtime::operation_error"),
        quote!(impl #error { #(#tests)* }).into(),
        quote! {
            #[allow(deprecated, reason = "the variant is deprecated for users only")]
            impl From<#error> for crate::Error {
                #[inline]
                fn from(error: #error) -> Self {
                    match error {
                        #(#arms)*
                        #error::Unhandled(error) => Self::Unhandled(error),
                    }
                }
            }
        }
        .into(),
    ]
}

fn summary(error: &ErrorVariant) -> String {
    if error.docs.is_empty() { format!("The error `{}`.", error.code) } else { error.docs.clone() }
}

/// `error_meta.rs`: the error of all operations.
pub(super) fn of_crate(def: &CrateDef) -> Item {
    if def.errors.is_empty() {
        return quote!(tinsmith_runtime::error!(Service);).into();
    }
    let variants = def.errors.iter().map(|error| {
        let (variant, name) = (ident(&error.variant), ident(&error.structure.name));
        let docs = doc(&format!("The error `{}`.", error.structure.id.name()));
        quote!(#docs #variant(crate::types::error::#name),)
    });
    Item::from(quote! {
        type Service = crate::service::Service;
        pub enum Error { #(#variants)* }
    })
    .inside("tinsmith_runtime::error")
}
