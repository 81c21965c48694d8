//! `error!`: the error of a whole generated crate, local to it, so that `?` can turn the errors of its operations into it, and
//! no other crate's.

/// Defines `Error`, the error of all operations of a generated crate. Takes the type that implements
/// [`Service`](crate::client::Service), or that and a variant for each error that the model has.
#[macro_export]
macro_rules! error {
    ($service:ty) => {
        $crate::error! {
            type Service = $service;
            pub enum Error {}
        }
    };
    (
        type Service = $service:ty;
        pub enum Error { $($(#[$attr:meta])* $variant:ident($modeled:ty $(,)?),)* }
    ) => {
        use ::std::fmt;

        use $crate::client::sdk::aws_smithy_runtime_api::client::result::SdkError;
        use $crate::client::sdk::aws_smithy_runtime_api::client::waiters::error::WaiterError;
        use $crate::client::sdk::aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
        use $crate::client::sdk::aws_smithy_types::error::operation::BuildError;
        use $crate::client::sdk::aws_types::request_id::RequestId;
        use $crate::client::{Fault, Operation, OperationError, Unhandled};

        /// The error of any operation of this crate; `?` turns the errors of operations into it.
        #[non_exhaustive]
        #[derive(Debug)]
        pub enum Error {
            $($(#[$attr])* $variant($modeled),)*
            /// Any other error. Do not match on it, a later version may have a variant for the error that you look for; match on
            /// [`code()`](ProvideErrorMetadata::code) instead: `err if err.code() == Some("SomeCode") => …`.
            #[deprecated(note = "match on `err.code()` instead: an error may get a variant of its own in a later version")]
            Unhandled(Unhandled),
        }

        #[allow(deprecated, reason = "the variant is deprecated for users only")]
        const _: () = {
            impl fmt::Display for Error {
                #[inline]
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    match self {
                        $(Self::$variant(inner) => fmt::Display::fmt(inner, f),)*
                        Self::Unhandled(inner) => inner.display(f),
                    }
                }
            }

            impl ::std::error::Error for Error {
                #[inline]
                fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                    match self {
                        $(Self::$variant(inner) => ::std::error::Error::source(inner),)*
                        Self::Unhandled(inner) => Some(inner.source()),
                    }
                }
            }

            impl ProvideErrorMetadata for Error {
                #[inline]
                fn meta(&self) -> &ErrorMetadata {
                    match self {
                        $(Self::$variant(inner) => ProvideErrorMetadata::meta(inner),)*
                        Self::Unhandled(inner) => inner.meta(),
                    }
                }
            }

            impl RequestId for Error {
                #[inline]
                fn request_id(&self) -> Option<&str> {
                    self.meta().request_id()
                }
            }

            impl From<BuildError> for Error {
                #[inline]
                fn from(error: BuildError) -> Self {
                    Self::Unhandled(error.into())
                }
            }

            impl<Op: Operation<Service = $service>> From<OperationError<Op>> for Error {
                #[inline]
                fn from(error: OperationError<Op>) -> Self {
                    Self::Unhandled(error.into_unhandled())
                }
            }

            impl<E, R> From<SdkError<E, R>> for Error
            where
                E: Fault + Into<Error>,
                R: fmt::Debug + Send + Sync + 'static,
            {
                #[inline]
                fn from(error: SdkError<E, R>) -> Self {
                    match error {
                        SdkError::ServiceError(context) => context.into_err().into(),
                        error => Self::Unhandled(Unhandled::from_sdk_error(error)),
                    }
                }
            }

            impl<O, E> From<WaiterError<O, E>> for Error
            where
                O: fmt::Debug + Send + Sync + 'static,
                E: ::std::error::Error + Send + Sync + 'static,
            {
                #[inline]
                fn from(error: WaiterError<O, E>) -> Self {
                    Self::Unhandled(Unhandled::new(error.into(), ErrorMetadata::default()))
                }
            }
        };
    };
}
