//! Unions: an enum with a variant for each member, as official crates have them.

use smithy_json_ast::{Member, Members, ShapeId};

use super::build::Context;
use super::def::{FieldDef, Presence, Ty, UnionDef, When};
use super::{constraints, reserved, structures, types};
use crate::casing;
use crate::model::prelude::UNIT;
use crate::model::traits::{self, SENSITIVE};

pub(super) fn union(context: &Context<'_>, id: &ShapeId, members: &Members) -> UnionDef {
    let own = context.model.traits(id).cloned().unwrap_or_default();
    let mut variants: Vec<FieldDef> =
        members.iter().map(|(name, member)| variant(context, id, name, member)).collect();
    variants.sort_by(|a, b| a.name.cmp(&b.name));
    let name_of = |member: &str| {
        let variant = variants.iter().find(|variant| variant.member == member);
        variant.map(|variant| variant.name.clone()).unwrap_or_default()
    };
    let (writes, reads) = structures::wire(context, id, name_of, |_| When::Always);
    UnionDef {
        id: id.clone(),
        name: context.type_name(id),
        docs: structures::documentation(&own),
        deprecated: structures::deprecation(&own),
        sensitive: traits::has(&own, SENSITIVE),
        writes: context.facts.usage.is_sent(id).then_some(writes),
        reads: context.facts.usage.is_received(id).then_some(reads),
        variants,
    }
}

fn variant(context: &Context<'_>, id: &ShapeId, name: &str, member: &Member) -> FieldDef {
    let ty =
        if member.target == UNIT { Ty::Unit } else { types::of_member(context, id, name, member) };
    FieldDef {
        member: name.to_owned(),
        name: reserved::variant(&casing::pascal(name)).to_owned(),
        stem: casing::snake(name),
        ty,
        docs: structures::documentation(&member.traits),
        required: false,
        presence: Presence::Required,
        deprecated: structures::deprecation(&member.traits),
        sensitive: structures::is_sensitive(context, member),
        constraints: constraints::of(context, member),
        item_constraints: constraints::of_items(context, &member.target),
    }
}
