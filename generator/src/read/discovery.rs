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
const TO_JSON: &str = "write the model as JSON with the Smithy CLI, `smithy ast`, and give that";

/// The models of an archive or a folder.
pub(super) fn models(tree: &mut Tree) -> Result<Vec<Source>, Error> {
    match tree.has(MANIFEST) {
        true => listed(tree),
        false => found(tree),
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

/// The models that are there without being named.
fn found(tree: &mut Tree) -> Result<Vec<Source>, Error> {
    let entries = tree.files()?;
    let (mut models, mut services) = (Vec::new(), Vec::new());
    for entry in entries.iter().filter(|entry| is_json(entry)) {
        let source = tree.read(entry)?;
        match serde_json::from_str::<Peek>(&source.text) {
            Ok(Peek { smithy: None, .. }) => continue,
            // serde reads an array as a structure too.
            Ok(_) if source.text.trim_start().starts_with('[') => continue,
            Ok(peek) if peek.shapes.values().any(|shape| shape.kind == "service") => {
                services.push(entry.as_str());
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
