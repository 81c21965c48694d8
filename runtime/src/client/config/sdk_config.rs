//! Settings that all clients of a program share, as `aws-config` loads them.

use aws_types::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use super::Builder;

impl Builder {
    /// Takes over what `shared` says, for the service whose `sdkId` is given.
    pub fn from_sdk_config(shared: &SdkConfig, sdk_id: &str) -> Self {
        let mut builder = Self::default();
        builder.set_credentials_provider(shared.credentials_provider());
        builder.set_region(shared.region().cloned());
        builder.set_use_fips(shared.use_fips());
        builder.set_use_dual_stack(shared.use_dual_stack());
        builder.set_endpoint_url(endpoint_url(shared, sdk_id));
        builder.store_some(shared.retry_config().cloned());
        builder.set_timeout_config(shared.timeout_config().cloned());
        builder.set_sleep_impl(shared.sleep_impl());
        builder.components_mut().set_http_client(shared.http_client());
        builder.set_time_source(shared.time_source());
        builder.set_behavior_version(shared.behavior_version());
        builder.set_auth_scheme_preference(shared.auth_scheme_preference().cloned());
        builder.store_some(shared.stalled_stream_protection());
        if let Some(cache) = shared.identity_cache() {
            builder.components_mut().set_identity_cache(Some(cache));
        }
        builder.set_disable_clock_skew_correction(shared.disable_clock_skew_correction());
        builder.store(shared.app_name().cloned());
        for framework in shared.framework_metadata() {
            builder.push_framework_metadata(framework.clone());
        }
        builder
    }
}

/// What was set in code wins; then what environment or profile say for the service; then what they say for all services.
fn endpoint_url(shared: &SdkConfig, sdk_id: &str) -> Option<String> {
    let for_all = || shared.endpoint_url().map(str::to_owned);
    if shared.get_origin("endpoint_url").is_client_config() {
        return for_all();
    }
    let key = ServiceConfigKey::builder().service_id(sdk_id).env("AWS_ENDPOINT_URL").profile("endpoint_url").build();
    let for_service = key.ok().and_then(|key| shared.service_config()?.load_config(key));
    for_service.or_else(for_all)
}
