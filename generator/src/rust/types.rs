//! The Rust type of a shape. Source: the type map of the official crates.

use smithy_json_ast::{Member, ShapeId, ShapeKind, SimpleType};

use super::build::Context;
use super::def::{Kind, Ty};
use crate::casing;
use crate::model::prelude;
use crate::model::traits::{self, ERROR};

/// The type of values of shape `id`. What cannot be generated was reported before this stage;
/// it counts as text here.
pub(super) fn ty(context: &Context<'_>, id: &ShapeId) -> Ty {
    if let Some(simple) = prelude::simple_type(id) {
        return simple_ty(simple);
    }
    match context.model.shape(id).map(|shape| &shape.kind) {
        Some(ShapeKind::Simple(simple)) => simple_ty(*simple),
        Some(ShapeKind::Structure(_)) if is_error(context, id) => named(context, id, Kind::Error),
        Some(ShapeKind::Structure(_)) => named(context, id, Kind::Structure),
        Some(ShapeKind::Union(_)) => named(context, id, Kind::Union),
        Some(ShapeKind::Enum(_)) => named(context, id, Kind::Enum),
        // Official crates give these as numbers, whatever the model calls them.
        Some(ShapeKind::IntEnum(_)) => Ty::Integer,
        // How deep these go was checked before this stage.
        Some(ShapeKind::List(member)) => Ty::List(Box::new(ty(context, &member.target))),
        Some(ShapeKind::Map { key, value }) => {
            Ty::Map(Box::new(ty(context, &key.target)), Box::new(ty(context, &value.target)))
        }
        _ => Ty::String,
    }
}

fn is_error(context: &Context<'_>, id: &ShapeId) -> bool {
    context.model.traits(id).is_some_and(|all| traits::has(all, ERROR))
}

fn named(context: &Context<'_>, id: &ShapeId, kind: Kind) -> Ty {
    Ty::Named { name: context.type_name(id), kind }
}

/// The type of a member of structure or union `id`.
pub(super) fn of_member(context: &Context<'_>, id: &ShapeId, name: &str, member: &Member) -> Ty {
    let ty = ty(context, &member.target);
    if context.facts.boxed.contains(id, name) { Ty::Boxed(Box::new(ty)) } else { ty }
}

/// The module of a type, and its file without the suffix: the underscore keeps it apart from
/// `builders` and the like.
pub(crate) fn module(name: &str) -> String {
    format!("_{}", casing::snake(name))
}

fn simple_ty(simple: SimpleType) -> Ty {
    match simple {
        SimpleType::Blob => Ty::Blob,
        SimpleType::Boolean => Ty::Bool,
        SimpleType::Byte => Ty::Byte,
        SimpleType::Short => Ty::Short,
        SimpleType::Integer => Ty::Integer,
        SimpleType::Long => Ty::Long,
        SimpleType::Float => Ty::Float,
        SimpleType::Double => Ty::Double,
        SimpleType::Timestamp => Ty::DateTime,
        SimpleType::String
        | SimpleType::BigInteger
        | SimpleType::BigDecimal
        | SimpleType::Document => Ty::String,
    }
}
