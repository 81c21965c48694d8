//! The client that this repository generates for itself: one snapshot for each of its files, the
//! pages included. The bundled runtime is left out, as its source is reviewed where it lies.

use std::collections::BTreeMap;
use std::sync::Arc;

use libtest_mimic::Trial;
use tinsmith::{Manifest, Runtime};

use crate::{Failure, root, store};

/// The files of a client by their paths.
pub(crate) type Files = Arc<BTreeMap<String, String>>;

/// Generates what `tinsmith.toml` says.
pub(crate) fn client() -> Result<Files, Failure> {
    let manifest = Manifest::read(&root().join("../tinsmith.toml"))?;
    let entry = manifest.entry("tinsmith-ec2")?;
    let mut options = entry.options.clone();
    options.runtime = Runtime::Path("../../runtime".to_owned());
    let generated = manifest.load(entry)?.generate(&options)?;
    let warnings = generated.warnings;
    if !warnings.diagnostics().is_empty() {
        return Err(format!("the repository's own model gives warnings:\n{warnings}").into());
    }
    let modules = generated.modules.into_iter().filter(|file| file.path == "bindings.rs");
    let files = generated.files.into_iter().chain(modules);
    Ok(Arc::new(files.map(|file| (file.path, file.text)).collect()))
}

pub(crate) fn trials(client: &Files) -> Vec<Trial> {
    let trial = |path: &String| {
        let (client, path) = (client.clone(), path.clone());
        let name = format!("ec2/{path}");
        Trial::test(name.clone(), move || {
            store::compare(&name, client.get(&path).map_or("", String::as_str));
            Ok(())
        })
    };
    client.keys().map(trial).collect()
}
