//! Endpoint rules, from the model's traits to a plan that a printer can write down as Rust. A
//! [`Plan`] is complete: every reference in it is resolved, every value has a type, and the
//! region patterns that it needs are taken apart, so nothing can fail after it.
//!
//! ```text
//! smithy.rules#endpointBdd     ─diagram::read─▶ Diagram ─diagram::check─▶ Plan ─▶ emit::endpoint
//! smithy.rules#endpointRuleSet ─read─▶ RuleSet ─check─────────────────────┤
//! endpointPrefix               ─regional─▶ RuleSet ───────────────────────┘
//! smithy.rules#endpointTests   ─cases─▶ [Case] ─▶ emit::endpoint::tests
//! partitions.json              ─partitions─▶ Partitions
//! ```
//!
//! Source: [rules engine](https://smithy.io/2.0/additional-specs/rules-engine/index.html).

pub(crate) mod bindings;
pub(crate) mod cases;
mod check;
pub(crate) mod diagram;
mod fault;
mod functions;
pub(crate) mod partitions;
pub(crate) mod plan;
mod prune;
mod read;
mod reader;
pub(crate) mod region_pattern;
mod regional;
pub(crate) mod rules;
mod template;
#[cfg(test)]
mod tests;
mod types;
mod values;

pub(crate) use bindings::read_bindings;
pub(crate) use cases::{Case, read_cases};
pub(crate) use check::check;
pub(crate) use diagram::{check_diagram, read_diagram};
pub(crate) use fault::Fault;
pub(crate) use partitions::{Partitions, read_partitions};
pub(crate) use plan::Plan;
pub(crate) use read::read_rule_set;
pub(crate) use regional::regional_rule_set;
pub(crate) use types::{Base, Record};
