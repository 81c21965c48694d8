//! Makes clients and calls with every setting that there is, and prints what they do with it, so that two builds of this program,
//! one with the official crate and one with ours, can be compared line by line.

use std::sync::atomic::AtomicUsize;
use std::sync::Arc;
use std::time::Duration;

use aws_runtime::invocation_id::InvocationIdGenerator;
use aws_sdk_ec2::config::retry::{
    ClassifyRetry, RetryConfig, RetryMode, RetryPartition, TokenBucket,
};
use aws_sdk_ec2::config::timeout::TimeoutConfig;
use aws_sdk_ec2::config::{
    AppName, BehaviorVersion, Builder, Credentials, FrameworkMetadata, IdentityCache, Intercept,
    Region, SharedInterceptor, StalledStreamProtectionConfig,
};
use aws_sdk_ec2::error::DisplayErrorContext;
use aws_sdk_ec2::{Client, Config};
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemePreference};
use aws_smithy_runtime_api::client::http::{http_client_fn, SharedHttpConnector};
use aws_types::origin::Origin;
use aws_types::SdkConfig;

#[path = "../canned.rs"]
#[allow(dead_code, reason = "other programs use the rest")]
mod canned;
use canned::{config, error_body, mask, show, Canned, NoSleep, ID, OK};

#[path = "../own.rs"]
mod own;
use own::{Counted, Disable, Later, Named, RetryAll, Scheme, Service, Silent};

/// Answers that make a call fail until its last attempt.
fn faults(canned: &Canned, count: usize) {
    canned.0.lock().unwrap().clear();
    for _ in 0..count {
        canned.push(500, ID, &error_body("Fault"));
    }
    canned.push(200, ID, OK);
}

async fn call(title: &str, canned: &Canned, config: Builder) {
    println!("{title}");
    let client = Client::from_conf(config.build());
    show(client.deprovision_byoip_cidr().cidr("203.0.113.0/24").send().await);
    println!("  left {}", canned.0.lock().unwrap().len());
}

async fn call_with(title: &str, canned: &Canned, client: &Client, overrides: Builder) {
    println!("{title}");
    show(client.deprovision_byoip_cidr().customize().config_override(overrides).send().await);
    println!("  left {}", canned.0.lock().unwrap().len());
}

/// A configuration with everything set.
fn everything(canned: &Canned) -> Builder {
    let count = Arc::new(AtomicUsize::new(0));
    config(canned)
        .endpoint_url("https://set.example")
        .use_fips(false)
        .use_dual_stack(false)
        .retry_config(RetryConfig::standard().with_max_attempts(5))
        .timeout_config(TimeoutConfig::builder().operation_timeout(Duration::from_secs(9)).build())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .retry_partition(RetryPartition::new("mine"))
        .identity_cache(IdentityCache::no_cache())
        .interceptor(Named("a", count.clone()))
        .interceptor(Named("b", count))
        .retry_classifier(RetryAll)
        .app_name(AppName::new("app").unwrap())
        .framework_metadata(FrameworkMetadata::new("first", Some("1")).unwrap())
        .framework_metadata(FrameworkMetadata::new("second", None::<&str>).unwrap())
        .disable_clock_skew_correction(true)
        .invocation_id_generator(Counted(AtomicUsize::new(0)))
        .auth_scheme_preference([AuthSchemeId::from("noAuth"), AuthSchemeId::from("sigv4")])
        .auth_scheme_resolver(Scheme("sigv4"))
        .emit_input_attributes(["Cidr"])
        .capture_input_attributes(["DryRun"])
        .idempotency_token_provider("token")
}

fn getters(config: &Config) {
    println!("  {:?} {:?}", config.region(), config.signing_name());
    println!("  {:?}", config.retry_config());
    println!("  {:?}", config.timeout_config());
    println!("  {:?}", config.stalled_stream_protection());
    println!("  {:?} {:?}", config.retry_partition(), config.auth_scheme_preference());
    println!("  {:?} {:?}", config.app_name(), config.framework_metadata());
    println!("  {:?}", config.disable_clock_skew_correction());
    println!("  {:?}", config.invocation_id_generator().map(|g| g.generate().ok()));
    println!("  {:?}", config.interceptors().map(|i| i.name()).collect::<Vec<_>>());
    println!("  {:?}", config.retry_classifiers().map(|c| c.name()).collect::<Vec<_>>());
    println!("  {:?}", config.auth_schemes().count());
    println!(
        "  {:?} {:?}",
        config.auth_scheme_resolver().is_some(),
        config.http_client().is_some()
    );
    println!("  {:?} {:?}", config.sleep_impl().is_some(), config.time_source().is_some());
    println!("  {:?}", config.identity_cache().is_some());
    #[allow(deprecated, reason = "programs still call it")]
    let credentials = config.credentials_provider();
    println!("  {:?}", credentials.is_some());
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let canned = Canned::default();

    println!("getters");
    getters(&Config::builder().build());
    getters(&everything(&canned).build());
    println!("to_builder");
    getters(&everything(&canned).build().to_builder().region(None).build());
    let mut cleared = everything(&canned);
    cleared.set_app_name(None).set_disable_clock_skew_correction(None);
    cleared.set_retry_config(None).set_timeout_config(None).set_retry_partition(None);
    cleared.set_stalled_stream_protection(None).set_auth_scheme_preference(None);
    cleared.set_invocation_id_generator(None).set_http_client(None).set_sleep_impl(None);
    cleared.set_time_source(None).set_region(None).set_credentials_provider(None);
    let named = Named("c", Arc::default());
    cleared.set_interceptors([SharedInterceptor::new(named)]).set_retry_classifiers([]);
    println!("set to nothing");
    getters(&cleared.build());
    println!("timeouts add up");
    let connect = TimeoutConfig::builder().connect_timeout(Duration::from_secs(1)).build();
    println!("  {:?}", everything(&canned).timeout_config(connect).build().timeout_config());

    faults(&canned, 1);
    call("everything", &canned, everything(&canned)).await;

    println!("versions");
    #[allow(deprecated, reason = "programs still name old versions")]
    for version in [
        BehaviorVersion::v2023_11_09(),
        BehaviorVersion::v2024_03_28(),
        BehaviorVersion::v2025_01_17(),
        BehaviorVersion::v2025_08_07(),
        BehaviorVersion::v2026_01_12(),
    ] {
        faults(&canned, 2);
        call(&format!("{version:?}"), &canned, config(&canned).behavior_version(version)).await;
    }

    for (title, retries) in [
        ("two attempts", RetryConfig::standard().with_max_attempts(2)),
        ("five attempts", RetryConfig::standard().with_max_attempts(5)),
        ("adaptive", RetryConfig::adaptive()),
        ("disabled", RetryConfig::disabled()),
    ] {
        faults(&canned, 3);
        call(title, &canned, config(&canned).retry_config(retries.clone())).await;
        faults(&canned, 3);
        let client = Client::from_conf(config(&canned).build());
        let overrides = Config::builder().retry_config(retries.clone());
        call_with(&format!("{title}, for one call"), &canned, &client, overrides).await;
        assert!(matches!(retries.mode(), RetryMode::Standard | RetryMode::Adaptive));
    }
    let drained = RetryPartition::custom("drained")
        .token_bucket(TokenBucket::builder().capacity(6).build())
        .build();
    for _ in 0..2 {
        faults(&canned, 2);
        call("few tokens", &canned, config(&canned).retry_partition(drained.clone())).await;
    }
    canned.0.lock().unwrap().clear();
    canned.push(400, ID, &error_body("Odd")).push(200, ID, OK);
    call("a classifier of the user's", &canned, config(&canned).retry_classifier(RetryAll)).await;
    canned.push(400, ID, &error_body("Odd")).push(200, ID, OK);
    let client = Client::from_conf(config(&canned).build());
    let overrides = Config::builder().retry_classifier(RetryAll);
    call_with("a classifier for one call", &canned, &client, overrides).await;

    for (title, timeouts) in [
        ("operation", TimeoutConfig::builder().operation_timeout(Duration::from_secs(1)).build()),
        (
            "attempt",
            TimeoutConfig::builder().operation_attempt_timeout(Duration::from_secs(1)).build(),
        ),
    ] {
        let silent = http_client_fn(|_, _| SharedHttpConnector::new(Silent));
        let silent = config(&canned).http_client(silent);
        let title = format!("timeout of {title}");
        call(&title, &canned, silent.clone().timeout_config(timeouts.clone())).await;
        let client = Client::from_conf(silent.build());
        let overrides = Config::builder().timeout_config(timeouts);
        call_with(&format!("{title}, for one call"), &canned, &client, overrides).await;
    }

    let count = Arc::new(AtomicUsize::new(0));
    let named = |name| Named(name, count.clone());
    let client = Client::from_conf(config(&canned).interceptor(named("client")).build());
    canned.push(200, ID, OK);
    println!("interceptors");
    let result = client
        .deprovision_byoip_cidr()
        .customize()
        .interceptor(named("call 1"))
        .config_override(Config::builder().interceptor(named("override")))
        .interceptor(named("call 2"))
        .send()
        .await;
    show(result);

    canned
        .push(500, &[("date", "Mon, 01 Jan 2024 00:00:00 GMT")], &error_body("Fault"))
        .push(200, ID, OK);
    call("nothing disabled", &canned, config(&canned)).await;
    canned
        .push(500, &[("date", "Mon, 01 Jan 2024 00:00:00 GMT")], &error_body("Fault"))
        .push(200, ID, OK);
    call("disabled interceptors", &canned, config(&canned).interceptor(Disable)).await;

    for disabled in [None, Some(true), Some(false)] {
        let skewed =
            &[("date", "Mon, 01 Jan 2024 00:00:00 GMT"), ("x-amzn-requestid", "header-id")];
        for code in ["RequestTimeTooSkewed", "AuthFailure", "RequestExpired", "Odd"] {
            canned.0.lock().unwrap().clear();
            canned.push(400, skewed, &error_body(code)).push(200, ID, OK);
            let title = format!("clock, {disabled:?}, {code}");
            call(&title, &canned, config(&canned).disable_clock_skew_correction(disabled)).await;
        }
    }
    canned.0.lock().unwrap().clear();

    for scheme in ["noAuth", "sigv4", "other"] {
        canned.0.lock().unwrap().clear();
        canned.push(200, ID, OK);
        call(scheme, &canned, config(&canned).auth_scheme_resolver(Scheme(scheme))).await;
        canned.0.lock().unwrap().clear();
        canned.push(200, ID, OK);
        let overrides = Config::builder().auth_scheme_resolver(Scheme(scheme));
        let client = Client::from_conf(config(&canned).build());
        call_with(&format!("{scheme} for one call"), &canned, &client, overrides).await;
    }
    canned.0.lock().unwrap().clear();
    for order in [["noAuth", "sigv4"], ["sigv4", "noAuth"], ["other", "sigv4a"]] {
        let preference: AuthSchemePreference = order.map(AuthSchemeId::from).into();
        canned.push(200, ID, OK).push(200, ID, OK);
        call("preference", &canned, config(&canned).auth_scheme_preference(preference.clone()))
            .await;
        call(
            "or none",
            &canned,
            config(&canned).auth_scheme_preference(preference).allow_no_auth(),
        )
        .await;
    }

    let client = Client::from_conf(everything(&canned).build());
    let other = Canned::default();
    let connector = SharedHttpConnector::new(other.clone());
    for (title, overrides) in [
        ("nothing", Config::builder()),
        (
            "url and region",
            Config::builder().endpoint_url("https://x.example/y").region(Region::new("x")),
        ),
        ("no url", {
            let mut builder = Config::builder();
            builder.set_endpoint_url(None);
            builder
        }),
        (
            "framework",
            Config::builder()
                .framework_metadata(FrameworkMetadata::new("third", None::<&str>).unwrap()),
        ),
        ("clock", Config::builder().time_source(Later(1_600_000_000))),
        (
            "http client",
            Config::builder().http_client(http_client_fn(move |_, _| connector.clone())),
        ),
        ("invocation", Config::builder().invocation_id_generator(Counted(AtomicUsize::new(50)))),
        ("credentials and cache", {
            let other = Credentials::new("OTHER", "SECRET", Some("token".into()), None, "test");
            Config::builder().credentials_provider(other).identity_cache(IdentityCache::no_cache())
        }),
        ("sleep", Config::builder().sleep_impl(NoSleep).allow_no_auth()),
        ("stalled streams", {
            let on = StalledStreamProtectionConfig::enabled().grace_period(Duration::from_secs(1));
            Config::builder().stalled_stream_protection(on.build())
        }),
        ("all again", everything(&canned)),
    ] {
        canned.0.lock().unwrap().clear();
        canned.push(200, ID, OK);
        other.push(200, ID, OK);
        call_with(&format!("for one call: {title}"), &canned, &client, overrides).await;
    }

    shared(&canned).await;
}

/// Settings that come with an `SdkConfig`.
async fn shared(canned: &Canned) {
    for origin in [None, Some(Origin::shared_config()), Some(Origin::shared_environment_variable())]
    {
        for service in [false, true] {
            println!("shared, url of {origin:?}, service {service}");
            let mut shared = SdkConfig::builder()
                .region(Region::new("eu-west-3"))
                .endpoint_url("https://shared.example")
                .use_dual_stack(true)
                .use_fips(true)
                .retry_config(RetryConfig::standard().with_max_attempts(7))
                .timeout_config(
                    TimeoutConfig::builder().read_timeout(Duration::from_secs(3)).build(),
                )
                .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
                .app_name(AppName::new("shared").unwrap())
                .disable_clock_skew_correction(true)
                .identity_cache(IdentityCache::no_cache())
                .auth_scheme_preference([AuthSchemeId::from("sigv4")])
                .behavior_version(BehaviorVersion::latest());
            if let Some(origin) = origin {
                shared.insert_origin("endpoint_url", origin);
            }
            if service {
                shared.set_service_config(Some(Service));
            }
            let shared = shared.build();
            getters(&Config::from(&shared));
            canned.0.lock().unwrap().clear();
            canned.push(200, ID, OK);
            let http = canned.clone();
            let http = http_client_fn(move |_, _| SharedHttpConnector::new(http.clone()));
            let credentials = Credentials::new("AKID", "SECRET", None, None, "test");
            let builder = Builder::from(&shared)
                .use_fips(false)
                .use_dual_stack(false)
                .credentials_provider(credentials)
                .sleep_impl(NoSleep)
                .time_source(Later(1_234_567_890))
                .http_client(http);
            call("shared", canned, builder).await;
        }
    }
    println!("empty");
    getters(&Config::new(&SdkConfig::builder().build()));
    let bare = Config::builder().behavior_version(BehaviorVersion::latest()).build();
    let error = Client::from_conf(bare).deprovision_byoip_cidr().send().await.unwrap_err();
    println!("  {}", mask(&DisplayErrorContext(&error).to_string()));
}
