//! Endpoint properties as documents.

use proc_macro2::TokenStream;
use quote::quote;

use crate::endpoint::plan::PlannedProperty;

use super::values::document_text;

/// A value for `Builder::property`.
pub(super) fn property(property: &PlannedProperty) -> TokenStream {
    match property {
        PlannedProperty::Boolean(value) => quote!(#value),
        PlannedProperty::String(value) => document_text(value),
        PlannedProperty::Array(elements) => {
            let elements = elements.iter().map(element);
            quote!(rules::array([#(#elements),*]))
        }
        PlannedProperty::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = element(value);
                quote!((#name, #value))
            });
            quote!(rules::object([#(#members),*]))
        }
    }
}

/// A value where a document is needed.
fn element(value: &PlannedProperty) -> TokenStream {
    let tokens = property(value);
    match value {
        PlannedProperty::Boolean(_) | PlannedProperty::String(_) => quote!(#tokens.into()),
        PlannedProperty::Array(_) | PlannedProperty::Object(_) => tokens,
    }
}
