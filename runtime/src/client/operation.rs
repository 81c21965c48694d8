//! What the driver needs to know of an operation and of its service.
//!
//! Generated code states it once, as types, in [`Operation`] and [`Service`]. The driver is compiled once, in this crate, so it works on
//! erased values: a [`Descriptor`] is the table that leads from one to the other. It is an associated constant of a generic type,
//! so that it, and the code which it points to, comes into being only in a program that calls the operation.

use std::any::type_name;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::{PoisonError, RwLock};

use aws_runtime::auth::SigningOptions;
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, SharedEndpointResolver};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::client::result::CreateUnhandledError as _;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::ConfigBag;

use super::endpoint::Params;
use super::error::Fault;
use super::{plugin, telemetry};
use crate::endpoint::InvalidParams;
use crate::wire;

/// What the driver needs to know of a service.
///
/// A generated crate holds one, as a constant of its [`Service`].
#[derive(Debug)]
#[non_exhaustive]
pub struct ServiceDescriptor {
    /// `sdkId` of the trait `aws.api#service`: names the service in logs, metrics and in the environment (`AWS_ENDPOINT_URL_…`).
    pub sdk_id: &'static str,
    /// Name that requests are signed for, of the trait `aws.auth#sigv4`.
    pub signing_name: &'static str,
    /// Shape name of the service. It names the layer of settings that the service brings.
    pub shape_name: &'static str,
    /// Scope of the metrics; the name of the official crate.
    pub metrics_scope: &'static str,
    /// Prefix of the partition that clients of one region share for their retry tokens.
    pub retry_partition: &'static str,
    /// Name and version of the crate, for the header `user-agent`.
    pub api: ApiMetadata,
    /// How requests are signed.
    pub signing: Signing,
    /// Makes the resolver of endpoints that is used unless the configuration brings one.
    pub endpoint_resolver: fn() -> SharedEndpointResolver,
    /// Whether endpoints depend on the account, which then the user agent says.
    pub account_id_endpoints: bool,
}

impl ServiceDescriptor {
    /// A descriptor of a service whose requests are signed with the defaults of Signature Version 4.
    pub const fn new(
        sdk_id: &'static str,
        api: ApiMetadata,
        endpoint_resolver: fn() -> SharedEndpointResolver,
    ) -> Self {
        Self {
            sdk_id,
            signing_name: "",
            shape_name: "",
            metrics_scope: "",
            retry_partition: "",
            api,
            signing: Signing::DEFAULT,
            endpoint_resolver,
            account_id_endpoints: false,
        }
    }

    /// Sets [`account_id_endpoints`](Self::account_id_endpoints).
    pub const fn with_account_id_endpoints(mut self) -> Self {
        self.account_id_endpoints = true;
        self
    }

    /// Sets [`signing_name`](Self::signing_name), which most services also use for their retry partition.
    pub const fn signing_name(mut self, name: &'static str) -> Self {
        self.signing_name = name;
        self.retry_partition = name;
        self
    }

    /// Sets [`shape_name`](Self::shape_name).
    pub const fn shape_name(mut self, name: &'static str) -> Self {
        self.shape_name = name;
        self
    }

    /// Sets [`metrics_scope`](Self::metrics_scope).
    pub const fn metrics_scope(mut self, scope: &'static str) -> Self {
        self.metrics_scope = scope;
        self
    }
}

/// The switches of Signature Version 4 in which services differ.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Signing {
    /// Percent-encode the path twice. All services but S3.
    pub double_uri_encode: bool,
    /// Send the header `x-amz-content-sha256`.
    pub content_sha256_header: bool,
    /// Remove `.` and `..` from the path. All services but S3.
    pub normalize_uri_path: bool,
}

impl Signing {
    /// What most services want.
    pub const DEFAULT: Self =
        Self { double_uri_encode: true, content_sha256_header: false, normalize_uri_path: true };

    pub(super) fn options(self) -> SigningOptions {
        let mut options = SigningOptions::default();
        options.double_uri_encode = self.double_uri_encode;
        options.content_sha256_header = self.content_sha256_header;
        options.normalize_uri_path = self.normalize_uri_path;
        options
    }
}

/// A service. Implemented once in a generated crate.
pub trait Service: Send + Sync + 'static {
    /// What the driver needs to know.
    const DESCRIPTOR: &'static ServiceDescriptor;
    /// Parameters of the service's endpoint rules.
    type EndpointParams: Params;
}

/// An operation that the driver can call. Implemented by the unit struct of each operation, in generated code.
pub trait Operation: wire::Operation {
    /// The service that the operation belongs to.
    type Service: Service;
    /// The error of the operation.
    type Error: Fault;
    /// Whether the output holds something sensitive, which must not be logged.
    const SENSITIVE_OUTPUT: bool = false;

    /// The member that an idempotency token goes into, if the operation has one (trait `smithy.api#idempotencyToken`).
    #[inline]
    fn idempotency_token(_input: &mut Self::Input) -> Option<&mut Option<String>> {
        None
    }

    /// Offers the members that telemetry may record: strings at the top of the input that are not sensitive.
    #[inline]
    fn telemetry(_input: &Self::Input, _attributes: &mut telemetry::Attributes<'_>) {}

    /// Adds to the parameters of the endpoint rules what the operation's input or traits say
    /// (`smithy.rules#contextParam`, `staticContextParams`, `operationContextParams`).
    #[inline]
    ///
    /// # Errors
    /// A required member that has no value.
    fn endpoint_params(
        _input: &Self::Input,
        params: EndpointBuilder<Self>,
    ) -> Result<EndpointBuilder<Self>, InvalidParams> {
        Ok(params)
    }

    /// Adds to the components of a call what only some operations need, such as compression.
    #[inline]
    fn components(components: RuntimeComponentsBuilder) -> RuntimeComponentsBuilder {
        components
    }
}

/// The builder of the parameters of the endpoint rules of `Op`'s service.
pub type EndpointBuilder<Op> =
    <<<Op as Operation>::Service as Service>::EndpointParams as Params>::Builder;

/// An operation with its types erased.
#[derive(Debug)]
pub(super) struct Descriptor {
    pub(super) name: &'static str,
    /// The path of the operation's type, for people only.
    pub(super) path: fn() -> &'static str,
    pub(super) service: &'static ServiceDescriptor,
    pub(super) sensitive_output: bool,
    pub(super) encode: fn(&Input) -> Result<wire::Request, BoxError>,
    pub(super) decode: fn(&wire::Response<'_>) -> OutputOrError,
    pub(super) decode_error: fn(&wire::Response<'_>) -> Error,
    pub(super) idempotency_token: fn(&mut Input) -> Option<&mut Option<String>>,
    pub(super) telemetry: fn(&Input, &mut telemetry::Attributes<'_>),
    pub(super) endpoint_params: fn(&Input, &ConfigBag) -> Result<EndpointResolverParams, BoxError>,
    pub(super) components: fn(RuntimeComponentsBuilder) -> RuntimeComponentsBuilder,
}

impl Descriptor {
    /// A name that starts with the operation's, as names of interceptors do. It is kept, of which there can only be as many as there
    /// are operations and `suffix`es.
    pub(super) fn named(&self, suffix: &'static str) -> &'static str {
        static NAMES: RwLock<BTreeMap<(&str, &str), &str>> = RwLock::new(BTreeMap::new());
        let key = (self.name, suffix);
        if let Some(known) = NAMES.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known;
        }
        let mut names = NAMES.write().unwrap_or_else(PoisonError::into_inner);
        names.entry(key).or_insert_with(|| format!("{}{suffix}", self.name).leak())
    }
}

/// Makes the [`Descriptor`] of `Op`.
pub(super) struct Describe<Op>(PhantomData<Op>);

impl<Op: Operation> Describe<Op> {
    pub(super) const DESCRIPTOR: &'static Descriptor = &Descriptor {
        name: Op::NAME,
        path: type_name::<Op>,
        service: Op::Service::DESCRIPTOR,
        sensitive_output: Op::SENSITIVE_OUTPUT,
        encode: encode::<Op>,
        decode: decode::<Op>,
        decode_error: decode_error::<Op>,
        idempotency_token: |input| input.downcast_mut().and_then(Op::idempotency_token),
        telemetry: |input, attributes| {
            if let Some(input) = input.downcast_ref() {
                Op::telemetry(input, attributes);
            }
        },
        endpoint_params: endpoint_params::<Op>,
        components: |components| Op::components(plugin::classifiers::<Op::Error>(components)),
    };
}

fn input<Op: Operation>(input: &Input) -> Result<&Op::Input, BoxError> {
    input.downcast_ref().ok_or_else(|| wrong_type("input", Op::NAME))
}

/// The error for a value of another type than the operation's, which only an interceptor can have put there.
pub(super) fn wrong_type(what: &str, operation: &str) -> BoxError {
    format!("the {what} in the interceptor context is not of the type that `{operation}` has; an interceptor replaced it").into()
}

fn encode<Op: Operation>(erased: &Input) -> Result<wire::Request, BoxError> {
    Ok(Op::encode(input::<Op>(erased)?)?)
}

fn decode<Op: Operation>(response: &wire::Response<'_>) -> OutputOrError {
    match Op::decode(response) {
        Ok(output) => Ok(Output::erase(output)),
        Err(error) => Err(OrchestratorError::operation(unhandled::<Op>(error))),
    }
}

fn decode_error<Op: Operation>(response: &wire::Response<'_>) -> Error {
    match Op::decode_error(response) {
        Ok(metadata) => Error::erase(Op::Error::from_response(metadata.build(), response)),
        Err(error) => unhandled::<Op>(error),
    }
}

fn unhandled<Op: Operation>(error: wire::DecodeError) -> Error {
    Error::erase(Op::Error::create_unhandled_error(error.into(), None))
}

fn endpoint_params<Op: Operation>(
    erased: &Input,
    config: &ConfigBag,
) -> Result<EndpointResolverParams, BoxError> {
    type Of<Op> = <<Op as Operation>::Service as Service>::EndpointParams;
    let params = Op::endpoint_params(input::<Op>(erased)?, Of::<Op>::from_config(config))?;
    Ok(EndpointResolverParams::new(Of::<Op>::build(params)?))
}
