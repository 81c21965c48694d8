//! What the cases have in common. This file is part of the program that the test writes.

use std::fmt::{Debug, Display};
use std::future::Future;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tinsmith_runtime::client::sdk;

use sdk::aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use sdk::aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use sdk::aws_smithy_runtime_api::client::result::SdkError;
use sdk::aws_smithy_types::body::SdkBody;
use sdk::aws_smithy_types::error::display::DisplayErrorContext;

/// What was sent, or that all is well; or what is not.
pub type Outcome = Result<Value, String>;

/// What was sent.
pub type Sent = Arc<Mutex<Vec<Value>>>;

/// What the service answers.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: &'static [(&'static str, &'static str)],
    pub body: &'static [u8],
}

#[derive(Debug, Clone)]
struct Connector(Answer, Sent);

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let headers: Vec<_> = request.headers().iter().collect();
        self.1.lock().unwrap().push(json!({
            "method": request.method(),
            "uri": request.uri(),
            "headers": headers,
            "body": request.body().bytes(),
        }));
        let status = self.0.status.try_into().unwrap();
        let mut response = HttpResponse::new(status, SdkBody::from(self.0.body));
        for (name, value) in self.0.headers {
            response.headers_mut().append(*name, *value);
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}

pub fn http(answer: Answer) -> (SharedHttpClient, Sent) {
    let sent = Sent::default();
    let connector = SharedHttpConnector::new(Connector(answer, sent.clone()));
    (http_client_fn(move |_, _| connector.clone()), sent)
}

/// A client of a generated crate, with nothing unusual in its settings.
macro_rules! client {
    ($krate:ident, $url:expr, $answer:expr) => {{
        use $krate::config::{BehaviorVersion, Config, Credentials, Region};
        let (http, sent) = $crate::support::http($answer);
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("AKID", "secret", None, None, "test"))
            .idempotency_token_provider("00000000-0000-4000-8000-000000000000")
            .http_client(http);
        let url: Option<&str> = $url;
        config.set_endpoint_url(url.map(str::to_owned));
        ($krate::Client::from_conf(config.build()), sent)
    }};
}
pub(crate) use client;

/// Runs a case, and prints what came out.
pub async fn report(suite: usize, case: usize, of: impl Future<Output = Outcome> + Send + 'static) {
    let outcome = tokio::spawn(of).await.unwrap_or_else(|panic| Err(panic.to_string()));
    let mut line = json!({"suite": suite, "case": case});
    match outcome {
        Ok(sent) => line["sent"] = sent,
        Err(failure) => line["failure"] = failure.into(),
    }
    println!("{line}");
}

/// The one request that was sent. That the answer holds nothing is no matter.
pub fn sent<E: std::error::Error + 'static>(sent: &Sent, error: Option<E>) -> Outcome {
    let requests = std::mem::take(&mut *sent.lock().unwrap());
    match (<[Value; 1]>::try_from(requests), error) {
        (Ok([request]), _) => Ok(request),
        (Err(requests), Some(error)) => {
            Err(format!("sent {} requests: {}", requests.len(), text(error)))
        }
        (Err(requests), None) => Err(format!("sent {} requests", requests.len())),
    }
}

pub fn text<E: std::error::Error + 'static>(error: E) -> String {
    DisplayErrorContext(error).to_string()
}

/// The service's own error.
pub fn service_error<T: Debug, E>(answer: Result<T, SdkError<E, HttpResponse>>) -> Result<E, String>
where
    E: std::error::Error + Send + Sync + 'static,
{
    match answer {
        Err(SdkError::ServiceError(context)) => Ok(context.into_err()),
        Err(other) => Err(text(other)),
        Ok(output) => Err(format!("a success: {output:?}")),
    }
}

pub fn check(what: impl Display, holds: bool) -> Result<(), String> {
    if holds { Ok(()) } else { Err(format!("not so: {what}")) }
}

/// Equal, and of the same text: what the derived comparison overlooks, the derived text may show.
pub fn same<T: PartialEq + Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected && lines(found) == lines(expected) {
        return Ok(());
    }
    Err(format!("{what} is\n{found:#?}\nand should be\n{expected:#?}"))
}

/// That a comparison can fail.
pub fn differ<T: PartialEq + Debug>(found: &T, other: &T) -> Result<(), String> {
    if found != other && lines(found) != lines(other) {
        return Ok(());
    }
    Err(format!("nothing was read: {found:#?}"))
}

/// The lines of a text, sorted, as maps have no order.
fn lines(value: &impl Debug) -> Vec<String> {
    let mut lines: Vec<String> = format!("{value:#?}").lines().map(str::to_owned).collect();
    lines.sort();
    lines
}
