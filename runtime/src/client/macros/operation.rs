//! `operation!` and `request_id!`: what the unit struct and the output of each operation implement of official traits. The traits
//! are foreign to the generated crate, so its own types have to implement them there.

/// Makes the unit struct of an operation what it is in the official crates: a runtime plugin, the one that the driver uses for
/// the operation's calls.
#[macro_export]
macro_rules! operation {
    ($name:ident) => {
        impl $name {
            /// The operation.
            #[inline]
            pub fn new() -> Self {
                Self
            }
        }

        impl $crate::client::config::exports::RuntimePlugin for $name {
            #[inline]
            fn config(
                &self,
            ) -> ::std::option::Option<$crate::client::config::exports::FrozenLayer> {
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

/// Makes an output give out the id of its request, which it keeps in a member `_request_id`. Takes the output, and its
/// [parts](crate::parts::Parts) if it has any.
#[macro_export]
macro_rules! request_id {
    ($output:ty) => {
        $crate::request_id!($output, $output);
    };
    ($output:ty, $parts:ty) => {
        impl $crate::client::sdk::aws_types::request_id::RequestId for $output {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._request_id.as_deref()
            }
        }

        impl $crate::wire::SetRequestId for $parts {
            #[inline]
            fn set_request_id(&mut self, id: ::std::option::Option<::std::string::String>) {
                self._request_id = id;
            }
        }
    };
}
