//! Members of an input that a program asks to see by their Smithy names: plain strings at the top that are not sensitive, and no
//! others. An interceptor finds them in the configuration of the call.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use aws_sdk_ec2::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_ec2::config::{Builder, ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_ec2::error::BoxError;
use aws_sdk_ec2::types::{InstanceType, Placement};
use aws_sdk_ec2::Client;
use aws_smithy_types::telemetry::CapturedTelemetryAttributes;
use tinsmith_tests::loopback::Server;

use super::{answer, config};

type Captured = Option<BTreeMap<String, String>>;

/// What the calls of a client captured, one after the other.
#[derive(Clone, Debug, Default)]
struct Calls(Arc<Mutex<Vec<Captured>>>);

impl Intercept for Calls {
    fn name(&self) -> &'static str {
        "Calls"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let captured = config.load::<CapturedTelemetryAttributes>().map(|captured| {
            captured.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        });
        self.0.lock().unwrap().push(captured);
        Ok(())
    }
}

/// What is captured of a call that sets members of all kinds.
async fn captured(requested: impl FnOnce(Builder) -> Builder) -> Captured {
    let server = Server::with_replies([answer("RunInstances", "")]).unwrap();
    let calls = Calls::default();
    let client = Client::from_conf(requested(config(&server)).interceptor(calls.clone()).build());
    client
        .run_instances()
        .image_id("ami-1")
        .key_name("k")
        .private_ip_address("10.20.1.9")
        .user_data("TOP SECRET")
        .instance_type(InstanceType::T3Micro)
        .max_count(2)
        .security_group_ids("sg-1")
        .placement(Placement::builder().availability_zone("eu-central-1a").build())
        .send()
        .await
        .unwrap();
    let calls = calls.0.lock().unwrap();
    assert_eq!(calls.len(), 1);
    calls[0].clone()
}

fn these(pairs: &[(&str, &str)]) -> Captured {
    Some(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

#[tokio::test]
async fn nothing_unless_asked_for() {
    assert_eq!(captured(|config| config).await, None);
}

#[tokio::test]
async fn what_was_asked_for_and_is_set() {
    let names = ["ImageId", "KeyName", "SubnetId", "NoSuchMember", "image_id"];
    let expected = these(&[("ImageId", "ami-1"), ("KeyName", "k")]);
    assert_eq!(captured(|config| config.capture_input_attributes(names)).await, expected);
    assert_eq!(captured(|config| config.emit_input_attributes(names)).await, expected);
    let both = captured(|config| {
        config.emit_input_attributes(["ImageId"]).capture_input_attributes(["KeyName"])
    });
    assert_eq!(both.await, expected);
}

#[tokio::test]
async fn only_plain_strings_that_are_not_sensitive() {
    let names = [
        "UserData",
        "InstanceType",
        "MaxCount",
        "SecurityGroupIds",
        "Placement",
        "AvailabilityZone",
    ];
    assert_eq!(captured(|config| config.capture_input_attributes(names)).await, these(&[]));
}

/// `DescribeVpcs` has no member of that kind but `NextToken`; `EnableSerialConsoleAccess` has none at all.
#[tokio::test]
async fn an_operation_without_such_a_member_captures_nothing() {
    let server =
        Server::with_replies([answer("DescribeVpcs", ""), answer("EnableSerialConsoleAccess", "")])
            .unwrap();
    let calls = Calls::default();
    let names = ["NextToken", "DryRun", "VpcIds"];
    let config = config(&server).capture_input_attributes(names).interceptor(calls.clone());
    let client = Client::from_conf(config.build());
    client.describe_vpcs().vpc_ids("vpc-1").next_token("t").send().await.unwrap();
    client.enable_serial_console_access().dry_run(false).send().await.unwrap();
    assert_eq!(*calls.0.lock().unwrap(), [these(&[("NextToken", "t")]), None]);
}
