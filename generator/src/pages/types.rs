//! Finds the structures and enums that members name, and knows how types are written.

use std::collections::BTreeMap;

use crate::rust::{CrateDef, EnumDef, ErrorDef, Kind, Role, StructDef, Ty, UnionDef};

/// Deeper than this, pages do not follow: more than any service needs, and what decoders take is
/// not much more.
pub(super) const DEPTH: usize = 32;

/// What members can name.
pub(super) struct Types<'a> {
    /// The name under which programs use the crate: that of the official one.
    pub(super) krate: String,
    structures: BTreeMap<&'a str, &'a StructDef>,
    errors: BTreeMap<&'a str, &'a ErrorDef>,
    unions: BTreeMap<&'a str, &'a UnionDef>,
    enums: BTreeMap<&'a str, &'a EnumDef>,
}

/// What a member holds, lists and maps taken off.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    Structure(&'a StructDef),
    Union(&'a UnionDef),
    Enum(&'a EnumDef),
    Leaf(&'a Ty),
}

impl<'a> Types<'a> {
    pub(super) fn new(def: &'a CrateDef) -> Self {
        let id = def.service.sdk_id.to_lowercase().replace([' ', '-'], "_");
        Self {
            krate: format!("aws_sdk_{id}"),
            structures: def.structures.iter().map(|s| (s.name.as_str(), s)).collect(),
            errors: def.errors.iter().map(|e| (e.structure.name.as_str(), e)).collect(),
            unions: def.unions.iter().map(|u| (u.name.as_str(), u)).collect(),
            enums: def.enums.iter().map(|e| (e.name.as_str(), e)).collect(),
        }
    }

    /// What a value of type `ty` is made of.
    pub(super) fn target(&self, ty: &'a Ty) -> Target<'a> {
        match ty {
            Ty::List(item) | Ty::Map(_, item) | Ty::Boxed(item) => self.target(item),
            Ty::Named { name, kind } => {
                let name = name.as_str();
                let found = match kind {
                    Kind::Error => self.errors.get(name).map(|e| Target::Structure(&e.structure)),
                    Kind::Structure => self.structures.get(name).map(|s| Target::Structure(s)),
                    Kind::Union => self.unions.get(name).map(|u| Target::Union(u)),
                    Kind::Enum => self.enums.get(name).map(|e| Target::Enum(e)),
                };
                found.unwrap_or(Target::Leaf(ty))
            }
            leaf => Target::Leaf(leaf),
        }
    }
}

/// The path of a structure's type below the crate. Errors have a module of their own.
pub(super) fn path(def: &StructDef) -> String {
    match def.role {
        Role::Error => format!("types::error::{}", def.name),
        _ => format!("types::{}", def.name),
    }
}

/// A type as Rust writes it, without its path.
pub(super) fn name(ty: &Ty) -> String {
    match ty {
        Ty::Bool => "bool".to_owned(),
        Ty::Byte => "i8".to_owned(),
        Ty::Short => "i16".to_owned(),
        Ty::Integer => "i32".to_owned(),
        Ty::Long => "i64".to_owned(),
        Ty::Float => "f32".to_owned(),
        Ty::Double => "f64".to_owned(),
        Ty::String => "String".to_owned(),
        Ty::Blob => "Blob".to_owned(),
        Ty::DateTime => "DateTime".to_owned(),
        Ty::Named { name, .. } => name.clone(),
        Ty::Unit => "()".to_owned(),
        Ty::List(item) => format!("Vec<{}>", name(item)),
        Ty::Map(key, value) => format!("HashMap<{}, {}>", name(key), name(value)),
        Ty::Boxed(inner) => format!("Box<{}>", name(inner)),
    }
}

/// Whether a type is a list.
pub(super) fn is_list(ty: &Ty) -> bool {
    matches!(ty, Ty::List(_))
}
