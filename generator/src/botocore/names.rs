//! Shape ids. Smithy has one space of names and compares without case, botocore has two and does
//! not; so a name may be taken.

use std::collections::{BTreeMap, BTreeSet};

use smithy_json_ast::{Node, ShapeId};

use super::json::Files;
use super::{Diagnostic, Diagnostics, object, text};

/// The id of everything.
pub(super) struct Names {
    namespace: String,
    pub(super) service: ShapeId,
    operations: BTreeMap<String, ShapeId>,
    shapes: BTreeMap<String, ShapeId>,
}

impl Names {
    /// Names everything, or reports what cannot be named.
    pub(super) fn new(whole: &Node, files: &Files, faults: &mut Diagnostics) -> Option<Self> {
        let metadata = whole.get("metadata").unwrap_or(&Node::Null);
        let only =
            |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let id = text(metadata, "serviceId").unwrap_or_default();
        let namespace = format!("com.amazonaws.{}", only(id).to_lowercase());
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut named = |name: &str, suffix: &str, path: &[&str]| {
            let mut free = name.to_owned();
            let mut round = 0;
            while !taken.insert(free.to_lowercase()) {
                round += 1;
                free = format!("{name}{suffix}");
                if round > 1 {
                    free = format!("{free}{round}");
                }
            }
            let id = ShapeId::parse(&format!("{namespace}#{free}")).ok();
            if id.is_none() {
                let message = format!("`{name}` cannot be the name of a shape in Smithy");
                let fault = Diagnostic::error("invalid-name", message)
                    .help("names are of letters, digits and `_`, and do not start with a digit");
                faults.push(files.fault("service-2", fault, path));
            }
            id
        };
        let operations: BTreeMap<String, ShapeId> = sorted(whole, "operations")
            .filter_map(|name| {
                Some((name.to_owned(), named(name, "Operation", &["operations", name])?))
            })
            .collect();
        let prefix = text(metadata, "targetPrefix").and_then(|prefix| prefix.rsplit('.').next());
        let full = text(metadata, "serviceAbbreviation").or(text(metadata, "serviceFullName"));
        let service = prefix.map_or_else(|| only(full.unwrap_or_default()), str::to_owned);
        let service = named(&service, "Service", &["metadata"]);
        let shapes: Vec<&str> = sorted(whole, "shapes").collect();
        let taken_by_operations: BTreeSet<String> =
            operations.keys().map(|name| name.to_lowercase()).collect();
        let shapes = shapes
            .into_iter()
            .filter_map(|name| {
                let operation = taken_by_operations.contains(&name.to_lowercase());
                let suffix = if operation { "Shape" } else { "Lower" };
                Some((name.to_owned(), named(name, suffix, &["shapes", name])?))
            })
            .collect();
        Some(Self { namespace, service: service?, operations, shapes })
    }

    /// The id of an operation of the file.
    pub(super) fn operation(&self, name: &str) -> ShapeId {
        self.operations.get(name).cloned().unwrap_or_else(|| self.service.clone())
    }

    /// The id of a shape of the file. What the file does not have was reported before; then any id
    /// will do.
    pub(super) fn shape(&self, name: &str) -> ShapeId {
        self.shapes.get(name).cloned().unwrap_or_else(|| self.service.clone())
    }

    /// The id of a shape that stands in for another with a trait that only shapes can have.
    pub(super) fn derived(&self, prefix: &str, name: &str) -> ShapeId {
        let id = format!("{}#{prefix}{}", self.namespace, self.shape(name).name());
        ShapeId::parse(&id).unwrap_or_else(|_| self.shape(name))
    }
}

/// In the order of bytes, so that the order of the file does not decide who keeps a name.
fn sorted<'a>(whole: &'a Node, key: &str) -> impl Iterator<Item = &'a str> {
    let mut names: Vec<&str> = object(whole, key).keys().map(String::as_str).collect();
    names.sort_unstable();
    names.into_iter()
}
