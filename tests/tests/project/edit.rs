//! `tinsmith add` and `tinsmith remove`: the manifest keeps its form, models that are slices are cut
//! anew, and nothing is written where anything is wrong.

use crate::{Project, root, tinsmith};

const MANIFEST: &str = r#"# Of one operation.
[[crate]]
name = "tinsmith-ec2" # ours
models = ["ec2.json"]
operations = [
    # The first.
    "DescribeByoipCidrs", # lists
]
output = "out"
"#;

/// A project whose model is a slice of this repository's, and that was generated.
fn project(docs: &str) -> Project {
    let project = Project::new(MANIFEST);
    let slice = project.path("ec2.json");
    let arguments =
        ["slice", "--model", &whole(), "--operation", "DescribeByoipCidrs", "--docs", docs];
    tinsmith(arguments.into_iter().chain(["--out", slice.to_str().unwrap()])).exits(0);
    project.run(&["generate"]).exits(0);
    project
}

/// The model that it is a slice of.
fn whole() -> String {
    root().join("models/ec2.json").to_str().unwrap().to_owned()
}

fn slice(operations: &[&str]) -> String {
    let model = whole();
    let flags = operations.iter().flat_map(|name| ["--operation", name]);
    tinsmith(["slice", "--model", &model].into_iter().chain(flags)).exits(0).out
}

#[test]
fn an_operation_comes_in_its_place_and_is_generated() {
    let project = Project::new(MANIFEST);
    project.run(&["generate"]).exits(0);
    let run = project.run(&["add", "ec2", "WithdrawByoipCidr", "AdvertiseByoipCidr"]).exits(0);
    assert!(run.out.contains("tinsmith-ec2 now has WithdrawByoipCidr\n"), "{}", run.out);
    let list = "[\n    \"AdvertiseByoipCidr\",\n    # The first.\n    \"DescribeByoipCidrs\", # lists\n    \
                \"WithdrawByoipCidr\",\n]";
    let wanted =
        MANIFEST.replace("[\n    # The first.\n    \"DescribeByoipCidrs\", # lists\n]", list);
    assert_eq!(project.read("tinsmith.toml"), wanted);
    assert!(project.path("out/src/operation/withdraw_byoip_cidr.rs").exists());
    project.run(&["check", "--locked"]).exits(0);

    let run = project.run(&["remove", "ec2", "WithdrawByoipCidr", "AdvertiseByoipCidr"]).exits(0);
    assert!(run.out.contains("tinsmith-ec2 no longer has WithdrawByoipCidr\n"), "{}", run.out);
    assert_eq!(project.read("tinsmith.toml"), MANIFEST);
    assert!(!project.path("out/src/operation/withdraw_byoip_cidr.rs").exists());
    project.run(&["check", "--locked"]).exits(0);
}

#[test]
fn what_is_there_already_is_no_mistake() {
    let project = project("keep");
    // Build scripts run again when the manifest was touched.
    let time = || std::fs::metadata(project.path("tinsmith.toml")).unwrap().modified().unwrap();
    let (files, before) = (project.files(), time());
    let run = project.run(&["add", "ec2", "DescribeByoipCidrs"]).exits(0);
    assert!(run.out.contains("tinsmith-ec2 has DescribeByoipCidrs already"), "{}", run.out);
    assert_eq!(project.files(), files);
    assert_eq!(time(), before);
    project.edit("tinsmith.toml", "operations = [", "omit-traits = [");
    let text = project.read("tinsmith.toml");
    let run = project.run(&["add", "ec2", "DescribeByoipCidrs", "--format", "json"]).exits(0);
    let json = run.json();
    let row = json["results"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(row["unchanged"][0], "DescribeByoipCidrs");
    assert!(row["added"].as_array().unwrap().is_empty());
    assert_eq!(project.read("tinsmith.toml"), text, "no operations are all");
}

#[test]
fn only_the_manifest_without_generation() {
    let project = project("keep");
    let files = project.files();
    let arguments = ["add", "ec2", "WithdrawByoipCidr", "--no-generate", "--model"];
    project.run(&[&arguments[..], &[&whole()]].concat()).exits(0);
    let changed: Vec<_> = (files.iter().zip(project.files()))
        .filter(|(before, after)| *before != after)
        .map(|(before, _)| before.0.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(changed, ["ec2.json", "tinsmith.toml"]);
    project.run(&["check"]).exits(1);
    project.run(&["generate"]).exits(0);
}

#[test]
fn a_slice_is_cut_anew_from_the_whole_model_and_again_when_less_is_needed() {
    let project = project("drop");
    let files = project.files();
    let run = project.run(&["add", "ec2", "WithdrawByoipCidr"]).exits(1);
    run.says("ec2.json` is a slice: to cut it anew").says("--model FILE");
    assert_eq!(project.files(), files);

    let model = whole();
    let run = project.run(&["add", "EC2", "WithdrawByoipCidr", "--model", &model]).exits(0);
    assert!(run.out.contains("ec2.json is cut anew"), "{}", run.out);
    assert_eq!(run.err, "");
    assert_eq!(project.read("ec2.json"), slice(&["DescribeByoipCidrs", "WithdrawByoipCidr"]));
    project.run(&["check", "--locked"]).exits(0);

    let run = project.run(&["remove", "ec2", "WithdrawByoipCidr"]).exits(0);
    run.says("still holds what was removed; the same command with `--model ");
    let own = project.path("ec2.json").to_str().unwrap().to_owned();
    let again = ["remove", "ec2", "WithdrawByoipCidr", "--model", &own];
    let run = project.run(&again).exits(0);
    assert!(run.out.contains("tinsmith-ec2 had lost WithdrawByoipCidr already"), "{}", run.out);
    assert_eq!(project.files(), files);
    project.run(&again).exits(1).says("does not have operation `WithdrawByoipCidr`");
}

#[test]
fn a_slice_of_several_crates_has_what_each_needs() {
    let two = MANIFEST.replace("tinsmith-ec2", "two").replace("\"out\"", "\"two\"");
    let one = MANIFEST.replace("\"DescribeByoipCidrs\"", "\"AdvertiseByoipCidr\"");
    let project = Project::new(&(one + &two));
    project.write("ec2.json", &slice(&["AdvertiseByoipCidr", "DescribeByoipCidrs"]));
    project.run(&["add", "two", "WithdrawByoipCidr", "--model", &whole()]).exits(0);
    let all = ["AdvertiseByoipCidr", "DescribeByoipCidrs", "WithdrawByoipCidr"];
    assert_eq!(project.read("ec2.json"), slice(&all));
    let model = project.path("ec2.json").to_str().unwrap().to_owned();
    project.run(&["remove", "two", "DescribeByoipCidrs", "--model", &model]).exits(0);
    assert_eq!(project.read("ec2.json"), slice(&["AdvertiseByoipCidr", "WithdrawByoipCidr"]));
    // All means all that are there.
    project.edit("tinsmith.toml", "operations", "omit-traits");
    project.run(&["add", "two", "ProvisionByoipCidr", "--model", &whole()]).exits(0);
    let all = ["AdvertiseByoipCidr", "ProvisionByoipCidr", "WithdrawByoipCidr"];
    assert_eq!(project.read("ec2.json"), slice(&all));
}

/// What becomes of documentation is as it was when the slice was cut first.
#[test]
fn a_slice_stays_a_slice_of_its_sort() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole.json");
    let merged = ["slice", "--out", whole.to_str().unwrap(), "--model"];
    let docs = root().join("models/ec2.docs.json");
    let models = [crate::edit::whole(), "--model".to_owned(), docs.to_str().unwrap().to_owned()];
    tinsmith(merged.into_iter().map(str::to_owned).chain(models)).exits(0);
    let whole = whole.to_str().unwrap();
    for docs in ["keep", "first-sentence", "drop"] {
        let cut = |operations: &[&str]| {
            let flags = operations.iter().flat_map(|name| ["--operation", name]);
            let start = ["slice", "--model", whole, "--docs", docs];
            tinsmith(start.into_iter().chain(flags)).exits(0).out
        };
        let project = Project::new(MANIFEST);
        project.write("ec2.json", &cut(&["DescribeByoipCidrs"]));
        project.run(&["add", "ec2", "WithdrawByoipCidr", "--model", whole]).exits(0);
        assert_eq!(
            project.read("ec2.json"),
            cut(&["DescribeByoipCidrs", "WithdrawByoipCidr"]),
            "{docs}"
        );
    }
}

#[test]
fn another_model_is_not_taken_in_silently() {
    let project = project("drop");
    project.write(
        "new.json",
        &std::fs::read_to_string(whole()).unwrap().replace("byoipCidrSet", "byoipCidrs"),
    );
    let new = project.path("new.json").to_str().unwrap().to_owned();
    let run = project.run(&["add", "ec2", "WithdrawByoipCidr", "--model", &new]).exits(0);
    run.says("is not the model that").says("other operations change as well");
}

#[test]
fn a_model_that_is_no_slice_is_never_replaced() {
    let project = project("drop");
    project.write("ec2.json", &(project.read("ec2.json") + "\n"));
    let files = project.files();
    let run = project.run(&["add", "ec2", "WithdrawByoipCidr", "--model", &whole()]).exits(2);
    run.says("`--model` is for crates whose model is a slice");
    assert_eq!(project.files(), files);
}

#[test]
fn mistakes_are_told_together_and_change_nothing() {
    let project = project("keep");
    let files = project.files();
    let run = project.run(&["add", "ec2", "DescribeByoipCidr", "Xyzzy"]).exits(1);
    run.says("did you mean `DescribeByoipCidrs`?").says("no operation `Xyzzy`");
    let run = project.run(&["remove", "ec2", "DescribeByoipCidr", "Xyzzy"]).exits(1);
    run.says("did you mean `DescribeByoipCidrs`?").says("does not have operation `Xyzzy`");
    let run = project.run(&["remove", "ec2", "DescribeByoipCidrs"]).exits(1);
    run.says("no operation of crate `tinsmith-ec2` would be left");
    let run = project.run(&["add", "ec3", "DescribeByoipCidrs"]).exits(2);
    run.says("the manifest has no crate `ec3`");
    // What is wrong is found while generating.
    project.write("out/src/client.rs", "// somebody's\n");
    let files_now = project.files();
    let run = project.run(&["add", "ec2", "WithdrawByoipCidr", "--model", &whole()]).exits(2);
    run.says("was not made by Tinsmith");
    assert_eq!(project.files(), files_now);
    assert_ne!(files_now, files);
}

#[test]
fn a_crate_goes_by_several_names() {
    let second = MANIFEST.replace("tinsmith-ec2", "mine").replace("\"out\"", "\"mine\"");
    let project = Project::new(&(MANIFEST.to_owned() + &second));
    let add = |name: &str| project.run(&["add", name, "DescribeByoipCidrs", "--no-generate"]);
    for name in ["tinsmith-ec2", "ec2", "EC2", "mine"] {
        add(name).exits(0);
    }
    for name in ["AmazonEC2", "com.amazonaws.ec2#AmazonEC2"] {
        add(name).exits(2).says("several crates").says("`tinsmith-ec2`, `mine`");
    }
    project.write("tinsmith.toml", &second);
    for name in ["AmazonEC2", "com.amazonaws.ec2#AmazonEC2", "ec2"] {
        add(name).exits(0);
    }
}

#[test]
fn a_list_that_cannot_be_edited_is_left_to_its_owner() {
    let project = project("keep");
    project.edit("tinsmith.toml", "operations = [", "omit-traits = [");
    let run = project.run(&["remove", "ec2", "DescribeByoipCidrs"]).exits(2);
    run.says("lists no operations, which means all");
}
