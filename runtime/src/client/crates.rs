//! What the types of a generated client need of one another where they may be in several crates: none of it is for users.

use std::ops::Deref;
use std::sync::Arc;

use super::config::Config;
use super::driver::Handle;

/// A client. Builders of calls are in crates that the client's own crate depends on.
pub trait Handled {
    /// What calls share.
    fn handle(&self) -> &Arc<Handle>;
}

/// What derefs to a client can stand where a reference to one is asked for, as if that were no parameter of a type.
impl<T: Deref<Target: Handled>> Handled for T {
    #[inline]
    fn handle(&self) -> &Arc<Handle> {
        self.deref().handle()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Client(Arc<Handle>);

    impl Handled for Client {
        fn handle(&self) -> &Arc<Handle> {
            &self.0
        }
    }

    fn send_with(_client: &impl Handled) {}

    // That it compiles is what is tested: there is nothing to send.
    #[allow(dead_code, reason = "compiled, not called")]
    fn what_derefs_to_a_client_is_one(client: Client, shared: Arc<Client>, boxed: Box<Client>) {
        send_with(&client);
        send_with(&&client);
        send_with(&shared);
        send_with(&boxed);
    }
}
