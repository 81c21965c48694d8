//! What a manifest describes, as one thing: all of its crates are made in memory before a file
//! changes, and then the folders, the lock file and whatever was edited with them change together.
//! Build scripts have no part in it: they write to their own folder, and follow no lock.

mod changelog;
mod drift;
mod edit;
mod facts;
mod find;
mod guard;
mod lock;
mod update;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(crate) use edit::{Edit, edit, last};
pub(crate) use facts::FactsModel;
pub(crate) use find::find;
pub(crate) use guard::{Guard, PATIENCE};
pub(crate) use lock::{Lock, LockFile, path_beside};
use lock::{LockedCrate, LockedModel};
pub(crate) use update::Update;

use crate::clock::Clock;
use crate::diagnostics::{Diagnostics, Source};
use crate::error::Error;
use crate::generate::Loaded;
use crate::generated::Generated;
use crate::manifest::{CrateEntry, Manifest, Output};
use crate::output::{self, OutputFile, Staged, Written};
use crate::{digest, read};

/// Texts that files are to have, by the files' paths: what is read in their place, until it is
/// written.
pub(crate) type Drafts = BTreeMap<PathBuf, String>;

/// All crates of a manifest, not yet on disk.
pub(crate) struct Generation<'a> {
    pub(crate) manifest: &'a Manifest,
    /// In the order of the manifest.
    pub(crate) crates: Vec<Made<'a>>,
}

/// A crate of a manifest, not yet on disk.
pub(crate) struct Made<'a> {
    pub(crate) entry: &'a CrateEntry,
    pub(crate) loaded: Loaded,
    pub(crate) generated: Generated,
    models: Vec<LockedModel>,
    /// How long reading its models took.
    pub(crate) load: Duration,
}

/// A folder that an entry of the manifest fills.
pub(crate) struct Folder<'a> {
    pub(crate) path: PathBuf,
    pub(crate) files: &'a [OutputFile],
}

/// A folder that is about to be written.
pub(crate) struct StagedFolder<'a> {
    pub(crate) made: &'a Made<'a>,
    pub(crate) path: PathBuf,
    /// How many files it is to have.
    pub(crate) files: usize,
    staged: Staged,
    stage: Duration,
}

impl StagedFolder<'_> {
    /// Writes the folder; says what that did, and how long writing took with its preparation.
    pub(crate) fn commit(self) -> Result<(Written, Duration), Error> {
        let mut clock = Clock::start();
        Ok((self.staged.commit()?, self.stage + clock.lap()))
    }
}

impl<'a> Generation<'a> {
    /// Reads the models of every crate of a manifest, drafts in place of files, and generates.
    ///
    /// # Errors
    ///
    /// Those of [`Loaded::generate`], of the first crate that has some.
    pub(crate) fn of(manifest: &'a Manifest, drafts: &Drafts) -> Result<Self, Error> {
        let mut crates = Vec::new();
        for entry in &manifest.crates {
            let mut clock = Clock::start();
            let (loaded, models) = load(manifest, entry, drafts)?;
            let load = clock.lap();
            let generated = loaded.generate(&entry.options)?;
            crates.push(Made { entry, loaded, generated, models, load });
        }
        Ok(Self { manifest, crates })
    }

    /// What the lock file has to say.
    pub(crate) fn lock(&self) -> Lock {
        Lock::new(self.crates.iter().map(|made| LockedCrate {
            name: made.generated.package.clone(),
            models: made.models.clone(),
            slice: made.generated.slice.clone(),
            output: made.digest(),
        }))
    }

    /// Prepares to write every folder.
    ///
    /// # Errors
    ///
    /// A folder, or a file in the way, was not made by this generator; or the file system says no.
    pub(crate) fn stage(&self) -> Result<Vec<StagedFolder<'_>>, Error> {
        let mut folders = Vec::new();
        for made in &self.crates {
            for Folder { path, files } in made.folders(self.manifest) {
                let mut clock = Clock::start();
                let staged = output::stage(&path, files)?;
                let stage = clock.lap();
                folders.push(StagedFolder { made, path, files: files.len(), staged, stage });
            }
        }
        Ok(folders)
    }
}

impl Made<'_> {
    /// The folders that it fills.
    pub(crate) fn folders(&self, manifest: &Manifest) -> Vec<Folder<'_>> {
        let mut folders = Vec::new();
        let mut add = |path: &Path, files| {
            folders.push(Folder { path: manifest.folder.join(path), files });
        };
        if let Output::Directory(folder) = &self.entry.output {
            add(folder, &self.generated.files);
        }
        if let Some(folder) = &self.entry.docs {
            add(folder, &self.generated.pages);
        }
        folders
    }

    /// The version of its service.
    fn version(&self) -> String {
        let service = self.loaded.service(self.entry.options.service.as_deref());
        let found = self.loaded.model.service(service, &mut Diagnostics::default());
        found.map_or_else(String::new, |(_, service)| service.version.clone())
    }

    /// One digest of its text: of the whole crate, or of the modules and pages where a build script
    /// has the rest.
    fn digest(&self) -> String {
        match self.entry.output {
            Output::Directory(_) => output::digest(&self.generated.files),
            Output::BuildScript => {
                output::digest(self.generated.modules.iter().chain(&self.generated.pages))
            }
        }
    }
}

/// Reads the models of an entry, drafts in place of files, with a digest of each.
pub(crate) fn load(
    manifest: &Manifest,
    entry: &CrateEntry,
    drafts: &Drafts,
) -> Result<(Loaded, Vec<LockedModel>), Error> {
    let mut sources: Vec<Source> = Vec::new();
    let mut models = Vec::new();
    let mut add = |path: &Path, sha256: String| {
        models.push(LockedModel { path: path.display().to_string(), sha256 });
    };
    for model in &entry.models {
        let path = manifest.folder.join(model);
        if let Some(text) = drafts.get(&path) {
            sources.push(Source::new(path.display().to_string(), text.as_str()));
            add(model, digest::of(text));
        } else {
            let (found, sha256) = read::models_with_digest(&path)?;
            sources.extend(found);
            add(model, sha256);
        }
    }
    let Some(botocore) = &entry.botocore else {
        return Ok((Loaded::from_sources(sources)?, models));
    };
    let folder = manifest.folder.join(botocore);
    let own = sources.len();
    let loaded = Loaded::from_botocore_and(&folder, entry.options.service.as_deref(), sources)?;
    // A wheel has other services in it, and a folder is no file: what counts is what was read.
    let read = loaded.sources.len().saturating_sub(own);
    let texts = loaded.sources.iter().take(read);
    let parts = texts.flat_map(|source| {
        let name = source.name.rsplit(['/', '\\']).next().unwrap_or_default();
        [name, &*source.text]
    });
    add(botocore, digest::of_parts(parts));
    Ok((loaded, models))
}
