//! Modeled errors: structures in a module of their own, and the variants that operations have for
//! them.

use smithy_json_ast::{Node, Operation, ShapeId, Traits};

use super::build::Context;
use super::def::{ErrorDef, ErrorKind, ErrorVariant, FieldDef, MessageDef, Presence, Ty};
use super::structures;
use crate::casing;
use crate::model::traits::{self, ERROR, RETRYABLE};

/// A structure with the trait `error`.
pub(super) fn error(context: &Context<'_>, id: &ShapeId) -> ErrorDef {
    let structure = structures::of_error(context, id);
    let own = context.model.traits(id).cloned().unwrap_or_default();
    let is_message = |field: &&FieldDef| field.stem == "message" && field.ty == Ty::String;
    let message = structure.fields.iter().find(is_message).map(|field| MessageDef {
        field: field.name.clone(),
        always: field.presence != Presence::Optional,
    });
    ErrorDef { variant: variant(&structure.name), message, retryable: kind(&own), structure }
}

fn variant(name: &str) -> String {
    // Every error has this variant for what is not modeled.
    if name == "Unhandled" { format!("{name}_") } else { name.to_owned() }
}

/// What `@retryable` makes of an error. Source: Smithy 2.0 specification, "retryable trait".
fn kind(own: &Traits) -> Option<ErrorKind> {
    let retryable = own.get(RETRYABLE)?;
    let throttling = retryable.get("throttling").and_then(Node::as_bool) == Some(true);
    Some(match traits::text(own, ERROR) {
        _ if throttling => ErrorKind::Throttling,
        Some("client") => ErrorKind::Client,
        _ => ErrorKind::Server,
    })
}

/// The variants of an operation's error, in the order of the model.
pub(super) fn variants(context: &Context<'_>, operation: &Operation) -> Vec<ErrorVariant> {
    let mut variants = Vec::new();
    for id in &operation.errors {
        let Some(own) = context.model.traits(id) else { continue };
        let name = context.type_name(id);
        variants.push(ErrorVariant {
            variant: variant(&name),
            method: format!("is_{}", casing::snake(&name)),
            code: context.plans.errors.get(id).cloned().unwrap_or_default(),
            docs: structures::documentation(own),
            name,
        });
    }
    variants
}
