//! Resolves mixins and carries out `apply` entries. What a mixin says reaches every shape that
//! uses it, `apply` entries on the mixin included, so a shape is finished only after all of its
//! mixins. Mixin shapes themselves do not outlive this pass.
//! Source: Smithy 2.0 specification, "Mixins" and "Apply statement".

use std::collections::{BTreeMap, BTreeSet};

use smithy_json_ast::{Members, Shape, ShapeId, ShapeKind, Traits};

use super::traits::{self, DOCUMENTATION, MIXIN};
use super::{member_mut, members, prelude};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, did_you_mean};

pub(super) fn resolve(
    shapes: BTreeMap<ShapeId, Shape>,
    applies: BTreeMap<ShapeId, Vec<Traits>>,
    faults: &mut Diagnostics,
) -> BTreeMap<ShapeId, Shape> {
    check_uses(&shapes, faults);
    let order = order(&shapes, faults);
    if faults.has_errors() {
        return shapes;
    }
    let mut shapes = shapes;
    let mut todo = applies;
    for id in &order {
        let Some(mut shape) = shapes.remove(id) else { continue };
        // `apply` entries of this shape and its members; ids sort members after their shape.
        let members: Vec<ShapeId> = todo
            .range(id.clone()..)
            .map(|(at, _)| at)
            .take_while(|at| at.root() == *id)
            .cloned()
            .collect();
        for at in &members {
            apply(at, &mut shape, &mut todo, faults);
        }
        // What a shape has already stays, so the last mixin goes first: later ones supersede
        // earlier ones.
        for mixin_id in std::mem::take(&mut shape.mixins).iter().rev() {
            if let Some(mixin) = shapes.get(mixin_id) {
                mix_in(id, &mut shape, mixin_id, mixin, faults);
            }
        }
        for at in &members {
            apply_to_inherited(at, &mut shape, &mut todo, faults);
        }
        shapes.insert(id.clone(), shape);
    }
    for at in todo.keys() {
        faults.push(missing(at, &shapes));
    }
    shapes.retain(|_, shape| !shape.traits.contains_key(MIXIN));
    shapes
}

/// Mixins that do not exist, are no mixins, or belong to another kind of shape.
fn check_uses(shapes: &BTreeMap<ShapeId, Shape>, faults: &mut Diagnostics) {
    for (id, shape) in shapes {
        for (i, mixin_id) in shape.mixins.iter().enumerate() {
            let fault = match shapes.get(mixin_id) {
                None => "which is not in the model",
                Some(mixin) if !mixin.traits.contains_key(MIXIN) => {
                    "which has no `smithy.api#mixin` trait"
                }
                Some(mixin) if mixin.type_name() != shape.type_name() => {
                    "which is another type of shape"
                }
                Some(_) => continue,
            };
            let fault = format!("`{id}` mixes in `{mixin_id}`, {fault}");
            let fault = Diagnostic::error("invalid-mixin", fault).at(id).below(&[
                "mixins",
                &i.to_string(),
                "target",
            ]);
            let known = shapes.contains_key(mixin_id);
            let hint = did_you_mean(mixin_id.as_str(), shapes.keys().map(ShapeId::as_str));
            faults.push(match hint.filter(|_| !known) {
                Some(hint) => fault.help(hint),
                None => fault,
            });
        }
    }
}

/// Every shape after its mixins. Reports cycles.
fn order(shapes: &BTreeMap<ShapeId, Shape>, faults: &mut Diagnostics) -> Vec<ShapeId> {
    let mut done: BTreeSet<&ShapeId> = BTreeSet::new();
    let mut out = Vec::with_capacity(shapes.len());
    for start in shapes.keys() {
        // A stack instead of recursion: the depth of a hostile model has no bound.
        let mut path: Vec<(&ShapeId, usize)> = vec![(start, 0)];
        while let Some((id, next)) = path.last_mut() {
            let id: &ShapeId = id;
            let mixin = shapes.get(id).and_then(|shape| shape.mixins.get(*next));
            *next += 1;
            match mixin {
                _ if done.contains(id) => {
                    path.pop();
                }
                None => {
                    done.insert(id);
                    out.push(id.clone());
                    path.pop();
                }
                Some(mixin) if path.iter().any(|(on_path, _)| *on_path == mixin) => {
                    let cycle = path.iter().skip_while(|(on_path, _)| *on_path != mixin);
                    let cycle: Vec<String> = cycle.map(|(id, _)| format!("`{id}`")).collect();
                    let message = match cycle.as_slice() {
                        [one] => format!("{one} mixes in itself"),
                        many => format!("these mix in one another: {}", many.join(", ")),
                    };
                    faults.push(
                        Diagnostic::error("mixin-cycle", message)
                            .at(mixin)
                            .below(&["mixins"])
                            .help("move what they share to a mixin that mixes in none of them"),
                    );
                    return Vec::new();
                }
                Some(mixin) => path.push((mixin, 0)),
            }
        }
    }
    out
}

fn mix_in(
    id: &ShapeId,
    shape: &mut Shape,
    mixin_id: &ShapeId,
    mixin: &Shape,
    faults: &mut Diagnostics,
) {
    let local = traits::local_traits(&mixin.traits);
    for (trait_id, value) in &mixin.traits {
        if *trait_id != *MIXIN && !local.contains(&trait_id.as_str()) {
            shape.traits.entry(trait_id.clone()).or_insert_with(|| value.clone());
        }
    }
    match (&mut shape.kind, &mixin.kind) {
        (ShapeKind::Structure(own), ShapeKind::Structure(mixed))
        | (ShapeKind::Union(own), ShapeKind::Union(mixed))
        | (ShapeKind::Enum(own), ShapeKind::Enum(mixed))
        | (ShapeKind::IntEnum(own), ShapeKind::IntEnum(mixed)) => {
            mix_members(id, own, mixin_id, mixed, faults);
        }
        (ShapeKind::Operation(own), ShapeKind::Operation(mixed)) => {
            extend(&mut own.errors, &mixed.errors);
            own.input = own.input.take().or_else(|| mixed.input.clone());
            own.output = own.output.take().or_else(|| mixed.output.clone());
        }
        (ShapeKind::Service(own), ShapeKind::Service(mixed)) => {
            extend(&mut own.operations, &mixed.operations);
            extend(&mut own.resources, &mixed.resources);
            extend(&mut own.errors, &mixed.errors);
            for (from, to) in &mixed.rename {
                own.rename.entry(from.clone()).or_insert_with(|| to.clone());
            }
            if own.version.is_empty() {
                own.version.clone_from(&mixed.version);
            }
        }
        (own @ ShapeKind::MixedList, ShapeKind::List(member)) => {
            *own = ShapeKind::List(member.clone());
        }
        (own @ ShapeKind::MixedMap { .. }, ShapeKind::Map { key, value }) => {
            let ShapeKind::MixedMap { key: own_key, value: own_value } = &mut *own else { return };
            *own = ShapeKind::Map {
                key: own_key.take().unwrap_or_else(|| key.clone()),
                value: own_value.take().unwrap_or_else(|| value.clone()),
            };
        }
        // Resources cannot gain bindings from a mixin, simple types and lists have their one
        // member from themselves: traits are all there is.
        _ => {}
    }
}

/// Members of mixins come first, in the order of the mixins; a member that the shape defines
/// again stays where the mixin has it.
fn mix_members(
    id: &ShapeId,
    own: &mut Members,
    mixin_id: &ShapeId,
    mixed: &Members,
    faults: &mut Diagnostics,
) {
    let mut first: Members = Members::default();
    let mut rest = std::mem::take(own);
    for (name, member) in mixed {
        let merged = match rest.shift_remove(name) {
            None => member.clone(),
            Some(again) if again.target != member.target => {
                faults.push(
                    Diagnostic::error(
                        "conflicting-mixin-member",
                        format!(
                            "`{id}` and its mixin `{mixin_id}` give member `{name}` two targets: \
                             `{}` and `{}`",
                            again.target, member.target
                        ),
                    )
                    .at(id)
                    .below(&["members", name]),
                );
                again
            }
            Some(mut again) => {
                for (trait_id, value) in &member.traits {
                    again.traits.entry(trait_id.clone()).or_insert_with(|| value.clone());
                }
                again
            }
        };
        first.insert(name.clone(), merged);
    }
    // The caller starts with the last mixin, so `rest` has the members of later ones in front.
    first.extend(rest);
    *own = first;
}

fn extend(own: &mut Vec<ShapeId>, mixed: &[ShapeId]) {
    for id in mixed {
        if !own.contains(id) {
            own.push(id.clone());
        }
    }
}

fn apply(
    at: &ShapeId,
    shape: &mut Shape,
    todo: &mut BTreeMap<ShapeId, Vec<Traits>>,
    faults: &mut Diagnostics,
) {
    let traits = match at.member() {
        None => Some(&mut shape.traits),
        Some(name) => member_mut(&mut shape.kind, name).map(|member| &mut member.traits),
    };
    // What has no member of that name stays in `todo` and is reported with the rest.
    let Some(traits) = traits else { return };
    for applied in todo.remove(at).unwrap_or_default() {
        for (trait_id, value) in applied {
            match traits.get(&trait_id) {
                // Documentation changes nothing that a program can see, so text may be replaced.
                Some(old) if *old != value && trait_id != *DOCUMENTATION => faults.push(
                    Diagnostic::error(
                        "conflicting-trait",
                        format!("`{trait_id}` is applied to `{at}` with two different values"),
                    )
                    .at(at)
                    .below(&["traits", trait_id.as_str()])
                    .help("keep one; only documentation can be replaced by a later `apply`"),
                ),
                _ => {
                    traits.insert(trait_id, value);
                }
            }
        }
    }
}

/// Applies traits to a member that came with a mixin; they supersede those that it came with.
fn apply_to_inherited(
    at: &ShapeId,
    shape: &mut Shape,
    todo: &mut BTreeMap<ShapeId, Vec<Traits>>,
    faults: &mut Diagnostics,
) {
    let Some(name) = at.member().filter(|_| todo.contains_key(at)) else { return };
    let Some(member) = member_mut(&mut shape.kind, name) else { return };
    let inherited = std::mem::take(&mut member.traits);
    apply(at, shape, todo, faults);
    if let Some(member) = member_mut(&mut shape.kind, name) {
        for (trait_id, value) in inherited {
            member.traits.entry(trait_id).or_insert(value);
        }
    }
}

fn missing(at: &ShapeId, shapes: &BTreeMap<ShapeId, Shape>) -> Diagnostic {
    let root = at.root();
    let fault = Diagnostic::error(
        "unknown-apply-target",
        format!("traits are applied to `{at}`, which is not in the model"),
    )
    .at(&root);
    let fault = Diagnostic { shape: Some(at.clone()), ..fault };
    let fault = fault.place(Place::Pointer(format!("/shapes/{at}")));
    let hint = match (shapes.get(&root), at.member()) {
        (Some(shape), Some(member)) => {
            did_you_mean(member, members(&shape.kind).map(|(name, _)| name))
        }
        _ if prelude::is_prelude(&root) => None,
        _ => did_you_mean(root.as_str(), shapes.keys().map(ShapeId::as_str)),
    };
    fault.help(hint.unwrap_or_else(|| {
        "remove the entry, or give the file that defines the shape too".to_owned()
    }))
}
