//! How much each operation of a model brings: its shapes, and the lines of Rust that a client of it
//! alone has for them. What several operations share is printed once, for each direction in which
//! one of them needs it, and summed over what each reaches.

use std::collections::HashMap;

use smithy_json_ast::ShapeId;

use crate::analysis::Usage;
use crate::error::Error;
use crate::generate::{Defined, Loaded};
use crate::model::Model;
use crate::model::traits::{self, DOCUMENTATION};
use crate::options::Options;
use crate::rust::{self, CrateDef, ErrorDef, StructDef, UnionDef, type_module};
use crate::transform::{self, Slice};
use crate::{docs, emit, output, parallel};

/// An operation of a model, and how much it brings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Listed {
    /// Its name in the model.
    pub name: String,
    /// Itself, its input, output and errors, and all shapes that those reach.
    pub shapes: usize,
    /// Lines in the modules of the operation, its waiters, and the types that it reaches, as a client
    /// of this operation alone has them; besides, there is what every client has. None where the
    /// operation cannot be generated.
    pub lines: Option<usize>,
}

impl Loaded {
    /// The operations whose name or documentation has `word` in it, whatever the case of letters, in
    /// alphabetical order.
    ///
    /// # Errors
    ///
    /// There is no such service, or it has no operations.
    pub fn search(&self, service: Option<&str>, word: &str) -> Result<Vec<String>, Error> {
        let slice = self.choose(service, &[])?;
        let word = word.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&word);
        let matches = |id: &&ShapeId| {
            let text = self.model.traits(id).and_then(|all| traits::text(all, DOCUMENTATION));
            // Lines of text are broken anywhere.
            let text = text.map(|text| docs::to_markdown(text).replace('\n', " "));
            has(id.name()) || text.is_some_and(|text| has(&text))
        };
        Ok(slice.operations.iter().filter(matches).map(|id| id.name().to_owned()).collect())
    }

    /// How much each of the operations of `options` brings, in alphabetical order.
    ///
    /// # Errors
    ///
    /// A service or an operation is not in the model.
    pub fn list(&self, options: &Options) -> Result<Vec<Listed>, Error> {
        let chosen = self.choose(options.service.as_deref(), &options.operations)?;
        let together = Lines::of(self, options);
        let listed = |id: &ShapeId| {
            let alone = Slice { service: chosen.service.clone(), operations: vec![id.clone()] };
            let lines = match &together {
                Some(lines) => Some(lines.sum(&alone)),
                // Something cannot be generated; perhaps this one can.
                None => {
                    let operations = vec![id.as_str().to_owned()];
                    let options = Options { operations, ..options.clone() };
                    Lines::of(self, &options).map(|lines| lines.sum(&alone))
                }
            };
            // The service itself is no part of it.
            let shapes = transform::closure(&self.model, &alone).len().saturating_sub(1);
            Listed { name: id.name().to_owned(), shapes, lines }
        };
        Ok(parallel::map(&chosen.operations, listed))
    }
}

/// The lines of some operations and of all that they reach.
struct Lines {
    /// The slice, in normal form.
    model: Model,
    /// How they use its types together.
    usage: Usage,
    /// Of operations with their waiters, and of types as they are used together.
    together: HashMap<ShapeId, usize>,
    /// Of types that are sent and received, as they are where they are only sent.
    sent: HashMap<ShapeId, usize>,
    received: HashMap<ShapeId, usize>,
}

impl Lines {
    /// Nothing where any of the operations cannot be generated.
    fn of(loaded: &Loaded, options: &Options) -> Option<Self> {
        let Defined { slice, facts, def, .. } = loaded.define(options).ok()?;
        Some(Self {
            together: count(&def),
            sent: count(&one_way(&def, Way::Sent)),
            received: count(&one_way(&def, Way::Received)),
            model: slice,
            usage: facts.usage,
        })
    }

    /// Those of one operation, as a client of it alone has them.
    fn sum(&self, alone: &Slice) -> usize {
        let usage = Usage::of(&self.model, alone);
        let lines = |id: &ShapeId| {
            // What is an output here can be a type to others.
            let is_own = alone.operations.contains(id) || usage.is_type(id) || usage.is_error(id);
            if !is_own {
                return 0;
            }
            let both =
                self.usage.is_sent(id) && (self.usage.is_received(id) || self.usage.is_error(id));
            let received = usage.is_received(id) || usage.is_error(id);
            let lines = match (usage.is_sent(id), received) {
                (true, false) if both => self.sent.get(id).or_else(|| self.together.get(id)),
                (false, true) if both => self.received.get(id).or_else(|| self.together.get(id)),
                _ => self.together.get(id),
            };
            lines.copied().unwrap_or_default()
        };
        transform::closure(&self.model, alone).iter().map(lines).sum()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Sent,
    Received,
}

/// The types that are sent and received, as they are where they go one way.
fn one_way(def: &CrateDef, way: Way) -> CrateDef {
    let structure = |it: &StructDef| {
        let mut it = (it.writes.is_some() && it.reads.is_some()).then(|| it.clone())?;
        match way {
            Way::Sent => {
                it.reads = None;
                it.corrections.clear();
            }
            Way::Received => it.writes = None,
        }
        Some(it)
    };
    let union = |it: &UnionDef| {
        let mut it = (it.writes.is_some() && it.reads.is_some()).then(|| it.clone())?;
        match way {
            Way::Sent => it.reads = None,
            Way::Received => it.writes = None,
        }
        Some(it)
    };
    let error = |it: &ErrorDef| {
        let mut it = it.structure.writes.is_some().then(|| it.clone())?;
        match way {
            // An error is always one that could be received, but there are no members to read then.
            Way::Sent => it.structure.reads = Some(Vec::new()),
            Way::Received => it.structure.writes = None,
        }
        Some(it)
    };
    CrateDef {
        service: def.service.clone(),
        operations: Vec::new(),
        structures: def.structures.iter().filter_map(structure).collect(),
        errors: def.errors.iter().filter_map(error).collect(),
        unions: def.unions.iter().filter_map(union).collect(),
        enums: Vec::new(),
        codec: def.codec,
    }
}

/// The lines of the modules that the operations and types of a client have for themselves.
fn count(def: &CrateDef) -> HashMap<ShapeId, usize> {
    let mut owners: HashMap<String, &ShapeId> = HashMap::new();
    for operation in &def.operations {
        owners.insert(format!("operation/{}.rs", operation.module), &operation.id);
        for waiter in &operation.waiters {
            owners.insert(format!("waiters/{}.rs", waiter.module), &operation.id);
        }
    }
    let structures = def.structures.iter().map(|it| (&it.name, &it.id));
    let unions = def.unions.iter().map(|it| (&it.name, &it.id));
    let enums = def.enums.iter().map(|it| (&it.name, &it.id));
    for (name, id) in structures.chain(unions).chain(enums) {
        owners.insert(format!("types/{}.rs", type_module(name)), id);
    }
    for StructDef { name, id, .. } in def.errors.iter().map(|it| &it.structure) {
        owners.insert(format!("types/error/{}.rs", type_module(name)), id);
    }
    let pieces = rust::pieces(def, usize::MAX);
    let modules: Vec<_> = (pieces.iter().flat_map(emit::modules))
        .filter_map(|module| Some((*owners.get(&module.path)?, module)))
        .collect();
    let counted = parallel::map(&modules, |(owner, module)| {
        (*owner, output::rust(module.print()).lines().count())
    });
    let mut lines = HashMap::new();
    for (owner, count) in counted {
        *lines.entry(owner.clone()).or_default() += count;
    }
    lines
}
