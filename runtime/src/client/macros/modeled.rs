//! `modeled_error!` and `operation_error!`: errors that a model describes, and the errors of operations that can fail with
//! them. Texts are those of the official crates.
//!
//! As everywhere in macros that stand beside a type of a model, paths are absolute, as that type may be called `Option`. Functions
//! of traits are called by the trait, as the members of an error may be called `fmt` or `source`.

/// Makes a structure with a member `meta` an error. Takes the module of its protocol; its [parts](crate::parts::Parts) if it
/// has any; the member that holds the message, which may or can not be absent; and what kind of error it is, when the service
/// wants calls that failed with it to be tried again.
#[macro_export]
#[allow(
    clippy::crate_in_macro_def,
    reason = "each generated crate has a builder of its own, and the error may have its name"
)]
macro_rules! modeled_error {
    (@read $codec:ident, $response:expr) => {
        $crate::$codec::error_members($response)?
    };
    (@read $codec:ident, $response:expr, $parts:ident) => {
        $crate::parts::Parts::whole($crate::$codec::error_members::<$parts>($response)?)
    };
    (@builder $name:ident) => { crate::builder::Builder<$name> };
    (@builder $name:ident, $parts:ident) => { crate::builder::Builder<$parts, $crate::builder::Assemble> };
    (
        $name:ident, $codec:ident $(, parts = $parts:ident)? $(, message = $message:ident)? $(, message = &$always:ident)?
        $(, retryable = $kind:ident)?
    ) => {
        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(::std::stringify!($name))?;
                $(if let ::std::option::Option::Some(message) = &self.$message {
                    ::std::write!(f, ": {message}")?;
                })?
                $(::std::write!(f, ": {}", &self.$always)?;)?
                ::std::result::Result::Ok(())
            }
        }

        impl ::std::error::Error for $name {}

        impl $crate::client::sdk::aws_smithy_types::error::metadata::ProvideErrorMetadata for $name {
            #[inline]
            fn meta(&self) -> &$crate::client::ErrorMetadata {
                &self.meta
            }
        }

        impl $crate::client::sdk::aws_types::request_id::RequestId for $name {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::client::sdk::aws_types::request_id::RequestId::request_id(&self.meta)
            }
        }

        impl $crate::client::Modeled for $name {
            #[inline]
            fn read(
                meta: $crate::client::ErrorMetadata,
                response: &$crate::wire::Response<'_>,
            ) -> ::std::result::Result<Self, $crate::wire::DecodeError> {
                let mut error: Self = $crate::modeled_error!(@read $codec, response $(, $parts)?);
                $(if error.$message.is_none() {
                    error.$message = meta.message().map(str::to_owned);
                })?
                error.meta = meta;
                ::std::result::Result::Ok(error)
            }

            #[inline]
            fn kind(&self) -> ::std::option::Option<$crate::client::sdk::aws_smithy_types::retry::ErrorKind> {
                ::std::option::Option::None $(.or(::std::option::Option::Some($crate::client::sdk::aws_smithy_types::retry::ErrorKind::$kind)))?
            }
        }

        $(impl $name {
            /// What kind of error it is, as calls that failed with it are worth another try.
            #[inline]
            pub fn retryable_error_kind(&self) -> $crate::client::sdk::aws_smithy_types::retry::ErrorKind {
                $crate::client::sdk::aws_smithy_types::retry::ErrorKind::$kind
            }
        })?

        impl $crate::modeled_error!(@builder $name $(, $parts)?) {
            /// Sets what is known of the error besides its members.
            #[inline]
            pub fn meta(mut self, meta: $crate::client::ErrorMetadata) -> Self {
                self.0.meta = meta;
                self
            }

            /// Sets what is known of the error besides its members, or clears it.
            #[inline]
            pub fn set_meta(&mut self, meta: ::std::option::Option<$crate::client::ErrorMetadata>) -> &mut Self {
                self.0.meta = meta.unwrap_or_default();
                self
            }
        }
    };
}

/// Defines the error of an operation, with a variant for each error that the model has for it. The text of a variant is what
/// responses call it.
#[macro_export]
macro_rules! operation_error {
    ($(#[$attr:meta])* pub enum $name:ident { $($(#[$variant_attr:meta])* $variant:ident($modeled:ty $(,)?) = $code:literal,)* }) => {
        $(#[$attr])*
        #[non_exhaustive]
        #[derive(Debug)]
        pub enum $name {
            $($(#[$variant_attr])* $variant($modeled),)*
            /// Any other error. Do not match on it, a later version may have a variant for the error that you look for; match on
            /// its code instead: `err if err.code() == Some("SomeCode") => …`.
            #[deprecated(note = "match on `err.code()` instead: an error may get a variant of its own in a later version")]
            Unhandled($crate::client::Unhandled),
        }

        #[allow(deprecated, reason = "the variant is deprecated for users only")]
        const _: () = {
            use ::std::fmt;

            use $crate::client::sdk::aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
            use $crate::client::sdk::aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};
            use $crate::client::sdk::aws_types::request_id::RequestId;
            use $crate::client::{Fault, Modeled, Unhandled};

            impl $name {
                /// An error from any other.
                #[inline]
                pub fn unhandled(err: impl ::std::convert::Into<::std::boxed::Box<dyn ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static>>) -> Self {
                    Self::Unhandled(Unhandled::new(err.into(), ErrorMetadata::default()))
                }

                /// An error from its metadata.
                #[inline]
                pub fn generic(err: ErrorMetadata) -> Self {
                    Self::Unhandled(Unhandled::new(err.clone().into(), err))
                }

                /// Code, message, request id, and what else is known of the error.
                #[inline]
                pub fn meta(&self) -> &ErrorMetadata {
                    match self {
                        $(Self::$variant(inner) => ProvideErrorMetadata::meta(inner),)*
                        Self::Unhandled(inner) => inner.meta(),
                    }
                }
            }

            impl fmt::Display for $name {
                #[inline]
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    match self {
                        $(Self::$variant(inner) => fmt::Display::fmt(inner, f),)*
                        Self::Unhandled(inner) => inner.display(f),
                    }
                }
            }

            impl ::std::error::Error for $name {
                #[inline]
                fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                    match self {
                        $(Self::$variant(inner) => ::std::option::Option::Some(inner),)*
                        Self::Unhandled(inner) => ::std::option::Option::Some(inner.source()),
                    }
                }
            }

            impl ProvideErrorMetadata for $name {
                #[inline]
                fn meta(&self) -> &ErrorMetadata {
                    self.meta()
                }
            }

            impl ProvideErrorKind for $name {
                #[inline]
                fn code(&self) -> ::std::option::Option<&str> {
                    self.meta().code()
                }

                #[inline]
                fn retryable_error_kind(&self) -> ::std::option::Option<ErrorKind> {
                    match self {
                        $(Self::$variant(inner) => Modeled::kind(inner),)*
                        Self::Unhandled(_) => ::std::option::Option::None,
                    }
                }
            }

            impl $crate::client::sdk::aws_smithy_runtime_api::client::result::CreateUnhandledError for $name {
                #[inline]
                fn create_unhandled_error(
                    source: ::std::boxed::Box<dyn ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static>,
                    meta: ::std::option::Option<ErrorMetadata>,
                ) -> Self {
                    Self::Unhandled(Unhandled::new(source, meta.unwrap_or_default()))
                }
            }

            impl RequestId for $name {
                #[inline]
                fn request_id(&self) -> ::std::option::Option<&str> {
                    self.meta().request_id()
                }
            }

            impl Fault for $name {
                type Retryable = Self;

                #[inline]
                fn from_response(meta: ErrorMetadata, response: &$crate::wire::Response<'_>) -> Self {
                    match meta.code() {
                        $(::std::option::Option::Some($code) => match Modeled::read(meta, response) {
                            ::std::result::Result::Ok(error) => Self::$variant(error),
                            ::std::result::Result::Err(error) => Self::unhandled(error),
                        },)*
                        _ => Self::generic(meta),
                    }
                }
            }
        };
    };
}
