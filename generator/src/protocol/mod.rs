//! Wire plans: for every shape that travels, which key or element each member has and in which
//! form its value is written. A protocol is one file here, which states how it differs from its
//! relatives as data, a codec in the runtime crate, and a row in [`PROTOCOLS`]. No Rust is
//! printed here.

mod ec2_query;
mod plan;
mod xml;

use smithy_json_ast::Shape;

use crate::analysis::Facts;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Model, host_prefix, traits};
use crate::transform::Slice;

pub(crate) use plan::{Entries, OperationPlan, Plans, ReadForm, TimestampFormat, WriteForm};

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
    let Some(protocol) = protocol else {
        faults.push(unsupported(slice, service));
        return Plans::default();
    };
    let mut plans = (protocol.plan)(model, slice, facts, faults);
    // In all protocols alike.
    for (id, plan) in &mut plans.operations {
        let prefix = model.traits(id).and_then(host_prefix::text);
        plan.host_prefix =
            prefix.and_then(|text| host_prefix::parse(text).ok()).unwrap_or_default();
    }
    plans
}

/// Says which protocols the service speaks, and which can be generated.
fn unsupported(slice: &Slice, service: &Shape) -> Diagnostic {
    let ours: Vec<String> = PROTOCOLS.iter().map(|protocol| format!("`{}`", protocol.id)).collect();
    let theirs: Vec<String> = (service.traits.keys())
        .filter(|id| ["aws.protocols", "smithy.protocols"].contains(&id.namespace()))
        .map(|id| format!("`{id}`"))
        .collect();
    let message = if theirs.is_empty() {
        format!("service `{}` names no protocol", slice.service)
    } else {
        format!("service `{}` speaks {}", slice.service, theirs.join(", "))
    };
    Diagnostic::error("unsupported-protocol", message)
        .at(&slice.service)
        .help(format!("clients can be generated for {}", ours.join(", ")))
}
