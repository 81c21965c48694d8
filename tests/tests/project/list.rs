//! `tinsmith list`: what it says of an operation is what a client of it alone has.

use std::path::Path;

use serde_json::{Value, json};
use tinsmith::{Loaded, Options, Source};
use walkdir::WalkDir;

use crate::{Project, root, tinsmith};

/// Lines of the modules that a client has besides what every client has.
fn own_lines(loaded: &Loaded, options: &Options) -> usize {
    let own = ["src/operation/", "src/types/_", "src/types/error/", "src/waiters/"];
    let files = loaded.generate(options).unwrap().files.into_iter();
    let files = files.filter(|file| own.iter().any(|own| file.path.starts_with(own)));
    files.map(|file| file.text.lines().count()).sum()
}

#[test]
fn lines_and_shapes_are_those_of_a_client_of_one_operation() {
    let (mut seen, mut shared) = (0, 0);
    for case in WalkDir::new(root().join("tests/fixtures/valid")).min_depth(1).max_depth(1) {
        let case = case.unwrap().into_path();
        // A manifest says what else there is to know, which is not about operations.
        if case.join("tinsmith.toml").exists() {
            continue;
        }
        let files = WalkDir::new(&case).min_depth(1).sort_by_file_name().into_iter();
        let loaded = Loaded::from_files(files.map(|file| file.unwrap().into_path())).unwrap();
        let listed = loaded.list(&Options::default()).unwrap();
        let names: Vec<&str> = listed.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, loaded.operations(None).unwrap());
        for row in &listed {
            let options = Options { operations: vec![row.name.clone()], ..Options::default() };
            let what = format!("{} of {}", row.name, case.display());
            assert_eq!(row.lines, Some(own_lines(&loaded, &options)), "{what}");
            let slice = loaded.slice(&options, tinsmith::Docs::Drop).unwrap();
            let slice: Value = serde_json::from_str(&slice).unwrap();
            assert_eq!(row.shapes + 1, slice["shapes"].as_object().unwrap().len(), "{what}");
            seen += 1;
        }
        // Or nothing is printed for a direction of its own.
        let all: usize = listed.iter().filter_map(|row| row.lines).sum();
        shared += usize::from(all > own_lines(&loaded, &Options::default()));
    }
    assert!(
        seen > 60 && shared > 2,
        "{seen} operations, {shared} models in which they share types"
    );
}

/// A structure, a union and an error go both ways, but in no operation.
#[test]
fn what_goes_one_way_in_an_operation_counts_no_lines_for_the_other() {
    let holder = json!({"type": "structure", "members": {
        "tag": {"target": "a#Tag"}, "choice": {"target": "a#Choice"}, "fault": {"target": "a#Fault"}}});
    let text = json!({"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "version": "1",
            "operations": [{"target": "a#Get"}, {"target": "a#Put"}, {"target": "a#Fail"},
                {"target": "a#Tell"}],
            "traits": {"aws.protocols#ec2Query": {}, "aws.auth#sigv4": {"name": "s"}}},
        "a#Get": {"type": "operation", "output": {"target": "a#Got"}},
        "a#Put": {"type": "operation", "input": {"target": "a#Sent"}},
        "a#Fail": {"type": "operation", "errors": [{"target": "a#Fault"}]},
        // Its output is no type here, but one elsewhere.
        "a#Tell": {"type": "operation", "output": {"target": "a#Tag"}},
        "a#Got": holder, "a#Sent": holder,
        "a#Tag": {"type": "structure", "members": {"key": {"target": "smithy.api#String"}}},
        "a#Choice": {"type": "union", "members": {
            "one": {"target": "smithy.api#String"}, "two": {"target": "a#Tag"}}},
        "a#Fault": {"type": "structure", "members": {"message": {"target": "smithy.api#String"}},
            "traits": {"smithy.api#error": "client"}},
    }});
    let loaded = Loaded::from_sources(vec![Source::new("model.json", text.to_string())]).unwrap();
    let listed = loaded.list(&Options::default()).unwrap();
    let mut all = 0;
    for row in &listed {
        let options = Options { operations: vec![row.name.clone()], ..Options::default() };
        let lines = own_lines(&loaded, &options);
        assert_eq!(row.lines, Some(lines), "{}", row.name);
        all += lines;
    }
    // Together, each of the three is written and read.
    assert_eq!(listed.len(), 4);
    assert!(own_lines(&loaded, &Options::default()) < all);
}

#[test]
fn an_operation_that_cannot_be_generated_is_listed_without_lines() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.json");
    let text = json!({"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "version": "1",
            "operations": [{"target": "a#Good"}, {"target": "a#Odd"}],
            "traits": {"aws.protocols#ec2Query": {}, "aws.auth#sigv4": {"name": "s"}}},
        "a#Good": {"type": "operation"},
        "a#Odd": {"type": "operation", "input": {"target": "a#OddInput"}},
        "a#OddInput": {"type": "structure", "members": {"any": {"target": "a#Any"}}},
        "a#Any": {"type": "document"},
    }});
    std::fs::write(&model, text.to_string()).unwrap();
    let loaded = Loaded::from_files([&model]).unwrap();
    let good = Options { operations: vec!["Good".to_owned()], ..Options::default() };
    let lines = own_lines(&loaded, &good);
    let run = tinsmith(["list", "--model", model.to_str().unwrap()]).exits(0);
    let rows: Vec<Vec<&str>> = run.out.lines().map(|l| l.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["Good", "1", "shapes", &lines.to_string(), "lines"]);
    assert_eq!(rows[1], ["Odd", "3", "shapes", "-", "lines"]);
    run.says("those without lines cannot be generated yet");
}

const MANIFEST: &str = r#"
[[crate]]
name = "client-of-ec2"
models = ["ec2.json"]
operations = ["com.amazonaws.ec2#WithdrawByoipCidr", "DescribeByoipCidrs"]
output = "one"
"#;

/// The names of JSON's first result, and which of them are chosen.
fn names(json: &Value) -> Vec<(&str, Option<bool>)> {
    let rows = json["results"][0]["operations"].as_array().unwrap();
    rows.iter().map(|row| (row["name"].as_str().unwrap(), row["chosen"].as_bool())).collect()
}

#[test]
fn what_a_crate_has_is_marked() {
    let project = Project::new(MANIFEST);
    let run = project.run(&["list"]).exits(0);
    let marked: Vec<&str> = run.out.lines().filter(|line| line.starts_with("* ")).collect();
    assert_eq!(run.out.lines().count(), 6);
    assert!(
        matches!(marked.as_slice(), [a, b] if a.contains("* Describe") && b.contains("* Withdraw"))
    );
    run.says("client-of-ec2: 6 operations; 2 of them in the client");
    let json =
        project.run(&["list", "ec2", "--search", "describebyo", "--format", "json"]).exits(0);
    assert_eq!(names(&json.json()), [("DescribeByoipCidrs", Some(true))]);
    project.run(&["list", "rds"]).exits(2).says("no crate `rds`; it has `client-of-ec2`");
    project.edit("tinsmith.toml", "operations", "# operations");
    let run = project.run(&["list"]).exits(0);
    assert!(run.out.lines().all(|line| line.starts_with("* ")), "{}", run.out);
}

#[test]
fn search_looks_at_names_and_documentation_whatever_the_case() {
    let path = |name: &str| Path::join(&root(), name).to_str().unwrap().to_owned();
    let (model, docs) = (path("models/ec2.json"), path("models/ec2.docs.json"));
    let search = |word: &str| {
        let models = ["--model", &model, "--model", &docs];
        tinsmith(["list", "--format", "json", "--search", word].into_iter().chain(models)).exits(0)
    };
    assert_eq!(names(&search("MOVEBYOIP").json()), [("MoveByoipCidrToIpam", None)]);
    // Only the documentation has that, of this operation.
    let json = search("no FILTER by range").json();
    assert_eq!(names(&json), [("DescribeByoipCidrs", None)]);
    let none = tinsmith(["list", "--model", &model, "--search", "teapot"]).exits(0);
    assert_eq!(none.out, "");
    none.says("no operation has \"teapot\" in its name or documentation");
}
