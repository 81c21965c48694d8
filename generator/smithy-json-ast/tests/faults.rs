//! Faults say what is wrong, where, and what to do. In the texts here, `‹` marks the places of the
//! faults, in their order; the tests count lines and columns themselves.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use smithy_json_ast::{FaultKind, Faults, read};

/// Reads a text without its marks, and checks that the faults are at them.
fn faults(marked: &str) -> Faults {
    let mut places = Vec::new();
    let mut text = String::new();
    let (mut line, mut column) = (1, 1);
    for c in marked.chars() {
        match c {
            '‹' => places.push((line, column, text.len())),
            c => {
                text.push(c);
                column += 1;
            }
        }
        if c == '\n' {
            (line, column) = (line + 1, 1);
        }
    }
    let faults = read(&text).expect_err("a text with faults");
    let found: Vec<_> = (faults.iter().map(|f| (f.line, f.column, f.offset))).collect();
    assert_eq!(found, places, "{faults}");
    faults
}

/// Kind, pointer, shape (or nothing), message and help (or nothing) of the only fault.
#[track_caller]
fn one(marked: &str, kind: FaultKind, pointer: &str, shape: &str, message: &str, help: &str) {
    let faults = faults(marked);
    let [fault] = faults.as_slice() else { panic!("{faults}") };
    assert_eq!(fault.message, message);
    assert_eq!(fault.help.as_deref().unwrap_or_default(), help);
    assert_eq!(fault.pointer, pointer);
    assert_eq!(fault.shape.as_ref().map_or("", |shape| shape.as_str()), shape);
    assert_eq!(fault.kind, kind);
}

/// The same for a fault in the shape `a#S` of a model of 2.0.
#[track_caller]
fn in_shape(shape: &str, kind: FaultKind, pointer: &str, message: &str, help: &str) {
    let text = format!("{{\"smithy\": \"2.0\", \"shapes\": {{\n  \"a#S\": {shape}\n}}}}");
    let pointer = format!("/shapes/a#S{pointer}");
    one(&text, kind, &pointer, "a#S", message, help);
}

const CUT: &str = "the file seems to be cut off";
const ID: &str = "a shape id is written `namespace#Name`, as in `smithy.api#String`";

#[test]
fn models_that_are_none() {
    use FaultKind::*;
    let not = "the model should be an object with \"smithy\" and \"shapes\", but is";
    one("‹[1, [2]]", WrongType, "", "", &format!("{not} an array"), "");
    one(" ‹null", WrongType, "", "", &format!("{not} null"), "");
    one("‹-1", WrongType, "", "", &format!("{not} the number -1"), "");
    one("‹\"2.0\"", WrongType, "", "", &format!("{not} the string \"2.0\""), "");
    let lacks = "the model lacks \"smithy\"";
    let help = "it is the version of Smithy, \"1.0\" or \"2.0\"";
    one("‹{\"shapes\": {}}", MissingKey, "", "", lacks, help);
    let key = "{\"smithy\": \"2.0\", ‹\"shape\": {}}";
    let message = "a model has no key \"shape\"";
    one(key, UnknownKey, "/shape", "", message, "did you mean \"shapes\"?");
    let key = "{\"smithy\": \"2.0\", ‹\"a/b~\": {}}";
    let message = "a model has no key \"a/b~\"";
    let help = "its keys are \"smithy\", \"metadata\" and \"shapes\"";
    one(key, UnknownKey, "/a~1b~0", "", message, help);
    let text = "{\"smithy\": \"2.0\", \"metadata\": ‹[]}";
    one(text, WrongType, "/metadata", "", "\"metadata\" should be an object, but is an array", "");
    let text = "{\"smithy\": \"2.0\", \"shapes\": ‹[]}";
    let message = "\"shapes\" should be an object of shapes, but is an array";
    one(text, WrongType, "/shapes", "", message, "");
}

#[test]
fn versions() {
    use FaultKind::*;
    let message = "version \"3.0\" of Smithy is not supported";
    let help = "supported are \"1.0\" and \"2.0\"";
    // What only one version has is no fault while the version is unknown.
    let text = r#"{"smithy": ‹"3.0", "shapes": {"a#E": {"type": "enum"}, "a#S": {"type": "set",
        "member": {"target": "a#E"}}}}"#;
    one(text, Version, "/smithy", "", message, help);
    let message = "\"smithy\" should be the string \"1.0\" or \"2.0\", but is the number 2.0";
    one(r#"{"smithy": ‹2.0}"#, WrongType, "/smithy", "", message, "");
    let help = "in 2.0 it is a list with the trait smithy.api#uniqueItems";
    let message = "a set cannot be in a file of Smithy 2.0, only of 1.0";
    let text = r#"{"type": ‹"set", "member": {"target": "a#T"}}"#;
    in_shape(text, Version, "/type", message, help);
}

#[test]
fn what_1_0_does_not_have() {
    // Whether the version comes first or last.
    for (first, last) in [(r#""smithy": "1.0","#, ""), ("", r#", "smithy": "1.0""#)] {
        let text = format!(
            r#"{{{first} "shapes": {{
                "a#E": {{"type": ‹"enum", "members": {{}}}},
                "a#I": {{"members": {{}}, "type": ‹"intEnum"}},
                "a#R": {{‹"properties": {{}}, "type": "resource"}},
                "a#S": {{"type": "structure", ‹"mixins": []}}
            }}{last}}}"#
        );
        let faults = faults(&text);
        let messages: Vec<_> = faults.iter().map(|fault| &*fault.message).collect();
        let expected = [
            "an enum cannot be in a file of Smithy 1.0, only of 2.0",
            "an intEnum cannot be in a file of Smithy 1.0, only of 2.0",
            "the properties of a resource cannot be in a file of Smithy 1.0, only of 2.0",
            "mixins cannot be in a file of Smithy 1.0, only of 2.0",
        ];
        assert_eq!(messages, expected);
        let help = "say \"smithy\": \"2.0\" if the model is to be of that version";
        assert!(faults.iter().all(|fault| fault.help.as_deref() == Some(help)));
        assert!(faults.iter().all(|fault| fault.kind == FaultKind::Version));
    }
}

#[test]
fn syntax() {
    use FaultKind::Syntax;
    one("‹", Syntax, "", "", "the file ends where a value should be", CUT);
    one("{\"smithy\": \"2.0\"‹", Syntax, "", "", "the file ends within an object", CUT);
    let text = "{\"metadata\": {\"a\": [1‹";
    one(text, Syntax, "/metadata/a/1", "", "the file ends within an array", CUT);
    let text = "{\"smithy\": \"2.0‹";
    one(text, Syntax, "/smithy", "", "the file ends within a string", CUT);
    let message = "the model has ended, but '}' follows";
    let help = "a file has one model; put others into files of their own";
    one("{\"smithy\": \"2.0\"}\n ‹}", Syntax, "", "", message, help);
    let text = "{\"smithy\": \"2.0\", \"shapes\": {\"a#S\": {\"type\": \"structure\", \"members\": {\n\
        \"é\": {}, \"ü\": {\"target\": \"a#T\" ‹\"traits\": {}}}}}}";
    let faults = read(text.replace('‹', "")).unwrap_err();
    let last = faults.as_slice().last().unwrap();
    assert_eq!(last.message, "expected `,` or `}`, found '\"'");
    assert_eq!(last.pointer, "/shapes/a#S/members/ü");
    assert_eq!((last.line, last.column), (2, 32));
    // What was found before is reported with it.
    assert_eq!(faults.as_slice().len(), 4, "{faults}");
    let text = "{\"metadata\": {\"a\": [1, 2, ‹]}}";
    one(text, Syntax, "/metadata/a/2", "", "trailing comma", "");
    let text = "{\"smithy\": \"2.0\", ‹'shapes': {}}";
    one(text, Syntax, "", "", "a key must be a string, found '\\''", "");
    let text = "{\"metadata\": {\"a\": 1e99‹9}}";
    let help = "numbers must fit 64 bits; others can be written as strings";
    one(text, Syntax, "/metadata/a", "", "the number is too large", help);
    let text = "{\"metadata\": {\"a\": ‹NaN}}";
    one(text, Syntax, "/metadata/a", "", "expected value, found 'N'", "");
}

#[test]
fn encodings() {
    use FaultKind::Encoding;
    let message = "the file starts with a byte order mark, which JSON does not allow";
    let help = "save it as UTF-8 without a byte order mark";
    one("‹\u{feff}{\"smithy\": \"2.0\"}", Encoding, "", "", message, help);
    // Reading goes on behind it.
    let faults = faults("‹\u{feff}{\"smithy\": ‹7}");
    assert_eq!(faults.as_slice()[1].kind, FaultKind::WrongType);

    let faults = read(b"{\n\"\xc3\xa9\xff").unwrap_err();
    let fault = &faults.as_slice()[0];
    assert_eq!((fault.line, fault.column, fault.offset, fault.kind), (2, 3, 5, Encoding));
    assert_eq!(fault.message, "the file is not UTF-8: it has the byte 0xFF here");
    assert_eq!(fault.help, None);
    let utf16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let faults = read(utf16).unwrap_err();
    let help = "it seems to be UTF-16; save it as UTF-8";
    assert_eq!(faults.as_slice()[0].help.as_deref(), Some(help));
}

#[test]
fn keys_and_types_of_shapes() {
    use FaultKind::*;
    let mean = |key: &str| format!("did you mean {key:?}?");
    let message = "there is no shape type \"structur\"";
    in_shape(r#"{"type": ‹"structur"}"#, UnknownType, "/type", message, &mean("structure"));
    let message = "there is no shape type \"Intenum\"";
    in_shape(r#"{"type": ‹"Intenum"}"#, UnknownType, "/type", message, &mean("intEnum"));
    let message = "\"type\" should be a string, the name of a type, but is an array";
    in_shape(r#"{"type": ‹[]}"#, WrongType, "/type", message, "");
    let message = "a structure has no key \"memberz\"";
    let text = r#"{‹"memberz": [{"x": 1}], "type": "structure"}"#;
    in_shape(text, UnknownKey, "/memberz", message, &mean("members"));
    let message = "a string has no key \"members\"";
    let help = "its keys are \"type\", \"mixins\" and \"traits\"";
    in_shape(r#"{"type": "string", ‹"members": {}}"#, UnknownKey, "/members", message, help);
    let message = "an apply has no key \"mixins\"";
    let help = "its keys are \"type\" and \"traits\"";
    let text = r#"{"type": "apply", ‹"mixins": [], "traits": {}}"#;
    in_shape(text, UnknownKey, "/mixins", message, help);
    let message = "an apply needs \"traits\", which is missing";
    in_shape(r#"‹{"type": "apply"}"#, MissingKey, "", message, "");
    let message = "a list needs \"member\", which is missing";
    in_shape(r#"‹{"type": "list"}"#, MissingKey, "", message, "");
    in_shape(r#"‹{"type": "list", "mixins": []}"#, MissingKey, "", message, "");
    let message = "a map needs \"value\", which is missing";
    let text = r#"‹{"type": "map", "key": {"target": "a#T"}}"#;
    in_shape(text, MissingKey, "", message, "");
    in_shape(
        "‹7",
        WrongType,
        "",
        "\"a#S\" should be an object with \"type\", but is the number 7",
        "",
    );
    let faults = faults(r#"{"smithy": "2.0", "shapes": {"a#S": ‹{"traits": {}}}}"#);
    assert_eq!(faults.as_slice()[0].message, "the shape lacks \"type\"");
    let help = faults.as_slice()[0].help.as_deref().unwrap();
    assert!(help.starts_with("types are \"blob\", \"boolean\", \"string\", "), "{help}");
    assert!(help.ends_with(", \"resource\", \"service\" and \"apply\""), "{help}");
}

#[test]
fn references() {
    use FaultKind::*;
    let text = r#"{"type": "operation", "input": ‹"a#In"}"#;
    let message = "\"input\" should be an object with \"target\", but is the string \"a#In\"";
    in_shape(text, WrongType, "/input", message, "write {\"target\": \"a#In\"}");
    let text = r#"{"type": "operation", "errors": [{"target": "a#A"}, ‹"a#B"]}"#;
    let message = "the element should be an object with \"target\", but is the string \"a#B\"";
    in_shape(text, WrongType, "/errors/1", message, "write {\"target\": \"a#B\"}");
    let text = r#"{"type": "service", "operations": ‹{"target": "a#O"}}"#;
    let message = "\"operations\" should be an array of references, but is an object";
    in_shape(text, WrongType, "/operations", message, "");
    let text = r#"{"type": "operation", "output": ‹{}}"#;
    let help = "it is the id of a shape, as in {\"target\": \"smithy.api#String\"}";
    in_shape(text, MissingKey, "/output", "the reference lacks \"target\"", help);
    let text = r#"{"type": "operation", "output": {"target": "a#O", ‹"traits": {}}}"#;
    let message = "a reference has no key \"traits\"";
    in_shape(text, UnknownKey, "/output/traits", message, "its keys are \"target\"");
    let text = r#"{"type": "resource", "read": {"target": ‹"a#O$x"}}"#;
    let message = "`a#O$x` names a member, but a target is a shape";
    in_shape(text, InvalidShapeId, "/read/target", message, "the shape of that member is `a#O`");
    let text = r#"{"type": "resource", "identifiers": {"id": {"target": ‹"String"}}}"#;
    let message = "`String` is not a shape id: it lacks the `#` between a namespace and a name";
    in_shape(text, InvalidShapeId, "/identifiers/id/target", message, ID);
    let text = r#"{"type": "service", "version": ‹1}"#;
    let message = "\"version\" should be a string, but is the number 1";
    in_shape(text, WrongType, "/version", message, "");
    let text = r#"{"type": "service", "rename": {"a#X": ‹"my name"}}"#;
    let message = "\"my name\" is not an identifier, so it cannot be the new name of a shape";
    let help = "identifiers are of ASCII letters, digits and `_`, and start with a letter, or with \
                `_` if a letter or digit follows";
    in_shape(text, InvalidIdentifier, "/rename/a#X", message, help);
    let text = r#"{"type": "service", "rename": {‹"a#X$m": "Y"}}"#;
    let message = "`a#X$m` names a member, but only shapes are renamed";
    let help = "the shape of that member is `a#X`";
    in_shape(text, InvalidShapeId, "/rename/a#X$m", message, help);
}

#[test]
fn ids_of_shapes() {
    let faults = faults(
        r#"{"smithy": "2.0", "shapes": {
            ‹"a-b#S": {"type": "blob"},
            ‹"a#": {"type": "blob"},
            ‹"a#S$": {"type": "apply", "traits": {}},
            ‹"a..b#S": {"type": "blob"},
            ‹"a#S#T": {"type": "blob"},
            ‹"a#S$m": {"type": "blob"},
            "a#S$n": {"type": "apply", "traits": {‹"x#y$z": 1, ‹"q": {}}}
        }}"#,
    );
    let found: Vec<_> = faults.iter().map(|fault| &*fault.message).collect();
    let expected = [
        "`a-b#S` is not a shape id: it has an invalid namespace, '-' cannot stand at byte 1",
        "`a#` is not a shape id: it has an invalid name",
        "`a#S$` is not a shape id: it has an invalid member name",
        "`a..b#S` is not a shape id: it has an invalid namespace, '.' cannot stand at byte 2",
        "`a#S#T` is not a shape id: it has an invalid name, '#' cannot stand at byte 3",
        "`a#S$m` names a member, which cannot be defined as a shape",
        "`x#y$z` names a member, but a trait is a shape",
        "`q` is not a shape id: it lacks the `#` between a namespace and a name",
    ];
    assert_eq!(found, expected);
    assert!(faults.iter().all(|fault| fault.kind == FaultKind::InvalidShapeId));
}

#[test]
fn repeated_keys() {
    let faults = faults(
        r#"{"smithy": "2.0", "metadata": {"m": 1, ‹"m": 2},
"shapes": {
  "a#S": {"type": "structure", "members": {"x": {"target": "a#T"}, ‹"x": {"target": "a#T"}}},
  "a#N": {"type": "blob", "traits": {"a#t": [{"é": 1, ‹"\u00e9": 2}], ‹"a#t": 1}, ‹"type": "blob"},
  "a#M": {"type": "list", "member": {"target": "a#T", ‹"target": "a#T"}},
  ‹"a#S": {"type": "blob"}
}, ‹"smithy": "2.0"}"#,
    );
    let found: Vec<_> = (faults.iter())
        .map(|fault| (&*fault.pointer, &*fault.message, fault.help.as_deref().unwrap()))
        .collect();
    let expected = [
        ("/metadata/m", "the key \"m\" is repeated", "it is first at 1:32; keep one of them"),
        (
            "/shapes/a#S/members/x",
            "the key \"x\" is repeated",
            "it is first at 3:44; keep one of them",
        ),
        (
            "/shapes/a#N/traits/a#t/0/é",
            "the key \"é\" is repeated",
            "it is first at 4:47; keep one of them",
        ),
        (
            "/shapes/a#N/traits/a#t",
            "the key \"a#t\" is repeated",
            "it is first at 4:38; keep one of them",
        ),
        (
            "/shapes/a#N/type",
            "the key \"type\" is repeated",
            "it is first at 4:11; keep one of them",
        ),
        (
            "/shapes/a#M/member/target",
            "the key \"target\" is repeated",
            "it is first at 5:38; keep one of them",
        ),
        ("/shapes/a#S", "the key \"a#S\" is repeated", "it is first at 3:3; keep one of them"),
        ("/smithy", "the key \"smithy\" is repeated", "it is first at 1:2; keep one of them"),
    ];
    assert_eq!(found, expected);
    assert!(faults.iter().all(|fault| fault.kind == FaultKind::DuplicateKey));
    assert_eq!(faults.as_slice()[1].shape.as_ref().unwrap(), "a#S$x");
    assert_eq!(faults.as_slice()[5].shape.as_ref().unwrap(), "a#M$member");
}

#[test]
fn all_faults_of_a_file_at_once() {
    let faults = faults(
        r#"{
  "smithy": "2.0",
  "shapes": {
    "a#S": {
      "type": "structure",
      "members": {
        "x": ‹"a#T",
        ‹"1y": {"target": ‹"T"},
        "z": {"target": "a#T", ‹"trait": {}},
        "w": ‹{"traits": ‹null}
      }
    },
    ‹"S": ‹{"type": "list"}
  }
}"#,
    );
    let expected = r#"7:14: "x" should be an object with "target", but is the string "a#T"
  in a#S$x, at /shapes/a#S/members/x
  help: write {"target": "a#T"}
8:9: "1y" is not an identifier, so it cannot be the name of a member
  in a#S, at /shapes/a#S/members/1y
  help: identifiers are of ASCII letters, digits and `_`, and start with a letter, or with `_` if a letter or digit follows
8:26: `T` is not a shape id: it lacks the `#` between a namespace and a name
  in a#S, at /shapes/a#S/members/1y/target
  help: a shape id is written `namespace#Name`, as in `smithy.api#String`
9:32: a member has no key "trait"
  in a#S$z, at /shapes/a#S/members/z/trait
  help: did you mean "traits"?
10:14: the member lacks "target"
  in a#S$w, at /shapes/a#S/members/w
  help: it is the id of a shape, as in {"target": "smithy.api#String"}
10:25: "traits" should be an object of trait ids and values, but is null
  in a#S$w, at /shapes/a#S/members/w/traits
13:5: `S` is not a shape id: it lacks the `#` between a namespace and a name
  at /shapes/S
  help: a shape id is written `namespace#Name`, as in `smithy.api#String`
13:10: a list needs "member", which is missing
  at /shapes/S"#;
    assert_eq!(faults.to_string(), expected);
}
