//! `config!`: the names of the module `config`, and the type `Config` with its getters.

/// Defines `Config` and `Builder` in the module `config` of a generated crate.
///
/// Takes the type that implements [`Service`](crate::client::Service). The module must have a trait `endpoint::ResolveEndpoint`.
#[macro_export]
macro_rules! config {
    ($service:ty) => {
        pub use $crate::client::config::exports::*;

        use $crate::client::config as base;
        use $crate::client::sdk::{
            aws_runtime, aws_smithy_async, aws_smithy_runtime, aws_smithy_runtime_api,
            aws_smithy_types, aws_types,
        };

        /// Settings of a `Client`.
        ///
        /// Made from an [`SdkConfig`](aws_types::sdk_config::SdkConfig) by [`Config::new`], or by a [`Builder`].
        #[derive(Clone)]
        pub struct Config(base::Config);

        impl $crate::client::Settings for Config {
            #[inline]
            fn base(&self) -> &base::Config {
                &self.0
            }
        }

        impl ::std::fmt::Debug for Config {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Config {
            /// A builder with nothing set.
            #[inline]
            pub fn builder() -> Builder {
                Builder::default()
            }

            /// A builder with these settings.
            #[inline]
            pub fn to_builder(&self) -> Builder {
                Builder(self.0.to_builder())
            }

            /// The settings of `config`, for this service.
            #[inline]
            pub fn new(config: &aws_types::sdk_config::SdkConfig) -> Self {
                Builder::from(config).build()
            }

            /// The protection against streams that stall.
            #[inline]
            pub fn stalled_stream_protection(&self) -> Option<&StalledStreamProtectionConfig> {
                self.0.load()
            }

            /// The HTTP client.
            #[inline]
            pub fn http_client(&self) -> Option<SharedHttpClient> {
                self.0.components().http_client()
            }

            /// The auth schemes that were added.
            #[inline]
            pub fn auth_schemes(
                &self,
            ) -> impl Iterator<Item = aws_smithy_runtime_api::client::auth::SharedAuthScheme> + '_
            {
                self.0.components().auth_schemes()
            }

            /// The resolver of auth schemes, if one was set.
            #[inline]
            pub fn auth_scheme_resolver(
                &self,
            ) -> Option<aws_smithy_runtime_api::client::auth::SharedAuthSchemeOptionResolver> {
                self.0.components().auth_scheme_option_resolver()
            }

            /// The order in which auth schemes are preferred.
            #[inline]
            pub fn auth_scheme_preference(
                &self,
            ) -> Option<&aws_smithy_runtime_api::client::auth::AuthSchemePreference> {
                self.0.load()
            }

            /// The resolver of endpoints: the one that was set, else the default.
            #[inline]
            pub fn endpoint_resolver(&self) -> endpoint::SharedEndpointResolver {
                self.0.components().endpoint_resolver().unwrap_or_else(
                    <$service as $crate::client::Service>::DESCRIPTOR.endpoint_resolver,
                )
            }

            /// How calls are retried.
            #[inline]
            pub fn retry_config(&self) -> Option<&retry::RetryConfig> {
                self.0.load()
            }

            /// The way to sleep.
            #[inline]
            pub fn sleep_impl(&self) -> Option<SharedAsyncSleep> {
                self.0.components().sleep_impl()
            }

            /// The timeouts.
            #[inline]
            pub fn timeout_config(&self) -> Option<&timeout::TimeoutConfig> {
                self.0.load()
            }

            /// The partition whose clients share retry tokens.
            #[inline]
            pub fn retry_partition(&self) -> Option<&retry::RetryPartition> {
                self.0.load()
            }

            /// The cache of identities.
            #[inline]
            pub fn identity_cache(&self) -> Option<SharedIdentityCache> {
                self.0.components().identity_cache()
            }

            /// The interceptors that were added.
            #[inline]
            pub fn interceptors(&self) -> impl Iterator<Item = SharedInterceptor> + '_ {
                self.0.components().interceptors()
            }

            /// The clock.
            #[inline]
            pub fn time_source(&self) -> Option<aws_smithy_async::time::SharedTimeSource> {
                self.0.time_source()
            }

            /// The retry classifiers that were added.
            #[inline]
            pub fn retry_classifiers(
                &self,
            ) -> impl Iterator<
                Item = aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier,
            > + '_ {
                self.0.components().retry_classifiers()
            }

            /// The name of the application, for the user agent.
            #[inline]
            pub fn app_name(&self) -> Option<&AppName> {
                self.0.load()
            }

            /// Frameworks named in the user agent, in the order in which they were added.
            #[inline]
            pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
                self.0.framework_metadata()
            }

            /// Whether the correction of the clock is off.
            #[inline]
            pub fn disable_clock_skew_correction(&self) -> Option<bool> {
                self.0
                    .load::<aws_runtime::service_clock_skew::DisableClockSkewCorrection>()
                    .map(|it| it.is_disabled())
            }

            /// The generator of invocation ids.
            #[inline]
            pub fn invocation_id_generator(
                &self,
            ) -> Option<aws_runtime::invocation_id::SharedInvocationIdGenerator> {
                self.0.load().cloned()
            }

            /// The name of the service that requests are signed for.
            #[inline]
            pub fn signing_name(&self) -> &'static str {
                <$service as $crate::client::Service>::DESCRIPTOR.signing_name
            }

            /// The region.
            #[inline]
            pub fn region(&self) -> Option<&Region> {
                self.0.region()
            }

            /// Always none.
            #[deprecated(note = "always returns `None`; kept since the official crates have it")]
            #[inline]
            pub fn credentials_provider(&self) -> Option<SharedCredentialsProvider> {
                None
            }
        }

        impl From<&aws_types::sdk_config::SdkConfig> for Config {
            #[inline]
            fn from(config: &aws_types::sdk_config::SdkConfig) -> Self {
                Self::new(config)
            }
        }

        $crate::config_builder! { $service }
    };
}
