//! What a setter takes, as Rust writes it: values that show their types.

use super::types::{Target, Types, path};
use crate::rust::{Kind, StructDef, Ty};

/// Deeper than this, lists and maps are shown empty, and unions are left to the reader.
const DEEPEST: usize = 4;

/// The arguments of a setter of type `ty`: an item of a list, a key and a value of a map.
pub(super) fn arguments(types: &Types<'_>, ty: &Ty) -> String {
    match ty {
        Ty::List(item) => value(types, item, false, DEEPEST),
        Ty::Map(key, item) => {
            let (key, item) =
                (value(types, key, false, DEEPEST), value(types, item, false, DEEPEST));
            format!("{key}, {item}")
        }
        // Setters box what they are given.
        Ty::Boxed(inner) => value(types, inner, false, DEEPEST),
        ty => value(types, ty, false, DEEPEST),
    }
}

/// A value; `owned` where text must be a `String`.
fn value(types: &Types<'_>, ty: &Ty, owned: bool, depth: usize) -> String {
    let below = depth.saturating_sub(1);
    match ty {
        Ty::List(_) if depth == 0 => "Vec::new()".to_owned(),
        Ty::List(item) => format!("vec![{}]", value(types, item, true, below)),
        Ty::Map(..) if depth == 0 => "std::collections::HashMap::new()".to_owned(),
        Ty::Map(key, item) => {
            let (key, item) = (value(types, key, true, below), value(types, item, true, below));
            format!("std::collections::HashMap::from([({key}, {item})])")
        }
        Ty::Boxed(inner) => format!("Box::new({})", value(types, inner, true, below)),
        _ => match types.target(ty) {
            Target::Structure(def) => format!("{}::builder().{}", path(def), build(def)),
            Target::Enum(def) => match def.variants.first() {
                Some(variant) => format!("types::{}", def.expression(variant)),
                None => format!("types::{}::from(\"string\")", def.name),
            },
            // Rust's word for what the reader has to fill in; a value always ends, but may do so
            // deeper than a page can show.
            Target::Union(_) if depth == 0 => "todo!()".to_owned(),
            Target::Union(def) => {
                match def.variants.iter().min_by_key(|variant| weight(&variant.ty)) {
                    Some(variant) if variant.ty == Ty::Unit => {
                        format!("types::{}::{}", def.name, variant.name)
                    }
                    Some(variant) => {
                        let held = value(types, &variant.ty, true, below);
                        format!("types::{}::{}({held})", def.name, variant.name)
                    }
                    None => format!("types::{}::Unknown", def.name),
                }
            }
            Target::Leaf(leaf) => placeholder(leaf, owned).to_owned(),
        },
    }
}

/// The last call on the builder of a structure, which may fail.
pub(super) fn build(def: &StructDef) -> &'static str {
    if def.must_be_set().next().is_some() { "build()?" } else { "build()" }
}

/// How much a value needs inside: a loop of unions has to end somewhere.
fn weight(ty: &Ty) -> u8 {
    match ty {
        Ty::Named { kind: Kind::Union, .. } => 2,
        Ty::Boxed(_) => 3,
        Ty::List(_) | Ty::Map(..) | Ty::Named { .. } => 1,
        _ => 0,
    }
}

fn placeholder(ty: &Ty, owned: bool) -> &'static str {
    match ty {
        Ty::Bool => "true",
        Ty::Byte | Ty::Short | Ty::Integer | Ty::Long => "123",
        Ty::Float | Ty::Double => "1.5",
        Ty::Blob => "primitives::Blob::new(\"bytes\")",
        Ty::DateTime => "primitives::DateTime::from_secs(1_735_689_600)",
        Ty::Unit => "()",
        _ if owned => "\"string\".to_owned()",
        _ => "\"string\"",
    }
}
