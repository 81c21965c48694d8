//! Settings for one call: `customize`, and what it leaves alone.

use aws_sdk_ec2::config::{Credentials, Region};
use aws_sdk_ec2::Config;
use tinsmith_tests::loopback::Server;

use super::{answer, bodies, client};

#[tokio::test]
async fn settings_of_a_call_are_for_that_call() {
    let vpcs = || answer("DescribeVpcs", "<vpcSet/>");
    let (usual, other) =
        (Server::with_replies([vpcs(), vpcs()]).unwrap(), Server::with_replies([vpcs()]).unwrap());
    let client = client(&usual);
    let settings = Config::builder()
        .endpoint_url(other.url())
        .region(Region::new("us-west-2"))
        .credentials_provider(Credentials::new("AKIDOTHER", "other", None, None, "test"));

    client.describe_vpcs().send().await.unwrap();
    client.describe_vpcs().customize().config_override(settings).send().await.unwrap();
    client.describe_vpcs().send().await.unwrap();

    let scopes = |server: &Server| -> Vec<String> {
        let requests = server.requests();
        let headers = requests.iter().map(|request| request.header("authorization").unwrap());
        headers
            .map(|header| {
                let scope = header.split_once("Credential=").unwrap().1;
                let fields: Vec<_> = scope.split(['/', ',']).collect();
                format!("{} {}", fields[0], fields[2])
            })
            .collect()
    };
    assert_eq!(scopes(&usual), ["AKIDEXAMPLE eu-central-1"; 2]);
    assert_eq!(scopes(&other), ["AKIDOTHER us-west-2"]);
}

#[tokio::test]
async fn a_request_can_be_changed_before_it_is_sent() {
    let server = Server::with_replies([answer("DescribeVpcs", "<vpcSet/>")]).unwrap();
    client(&server)
        .describe_vpcs()
        .max_results(5)
        .customize()
        .mutate_request(|request| {
            request.headers_mut().insert("x-one", "1");
        })
        .map_request(|mut request| {
            request.headers_mut().insert("x-two", "2");
            Ok::<_, std::convert::Infallible>(request)
        })
        .send()
        .await
        .unwrap();
    assert_eq!(bodies(&server), ["Action=DescribeVpcs&Version=2016-11-15&MaxResults=5"]);
    let request = &server.requests()[0];
    assert_eq!((request.header("x-one"), request.header("x-two")), (Some("1"), Some("2")));
    let signed = request.header("authorization").unwrap();
    assert!(signed.contains(";x-one;x-two,"), "changed after it was signed: {signed}");
}
