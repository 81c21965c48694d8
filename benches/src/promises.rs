//! The promises that are measured, in the order of the table.

use std::fmt;

use clap::ValueEnum;

use crate::Result;
use crate::args::Arguments;
use crate::measure::{self, Run};
use crate::place::Place;
use crate::recorded::Recorded;
use crate::table::Row;

/// A promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Id {
    /// Compiling the client of six operations
    P1,
    /// Compiling the client of all of EC2
    P2,
    /// Compiling programs that use it
    P2u,
    /// Generating
    P3,
    /// Decoding responses
    P4,
    /// Encoding requests
    P5,
    /// A program with one call: crates and a cold build
    P6,
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

struct Promise {
    id: Id,
    /// Whether it is among what is quick.
    short: bool,
    measure: fn(&Run<'_>) -> Result<Vec<Row>>,
}

const PROMISES: &[Promise] = &[
    Promise { id: Id::P1, short: true, measure: measure::compile::six_operations },
    Promise { id: Id::P2, short: false, measure: measure::compile::all_of_ec2 },
    Promise { id: Id::P2u, short: false, measure: measure::program::programs },
    Promise { id: Id::P3, short: true, measure: measure::generation::generation },
    Promise { id: Id::P4, short: true, measure: measure::wire::decoding },
    Promise { id: Id::P5, short: true, measure: measure::wire::encoding },
    Promise { id: Id::P6, short: false, measure: measure::tree::one_call },
];

/// Measures those that were asked for. What cannot be measured is said, and does not keep the others from it; then the second value
/// is false.
pub(crate) fn measure(
    arguments: &Arguments,
    place: &Place,
    recorded: &Recorded,
) -> (Vec<Row>, bool) {
    let run = Run { arguments, place, recorded };
    let (mut rows, mut whole) = (Vec::new(), true);
    for promise in PROMISES {
        let wanted = arguments.only.is_empty() || arguments.only.contains(&promise.id);
        if !wanted || (arguments.short && !promise.short) {
            continue;
        }
        eprintln!("--- {}", promise.id);
        match (promise.measure)(&run) {
            Ok(measured) => rows.extend(measured),
            Err(error) => {
                eprintln!("error: {}: {error}", promise.id);
                whole = false;
            }
        }
    }
    (rows, whole)
}
