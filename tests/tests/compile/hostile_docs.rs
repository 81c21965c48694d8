//! Documentation shows what it says and does nothing: no text of a model, wherever it stands, becomes
//! markup, a script, a link to an item that it does not mean, or a test that rustdoc would run.
//!
//! The pages that rustdoc writes are checked, so nothing here relies on how texts are escaped.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use walkdir::WalkDir;

/// The name of the crate.
pub(crate) const NAME: &str = "hostile-docs";

const TEXTS: &[&str] = &[
    "<script>alert(1)</script> <SCRIPT SRC=//evil></SCRIPT>",
    "<p>unclosed <b>bold <i>italic <ul><li><table><tr><td>",
    "*/ /* /*! //! /// ///",
    "\"\"\" \"# \"## r#\" '",
    "`one ``two ```three\n```\n~~~~",
    "[x](crate::client::Client) [`Client`] [Client] [crate::Client] [Client](struct@crate::Client)",
    "[b][c] [c] [^1]\n\n[c]: crate::Client \"t\"\n\n[^1]: a note with [`Client`]",
    "<a href=\"javascript:alert(1)\">x</a> <a href=\" JaVa\tScRiPt:alert(1)\">y</a> [z](javascript:alert(1))",
    "<a href=\"crate::client::Client\">x</a> <a href=\"Client\">Client</a> <a href=\"../client/struct.Client.html\">y</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a> <vbscript:x> <javascript:alert(1)>",
    "```\npanic!(\"a doctest\");\n```\n\n```rust\npanic!();\n```\n\n```should_panic\npanic!();\n```",
    "~~~\npanic!();\n~~~\n\n    panic!();\n\n\tpanic!();",
    "<pre>panic!();</pre> <pre><code class=\"language-rust\">panic!();</code></pre> <code>```</code>",
    "#![doc(hidden)] #[doc = \"x\"] #![doc(html_root_url = \"http://evil\")]",
    "{{ }} {0} {x:?} {} %s $HOME $(id)",
    "<!-- a comment --> <!-- no end",
    "include_str!(\"/etc/passwd\") env!(\"HOME\")",
    "\u{202e}txt\u{202c} \u{2066}iso\u{2069} \u{200f} \u{200b} \u{feff}",
    "# Head\n## Head\nunder\n===\nunder\n---\n# # hidden\n> quote\n1. one\n- [ ] task\n+ plus",
    "nul \u{0} bell \u{7} escape \u{1b}[31m delete \u{7f} next \u{85} \u{2028} \u{2029}",
    "<img src=x onerror=alert(1)> <svg/onload=alert(1)> <body onload=alert(1)> <b onclick='alert(1)'>x</b>",
    "<iframe src=http://evil></iframe> <object data=x> <embed src=x> <form action=x><input><button>",
    "<style>*{display:none}</style> <link rel=stylesheet href=http://evil> <meta http-equiv=refresh>",
    "<details open ontoggle=alert(1)><summary>x</summary></details> <math><mtext></math>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62; &amp;lt;b&amp;gt;",
    "| a | b |\n|---|---|\n| <script>alert(1)</script> | [`Client`] |",
    "![image](http://evil/x.png) ![`Client`](x) <http://a\" onclick=\"alert(1)>",
    "line\r\nline\rline \\\nline \\` \\[ \\< end\\",
    "</div></section></main></body></html><script>alert(1)</script>",
];

/// Long enough that no line or word of it fits anywhere.
fn texts() -> Vec<String> {
    let long = ["a".repeat(20_000), "[".repeat(2_000), "word <b>".repeat(2_000)];
    TEXTS.iter().map(|text| (*text).to_owned()).chain(long).collect()
}

/// A model with each of the texts wherever a text can be.
pub(crate) fn model() -> String {
    let mut shapes = Map::new();
    let mut operations = Vec::new();
    let mut parameters = Map::new();
    let mut settings = Map::new();
    let mut cases = Vec::new();
    for (i, text) in texts().into_iter().enumerate() {
        let text = format!("before{i} {text} after{i}");
        let short: String = text.chars().take(3_000).collect();
        let traits = json!({
            "smithy.api#documentation": text,
            "smithy.api#deprecated": {"message": short, "since": short},
            "smithy.api#externalDocumentation": {short.as_str(): "http://a"},
        });
        let with = |more: Value| {
            let mut all = traits.as_object().unwrap().clone();
            all.extend(more.as_object().unwrap().clone());
            all
        };
        let id = |kind: &str| format!("example#{kind}{i}");
        let target = |kind: &str| json!({"target": id(kind), "traits": traits});
        let string = |more: Value| json!({"target": "smithy.api#String", "traits": with(more)});
        let members = json!({
            "Plain": string(json!({"smithy.api#xmlName": "x", "smithy.api#pattern": short})),
            "Choice": target("Union"),
            "Kind": target("Enum"),
            "Size": target("Open"),
        });
        shapes.insert(
            id("Get"),
            json!({
                "type": "operation",
                "input": {"target": id("In")},
                "output": {"target": id("Out")},
                "errors": [{"target": id("Error")}],
                "traits": with(json!({"smithy.waiters#waitable": {format!("Ready{i}"): {
                    "documentation": text,
                    "deprecated": true,
                    "acceptors": [
                        {"state": "success", "matcher": {"errorType": short}},
                        {"state": "failure", "matcher": {"output": {
                            "path": "Plain", "expected": short, "comparator": "stringEquals"
                        }}},
                    ],
                }}})),
            }),
        );
        operations.push(json!({"target": id("Get")}));
        for kind in ["In", "Out"] {
            shapes.insert(
                id(kind),
                json!({"type": "structure", "members": members, "traits": traits}),
            );
        }
        let plain = json!({"Plain": string(json!({}))});
        shapes.insert(id("Union"), json!({"type": "union", "members": plain, "traits": traits}));
        let error = with(json!({"smithy.api#error": "client"}));
        shapes.insert(id("Error"), json!({"type": "structure", "members": plain, "traits": error}));
        let value = with(json!({"smithy.api#enumValue": short}));
        let values = json!({"ONE": {"target": "smithy.api#Unit", "traits": value}});
        shapes.insert(id("Enum"), json!({"type": "enum", "members": values, "traits": traits}));
        let open = with(json!({"smithy.api#enum": [{"value": short, "documentation": text}]}));
        shapes.insert(id("Open"), json!({"type": "string", "traits": open}));
        parameters.insert(format!("One{i}"), json!({"type": "string", "documentation": text}));
        cases.push(json!({
            "documentation": text,
            "params": {format!("One{i}"): short},
            "expect": {"endpoint": {"url": "https://a"}},
        }));
        settings.insert(format!("One{i}"), json!({"type": "string", "documentation": text}));
    }
    let everything = texts().join("\n");
    shapes.insert("example#Example".to_owned(), json!({
        "type": "service",
        "version": "2020-01-01",
        "operations": operations,
        "traits": {
            "aws.protocols#ec2Query": {},
            "aws.auth#sigv4": {"name": "example"},
            "smithy.api#title": everything,
            "smithy.api#documentation": everything,
            "smithy.api#externalDocumentation": {everything.as_str(): "javascript:alert(1)"},
            "smithy.rules#clientContextParams": settings,
            "smithy.rules#endpointTests": {"version": "1.0", "testCases": cases},
            "smithy.rules#endpointRuleSet": {"version": "1.0", "parameters": parameters, "rules": [
                {"conditions": [], "type": "endpoint", "endpoint": {"url": "https://a"}, "documentation": everything}
            ]},
        },
    }));
    json!({"smithy": "2.0", "shapes": shapes}).to_string()
}

/// Checks the pages that rustdoc wrote for the crate.
pub(crate) fn check(doc: &Path) {
    let mut shown = 0;
    for entry in WalkDir::new(doc.join(NAME.replace('-', "_"))).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let page = fs::read_to_string(&path).unwrap();
            shown += docs_of(&page).map(|docs| check_docs(&path, docs)).sum::<usize>();
            // rustdoc's own scripts are files, and none of its pages has a handler.
            for tag in tags(&page) {
                check_tag(&path, tag);
            }
        }
    }
    // Each text stands in documentation at least in these places: of an operation, its input and
    // output, a union, two enums and an error, with a member each; of a waiter and a setting.
    let least = texts().len() * 10;
    assert!(shown > least, "{shown} texts, fewer than {least}");
}

/// The blocks of documentation in a page, with what comes after each.
fn docs_of(page: &str) -> impl Iterator<Item = &str> {
    page.split("<div class=\"docblock").skip(1)
}

/// What Markdown can make.
const ALLOWED: [&str; 31] = [
    "a",
    "blockquote",
    "br",
    "br/",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "hr/",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "wbr",
];

fn check_docs(path: &Path, docs: &str) -> usize {
    // What a model says stands between these words; what comes before and after is ours.
    let mut shown = 0;
    for part in docs.split("before").skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let end = format!("after{digits}");
        let Some((text, _)) = part.split_once(&end).filter(|_| !digits.is_empty()) else {
            continue;
        };
        shown += 1;
        // The class of what rustdoc takes for Rust, and would compile and run.
        assert!(!text.contains("rust-example-rendered"), "{}: a doctest: {text}", path.display());
        for tag in tags(text) {
            let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
            assert!(ALLOWED.contains(&name), "{}: <{tag}> in: {text}", path.display());
            let link = attribute(tag, "href").unwrap_or("https://");
            // rustdoc's own, from a heading to itself.
            let is_anchor = tag.starts_with("a class=\"doc-anchor\" href=\"#");
            assert!(
                is_anchor || ["https://", "http://"].iter().any(|s| link.starts_with(s)),
                "{}: a link to `{link}` in: {text}",
                path.display()
            );
        }
    }
    shown
}

/// What stands between the angle brackets of tags.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

fn check_tag(path: &Path, tag: &str) {
    const NEVER: [&str; 12] = [
        "iframe", "object", "embed", "form", "svg", "math", "style", "base", "frame", "applet",
        "video", "audio",
    ];
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    let fault = |what: &str| panic!("{}: {what} in <{tag}>", path.display());
    if NEVER.contains(&name.to_lowercase().as_str()) {
        fault("a tag of that name");
    }
    if name == "img" && attribute(tag, "src").is_none_or(|src| src.contains("evil")) {
        fault("an image");
    }
    if name == "script" && attribute(tag, "src").is_some_and(|src| src.contains("evil")) {
        fault("a foreign script");
    }
    // Every other piece is what stands in quotation marks.
    for word in tag.split('"').step_by(2).flat_map(str::split_whitespace) {
        if word.starts_with("on") && word.ends_with('=') {
            fault("a handler");
        }
    }
    let target = attribute(tag, "href").unwrap_or_default().trim().to_lowercase();
    if ["javascript:", "data:", "vbscript:"].iter().any(|scheme| target.starts_with(scheme)) {
        fault("a link that runs");
    }
}
