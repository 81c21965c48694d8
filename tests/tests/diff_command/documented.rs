//! The report that `docs/diff.md` explains is one that the command makes.

use tinsmith_tests::cargo::root;

use super::Workplace;

#[test]
fn the_report_in_the_documentation() {
    let work = Workplace::new();
    let model = std::fs::read_to_string(root().join("../models/ec2.json")).unwrap();
    // A member of one structure goes, and twelve shapes come that no operation needs.
    let structure = model.find("\"com.amazonaws.ec2#ByoipCidr\": {").unwrap();
    let start = structure + model[structure..].find("\"Description\": {").unwrap();
    let end = start + model[start..].find("\"AsnAssociations\"").unwrap();
    let mut new = model.clone();
    new.replace_range(start..end, "");
    let more: String = (0..12)
        .map(|at| format!("\"com.amazonaws.ec2#More{at}\": {{\"type\": \"string\"}},"))
        .collect();
    let new = new.replacen("\"shapes\": {", &format!("\"shapes\": {{{more}"), 1);
    work.write("old.json", model);
    work.write("new.json", new);
    let manifest = root().join("../tinsmith.toml").display().to_string();
    let run = work.diff("old.json", "new.json", &["--manifest", &manifest]).exits(1);

    let page = std::fs::read_to_string(root().join("../docs/diff.md")).unwrap();
    let sample = page.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(run.out, sample);
    // The examples around it are of the same finding.
    let json = work.diff("old.json", "new.json", &["--manifest", &manifest, "--format", "json"]);
    let json = json.exits(1).json();
    let finding = &json["results"][0]["findings"][0];
    for text in [&finding["id"], &finding["fingerprint"]] {
        assert!(page.contains(&format!(" = {text}\n")), "{text}");
    }
}
