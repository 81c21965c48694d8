//! Wire plans: for every shape that travels, which key or element each member has and in which
//! form its value is written. A protocol is one file here, which states how it differs from its
//! relatives as data, a codec in the runtime crate, and a row in [`PROTOCOLS`]. No Rust is
//! printed here.

mod ec2_query;
mod plan;

use smithy_json_ast::Shape;

use crate::analysis::Facts;
use crate::diagnostics::Diagnostics;
use crate::model::{Model, traits};
use crate::transform::Slice;

pub(crate) use plan::{OperationPlan, Plans, ReadForm, TimestampFormat, WriteForm};

/// A protocol: the trait that names it, and what makes the plans.
struct Protocol {
    id: &'static str,
    plan: fn(&Model, &Slice, &Facts, &mut Diagnostics) -> Plans,
}

const PROTOCOLS: [Protocol; 1] = [Protocol { id: "aws.protocols#ec2Query", plan: ec2_query::plan }];

/// Plans everything that the slice sends and receives, in the first protocol that both the
/// service and this generator speak.
pub(crate) fn plan(
    model: &Model,
    slice: &Slice,
    service: &Shape,
    facts: &Facts,
    faults: &mut Diagnostics,
) -> Plans {
    let protocol = PROTOCOLS.iter().find(|protocol| traits::has(&service.traits, protocol.id));
    // A service without one was reported by the check for what can be generated.
    protocol.map_or_else(Plans::default, |protocol| (protocol.plan)(model, slice, facts, faults))
}
