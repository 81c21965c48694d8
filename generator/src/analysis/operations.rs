//! Members that the client sets or follows by itself: tokens of pages and of calls. Their types are
//! what its code counts on.
//! Source: Smithy 2.0 specification, "paginated trait" and "idempotencyToken trait".

use smithy_json_ast::{ShapeId, ShapeKind, SimpleType};

use super::presence::is_never_absent;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::traits::{self, IDEMPOTENCY_TOKEN, PAGINATED};
use crate::model::{Model, prelude};
use crate::transform::Slice;

pub(super) fn check(model: &Model, slice: &Slice, faults: &mut Diagnostics) {
    let none = Default::default();
    let service = model.traits(&slice.service).unwrap_or(&none);
    for id in &slice.operations {
        let Some(ShapeKind::Operation(operation)) = model.shape(id).map(|s| &s.kind) else {
            continue;
        };
        if let Some(input) = &operation.input {
            token(model, input, faults);
        }
        let own = model.traits(id).unwrap_or(&none);
        let Some(page) = traits::paginated(own, service) else { continue };
        for (field, root, path, wanted) in [
            ("inputToken", &operation.input, Some(&page.input_token), Kind::Text),
            ("outputToken", &operation.output, Some(&page.output_token), Kind::Text),
            ("pageSize", &operation.input, page.page_size.as_ref(), Kind::Number),
            ("items", &operation.output, page.items.as_ref(), Kind::List),
        ] {
            let Some(target) = path.and_then(|path| end(model, root.as_ref()?, path)) else {
                continue;
            };
            let place = ["traits", PAGINATED, field];
            if let Some(holder) = path
                .filter(|_| root == &operation.input)
                .and_then(|path| incomplete(model, root.as_ref()?, path))
            {
                let message = format!(
                    "`{field}` of paginated `{id}` leads through `{holder}`, which is nothing without its other members"
                );
                let fault = Diagnostic::error("unsupported-pagination", message).at(id);
                faults.push(fault.below(&place).help(without_paginator()));
            }
            if Kind::of(model, target) != Some(wanted) {
                let what = wanted.name();
                faults.push(
                    Diagnostic::error(
                        "unsupported-pagination",
                        format!(
                            "`{field}` of paginated `{id}` leads to `{target}`, and not to {what}"
                        ),
                    )
                    .at(id)
                    .below(&place)
                    .help(without_paginator()),
                );
            }
        }
    }
}

fn without_paginator() -> String {
    format!("leave the operation out, or have no paginator: `--omit-trait {PAGINATED}`")
}

/// The first structure on the way that a paginator cannot make, as some of its members are never
/// absent. The input itself may leave out anything.
fn incomplete<'a>(model: &'a Model, root: &'a ShapeId, path: &str) -> Option<&'a ShapeId> {
    let mut at = root;
    for name in path.split('.') {
        let members = model.structure(at)?;
        let mut all = members.values();
        if at != root && all.any(|member| is_never_absent(model, at, member)) {
            return Some(at);
        }
        at = &members.get(name)?.target;
    }
    None
}

fn token(model: &Model, input: &ShapeId, faults: &mut Diagnostics) {
    for (name, member) in model.structure(input).into_iter().flatten() {
        let is_token = traits::has(&member.traits, IDEMPOTENCY_TOKEN);
        if is_token && Kind::of(model, &member.target) != Some(Kind::Text) {
            let message =
                format!("idempotency token `{input}${name}` is `{}`, not a string", member.target);
            faults.push(
                Diagnostic::error("invalid-trait-target", message)
                    .at(input)
                    .below(&["members", name])
                    .help("only strings can be filled in by a client"),
            );
        }
    }
}

/// What the client can work with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    List,
}

impl Kind {
    fn of(model: &Model, id: &ShapeId) -> Option<Self> {
        use SimpleType::{Byte, Integer, Long, Short};
        let simple = match model.shape(id).map(|shape| &shape.kind) {
            None => prelude::simple_type(id)?,
            Some(ShapeKind::Simple(simple)) => *simple,
            Some(ShapeKind::List(_)) => return Some(Self::List),
            Some(_) => return None,
        };
        match simple {
            SimpleType::String => Some(Self::Text),
            Byte | Short | Integer | Long => Some(Self::Number),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Number => "a whole number",
            Self::List => "a list",
        }
    }
}

/// What the member at the end of a path such as `A.B` targets.
fn end<'a>(model: &'a Model, root: &'a ShapeId, path: &str) -> Option<&'a ShapeId> {
    path.split('.').try_fold(root, |at, name| Some(&model.structure(at)?.get(name)?.target))
}
