//! What builders hold of a structure some of whose members are never absent: its members one by one, all of them optional, and
//! how they become the structure.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::file::Item;
use super::structure;
use super::ty::{doc, ident, ty, type_link};
use crate::rust::{DefaultValue, FieldDef, Presence, Role, StructDef};

/// The type of the parts, and what builders and decoders need of it.
pub(super) fn parts(def: &StructDef) -> Vec<Item> {
    let Some(parts) = &def.parts else { return Vec::new() };
    let mut items = vec![definition(def, parts).into()];
    let builder = format!("{}Builder", def.name);
    items.push(structure::debug(def, parts, &builder).into());
    items.push(assembly(def, parts).into());
    items.push(build(def, parts).into());
    items
}

fn definition(def: &StructDef, parts: &str) -> TokenStream {
    let name = ident(parts);
    let docs =
        doc(&format!("The members of {}, each of which may be absent.", type_link(&def.name)));
    let fields = def.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.name), ty(&field.ty));
        quote!(#name: Option<#ty>,)
    });
    let own = match def.role {
        Role::Output => quote!(_request_id: Option<String>,),
        Role::Error => quote!(meta: client::ErrorMetadata,),
        Role::Input | Role::Shared => TokenStream::new(),
    };
    quote! {
        #docs
        #[doc(hidden)]
        #[derive(Clone, PartialEq)]
        pub struct #name { #(#fields)* #own }
    }
}

fn assembly(def: &StructDef, parts: &str) -> TokenStream {
    let (name, whole) = (ident(parts), ident(&def.name));
    let required: Vec<TokenStream> = def
        .must_be_set()
        .map(|field| {
            let (member, label) = (ident(&field.name), &field.name);
            let details =
                format!("{label} was not specified but it is required when building {}", def.name);
            quote!((self.#member.is_some(), #label, #details))
        })
        .collect();
    let check = (!required.is_empty()).then(|| {
        quote! {
            #[inline]
            fn check(&self) -> Result<(), parts::BuildError> { parts::all_set(&[#(#required),*]) }
        }
    });
    let fields = def.fields.iter().map(|field| {
        let member = ident(&field.name);
        let filled = filled(field);
        quote!(#member: self.#member #filled,)
    });
    let own = match def.role {
        Role::Output => quote!(_request_id: self._request_id,),
        Role::Error => quote!(meta: self.meta,),
        Role::Input | Role::Shared => TokenStream::new(),
    };
    quote! {
        impl parts::Parts for #name {
            type Whole = #whole;

            #check

            #[inline]
            fn whole(self) -> #whole { #whole { #(#fields)* #own } }
        }
    }
}

/// What an option is turned into the field with.
fn filled(field: &FieldDef) -> TokenStream {
    let value = match &field.presence {
        Presence::Optional => return TokenStream::new(),
        Presence::Required => return quote!(.unwrap_or_else(xml::Correct::stand_in)),
        Presence::Default(value) => value,
    };
    let tokens = default(value);
    match value {
        DefaultValue::Empty => quote!(.unwrap_or_default()),
        DefaultValue::Text(text) if text.is_empty() => quote!(.unwrap_or_default()),
        DefaultValue::Bool(false) | DefaultValue::Integer(0) => quote!(.unwrap_or_default()),
        DefaultValue::Float(0.0) | DefaultValue::Double(0.0) => quote!(.unwrap_or_default()),
        DefaultValue::Bool(_)
        | DefaultValue::Integer(_)
        | DefaultValue::Float(_)
        | DefaultValue::Double(_) => quote!(.unwrap_or(#tokens)),
        DefaultValue::Text(_)
        | DefaultValue::Enum(..)
        | DefaultValue::Blob(_)
        | DefaultValue::Moment(..) => quote!(.unwrap_or_else(|| #tokens)),
    }
}

/// A default as an expression of its type.
pub(super) fn default(value: &DefaultValue) -> TokenStream {
    let minus = |is_negative: bool| is_negative.then(|| quote!(-));
    match value {
        DefaultValue::Bool(value) => quote!(#value),
        DefaultValue::Integer(value) => {
            let (minus, digits) =
                (minus(*value < 0), Literal::u64_unsuffixed(value.unsigned_abs()));
            quote!(#minus #digits)
        }
        DefaultValue::Float(value) => {
            let (minus, digits) = (minus(*value < 0.0), Literal::f32_unsuffixed(value.abs()));
            quote!(#minus #digits)
        }
        DefaultValue::Double(value) => {
            let (minus, digits) = (minus(*value < 0.0), Literal::f64_unsuffixed(value.abs()));
            quote!(#minus #digits)
        }
        DefaultValue::Text(text) => quote!(#text.to_owned()),
        DefaultValue::Enum(name, text) => {
            let name = ident(name);
            quote!(types::#name::from(#text))
        }
        DefaultValue::Blob(bytes) => {
            let bytes = Literal::byte_string(bytes);
            quote!(primitives::Blob::new(#bytes))
        }
        DefaultValue::Moment(seconds, 0) => {
            let seconds = default(&DefaultValue::Integer(*seconds));
            quote!(primitives::DateTime::from_secs(#seconds))
        }
        DefaultValue::Moment(seconds, nanos) => {
            let seconds = default(&DefaultValue::Integer(*seconds));
            let nanos = Literal::u32_unsuffixed(*nanos);
            quote!(primitives::DateTime::from_secs_and_nanos(#seconds, #nanos))
        }
        DefaultValue::Empty => quote!(Default::default()),
    }
}

/// The builder's last step, which fails where a member has to be set.
fn build(def: &StructDef, parts: &str) -> TokenStream {
    let (name, whole) = (ident(parts), ident(&def.name));
    let required: Vec<String> =
        def.must_be_set().map(|field| structure::field_link(&def.name, field)).collect();
    let (docs, returned, body) = if required.is_empty() {
        let docs = "The structure. Members that are not set have their defaults.".to_owned();
        (docs, quote!(#whole), quote!(parts::Parts::whole(self.0)))
    } else {
        let required = required.join(", ");
        let docs = format!("The structure.\n\n# Errors\nWhen one of these is not set: {required}.");
        (docs, quote!(Result<#whole, parts::BuildError>), quote!(parts::build(self.0)))
    };
    let docs = doc(&docs);
    quote! {
        impl Builder<#name, builder::Assemble> {
            #docs
            #[inline]
            pub fn build(self) -> #returned { #body }
        }
    }
}
