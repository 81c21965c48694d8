//! Serde on a generated client: what the AWS CLI and boto3 print can be read, and comes out the same.

use aws_sdk_ec2::operation::describe_byoip_cidrs::{
    DescribeByoipCidrsInput, DescribeByoipCidrsOutput,
};
use aws_sdk_ec2::operation::provision_byoip_cidr::ProvisionByoipCidrInput;
use aws_sdk_ec2::types::{ByoipCidr, ByoipCidrState};
use serde_json::json;

/// Names and nesting as in the AWS CLI's reference of `describe-byoip-cidrs`; the last range is in a state that the model does
/// not have.
#[test]
fn outputs_are_spelled_as_the_command_line_does() {
    let printed = json!({
        "ByoipCidrs": [
            {
                "Cidr": "203.0.113.25/24",
                "StatusMessage": "ipv4pool-ec2-1234567890abcdef0",
                "State": "provisioned",
                "AsnAssociations": [{"Asn": "64512", "Cidr": "203.0.113.25/24", "State": "associated"}],
            },
            {"Cidr": "198.51.100.0/24", "State": "in-orbit"},
        ],
        "NextToken": "more",
    });
    let output: DescribeByoipCidrsOutput = serde_json::from_value(printed.clone()).unwrap();
    let [first, second] = output.byoip_cidrs() else { panic!("{output:?}") };
    assert_eq!(first.state(), Some(&ByoipCidrState::Provisioned));
    assert_eq!(first.asn_associations().first().unwrap().asn(), Some("64512"));
    assert_eq!(second.state().unwrap().as_str(), "in-orbit");
    assert_eq!(output.next_token(), Some("more"));
    assert_eq!(serde_json::to_value(&output).unwrap(), printed);
}

#[test]
fn inputs_can_come_from_files() {
    let text = r#"{"Cidr": "203.0.113.0/24", "CidrAuthorizationContext": {"Message": "m", "Signature": "s"}, "DryRun": true}"#;
    let input: ProvisionByoipCidrInput = serde_json::from_str(text).unwrap();
    let context = input.cidr_authorization_context().unwrap();
    assert_eq!(
        (input.cidr(), context.message(), input.dry_run()),
        (Some("203.0.113.0/24"), Some("m"), Some(true))
    );
    let again: serde_json::Value = serde_json::to_value(&input).unwrap();
    assert_eq!(again, serde_json::from_str::<serde_json::Value>(text).unwrap());
    let page: DescribeByoipCidrsInput = serde_json::from_str(r#"{"MaxResults": 5}"#).unwrap();
    assert_eq!(page.max_results(), Some(5));
}

#[test]
fn what_is_wrong_is_said() {
    let error = serde_json::from_str::<ByoipCidr>(r#"{"Cidr": 5}"#).unwrap_err().to_string();
    assert!(error.contains("invalid type: integer `5`") && error.contains("line 1"), "{error}");
}
