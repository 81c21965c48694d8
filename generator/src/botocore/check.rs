//! Whether `service-2.json` has the form that the rest of the front end takes for granted: what is
//! needed is there, what is referred to exists, and every value has its type. A key that is not
//! known is a warning, as it may be a fact that is lost. The tables below are all that botocore knows.

use smithy_json_ast::{Node, Object, SimpleType};

use super::json::Files;
use super::object;
use crate::diagnostics::{Diagnostic, Diagnostics, did_you_mean};

/// The type that a value must have.
#[derive(Clone, Copy)]
enum Kind {
    Bool,
    Text,
    Number,
    List,
    Object,
    Any,
}

use Kind::{Any, Bool, List, Number, Object as Keys, Text};

impl Kind {
    fn fits(self, node: &Node) -> bool {
        match self {
            Self::Bool => node.as_bool().is_some(),
            Self::Text => node.as_str().is_some(),
            Self::Number => node.as_number().is_some(),
            Self::List => node.as_array().is_some(),
            Self::Object => node.as_object().is_some(),
            Self::Any => true,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Bool => "a boolean",
            Self::Text => "a string",
            Self::Number => "a number",
            Self::List => "an array",
            Self::Object => "an object",
            Self::Any => "a value",
        }
    }
}

type Table = [(&'static str, Kind)];

const WHOLE: &Table = &[
    ("version", Any),
    ("metadata", Keys),
    ("operations", Keys),
    ("shapes", Keys),
    ("documentation", Text),
    ("clientContextParams", Keys),
    ("examples", Any),
    ("deprecated", Bool),
    ("deprecatedMessage", Text),
    ("deprecatedSince", Text),
];

const METADATA: &Table = &[
    ("apiVersion", Text),
    ("auth", List),
    ("awsQueryCompatible", Keys),
    ("checksumFormat", Text),
    ("endpointPrefix", Text),
    ("globalEndpoint", Text),
    ("jsonVersion", Text),
    ("protocol", Text),
    ("protocolSettings", Keys),
    ("protocols", List),
    ("resultWrapped", Any),
    ("ripServiceName", Text),
    ("serviceAbbreviation", Text),
    ("serviceFullName", Text),
    ("serviceId", Text),
    ("signatureVersion", Text),
    ("signingName", Text),
    ("targetPrefix", Text),
    ("timestampFormat", Text),
    ("uid", Text),
    ("xmlNamespace", Any),
];

const OPERATION: &Table = &[
    ("name", Text),
    ("alias", Text),
    ("http", Keys),
    ("input", Keys),
    ("output", Keys),
    ("errors", List),
    ("auth", List),
    ("authtype", Text),
    ("deprecated", Bool),
    ("deprecatedMessage", Text),
    ("deprecatedSince", Text),
    ("documentation", Text),
    ("documentationUrl", Text),
    ("endpoint", Keys),
    ("endpointdiscovery", Keys),
    ("endpointoperation", Bool),
    ("httpChecksum", Keys),
    ("httpChecksumRequired", Bool),
    ("idempotent", Bool),
    ("operationContextParams", Keys),
    ("readonly", Bool),
    ("requestcompression", Keys),
    ("staticContextParams", Keys),
    ("unsignedPayload", Bool),
];

/// Of a shape, and of whatever refers to one: botocore puts the two together.
const SHAPE: &Table = &[
    ("box", Bool),
    ("contextParam", Keys),
    ("deprecated", Bool),
    ("deprecatedMessage", Text),
    ("deprecatedSince", Text),
    ("document", Bool),
    ("documentation", Text),
    ("endpointdiscoveryid", Bool),
    ("enum", List),
    ("error", Keys),
    ("event", Bool),
    ("eventheader", Bool),
    ("eventpayload", Bool),
    ("eventstream", Bool),
    ("exception", Bool),
    ("fault", Bool),
    ("flattened", Bool),
    ("hostLabel", Bool),
    ("idempotencyToken", Bool),
    ("jsonvalue", Bool),
    ("key", Keys),
    ("location", Text),
    ("locationName", Text),
    ("max", Number),
    ("member", Keys),
    ("members", Keys),
    ("min", Number),
    ("pattern", Text),
    ("payload", Text),
    ("queryName", Text),
    ("required", List),
    ("requiresLength", Bool),
    ("resultWrapper", Text),
    ("retryable", Keys),
    ("sensitive", Bool),
    ("shape", Text),
    ("sparse", Bool),
    ("streaming", Bool),
    ("synthetic", Bool),
    ("timestampFormat", Text),
    ("type", Text),
    ("union", Bool),
    ("value", Keys),
    ("wrapper", Bool),
    ("xmlAttribute", Bool),
    ("xmlNamespace", Any),
    ("xmlOrder", List),
];

pub(super) fn check(files: &Files, whole: &Node, faults: &mut Diagnostics) {
    let mut check = Check { files, shapes: object(whole, "shapes"), faults };
    check.node(whole, WHOLE, &["metadata", "operations"], &[]);
    if let Some(metadata) = whole.get("metadata") {
        let needed = ["apiVersion", "endpointPrefix", "protocol", "serviceFullName", "serviceId"];
        check.node(metadata, METADATA, &needed, &["metadata"]);
    }
    for (name, operation) in object(whole, "operations") {
        let path = ["operations", name];
        check.node(operation, OPERATION, &["http"], &path);
        for key in ["input", "output"] {
            if let Some(reference) = operation.get(key) {
                check.reference(reference, &[&path[..], &[key]].concat());
            }
        }
        let errors = operation.get("errors").and_then(Node::as_array).unwrap_or_default();
        for (i, error) in errors.iter().enumerate() {
            check.reference(error, &[&path[..], &["errors", &i.to_string()]].concat());
        }
    }
    for (name, shape) in object(whole, "shapes") {
        check.shape(name, shape);
    }
}

struct Check<'a> {
    files: &'a Files,
    shapes: &'a Object,
    faults: &'a mut Diagnostics,
}

impl Check<'_> {
    fn error(&mut self, code: &'static str, message: String, help: Option<String>, path: &[&str]) {
        let fault = self.files.fault("service-2", Diagnostic::error(code, message), path);
        self.faults.push(match help {
            Some(help) => fault.help(help),
            None => fault,
        });
    }

    /// The keys of an object: those that it needs, their types, and unknown ones.
    fn node(&mut self, node: &Node, known: &Table, needed: &[&str], path: &[&str]) {
        let Some(keys) = node.as_object() else {
            let what = path.join("/");
            let message = format!("`{what}` must be an object, not {}", node.kind());
            return self.error("invalid-botocore", message, None, path);
        };
        for key in needed.iter().filter(|key| !keys.contains_key(**key)) {
            let message = match path {
                [] => format!("the file has no `{key}`, so it is no `service-2.json`"),
                _ => format!("`{}` has no `{key}`", path.join("/")),
            };
            self.error("invalid-botocore", message, None, path);
        }
        for (key, value) in keys {
            let found = known.iter().find(|(name, _)| name == key);
            if found.is_some_and(|(_, kind)| kind.fits(value)) {
                continue;
            }
            let at = [path, &[key.as_str()]].concat();
            match found {
                Some((_, kind)) => {
                    let (wanted, found) = (kind.name(), value.kind());
                    let message = format!("`{}` must be {wanted}, not {found}", at.join("/"));
                    self.error("invalid-botocore", message, None, &at);
                }
                None => {
                    let message = format!("`{}` is not known here and left out", at.join("/"));
                    let fault = Diagnostic::warning("unknown-botocore-key", message);
                    let fault = fault.help("ask for it: it may be a fact that a client needs");
                    self.faults.push(self.files.fault("service-2", fault, &at));
                }
            }
        }
    }

    /// Something that refers to a shape.
    fn reference(&mut self, reference: &Node, path: &[&str]) {
        self.node(reference, SHAPE, &["shape"], path);
        let Some(name) = reference.get("shape").and_then(Node::as_str) else { return };
        if !self.shapes.contains_key(name) {
            let message =
                format!("`{}` refers to shape `{name}`, which is not there", path.join("/"));
            let help = did_you_mean(name, self.shapes.keys().map(String::as_str));
            self.error("unknown-shape", message, help, &[path, &["shape"]].concat());
        }
    }

    fn shape(&mut self, name: &str, shape: &Node) {
        let path = ["shapes", name];
        let kind = shape.get("type").and_then(Node::as_str);
        let needed: &[&str] = match kind {
            Some("structure") => &["members"],
            Some("list") => &["member"],
            Some("map") => &["key", "value"],
            None => &["type"],
            Some(_) => &[],
        };
        self.node(shape, SHAPE, needed, &path);
        if let Some(kind) = kind
            && !matches!(kind, "structure" | "list" | "map")
            && super::shapes::simple(kind).is_none()
        {
            let message = format!("shape `{name}` has the type `{kind}`, which is not known");
            let all = SimpleType::ALL.iter().map(|simple| simple.as_str());
            let help = did_you_mean(kind, all.chain(["structure", "list", "map"]));
            self.error("unknown-type", message, help, &[&path[..], &["type"]].concat());
        }
        for (member, reference) in object(shape, "members") {
            self.reference(reference, &["shapes", name, "members", member]);
        }
        for key in ["member", "key", "value"] {
            if let Some(reference) = shape.get(key) {
                self.reference(reference, &["shapes", name, key]);
            }
        }
        let members = object(shape, "members");
        let required = shape.get("required").and_then(Node::as_array).unwrap_or_default();
        let named = required.iter().chain(shape.get("payload")).filter_map(Node::as_str);
        for member in named.filter(|member| !members.contains_key(*member)) {
            let message =
                format!("shape `{name}` names a member `{member}`, which it does not have");
            let help = did_you_mean(member, members.keys().map(String::as_str));
            self.error("unknown-member", message, help, &path);
        }
    }
}
