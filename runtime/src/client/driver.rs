//! One call of an operation, with its types erased.
//!
//! [`Handle::invoke`] is not generic: the futures of the orchestrator are large, and are compiled here once rather than in each
//! program. The generic functions around it only erase and recover types.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{CreateUnhandledError as _, SdkError};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponentsBuilder, TimeComponents,
};
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, RuntimePlugins};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};
use tracing::Instrument as _;

use super::config::{Builder, Config};
use super::hidden::{Caller, CallerPlugin};

use super::operation::{Describe, Descriptor, Operation, ServiceDescriptor, wrong_type};
use super::{plugin, trace};

/// A future on the heap.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What a call of an operation ends in.
pub type SendResult<T, E> = Result<T, SdkError<E, HttpResponse>>;

/// A client's configuration and the plugins made from it; shared by all clones of the client and by every call in preparation.
#[derive(Debug)]
pub struct Handle {
    config: Config,
    plugins: RuntimePlugins,
}

impl Handle {
    /// Makes the plugins of a client, and checks that they are complete.
    ///
    /// `latest` says that a configuration without a behavior version stands for the latest one.
    ///
    /// # Errors
    /// No behavior version, or settings that contradict each other, such as retries without a way to sleep.
    pub fn new(
        config: &Config,
        service: &'static ServiceDescriptor,
        latest: bool,
    ) -> Result<Arc<Self>, BoxError> {
        let mut config = config.clone();
        if latest && config.behavior_version.is_none() {
            config.behavior_version =
                Some(aws_smithy_runtime_api::client::behavior_version::BehaviorVersion::latest());
        }
        let plugins = plugin::client(&config, service)?;
        let mut bag = ConfigBag::base();
        plugins.apply_client_configuration(&mut bag)?.validate_base_client_config(&bag)?;
        Ok(Arc::new(Self { config, plugins }))
    }

    /// The clock and the way to sleep of a client.
    pub(super) fn time(&self) -> Result<TimeComponents, BoxError> {
        let mut bag = ConfigBag::base();
        Ok(self.plugins.apply_client_configuration(&mut bag)?.into_time_components())
    }

    /// The plugins of a call: the client's, the operation's, then what the caller sets for it.
    fn plugins(
        &self,
        descriptor: &'static Descriptor,
        overrides: Option<Builder>,
        caller: Option<Caller>,
    ) -> RuntimePlugins {
        let mut plugins =
            self.plugins.clone().with_operation_plugin(plugin::OperationPlugin(descriptor));
        if let Some(overrides) = overrides {
            for plugin in overrides.runtime_plugins.iter().cloned() {
                plugins = plugins.with_operation_plugin(plugin);
            }
            plugins =
                plugins.with_operation_plugin(plugin::config_override(overrides, &self.config));
        }
        match caller {
            Some(caller) => plugins.with_operation_plugin(CallerPlugin::new(caller)),
            None => plugins,
        }
    }
}

/// An operation that is ready to be called, any number of times.
pub(super) struct Call {
    descriptor: &'static Descriptor,
    plugins: RuntimePlugins,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.descriptor.name).finish()
    }
}

impl Call {
    pub(super) fn new<Op: Operation>(
        handle: &Handle,
        overrides: Option<Builder>,
        caller: Option<Caller>,
    ) -> Self {
        let descriptor = Describe::<Op>::DESCRIPTOR;
        Self { descriptor, plugins: handle.plugins(descriptor, overrides, caller) }
    }

    fn invoke(&self, input: Input) -> BoxFuture<SendResult<Output, Error>> {
        let Self { descriptor, plugins } = self;
        let (service, operation, plugins) =
            (descriptor.service.sdk_id, descriptor.name, plugins.clone());
        let call = async move {
            invoke_with_stop_point(service, operation, input, &plugins, StopPoint::None)
                .await?
                .finalize()
        };
        Box::pin(call.instrument(trace::span(descriptor)))
    }

    /// Calls the operation, which must be the one that this value was made for.
    pub(super) async fn send<Op: Operation>(
        &self,
        input: Op::Input,
    ) -> SendResult<Op::Output, Op::Error> {
        recover::<Op>(self.invoke(Input::erase(input)).await)
    }
}

/// Begins a call of an operation. What it ends in is for [`recover`].
///
/// These are two functions, not one that waits, since that one would be one more future, in every program, for every operation.
pub fn invoke<Op: Operation>(
    handle: &Handle,
    input: Op::Input,
    overrides: Option<Builder>,
) -> BoxFuture<SendResult<Output, Error>> {
    Call::new::<Op>(handle, overrides, None).invoke(Input::erase(input))
}

/// Gives the result of a call its types back.
///
/// # Errors
/// Those of [`SdkError`].
#[allow(clippy::result_large_err, reason = "it is the type that the official crates give out")]
pub fn recover<Op: Operation>(
    result: SendResult<Output, Error>,
) -> SendResult<Op::Output, Op::Error> {
    match result {
        Ok(output) => match output.downcast() {
            Ok(output) => Ok(output),
            Err(_) => Err(SdkError::construction_failure(wrong_type("output", Op::NAME))),
        },
        Err(error) => Err(error.map_service_error(|error| match error.downcast() {
            Ok(error) => error,
            Err(_) => Op::Error::create_unhandled_error(wrong_type("error", Op::NAME), None),
        })),
    }
}

/// The runtime plugin that a generated operation is (its unit struct implements [`RuntimePlugin`] by delegation to this).
pub fn operation_config<Op: Operation>() -> Option<FrozenLayer> {
    plugin::OperationPlugin(Describe::<Op>::DESCRIPTOR).config()
}

/// The components of the runtime plugin that a generated operation is.
pub fn operation_components<Op: Operation>(
    current: &RuntimeComponentsBuilder,
) -> RuntimeComponentsBuilder {
    plugin::OperationPlugin(Describe::<Op>::DESCRIPTOR).runtime_components(current).into_owned()
}
