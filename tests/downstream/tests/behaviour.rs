//! What a client sends and returns, against canned responses. Each expectation was also observed with `aws-sdk-ec2` 1.274.0.

use std::sync::{Arc, Mutex};

use aws_sdk_ec2::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use aws_sdk_ec2::config::interceptors::{
    BeforeSerializationInterceptorContextMut, FinalizerInterceptorContextRef,
};
use aws_sdk_ec2::config::{ConfigBag, Credentials, Intercept, Region, RuntimeComponents};
use aws_sdk_ec2::error::{BoxError, ProvideErrorMetadata};
use aws_sdk_ec2::operation::deprovision_byoip_cidr::{
    DeprovisionByoipCidrError, DeprovisionByoipCidrInput, DeprovisionByoipCidrOutput,
};
use aws_sdk_ec2::operation::RequestId;
use aws_sdk_ec2::types::ByoipCidrState;
use aws_sdk_ec2::{Client, Config};

mod server;
use server::{deprovision, Server, DRY_RUN, OK, THROTTLED};

#[tokio::test]
async fn a_call_is_encoded_signed_sent_and_decoded() {
    let server = Server::answering([(200, OK)]);
    let output = deprovision(&server.client()).await.unwrap();
    assert_eq!(output.byoip_cidr().unwrap().state(), Some(&ByoipCidrState::PendingDeprovision));
    assert_eq!(output.request_id(), Some("header-id"));
    assert_eq!(server.uris(), ["https://ec2.eu-central-1.amazonaws.com/"]);
    assert_eq!(
        server.bodies(),
        ["Action=DeprovisionByoipCidr&Version=2016-11-15&Cidr=203.0.113.0%2F24&DryRun=true"]
    );
    assert_eq!(server.header(0, "content-type"), "application/x-www-form-urlencoded");
    assert_eq!(server.header(0, "content-length"), "80");
    assert_eq!(server.header(0, "x-amz-date"), "20090213T233130Z");
    let authorization = server.header(0, "authorization");
    assert!(
        authorization
            .starts_with("AWS4-HMAC-SHA256 Credential=AKID/20090213/eu-central-1/ec2/aws4_request"),
        "{authorization}"
    );
    assert!(server
        .header(0, "user-agent")
        .contains(&format!(" api/ec2/{} ", aws_sdk_ec2::meta::PKG_VERSION)));
}

#[tokio::test]
async fn server_faults_and_throttling_are_retried_within_three_attempts() {
    let server = Server::answering([(500, ""), (503, THROTTLED), (200, OK)]);
    deprovision(&server.client()).await.unwrap();
    let attempts: Vec<_> = (0..3).map(|i| server.header(i, "amz-sdk-request")).collect();
    assert_eq!(attempts, ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"]);
    let ids: Vec<_> = (0..3).map(|i| server.header(i, "amz-sdk-invocation-id")).collect();
    assert!(ids[0].len() == 36 && ids[1] == ids[0] && ids[2] == ids[0], "{ids:?}");

    let server = Server::answering([(503, THROTTLED), (503, THROTTLED), (503, THROTTLED)]);
    assert_eq!(
        deprovision(&server.client()).await.unwrap_err().code(),
        Some("RequestLimitExceeded")
    );
}

#[tokio::test]
async fn an_error_has_code_message_and_request_id_and_is_not_retried() {
    let server = Server::answering([(412, DRY_RUN)]);
    let error = deprovision(&server.client()).await.unwrap_err();
    assert_eq!(error.to_string(), "unhandled error (DryRunOperation)");
    assert_eq!(
        (error.code(), error.message(), error.request_id()),
        (Some("DryRunOperation"), Some("would have"), Some("header-id"))
    );
}

#[tokio::test]
async fn a_body_that_can_not_be_decoded_is_an_error_of_the_service() {
    let server = Server::answering([(200, "<Other/>"), (400, "")]);
    let client = server.client();
    for _ in 0..2 {
        let error = client.deprovision_byoip_cidr().send().await.unwrap_err();
        assert!(error.as_service_error().is_some());
        assert_eq!(error.code(), None);
        assert_eq!(error.request_id(), Some("header-id"), "from the raw response");
    }
}

#[tokio::test]
async fn settings_of_one_call_win_over_the_clients_and_end_with_it() {
    let server = Server::answering([(200, OK); 5]);
    let client = server.client();
    for overrides in [
        Config::builder().region(Region::new("us-west-2")),
        Config::builder().endpoint_url("https://localhost:1/path"),
        Config::builder().use_fips(true),
        Config::builder()
            .credentials_provider(Credentials::new("OTHER", "SECRET", None, None, "test")),
    ] {
        client
            .deprovision_byoip_cidr()
            .customize()
            .config_override(overrides)
            .send()
            .await
            .unwrap();
    }
    client.deprovision_byoip_cidr().send().await.unwrap();
    let home = "https://ec2.eu-central-1.amazonaws.com/";
    assert_eq!(
        server.uris(),
        [
            "https://ec2.us-west-2.amazonaws.com/",
            "https://localhost:1/path/",
            "https://ec2-fips.eu-central-1.amazonaws.com/",
            home,
            home
        ]
    );
    assert!(server.header(0, "authorization").contains("/us-west-2/ec2/"));
    assert!(server.header(3, "authorization").contains("Credential=OTHER/"));
    assert!(server.header(4, "authorization").contains("Credential=AKID/20090213/eu-central-1/"));
}

#[derive(Clone, Debug, Default)]
struct Observer(Arc<Mutex<Vec<String>>>);
impl Intercept for Observer {
    fn name(&self) -> &'static str {
        "Observer"
    }
    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context
            .input_mut()
            .downcast_mut::<DeprovisionByoipCidrInput>()
            .ok_or("not the official input type")?;
        self.0.lock().unwrap().push(format!("{:?}", input.cidr()));
        input.cidr = Some("198.51.100.0/24".to_owned());
        Ok(())
    }
    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let seen = match context.output_or_error().ok_or("nothing")? {
            Ok(output) => output
                .downcast_ref::<DeprovisionByoipCidrOutput>()
                .ok_or("not the official output type")?
                .request_id()
                .map(str::to_owned),
            Err(error) => error
                .as_operation_error()
                .and_then(|e| e.downcast_ref::<DeprovisionByoipCidrError>())
                .map(|e| e.to_string()),
        };
        self.0.lock().unwrap().push(format!("{seen:?}"));
        Ok(())
    }
}

#[tokio::test]
async fn interceptors_see_the_types_of_the_operation() {
    let server = Server::answering([(200, OK), (412, DRY_RUN)]);
    let (client, observer) = (server.client(), Observer::default());
    for _ in 0..2 {
        let call = client
            .deprovision_byoip_cidr()
            .cidr("203.0.113.0/24")
            .customize()
            .interceptor(observer.clone());
        let call = call.mutate_request(|request| {
            request.headers_mut().insert("x-mutated", "yes");
        });
        let call = call.map_request(|mut request| {
            request.headers_mut().insert("x-mapped", "yes");
            Ok::<_, std::fmt::Error>(request)
        });
        let _ = call.send().await;
    }
    assert_eq!(
        *observer.0.lock().unwrap(),
        [
            r#"Some("203.0.113.0/24")"#,
            r#"Some("header-id")"#,
            r#"Some("203.0.113.0/24")"#,
            r#"Some("unhandled error (DryRunOperation)")"#
        ]
    );
    assert_eq!(
        server.bodies()[0],
        "Action=DeprovisionByoipCidr&Version=2016-11-15&Cidr=198.51.100.0%2F24"
    );
    assert_eq!(
        (server.header(0, "x-mutated"), server.header(0, "x-mapped")),
        ("yes".to_owned(), "yes".to_owned())
    );
}

#[derive(Debug)]
struct Fixed;
impl ResolveEndpoint for Fixed {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        let url = format!("https://{}.example", params.region().unwrap_or("none"));
        EndpointFuture::ready(Ok(Endpoint::builder().url(url).build()))
    }
}

#[tokio::test]
async fn a_resolver_of_the_users_own_replaces_the_rules() {
    let server = Server::answering([(200, OK)]);
    let client = Client::from_conf(server.config().endpoint_resolver(Fixed).build());
    deprovision(&client).await.unwrap();
    assert_eq!(server.uris(), ["https://eu-central-1.example/"]);
}

#[tokio::test]
async fn a_region_that_is_no_host_label_is_refused_before_sending() {
    let server = Server::default();
    let client = Client::from_conf(server.config().region(Region::new("not a region")).build());
    let error = deprovision(&client).await.unwrap_err();
    let text = aws_sdk_ec2::error::DisplayErrorContext(&error).to_string();
    assert!(
        text.contains("invalid value for field: `region` - must be a valid host label"),
        "{text}"
    );
}

fn page(cidr: &str, token: &str) -> String {
    format!("<DescribeByoipCidrsResponse><byoipCidrSet><item><cidr>{cidr}</cidr></item></byoipCidrSet><nextToken>{token}</nextToken></DescribeByoipCidrsResponse>")
}

#[tokio::test]
async fn pages_are_read_until_a_token_is_empty_and_only_when_asked_for() {
    let server = Server::answering([(200, &*page("a", "t1")), (200, &*page("b", ""))]);
    let mut items =
        server.client().describe_byoip_cidrs().into_paginator().page_size(7).items().send();
    assert!(server.bodies().is_empty());
    assert_eq!(items.next().await.unwrap().unwrap().cidr(), Some("a"));
    assert_eq!(items.next().await.unwrap().unwrap().cidr(), Some("b"));
    assert!(items.next().await.is_none());
    let prefix = "Action=DescribeByoipCidrs&Version=2016-11-15&MaxResults=7";
    assert_eq!(server.bodies(), [prefix.to_owned(), format!("{prefix}&NextToken=t1")]);
    assert!(server.header(0, "user-agent").contains(" m/"), "feature of the paginator");
    assert!(server
        .header(0, "user-agent")
        .split(" m/")
        .nth(1)
        .unwrap()
        .split([' ', ','])
        .any(|feature| feature == "C"));
}

#[tokio::test]
async fn a_page_with_the_token_just_sent_is_the_last_unless_the_caller_wants_more() {
    for (stop, pages) in [(true, 2), (false, 3)] {
        let server = Server::answering([
            (200, &*page("a", "t")),
            (200, &*page("b", "t")),
            (200, &*page("c", "")),
        ]);
        let stream = server
            .client()
            .describe_byoip_cidrs()
            .into_paginator()
            .stop_on_duplicate_token(stop)
            .send();
        assert_eq!(stream.collect::<Result<Vec<_>, _>>().await.unwrap().len(), pages);
    }
}

#[tokio::test]
async fn an_error_ends_the_pages() {
    let server = Server::answering([(200, &*page("a", "t")), (412, DRY_RUN)]);
    let mut pages = server.client().describe_byoip_cidrs().into_paginator().send();
    assert!(pages.next().await.unwrap().is_ok());
    assert_eq!(pages.next().await.unwrap().unwrap_err().code(), Some("DryRunOperation"));
    assert!(pages.next().await.is_none());
}

#[test]
#[should_panic(expected = "Invalid client configuration: A behavior major version must be set")]
fn a_client_without_a_behavior_version_is_refused() {
    let _ = Client::from_conf(Config::builder().build());
}
