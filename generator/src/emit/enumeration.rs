//! A string enum: its variants and their texts. Everything else is the same for all enums and
//! comes from a macro of the runtime crate.

use quote::quote;

use super::file::Item;
use super::structure::deprecated;
use super::ty::{doc, ident};
use crate::rust::EnumDef;

/// The one item of an enum.
pub(super) fn enumeration(def: &EnumDef) -> Item {
    let name = ident(&def.name);
    let text = if def.docs.is_empty() {
        format!("The `{}` enum.", def.id.name())
    } else {
        def.docs.clone()
    };
    let docs = doc(&text);
    let attributes = deprecated(def.deprecated.as_ref());
    let variants = def.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), &variant.value);
        let docs = doc(&variant.docs);
        let attributes = deprecated(variant.deprecated.as_ref());
        quote!(#docs #attributes #name = #value,)
    });
    let tokens = quote!(#docs #attributes pub enum #name { #(#variants)* });
    Item::commented(def.id.as_str(), tokens).inside("tinsmith_runtime::enumeration")
}
