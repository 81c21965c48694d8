//! A client's configuration, for all services.
//!
//! A generated crate has types `Config` and `Builder` of its own, so that a service can have settings of its own; they are
//! made by [`config!`](crate::config!) and hold the types of this module, which do the work.

pub mod exports;
mod macros;
mod sdk_config;

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::auth::sigv4;
use aws_runtime::invocation_id::SharedInvocationIdGenerator;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2;
use aws_smithy_runtime_api::client::auth::{AuthSchemePreference, SharedAuthSchemeOptionResolver};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;
use aws_smithy_types::config_bag::{CloneableLayer, FrozenLayer, Layer, Storable, StoreReplace};
use aws_smithy_types::telemetry::RequestedTelemetryAttributes;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SigningName;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::{Region, SigningRegion};
use aws_types::sdk_ua_metadata::FrameworkMetadata;

use super::operation::ServiceDescriptor;

/// The settings of a client.
#[derive(Clone, Debug)]
pub struct Config {
    pub(super) layer: FrozenLayer,
    /// The same settings, as a builder needs them.
    cloneable: CloneableLayer,
    pub(super) runtime_components: RuntimeComponentsBuilder,
    pub(super) runtime_plugins: Vec<SharedRuntimePlugin>,
    pub(super) behavior_version: Option<BehaviorVersion>,
}

impl Config {
    /// A builder with these settings.
    pub fn to_builder(&self) -> Builder {
        Builder {
            config: self.cloneable.clone(),
            runtime_components: self.runtime_components.clone(),
            runtime_plugins: self.runtime_plugins.clone(),
            behavior_version: self.behavior_version,
        }
    }

    /// A setting that is stored by its type.
    pub fn load<T: Storable<Storer = StoreReplace<T>>>(&self) -> Option<&T> {
        self.layer.load::<T>()
    }

    /// The components, such as the HTTP client.
    pub fn components(&self) -> &RuntimeComponentsBuilder {
        &self.runtime_components
    }

    /// The region.
    pub fn region(&self) -> Option<&Region> {
        self.load()
    }

    /// The clock.
    pub fn time_source(&self) -> Option<SharedTimeSource> {
        self.runtime_components.time_source()
    }

    /// Frameworks named in the user agent, in the order in which they were added.
    pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
        // A layer gives out what was appended last first.
        let mut entries: Vec<_> = self.layer.load::<FrameworkMetadata>().collect();
        entries.reverse();
        entries
    }
}

/// Gathers the settings of a client, or of one call.
#[derive(Clone, Debug)]
pub struct Builder {
    pub(super) config: CloneableLayer,
    pub(super) runtime_components: RuntimeComponentsBuilder,
    pub(super) runtime_plugins: Vec<SharedRuntimePlugin>,
    pub(super) behavior_version: Option<BehaviorVersion>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            config: CloneableLayer::default(),
            runtime_components: RuntimeComponentsBuilder::new("service config"),
            runtime_plugins: Vec::new(),
            behavior_version: None,
        }
    }
}

impl Builder {
    /// Stores a setting by its type; `None` removes it.
    pub fn store<T: Storable<Storer = StoreReplace<T>> + Clone>(&mut self, value: Option<T>) {
        self.config.store_or_unset(value);
    }

    /// Stores a setting by its type; `None` changes nothing.
    pub fn store_some<T: Storable<Storer = StoreReplace<T>> + Clone>(&mut self, value: Option<T>) {
        if let Some(value) = value {
            self.config.store_put(value);
        }
    }

    /// A setting that is stored by its type.
    pub fn load<T: Storable<Storer = StoreReplace<T>>>(&self) -> Option<&T> {
        self.config.load::<T>()
    }

    /// The components, such as the HTTP client.
    pub fn components_mut(&mut self) -> &mut RuntimeComponentsBuilder {
        &mut self.runtime_components
    }

    /// Names input members to record, of which those in `emit` also go into spans and metrics.
    pub fn request_attributes(&mut self, request: impl FnOnce(&mut RequestedTelemetryAttributes)) {
        let mut requested =
            self.load::<RequestedTelemetryAttributes>().cloned().unwrap_or_default();
        request(&mut requested);
        self.config.store_put(requested);
    }

    /// Allows calls that are not signed.
    pub fn allow_no_auth(&mut self) {
        self.push_runtime_plugin(SharedRuntimePlugin::new(NoAuthRuntimePluginV2::new()));
    }

    /// Sets the resolver of auth schemes.
    pub fn set_auth_scheme_resolver(&mut self, resolver: SharedAuthSchemeOptionResolver) {
        self.runtime_components.set_auth_scheme_option_resolver(Some(resolver));
    }

    /// Sets the order in which auth schemes are preferred.
    pub fn set_auth_scheme_preference(&mut self, preference: Option<AuthSchemePreference>) {
        self.store(preference);
    }

    /// Sets the resolver of endpoints.
    pub fn set_endpoint_resolver(&mut self, resolver: Option<SharedEndpointResolver>) {
        self.runtime_components.set_endpoint_resolver(resolver);
    }

    /// Sets timeouts; those that are not set come from timeouts set before. `None` changes nothing.
    pub fn set_timeout_config(&mut self, timeouts: Option<TimeoutConfig>) {
        if let Some(mut timeouts) = timeouts {
            if let Some(base) = self.load::<TimeoutConfig>() {
                timeouts.take_defaults_from(base);
            }
            self.config.store_put(timeouts);
        }
    }

    /// Sets the way to sleep.
    pub fn set_sleep_impl(&mut self, sleep: Option<SharedAsyncSleep>) {
        self.runtime_components.set_sleep_impl(sleep);
    }

    /// Sets the clock.
    pub fn set_time_source(&mut self, clock: Option<SharedTimeSource>) {
        self.runtime_components.set_time_source(clock);
    }

    /// Adds an interceptor.
    pub fn push_interceptor(&mut self, interceptor: SharedInterceptor) {
        self.runtime_components.push_interceptor(interceptor);
    }

    /// Adds a framework to the user agent.
    pub fn push_framework_metadata(&mut self, framework: FrameworkMetadata) {
        self.config.store_append(framework);
    }

    /// Turns the correction of the clock off, on, or back to the default.
    pub fn set_disable_clock_skew_correction(&mut self, disable: Option<bool>) {
        self.store::<DisableClockSkewCorrection>(disable.map(Into::into));
    }

    /// Sets the generator of the ids that the attempts of a call share.
    pub fn set_invocation_id_generator(&mut self, generator: Option<SharedInvocationIdGenerator>) {
        self.store(generator);
    }

    /// Sets the URL of the endpoint.
    pub fn set_endpoint_url(&mut self, url: Option<String>) {
        self.store(url.map(EndpointUrl));
    }

    /// Sets the use of dual-stack endpoints.
    pub fn set_use_dual_stack(&mut self, switch: Option<bool>) {
        self.store(switch.map(UseDualStack));
    }

    /// Sets the use of FIPS endpoints.
    pub fn set_use_fips(&mut self, switch: Option<bool>) {
        self.store(switch.map(UseFips));
    }

    /// Sets the region.
    pub fn set_region(&mut self, region: Option<Region>) {
        self.store(region);
    }

    /// Sets the credentials. `None` changes nothing.
    pub fn set_credentials_provider(&mut self, credentials: Option<SharedCredentialsProvider>) {
        if let Some(credentials) = credentials {
            self.runtime_components.set_identity_resolver(sigv4::SCHEME_ID, credentials);
        }
    }

    /// Sets the behavior version.
    pub fn set_behavior_version(&mut self, version: Option<BehaviorVersion>) {
        self.behavior_version = version;
    }

    /// Adds a plugin.
    pub fn push_runtime_plugin(&mut self, plugin: SharedRuntimePlugin) {
        self.runtime_plugins.push(plugin);
    }

    /// Fixed token, clock, user agent and credentials, and the latest behavior version.
    #[cfg(feature = "test-util")]
    pub fn apply_test_defaults(&mut self) {
        use std::time::{Duration, UNIX_EPOCH};
        let now = aws_smithy_async::time::StaticTimeSource::new(
            UNIX_EPOCH + Duration::from_secs(1_234_567_890),
        );
        self.store(Some(super::IdempotencyTokenProvider::fixed(
            "00000000-0000-4000-8000-000000000000",
        )));
        self.set_time_source(Some(SharedTimeSource::new(now)));
        self.store(Some(aws_runtime::user_agent::AwsUserAgent::for_tests()));
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(
            aws_credential_types::Credentials::for_tests(),
        )));
        self.set_behavior_version(Some(BehaviorVersion::latest()));
    }

    /// [`apply_test_defaults`](Self::apply_test_defaults), and a region unless one is set.
    #[cfg(feature = "test-util")]
    pub fn apply_test_defaults_v2(&mut self) {
        self.apply_test_defaults();
        if self.load::<Region>().is_none() {
            self.set_region(Some(Region::from_static("us-east-1")));
        }
    }

    /// The configuration of a client of `service`.
    pub fn build(mut self, service: &ServiceDescriptor, name: &'static str) -> Config {
        if self.runtime_components.time_source().is_none() {
            self.set_time_source(Some(SharedTimeSource::default()));
        }
        let mut layer = self.config;
        layer.store_put(service.api.clone());
        layer.store_put(SigningName::from_static(service.signing_name));
        if let Some(region) = layer.load::<Region>().cloned() {
            layer.store_put(SigningRegion::from(region));
        }
        Config {
            layer: Layer::from(layer.clone()).with_name(name).freeze(),
            cloneable: layer,
            runtime_components: self.runtime_components,
            runtime_plugins: self.runtime_plugins,
            behavior_version: self.behavior_version,
        }
    }
}
