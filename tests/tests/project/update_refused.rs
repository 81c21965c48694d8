//! What `tinsmith update` refuses: each is told with what to do, and not a byte changes.

use std::thread;

use serde_json::Value;
use tinsmith_tests::skip::skipped;

use crate::update::{MANIFEST, generated, today, update};
use crate::{Project, Run};

/// Expects exit code 2 and a tree that is what it was.
#[track_caller]
fn refused(project: &Project, run: impl Fn() -> Run) -> Run {
    let files = project.files();
    let run = run().exits(2);
    assert_eq!(project.files(), files);
    run
}

fn from(project: &Project, name: &str) -> Run {
    project.run(&["update", "--from", project.path(name).to_str().unwrap()])
}

/// Today's model with other text in it.
fn edited(project: &Project, name: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(today()).unwrap();
    assert!(text.contains(from));
    project.write(name, &text.replace(from, to));
}

#[test]
fn a_model_that_is_missing_or_half_written_or_of_something_else() {
    let project = generated(MANIFEST);
    refused(&project, || from(&project, "new.json")).says("cannot read `").says("new.json`");
    let text = std::fs::read_to_string(today()).unwrap();
    project.write("new.json", text.get(..text.len() / 2).unwrap());
    refused(&project, || from(&project, "new.json")).says("new.json:");
    project.write("new.json", &text.replace("com.amazonaws.ec2#", "com.amazonaws.ec3#"));
    let run = refused(&project, || from(&project, "new.json"));
    run.says("new.json` does not have service `com.amazonaws.ec2#AmazonEC2`; give a model of it");
    project.write("new.json", "{}");
    refused(&project, || from(&project, "new.json"));
    std::fs::create_dir(project.path("empty")).unwrap();
    refused(&project, || from(&project, "empty")).says("holds no Smithy model");
}

#[test]
fn an_operation_that_vanished() {
    let project = generated(MANIFEST);
    edited(&project, "new.json", "DescribeByoipCidrs\"", "DescribeByoipCidrsV2\"");
    let run = refused(&project, || from(&project, "new.json"));
    let run = run
        .says("has no operation `DescribeByoipCidrs`, which crate `tinsmith-ec2` lists")
        .says("new.json")
        .says("did you mean `DescribeByoipCidrsV2`")
        .says("`tinsmith remove tinsmith-ec2 DescribeByoipCidrs`");
    assert_eq!(run.out, "");
    // The way out that it names is one.
    project.run(&["remove", "tinsmith-ec2", "DescribeByoipCidrs"]).exits(0);
    from(&project, "new.json").exits(1);
    project.run(&["check", "--locked"]).exits(0);
}

#[test]
fn a_lock_that_was_edited() {
    let project = generated(MANIFEST);
    let lock = project.read("tinsmith.lock");
    let digest = lock.split("output = \"").nth(1).unwrap().get(..64).unwrap();
    for (text, message) in [
        (
            lock.replace(digest, &"0".repeat(64)),
            "the text of `tinsmith-ec2` is not what was generated",
        ),
        (lock.clone() + "\n", "the lock file is not as `generate` writes it"),
        (lock.clone() + "extra", "tinsmith.lock:"),
        (lock.replace("version = 1", "version = 9"), "the lock file has form 9"),
    ] {
        project.write("tinsmith.lock", &text);
        for more in [&[][..], &["--dry-run"]] {
            refused(&project, || update(&project, more)).says(message);
        }
    }
    // Where there never was one, an update makes the first.
    std::fs::remove_file(project.path("tinsmith.lock")).unwrap();
    update(&project, &[]).exits(1);
    project.run(&["check", "--locked"]).exits(0);
}

#[test]
fn documentation_of_what_is_gone() {
    let project = generated(MANIFEST);
    let docs = "{ \"smithy\": \"2.0\", \"shapes\": {\n  \"com.amazonaws.ec2#ByoipCidr$StatusMessage\": {\n    \
                \"type\": \"apply\", \"traits\": {\"smithy.api#documentation\": \"Why.\"}}}}";
    project.write("docs.json", docs);
    project.edit("tinsmith.toml", "\"ec2.json\"", "\"ec2.json\", \"docs.json\"");
    project.run(&["generate"]).exits(0);
    edited(&project, "new.json", "\"StatusMessage\"", "\"StatusText\"");
    let run = refused(&project, || from(&project, "new.json"));
    run.says("docs.json:2:")
        .says("`com.amazonaws.ec2#ByoipCidr$StatusMessage`")
        .says("move the text to where it belongs or remove the entry, then update again");
    project.write("docs.json", "{\"smithy\": \"2.0\", \"shapes\": {}}");
    project.run(&["generate"]).exits(0);
    from(&project, "new.json").exits(1);
}

#[test]
fn a_model_of_our_own_that_is_no_slice_or_half_written() {
    let project = generated(MANIFEST);
    let slice = project.read("ec2.json");
    project.write("ec2.json", &(slice.clone() + "\n"));
    project.run(&["generate"]).exits(0);
    let run = refused(&project, || update(&project, &[]));
    run.says("crate `tinsmith-ec2` is for a service of").says("cut one with `tinsmith slice`");
    project.write("ec2.json", slice.get(..slice.len() / 2).unwrap());
    refused(&project, || update(&project, &[])).says("ec2.json");
}

#[test]
fn what_is_in_the_way() {
    let project = generated(MANIFEST);
    project.write("out/src/types/_byoip_cidr.rs", "// somebody's\n");
    let run = refused(&project, || update(&project, &[]));
    run.says("_byoip_cidr.rs` was not made by Tinsmith and would be overwritten");
}

/// What an earlier run left when its machine stopped is nobody's business, and stays.
#[test]
fn left_over_temporary_files() {
    let project = generated(MANIFEST);
    for name in [".tinsmith-abc", "out/.tinsmith-def", "out/src/.tinsmith-ghi"] {
        project.write(name, "half of a fi");
    }
    update(&project, &[]).exits(1);
    for name in [".tinsmith-abc", "out/.tinsmith-def", "out/src/.tinsmith-ghi"] {
        assert_eq!(project.read(name), "half of a fi");
        std::fs::remove_file(project.path(name)).unwrap();
    }
    let left = project.files().into_iter().map(|(path, _)| path);
    let left =
        left.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(".tinsmith"));
    assert_eq!(left.count(), 0, "none of its own stay");
    project.run(&["check", "--locked"]).exits(0);
}

#[test]
#[cfg(unix)]
fn a_folder_that_nobody_may_write_to() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let project = generated(MANIFEST);
    let folder = project.path("out/src/types");
    set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(folder.join("probe"), "").is_ok() {
        std::fs::remove_file(folder.join("probe")).unwrap();
        set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        skipped("a_folder_that_nobody_may_write_to", "a user whom permissions stop; root is none");
        return;
    }
    refused(&project, || update(&project, &[])).says("cannot write `").says("out/src/types");
    set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
}

/// One of them finds that the other did everything.
#[test]
fn two_runs_at_once() {
    let project = generated(MANIFEST);
    let codes: Vec<bool> = thread::scope(|scope| {
        let runs = [(); 2].map(|()| scope.spawn(|| update(&project, &["--format", "json"])));
        let ok = |run: Run| {
            let json: Value = run.json();
            json["ok"].as_bool().unwrap()
        };
        runs.into_iter().map(|run| ok(run.join().unwrap())).collect()
    });
    assert_ne!(codes[0], codes[1]);
    project.run(&["check", "--locked"]).exits(0);
}
