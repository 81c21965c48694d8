//! The front end for botocore's data: what `pip install botocore` brings for every AWS service, as
//! a Smithy model. It ends in an [`Ast`]; no later stage can tell that the model came from here.
//!
//! | file | becomes |
//! |---|---|
//! | `service-2.json` | the service, its operations and shapes |
//! | `paginators-1.json` | `smithy.api#paginated` |
//! | `waiters-2.json` | `smithy.waiters#waitable` |
//! | `endpoint-rule-set-1.json` | `smithy.rules#endpointRuleSet` |
//! | `examples-1.json` | `smithy.api#examples` |
//!
//! `service-2.sdk-extras.json` and `paginators-1.sdk-extras.json` are merged into their files first,
//! as botocore does. Each file may be gzip.
//!
//! # What is chosen, as botocore does not say it
//!
//! - The namespace is `com.amazonaws.` and the service id without blanks, in lower case.
//! - The service is called as the last part of `targetPrefix`, else as `serviceAbbreviation` or
//!   `serviceFullName` without blanks.
//! - Names of enum members follow their values; see [`enums`].
//! - Smithy compares names without case, and botocore keeps operations and shapes apart. A shape
//!   whose name is taken by an operation gets `Shape` appended; of several that differ by case, the
//!   first in the order of bytes keeps its name, and the others get `Lower` appended.
//! - `smithy.api#input` and `output` are on structures that nothing else refers to.
//! - ARN namespace, CloudFormation name and CloudTrail source follow the signing name and service
//!   id.
//!
//! # What is left out
//!
//! - What says how botocore works, not what the service does: `uid`, `ripServiceName`,
//!   `globalEndpoint`, `checksumFormat`, `resultWrapped`, `timestampFormat` of the metadata; `alias`
//!   and `documentationUrl` of operations; `wrapper`, `xmlOrder`, `synthetic`;
//!   `maxAttempts` of waiters; `more_results` and `non_aggregate_keys` of paginators; documentation
//!   on references to inputs and outputs.
//! - `box`: it does not tell which members have defaults, so no member has one.
//! - Values that a single member allows for a string that others share.
//! - Paginators with several tokens, or a token that is an expression; `items` when there are
//!   several.
//! - All examples of an operation when one of them does not fit its shapes, which Smithy would
//!   refuse.
//! - With a warning: waiters that ask for a status that tells no error of the operation, signature
//!   version 2, a method or URI in a protocol that has none, names on the wire that do not follow
//!   the operation's, paginators and waiters of operations that are not there, and keys that are not
//!   known here.
//!
//! # What the package does not hold
//!
//! Of EC2, `smithy.rules#endpointTests` and nothing else: with these given in a file beside it,
//! botocore's data makes the same crate as the whole model, byte for byte. For other services, a
//! comparison with AWS's own models of all of them found further facts that are not there: which old
//! structures are unions (DynamoDB's `AttributeValue`), `noErrorWrapping` and
//! `aws.customizations#s3UnwrappedXmlOutput` of S3, XML names of SQS, `smithy.api#mediaType` of what
//! is no JSON, resources, defaults, service errors (they stand on each operation), the status of some
//! errors, and the paginators that botocore does without. Of 34,469 enum values, 817 have official
//! names with other letters than the value has; [`enum_names`] knows those of EC2. The names of
//! services without a `targetPrefix` differ too, and in older versions the order of members.

mod auth;
mod bindings;
mod check;
mod enum_names;
mod enums;
mod errors;
mod examples;
mod extras;
mod find;
mod json;
mod members;
mod names;
mod operations;
mod pagination;
mod service;
mod shapes;
mod waiters;

use std::path::{Path, PathBuf};

use smithy_json_ast::{Ast, Map, Node, Object, Shape, ShapeId};

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Report, Source};
use crate::error::Error;
pub(crate) use find::holds_data;
use names::Names;

/// A model read from botocore's data.
pub(crate) struct Botocore {
    /// The files that were read; the model is what the first says.
    pub(crate) sources: Vec<Source>,
    pub(crate) ast: Ast,
    /// The name of the service's folder, by which `--service` may have chosen it.
    pub(crate) service: Option<String>,
    pub(crate) warnings: Diagnostics,
}

/// Reads the model of a service. `service` chooses one by the name of its folder, when `root` holds
/// many.
///
/// # Errors
///
/// `root` does not hold botocore's data, or does not say which service is meant; or all faults of
/// the first file that has some.
pub(crate) fn read(root: &Path, service: Option<&str>) -> Result<Botocore, Error> {
    let mut folder = find::find(root, service)?;
    let mut files = json::Files::default();
    let mut whole = files.read(&mut folder, "service-2", true)?;
    extras::merge(&mut files, &mut folder, "service-2", &mut whole)?;
    let mut pagination = files.read(&mut folder, "paginators-1", false)?;
    extras::merge(&mut files, &mut folder, "paginators-1", &mut pagination)?;
    let waiters = files.read(&mut folder, "waiters-2", false)?;
    let rules = files.read(&mut folder, "endpoint-rule-set-1", false)?;
    let examples = files.read(&mut folder, "examples-1", false)?;

    let mut faults = Diagnostics::default();
    check::check(&files, &whole, &mut faults);
    let stop = |files: json::Files, faults| Error::Invalid(Report::new(&files.sources, faults));
    if faults.has_errors() {
        return Err(stop(files, faults));
    }
    let Some(names) = Names::new(&whole, &files, &mut faults).filter(|_| !faults.has_errors())
    else {
        return Err(stop(files, faults));
    };
    let context = Context::new(&whole, &files, names);
    let mut shapes = Map::default();
    shapes::convert(&context, &mut shapes);
    operations::convert(&context, &mut shapes, &mut faults);
    service::convert(&context, &rules, &mut shapes, &mut faults);
    errors::convert(&context, &mut shapes);
    pagination::convert(&context, &pagination, &mut shapes, &mut faults);
    waiters::convert(&context, &waiters, &mut shapes, &mut faults);
    examples::convert(&context, &examples, &mut shapes);
    enum_names::convert(&context, &mut shapes, &mut faults);
    if faults.has_errors() {
        return Err(stop(files, faults));
    }
    let ast = Ast { shapes, ..Ast::default() };
    let service = folder.service;
    Ok(Botocore { sources: files.sources, ast, service, warnings: faults })
}

/// What a build script must watch: the folder of the service, so that a new version is noticed, or
/// the archive. When there is no such service, the whole.
pub(crate) fn watched(root: &Path, service: Option<&str>) -> PathBuf {
    find::find(root, service).map_or_else(|_| root.to_owned(), |folder| folder.watched())
}

/// `service-2.json`, checked, and what every part of the front end asks of it.
struct Context<'a> {
    files: &'a json::Files,
    metadata: &'a Object,
    operations: &'a Object,
    shapes: &'a Object,
    whole: &'a Node,
    names: Names,
    /// The names of the protocols, the one that botocore prefers first.
    protocols: Vec<&'a str>,
    /// The URI of the XML namespace that is the service's.
    namespace: Option<&'a str>,
}

impl<'a> Context<'a> {
    fn new(whole: &'a Node, files: &'a json::Files, names: Names) -> Self {
        let metadata = object(whole, "metadata");
        let preferred = metadata.get("protocol").and_then(Node::as_str);
        let all = metadata.get("protocols").and_then(Node::as_array).unwrap_or_default();
        let mut protocols: Vec<&str> = preferred.into_iter().collect();
        protocols.extend(all.iter().filter_map(Node::as_str).filter(|p| Some(*p) != preferred));
        Self {
            files,
            metadata,
            namespace: service::namespace(whole),
            operations: object(whole, "operations"),
            shapes: object(whole, "shapes"),
            whole,
            names,
            protocols,
        }
    }

    fn speaks(&self, protocols: &[&str]) -> bool {
        self.protocols.iter().any(|protocol| protocols.contains(protocol))
    }

    fn is_rest(&self) -> bool {
        self.speaks(&["rest-json", "rest-xml"])
    }

    fn is_xml(&self) -> bool {
        self.speaks(&["rest-xml", "query", "ec2"])
    }

    /// A text of the metadata.
    fn meta(&self, key: &str) -> Option<&'a str> {
        self.metadata.get(key)?.as_str()
    }

    /// A shape as botocore has it.
    fn shape(&self, name: &str) -> &'a Node {
        self.shapes.get(name).unwrap_or(&Node::Null)
    }

    /// A fault at a path of `service-2.json`.
    fn fault(&self, fault: Diagnostic, path: &[&str]) -> Diagnostic {
        self.files.fault("service-2", fault, path)
    }
}

/// The object under a key, empty if there is none.
fn object<'a>(node: &'a Node, key: &str) -> &'a Object {
    static EMPTY: std::sync::LazyLock<Object> = std::sync::LazyLock::new(Object::default);
    node.get(key).and_then(Node::as_object).unwrap_or(&EMPTY)
}

fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key)?.as_str()
}

/// Whether a flag is there and true.
fn flag(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool) == Some(true)
}

/// Adds a trait. All ids are written in this front end, and are valid.
fn add(traits: &mut smithy_json_ast::Traits, id: &str, value: impl Into<Node>) {
    if let Ok(id) = ShapeId::parse(id) {
        traits.insert(id, value.into());
    }
}

/// Adds a trait that has no value.
fn mark(traits: &mut smithy_json_ast::Traits, id: &str) {
    add(traits, id, Object::default());
}

type Shapes = Map<ShapeId, Shape>;

#[cfg(test)]
mod tests;
