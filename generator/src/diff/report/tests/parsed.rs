//! What independent parsers make of the forms: whatever the text, the structure is the same.

use std::collections::BTreeMap;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use pulldown_cmark::{Event, Options, Parser};
use serde_json::{Value, json};

use super::cases::{self, Case, HOSTILE};
use crate::diff::report::{self, GITHUB_LIMIT, Show, github, junit, markdown, text};

/// HOSTILE as people are shown it.
const SHOWN: &str = r##"a\nb\r# `c` ``` ]]> <!-- </details></code> &amp; | x ::error::e %0A *i* ~s~ [l](h) @user #1 $m$ \ "q' \u{1b}[31m \u{0} \u{202e} \u{2028} \u{fffe} é"##;

fn all() -> Vec<Case> {
    cases::all().into_iter().chain([cases::many(1000)]).collect()
}

#[test]
fn junit_is_well_formed_and_its_counts_are_those_of_its_cases() {
    let mut failures = Vec::new();
    for case in all() {
        let text = junit(&case.review());
        let document = roxmltree::Document::parse(&text).unwrap();
        let count = |name: &str| document.descendants().filter(|n| n.has_tag_name(name)).count();
        let root = document.root_element();
        let attribute = |name: &str| root.attribute(name).unwrap().parse::<usize>().unwrap();
        assert_eq!(count("testcase"), case.review().findings().count(), "{}", case.name);
        assert_eq!(attribute("tests"), count("testcase"), "{}", case.name);
        assert_eq!(attribute("failures"), count("failure"), "{}", case.name);
        assert_eq!(attribute("skipped"), count("skipped"), "{}", case.name);
        failures.push((case.name, count("failure"), count("skipped")));
    }
    let expected = [
        ("nothing", 0, 0),
        ("verdicts", 2, 0),
        ("approvals", 1, 1),
        ("hostile", 1, 1),
        ("crates", 0, 0),
        ("many", 334, 0),
    ];
    assert_eq!(failures, expected);
}

#[test]
fn junit_says_what_the_model_says() {
    let case = cases::hostile(HOSTILE);
    let text = junit(&case.review());
    let document = roxmltree::Document::parse(&text).unwrap();
    let find = |name: &str| document.descendants().find(|n| n.has_tag_name(name)).unwrap();
    assert_eq!(find("testsuite").attribute("name"), Some(SHOWN));
    assert_eq!(find("testcase").attribute("name"), Some(SHOWN));
    assert_eq!(find("failure").attribute("message"), Some(SHOWN));
    let details = find("failure").text().unwrap();
    assert!(details.contains(&format!("\n- {SHOWN}\n+ {SHOWN}\n")), "{details}");
}

/// What GitHub adds to CommonMark.
fn github_markdown(text: &str) -> Parser<'_> {
    let options = Options::ENABLE_GFM
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH;
    Parser::new_ext(text, options)
}

/// The elements of Markdown and HTML in the order in which they come, without text.
fn structure(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut html = String::new();
    for event in github_markdown(markdown) {
        if !matches!(event, Event::Html(_)) && !html.is_empty() {
            found.push(tags(&std::mem::take(&mut html)));
        }
        match event {
            Event::Html(text) => html.push_str(&text),
            Event::InlineHtml(text) if ["<code>", "</code>", "<!-- -->"].contains(&&*text) => {}
            Event::Text(_) => {}
            other => found.push(format!("{other:?}")),
        }
    }
    found
}

/// Everything between `<` and `>`; comments say nothing.
fn tags(html: &str) -> String {
    let parts = html.split('<').skip(1).filter_map(|part| part.split_once('>'));
    let tags = parts.map(|(tag, _)| tag).filter(|tag| *tag != "!-- --" && !tag.ends_with("code"));
    tags.collect::<Vec<_>>().join(" ")
}

#[test]
fn text_of_a_model_adds_nothing_to_markdown() {
    let write = |text: &str| markdown(&cases::hostile(text).review(), GITHUB_LIMIT);
    let plain = structure(&write("x"));
    for wanted in
        ["Table", "CodeBlock(Fenced(Borrowed(\"rust\")))", "details summary /summary", "/details"]
    {
        assert!(plain.iter().any(|event| event.contains(wanted)), "{wanted}: {plain:#?}");
    }
    assert_eq!(structure(&write(HOSTILE)), plain);
    for mark in ('!'..='~').filter(char::is_ascii_punctuation).chain(['\n', '\t']) {
        for text in [
            format!("{mark}.{mark}"),
            format!("{mark}a{mark} {mark}{mark}b{mark}{mark} {mark}{mark}{mark}c"),
            format!("x\n\n{mark} a\n{mark}{mark}{mark}\n\nb"),
            format!("1{mark} a (https{mark}//a)[b]{mark}"),
        ] {
            assert_eq!(structure(&write(&text)), plain, "{text:?}");
        }
    }
}

#[test]
fn nobody_is_called_by_a_comment() {
    let text = markdown(&cases::hostile("@team a#12 `@other` #3").review(), GITHUB_LIMIT);
    let (mut code, mut fence, mut prose) = (0, false, String::new());
    for event in github_markdown(&text) {
        match event {
            Event::InlineHtml(html) if &*html == "<code>" => code += 1,
            Event::InlineHtml(html) if &*html == "</code>" => code -= 1,
            // What stands between them is no longer one word for GitHub.
            Event::InlineHtml(html) if &*html == "<!-- -->" => prose.push('\u{0}'),
            Event::Start(pulldown_cmark::Tag::CodeBlock(_)) => fence = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => fence = false,
            Event::Text(text) if code == 0 && !fence => prose.push_str(&text),
            _ => {}
        }
    }
    assert!(prose.contains("@\u{0}team a#\u{0}12 "), "{prose:?}");
    assert!(
        !prose.contains("@team") && !prose.contains("#12") && !prose.contains("@other"),
        "{prose:?}"
    );
}

#[test]
fn a_comment_is_never_too_long_and_says_what_it_leaves_out() {
    let case = cases::many(1000);
    for most in (1_000..=70_000).step_by(997).chain([GITHUB_LIMIT]) {
        let text = markdown(&case.review(), most);
        assert!(text.len() <= most, "{} of {most}", text.len());
        let lines = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
        let number = |before: &str| -> usize {
            let rest = text.split_once(before).map_or("0", |(_, rest)| rest);
            rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
        };
        // 334 are major, 333 minor and 333 about documentation.
        let rows = lines("| ") - 1;
        assert_eq!(rows + number("Too long for a comment: "), 667, "{most}");
        let details = lines("<details><summary><code>");
        assert_eq!(details + number("not in the table, and "), 667, "{most}");
        assert_eq!(lines("- <code>") + number("\n- and "), 333, "{most}");
    }
    let text = markdown(&case.review(), GITHUB_LIMIT);
    assert!(text.len() > GITHUB_LIMIT * 9 / 10, "{}", text.len());
}

#[test]
fn crates_share_the_length_of_a_comment() {
    let mut case = cases::many(400);
    let more: Vec<_> = (0..3).flat_map(|_| cases::many(400).comparisons).collect();
    case.comparisons.extend(more);
    let text = markdown(&case.review(), GITHUB_LIMIT);
    assert!(text.len() <= GITHUB_LIMIT, "{}", text.len());
    assert_eq!(text.lines().filter(|line| line.starts_with("### ")).count(), 4);
    let text = markdown(&case.review(), 600);
    assert!(text.len() <= 600, "{text}");
    assert!(text.ends_with("No room was left for 4 more crates.\n"), "{text}");
}

/// A workflow command as the runner reads it: its name, properties and message.
/// Source: GitHub's documentation of workflow commands, and what it says of toolkit's escapes.
fn command(line: &str) -> (String, BTreeMap<String, String>, String) {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let plain = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let properties = properties.split(',').filter_map(|pair| pair.split_once('='));
    let properties = properties.map(|(key, value)| (key.to_owned(), plain(value))).collect();
    (name.to_owned(), properties, plain(message))
}

#[test]
fn annotations_say_what_the_model_says() {
    let text = github(&cases::hostile(HOSTILE).review());
    let commands: Vec<_> = text.lines().map(command).collect();
    let names: Vec<&str> = commands.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["error", "notice", "notice", "notice"]);
    let (_, properties, message) = &commands[0];
    let keys: Vec<&str> = properties.keys().map(String::as_str).collect();
    assert_eq!(keys, ["col", "file", "line", "title"]);
    assert_eq!(properties["file"], SHOWN);
    assert_eq!(properties["title"], "Rust major");
    assert_eq!(*message, format!("{SHOWN}\n{SHOWN}\n{SHOWN} [00000000]"));
    assert_eq!(github(&cases::many(1000).review()).lines().count(), 334 + 333 + 1);
}

#[test]
fn a_terminal_gets_nothing_to_obey() {
    for case in all() {
        for show in [Show::default(), Show { all: true, ..Show::default() }] {
            let text = text(&case.review(), show);
            let obeyed = |c: &char| {
                c.is_control() && *c != '\n'
                    || matches!(c, '\u{200e}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert_eq!(text.chars().find(obeyed), None, "{}", case.name);
        }
    }
    let text = text(&cases::many(1000).review(), Show::default());
    assert_eq!(
        text.lines().filter(|line| line.starts_with("    member-retargeted:")).count(),
        1000
    );
}

#[test]
fn no_line_is_a_command_of_a_workflow() {
    let case = cases::hostile("::stop-commands::x\n  ::error::y ##[error]z");
    for form in [
        text(&case.review(), Show::default()),
        markdown(&case.review(), GITHUB_LIMIT),
        junit(&case.review()),
    ] {
        let command = form.lines().find(|line| line.trim_start().starts_with("::"));
        assert_eq!(command, None);
        assert!(!form.contains("##["), "{form}");
        assert!(form.contains("\\u{3a}:error::y"), "{form}");
    }
}

/// What the command makes of a review, around the results.
fn whole(case: &Case) -> Value {
    let review = case.review();
    json!({"ok": review.passes(), "diagnostics": [], "results": report::json(&review)})
}

fn schema() -> (Schemas, SchemaIndex) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema/diff.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("diff.schema.json", schema).unwrap();
    let index = compiler.compile("diff.schema.json", &mut schemas).unwrap();
    (schemas, index)
}

#[test]
fn json_is_what_the_schema_says() {
    let (schemas, index) = schema();
    for case in all() {
        let written = whole(&case).to_string();
        let read: Value = serde_json::from_str(&written).unwrap();
        if let Err(error) = schemas.validate(&read, index) {
            panic!("{}: {error:#}", case.name);
        }
    }
}

/// Every pointer to a key of an object in `value`.
fn keys(value: &Value, pointer: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                found.push((pointer.to_owned(), key.clone()));
                keys(value, &format!("{pointer}/{key}"), found);
            }
        }
        Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                keys(value, &format!("{pointer}/{at}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn the_schema_refuses_a_renamed_field_wherever_it_is() {
    let (schemas, index) = schema();
    for case in all().into_iter().filter(|case| case.name != "many") {
        let report = whole(&case);
        let mut found = Vec::new();
        keys(&report, "", &mut found);
        assert!(found.len() > 5);
        for (pointer, key) in found {
            let mut renamed = report.clone();
            let object = renamed.pointer_mut(&pointer).unwrap().as_object_mut().unwrap();
            let value = object.remove(&key).unwrap();
            object.insert(format!("{key}s"), value);
            assert!(schemas.validate(&renamed, index).is_err(), "{pointer}/{key}");
        }
    }
}

#[test]
fn json_says_what_the_model_says() {
    let report = whole(&cases::hostile(HOSTILE));
    assert_eq!(report["ok"], false);
    let result = &report["results"][0];
    assert_eq!(result["package"], HOSTILE);
    let finding = &result["findings"][1];
    assert_eq!(finding["message"], HOSTILE);
    assert_eq!(finding["approved"], HOSTILE);
    assert_eq!(finding["fails"], false);
    assert_eq!(result["findings"][0]["fails"], true);
    assert_eq!(result["unused_approvals"][0]["fingerprint"], "0000000000000009");
}
