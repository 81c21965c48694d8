//! A server that answers without a network.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use aws_sdk_ec2::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_ec2::operation::deprovision_byoip_cidr::DeprovisionByoipCidrOutput;
use aws_sdk_ec2::{Client, Config, Error};
use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::http::{
    http_client_fn, HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;

/// Answers with what was put in, and keeps what it was asked.
#[derive(Clone, Debug, Default)]
pub struct Server {
    answers: Arc<Mutex<VecDeque<(u16, String)>>>,
    pub requests: Arc<Mutex<Vec<HttpRequest>>>,
    /// What time the server says it is.
    pub date: Option<&'static str>,
}

impl Server {
    pub fn answering<'a>(answers: impl IntoIterator<Item = (u16, &'a str)>) -> Self {
        let server = Self::default();
        server
            .answers
            .lock()
            .unwrap()
            .extend(answers.into_iter().map(|(status, body)| (status, body.to_owned())));
        server
    }

    pub fn config(&self) -> aws_sdk_ec2::config::Builder {
        let connector = SharedHttpConnector::new(self.clone());
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-central-1"))
            .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "test"))
            .time_source(StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_234_567_890)))
            .sleep_impl(NoSleep)
            .http_client(http_client_fn(move |_, _| connector.clone()))
    }

    pub fn client(&self) -> Client {
        Client::from_conf(self.config().build())
    }

    pub fn uris(&self) -> Vec<String> {
        self.requests.lock().unwrap().iter().map(|request| request.uri().to_owned()).collect()
    }

    pub fn bodies(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests
            .iter()
            .map(|request| String::from_utf8_lossy(request.body().bytes().unwrap()).into_owned())
            .collect()
    }

    pub fn header(&self, request: usize, name: &str) -> String {
        self.requests.lock().unwrap()[request].headers().get(name).unwrap_or_default().to_owned()
    }
}

impl HttpConnector for Server {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.requests.lock().unwrap().push(request);
        let (status, body) =
            self.answers.lock().unwrap().pop_front().expect("one request too many");
        let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
        response.headers_mut().insert("x-amzn-requestid", "header-id");
        if let Some(date) = self.date {
            response.headers_mut().insert("date", date);
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}

#[derive(Debug)]
pub struct NoSleep;
impl AsyncSleep for NoSleep {
    fn sleep(&self, _: Duration) -> Sleep {
        Sleep::new(std::future::ready(()))
    }
}

pub const OK: &str = "<DeprovisionByoipCidrResponse><requestId>body-id</requestId><byoipCidr><cidr>203.0.113.0/24</cidr>\
    <state>pending-deprovision</state></byoipCidr></DeprovisionByoipCidrResponse>";
pub const THROTTLED: &str = "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>slow down</Message></Error></Errors></Response>";
pub const DRY_RUN: &str = "<Response><Errors><Error><Code>DryRunOperation</Code><Message>would have</Message></Error></Errors></Response>";

/// The call that tests make.
pub async fn deprovision(client: &Client) -> Result<DeprovisionByoipCidrOutput, Error> {
    Ok(client.deprovision_byoip_cidr().cidr("203.0.113.0/24").dry_run(true).send().await?)
}
