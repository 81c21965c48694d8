//! From wherever a model comes to one that is merged and valid: each way in ends in ASTs, and from
//! there on there is one way.

use std::path::Path;

use smithy_json_ast::Ast;

use crate::diagnostics::{Diagnostics, Report, Source};
use crate::error::Error;
use crate::{Loaded, botocore, model, read};

impl Loaded {
    /// Reads and merges `sources` in that order, and checks what they say together.
    ///
    /// # Errors
    ///
    /// All faults of all sources, each with its place.
    pub fn from_sources(sources: Vec<Source>) -> Result<Self, Error> {
        let mut faults = Diagnostics::default();
        match model::read(&sources, &mut faults) {
            Some(asts) => Self::from_asts(sources, asts, None, faults),
            None => Err(Error::Invalid(Report::new(&sources, faults))),
        }
    }

    /// Merges what front ends made of `sources`, each in the place of its source.
    fn from_asts(
        sources: Vec<Source>,
        asts: Vec<Ast>,
        alias: Option<String>,
        mut faults: Diagnostics,
    ) -> Result<Self, Error> {
        let merged = model::load(&sources, asts, &mut faults);
        if let Some(model) = &merged {
            model::validate(model, &mut faults);
        }
        match merged {
            Some(model) if !faults.has_errors() => {
                Ok(Self { sources, model, alias, warnings: faults })
            }
            _ => Err(Error::Invalid(Report::new(&sources, faults))),
        }
    }

    /// Reads a service from botocore's data, which `pip install botocore` brings for every AWS
    /// service, and merges model files after it, as [`from_files`](Self::from_files) reads them.
    ///
    /// `folder` is that of a version of a service (it has a `service-2.json`), of a service (its
    /// newest version counts), botocore's `data` folder, or the folder that botocore is installed
    /// in; it may be a wheel of botocore too. With many services, `service` names the folder of one.
    ///
    /// Whatever the files say of the API becomes the Smithy model; what they do not say, such as the
    /// names of enum members, follows rules, which the source of the front end lists. Of EC2, the
    /// tests of endpoints are all that a whole model has and botocore does not.
    ///
    /// # Errors
    ///
    /// The folder does not hold botocore's data or has no such service, a file cannot be read, or
    /// all faults of the files, each with its place.
    pub fn from_botocore<P: AsRef<Path>>(
        folder: &Path,
        service: Option<&str>,
        models: impl IntoIterator<Item = P>,
    ) -> Result<Self, Error> {
        let mut more = Vec::new();
        for path in models {
            more.extend(read::models(path.as_ref())?);
        }
        Self::from_botocore_and(folder, service, more)
    }

    /// Reads a service from botocore's data, and merges `more` after it.
    pub(crate) fn from_botocore_and(
        folder: &Path,
        service: Option<&str>,
        more: Vec<Source>,
    ) -> Result<Self, Error> {
        let found = botocore::read(folder, service)?;
        let (mut sources, mut warnings) = (found.sources, found.warnings);
        let mut asts = vec![found.ast];
        // The other files of the service are in the first's model.
        asts.resize_with(sources.len(), Ast::default);
        match model::read(&more, &mut warnings) {
            Some(read) => asts.extend(read),
            None => return Err(Error::Invalid(Report::new(&more, warnings))),
        }
        sources.extend(more);
        Self::from_asts(sources, asts, found.service, warnings)
    }

    /// Reads what is at one path, whichever it is: botocore's data, as [`from_botocore`](Self::from_botocore)
    /// reads it, or else what [`from_files`](Self::from_files) reads. `service` says
    /// which one is meant where there are several, in an archive or a folder of models too: it is a shape
    /// id or its last part, or the name of botocore's folder, which is the last part of the namespace.
    ///
    /// # Errors
    ///
    /// Those of the one that reads it.
    pub fn from_path(path: &Path, service: Option<&str>) -> Result<Self, Error> {
        if botocore::holds_data(path) {
            return Self::from_botocore(path, service.map(folder_of), [] as [&Path; 0]);
        }
        Self::from_sources(read::models_of(path, service)?)
    }

    /// Reads whatever a model is made of: botocore's data, model files, or both.
    pub(crate) fn from_inputs<P: AsRef<Path>>(
        botocore: Option<&Path>,
        service: Option<&str>,
        models: impl IntoIterator<Item = P>,
    ) -> Result<Self, Error> {
        match botocore {
            Some(folder) => Self::from_botocore(folder, service, models),
            None => Self::from_files(models),
        }
    }
}

/// What botocore calls the folder of a service.
fn folder_of(service: &str) -> &str {
    match service.split_once('#') {
        Some((namespace, _)) => namespace.rsplit('.').next().unwrap_or(namespace),
        None => service,
    }
}
