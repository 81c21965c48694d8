//! `client!`: the type `Client`. It is local to the generated crate, since each operation adds a method to it.

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
            handle: ::std::sync::Arc<$crate::client::Handle>,
            config: ::std::sync::Arc<$config>,
        }

        impl Client {
            /// A client with the settings of `sdk_config`.
            ///
            /// # Panics
            /// As [`from_conf`](Self::from_conf).
            #[track_caller]
            #[inline]
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
            #[inline]
            pub fn from_conf(conf: $config) -> Self {
                let latest = ::std::cfg!(feature = "behavior-version-latest");
                let service = <$service as $crate::client::Service>::DESCRIPTOR;
                match $crate::client::Handle::new($crate::client::Settings::base(&conf), service, latest) {
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

        impl $crate::client::Handled for Client {
            #[inline]
            fn handle(&self) -> &::std::sync::Arc<$crate::client::Handle> {
                &self.handle
            }
        }

        /// Changes to a call before it is sent.
        pub mod customize {
            pub use $crate::client::CustomizableOperation;
        }
    };
}
