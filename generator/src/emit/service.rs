//! What a crate has once: the service, the client, its configuration, errors, primitives.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::endpoint;
use super::file::Item;
use super::structure::{deprecated, method_allow};
use super::ty::{doc, ident};
use super::waiter;
use crate::endpoint::rules::{Parameter, ParameterKind};
use crate::rust::{
    ACCOUNT_ID, ACCOUNT_ID_ENDPOINT_MODE, BUILT_INS, Codec, CrateDef, EndpointDef, Layer,
    ServiceDef, identifier, snake,
};

/// `service.rs`: the service as the driver and the protocol see it.
pub(super) fn service(def: &ServiceDef, codec: Codec) -> Vec<Item> {
    let ServiceDef { sdk_id, name, signing_name, .. } = def;
    let api = sdk_id.to_lowercase().replace(' ', "");
    let scope = format!("aws-sdk-{api}");
    let tokens = quote! {
        /// The service that the operations belong to.
        #[derive(Debug)]
        pub struct Service;
    };
    let account_id_endpoints = built_in(&def.endpoint, ACCOUNT_ID_ENDPOINT_MODE)
        .map(|_| quote!(.with_account_id_endpoints()));
    let described = quote! {
        impl client::Service for Service {
            const DESCRIPTOR: &'static client::ServiceDescriptor = &client::ServiceDescriptor::new(
                #sdk_id,
                client::ApiMetadata::new(#api, env!("CARGO_PKG_VERSION")),
                || DefaultResolver::new().into_shared_resolver(),
            )
            .shape_name(#name)
            .signing_name(#signing_name)
            .metrics_scope(#scope)
            #account_id_endpoints;

            type EndpointParams = Params;
        }
    };
    let import = quote!(
        use crate::config::endpoint::{DefaultResolver, Params, ResolveEndpoint as _};
    );
    let (module, version) = (ident(codec.module), &def.version);
    let mode = codec.strict.then(|| {
        quote!(
            const MODE: xml::Mode = xml::Mode::Strict;
        )
    });
    let spoken = quote! {
        impl #module::Service for Service {
            const VERSION: &'static str = #version;
            #mode
        }
    };
    vec![import.into(), Item::commented(def.id.as_str(), tokens), described.into(), spoken.into()]
}

/// `client.rs`: the client with a method for each operation.
pub(super) fn client(def: &CrateDef) -> Vec<Item> {
    let methods = def.operations.iter().map(|operation| {
        let (method, module) = (ident(&operation.method), ident(&operation.module));
        let fluent = format_ident!("{}FluentBuilder", operation.name);
        let docs = doc(&format!(
            "Builds a call of [`{}`](operation::{}::{}).",
            operation.name, operation.module, operation.name
        ));
        let attributes = deprecated(operation.deprecated.as_ref());
        let returned = quote!(operation::#module::builders::#fluent);
        let reason = "calls are named as their operations";
        let allow = method_allow(&operation.method, &returned, reason);
        quote! {
            #docs
            #attributes
            #allow
            #[inline]
            pub fn #method(&self) -> #returned { client::start(self) }
        }
    });
    vec![
        quote!(
            use crate::Config;
        )
        .into(),
        quote!(tinsmith_runtime::client!(Service, Config);).into(),
        quote!(impl Client { #(#methods)* }).into(),
    ]
    .into_iter()
    .chain(waiter::methods(&def.waiters()))
    .collect()
}

/// `config.rs`: the settings.
pub(super) fn config(def: &CrateDef) -> Vec<Item> {
    let compression =
        def.has_compression().then(|| quote!(tinsmith_runtime::request_compression!();).into());
    let def = &def.service.endpoint;
    let settings = def.settings.iter().map(|setting| {
        let (ty, stem) = (ident(&setting.ty), &setting.stem);
        let (setter, set) = (ident(&setting.setter), format_ident!("set_{stem}"));
        let of = endpoint::owned_type(setting.kind);
        let fallback = format!("Sets the endpoint parameter `{}`.", setting.parameter);
        let docs = if setting.docs.is_empty() { &fallback } else { &setting.docs };
        quote!(tinsmith_runtime::setting!(#ty(#of), #setter, #set, #docs);).into()
    });
    let module: Vec<Item> = vec![
        quote! {
            /// How the client finds the endpoint of a call.
            pub mod endpoint;
        }
        .into(),
        quote!(tinsmith_runtime::config!(Service);).into(),
    ];
    let account = built_in(def, ACCOUNT_ID_ENDPOINT_MODE)
        .map(|_| quote!(tinsmith_runtime::account_id_endpoint_mode!();).into());
    module.into_iter().chain(account).chain(compression).chain(settings).collect()
}

/// `config/endpoint.rs`: the compiled rules and the trait around them.
pub(super) fn config_endpoint(def: &EndpointDef) -> Vec<Item> {
    let sources = def.plan.parameters.iter().filter_map(|planned| {
        let (name, stem) = (&planned.parameter.name, snake(&planned.parameter.name));
        let setter = format_ident!("set_{stem}");
        let value = source(def, name, planned.parameter.built_in.as_deref())?;
        Some(quote!(.#setter(#value)))
    });
    let sources: Vec<TokenStream> = sources.collect();
    let config = if sources.is_empty() { quote!(_) } else { quote!(config) };
    let reexport = quote! {
        pub use tinsmith_runtime::client::sdk::aws_smithy_runtime_api::client::endpoint::{
            EndpointFuture, SharedEndpointResolver,
        };
    };
    let resolver = quote! {
        /// Resolves endpoints by the rules of the service.
        pub type DefaultResolver = endpoint::DefaultResolver<Params>;
    };
    let resolve = quote! {
        /// Resolves endpoints. Implement it to replace [`DefaultResolver`].
        pub trait ResolveEndpoint: Send + Sync + std::fmt::Debug {
            /// The endpoint for these parameters.
            fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

            /// The resolver in the form that the configuration keeps.
            fn into_shared_resolver(self) -> SharedEndpointResolver
            where
                Self: Sized + 'static,
            {
                endpoint::share(self, Self::resolve_endpoint)
            }
        }
    };
    let default = quote! {
        impl ResolveEndpoint for DefaultResolver {
            #[inline]
            fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
                self.resolve(params)
            }
        }
    };
    let account_id = built_in(def, ACCOUNT_ID).map(|parameter| {
        let member = endpoint::member(&parameter.name);
        let value = match parameter.required {
            true => quote!(account_id.to_owned()),
            false => quote!(Some(account_id.to_owned())),
        };
        quote! {
            #[inline]
            fn set_account_id(&mut self, account_id: &str) { self.#member = #value; }
        }
    });
    let params = quote! {
        impl endpoint::Params for Params {
            type Builder = ParamsBuilder;

            #[inline]
            fn from_config(#config: &super::ConfigBag) -> ParamsBuilder {
                Params::builder() #(#sources)*
            }

            #[inline]
            fn build(builder: ParamsBuilder) -> Result<Self, InvalidParams> { builder.build() }

            #account_id

            #[inline]
            fn resolve(&self) -> Result<Endpoint, ResolveEndpointError> { resolve(self) }
        }
    };
    let tests = (!def.cases.is_empty()).then(|| {
        quote!(
            #[cfg(test)]
            mod tests;
        )
        .into()
    });
    let compiled = endpoint::items(&def.plan, &def.partitions).into_iter().map(Item::from);
    let around = [reexport, resolver, resolve, default, params].map(Item::from);
    compiled.chain(around).chain(tests).collect()
}

/// The parameter that takes its value from a built-in.
fn built_in<'a>(def: &'a EndpointDef, name: &str) -> Option<&'a Parameter> {
    let mut parameters = def.plan.parameters.iter().map(|planned| &planned.parameter);
    parameters.find(|parameter| parameter.built_in.as_deref() == Some(name))
}

/// Where the configuration has a parameter: a setting goes before a built-in.
fn source(def: &EndpointDef, parameter: &str, built_in: Option<&str>) -> Option<TokenStream> {
    let known = BUILT_INS.iter().find(|(name, ..)| built_in == Some(name));
    let built_in = known.map(|(_, function, _)| {
        let function = ident(&identifier(function));
        quote!(endpoint::builtin::#function(config))
    });
    let setting = def.settings.iter().find(|setting| setting.parameter == parameter);
    let setting = setting.map(|setting| {
        let ty = ident(&setting.ty);
        let value = match setting.kind {
            ParameterKind::Boolean => quote!(setting.0),
            ParameterKind::String | ParameterKind::StringArray => quote!(setting.0.clone()),
        };
        quote!(config.load::<super::#ty>().map(|setting| #value))
    });
    match (setting, built_in) {
        (Some(setting), Some(built_in)) => Some(quote!(#setting.or_else(|| #built_in))),
        (setting, built_in) => setting.or(built_in),
    }
}

/// `error.rs`: the names that errors need.
pub(super) fn error() -> Vec<Item> {
    vec![
        quote! {
            pub use tinsmith_runtime::client::sdk::aws_smithy_runtime_api::box_error::BoxError;
            pub use tinsmith_runtime::client::sdk::aws_smithy_runtime_api::client::result::ConnectorError;
            pub use tinsmith_runtime::client::sdk::aws_smithy_types::error::display::DisplayErrorContext;
            pub use tinsmith_runtime::client::sdk::aws_smithy_types::error::metadata::{
                ErrorMetadata, ProvideErrorMetadata,
            };
            pub use tinsmith_runtime::client::sdk::aws_smithy_types::error::operation::BuildError;
            pub use tinsmith_runtime::shape::UnknownVariantError;
        }
        .into(),
        quote! {
            /// The error of a call: the service's own, or what kept the call from reaching it.
            pub type SdkError<E, R = crate::config::http::HttpResponse> =
                tinsmith_runtime::client::sdk::aws_smithy_runtime_api::client::result::SdkError<E, R>;
        }
        .into(),
    ]
}

/// `meta.rs`: what the crate says about itself.
pub(super) fn meta() -> Vec<Item> {
    vec![
        quote! {
            /// The version of this crate.
            pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");
        }
        .into(),
    ]
}

/// `primitives.rs`: types of values that are no structures.
pub(super) fn primitives() -> Vec<Item> {
    vec![
        quote!(
            pub use tinsmith_runtime::primitives::{Blob, DateTime, DateTimeFormat};
        )
        .into(),
        quote! {
            /// Event streams, of which there are none.
            pub mod event_stream {}
        }
        .into(),
    ]
}

/// `builder.rs`: the one type of all builders.
pub(super) fn builder(layer: Layer) -> Vec<Item> {
    let (import, client) = if layer.has_client() {
        (quote!({Client, config}), quote!(Client))
    } else {
        (quote!(config), quote!(impl tinsmith_runtime::client::Handled))
    };
    vec![
        quote!(use crate::#import;).into(),
        quote!(tinsmith_runtime::builder!(#client, config::Builder);).into(),
    ]
}

/// `config/endpoint/tests.rs`: the model's own test cases of its endpoint rules.
pub(super) fn endpoint_tests(def: &EndpointDef) -> Vec<Item> {
    endpoint::tests(&def.plan, &def.cases).into_iter().map(Item::from).collect()
}
