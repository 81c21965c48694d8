//! Where parameters of endpoint rules get their values, beside built-ins: from settings of the
//! client, from what an operation always says, and from members of its input. Every binding
//! names a parameter of the rules and has its type.
//!
//! Source: [rules engine parameters](https://smithy.io/2.0/additional-specs/rules-engine/parameters.html).

use std::collections::BTreeMap;

use smithy_json_ast::{Member, Node, Operation, ShapeId, ShapeKind, SimpleType, Traits};

use super::fault::Fault;
use super::read::read_constant;
use super::reader::At;
use super::rules::{Constant, Parameter, ParameterKind};
use crate::diagnostics::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::traits::{
    CLIENT_CONTEXT_PARAMS, CONTEXT_PARAM, OPERATION_CONTEXT_PARAMS, STATIC_CONTEXT_PARAMS,
};
use crate::model::{Model, prelude};
use crate::transform::Slice;
use crate::waiters::{self, Type, Value};

/// All bindings of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bindings {
    /// Of the trait `smithy.rules#clientContextParams`.
    pub(crate) settings: Vec<Setting>,
    /// By the id of the operation. Those that win stand last.
    pub(crate) operations: BTreeMap<ShapeId, Vec<Binding>>,
}

/// A setting of the client that gives a parameter its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    pub(crate) parameter: String,
    pub(crate) kind: ParameterKind,
    pub(crate) documentation: Option<String>,
}

/// What an operation says about a parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Binding {
    pub(crate) parameter: String,
    pub(crate) source: Source,
}

/// Where an operation has the value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// Of the trait `smithy.rules#staticContextParams`.
    Constant(Constant),
    /// Of the trait `smithy.rules#contextParam`: a member of the input.
    Member(String),
    /// Of the trait `smithy.rules#operationContextParams`: the path as the model has it, and typed.
    Path(String, Value),
}

/// The bindings of the service and the operations in the slice, for rules with `parameters`.
pub(crate) fn read_bindings(
    model: &Model,
    slice: &Slice,
    parameters: &[&Parameter],
    faults: &mut Diagnostics,
) -> Bindings {
    let mut reader = Reader { model, parameters, faults };
    let settings = reader.settings(&slice.service);
    let mut operations = BTreeMap::new();
    for id in &slice.operations {
        if let Some(ShapeKind::Operation(operation)) = model.shape(id).map(|shape| &shape.kind) {
            operations.insert(id.clone(), reader.operation(id, operation));
        }
    }
    Bindings { settings, operations }
}

struct Reader<'a> {
    model: &'a Model,
    parameters: &'a [&'a Parameter],
    faults: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn settings(&mut self, service: &ShapeId) -> Vec<Setting> {
        self.entries(service, CLIENT_CONTEXT_PARAMS, |reader, name, value, faults| {
            let kind = super::read::parameter_kind(&value.require("type", faults)?, faults)?;
            reader.bound(name, value, kind, faults);
            let documentation = value.optional_string("documentation", faults);
            Some(Setting { parameter: name.to_owned(), kind, documentation })
        })
    }

    /// The least specific first, as the specification orders them.
    fn operation(&mut self, id: &ShapeId, operation: &Operation) -> Vec<Binding> {
        let input = operation.input.as_ref();
        let mut bindings =
            self.entries(id, OPERATION_CONTEXT_PARAMS, |reader, name, value, faults| {
                let path = value.require("path", faults)?;
                let text = path.string(faults)?;
                let (typed, kind) = reader.path(input, &path, text, faults)?;
                reader.bound(name, value, kind, faults);
                let source = Source::Path(text.to_owned(), typed);
                Some(Binding { parameter: name.to_owned(), source })
            });
        bindings.extend(input.into_iter().flat_map(|input| self.members(input)));
        bindings.extend(self.entries(id, STATIC_CONTEXT_PARAMS, |reader, name, value, faults| {
            let constant = read_constant(&value.require("value", faults)?, faults)?;
            reader.bound(name, value, constant.kind(), faults);
            let source = Source::Constant(constant);
            Some(Binding { parameter: name.to_owned(), source })
        }));
        bindings
    }

    /// The entries of a trait whose value is a map from names of parameters.
    fn entries<T>(
        &mut self,
        id: &ShapeId,
        trait_id: &'static str,
        read: impl Fn(&Self, &str, &At<'_>, &mut Vec<Fault>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.model.traits(id).and_then(|all: &Traits| all.get(trait_id)) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let members = At::root(value).members(&mut found).unwrap_or_default();
        let entries =
            members.iter().filter_map(|(name, value)| read(self, name, value, &mut found));
        let entries = entries.collect();
        self.faults.extend(found.into_iter().map(|fault| {
            let diagnostic = Diagnostic::error(CODE, fault.message)
                .at(id)
                .below(&["traits", trait_id])
                .below_pointer(fault.at.as_str());
            Diagnostic { help: fault.help, ..diagnostic }.or_help(HELP)
        }));
        entries
    }

    fn members(&mut self, input: &ShapeId) -> Vec<Binding> {
        let members = self.model.structure(input).into_iter().flatten();
        let bound = members
            .filter_map(|(name, member)| Some((name, member, member.traits.get(CONTEXT_PARAM)?)));
        let mut bindings = Vec::new();
        for (name, member, value) in bound {
            let mut found = Vec::new();
            let parameter = member_parameter(value, &mut found);
            if let Some(parameter) = &parameter {
                match self.member_kind(member) {
                    Some(kind) => self.bound(parameter, &At::root(value), kind, &mut found),
                    None => {
                        let message = format!("`{name}` is no string, boolean or list of strings");
                        found.push(At::root(value).fault(message));
                    }
                }
            }
            self.faults.extend(found.into_iter().map(|fault| {
                let diagnostic = Diagnostic::error(CODE, fault.message)
                    .at(input)
                    .below(&["members", name, "traits", CONTEXT_PARAM])
                    .below_pointer(fault.at.as_str());
                Diagnostic { help: fault.help, ..diagnostic }.or_help(HELP)
            }));
            bindings.extend(
                parameter
                    .map(|parameter| Binding { parameter, source: Source::Member(name.clone()) }),
            );
        }
        bindings
    }

    /// The kind of parameter that a member can give its value to.
    fn member_kind(&self, member: &Member) -> Option<ParameterKind> {
        let simple = |id: &ShapeId| {
            prelude::simple_type(id).or_else(|| match self.model.shape(id)?.kind {
                ShapeKind::Simple(simple) => Some(simple),
                _ => None,
            })
        };
        match simple(&member.target) {
            Some(SimpleType::String) => return Some(ParameterKind::String),
            Some(SimpleType::Boolean) => return Some(ParameterKind::Boolean),
            _ => {}
        }
        match &self.model.shape(&member.target)?.kind {
            ShapeKind::Enum(_) => Some(ParameterKind::String),
            ShapeKind::List(item) if simple(&item.target) == Some(SimpleType::String) => {
                Some(ParameterKind::StringArray)
            }
            _ => None,
        }
    }

    fn path(
        &self,
        input: Option<&ShapeId>,
        at: &At<'_>,
        text: &str,
        faults: &mut Vec<Fault>,
    ) -> Option<(Value, ParameterKind)> {
        let value = match waiters::input_path(self.model, input, text) {
            Ok(value) => value,
            Err(fault) => {
                let message = format!("path \"{text}\", character {}: {}", fault.at, fault.message);
                let message = at.fault(message);
                faults.push(match fault.help {
                    Some(help) => message.help(help),
                    None => message,
                });
                return None;
            }
        };
        let kind = match &value.ty {
            Type::Bool => Some(ParameterKind::Boolean),
            Type::Text => Some(ParameterKind::String),
            ty => ty
                .item()
                .is_some_and(|(item, _)| item == Type::Text)
                .then_some(ParameterKind::StringArray),
        };
        if kind.is_none() {
            let found = value.ty.describe();
            faults.push(at.fault(format!("a parameter takes text, a boolean or a list of texts, but this path leads to {found}")));
        }
        Some((value, kind?))
    }

    /// Reports a name that is no parameter of the rules, or one of another kind.
    fn bound(&self, name: &str, value: &At<'_>, kind: ParameterKind, faults: &mut Vec<Fault>) {
        match self.parameters.iter().find(|parameter| parameter.name == name) {
            None => {
                let fault = value.fault(format!("the endpoint rules have no parameter `{name}`"));
                let names = self.parameters.iter().map(|parameter| parameter.name.as_str());
                faults.push(match did_you_mean(name, names) {
                    Some(hint) => fault.help(hint),
                    None => fault,
                });
            }
            Some(parameter) if parameter.kind != kind => {
                let (want, found) = (parameter.kind.name(), kind.name());
                let message =
                    format!("endpoint parameter `{name}` is a {want}, and this is a {found}");
                faults.push(value.fault(message));
            }
            Some(_) => {}
        }
    }
}

const CODE: &str = "invalid-endpoint-parameter";

const HELP: &str = "where parameters get their values: https://smithy.io/2.0/additional-specs/rules-engine/parameters.html";

fn member_parameter(value: &Node, faults: &mut Vec<Fault>) -> Option<String> {
    Some(At::root(value).require("name", faults)?.string(faults)?.to_owned())
}
