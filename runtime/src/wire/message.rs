//! [`Request`] and [`Response`]: owned on the way out, borrowed on the way in.
//!
//! Neither checks what it holds; the modules that make them do.

use std::borrow::Cow;
use std::fmt;

use aws_smithy_types::error::metadata;

/// The key under which error metadata keeps the request id, as the official crates do.
pub const REQUEST_ID_EXTRA: &str = "aws_request_id";

/// An HTTP request without authority, signature or transport headers of a connection.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Request {
    /// `POST`, `GET`, …
    pub method: &'static str,
    /// Path and query string, percent-encoded, beginning with `/`.
    pub uri: String,
    /// Names in lower case, in the order in which the protocol sets them.
    pub headers: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// The payload.
    pub body: Vec<u8>,
    /// What goes before the host of the endpoint, such as `data.`; empty for most operations.
    pub host_prefix: String,
}

impl Request {
    /// The same, for a host that begins with these parts.
    #[must_use]
    pub fn with_host_prefix(self, parts: &[&str]) -> Self {
        Self { host_prefix: parts.concat(), ..self }
    }

    /// The value of the first header called `name`, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        Headers::get(&self.headers, name)
    }
}

/// Read access to response headers, so that every HTTP library's own map can be used as it is.
///
/// Implemented here for slices and vectors of pairs, and for no headers at all (`()`).
pub trait Headers {
    /// The value of the first header called `name`, compared without regard to case; none if it is
    /// absent or not text.
    fn get(&self, name: &str) -> Option<&str>;
}

impl Headers for () {
    fn get(&self, _name: &str) -> Option<&str> {
        None
    }
}

impl<K: AsRef<str>, V: AsRef<str>> Headers for [(K, V)] {
    fn get(&self, name: &str) -> Option<&str> {
        self.iter()
            .find(|(key, _)| key.as_ref().eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_ref())
    }
}

impl<K: AsRef<str>, V: AsRef<str>, const N: usize> Headers for [(K, V); N] {
    fn get(&self, name: &str) -> Option<&str> {
        Headers::get(self.as_slice(), name)
    }
}

impl<K: AsRef<str>, V: AsRef<str>> Headers for Vec<(K, V)> {
    fn get(&self, name: &str) -> Option<&str> {
        Headers::get(self.as_slice(), name)
    }
}

/// An HTTP response whose body has been read to its end.
#[derive(Clone, Copy)]
pub struct Response<'a> {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: &'a dyn Headers,
    /// The payload.
    pub body: &'a [u8],
}

impl<'a> Response<'a> {
    /// A response of these parts.
    ///
    /// ```
    /// use tinsmith_runtime::wire::Response;
    ///
    /// let response = Response::new(200, &[("X-Amzn-RequestId", "4d0d")], b"");
    /// assert!(response.is_success());
    /// assert_eq!(response.request_id(), Some("4d0d"));
    /// ```
    pub fn new(status: u16, headers: &'a dyn Headers, body: &'a [u8]) -> Self {
        Self { status, headers, body }
    }

    /// Whether the status is 2xx, which is what makes a response a success, whatever code the model
    /// names.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The id which the service gave to the request: header `x-amzn-requestid`, else
    /// `x-amz-request-id`.
    ///
    /// The body's own `requestId` is not looked at, in successes as in errors: the official crates
    /// do not either.
    pub fn request_id(&self) -> Option<&'a str> {
        self.headers.get("x-amzn-requestid").or_else(|| self.headers.get("x-amz-request-id"))
    }
}

impl fmt::Debug for Response<'_> {
    /// Leaves the body out: it may hold what must not be logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("body_len", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Adds the request id of the response's headers to error metadata, under [`REQUEST_ID_EXTRA`];
/// nothing if there is none.
///
/// The one place where this is done, for all protocols.
pub fn with_request_id(builder: metadata::Builder, response: &Response<'_>) -> metadata::Builder {
    match response.request_id() {
        Some(id) => builder.custom(REQUEST_ID_EXTRA, id),
        None => builder,
    }
}
