//! What the official cases of ec2Query leave open about the features that they need: host prefixes and compressed requests. This
//! file is part of the program that the test writes; each public function is a test.
//!
//! Expectations are from the Smithy 2.0 specification, "endpoint trait" and "requestCompression trait", and from the settings of
//! official crates.

use std::io::Read as _;

use ec2_query_aws_ec2::Client;
use ec2_query_aws_ec2::config::{BehaviorVersion, Builder, Config};
use ec2_query_aws_ec2::error::SdkError;
use serde_json::Value;
use tinsmith_runtime::client::sdk::aws_types::SdkConfig;

use crate::support::{self, Answer, Outcome, Sent, check, same};

const ANSWER: Answer = Answer { status: 200, headers: &[], body: b"" };
/// What comes before the member of an operation with compressed requests.
const BEFORE: &str = "Action=PutWithContentEncoding&Version=2020-01-08&Data=";

fn client(change: impl FnOnce(Builder) -> Builder) -> (Client, Sent) {
    let (client, sent) = support::client!(ec2_query_aws_ec2, None, ANSWER);
    let config = change(client.config().to_builder());
    (Client::from_conf(config.build()), sent)
}

/// Sends a form of `size` bytes.
async fn put(client: &Client, sent: &Sent, size: usize) -> Result<Value, String> {
    let data = "a".repeat(size - BEFORE.len());
    let answer = client.put_with_content_encoding().data(data).send().await;
    support::sent(sent, answer.err())
}

fn header<'a>(request: &'a Value, name: &str) -> Option<&'a str> {
    let headers = request["headers"].as_array()?;
    headers.iter().find(|pair| pair[0] == name)?[1].as_str()
}

fn body(request: &Value) -> Vec<u8> {
    let bytes = request["body"].as_array().unwrap();
    bytes.iter().map(|byte| byte.as_u64().unwrap().try_into().unwrap()).collect()
}

/// Features that the user agent names.
fn features(request: &Value) -> Vec<&str> {
    let all = header(request, "user-agent").unwrap_or_default().split(' ');
    all.filter_map(|part| part.strip_prefix("m/")).flat_map(|list| list.split(',')).collect()
}

fn is_compressed(request: &Value) -> Result<bool, String> {
    let body = body(request);
    let length = body.len().to_string();
    same("the length", &header(request, "content-length"), &Some(length.as_str()))?;
    let is = body.starts_with(&[0x1f, 0x8b]);
    same("the encoding", &header(request, "content-encoding"), &is.then_some("gzip"))?;
    same("the feature L of the user agent", &features(request).contains(&"L"), &is)?;
    if !is {
        check("the form is sent", body.starts_with(BEFORE.as_bytes()))?;
    }
    Ok(is)
}

pub async fn a_host_label_that_is_no_part_of_a_host_is_an_error() -> Outcome {
    for label in
        [None, Some(""), Some("a/b"), Some("user@host"), Some("host:80"), Some("a..b"), Some("a b")]
    {
        let (client, sent) = client(|config| config);
        let call = client.endpoint_with_host_label_operation().set_label(label.map(str::to_owned));
        let error = call.send().await.err().ok_or("it was sent")?;
        check("it is a construction failure", matches!(error, SdkError::ConstructionFailure(_)))?;
        let text = support::text(error);
        check(&text, text.contains("cannot send `label`"))?;
        check("nothing was sent", sent.lock().unwrap().is_empty())?;
    }
    Ok(Value::Null)
}

pub async fn a_compressed_body_is_the_form() -> Outcome {
    let (client, sent) = client(|config| config);
    let request = put(&client, &sent, 20_000).await?;
    check("it is compressed", is_compressed(&request)?)?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(&*body(&request))
        .read_to_string(&mut text)
        .map_err(|e| e.to_string())?;
    same("the form", &text, &format!("{BEFORE}{}", "a".repeat(20_000 - BEFORE.len())))?;
    Ok(Value::Null)
}

pub async fn bodies_are_compressed_from_10240_bytes_on() -> Outcome {
    let (client, sent) = client(|config| config);
    for (size, compressed) in [(10_239, false), (10_240, true)] {
        let request = put(&client, &sent, size).await?;
        same(&format!("compression of {size} bytes"), &is_compressed(&request)?, &compressed)?;
    }
    Ok(Value::Null)
}

pub async fn other_operations_are_not_compressed() -> Outcome {
    let (client, sent) = client(|config| config.request_min_compression_size_bytes(0));
    let answer = client.simple_input_params().foo("a".repeat(20_000)).send().await;
    let request = support::sent(&sent, answer.err())?;
    same("the encoding", &header(&request, "content-encoding"), &None)?;
    Ok(Value::Null)
}

pub async fn settings_say_what_is_compressed() -> Outcome {
    let (off, sent) = client(|config| config.disable_request_compression(true));
    check("it is off", !is_compressed(&put(&off, &sent, 20_000).await?)?)?;
    let (all, sent) = client(|config| config.request_min_compression_size_bytes(0));
    check("small ones are", is_compressed(&put(&all, &sent, 100).await?)?)?;
    let data = "a".repeat(20_000);
    let call = all.put_with_content_encoding().data(data).customize();
    let answer =
        call.config_override(Config::builder().disable_request_compression(true)).send().await;
    check("it is off for one call", !is_compressed(&support::sent(&sent, answer.err())?)?)?;
    Ok(Value::Null)
}

pub async fn the_smallest_size_has_a_range() -> Outcome {
    for (size, fits) in [(10_485_760, true), (10_485_761, false)] {
        let (client, sent) = client(|config| config.request_min_compression_size_bytes(size));
        let answer = client.put_with_content_encoding().data("a").send().await;
        same("what was sent", &sent.lock().unwrap().len(), &usize::from(fits))?;
        if let (false, Some(error)) = (fits, answer.err()) {
            check(
                "it is a construction failure",
                matches!(error, SdkError::ConstructionFailure(_)),
            )?;
            let text = support::text(error);
            check(&text, text.contains("`request_min_compression_size_bytes` is 10485761"))?;
        }
    }
    Ok(Value::Null)
}

pub async fn settings_of_all_clients_are_taken_over() -> Outcome {
    let shared = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .disable_request_compression(true)
        .request_min_compression_size_bytes(7)
        .build();
    let config = Config::new(&shared);
    same("whether it is off", &config.disable_request_compression(), &Some(true))?;
    same("the size", &config.request_min_compression_size_bytes(), &Some(7))?;
    let unset = Config::new(&SdkConfig::builder().build());
    same("whether it is off", &unset.disable_request_compression(), &None)?;
    same("the size", &unset.request_min_compression_size_bytes(), &None)?;
    Ok(Value::Null)
}
