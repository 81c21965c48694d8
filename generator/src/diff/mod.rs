//! What changed from one model to another, and what that means for Rust code, for bytes and for running programs. It compares what
//! some operations need, and counts what else changed.
//!
//! ```text
//! two slices ─delta─▶ ─renames─▶ differences ─folds─▶ drafts ◀─claims─ items and facts that differ
//!                                                   │
//!                                          finish, rules ─▶ findings
//! ```
//!
//! No difference is lost: each has a finding, or is named as part of one. What a finding means for Rust code is the difference of the
//! two crates' public items (`api`), and what it means for bytes that of their wire plans (`wire`): rules only find, name and explain.

mod api;
mod approvals;
mod changes;
mod claims;
#[cfg(test)]
mod declared;
mod delta;
mod drafts;
mod finding;
mod finish;
mod folds;
mod limits;
mod outcomes;
mod reach;
mod renames;
mod replaced;
pub mod report;
mod rules;
mod value;
mod wire;
mod witness;

use std::collections::{BTreeSet, HashSet};

use smithy_json_ast::ShapeId;

pub use approvals::{Approval, Approvals, FILE_NAME as APPROVALS_FILE_NAME, called};
pub use finding::{
    BehaviourVerdict, Comparison, Direction, Finding, ItemChange, RustVerdict, WireVerdict,
};
pub use limits::Limits;

use crate::error::Error;
use crate::generate::{Defined, Loaded};
use crate::model::Model;
use crate::options::Options;
use crate::parallel;
use crate::transform::{self, Slice};
use delta::{Delta, Read};
use reach::Reach;
use rules::{Context, Sided};

/// One side of a comparison.
struct Side<'a> {
    defined: &'a Defined,
    /// The shapes of the slice, with all that the model says of them.
    cut: &'a Model,
    reach: Reach<'a>,
    items: Vec<api::Item<'a>>,
    facts: Vec<wire::Fact<'a>>,
}

impl<'a> Side<'a> {
    fn of(defined: &'a Defined, cut: &'a Model) -> Self {
        Self {
            defined,
            cut,
            reach: Reach::of(&defined.slice),
            items: api::items(&defined.def),
            facts: wire::facts(&defined.def),
        }
    }

    fn read(&self) -> Read<'a> {
        Read { model: self.cut, normal: Some(&self.defined.slice) }
    }

    fn sided(&self) -> Sided<'_> {
        Sided { model: &self.defined.slice, reach: &self.reach }
    }
}

/// Compares what the operations that `options` name need of two models of a service; no operations are all. An operation that only one
/// model has came or went.
///
/// # Errors
///
/// What is named is in neither model, the models are of different services, or one of them holds something that cannot be generated.
///
/// ```
/// use tinsmith::diff::{self, RustVerdict};
/// use tinsmith::{Loaded, Options, Source};
///
/// let model = |members: &str| {
///     let text = format!(r#"{{"smithy": "2.0", "shapes": {{
///         "a#S": {{"type": "service", "version": "1", "operations": [{{"target": "a#Ping"}}], "traits": {{
///             "aws.protocols#ec2Query": {{}}, "aws.auth#sigv4": {{"name": "s"}}}}}},
///         "a#Ping": {{"type": "operation", "input": {{"target": "a#PingRequest"}}}},
///         "a#PingRequest": {{"type": "structure", "members": {{{members}}}}}}}}}"#);
///     Loaded::from_sources(vec![Source::new("model.json", text)])
/// };
/// let (old, new) = (model("")?, model(r#""Loud": {"target": "smithy.api#Boolean"}"#)?);
/// let options = Options::default();
/// let comparison = diff::compare(&old, &new, &options, &options)?;
/// let [finding] = comparison.findings.as_slice() else { panic!("one change") };
/// assert_eq!((finding.rule, finding.rust), ("member-added", RustVerdict::Minor));
/// # Ok::<(), tinsmith::Error>(())
/// ```
pub fn compare(
    old: &Loaded,
    new: &Loaded,
    options_old: &Options,
    options_new: &Options,
) -> Result<Comparison, Error> {
    let (names, other) = (names(old, options_old), names(new, options_new));
    let jobs =
        [(old, known(options_old, &names, &other)), (new, known(options_new, &other, &names))];
    let mut defined = parallel::map(&jobs, |(loaded, options)| loaded.define(options)).into_iter();
    let (Some(before), Some(after)) = (defined.next(), defined.next()) else {
        return Err(Error::Usage("a comparison needs two models".to_owned()));
    };
    let defined = [before?, after?];
    let [before, after] = &defined;
    let service = &after.def.service.id;
    if before.def.service.id != *service {
        let message = format!(
            "`{}` and `{service}` are two services; give two models of one, or name the service",
            before.def.service.id
        );
        return Err(Error::Usage(message));
    }
    let cuts = parallel::map(&[(old, before), (new, after)], |(loaded, defined)| {
        let operations = defined.def.operations.iter().map(|it| it.id.clone()).collect();
        transform::cut(&loaded.model, &Slice { service: service.clone(), operations })
    });
    let pairs: Vec<_> = defined.iter().zip(&cuts).collect();
    let mut sides = parallel::map(&pairs, |(defined, cut)| Side::of(defined, cut)).into_iter();
    let (Some(before), Some(after)) = (sides.next(), sides.next()) else {
        return Err(Error::Usage("a comparison needs two models".to_owned()));
    };
    let raw = delta::deltas(before.read(), after.read());
    let outside = outside(&raw, old, new, [before.cut, after.cut], service);
    let deltas = renames::pair(raw);
    let context = Context {
        old: before.sided(),
        new: after.sided(),
        endpoints: outcomes::compare(
            &before.defined.def.service.endpoint,
            &after.defined.def.service.endpoint,
        ),
    };
    let operations: BTreeSet<&str> = [&before, &after]
        .into_iter()
        .flat_map(|side| side.defined.def.operations.iter().map(|it| it.id.name()))
        .collect();
    let operations: Vec<String> = operations.into_iter().map(str::to_owned).collect();
    let mut findings = drafts::findings(&deltas, &before, &after, &context);
    for finding in &mut findings {
        // What is said of the service concerns all.
        let rest = finding.path.strip_prefix(service.as_str());
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['@', '.'])) {
            finding.operations.clone_from(&operations);
        }
    }
    Ok(Comparison { service: service.to_string(), operations, findings, outside })
}

/// The operations of a model; what is wrong with it is reported later.
fn names(loaded: &Loaded, options: &Options) -> HashSet<String> {
    loaded.operations(options.service.as_deref()).unwrap_or_default().into_iter().collect()
}

/// The options without operations that only the other model has. If no others are left, they stay, for the fault that names them.
fn known(options: &Options, own: &HashSet<String>, other: &HashSet<String>) -> Options {
    let mut known = options.clone();
    known.operations.retain(|name| {
        let name = name.rsplit('#').next().unwrap_or(name);
        own.contains(name) || !other.contains(name)
    });
    if known.operations.is_empty() { options.clone() } else { known }
}

/// How many differences the whole models have besides those of the slices.
fn outside(
    inside: &[Delta<'_>],
    old: &Loaded,
    new: &Loaded,
    cuts: [&Model; 2],
    service: &ShapeId,
) -> usize {
    let whole = |model| Read { model, normal: None };
    let inside: HashSet<String> =
        inside.iter().filter(|delta| delta.shape == Some(service)).map(Delta::path).collect();
    let is_outside = |delta: &Delta<'_>| match delta.shape {
        Some(shape) if shape == service => !inside.contains(&delta.path()),
        Some(shape) => cuts.iter().all(|cut| cut.shape(shape).is_none()),
        None => true,
    };
    let all = delta::deltas(whole(&old.model), whole(&new.model));
    all.iter().filter(|delta| is_outside(delta)).count()
}
