//! From source texts to a model: every file is read, with all faults of all files reported at
//! once; then files are merged, mixins resolved and traits applied.

use smithy_json_ast::Ast;

use super::{Model, merge, mixins};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Source};

/// Reads `sources`.
pub(crate) fn read(sources: &[Source], faults: &mut Diagnostics) -> Option<Vec<Ast>> {
    let mut asts: Vec<Ast> = Vec::with_capacity(sources.len());
    for source in sources {
        match smithy_json_ast::read(source.text.as_bytes()) {
            Ok(ast) => asts.push(ast),
            Err(found) => faults.extend(found.iter().map(|fault| from_ast(source, fault))),
        }
    }
    (!faults.has_errors()).then_some(asts)
}

/// Merges what was read from `sources`, in that order.
pub(crate) fn load(sources: &[Source], asts: Vec<Ast>, faults: &mut Diagnostics) -> Option<Model> {
    let merged = merge::merge(sources, asts, faults);
    let shapes = mixins::resolve(sources, merged.shapes, merged.applies, faults);
    (!faults.has_errors()).then_some(Model { metadata: merged.metadata, shapes })
}

fn from_ast(source: &Source, fault: &smithy_json_ast::Fault) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::error("invalid-ast", fault.message.clone()).place(Place::Position {
            source: source.name.clone(),
            offset: fault.offset,
            line: fault.line,
            column: fault.column,
        });
    diagnostic.shape.clone_from(&fault.shape);
    diagnostic.help.clone_from(&fault.help);
    diagnostic.or_help("the form of models in JSON: https://smithy.io/2.0/spec/json-ast.html")
}
