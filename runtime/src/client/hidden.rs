//! The items of the official runtime crates that are `#[doc(hidden)]`, and all that depends on one.
//!
//! Published `aws-sdk-*` crates use the same items with caret requirements, so a 1.x release can not take them away without
//! breaking those. What is here only names features in the user agent and in traces, and picks the newer order of
//! resolving authentication and endpoints.

use std::borrow::Cow;

use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_runtime::client::orchestrator::AuthSchemeAndEndpointOrchestrationV2;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl};
use tracing::field::Value;
use tracing::{Event, Metadata, Span};

/// Makes the orchestrator choose the auth scheme before it resolves the endpoint.
pub(super) fn resolve_auth_scheme_first(layer: &mut Layer) {
    layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
}

/// Names the retry mode in the user agent.
#[derive(Debug)]
pub(super) struct RetryModeFeature;

impl Intercept for RetryModeFeature {
    fn name(&self) -> &'static str {
        "RetryModeFeatureTrackerInterceptor"
    }

    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let feature = match cfg.load::<RetryConfig>().map(RetryConfig::mode) {
            Some(RetryMode::Standard) => SmithySdkFeature::RetryModeStandard,
            Some(RetryMode::Adaptive) => SmithySdkFeature::RetryModeAdaptive,
            _ => return Ok(()),
        };
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }
}

/// Says in the user agent that the endpoint was set by hand.
#[derive(Debug)]
pub(super) struct EndpointOverrideFeature;

impl Intercept for EndpointOverrideFeature {
    fn name(&self) -> &'static str {
        "EndpointOverrideFeatureTrackerInterceptor"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if cfg.load::<EndpointUrl>().is_some() {
            cfg.interceptor_state().store_append(AwsSdkFeature::EndpointOverride);
        }
        Ok(())
    }
}

/// Says in the user agent how the account decides on endpoints.
#[derive(Debug)]
pub(super) struct AccountIdFeature;

impl Intercept for AccountIdFeature {
    fn name(&self) -> &'static str {
        "AccountIdEndpointFeatureTrackerInterceptor"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let feature = match cfg.load::<AccountIdEndpointMode>().cloned().unwrap_or_default() {
            AccountIdEndpointMode::Preferred => AwsSdkFeature::AccountIdModePreferred,
            AccountIdEndpointMode::Required => AwsSdkFeature::AccountIdModeRequired,
            AccountIdEndpointMode::Disabled => AwsSdkFeature::AccountIdModeDisabled,
            _ => return Ok(()),
        };
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }
}

/// Says in the user agent that the request is compressed.
#[cfg(feature = "compression")]
pub(super) fn name_compression(cfg: &mut ConfigBag) {
    cfg.interceptor_state().store_append(SmithySdkFeature::GzipRequestCompression);
}

/// Says in the user agent that metrics go to OpenTelemetry.
#[derive(Debug)]
pub(super) struct ObservabilityFeature;

impl Intercept for ObservabilityFeature {
    fn name(&self) -> &'static str {
        "ObservabilityFeatureTrackerInterceptor"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let provider = aws_smithy_observability::global::get_telemetry_provider();
        if provider.is_ok_and(|provider| {
            provider.meter_provider().provider_name() == "AwsSmithyObservabilityOtelProvider"
        }) {
            cfg.interceptor_state().store_append(SmithySdkFeature::ObservabilityOtelMetrics);
        }
        Ok(())
    }
}

/// Names in the user agent what made the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// A paginator, feature `C`.
    Paginator,
    /// A waiter, feature `B`.
    Waiter,
}

#[derive(Debug)]
struct CallerFeature(Caller);

impl Intercept for CallerFeature {
    fn name(&self) -> &'static str {
        match self.0 {
            Caller::Paginator => "PaginatorFeatureTrackerInterceptor",
            Caller::Waiter => "WaiterFeatureTrackerInterceptor",
        }
    }

    fn modify_before_serialization(
        &self,
        _context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_append(match self.0 {
            Caller::Paginator => SmithySdkFeature::Paginator,
            Caller::Waiter => SmithySdkFeature::Waiter,
        });
        Ok(())
    }
}

/// The operation plugin that names the caller.
#[derive(Debug)]
pub(super) struct CallerPlugin(RuntimeComponentsBuilder);

impl CallerPlugin {
    pub(super) fn new(caller: Caller) -> Self {
        Self(
            RuntimeComponentsBuilder::new("CallerPlugin")
                .with_interceptor(SharedInterceptor::permanent(CallerFeature(caller))),
        )
    }
}

impl RuntimePlugin for CallerPlugin {
    fn runtime_components(
        &self,
        _: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        Cow::Borrowed(&self.0)
    }
}

/// Makes a span of a callsite that no macro made. Setting values is what `tracing` keeps to its macros.
pub(super) fn span(metadata: &'static Metadata<'static>, values: [&dyn Value; 4]) -> Span {
    let fields = metadata.fields();
    let mut names = fields.iter();
    match values.map(|value| names.next().map(|name| (name, value))) {
        [Some(a), Some(b), Some(c), Some(d)] => {
            let values =
                [(&a.0, Some(a.1)), (&b.0, Some(b.1)), (&c.0, Some(c.1)), (&d.0, Some(d.1))];
            Span::new(metadata, &fields.value_set(&values))
        }
        _ => Span::none(),
    }
}

/// Sends an event with one value from such a callsite.
pub(super) fn event(metadata: &'static Metadata<'static>, value: &dyn Value) {
    let fields = metadata.fields();
    if let Some(name) = fields.iter().next() {
        Event::dispatch(metadata, &fields.value_set(&[(&name, Some(value))]));
    }
}
