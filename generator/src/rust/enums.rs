//! String enums, with names for their values and without.

use smithy_json_ast::{Member, Members, ShapeId};

use super::build::Context;
use super::def::{EnumDef, VariantDef};
use super::reserved;
use super::structures::{deprecation, documentation};
use crate::casing;
use crate::model::traits::{self, ENUM, ENUM_VALUE};

pub(super) fn string_enum(context: &Context<'_>, id: &ShapeId, members: &Members) -> EnumDef {
    let own = context.model.traits(id).cloned().unwrap_or_default();
    let mut variants: Vec<VariantDef> = members.iter().map(variant).collect();
    // The derived order of the official enums is the order of their values.
    variants.sort_by(|a, b| a.value.cmp(&b.value));
    EnumDef {
        id: id.clone(),
        name: context.type_name(id),
        docs: documentation(&own),
        deprecated: deprecation(&own),
        is_named: !traits::has(&own, ENUM),
        variants,
    }
}

fn variant((name, member): (&String, &Member)) -> VariantDef {
    // Official names go through the algorithm twice, which `A_B1` would show.
    let pascal = casing::pascal(&casing::pascal(name));
    VariantDef {
        member: name.clone(),
        name: reserved::variant(&pascal).to_owned(),
        value: traits::text(&member.traits, ENUM_VALUE).unwrap_or(name).to_owned(),
        docs: documentation(&member.traits),
        deprecated: deprecation(&member.traits),
    }
}
