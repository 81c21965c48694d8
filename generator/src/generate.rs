//! The whole run, from a model to the files of a crate: each stage in turn, and a stop after the
//! first that found a fault.

use sha2::{Digest, Sha256};

use crate::analysis;
use crate::diagnostics::{Diagnostics, Report, Source};
use crate::emit;
use crate::endpoint::{self, Partitions};
use crate::error::Error;
use crate::model::Model;
use crate::options::Options;
use crate::output::{self, OutputFile};
use crate::package;
use crate::pages;
use crate::protocol;
use crate::rust::{self, CrateDef};
use crate::transform::{self, Docs};

/// AWS's partitions, as they were when this version was made.
const PARTITIONS: &str = include_str!("../data/partitions.json");

/// A model that was read and found valid: the place to look around before generating.
///
/// ```
/// use tinsmith::{Loaded, Options, Source};
///
/// let text = r#"{"smithy": "2.0", "shapes": {
///     "a#S": {"type": "service", "version": "1", "operations": [{"target": "a#Ping"}], "traits": {
///         "aws.protocols#ec2Query": {}, "aws.auth#sigv4": {"name": "s"}}},
///     "a#Ping": {"type": "operation"}}}"#;
/// let model = Loaded::from_sources(vec![Source::new("model.json", text)])?;
/// assert_eq!(model.operations(None)?, ["Ping"]);
/// let generated = model.generate(&Options::default())?;
/// assert!(generated.files.iter().any(|file| file.path == "src/operation/ping.rs"));
/// # Ok::<(), tinsmith::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Loaded {
    sources: Vec<Source>,
    model: Model,
    warnings: Diagnostics,
}

/// A generated crate, not yet on disk.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The name of the package.
    pub package: String,
    /// Every file of a crate that stands alone, below its folder.
    pub files: Vec<OutputFile>,
    /// The modules alone, as a build script needs them: `bindings.rs` is the root to include.
    pub modules: Vec<OutputFile>,
    /// A page for each operation.
    pub pages: Vec<OutputFile>,
    /// What the user should look at.
    pub warnings: Report,
    /// What came out, in numbers.
    pub summary: Summary,
}

/// A generated crate in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Operations.
    pub operations: usize,
    /// Structures that operations share.
    pub structures: usize,
    /// Enums.
    pub enums: usize,
    /// Lines of the modules.
    pub lines: usize,
}

impl Loaded {
    /// Reads and merges `sources` in that order, and checks what they say together.
    ///
    /// # Errors
    ///
    /// All faults of all sources, each with its place.
    pub fn from_sources(sources: Vec<Source>) -> Result<Self, Error> {
        let mut faults = Diagnostics::default();
        let model = crate::model::load(&sources, &mut faults);
        let model = model.map(|mut model| {
            crate::model::validate(&model, &mut faults);
            if !faults.has_errors() {
                transform::normalize(&mut model, &mut faults);
            }
            model
        });
        match model {
            Some(model) if !faults.has_errors() => Ok(Self { sources, model, warnings: faults }),
            _ => Err(Error::Invalid(Report::new(&sources, faults))),
        }
    }

    /// The merged model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The names of a service's operations, in alphabetical order; `service` may be left out when
    /// there is only one.
    ///
    /// # Errors
    ///
    /// There is no such service, or it has no operations.
    pub fn operations(&self, service: Option<&str>) -> Result<Vec<String>, Error> {
        let mut faults = Diagnostics::default();
        let slice = transform::choose(&self.model, service, &[], &mut faults);
        let slice = slice.ok_or_else(|| self.invalid(faults))?;
        Ok(slice.operations.iter().map(|id| id.name().to_owned()).collect())
    }

    /// The part of the model that some operations need, as an AST document in canonical order.
    ///
    /// # Errors
    ///
    /// A service or an operation is not in the model.
    pub fn slice(&self, options: &Options, docs: Docs) -> Result<String, Error> {
        let mut faults = Diagnostics::default();
        let service = options.service.as_deref();
        let slice = transform::choose(&self.model, service, &options.operations, &mut faults);
        let slice = slice.ok_or_else(|| self.invalid(faults))?;
        let cut = transform::slice(&self.model, &slice, docs);
        Ok(smithy_json_ast::write(&cut.to_ast()))
    }

    /// Generates a crate.
    ///
    /// # Errors
    ///
    /// A service or an operation is not in the model, or the slice holds something that cannot
    /// be generated; every such thing is named.
    pub fn generate(&self, options: &Options) -> Result<Generated, Error> {
        let (def, digest, warnings) = self.define(options)?;
        let modules: Vec<OutputFile> = (emit::modules(&def).iter())
            .map(|file| OutputFile { path: file.path.clone(), text: output::rust(file) })
            .collect();
        let lines = modules.iter().map(|file| file.text.lines().count()).sum();
        let pages = pages::pages(&def);
        let package = package::Package::new(&def, options, digest);
        let bindings = package.bindings();
        let mut files = package.files(&modules, &pages)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let summary = Summary {
            operations: def.operations.len(),
            structures: def.structures.len(),
            enums: def.enums.len(),
            lines,
        };
        Ok(Generated {
            package: package.name,
            files,
            modules: std::iter::once(bindings).chain(modules).collect(),
            pages,
            warnings: Report::new(&self.sources, warnings),
            summary,
        })
    }

    /// Runs every stage up to the crate's definition.
    fn define(&self, options: &Options) -> Result<(CrateDef, String, Diagnostics), Error> {
        let mut faults = self.warnings.clone();
        let partitions = partitions(&mut faults);
        let service = options.service.as_deref();
        let slice = transform::choose(&self.model, service, &options.operations, &mut faults);
        let Some(slice) = slice else { return Err(self.invalid(faults)) };
        let model = transform::slice(&self.model, &slice, Docs::Keep);
        let facts = analysis::analyze(&model, &slice, &options.omit_traits, &mut faults);
        let Some(shape) = model.shape(&slice.service).filter(|_| !faults.has_errors()) else {
            return Err(self.invalid(faults));
        };
        let plans = protocol::plan(&model, &slice, shape, &facts, &mut faults);
        if faults.has_errors() {
            return Err(self.invalid(faults));
        }
        let def = rust::crate_def(&model, &slice, &facts, &plans, &partitions, &mut faults);
        match def {
            Some(def) if !faults.has_errors() => {
                let canonical = smithy_json_ast::write(&model.to_ast());
                let digest = format!("{:x}", Sha256::digest(canonical));
                Ok((def, digest, faults))
            }
            _ => Err(self.invalid(faults)),
        }
    }

    fn invalid(&self, faults: Diagnostics) -> Error {
        Error::Invalid(Report::new(&self.sources, faults))
    }
}

/// The partitions that come with this version. They are part of the program, so a fault in them
/// is one of ours; it is reported like any other.
fn partitions(faults: &mut Diagnostics) -> Partitions {
    let parsed = serde_json::from_str::<serde_json::Value>(PARTITIONS);
    let read = parsed.map_err(|error| error.to_string()).and_then(|value| {
        endpoint::read_partitions(&value.into()).map_err(|found| {
            let all: Vec<String> = found.iter().map(ToString::to_string).collect();
            all.join("; ")
        })
    });
    read.unwrap_or_else(|message| {
        faults.push(crate::Diagnostic::error("invalid-partitions", message));
        Partitions(Vec::new())
    })
}
