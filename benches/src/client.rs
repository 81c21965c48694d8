//! Makes the packages that are measured: clients, which the generator writes, and programs that use them.

use std::path::{Path, PathBuf};

use tinsmith::{Loaded, Options, Runtime};

use crate::Result;
use crate::place::Place;

/// A client in a folder of its own.
pub(crate) struct Client {
    pub(crate) package: String,
    pub(crate) folder: PathBuf,
}

/// Generates the client of some operations, or of all.
pub(crate) fn generate(
    place: &Place,
    name: &str,
    models: &[PathBuf],
    operations: &[&str],
) -> Result<Client> {
    let package = format!("measured-{name}");
    let folder = place.work.join(&package);
    let options = Options {
        package: Some(package.clone()),
        operations: operations.iter().map(|&name| name.to_owned()).collect(),
        runtime: Runtime::Path(place.repository.join("runtime").display().to_string()),
        ..Options::default()
    };
    Loaded::from_files(models)?.generate(&options)?.write(&folder)?;
    Ok(Client { package, folder })
}

impl Client {
    /// The line of a manifest that depends on it under another name.
    pub(crate) fn dependency(&self, name: &str, options: &str) -> String {
        format!("{name} = {{ package = {:?}, path = {:?}{options} }}\n", self.package, self.folder)
    }
}

/// Writes the manifest of a package that is a workspace of its own, and other files of it, each only if it changes.
pub(crate) fn package(
    place: &Place,
    name: &str,
    manifest: &str,
    files: &[(String, String)],
) -> Result<PathBuf> {
    let folder = place.work.join(name);
    let head = format!("[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    write(&folder.join("Cargo.toml"), &format!("{head}{manifest}\n[workspace]\n"))?;
    for (path, text) in files {
        write(&folder.join(path), text)?;
    }
    Ok(folder)
}

fn write(file: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(file, text)?)
}
