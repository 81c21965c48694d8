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
        builder.store(shared.account_id_endpoint_mode().cloned());
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
        #[cfg(feature = "compression")]
        crate::client::compression::settings_of(shared, &mut builder);
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
    let key = ServiceConfigKey::builder()
        .service_id(sdk_id)
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build();
    let for_service = key.ok().and_then(|key| shared.service_config()?.load_config(key));
    for_service.or_else(for_all)
}

#[cfg(test)]
mod tests {
    use aws_types::endpoint_config::EndpointUrl;
    use aws_types::origin::Origin;
    use aws_types::service_config::LoadServiceConfig;

    use super::*;

    #[derive(Debug)]
    struct Environment;

    impl LoadServiceConfig for Environment {
        fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
            assert_eq!((key.env(), key.profile()), ("AWS_ENDPOINT_URL", "endpoint_url"));
            (key.service_id() == "EC2").then(|| "https://for-ec2".to_owned())
        }
    }

    fn url(origin: Origin, sdk_id: &str) -> Option<String> {
        let mut shared =
            SdkConfig::builder().endpoint_url("https://for-all").service_config(Environment);
        shared.insert_origin("endpoint_url", origin);
        let builder = Builder::from_sdk_config(&shared.build(), sdk_id);
        builder.load::<EndpointUrl>().map(|url| url.0.clone())
    }

    #[test]
    fn code_wins_over_the_services_own_setting_which_wins_over_that_for_all() {
        assert_eq!(url(Origin::shared_config(), "EC2").as_deref(), Some("https://for-all"));
        assert_eq!(
            url(Origin::shared_environment_variable(), "EC2").as_deref(),
            Some("https://for-ec2")
        );
        assert_eq!(
            url(Origin::shared_environment_variable(), "S3").as_deref(),
            Some("https://for-all")
        );
    }
}
