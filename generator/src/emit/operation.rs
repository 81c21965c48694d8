//! An operation: its unit structure, how the wire layer and the driver know it, its input and
//! output, its builders and its paginator.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::file::Item;
use super::index::inception;
use super::structure::{builder, deprecated, structure};
use super::ty::{doc, ident, ty, type_link};
use super::waiter::path;
use super::{endpoint, error};
use crate::docs::code;
use crate::rust::{
    Codec, EndpointBinding, EndpointSource, HostPartDef, OperationDef, PaginatorDef, Ty,
};
use crate::waiters::Type;

/// The items of an operation's file.
pub(super) fn operation(def: &OperationDef, codec: Codec) -> Vec<Item> {
    let mut items =
        vec![unit(def), plugin(def).into(), encoding(def, codec).into(), driving(def).into()];
    items.extend(def.endpoint.iter().filter_map(|one| endpoint_path(def, one)).map(Item::from));
    items.extend(def.paginator.iter().flat_map(|page| paginated(def, page)).map(Item::from));
    items.extend(error::of_operation(def));
    items.extend(structure(&def.input));
    items.extend(structure(&def.output));
    items.push(builders(def).into());
    items.extend(def.paginator.as_ref().map(|page| paginator(def, page).into()));
    items
}

fn unit(def: &OperationDef) -> Item {
    let name = ident(&def.name);
    let text = if def.docs.is_empty() {
        format!("The `{}` operation.", def.name)
    } else {
        def.docs.clone()
    };
    let docs = doc(&text);
    let attributes = deprecated(def.deprecated.as_ref());
    let tokens = quote! {
        #docs
        #attributes
        #[non_exhaustive]
        #[derive(Clone, Debug, Default)]
        pub struct #name;
    };
    Item::commented(def.id.as_str(), tokens)
}

fn plugin(def: &OperationDef) -> TokenStream {
    let name = ident(&def.name);
    quote!(tinsmith_runtime::operation!(#name);)
}

fn encoding(def: &OperationDef, codec: Codec) -> TokenStream {
    let (name, input, output) = (ident(&def.name), ident(&def.input.name), ident(&def.output.name));
    let codec = ident(codec.module);
    let action = &def.plan.action;
    let form = match def.output.parts.as_deref().map(ident) {
        Some(parts) => quote!(, #codec::MembersOf<#parts>),
        None if def.output.fields.is_empty() => quote!(, #codec::NoMembers),
        None => TokenStream::new(),
    };
    let host = (!def.host_prefix.is_empty()).then(|| {
        let parts = def.host_prefix.iter().map(host_part);
        quote! {
            #[inline]
            fn encode(input: &Self::Input) -> Result<wire::Request, wire::EncodeError> {
                let request = <Self::Protocol as wire::Protocol<Self>>::encode(input)?;
                Ok(request.with_host_prefix(&[#(#parts),*]))
            }
        }
    });
    quote! {
        impl wire::Operation for #name {
            const NAME: &'static str = #action;
            type Input = #input;
            type Output = #output;
            type Protocol = #codec::Protocol<Service #form>;
            #host
        }
    }
}

/// A text that is part of the host name.
fn host_part(part: &HostPartDef) -> TokenStream {
    match part {
        HostPartDef::Text(text) => quote!(#text),
        HostPartDef::Field { member, name, is_enum } => {
            let field = ident(name);
            let value = if *is_enum {
                quote!(input.#field.as_ref().map(|value| value.as_str()))
            } else {
                quote!(input.#field.as_deref())
            };
            quote!(wire::host_label(#member, #value)?)
        }
    }
}

fn driving(def: &OperationDef) -> TokenStream {
    let (name, error) = (ident(&def.name), format_ident!("{}Error", def.name));
    let sensitive = def.sensitive_output.then(|| {
        quote!(
            const SENSITIVE_OUTPUT: bool = true;
        )
    });
    let token = def.token_field.as_ref().map(|field| {
        let field = ident(field);
        quote! {
            #[inline]
            fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> {
                Some(&mut input.#field)
            }
        }
    });
    let offers = def.telemetry.iter().map(|(member, field)| {
        let field = ident(field);
        quote!(attributes.offer(#member, &input.#field);)
    });
    let telemetry = (!def.telemetry.is_empty()).then(|| {
        quote! {
            #[inline]
            fn telemetry(input: &Self::Input, attributes: &mut client::telemetry::Attributes<'_>) {
                #(#offers)*
            }
        }
    });
    let endpoint = endpoint_params(def);
    let compression = def.compressed.then(|| {
        quote! {
            #[inline]
            fn components(components: client::RuntimeComponentsBuilder) -> client::RuntimeComponentsBuilder {
                client::compression::gzip(components)
            }
        }
    });
    quote! {
        impl client::Operation for #name {
            type Service = Service;
            type Error = #error;
            #sensitive
            #token
            #telemetry
            #endpoint
            #compression
        }
    }
}

/// What the operation says about the parameters of the endpoint rules.
fn endpoint_params(def: &OperationDef) -> Option<TokenStream> {
    let reads = |binding: &EndpointBinding| !matches!(binding.source, EndpointSource::Constant(_));
    let input = if def.endpoint.iter().any(reads) { quote!(input) } else { quote!(_input) };
    let setters = def.endpoint.iter().map(|binding| {
        let (setter, value) = (format_ident!("set_{}", binding.stem), endpoint_value(binding));
        let is_there = match &binding.source {
            EndpointSource::Constant(_) => true,
            EndpointSource::Field { ty, required, .. } => *required && *ty == Ty::String,
            EndpointSource::Path { .. } => false,
        };
        if binding.overrides && !is_there {
            quote!(if let Some(value) = #value { params = params.#setter(Some(value)); })
        } else {
            quote!(params = params.#setter(#value);)
        }
    });
    let setters: Vec<TokenStream> = setters.collect();
    (!setters.is_empty()).then(|| {
        quote! {
            #[inline]
            fn endpoint_params(
                #input: &Self::Input,
                mut params: client::EndpointBuilder<Self>,
            ) -> Result<client::EndpointBuilder<Self>, client::InvalidParams> {
                #(#setters)*
                Ok(params)
            }
        }
    })
}

/// An optional value for a parameter.
fn endpoint_value(binding: &EndpointBinding) -> TokenStream {
    match &binding.source {
        EndpointSource::Constant(value) => {
            let value = endpoint::constant(value);
            quote!(Some(#value))
        }
        EndpointSource::Field { field, ty, required } => {
            let name = ident(field);
            match ty {
                Ty::String if *required => {
                    quote!(client::required_param(#field, &input.#name)?)
                }
                Ty::Named { .. } => {
                    quote!(input.#name.as_ref().map(|value| value.as_str().to_owned()))
                }
                ty if ty.is_copy() => quote!(input.#name),
                _ => quote!(input.#name.clone()),
            }
        }
        EndpointSource::Path { function, value, .. } => {
            let function = ident(function);
            match value.ty {
                Type::Bool => quote!(#function(input)),
                Type::Text => quote!(#function(input).map(str::to_owned)),
                _ => quote! {
                    #function(input).map(|texts| texts.into_iter().map(str::to_owned).collect())
                },
            }
        }
    }
}

/// The function that follows a path of `smithy.rules#operationContextParams`.
fn endpoint_path(def: &OperationDef, binding: &EndpointBinding) -> Option<TokenStream> {
    let EndpointSource::Path { function, path, value } = &binding.source else { return None };
    let (name, input) = (ident(function), ident(&def.input.name));
    let docs = doc(&format!("{}.", code(path)));
    let (returned, body) = (path::returned(value, None), path::whole(value));
    Some(quote! {
        #docs
        #[inline]
        fn #name(input: &#input) -> Option<#returned> { #body }
    })
}

fn builders(def: &OperationDef) -> TokenStream {
    let (name, input, output) = (ident(&def.name), ident(&def.input.name), ident(&def.output.name));
    let input_builder = format_ident!("{}Builder", def.input.name);
    let output_builder = format_ident!("{}Builder", def.output.name);
    let fluent = format_ident!("{}FluentBuilder", def.name);
    let of_input = doc(&format!("The builder of {}.", type_link(&def.input.name)));
    let of_call = doc(&format!("Builds and sends a call of {}.", type_link(&def.name)));
    let built_output = builder(&def.output);
    let (link, used) = match def.output.parts.as_deref().map(ident) {
        Some(parts) => (format!("[`{output}`](super::{output})"), quote!(#parts, builder)),
        None => (type_link(&def.output.name), quote!(#output)),
    };
    let of_output = doc(&format!("The builder of {link}."));
    let inception = inception("builders", &def.module);
    quote! {
        /// Builders of the call, its input and its output.
        #inception
        pub mod builders {
            use super::{Builder, Call, Input, #name, #input, #used};

            #of_input
            pub type #input_builder = Builder<#input, Input<#name>>;
            #of_output
            pub type #output_builder = #built_output;
            #of_call
            pub type #fluent = Builder<#input, Call<#name>>;
        }
    }
}

/// A place that a path of fields leads to: plain access for the last, options before it.
fn place(root: &TokenStream, path: &[String], step: &TokenStream) -> TokenStream {
    let Some((last, before)) = path.split_last() else { return root.clone() };
    let mut at = root.clone();
    for field in before {
        let field = ident(field);
        at = quote!(#at.#field #step);
    }
    let last = ident(last);
    quote!(#at.#last)
}

fn paginated(def: &OperationDef, page: &PaginatorDef) -> Vec<TokenStream> {
    let name = ident(&def.name);
    let next = place(&quote!(output), &page.output_token, &quote!(.as_ref()?));
    let next = if page.always_token { quote!(Some(&#next)) } else { quote!(#next.as_ref()) };
    let empty = quote!(.get_or_insert_with(Empty::empty));
    let token = place(&quote!(input), &page.input_token, &empty);
    let mut impls = vec![quote! {
        impl client::Paginated for #name {
            type Token = String;

            #[inline]
            fn next_token(output: &Self::Output) -> Option<&String> { #next }

            #[inline]
            fn token(input: &mut Self::Input) -> &mut Option<String> { &mut #token }
        }
    }];
    if let Some((path, size)) = &page.page_size {
        let (size, place) = (ty(size), place(&quote!(input), path, &empty));
        impls.push(quote! {
            impl client::PageSize for #name {
                type Size = #size;

                #[inline]
                fn page_size(input: &mut Self::Input) -> &mut Option<#size> { &mut #place }
            }
        });
    }
    if let Some((path, item)) = &page.items {
        let (item, place) = (ty(item), place(&quote!(output), path, &quote!(?)));
        let place = if page.always_items { quote!(Some(#place)) } else { place };
        impls.push(quote! {
            impl client::PageItems for #name {
                type Items = Vec<#item>;

                #[inline]
                fn items(output: Self::Output) -> Option<Self::Items> { #place }
            }
        });
    }
    impls
}

fn paginator(def: &OperationDef, page: &PaginatorDef) -> TokenStream {
    let name = ident(&def.name);
    let pages = format_ident!("{}Paginator", def.pascal);
    let docs = doc(&format!("The pages of {}.", type_link(&def.name)));
    let items = page.items.as_ref().map(|_| {
        let items = format_ident!("{}PaginatorItems", def.pascal);
        let docs = doc(&format!("The items on the pages of {}.", type_link(&def.name)));
        quote!(#docs pub type #items = client::PaginatorItems<#name>;)
    });
    let inception = inception("paginator", &def.module);
    quote! {
        /// Pages and the items on them, as streams.
        #inception
        pub mod paginator {
            use super::{#name, client};

            #docs
            pub type #pages = client::Paginator<#name>;
            #items
        }
    }
}
