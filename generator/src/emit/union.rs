//! A union: the enum, what asks for its variants, and its wire code.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::file::Item;
use super::structure::deprecated;
use super::ty::{doc, ident, ty};
use super::wire;
use crate::protocol::{ReadForm, WriteForm};
use crate::rust::{FieldDef, ReadArm, Ty, UnionDef, WriteLine};

const REDACTED: &str = "*** Sensitive Data Redacted ***";

/// The items of a union, in the order in which they stand in its file.
pub(super) fn union(def: &UnionDef) -> Vec<Item> {
    let mut items = vec![Item::commented(def.id.as_str(), definition(def)), methods(def).into()];
    items.extend(debug(def).map(Item::from));
    items.extend(def.writes.as_ref().map(|writes| write(def, writes).into()));
    items.extend(def.reads.as_ref().map(|reads| read(def, reads).into()));
    items.push(super::serde::union(def));
    items
}

fn is_redacted(def: &UnionDef) -> bool {
    def.sensitive || def.variants.iter().any(|variant| variant.sensitive)
}

fn definition(def: &UnionDef) -> TokenStream {
    let name = ident(&def.name);
    let text = if def.docs.is_empty() {
        format!("The `{}` union.", def.id.name())
    } else {
        def.docs.clone()
    };
    let docs = doc(&text);
    let attributes = deprecated(def.deprecated.as_ref());
    let derives =
        if is_redacted(def) { quote!(Clone, PartialEq) } else { quote!(Clone, PartialEq, Debug) };
    let variants = def.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), payload(variant));
        let text = if variant.docs.is_empty() {
            format!("The `{}` member.", variant.member)
        } else {
            variant.docs.clone()
        };
        let (docs, attributes) = (doc(&text), deprecated(variant.deprecated.as_ref()));
        quote!(#docs #attributes #name #value,)
    });
    quote! {
        #docs
        #attributes
        #[non_exhaustive]
        #[derive(#derives)]
        pub enum #name {
            #(#variants)*
            /// A variant that this version does not know: a response may hold it, a request may not.
            #[non_exhaustive]
            Unknown,
        }
    }
}

/// What stands behind a variant's name in its definition.
fn payload(variant: &FieldDef) -> TokenStream {
    match &variant.ty {
        Ty::Unit => TokenStream::new(),
        of => {
            let ty = ty(of);
            quote!((#ty))
        }
    }
}

fn methods(def: &UnionDef) -> TokenStream {
    let methods = def.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let (get, is) =
            (format_ident!("as_{}", variant.stem), format_ident!("is_{}", variant.stem));
        let attributes = deprecated(variant.deprecated.as_ref());
        let (returned, pattern, value) = match &variant.ty {
            Ty::Unit => (quote!(()), quote!(Self::#name), quote!(())),
            of => {
                let ty = match of {
                    Ty::Boxed(inner) => ty(inner),
                    of => ty(of),
                };
                (quote!(&#ty), quote!(Self::#name(value)), quote!(value))
            }
        };
        let docs = doc(&format!(
            "The value of [`{0}`](Self::{0}), or the union if it holds another.",
            variant.name
        ));
        let question = doc(&format!("Whether it is [`{0}`](Self::{0}).", variant.name));
        quote! {
            #docs
            #attributes
            #[inline]
            pub fn #get(&self) -> Result<#returned, &Self> {
                match self { #pattern => Ok(#value), _ => Err(self) }
            }

            #question
            #attributes
            #[inline]
            pub fn #is(&self) -> bool { self.#get().is_ok() }
        }
    });
    let name = ident(&def.name);
    quote! {
        impl #name {
            #(#methods)*
            /// Whether it is a variant that this version does not know.
            #[inline]
            pub fn is_unknown(&self) -> bool { matches!(self, Self::Unknown) }
        }
    }
}

/// `Debug` that does not give secrets away, as the official crates print them.
fn debug(def: &UnionDef) -> Option<TokenStream> {
    if !is_redacted(def) {
        return None;
    }
    let name = ident(&def.name);
    if def.sensitive {
        return Some(quote! {
            impl fmt::Debug for #name {
                #[inline]
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(#REDACTED) }
            }
        });
    }
    let arms = def.variants.iter().map(|variant| {
        let (name, label) = (ident(&variant.name), &variant.name);
        match (&variant.ty, variant.sensitive) {
            (Ty::Unit, true) => quote!(Self::#name => f.write_str(#REDACTED),),
            (Ty::Unit, false) => quote!(Self::#name => f.write_str(#label),),
            (_, true) => quote!(Self::#name(_) => f.write_str(#REDACTED),),
            (_, false) => {
                quote!(Self::#name(value) => f.debug_tuple(#label).field(value).finish(),)
            }
        }
    });
    Some(quote! {
        impl fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    #(#arms)*
                    Self::Unknown => f.write_str("Unknown"),
                }
            }
        }
    })
}

fn variant<'a>(def: &'a UnionDef, name: &str) -> Option<&'a FieldDef> {
    def.variants.iter().find(|variant| variant.name == name)
}

fn write(def: &UnionDef, writes: &[WriteLine]) -> TokenStream {
    let (name, text) = (ident(&def.name), &def.name);
    let arms = writes.iter().filter_map(|write| {
        let (field, key) = (ident(&write.field), &write.key);
        Some(match (&variant(def, &write.field)?.ty, &write.form) {
            // A structure without members writes nothing either.
            (Ty::Unit, _) => quote!(Self::#field => {}),
            (_, WriteForm::Value) => quote!(Self::#field(value) => q.variant(#key, value),),
            (_, form) => {
                let writer = wire::writer(form);
                quote!(Self::#field(value) => q.variant_with(#key, value, #writer),)
            }
        })
    });
    quote! {
        impl query::Value for #name {
            #[inline]
            fn write(&self, q: &mut query::Writer<'_>) {
                match self {
                    #(#arms)*
                    Self::Unknown => q.unknown_variant(#text),
                }
            }
        }
    }
}

fn read(def: &UnionDef, reads: &[ReadArm]) -> TokenStream {
    let name = ident(&def.name);
    let mut accumulates = false;
    let arms: Vec<TokenStream> = reads
        .iter()
        .filter_map(|read| {
            let (field, element) = (ident(&read.field), &read.element);
            Some(match (&variant(def, &read.field)?.ty, &read.form) {
                (Ty::Unit, _) => quote!(#element => Ok(Self::#field),),
                (_, ReadForm::FlatList(_) | ReadForm::FlatMap(_)) => {
                    accumulates = true;
                    let call = wire::read_into(&quote!(&mut value), &read.form);
                    quote! {
                        #element => {
                            let mut value = match current {
                                Some(Self::#field(value)) => Some(value),
                                _ => None,
                            };
                            #call?;
                            Ok(Self::#field(value.unwrap_or_default()))
                        }
                    }
                }
                _ => {
                    let value =
                        if read.boxed { quote!(x.boxed()) } else { wire::read_value(&read.form) };
                    quote!(#element => #value.map(Self::#field),)
                }
            })
        })
        .collect();
    let current = if accumulates { quote!(current) } else { quote!(_) };
    let unused = if reads.is_empty() { quote!(_) } else { quote!(x) };
    quote! {
        impl xml::Union for #name {
            #[inline]
            fn child(#current: Option<Self>, tag: &str, #unused: &mut xml::Cursor<'_>) -> Result<Self, xml::Error> {
                match tag { #(#arms)* _ => Ok(Self::Unknown), }
            }
        }
        impl xml::Value for #name {
            #[inline]
            fn read_into(x: &mut xml::Cursor<'_>, slot: &mut Option<Self>) -> Result<(), xml::Error> {
                *slot = Some(x.union()?);
                Ok(())
            }
        }
        impl xml::Correct for #name {
            #[inline]
            fn stand_in() -> Self { Self::Unknown }
        }
    }
}
