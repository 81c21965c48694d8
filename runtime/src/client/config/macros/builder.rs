//! The second half of `config!`: the type `Builder`, with two setters for each setting.

/// Defines `Builder` beside `Config`. Not for use by itself: the names that it needs are those of [`config!`](crate::config!).
#[doc(hidden)]
#[macro_export]
macro_rules! config_builder {
    ($service:ty) => {
        /// Gathers the settings of a `Client`, or of one call.
        ///
        /// A method `x` takes and returns the builder; `set_x` changes it in place, and removes the setting when given `None`,
        /// unless it says otherwise.
        #[derive(Clone, Default)]
        pub struct Builder(pub(crate) base::Builder);

        impl ::std::fmt::Debug for Builder {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Builder> for base::Builder {
            #[inline]
            fn from(builder: Builder) -> Self {
                builder.0
            }
        }

        impl From<&aws_types::sdk_config::SdkConfig> for Builder {
            #[inline]
            fn from(config: &aws_types::sdk_config::SdkConfig) -> Self {
                Self(base::Builder::from_sdk_config(config, <$service as $crate::client::Service>::DESCRIPTOR.sdk_id))
            }
        }

        impl Builder {
            /// A builder with nothing set.
            #[inline]
            pub fn new() -> Self {
                Self::default()
            }

            /// Records these members of inputs, named as in the service's model, in metrics and traces.
            #[inline]
            pub fn emit_input_attributes(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
                self.0.request_attributes(|requested| requested.emit(names.into_iter().map(Into::into)));
                self
            }

            /// Records these members of inputs, named as in the service's model, for interceptors only.
            #[inline]
            pub fn capture_input_attributes(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
                self.0.request_attributes(|requested| requested.capture_only(names.into_iter().map(Into::into)));
                self
            }

            /// Sets the protection against streams that stall.
            #[inline]
            pub fn stalled_stream_protection(mut self, config: StalledStreamProtectionConfig) -> Self {
                self.set_stalled_stream_protection(Some(config));
                self
            }

            /// See [`stalled_stream_protection`](Self::stalled_stream_protection).
            #[inline]
            pub fn set_stalled_stream_protection(&mut self, config: Option<StalledStreamProtectionConfig>) -> &mut Self {
                self.0.store(config);
                self
            }

            /// Sets where idempotency tokens come from. A `&'static str` fixes the token.
            #[inline]
            pub fn idempotency_token_provider(mut self, provider: impl Into<$crate::client::IdempotencyTokenProvider>) -> Self {
                self.set_idempotency_token_provider(Some(provider.into()));
                self
            }

            /// See [`idempotency_token_provider`](Self::idempotency_token_provider).
            #[inline]
            pub fn set_idempotency_token_provider(&mut self, provider: Option<$crate::client::IdempotencyTokenProvider>) -> &mut Self {
                self.0.store(provider);
                self
            }

            /// Sets the HTTP client.
            #[inline]
            pub fn http_client(mut self, http_client: impl HttpClient + 'static) -> Self {
                self.set_http_client(Some(IntoShared::into_shared(http_client)));
                self
            }

            /// See [`http_client`](Self::http_client).
            #[inline]
            pub fn set_http_client(&mut self, http_client: Option<SharedHttpClient>) -> &mut Self {
                self.0.components_mut().set_http_client(http_client);
                self
            }

            /// Adds an auth scheme.
            #[inline]
            pub fn push_auth_scheme(mut self, auth_scheme: impl aws_smithy_runtime_api::client::auth::AuthScheme + 'static) -> Self {
                self.0.components_mut().push_auth_scheme(auth_scheme);
                self
            }

            /// Sets the resolver of auth schemes.
            #[inline]
            pub fn auth_scheme_resolver(mut self, resolver: impl auth::ResolveAuthScheme + 'static) -> Self {
                self.set_auth_scheme_resolver(resolver);
                self
            }

            /// See [`auth_scheme_resolver`](Self::auth_scheme_resolver).
            #[inline]
            pub fn set_auth_scheme_resolver(&mut self, resolver: impl auth::ResolveAuthScheme + 'static) -> &mut Self {
                self.0.set_auth_scheme_resolver(resolver.into_shared_resolver());
                self
            }

            /// Allows calls that are not signed: they are tried when there are no credentials.
            #[inline]
            pub fn allow_no_auth(mut self) -> Self {
                self.set_allow_no_auth();
                self
            }

            /// See [`allow_no_auth`](Self::allow_no_auth).
            #[inline]
            pub fn set_allow_no_auth(&mut self) -> &mut Self {
                self.0.allow_no_auth();
                self
            }

            /// Sets the order in which auth schemes are preferred.
            #[inline]
            pub fn auth_scheme_preference(mut self, preference: impl Into<aws_smithy_runtime_api::client::auth::AuthSchemePreference>) -> Self {
                self.set_auth_scheme_preference(Some(preference.into()));
                self
            }

            /// See [`auth_scheme_preference`](Self::auth_scheme_preference).
            #[inline]
            pub fn set_auth_scheme_preference(&mut self, preference: Option<aws_smithy_runtime_api::client::auth::AuthSchemePreference>) -> &mut Self {
                self.0.set_auth_scheme_preference(preference);
                self
            }

            /// Sets the resolver of endpoints.
            #[inline]
            pub fn endpoint_resolver(mut self, resolver: impl endpoint::ResolveEndpoint + 'static) -> Self {
                self.set_endpoint_resolver(Some(resolver.into_shared_resolver()));
                self
            }

            /// See [`endpoint_resolver`](Self::endpoint_resolver).
            #[inline]
            pub fn set_endpoint_resolver(&mut self, resolver: Option<endpoint::SharedEndpointResolver>) -> &mut Self {
                self.0.set_endpoint_resolver(resolver);
                self
            }

            /// Sets how calls are retried. To set `None` changes nothing.
            #[inline]
            pub fn retry_config(mut self, retry_config: retry::RetryConfig) -> Self {
                self.set_retry_config(Some(retry_config));
                self
            }

            /// See [`retry_config`](Self::retry_config).
            #[inline]
            pub fn set_retry_config(&mut self, retry_config: Option<retry::RetryConfig>) -> &mut Self {
                self.0.store_some(retry_config);
                self
            }

            /// Sets the way to sleep.
            #[inline]
            pub fn sleep_impl(mut self, sleep_impl: impl AsyncSleep + 'static) -> Self {
                self.set_sleep_impl(Some(IntoShared::into_shared(sleep_impl)));
                self
            }

            /// See [`sleep_impl`](Self::sleep_impl).
            #[inline]
            pub fn set_sleep_impl(&mut self, sleep_impl: Option<SharedAsyncSleep>) -> &mut Self {
                self.0.set_sleep_impl(sleep_impl);
                self
            }

            /// Sets timeouts; those that it leaves open come from timeouts set before. To set `None` changes nothing.
            #[inline]
            pub fn timeout_config(mut self, timeout_config: timeout::TimeoutConfig) -> Self {
                self.set_timeout_config(Some(timeout_config));
                self
            }

            /// See [`timeout_config`](Self::timeout_config).
            #[inline]
            pub fn set_timeout_config(&mut self, timeout_config: Option<timeout::TimeoutConfig>) -> &mut Self {
                self.0.set_timeout_config(timeout_config);
                self
            }

            /// Sets the partition whose clients share retry tokens. To set `None` changes nothing.
            #[inline]
            pub fn retry_partition(mut self, retry_partition: retry::RetryPartition) -> Self {
                self.set_retry_partition(Some(retry_partition));
                self
            }

            /// See [`retry_partition`](Self::retry_partition).
            #[inline]
            pub fn set_retry_partition(&mut self, retry_partition: Option<retry::RetryPartition>) -> &mut Self {
                self.0.store_some(retry_partition);
                self
            }

            /// Sets the cache of identities.
            #[inline]
            pub fn identity_cache(mut self, identity_cache: impl ResolveCachedIdentity + 'static) -> Self {
                self.set_identity_cache(identity_cache);
                self
            }

            /// See [`identity_cache`](Self::identity_cache).
            #[inline]
            pub fn set_identity_cache(&mut self, identity_cache: impl ResolveCachedIdentity + 'static) -> &mut Self {
                self.0.components_mut().set_identity_cache(Some(identity_cache));
                self
            }

            /// Adds an interceptor, which runs at the hooks that it implements.
            #[inline]
            pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
                self.push_interceptor(SharedInterceptor::new(interceptor));
                self
            }

            /// See [`interceptor`](Self::interceptor).
            #[inline]
            pub fn push_interceptor(&mut self, interceptor: SharedInterceptor) -> &mut Self {
                self.0.push_interceptor(interceptor);
                self
            }

            /// Replaces the interceptors that were added.
            #[inline]
            pub fn set_interceptors(&mut self, interceptors: impl IntoIterator<Item = SharedInterceptor>) -> &mut Self {
                self.0.components_mut().set_interceptors(interceptors.into_iter());
                self
            }

            /// Sets the clock.
            #[inline]
            pub fn time_source(mut self, time_source: impl aws_smithy_async::time::TimeSource + 'static) -> Self {
                self.set_time_source(Some(IntoShared::into_shared(time_source)));
                self
            }

            /// See [`time_source`](Self::time_source).
            #[inline]
            pub fn set_time_source(&mut self, time_source: Option<aws_smithy_async::time::SharedTimeSource>) -> &mut Self {
                self.0.set_time_source(time_source);
                self
            }

            /// Adds a retry classifier, which decides what is tried again.
            #[inline]
            pub fn retry_classifier(mut self, retry_classifier: impl retry::ClassifyRetry + 'static) -> Self {
                self.push_retry_classifier(aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier::new(retry_classifier));
                self
            }

            /// See [`retry_classifier`](Self::retry_classifier).
            #[inline]
            pub fn push_retry_classifier(&mut self, retry_classifier: aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier) -> &mut Self {
                self.0.components_mut().push_retry_classifier(retry_classifier);
                self
            }

            /// Replaces the retry classifiers that were added.
            #[inline]
            pub fn set_retry_classifiers(&mut self, retry_classifiers: impl IntoIterator<Item = aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier>) -> &mut Self {
                self.0.components_mut().set_retry_classifiers(retry_classifiers.into_iter());
                self
            }

            /// Sets the name of the application, for the user agent.
            #[inline]
            pub fn app_name(mut self, app_name: AppName) -> Self {
                self.set_app_name(Some(app_name));
                self
            }

            /// See [`app_name`](Self::app_name).
            #[inline]
            pub fn set_app_name(&mut self, app_name: Option<AppName>) -> &mut Self {
                self.0.store(app_name);
                self
            }

            /// Adds a framework to the user agent.
            #[inline]
            pub fn framework_metadata(mut self, framework_metadata: FrameworkMetadata) -> Self {
                self.push_framework_metadata(framework_metadata);
                self
            }

            /// See [`framework_metadata`](Self::framework_metadata).
            #[inline]
            pub fn push_framework_metadata(&mut self, framework_metadata: FrameworkMetadata) -> &mut Self {
                self.0.push_framework_metadata(framework_metadata);
                self
            }

            /// Turns the correction of the clock off (`true`) or on.
            #[inline]
            pub fn disable_clock_skew_correction(mut self, disable: impl Into<Option<bool>>) -> Self {
                self.set_disable_clock_skew_correction(disable.into());
                self
            }

            /// See [`disable_clock_skew_correction`](Self::disable_clock_skew_correction).
            #[inline]
            pub fn set_disable_clock_skew_correction(&mut self, disable: Option<bool>) -> &mut Self {
                self.0.set_disable_clock_skew_correction(disable);
                self
            }

            /// Sets the generator of invocation ids.
            #[inline]
            pub fn invocation_id_generator(mut self, generator: impl aws_runtime::invocation_id::InvocationIdGenerator + 'static) -> Self {
                self.set_invocation_id_generator(Some(aws_runtime::invocation_id::SharedInvocationIdGenerator::new(generator)));
                self
            }

            /// See [`invocation_id_generator`](Self::invocation_id_generator).
            #[inline]
            pub fn set_invocation_id_generator(&mut self, generator: Option<aws_runtime::invocation_id::SharedInvocationIdGenerator>) -> &mut Self {
                self.0.set_invocation_id_generator(generator);
                self
            }

            /// Sets the URL of the endpoint, which wins over the endpoint rules' own.
            #[inline]
            pub fn endpoint_url(mut self, endpoint_url: impl Into<String>) -> Self {
                self.set_endpoint_url(Some(endpoint_url.into()));
                self
            }

            /// See [`endpoint_url`](Self::endpoint_url).
            #[inline]
            pub fn set_endpoint_url(&mut self, endpoint_url: Option<String>) -> &mut Self {
                self.0.set_endpoint_url(endpoint_url);
                self
            }

            /// Sets the use of endpoints that have IPv4 and IPv6 addresses.
            #[inline]
            pub fn use_dual_stack(mut self, use_dual_stack: impl Into<bool>) -> Self {
                self.set_use_dual_stack(Some(use_dual_stack.into()));
                self
            }

            /// See [`use_dual_stack`](Self::use_dual_stack).
            #[inline]
            pub fn set_use_dual_stack(&mut self, use_dual_stack: Option<bool>) -> &mut Self {
                self.0.set_use_dual_stack(use_dual_stack);
                self
            }

            /// Sets the use of endpoints that keep to FIPS 140.
            #[inline]
            pub fn use_fips(mut self, use_fips: impl Into<bool>) -> Self {
                self.set_use_fips(Some(use_fips.into()));
                self
            }

            /// See [`use_fips`](Self::use_fips).
            #[inline]
            pub fn set_use_fips(&mut self, use_fips: Option<bool>) -> &mut Self {
                self.0.set_use_fips(use_fips);
                self
            }

            /// Sets the region.
            #[inline]
            pub fn region(mut self, region: impl Into<Option<Region>>) -> Self {
                self.set_region(region.into());
                self
            }

            /// See [`region`](Self::region).
            #[inline]
            pub fn set_region(&mut self, region: Option<Region>) -> &mut Self {
                self.0.set_region(region);
                self
            }

            /// Sets the credentials. To set `None` changes nothing.
            #[inline]
            pub fn credentials_provider(mut self, credentials_provider: impl ProvideCredentials + 'static) -> Self {
                self.set_credentials_provider(Some(SharedCredentialsProvider::new(credentials_provider)));
                self
            }

            /// See [`credentials_provider`](Self::credentials_provider).
            #[inline]
            pub fn set_credentials_provider(&mut self, credentials_provider: Option<SharedCredentialsProvider>) -> &mut Self {
                self.0.set_credentials_provider(credentials_provider);
                self
            }

            /// Sets the behavior version, which defaults depend on. Without one no client can be made, unless the feature
            /// `behavior-version-latest` is on.
            #[inline]
            pub fn behavior_version(mut self, behavior_version: BehaviorVersion) -> Self {
                self.set_behavior_version(Some(behavior_version));
                self
            }

            /// See [`behavior_version`](Self::behavior_version).
            #[inline]
            pub fn set_behavior_version(&mut self, behavior_version: Option<BehaviorVersion>) -> &mut Self {
                self.0.set_behavior_version(behavior_version);
                self
            }

            /// Sets the latest behavior version.
            #[inline]
            pub fn behavior_version_latest(self) -> Self {
                self.behavior_version(BehaviorVersion::latest())
            }

            /// Sets what makes tests repeatable: idempotency token, clock, user agent and credentials, and the latest behavior version.
            #[cfg(feature = "test-util")]
            #[inline]
            pub fn apply_test_defaults(&mut self) -> &mut Self {
                self.0.apply_test_defaults();
                self
            }

            /// See [`apply_test_defaults`](Self::apply_test_defaults).
            #[cfg(feature = "test-util")]
            #[inline]
            pub fn with_test_defaults(mut self) -> Self {
                self.apply_test_defaults();
                self
            }

            /// [`apply_test_defaults`](Self::apply_test_defaults), and a region unless one is set.
            #[cfg(feature = "test-util")]
            #[inline]
            pub fn apply_test_defaults_v2(&mut self) -> &mut Self {
                self.0.apply_test_defaults_v2();
                self
            }

            /// See [`apply_test_defaults_v2`](Self::apply_test_defaults_v2).
            #[cfg(feature = "test-util")]
            #[inline]
            pub fn with_test_defaults_v2(mut self) -> Self {
                self.apply_test_defaults_v2();
                self
            }

            /// The configuration.
            #[inline]
            pub fn build(self) -> Config {
                let name = ::std::concat!(::std::module_path!(), "::Config");
                Config(self.0.build(<$service as $crate::client::Service>::DESCRIPTOR, name))
            }
        }
    };
}
