//! A case: what goes in, what is done with it, and what has to come out.

use std::fmt::{Debug, Display};
use std::sync::Arc;

use tinsmith_runtime::wire::DecodeError;
use tinsmith_runtime::xml::{self, Mode};

use crate::shapes::{Answer, Size as _};

/// How large the inputs are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    /// The bytes of one long thing.
    pub(super) long: usize,
    /// How many there are of what is many.
    pub(super) many: usize,
    /// The bytes of a name or number that should be short.
    pub(super) name: usize,
    /// How deep elements nest.
    pub(super) deep: usize,
}

impl Size {
    /// As the promise has it.
    pub(super) const FULL: Self =
        Self { long: 100_000_000, many: 1_000_000, name: 1_000_000, deep: 100_000 };
    /// What takes a second without optimisation.
    pub(super) const SMALL: Self =
        Self { long: 2_000_000, many: 100_000, name: 200_000, deep: 100_000 };
}

/// An input, and what is done with it; only the latter is timed.
pub(super) struct Prepared {
    pub(super) input: usize,
    /// Gives one outcome, or one for each mode of reading.
    pub(super) work: Box<dyn FnOnce() -> Vec<String> + Send>,
}

impl Prepared {
    /// Something with one outcome.
    pub(super) fn new(input: usize, work: impl FnOnce() -> String + Send + 'static) -> Self {
        Self { input, work: Box::new(move || vec![work()]) }
    }
}

pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) prepare: Box<dyn Fn(Size) -> Prepared + Send + Sync>,
    /// The outcomes; of errors, the beginnings of their texts.
    pub(super) expected: Box<dyn Fn(Size) -> Vec<String> + Send + Sync>,
}

impl Case {
    pub(super) fn new(
        name: &'static str,
        prepare: impl Fn(Size) -> Prepared + Send + Sync + 'static,
        expected: impl Fn(Size) -> String + Send + Sync + 'static,
    ) -> Self {
        let expected = move |size| vec![expected(size)];
        Self { name, prepare: Box::new(prepare), expected: Box::new(expected) }
    }

    /// Whether that is what should come out.
    pub(super) fn matches(&self, size: Size, found: &[String]) -> bool {
        let expected = (self.expected)(size);
        let same = |(expected, found): (&String, &String)| {
            expected == found || expected.starts_with("error: ") && found.starts_with(expected)
        };
        expected.len() == found.len() && expected.iter().zip(found).all(same)
    }
}

/// A text with a part that repeats.
pub(super) fn repeated(before: &str, unit: &str, times: usize, after: &str) -> Vec<u8> {
    let mut body = Vec::with_capacity(before.len() + unit.len() * times + after.len());
    body.extend_from_slice(before.as_bytes());
    for _ in 0..times {
        body.extend_from_slice(unit.as_bytes());
    }
    body.extend_from_slice(after.as_bytes());
    body
}

/// The same outcome at every size.
pub(super) fn set(text: &'static str) -> impl Fn(Size) -> String {
    move |_| text.to_owned()
}

/// A case on the body of a success, whose root is called `R`, in both modes.
pub(super) fn body(
    name: &'static str,
    body: impl Fn(Size) -> Vec<u8> + Send + Sync + 'static,
    expected: impl Fn(Size) -> String + Send + Sync + 'static,
) -> Case {
    let expected = Arc::new(expected);
    let strict = Arc::clone(&expected);
    strictly(name, body, move |size| expected(size), move |size| strict(size))
}

/// A case on a body that is broken before its root.
pub(super) fn rootless(
    name: &'static str,
    body: impl Fn(Size) -> Vec<u8> + Send + Sync + 'static,
) -> Case {
    let fault = "what comes before the root element is malformed (at byte ";
    let error = "error: cannot read the response:";
    strictly(
        name,
        body,
        move |_| format!("{error} no root element: {fault}"),
        move |_| format!("{error} malformed XML: {fault}"),
    )
}

/// The same, where the strict mode has an outcome of its own.
pub(super) fn strictly(
    name: &'static str,
    body: impl Fn(Size) -> Vec<u8> + Send + Sync + 'static,
    expected: impl Fn(Size) -> String + Send + Sync + 'static,
    strict: impl Fn(Size) -> String + Send + Sync + 'static,
) -> Case {
    let prepare = move |size| {
        let body = body(size);
        let input = body.len();
        Prepared { input, work: Box::new(move || vec![read(&body, false), read(&body, true)]) }
    };
    let expected = move |size| vec![expected(size), strict(size)];
    Case { name, prepare: Box::new(prepare), expected: Box::new(expected) }
}

fn read(body: &[u8], strict: bool) -> String {
    let mode = if strict { Mode::Strict } else { Mode::Lenient };
    let answer = xml::document::<Answer>(body, "R", mode).map_err(DecodeError::from);
    outcome(answer.map(|answer| answer.size()))
}

/// The longest text that an error may have.
const LONGEST: usize = 12_000;

/// A value in words, or the text of an error.
pub(super) fn outcome<E: Display + Debug>(result: Result<String, E>) -> String {
    match result {
        Ok(value) => value,
        Err(error) => {
            let (text, debug) = (error.to_string(), format!("{error:?}"));
            if text.len() > LONGEST || debug.len() > LONGEST {
                return format!("an error of {} bytes, {} for Debug", text.len(), debug.len());
            }
            format!("error: {text}")
        }
    }
}
