//! Whether requests that are to be compressed name an encoding that there is. Source: Smithy 2.0
//! specification, "requestCompression trait".

use smithy_json_ast::Node;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::model::traits::{self, REQUEST_COMPRESSION};
use crate::transform::Slice;

/// All encodings of the specification.
const ENCODINGS: [&str; 1] = ["gzip"];

pub(super) fn check(model: &Model, slice: &Slice, faults: &mut Diagnostics) {
    for id in &slice.operations {
        let Some(own) = model.traits(id).filter(|own| traits::has(own, REQUEST_COMPRESSION)) else {
            continue;
        };
        let fault = |message: String, at: &[&str]| {
            let fault = Diagnostic::error("invalid-request-compression", message).at(id);
            fault
                .below(&["traits", REQUEST_COMPRESSION])
                .below(at)
                .help("the only encoding is `gzip`")
        };
        let encodings = traits::object(own, REQUEST_COMPRESSION).and_then(|of| of.get("encodings"));
        let encodings = encodings.and_then(Node::as_array).unwrap_or_default();
        if encodings.is_empty() {
            faults.push(fault(
                format!("`{REQUEST_COMPRESSION}` of `{id}` names no `encodings`"),
                &[],
            ));
        }
        for (number, encoding) in encodings.iter().enumerate() {
            if encoding.as_str().is_some_and(|name| ENCODINGS.contains(&name)) {
                continue;
            }
            let found = encoding
                .as_str()
                .map_or_else(|| encoding.kind().to_owned(), |name| format!("`{name}`"));
            let message = format!("`{id}` compresses requests with {found}, which is no encoding");
            faults.push(fault(message, &["encodings", &number.to_string()]));
        }
    }
}
