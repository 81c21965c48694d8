//! Structures: inputs, outputs and shared types.

use std::collections::HashMap;

use smithy_json_ast::{Member, ShapeId, ShapeKind, Traits};

use super::build::Context;
use super::def::{FieldDef, Presence, ReadArm, Role, StructDef, Ty, When, WriteLine};
use super::{constraints, defaults, reserved, types};
use crate::casing;
use crate::docs;
use crate::model::traits::{self, DOCUMENTATION, Deprecation, REQUIRED, SENSITIVE};

/// A structure that members target.
pub(super) fn shared(context: &Context<'_>, id: &ShapeId) -> StructDef {
    structure(context, id, context.type_name(id), Role::Shared)
}

/// A modeled error.
pub(super) fn of_error(context: &Context<'_>, id: &ShapeId) -> StructDef {
    structure(context, id, context.type_name(id), Role::Error)
}

/// The input or output of an operation, which is named after the operation. Without a shape it
/// has no members.
pub(super) fn of_operation(
    context: &Context<'_>,
    operation: &ShapeId,
    shape: Option<&ShapeId>,
    role: Role,
) -> StructDef {
    let suffix = if role == Role::Input { "Input" } else { "Output" };
    let name = casing::pascal(&format!("{}{suffix}", context.name_of(operation)));
    let id = shape.filter(|id| context.model.structure(id).is_some()).unwrap_or(operation);
    let mut def = structure(context, id, name, role);
    if id == operation {
        // The operation's documentation is about the operation.
        def.docs = String::new();
        def.deprecated = None;
    }
    def
}

fn structure(context: &Context<'_>, id: &ShapeId, name: String, role: Role) -> StructDef {
    let none = Traits::default();
    let own = context.model.traits(id).unwrap_or(&none);
    let members = context.model.structure(id);
    let fields: Vec<FieldDef> = (members.into_iter().flatten())
        .map(|(member_name, member)| field(context, id, role, member_name, member))
        .collect();
    let by_member: HashMap<&str, &FieldDef> =
        fields.iter().map(|field| (field.member.as_str(), field)).collect();
    let name_of =
        |member: &str| by_member.get(member).map(|field| field.name.clone()).unwrap_or_default();
    let when = |name: &str| match (by_member.get(name), members.and_then(|all| all.get(name))) {
        (Some(field), Some(member)) => defaults::when(&field.presence, member),
        _ => When::IfSet,
    };
    let usage = &context.facts.usage;
    let (sent, received) = match role {
        Role::Input => (true, false),
        Role::Output => (false, true),
        // Members of inputs may target errors too.
        Role::Error => (usage.is_sent(id), true),
        Role::Shared => (usage.is_sent(id), usage.is_received(id)),
    };
    let (writes, reads) = wire(context, id, name_of, when);
    let is_corrected = |field: &&FieldDef| {
        // What is never absent has a stand-in anyway, and a required loop has none.
        let is_option = field.presence == Presence::Optional;
        received && field.required && is_option && !matches!(field.ty, Ty::Boxed(_))
    };
    let has_parts = fields.iter().any(|field| field.presence != Presence::Optional);
    StructDef {
        id: id.clone(),
        role,
        docs: documentation(own),
        deprecated: deprecation(own),
        sensitive: traits::has(own, SENSITIVE),
        writes: sent.then_some(writes),
        reads: received.then_some(reads),
        corrections: fields.iter().filter(is_corrected).map(|field| field.name.clone()).collect(),
        parts: has_parts.then(|| format!("{name}Parts")),
        name,
        fields,
    }
}

/// The plans of the members of a structure or a union; `name_of` gives a member's Rust name, and
/// `when` says when it is written.
pub(super) fn wire(
    context: &Context<'_>,
    id: &ShapeId,
    name_of: impl Fn(&str) -> String,
    when: impl Fn(&str) -> When,
) -> (Vec<WriteLine>, Vec<ReadArm>) {
    let writes = context.plans.writes.get(id).map(Vec::as_slice).unwrap_or_default();
    let reads = context.plans.reads.get(id).map(Vec::as_slice).unwrap_or_default();
    let writes = writes.iter().map(|write| WriteLine {
        field: name_of(&write.member),
        key: write.key.clone(),
        form: write.form.clone(),
        when: when(&write.member),
    });
    let reads = reads.iter().map(|read| ReadArm {
        field: name_of(&read.member),
        element: read.element.clone(),
        form: read.form.clone(),
        boxed: context.facts.boxed.contains(id, &read.member),
    });
    (writes.collect(), reads.collect())
}

fn field(
    context: &Context<'_>,
    holder: &ShapeId,
    role: Role,
    member_name: &str,
    member: &Member,
) -> FieldDef {
    let stem = casing::snake(member_name);
    let presence = match role {
        Role::Input => Presence::Optional,
        _ => defaults::presence(context, holder, member),
    };
    FieldDef {
        member: member_name.to_owned(),
        name: reserved::identifier(reserved::member(&stem)),
        ty: types::of_member(context, holder, member_name, member),
        docs: documentation(&member.traits),
        required: traits::has(&member.traits, REQUIRED),
        presence,
        deprecated: deprecation(&member.traits),
        sensitive: is_sensitive(context, member),
        constraints: constraints::of(context, member),
        item_constraints: constraints::of_items(context, &member.target),
        stem,
    }
}

/// Whether a value of the member, or an item of it, is a secret.
pub(super) fn is_sensitive(context: &Context<'_>, member: &Member) -> bool {
    if traits::has(&member.traits, SENSITIVE) {
        return true;
    }
    match context.model.shape(&member.target) {
        None => false,
        Some(target) if traits::has(&target.traits, SENSITIVE) => true,
        // How deep these go was checked before this stage.
        Some(target) => match &target.kind {
            ShapeKind::List(item) => is_sensitive(context, item),
            ShapeKind::Map { key, value } => {
                is_sensitive(context, key) || is_sensitive(context, value)
            }
            _ => false,
        },
    }
}

/// A shape's or a member's documentation, in Markdown.
pub(super) fn documentation(all: &Traits) -> String {
    docs::to_markdown(traits::text(all, DOCUMENTATION).unwrap_or_default())
}

/// What `@deprecated` says, for a line of Markdown: rustdoc and pages show it as such.
pub(super) fn deprecation(all: &Traits) -> Option<Deprecation> {
    let Deprecation { since, message } = traits::deprecated(all)?;
    let since = since.map(|since| docs::escape(&since));
    Some(Deprecation { since, message: message.map(|message| line(&message)) })
}

/// Text as one line of Markdown: as its author meant it, where that is a paragraph.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let markdown = docs::to_markdown(&words.join(" "));
    let starts = ["# ", "## ", "### ", "> ", "- ", "1. ", "```", "|"];
    let is_block =
        markdown.contains("\n\n") || starts.iter().any(|start| markdown.starts_with(start));
    if is_block { docs::escape(text) } else { markdown.replace('\n', " ") }
}
