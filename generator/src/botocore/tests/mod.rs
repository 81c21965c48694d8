#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may panic")]

use smithy_json_ast::Shape;
use tempfile::TempDir;

use super::{Botocore, read};

mod faults;
mod files;
mod rules;

/// A `service-2.json` of a protocol, with what the metadata has besides, operations and shapes.
fn service(protocol: &str, metadata: &str, operations: &str, shapes: &str) -> String {
    format!(
        r#"{{"metadata": {{"apiVersion": "2020-01-01", "endpointPrefix": "thing", "protocol": "{protocol}",
            "serviceFullName": "Amazon Thing Service", "serviceId": "Thing One",
            "xmlNamespace": "http://thing/"{metadata}}},
            "operations": {{{operations}}},
            "shapes": {{{shapes}}}}}"#
    )
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn convert(files: &[(&str, &str)]) -> Result<Botocore, String> {
    let folder = folder(files);
    let shown = |text: String| text.replace(&format!("{}/", folder.path().display()), "");
    read(folder.path(), None).map_err(|error| shown(error.to_string()))
}

/// Asserts the shapes of `expected`, members in their order; there may be others.
#[track_caller]
fn gives(files: &[(&str, &str)], expected: &str) -> Vec<String> {
    let found = convert(files).unwrap_or_else(|error| panic!("{error}"));
    let text = format!(r#"{{"smithy": "2.0", "shapes": {{{expected}}}}}"#);
    let expected = smithy_json_ast::read(&text).unwrap_or_else(|faults| panic!("{faults}"));
    let order = |shape: &Shape| -> Vec<String> {
        shape.members().into_iter().flat_map(|members| members.keys().cloned()).collect()
    };
    for (id, wanted) in &expected.shapes {
        let shape = found.ast.shapes.get(id).unwrap_or_else(|| panic!("no {id}"));
        assert_eq!(shape, wanted);
        assert_eq!(order(shape), order(wanted));
    }
    found.warnings.iter().map(|warning| warning.message.clone()).collect()
}

#[track_caller]
fn says(text: &str, wanted: &[&str]) {
    let message = convert(&[("service-2.json", text)]).err().unwrap();
    for wanted in wanted {
        assert!(message.contains(wanted), "{message}");
    }
}
