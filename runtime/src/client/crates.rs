//! What the types of a generated client need of one another where they may be in several crates: none of it is for users.

use std::sync::Arc;

use super::config::Config;
use super::driver::Handle;

/// A client. Builders of calls are in crates that the client's own crate depends on.
pub trait Handled {
    /// What calls share.
    fn handle(&self) -> &Arc<Handle>;
}

/// The settings of a client.
pub trait Settings {
    /// What they are for any service.
    fn base(&self) -> &Config;
}

/// The builder of a call or a wait.
pub trait Start {
    /// One with nothing set.
    fn start(handle: &Arc<Handle>) -> Self;
}

/// The builder of a call or a wait of `client`, with nothing set. Not a method, as a member of an input may have its name.
#[inline]
pub fn start<B: Start>(client: &impl Handled) -> B {
    B::start(client.handle())
}
