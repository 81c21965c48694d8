//! What the client of all of EC2 does beyond the operations that the repository's own client has: waiters, paginators, structures
//! with required members, sensitive members. Requests go over a real socket of this machine; no test sleeps for longer than an
//! answer takes.
//!
//! Answers are written by hand from the model's wire names, expectations are from Smithy's specifications and from what
//! `aws-sdk-ec2` 1.274.0 does.

mod captured_attributes;
mod correction;
mod overrides;
mod paginators;
mod redaction;
mod waiters;

use aws_sdk_ec2::config::{
    BehaviorVersion, Builder, Credentials, Region, StalledStreamProtectionConfig,
};
use aws_sdk_ec2::{Client, Config};
use aws_smithy_types::timeout::TimeoutConfig;
use tinsmith_tests::loopback::{Reply, Request, Server};

/// The id that answers have in their header.
const REQUEST_ID: &str = "59dbff89-35bd-4eac-99ed-be587EXAMPLE";

/// Without timeouts, as a test's clock may run ahead of the socket.
fn config(server: &Server) -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "test"))
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .endpoint_url(server.url())
}

fn client(server: &Server) -> Client {
    Client::from_conf(config(server).build())
}

/// A success of `operation`, whose answer holds `members`.
fn answer(operation: &str, members: &str) -> Reply {
    let body = format!(
        r#"<{operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>in-the-body</requestId>{members}</{operation}Response>"#
    );
    Reply::new(200, body).header("x-amzn-requestid", REQUEST_ID)
}

/// A failure of the caller's making, with this code.
fn failure(code: &str) -> Reply {
    let body = format!(
        "<Response><Errors><Error><Code>{code}</Code><Message>no</Message></Error></Errors><RequestID>in-the-body</RequestID></Response>"
    );
    Reply::new(400, body).header("x-amzn-requestid", REQUEST_ID)
}

/// The bodies of the requests that a server has got.
fn bodies(server: &Server) -> Vec<String> {
    assert_eq!(server.faults(), Vec::<String>::new());
    server.requests().iter().map(Request::text).collect()
}
