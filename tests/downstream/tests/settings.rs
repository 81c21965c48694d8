//! What settings do to calls. Each expectation was also observed with `aws-sdk-ec2` 1.274.0; `src/bin/settings.rs` goes through
//! many more of them.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_ec2::config::retry::RetryConfig;
use aws_sdk_ec2::config::timeout::TimeoutConfig;
use aws_sdk_ec2::config::{AppName, BehaviorVersion, Builder, FrameworkMetadata, Region};
use aws_sdk_ec2::error::{DisplayErrorContext, SdkError};
use aws_sdk_ec2::{Client, Config};
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::http::{http_client_fn, SharedHttpConnector};
use aws_types::origin::Origin;
use aws_types::SdkConfig;

#[path = "../src/own.rs"]
#[allow(dead_code, reason = "other programs use the rest")]
mod own;
#[allow(dead_code, reason = "other tests use the rest")]
mod server;
use own::{Disable, Named, Scheme, Service, Silent};
use server::{deprovision, Server, OK};

const FAULT: &str = "<Response><Errors><Error><Code>Fault</Code></Error></Errors></Response>";
const SKEWED: &str =
    "<Response><Errors><Error><Code>RequestTimeTooSkewed</Code></Error></Errors></Response>";

async fn call(server: &Server, change: impl FnOnce(Builder) -> Builder) -> bool {
    let client = Client::from_conf(change(server.config()).build());
    deprovision(&client).await.is_ok()
}

#[tokio::test]
async fn how_often_a_call_is_tried_follows_behavior_version_and_retry_mode() {
    let attempts = |change: fn(Builder) -> Builder| async move {
        let server = Server::answering([(500, FAULT), (500, FAULT), (500, FAULT), (200, OK)]);
        call(&server, change).await;
        let tried = server.requests.lock().unwrap().len();
        (tried, server.header(0, "x-amz-user-agent").rsplit(' ').next().unwrap().to_owned())
    };
    #[allow(deprecated, reason = "programs still name old versions")]
    let old = attempts(|config| config.behavior_version(BehaviorVersion::v2025_08_07())).await;
    assert_eq!(old, (1, "m/E".into()));
    assert_eq!(attempts(|config| config).await, (3, "m/E".into()));
    let five = RetryConfig::standard().with_max_attempts(5);
    assert_eq!(five.max_attempts(), 5);
    let five = attempts(|c| c.retry_config(RetryConfig::standard().with_max_attempts(5))).await;
    assert_eq!(five, (4, "m/E".into()));
    let adaptive = attempts(|config| config.retry_config(RetryConfig::adaptive())).await;
    assert_eq!(adaptive, (3, "m/F".into()));
}

#[tokio::test]
async fn the_user_agent_names_application_frameworks_and_features() {
    let server = Server::answering([(200, OK)]);
    assert!(
        call(&server, |config| {
            config
                .endpoint_url("https://x.example")
                .app_name(AppName::new("app").unwrap())
                .framework_metadata(FrameworkMetadata::new("first", Some("1")).unwrap())
                .framework_metadata(FrameworkMetadata::new("second", None::<&str>).unwrap())
        })
        .await
    );
    let agent = server.header(0, "x-amz-user-agent");
    assert!(agent.ends_with(" m/E,N lib/first/1 lib/second app/app"), "{agent}");
    assert_eq!(agent, server.header(0, "user-agent"));
}

#[tokio::test]
async fn interceptors_run_in_order_and_some_can_be_switched_off() {
    let server = Server::answering([(200, OK), (200, OK)]);
    let named = |name| Named(name, Arc::default());
    let client = Client::from_conf(server.config().interceptor(named("client")).build());
    let call = client.deprovision_byoip_cidr().customize().interceptor(named("call"));
    call.config_override(Config::builder().interceptor(named("override"))).send().await.unwrap();
    let names: Vec<_> = {
        let requests = server.requests.lock().unwrap();
        requests[0].headers().get_all("x-named").map(str::to_owned).collect()
    };
    assert_eq!(names, ["client", "override", "call"]);
    assert_ne!(server.header(0, "amz-sdk-invocation-id"), "");
    assert!(self::call(&server, |config| config.interceptor(Disable)).await);
    for header in ["user-agent", "x-amz-user-agent", "amz-sdk-invocation-id", "amz-sdk-request"] {
        assert_eq!(server.header(1, header), "", "{header}");
    }
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_corrected_unless_that_is_switched_off() {
    for (disabled, dates) in
        [(None, &["20090213T233130Z", "20240101T000000Z"][..]), (Some(true), &["20090213T233130Z"])]
    {
        let mut server = Server::answering([(400, SKEWED), (200, OK)]);
        server.date = Some("Mon, 01 Jan 2024 00:00:00 GMT");
        let ok = call(&server, |config| config.disable_clock_skew_correction(disabled)).await;
        assert_eq!(ok, disabled.is_none());
        assert_eq!(server.requests.lock().unwrap().len(), dates.len());
        for (n, date) in dates.iter().enumerate() {
            assert_eq!(server.header(n, "x-amz-date"), *date);
        }
    }
}

#[tokio::test]
async fn calls_are_signed_unless_the_user_prefers_and_allows_otherwise() {
    let preferred = || [AuthSchemeId::from("noAuth"), AuthSchemeId::from("sigv4")];
    for (signed, change) in [
        (true, Box::new(|c: Builder| c) as Box<dyn FnOnce(Builder) -> Builder>),
        (false, Box::new(|c| c.auth_scheme_resolver(Scheme("noAuth")))),
        (true, Box::new(|c| c.auth_scheme_resolver(Scheme("sigv4")))),
        (true, Box::new(move |c| c.auth_scheme_preference(preferred()))),
        (false, Box::new(move |c| c.auth_scheme_preference(preferred()).allow_no_auth())),
    ] {
        let server = Server::answering([(200, OK)]);
        assert!(call(&server, change).await);
        assert_eq!(!server.header(0, "authorization").is_empty(), signed);
    }
}

#[tokio::test]
async fn a_call_ends_when_its_time_is_up() {
    let server = Server::default();
    let silent = http_client_fn(|_, _| SharedHttpConnector::new(Silent));
    let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_secs(1)).build();
    let client = Client::from_conf(server.config().http_client(silent).build());
    let call = client.deprovision_byoip_cidr().customize();
    let error =
        call.config_override(Config::builder().timeout_config(timeouts)).send().await.unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
}

#[tokio::test]
async fn a_url_for_the_service_wins_over_one_for_all_but_not_over_code() {
    let environment = Origin::shared_environment_variable;
    for (origin, service, expected) in [
        (Origin::shared_config(), true, "https://shared.example/"),
        (environment(), true, "https://of-the-service.example/"),
        (environment(), false, "https://shared.example/"),
    ] {
        let server = Server::answering([(200, OK)]);
        let mut shared = SdkConfig::builder().endpoint_url("https://shared.example");
        shared.insert_origin("endpoint_url", origin);
        if service {
            shared.set_service_config(Some(Service));
        }
        shared.set_http_client(server.config().build().http_client());
        let builder = Builder::from(&shared.build()).with_test_defaults().region(Region::new("x"));
        deprovision(&Client::from_conf(builder.build())).await.unwrap();
        assert_eq!(server.uris(), [expected]);
    }
}

#[tokio::test]
async fn errors_of_hooks_name_the_operations_interceptor() {
    let server = Server::default();
    let client = Client::from_conf(server.config().region(Region::new("not a region")).build());
    let error = client.deprovision_byoip_cidr().send().await.unwrap_err();
    let text = DisplayErrorContext(&error).to_string();
    assert!(text.contains("DeprovisionByoipCidrEndpointParamsInterceptor"), "{text}");
}
