//! Expectations come from the model in `model.json`, the rules of the ec2Query protocol, and syn.

use std::fmt::Write as _;

use crate::{Loaded, Options, Source};

fn pages_of(model: &str) -> Vec<(String, String)> {
    let loaded = Loaded::from_sources(vec![Source::new("model.json", model)]).unwrap();
    let generated = loaded.generate(&Options::default()).unwrap();
    generated.pages.into_iter().map(|page| (page.path, page.text)).collect()
}

fn page(path: &str) -> String {
    let pages = pages_of(include_str!("tests/model.json"));
    pages.into_iter().find(|(name, _)| name == path).map(|(_, text)| text).unwrap()
}

/// The section of a page, up to the next one.
fn section<'a>(page: &'a str, title: &str) -> &'a str {
    let start = page.find(&format!("\n## {title}\n")).unwrap();
    let rest = &page[start + 4..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

fn blocks<'a>(page: &'a str, fence: &str) -> Vec<&'a str> {
    let open = format!("```{fence}\n");
    page.split(&open).skip(1).map(|block| block.split("\n```").next().unwrap()).collect()
}

/// A model of one operation with these structures, each written as JSON of its members.
fn model_with(input: &str, structures: &[(String, String)]) -> String {
    let mut shapes = String::new();
    for (name, members) in structures {
        let _ = write!(shapes, r#","a#{name}": {{"type": "structure", "members": {members}}}"#);
    }
    format!(
        r#"{{"smithy": "2.0", "shapes": {{
        "a#S": {{"type": "service", "version": "1", "operations": [{{"target": "a#Op"}}], "traits": {{
            "aws.protocols#ec2Query": {{}}, "aws.auth#sigv4": {{"name": "s"}}}}}},
        "a#Op": {{"type": "operation", "input": {{"target": "a#OpInput"}},
            "output": {{"target": "a#OpOutput"}}}},
        "a#OpInput": {{"type": "structure", "members": {input}}},
        "a#OpOutput": {{"type": "structure", "members": {input}}}
        {shapes}}}}}"#
    )
}

#[test]
fn code_marked_as_rust_is_rust() {
    for (path, text) in pages_of(include_str!("tests/model.json")) {
        let blocks = blocks(&text, "rust,no_run");
        assert_eq!(blocks.len(), 3, "{path}");
        for block in blocks {
            syn::parse_file(block).unwrap_or_else(|error| panic!("{path}: {error}\n{block}"));
        }
    }
}

#[test]
fn contents_name_the_sections() {
    for (path, text) in pages_of(include_str!("tests/model.json")) {
        let titles: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let contents = text.lines().find(|line| line.starts_with("On this page")).unwrap();
        for title in &titles {
            let anchor = title.to_lowercase().replace(' ', "-");
            assert!(contents.contains(&format!("[{title}](#{anchor})")), "{path}: {title}");
        }
        assert_eq!(contents.matches("](#").count(), titles.len(), "{path}");
    }
}

#[test]
fn parameters_say_everything() {
    let page = page("create_thing.md");
    let parameters = section(&page, "Parameters");
    for line in [
        "- **`name`** (`Name`) · `String` · **required** · 1 to 20 characters · pattern `^[a-z|]+$` · \
         key `Name`",
        "- **`count`** (`Count`) · `i32` · optional · at least 5 · key `HowMany`",
        "- **`token`** (`Token`) · `String` · optional · filled in when absent · key `Token`",
        "- **`r#type`** (`Type`) · `Color` · **required** · key `Type`",
        "- **`secret`** (`Secret`) · `String` · optional · secret, so hidden in debug output · key \
         `Secret`",
        "- **`labels`** (`Labels`) · `Vec<Label>` · **required** · at most 2 items · key `Label.N`",
        "  - **`key`** (`Key`) · `String` · **required** · key `Label.N.Key`",
        "  - **`at`** (`At`) · `DateTime` · **required** · key `Label.N.At`",
        "- **`names`** (`Names`) · `Vec<String>` · optional · each at most 3 characters · key `Names.N`",
    ] {
        assert!(parameters.lines().any(|l| l == line), "{line}\n\n{parameters}");
    }
    assert!(parameters.contains("· **Deprecated** since 2020. Use `Name`."));
    assert!(parameters.contains("- `Red` = `\"red\"`: Like a rose."));
    assert!(parameters.contains("- `DeepBlue` = `\"deep-blue\"`: Like the sea."));
}

#[test]
fn long_enums_are_folded_and_whole() {
    let page = page("create_thing.md");
    let parameters = section(&page, "Parameters");
    assert!(parameters.contains("<details><summary>The 40 values of <code>Many</code></summary>"));
    for i in 10..50 {
        assert!(parameters.contains(&format!("`V{i}` = `\"v{i}\"`")), "{i}");
    }
    assert!(section(&page, "Request syntax").contains("| … 34 more, listed below"));
}

#[test]
fn bodies_follow_the_protocol() {
    let page = page("create_thing.md");
    let wire = section(&page, "On the wire");
    assert_eq!(
        blocks(wire, "text"),
        ["Action=CreateThing&Version=2016-11-15&Name=a%20b%2Fc&Type=deep-blue\
          &Label.1.Key=key&Label.1.At=2025-01-01T00%3A00%3A00Z&Label.1.Data=Ynl0ZXM%3D&DryRun=true"]
    );
    assert!(wire.contains("The client adds `Token`"));
    let program = blocks(section(&page, "Example"), "rust,no_run")[0];
    for setter in [
        ".name(\"a b/c\")",
        ".r#type(types::Color::DeepBlue)",
        "types::Label::builder()",
        ".at(primitives::DateTime::from_secs(1735689600))",
        ".dry_run(true)",
        "Some(\"DryRunOperation\")",
    ] {
        assert!(program.contains(setter), "{setter}\n{program}");
    }
}

#[test]
fn dry_runs_are_for_operations_that_have_them() {
    let with = page("create_thing.md");
    let errors = section(&with, "Errors");
    assert!(errors.contains("| `DryRunOperation` | 412 |"));
    assert!(errors.contains("| `UnauthorizedOperation` | 403 |"));
    assert!(errors.contains("`things:CreateThing`"));
    let without = page("ping.md");
    assert!(!without.contains("DryRunOperation"));
    assert!(without.contains("The operation takes no parameters."));
    for kind in
        ["ConstructionFailure", "TimeoutError", "DispatchFailure", "ResponseError", "ServiceError"]
    {
        assert!(section(&without, "Errors").contains(kind), "{kind}");
    }
}

#[test]
fn pages_of_results_are_explained_and_used() {
    let page = page("list_things.md");
    let section_text = section(&page, "Pagination");
    assert!(section_text.contains("`.page_size(n)` sets `max_results`, 1 to 50."));
    assert!(section_text.contains("items of `things`, of type `Thing`"));
    let program = blocks(section(&page, "Example"), "rust,no_run")[0];
    assert!(program.contains(".into_paginator()\n        .page_size(50)\n        .items()"));
    assert!(!program.contains("dry_run"));
}

#[test]
fn recursion_ends() {
    let page = page("list_things.md");
    let literal = section(&page, "Response syntax");
    assert!(literal.contains("Thing { … }, // members as above"));
    let list = section(&page, "Response structure");
    assert!(list.contains("element `thingSet/item/partSet/item`"));
    assert!(list.contains("Members of `Thing`: as listed at `things`."));
}

#[test]
fn headings_of_documentation_stand_below_the_pages() {
    assert!(page("ping.md").contains("\n### Why\n"));
    assert_eq!(
        super::text::demoted("```text\n# no\n```\n# yes\n#no"),
        "```text\n# no\n```\n### yes\n#no"
    );
}

#[test]
fn many_ways_to_one_structure_do_not_multiply() {
    let structures: Vec<(String, String)> = (0..24)
        .map(|i| {
            let target =
                if i == 23 { "smithy.api#String".to_owned() } else { format!("a#T{}", i + 1) };
            let members: Vec<String> =
                (0..4).map(|m| format!(r#""M{m}": {{"target": "{target}"}}"#)).collect();
            (format!("T{i}"), format!("{{{}}}", members.join(",")))
        })
        .collect();
    let pages = pages_of(&model_with(r#"{"A": {"target": "a#T0"}}"#, &structures));
    assert!(pages[0].1.len() < 500_000, "{}", pages[0].1.len());
}

#[test]
fn deep_structures_are_cut() {
    let structures: Vec<(String, String)> = (0..200)
        .map(|i| {
            let target =
                if i == 199 { "smithy.api#String".to_owned() } else { format!("a#T{}", i + 1) };
            (format!("T{i}"), format!(r#"{{"M": {{"target": "{target}"}}}}"#))
        })
        .collect();
    let pages = pages_of(&model_with(r#"{"A": {"target": "a#T0"}}"#, &structures));
    assert!(pages[0].1.contains("`T32` goes deeper than this page."));
    assert!(pages[0].1.len() < 100_000, "{}", pages[0].1.len());
}
