//! HTTP messages as plain values, and what an operation is to whatever sends them.
//!
//! This module does no I/O and knows no protocol: a protocol module, [`crate::ec2_query`] for one,
//! makes a [`Request`] from an input and an output from a [`Response`]; a driver, or any HTTP
//! client, moves the bytes.
//!
//! Without the cargo feature `client` this is for code that implements [`Operation`], and
//! [`xml::Structure`](crate::xml::Structure) and [`query::Value`](crate::query::Value) of its
//! shapes, itself. The crates that Tinsmith generates always turn the feature on: their operations
//! are runtime plugins, their outputs give out request ids through the official trait, and their
//! clients sign. In them, too, any HTTP client can drive an operation through this trait.

mod error;
mod host;
mod message;

use std::fmt::Debug;

use aws_smithy_types::error::metadata;

pub use crate::shape::Empty;
/// Code, message and request id of an error, before they are put together.
pub use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;
pub use error::{DecodeError, EncodeError};
pub use host::host_label;
pub use message::{Headers, REQUEST_ID_EXTRA, Request, Response, with_request_id};

/// An operation of a service: how its input becomes a request, and a response becomes its output.
///
/// Generated for the unit struct of each operation. Any HTTP client can drive it: encode, sign,
/// send, then call [`decode`](Operation::decode) for a success (see [`Response::is_success`]) and
/// [`decode_error`](Operation::decode_error) for anything else.
pub trait Operation: Sized + Send + Sync + 'static {
    /// The operation's name on the wire, `DeprovisionByoipCidr` for one.
    const NAME: &'static str;

    /// What the caller gives.
    type Input: Send + Sync + Debug + Clone + 'static;

    /// What the service returns.
    type Output: Send + Sync + Debug + 'static;

    /// The protocol that requests are written and responses are read in.
    type Protocol: Protocol<Self>;

    /// The whole HTTP request for `input`, without authority and signature.
    ///
    /// # Errors
    ///
    /// A member holds a value that the protocol has no text for, such as a timestamp of the year
    /// 10000.
    #[inline]
    fn encode(input: &Self::Input) -> Result<Request, EncodeError> {
        Self::Protocol::encode(input)
    }

    /// The output that a success response holds.
    ///
    /// # Errors
    ///
    /// The body is not what the protocol says; the error names the element and what was expected.
    #[inline]
    fn decode(response: &Response<'_>) -> Result<Self::Output, DecodeError> {
        Self::Protocol::decode(response)
    }

    /// Code, message and request id of an error response.
    ///
    /// # Errors
    ///
    /// The body is not what the protocol says.
    #[inline]
    fn decode_error(response: &Response<'_>) -> Result<metadata::Builder, DecodeError> {
        Self::Protocol::decode_error(response)
    }
}

/// How a protocol writes requests of an operation and reads what comes back, as [`Operation`] says of each function.
///
/// Protocols implement it for all operations that they have what they need of, so that an operation states facts, and has no code.
pub trait Protocol<Op: Operation> {
    /// Writes a request.
    ///
    /// # Errors
    ///
    /// Those of [`Operation::encode`].
    fn encode(input: &Op::Input) -> Result<Request, EncodeError>;

    /// Reads a success response.
    ///
    /// # Errors
    ///
    /// Those of [`Operation::decode`].
    fn decode(response: &Response<'_>) -> Result<Op::Output, DecodeError>;

    /// Reads an error response.
    ///
    /// # Errors
    ///
    /// Those of [`Operation::decode_error`].
    fn decode_error(response: &Response<'_>) -> Result<metadata::Builder, DecodeError>;
}

/// An output that keeps the id which the service gave to the request.
///
/// The id comes from the response's headers, never from its body; protocol modules call this once
/// for each success response.
pub trait SetRequestId {
    /// Stores the id, or its absence.
    fn set_request_id(&mut self, id: Option<String>);
}
