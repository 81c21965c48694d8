//! What a generated crate may cost at most: limits that a manifest sets. Nothing is measured here.

use std::collections::BTreeMap;

use toml::{Spanned, Value};

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Source, did_you_mean};

/// A figure of a generated crate that a budget can limit.
///
/// The first three are known as soon as the crate is generated. For the others cargo has to look
/// at the crate and at what it depends on, so only the command `tinsmith check --budget` has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measure {
    /// `lines`: lines of Rust in the modules, with comments and blank lines. The root of the crate
    /// and a bundled runtime are not counted.
    Lines,
    /// `public-items`: what the text of the crate declares `pub`, which is modules, types, traits,
    /// functions, methods, fields and constants; the variants of public enums; the functions of
    /// public traits. What implements a trait, what `pub use` brings from elsewhere, and what
    /// macros of the runtime add to every client or enum is not counted.
    PublicItems,
    /// `direct-dependencies`: packages that the manifest of the crate names.
    DirectDependencies,
    /// `all-dependencies`: packages that a build of the crate needs besides itself, each version
    /// of a package by itself, with default features and for the platform of the command: what
    /// `cargo tree --edges normal,build` lists.
    AllDependencies,
    /// `rustc-ratio`: processor time of the one rustc that compiles the crate, in debug and not
    /// incrementally, divided by that of a calibration crate, which is the same for everybody. So
    /// the figure hardly depends on the machine. What lies in folders of the crate but the runtime
    /// is part of it.
    RustcRatio,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Lines,
        Self::PublicItems,
        Self::DirectDependencies,
        Self::AllDependencies,
        Self::RustcRatio,
    ];

    /// What a manifest calls it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Lines => "lines",
            Self::PublicItems => "public-items",
            Self::DirectDependencies => "direct-dependencies",
            Self::AllDependencies => "all-dependencies",
            Self::RustcRatio => "rustc-ratio",
        }
    }

    /// What is wrong with a crate that has too much of it.
    fn over(self, figure: f64) -> String {
        match self {
            Self::Lines => format!("has {figure} lines of Rust"),
            Self::PublicItems => format!("has {figure} public items"),
            Self::DirectDependencies => format!("names {figure} packages that it depends on"),
            Self::AllDependencies => format!("needs {figure} packages"),
            Self::RustcRatio => {
                format!("takes {figure} times the calibration crate's time of rustc")
            }
        }
    }

    /// What can be done about it, besides allowing it.
    fn way_out(self) -> &'static str {
        match self {
            Self::Lines | Self::PublicItems | Self::RustcRatio => {
                "leave out operations that nobody calls"
            }
            Self::DirectDependencies => "see what this version of Tinsmith asks for",
            Self::AllDependencies => "see with `cargo tree` who asks for what is new",
        }
    }

    /// The number that `value` sets, if it can be a limit.
    fn read(self, value: &Value) -> Option<f64> {
        match *value {
            // Beyond 2^53 a limit is none, whatever it is rounded to.
            Value::Integer(most) => Some(most as f64),
            Value::Float(most) if self == Self::RustcRatio => Some(most),
            _ => None,
        }
        .filter(|most| *most > 0.0 && most.is_finite())
    }
}

/// The most that a crate may have of something.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Limit {
    /// Of what.
    pub measure: Measure,
    /// How much: greater than 0, and whole but for [`Measure::RustcRatio`].
    pub most: f64,
    /// Where the manifest says so.
    pub place: Place,
}

impl Limit {
    /// What part of the limit is used, in percent, rounded up: more than 100 is over the limit.
    pub fn share(&self, figure: f64) -> u64 {
        (figure / self.most * 100.0).ceil() as u64
    }

    /// What is wrong if the crate called `package` has this much.
    pub fn finding(&self, package: &str, figure: f64) -> Option<Diagnostic> {
        let (measure, most) = (self.measure, self.most);
        let message = format!("crate `{package}` {}; its budget is {most}", measure.over(figure));
        let (way_out, key) = (measure.way_out(), measure.key());
        (figure > most).then(|| {
            Diagnostic::error("over-budget", message)
                .place(self.place.clone())
                .help(format!("{way_out}, or raise `{key}` here if that much is meant"))
        })
    }
}

/// What a crate may cost, at most one limit for each measure.
///
/// It is the cost of the client as a crate of its own, in whatever form it is written: what a
/// package adds that makes it with a build script does not count. It is no part of how a crate is
/// made, so a generated manifest does not repeat it, and a new limit changes no generated file.
///
/// A manifest has limits for every crate, and for one crate limits that go before these:
///
/// ```
/// use tinsmith::{Manifest, Measure, Source};
///
/// let text = r#"
/// [budget]
/// lines = 3000
/// rustc-ratio = 0.5
///
/// [[crate]]
/// name = "tinsmith-ec2"
/// models = ["models/ec2.json"]
/// output = "clients/ec2"
///
/// [crate.budget]
/// lines = 5000
/// "#;
/// let manifest = Manifest::parse(&Source::new("tinsmith.toml", text), ".".into())?;
/// let limits = manifest.crates[0].budget.limits();
/// assert_eq!((limits[0].measure, limits[0].most), (Measure::Lines, 5000.0));
/// assert_eq!((limits[1].measure, limits[1].most), (Measure::RustcRatio, 0.5));
/// assert!(limits[0].finding("tinsmith-ec2", 5001.0).is_some());
/// # Ok::<(), tinsmith::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Budget(Vec<Limit>);

/// A table of a manifest, as it is written.
pub(crate) type RawBudget = BTreeMap<Spanned<String>, Spanned<Value>>;

impl Budget {
    /// The limits, in the order of [`Measure::ALL`].
    pub fn limits(&self) -> &[Limit] {
        &self.0
    }

    /// Reads the table of a manifest.
    pub(crate) fn read(source: &Source, raw: &RawBudget, faults: &mut Diagnostics) -> Self {
        let known = Measure::ALL.map(Measure::key);
        for key in raw.keys().filter(|key| !known.contains(&key.get_ref().as_str())) {
            let message = format!("a budget has no key `{}`", key.get_ref());
            let help = did_you_mean(key.get_ref(), known);
            faults.push(
                Diagnostic::error("invalid-manifest", message)
                    .place(Place::offset(source, key.span().start))
                    .help(help.unwrap_or_else(|| format!("it has `{}`", known.join("`, `")))),
            );
        }
        let mut limits = Vec::new();
        for measure in Measure::ALL {
            let key = measure.key();
            let Some((_, value)) = raw.iter().find(|(name, _)| name.get_ref() == key) else {
                continue;
            };
            let place = Place::offset(source, value.span().start);
            match measure.read(value.get_ref()) {
                Some(most) => limits.push(Limit { measure, most, place }),
                None => {
                    let kind = if measure == Measure::RustcRatio { "" } else { "whole " };
                    let message = format!("`{key}` of a budget is a {kind}number greater than 0");
                    let fault = Diagnostic::error("invalid-manifest", message).place(place);
                    faults.push(fault.help(format!("to set no limit, leave `{key}` out")));
                }
            }
        }
        Self(limits)
    }

    /// These limits, and those of `others` on what these do not limit.
    pub(crate) fn or(self, others: &Self) -> Self {
        let limit = |measure: Measure| {
            let mut all = self.0.iter().chain(&others.0);
            all.find(|limit| limit.measure == measure).cloned()
        };
        Self(Measure::ALL.into_iter().filter_map(limit).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(most: f64) -> Limit {
        let place = Place::File("tinsmith.toml".to_owned());
        Limit { measure: Measure::Lines, most, place }
    }

    #[test]
    fn a_limit_may_be_reached_and_not_passed() {
        assert_eq!(limit(3000.0).finding("a", 3000.0), None);
        assert!(limit(3000.0).finding("a", 3001.0).is_some());
    }

    #[test]
    fn a_share_over_the_limit_is_never_shown_as_all_of_it() {
        assert_eq!(limit(3000.0).share(3001.0), 101);
        assert_eq!(limit(3000.0).share(3000.0), 100);
        assert_eq!(limit(3000.0).share(15.0), 1);
    }
}
