//! The driver of generated clients, on the official AWS runtime crates: credentials, retries, timeouts, signing, telemetry.
//!
//! Nothing here knows a service. A generated crate describes its service and operations by [`Service`] and [`Operation`], and
//! makes the types that users see with the macros [`client!`](crate::client!), [`config!`](crate::config!),
//! [`builder!`](crate::builder!) and [`error!`](crate::error!). Behaviour is that of the official crates: the same plugins at the
//! same levels in the same order, the same user agent, the same errors.

pub mod auth;
mod codec;
#[cfg(feature = "compression")]
pub mod compression;
pub mod config;
mod crates;
mod customize;
mod driver;
pub mod endpoint;
mod error;
mod hidden;
mod macros;
mod operation;
mod paginator;
mod plugin;
pub mod telemetry;
mod token;
mod trace;
mod waiter;

pub use aws_runtime::user_agent::ApiMetadata;
pub use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
pub use aws_smithy_types::error::ErrorMetadata;
pub use crates::{Handled, Settings, Start, start};
pub use customize::{CustomizableOperation, CustomizableSend};
pub use driver::{
    BoxFuture, Handle, SendResult, invoke, operation_components, operation_config, recover,
};
pub use endpoint::required_param;
pub use error::{Fault, Modeled, OperationError, Unhandled};
pub use operation::{EndpointBuilder, Operation, Service, ServiceDescriptor, Signing};
pub use paginator::{PageItems, PageSize, PageToken, Paginated, Paginator, PaginatorItems};
pub use token::IdempotencyTokenProvider;
pub use waiter::{
    AcceptorState, Answer, Poll, WaitError, Waiter, WaiterInput, all_equal, any_equal, wait,
};

pub use crate::endpoint::InvalidParams;

/// The official runtime crates, so that a generated crate needs no dependency of its own on them, and always names the versions
/// that the driver was built with.
pub mod sdk {
    pub use {
        aws_credential_types, aws_runtime, aws_smithy_async, aws_smithy_runtime,
        aws_smithy_runtime_api, aws_smithy_types, aws_types,
    };
}
