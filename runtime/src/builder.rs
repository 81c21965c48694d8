//! What a generated builder is for, as a type parameter.
//!
//! A generated crate has one type `Builder<T, M>` for all its builders; `M` says what it holds beside the value under construction,
//! and with that what it can do in the end. One set of setters then serves the builder of an input and the fluent builder of
//! its operation.

use std::fmt;
use std::marker::PhantomData;

/// A use of builders of `T`.
pub trait Mode<T> {
    /// What the builder holds.
    type State;

    /// The value under construction.
    fn value(state: &Self::State) -> &T;

    /// The value under construction, to be changed.
    fn value_mut(state: &mut Self::State) -> &mut T;
}

/// The builder of a structure: holds the structure, and gives it out.
#[derive(Clone, Copy, Debug)]
pub enum Plain {}

impl<T> Mode<T> for Plain {
    type State = T;

    #[inline]
    fn value(state: &T) -> &T {
        state
    }

    #[inline]
    fn value_mut(state: &mut T) -> &mut T {
        state
    }
}

/// The builder of a structure that is put together in the end: holds its [parts](crate::parts::Parts).
#[derive(Clone, Copy, Debug)]
pub enum Assemble {}

impl<T> Mode<T> for Assemble {
    type State = T;

    #[inline]
    fn value(state: &T) -> &T {
        state
    }

    #[inline]
    fn value_mut(state: &mut T) -> &mut T {
        state
    }
}

/// The builder of the input of `Op`: holds the input, gives it out checked, and can be sent with a client.
pub struct Input<Op>(PhantomData<fn() -> Op>);

impl<Op> fmt::Debug for Input<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Input")
    }
}

impl<T, Op> Mode<T> for Input<Op> {
    type State = T;

    #[inline]
    fn value(state: &T) -> &T {
        state
    }

    #[inline]
    fn value_mut(state: &mut T) -> &mut T {
        state
    }
}
