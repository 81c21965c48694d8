//! Waiters (trait `smithy.waiters#waitable`): an operation called until its answer says that what is waited for is there, or will
//! never be.

use std::time::Duration;

use aws_smithy_runtime::client::waiters::{WaiterOrchestrator, attach_waiter_tracing_span};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::waiters::FinalPoll;
use aws_smithy_runtime_api::client::waiters::error::WaiterError;

use super::driver::{Call, Handle};
use super::hidden::Caller;
use super::operation::Operation;

pub use aws_smithy_runtime::client::waiters::AcceptorState;

/// A waiter. Implemented by a marker type for each, in generated code.
pub trait Waiter: Sized + Send + Sync + 'static {
    /// Its name, in Pascal case.
    const NAME: &'static str;
    /// The operation that it calls.
    type Operation: Operation;
    /// The least number of seconds between two calls.
    const MIN_DELAY: u64 = 2;
    /// The greatest number of seconds between two calls.
    const MAX_DELAY: u64 = 120;

    /// What an answer to `input` means: the state of the first acceptor that matches.
    fn accept(input: &WaiterInput<Self>, answer: Answer<'_, Self::Operation>) -> AcceptorState;
}

/// Whether there are texts, and all of them are `expected` (comparator `allStringEquals`).
#[inline]
pub fn all_equal(texts: Option<&[&str]>, expected: &str) -> bool {
    texts.is_some_and(|texts| !texts.is_empty() && texts.iter().all(|text| *text == expected))
}

/// Whether one of the texts is `expected` (comparator `anyStringEquals`).
#[inline]
pub fn any_equal(texts: Option<&[&str]>, expected: &str) -> bool {
    texts.is_some_and(|texts| texts.contains(&expected))
}

/// The input of the operation of a waiter.
pub type WaiterInput<W> = <<W as Waiter>::Operation as crate::wire::Operation>::Input;

type Output<W> = <<W as Waiter>::Operation as crate::wire::Operation>::Output;

/// The answer of an operation, as acceptors see it.
pub type Answer<'a, Op> =
    Result<&'a <Op as crate::wire::Operation>::Output, &'a <Op as Operation>::Error>;

/// The last answer of a wait that ended well.
pub type Poll<Op> = FinalPoll<
    <Op as crate::wire::Operation>::Output,
    SdkError<<Op as Operation>::Error, HttpResponse>,
>;

/// Why a wait did not end well.
pub type WaitError<Op> =
    WaiterError<<Op as crate::wire::Operation>::Output, <Op as Operation>::Error>;

/// Waits.
///
/// # Errors
/// When `max_wait` has passed, when an acceptor says that waiting is in vain, or when the operation fails and no acceptor
/// accounts for it.
pub async fn wait<W: Waiter>(
    handle: &Handle,
    input: WaiterInput<W>,
    max_wait: Duration,
) -> Result<Poll<W::Operation>, WaitError<W::Operation>> {
    let time = handle.time().map_err(WaiterError::construction_failure)?;
    let (Some(sleep), Some(clock)) = (time.sleep_impl(), time.time_source()) else {
        return Err(WaiterError::construction_failure(
            "waiters need a way to sleep; set `sleep_impl` in the configuration, or turn the feature `rt-tokio` on",
        ));
    };
    let call = Call::new::<W::Operation>(handle, None, Some(Caller::Waiter));
    let orchestrator = WaiterOrchestrator::builder()
        .min_delay(Duration::from_secs(W::MIN_DELAY))
        .max_delay(Duration::from_secs(W::MAX_DELAY))
        .max_wait(max_wait)
        .time_source(clock)
        .sleep_impl(sleep)
        .acceptor(|answer: Result<&Output<W>, &<W::Operation as Operation>::Error>| {
            W::accept(&input, answer)
        })
        .operation(|| call.send::<W::Operation>(input.clone()))
        .build();
    attach_waiter_tracing_span(orchestrator.orchestrate()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The comparators of the waiters specification: none of nothing is all of it.
    #[test]
    fn lists_are_compared_as_specified() {
        let of = |texts: &'static [&'static str]| Some(texts);
        for (texts, all, any) in [
            (None, false, false),
            (of(&[]), false, false),
            (of(&["a"]), true, true),
            (of(&["a", "a"]), true, true),
            (of(&["a", "b"]), false, true),
            (of(&["b"]), false, false),
        ] {
            assert_eq!(all_equal(texts, "a"), all, "{texts:?}");
            assert_eq!(any_equal(texts, "a"), any, "{texts:?}");
        }
    }
}
