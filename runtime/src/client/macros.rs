//! The macros that make those types of a generated crate which need inherent methods, and so have to be types of that crate.

/// Defines `Client`, and the module `customize`, in the module `client` of a generated crate.
///
/// Takes the type that implements [`Service`](crate::client::Service), and the crate's `Config`.
#[macro_export]
macro_rules! client {
    ($service:ty, $config:ty) => {
        /// Calls the service. Made from a configuration, cheap to clone; clones share connections, credentials and retry tokens.
        ///
        /// It has a method for each operation, which returns a builder of the call.
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(crate) handle: ::std::sync::Arc<$crate::client::Handle>,
            config: ::std::sync::Arc<$config>,
        }

        impl Client {
            /// A client with the settings of `sdk_config`.
            ///
            /// # Panics
            /// As [`from_conf`](Self::from_conf).
            #[track_caller]
            pub fn new(sdk_config: &$crate::client::sdk::aws_types::sdk_config::SdkConfig) -> Self {
                Self::from_conf(sdk_config.into())
            }

            /// A client with these settings.
            ///
            /// # Panics
            /// If the settings can not work: no behavior version (and the feature `behavior-version-latest` is off), or retries or
            /// timeouts without a way to sleep.
            #[track_caller]
            #[allow(clippy::panic, reason = "the official crates document these panics, and their signature leaves no other way")]
            pub fn from_conf(conf: $config) -> Self {
                let latest = ::std::cfg!(feature = "behavior-version-latest");
                let service = <$service as $crate::client::Service>::DESCRIPTOR;
                match $crate::client::Handle::new(&conf.0, service, latest) {
                    Ok(handle) => Self { handle, config: ::std::sync::Arc::new(conf) },
                    Err(error) => ::std::panic!("Invalid client configuration: {error}"),
                }
            }

            /// The settings.
            #[inline]
            pub fn config(&self) -> &$config {
                &self.config
            }
        }

        /// Changes to a call before it is sent.
        pub mod customize {
            pub use $crate::client::CustomizableOperation;
        }
    };
}

/// Defines `Builder` and its mode `Call` in a module `builder` of a generated crate. Takes the crate's `Client` and `config::Builder`.
#[macro_export]
macro_rules! builder {
    ($client:ty, $config:ty) => {
        use ::std::fmt;
        use ::std::sync::Arc;

        pub use $crate::builder::{Input, Mode, Plain};

        use $crate::client::sdk::aws_smithy_types::error::operation::BuildError;
        use $crate::client::{
            self, BoxFuture, CustomizableOperation, CustomizableSend, Handle, Operation, Paginated,
            Paginator, Poll, SendResult, WaitError, Waiter, WaiterInput,
        };
        use $crate::shape::{Empty, debug_as_builder};

        /// Builds a `T`, or a call that sends one. The modules `builders` name its uses.
        pub struct Builder<T, M: Mode<T> = Plain>(pub(crate) M::State);

        /// The builder of a call of `Op`.
        pub struct Call<Op>(::std::marker::PhantomData<fn() -> Op>);

        /// What the builder of a call holds.
        pub struct CallState<Op: Operation> {
            handle: Arc<Handle>,
            inner: Builder<Op::Input, Input<Op>>,
            config_override: Option<client::config::Builder>,
        }

        impl<Op: Operation> Mode<Op::Input> for Call<Op> {
            type State = CallState<Op>;

            #[inline]
            fn value(state: &CallState<Op>) -> &Op::Input {
                &state.inner.0
            }

            #[inline]
            fn value_mut(state: &mut CallState<Op>) -> &mut Op::Input {
                &mut state.inner.0
            }
        }

        /// The builder of a wait with `W`. It holds what the builder of a call of the waiter's operation does.
        pub struct Wait<W>(::std::marker::PhantomData<fn() -> W>);

        impl<W: Waiter> Mode<WaiterInput<W>> for Wait<W> {
            type State = CallState<W::Operation>;

            #[inline]
            fn value(state: &Self::State) -> &WaiterInput<W> {
                &state.inner.0
            }

            #[inline]
            fn value_mut(state: &mut Self::State) -> &mut WaiterInput<W> {
                &mut state.inner.0
            }
        }

        /// A call of `Op` with nothing set. Not a method, as a member of an input may have its name.
        #[allow(dead_code, reason = "a slice may have no operations")]
        pub(crate) fn call<Op: Operation<Input: Empty>>(
            client: &$client,
        ) -> Builder<Op::Input, Call<Op>> {
            let inner = Builder(Op::Input::empty());
            Builder(CallState { handle: Arc::clone(&client.handle), inner, config_override: None })
        }

        /// A wait with `W`, with nothing set.
        #[allow(dead_code, reason = "a slice may have no waiters")]
        pub(crate) fn wait<W: Waiter>(client: &$client) -> Builder<WaiterInput<W>, Wait<W>>
        where
            WaiterInput<W>: Empty,
        {
            Builder(call::<W::Operation>(client).0)
        }

        impl<W: Waiter> Builder<WaiterInput<W>, Wait<W>> {
            /// The input as it is now.
            pub fn as_input(&self) -> &Builder<WaiterInput<W>, Input<W::Operation>> {
                &self.0.inner
            }

            /// Waits, but no longer than `max_wait`.
            ///
            /// # Errors
            /// When `max_wait` has passed, when what is waited for can not come any more, or when a call fails.
            pub async fn wait(
                self,
                max_wait: ::std::time::Duration,
            ) -> Result<Poll<W::Operation>, WaitError<W::Operation>> {
                client::wait::<W>(&self.0.handle, self.0.inner.0, max_wait).await
            }
        }

        impl<W: Waiter> fmt::Debug for Builder<WaiterInput<W>, Wait<W>> {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let CallState { handle, inner, .. } = &self.0;
                f.debug_struct(&::std::format!("{}FluentBuilder", W::NAME))
                    .field("handle", handle)
                    .field("inner", inner)
                    .finish()
            }
        }

        impl<T> Builder<T> {
            /// The value.
            pub fn build(self) -> T {
                self.0
            }
        }

        impl<Op: Operation> Builder<Op::Input, Input<Op>> {
            /// The input.
            ///
            /// # Errors
            /// When a member is missing that the request can not be written without.
            pub fn build(self) -> Result<Op::Input, BuildError> {
                Ok(self.0)
            }

            /// Sends the input with `client`.
            ///
            /// # Errors
            /// Those of the call.
            pub async fn send_with(self, client: &$client) -> SendResult<Op::Output, Op::Error> {
                client::send::<Op>(&client.handle, self.0, None).await
            }
        }

        impl<Op: Operation> Builder<Op::Input, Call<Op>> {
            /// The input as it is now.
            pub fn as_input(&self) -> &Builder<Op::Input, Input<Op>> {
                &self.0.inner
            }

            /// Sends the call.
            ///
            /// # Errors
            /// The service's own, or what kept the call from reaching it.
            pub async fn send(self) -> SendResult<Op::Output, Op::Error> {
                client::send::<Op>(&self.0.handle, self.0.inner.0, self.0.config_override).await
            }

            /// Opens the call to changes: interceptors, changes to the request, settings.
            pub fn customize(self) -> CustomizableOperation<Op::Output, Op::Error, Self> {
                CustomizableOperation::new(self)
            }

            /// Turns the call into a paginator, which calls the operation for each page.
            pub fn into_paginator(self) -> Paginator<Op>
            where
                Op: Paginated,
            {
                Paginator::new(self.0.handle, self.0.inner.0)
            }
        }

        impl<Op: Operation> CustomizableSend<Op::Output, Op::Error>
            for Builder<Op::Input, Call<Op>>
        {
            type Config = $config;

            fn send(
                mut self,
                overrides: client::config::Builder,
            ) -> BoxFuture<SendResult<Op::Output, Op::Error>> {
                self.0.config_override = Some(overrides);
                Box::pin(Builder::<Op::Input, Call<Op>>::send(self))
            }
        }

        impl<T, M: Mode<T, State: Clone>> Clone for Builder<T, M> {
            #[inline]
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<T, M: Mode<T, State: PartialEq>> PartialEq for Builder<T, M> {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        impl<T, M: Mode<T, State = T>> Default for Builder<T, M>
        where
            T: Empty,
        {
            #[inline]
            fn default() -> Self {
                Self(T::empty())
            }
        }

        impl<T: fmt::Debug> fmt::Debug for Builder<T> {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                debug_as_builder(&self.0, f)
            }
        }

        impl<T: fmt::Debug, Op> fmt::Debug for Builder<T, Input<Op>> {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                debug_as_builder(&self.0, f)
            }
        }

        impl<Op: Operation> fmt::Debug for Builder<Op::Input, Call<Op>> {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let CallState { handle, inner, config_override } = &self.0;
                f.debug_struct(&::std::format!("{}FluentBuilder", Op::NAME))
                    .field("handle", handle)
                    .field("inner", inner)
                    .field("config_override", config_override)
                    .finish()
            }
        }

        impl<Op: Operation> Clone for CallState<Op> {
            #[inline]
            fn clone(&self) -> Self {
                Self {
                    handle: Arc::clone(&self.handle),
                    inner: self.inner.clone(),
                    config_override: self.config_override.clone(),
                }
            }
        }
    };
}

/// Defines `Error`, the error of all operations of a generated crate. Takes the type that implements
/// [`Service`](crate::client::Service).
#[macro_export]
macro_rules! error {
    ($service:ty) => {
        use ::std::fmt;

        use $crate::client::sdk::aws_smithy_runtime_api::client::result::SdkError;
        use $crate::client::sdk::aws_smithy_runtime_api::client::waiters::error::WaiterError;
        use $crate::client::sdk::aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
        use $crate::client::sdk::aws_smithy_types::error::operation::BuildError;
        use $crate::client::sdk::aws_types::request_id::RequestId;
        use $crate::client::{Operation, OperationError, Unhandled};

        /// The error of any operation of this crate; `?` turns the errors of operations into it.
        #[non_exhaustive]
        #[derive(Debug)]
        pub enum Error {
            /// Any error. Do not match on it, a later version may have a variant for the error that you look for; match on
            /// [`code()`](ProvideErrorMetadata::code) instead: `err if err.code() == Some("SomeCode") => …`.
            #[deprecated(note = "match on `err.code()` instead: an error may get a variant of its own in a later version")]
            Unhandled(Unhandled),
        }

        #[allow(deprecated, reason = "the variant is deprecated for users only")]
        const _: () = {
            fn inner(error: &Error) -> &Unhandled {
                match error {
                    Error::Unhandled(inner) => inner,
                }
            }

            impl fmt::Display for Error {
                #[inline]
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    inner(self).display(f)
                }
            }

            impl ::std::error::Error for Error {
                #[inline]
                fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                    Some(inner(self).source())
                }
            }

            impl ProvideErrorMetadata for Error {
                #[inline]
                fn meta(&self) -> &ErrorMetadata {
                    inner(self).meta()
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

            impl<Op, R> From<SdkError<OperationError<Op>, R>> for Error
            where
                Op: Operation<Service = $service>,
                R: fmt::Debug + Send + Sync + 'static,
            {
                #[inline]
                fn from(error: SdkError<OperationError<Op>, R>) -> Self {
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

/// Makes the unit struct of an operation what it is in the official crates: a runtime plugin, the one that the driver uses for
/// the operation's calls.
#[macro_export]
macro_rules! operation {
    ($name:ident) => {
        impl $name {
            /// The operation.
            pub fn new() -> Self {
                Self
            }
        }

        impl $crate::client::config::exports::RuntimePlugin for $name {
            #[inline]
            fn config(&self) -> Option<$crate::client::config::exports::FrozenLayer> {
                $crate::client::operation_config::<Self>()
            }

            #[inline]
            fn runtime_components(
                &self,
                current: &$crate::client::config::exports::RuntimeComponentsBuilder,
            ) -> ::std::borrow::Cow<'_, $crate::client::config::exports::RuntimeComponentsBuilder>
            {
                ::std::borrow::Cow::Owned($crate::client::operation_components::<Self>(current))
            }
        }
    };
}

/// Makes an output give out the id of its request, which it keeps in a member `_request_id`.
#[macro_export]
macro_rules! request_id {
    ($output:ty) => {
        impl $crate::client::sdk::aws_types::request_id::RequestId for $output {
            #[inline]
            fn request_id(&self) -> Option<&str> {
                self._request_id.as_deref()
            }
        }

        impl $crate::wire::SetRequestId for $output {
            #[inline]
            fn set_request_id(&mut self, id: Option<String>) {
                self._request_id = id;
            }
        }
    };
}
