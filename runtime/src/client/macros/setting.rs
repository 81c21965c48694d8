//! Settings that only some services have, because their endpoint rules ask for them.

/// Adds a setting to the `Builder` that [`config!`](crate::config!) made: the type under which the configuration holds its value, and
/// two setters.
#[macro_export]
macro_rules! setting {
    ($name:ident($ty:ty), $setter:ident, $set:ident, $docs:literal) => {
        #[derive(Clone, Debug)]
        pub(crate) struct $name(pub(crate) $ty);

        impl aws_smithy_types::config_bag::Storable for $name {
            type Storer = aws_smithy_types::config_bag::StoreReplace<Self>;
        }

        impl Builder {
            #[doc = $docs]
            #[inline]
            pub fn $setter(mut self, value: impl Into<$ty>) -> Self {
                self.$set(Some(value.into()));
                self
            }

            #[doc = $docs]
            #[inline]
            pub fn $set(&mut self, value: Option<$ty>) -> &mut Self {
                self.0.store(value.map($name));
                self
            }
        }
    };
}

/// Adds the setters of `AWS::Auth::AccountIdEndpointMode` to the `Builder` that [`config!`](crate::config!) made.
#[macro_export]
macro_rules! account_id_endpoint_mode {
    () => {
        impl Builder {
            /// Sets whether endpoints are those of the account.
            #[inline]
            pub fn account_id_endpoint_mode(
                mut self,
                mode: aws_types::endpoint_config::AccountIdEndpointMode,
            ) -> Self {
                self.set_account_id_endpoint_mode(Some(mode));
                self
            }

            /// Sets or unsets whether endpoints are those of the account.
            #[inline]
            pub fn set_account_id_endpoint_mode(
                &mut self,
                mode: Option<aws_types::endpoint_config::AccountIdEndpointMode>,
            ) -> &mut Self {
                self.0.store(mode);
                self
            }
        }
    };
}
