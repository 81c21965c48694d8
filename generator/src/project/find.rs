//! Which crate of a manifest is meant, by whatever short name it goes.

use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::generate::Loaded;
use crate::manifest::{CrateEntry, Manifest};
use crate::model::traits::{self, AWS_SERVICE};

/// The entry that goes by `name`: that of its package, the last part of that (`ec2` for
/// `tinsmith-ec2`), or a name of its service: the shape id, its last part, the last part of its
/// namespace, or the SDK id. Letters may have another case. What is nearer goes first.
///
/// # Errors
///
/// There is none, or there are several; the error names those that there are. Or a model has to be
/// read to know, and that fails.
pub(crate) fn find<'a>(manifest: &'a Manifest, name: &str) -> Result<&'a CrateEntry, Error> {
    let is_package = |entry: &CrateEntry| entry.options.package.as_deref() == Some(name);
    let is_part = |entry: &CrateEntry| {
        let part = entry.options.package.as_deref().and_then(|whole| whole.rsplit('-').next());
        part.is_some_and(|part| part.eq_ignore_ascii_case(name))
    };
    for nearest in [&is_package as &dyn Fn(&CrateEntry) -> bool, &is_part] {
        if let Some(entry) = only(manifest.crates.iter().filter(|entry| nearest(entry)), name)? {
            return Ok(entry);
        }
    }
    let mut named = Vec::new();
    for entry in &manifest.crates {
        let loaded = manifest.load(entry)?;
        if names(&loaded, entry).iter().any(|one| one.eq_ignore_ascii_case(name)) {
            named.push(entry);
        }
    }
    match only(named.into_iter(), name)? {
        Some(entry) => Ok(entry),
        None => manifest.entry(name),
    }
}

/// The only one there is, if any.
fn only<'a>(
    mut found: impl Iterator<Item = &'a CrateEntry>,
    name: &str,
) -> Result<Option<&'a CrateEntry>, Error> {
    let Some(first) = found.next() else { return Ok(None) };
    let others: Vec<&CrateEntry> = found.collect();
    if others.is_empty() {
        return Ok(Some(first));
    }
    let all = std::iter::once(first).chain(others);
    let all: Vec<&str> = all.filter_map(|entry| entry.options.package.as_deref()).collect();
    Err(Error::Usage(format!(
        "several crates of the manifest go by `{name}`: name one of `{}`",
        all.join("`, `")
    )))
}

/// What the service of an entry is called.
fn names(loaded: &Loaded, entry: &CrateEntry) -> Vec<String> {
    let mut faults = Diagnostics::default();
    let service = loaded.service(entry.options.service.as_deref());
    let Some((id, _)) = loaded.model.service(service, &mut faults) else { return Vec::new() };
    let own = loaded.model.traits(id).and_then(|all| traits::object(all, AWS_SERVICE));
    let sdk_id = own.and_then(|own| own.get("sdkId")?.as_str());
    let namespace = id.namespace().rsplit('.').next().unwrap_or_default();
    let names = [id.as_str(), id.name(), namespace].into_iter().chain(sdk_id);
    names.map(str::to_owned).collect()
}
