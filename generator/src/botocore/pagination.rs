//! `paginators-1.json`. Smithy's trait has one token, given by the name of a member or a path to
//! one; what needs more is left out.

use smithy_json_ast::{Node, Object};

use super::{Context, Diagnostic, Diagnostics, Shapes, add, object, text};

pub(super) fn convert(
    context: &Context<'_>,
    file: &Node,
    shapes: &mut Shapes,
    faults: &mut Diagnostics,
) {
    for (name, paginator) in object(file, "pagination") {
        if !context.operations.contains_key(name) {
            let message = format!("paginator `{name}` is for an operation that is not there");
            let fault = Diagnostic::warning("left-out-paginator", message);
            faults.push(context.files.fault("paginators-1", fault, &["pagination", name]));
            continue;
        }
        let Some(fields) = fields(paginator) else { continue };
        if let Some(shape) = shapes.get_mut(&context.names.operation(name)) {
            add(&mut shape.traits, "smithy.api#paginated", fields);
        }
    }
}

fn fields(paginator: &Node) -> Option<Object> {
    let field = |to: &str, from: &str| {
        let path = text(paginator, from).filter(|path| is_path(path))?;
        Some((to.to_owned(), Node::from(path)))
    };
    let tokens = [field("inputToken", "input_token")?, field("outputToken", "output_token")?];
    let others = [field("items", "result_key"), field("pageSize", "limit_key")];
    Some(tokens.into_iter().chain(others.into_iter().flatten()).collect())
}

/// `A` or `A.B`, and no other JMESPath.
fn is_path(text: &str) -> bool {
    let name = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    text.split('.').all(name)
}
