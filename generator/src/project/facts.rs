//! The model of a crate where it is a slice: which file it is, how it was cut, and how it is cut anew
//! from a whole model. The files beside it, such as documentation of one's own, are never touched.

use std::collections::BTreeSet;
use std::path::PathBuf;

use smithy_json_ast::ShapeKind;

use super::edit::last;
use crate::diagnostics::Source;
use crate::error::Error;
use crate::generate::Loaded;
use crate::manifest::{CrateEntry, Manifest};
use crate::options::Options;
use crate::transform::Docs;
use crate::{digest, read};

/// A file that holds a slice, as `tinsmith slice` writes it, and nothing else.
#[derive(Clone, Debug)]
pub(crate) struct FactsModel {
    /// The file.
    pub(crate) path: PathBuf,
    /// The id of its service.
    pub(crate) service: String,
    /// The names of its operations.
    pub(crate) operations: Vec<String>,
    /// What became of documentation when it was cut.
    docs: Docs,
    loaded: Loaded,
}

impl FactsModel {
    /// The file with the service of an entry, if it is a slice: one that `slice` would write
    /// anew byte for byte.
    ///
    /// # Errors
    ///
    /// A file cannot be read, or is no model.
    pub(crate) fn of(manifest: &Manifest, entry: &CrateEntry) -> Result<Option<Self>, Error> {
        for model in &entry.models {
            let path = manifest.folder.join(model);
            let (sources, sha256) = read::models_with_digest(&path)?;
            // What comes out of an archive cannot be written again.
            let [source] = sources.as_slice() else { continue };
            if digest::of(&*source.text) != sha256 {
                continue;
            }
            let Some(service) = service(source) else { continue };
            return Ok(Self::cut(path, service, source));
        }
        Ok(None)
    }

    fn cut(path: PathBuf, service: String, source: &Source) -> Option<Self> {
        let loaded = Loaded::from_sources(vec![source.clone()]).ok()?;
        let options = Options { service: Some(service.clone()), ..Options::default() };
        let is_so =
            |docs: &Docs| loaded.slice(&options, *docs).is_ok_and(|text| *text == *source.text);
        // Whatever leaves out most goes first: where there is nothing to leave out, all are the same.
        let docs = [Docs::Drop, Docs::FirstSentence, Docs::Keep].into_iter().find(is_so)?;
        let operations = loaded.operations(Some(&service)).ok()?;
        Some(Self { path, service, operations, docs, loaded })
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> &str {
        self.loaded.sources.first().map_or("", |source| &*source.text)
    }

    /// The crates of a manifest that are made from the file.
    pub(crate) fn crates<'a>(
        &self,
        manifest: &'a Manifest,
    ) -> impl Iterator<Item = &'a CrateEntry> {
        manifest.crates.iter().filter(move |entry| self.is_model_of(manifest, entry))
    }

    /// Whether an entry of the manifest is made from the file.
    pub(crate) fn is_model_of(&self, manifest: &Manifest, entry: &CrateEntry) -> bool {
        entry.models.iter().any(|model| manifest.folder.join(model) == self.path)
    }

    /// What the file says.
    pub(crate) fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// The operations that all crates of a manifest need of the file; a crate that lists none needs
    /// those that are there.
    pub(crate) fn needed(&self, manifest: &Manifest) -> Vec<String> {
        let mut needed = BTreeSet::new();
        for entry in self.crates(manifest) {
            let listed = &entry.options.operations;
            let all = if listed.is_empty() { &self.operations } else { listed };
            needed.extend(all.iter().map(|name| last(name).to_owned()));
        }
        needed.into_iter().collect()
    }

    /// The text of the file, cut for these operations from another model, in the way in which it was
    /// cut before.
    ///
    /// # Errors
    ///
    /// The other model does not have the service, or an operation.
    pub(crate) fn recut(&self, whole: &Loaded, operations: &[String]) -> Result<String, Error> {
        let options = Options {
            service: Some(self.service.clone()),
            operations: operations.to_vec(),
            ..Options::default()
        };
        whole.slice(&options, self.docs)
    }

    /// Whether another model says what the file says, of those of these operations that it has.
    pub(crate) fn agrees(&self, whole: &Loaded, operations: &[String]) -> bool {
        let both: Vec<String> =
            operations.iter().filter(|name| self.operations.contains(name)).cloned().collect();
        if both.is_empty() {
            return true;
        }
        match (self.recut(&self.loaded, &both), self.recut(whole, &both)) {
            (Ok(own), Ok(other)) => own == other,
            _ => false,
        }
    }
}

/// The id of the service that a file defines, if it does.
fn service(source: &Source) -> Option<String> {
    let ast = smithy_json_ast::read(&*source.text).ok()?;
    let mut services =
        ast.shapes.iter().filter(|(_, shape)| matches!(shape.kind, ShapeKind::Service(_)));
    services.next().map(|(id, _)| id.as_str().to_owned())
}
