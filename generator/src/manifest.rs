//! `tinsmith.toml`: which crates to generate, from which models, with which operations. Unknown
//! keys are errors that say what is known. Paths in it are relative to its own folder.

use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::budget::{Budget, RawBudget};
use crate::diagnostics::{
    Diagnostic, Diagnostics, Place, Source, did_you_mean, invalid_toml, stop_at,
};
use crate::error::Error;
use crate::generate::Loaded;
use crate::options::{Options, Runtime, Split};

/// The name under which the command looks for a manifest.
pub const FILE_NAME: &str = "tinsmith.toml";

/// A whole manifest.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Manifest {
    /// Its text, which diagnostics point into.
    pub source: Source,
    /// The folder that paths are relative to.
    pub folder: PathBuf,
    /// The file that `tinsmith update` says in what a new model changed; relative to the folder.
    pub changelog: Option<PathBuf>,
    /// The crates, in the order of the file.
    pub crates: Vec<CrateEntry>,
}

/// One crate of a manifest.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CrateEntry {
    /// Botocore's data, which the model files are merged after; relative to the manifest's folder.
    pub botocore: Option<PathBuf>,
    /// Model files, merged in this order; relative to the manifest's folder.
    pub models: Vec<PathBuf>,
    /// Where the crate goes.
    pub output: Output,
    /// Where the page of each operation goes, when that is not in the crate itself; relative to
    /// the manifest's folder.
    pub docs: Option<PathBuf>,
    /// What it may cost: its own limits, and those for every crate on what these do not limit.
    pub budget: Budget,
    /// What to generate.
    pub options: Options,
}

/// Where a crate goes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Output {
    /// A build script writes its modules to `OUT_DIR`.
    BuildScript,
    /// A whole crate in a folder; relative to the manifest's folder.
    Directory(PathBuf),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    changelog: Option<PathBuf>,
    #[serde(default)]
    budget: RawBudget,
    #[serde(rename = "crate", default)]
    crates: Vec<RawCrate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawCrate {
    name: Spanned<String>,
    botocore: Option<PathBuf>,
    #[serde(default)]
    models: Vec<PathBuf>,
    service: Option<String>,
    #[serde(default)]
    operations: Vec<String>,
    output: String,
    docs: Option<PathBuf>,
    #[serde(default)]
    omit_traits: Vec<String>,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    split: Split,
    #[serde(default)]
    runtime: Runtime,
    #[serde(default)]
    budget: RawBudget,
}

impl Manifest {
    /// Reads a manifest from a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is no manifest; the error says where and what is expected.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let bytes = std::fs::read(path).map_err(|e| Error::io("read", path, e))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Self::parse(&Source::from_bytes(path.display().to_string(), bytes)?, folder)
    }

    /// Parses a manifest whose paths are relative to `folder`.
    ///
    /// # Errors
    ///
    /// The text is no manifest; the error says where and what is expected.
    ///
    /// ```
    /// use tinsmith::{Manifest, Source};
    ///
    /// let text = r#"
    /// [[crate]]
    /// name = "tinsmith-ec2"
    /// models = ["models/ec2.json"]
    /// operations = ["DescribeRegions"]
    /// output = "generated/ec2"
    /// "#;
    /// let manifest = Manifest::parse(&Source::new("tinsmith.toml", text), ".".into())?;
    /// assert_eq!(manifest.crates[0].options.operations, ["DescribeRegions"]);
    /// # Ok::<(), tinsmith::Error>(())
    /// ```
    pub fn parse(source: &Source, folder: PathBuf) -> Result<Self, Error> {
        let raw: Raw = toml::from_str(&source.text)
            .map_err(|error| invalid_toml("invalid-manifest", source, &error, &KEYS))?;
        some_crate(source, &raw.crates)?;
        some_model(source, &raw.crates)?;
        no_overlap(&raw.crates)?;
        let mut faults = Diagnostics::default();
        let shared = Budget::read(source, &raw.budget, &mut faults);
        let crates = raw.crates.into_iter().map(|raw| CrateEntry {
            budget: Budget::read(source, &raw.budget, &mut faults).or(&shared),
            botocore: raw.botocore,
            models: raw.models,
            output: match raw.output.as_str() {
                BUILD_SCRIPT => Output::BuildScript,
                folder => Output::Directory(folder.into()),
            },
            docs: raw.docs,
            options: Options {
                package: Some(raw.name.into_inner()),
                service: raw.service,
                operations: raw.operations,
                omit_traits: raw.omit_traits,
                strict: raw.strict,
                split: raw.split,
                runtime: raw.runtime,
            },
        });
        let crates = crates.collect();
        stop_at(source, faults)?;
        Ok(Self { source: source.clone(), folder, changelog: raw.changelog, crates })
    }

    /// Reads the models of an entry.
    ///
    /// # Errors
    ///
    /// Those of [`Loaded::from_files`] and [`Loaded::from_botocore`].
    pub fn load(&self, entry: &CrateEntry) -> Result<Loaded, Error> {
        let botocore = entry.botocore.as_ref().map(|folder| self.folder.join(folder));
        let models = entry.models.iter().map(|model| self.folder.join(model));
        Loaded::from_inputs(botocore.as_deref(), entry.options.service.as_deref(), models)
    }

    /// The entry of the crate called `package`.
    ///
    /// # Errors
    ///
    /// There is none; the error names those that there are.
    pub fn entry(&self, package: &str) -> Result<&CrateEntry, Error> {
        let name = |entry: &CrateEntry| entry.options.package.clone().unwrap_or_default();
        self.crates.iter().find(|entry| name(entry) == package).ok_or_else(|| {
            let names: Vec<String> = self.crates.iter().map(name).collect();
            let hint = did_you_mean(package, names.iter().map(String::as_str));
            let hint = hint.unwrap_or_else(|| format!("it has `{}`", names.join("`, `")));
            Error::Usage(format!("the manifest has no crate `{package}`; {hint}"))
        })
    }
}

/// There is a crate, and no two have one name, which is how commands and the lock file know them.
fn some_crate(source: &Source, crates: &[RawCrate]) -> Result<(), Error> {
    let mut faults = Diagnostics::default();
    if crates.is_empty() {
        let fault = Diagnostic::error("invalid-manifest", "the manifest has no crate")
            .place(Place::offset(source, 0))
            .help("add a table `[[crate]]` with `name`, `models` and `output`");
        faults.push(fault);
    }
    for (at, entry) in crates.iter().enumerate() {
        let name = entry.name.get_ref();
        if crates.iter().take(at).any(|other| other.name.get_ref() == name) {
            let fault =
                Diagnostic::error("invalid-manifest", format!("two crates are called `{name}`"))
                    .place(Place::offset(source, entry.name.span().start))
                    .help("give each a name of its own");
            faults.push(fault);
        }
    }
    stop_at(source, faults)
}

/// A crate is made from something.
fn some_model(source: &Source, crates: &[RawCrate]) -> Result<(), Error> {
    let mut faults = Diagnostics::default();
    for entry in crates.iter().filter(|e| e.models.is_empty() && e.botocore.is_none()) {
        let message = format!("crate `{}` has no model", entry.name.get_ref());
        let fault = Diagnostic::error("invalid-manifest", message)
            .place(Place::offset(source, entry.name.span().start))
            .help("name files with `models = [\"FILE\"]`, or botocore's data with `botocore = \"DIR\"`");
        faults.push(fault);
    }
    stop_at(source, faults)
}

/// Whoever writes a folder removes what is stale in it, so nobody else may write below it.
fn no_overlap(crates: &[RawCrate]) -> Result<(), Error> {
    let mut folders: Vec<(PathBuf, String)> = Vec::new();
    for entry in crates {
        let whole = Some(entry.output.as_str()).filter(|output| *output != BUILD_SCRIPT);
        let docs = entry.docs.as_deref();
        for (key, folder) in [("output", whole.map(Path::new)), ("docs", docs)] {
            let Some(folder) = folder else { continue };
            let plain: PathBuf = folder.components().filter(|c| *c != Component::CurDir).collect();
            let what = format!("`{key}` of crate `{}`", entry.name.get_ref());
            let other = folders
                .iter()
                .find(|(other, _)| other.starts_with(&plain) || plain.starts_with(other));
            if let Some((_, other)) = other {
                return Err(Error::Usage(format!(
                    "{other} and {what} lie in one another, so each would remove the other's \
                     files; give each a folder of its own"
                )));
            }
            folders.push((plain, what));
        }
    }
    Ok(())
}

/// The output that is no folder.
const BUILD_SCRIPT: &str = "build-script";

/// The keys that a manifest may hold, for hints.
const KEYS: [&str; 14] = [
    "botocore",
    "budget",
    "changelog",
    "crate",
    "docs",
    "models",
    "name",
    "omit-traits",
    "operations",
    "output",
    "runtime",
    "service",
    "split",
    "strict",
];
