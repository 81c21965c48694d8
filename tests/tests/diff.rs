//! `tinsmith diff`, as people and scripts meet it: exit codes, forms, approvals and manifests. What is
//! found in which models is tested with the engine, and what forms say with the reports.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use boon::{Compiler, Schemas};
use serde_json::Value;
use tempfile::TempDir;

/// A model whose service has these operations, each with a structure of its own.
fn model(operations: &[&str]) -> String {
    let targets: Vec<String> =
        operations.iter().map(|name| format!("{{\"target\": \"a.b#{name}\"}}")).collect();
    let shapes: Vec<String> = operations
        .iter()
        .map(|name| {
            format!(
                "    \"a.b#{name}\": {{\"type\": \"operation\", \"output\": {{\"target\": \"a.b#{name}Out\"}}}},\n    \
                 \"a.b#{name}Out\": {{\"type\": \"structure\", \"members\": {{}}}}"
            )
        })
        .collect();
    format!(
        "{{\"smithy\": \"2.0\", \"shapes\": {{\n    \"a.b#Things\": {{\"type\": \"service\", \"version\": \"1\", \
         \"operations\": [{}],\n      \"traits\": {{\"aws.protocols#ec2Query\": {{}}, \
         \"aws.auth#sigv4\": {{\"name\": \"s\"}}}}}},\n{}\n}}}}\n",
        targets.join(", "),
        shapes.join(",\n")
    )
}

/// A folder in which the command is called.
struct Workplace {
    folder: TempDir,
}

struct Run {
    code: ExitCode,
    out: String,
    err: String,
}

impl Run {
    /// Asserts the exit code; what was written explains a failure.
    #[track_caller]
    fn exits(self, code: u8) -> Self {
        assert_eq!(self.code, ExitCode::from(code), "out: {}\nerr: {}", self.out, self.err);
        self
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

impl Workplace {
    /// With a model of `Get` and `Put`, and one that has lost `Put`.
    fn new() -> Self {
        let workplace = Self { folder: TempDir::new().unwrap() };
        workplace.write("both.json", model(&["Get", "Put"]));
        workplace.write("get.json", model(&["Get"]));
        workplace
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// `tinsmith diff OLD NEW …`, with approvals that lie in this folder.
    fn diff(&self, old: &str, new: &str, more: &[&str]) -> Run {
        self.diff_at(&[&self.path(old), &self.path(new)], more)
    }

    fn diff_at(&self, models: &[&str], more: &[&str]) -> Run {
        let approvals = self.path("approvals.toml");
        let default: &[&str] = match more.contains(&"--manifest") || !Path::new(&approvals).exists()
        {
            true => &[],
            false => &["--approvals", &approvals],
        };
        tinsmith([&["diff"], models, more, default].concat())
    }
}

fn tinsmith<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once("tinsmith".into()).chain(arguments.into_iter().map(Into::into));
    let code = tinsmith::cli::run(arguments, &mut out, &mut err);
    Run { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

#[test]
fn the_exit_code_says_whether_a_limit_is_reached() {
    let work = Workplace::new();
    let run = work.diff("both.json", "both.json", &[]).exits(0);
    assert_eq!(run.out, "a.b#Things, 2 operations\n\nnothing changed for 2 operations\n");
    assert_eq!(run.err, "");
    let run = work.diff("both.json", "get.json", &[]).exits(1);
    assert!(run.out.contains("\nBreaking\n"), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'), "no colours where there is no terminal: {}", run.out);
    // What is added breaks nobody.
    let run = work.diff("get.json", "both.json", &[]).exits(0);
    assert!(run.out.contains("\nAdditions\n"), "{}", run.out);

    let limit = |old, new, limit| work.diff(old, new, &["--fail-on", limit]);
    limit("get.json", "both.json", "minor").exits(1);
    limit("get.json", "both.json", "major,any").exits(1);
    limit("get.json", "both.json", "wire").exits(0);
    limit("get.json", "both.json", "changes-bytes").exits(0);
    limit("both.json", "get.json", "wire").exits(1);
    limit("both.json", "get.json", "none").exits(0);
    limit("both.json", "both.json", "any").exits(0);
    work.diff("both.json", "get.json", &["--fail-on", "notable", "--fail-on", "major"]).exits(1);
}

#[test]
fn what_can_not_run_is_no_finding() {
    let work = Workplace::new();
    work.write("faulty.json", "{\n  \"smithy\": 3\n}");
    let run = work.diff("both.json", "faulty.json", &[]).exits(2);
    assert!(run.err.contains("faulty.json:2:13"), "{}", run.err);
    assert_eq!(run.out, "");
    let run = work.diff("missing.json", "both.json", &[]).exits(2);
    assert!(run.err.starts_with("error: cannot read `"), "{}", run.err);
    let run = work.diff("both.json", "get.json", &["--operation", "Gett"]).exits(2);
    assert!(run.err.contains("has no operation `Gett`"), "{}", run.err);
    assert!(run.err.contains("did you mean `Get`?"), "{}", run.err);
    let run = work.diff("both.json", "get.json", &["--fail-on", "none,major"]).exits(2);
    assert!(run.err.contains("`--fail-on none` allows every finding"), "{}", run.err);
    let run = work.diff("both.json", "get.json", &["--fail-on", "majr"]).exits(2);
    assert!(run.err.contains("'major'"), "{}", run.err);
    let run = work.diff("both.json", "get.json", &["--approvals", &work.path("no.toml")]).exits(2);
    assert!(run.err.contains("no.toml`"), "{}", run.err);
    work.write("approvals.toml", "[[approval]]\nfingerprint = \"12\"\nreason = \"so\"\n");
    let run = work.diff("both.json", "get.json", &[]).exits(2);
    assert!(run.err.contains("approvals.toml:2:15"), "{}", run.err);
    let run = tinsmith(["diff", "one.json"]).exits(2);
    assert!(run.err.contains("<NEW>"), "{}", run.err);
}

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
        assert!(
            run.err.contains("only `tinsmith diff` has a form for JUnit; choose"),
            "{}",
            run.err
        );
        assert_eq!(run.out, "");
    }
}

#[test]
fn only_the_operations_that_are_named_count() {
    let work = Workplace::new();
    let run = work.diff("both.json", "get.json", &["--operation", "Get"]).exits(0);
    assert!(run.out.contains("nothing changed for 1 operation; "), "{}", run.out);
    assert!(run.out.contains("outside the slice"), "{}", run.out);
    // One that is gone is a finding and no mistake.
    work.diff("both.json", "get.json", &["--operations", "Get,Put"]).exits(1);
    work.diff("get.json", "both.json", &["--operations", "Get", "--operation", "Put"]).exits(0);
}

#[test]
fn approved_findings_are_let_through_until_they_change() {
    let work = Workplace::new();
    let diff = |more: &[&str]| work.diff("both.json", "get.json", more);
    let json = diff(&["--format", "json"]).exits(1).json();
    let findings = json["results"][0]["findings"].as_array().unwrap();
    let of = |key: &str| findings.iter().map(|f| f[key].as_str().unwrap()).collect::<Vec<_>>();
    let (ids, fingerprints) = (of("id"), of("fingerprint"));

    let approvals = work.path("approvals.toml");
    let mut approve = vec!["--approvals", &approvals, "--reason", "nobody puts"];
    approve.extend(ids.iter().flat_map(|id| ["--approve", id]));
    let run = diff(&approve).exits(0);
    assert!(run.out.contains("    approved: nobody puts\n"), "{}", run.out);
    assert!(run.out.contains(&format!("; {} approved", ids.len())), "{}", run.out);
    let text = work.read("approvals.toml");
    for (id, fingerprint) in ids.iter().zip(&fingerprints) {
        assert!(text.contains(id) && text.contains(fingerprint), "{text}");
    }
    diff(&[]).exits(0);
    diff(&["--fail-on", "any"]).exits(0);
    let xml = diff(&["--format", "junit"]).exits(0).out;
    assert!(xml.contains("<skipped message=\"approved: nobody puts\"/>"), "{xml}");

    // Once more changes nothing, by fingerprint too.
    let short = &fingerprints[0][..8];
    diff(&["--approve", short, "--reason", "again"]).exits(0);
    assert_eq!(work.read("approvals.toml"), text);
    // A comment of somebody stays.
    work.write("approvals.toml", format!("# mine\n{text}"));
    diff(&[]).exits(0);

    // The other way round is another change.
    let run = work.diff("get.json", "both.json", &["--fail-on", "minor"]).exits(1);
    let note =
        format!("note: the approval of {} ({}) is no longer needed", fingerprints[0], ids[0]);
    assert!(run.out.contains(&note), "{}", run.out);
    let run = work.diff("both.json", "both.json", &["--fail-on", "any"]).exits(0);
    assert!(run.out.contains(&note), "{}", run.out);
}

#[test]
fn mistakes_with_approvals_write_nothing() {
    let work = Workplace::new();
    let approvals = work.path("approvals.toml");
    let run = |more: &[&str]| {
        let run =
            work.diff("both.json", "get.json", &[&["--approvals", &approvals], more].concat());
        let run = run.exits(2);
        assert!(!Path::new(&approvals).exists());
        run.err
    };
    let json = work.diff("both.json", "get.json", &["--format", "json"]).exits(1).json();
    let id = json["results"][0]["findings"][0]["id"].as_str().unwrap();
    let unknown = format!("{}x", id);
    let said = run(&["--approve", id, "--approve", &unknown, "--reason", "so"]);
    assert!(
        said.contains(&format!("no finding is called `{unknown}`; did you mean `{id}`")),
        "{said}"
    );
    assert!(run(&["--approve", id]).contains("--reason <TEXT>"));
    assert!(run(&["--reason", "so"]).contains("--approve <FINDING>"));
    assert!(run(&["--approve", id, "--reason", " "]).contains("say why with `--reason`"));
}

#[test]
fn a_manifest_gives_crates_operations_and_approvals() {
    let work = Workplace::new();
    let entry = |name: &str, operation: &str| {
        format!(
            "[[crate]]\nname = \"{name}\"\nmodels = [\"both.json\"]\noperations = [\"{operation}\"]\noutput = \"{name}\"\n"
        )
    };
    work.write("tinsmith.toml", entry("getter", "Get") + &entry("putter", "Put"));
    let manifest = work.path("tinsmith.toml");
    work.write("more.json", model(&["Get", "Put", "More"]));
    work.write("other.json", model(&["Get", "Other"]));
    let run = work.diff("both.json", "more.json", &["--manifest", &manifest]).exits(0);
    let parts = ["getter: a.b#Things, 1 operation\n", "putter: a.b#Things, 1 operation\n"];
    assert!(parts.iter().all(|part| run.out.contains(part)), "{}", run.out);

    // `Put` is no longer there, which concerns one crate alone.
    let run = work.diff("both.json", "get.json", &["--manifest", &manifest, "--crate", "getter"]);
    let run = run.exits(0);
    assert!(!run.out.contains("putter"), "{}", run.out);
    let run = work.diff("both.json", "get.json", &["--manifest", &manifest, "--crate", "gtter"]);
    assert!(run.exits(2).err.contains("did you mean `getter`"));
    let run = work.diff("both.json", "get.json", &["--manifest", &manifest, "--operation", "Get"]);
    assert!(run.exits(2).err.contains("cannot be used with"));
    let run = work.diff("both.json", "get.json", &["--manifest", &work.path("no.toml")]).exits(2);
    assert!(run.err.contains("no.toml"), "{}", run.err);

    // A mistake of one of several crates says whose it is.
    work.write("odd.toml", entry("getter", "Get") + &entry("odd", "Gte"));
    let odd = work.path("odd.toml");
    let run = work.diff("both.json", "get.json", &["--manifest", &odd]).exits(2);
    assert!(run.err.starts_with("crate `odd`, which `--crate`"), "{}", run.err);
    assert!(run.err.contains("has no operation `Gte`"), "{}", run.err);

    // Approvals lie beside the manifest.
    let one = entry("one", "Put").replace("[\"Put\"]", "[\"Get\", \"Put\"]");
    work.write("nested/tinsmith.toml", one);
    let manifest = work.path("nested/tinsmith.toml");
    let with = |more: &[&str]| {
        work.diff("both.json", "get.json", &[&["--manifest", manifest.as_str()], more].concat())
    };
    let json = with(&["--format", "json"]).exits(1).json();
    assert_eq!(json["results"][0]["package"], "one");
    let findings = json["results"][0]["findings"].as_array().unwrap();
    let ids = findings.iter().flat_map(|finding| ["--approve", finding["id"].as_str().unwrap()]);
    let more: Vec<&str> = ids.chain(["--reason", "so"]).collect();
    with(&more).exits(0);
    assert!(work.read("nested/approvals.toml").contains("reason = \"so\""));
    with(&[]).exits(0);
}

#[test]
fn both_sides_may_be_in_any_form() {
    let work = Workplace::new();
    let text = model(&["Get", "Put"]);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    work.write("both.json.gz", gzip.finish().unwrap());
    let mut jar = zip::ZipWriter::new(std::fs::File::create(work.path("both.jar")).unwrap());
    jar.start_file("a/m.json", zip::write::SimpleFileOptions::default()).unwrap();
    jar.write_all(text.as_bytes()).unwrap();
    jar.finish().unwrap();
    work.write("folder/service/model.json", text);
    work.write("folder/README.md", "no model");
    for old in ["both.json.gz", "both.jar", "both.jar!a/m.json", "folder"] {
        work.diff(old, "both.json", &["--fail-on", "any"]).exits(0);
        work.diff(old, "get.json", &[]).exits(1);
        work.diff("get.json", old, &[]).exits(0);
    }
}

#[test]
fn botocores_folders_are_compared_by_the_name_of_the_service() {
    let work = Workplace::new();
    let data = |operations: &str| {
        format!(
            r#"{{"metadata": {{"apiVersion": "1", "endpointPrefix": "thing", "protocol": "ec2",
            "serviceAbbreviation": "Thing", "serviceFullName": "Thing", "serviceId": "Thing"}},
            "operations": {{{operations}}}, "shapes": {{}}}}"#
        )
    };
    let ping = |name: &str| {
        format!(
            r#""{name}": {{"name": "{name}", "http": {{"method": "POST", "requestUri": "/"}}}}"#
        )
    };
    let both = data(&format!("{}, {}", ping("Get"), ping("Put")));
    work.write("old/botocore/data/thing/2020-01-01/service-2.json", both);
    work.write("new/botocore/data/thing/2020-01-01/service-2.json", data(&ping("Get")));
    work.diff("old", "new", &["--service", "thing"]).exits(1);
    work.diff("old", "new", &["--service", "thing", "--operation", "Get"]).exits(0);
    work.diff("old/botocore/data/thing", "old/botocore/data/thing", &["--fail-on", "any"]).exits(0);
    let run = work.diff("old", "new", &[]).exits(2);
    assert!(run.err.contains("name one with `--service NAME`"), "{}", run.err);
    // A manifest names it too.
    let text = "[[crate]]\nname = \"t\"\nbotocore = \"old\"\nservice = \"thing\"\noutput = \"t\"\n";
    work.write("tinsmith.toml", text);
    work.diff("old", "new", &["--manifest", &work.path("tinsmith.toml")]).exits(1);
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

#[test]
fn help_says_what_verdicts_and_exit_codes_mean() {
    let run = tinsmith(["diff", "--help"]).exits(0);
    for wanted in [
        "none, compatible, changes bytes, incompatible",
        "2 the comparison could not run",
        "`wire`",
    ] {
        assert!(run.out.contains(wanted), "{wanted}: {}", run.out);
    }
}
