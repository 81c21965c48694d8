//! `tinsmith init` in scripts; its questions have tests beside its code.

use std::path::Path;

use crate::{Project, root, tinsmith};

fn init(folder: &Path, more: &[&str]) -> crate::Run {
    let model = root().join("models/ec2.json");
    let manifest = folder.join("tinsmith.toml");
    let start =
        ["init", "--model", model.to_str().unwrap(), "--manifest", manifest.to_str().unwrap()];
    tinsmith(start.iter().chain(more).copied())
}

#[test]
fn flags_give_a_manifest_that_generates() {
    let folder = tempfile::tempdir().unwrap();
    let operations = ["--operation", "WithdrawByoipCidr", "--operation", "AdvertiseByoipCidr"];
    let more = [&operations[..], &["--name", "byoip", "--output", "clients/byoip"]].concat();
    let run = init(folder.path(), &more).exits(0);
    let manifest = folder.path().join("tinsmith.toml");
    let next = format!("next: tinsmith generate --manifest {}\n", manifest.display());
    assert!(run.out.ends_with(&next), "{}", run.out);
    let entry = tinsmith::Manifest::read(&manifest).unwrap().crates.remove(0);
    assert_eq!(entry.options.package.as_deref(), Some("byoip"));
    assert_eq!(entry.options.operations, ["AdvertiseByoipCidr", "WithdrawByoipCidr"]);
    let manifest = manifest.to_str().unwrap();
    tinsmith(["generate", "--manifest", manifest]).exits(0);
    assert!(folder.path().join("clients/byoip/src/client.rs").exists());
    tinsmith(["check", "--locked", "--manifest", manifest]).exits(0);
    // What it wrote, the other commands can edit.
    tinsmith(["add", "byoip", "MoveByoipCidrToIpam", "--manifest", manifest]).exits(0);
    tinsmith(["remove", "byoip", "AdvertiseByoipCidr", "--manifest", manifest]).exits(0);
    let entry = tinsmith::Manifest::read(Path::new(manifest)).unwrap().crates.remove(0);
    assert_eq!(entry.options.operations, ["MoveByoipCidrToIpam", "WithdrawByoipCidr"]);
}

#[test]
fn defaults_are_the_whole_service_under_its_own_name() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path(), &["--yes"]).exits(0);
    let entry = tinsmith::Manifest::read(&folder.path().join("tinsmith.toml")).unwrap();
    let entry = &entry.crates[0];
    assert_eq!(entry.options.package.as_deref(), Some("tinsmith-ec2"));
    assert!(entry.options.operations.is_empty());
    assert_eq!(entry.output, tinsmith::Output::Directory("tinsmith-ec2".into()));
}

#[test]
fn nothing_is_written_over_a_manifest_or_for_what_is_wrong() {
    let project = Project::new("# mine\n");
    init(project.folder.path(), &["--yes"]).exits(2).says("`tinsmith add` edits it");
    assert_eq!(project.read("tinsmith.toml"), "# mine\n");
    std::fs::remove_file(project.path("tinsmith.toml")).unwrap();
    let files = project.files();
    let faults = ["--yes", "--operation", "WithdrawByoipCidrs", "--operation", "DescribeByoipCidr"];
    let run = init(project.folder.path(), &faults).exits(1);
    run.says("did you mean `WithdrawByoipCidr`").says("did you mean `DescribeByoipCidrs`");
    init(project.folder.path(), &["--yes", "--name", "9"])
        .exits(2)
        .says("no package can be called");
    assert_eq!(project.files(), files);
}
