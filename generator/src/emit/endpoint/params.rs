//! `Params` and `ParamsBuilder`: what callers and users' own resolvers see of the parameters.
//! Names and signatures are those of official crates.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::casing::snake;
use crate::docs;
use crate::emit::ty::doc;
use crate::endpoint::plan::{Plan, PlannedParameter};
use crate::endpoint::rules::{Constant, Parameter, ParameterKind};

use super::member;

/// The built-in value whose parameter must be a host label.
const REGION: &str = "AWS::Region";

pub(super) fn items(plan: &Plan) -> Vec<TokenStream> {
    let parameters: Vec<&Parameter> = plan.parameters.iter().map(|p| &p.parameter).collect();
    vec![
        structure(&parameters),
        accessors(&parameters),
        builder(&parameters),
        setters(&plan.parameters),
    ]
}

fn structure(parameters: &[&Parameter]) -> TokenStream {
    let members = parameters.iter().map(|p| {
        let (docs, name, ty) = (documentation(p), member(&p.name), owned_type(p.kind));
        let ty = if p.required { ty } else { quote!(Option<#ty>) };
        quote!(#docs pub(crate) #name: #ty)
    });
    quote! {
        /// What the endpoint of a request depends on.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct Params { #(#members),* }
    }
}

fn accessors(parameters: &[&Parameter]) -> TokenStream {
    let getters = parameters.iter().map(|p| {
        let (docs, name) = (documentation(p), member(&p.name));
        let (ty, value) = match (p.kind, p.required) {
            (ParameterKind::String, true) => (quote!(&str), quote!(Some(&self.#name))),
            (ParameterKind::String, false) => (quote!(&str), quote!(self.#name.as_deref())),
            (ParameterKind::Boolean, true) => (quote!(bool), quote!(Some(self.#name))),
            (ParameterKind::Boolean, false) => (quote!(bool), quote!(self.#name)),
            (ParameterKind::StringArray, true) => (quote!(&[String]), quote!(Some(&self.#name))),
            (ParameterKind::StringArray, false) => {
                (quote!(&[String]), quote!(self.#name.as_deref()))
            }
        };
        quote! { #docs #[inline] pub fn #name(&self) -> Option<#ty> { #value } }
    });
    quote! {
        impl Params {
            /// A builder with nothing set.
            #[inline]
            pub fn builder() -> ParamsBuilder {
                ParamsBuilder::default()
            }
            #(#getters)*
        }
    }
}

fn builder(parameters: &[&Parameter]) -> TokenStream {
    let members = parameters.iter().map(|p| {
        let (name, ty) = (member(&p.name), owned_type(p.kind));
        quote!(#name: Option<#ty>)
    });
    quote! {
        /// Builds [`Params`].
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct ParamsBuilder { #(#members),* }
    }
}

fn setters(parameters: &[PlannedParameter]) -> TokenStream {
    let checks = parameters.iter().map(|p| &p.parameter).filter(|p| p.built_in.as_deref() == Some(REGION)).map(|p| {
        let (name, text) = (member(&p.name), snake(&p.name));
        quote! {
            if self.#name.as_deref().is_some_and(|region| !rules::is_valid_host_label(region, true)) {
                return Err(InvalidParams::invalid_value(#text, "must be a valid host label"));
            }
        }
    });
    let members = parameters.iter().map(|p| built_member(&p.parameter));
    let setters = parameters.iter().map(|p| setter(&p.parameter));
    quote! {
        impl ParamsBuilder {
            /// The parameters that were set, with defaults for the rest.
            ///
            /// # Errors
            /// A required parameter that was not set, or a region that cannot stand in a host name.
            #[inline]
            pub fn build(self) -> Result<Params, InvalidParams> {
                #(#checks)*
                Ok(Params { #(#members),* })
            }
            #(#setters)*
        }
    }
}

fn built_member(parameter: &Parameter) -> TokenStream {
    let (name, text) = (member(&parameter.name), snake(&parameter.name));
    match (&parameter.default, parameter.required) {
        (Some(Constant::Boolean(false)), true) => quote!(#name: self.#name.unwrap_or_default()),
        (Some(Constant::Boolean(true)), true) => quote!(#name: self.#name.unwrap_or(true)),
        (Some(default), true) => {
            let default = constant(default);
            quote!(#name: self.#name.unwrap_or_else(|| #default))
        }
        (None, true) => quote!(#name: self.#name.ok_or(InvalidParams::missing(#text))?),
        (_, false) => quote!(#name: self.#name),
    }
}

fn setter(parameter: &Parameter) -> TokenStream {
    let (name, ty) = (member(&parameter.name), owned_type(parameter.kind));
    let text = snake(&parameter.name);
    let set = format_ident!("set_{text}");
    let docs = format!(" Sets [`{text}`](Params::{text}).");
    let default = parameter.default.as_ref().map(|default| {
        let default = match default {
            Constant::Boolean(value) => format!("`{value}`"),
            Constant::String(value) => format!("`{value:?}`"),
            Constant::StringArray(values) => format!("`{values:?}`"),
        };
        let line = format!(" Without it, the value is {default}.");
        quote!(#[doc = ""] #[doc = #line])
    });
    let set_docs = format!(" Sets or unsets [`{text}`](Params::{text}).");
    quote! {
        #[doc = #docs] #default
        pub fn #name(mut self, value: impl Into<#ty>) -> Self {
            self.#name = Some(value.into());
            self
        }
        #[doc = #set_docs]
        #[inline]
        pub fn #set(mut self, value: Option<#ty>) -> Self {
            self.#name = value;
            self
        }
    }
}

/// The type of a parameter's value.
pub(crate) fn owned_type(kind: ParameterKind) -> TokenStream {
    match kind {
        ParameterKind::String => quote!(String),
        ParameterKind::Boolean => quote!(bool),
        ParameterKind::StringArray => quote!(Vec<String>),
    }
}

/// An expression for a value of a parameter.
pub(crate) fn constant(constant: &Constant) -> TokenStream {
    match constant {
        Constant::String(text) => quote!(#text.to_owned()),
        Constant::Boolean(value) => quote!(#value),
        Constant::StringArray(texts) => quote!(vec![#(#texts.to_owned()),*]),
    }
}

fn documentation(parameter: &Parameter) -> TokenStream {
    let written = parameter.documentation.as_deref().map(docs::to_markdown);
    let written = written.filter(|text| !text.is_empty());
    let text = match (written, parameter.built_in.as_deref()) {
        (Some(text), _) => text,
        (None, Some(REGION)) => "The region that the request goes to.".to_owned(),
        (None, Some("AWS::UseDualStack")) => {
            "Whether the endpoint must have IPv4 and IPv6 addresses.".to_owned()
        }
        (None, Some("AWS::UseFIPS")) => "Whether the endpoint must comply with FIPS.".to_owned(),
        (None, Some("SDK::Endpoint")) => {
            "The endpoint that the user set, in place of the service's own.".to_owned()
        }
        (None, _) => format!("The endpoint parameter `{}`.", parameter.name),
    };
    doc(&match &parameter.deprecated {
        Some(message) => format!("{text}\n\nDeprecated. {}", docs::escape(message)),
        None => text,
    })
}
