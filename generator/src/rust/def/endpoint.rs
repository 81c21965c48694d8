//! How endpoints are found, and where their parameters come from.

use super::Ty;
use crate::endpoint::rules::{Constant, ParameterKind};
use crate::endpoint::{Case, Partitions, Plan};
use crate::waiters::Value;

/// Endpoint rules, ready to be printed.
#[derive(Clone, Debug)]
pub(crate) struct EndpointDef {
    pub(crate) plan: Plan,
    pub(crate) partitions: Partitions,
    /// The model's own test cases.
    pub(crate) cases: Vec<Case>,
    /// Settings of the client that only the rules ask for.
    pub(crate) settings: Vec<EndpointSetting>,
}

/// A setting that is a parameter of the endpoint rules.
#[derive(Clone, Debug)]
pub(crate) struct EndpointSetting {
    /// The name in the model.
    pub(crate) parameter: String,
    /// The type under which the configuration holds it, such as `UseArnRegion`.
    pub(crate) ty: String,
    pub(crate) setter: String,
    /// What stands after `set_`.
    pub(crate) stem: String,
    pub(crate) kind: ParameterKind,
    pub(crate) docs: String,
}

/// A parameter of the endpoint rules that an operation gives a value to.
#[derive(Clone, Debug)]
pub(crate) struct EndpointBinding {
    /// What stands after `set_` in the builder of parameters.
    pub(crate) stem: String,
    pub(crate) source: EndpointSource,
    /// Whether there may be a value before, which stays unless this has one.
    pub(crate) overrides: bool,
}

/// Where an operation has a parameter's value.
#[derive(Clone, Debug)]
pub(crate) enum EndpointSource {
    Constant(Constant),
    Field {
        field: String,
        ty: Ty,
        /// Whether there is no sending without it.
        required: bool,
    },
    /// A path through the input, which becomes a function.
    Path {
        function: String,
        path: String,
        value: Value,
    },
}
