//! Errors of operations that model none of their own, and what every error of an operation can do.
//!
//! Services whose errors are not modeled differ between operations in nothing but a type, so one generic type serves them all.
//! Debug, Display and sources read as those of the official crates.

use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::result::{CreateUnhandledError, SdkError};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::error::{ErrorMetadata, operation::BuildError};
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};
use aws_types::request_id::RequestId;

use crate::wire;

/// What the error of an operation can do.
pub trait Fault:
    StdError
    + ProvideErrorKind
    + ProvideErrorMetadata
    + CreateUnhandledError
    + RequestId
    + Send
    + Sync
    + 'static
{
    /// The error that says which kind it is, when calls that failed with it are worth another try: this one, or the same for all
    /// operations that have no such errors.
    type Retryable: StdError + ProvideErrorKind + Send + Sync + 'static;

    /// The error that a response states.
    ///
    /// `metadata` holds code, message and request id; `response` is there for errors with members of their own.
    fn from_response(metadata: ErrorMetadata, response: &wire::Response<'_>) -> Self;
}

/// An error that a model describes. Implemented by [`modeled_error!`](crate::modeled_error!).
pub trait Modeled: StdError + ProvideErrorMetadata + Sized {
    /// Reads its members from the response that states it; `meta` is what was read before.
    ///
    /// # Errors
    /// When a member cannot be read.
    fn read(meta: ErrorMetadata, response: &wire::Response<'_>) -> Result<Self, wire::DecodeError>;

    /// What kind of error it is, when calls that failed with it are worth another try.
    fn kind(&self) -> Option<ErrorKind>;
}

/// An error that has no variant of its own. Ask for its code and message through [`ProvideErrorMetadata`] on the error that holds it.
pub struct Unhandled<Of = ()> {
    source: BoxError,
    meta: ErrorMetadata,
    of: PhantomData<fn() -> Of>,
}

impl<Of> Unhandled<Of> {
    /// An error with its cause and what is known of it.
    pub fn new(source: BoxError, meta: ErrorMetadata) -> Self {
        Self { source, meta, of: PhantomData }
    }

    /// The cause.
    pub fn source(&self) -> &(dyn StdError + 'static) {
        &*self.source
    }

    /// What is known of the error.
    pub fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }

    /// Writes the text of an error with this content.
    ///
    /// # Errors
    /// When the formatter does.
    pub fn display(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meta.code() {
            Some(code) => write!(f, "unhandled error ({code})"),
            None => f.write_str("unhandled error"),
        }
    }

    /// The same content, as part of another error type.
    pub fn cast<To>(self) -> Unhandled<To> {
        Unhandled::new(self.source, self.meta)
    }

    /// What an error becomes that is not the service's: one whose source is the whole [`SdkError`].
    pub fn from_sdk_error<E, R>(error: SdkError<E, R>) -> Self
    where
        E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
        R: fmt::Debug + Send + Sync + 'static,
    {
        let meta = error.meta().clone();
        Self::new(error.into(), meta)
    }
}

impl<Of> fmt::Debug for Unhandled<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unhandled").field("source", &self.source).field("meta", &self.meta).finish()
    }
}

impl<Of> From<BuildError> for Unhandled<Of> {
    fn from(error: BuildError) -> Self {
        Self::new(error.into(), ErrorMetadata::default())
    }
}

/// The error of an operation `Op` that models no errors.
#[non_exhaustive]
pub enum OperationError<Op> {
    /// Any error. Do not match on it, a later version may have a variant for the error that you look for; match on
    /// [`code()`](ProvideErrorMetadata::code) instead: `err if err.code() == Some("SomeCode") => …`.
    #[deprecated(
        note = "match on `err.code()` instead: an error may get a variant of its own in a later version"
    )]
    Unhandled(Unhandled<Op>),
}

#[allow(deprecated, reason = "the variant is deprecated for users only")]
impl<Op> OperationError<Op> {
    fn inner(&self) -> &Unhandled<Op> {
        match self {
            Self::Unhandled(inner) => inner,
        }
    }

    /// An error from any other.
    pub fn unhandled(err: impl Into<Box<dyn StdError + Send + Sync + 'static>>) -> Self {
        Self::Unhandled(Unhandled::new(err.into(), ErrorMetadata::default()))
    }

    /// An error from its metadata.
    pub fn generic(err: ErrorMetadata) -> Self {
        Self::Unhandled(Unhandled::new(err.clone().into(), err))
    }

    /// Code, message, request id, and what else is known of the error.
    pub fn meta(&self) -> &ErrorMetadata {
        self.inner().meta()
    }

    /// The content, for the error type of the crate.
    pub fn into_unhandled<To>(self) -> Unhandled<To> {
        match self {
            Self::Unhandled(inner) => inner.cast(),
        }
    }
}

impl<Op> fmt::Debug for OperationError<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unhandled").field(self.inner()).finish()
    }
}

impl<Op> fmt::Display for OperationError<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner().display(f)
    }
}

impl<Op> StdError for OperationError<Op> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.inner().source())
    }
}

impl<Op> ProvideErrorMetadata for OperationError<Op> {
    fn meta(&self) -> &ErrorMetadata {
        self.inner().meta()
    }
}

impl<Op> ProvideErrorKind for OperationError<Op> {
    fn code(&self) -> Option<&str> {
        self.meta().code()
    }

    fn retryable_error_kind(&self) -> Option<ErrorKind> {
        None
    }
}

#[allow(deprecated, reason = "the variant is deprecated for users only")]
impl<Op> CreateUnhandledError for OperationError<Op> {
    fn create_unhandled_error(
        source: Box<dyn StdError + Send + Sync + 'static>,
        meta: Option<ErrorMetadata>,
    ) -> Self {
        Self::Unhandled(Unhandled::new(source, meta.unwrap_or_default()))
    }
}

impl<Op> RequestId for OperationError<Op> {
    fn request_id(&self) -> Option<&str> {
        self.meta().request_id()
    }
}

impl<Op: 'static> Fault for OperationError<Op> {
    type Retryable = OperationError<()>;

    fn from_response(metadata: ErrorMetadata, _response: &wire::Response<'_>) -> Self {
        Self::generic(metadata)
    }
}

#[cfg(test)]
mod tests {
    use aws_smithy_types::error::display::DisplayErrorContext;

    use super::*;

    struct Op;
    type Error = OperationError<Op>;

    #[test]
    fn texts_are_those_of_the_official_crates() {
        let metadata = ErrorMetadata::builder().code("IncorrectState").message("m");
        let error = Error::generic(metadata.custom("aws_request_id", "id").build());
        assert_eq!(error.to_string(), "unhandled error (IncorrectState)");
        assert_eq!(error.request_id(), Some("id"));
        assert_eq!(
            DisplayErrorContext(&error).to_string().split(" (Unhandled").next(),
            Some(
                "unhandled error (IncorrectState): Error { code: \"IncorrectState\", message: \"m\", aws_request_id: \"id\" }"
            )
        );
        let error = Error::unhandled("cause");
        assert_eq!(error.to_string(), "unhandled error");
        assert_eq!(
            format!("{error:?}"),
            "Unhandled(Unhandled { source: \"cause\", meta: ErrorMetadata { code: None, message: None, extras: None } })"
        );
    }

    #[test]
    fn errors_that_are_not_the_services_keep_the_whole_sdk_error() {
        let error = SdkError::<Error, ()>::timeout_error("late");
        let unhandled: Unhandled = Unhandled::from_sdk_error(error);
        assert_eq!(unhandled.source().to_string(), "request has timed out");
        assert_eq!(unhandled.meta(), &ErrorMetadata::default());
    }
}
