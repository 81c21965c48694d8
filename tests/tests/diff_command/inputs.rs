//! What is compared: models in all their forms, operations, crates of a manifest.

use std::io::Write;

use super::{Workplace, model};

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
