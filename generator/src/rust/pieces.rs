//! Which crate an item lives in. rustc takes memory and time for every function of a crate, whether a program calls it or not,
//! so a client that would be too large for one crate is several: types, those that hold others in a crate above these; then
//! operations, with their inputs and outputs, which need no others; and the client that gives them all out again. Who uses the
//! client names that one only.
//!
//! Pull requests should not be larger than the change. Operations are spread by a hash of their names, so a new one moves no other.
//! Types are spread by how deep they hold others: a new one moves others only where these come to lie deeper by it, or where another
//! depth becomes the most even one to cut at.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::def::{
    CrateDef, EnumDef, ErrorDef, FieldDef, OperationDef, StructDef, Ty, UnionDef, WaiterDef,
};

/// A crate of those that a client is made of.
pub(crate) struct Piece<'a> {
    /// The whole client.
    pub(crate) whole: &'a CrateDef,
    pub(crate) layer: Layer,
    /// What stands after the client's name in the name of the package, such as `types-1`; nothing for the client itself.
    pub(crate) name: String,
    /// Pieces right below, whose items it gives out.
    pub(crate) below: Vec<Below>,
    pub(crate) operations: Vec<&'a OperationDef>,
    pub(crate) structures: Vec<&'a StructDef>,
    pub(crate) errors: Vec<&'a ErrorDef>,
    pub(crate) unions: Vec<&'a UnionDef>,
    pub(crate) enums: Vec<&'a EnumDef>,
}

/// A piece that another stands on.
#[derive(Clone, Debug)]
pub(crate) struct Below {
    pub(crate) name: String,
    pub(crate) layer: Layer,
    /// Whether its types, or those that it gives out, have builders.
    pub(crate) has_builders: bool,
    pub(crate) has_waiters: bool,
}

/// What a piece holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    /// Everything.
    Whole,
    /// Types; the first also what all others need, the last also the errors.
    Types {
        first: bool,
        last: bool,
    },
    Operations,
    /// The client alone.
    Client,
}

impl Layer {
    /// Whether it holds what is there once and depends on nothing else: the configuration, the service.
    pub(crate) fn has_base(self) -> bool {
        matches!(self, Self::Whole | Self::Types { first: true, .. })
    }

    /// Whether it holds modeled errors, and the error of the whole client.
    pub(crate) fn has_errors(self) -> bool {
        matches!(self, Self::Whole | Self::Types { last: true, .. })
    }

    pub(crate) fn has_types(self) -> bool {
        matches!(self, Self::Whole | Self::Types { .. })
    }

    pub(crate) fn has_operations(self) -> bool {
        matches!(self, Self::Whole | Self::Operations)
    }

    pub(crate) fn has_client(self) -> bool {
        matches!(self, Self::Whole | Self::Client)
    }
}

impl<'a> Piece<'a> {
    fn new(whole: &'a CrateDef, layer: Layer, name: String, below: Vec<Below>) -> Self {
        let (operations, structures, errors, unions, enums) = Default::default();
        Self { whole, layer, name, below, operations, structures, errors, unions, enums }
    }

    /// What those above it know of it.
    fn as_below(&self) -> Below {
        Below {
            name: self.name.clone(),
            layer: self.layer,
            has_builders: !self.structures.is_empty()
                || self.below.iter().any(|below| below.has_builders),
            has_waiters: !self.waiters().is_empty(),
        }
    }

    /// All waiters of its operations, in the order of their modules.
    pub(crate) fn waiters(&self) -> Vec<(&'a OperationDef, &'a WaiterDef)> {
        let mut all: Vec<_> = (self.operations.iter())
            .flat_map(|&operation| operation.waiters.iter().map(move |waiter| (operation, waiter)))
            .collect();
        all.sort_by(|(_, a), (_, b)| a.module.cmp(&b.module));
        all
    }
}

/// The crates of a client, each after those that it depends on; the client is the last. No crate has more than about
/// `most` functions, unless a single layer of types has.
pub(crate) fn pieces(def: &CrateDef, most: usize) -> Vec<Piece<'_>> {
    let types = weigh(def);
    let of_types: usize = types.iter().map(|ty| ty.weight).sum();
    let of_operations: usize = def.operations.iter().map(operation_weight).sum();
    if of_types + of_operations <= most {
        let mut whole = Piece::new(def, Layer::Whole, String::new(), Vec::new());
        whole.operations = def.operations.iter().collect();
        types.iter().for_each(|ty| ty.item.put(&mut whole));
        return vec![whole];
    }
    let most = most.max(1);
    let mut pieces = spread_types(def, &types, of_types.div_ceil(most).max(1));
    let last: Vec<Below> = pieces.last().map(Piece::as_below).into_iter().collect();
    let of_operations = spread_operations(def, &last, of_operations.div_ceil(most).max(1));
    let below = last.iter().cloned().chain(of_operations.iter().map(Piece::as_below));
    let client = Piece::new(def, Layer::Client, String::new(), below.collect());
    pieces.extend(of_operations);
    pieces.push(client);
    pieces
}

/// Names of pieces of a kind. A single one has a number as well: code knows a piece by its name, and has a module `types`.
fn names(kind: &str, count: usize) -> impl Iterator<Item = String> {
    (1..=count).map(move |number| format!("{kind}-{number}"))
}

fn spread_operations<'a>(def: &'a CrateDef, below: &[Below], count: usize) -> Vec<Piece<'a>> {
    let name = |name| Piece::new(def, Layer::Operations, name, below.to_vec());
    let mut pieces: Vec<Piece<'a>> = names("operations", count).map(name).collect();
    for operation in &def.operations {
        let digest = Sha256::digest(&operation.name);
        let hash = digest.iter().take(8).fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte));
        let at = usize::try_from(hash % pieces.len() as u64).unwrap_or_default();
        if let Some(piece) = pieces.get_mut(at) {
            piece.operations.push(operation);
        }
    }
    pieces.retain(|piece| !piece.operations.is_empty());
    pieces
}

/// Types by how deep they hold others, cut where the share of each crate is nearest to even.
fn spread_types<'a>(def: &'a CrateDef, types: &[Weighed<'a>], count: usize) -> Vec<Piece<'a>> {
    let depths = depths(types);
    let deepest = depths.iter().copied().max().unwrap_or_default();
    let mut of_depth = vec![0; deepest + 1];
    for (ty, depth) in types.iter().zip(&depths) {
        if let Some(weight) = of_depth.get_mut(*depth) {
            *weight += ty.weight;
        }
    }
    let all: usize = of_depth.iter().sum();
    let mut sum = 0;
    // What holds errors stays with them, in the last crate.
    let ends: Vec<usize> = (of_depth.iter().take(types.len()).map(|weight| {
        sum += weight;
        sum
    }))
    .collect();
    let mut cuts: Vec<usize> = (1..count)
        .filter_map(|cut| {
            let even = all * cut / count;
            // No crate is empty.
            let inner = ends.iter().enumerate().filter(|(_, end)| (1..all).contains(*end));
            inner.min_by_key(|(_, end)| end.abs_diff(even)).map(|(depth, _)| depth)
        })
        .collect();
    cuts.dedup();
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for (at, name) in names("types", cuts.len() + 1).enumerate() {
        let layer = Layer::Types { first: at == 0, last: at == cuts.len() };
        pieces.push(Piece::new(def, layer, name, Vec::new()));
    }
    for (ty, depth) in types.iter().zip(&depths) {
        let at = cuts.iter().filter(|cut| **cut < *depth).count();
        if let Some(piece) = pieces.get_mut(at) {
            ty.item.put(piece);
        }
    }
    for at in 1..pieces.len() {
        if let [.., below, piece] = pieces.get_mut(..=at).unwrap_or_default() {
            piece.below.push(below.as_below());
        }
    }
    pieces
}

/// A type with what rustc has to do for it.
struct Weighed<'a> {
    item: Item<'a>,
    weight: usize,
    /// Places of the types that it holds.
    holds: Vec<usize>,
}

#[derive(Clone, Copy)]
enum Item<'a> {
    Structure(&'a StructDef),
    Error(&'a ErrorDef),
    Union(&'a UnionDef),
    Enum(&'a EnumDef),
}

impl<'a> Item<'a> {
    fn name(self) -> &'a str {
        match self {
            Self::Structure(def) => &def.name,
            Self::Error(def) => &def.structure.name,
            Self::Union(def) => &def.name,
            Self::Enum(def) => &def.name,
        }
    }

    fn fields(self) -> &'a [FieldDef] {
        match self {
            Self::Structure(def) => &def.fields,
            Self::Error(def) => &def.structure.fields,
            Self::Union(def) => &def.variants,
            Self::Enum(_) => &[],
        }
    }

    /// About how many functions it has: a getter and three of its builder for a field, those of traits for a type.
    fn weight(self) -> usize {
        match self {
            Self::Structure(def) => structure_weight(def),
            Self::Error(def) => structure_weight(&def.structure) + 10,
            Self::Union(def) => 2 * def.variants.len() + 10,
            Self::Enum(_) => 16,
        }
    }

    fn put(self, piece: &mut Piece<'a>) {
        match self {
            Self::Structure(def) => piece.structures.push(def),
            Self::Error(def) => piece.errors.push(def),
            Self::Union(def) => piece.unions.push(def),
            Self::Enum(def) => piece.enums.push(def),
        }
    }
}

fn structure_weight(def: &StructDef) -> usize {
    4 * def.fields.len() + 10
}

fn operation_weight(def: &OperationDef) -> usize {
    structure_weight(&def.input) + structure_weight(&def.output) + 20
}

/// All types, each with its weight and what it holds.
fn weigh(def: &CrateDef) -> Vec<Weighed<'_>> {
    let items: Vec<Item<'_>> = (def.structures.iter().map(Item::Structure))
        .chain(def.errors.iter().map(Item::Error))
        .chain(def.unions.iter().map(Item::Union))
        .chain(def.enums.iter().map(Item::Enum))
        .collect();
    let places: HashMap<&str, usize> =
        items.iter().enumerate().map(|(place, item)| (item.name(), place)).collect();
    let holds = |item: &Item<'_>| {
        let mut held = Vec::new();
        item.fields().iter().for_each(|field| named(&field.ty, &mut held));
        held.iter().filter_map(|name| places.get(name).copied()).collect()
    };
    items
        .iter()
        .map(|item| Weighed { item: *item, weight: item.weight(), holds: holds(item) })
        .collect()
}

/// The names in a type. Lists and maps are never so deep in each other that this could not be a recursion.
fn named<'a>(ty: &'a Ty, names: &mut Vec<&'a str>) {
    match ty {
        Ty::Named { name, .. } => names.push(name),
        Ty::List(item) | Ty::Boxed(item) => named(item, names),
        Ty::Map(key, value) => {
            named(key, names);
            named(value, names);
        }
        _ => {}
    }
}

/// How many types lie below each, at most; types that hold one another lie at one depth, and errors above all
/// others that hold none. Components by Kosaraju's algorithm,
/// with stacks of its own, as the depth of a model has no bound.
fn depths(types: &[Weighed<'_>]) -> Vec<usize> {
    let held = |at: usize| types.get(at).map(|ty| ty.holds.as_slice()).unwrap_or_default();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
    for (at, ty) in types.iter().enumerate() {
        for below in &ty.holds {
            if let Some(holders) = holders.get_mut(*below) {
                holders.push(at);
            }
        }
    }
    let all: Vec<usize> = (0..types.len()).collect();
    // Each after everything that it holds, loops aside.
    let order = postorder(&all, held).concat();
    let upwards: Vec<usize> = order.into_iter().rev().collect();
    let above = |at: usize| holders.get(at).map(Vec::as_slice).unwrap_or_default();
    let components = postorder(&upwards, above);
    let mut depths: Vec<Option<usize>> = vec![None; types.len()];
    // Those that hold others come first.
    for component in components.iter().rev() {
        let below = component.iter().flat_map(|at| held(*at)).filter_map(|at| *depths.get(*at)?);
        let depth = below.max().map_or(0, |below| below + 1);
        let is_error =
            |at: &usize| types.get(*at).is_some_and(|ty| matches!(ty.item, Item::Error(_)));
        let depth = if component.iter().any(is_error) { depth.max(types.len()) } else { depth };
        for at in component {
            if let Some(slot) = depths.get_mut(*at) {
                *slot = Some(depth);
            }
        }
    }
    depths.into_iter().map(Option::unwrap_or_default).collect()
}

/// What can be reached from each start and from none before it, each place after those that it leads to.
fn postorder<'a>(starts: &[usize], next: impl Fn(usize) -> &'a [usize]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; starts.len()];
    let mut enter = |at: usize| seen.get_mut(at).is_some_and(|seen| !std::mem::replace(seen, true));
    let mut trees = Vec::new();
    for start in starts {
        if !enter(*start) {
            continue;
        }
        let mut tree = Vec::new();
        let mut path = vec![(*start, next(*start).iter())];
        while let Some((at, rest)) = path.last_mut() {
            match rest.next() {
                Some(below) if enter(*below) => path.push((*below, next(*below).iter())),
                Some(_) => {}
                None => {
                    tree.push(*at);
                    path.pop();
                }
            }
        }
        trees.push(tree);
    }
    trees
}
