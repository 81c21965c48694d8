//! Changes to one call: interceptors, changes to the request, settings.

use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;

use aws_smithy_runtime::client::interceptors::{MapRequestInterceptor, MutateRequestInterceptor};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

use super::config::Builder;
use super::driver::{BoxFuture, SendResult};

/// A call that can be changed before it is sent. `T` is its output, `E` its error, `B` the fluent builder that it came from.
pub struct CustomizableOperation<T, E, B> {
    call: B,
    overrides: Builder,
    interceptors: Vec<SharedInterceptor>,
    result: PhantomData<fn() -> (T, E)>,
}

/// A fluent builder that can be sent with settings of its own.
pub trait CustomizableSend<T, E>: Send + Sync {
    /// `config::Builder` of the generated crate.
    type Config: Into<Builder>;

    /// Sends the call.
    fn send(self, overrides: Builder) -> BoxFuture<SendResult<T, E>>;
}

impl<T, E, B> CustomizableOperation<T, E, B> {
    /// Wraps a call.
    pub fn new(call: B) -> Self {
        Self { call, overrides: Builder::default(), interceptors: Vec::new(), result: PhantomData }
    }

    /// Adds an interceptor, which runs at the hooks that it implements.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.interceptors.push(SharedInterceptor::new(interceptor));
        self
    }

    /// Replaces the request before it is signed. An error of `f` fails the call.
    pub fn map_request<F, MapE>(self, f: F) -> Self
    where
        F: Fn(HttpRequest) -> Result<HttpRequest, MapE> + Send + Sync + 'static,
        MapE: StdError + Send + Sync + 'static,
    {
        self.interceptor(MapRequestInterceptor::new(f))
    }

    /// Changes the request before it is signed.
    pub fn mutate_request<F>(self, f: F) -> Self
    where
        F: Fn(&mut HttpRequest) + Send + Sync + 'static,
    {
        self.interceptor(MutateRequestInterceptor::new(f))
    }

    /// Settings that win over the client's for this call. Replaces those of an earlier call of this method.
    pub fn config_override(mut self, config_override: impl Into<B::Config>) -> Self
    where
        B: CustomizableSend<T, E>,
    {
        self.overrides = config_override.into().into();
        self
    }

    /// Sends the call.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn send(self) -> SendResult<T, E>
    where
        E: StdError + Send + Sync + 'static,
        B: CustomizableSend<T, E>,
    {
        let mut overrides = self.overrides;
        for interceptor in self.interceptors {
            overrides.push_interceptor(interceptor);
        }
        self.call.send(overrides).await
    }
}

impl<T, E, B> fmt::Debug for CustomizableOperation<T, E, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CustomizableOperation")
            .field("interceptors", &self.interceptors)
            .finish_non_exhaustive()
    }
}
