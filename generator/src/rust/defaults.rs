//! Members that are never absent: what a builder puts in when one is not set, and when one is written. Source: Smithy 2.0
//! specification, "default trait"; the official crates for what is written.
//!
//! Where official crates fail Smithy's own protocol tests, this follows the tests: the default of a blob is base64, and a response
//! that lacks a required member with a default has the default, not what stands in for a member without one.

use smithy_json_ast::{Member, Node, ShapeId};

use super::build::Context;
use super::def::{DefaultValue, Kind, Presence, Ty, When};
use super::types;
use crate::analysis;
use crate::model::literals::{self, Moment};
use crate::model::traits::{self, ADDED_DEFAULT, DEFAULT, REQUIRED};

/// Whether a member of structure `holder` may be absent.
pub(super) fn presence(context: &Context<'_>, holder: &ShapeId, member: &Member) -> Presence {
    if !analysis::is_never_absent(context.model, holder, member) {
        return Presence::Optional;
    }
    let default = member.traits.get(DEFAULT).filter(|default| !default.is_null());
    let ty = types::ty(context, &member.target);
    match default.and_then(|default| value(&ty, default)) {
        Some(value) => Presence::Default(value),
        None => Presence::Required,
    }
}

/// When the member is written: numbers and Booleans that have their default are left out, but for those that services may have
/// asked for before they had one.
pub(super) fn when(presence: &Presence, member: &Member) -> When {
    let is_kept = [REQUIRED, ADDED_DEFAULT].iter().any(|kept| traits::has(&member.traits, kept));
    match presence {
        Presence::Optional => When::IfSet,
        Presence::Default(
            value @ (DefaultValue::Bool(_)
            | DefaultValue::Integer(_)
            | DefaultValue::Float(_)
            | DefaultValue::Double(_)),
        ) if !is_kept => When::Unless(value.clone()),
        Presence::Default(_) | Presence::Required => When::Always,
    }
}

/// The default as a value of type `ty`. What does not fit was reported by the model stage.
fn value(ty: &Ty, default: &Node) -> Option<DefaultValue> {
    Some(match ty {
        Ty::Bool => DefaultValue::Bool(default.as_bool()?),
        Ty::Byte | Ty::Short | Ty::Integer | Ty::Long => DefaultValue::Integer(default.as_i64()?),
        Ty::Float => DefaultValue::Float(default.as_f64()? as f32),
        Ty::Double => DefaultValue::Double(default.as_f64()?),
        Ty::String => DefaultValue::Text(default.as_str()?.to_owned()),
        Ty::Named { name, kind: Kind::Enum } => {
            DefaultValue::Enum(name.clone(), default.as_str()?.to_owned())
        }
        Ty::Blob => DefaultValue::Blob(literals::bytes(default)?),
        Ty::DateTime => {
            let Moment { seconds, nanos } = Moment::read(default)?;
            DefaultValue::Moment(seconds, nanos)
        }
        Ty::List(_) | Ty::Map(..) => DefaultValue::Empty,
        Ty::Named { .. } | Ty::Unit | Ty::Boxed(_) => return None,
    })
}
