//! `builder!`: the one type behind all builders of a generated crate, local to it, since each member adds methods to it.
//!
//! What a builder is for is its mode: [`Plain`](crate::builder::Plain), [`Assemble`](crate::builder::Assemble) and
//! [`Input`](crate::builder::Input) give the value out, and the modes `Call` and `Wait` defined here also hold a client.

/// Defines `Builder` and its mode `Call` in a module `builder` of a generated crate. Takes the crate's `Client`, or where that is in
/// another crate `impl Handled`, and `config::Builder`.
#[macro_export]
macro_rules! builder {
    ($client:ty, $config:ty) => {
        use ::std::fmt;
        use ::std::sync::Arc;

        pub use $crate::builder::{Assemble, Input, Mode, Plain};

        use $crate::client::sdk::aws_smithy_types::error::operation::BuildError;
        use $crate::client::{
            self, BoxFuture, CustomizableOperation, CustomizableSend, Handle, Handled, Operation,
            Paginated, Paginator, Poll, SendResult, Start, WaitError, Waiter, WaiterInput,
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

        impl<Op: Operation<Input: Empty>> Start for CallState<Op> {
            #[inline]
            fn start(handle: &Arc<Handle>) -> Self {
                let inner = Builder(Op::Input::empty());
                Self { handle: Arc::clone(handle), inner, config_override: None }
            }
        }

        impl<T, M: Mode<T, State: Start>> Start for Builder<T, M> {
            #[inline]
            fn start(handle: &Arc<Handle>) -> Self {
                Self(Start::start(handle))
            }
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
                client::recover::<Op>(client::invoke::<Op>(client.handle(), self.0, None).await)
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
                let CallState { handle, inner, config_override } = self.0;
                client::recover::<Op>(client::invoke::<Op>(&handle, inner.0, config_override).await)
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

        // The parts of a structure print themselves as its builder.
        impl<T: fmt::Debug> fmt::Debug for Builder<T, Assemble> {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
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
