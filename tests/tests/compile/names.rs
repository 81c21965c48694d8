//! Every name that Rust's prelude, a macro of the runtime or a generated file has for something is
//! also a good name in a model: of a structure, a union, an enum, an error, an operation, a waiter,
//! and of members. The fixtures `valid/prelude-*` show what that looks like; the models here have
//! all the names, and only have to compile.

const PRELUDE: &str = "Option Some None Result Ok Err String Vec Box ToString ToOwned Default Clone \
    Copy Send Sync Sized Unpin Drop Fn FnMut FnOnce AsyncFn AsyncFnMut AsyncFnOnce Iterator Extend \
    IntoIterator DoubleEndedIterator ExactSizeIterator FromIterator AsRef AsMut From Into TryFrom \
    TryInto Eq Ord PartialEq PartialOrd Debug Hash Future IntoFuture str u8 i32 f64 bool char usize";

const GENERATED: &str = "Builder Call Client Empty Error HashMap Input Mode Output Service Operation \
    Types Primitives Builders Paginator Waiters Blob DateTime Endpoint Params DefaultResolver Core \
    SdkError Unhandled CreateUnhandled CreateUnhandledError ErrorMetadata ProvideErrorMetadata Fault \
    Modeled ErrorKind RequestId RuntimePlugin Cow Display Formatter FromStr Infallible \
    UnknownVariantValue Structure Union Value Correct Writer Cursor Request Response Names Units \
    Values All Std Alloc Tinsmith A D E F M N O Op R S T";

/// What generated code and macros call methods and variables, which members may be called too.
const METHODS: &str = "fmt source code message kind retryable read write new inner as_str as_deref is_none \
    unwrap_or_default cmp len get set display context next item items type match try_parse output q x \
    f name current tag build builder customize unwrap";

/// For each kind of shape: the crate, the version of Smithy, shapes for each name, what operations
/// there are and what their input and output have for each name, and their errors.
const KINDS: [[&str; 6]; 8] = [
    ["structures", "2.0", STRUCTURE, GET, MEMBER, ""],
    ["unions", "2.0", UNION, GET, MEMBER, ""],
    ["enums", "2.0", ENUM, GET, MEMBER, ""],
    ["unnamed-enums", "1.0", UNNAMED, GET, MEMBER, ""],
    ["members", "2.0", "", GET, TEXT, ""],
    ["errors", "2.0", ERROR, GET, TEXT, TARGET],
    ["operations", "2.0", OPERATION, TARGET, TEXT, r#"{"target": "example#TheError"}"#],
    ["waiters", "2.0", "", GET, TEXT, ""],
];

const TARGET: &str = r#"{"target": "example#NAME"}"#;
const GET: &str = r#"{"target": "example#TheGet"}"#;
const MEMBER: &str = r#""NAME": {"target": "example#NAME"}"#;
const TEXT: &str = r#""NAME": {"target": "smithy.api#String"}"#;

const STRUCTURE: &str = r#""example#NAME": {"type": "structure", "members": {
    "Loop": {"target": "example#NAME"},
    "Text": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#clientOptional": {}}},
    "Time": {"target": "smithy.api#Timestamp"},
    "Tags": {"target": "example#TheTags"},
    "Secret": {"target": "smithy.api#String", "traits": {"smithy.api#sensitive": {}}}
}}"#;

const UNION: &str = r#""example#NAME": {"type": "union", "members": {
    "Loop": {"target": "example#NAME"},
    "Option": {"target": "smithy.api#String"},
    "Ok": {"target": "smithy.api#Unit"},
    "None": {"target": "smithy.api#Timestamp"},
    "Vec": {"target": "example#TheTags", "traits": {"smithy.api#xmlFlattened": {}}},
    "Box": {"target": "smithy.api#String", "traits": {"smithy.api#sensitive": {}}}
}}"#;

const ENUM: &str = r#""example#NAME": {"type": "enum", "members": {
    "Some": {"target": "smithy.api#Unit"}, "None": {"target": "smithy.api#Unit"}
}}"#;

const UNNAMED: &str = r#""example#NAME": {"type": "string", "traits": {
    "smithy.api#enum": [{"value": "a"}, {"value": "b"}]
}}"#;

const ERROR: &str = r#""example#NAME": {
    "type": "structure",
    "traits": {"smithy.api#error": "client", "smithy.api#retryable": {}},
    "members": {
        "Loop": {"target": "example#NAME"},
        "Message": {"target": "smithy.api#String"},
        "fmt": {"target": "smithy.api#String"},
        "source": {"target": "smithy.api#String"},
        "Secret": {"target": "smithy.api#String", "traits": {"smithy.api#sensitive": {}}}
    }
}"#;

/// One of a kind: its input, its output and its waiters are in every model.
const OPERATION: &str = r#""example#NAME": {
    "type": "operation",
    "input": {"target": "example#NAMEIn"},
    "output": {"target": "example#NAMEOut"},
    "errors": [{"target": "example#TheError"}],
    "traits": {
        "smithy.api#endpoint": {"hostPrefix": "{TheLabel}."},
        "smithy.api#paginated": {"inputToken": "Token", "outputToken": "Token", "items": "Tags", "pageSize": "Size"}
    }
},
"example#NAMEIn": {"type": "structure", "members": {
    "Token": {"target": "smithy.api#String"},
    "Size": {"target": "smithy.api#Integer"},
    "Tags": {"target": "example#TheTags"},
    "Key": {"target": "smithy.api#String", "traits": {"smithy.api#idempotencyToken": {}}},
    "TheLabel": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#hostLabel": {}}}
}},
"example#NAMEOut": {"type": "structure", "members": {
    "Token": {"target": "smithy.api#String"},
    "Tags": {"target": "example#TheTags"},
    "Secret": {"target": "smithy.api#String", "traits": {"smithy.api#sensitive": {}}}
}}"#;

const WAITER: &str = r#""NAME": {"acceptors": [
    {"state": "success", "matcher": {"output": {
        "path": "TheTags[].Name", "expected": "on", "comparator": "allStringEquals"
    }}},
    {"state": "failure", "matcher": {"output": {
        "path": "length(TheTags[?Name == 'a']) > `1`", "expected": "true", "comparator": "booleanEquals"
    }}},
    {"state": "retry", "matcher": {"errorType": "NAME"}}
]}"#;

const SHARED: &str = r#"
"example#TheExample": {
    "type": "service",
    "version": "2020-01-01",
    "operations": [OPERATIONS],
    "traits": {"aws.protocols#ec2Query": {}, "aws.auth#sigv4": {"name": "example"}}
},
"example#TheGet": {
    "type": "operation",
    "input": {"target": "example#TheRequest"},
    "output": {"target": "example#TheResult"},
    "errors": [ERRORS],
    "traits": {WAITERS}
},
"example#TheRequest": {"type": "structure", "members": {MEMBERS}},
"example#TheResult": {"type": "structure", "members": {MEMBERS, "TheTags": {"target": "example#TheTags"}}},
"example#TheTags": {"type": "list", "member": {"target": "example#TheTag"}},
"example#TheTag": {"type": "structure", "members": {"Name": {"target": "smithy.api#String"}}},
"example#TheError": {
    "type": "structure",
    "traits": {"smithy.api#error": "client", "smithy.api#retryable": {}},
    "members": {METHODS}
},
"example#TheUnion": {"type": "union", "members": {MEMBERS}}
"#;

/// A model for each kind, by the name of its crate.
pub(crate) fn models() -> impl Iterator<Item = (String, String)> {
    KINDS.iter().map(|[kind, version, shapes, operations, members, errors]| {
        let all = || PRELUDE.split_whitespace().chain(GENERATED.split_whitespace());
        let methods = METHODS.split_whitespace();
        let members = match *kind {
            "members" => join(methods.clone(), members),
            _ => join(all(), members),
        };
        let waiters = match *kind {
            "waiters" => {
                let names = all().filter(|name| name.starts_with(char::is_uppercase));
                format!("\"smithy.waiters#waitable\": {{{}}}", join(names, WAITER))
            }
            _ => String::new(),
        };
        let shared = SHARED
            .replace("OPERATIONS", &join(all(), operations))
            .replace("ERRORS", &join(all(), errors))
            .replace("WAITERS", &waiters)
            .replace("MEMBERS", &members)
            .replace("METHODS", &join(methods, TEXT));
        let shapes = join(all(), shapes);
        let comma = if shapes.is_empty() { "" } else { "," };
        let model = format!(r#"{{"smithy": "{version}", "shapes": {{{shapes}{comma}{shared}}}}}"#);
        (format!("every-name-{kind}"), model)
    })
}

/// The template for each name, or once if it does not ask for one.
fn join<'a>(names: impl Iterator<Item = &'a str>, template: &str) -> String {
    if !template.contains("NAME") {
        return template.to_owned();
    }
    names.map(|name| template.replace("NAME", name)).collect::<Vec<_>>().join(",\n")
}
