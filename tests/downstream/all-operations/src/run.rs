//! Runs one operation without a network: writes its input, encodes it, decodes responses, and writes what came of each.

use std::collections::{BTreeSet, VecDeque};
use std::error::Error as StdError;
use std::fmt::Debug;
use std::future::Future;
use std::io::Write;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture};
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Input, InterceptorContext,
};
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::orchestrator::{
    HttpRequest, HttpResponse, Metadata, SensitiveOutput,
};
use aws_smithy_runtime_api::client::retries::classifiers::ClassifyRetry;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes};

use crate::mutate;
use crate::poll::Clock;
use crate::values::Mode;

pub struct Run {
    pub out: Box<dyn Write>,
    pub responses: PathBuf,
    pub mutations: usize,
    pub wire: Wire,
    pub clock: Clock,
    pub runtime: tokio::runtime::Runtime,
    pub mode: Mode,
}

const EXHAUSTED: &str = "<Response><Errors><Error><Code>Exhausted</Code></Error></Errors></Response>";

/// An HTTP client that keeps what it is asked to send, and answers with what was put in, then with errors.
#[derive(Clone, Debug, Default)]
pub struct Wire {
    pub requests: Arc<Mutex<Vec<String>>>,
    pub answers: Arc<Mutex<VecDeque<(u16, String)>>>,
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.requests.lock().unwrap().push(shown(&request));
        let answer = self.answers.lock().unwrap().pop_front();
        let (status, body) = answer.unwrap_or_else(|| (400, EXHAUSTED.to_owned()));
        let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
        response.headers_mut().insert("x-amzn-requestid", "header-id");
        HttpConnectorFuture::ready(Ok(response))
    }
}

fn shown(request: &HttpRequest) -> String {
    let mut headers: Vec<_> = request.headers().iter().map(|(k, v)| format!("{k}: {v}")).collect();
    // The invocation id is random, and so is how long waiters sleep; the signature covers both.
    headers.retain(|header| !header.starts_with("amz-sdk-invocation-id") && !header.starts_with("x-amz-date"));
    for header in &mut headers {
        if header.starts_with("authorization") {
            header.truncate(header.find("Signature=").unwrap_or(header.len()));
        }
    }
    headers.sort();
    let body = String::from_utf8_lossy(request.body().bytes().unwrap()).into_owned();
    format!("{} {} {headers:?} {body}", request.method(), request.uri())
}

impl Run {
    pub fn shown(&mut self, value: &dyn Debug) {
        writeln!(self.out, "  builder {value:?}").unwrap();
        if self.mode == Mode::All {
            writeln!(self.out, "  pretty {:?}", format!("{value:#?}")).unwrap();
        }
    }

    pub fn send(&mut self, call: impl FnOnce() -> Pin<Box<dyn Future<Output = Option<String>>>>) {
        let error = self.runtime.block_on(call());
        for request in self.wire.requests.lock().unwrap().drain(..) {
            writeln!(self.out, "  sent {request}").unwrap();
        }
        writeln!(self.out, "  sent {error:?}").unwrap();
    }

    pub fn case(
        &mut self,
        name: &str,
        members: &[&str],
        plugin: &dyn RuntimePlugin,
        input: &dyn Debug,
        erased: Input,
    ) {
        writeln!(self.out, "{name} {:?}", self.mode).unwrap();
        writeln!(self.out, "  input {input:?}").unwrap();
        let mut bag = ConfigBag::base();
        bag.push_shared_layer(plugin.config().unwrap());
        if matches!(self.mode, Mode::All | Mode::Nothing) {
            self.plugin(plugin, &bag);
        }
        let mut context = InterceptorContext::new(erased);
        self.hooks(plugin, members, &context);
        let erased = context.take_input().unwrap();
        let serializer = bag.load::<SharedRequestSerializer>().unwrap().clone();
        match serializer.serialize_input(erased, &mut bag) {
            Ok(request) => writeln!(self.out, "  request {}", shown(&request)).unwrap(),
            Err(error) => self.error("not encoded", &*error),
        }
        if self.mode == Mode::All {
            self.responses(name, &bag);
        }
    }

    /// What the operation's plugin brings.
    fn plugin(&mut self, plugin: &dyn RuntimePlugin, bag: &ConfigBag) {
        let metadata = bag.load::<Metadata>().unwrap();
        let sensitive = bag.load::<SensitiveOutput>().is_some();
        let auth = bag.load::<AuthSchemeOptionResolverParams>().unwrap();
        let signing = bag.load::<aws_runtime::auth::SigV4OperationSigningConfig>().unwrap();
        writeln!(self.out, "  {metadata:?} sensitive {sensitive} {auth:?} {signing:?}").unwrap();
        let before = RuntimeComponentsBuilder::new("test");
        let components = plugin.runtime_components(&before);
        // Ours are there on every operation, the official ones where they have something to do.
        let interceptors: Vec<_> = components
            .interceptors()
            .map(|i| i.name())
            .filter(|name| !name.ends_with("TelemetryInputCaptureInterceptor"))
            .filter(|name| *name != "IdempotencyTokenInterceptor")
            .collect();
        let classifiers: Vec<_> = components
            .retry_classifiers()
            .map(|c| format!("{} {:?}", c.name(), c.priority()))
            .collect();
        writeln!(self.out, "  interceptors {interceptors:?}").unwrap();
        writeln!(self.out, "  classifiers {classifiers:?}").unwrap();
    }

    /// What the first hook of the operation's interceptors leaves behind.
    fn hooks(
        &mut self,
        plugin: &dyn RuntimePlugin,
        members: &[&str],
        context: &InterceptorContext,
    ) {
        let before = RuntimeComponentsBuilder::new("test");
        let components = plugin.runtime_components(&before);
        for half in 0..2 {
            let mut layer = Layer::new("test");
            let mut requested = RequestedTelemetryAttributes::default();
            let names = members.iter().enumerate().filter(|(n, _)| half == 0 || n % 2 == 0);
            requested.emit(names.map(|(_, name)| name.to_string()));
            layer.store_put(requested);
            layer.store_put(aws_types::region::Region::new("eu-central-1"));
            let mut bag = ConfigBag::of_layers(vec![layer]);
            let context = BeforeSerializationInterceptorContextRef::from(context);
            for interceptor in components.interceptors() {
                interceptor.read_before_execution(&context, &mut bag).unwrap();
            }
            let captured = bag
                .load::<CapturedTelemetryAttributes>()
                .map(|c| c.iter().map(|(k, v)| format!("{k}={v:?}")).collect::<BTreeSet<_>>());
            let params = bag.load::<EndpointResolverParams>();
            writeln!(self.out, "  captured {captured:?} {params:?}").unwrap();
        }
    }

    fn responses(&mut self, name: &str, bag: &ConfigBag) {
        let decode = bag.load::<SharedResponseDeserializer>().unwrap();
        for variant in ["full", "odd", "sparse1", "sparse2", "sparse3", "sparse4"] {
            let file = self.responses.join(format!("{name}.{variant}.xml"));
            let body = std::fs::read(file).unwrap();
            self.response(variant, decode, bag, 200, body.clone());
            if variant == "sparse3" {
                for (n, broken) in mutate::all(&body, name, self.mutations).into_iter().enumerate()
                {
                    self.response(&format!("mutation {n}"), decode, bag, 200, broken);
                }
            }
        }
        let error = "<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>Some.Code</Code><Message>no &amp; no</Message>\
            </Error></Errors><RequestID>body-id</RequestID></Response>";
        let empty = format!("<{name}Response/>");
        for (status, body) in [
            (200, ""),
            (200, "no XML"),
            (200, "<OtherResponse/>"),
            (200, error),
            (200, &empty),
            (204, &empty),
            (204, ""),
            (301, error),
            (400, error),
            (400, ""),
            (400, &empty),
            (503, error),
        ] {
            self.response("special", decode, bag, status, body.into());
        }
    }

    fn response(
        &mut self,
        title: &str,
        decode: &SharedResponseDeserializer,
        bag: &ConfigBag,
        status: u16,
        body: Vec<u8>,
    ) {
        let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
        response.headers_mut().insert("x-amzn-requestid", "header-id");
        match decode.deserialize_nonstreaming_with_config(&response, bag) {
            Ok(output) => writeln!(self.out, "  {title} {status} = {output:?}").unwrap(),
            Err(error) => match error.as_operation_error() {
                Some(error) => self.error(&format!("{title} {status} !"), error),
                None => writeln!(self.out, "  {title} {status} not an operation error").unwrap(),
            },
        }
    }

    /// Texts of causes are each crate's own, and stand on a line of their own.
    fn error(&mut self, title: &str, error: &dyn StdError) {
        writeln!(self.out, "  {title} {error}").unwrap();
        let (mut causes, mut cause) = (Vec::new(), error.source());
        while let Some(error) = cause {
            causes.push(error.to_string());
            cause = error.source();
        }
        writeln!(self.out, "  because {causes:?}").unwrap();
    }
}
