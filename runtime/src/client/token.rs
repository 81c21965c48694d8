//! Idempotency tokens: what a client fills in for the caller, so that a request which is sent twice is carried out once.

use std::sync::{Mutex, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextMut;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use super::operation::Descriptor;

/// Makes idempotency tokens: random UUIDs, or always the same text, which tests want.
///
/// ```
/// use tinsmith_runtime::client::IdempotencyTokenProvider;
///
/// let provider = IdempotencyTokenProvider::from("00000000-0000-4000-8000-000000000000");
/// assert_eq!(provider.make_idempotency_token(), "00000000-0000-4000-8000-000000000000");
/// assert_eq!(IdempotencyTokenProvider::random().make_idempotency_token().len(), 36);
/// ```
#[derive(Debug)]
pub struct IdempotencyTokenProvider(Source);

#[derive(Debug)]
enum Source {
    Fixed(&'static str),
    Random(Mutex<fastrand::Rng>),
}

impl IdempotencyTokenProvider {
    /// A provider of random tokens.
    pub fn random() -> Self {
        Self(Source::Random(Mutex::new(fastrand::Rng::new())))
    }

    /// A provider of random tokens that are the same in each run.
    pub fn with_seed(seed: u64) -> Self {
        Self(Source::Random(Mutex::new(fastrand::Rng::with_seed(seed))))
    }

    /// A provider that always returns `token`.
    pub fn fixed(token: &'static str) -> Self {
        Self(Source::Fixed(token))
    }

    /// The next token.
    pub fn make_idempotency_token(&self) -> String {
        match &self.0 {
            Source::Fixed(token) => (*token).to_owned(),
            Source::Random(rng) => {
                uuid(rng.lock().unwrap_or_else(PoisonError::into_inner).u128(..))
            }
        }
    }
}

impl Clone for IdempotencyTokenProvider {
    /// A random provider's clone starts from fresh randomness, so the two never repeat each other.
    fn clone(&self) -> Self {
        match &self.0 {
            Source::Fixed(token) => Self::fixed(token),
            Source::Random(_) => Self::random(),
        }
    }
}

impl From<&'static str> for IdempotencyTokenProvider {
    fn from(token: &'static str) -> Self {
        Self::fixed(token)
    }
}

impl Storable for IdempotencyTokenProvider {
    type Storer = StoreReplace<Self>;
}

/// The text of a version 4 UUID (RFC 9562, section 5.4) with these random bits.
fn uuid(random: u128) -> String {
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0b11 << 62;
    let id = random & !VERSION & !VARIANT | 4 << 76 | 0b10 << 62;
    let hex = format!("{id:032x}");
    let mut text = String::with_capacity(36);
    for (i, c) in hex.chars().enumerate() {
        if matches!(i, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(c);
    }
    text
}

/// Fills the token in before the input is serialized, unless the caller set one.
#[derive(Debug)]
pub(super) struct IdempotencyTokenInterceptor(pub(super) &'static Descriptor);

impl Intercept for IdempotencyTokenInterceptor {
    fn name(&self) -> &'static str {
        "IdempotencyTokenInterceptor"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(token @ None) = (self.0.idempotency_token)(context.input_mut()) {
            let provider = cfg
                .load::<IdempotencyTokenProvider>()
                .ok_or("no idempotency token provider is configured")?;
            *token = Some(provider.make_idempotency_token());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_version_4_uuids() {
        assert_eq!(uuid(0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        let provider = IdempotencyTokenProvider::with_seed(1);
        assert_ne!(provider.make_idempotency_token(), provider.make_idempotency_token());
    }
}
