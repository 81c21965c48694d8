//! The whole run, from a model to the files of a crate: each stage in turn, and a stop after the
//! first that found a fault.

use std::path::Path;

use crate::analysis::{self, Facts};
use crate::clock::Clock;
use crate::diagnostics::{Diagnostics, Report, Source, did_you_mean};
use crate::digest;
use crate::emit;
use crate::endpoint::{self, Partitions};
use crate::error::Error;
use crate::generated::{Generated, Summary, Timings};
use crate::inspect::{self, Stages};
use crate::model::{Model, members};
use crate::options::Options;
use crate::output::{self, OutputFile};
use crate::package;
use crate::pages;
use crate::parallel;
use crate::protocol::{self, Plans};
use crate::rust::{self, CrateDef};
use crate::transform::{self, Docs, Slice};
use crate::waiters;

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
    pub(crate) sources: Vec<Source>,
    pub(crate) model: Model,
    /// Another name for the only service, by which it was chosen.
    pub(crate) alias: Option<String>,
    pub(crate) warnings: Diagnostics,
}

impl Loaded {
    /// The service that options name, unless that only said which of botocore's folders to read.
    pub(crate) fn service<'a>(&self, name: Option<&'a str>) -> Option<&'a str> {
        name.filter(|name| Some(*name) != self.alias.as_deref())
    }

    /// Reads and merges files in that order, as [`from_sources`](Self::from_sources) does.
    ///
    /// A file is a model in JSON, or gzip of one, or a jar or zip that holds some. Of an archive,
    /// `META-INF/smithy/manifest` says which entries are the models and in which order they are
    /// merged; without a manifest, they are those of its JSON files that are models, and no more
    /// than one of these may define a service. `FILE!ENTRY` is a single entry. What a file is, its
    /// first bytes say. A folder counts as an archive of the files in it. Nothing is unpacked to disk,
    /// and no file may expand beyond 256 MiB.
    ///
    /// # Errors
    ///
    /// A file cannot be read or unpacked, an archive holds no model or several that might be meant,
    /// or all faults of all files, each with its place: `ec2.jar!META-INF/smithy/ec2.json:7:3`.
    pub fn from_files<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self, Error> {
        let mut sources = Vec::new();
        for path in paths {
            sources.extend(crate::read::models(path.as_ref())?);
        }
        Self::from_sources(sources)
    }

    /// The merged model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What the user should look at, of what was read. What is generated from it says so too.
    pub fn warnings(&self) -> Report {
        Report::new(&self.sources, self.warnings.clone())
    }

    /// The names of a service's operations, in alphabetical order; `service` may be left out when
    /// there is only one.
    ///
    /// # Errors
    ///
    /// There is no such service, or it has no operations.
    pub fn operations(&self, service: Option<&str>) -> Result<Vec<String>, Error> {
        let slice = self.choose(service, &[])?;
        Ok(slice.operations.iter().map(|id| id.name().to_owned()).collect())
    }

    /// The service and the operations that are meant; no names mean all operations.
    pub(crate) fn choose(&self, service: Option<&str>, names: &[String]) -> Result<Slice, Error> {
        let mut faults = Diagnostics::default();
        let slice = transform::choose(&self.model, self.service(service), names, &mut faults);
        slice.ok_or_else(|| self.invalid(faults))
    }

    /// The part of the model that some operations need, as an AST document in canonical order.
    ///
    /// # Errors
    ///
    /// A service or an operation is not in the model.
    pub fn slice(&self, options: &Options, docs: Docs) -> Result<String, Error> {
        let slice = self.choose(options.service.as_deref(), &options.operations)?;
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
        let mut clock = Clock::start();
        let Defined { cut, def, warnings, .. } = self.define(options)?;
        let define = clock.lap();
        let pieces = rust::pieces(&def, options.split.most());
        let all: Vec<_> = (pieces.iter().enumerate())
            .flat_map(|(at, piece)| {
                emit::modules(piece).into_iter().map(move |module| (at, module))
            })
            .collect();
        let printed = parallel::map(&all, |(at, module)| {
            let file = module.print();
            let public = emit::public_items(&file.items);
            (*at, public, OutputFile { path: module.path.clone(), text: output::rust(file) })
        });
        let roots = pieces.iter().map(|piece| emit::public_items(&emit::root(piece)));
        let mut public_items: usize = roots.sum();
        let mut modules: Vec<Vec<OutputFile>> = vec![Vec::new(); pieces.len()];
        for (at, public, file) in printed {
            public_items += public;
            if let Some(modules) = modules.get_mut(at) {
                modules.push(file);
            }
        }
        modules.iter_mut().for_each(|modules| modules.sort_by(|a, b| a.path.cmp(&b.path)));
        let lines = modules.iter().flatten().map(|file| file.text.lines().count()).sum();
        let emit = clock.lap();
        let pages = pages::pages(&def);
        let written = clock.lap();
        let canonical = smithy_json_ast::write(&cut.into_ast());
        let slice = digest::of(canonical);
        let package = package::Package::new(&def, &pieces, options, slice.clone())?;
        let bindings = package.bindings();
        let mut files = package.files(&modules, &pages)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let summary = Summary {
            operations: def.operations.len(),
            structures: def.structures.len(),
            unions: def.unions.len(),
            enums: def.enums.len(),
            errors: def.errors.len(),
            lines,
            public_items,
            direct_dependencies: package::direct_dependencies(&files),
        };
        Ok(Generated {
            package: package.name,
            files,
            modules: bindings.map_or_else(Vec::new, |bindings| {
                std::iter::once(bindings).chain(modules.into_iter().flatten()).collect()
            }),
            pages,
            slice,
            warnings: Report::new(&self.sources, warnings),
            summary,
            timings: Timings { define, emit, pages: written, package: clock.lap() },
        })
    }

    /// What each stage made of one shape, as text. `name` is a shape id, or its last part, with
    /// `$member` for one of its members.
    ///
    /// # Errors
    ///
    /// The shape is not in the model, or those of [`generate`](Self::generate).
    pub fn inspect(&self, name: &str, options: &Options) -> Result<String, Error> {
        let unknown = |what: String, hint: Option<String>| {
            let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
            Error::Usage(format!("{what}{hint}"))
        };
        let (name, member) = match name.split_once('$') {
            Some((name, member)) => (name, Some(member)),
            None => (name, None),
        };
        let found = self.model.shapes().find(|(id, _)| id.as_str() == name || id.name() == name);
        let Some((id, shape)) = found else {
            let hint = did_you_mean(name, self.model.shapes().map(|(id, _)| id.name()));
            return Err(unknown(format!("the model has no shape `{name}`"), hint));
        };
        if let Some(member) = member
            && !members(&shape.kind).any(|(name, _)| name == member)
        {
            let hint = did_you_mean(member, members(&shape.kind).map(|(name, _)| name));
            return Err(unknown(format!("shape `{id}` has no member `{member}`"), hint));
        }
        let Defined { slice, facts, plans, def, .. } = self.define(options)?;
        let stages = Stages { slice: &slice, facts: &facts, plans: &plans, def: &def };
        Ok(inspect::inspect(id, shape, member, &stages))
    }

    /// Runs every stage up to the crate's definition.
    pub(crate) fn define(&self, options: &Options) -> Result<Defined, Error> {
        let mut faults = self.warnings.clone();
        let partitions = partitions(&mut faults);
        let service = self.service(options.service.as_deref());
        let chosen = transform::choose(&self.model, service, &options.operations, &mut faults);
        let Some(chosen) = chosen else { return Err(self.invalid(faults)) };
        let cut = transform::slice(&self.model, &chosen, Docs::Keep);
        let mut slice = cut.clone();
        transform::omit(&mut slice, &options.omit_traits);
        transform::normalize(&mut slice, &mut faults);
        let facts = analysis::analyze(&slice, &chosen, &mut faults);
        let Some(shape) = slice.shape(&chosen.service).filter(|_| !faults.has_errors()) else {
            return Err(self.invalid(faults));
        };
        let plans = protocol::plan(&slice, &chosen, shape, &facts, &mut faults);
        let waiters = waiters::read(&slice, &chosen, &mut faults);
        if faults.has_errors() {
            return Err(self.invalid(faults));
        }
        let def =
            rust::crate_def(&slice, &chosen, &facts, &plans, &waiters, &partitions, &mut faults);
        match def {
            Some(mut def) if !faults.has_errors() => {
                def.codec.strict = options.strict;
                Ok(Defined { cut, slice, facts, plans, def, warnings: faults })
            }
            _ => Err(self.invalid(faults)),
        }
    }

    fn invalid(&self, faults: Diagnostics) -> Error {
        Error::Invalid(Report::new(&self.sources, faults))
    }
}

/// Everything that is known before printing.
pub(crate) struct Defined {
    /// What the operations need, as the model says it.
    pub(crate) cut: Model,
    /// The same in normal form.
    pub(crate) slice: Model,
    pub(crate) facts: Facts,
    plans: Plans,
    pub(crate) def: CrateDef,
    warnings: Diagnostics,
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
