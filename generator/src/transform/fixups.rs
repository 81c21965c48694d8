//! Corrections of upstream models, as data. Each has a reason, applies to one service by its
//! shape id, and is reported when it no longer changes anything, so that none outlives the fault
//! that it corrects.

use smithy_json_ast::{Node, ShapeId, ShapeKind};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::model::traits::CLIENT_OPTIONAL;

struct FixUp {
    /// The service whose model is at fault.
    service: &'static str,
    reason: &'static str,
    /// Says whether it changed anything.
    apply: fn(&mut Model) -> bool,
}

const FIX_UPS: [FixUp; 1] = [FixUp {
    service: "com.amazonaws.ec2#AmazonEC2",
    reason: "the service leaves out members that its model calls required or gives defaults, so \
             official clients make every member optional",
    apply: every_member_is_optional,
}];

pub(super) fn run(model: &mut Model, faults: &mut Diagnostics) {
    for fix_up in &FIX_UPS {
        let Ok(service) = ShapeId::parse(fix_up.service) else { continue };
        if model.shape(&service).is_some() && !(fix_up.apply)(model) {
            faults.push(
                Diagnostic::warning(
                    "needless-fix-up",
                    format!("a fix-up for `{service}` changes nothing any more"),
                )
                .at(&service)
                .help(format!("remove it from the table; it was there because {}", fix_up.reason)),
            );
        }
    }
}

fn every_member_is_optional(model: &mut Model) -> bool {
    let Ok(id) = ShapeId::parse(CLIENT_OPTIONAL) else { return false };
    let mut changed = false;
    for shape in model.shapes.values_mut() {
        let ShapeKind::Structure(members) = &mut shape.kind else { continue };
        for member in members.values_mut() {
            changed |= member.traits.insert(id.clone(), Node::Object(Default::default())).is_none();
        }
    }
    changed
}
