//! What is said once for the whole service: its names, and how its endpoints are found.

use smithy_json_ast::{Node, ShapeId};

use super::build::Context;
use super::def::{EndpointDef, ServiceDef};
use super::structures::documentation;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::endpoint::rules::Parameter;
use crate::endpoint::{self, Fault, Partitions, Plan};
use crate::model::traits::{
    self, AWS_SERVICE, ENDPOINT_BDD, ENDPOINT_RULE_SET, ENDPOINT_TESTS, SIGV4, TITLE,
};
use crate::text::capitalize;

pub(super) fn service(
    context: &Context<'_>,
    partitions: &Partitions,
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
        endpoint: endpoint_def(context, partitions, faults)?,
        sdk_id,
        signing_name,
    })
}

fn field(context: &Context<'_>, trait_id: &str, key: &str) -> Option<String> {
    let object = traits::object(&context.service.traits, trait_id)?;
    object.get(key).and_then(Node::as_str).map(str::to_owned)
}

fn endpoint_def(
    context: &Context<'_>,
    partitions: &Partitions,
    faults: &mut Diagnostics,
) -> Option<EndpointDef> {
    let id = &context.slice.service;
    let all = &context.service.traits;
    let mut report = |trait_id: &'static str, found: Vec<Fault>| {
        faults.extend(found.into_iter().map(|fault| diagnostic(id, trait_id, fault)));
    };
    let (rules, plan) = plan(context);
    let plan = plan.map_err(|found| report(rules, found)).ok()?;
    let parameters = || plan.parameters.iter().map(|planned| &planned.parameter);
    let cases = match all.get(ENDPOINT_TESTS) {
        None => Ok(Vec::new()),
        Some(tests) => endpoint::read_cases(tests, parameters()),
    };
    let cases = cases.map_err(|found| report(ENDPOINT_TESTS, found)).ok();
    for parameter in parameters() {
        check_parameter(id, rules, parameter, faults);
    }
    let cases = cases?;
    Some(EndpointDef { plan, partitions: partitions.clone(), cases })
}

/// The service's rules, and the trait that holds them. A diagram goes before a tree, which then is
/// not looked at: the two say the same, and official clients choose that way too.
fn plan(context: &Context<'_>) -> (&'static str, Result<Plan, Vec<Fault>>) {
    let all = &context.service.traits;
    if let Some(diagram) = all.get(ENDPOINT_BDD) {
        let diagram = endpoint::read_diagram(diagram);
        return (ENDPOINT_BDD, diagram.and_then(|diagram| endpoint::check_diagram(&diagram)));
    }
    let rule_set = match all.get(ENDPOINT_RULE_SET) {
        Some(rules) => endpoint::read_rule_set(rules),
        // Models from before endpoint rules have a prefix for the host name, which is the ARN
        // namespace when it is not given, which in turn is the shape's name.
        None => {
            let prefix = field(context, AWS_SERVICE, "endpointPrefix")
                .or_else(|| field(context, AWS_SERVICE, "arnNamespace"))
                .unwrap_or_else(|| context.slice.service.name().to_lowercase());
            Ok(endpoint::regional_rule_set(&prefix))
        }
    };
    (ENDPOINT_RULE_SET, rule_set.and_then(|rule_set| endpoint::check(&rule_set)))
}

/// Where the configuration holds the value of a built-in: the function of the runtime crate.
pub(crate) const BUILT_INS: [(&str, &str); 4] = [
    ("AWS::Region", "region"),
    ("AWS::UseDualStack", "use_dual_stack"),
    ("AWS::UseFIPS", "use_fips"),
    ("SDK::Endpoint", "endpoint"),
];

/// Nothing but the configuration that all services share can give values to parameters yet.
fn check_parameter(
    service: &ShapeId,
    rules: &str,
    parameter: &Parameter,
    faults: &mut Diagnostics,
) {
    let built_in = parameter.built_in.as_deref();
    if BUILT_INS.iter().any(|(name, _)| built_in == Some(name)) {
        return;
    }
    let what = match built_in {
        Some(name) => format!("takes its value from `{name}`"),
        None => "takes its value from operations or settings".to_owned(),
    };
    faults.push(
        Diagnostic::error(
            "unsupported-endpoint-parameter",
            format!("endpoint parameter `{}` {what}, which is not known yet", parameter.name),
        )
        .at(service)
        .below(&["traits", rules, "parameters", &parameter.name])
        .help(format!("known are {}", BUILT_INS.map(|(name, _)| format!("`{name}`")).join(", "))),
    );
}

fn diagnostic(service: &ShapeId, trait_id: &'static str, fault: Fault) -> Diagnostic {
    let mut diagnostic = Diagnostic::error("invalid-endpoint-rules", fault.message)
        .at(service)
        .below(&["traits", trait_id])
        .below_pointer(fault.at.as_str());
    diagnostic.help = fault.help;
    diagnostic
}
