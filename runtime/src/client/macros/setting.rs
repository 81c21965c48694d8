//! `setting!`: a setting that only one service has, because its endpoint rules ask for it.

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
