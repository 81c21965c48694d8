//! Pages and items over a socket: what each request carries, and when the stream ends.

use aws_sdk_ec2::error::ProvideErrorMetadata;
use tinsmith_tests::loopback::{Reply, Server};

use super::{answer, bodies, client, failure};

/// A page of VPCs with these ids, and the token of the next page.
fn vpcs(ids: &[&str], next: Option<&str>) -> Reply {
    let items: String = ids.iter().map(|id| format!("<item><vpcId>{id}</vpcId></item>")).collect();
    let token = next.map(|token| format!("<nextToken>{token}</nextToken>")).unwrap_or_default();
    answer("DescribeVpcs", &format!("<vpcSet>{items}</vpcSet>{token}"))
}

const FIRST: &str = "Action=DescribeVpcs&Version=2016-11-15";

#[tokio::test]
async fn each_page_is_asked_for_with_the_token_of_the_one_before_and_only_when_wanted() {
    let server =
        Server::with_replies([vpcs(&["vpc-1"], Some("a+b/=")), vpcs(&["vpc-2", "vpc-3"], None)])
            .unwrap();
    let mut pages =
        client(&server).describe_vpcs().vpc_ids("vpc-9").into_paginator().page_size(5).send();
    assert_eq!(bodies(&server).len(), 0);
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(page.vpcs()[0].vpc_id(), Some("vpc-1"));
    assert_eq!(page.next_token(), Some("a+b/="));
    assert_eq!(bodies(&server).len(), 1);
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(page.vpcs().len(), 2);
    assert!(pages.next().await.is_none());
    assert_eq!(
        bodies(&server),
        [
            format!("{FIRST}&VpcId.1=vpc-9&MaxResults=5"),
            format!("{FIRST}&VpcId.1=vpc-9&NextToken=a%2Bb%2F%3D&MaxResults=5"),
        ]
    );
}

#[tokio::test]
async fn items_run_across_pages_and_over_empty_ones() {
    let server = Server::with_replies([
        vpcs(&["vpc-1", "vpc-2"], Some("a")),
        vpcs(&[], Some("b")),
        answer("DescribeVpcs", "<nextToken>c</nextToken>"),
        vpcs(&["vpc-3"], Some("")),
    ])
    .unwrap();
    let items: Result<Vec<_>, _> =
        client(&server).describe_vpcs().into_paginator().items().send().collect().await;
    let ids: Vec<_> = items.unwrap().into_iter().filter_map(|vpc| vpc.vpc_id).collect();
    assert_eq!(ids, ["vpc-1", "vpc-2", "vpc-3"]);
    let tokens: Vec<_> =
        server.requests().iter().map(|request| request.field("NextToken")).collect();
    assert_eq!(tokens, [None, Some("a".into()), Some("b".into()), Some("c".into())]);
}

#[tokio::test]
async fn a_token_that_repeats_ends_the_stream_unless_told_otherwise() {
    let replies = || {
        [
            vpcs(&["vpc-1"], Some("a")),
            vpcs(&["vpc-2"], Some("a")),
            vpcs(&["vpc-3"], Some("a")),
            vpcs(&["vpc-4"], None),
        ]
    };
    for (stop, pages) in [(None, 2), (Some(true), 2), (Some(false), 4)] {
        let server = Server::with_replies(replies()).unwrap();
        let mut paginator = client(&server).describe_vpcs().into_paginator();
        if let Some(stop) = stop {
            paginator = paginator.stop_on_duplicate_token(stop);
        }
        let got: Result<Vec<_>, _> = paginator.send().collect().await;
        assert_eq!(got.unwrap().len(), pages, "{stop:?}");
        assert_eq!(bodies(&server).len(), pages, "{stop:?}");
    }
}

#[tokio::test]
async fn an_error_is_the_last_thing_in_the_stream() {
    let replies = || [vpcs(&["vpc-1"], Some("a")), failure("UnauthorizedOperation")];
    let server = Server::with_replies(replies()).unwrap();
    let mut pages = client(&server).describe_vpcs().into_paginator().send();
    pages.next().await.unwrap().unwrap();
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some("UnauthorizedOperation"));
    assert!(pages.next().await.is_none());

    let server = Server::with_replies(replies()).unwrap();
    let mut items = client(&server).describe_vpcs().into_paginator().items().send();
    assert_eq!(items.next().await.unwrap().unwrap().vpc_id(), Some("vpc-1"));
    assert_eq!(items.next().await.unwrap().unwrap_err().code(), Some("UnauthorizedOperation"));
    assert!(items.next().await.is_none());
}

/// In 1.274.0 this is the one paginator without a page size, as its operation has no such member.
#[tokio::test]
async fn pages_without_a_size() {
    let server = Server::with_replies([answer(
        "DescribeReservedInstancesModifications",
        "<reservedInstancesModificationsSet><item><status>fulfilled</status></item></reservedInstancesModificationsSet>",
    )])
    .unwrap();
    let call = client(&server).describe_reserved_instances_modifications();
    let items: Result<Vec<_>, _> = call.into_paginator().items().send().collect().await;
    assert_eq!(items.unwrap()[0].status(), Some("fulfilled"));
}
