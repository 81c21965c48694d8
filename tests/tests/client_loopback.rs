//! The client over a real socket: what it sends, byte for byte and signed, and what it makes of
//! each answer.
//!
//! Nothing here knows which crate stands behind the name `aws_sdk_ec2`: the file passes against
//! the official crate, from which its expectations are therefore independent of ours.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

use std::time::Duration;

use aws_sdk_ec2::config::retry::RetryConfig;
use aws_sdk_ec2::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_ec2::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_ec2::operation::RequestId;
use aws_sdk_ec2::operation::deprovision_byoip_cidr::DeprovisionByoipCidrOutput;
use aws_sdk_ec2::types::{AsnAssociationState, ByoipCidrState};
use aws_sdk_ec2::{Client, Config};
use tinsmith_tests::ec2::{self, ASN_ASSOCIATION_STATES, BYOIP_CIDR_STATES, REQUEST_ID, Range};
use tinsmith_tests::loopback::{Reply, Request, Server};
use tinsmith_tests::sigv4::Verifier;

const ACCESS_KEY: &str = "AKIDEXAMPLE";
const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const FORM: &str = "application/x-www-form-urlencoded";

fn config(server: &Server) -> aws_sdk_ec2::config::Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "test"))
        .retry_config(
            RetryConfig::standard()
                .with_initial_backoff(Duration::from_millis(1))
                .with_max_backoff(Duration::from_millis(2)),
        )
        .endpoint_url(server.url())
}

fn client(server: &Server) -> Client {
    Client::from_conf(config(server).build())
}

fn verifier() -> Verifier {
    Verifier::new(ACCESS_KEY, SECRET_KEY, "eu-central-1", "ec2")
}

/// The answer of `DeprovisionByoipCidr` to `reply`.
async fn deprovision(reply: Reply) -> DeprovisionByoipCidrOutput {
    let server = Server::with_replies([reply]).unwrap();
    client(&server).deprovision_byoip_cidr().cidr("203.0.113.0/24").send().await.unwrap()
}

fn bodies(requests: &[Request]) -> Vec<String> {
    requests.iter().map(Request::text).collect()
}

#[tokio::test]
async fn the_request_is_the_published_one_and_signed() {
    let server = Server::with_replies([ec2::dry_run_operation()]).unwrap();
    let call = client(&server).deprovision_byoip_cidr().cidr("203.0.113.0/24").dry_run(true);
    call.send().await.unwrap_err();

    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    let request = &requests[0];
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/"));
    assert_eq!(
        request.text(),
        "Action=DeprovisionByoipCidr&Version=2016-11-15&Cidr=203.0.113.0%2F24&DryRun=true"
    );
    assert_eq!(request.header("content-type"), Some(FORM));
    assert_eq!(request.header("content-length"), Some("80"));
    assert_eq!(request.header("host"), Some(server.address().to_string().as_str()));

    let verified = verifier().verify(request).unwrap_or_else(|rejected| panic!("{rejected}"));
    for name in ["content-length", "content-type", "host", "x-amz-date"] {
        assert!(verified.signed_headers.iter().any(|signed| signed == name), "{name} is signed");
    }
    assert_eq!(
        request.header("x-amz-content-sha256"),
        None,
        "EC2's requests carry no hash of the body"
    );
    assert!(request.header("amz-sdk-invocation-id").is_some());
    assert_eq!(request.header("amz-sdk-request"), Some("attempt=1; max=3"));
    assert!(request.header("user-agent").is_some_and(|agent| agent.starts_with("aws-sdk-rust/")));
}

#[tokio::test]
async fn a_session_token_is_sent_and_signed() {
    let server = Server::with_replies([ec2::range(
        "WithdrawByoipCidr",
        &Range::new("2001:db8::/48", "advertised"),
    )])
    .unwrap();
    let token = "IQoJb3JpZ2luX2VjEXAMPLE//8=";
    let credentials =
        Credentials::new(ACCESS_KEY, SECRET_KEY, Some(token.to_owned()), None, "test");
    let client = Client::from_conf(config(&server).credentials_provider(credentials).build());
    client.withdraw_byoip_cidr().cidr("2001:db8::/48").send().await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(
        request.text(),
        "Action=WithdrawByoipCidr&Version=2016-11-15&Cidr=2001%3Adb8%3A%3A%2F48"
    );
    verifier().session_token(token).verify(request).unwrap_or_else(|rejected| panic!("{rejected}"));
    verifier().verify(request).unwrap_err();
}

#[tokio::test]
async fn a_response_with_all_members() {
    let output = deprovision(ec2::range("DeprovisionByoipCidr", &Range::full())).await;
    assert_eq!(output.request_id(), Some(REQUEST_ID));
    let range = output.byoip_cidr().unwrap();
    assert_eq!(range.cidr(), Some("203.0.113.0/24"));
    assert_eq!(range.description(), Some("Köln & Ulm <lab>"));
    assert_eq!(range.status_message(), Some("ipv4pool-ec2-012345abcdef67890"));
    assert_eq!(range.state(), Some(&ByoipCidrState::PendingDeprovision));
    assert_eq!(range.network_border_group(), Some("us-west-2-lax-1"));
    assert_eq!(range.advertisement_type(), Some("unicast"));
    assert_eq!(range.pool_id(), Some("ipv4pool-ec2-012345abcdef67890"));
    assert_eq!(range.ipam_pool_id(), Some("ipam-pool-0123456789abcdef0"));
    let states: Vec<_> =
        range.asn_associations().iter().map(|one| one.state().unwrap().clone()).collect();
    assert_eq!(
        states,
        [
            AsnAssociationState::Associated,
            AsnAssociationState::Disassociated,
            AsnAssociationState::FailedAssociation,
            AsnAssociationState::FailedDisassociation,
            AsnAssociationState::PendingAssociation,
            AsnAssociationState::PendingDisassociation,
        ]
    );
    let last = &range.asn_associations()[5];
    assert_eq!(last.asn(), Some("64501"));
    assert_eq!(last.cidr(), Some("203.0.113.0/24"));
    assert_eq!(last.status_message(), Some("message of pending-disassociation"));
    assert_eq!(AsnAssociationState::values(), ASN_ASSOCIATION_STATES);
}

#[tokio::test]
async fn every_state_of_a_range_and_an_unknown_one() {
    let expected = [
        ByoipCidrState::Advertised,
        ByoipCidrState::Deprovisioned,
        ByoipCidrState::FailedDeprovision,
        ByoipCidrState::FailedProvision,
        ByoipCidrState::PendingAdvertising,
        ByoipCidrState::PendingDeprovision,
        ByoipCidrState::PendingProvision,
        ByoipCidrState::PendingWithdrawal,
        ByoipCidrState::Provisioned,
        ByoipCidrState::ProvisionedNotPubliclyAdvertisable,
    ];
    assert_eq!(ByoipCidrState::values(), BYOIP_CIDR_STATES);
    for (state, expected) in BYOIP_CIDR_STATES.into_iter().zip(expected) {
        let output =
            deprovision(ec2::range("DeprovisionByoipCidr", &Range::new("203.0.113.0/24", state)))
                .await;
        assert_eq!(output.byoip_cidr().unwrap().state(), Some(&expected));
    }
    let range = Range::new("203.0.113.0/24", "on-holiday").association("64496", "engaged");
    let output = deprovision(ec2::range("DeprovisionByoipCidr", &range)).await;
    let range = output.byoip_cidr().unwrap();
    assert_eq!(range.state().unwrap().as_str(), "on-holiday");
    assert!(!BYOIP_CIDR_STATES.contains(&range.state().unwrap().as_str()));
    assert_eq!(range.asn_associations()[0].state().unwrap().as_str(), "engaged");
}

#[tokio::test]
async fn empty_unknown_and_missing_elements() {
    let empty = Range {
        description: Some(String::new()),
        asn_associations: Some(Vec::new()),
        status_message: Some(String::new()),
        extra:
            "<colour hue=\"1\"><item><cidr>192.0.2.0/24</cidr></item></colour><!-- n --><other/>"
                .to_owned(),
        ..Range::new("203.0.113.0/24", "provisioned")
    };
    let output = deprovision(ec2::range("DeprovisionByoipCidr", &empty)).await;
    let range = output.byoip_cidr().unwrap();
    assert_eq!(
        range.cidr(),
        Some("203.0.113.0/24"),
        "the same name further down is not the member"
    );
    assert_eq!(range.description(), Some(""));
    assert_eq!(range.status_message(), Some(""));
    assert_eq!(range.asn_associations, Some(Vec::new()));
    assert_eq!(range.pool_id(), None);

    let output =
        deprovision(ec2::success("DeprovisionByoipCidr", "<future><byoipCidr/></future>")).await;
    assert_eq!(output.byoip_cidr(), None);
    let output = deprovision(ec2::success("DeprovisionByoipCidr", "<byoipCidr/>")).await;
    assert_eq!(output.byoip_cidr().unwrap().asn_associations, None);
}

#[tokio::test]
async fn an_error_that_is_not_retried_carries_its_code_and_message() {
    let cases = [
        (
            ec2::dry_run_operation(),
            412,
            "DryRunOperation",
            "Request would have succeeded, but DryRun flag is set.",
        ),
        (
            ec2::unauthorized_operation(),
            403,
            "UnauthorizedOperation",
            "You are not authorized to perform this operation. Encoded authorization failure message: 4oQEXAMPLE",
        ),
        (
            ec2::invalid_parameter_value(),
            400,
            "InvalidParameterValue",
            "The specified CIDR <203.0.113.1/24> is not valid.",
        ),
    ];
    for (reply, status, code, message) in cases {
        let server = Server::with_replies([reply]).unwrap();
        let error = client(&server)
            .deprovision_byoip_cidr()
            .cidr("203.0.113.0/24")
            .send()
            .await
            .unwrap_err();
        assert_eq!(server.requests().len(), 1, "{code} is not retried");
        assert_eq!(error.code(), Some(code));
        assert_eq!(error.message(), Some(message));
        assert_eq!(error.request_id(), Some(REQUEST_ID));
        assert_eq!(error.raw_response().unwrap().status().as_u16(), status);
        let text = DisplayErrorContext(&error).to_string();
        assert!(
            text.contains(code) && text.contains(message) && text.contains(REQUEST_ID),
            "{text}"
        );
        let SdkError::ServiceError(context) = &error else { panic!("{code}: {error:?}") };
        assert_eq!(context.err().meta().code(), Some(code));
        assert_eq!(context.err().to_string(), format!("unhandled error ({code})"));
    }
}

#[tokio::test]
async fn throttling_and_a_500_are_retried() {
    for trouble in [ec2::request_limit_exceeded(), ec2::internal_error(), Reply::new(500, "")] {
        let done =
            ec2::range("DeprovisionByoipCidr", &Range::new("203.0.113.0/24", "deprovisioned"));
        let server = Server::with_replies([trouble.clone(), trouble, done]).unwrap();
        let output =
            client(&server).deprovision_byoip_cidr().cidr("203.0.113.0/24").send().await.unwrap();
        assert_eq!(output.byoip_cidr().unwrap().state(), Some(&ByoipCidrState::Deprovisioned));
        let requests = server.requests();
        assert_eq!(
            bodies(&requests),
            vec!["Action=DeprovisionByoipCidr&Version=2016-11-15&Cidr=203.0.113.0%2F24"; 3]
        );
        let attempts: Vec<_> =
            requests.iter().filter_map(|request| request.header("amz-sdk-request")).collect();
        assert!(attempts[0].ends_with("attempt=1; max=3"), "{attempts:?}");
        assert!(attempts[2].ends_with("attempt=3; max=3"), "{attempts:?}");
        assert_eq!(
            requests[0].header("amz-sdk-invocation-id"),
            requests[2].header("amz-sdk-invocation-id")
        );
        for request in &requests {
            verifier().verify(request).unwrap_or_else(|rejected| panic!("{rejected}"));
        }
    }
}

#[tokio::test]
async fn retries_end_after_three_attempts() {
    let server = Server::start(|_| ec2::request_limit_exceeded()).unwrap();
    let error = client(&server).describe_byoip_cidrs().max_results(5).send().await.unwrap_err();
    assert_eq!(error.code(), Some("RequestLimitExceeded"));
    assert_eq!(server.requests().len(), 3);
    assert_eq!(
        server.requests()[0].text(),
        "Action=DescribeByoipCidrs&Version=2016-11-15&MaxResults=5"
    );
}

#[tokio::test]
async fn an_answer_that_is_no_answer_is_an_error() {
    let other = ec2::success("DescribeByoipCidrs", "<byoipCidrSet/>");
    let server = Server::with_replies([other]).unwrap();
    let error =
        client(&server).deprovision_byoip_cidr().cidr("203.0.113.0/24").send().await.unwrap_err();
    assert!(error.code().is_none(), "{error:?}");
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 200);

    let server = Server::with_replies([Reply::new(400, "<html>")]).unwrap();
    let error =
        client(&server).deprovision_byoip_cidr().cidr("203.0.113.0/24").send().await.unwrap_err();
    assert!(matches!(&error, SdkError::ServiceError(_)), "{error:?}");
    assert_eq!((error.code(), error.message()), (None, None));
}

#[tokio::test]
async fn a_connection_that_closes_is_a_dispatch_failure() {
    let server = Server::start(|_| Reply::hang_up()).unwrap();
    let error =
        client(&server).deprovision_byoip_cidr().cidr("203.0.113.0/24").send().await.unwrap_err();
    assert!(matches!(&error, SdkError::DispatchFailure(_)), "{error:?}");
    assert_eq!(server.requests().len(), 3, "a broken connection is retried");
}

fn three_pages() -> Server {
    let page = |cidrs: &[&str], next: Option<&str>| {
        ec2::describe(
            &cidrs.iter().map(|cidr| Range::new(*cidr, "advertised")).collect::<Vec<_>>(),
            next,
        )
    };
    Server::with_replies([
        page(&["192.0.2.0/24", "198.51.100.0/24"], Some("to&ken/1=")),
        page(&[], Some("token 2")),
        page(&["203.0.113.0/24"], None),
    ])
    .unwrap()
}

#[tokio::test]
async fn the_paginator_walks_three_pages() {
    let server = three_pages();
    let mut pages = client(&server).describe_byoip_cidrs().into_paginator().page_size(2).send();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().byoip_cidrs().len());
    }
    assert_eq!(sizes, [2, 0, 1]);
    assert_eq!(
        bodies(&server.requests()),
        [
            "Action=DescribeByoipCidrs&Version=2016-11-15&MaxResults=2",
            "Action=DescribeByoipCidrs&Version=2016-11-15&MaxResults=2&NextToken=to%26ken%2F1%3D",
            "Action=DescribeByoipCidrs&Version=2016-11-15&MaxResults=2&NextToken=token%202",
        ]
    );
    assert!(server.faults().is_empty(), "{:?}", server.faults());
}

#[tokio::test]
async fn the_items_of_all_pages_and_no_page_twice() {
    let server = three_pages();
    let items =
        client(&server).describe_byoip_cidrs().max_results(2).into_paginator().items().send();
    let items = items.collect::<Result<Vec<_>, _>>().await.unwrap();
    let cidrs: Vec<_> = items.iter().filter_map(|range| range.cidr()).collect();
    assert_eq!(cidrs, ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"]);

    // A service that repeats its token would otherwise be asked for ever.
    let server = Server::start(|_| ec2::describe(&[], Some("again"))).unwrap();
    let pages = client(&server).describe_byoip_cidrs().into_paginator().page_size(2).send();
    assert_eq!(pages.collect::<Result<Vec<_>, _>>().await.unwrap().len(), 2);
    assert_eq!(server.requests().len(), 2);
}
