//! Waiters, ready to be printed.

use crate::model::traits::Deprecation;
use crate::waiters::{Expected, State, Value};

/// A waiter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WaiterDef {
    /// The name in the model.
    pub(crate) model_name: String,
    /// What its types are called after, such as `InstanceRunning`.
    pub(crate) name: String,
    /// The method of the trait, such as `wait_until_instance_running`.
    pub(crate) method: String,
    /// The module, such as `instance_running`, and the file without its suffix.
    pub(crate) module: String,
    pub(crate) docs: String,
    pub(crate) deprecated: Option<Deprecation>,
    /// The least number of seconds between two calls.
    pub(crate) min_delay: u64,
    /// The greatest number of seconds between two calls.
    pub(crate) max_delay: u64,
    /// The paths that its acceptors read, each once.
    pub(crate) paths: Vec<PathDef>,
    /// What outputs mean; the first branch that matches decides.
    pub(crate) on_output: Vec<Branch<Test>>,
    /// What all other outputs mean.
    pub(crate) on_any_output: Option<State>,
    /// What codes of errors mean.
    pub(crate) on_code: Vec<Branch<String>>,
    /// What all other errors mean.
    pub(crate) on_any_error: Option<State>,
    /// What each acceptor says, in words: `ends well when …`.
    pub(crate) rules: Vec<String>,
}

/// A path of a waiter, which becomes a function.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PathDef {
    /// The function.
    pub(crate) name: String,
    /// As the model has it.
    pub(crate) path: String,
    /// Members are fields here.
    pub(crate) value: Value,
    /// Whether it reads the input.
    pub(crate) input: bool,
    /// Whether it reads the output.
    pub(crate) output: bool,
}

/// A state, and the conditions any of which leads to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Branch<T> {
    pub(crate) conditions: Vec<T>,
    pub(crate) state: State,
}

/// Compares what a path leads to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Test {
    /// Which of the waiter's paths.
    pub(crate) path: usize,
    pub(crate) expected: Expected,
}
