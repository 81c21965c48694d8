//! What a strict client of ec2Query makes of bodies that are not well-formed, and the usual client of the same bodies. This file is
//! part of the program that the test writes; each public function is a test.
//!
//! Which documents are well-formed, the XML recommendation says; that official crates take what was read before the fault is
//! measured.

use crate::support::{self, Answer, Outcome, check, same};

const WHOLE: &str = "<SimpleScalarXmlPropertiesResponse><stringValue>a</stringValue><trueBooleanValue>true</trueBooleanValue></SimpleScalarXmlPropertiesResponse>";

/// A member that was read, or that the call failed with no error of the service.
macro_rules! answer {
    ($krate:ident, $body:expr) => {{
        let body: &'static [u8] = String::leak($body).as_bytes();
        let answer = Answer { status: 200, headers: &[], body };
        let (client, _) = support::client!($krate, None, answer);
        match client.simple_scalar_xml_properties().send().await {
            Ok(output) => Ok(output.string_value),
            Err(error) => Err(support::text(error)),
        }
    }};
}

/// Bodies with a fault behind the first member.
fn malformed() -> Vec<String> {
    let second = WHOLE.find("<trueBooleanValue>").unwrap();
    let cut = (second..WHOLE.len()).map(|end| WHOLE[..end].to_owned());
    let other = [
        WHOLE.replace("</trueBooleanValue>", "</falseBooleanValue>"),
        WHOLE.replace("</SimpleScalar", "</Other"),
        format!("{WHOLE}<more/>"),
        format!("{WHOLE}more"),
    ];
    cut.chain(other).collect()
}

pub async fn a_well_formed_body_is_read() -> Outcome {
    same(
        "the member",
        &answer!(ec2_query_strict_aws_ec2, WHOLE.to_owned())?,
        &Some("a".to_owned()),
    )?;
    Ok(serde_json::Value::Null)
}

pub async fn a_malformed_body_is_an_error() -> Outcome {
    for body in malformed() {
        let strict = answer!(ec2_query_strict_aws_ec2, body.clone());
        check(format!("an error: {body}"), strict.is_err())?;
        let text = strict.unwrap_err();
        check(
            &text,
            text.contains("SimpleScalarXmlPropertiesResponse") || text.contains("malformed"),
        )?;
    }
    Ok(serde_json::Value::Null)
}

/// Where a leaf is cut in two, its text cannot be trusted, and that is an error in both.
pub async fn the_usual_client_takes_what_came_before_the_fault() -> Outcome {
    let mut taken = 0;
    for body in malformed() {
        if let Ok(found) = answer!(ec2_query_aws_ec2, body.clone()) {
            same(&body, &found, &Some("a".to_owned()))?;
            taken += 1;
        }
    }
    check("some are taken", taken > 10)?;
    Ok(serde_json::Value::Null)
}

pub async fn an_output_without_members_is_looked_at() -> Outcome {
    for (body, holds) in [
        ("<NoInputAndOutputResponse><requestId>x</requestId></NoInputAndOutputResponse>", true),
        ("<NoInputAndOutputResponse/>", true),
        ("<NoInputAndOutputResponse><requestId>x</requ", false),
        ("<OtherResponse/>", false),
        ("", false),
    ] {
        let answer = Answer { status: 200, headers: &[], body: body.as_bytes() };
        let (strict, _) = support::client!(ec2_query_strict_aws_ec2, None, answer.clone());
        same(body, &strict.no_input_and_output().send().await.is_ok(), &holds)?;
        let (usual, _) = support::client!(ec2_query_aws_ec2, None, answer);
        check(body, usual.no_input_and_output().send().await.is_ok())?;
    }
    Ok(serde_json::Value::Null)
}

/// What is known of an error does not get lost with the end of its body.
pub async fn errors_are_read_as_far_as_they_go() -> Outcome {
    use ec2_query_strict_aws_ec2::error::ProvideErrorMetadata as _;
    let body = b"<Response><Errors><Error><Code>InvalidGreeting</Code><Message>Hi</Message></Err";
    let answer = Answer { status: 400, headers: &[], body };
    let (client, _) = support::client!(ec2_query_strict_aws_ec2, None, answer);
    let error = support::service_error(client.greeting_with_errors().send().await)?;
    same("the code", &error.code(), &Some("InvalidGreeting"))?;
    check("it is the modeled error", error.is_invalid_greeting())?;
    Ok(serde_json::Value::Null)
}
