//! What serde is told about a type: how the model calls its members. The macros do nothing unless a
//! user turns the feature `serde` on.

use quote::quote;

use super::file::Item;
use super::ty::ident;
use crate::rust::{FieldDef, Presence, StructDef, Ty, UnionDef};

pub(super) fn structure(def: &StructDef) -> Item {
    let name = ident(&def.name);
    let Some(parts) = &def.parts else {
        let members = def.fields.iter().map(member);
        return Item::from(quote!(const NAMES: #name = #name { #(#members),* };))
            .inside("tinsmith_runtime::serde_structure");
    };
    let parts = ident(parts);
    let members = def.fields.iter().map(|field| match field.presence {
        Presence::Optional => member(field),
        Presence::Required | Presence::Default(_) => {
            let (name, member) = (ident(&field.name), &field.member);
            quote!(#name: Always(#member))
        }
    });
    Item::from(quote!(const NAMES: #name = #parts { #(#members),* };))
        .inside("tinsmith_runtime::serde_parts")
}

pub(super) fn union(def: &UnionDef) -> Item {
    let name = ident(&def.name);
    let (units, others): (Vec<_>, Vec<_>) = def.variants.iter().partition(|v| v.ty == Ty::Unit);
    let (units, others) = (units.into_iter().map(member), others.into_iter().map(member));
    Item::from(quote! {
        const NAMES: #name = #name { #(#others),* };
        const UNITS: #name = #name { #(#units),* };
    })
    .inside("tinsmith_runtime::serde_union")
}

fn member(field: &FieldDef) -> proc_macro2::TokenStream {
    let (name, member) = (ident(&field.name), &field.member);
    quote!(#name: #member)
}
