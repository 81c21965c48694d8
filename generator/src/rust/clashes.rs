//! Names that would not compile, or would mean two things: two members that become one field,
//! two shapes that become one type, a name that no Rust identifier can have. Each is an error
//! that names both, as nobody can predict a name that was quietly changed.

use std::collections::BTreeMap;

use smithy_json_ast::ShapeId;

use super::def::{CrateDef, FieldDef, OperationDef, Role, StructDef, UnionDef};
use super::{reserved, types};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::traits::WAITABLE;

pub(super) fn check(def: &CrateDef, faults: &mut Diagnostics) {
    let mut types = Types { names: Names::new("type"), files: Names::new("file") };
    for structure in &def.structures {
        types.add(&structure.name, &structure.id, faults);
        members(structure, faults);
    }
    let mut errors = Types { names: Names::new("type"), files: Names::new("file") };
    for error in &def.errors {
        errors.add(&error.structure.name, &error.structure.id, faults);
        members(&error.structure, faults);
    }
    for union in &def.unions {
        types.add(&union.name, &union.id, faults);
        variants(union, faults);
    }
    for enumeration in &def.enums {
        types.add(&enumeration.name, &enumeration.id, faults);
        let mut variants = Names::new("variant");
        for variant in enumeration.variants.iter().filter(|_| enumeration.is_named) {
            // The value tells variants apart for the reader of the message.
            variants.add_as(&variant.name, &enumeration.id, &variant.value, &[], faults);
        }
    }
    let mut modules = Names::new("module");
    let mut methods = Names::with_taken("method", "clients", &reserved::CLIENT_METHODS);
    for operation in &def.operations {
        if modules.add(&operation.module, &operation.id, faults) {
            methods.add(&operation.method, &operation.id, faults);
        }
        // Each has a module of its own, so only Rust can have something against the name.
        Names::new("operation").add(&operation.name, &operation.id, faults);
        codes(operation, faults);
        members(&operation.input, faults);
        members(&operation.output, faults);
    }
    let mut waiters = Names::new("waiter");
    for operation in &def.operations {
        for waiter in &operation.waiters {
            let below = ["traits", WAITABLE, &waiter.model_name];
            let from = format!("{}${}", operation.id, waiter.model_name);
            waiters.add_as(&waiter.module, &operation.id, &from, &below, faults);
        }
    }
}

/// Errors that a response calls the same, so that nothing tells them apart.
fn codes(operation: &OperationDef, faults: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for error in &operation.errors {
        if let Some(other) = seen.insert(&error.code, &error.name) {
            let (name, code) = (&error.name, &error.code);
            let message = format!(
                "errors `{other}` and `{name}` of `{}` are both called `{code}` in responses",
                operation.id
            );
            faults.push(
                Diagnostic::error("name-clash", message)
                    .at(&operation.id)
                    .below(&["errors"])
                    .help("a new name by `rename` of the service stays in Rust; keep one of them"),
            );
        }
    }
}

/// The names of types, and those of their files.
struct Types {
    names: Names,
    files: Names,
}

impl Types {
    fn add(&mut self, name: &str, id: &ShapeId, faults: &mut Diagnostics) {
        if self.names.add(name, id, faults) {
            self.files.add(&types::module(name), id, faults);
        }
    }
}

/// A structure has a field and a getter for each member, a builder three methods.
fn members(structure: &StructDef, faults: &mut Diagnostics) {
    let mut fields = Names::new("field");
    let mut taken = reserved::BUILDER_METHODS.to_vec();
    if structure.role == Role::Error {
        taken.extend(reserved::ERROR_BUILDER_METHODS);
    }
    let mut methods = Names::with_taken("method", "builders", &taken);
    for FieldDef { name, stem, member, .. } in &structure.fields {
        let below = ["members", member];
        if !fields.add_as(name, &structure.id, member, &below, faults) {
            continue;
        }
        for method in [name.clone(), format!("set_{stem}"), format!("get_{stem}")] {
            methods.add_as(&method, &structure.id, member, &below, faults);
        }
    }
}

/// A union has a variant for each member, and two methods that ask for it.
fn variants(union: &UnionDef, faults: &mut Diagnostics) {
    let mut variants = Names::new("variant");
    let mut methods = Names::with_taken("method", "unions", &["is_unknown"]);
    for FieldDef { name, stem, member, .. } in &union.variants {
        let below = ["members", member];
        if !variants.add_as(name, &union.id, member, &below, faults) {
            continue;
        }
        for method in [format!("as_{stem}"), format!("is_{stem}")] {
            methods.add_as(&method, &union.id, member, &below, faults);
        }
    }
}

/// The names taken in one scope, with what took each.
struct Names {
    what: &'static str,
    taken: BTreeMap<String, Taken>,
}

/// What took a name.
enum Taken {
    /// A name in the model.
    By(String),
    /// These have it in every crate.
    Always(&'static str),
}

/// File systems allow 255 bytes, and cargo adds to them when it builds.
const LONGEST: usize = 200;

impl Names {
    fn new(what: &'static str) -> Self {
        Self { what, taken: BTreeMap::new() }
    }

    fn with_taken(what: &'static str, holders: &'static str, names: &[&str]) -> Self {
        let taken = names.iter().map(|name| ((*name).to_owned(), Taken::Always(holders)));
        Self { what, taken: taken.collect() }
    }

    fn add(&mut self, name: &str, id: &ShapeId, faults: &mut Diagnostics) -> bool {
        self.add_as(name, id, id.as_str(), &[], faults)
    }

    /// Adds a name that `from` gives, which stands at `below` in shape `id`, and says whether
    /// nothing is wrong with it.
    fn add_as(
        &mut self,
        name: &str,
        id: &ShapeId,
        from: &str,
        below: &[&str],
        faults: &mut Diagnostics,
    ) -> bool {
        let what = self.what;
        let mut fault = |code: &'static str, message: String| {
            let help = match what {
                "type" if code == "invalid-name" => {
                    "give it another name with `rename` of the service"
                }
                "type" | "file" => "give one of them another name with `rename` of the service",
                _ => "rename it in a copy of the model, or leave out the operations that reach it",
            };
            faults.push(Diagnostic::error(code, message).at(id).below(below).help(help));
        };
        let mut fine = true;
        // A type that begins so could have the name of a variable.
        let is_variable = what == "operation" && name.starts_with('_');
        if is_variable || syn::parse_str::<syn::Ident>(name).is_err() {
            let of = if from == id.as_str() { String::new() } else { format!(" of `{id}`") };
            let message = format!("`{from}`{of} would become {what} `{name}`, which Rust forbids");
            fault("invalid-name", message);
            fine = false;
        } else if name.len() > LONGEST && matches!(what, "file" | "module") {
            let start: String = name.chars().take(24).collect();
            let message =
                format!("the file of `{start}…` would have a name of {} bytes", name.len());
            fault("invalid-name", message);
            fine = false;
        }
        let clash = match self.taken.get(name) {
            None => None,
            Some(Taken::By(other)) => {
                Some(format!("`{other}` and `{from}` would both become {what} `{name}`"))
            }
            Some(Taken::Always(holders)) => Some(format!(
                "`{from}` would become {what} `{name}`, which {holders} have for something else"
            )),
        };
        match clash {
            Some(message) => {
                fault("name-clash", message);
                false
            }
            None => {
                self.taken.insert(name.to_owned(), Taken::By(from.to_owned()));
                fine
            }
        }
    }
}
