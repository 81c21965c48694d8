//! Structures that hold themselves without a list in between. A value of such a type would need
//! a box somewhere, or have no size.

use std::collections::BTreeSet;

use smithy_json_ast::{ShapeId, ShapeKind};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Model;

pub(super) fn check(model: &Model, faults: &mut Diagnostics) {
    let mut done: BTreeSet<&ShapeId> = BTreeSet::new();
    for (start, _) in model.shapes() {
        // Depth-first with a stack of its own, as the depth of a model has no bound.
        let mut path: Vec<(&ShapeId, usize)> = vec![(start, 0)];
        let mut on_path: BTreeSet<&ShapeId> = BTreeSet::from([start]);
        while let Some((id, next)) = path.last_mut() {
            let id: &ShapeId = id;
            let member = model.structure(id).and_then(|members| members.get_index(*next));
            *next += 1;
            match member {
                _ if done.contains(id) => {
                    on_path.remove(id);
                    path.pop();
                }
                None => {
                    done.insert(id);
                    on_path.remove(id);
                    path.pop();
                }
                Some((name, member)) => {
                    let is_structure = model
                        .shape(&member.target)
                        .is_some_and(|s| matches!(s.kind, ShapeKind::Structure(_)));
                    if on_path.contains(&member.target) {
                        faults.push(
                            Diagnostic::error(
                                "unsupported-recursion",
                                format!(
                                    "structure `{}` holds itself through member `{id}${name}`",
                                    member.target
                                ),
                            )
                            .at(id)
                            .below(&["members", name])
                            .help(
                                "recursion that no list breaks cannot be generated yet; leave \
                                 out the operations that reach it",
                            ),
                        );
                    } else if is_structure {
                        on_path.insert(&member.target);
                        path.push((&member.target, 0));
                    }
                }
            }
        }
    }
}
