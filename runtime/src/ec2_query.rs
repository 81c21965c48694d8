//! The protocol `aws.protocols#ec2Query`: form requests, XML responses.
//!
//! The rules are those of <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>. What
//! generated code adds is the list of members; method, path, headers, root element and error
//! envelope are the same for every operation and are here.
//!
//! ```
//! use tinsmith_runtime::ec2_query;
//!
//! let dry_run = Some(true);
//! let request =
//!     ec2_query::request("DescribeRegions", "2016-11-15", |q| q.put("DryRun", &dry_run))?;
//! assert_eq!(request.method, "POST");
//! assert_eq!(request.uri, "/");
//! assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
//! assert_eq!(request.body, b"Action=DescribeRegions&Version=2016-11-15&DryRun=true");
//! # Ok::<(), tinsmith_runtime::wire::EncodeError>(())
//! ```

use std::borrow::Cow;

use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata;

use crate::query::{Style, Writer, encode_into};
use crate::shape::Empty;
use crate::wire::{DecodeError, EncodeError, Request, Response, SetRequestId, with_request_id};
use crate::xml::{self, Cursor, Mode, Structure};

/// A request for the operation `action`, whose members are written by `members`.
///
/// The body begins with the operation and the version of the service
/// ([rule](https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#request-serialization)).
///
/// # Errors
///
/// A member cannot be written; the error names its key.
#[inline]
pub fn request(
    action: &str,
    version: &str,
    members: impl FnOnce(&mut Writer<'_>),
) -> Result<Request, EncodeError> {
    let mut body = open(action, version);
    let mut writer = Writer::new(&mut body, Style::EC2_QUERY);
    members(&mut writer);
    writer.finish()?;
    Ok(close(body))
}

fn open(action: &str, version: &str) -> String {
    let mut body = String::with_capacity(512);
    body.push_str("Action=");
    encode_into(action, &mut body);
    body.push_str("&Version=");
    encode_into(version, &mut body);
    body
}

fn close(body: String) -> Request {
    let length = body.len().to_string();
    Request {
        method: "POST",
        uri: "/".to_owned(),
        headers: vec![
            (Cow::Borrowed("content-type"), Cow::Borrowed("application/x-www-form-urlencoded")),
            (Cow::Borrowed("content-length"), Cow::Owned(length)),
        ],
        body: body.into_bytes(),
        host_prefix: String::new(),
    }
}

/// Reads the output of a success response, whose root element is called `root`,
/// `DescribeRegionsResponse` for one.
///
/// The request id comes from the headers. Bodies that are not well-formed are read as far as they
/// go, see [`Mode::Lenient`].
///
/// # Errors
///
/// The body is not UTF-8, has no root element or another one, or an element in it cannot be read.
#[inline]
pub fn response<T: Structure + SetRequestId>(
    response: &Response<'_>,
    root: &str,
) -> Result<T, DecodeError> {
    read(response, root, Mode::Lenient)
}

/// As [`response`](fn@response), but a body that is not well-formed is an error, see [`Mode::Strict`].
///
/// # Errors
///
/// Those of [`response`](fn@response), and: the body ends too soon, its tags do not match, or something follows the root.
///
/// ```
/// # use tinsmith_runtime::shape::Empty;
/// # use tinsmith_runtime::wire::{Response, SetRequestId};
/// # use tinsmith_runtime::xml::{Cursor, Error, Structure};
/// # #[derive(Debug)]
/// # struct Vpcs { owner: Option<String> }
/// # impl Empty for Vpcs {
/// #     fn empty() -> Self { Self { owner: None } }
/// # }
/// # impl Structure for Vpcs {
/// #     fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), Error> {
/// #         if tag == "owner" { x.read(&mut self.owner) } else { x.skip() }
/// #     }
/// # }
/// # impl SetRequestId for Vpcs {
/// #     fn set_request_id(&mut self, _: Option<String>) {}
/// # }
/// use tinsmith_runtime::ec2_query;
///
/// let cut_off = Response::new(200, &(), b"<VpcsResponse><owner>me</owner><vpcS");
/// assert!(ec2_query::response::<Vpcs>(&cut_off, "VpcsResponse").is_ok());
/// assert!(ec2_query::strict_response::<Vpcs>(&cut_off, "VpcsResponse").is_err());
/// ```
#[inline]
pub fn strict_response<T: Structure + SetRequestId>(
    response: &Response<'_>,
    root: &str,
) -> Result<T, DecodeError> {
    read(response, root, Mode::Strict)
}

fn read<T: Structure + SetRequestId>(
    response: &Response<'_>,
    root: &str,
    mode: Mode,
) -> Result<T, DecodeError> {
    let mut output: T = xml::document(response.body, root, mode)?;
    output.set_request_id(response.request_id().map(str::to_owned));
    Ok(output)
}

/// The output of a success response if it has no members: the body is not looked at.
///
/// # Errors
///
/// None; the signature is that of [`response`].
#[inline]
pub fn response_without_members<T: Empty + SetRequestId>(
    response: &Response<'_>,
) -> Result<T, DecodeError> {
    let mut output = T::empty();
    output.set_request_id(response.request_id().map(str::to_owned));
    Ok(output)
}

/// As [`response_without_members`], but the body has to be well-formed, and its root to be called `root`.
///
/// # Errors
///
/// Those of [`strict_response`].
#[inline]
pub fn strict_response_without_members<T: Empty + SetRequestId>(
    response: &Response<'_>,
    root: &str,
) -> Result<T, DecodeError> {
    let _: Envelope = xml::document(response.body, root, Mode::Strict)?;
    response_without_members(response)
}

/// Reads code and message of an error response, and takes the request id from its headers.
///
/// The body is `<Response><Errors><Error><Code/><Message/></Error></Errors><RequestID/></Response>`
/// ([rule](https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#operation-error-serialization)).
/// The root may have any name, and a body without code gives metadata without code. The id is the
/// extra `aws_request_id`.
///
/// # Errors
///
/// The body is empty, not UTF-8 or not XML.
///
/// ```
/// use tinsmith_runtime::ec2_query;
/// use tinsmith_runtime::wire::Response;
///
/// let body = b"<Response><Errors><Error>\
///     <Code>InvalidParameterValue</Code><Message>no</Message>\
///     </Error></Errors></Response>";
/// let headers = [("x-amzn-requestid", "4d0d")];
/// let error = ec2_query::error(&Response::new(400, &headers, body))?.build();
/// assert_eq!(error.code(), Some("InvalidParameterValue"));
/// assert_eq!(error.message(), Some("no"));
/// assert_eq!(error.extra("aws_request_id"), Some("4d0d"));
/// # Ok::<(), tinsmith_runtime::wire::DecodeError>(())
/// ```
pub fn error(response: &Response<'_>) -> Result<metadata::Builder, DecodeError> {
    let mut envelope = Envelope::default();
    let mut cursor = Cursor::new(response.body, Mode::Lenient)?;
    let root = cursor.tag();
    cursor.structure(&mut envelope).map_err(|error| error.within(root))?;
    let mut builder = ErrorMetadata::builder();
    if let Some(code) = envelope.code {
        builder = builder.code(code);
    }
    if let Some(message) = envelope.message {
        builder = builder.message(message);
    }
    Ok(with_request_id(builder, response))
}

/// Reads the members of a modeled error, which stand beside its code.
///
/// # Errors
///
/// The body is not UTF-8 or not XML, or a member cannot be read.
pub fn error_members<T: Structure>(response: &Response<'_>) -> Result<T, DecodeError> {
    let mut members = Members { level: Level::Response, error: T::empty() };
    let mut cursor = Cursor::new(response.body, Mode::Lenient)?;
    let root = cursor.tag();
    cursor.structure(&mut members).map_err(|error| error.within(root))?;
    Ok(members.error)
}

/// The members of an error, below the same three elements.
struct Members<T> {
    level: Level,
    error: T,
}

impl<T: Structure> Empty for Members<T> {
    fn empty() -> Self {
        Self { level: Level::Response, error: T::empty() }
    }
}

impl<T: Structure> Structure for Members<T> {
    fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), xml::Error> {
        let outer = self.level;
        self.level = match (outer, tag) {
            (Level::Response, "Errors") => Level::Errors,
            (Level::Errors, "Error") => return x.structure(&mut self.error),
            _ => return x.skip(),
        };
        let result = x.structure(self);
        self.level = outer;
        result
    }
}

/// The one structure stands for three elements, each inside the one before, since nothing else in
/// them is of use. Whatever repeats adds to what is known, so that the last error's fields win.
#[derive(Default)]
struct Envelope {
    level: Level,
    code: Option<String>,
    message: Option<String>,
}

#[derive(Clone, Copy, Default)]
enum Level {
    #[default]
    Response,
    Errors,
    Error,
}

impl Empty for Envelope {
    fn empty() -> Self {
        Self::default()
    }
}

impl Structure for Envelope {
    fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), xml::Error> {
        let outer = self.level;
        self.level = match (outer, tag) {
            (Level::Response, "Errors") => Level::Errors,
            (Level::Errors, "Error") => Level::Error,
            (Level::Error, "Code") => return x.read(&mut self.code),
            (Level::Error, "Message") => return x.read(&mut self.message),
            _ => return x.skip(),
        };
        let result = x.structure(self);
        self.level = outer;
        result
    }
}
