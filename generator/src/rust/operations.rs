//! Operations, with their inputs, outputs and paginators.

use std::collections::BTreeSet;

use smithy_json_ast::{Operation, ShapeId, ShapeKind, SimpleType};

use super::build::Context;
use super::def::{HostPartDef, OperationDef, PaginatorDef, Role, StructDef, Ty};
use super::structures::{self, deprecation, documentation};
use super::{errors, reserved, types, waiters};
use crate::analysis;
use crate::casing;
use crate::model::host_prefix::HostPart;
use crate::model::traits::{self, IDEMPOTENCY_TOKEN, REQUEST_COMPRESSION, SENSITIVE};
use crate::model::{members, prelude};
use crate::protocol::OperationPlan;
use crate::text::capitalize;

pub(super) fn operation(
    context: &Context<'_>,
    id: &ShapeId,
    operation: &Operation,
) -> OperationDef {
    let own = context.model.traits(id).cloned().unwrap_or_default();
    let raw = context.name_of(id);
    let name = capitalize(&raw);
    let snake = casing::snake(&name);
    let input = structures::of_operation(context, id, operation.input.as_ref(), Role::Input);
    let output = structures::of_operation(context, id, operation.output.as_ref(), Role::Output);
    let token_field = operation.input.as_ref().and_then(|shape| {
        let members = context.model.structure(shape)?;
        let (member, _) =
            members.iter().find(|(_, m)| traits::has(&m.traits, IDEMPOTENCY_TOKEN))?;
        let field = input.fields.iter().find(|field| field.member == *member)?;
        Some(field.name.clone())
    });
    let plan = context.plans.operations.get(id).cloned().unwrap_or_default();
    OperationDef {
        id: id.clone(),
        pascal: casing::pascal(&raw),
        module: reserved::module(&casing::snake(&raw)),
        method: reserved::identifier(&snake),
        docs: documentation(&own),
        deprecated: deprecation(&own),
        errors: errors::variants(context, operation),
        host_prefix: host_prefix(&plan, &input),
        compressed: traits::has(&own, REQUEST_COMPRESSION),
        plan,
        paginator: paginator(context, id, operation),
        waiters: context.waiters(id).iter().map(waiters::waiter).collect(),
        token_field,
        sensitive_output: operation.output.as_ref().is_some_and(|o| holds_secret(context, o)),
        endpoint: Vec::new(),
        telemetry: telemetry(context, operation, &input.fields),
        name,
        input,
        output,
    }
}

/// The plan's host prefix, with fields for its labels.
fn host_prefix(plan: &OperationPlan, input: &StructDef) -> Vec<HostPartDef> {
    let part = |part: &HostPart| match part {
        HostPart::Text(text) => Some(HostPartDef::Text(text.clone())),
        HostPart::Label(label) => {
            let field = input.fields.iter().find(|field| field.member == *label)?;
            let is_enum = field.ty != Ty::String;
            Some(HostPartDef::Field { member: label.clone(), name: field.name.clone(), is_enum })
        }
    };
    plan.host_prefix.iter().filter_map(part).collect()
}

/// Whether anything that `root` reaches is sensitive.
fn holds_secret(context: &Context<'_>, root: &ShapeId) -> bool {
    let mut seen: BTreeSet<&ShapeId> = BTreeSet::new();
    let mut todo = vec![root];
    while let Some(id) = todo.pop() {
        let Some(shape) = context.model.shape(id) else { continue };
        if traits::has(&shape.traits, SENSITIVE) {
            return true;
        }
        if seen.insert(id) {
            for (_, member) in members(&shape.kind) {
                if traits::has(&member.traits, SENSITIVE) {
                    return true;
                }
                todo.push(&member.target);
            }
        }
    }
    false
}

/// Top-level plain strings that are no secret.
fn telemetry(
    context: &Context<'_>,
    operation: &Operation,
    fields: &[super::def::FieldDef],
) -> Vec<(String, String)> {
    let Some(input) = &operation.input else { return Vec::new() };
    let secret = context.model.traits(input).is_some_and(|t| traits::has(t, SENSITIVE));
    let members = context.model.structure(input).filter(|_| !secret);
    let is_string = |id: &ShapeId| {
        prelude::simple_type(id) == Some(SimpleType::String)
            || context
                .model
                .shape(id)
                .is_some_and(|s| matches!(s.kind, ShapeKind::Simple(SimpleType::String)))
    };
    (members.into_iter().flatten().zip(fields))
        .filter(|((_, member), field)| is_string(&member.target) && !field.sensitive)
        .map(|((name, _), field)| (name.clone(), field.name.clone()))
        .collect()
}

fn paginator(context: &Context<'_>, id: &ShapeId, operation: &Operation) -> Option<PaginatorDef> {
    let page = traits::paginated(context.model.traits(id)?, &context.service.traits)?;
    let input = operation.input.as_ref()?;
    let output = operation.output.as_ref()?;
    let path = |root, path: &str| field_path(context, root, path);
    let (input_token, ..) = path(input, &page.input_token)?;
    let (output_token, _, always_token) = path(output, &page.output_token)?;
    let items = page.items.and_then(|items| {
        let (fields, ty, always) = path(output, &items)?;
        match ty {
            Ty::List(item) => Some((fields, *item, always)),
            _ => None,
        }
    });
    Some(PaginatorDef {
        input_token,
        output_token,
        always_token,
        page_size: page.page_size.and_then(|size| {
            let (fields, ty, _) = path(input, &size)?;
            Some((fields, ty))
        }),
        always_items: items.as_ref().is_some_and(|(.., always)| *always),
        items: items.map(|(fields, item, _)| (fields, item)),
    })
}

/// The fields that a path such as `A.B` leads through, the type at its end, and whether that is
/// never absent.
fn field_path(
    context: &Context<'_>,
    root: &ShapeId,
    path: &str,
) -> Option<(Vec<String>, Ty, bool)> {
    let mut at = root;
    let mut fields = Vec::new();
    let mut always = false;
    for name in path.split('.') {
        let member = context.model.structure(at)?.get(name)?;
        fields.push(reserved::identifier(reserved::member(&casing::snake(name))));
        always = analysis::is_never_absent(context.model, at, member);
        at = &member.target;
    }
    Some((fields, types::ty(context, at), always))
}
