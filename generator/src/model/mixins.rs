//! Resolves mixins and carries out `apply` entries. What a mixin says reaches every shape that
//! uses it, `apply` entries on the mixin included, so a shape is finished only after all of its
//! mixins. Mixin shapes themselves do not outlive this pass.
//! Source: Smithy 2.0 specification, "Mixins" and "Apply statement".

use std::collections::{BTreeMap, BTreeSet};

use smithy_json_ast::{Members, Shape, ShapeId, ShapeKind};

use super::merge::{self, Applied, Applies};
use super::traits::{self, DOCUMENTATION, MIXIN};
use super::{member_mut, members, prelude};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Source, did_you_mean};

pub(super) fn resolve(
    sources: &[Source],
    shapes: BTreeMap<ShapeId, Shape>,
    applies: Applies,
    faults: &mut Diagnostics,
) -> BTreeMap<ShapeId, Shape> {
    check_uses(&shapes, faults);
    let order = order(&shapes, faults);
    if faults.has_errors() {
        return shapes;
    }
    let mut uses: BTreeMap<ShapeId, usize> = BTreeMap::new();
    for mixin in shapes.values().flat_map(|shape| &shape.mixins) {
        *uses.entry(mixin.clone()).or_default() += 1;
    }
    let mut shapes = shapes;
    let mut todo = Todo { sources, applies };
    for id in &order {
        // `apply` entries of this shape and its members; ids sort members after their shape.
        let members: Vec<ShapeId> = (todo.applies)
            .range(id.clone()..)
            .map(|(at, _)| at)
            .take_while(|at| at.root() == *id)
            .cloned()
            .collect();
        // Most shapes stay as they are.
        if members.is_empty() && shapes.get(id).is_none_or(|shape| shape.mixins.is_empty()) {
            continue;
        }
        let Some(mut shape) = shapes.remove(id) else { continue };
        for at in &members {
            apply(at, &mut shape, &mut todo, faults);
        }
        // What a shape has already stays, so the last mixin goes first: later ones supersede
        // earlier ones. Members are back to front meanwhile, as each mixin's go before the others.
        let mixins = std::mem::take(&mut shape.mixins);
        members_mut(&mut shape.kind).map(Members::reverse);
        for mixin_id in mixins.iter().rev() {
            if let Some(mixin) = shapes.get(mixin_id) {
                mix_in(id, &mut shape, mixin_id, mixin, faults);
            }
        }
        if let Some(members) = members_mut(&mut shape.kind) {
            members.reverse();
            members.shrink_to_fit();
        }
        for at in &members {
            apply_to_inherited(at, &mut shape, &mut todo, faults);
        }
        shapes.insert(id.clone(), shape);
        for mixin in &mixins {
            let Some(left) = uses.get_mut(mixin) else { continue };
            *left -= 1;
            // Mixins of mixins may hold many times what the model says. While there are `apply`
            // entries, what is wrong with them may be about any shape.
            if *left == 0 && todo.applies.is_empty() {
                shapes.remove(mixin);
            }
        }
    }
    for at in todo.applies.keys() {
        let fault = missing(at, &shapes, faults.want_hints());
        faults.push(fault);
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
            let hint = (!shapes.contains_key(mixin_id) && faults.want_hints())
                .then(|| did_you_mean(mixin_id.as_str(), shapes.keys().map(ShapeId::as_str)));
            faults.push(match hint.flatten() {
                Some(hint) => fault.help(hint),
                None => {
                    fault.help("mixins are shapes of the same type that have `smithy.api#mixin`")
                }
            });
        }
    }
}

/// Every shape after its mixins. Reports cycles.
fn order(shapes: &BTreeMap<ShapeId, Shape>, faults: &mut Diagnostics) -> Vec<ShapeId> {
    let mut done: BTreeSet<&ShapeId> = BTreeSet::new();
    let mut out = Vec::with_capacity(shapes.len());
    for (start, shape) in shapes {
        if shape.mixins.is_empty() {
            if done.insert(start) {
                out.push(start.clone());
            }
            continue;
        }
        // A stack instead of recursion: the depth of a hostile model has no bound.
        let mut path: Vec<(&ShapeId, usize)> = vec![(start, 0)];
        let mut on_path: BTreeSet<&ShapeId> = BTreeSet::from([start]);
        while let Some((id, next)) = path.last_mut() {
            let id: &ShapeId = id;
            let mixin = shapes.get(id).and_then(|shape| shape.mixins.get(*next));
            *next += 1;
            match mixin {
                _ if done.contains(id) => {
                    on_path.remove(id);
                    path.pop();
                }
                None => {
                    done.insert(id);
                    out.push(id.clone());
                    on_path.remove(id);
                    path.pop();
                }
                Some(mixin) if on_path.contains(mixin) => {
                    let cycle = path.iter().skip_while(|(id, _)| *id != mixin);
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
                Some(mixin) => {
                    on_path.insert(mixin);
                    path.push((mixin, 0));
                }
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
/// again stays where the mixin has it. `own` is back to front.
fn mix_members(
    id: &ShapeId,
    own: &mut Members,
    mixin_id: &ShapeId,
    mixed: &Members,
    faults: &mut Diagnostics,
) {
    for (name, member) in mixed.iter().rev() {
        let merged = match own.shift_remove(name) {
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
                    .below(&["members", name])
                    .help("a member that is defined again keeps its target: give it another name"),
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
        own.insert(name.clone(), merged);
    }
}

/// The members of shapes that can get some from a mixin.
fn members_mut(kind: &mut ShapeKind) -> Option<&mut Members> {
    match kind {
        ShapeKind::Structure(members)
        | ShapeKind::Union(members)
        | ShapeKind::Enum(members)
        | ShapeKind::IntEnum(members) => Some(members),
        _ => None,
    }
}

fn extend(own: &mut Vec<ShapeId>, mixed: &[ShapeId]) {
    for id in mixed {
        if !own.contains(id) {
            own.push(id.clone());
        }
    }
}

/// `apply` entries that were not carried out yet.
struct Todo<'a> {
    sources: &'a [Source],
    applies: Applies,
}

fn apply(at: &ShapeId, shape: &mut Shape, todo: &mut Todo<'_>, faults: &mut Diagnostics) {
    let traits = match at.member() {
        None => Some(&mut shape.traits),
        Some(name) => member_mut(&mut shape.kind, name).map(|member| &mut member.traits),
    };
    // What has no member of that name stays in `todo` and is reported with the rest.
    let Some(traits) = traits else { return };
    for Applied { source, traits: applied } in todo.applies.remove(at).unwrap_or_default() {
        for (trait_id, value) in applied {
            match traits.get(&trait_id) {
                // Documentation changes nothing that a program can see, so text may be replaced.
                Some(old) if *old != value && trait_id != *DOCUMENTATION => {
                    let source = todo.sources.get(source);
                    faults.push(conflicting(at, &trait_id, source));
                }
                _ => {
                    traits.insert(trait_id, value);
                }
            }
        }
    }
}

/// The fault of the entry of `source` that gives a trait another value than it has.
fn conflicting(at: &ShapeId, trait_id: &ShapeId, source: Option<&Source>) -> Diagnostic {
    let message = format!("`{trait_id}` is applied to `{at}`, which has it with another value");
    let fault = Diagnostic::error("conflicting-trait", message)
        .at(at)
        .help("keep one; only documentation can be replaced by a later `apply`");
    // Ids hold no character that a JSON pointer would escape.
    let pointer = format!("/shapes/{at}/traits/{trait_id}");
    match source.and_then(|source| merge::position(source, &pointer)) {
        Some(place) => fault.place(place),
        None => fault.below(&["traits", trait_id.as_str()]),
    }
}

/// Applies traits to a member that came with a mixin; they supersede those that it came with.
fn apply_to_inherited(
    at: &ShapeId,
    shape: &mut Shape,
    todo: &mut Todo<'_>,
    faults: &mut Diagnostics,
) {
    let Some(name) = at.member().filter(|_| todo.applies.contains_key(at)) else { return };
    let Some(member) = member_mut(&mut shape.kind, name) else { return };
    let inherited = std::mem::take(&mut member.traits);
    apply(at, shape, todo, faults);
    if let Some(member) = member_mut(&mut shape.kind, name) {
        for (trait_id, value) in inherited {
            member.traits.entry(trait_id).or_insert(value);
        }
    }
}

fn missing(at: &ShapeId, shapes: &BTreeMap<ShapeId, Shape>, hints: bool) -> Diagnostic {
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
        _ if prelude::is_prelude(&root) || !hints => None,
        _ => did_you_mean(root.as_str(), shapes.keys().map(ShapeId::as_str)),
    };
    fault.help(hint.unwrap_or_else(|| {
        "remove the entry, or give the file that defines the shape too".to_owned()
    }))
}
