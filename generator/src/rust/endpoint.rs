//! How the endpoints of a service are found: the plan of its rules, and where each parameter
//! gets its value.

use std::collections::HashSet;

use smithy_json_ast::{Node, ShapeId};

use super::build::Context;
use super::def::{EndpointBinding, EndpointDef, EndpointSetting, EndpointSource, OperationDef};
use super::reserved;
use crate::casing;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::docs;
use crate::endpoint::bindings::{Binding, Bindings, Setting, Source};
use crate::endpoint::rules::{Parameter, ParameterKind};
use crate::endpoint::{self, Fault, Partitions, Plan};
use crate::model::traits::{self, AWS_SERVICE, ENDPOINT_BDD, ENDPOINT_RULE_SET, ENDPOINT_TESTS};

pub(super) fn endpoint(
    context: &Context<'_>,
    partitions: &Partitions,
    operations: &mut [OperationDef],
    faults: &mut Diagnostics,
) -> Option<EndpointDef> {
    let id = &context.slice.service;
    let mut report = |trait_id: &'static str, found: Vec<Fault>| {
        faults.extend(found.into_iter().map(|fault| diagnostic(id, trait_id, fault)));
    };
    let (rules, plan) = plan(context);
    let plan = plan.map_err(|found| report(rules, found)).ok()?;
    let parameters: Vec<&Parameter> = plan.parameters.iter().map(|p| &p.parameter).collect();
    let cases = match context.service.traits.get(ENDPOINT_TESTS) {
        None => Ok(Vec::new()),
        Some(tests) => endpoint::read_cases(tests, parameters.iter().copied()),
    };
    let cases = cases.map_err(|found| report(ENDPOINT_TESTS, found)).ok();
    let bindings = endpoint::read_bindings(context.model, context.slice, &parameters, faults);
    for parameter in &parameters {
        check_parameter(id, rules, parameter, &bindings, faults);
    }
    let mut taken = HashSet::from(["clone".to_owned(), "default".to_owned()]);
    for stem in reserved::SETTINGS {
        taken.extend([stem.to_owned(), format!("set_{stem}")]);
    }
    let settings =
        bindings.settings.iter().map(|setting| self::setting(setting, &mut taken, faults, id));
    let settings = settings.collect();
    for operation in operations {
        let own = bindings.operations.get(&operation.id).map(Vec::as_slice).unwrap_or_default();
        let bound = own.iter().enumerate().filter_map(|(index, one)| {
            let name = &one.parameter;
            let before = own.iter().take(index).any(|other| other.parameter == *name)
                || bindings.settings.iter().any(|setting| setting.parameter == *name)
                || parameters.iter().any(|p| p.name == *name && p.built_in.is_some());
            binding(operation, one, before)
        });
        operation.endpoint = bound.collect();
    }
    Some(EndpointDef { partitions: partitions.clone(), cases: cases?, settings, plan })
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
            let field = |key| {
                let object = traits::object(all, AWS_SERVICE)?;
                object.get(key).and_then(Node::as_str).map(str::to_owned)
            };
            let prefix = field("endpointPrefix")
                .or_else(|| field("arnNamespace"))
                .unwrap_or_else(|| context.slice.service.name().to_lowercase());
            Ok(endpoint::regional_rule_set(&prefix))
        }
    };
    (ENDPOINT_RULE_SET, rule_set.and_then(|rule_set| endpoint::check(&rule_set)))
}

/// The built-in that says how the account decides on endpoints. It is a setting of services that have it.
pub(crate) const ACCOUNT_ID_ENDPOINT_MODE: &str = "AWS::Auth::AccountIdEndpointMode";

/// The built-in whose value is known once the identity of a call is.
pub(crate) const ACCOUNT_ID: &str = "AWS::Auth::AccountId";

/// Where the configuration holds the value of a built-in: the function of the runtime crate.
pub(crate) const BUILT_INS: [(&str, &str, ParameterKind); 5] = [
    (ACCOUNT_ID_ENDPOINT_MODE, "account_id_endpoint_mode", ParameterKind::String),
    ("AWS::Region", "region", ParameterKind::String),
    ("AWS::UseDualStack", "use_dual_stack", ParameterKind::Boolean),
    ("AWS::UseFIPS", "use_fips", ParameterKind::Boolean),
    ("SDK::Endpoint", "endpoint", ParameterKind::String),
];

/// Built-ins that official clients for Rust have no setting for: the default of the parameter holds.
const NEVER_SET: [&str; 2] = ["AWS::S3::UseGlobalEndpoint", "AWS::STS::UseGlobalEndpoint"];

/// Reports a parameter that something would have to give a value to, and nothing does.
fn check_parameter(
    service: &ShapeId,
    rules: &str,
    parameter: &Parameter,
    bindings: &Bindings,
    faults: &mut Diagnostics,
) {
    let name = &parameter.name;
    let at = |diagnostic: Diagnostic| {
        diagnostic.at(service).below(&["traits", rules, "parameters", name])
    };
    let is_setting = bindings.settings.iter().any(|setting| setting.parameter == *name);
    if let Some(built_in) = parameter.built_in.as_deref() {
        let account_id = (ACCOUNT_ID, ParameterKind::String);
        let never = NEVER_SET.map(|built_in| (built_in, ParameterKind::Boolean));
        let held = BUILT_INS.iter().map(|(built_in, _, kind)| (*built_in, *kind));
        let mut known = held.chain([account_id]).chain(never);
        match known.clone().find(|(known, _)| *known == built_in) {
            Some((_, kind)) if kind != parameter.kind => {
                let (want, found) = (kind.name(), parameter.kind.name());
                let message = format!(
                    "`{built_in}` is a {want}, and endpoint parameter `{name}` is a {found}"
                );
                let diagnostic = at(Diagnostic::error("invalid-endpoint-parameter", message));
                faults.push(diagnostic.help("give the parameter the type of its `builtIn`"));
            }
            None if !is_setting => {
                let message = format!(
                    "endpoint parameter `{name}` takes its value from `{built_in}`, which is not known yet"
                );
                let known: Vec<_> = known.by_ref().map(|(known, _)| format!("`{known}`")).collect();
                let diagnostic = at(Diagnostic::error("unsupported-endpoint-parameter", message));
                faults.push(diagnostic.help(format!("known are {}", known.join(", "))));
            }
            _ => {}
        }
        return;
    }
    if is_setting {
        return;
    }
    if !parameter.required || parameter.default.is_some() {
        return;
    }
    for (operation, bound) in &bindings.operations {
        if !bound.iter().any(|binding| binding.parameter == *name) {
            let message = format!(
                "endpoint parameter `{name}` is required, and nothing gives it a value for `{operation}`"
            );
            let diagnostic = at(Diagnostic::error("unbound-endpoint-parameter", message));
            faults.push(diagnostic.help("give it a `default`, a `builtIn`, or a setting with `smithy.rules#clientContextParams`"));
        }
    }
}

/// `taken` has the methods that the builder of configurations has so far.
fn setting(
    setting: &Setting,
    taken: &mut HashSet<String>,
    faults: &mut Diagnostics,
    service: &ShapeId,
) -> EndpointSetting {
    let stem = casing::snake(&setting.parameter);
    let methods = [stem.clone(), format!("set_{stem}")];
    if let Some(method) = methods.iter().find(|method| taken.contains(*method)) {
        let message = format!(
            "setting `{}` would have the method `{method}`, which is something else already",
            setting.parameter
        );
        let diagnostic = Diagnostic::error("setting-clash", message).at(service);
        let below = ["traits", traits::CLIENT_CONTEXT_PARAMS, &setting.parameter];
        faults.push(diagnostic.below(&below));
    }
    taken.extend(methods);
    EndpointSetting {
        parameter: setting.parameter.clone(),
        // Whatever the parameter is called, this is no name of Rust's, nor of a setting that every client has.
        ty: format!("{}Setting", casing::pascal(&setting.parameter)),
        setter: reserved::identifier(&stem),
        stem,
        kind: setting.kind,
        docs: setting.documentation.as_deref().map(docs::to_markdown).unwrap_or_default(),
    }
}

/// `None` only for a member that the input does not have.
fn binding(
    operation: &OperationDef,
    binding: &Binding,
    overrides: bool,
) -> Option<EndpointBinding> {
    let source = match &binding.source {
        Source::Constant(constant) => EndpointSource::Constant(constant.clone()),
        Source::Member(member) => {
            let field = operation.input.fields.iter().find(|field| field.member == *member)?;
            EndpointSource::Field {
                field: field.name.clone(),
                ty: field.ty.clone(),
                required: field.required,
            }
        }
        Source::Path(text, value) => {
            let mut value = value.clone();
            super::waiters::rename(&mut value);
            let function = format!("endpoint_{}", casing::snake(&binding.parameter));
            EndpointSource::Path { function, path: text.clone(), value }
        }
    };
    Some(EndpointBinding { stem: casing::snake(&binding.parameter), source, overrides })
}

const RULES_SPECIFICATION: &str =
    "https://smithy.io/2.0/additional-specs/rules-engine/specification.html";

fn diagnostic(service: &ShapeId, trait_id: &'static str, fault: Fault) -> Diagnostic {
    let mut diagnostic = Diagnostic::error("invalid-endpoint-rules", fault.message)
        .at(service)
        .below(&["traits", trait_id])
        .below_pointer(fault.at.as_str());
    diagnostic.help = fault.help;
    diagnostic.or_help(format!("the form of endpoint rules: {RULES_SPECIFICATION}"))
}
