//! What each stage made of one shape, as text for whoever wonders where a name or a type comes
//! from.

use std::fmt::Write;

use smithy_json_ast::{Ast, Map, Shape, ShapeId, ShapeKind, Version};

use crate::analysis::Facts;
use crate::emit;
use crate::model::Model;
use crate::output;
use crate::protocol::Plans;
use crate::rust::{CrateDef, FieldDef, Presence};
use crate::transform::PASSES;

/// The stages' results, as far as they came.
pub(crate) struct Stages<'a> {
    /// What the chosen operations need of it, in normal form.
    pub(crate) slice: &'a Model,
    pub(crate) facts: &'a Facts,
    pub(crate) plans: &'a Plans,
    pub(crate) def: &'a CrateDef,
}

/// Writes what every stage made of `id`, or of one member of it; both are in the model.
pub(crate) fn inspect(
    id: &ShapeId,
    shape: &Shape,
    member: Option<&str>,
    stages: &Stages<'_>,
) -> String {
    let mut out = String::new();
    let mut section = |title: &str, text: &str| {
        // Writing into a string cannot fail.
        let _ = write!(out, "== {title}\n{}\n\n", text.trim_end());
    };
    section("model: merged, mixins and `apply` resolved", &ast(id, shape, member));
    let passes: Vec<String> =
        PASSES.iter().map(|pass| format!("{}: {}", pass.name, pass.reason)).collect();
    section("passes of transform", &passes.join("\n"));
    match stages.slice.shape(id) {
        None => section("transform", "not reached by the chosen operations"),
        Some(cut) if only(cut, member) == only(shape, member) => {
            section("transform", "as in the model");
        }
        Some(cut) => section("transform", &ast(id, cut, member)),
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
    let plan = plan(id, member, stages.plans);
    section("protocol", if plan.is_empty() { "nothing on the wire by itself" } else { &plan });
    if let Some(member) = member {
        section("rust", &names(id, member, stages.def));
        return out;
    }
    let comment = |item: &emit::Item| item.comment.as_deref() == Some(id.as_str());
    let modules = emit::modules(stages.def);
    let files = modules.iter().map(emit::Module::print);
    let mut mine: Vec<_> = files.filter(|file| file.items.iter().any(comment)).collect();
    mine.sort_by(|a, b| a.path.cmp(&b.path));
    if mine.is_empty() {
        section("rust", "no item of its own");
    }
    for file in mine {
        section(&format!("rust: src/{}", file.path), &output::rust(file));
    }
    out
}

fn plan(id: &ShapeId, member: Option<&str>, plans: &Plans) -> String {
    let mut out = String::new();
    let wanted = |name: &str| member.is_none_or(|member| member == name);
    if let Some(operation) = plans.operations.get(id) {
        let _ = writeln!(out, "{operation:#?}");
    }
    for write in plans.writes.get(id).into_iter().flatten().filter(|w| wanted(&w.member)) {
        let _ = writeln!(out, "write {} as {:?}: {:?}", write.member, write.key, write.form);
    }
    for read in plans.reads.get(id).into_iter().flatten().filter(|r| wanted(&r.member)) {
        let _ = writeln!(out, "read {} from {:?}: {:?}", read.member, read.element, read.form);
    }
    out
}

/// What the member is called, in every structure or enum that its shape became.
fn names(id: &ShapeId, member: &str, def: &CrateDef) -> String {
    let mut out = String::new();
    let operations = def.operations.iter().flat_map(|o| [&o.input, &o.output]);
    for structure in operations.chain(&def.structures).filter(|s| s.id == *id) {
        for field in structure.fields.iter().filter(|field| field.member == member) {
            let FieldDef { name, stem, ty, presence, .. } = field;
            let ty = emit::type_text(ty);
            let ty = match presence {
                Presence::Optional => format!("Option<{ty}>"),
                Presence::Required => ty,
                Presence::Default(value) => format!("{ty}, which is {value:?} unless set"),
            };
            let _ = writeln!(
                out,
                "{}::{name}: {ty}, builders have {name}, set_{stem} and get_{stem}",
                structure.name,
            );
        }
    }
    for def in def.enums.iter().filter(|def| def.id == *id) {
        for variant in def.variants.iter().filter(|variant| variant.member == member) {
            let _ = writeln!(out, "{}::{} for {:?}", def.name, variant.name, variant.value);
        }
    }
    if out.is_empty() { "no item of its own".to_owned() } else { out }
}

/// The shape with that one of its members alone, if it names them.
fn only(shape: &Shape, member: Option<&str>) -> Shape {
    let mut shape = shape.clone();
    if let Some(wanted) = member {
        // Traits and mixins of the shape say nothing about the member.
        shape.traits.clear();
        if let ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) = &mut shape.kind
        {
            members.retain(|name, _| name == wanted);
        }
    }
    shape
}

fn ast(id: &ShapeId, shape: &Shape, member: Option<&str>) -> String {
    let shapes: Map<ShapeId, Shape> = std::iter::once((id.clone(), only(shape, member))).collect();
    smithy_json_ast::write(&Ast { version: Version::V2, metadata: Map::default(), shapes })
}
