//! Canned responses, and printing of requests, for the programs in `bin`.

use std::collections::VecDeque;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use aws_sdk_ec2::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_ec2::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_ec2::operation::deprovision_byoip_cidr::DeprovisionByoipCidrError;
use aws_sdk_ec2::operation::RequestId;
use aws_sdk_ec2::{Config, Error};
use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::http::{
    http_client_fn, HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;

/// Status, headers and body.
pub type Answer = (u16, Vec<(&'static str, &'static str)>, String);

/// An HTTP client that prints what it is asked to send, and answers with what was put in.
#[derive(Clone, Debug, Default)]
pub struct Canned(pub Arc<Mutex<VecDeque<Answer>>>);

impl Canned {
    pub fn push(&self, status: u16, headers: &[(&'static str, &'static str)], body: &str) -> &Self {
        self.0.lock().unwrap().push_back((status, headers.to_vec(), body.to_owned()));
        self
    }
}

/// Replaces what differs by chance or by version.
pub fn mask(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_inclusive([' ', ',', '"']) {
        let hex = |s: &str| s.chars().all(|c| c.is_ascii_hexdigit());
        let bare = word.trim_end_matches([' ', ',', '"']);
        if let Some(version) = bare.strip_prefix("api/ec2/").or(bare.strip_prefix("api/ec2#")) {
            out.push_str(&word.replace(version, "V"));
        } else if bare.len() == 36 && bare.split('-').all(hex) {
            out.push_str(&word.replace(bare, "UUID"));
        } else {
            out.push_str(word);
        }
    }
    out
}

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        println!("  > {} {}", request.method(), request.uri());
        let mut headers: Vec<_> =
            request.headers().iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        headers.sort();
        for (name, value) in headers {
            // The signature covers the version in the user agent? No: but it covers the random invocation id.
            let value = if name == "authorization" {
                value.split("Signature=").next().unwrap().to_owned()
            } else {
                value
            };
            println!("  > {name}: {}", mask(&value));
        }
        println!("  > {}", String::from_utf8_lossy(request.body().bytes().unwrap()));
        let (status, headers, body) = self.0.lock().unwrap().pop_front().unwrap_or((
            599,
            vec![],
            error_body("NoCannedResponse"),
        ));
        let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
        for (name, value) in headers {
            response.headers_mut().insert(name, value);
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

/// Settings under which nothing but invocation ids is left to chance.
pub fn config(canned: &Canned) -> aws_sdk_ec2::config::Builder {
    let canned = canned.clone();
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "test"))
        .time_source(StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_234_567_890)))
        .sleep_impl(NoSleep)
        .http_client(http_client_fn(move |_, _| SharedHttpConnector::new(canned.clone())))
}

/// A response of `DeprovisionByoipCidr`.
pub const OK: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<DeprovisionByoipCidrResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>body-id</requestId>
<byoipCidr><cidr>203.0.113.0/24</cidr><state>pending-deprovision</state><asnAssociationSet/></byoipCidr></DeprovisionByoipCidrResponse>"#;

/// The body of an error response.
pub fn error_body(code: &str) -> String {
    format!("<Response><Errors><Error><Code>{code}</Code><Message>a message</Message></Error></Errors><RequestID>body-id</RequestID></Response>")
}

/// The header that holds the request id.
pub const ID: &[(&str, &str)] = &[("x-amzn-requestid", "header-id")];

/// Prints how a call ended.
pub fn show<O: Debug + RequestId>(result: Result<O, SdkError<DeprovisionByoipCidrError>>) {
    match result {
        Ok(output) => println!("  = {output:?} id {:?}", output.request_id()),
        Err(error) => {
            println!(
                "  ! {error} code {:?} message {:?} id {:?}",
                error.code(),
                error.message(),
                error.request_id()
            );
            println!("  ! {}", mask(&DisplayErrorContext(&error).to_string()));
            println!(
                "  ! service {:?}",
                error.as_service_error().map(|e| format!("{e} {e:?} {:?}", e.meta()))
            );
            let error = Error::from(error);
            println!("  ! Error: {error} code {:?} id {:?}", error.code(), error.request_id());
        }
    }
}

/// Prints the spans of calls.
pub mod spans {
    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber};

    pub struct Spans;
    struct Fields(Vec<String>);
    impl Visit for Fields {
        fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
            let value = if field.name() == "sdk_invocation_id" {
                format!("{:?}", value).len().to_string()
            } else {
                format!("{value:?}")
            };
            self.0.push(format!("{}={value}", field.name()));
        }
    }
    impl Subscriber for Spans {
        fn enabled(&self, metadata: &Metadata<'_>) -> bool {
            metadata.is_span()
        }
        fn new_span(&self, span: &Attributes<'_>) -> Id {
            let meta = span.metadata();
            if meta.name().starts_with("EC2.") {
                let mut fields = Fields(vec![]);
                span.record(&mut fields);
                let target = meta.target().split("::").take(2).collect::<Vec<_>>().join("::");
                println!("  ~ {} {} {} {:?}", meta.name(), meta.level(), target, fields.0);
            }
            Id::from_u64(1)
        }
        fn record(&self, _: &Id, _: &Record<'_>) {}
        fn record_follows_from(&self, _: &Id, _: &Id) {}
        fn event(&self, _: &Event<'_>) {}
        fn enter(&self, _: &Id) {}
        fn exit(&self, _: &Id) {}
    }
}
