//! Decodes recorded responses through the client of `aws-sdk-ec2` as a whole, as its decoders are private.
//!
//! `replay decode FOLDER` prints a line of JSON for each response, in the form of `speed`.

use std::future::Future;
use std::path::Path;
use std::time::Instant;

use aws_sdk_ec2::Client;
use aws_sdk_ec2::config::{BehaviorVersion, Config, Credentials, Region};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;

const ROUNDS: usize = 21;

/// Answers every request with one body.
#[derive(Clone, Debug)]
struct Canned(Vec<u8>);

impl HttpConnector for Canned {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = 200.try_into().expect("a status");
        let response = HttpResponse::new(status, SdkBody::from(self.0.as_slice()));
        HttpConnectorFuture::ready(Ok(response))
    }
}

#[tokio::main]
async fn main() {
    let folder = std::env::args_os().nth(2).expect("a folder of responses");
    let body =
        |name: &str| std::fs::read(Path::new(&folder).join(name)).expect("a response to read");

    let (length, client) = client(body("describe_instances_1000.xml"));
    let send = || async { drop(client.describe_instances().send().await.expect("a response")) };
    time("DescribeInstances", length, send).await;

    let (length, client) = self::client(body("describe_instance_types.xml"));
    let send =
        || async { drop(client.describe_instance_types().send().await.expect("a response")) };
    time("DescribeInstanceTypes", length, send).await;
}

fn client(body: Vec<u8>) -> (usize, Client) {
    let (length, canned) = (body.len(), Canned(body));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "benches"))
        .http_client(http_client_fn(move |_, _| SharedHttpConnector::new(canned.clone())))
        .build();
    (length, Client::from_conf(config))
}

async fn time<F: Future<Output = ()>>(case: &str, bytes: usize, send: impl Fn() -> F) {
    send().await;
    let mut seconds = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        send().await;
        seconds.push(start.elapsed().as_secs_f64());
    }
    println!(
        "{{\"kind\": \"decode\", \"case\": \"{case}\", \"bytes\": {bytes}, \"names\": [\"aws-sdk-ec2\"], \"seconds\": [{seconds:?}]}}"
    );
}
