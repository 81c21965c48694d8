//! A structure: the type, its getters, its setters on every kind of builder, and its wire code.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::file::Item;
use super::ty::{doc, ident, named_argument, setter_argument, ty, type_link};
use crate::docs::code;
use crate::model::traits::Deprecation;
use crate::rust::{FieldDef, Presence, Role, StructDef, Ty};

/// The items of a structure, in the order in which they stand in its file.
pub(super) fn structure(def: &StructDef) -> Vec<Item> {
    let mut items = vec![Item::commented(def.id.as_str(), definition(def)), getters(def).into()];
    if is_redacted(def) {
        items.push(debug(def, &def.name, &def.name).into());
    }
    items.extend(super::parts::parts(def));
    if !def.fields.is_empty() {
        items.push(setters(def).into());
    }
    items.extend(builder_alias(def).map(Item::from));
    items.extend(super::wire::structure(def));
    items.push(super::serde::structure(def));
    items
}

/// `#[deprecated]`, where the model says so.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> TokenStream {
    let Some(deprecation) = deprecation else { return TokenStream::new() };
    // Rust's `since` is a version of the crate; models give dates and versions of the service.
    let note = match (&deprecation.since, &deprecation.message) {
        (None, None) => return quote!(#[deprecated]),
        (None, Some(message)) => message.clone(),
        (Some(since), None) => format!("since {since}"),
        (Some(since), Some(message)) => format!("since {since}: {message}"),
    };
    quote!(#[deprecated(note = #note)])
}

fn is_redacted(def: &StructDef) -> bool {
    def.sensitive || def.fields.iter().any(|field| field.sensitive)
}

fn definition(def: &StructDef) -> TokenStream {
    let name = ident(&def.name);
    let docs = doc(&or_else(&def.docs, || summary(def)));
    let attributes = deprecated(def.deprecated.as_ref());
    let fields = def.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.name), ty(&field.ty));
        let mut text = or_else(&field.docs, || format!("The `{}` member.", field.member));
        if field.required {
            text.push_str("\n\nThis member is required.");
        }
        if let Presence::Default(value) = &field.presence
            && let Some(value) = value.describe()
        {
            text.push_str(&format!("\n\nIts default is {}.", code(&value)));
        }
        let docs = doc(&text);
        let attributes = deprecated(field.deprecated.as_ref());
        let ty = match field.presence {
            Presence::Optional => quote!(Option<#ty>),
            Presence::Required | Presence::Default(_) => ty,
        };
        quote!(#docs #attributes pub #name: #ty,)
    });
    let own = match def.role {
        Role::Output => quote!(_request_id: Option<String>,),
        Role::Error => quote!(pub(crate) meta: client::ErrorMetadata,),
        Role::Input | Role::Shared => TokenStream::new(),
    };
    let derives =
        if is_redacted(def) { quote!(Clone, PartialEq) } else { quote!(Clone, PartialEq, Debug) };
    quote! {
        #docs
        #attributes
        #[non_exhaustive]
        #[derive(#derives)]
        pub struct #name {
            #(#fields)*
            #own
        }
    }
}

fn or_else(text: &str, other: impl FnOnce() -> String) -> String {
    if text.is_empty() { other() } else { text.to_owned() }
}

/// What stands in for documentation that the model does not have.
fn summary(def: &StructDef) -> String {
    match def.role {
        Role::Input => "What the operation takes.".to_owned(),
        Role::Output => "What the operation returns.".to_owned(),
        Role::Error => format!("The `{}` error.", def.id.name()),
        Role::Shared => format!("The `{}` structure.", def.id.name()),
    }
}

/// What a getter returns, and how: of a list a slice, of a string a `&str`, of what is cheap to copy
/// the value.
fn getter(field: &FieldDef) -> (TokenStream, TokenStream) {
    let getter = ident(&field.name);
    let is_option = field.presence == Presence::Optional;
    match &field.ty {
        Ty::String if is_option => (quote!(Option<&str>), quote!(self.#getter.as_deref())),
        Ty::String => (quote!(&str), quote!(&self.#getter)),
        Ty::List(item) => {
            let item = ty(item);
            let slice =
                if is_option { quote!(shape::slice(&self.#getter)) } else { quote!(&self.#getter) };
            (quote!(&[#item]), slice)
        }
        Ty::Boxed(inner) => {
            let inner = ty(inner);
            (quote!(Option<&#inner>), quote!(self.#getter.as_deref()))
        }
        copy if copy.is_copy() => {
            let ty = ty(copy);
            (if is_option { quote!(Option<#ty>) } else { ty }, quote!(self.#getter))
        }
        other if is_option => {
            let ty = ty(other);
            (quote!(Option<&#ty>), quote!(self.#getter.as_ref()))
        }
        other => {
            let ty = ty(other);
            (quote!(&#ty), quote!(&self.#getter))
        }
    }
}

fn getters(def: &StructDef) -> TokenStream {
    let name = ident(&def.name);
    let getters = def.fields.iter().map(|field| {
        let (returned, body) = getter(field);
        let getter = ident(&field.name);
        let link = field_link("Self", field);
        let docs = doc(&match &field.ty {
            Ty::List(_) if field.presence == Presence::Optional => {
                format!("The elements of {link}; none when it is `None`.")
            }
            _ => format!("The value of {link}."),
        });
        let attributes = deprecated(field.deprecated.as_ref());
        let allow = method_allow(&field.name, &returned, "getters are called as their members");
        quote! {
            #docs
            #attributes
            #allow
            #[inline]
            pub fn #getter(&self) -> #returned { #body }
        }
    });
    let builder = format_ident!("{}Builder", name);
    let builder_ty = match def.role {
        Role::Shared | Role::Error => quote!(#builder),
        Role::Input | Role::Output => quote!(builders::#builder),
    };
    let allow = (def.name == "Builder").then(|| {
        quote!(
            #[allow(clippy::self_named_constructors, reason = "every structure has this function")]
        )
    });
    quote! {
        impl #name {
            #(#getters)*
            /// A builder with no member set.
            #allow
            #[inline]
            pub fn builder() -> #builder_ty { Builder::default() }
        }
    }
}

/// Methods without arguments whose names clippy knows from traits, collections and constructors.
pub(super) fn method_allow(
    name: &str,
    returned: &TokenStream,
    reason: &str,
) -> Option<TokenStream> {
    let borrows = returned.to_string().starts_with('&');
    let lint = match name {
        "clone" => quote!(clippy::should_implement_trait),
        "as_ref" | "borrow" | "deref" if borrows => quote!(clippy::should_implement_trait),
        "len" => quote!(clippy::len_without_is_empty),
        "new" => quote!(clippy::new_ret_no_self),
        _ => return None,
    };
    Some(quote!(#[allow(#lint, reason = #reason)]))
}

/// A link to a field's documentation, which stands nowhere else.
pub(super) fn field_link(holder: &str, field: &FieldDef) -> String {
    // rustdoc knows raw identifiers by their plain names.
    let name = field.name.trim_start_matches("r#");
    format!("[`{name}`](field@{holder}::{name})")
}

/// `Debug` of `of`, which has the members of the structure, under the name `text`. It does not give
/// secrets away, in the words of the official crates: they label a field as its identifier is
/// written, `r#` included.
pub(super) fn debug(def: &StructDef, of: &str, text: &str) -> TokenStream {
    let name = ident(of);
    let fields = def.fields.iter().map(|field| {
        let label = &field.name;
        let value = if def.sensitive || field.sensitive {
            quote!(&"*** Sensitive Data Redacted ***")
        } else {
            let field = ident(&field.name);
            quote!(&self.#field)
        };
        quote!(.field(#label, #value))
    });
    let own = match def.role {
        Role::Output => quote!(.field("_request_id", &self._request_id)),
        Role::Error => quote!(.field("meta", &self.meta)),
        Role::Input | Role::Shared => TokenStream::new(),
    };
    quote! {
        impl fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(#text) #(#fields)* #own .finish()
            }
        }
    }
}

/// One set of setters serves every builder of the structure: they differ by mode only.
fn setters(def: &StructDef) -> TokenStream {
    let name = ident(def.held());
    let methods = def.fields.iter().map(|field| {
        let value = ident(&field.name);
        let (set, get) = (format_ident!("set_{}", field.stem), format_ident!("get_{}", field.stem));
        let field_ty = ty(&field.ty);
        let attributes = deprecated(field.deprecated.as_ref());
        let link = field_link(&def.name, field);
        let place = quote!(M::value_mut(&mut self.0).#value);
        let (verb, arguments, body) = match &field.ty {
            Ty::List(item) => {
                let (argument, converted) = setter_argument(item);
                let body = quote!(shape::push(&mut #place, #converted););
                ("Adds an element to", quote!(input: #argument), body)
            }
            Ty::Map(key, item) => {
                let (key, item) = (named_argument("k", key), named_argument("v", item));
                let ((key, k), (item, v)) = (key, item);
                (
                    "Adds an entry to",
                    quote!(#key, #item),
                    quote!(shape::insert(&mut #place, #k, #v);),
                )
            }
            other => {
                let (argument, converted) = setter_argument(other);
                ("Sets", quote!(input: #argument), quote!(#place = Some(#converted);))
            }
        };
        let required = if field.required { "\n\nThis member is required." } else { "" };
        let one = doc(&format!("{verb} {link}.{required}"));
        let whole = doc(&format!("Sets {link}, or clears it."));
        let read = doc(&format!("What {link} is set to."));
        // A generic argument makes a method generic, so `#[inline]` would say nothing new.
        let inline = (!is_generic(&field.ty)).then(|| quote!(#[inline]));
        quote! {
            #one
            #attributes
            #inline
            pub fn #value(mut self, #arguments) -> Self { #body self }
            #whole
            #attributes
            #[inline]
            pub fn #set(mut self, input: Option<#field_ty>) -> Self {
                M::value_mut(&mut self.0).#value = input;
                self
            }
            #read
            #attributes
            #[inline]
            pub fn #get(&self) -> &Option<#field_ty> { &M::value(&self.0).#value }
        }
    });
    let allow = def.fields.iter().any(|field| looks_like_conversion(&field.name)).then(|| {
        quote!(
            #[allow(clippy::wrong_self_convention, reason = "setters are called as their members")]
        )
    });
    quote!(#allow impl<M: Mode<#name>> Builder<#name, M> { #(#methods)* })
}

/// Whether clippy expects a method of that name to borrow, or to take no value at all.
fn looks_like_conversion(name: &str) -> bool {
    name == "new" || ["as_", "from_", "is_", "to_"].iter().any(|prefix| name.starts_with(prefix))
}

/// The name of its builder among the shared types.
fn builder_alias(def: &StructDef) -> Option<TokenStream> {
    if !matches!(def.role, Role::Shared | Role::Error) {
        return None;
    }
    let alias = format_ident!("{}Builder", def.name);
    let docs = doc(&format!("The builder of {}.", type_link(&def.name)));
    let builder = builder(def);
    Some(quote!(#docs pub type #alias = #builder;))
}

/// The builder of a structure, by its mode.
pub(super) fn builder(def: &StructDef) -> TokenStream {
    let held = ident(def.held());
    match &def.parts {
        None => quote!(Builder<#held>),
        Some(_) => quote!(Builder<#held, builder::Assemble>),
    }
}

/// Whether what the setter of one value takes is generic.
fn is_generic(of: &Ty) -> bool {
    match of {
        Ty::String | Ty::Boxed(_) => true,
        Ty::List(item) => matches!(**item, Ty::String),
        Ty::Map(key, value) => matches!(**key, Ty::String) || matches!(**value, Ty::String),
        _ => false,
    }
}
