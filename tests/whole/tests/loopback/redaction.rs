//! What is sensitive stays out of logs: `Debug` prints a note instead, and calls that answer with it say so, upon which the official
//! runtime logs no body.

use std::sync::{Arc, Mutex};

use aws_sdk_ec2::config::interceptors::FinalizerInterceptorContextRef;
use aws_sdk_ec2::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_ec2::error::BoxError;
use aws_sdk_ec2::types::{ModifyVpnTunnelOptionsSpecification, UserData};
use aws_sdk_ec2::Client;
use aws_smithy_runtime_api::client::orchestrator::{Metadata, SensitiveOutput};
use tinsmith_tests::loopback::{Reply, Server};

use super::{answer, client, config};

const NOTE: &str = r#""*** Sensitive Data Redacted ***""#;

#[tokio::test]
async fn a_sensitive_member_of_an_output() {
    let server = Server::with_replies([answer(
        "CreateKeyPair",
        "<keyName>k</keyName><keyMaterial>TOP SECRET</keyMaterial>",
    )])
    .unwrap();
    let output = client(&server).create_key_pair().key_name("k").send().await.unwrap();
    assert_eq!(output.key_material(), Some("TOP SECRET"));
    assert_eq!(
        format!("{output:?}"),
        format!(
            "CreateKeyPairOutput {{ key_pair_id: None, tags: None, key_name: Some(\"k\"), \
             key_fingerprint: None, key_material: {NOTE}, _request_id: Some({:?}) }}",
            super::REQUEST_ID
        )
    );
}

#[test]
fn a_sensitive_member_of_an_input_and_of_its_builders() {
    let server = Server::with_replies([]).unwrap();
    let call = client(&server).run_instances().image_id("ami-1").user_data("TOP SECRET");
    let input = call.as_input().clone();
    for text in [
        format!("{:?}", input.clone()),
        format!("{:?}", input.build().unwrap()),
        format!("{call:?}"),
    ] {
        assert!(text.contains("ami-1") && text.contains(&format!("user_data: {NOTE}")), "{text}");
        assert!(!text.contains("TOP SECRET"), "{text}");
    }
}

#[test]
fn all_of_a_sensitive_structure() {
    let data = UserData::builder().data("TOP SECRET");
    assert_eq!(format!("{data:?}"), format!("UserDataBuilder {{ data: {NOTE} }}"));
    assert_eq!(format!("{:?}", data.build()), format!("UserData {{ data: {NOTE} }}"));

    let options = ModifyVpnTunnelOptionsSpecification::builder().replay_window_size(64).build();
    let text = format!("{options:?}");
    // In 1.274.0 it has 20 members, and none is shown, not even that it is absent.
    assert!(text.matches(NOTE).count() >= 20, "{text}");
    assert!(!text.contains("64") && !text.contains("None"), "{text}");
}

/// Notes of each call whether its output is said to be sensitive.
#[derive(Clone, Debug, Default)]
struct Sensitive(Arc<Mutex<Vec<(String, bool)>>>);

impl Intercept for Sensitive {
    fn name(&self) -> &'static str {
        "Sensitive"
    }

    fn read_after_execution(
        &self,
        _: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let operation = config.load::<Metadata>().unwrap().name().to_owned();
        self.0.lock().unwrap().push((operation, config.load::<SensitiveOutput>().is_some()));
        Ok(())
    }
}

/// Also where the sensitive member is deep inside, as in the tunnels of a VPN connection.
#[tokio::test]
async fn calls_with_sensitive_answers_say_so() {
    let server = Server::start(|request| {
        request.field("Action").map_or_else(|| Reply::fault("no action"), |name| answer(&name, ""))
    })
    .unwrap();
    let calls = Sensitive::default();
    let client = Client::from_conf(config(&server).interceptor(calls.clone()).build());
    client.create_key_pair().send().await.unwrap();
    client.describe_vpn_connections().send().await.unwrap();
    client.run_instances().send().await.unwrap();
    client.describe_vpcs().send().await.unwrap();
    let expected = [
        ("CreateKeyPair", true),
        ("DescribeVpnConnections", true),
        ("RunInstances", false),
        ("DescribeVpcs", false),
    ];
    assert_eq!(
        *calls.0.lock().unwrap(),
        expected.map(|(name, sensitive)| (name.to_owned(), sensitive))
    );
}
