//! What can be generated, as data: types of shapes, and what each trait means here. A shape or a
//! trait of a slice that is not in the tables is an error that names it, so that nothing is
//! dropped silently.

use std::collections::BTreeMap;

use smithy_json_ast::{Member, Shape, ShapeId, ShapeKind, SimpleType, Traits};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::traits::MIXIN;
use crate::model::{Model, members, prelude};

/// What a trait means for a generated client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TraitUse {
    /// A stage reads it.
    Used,
    /// Clients of the supported protocols do the same with and without it.
    NoEffect,
    /// It changes what a client has to do, and that cannot be generated yet.
    Unsupported,
}

/// Every trait of Smithy's and AWS's namespaces that is known, in the order of their ids. A
/// name that ends in `#` stands for its whole namespace.
pub(crate) const TRAITS: [(&str, TraitUse); 110] = {
    use TraitUse::{NoEffect, Unsupported, Used};
    [
        ("aws.api#arn", NoEffect),
        ("aws.api#arnReference", NoEffect),
        ("aws.api#clientDiscoveredEndpoint", Unsupported),
        ("aws.api#clientEndpointDiscovery", Unsupported),
        ("aws.api#controlPlane", NoEffect),
        ("aws.api#data", NoEffect),
        ("aws.api#dataPlane", NoEffect),
        ("aws.api#service", Used),
        ("aws.api#tagEnabled", NoEffect),
        ("aws.api#taggable", NoEffect),
        ("aws.auth#sigv4", Used),
        ("aws.auth#sigv4a", Unsupported),
        ("aws.auth#unsignedPayload", Unsupported),
        ("aws.cloudformation#", NoEffect),
        ("aws.customizations#", Unsupported),
        ("aws.endpoints#", NoEffect),
        ("aws.iam#", NoEffect),
        // A service may speak several protocols; the others do not concern a client of one.
        ("aws.protocols#awsJson1_0", NoEffect),
        ("aws.protocols#awsJson1_1", NoEffect),
        ("aws.protocols#awsQuery", NoEffect),
        ("aws.protocols#awsQueryCompatible", Unsupported),
        ("aws.protocols#awsQueryError", NoEffect),
        ("aws.protocols#ec2Query", Used),
        ("aws.protocols#ec2QueryName", Used),
        ("aws.protocols#httpChecksum", Unsupported),
        ("aws.protocols#restJson1", NoEffect),
        ("aws.protocols#restXml", NoEffect),
        ("smithy.api#addedDefault", Used),
        ("smithy.api#auth", Unsupported),
        ("smithy.api#authDefinition", NoEffect),
        ("smithy.api#box", NoEffect),
        ("smithy.api#clientOptional", Used),
        ("smithy.api#cors", NoEffect),
        ("smithy.api#default", Used),
        ("smithy.api#deprecated", Used),
        ("smithy.api#documentation", Used),
        ("smithy.api#endpoint", Used),
        ("smithy.api#enum", Used),
        ("smithy.api#enumValue", Used),
        ("smithy.api#error", Used),
        ("smithy.api#eventPayload", Unsupported),
        ("smithy.api#examples", NoEffect),
        ("smithy.api#externalDocumentation", NoEffect),
        ("smithy.api#hostLabel", Used),
        ("smithy.api#http", NoEffect),
        ("smithy.api#httpApiKeyAuth", Unsupported),
        ("smithy.api#httpBasicAuth", Unsupported),
        ("smithy.api#httpBearerAuth", Unsupported),
        ("smithy.api#httpChecksumRequired", Unsupported),
        ("smithy.api#httpDigestAuth", Unsupported),
        ("smithy.api#httpError", NoEffect),
        ("smithy.api#httpHeader", NoEffect),
        ("smithy.api#httpLabel", NoEffect),
        ("smithy.api#httpPayload", NoEffect),
        ("smithy.api#httpPrefixHeaders", NoEffect),
        ("smithy.api#httpQuery", NoEffect),
        ("smithy.api#httpQueryParams", NoEffect),
        ("smithy.api#httpResponseCode", NoEffect),
        ("smithy.api#idRef", NoEffect),
        ("smithy.api#idempotencyToken", Used),
        ("smithy.api#idempotent", NoEffect),
        ("smithy.api#input", Used),
        ("smithy.api#internal", NoEffect),
        ("smithy.api#jsonName", NoEffect),
        ("smithy.api#length", NoEffect),
        ("smithy.api#mediaType", NoEffect),
        ("smithy.api#nestedProperties", NoEffect),
        ("smithy.api#noReplace", NoEffect),
        ("smithy.api#notProperty", NoEffect),
        ("smithy.api#optionalAuth", Unsupported),
        ("smithy.api#output", Used),
        ("smithy.api#paginated", Used),
        ("smithy.api#pattern", NoEffect),
        ("smithy.api#private", NoEffect),
        ("smithy.api#property", NoEffect),
        ("smithy.api#range", NoEffect),
        ("smithy.api#readonly", NoEffect),
        ("smithy.api#recommended", NoEffect),
        ("smithy.api#references", NoEffect),
        ("smithy.api#requestCompression", Used),
        ("smithy.api#required", Used),
        ("smithy.api#requiresLength", Unsupported),
        ("smithy.api#resourceIdentifier", NoEffect),
        ("smithy.api#retryable", Used),
        ("smithy.api#sensitive", Used),
        ("smithy.api#since", NoEffect),
        ("smithy.api#sparse", Unsupported),
        ("smithy.api#streaming", Unsupported),
        ("smithy.api#suppress", NoEffect),
        ("smithy.api#tags", NoEffect),
        ("smithy.api#timestampFormat", Used),
        ("smithy.api#title", Used),
        ("smithy.api#uniqueItems", NoEffect),
        ("smithy.api#unstable", NoEffect),
        ("smithy.api#xmlAttribute", Unsupported),
        ("smithy.api#xmlFlattened", Used),
        ("smithy.api#xmlName", Used),
        ("smithy.api#xmlNamespace", NoEffect),
        ("smithy.protocols#rpcv2Cbor", NoEffect),
        ("smithy.protocols#rpcv2Json", NoEffect),
        ("smithy.rules#clientContextParams", Used),
        ("smithy.rules#contextParam", Used),
        ("smithy.rules#endpointBdd", Used),
        ("smithy.rules#endpointRuleSet", Used),
        ("smithy.rules#endpointTests", Used),
        ("smithy.rules#operationContextParams", Used),
        ("smithy.rules#staticContextParams", Used),
        ("smithy.synthetic#", NoEffect),
        ("smithy.test#", NoEffect),
        ("smithy.waiters#waitable", Used),
    ]
};

/// What a trait means; `None` for one that is not known. Traits of other namespaces belong to
/// whoever defined them and mean nothing to a client.
pub(crate) fn trait_use(id: &ShapeId) -> Option<TraitUse> {
    let namespace = id.namespace();
    let known = namespace.split('.').next().is_some_and(|root| root == "smithy" || root == "aws");
    if !known {
        return Some(TraitUse::NoEffect);
    }
    let row = TRAITS.iter().find(|(name, _)| match name.strip_suffix('#') {
        Some(all) => all == namespace,
        None => id == name,
    });
    row.map(|(_, meaning)| *meaning)
}

/// Reports every shape and trait of the slice that cannot be generated.
pub(super) fn check(model: &Model, faults: &mut Diagnostics) {
    let by = reached_by(model);
    for (id, shape) in model.shapes() {
        check_shape(&by, id, shape, faults);
        check_traits(id, &shape.traits, faults);
        for (name, member) in members(&shape.kind) {
            check_prelude_target(id, shape, name, member, faults);
            if let Ok(id) = id.with_member(name) {
                check_traits(&id, &member.traits, faults);
            }
        }
    }
}

fn check_shape(
    by: &BTreeMap<&ShapeId, String>,
    id: &ShapeId,
    shape: &Shape,
    faults: &mut Diagnostics,
) {
    use SimpleType::{BigDecimal, BigInteger, Document};
    let ShapeKind::Simple(simple @ (BigInteger | BigDecimal | Document)) = &shape.kind else {
        return;
    };
    let help = "leave out the operations that reach it";
    let help = match by.get(id) {
        Some(member) => format!("member `{member}` targets it; {help}"),
        None => help.to_owned(),
    };
    let message = format!("a {simple} cannot be generated yet: `{id}`");
    faults.push(Diagnostic::error("unsupported-shape", message).at(id).help(help));
}

/// Prelude shapes are in no file, so what cannot be generated is the member.
fn check_prelude_target(
    id: &ShapeId,
    shape: &Shape,
    name: &str,
    member: &Member,
    faults: &mut Diagnostics,
) {
    use SimpleType::{BigDecimal, BigInteger, Document};
    let simple = prelude::simple_type(&member.target);
    let Some(simple @ (BigInteger | BigDecimal | Document)) = simple else { return };
    let fault = Diagnostic::error(
        "unsupported-shape",
        format!("a {simple} cannot be generated yet: member `{id}${name}`"),
    );
    let fault = match shape.members() {
        Some(_) => fault.at(id).below(&["members", name, "target"]),
        None => fault.at(id).below(&[name, "target"]),
    };
    faults.push(fault.help("leave out the operations that reach it"));
}

/// For each shape, the first member that brings it into the slice, as its id.
fn reached_by(model: &Model) -> BTreeMap<&ShapeId, String> {
    let mut by = BTreeMap::new();
    for (from, shape) in model.shapes() {
        for (name, member) in members(&shape.kind) {
            by.entry(&member.target).or_insert_with(|| format!("{from}${name}"));
        }
    }
    by
}

fn check_traits(id: &ShapeId, all: &Traits, faults: &mut Diagnostics) {
    for trait_id in all.keys() {
        // Mixins are resolved.
        if trait_id == MIXIN {
            continue;
        }
        let fault = match trait_use(trait_id) {
            Some(TraitUse::Used | TraitUse::NoEffect) => continue,
            Some(TraitUse::Unsupported) => Diagnostic::error(
                "unsupported-trait",
                format!("`{trait_id}` on `{id}` cannot be generated yet"),
            ),
            None => Diagnostic::error(
                "unknown-trait",
                format!("`{trait_id}` on `{id}` is not known to this version"),
            ),
        };
        let omit = format!(
            "leave out the operations that reach it, or accept a client that knows nothing of it \
             with `--omit-trait {trait_id}` (`omit-traits` in tinsmith.toml)"
        );
        faults.push(fault.at(id).below(&["traits", trait_id.as_str()]).help(omit));
    }
}
