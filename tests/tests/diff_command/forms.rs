//! What is written in each form.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use boon::{Compiler, Schemas};

use super::{Workplace, tinsmith};

#[test]
fn json_is_what_the_schema_says_whatever_comes_out() {
    let work = Workplace::new();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema/diff.schema.json");
    let schema = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("diff.schema.json", schema).unwrap();
    let schema = compiler.compile("diff.schema.json", &mut schemas).unwrap();
    work.write("faulty.json", "{\n  \"smithy\": 3\n}");
    let runs = [
        ("both.json", "both.json", 0),
        ("both.json", "get.json", 1),
        ("get.json", "both.json", 0),
        ("both.json", "faulty.json", 2),
        ("both.json", "missing.json", 2),
    ];
    for (old, new, code) in runs {
        let json = work.diff(old, new, &["--format", "json"]).exits(code).json();
        assert_eq!(json["ok"], code == 0, "{json:#}");
        if let Err(error) = schemas.validate(&json, schema) {
            panic!("{old} {new}: {error:#}\n{json:#}");
        }
    }
}

#[test]
fn every_form_is_on_standard_output_and_has_the_finding() {
    let work = Workplace::new();
    let json = work.diff("both.json", "get.json", &["--format", "json"]).exits(1).json();
    let finding = &json["results"][0]["findings"][0];
    let (rule, path) = (finding["rule"].as_str().unwrap(), finding["path"].as_str().unwrap());
    let run = |format: &str| {
        let run = work.diff("both.json", "get.json", &["--format", format]).exits(1);
        assert_eq!(run.err, "", "{format}");
        run.out
    };
    assert!(run("text").contains(&format!("{rule}:{path} [")));
    assert!(run("markdown").starts_with("### a.b"));
    assert!(run("markdown").contains("<details><summary>"));
    let xml = run("junit");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let case = document.descendants().find(|node| node.attribute("name") == Some(path)).unwrap();
    assert_eq!(case.attribute("classname"), Some(rule));
    assert!(case.children().any(|child| child.has_tag_name("failure")), "{xml}");
    // What is gone is shown where it was, or at what is now without it.
    let github = run("github");
    let at = |name: &str| github.contains(&format!("::error file={},line=", work.path(name)));
    assert!(at("both.json") || at("get.json"), "{github}");
}

#[test]
fn other_commands_have_no_form_for_junit() {
    let work = Workplace::new();
    for command in ["slice", "generate"] {
        let run = tinsmith([command, "--model", &work.path("both.json"), "--format", "junit"]);
        let run = run.exits(2);
        assert!(run.err.contains("`tinsmith update` have a form for JUnit; choose"), "{}", run.err);
        assert_eq!(run.out, "");
    }
}

#[test]
fn a_reader_that_goes_away_changes_nothing() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let work = Workplace::new();
    for format in ["text", "json", "markdown", "github", "junit"] {
        for (new, code) in [("both.json", 0), ("get.json", 1)] {
            let (old, new) = (work.path("both.json"), work.path(new));
            let arguments = ["tinsmith", "diff", &old, &new, "--format", format];
            let ended = tinsmith::cli::run(arguments.map(OsString::from), &mut Closed, &mut Closed);
            assert_eq!(ended, ExitCode::from(code), "{format}");
        }
    }
}
