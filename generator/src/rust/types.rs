//! The Rust type of a shape. Source: the type map of the official crates.

use smithy_json_ast::{ShapeId, ShapeKind, SimpleType};

use super::build::Context;
use super::def::Ty;
use crate::casing;
use crate::model::prelude;

/// The type of values of shape `id`. What cannot be generated was reported before this stage;
/// it counts as text here.
pub(super) fn ty(context: &Context<'_>, id: &ShapeId) -> Ty {
    if let Some(simple) = prelude::simple_type(id) {
        return simple_ty(simple);
    }
    match context.model.shape(id).map(|shape| &shape.kind) {
        Some(ShapeKind::Simple(simple)) => simple_ty(*simple),
        Some(ShapeKind::Structure(_)) => Ty::Named { name: context.type_name(id), is_enum: false },
        Some(ShapeKind::Enum(_)) => Ty::Named { name: context.type_name(id), is_enum: true },
        // Lists of lists are reported before this stage, so this cannot go deep.
        Some(ShapeKind::List(member)) if member.target != *id => {
            Ty::List(Box::new(ty(context, &member.target)))
        }
        _ => Ty::String,
    }
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
