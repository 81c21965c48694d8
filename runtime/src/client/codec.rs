//! The bridge between the orchestrator's HTTP messages and those of [`wire`](crate::wire).

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use aws_smithy_runtime_api::client::interceptors::context::{Input, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SerializeRequest};
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::request_id::RequestId as _;

use super::operation::Descriptor;
use super::trace;
use crate::wire;

impl wire::Headers for Headers {
    fn get(&self, name: &str) -> Option<&str> {
        self.get(name)
    }
}

/// Encodes and decodes the messages of one operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Codec(pub(super) &'static Descriptor);

impl SerializeRequest for Codec {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let wire::Request { method, uri, headers, body, host_prefix } = (self.0.encode)(&input)?;
        if !host_prefix.is_empty() {
            cfg.interceptor_state().store_put(EndpointPrefix::new(host_prefix)?);
        }
        let length = body.len();
        let mut request = HttpRequest::new(SdkBody::from(body));
        request.set_method(method)?;
        request.set_uri(uri)?;
        for (name, value) in headers {
            request.headers_mut().try_append(name, value)?;
        }
        if length > 0 && request.headers().get("content-length").is_none() {
            request.headers_mut().try_insert("content-length", length.to_string())?;
        }
        Ok(request)
    }
}

impl DeserializeResponse for Codec {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        _cfg: &ConfigBag,
    ) -> OutputOrError {
        trace::response(self.0, response.request_id());
        // The orchestrator reads the body into memory before it asks for this.
        let body = response.body().bytes().ok_or_else(|| {
            OrchestratorError::other("the response body is a stream; an interceptor replaced what the orchestrator had read")
        })?;
        let response = wire::Response::new(response.status().as_u16(), response.headers(), body);
        if response.is_success() {
            (self.0.decode)(&response)
        } else {
            Err(OrchestratorError::operation((self.0.decode_error)(&response)))
        }
    }
}
