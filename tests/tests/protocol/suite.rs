//! The official cases of a protocol, as its model has them in `smithy.test#httpRequestTests` and
//! `smithy.test#httpResponseTests`. Source: Smithy 2.0 specification, "HTTP Protocol Compliance Tests".

use std::path::Path;

use serde_json::Value;

use crate::Failure;

const REQUESTS: &str = "smithy.test#httpRequestTests";
const RESPONSES: &str = "smithy.test#httpResponseTests";

/// A protocol whose cases are run. The numbers are those of the cases that concern clients; other numbers are a failure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Suite {
    pub(crate) name: &'static str,
    /// The name of the model.
    pub(crate) model: &'static str,
    /// Whether responses have to be well-formed, as those of all cases are.
    pub(crate) strict: bool,
    /// The trait of the protocol.
    pub(crate) protocol: &'static str,
    pub(crate) counts: Counts,
    /// The source of tests of our own on the same client, which are its public functions.
    pub(crate) more: &'static str,
}

impl Suite {
    /// The names of the tests of our own.
    pub(crate) fn more_tests(self) -> impl Iterator<Item = &'static str> {
        let name = |line: &'static str| line.strip_prefix("pub async fn ")?.split('(').next();
        self.more.lines().filter_map(name)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) requests: usize,
    pub(crate) responses: usize,
    pub(crate) errors: usize,
}

impl Counts {
    pub(crate) fn of(&mut self, kind: Kind) -> &mut usize {
        match kind {
            Kind::Request => &mut self.requests,
            Kind::Response => &mut self.responses,
            Kind::Error => &mut self.errors,
        }
    }
}

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Request,
    Response,
    Error,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Request, Self::Response, Self::Error];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Request => "requests",
            Self::Response => "responses",
            Self::Error => "errors",
        }
    }
}

/// A case.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    /// The service that is called.
    pub(crate) service: String,
    /// The operation that is called.
    pub(crate) operation: String,
    /// What is sent or expected: the input, the output or the error.
    pub(crate) shape: String,
    /// The case as it is in the model.
    pub(crate) value: Value,
}

/// A model whose mixins are resolved.
#[derive(Clone, Debug)]
pub(crate) struct Model(Value);

impl Model {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Self(serde_json::from_str(&text)?))
    }

    /// A shape; null for one of the prelude.
    pub(crate) fn shape(&self, id: &str) -> &Value {
        &self.0["shapes"][id]
    }

    /// The members of a structure or a union.
    pub(crate) fn members(&self, id: &str) -> impl Iterator<Item = (&String, &str)> {
        let members = self.shape(id)["members"].as_object().into_iter().flatten();
        members.map(|(name, member)| (name, target(member)))
    }

    /// The services that speak a protocol.
    pub(crate) fn services<'a>(&'a self, protocol: &'a str) -> impl Iterator<Item = &'a str> {
        let shapes = self.0["shapes"].as_object().into_iter().flatten();
        shapes
            .filter(move |(_, s)| s["type"] == "service" && !s["traits"][protocol].is_null())
            .map(|(id, _)| id.as_str())
    }

    /// The operations of a service or a resource, with those of its resources.
    fn operations<'a>(&'a self, id: &str) -> Vec<&'a str> {
        let shape = self.shape(id);
        let verbs = ["create", "put", "read", "update", "delete", "list"].map(|verb| &shape[verb]);
        let lists = ["operations", "collectionOperations"].map(|key| list(&shape[key]));
        let mut all: Vec<&str> = lists.into_iter().flatten().chain(verbs).map(target).collect();
        all.retain(|id| !id.is_empty());
        let below = list(&shape["resources"]).map(target).flat_map(|id| self.operations(id));
        all.extend(below);
        all
    }

    /// The cases of a protocol that concern clients.
    pub(crate) fn cases(&self, protocol: &str) -> Vec<Case> {
        let mut cases = Vec::new();
        for service in self.services(protocol) {
            let operations = self.operations(service);
            let mut errors: Vec<(&str, &str)> = Vec::new();
            for operation in &operations {
                let shape = self.shape(operation);
                let case = |kind, of: &Value, value: &Value| Case {
                    kind,
                    id: value["id"].as_str().unwrap_or_default().to_owned(),
                    service: service.to_owned(),
                    operation: (*operation).to_owned(),
                    shape: target(of).to_owned(),
                    value: value.clone(),
                };
                let requests = for_clients(&shape["traits"][REQUESTS], protocol);
                cases.extend(requests.map(|value| case(Kind::Request, &shape["input"], value)));
                let responses = for_clients(&shape["traits"][RESPONSES], protocol);
                cases.extend(responses.map(|value| case(Kind::Response, &shape["output"], value)));
                // An error is told apart by any operation that has it.
                let own = list(&shape["errors"]).chain(list(&self.shape(service)["errors"]));
                for error in own.map(target) {
                    if !errors.iter().any(|(known, _)| *known == error) {
                        errors.push((error, operation));
                    }
                }
            }
            for (error, operation) in errors {
                let values = for_clients(&self.shape(error)["traits"][RESPONSES], protocol);
                cases.extend(values.map(|value| Case {
                    kind: Kind::Error,
                    id: value["id"].as_str().unwrap_or_default().to_owned(),
                    service: service.to_owned(),
                    operation: operation.to_owned(),
                    shape: error.to_owned(),
                    value: value.clone(),
                }));
            }
        }
        cases
    }
}

fn for_clients<'a>(cases: &'a Value, protocol: &'a str) -> impl Iterator<Item = &'a Value> {
    list(cases).filter(move |case| {
        case["protocol"] == protocol
            && (case["appliesTo"].is_null() || case["appliesTo"] == "client")
    })
}

/// What a member or a reference leads to; empty for none.
pub(crate) fn target(member: &Value) -> &str {
    member["target"].as_str().unwrap_or_default()
}

pub(crate) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The part of a shape id after its namespace.
pub(crate) fn name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}
