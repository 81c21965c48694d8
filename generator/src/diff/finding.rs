//! What a comparison finds: each change with what it means for Rust code, for bytes and for behaviour.

use serde::Serialize;

use crate::diagnostics::Place;

/// Everything that a comparison of two models found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The shape id of the service.
    pub service: String,
    /// The operations that were compared, by name, of both sides together, sorted.
    pub operations: Vec<String>,
    /// What changed in what those operations need, in the order of shapes and rules.
    pub findings: Vec<Finding>,
    /// How many changes there are in the rest of the model.
    pub outside: usize,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that found it, such as `member-removed`.
    pub rule: &'static str,
    /// Rule and path: the same change of the same shape has the same id in every pair of models.
    pub id: String,
    /// Sixteen hexadecimal digits of SHA-256 over the rule, the path and the canonical values of both sides: it stays when the
    /// change does, and goes when either side becomes another.
    pub fingerprint: String,
    /// Where in the model: a shape id, `$member` for a member, and the trait where it is one.
    pub path: String,
    /// What changed, in one sentence.
    pub message: String,
    /// What it was, as the model has it, when that can be shown in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// The operations that it reaches, by name, sorted.
    pub operations: Vec<String>,
    /// Which way the values travel that it is about.
    pub direction: Direction,
    /// What it does to code that uses the crate.
    pub rust: RustVerdict,
    /// The public items that it adds, removes or changes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemChange>,
    /// Code that compiles before and not after, for a change that is [`RustVerdict::Major`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// What it does to requests and responses.
    pub wire: WireVerdict,
    /// The lines of wire plans that differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bytes: Vec<String>,
    /// What it does to running programs.
    pub behaviour: BehaviourVerdict,
    /// Why, or what to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The paths of other changes that it brings along: the shapes of a new operation, say. They have no findings of their own, and
    /// the fingerprint covers them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<String>,
    /// Where the new model says so, or the old one if it is gone.
    #[serde(skip)]
    pub place: Option<Place>,
}

/// Which way values travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// It is about no values.
    None,
    /// To the service.
    In,
    /// From the service.
    Out,
    /// Both.
    Both,
}

/// What a change does to code that uses the crate, in the terms of semantic versioning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RustVerdict {
    /// Nothing, not even the text of a public item.
    None,
    /// Documentation alone.
    Patch,
    /// Items are added, or deprecated.
    Minor,
    /// Code that compiled may not any more.
    Major,
}

/// What a change does to requests and responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WireVerdict {
    /// Nothing.
    None,
    /// More can be sent or read; what was is sent and read as before.
    Compatible,
    /// The same values are sent as other bytes.
    ChangesBytes,
    /// What could be sent or read can not be any more.
    Incompatible,
}

/// What a change does to running programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BehaviourVerdict {
    /// Nothing.
    None,
    /// Something that a program may notice.
    Notable,
    /// Something that worked may not any more.
    Breaking,
}

/// A public item that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ItemChange {
    /// Its path in the crate, such as `types::ByoipCidr::cidr`.
    pub item: String,
    /// How it was declared, without its body; none if it is added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// How it is declared; none if it is removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}
