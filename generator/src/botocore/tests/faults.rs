//! What is wrong is said, with its place, and nothing panics.

use std::path::Path;

use super::rules::rest;
use super::{folder, gives, read, says, service};

#[test]
fn whatever_is_changed_never_panics() {
    let text = rest();
    let folder = folder(&[("service-2.json", &text)]);
    let file = folder.path().join("service-2.json");
    let mut refused = 0;
    for i in (0..text.len()).step_by(13) {
        for with in ["", "1", "\"", "null"] {
            let changed = format!("{}{with}{}", &text[..i], &text[i + 1..]);
            std::fs::write(&file, changed).unwrap();
            refused += usize::from(read(folder.path(), None).is_err());
        }
    }
    assert!(refused > text.len() / 13, "{refused}");
}

#[test]
fn faults_have_a_place() {
    says(
        "{\n \"metadata\": [1,]}",
        &[
            "error[invalid-json]: the file is no JSON: trailing comma\n",
            "--> service-2.json:2:17",
            "help: get the file again; pip install --force-reinstall botocore",
        ],
    );
    says(
        "{}",
        &[
            "error[invalid-botocore]: the file has no `metadata`, so it is no `service-2.json`",
            "the file has no `operations`",
        ],
    );
    let shapes = |shapes: &str| service("json", "", "", &format!("\n{shapes}"));
    says(
        &shapes(
            r#""A": {"type": "list", "member": {"shape": "Strin"}}, "String": {"type": "string"}"#,
        ),
        &[
            "error[unknown-shape]: `shapes/A/member` refers to shape `Strin`, which is not there",
            "service-2.json:6:",
            "help: did you mean `String`?",
        ],
    );
    says(
        &shapes(r#""A": {"type": "strong"}"#),
        &[
            "error[unknown-type]: shape `A` has the type `strong`, which is not known",
            "help: did you mean `string`",
        ],
    );
    says(
        &shapes(r#""A": {"type": "map"}"#),
        &["`shapes/A` has no `key`", "`shapes/A` has no `value`"],
    );
    says(
        &shapes(r#""A": {"type": "string", "min": "1"}"#),
        &["error[invalid-botocore]: `shapes/A/min` must be a number, not a string"],
    );
    says(
        &shapes(r#""A": {"type": "structure", "members": {}, "required": ["B"]}"#),
        &["error[unknown-member]: shape `A` names a member `B`, which it does not have"],
    );
    says(
        &shapes(r#""A-B": {"type": "string"}"#),
        &["error[invalid-name]: `A-B` cannot be the name of a shape in Smithy"],
    );
    says(
        &shapes(r#""A": {"type": "string"}, "A": {"type": "blob"}"#),
        &["the key `A` is there twice"],
    );
}

#[test]
fn unknown_keys_are_warnings() {
    let text = service("json", "", "", r#""A": {"type": "string", "novel": true}"#);
    let warnings = gives(&[("service-2.json", &text)], "");
    assert_eq!(warnings, ["`shapes/A/novel` is not known here and left out"]);
}

#[test]
fn what_smithy_cannot_say_is_a_warning() {
    let text = service(
        "query",
        r#", "signatureVersion": "v2""#,
        r#""Get": {"name": "GetIt", "http": {"method": "GET", "requestUri": "/x"},
            "output": {"shape": "A", "resultWrapper": "Wrapped"}}"#,
        r#""A": {"type": "structure", "members": {}}"#,
    );
    let warnings = gives(&[("service-2.json", &text)], "");
    assert_eq!(
        warnings,
        [
            "`name` of `Get` is `GetIt`; in Smithy it can only be `Get`",
            "`resultWrapper` of `Get` is `Wrapped`; in Smithy it can only be `GetResult`",
            "`Get` asks for `GET /x`, which its protocol cannot say in Smithy; it is left out",
            "Smithy has no trait for signature version `v2`",
        ]
    );
}

#[test]
fn which_folder_is_meant() {
    let text = service("json", "", "", "");
    let named = |name: &str| text.replace("Thing One", name);
    let (old, new, other) = (named("Old"), named("New"), named("Other"));
    let folder = folder(&[
        ("botocore/data/thing/2019-01-01/service-2.json", &old),
        ("botocore/data/thing/2020-01-01/service-2.json", &new),
        ("botocore/data/thing/2021-01-01/examples-1.json", "{}"),
        ("botocore/data/other/2020-01-01/service-2.json", &other),
    ]);
    let found = |path: &str, service: Option<&str>| {
        let found = read(&folder.path().join(path), service).map_err(|error| error.to_string());
        let ids = found.map(|found| found.ast.shapes.keys().next().unwrap().namespace().to_owned());
        ids.map_err(|error| error.replace(&format!("{}/", folder.path().display()), ""))
    };
    assert_eq!(found("botocore/data/thing/2019-01-01", None).unwrap(), "com.amazonaws.old");
    assert_eq!(found("botocore/data/thing", None).unwrap(), "com.amazonaws.new");
    for root in ["botocore/data", "botocore", "."] {
        assert_eq!(found(root, Some("other")).unwrap(), "com.amazonaws.other", "{root}");
    }
    assert_eq!(
        found("botocore/data", None).unwrap_err(),
        "`botocore/data` holds 2 services; name one with `--service NAME`, or give its folder"
    );
    assert_eq!(
        found("botocore", Some("thin")).unwrap_err(),
        "`botocore/data` has no service `thin`; did you mean `thing`?"
    );
    assert!(found("botocore/data/thing/2021-01-01", None).unwrap_err().starts_with(
        "`botocore/data/thing/2021-01-01` does not hold botocore's data: give the folder of a service"
    ));
    assert!(found("nowhere", None).unwrap_err().starts_with("cannot read `nowhere`: "));
    let watched = super::super::watched(&folder.path().join("botocore"), Some("thing"));
    assert_eq!(watched, folder.path().join("botocore/data/thing"));
    assert_eq!(super::super::watched(Path::new("nowhere"), None), Path::new("nowhere"));
}
