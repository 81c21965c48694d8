//! The command, as people and scripts meet it: exit codes, what is written where, and that nothing
//! is touched that is not ours.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;
use tempfile::TempDir;

/// How a run of the command ended.
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

fn tinsmith<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once("tinsmith".into()).chain(arguments.into_iter().map(Into::into));
    let code = tinsmith::cli::run(arguments, &mut out, &mut err);
    Run { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn model() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/ec2.json");
    path.to_str().unwrap().to_owned()
}

/// A generated client in a folder of its own.
struct Client {
    folder: TempDir,
}

impl Client {
    fn generate(operations: &[&str]) -> Self {
        let client = Self { folder: tempfile::tempdir().unwrap() };
        client.again(operations).exits(0);
        client
    }

    fn again(&self, operations: &[&str]) -> Run {
        let mut arguments = vec!["generate", "--model"];
        let model = model();
        arguments.push(&model);
        arguments.extend(["--out", self.path()]);
        arguments.extend(operations.iter().flat_map(|name| ["--operation", name]));
        tinsmith(arguments)
    }

    fn path(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn check(&self, format: &str) -> Run {
        tinsmith(["check", self.path(), "--model", &model(), "--format", format])
    }
}

#[test]
fn generate_says_what_came_out_and_check_agrees() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("new/client").to_str().unwrap().to_owned();
    let run = tinsmith([
        "generate",
        "--model",
        &model(),
        "--operation",
        "DeprovisionByoipCidr",
        "--out",
        &out,
    ])
    .exits(0);
    let start = format!("tinsmith-ec2 in {out}: 1 operation, 2 structures, 2 enums; ");
    assert!(run.out.starts_with(&start), "{}", run.out);
    assert!(run.out.contains(" files written, 0 unchanged, 0 removed"), "{}", run.out);
    assert_eq!(run.err, "");
    let run = tinsmith(["check", &out, "--model", &model()]).exits(0);
    assert!(run.out.ends_with("files are as generated\n"), "{}", run.out);
}

#[test]
fn the_types_are_those_of_the_chosen_operation() {
    let client = Client::generate(&["DeprovisionByoipCidr"]);
    let mut types: Vec<String> = std::fs::read_dir(client.file("src/types"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    types.sort();
    let expected = [
        "_asn_association.rs",
        "_asn_association_state.rs",
        "_byoip_cidr.rs",
        "_byoip_cidr_state.rs",
    ];
    assert_eq!(types, expected);
}

#[test]
fn the_command_that_mends_a_client_of_everything_names_no_operations() {
    let client = Client::generate(&[]);
    std::fs::remove_file(client.file("src/meta.rs")).unwrap();
    let run = client.check("text").exits(1);
    assert!(run.err.contains("mend with: tinsmith generate --model "), "{}", run.err);
    assert!(!run.err.contains("--operation"), "{}", run.err);
}

#[test]
fn what_is_up_to_date_is_not_written_again() {
    let client = Client::generate(&["DeprovisionByoipCidr"]);
    let path = client.file("src/client.rs");
    let before = std::fs::metadata(&path).unwrap().modified().unwrap();
    let run = client.again(&["DeprovisionByoipCidr"]).exits(0);
    assert!(run.out.contains("\n0 files written, "), "{}", run.out);
    assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn check_shows_one_edited_byte_and_the_command_that_mends_it() {
    let client = Client::generate(&["DeprovisionByoipCidr"]);
    let path = client.file("src/types/_byoip_cidr_state.rs");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("\"advertised\"", "\"adverTised\"", 1)).unwrap();

    let run = client.check("text").exits(1);
    assert!(run.out.starts_with("changed: src/types/_byoip_cidr_state.rs\n"), "{}", run.out);
    let changed: Vec<&str> = run.out.lines().filter(|l| l.contains("\"adver")).collect();
    let expected =
        ["-        Advertised = \"adverTised\",", "+        Advertised = \"advertised\","];
    assert_eq!(changed, expected);
    let mend = format!(
        "tinsmith generate --model {} --service com.amazonaws.ec2#AmazonEC2 --operation \
         DeprovisionByoipCidr --package tinsmith-ec2 --out {}",
        model(),
        client.path()
    );
    assert!(run.err.contains("1 file of "), "{}", run.err);
    // The shell sees one word where there is a `#`.
    let quoted = mend.replace("com.amazonaws.ec2#AmazonEC2", "'com.amazonaws.ec2#AmazonEC2'");
    assert!(run.err.trim_end().ends_with(&format!("mend with: {quoted}")), "{}", run.err);

    let summary = format!("::error::{}", run.err.trim_end());

    let run = client.check("json").exits(1).json();
    assert_eq!(run["ok"], false);
    let run = &run["results"][0];
    assert_eq!(run["files"][0]["path"], "src/types/_byoip_cidr_state.rs");
    assert_eq!(run["files"][0]["kind"], "changed");
    assert_eq!(run["mend"], quoted);
    let run = client.check("github").exits(1);
    let file = format!("::error file={}/src/types/_byoip_cidr_state.rs::changed", client.path());
    // Once, and not for every file.
    assert_eq!(run.out.lines().collect::<Vec<_>>(), [file, summary]);
    let run = client.check("markdown").exits(1);
    assert!(
        run.out.contains("```diff\n--- src/types/_byoip_cidr_state.rs (on disk)\n"),
        "{}",
        run.out
    );
    assert!(run.out.ends_with("```\n"), "{}", run.out);

    // What it says is what helps.
    let words = mend.split(' ').skip(1);
    tinsmith(words).exits(0);
    client.check("text").exits(0);
}

#[test]
fn a_strict_client_stays_strict() {
    let client = Client { folder: tempfile::tempdir().unwrap() };
    let model = model();
    let arguments = ["generate", "--model", &model, "--operation", "DescribeByoipCidrs"];
    tinsmith(arguments.into_iter().chain(["--strict", "--out", client.path()])).exits(0);
    let path = client.file("src/service.rs");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("xml::Mode::Strict"), "{text}");
    client.check("text").exits(0);

    std::fs::write(&path, text.replace("Strict", "Lenient")).unwrap();
    let run = client.check("text").exits(1);
    assert!(run.err.trim_end().ends_with(" --strict"), "{}", run.err);
}

#[test]
fn check_finds_missing_and_stale_files() {
    let client = Client::generate(&["DeprovisionByoipCidr"]);
    let header = std::fs::read_to_string(client.file("src/meta.rs")).unwrap();
    std::fs::remove_file(client.file("src/meta.rs")).unwrap();
    std::fs::write(client.file("src/old.rs"), header).unwrap();
    let run = client.check("text").exits(1);
    assert!(run.out.contains("missing: src/meta.rs\n"), "{}", run.out);
    assert!(run.out.contains("stale: src/old.rs\n"), "{}", run.out);
    assert!(run.err.starts_with("2 files of "), "{}", run.err);
}

#[test]
fn files_that_nothing_makes_any_more_go() {
    let client = Client::generate(&["DeprovisionByoipCidr", "ProvisionByoipCidr"]);
    assert!(client.file("src/operation/provision_byoip_cidr.rs").exists());
    std::fs::write(client.file("NOTES.md"), "mine\n").unwrap();
    let run = client.again(&["DeprovisionByoipCidr"]).exits(0);
    assert!(!run.out.contains(" 0 removed"), "{}", run.out);
    assert!(!client.file("src/operation/provision_byoip_cidr.rs").exists());
    assert!(!client.file("docs/provision_byoip_cidr.md").exists());
    assert_eq!(std::fs::read_to_string(client.file("NOTES.md")).unwrap(), "mine\n");
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let client = Client { folder: tempfile::tempdir().unwrap() };
    std::fs::write(client.file("thesis.tex"), "mine\n").unwrap();
    let run = client.again(&["DeprovisionByoipCidr"]).exits(2);
    assert!(run.err.contains("thesis.tex` for one); choose an empty folder"), "{}", run.err);
    assert_eq!(std::fs::read_dir(client.folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_of_somebody_else_in_the_way_is_refused() {
    let client = Client::generate(&["DeprovisionByoipCidr"]);
    std::fs::write(client.file("src/client.rs"), "// mine\n").unwrap();
    std::fs::remove_file(client.file("src/meta.rs")).unwrap();
    let run = client.again(&["DeprovisionByoipCidr"]).exits(2);
    assert!(run.err.contains("src/client.rs` was not made by Tinsmith"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(client.file("src/client.rs")).unwrap(), "// mine\n");
    assert!(!client.file("src/meta.rs").exists(), "nothing was written");
}

#[test]
fn an_unknown_operation_is_met_with_the_nearest_names() {
    let client = Client { folder: tempfile::tempdir().unwrap() };
    let run = client.again(&["DeprovisonByoipCidr"]).exits(1);
    let message = "service `com.amazonaws.ec2#AmazonEC2` has no operation `DeprovisonByoipCidr`";
    assert!(run.err.contains(message), "{}", run.err);
    assert!(run.err.contains("did you mean `DeprovisionByoipCidr`"), "{}", run.err);
    assert_eq!(run.out, "");
    assert_eq!(std::fs::read_dir(client.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_faulty_model_is_reported_in_every_format_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.json");
    std::fs::write(&model, "{\n  \"smithy\": \"2.0\",\n  \"shapez\": {}\n}\n").unwrap();
    let (model, out) = (model.to_str().unwrap(), folder.path().join("out"));
    let run = |format: &str| {
        let out = out.to_str().unwrap();
        tinsmith(["generate", "--model", model, "--out", out, "--format", format]).exits(1)
    };
    let text = run("text");
    let title = "error[invalid-ast]: a model has no key \"shapez\"\n";
    assert!(text.err.starts_with(title), "{}", text.err);
    assert!(text.err.contains(&format!("--> {model}:3:3\n")), "{}", text.err);
    assert_eq!(text.out, "");
    let json = run("json").json();
    let fault = &json["diagnostics"][0];
    assert_eq!(fault["code"], "invalid-ast");
    assert_eq!(fault["message"], "a model has no key \"shapez\"");
    assert_eq!(fault["help"], "did you mean \"shapes\"?");
    assert_eq!(fault["place"]["line"], 3);
    assert_eq!(fault["place"]["column"], 3);
    assert_eq!(fault["place"]["offset"], 23);
    let github = run("github").out;
    let expected = format!(
        "::error file={model},line=3,col=3::a model has no key \"shapez\"; did you mean \"shapes\"?\n"
    );
    assert_eq!(github, expected);
    let markdown = run("markdown").out;
    assert!(markdown.starts_with(&format!("```text\n{title}")), "{markdown}");
    assert!(markdown.ends_with("\n```\n"), "{markdown}");
    assert!(!out.exists());
}

/// A jar whose manifest names one model of this text.
fn jar(folder: &Path, model: &str) -> String {
    let path = folder.join("m.jar");
    let mut jar = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, text) in [("manifest", "m.json\n"), ("m.json", model)] {
        let options = zip::write::SimpleFileOptions::default();
        jar.start_file(format!("META-INF/smithy/{name}"), options).unwrap();
        jar.write_all(text.as_bytes()).unwrap();
    }
    jar.finish().unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn faults_in_an_archive_are_located_in_every_format_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let out = out.to_str().unwrap();
    let jar = jar(folder.path(), "{\n  \"smithy\": 3\n}");
    let entry = format!("{jar}!META-INF/smithy/m.json");
    let run = |format: &str| {
        tinsmith(["generate", "--model", &jar, "--out", out, "--format", format]).exits(1)
    };
    assert!(run("text").err.contains(&format!("--> {entry}:2:13")));
    assert!(run("github").out.starts_with(&format!("::error file={entry},line=2,col=13::")));
    assert_eq!(run("json").json()["diagnostics"][0]["place"]["source"], entry);

    std::fs::write(&jar, "PK\u{3}\u{4} and no more").unwrap();
    assert!(run("text").err.contains(&format!("--> {jar}\n")));
    assert!(run("github").out.starts_with(&format!("::error file={jar}::")));
    assert_eq!(run("json").json()["diagnostics"][0]["place"]["source"], jar);
    assert!(!Path::new(out).exists());
}

/// Botocore's data with one small service, as its package has it.
fn botocore(folder: &Path) -> String {
    let version = folder.join("botocore/data/thing/2020-01-01");
    std::fs::create_dir_all(&version).unwrap();
    let text = r#"{
        "metadata": {"apiVersion": "2020-01-01", "endpointPrefix": "thing", "protocol": "ec2",
            "serviceAbbreviation": "Thing", "serviceFullName": "Thing", "serviceId": "Thing"},
        "operations": {"Ping": {"name": "Ping", "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "PingRequest"}}},
        "shapes": {"PingRequest": {"type": "structure", "members": {"Text": {"shape": "Text"}}},
            "Text": {"type": "string"}}
    }"#;
    std::fs::write(version.join("service-2.json"), text).unwrap();
    folder.to_str().unwrap().to_owned()
}

#[test]
fn botocores_data_is_a_model_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let data = botocore(folder.path());
    let docs = folder.path().join("docs.json");
    let text = r#"{"smithy": "2.0", "shapes": {"com.amazonaws.thing#Ping": {"type": "apply",
        "traits": {"smithy.api#documentation": "Says that it is there."}}}}"#;
    std::fs::write(&docs, text).unwrap();
    let out = folder.path().join("out");
    let (docs, out) = (docs.to_str().unwrap(), out.to_str().unwrap());
    let model = ["--botocore", &data, "--service", "thing", "--model", docs];
    let with = |command: &[&str]| tinsmith(command.iter().copied().chain(model));

    let run = with(&["generate", "--out", out, "--operation", "Ping"]).exits(0);
    assert!(run.out.starts_with(&format!("tinsmith-thing in {out}: 1 operation")), "{}", run.out);
    let module = std::fs::read_to_string(Path::new(out).join("src/operation/ping.rs")).unwrap();
    assert!(module.contains("com.amazonaws.thing#Ping"), "{module}");
    assert!(with(&["inspect", "Ping"]).exits(0).out.contains("Says that it is there."));
    assert!(with(&["slice"]).exits(0).out.contains("\"com.amazonaws.thing#PingRequest\""));

    with(&["check", out]).exits(0);
    let lib = Path::new(out).join("src/lib.rs");
    std::fs::write(&lib, std::fs::read_to_string(&lib).unwrap() + "// edited\n").unwrap();
    let run = with(&["check", out]).exits(1);
    let mend = format!(
        "generate --botocore {data} --model {docs} --service thing --package tinsmith-thing"
    );
    assert!(run.err.contains(&mend), "{}", run.err);

    let manifest = folder.path().join("tinsmith.toml");
    let text = "[[crate]]\nname = \"tinsmith-thing\"\nbotocore = \".\"\nservice = \"thing\"\noutput = \"out\"\n";
    std::fs::write(&manifest, format!("{text}models = [\"docs.json\"]\n")).unwrap();
    let manifest = manifest.to_str().unwrap();
    tinsmith(["generate", "--manifest", manifest]).exits(0);
    tinsmith(["check", "--manifest", manifest]).exits(0);

    // What a later stage finds is shown where botocore's file has the shape.
    let text = r#"{"smithy": "2.0", "shapes": {"com.amazonaws.thing#PingRequest$Text": {"type": "apply",
        "traits": {"smithy.api#xmlAttribute": {}}}}}"#;
    std::fs::write(docs, text).unwrap();
    let run = with(&["inspect", "Ping"]).exits(1);
    assert!(run.err.contains("service-2.json:6:69"), "{}", run.err);
}

#[test]
fn a_build_script_can_use_botocores_data() {
    let folder = tempfile::tempdir().unwrap();
    let data = botocore(folder.path());
    let out = tempfile::tempdir().unwrap();
    let builder = tinsmith::Builder::new().botocore(&data).service("thing");
    assert_eq!(builder.emit_to(out.path()).unwrap(), "");
    assert!(out.path().join("bindings.rs").exists());
}

#[test]
fn mistakes_with_botocores_data() {
    let folder = tempfile::tempdir().unwrap();
    let data = botocore(folder.path());
    let run = tinsmith(["slice", "--botocore", &data]).exits(2);
    assert!(run.err.contains("holds 1 services; name one with `--service NAME`"), "{}", run.err);
    let run = tinsmith(["slice", "--botocore", &data, "--service", "think"]).exits(2);
    assert!(run.err.contains("has no service `think`; did you mean `thing`?"), "{}", run.err);
    let run = tinsmith(["slice", "--botocore", &model()]).exits(2);
    assert!(run.err.contains("is neither a folder nor an archive"), "{}", run.err);
    let file = folder.path().join("botocore/data/thing/2020-01-01/service-2.json");
    std::fs::write(&file, "{\n  \"metadata\" 1\n}").unwrap();
    let run = tinsmith(["slice", "--botocore", &data, "--service", "thing"]).exits(1);
    assert!(run.err.contains(&format!("--> {}:2:14", file.display())), "{}", run.err);
}

#[test]
fn generate_tells_scripts_in_json() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let run =
        tinsmith(["generate", "--model", &model(), "--out", out, "--format", "json"]).exits(0);
    let json = run.json();
    assert_eq!(json["ok"], true);
    let json = &json["results"][0];
    assert_eq!(json["package"], "tinsmith-ec2");
    assert_eq!(json["operations"], 6);
    assert_eq!(json["files"], json["changed"]);
    assert_eq!(json["timings"], Value::Null);
}

#[test]
fn generate_tells_how_long_each_stage_took() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let run = |format: &str| {
        tinsmith(["generate", "--model", &model(), "--out", out, "--timings", "--format", format])
            .exits(0)
    };
    let json = run("json").json();
    let timings = json["results"][0]["timings"].as_object().unwrap();
    let stages = ["load", "define", "emit", "pages", "package", "write"];
    let of = |name: &str| timings[&format!("{name}_ms")].as_f64().unwrap();
    let sum: f64 = stages.iter().map(|name| of(name)).sum();
    assert!(stages.iter().all(|name| of(name) > 0.0), "{timings:?}");
    assert!((of("total") - sum).abs() < 0.01, "{timings:?}");
    assert_eq!(timings.len(), stages.len() + 1);
    let text = run("text").out;
    for name in stages.iter().chain(&["total"]) {
        assert!(text.lines().any(|l| l.starts_with(name) && l.ends_with(" ms")), "{name}: {text}");
    }
}

#[test]
fn slice_writes_a_model_to_standard_output_or_a_file() {
    let arguments = ["slice", "--model", &model(), "--operation", "DescribeByoipCidrs"];
    let run = tinsmith(arguments).exits(0);
    let json = run.json();
    let shapes = json["shapes"].as_object().unwrap();
    assert!(shapes.contains_key("com.amazonaws.ec2#DescribeByoipCidrs"));
    assert!(!shapes.contains_key("com.amazonaws.ec2#ProvisionByoipCidr"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("slice.json");
    let file =
        tinsmith(arguments.iter().copied().chain(["--out", path.to_str().unwrap()])).exits(0);
    assert_eq!(file.out, "");
    assert_eq!(std::fs::read_to_string(path).unwrap(), run.out);
}

#[test]
fn inspect_shows_every_stage() {
    let run = tinsmith(["inspect", "ByoipCidr", "--model", &model()]).exits(0);
    for section in ["== model", "== transform", "== analysis", "== protocol", "== rust: src/types/"]
    {
        assert!(run.out.contains(section), "{section} in {}", run.out);
    }
    let run = tinsmith(["inspect", "ByoipCdir", "--model", &model()]).exits(2);
    assert!(run.err.contains("no shape `ByoipCdir`; did you mean `ByoipCidr`"), "{}", run.err);
}

#[test]
fn help_and_mistakes_in_the_call() {
    let run = tinsmith(["--help"]).exits(0);
    assert!(run.out.contains("Exit codes: 0 all is well"), "{}", run.out);
    assert_eq!(run.err, "");
    let run = tinsmith(["generat"]).exits(2);
    assert!(run.err.contains("generate"), "{}", run.err);
    assert_eq!(run.out, "");
    let run = tinsmith(["slice"]).exits(2);
    assert!(run.err.contains("name a model with `--model FILE`"), "{}", run.err);
    let run = tinsmith(["generate", "--model", &model()]).exits(2);
    assert!(run.err.contains("say where the crate goes with `--out DIR`"), "{}", run.err);
    let run = tinsmith(["generate", "--manifest", "no/such.toml"]).exits(2);
    assert!(run.err.starts_with("error: there is no `no/such.toml`: "), "{}", run.err);
    assert!(run.err.contains("--model FILE"), "{}", run.err);
    let run = tinsmith(["slice", "--model", "no/such.json"]).exits(2);
    assert!(run.err.starts_with("error: cannot read `no/such.json`: "), "{}", run.err);
    let run =
        tinsmith(["generate", "--model", &model(), "--out", "x", "--runtime", "new"]).exits(2);
    assert!(run.err.contains("a version such as `0.1`"), "{}", run.err);
}

#[test]
fn a_manifest_generates_and_checks_all_of_its_crates() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = folder.path().join("tinsmith.toml");
    let text = format!(
        "[[crate]]\nname = \"one\"\nmodels = [{0:?}]\noperations = [\"WithdrawByoipCidr\"]\n\
         output = \"one\"\n\n[[crate]]\nname = \"two\"\nmodels = [{0:?}]\n\
         operations = [\"AdvertiseByoipCidr\"]\noutput = \"build-script\"\ndocs = \"pages\"\n",
        model()
    );
    std::fs::write(&manifest, text).unwrap();
    let manifest = manifest.to_str().unwrap();
    tinsmith(["generate", "--manifest", manifest]).exits(0);
    assert!(folder.path().join("one/src/operation/withdraw_byoip_cidr.rs").exists());
    let page = folder.path().join("pages/advertise_byoip_cidr.md");
    tinsmith(["check", "--manifest", manifest]).exits(0);
    std::fs::write(&page, std::fs::read_to_string(&page).unwrap() + "more\n").unwrap();
    let run = tinsmith(["check", "--manifest", manifest]).exits(1);
    assert!(run.out.contains("-more\n"), "{}", run.out);
    let mend = format!("mend with: tinsmith generate --manifest {manifest}\n");
    assert!(run.err.ends_with(&mend), "{}", run.err);
}
