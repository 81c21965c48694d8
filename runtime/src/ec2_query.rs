//! The protocol `aws.protocols#ec2Query`: form requests, XML responses.
//!
//! The rules are those of <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>. What
//! generated code adds is the list of members; method, path, headers, root element and error
//! envelope are the same for every operation and are here.
//!
//! ```
//! use tinsmith_runtime::{ec2_query, query};
//!
//! struct DescribeRegionsInput { dry_run: Option<bool> }
//!
//! impl query::Value for DescribeRegionsInput {
//!     fn write(&self, q: &mut query::Writer<'_>) {
//!         q.put("DryRun", &self.dry_run);
//!     }
//! }
//!
//! let input = DescribeRegionsInput { dry_run: Some(true) };
//! let request = ec2_query::request("DescribeRegions", "2016-11-15", &input)?;
//! assert_eq!(request.method, "POST");
//! assert_eq!(request.uri, "/");
//! assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
//! assert_eq!(request.body, b"Action=DescribeRegions&Version=2016-11-15&DryRun=true");
//! # Ok::<(), tinsmith_runtime::wire::EncodeError>(())
//! ```

use std::borrow::Cow;
use std::marker::PhantomData;

use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata;

use crate::parts::Parts;
use crate::query::{self, Style, Writer, encode_into};
use crate::shape::Empty;
use crate::wire::{
    self, DecodeError, EncodeError, Operation, Request, Response, SetRequestId, with_request_id,
};
use crate::xml::{self, Cursor, Mode, Structure};

/// A service that speaks the protocol.
pub trait Service {
    /// The version of its interface, which requests name.
    const VERSION: &'static str;
    /// What becomes of responses that are not well-formed.
    const MODE: Mode = Mode::Lenient;
}

/// The protocol, as the service `S` speaks it, for operations whose outputs are read as `Out` says.
#[derive(Debug)]
pub struct Protocol<S, Out = Members>(PhantomData<fn() -> (S, Out)>);

impl<S, Out, Op> wire::Protocol<Op> for Protocol<S, Out>
where
    S: Service,
    Out: Form<Op::Output>,
    Op: Operation<Input: query::Value>,
{
    #[inline]
    fn encode(input: &Op::Input) -> Result<Request, EncodeError> {
        request(Op::NAME, S::VERSION, input)
    }

    #[inline]
    fn decode(response: &Response<'_>) -> Result<Op::Output, DecodeError> {
        Out::read(response, Op::NAME, S::MODE)
    }

    #[inline]
    fn decode_error(response: &Response<'_>) -> Result<metadata::Builder, DecodeError> {
        error(response)
    }
}

/// How outputs of type `T` are read.
///
/// The root element is called like the operation, with `Response` after it. The request id comes from the headers.
pub trait Form<T> {
    /// Reads the success response of `operation`.
    ///
    /// # Errors
    ///
    /// The body is not UTF-8, has no root element or another one, or an element in it cannot be read; in [`Mode::Strict`] also when
    /// it ends too soon, its tags do not match, or something follows the root.
    ///
    /// ```
    /// # use tinsmith_runtime::shape::Empty;
    /// # use tinsmith_runtime::wire::{Response, SetRequestId};
    /// # use tinsmith_runtime::xml::{Cursor, Error, Mode, Structure};
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
    /// use tinsmith_runtime::ec2_query::{Form, Members};
    ///
    /// let cut_off = Response::new(200, &(), b"<VpcsResponse><owner>me</owner><vpcS");
    /// let read = |mode| -> Result<Vpcs, _> { Members::read(&cut_off, "Vpcs", mode) };
    /// assert!(read(Mode::Lenient).is_ok());
    /// assert!(read(Mode::Strict).is_err());
    /// ```
    fn read(response: &Response<'_>, operation: &str, mode: Mode) -> Result<T, DecodeError>;
}

/// The output is a structure with members.
#[derive(Debug)]
pub struct Members;

impl<T: Structure + SetRequestId> Form<T> for Members {
    #[inline]
    fn read(response: &Response<'_>, operation: &str, mode: Mode) -> Result<T, DecodeError> {
        let mut output = T::empty();
        match fill(&mut output, response, operation, mode) {
            Ok(id) => output.set_request_id(id),
            Err(error) => return Err(error),
        }
        Ok(output)
    }
}

/// The output is a structure some of whose members are never absent, and is made from its parts `P`.
#[derive(Debug)]
pub struct MembersOf<P>(PhantomData<fn() -> P>);

impl<P: Parts + Structure + SetRequestId> Form<P::Whole> for MembersOf<P> {
    #[inline]
    fn read(response: &Response<'_>, operation: &str, mode: Mode) -> Result<P::Whole, DecodeError> {
        <Members as Form<P>>::read(response, operation, mode).map(Parts::whole)
    }
}

/// The output has no members: the body is not looked at, unless it has to be well-formed.
#[derive(Debug)]
pub struct NoMembers;

impl<T: Empty + SetRequestId> Form<T> for NoMembers {
    fn read(response: &Response<'_>, operation: &str, mode: Mode) -> Result<T, DecodeError> {
        if mode == Mode::Strict {
            fill(&mut Envelope::default(), response, operation, mode)?;
        }
        let mut output = T::empty();
        output.set_request_id(response.request_id().map(str::to_owned));
        Ok(output)
    }
}

/// Reads the members of an output, and the request id.
fn fill(
    output: &mut dyn Structure,
    response: &Response<'_>,
    operation: &str,
    mode: Mode,
) -> Result<Option<String>, DecodeError> {
    let mut cursor = Cursor::new(response.body, mode)?;
    if cursor.tag().strip_suffix("Response") != Some(operation) {
        cursor.expect_root(&format!("{operation}Response"))?;
    }
    let root = cursor.tag();
    let read = cursor.structure(output).and_then(|()| cursor.finish());
    read.map_err(|error| error.within(root))?;
    Ok(response.request_id().map(str::to_owned))
}

/// A request for the operation `action` with the members of `input`.
///
/// The body begins with the operation and the version of the service
/// ([rule](https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#request-serialization)).
///
/// # Errors
///
/// A member cannot be written; the error names its key.
pub fn request(
    action: &str,
    version: &str,
    input: &dyn query::Value,
) -> Result<Request, EncodeError> {
    let mut body = open(action, version);
    let mut writer = Writer::new(&mut body, Style::EC2_QUERY);
    input.write(&mut writer);
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
    let mut members = ErrorMembers { level: Level::Response, error: T::empty() };
    let mut cursor = Cursor::new(response.body, Mode::Lenient)?;
    let root = cursor.tag();
    cursor.structure(&mut members).map_err(|error| error.within(root))?;
    Ok(members.error)
}

/// The members of an error, below the same three elements.
struct ErrorMembers<T> {
    level: Level,
    error: T,
}

impl<T: Structure> Empty for ErrorMembers<T> {
    fn empty() -> Self {
        Self { level: Level::Response, error: T::empty() }
    }
}

impl<T: Structure> Structure for ErrorMembers<T> {
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
