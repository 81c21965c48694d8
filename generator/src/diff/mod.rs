//! What a change of a model means for the code that uses its crate, for bytes and for behaviour.

mod approvals;
mod finding;
mod limits;
pub mod report;

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

pub use approvals::{Approval, Approvals, FILE_NAME as APPROVALS_FILE_NAME, called};
pub use finding::{
    BehaviourVerdict, Comparison, Direction, Finding, ItemChange, RustVerdict, WireVerdict,
};
pub use limits::Limits;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::generate::Loaded;
use crate::model::Model;
use crate::options::Options;
use crate::transform::{self, Docs};

/// Compares what the operations of both sides need. So far, only shapes that come and go are found.
///
/// # Errors
///
/// A service or an operation is not in its model.
pub fn compare(
    old: &Loaded,
    old_options: &Options,
    new: &Loaded,
    new_options: &Options,
) -> Result<Comparison, Error> {
    let (service, mut operations, before) = cut(old, old_options)?;
    let (_, more, after) = cut(new, new_options)?;
    operations.extend(more);
    let mut findings = Vec::new();
    for id in before.symmetric_difference(&after) {
        let gone = before.contains(id);
        findings.push(shape(id, gone, &operations));
    }
    let all = |model: &Model| model.shapes().map(|(id, _)| id.to_string()).collect();
    let (old_shapes, new_shapes): (BTreeSet<String>, BTreeSet<String>) =
        (all(old.model()), all(new.model()));
    let outside = old_shapes.symmetric_difference(&new_shapes).count();
    let outside = outside.saturating_sub(findings.len());
    Ok(Comparison { service, operations: operations.into_iter().collect(), findings, outside })
}

type Cut = (String, BTreeSet<String>, BTreeSet<String>);

/// The service, its operations, and the ids of all shapes that they need.
fn cut(loaded: &Loaded, options: &Options) -> Result<Cut, Error> {
    let mut faults = Diagnostics::default();
    let service = options.service.as_deref().filter(|name| Some(*name) != loaded.alias.as_deref());
    let chosen = transform::choose(&loaded.model, service, &options.operations, &mut faults);
    let Some(chosen) = chosen else {
        return Err(Error::Invalid(crate::Report::new(&loaded.sources, faults)));
    };
    let names = chosen.operations.iter().map(|id| id.name().to_owned()).collect();
    let cut = transform::slice(&loaded.model, &chosen, Docs::Drop);
    let shapes = cut.shapes().map(|(id, _)| id.to_string()).collect();
    Ok((chosen.service.to_string(), names, shapes))
}

fn shape(id: &str, gone: bool, operations: &BTreeSet<String>) -> Finding {
    let (rule, verb) = if gone { ("shape-removed", "removed") } else { ("shape-added", "added") };
    let digest = Sha256::digest(format!("{rule}\0{id}"));
    let place = smithy_json_ast::ShapeId::parse(id)
        .ok()
        .and_then(|shape| Diagnostic::error(rule, "").at(&shape).place);
    Finding {
        rule,
        id: format!("{rule}:{id}"),
        fingerprint: digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
        path: id.to_owned(),
        message: format!("shape `{id}` was {verb}"),
        old: None,
        new: None,
        operations: operations.iter().cloned().collect(),
        direction: Direction::Both,
        rust: if gone { RustVerdict::Major } else { RustVerdict::Minor },
        items: Vec::new(),
        witness: None,
        wire: if gone { WireVerdict::Incompatible } else { WireVerdict::Compatible },
        bytes: Vec::new(),
        behaviour: BehaviourVerdict::None,
        note: None,
        place,
    }
}
