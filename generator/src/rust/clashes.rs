//! Names that would not compile, or would mean two things: two members that become one field,
//! two shapes that become one type, a name that no Rust identifier can have. Each is an error
//! that names both, as nobody can predict a name that was quietly changed.

use std::collections::BTreeMap;

use smithy_json_ast::ShapeId;

use super::def::{CrateDef, StructDef};
use super::reserved;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::traits::WAITABLE;

pub(super) fn check(def: &CrateDef, faults: &mut Diagnostics) {
    let mut types = Names::new("type");
    for structure in &def.structures {
        types.add(&structure.name, &structure.id, faults);
        imported(&structure.name, &structure.id, faults);
        fields(structure, faults);
    }
    for enumeration in &def.enums {
        types.add(&enumeration.name, &enumeration.id, faults);
        imported(&enumeration.name, &enumeration.id, faults);
        let mut variants = Names::new("variant");
        for variant in &enumeration.variants {
            // The value tells variants apart for the reader of the message.
            variants.add_as(&variant.name, &enumeration.id, &variant.value, &[], faults);
        }
    }
    let mut modules = Names::new("module");
    for operation in &def.operations {
        modules.add(&operation.module, &operation.id, faults);
        imported(&operation.name, &operation.id, faults);
        fields(&operation.input, faults);
        fields(&operation.output, faults);
    }
    let mut waiters = Names::new("waiter");
    for operation in &def.operations {
        for waiter in &operation.waiters {
            let below = ["traits", WAITABLE, &waiter.model_name];
            let from = format!("{}${}", operation.id, waiter.model_name);
            waiters.add_as(&waiter.module, &operation.id, &from, &below, faults);
            imported(&waiter.name, &operation.id, faults);
        }
    }
}

/// A type that hides one which its own file uses.
fn imported(name: &str, id: &ShapeId, faults: &mut Diagnostics) {
    if reserved::is_imported(name) {
        faults.push(
            Diagnostic::error(
                "name-clash",
                format!("`{id}` would become type `{name}`, which generated code uses itself"),
            )
            .at(id)
            .help("give it another name with `rename` of the service"),
        );
    }
}

fn fields(structure: &StructDef, faults: &mut Diagnostics) {
    let mut names = Names::new("field");
    for field in &structure.fields {
        let below = ["members", &field.member];
        names.add_as(&field.name, &structure.id, &field.member, &below, faults);
    }
}

/// The names taken in one scope, with what took each.
struct Names {
    what: &'static str,
    taken: BTreeMap<String, String>,
}

impl Names {
    fn new(what: &'static str) -> Self {
        Self { what, taken: BTreeMap::new() }
    }

    fn add(&mut self, name: &str, id: &ShapeId, faults: &mut Diagnostics) {
        self.add_as(name, id, id.as_str(), &[], faults);
    }

    /// Adds a name that `from` gives, which stands at `below` in shape `id`.
    fn add_as(
        &mut self,
        name: &str,
        id: &ShapeId,
        from: &str,
        below: &[&str],
        faults: &mut Diagnostics,
    ) {
        let what = self.what;
        if syn::parse_str::<syn::Ident>(name).is_err() {
            faults.push(
                Diagnostic::error(
                    "invalid-name",
                    format!("`{from}` of `{id}` would become {what} `{name}`, which Rust forbids"),
                )
                .at(id)
                .below(below)
                .help(
                    "rename it in a copy of the model, or leave out the operations that reach it",
                ),
            );
        }
        if let Some(other) = self.taken.insert(name.to_owned(), from.to_owned()) {
            faults.push(
                Diagnostic::error(
                    "name-clash",
                    format!("`{other}` and `{from}` would both become {what} `{name}`"),
                )
                .at(id)
                .below(below)
                .help(match what {
                    "type" => "give one of them another name with `rename` of the service",
                    _ => "rename one in a copy of the model, or leave out the operations that reach it",
                }),
            );
        }
    }
}
