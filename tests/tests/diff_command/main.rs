//! `tinsmith diff`, as people and scripts meet it: exit codes, forms, approvals and manifests. What is
//! found in which models is tested with the engine, and what forms say with the reports.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

mod approvals;
mod documented;
mod forms;
mod inputs;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

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
