//! The front door for build scripts.

use std::path::{Path, PathBuf};

use crate::botocore;
use crate::error::Error;
use crate::generate::Loaded;
use crate::manifest::Manifest;
use crate::options::{Options, Split};
use crate::read;

/// Generates the modules of a client from a build script, into `OUT_DIR`.
///
/// In `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), tinsmith::Error> {
///     tinsmith::Builder::new()
///         .model("models/ec2.json")
///         .operations(["DeprovisionByoipCidr"])
///         .emit()
/// }
/// ```
///
/// In `src/lib.rs`:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/bindings.rs"));
/// ```
///
/// The script runs again when a model, the manifest or the generator changed, and never
/// otherwise; modules that come out as they were are not written.
///
/// Nothing outside of `OUT_DIR` is written, and `tinsmith.lock` is neither read nor written: cargo
/// allows no more to a build script, a crate from a registry has no such file beside it, and whoever
/// changes a model wants to build before the change is reviewed. `tinsmith check` compares the lock.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    manifest: Option<PathBuf>,
    botocore: Option<PathBuf>,
    models: Vec<PathBuf>,
    options: Options,
}

impl Builder {
    /// A builder without models.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes models and options from the entry of `package` in a `tinsmith.toml`.
    ///
    /// # Errors
    ///
    /// The manifest cannot be read, or has no such entry.
    pub fn from_manifest(path: impl AsRef<Path>, package: &str) -> Result<Self, Error> {
        let path = path.as_ref();
        let manifest = Manifest::read(path)?;
        let entry = manifest.entry(package)?;
        Ok(Self {
            manifest: Some(path.to_owned()),
            botocore: entry.botocore.as_ref().map(|folder| manifest.folder.join(folder)),
            models: entry.models.iter().map(|model| manifest.folder.join(model)).collect(),
            options: entry.options.clone(),
        })
    }

    /// Adds a model file: JSON, gzip of it, or a jar or zip that holds one, as
    /// [`Loaded::from_files`] says. Files are merged in the order in which they are added.
    #[must_use]
    pub fn model(mut self, path: impl Into<PathBuf>) -> Self {
        self.models.push(path.into());
        self
    }

    /// Takes the model from botocore's data, as [`Loaded::from_botocore`] says; model files are
    /// merged after it. With data of many services, [`service`](Self::service) names the folder of
    /// one.
    #[must_use]
    pub fn botocore(mut self, folder: impl Into<PathBuf>) -> Self {
        self.botocore = Some(folder.into());
        self
    }

    /// Sets the operations, by their names in the model; none means all.
    #[must_use]
    pub fn operations<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.options.operations = names.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the service, when the model holds several: a shape id or its last part.
    #[must_use]
    pub fn service(mut self, id: impl Into<String>) -> Self {
        self.options.service = Some(id.into());
        self
    }

    /// Leaves out a trait although it would change the client.
    #[must_use]
    pub fn omit_trait(mut self, id: impl Into<String>) -> Self {
        self.options.omit_traits.push(id.into());
        self
    }

    /// Sets whether a response that is cut off or malformed is an error, see [`Options::strict`].
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.options.strict = strict;
        self
    }

    /// Generates into `OUT_DIR`, and tells cargo when to run the script again.
    ///
    /// # Errors
    ///
    /// The model is faulty or asks for what cannot be generated, a file cannot be read or
    /// written, or this is no build script.
    pub fn emit(&self) -> Result<(), Error> {
        let Some(out) = std::env::var_os("OUT_DIR") else {
            return Err(Error::Usage(
                "`OUT_DIR` is not set: `emit` is for build scripts; elsewhere use `emit_to`"
                    .to_owned(),
            ));
        };
        let models: Vec<PathBuf> = self.models.iter().map(|model| read::file_of(model)).collect();
        let service = self.options.service.as_deref();
        let botocore = self.botocore.iter().map(|folder| botocore::watched(folder, service));
        for path in self.manifest.iter().cloned().chain(botocore).chain(models) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let warnings = self.emit_to(Path::new(&out))?;
        for line in warnings.lines() {
            println!("cargo::warning={line}");
        }
        Ok(())
    }

    /// Generates into a folder that is empty or was filled by this function before, and returns
    /// the text of the warnings, if there are any.
    ///
    /// # Errors
    ///
    /// Those of [`emit`](Self::emit), and: the folder holds files of somebody else.
    pub fn emit_to(&self, folder: &Path) -> Result<String, Error> {
        let service = self.options.service.as_deref();
        let loaded = Loaded::from_inputs(self.botocore.as_deref(), service, &self.models)?;
        // Modules that are included are in the crate that includes them.
        let options = Options { split: Split::Never, ..self.options.clone() };
        let generated = loaded.generate(&options)?;
        generated.write_modules(folder)?;
        let warnings = &generated.warnings;
        Ok(if warnings.diagnostics().is_empty() { String::new() } else { warnings.to_string() })
    }
}
