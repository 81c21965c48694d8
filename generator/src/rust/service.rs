//! What is said once for the whole service.

use smithy_json_ast::{Node, ShapeKind};

use super::build::Context;
use super::def::{EndpointDef, ServiceDef};
use super::structures::documentation;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::traits::{self, AWS_SERVICE, SIGV4, TITLE};
use crate::text::capitalize;

pub(super) fn service(
    context: &Context<'_>,
    endpoint: EndpointDef,
    faults: &mut Diagnostics,
) -> Option<ServiceDef> {
    let id = &context.slice.service;
    let all = &context.service.traits;
    let Some(signing_name) = field(context, SIGV4, "name") else {
        faults.push(
            Diagnostic::error(
                "unsupported-auth",
                format!("service `{id}` does not sign requests with `{SIGV4}`"),
            )
            .at(id)
            .help("clients can be generated for services that have the trait, with a `name`"),
        );
        return None;
    };
    let sdk_id = field(context, AWS_SERVICE, "sdkId").unwrap_or_else(|| id.name().to_owned());
    Some(ServiceDef {
        id: id.clone(),
        // Services keep their capitals, as `AmazonEC2` does.
        name: capitalize(id.name()),
        docs: documentation(all),
        title: traits::text(all, TITLE).unwrap_or(&sdk_id).to_owned(),
        version: match &context.service.kind {
            ShapeKind::Service(service) => service.version.clone(),
            _ => String::new(),
        },
        endpoint,
        sdk_id,
        signing_name,
    })
}

fn field(context: &Context<'_>, trait_id: &str, key: &str) -> Option<String> {
    let object = traits::object(&context.service.traits, trait_id)?;
    object.get(key).and_then(Node::as_str).map(str::to_owned)
}
