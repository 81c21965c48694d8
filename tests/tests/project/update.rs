//! `tinsmith update`: what is written, when nothing is, and where a new model may come from. This
//! repository's model is the new one; what it was in 2024 is the one before.

use std::time::SystemTime;

use serde_json::json;

use crate::{Project, Run, root, tinsmith};

pub(crate) const MANIFEST: &str = r#"[[crate]]
name = "tinsmith-ec2"
models = ["ec2.json"]
operations = ["AdvertiseByoipCidr", "DescribeByoipCidrs"]
output = "out"
"#;

/// A project with the model of 2024, as it was generated then.
pub(crate) fn generated(manifest: &str) -> Project {
    let project = Project::new(manifest);
    let whole = root().join("tests/fixtures/history/byoip-2024/ec2.json");
    let own = project.path("ec2.json");
    let slice = ["slice", "--out", own.to_str().unwrap(), "--model"];
    let operations = ["AdvertiseByoipCidr", "DescribeByoipCidrs"];
    let operations = operations.into_iter().flat_map(|name| ["--operation", name]);
    tinsmith(slice.into_iter().chain([whole.to_str().unwrap()]).chain(operations)).exits(0);
    project.run(&["generate"]).exits(0);
    project
}

/// The model of today.
pub(crate) fn today() -> String {
    root().join("models/ec2.json").to_str().unwrap().to_owned()
}

pub(crate) fn update(project: &Project, more: &[&str]) -> Run {
    project.run(&[&["update", "--from", &today()], more].concat())
}

fn times(project: &Project) -> Vec<SystemTime> {
    let time = |path| std::fs::metadata(path).unwrap().modified().unwrap();
    project.files().into_iter().map(|(path, _)| time(path)).collect()
}

/// A model with a service called `Other` in its own namespace.
fn other(namespace: &str) -> String {
    let service = json!({
        "type": "service", "version": "1", "operations": [{"target": format!("{namespace}#Ping")}],
        "traits": {"aws.protocols#ec2Query": {}, "aws.auth#sigv4": {"name": "s"}},
    });
    let (id, ping) = (format!("{namespace}#Other"), format!("{namespace}#Ping"));
    json!({"smithy": "2.0", "shapes": {id: service, ping: {"type": "operation"}}}).to_string()
}

/// Names and rules are stated here once more, so that no report can be recorded that lacks one.
#[test]
fn two_years_of_ec2_are_six_findings() {
    let project = generated(MANIFEST);
    let files = project.files();
    let run = update(&project, &["--dry-run", "--format", "json"]).exits(1).json();
    assert_eq!(project.files(), files);
    let [compared, row] = run["results"].as_array().unwrap().as_slice() else {
        panic!("one crate: {run}")
    };
    let found: Vec<[&str; 5]> = (compared["findings"].as_array().unwrap().iter())
        .map(|it| {
            ["rule", "path", "rust", "wire", "behaviour"].map(|key| it[key].as_str().unwrap())
        })
        .collect();
    let member = |path| ["member-added", path, "minor", "compatible", "none"];
    let value = |path| ["enum-value-added", path, "minor", "compatible", "notable"];
    let mut expected = [
        member("com.amazonaws.ec2#ByoipCidr$NetworkBorderGroup"),
        member("com.amazonaws.ec2#ByoipCidr$AdvertisementType"),
        member("com.amazonaws.ec2#ByoipCidr$PoolId"),
        member("com.amazonaws.ec2#ByoipCidr$IpamPoolId"),
        value("com.amazonaws.ec2#ByoipCidrState$pending_advertising"),
        value("com.amazonaws.ec2#ByoipCidrState$pending_withdrawal"),
    ];
    expected.sort_by_key(|[_, path, ..]| *path);
    assert_eq!(found, expected);
    assert_eq!(compared["package"], "tinsmith-ec2");
    assert_eq!(row["written"], false);
    assert_eq!(row["models"], json!([project.path("ec2.json").to_str().unwrap()]));
}

#[test]
fn the_slice_the_crate_and_the_lock_are_those_of_the_new_model() {
    let project = generated(MANIFEST);
    let run = update(&project, &[]).exits(1);
    assert!(run.out.contains("\n6 findings: Rust 6 minor;"), "{}", run.out);
    assert!(run.out.contains("tinsmith.lock written\n"), "{}", run.out);
    let mut slice = vec!["slice".to_owned(), "--model".to_owned(), today()];
    for name in ["AdvertiseByoipCidr", "DescribeByoipCidrs"] {
        slice.extend(["--operation".to_owned(), name.to_owned()]);
    }
    assert_eq!(project.read("ec2.json"), tinsmith(slice).exits(0).out);
    assert!(project.read("out/src/types/_byoip_cidr_state.rs").contains("PendingWithdrawal"));
    project.run(&["check", "--locked"]).exits(0);

    let before = (project.files(), times(&project));
    let run = update(&project, &[]).exits(0);
    assert!(run.out.starts_with("nothing to review: "), "{}", run.out);
    assert_eq!(run.err, "");
    assert_eq!((project.files(), times(&project)), before);
}

/// What changed elsewhere is no reason to write.
#[test]
fn changes_outside_of_the_operations_write_nothing() {
    let project = generated(MANIFEST);
    update(&project, &[]).exits(1);
    let text = std::fs::read_to_string(today()).unwrap();
    let text = text.replace("\"PubliclyAdvertisable\": {", "\"Advertisable\": {");
    let extra = "\"shapes\": {\n\"com.amazonaws.ec2#Extra\": {\"type\": \"operation\"},";
    let text = text.replacen("\"shapes\": {", extra, 1);
    let listed = "\"operations\": [{\"target\": \"com.amazonaws.ec2#Extra\"},";
    let text = text.replacen("\"operations\": [", listed, 1);
    assert!(text.contains("\"Advertisable\""));
    assert_eq!(text.matches("#Extra\"").count(), 2);
    project.write("new.json", &text);
    let before = (project.files(), times(&project));
    let from = project.path("new.json");
    for format in ["text", "markdown", "github", "json", "junit"] {
        let arguments = ["update", "--from", from.to_str().unwrap(), "--format", format];
        let run = project.run(&arguments).exits(0);
        match format {
            "json" => assert_eq!(run.json()["results"][0]["written"], false),
            "junit" => assert_eq!(
                roxmltree::Document::parse(&run.out).unwrap().root().children().count(),
                1
            ),
            _ => assert!(run.out.starts_with("nothing to review: "), "{}", run.out),
        }
        assert_eq!((project.files(), times(&project)), before);
    }
}

/// Standard output is the report alone, where something reads it that knows nothing else.
#[test]
fn a_report_has_one_form() {
    let fresh = || generated(MANIFEST);
    let run = update(&fresh(), &["--format", "markdown"]).exits(1).says("tinsmith.lock written");
    assert!(run.out.starts_with("### tinsmith-ec2: "), "{}", run.out);
    assert!(run.out.ends_with("</details>\n"), "{}", run.out);
    let run = update(&fresh(), &["--format", "junit"]).exits(1).says("ec2.json is cut anew");
    let document = roxmltree::Document::parse(&run.out).unwrap();
    assert_eq!(document.descendants().filter(|it| it.has_tag_name("testcase")).count(), 6);
    let project = fresh();
    let run = update(&project, &["--format", "github"]).exits(1);
    assert!(annotated(&project, &run).contains("\"pending_advertising\": {"), "{}", run.out);
    assert!(!run.out.contains("written"), "{}", run.out);
    // The way back: what is gone stood where something else stands now.
    let past = root().join("tests/fixtures/history/byoip-2024/ec2.json");
    let past = ["update", "--format", "github", "--from", past.to_str().unwrap()];
    let run = project.run(&past).exits(1);
    assert!(annotated(&project, &run).contains("\"members\": {"), "{}", run.out);
}

/// The line that the first annotation is at, of the slice that was written.
fn annotated(project: &Project, run: &Run) -> String {
    let at = run.out.split_once("ec2.json,line=").unwrap().1;
    let line: usize = at.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap();
    project.read("ec2.json").lines().nth(line - 1).unwrap().to_owned()
}

#[test]
fn of_several_services_in_a_folder_or_an_archive_each_crate_gets_its_own() {
    let second = MANIFEST.replace("tinsmith-ec2", "other").replace("\"out\"", "\"other\"");
    let second = second
        .replace("ec2.json", "other.json")
        .replace("\"AdvertiseByoipCidr\", \"DescribeByoipCidrs\"", "");
    let project = Project::new(&(MANIFEST.to_owned() + &second));
    let old = generated(MANIFEST);
    project.write("ec2.json", &old.read("ec2.json"));
    project.write("whole.json", &other("a.other"));
    let whole = project.path("whole.json");
    let slice = tinsmith(["slice", "--model", whole.to_str().unwrap()]).exits(0).out;
    project.write("other.json", &slice);
    project.run(&["generate"]).exits(0);
    let files = project.files();

    let models = project.path(".models");
    std::fs::create_dir(&models).unwrap();
    std::fs::copy(today(), models.join("ec2.json")).unwrap();
    std::fs::write(models.join("a.json"), other("a.first")).unwrap();
    std::fs::write(models.join("z.json"), slice).unwrap();
    let dry = |from: &std::path::Path| {
        let run = project.run(&["update", "--dry-run", "--from", from.to_str().unwrap()]);
        let run = run.exits(1);
        assert!(run.out.contains("6 findings: "), "{}", run.out);
        assert!(!run.out.contains("other.json"), "{}", run.out);
    };
    dry(&models);
    let jar = project.path(".models.jar");
    let mut writer = zip::ZipWriter::new(std::fs::File::create(&jar).unwrap());
    for name in ["a.json", "ec2.json", "z.json"] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, &std::fs::read(models.join(name)).unwrap()).unwrap();
    }
    writer.finish().unwrap();
    dry(&jar);
    // A service that is not there is another crate's, unless somebody asked for it.
    std::fs::remove_file(models.join("z.json")).unwrap();
    dry(&models);
    let from = models.to_str().unwrap();
    let run = project.run(&["update", "--from", from, "--crate", "other"]).exits(2);
    run.says("does not have service `a.other#Other`");
    std::fs::remove_file(models.join("ec2.json")).unwrap();
    let run = project.run(&["update", "--from", from]).exits(2);
    run.says("service `a.other#Other`").says("`com.amazonaws.ec2#AmazonEC2`");
    let changed = |path: &std::path::Path| !path.to_str().unwrap().contains("/.models");
    let now: Vec<_> = project.files_if(|path| changed(path));
    assert_eq!(now, files);
}

#[test]
fn crates_of_one_slice_are_updated_together() {
    let two = MANIFEST.replace("tinsmith-ec2", "two").replace("\"out\"", "\"two\"");
    let two = two.replace("\"DescribeByoipCidrs\"", "");
    let project = generated(&(MANIFEST.to_owned() + &two));
    let run = update(&project, &["--crate", "two"]).exits(1);
    assert!(
        run.out.contains("tinsmith-ec2: com.amazonaws.ec2#AmazonEC2, 2 operations"),
        "{}",
        run.out
    );
    assert!(run.out.contains("two: com.amazonaws.ec2#AmazonEC2, 1 operation\n"), "{}", run.out);
    project.run(&["check", "--locked"]).exits(0);
    // What only one of them needs is nothing to tell of the other.
    project.write("new.json", &project.read("ec2.json").replacen("\"max\": 100", "\"max\": 50", 1));
    project.write("CHANGES.md", "");
    let manifest = project.read("tinsmith.toml");
    project.write("tinsmith.toml", &format!("changelog = \"CHANGES.md\"\n{manifest}"));
    project.run(&["update", "--from", project.path("new.json").to_str().unwrap()]).exits(1);
    let told = project.read("CHANGES.md");
    assert!(told.starts_with("## Model updates\n\n### tinsmith-ec2: "), "{told}");
    assert_eq!(told.matches("###").count(), 1, "{told}");
    update(&project, &["--crate", "three"]).exits(2).says("no crate `three`");
}

/// A crate that lists no operations has those of its slice, as far as they are still there.
#[test]
fn no_list_follows_the_slice() {
    let all = MANIFEST
        .replace("operations", "omit-traits")
        .replace("\"AdvertiseByoipCidr\", \"DescribeByoipCidrs\"", "");
    let project = generated(&all);
    let only = project.path("only.json");
    let slice =
        ["slice", "--operation", "DescribeByoipCidrs", "--out", only.to_str().unwrap(), "--model"];
    tinsmith(slice.into_iter().chain([today().as_str()])).exits(0);
    let run = project.run(&["update", "--from", only.to_str().unwrap()]).exits(1);
    assert!(run.out.contains("operation `AdvertiseByoipCidr` was removed"), "{}", run.out);
    assert_eq!(project.read("ec2.json"), project.read("only.json"));
    project.run(&["check", "--locked"]).exits(0);
}

#[test]
fn approvals_are_shown_and_documentation_of_our_own_stays() {
    let project = generated(MANIFEST);
    project.edit("tinsmith.toml", "\"ec2.json\"", "\"ec2.json\", \"docs.json\"");
    let docs = "{ \"smithy\": \"2.0\", \"shapes\": {\n  \"com.amazonaws.ec2#ByoipCidr$Cidr\": {\"type\": \"apply\",\n    \
                \"traits\": {\"smithy.api#documentation\": \"The range.\"}}}}";
    project.write("docs.json", docs);
    project.run(&["generate"]).exits(0);
    let row = update(&project, &["--dry-run", "--format", "json"]).exits(1).json();
    let fingerprint = row["results"][0]["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    project.write(
        "approvals.toml",
        &format!("[[approval]]\nfingerprint = \"{fingerprint}\"\nreason = \"we want it\"\n"),
    );
    let run = update(&project, &[]).exits(1);
    assert!(run.out.contains("approved: we want it"), "{}", run.out);
    assert_eq!(project.read("docs.json"), docs);
    assert!(project.read("out/src/types/_byoip_cidr.rs").contains("The range."));
}

/// Who approves what `tinsmith diff` finds in the two files has approved it here, whatever our own files add.
#[test]
fn findings_are_those_of_the_files() {
    let project = generated(MANIFEST);
    let text = project.read("ec2.json");
    let at = text.find("\"com.amazonaws.ec2#ByoipCidr\": {").unwrap();
    let (before, after) = text.split_at(at + text[at..].find("\"Description\": {").unwrap());
    for (name, words) in [("ec2.json", "Old."), ("new.json", "New.")] {
        let docs = format!("\"traits\": {{\"smithy.api#documentation\": \"{words}\",");
        let after = after.replacen("\"traits\": {", &docs, 1);
        project.write(name, &(before.to_owned() + &after));
        let path = project.path(name);
        let path = path.to_str().unwrap();
        tinsmith(["slice", "--model", path, "--out", path]).exits(0);
    }
    // What users of the crate read stays the same.
    project.write(
        "own.json",
        r#"{"smithy": "2.0", "shapes": {"com.amazonaws.ec2#ByoipCidr$Description": {"type": "apply",
        "traits": {"smithy.api#documentation": "Ours."}}}}"#,
    );
    project.edit("tinsmith.toml", "\"ec2.json\"", "\"ec2.json\", \"own.json\"");
    project.run(&["generate"]).exits(0);
    let found = |run: Run| {
        let findings = run.json()["results"][0]["findings"].as_array().unwrap().clone();
        let id = |it: &serde_json::Value| [it["rule"].clone(), it["fingerprint"].clone()];
        findings.iter().map(id).collect::<Vec<_>>()
    };
    let (old, new) = (project.path("ec2.json"), project.path("new.json"));
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    let files = found(project.run(&["diff", old, new, "--format", "json"]));
    let update = project.run(&["update", "--dry-run", "--from", new, "--format", "json"]);
    assert_eq!(found(update.exits(1)), files);
    assert_eq!(files.len(), 1);
}

#[test]
fn the_changelog_says_it_once() {
    let project = generated(&format!("changelog = \"CHANGES.md\"\n\n{MANIFEST}"));
    let text = "# Changes\n\n## 1.0\n\n- Ours.\n";
    let files = project.files();
    update(&project, &[]).exits(2).says("cannot read `").says("CHANGES.md");
    assert_eq!(project.files(), files);
    project.write("CHANGES.md", text);
    let run = update(&project, &["--dry-run"]).exits(1);
    assert!(run.out.ends_with("CHANGES.md would say what changed\n"), "{}", run.out);
    assert_eq!(project.read("CHANGES.md"), text);
    let run = update(&project, &[]).exits(1);
    assert!(run.out.ends_with("CHANGES.md says what changed\n"), "{}", run.out);
    let lock: toml::Table = project.read("tinsmith.lock").parse().unwrap();
    let slice = lock["crate"][0]["slice"].as_str().unwrap().get(..12).unwrap();
    // The type of one of them comes with it, as nothing else in the slice has it.
    let member = |(name, with): (&str, &str)| {
        format!("- Member `{name}` of `ByoipCidr` was added{with}: Rust minor, wire compatible\n")
    };
    let value = |name: &str| {
        format!(
            "- Value `{name}` was added to enum `ByoipCidrState`: Rust minor, wire compatible, behaviour \
             notable\n"
        )
    };
    let list = [
        ("AdvertisementType", ""),
        ("IpamPoolId", ", with 1 other change"),
        ("NetworkBorderGroup", ""),
        ("PoolId", ""),
    ];
    let list = list.map(member);
    let entry = format!(
        "### tinsmith-ec2: version 2016-11-15, slice {slice}\n\n{}{}{}",
        value("pending_advertising"),
        value("pending_withdrawal"),
        list.concat()
    );
    let told = format!("# Changes\n\n## Model updates\n\n{entry}\n## 1.0\n\n- Ours.\n");
    assert_eq!(project.read("CHANGES.md"), told);
    // Whoever takes the slice back, and updates again, finds it said.
    let old = generated(MANIFEST);
    project.write("ec2.json", &old.read("ec2.json"));
    project.run(&["generate"]).exits(0);
    let run = update(&project, &["--format", "json"]).exits(1).json();
    assert_eq!(run["results"].as_array().unwrap().last().unwrap()["changelog"], json!(null));
    assert_eq!(project.read("CHANGES.md"), told);
}

/// An installation has the data of many services; which is meant, the namespace of the slice says.
#[test]
fn from_an_installation_of_botocore() {
    let project = Project::new(
        "[[crate]]\nname = \"t\"\nmodels = [\"thing.json\"]\noperations = [\"Get\"]\noutput = \"t\"\n",
    );
    let data = |folder: &str, service: &str, members: &str| {
        let path = project.path(&format!("{folder}/botocore/data/{service}/2020-01-01"));
        std::fs::create_dir_all(&path).unwrap();
        let text = format!(
            r#"{{"metadata": {{"apiVersion": "1", "endpointPrefix": "x", "protocol": "ec2",
            "serviceAbbreviation": "{service}", "serviceFullName": "{service}", "serviceId": "{service}"}},
            "operations": {{"Get": {{"name": "Get", "http": {{"method": "POST", "requestUri": "/"}},
            "output": {{"shape": "GetResult"}}}}}},
            "shapes": {{"Text": {{"type": "string"}},
            "GetResult": {{"type": "structure", "members": {{{members}}}}}}}}}"#
        );
        std::fs::write(path.join("service-2.json"), text).unwrap();
    };
    let name = |name: &str| format!(r#""{name}": {{"shape": "Text", "locationName": "{name}"}}"#);
    data("old", "thing", &name("one"));
    data("new", "other", &name("three"));
    data("new", "thing", &format!("{}, {}", name("one"), name("two")));
    let (old, slice) = (project.path("old"), project.path("thing.json"));
    let cut = ["slice", "--service", "thing", "--out", slice.to_str().unwrap(), "--botocore"];
    tinsmith(cut.into_iter().chain([old.to_str().unwrap()])).exits(0);
    project.run(&["generate"]).exits(0);
    let run = |from: &str| project.run(&["update", "--from", project.path(from).to_str().unwrap()]);
    run("old").exits(0);
    let out = run("new").exits(1).out;
    assert!(out.contains("member `two` of `GetResult` was added\n"), "{out}");
    assert!(out.contains("\n1 finding: "), "{out}");
    run("new/botocore/data/thing").exits(0);
    std::fs::remove_dir_all(project.path("new/botocore/data/thing")).unwrap();
    run("new").exits(2).says("has no service `thing`");
}
