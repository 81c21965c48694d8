//! Which files of an archive or a folder are its models.
//!
//! What Smithy's build made has `META-INF/smithy/manifest`: a line for each model file,
//! relative to the manifest's folder; lines that start with `#` are comments.
//! Source: Smithy 2.0, guide "smithy-build", "sources plugin".
//! Anything else is searched for JSON files that are models; they are merged, unless several
//! define a service, of which only one can be meant.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::tree::Tree;
use super::{fault, invalid};
use crate::diagnostics::{Diagnostic, Place, Source, did_you_mean};
use crate::error::Error;

const FOLDER: &str = "META-INF/smithy/";
const MANIFEST: &str = "META-INF/smithy/manifest";
/// The code of the fault that several services' models are there, and not the one that is wanted.
pub(crate) const NO_SERVICE: &str = "no-such-service";
const TO_JSON: &str = "write the model as JSON with the Smithy CLI, `smithy ast`, and give that";

/// The models of an archive or a folder: those for `service`, a shape id or its last part, where there
/// are several services.
pub(super) fn models(tree: &mut Tree, service: Option<&str>) -> Result<Vec<Source>, Error> {
    match tree.has(MANIFEST) {
        true => listed(tree),
        false => found(tree, service),
    }
}

/// The models that the manifest names.
fn listed(tree: &mut Tree) -> Result<Vec<Source>, Error> {
    let manifest = tree.read(MANIFEST)?;
    let mut entries: Vec<String> = Vec::new();
    let mut offset = 0;
    for line in manifest.text.split_inclusive('\n') {
        let path = line.trim();
        let start = offset + line.len() - line.trim_start().len();
        offset += line.len();
        if path.is_empty() || path.starts_with('#') {
            continue;
        }
        let entry = format!("{FOLDER}{path}");
        if let Some((message, help)) = refusal(tree, path, &entry) {
            let at = Place::offset(&manifest, start);
            let fault = Diagnostic::error("invalid-manifest", message).place(at).help(help);
            return Err(invalid(&[manifest], fault));
        }
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    if entries.is_empty() {
        let message = format!("`{}` names no model", manifest.name);
        return Err(fault("no-model", &manifest.name, message, "give an archive that has one"));
    }
    entries.iter().map(|entry| tree.read(entry)).collect()
}

/// Why a line of the manifest cannot be followed, and what helps.
fn refusal(tree: &Tree, path: &str, entry: &str) -> Option<(String, String)> {
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        let message = format!("the manifest names `{path}`, which leads out of its folder");
        let help = format!("a line is a path below `{FOLDER}`, with `/` between its parts");
        return Some((message, help));
    }
    if path.ends_with(".smithy") {
        let message = format!("the manifest names `{path}`, which is Smithy's IDL and is not read");
        return Some((message, TO_JSON.to_owned()));
    }
    if !path.ends_with(".json") {
        let message = format!("the manifest names `{path}`, which is no `.json` file");
        return Some((message, format!("of a single entry say so: `{}`", tree.name("ENTRY"))));
    }
    if !tree.has(entry) {
        let message = format!("the manifest names `{path}`, which the archive does not hold");
        let entries = tree.files().unwrap_or_default();
        let below: Vec<&str> = entries.iter().filter_map(|e| e.strip_prefix(FOLDER)).collect();
        let hint = did_you_mean(path, below);
        return Some((message, hint.unwrap_or_else(|| "get the archive again".to_owned())));
    }
    None
}

/// As much of a file as says whether it is a model, and of a service.
#[derive(Deserialize)]
struct Peek {
    smithy: Option<IgnoredAny>,
    #[serde(default)]
    shapes: std::collections::BTreeMap<String, PeekShape>,
}

#[derive(Deserialize)]
struct PeekShape {
    #[serde(rename = "type")]
    kind: String,
}

impl Peek {
    fn services(&self) -> impl Iterator<Item = &str> {
        let services = self.shapes.iter().filter(|(_, shape)| shape.kind == "service");
        services.map(|(id, _)| id.as_str())
    }
}

/// Whether a name, a shape id or its last part, is that of a shape.
fn is_called(id: &str, name: &str) -> bool {
    id == name || id.rsplit('#').next() == Some(name)
}

/// The models that are there without being named.
fn found(tree: &mut Tree, service: Option<&str>) -> Result<Vec<Source>, Error> {
    let entries = tree.files()?;
    let (mut models, mut services, mut meant) = (Vec::new(), Vec::new(), Vec::new());
    // Of hundreds that are not meant, the first is kept: where there is no other, it is.
    let (mut other, mut ids) = (None, Vec::new());
    for entry in entries.iter().filter(|entry| is_json(entry)) {
        let source = tree.read(entry)?;
        match serde_json::from_str::<Peek>(&source.text) {
            Ok(Peek { smithy: None, .. }) => continue,
            // serde reads an array as a structure too.
            Ok(_) if source.text.trim_start().starts_with('[') => continue,
            Ok(peek) if peek.services().next().is_some() => {
                services.push(entry.as_str());
                if let Some(service) = service
                    && !peek.services().any(|id| is_called(id, service))
                {
                    ids.extend(peek.services().map(str::to_owned));
                    other.get_or_insert((models.len(), source));
                    continue;
                }
                meant.push(entry.as_str());
            }
            Ok(_) => {}
            // Other JSON may have any form; what is no JSON at all, or starts like a model, the
            // reader of models says better.
            Err(error) if error.is_data() && !source.text.contains("\"smithy\"") => continue,
            Err(_) => {}
        }
        models.push(source);
    }
    let name = &tree.name("");
    match (other, service) {
        (Some((at, source)), _) if services.len() == 1 => models.insert(at, source),
        (Some(_), Some(service)) if meant.is_empty() => {
            let message = format!(
                "`{name}` holds {} services' models, but none of `{service}`",
                services.len()
            );
            let hint = did_you_mean(service, ids.iter().map(String::as_str));
            let help = hint.unwrap_or_else(|| "services are called by their shape ids".to_owned());
            return Err(fault(NO_SERVICE, name, message, &help));
        }
        _ => services = meant,
    }
    match services.as_slice() {
        [] if models.is_empty() => {
            let idl = entries.iter().any(|entry| entry.ends_with(".smithy"));
            let message = format!("`{name}` holds no Smithy model in JSON");
            let help = if idl { TO_JSON } else { "give a model, or an archive that has one" };
            Err(fault("no-model", name, message, help))
        }
        [first, _, ..] => {
            let message =
                format!("`{name}` has no manifest and holds {} services' models", services.len());
            let help = format!("name the one that is meant, such as `{}`", tree.name(first));
            Err(fault("many-models", name, message, &help))
        }
        _ => Ok(models),
    }
}

fn is_json(entry: &str) -> bool {
    entry.ends_with(".json") || entry.ends_with(".json.gz")
}
