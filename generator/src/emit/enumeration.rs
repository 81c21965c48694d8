//! A string enum: its variants and their texts, or its texts alone where the model names none.
//! Everything else is the same for all enums and comes from a macro of the runtime crate.

use quote::quote;

use super::file::Item;
use super::structure::deprecated;
use super::ty::{doc, ident};
use crate::docs::code;
use crate::rust::{EnumDef, VariantDef};

/// From how many variants on what has a branch for each is compiled with the crate. It costs each program 0.7 ms a variant in release,
/// a tenth of that in debug.
const LARGE: usize = 256;

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
    // The macro documents a variant by its text between backticks, which not every text can stand.
    let is_plain = |variant: &VariantDef| code(&variant.value) == format!("`{}`", variant.value);
    let all_plain = def.variants.iter().all(is_plain);
    let variants = def.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), &variant.value);
        let docs = doc(&variant.docs);
        let attributes = deprecated(variant.deprecated.as_ref());
        if all_plain {
            return quote!(#docs #attributes #name = #value,);
        }
        let shown = doc(&code(value));
        quote!(#docs #attributes #shown #name = (#value),)
    });
    let tokens = if def.is_named {
        quote!(#docs #attributes pub enum #name { #(#variants)* })
    } else {
        let known = doc(&known(def));
        let values = def.variants.iter().map(|variant| &variant.value);
        quote! {
            #docs
            #known
            #attributes
            pub struct #name(String);
            const VALUES: &[&str] = &[#(#values),*];
        }
    };
    let large = def.is_named && def.variants.len() >= LARGE;
    let defined =
        if large { "tinsmith_runtime::large_enumeration" } else { "tinsmith_runtime::enumeration" };
    Item::commented(def.id.as_str(), tokens).inside(defined)
}

/// The values of an enum without names, as a list: there is nothing else to document.
fn known(def: &EnumDef) -> String {
    let mut text = "\nKnown values:\n".to_owned();
    for variant in &def.variants {
        let deprecated = if variant.deprecated.is_some() { " (deprecated)" } else { "" };
        let colon = if variant.docs.is_empty() { "" } else { ": " };
        let docs = variant.docs.replace('\n', "\n  ");
        text.push_str(&format!("\n- {}{deprecated}{colon}{docs}", code(&variant.value)));
    }
    text
}
