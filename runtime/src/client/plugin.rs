//! The runtime plugins of a client and of an operation: which settings, components and interceptors there are, at which level,
//! in which order, and which of them a user can not switch off.
//!
//! All of it is what the official crates have, in their order: within a level, defaults come first, then overrides, then in
//! order of insertion, and later wins.

use std::borrow::Cow;
use std::fmt;

use aws_runtime::auth::SigV4OperationSigningConfig;
use aws_runtime::auth::sigv4::SigV4AuthScheme;
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::{ServiceClockSkewClassifier, ServiceClockSkewInterceptor};
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_smithy_runtime::client::auth::no_auth::{NO_AUTH_SCHEME_ID, NoAuthScheme};
use aws_smithy_runtime::client::config_override::Resolver;
use aws_smithy_runtime::client::defaults::{DefaultPluginParams, default_plugins};
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime::client::identity::no_auth::NoAuthIdentityResolver;
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime::client::retries::classifiers::{
    HttpStatusCodeClassifier, ModeledAsRetryableClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::{AuthSchemeOptionResolverParams, SharedAuthScheme};
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::error::ContextAttachedError;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::{Metadata, SensitiveOutput};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{
    Order, RuntimePlugin, RuntimePlugins, StaticRuntimePlugin,
};
use aws_smithy_runtime_api::client::ser_de::{SharedRequestSerializer, SharedResponseDeserializer};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};
use aws_types::region::{Region, SigningRegion};

use super::auth::{DefaultAuthSchemeResolver, ResolveAuthScheme as _};
use super::codec::Codec;
use super::config::{Builder, Config};
use super::error::Fault;
use super::hidden;
use super::operation::{Descriptor, ServiceDescriptor};
use super::telemetry::CaptureInterceptor;
use super::token::{IdempotencyTokenInterceptor, IdempotencyTokenProvider};

/// The plugins of a client.
pub(super) fn client(
    config: &Config,
    service: &'static ServiceDescriptor,
) -> Result<RuntimePlugins, BoxError> {
    let behavior_version = config.behavior_version.ok_or(
        "A behavior major version must be set: call `behavior_version` or `behavior_version_latest` on the configuration, or \
         turn the cargo feature `behavior-version-latest` on",
    )?;
    let partition: Cow<'static, str> = match config.region() {
        Some(region) => format!("{}-{region}", service.retry_partition).into(),
        None => service.retry_partition.into(),
    };
    let mut plugins = RuntimePlugins::new()
        .with_client_plugins(default_plugins(
            DefaultPluginParams::new()
                .with_retry_partition_name(partition)
                .with_behavior_version(behavior_version)
                .with_is_aws_sdk(true),
        ))
        .with_client_plugin(
            StaticRuntimePlugin::new()
                .with_config(config.layer.clone())
                .with_runtime_components(config.runtime_components.clone()),
        )
        .with_client_plugin(service_plugin(service))
        .with_client_plugin(no_auth())
        .with_client_plugin(
            MetricsRuntimePlugin::builder()
                .with_scope(service.metrics_scope)
                .with_time_source(config.time_source().unwrap_or_default())
                .build()?,
        );
    for plugin in &config.runtime_plugins {
        plugins = plugins.with_client_plugin(plugin.clone());
    }
    Ok(plugins)
}

/// What the service brings. Defaults, so that the user's own settings win.
fn service_plugin(service: &ServiceDescriptor) -> StaticRuntimePlugin {
    let mut layer = Layer::new(service.shape_name);
    layer.store_put(IdempotencyTokenProvider::random());
    hidden::resolve_auth_scheme_first(&mut layer);

    let mut components = RuntimeComponentsBuilder::new("ServiceRuntimePlugin");
    components.set_auth_scheme_option_resolver(Some(
        DefaultAuthSchemeResolver::default().into_shared_resolver(),
    ));
    components.set_endpoint_resolver(Some((service.endpoint_resolver)()));
    components.push_retry_classifier(HttpStatusCodeClassifier::default());
    components.push_auth_scheme(SharedAuthScheme::new(SigV4AuthScheme::new()));
    components
        .push_interceptor(SharedInterceptor::permanent(ConnectionPoisoningInterceptor::new()));
    components.push_interceptor(SharedInterceptor::permanent(hidden::RetryModeFeature));
    components.push_interceptor(ServiceClockSkewInterceptor::new());
    components.push_interceptor(RequestInfoInterceptor::new());
    components.push_interceptor(UserAgentInterceptor::new());
    components.push_interceptor(InvocationIdInterceptor::new());
    components.push_interceptor(SharedInterceptor::permanent(RecursionDetectionInterceptor::new()));
    components.push_interceptor(SharedInterceptor::permanent(hidden::EndpointOverrideFeature));
    components.push_interceptor(SharedInterceptor::permanent(hidden::ObservabilityFeature));
    if service.account_id_endpoints {
        components.push_interceptor(SharedInterceptor::permanent(hidden::AccountIdFeature));
    }
    StaticRuntimePlugin::new()
        .with_config(layer.freeze())
        .with_runtime_components(components)
        .with_order(Order::Defaults)
}

/// Anonymous calls, which are made only if a resolver of auth schemes of the user's own asks for them.
fn no_auth() -> StaticRuntimePlugin {
    StaticRuntimePlugin::new().with_runtime_components(
        RuntimeComponentsBuilder::new("NoAuthRuntimePlugin")
            .with_identity_resolver(
                NO_AUTH_SCHEME_ID,
                SharedIdentityResolver::new(NoAuthIdentityResolver::new()),
            )
            .with_auth_scheme(SharedAuthScheme::new(NoAuthScheme::new())),
    )
}

/// The plugin of an operation.
#[derive(Debug)]
pub(super) struct OperationPlugin(pub(super) &'static Descriptor);

impl RuntimePlugin for OperationPlugin {
    fn config(&self) -> Option<FrozenLayer> {
        let descriptor = self.0;
        let mut layer = Layer::new(descriptor.name);
        layer.store_put(SharedRequestSerializer::new(Codec(descriptor)));
        layer.store_put(SharedResponseDeserializer::new(Codec(descriptor)));
        layer.store_put(AuthSchemeOptionResolverParams::new(super::auth::Params::of(
            descriptor.name,
        )));
        layer.store_put(Metadata::new(descriptor.name, descriptor.service.sdk_id));
        layer.store_put(SigV4OperationSigningConfig {
            signing_options: descriptor.service.signing.options(),
            ..SigV4OperationSigningConfig::default()
        });
        if descriptor.sensitive_output {
            layer.store_put(SensitiveOutput);
        }
        Some(layer.freeze())
    }

    fn runtime_components(
        &self,
        _: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        let descriptor = self.0;
        let components = RuntimeComponentsBuilder::new(descriptor.name)
            .with_interceptor(SharedInterceptor::permanent(CaptureInterceptor(descriptor)))
            .with_interceptor(SharedInterceptor::permanent(
                StalledStreamProtectionInterceptor::default(),
            ))
            .with_interceptor(SharedInterceptor::permanent(EndpointParamsInterceptor(descriptor)))
            .with_interceptor(SharedInterceptor::permanent(IdempotencyTokenInterceptor(
                descriptor,
            )));
        Cow::Owned((descriptor.components)(components))
    }
}

/// The classifiers of an operation whose error is `E`.
pub(super) fn classifiers<E: Fault>(
    components: RuntimeComponentsBuilder,
) -> RuntimeComponentsBuilder {
    transient(components)
        .with_retry_classifier(ModeledAsRetryableClassifier::<E::Retryable>::new())
        .with_retry_classifier(AwsErrorCodeClassifier::<E>::new())
        .with_retry_classifier(ServiceClockSkewClassifier::<E>::new())
}

/// The classifier of failed connections, responses and timeouts. It has no use for the type of the operation's error, and is compiled
/// once, here.
fn transient(components: RuntimeComponentsBuilder) -> RuntimeComponentsBuilder {
    components.with_retry_classifier(TransientErrorClassifier::<fmt::Error>::new())
}

/// Stores the parameters of the endpoint rules.
///
/// It stays at the level of the operation: hooks of client level run before a call's own settings apply, and would miss the
/// region that a caller sets for one call.
#[derive(Debug)]
struct EndpointParamsInterceptor(&'static Descriptor);

impl Intercept for EndpointParamsInterceptor {
    fn name(&self) -> &'static str {
        self.0.named("EndpointParamsInterceptor")
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let params = (self.0.endpoint_params)(context.input(), cfg).map_err(|error| {
            ContextAttachedError::new("endpoint params could not be built", error)
        })?;
        cfg.interceptor_state().store_put(params);
        Ok(())
    }
}

/// Settings of one call, on top of the client's.
pub(super) fn config_override(overrides: Builder, config: &Config) -> StaticRuntimePlugin {
    let Builder { config: mut layer, runtime_components: mut components, .. } = overrides;
    let mut resolver = Resolver::overrid(
        config.layer.clone(),
        &config.runtime_components,
        &mut layer,
        &mut components,
    );
    if let Some(region) = resolver.config_mut().load::<Region>().cloned() {
        resolver.config_mut().store_put(SigningRegion::from(region));
    }
    // Credentials of one call must not fill up the cache that the client's calls share. Still a cache: retries use it.
    if components.has_identity_resolvers() && components.identity_cache().is_none() {
        components.set_identity_cache(Some(IdentityCache::lazy().max_partitions(1).build()));
    }
    StaticRuntimePlugin::new()
        .with_config(Layer::from(layer).with_name("ConfigOverrideRuntimePlugin").freeze())
        .with_runtime_components(components)
}
