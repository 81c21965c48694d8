//! Settings that only some services have, because their endpoint rules or operations ask for them.

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

/// Adds the settings of compressed requests to the `Config` and the `Builder` that [`config!`](crate::config!) made.
#[cfg(feature = "compression")]
#[macro_export]
macro_rules! request_compression {
    () => {
        impl Config {
            /// Whether requests are left uncompressed, if it was set.
            #[inline]
            pub fn disable_request_compression(&self) -> Option<bool> {
                let setting =
                    self.0.load::<$crate::client::compression::DisableRequestCompression>();
                setting.map(|setting| setting.0)
            }

            /// From how many bytes on requests are compressed, if it was set.
            #[inline]
            pub fn request_min_compression_size_bytes(&self) -> Option<u32> {
                let setting =
                    self.0.load::<$crate::client::compression::RequestMinCompressionSizeBytes>();
                setting.map(|setting| setting.0)
            }
        }

        impl Builder {
            /// Sets whether requests are left uncompressed. They are not, unless this says so.
            #[inline]
            pub fn disable_request_compression(mut self, disable: impl Into<Option<bool>>) -> Self {
                self.set_disable_request_compression(disable.into());
                self
            }

            /// Sets or unsets whether requests are left uncompressed.
            #[inline]
            pub fn set_disable_request_compression(&mut self, disable: Option<bool>) -> &mut Self {
                self.0.store(disable.map($crate::client::compression::DisableRequestCompression));
                self
            }

            /// Sets from how many bytes on requests are compressed: 0 to 10485760, or else calls fail. It is 10240 unless set.
            #[inline]
            pub fn request_min_compression_size_bytes(
                mut self,
                size: impl Into<Option<u32>>,
            ) -> Self {
                self.set_request_min_compression_size_bytes(size.into());
                self
            }

            /// Sets or unsets from how many bytes on requests are compressed.
            #[inline]
            pub fn set_request_min_compression_size_bytes(
                &mut self,
                size: Option<u32>,
            ) -> &mut Self {
                self.0.store(size.map($crate::client::compression::RequestMinCompressionSizeBytes));
                self
            }
        }
    };
}
