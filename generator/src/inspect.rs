//! What each stage made of one shape, as text for whoever wonders where a name or a type comes
//! from.

use std::fmt::Write;

use smithy_json_ast::{Ast, Map, Shape, ShapeId, Version};

use crate::analysis::Facts;
use crate::emit;
use crate::model::Model;
use crate::output;
use crate::protocol::Plans;
use crate::rust::CrateDef;
use crate::transform::PASSES;

/// The stages' results, as far as they came.
pub(crate) struct Stages<'a> {
    /// What the chosen operations need of it, in normal form.
    pub(crate) slice: &'a Model,
    pub(crate) facts: &'a Facts,
    pub(crate) plans: &'a Plans,
    pub(crate) def: &'a CrateDef,
}

/// Writes what every stage made of `id`, which is in the model.
pub(crate) fn inspect(id: &ShapeId, shape: &Shape, stages: &Stages<'_>) -> String {
    let mut out = String::new();
    let mut section = |title: &str, text: &str| {
        // Writing into a string cannot fail.
        let _ = write!(out, "== {title}\n{}\n\n", text.trim_end());
    };
    section("model: merged, mixins and `apply` resolved", &ast(id, shape));
    let passes: Vec<String> =
        PASSES.iter().map(|pass| format!("{}: {}", pass.name, pass.reason)).collect();
    section("passes of transform", &passes.join("\n"));
    match stages.slice.shape(id) {
        None => section("transform", "not reached by the chosen operations"),
        Some(cut) if cut == shape => section("transform", "as in the model"),
        Some(cut) => section("transform", &ast(id, cut)),
    }
    let usage = &stages.facts.usage;
    section(
        "analysis",
        &format!(
            "type of its own: {}\nsent: {}\nreceived: {}",
            usage.is_type(id),
            usage.is_sent(id),
            usage.is_received(id)
        ),
    );
    let mut plan = String::new();
    if let Some(operation) = stages.plans.operations.get(id) {
        let _ = writeln!(plan, "{operation:#?}");
    }
    for write in stages.plans.writes.get(id).into_iter().flatten() {
        let _ = writeln!(plan, "write {} as {:?}: {:?}", write.member, write.key, write.form);
    }
    for read in stages.plans.reads.get(id).into_iter().flatten() {
        let _ = writeln!(plan, "read {} from {:?}: {:?}", read.member, read.element, read.form);
    }
    section("protocol", if plan.is_empty() { "nothing on the wire by itself" } else { &plan });
    let files = emit::modules(stages.def);
    let comment = |item: &emit::Item| item.comment.as_deref() == Some(id.as_str());
    let mine: Vec<_> = files.iter().filter(|file| file.items.iter().any(comment)).collect();
    if mine.is_empty() {
        section("rust", "no item of its own");
    }
    for file in mine {
        section(&format!("rust: src/{}", file.path), &output::rust(file));
    }
    out
}

fn ast(id: &ShapeId, shape: &Shape) -> String {
    let shapes: Map<ShapeId, Shape> = std::iter::once((id.clone(), shape.clone())).collect();
    smithy_json_ast::write(&Ast { version: Version::V2, metadata: Map::default(), shapes })
}
