//! Findings that are wanted.

use std::path::Path;

use super::Workplace;

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
