//! Budgets: what counts as what, what is shown, and what is over. What rustc takes for a client is
//! tested where it is measured, in the generator.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};
use syn::{ImplItem, Item, TraitItem, Visibility};
use tempfile::TempDir;
use tinsmith::{Generated, Loaded, Manifest, Measure};
use walkdir::WalkDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The sources of a crate, but for its root, which has the names of modules alone.
fn sources(generated: &Generated) -> impl Iterator<Item = &str> {
    let is_source = |path: &str| path.starts_with("src/") && path != "src/lib.rs";
    generated.files.iter().filter(move |file| is_source(&file.path)).map(|file| &*file.text)
}

/// The public items of a text, as a compiler reads it.
fn public(text: &str) -> usize {
    items(&syn::parse_file(text).unwrap().items)
}

fn items(all: &[Item]) -> usize {
    let is = |visibility: &Visibility| usize::from(matches!(visibility, Visibility::Public(_)));
    all.iter()
        .map(|item| match item {
            Item::Const(item) => is(&item.vis),
            Item::Fn(item) => is(&item.vis),
            Item::Static(item) => is(&item.vis),
            Item::Type(item) => is(&item.vis),
            Item::Struct(item) => {
                is(&item.vis) + item.fields.iter().map(|field| is(&field.vis)).sum::<usize>()
            }
            Item::Enum(item) => is(&item.vis) * (1 + item.variants.len()),
            Item::Trait(item) => {
                let functions = item.items.iter().filter(|it| matches!(it, TraitItem::Fn(_)));
                is(&item.vis) * (1 + functions.count())
            }
            Item::Mod(item) => {
                is(&item.vis) + item.content.as_ref().map_or(0, |(_, inner)| items(inner))
            }
            Item::Impl(item) => {
                let members = item.items.iter().map(|member| match member {
                    ImplItem::Fn(member) => is(&member.vis),
                    ImplItem::Const(member) => is(&member.vis),
                    _ => 0,
                });
                members.sum()
            }
            // What stands in braces is a type; what a name alone stands for is the runtime's.
            Item::Macro(item) => {
                item.mac.parse_body().map_or(0, |file: syn::File| items(&file.items))
            }
            Item::Use(_) => 0,
            _ => panic!("an item of a kind that nothing was said about"),
        })
        .sum()
}

#[test]
fn lines_and_public_items_are_those_that_the_text_has() {
    let mut cases: Vec<(String, Generated)> = Vec::new();
    for case in WalkDir::new(root().join("tests/fixtures/valid")).min_depth(1).max_depth(1) {
        let case = case.unwrap();
        let manifest = case.path().join("tinsmith.toml");
        let generated = if manifest.exists() {
            let manifest = Manifest::read(&manifest).unwrap();
            let entry = &manifest.crates[0];
            manifest.load(entry).unwrap().generate(&entry.options)
        } else {
            let models = WalkDir::new(case.path()).min_depth(1).sort_by_file_name().into_iter();
            let loaded = Loaded::from_files(models.map(|model| model.unwrap().into_path()));
            loaded.unwrap().generate(&tinsmith::Options::default())
        };
        cases.push((case.file_name().to_str().unwrap().to_owned(), generated.unwrap()));
    }
    let manifest = Manifest::read(&root().join("tinsmith.toml")).unwrap();
    let entry = manifest.entry("tinsmith-ec2").unwrap();
    cases.push(("ec2".to_owned(), manifest.load(entry).unwrap().generate(&entry.options).unwrap()));
    assert!(cases.len() > 30, "{}", cases.len());

    for (name, generated) in cases {
        let lines: usize = sources(&generated).map(|text| text.lines().count()).sum();
        assert_eq!(generated.figure(Measure::Lines), Some(lines as f64), "{name}");
        let lib = generated.files.iter().find(|file| file.path == "src/lib.rs").unwrap();
        let texts = sources(&generated).chain([&*lib.text]);
        let public: usize = texts.map(public).sum();
        assert_eq!(generated.figure(Measure::PublicItems), Some(public as f64), "{name}");
        assert_eq!(generated.figure(Measure::DirectDependencies), Some(1.0), "{name}");
        assert_eq!(generated.figure(Measure::AllDependencies), None, "{name}");
    }
}

/// A folder with a manifest of clients that each have one operation, and the command on it.
struct Project {
    folder: TempDir,
}

struct Run {
    out: String,
    err: String,
}

impl Project {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn manifest(&self) -> String {
        self.folder.path().join("tinsmith.toml").to_str().unwrap().to_owned()
    }

    /// Writes the manifest: a table for all, and crates with the rest of their entries.
    fn write(&self, shared: &str, crates: &[(&str, &str)]) -> &Self {
        let model = root().join("models/ec2.json");
        let mut text = shared.to_owned();
        for (name, more) in crates {
            text += &format!(
                "[[crate]]\nname = \"{name}\"\nmodels = [{model:?}]\n\
                 operations = [\"WithdrawByoipCidr\"]\noutput = \"build-script\"\n{more}"
            );
        }
        std::fs::write(self.manifest(), text).unwrap();
        self
    }

    /// Runs a command on the manifest, which has to exit with this code.
    #[track_caller]
    fn run(&self, code: u8, arguments: &[&str]) -> Run {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let manifest = self.manifest();
        let all = [&["tinsmith"], arguments, &["--manifest", &manifest]].concat();
        let exit = tinsmith::cli::run(all.into_iter().map(Into::into), &mut out, &mut err);
        let (out, err) = (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap());
        assert_eq!(exit, ExitCode::from(code), "out: {out}\nerr: {err}");
        Run { out, err }
    }

    /// How many lines and public items the first crate has.
    fn figures(&self) -> (usize, usize) {
        let manifest = Manifest::read(Path::new(&self.manifest())).unwrap();
        let entry = &manifest.crates[0];
        let generated = manifest.load(entry).unwrap().generate(&entry.options).unwrap();
        let lines = sources(&generated).map(|text| text.lines().count()).sum();
        (lines, generated.figure(Measure::PublicItems).unwrap() as usize)
    }
}

#[test]
fn generate_shows_how_much_of_a_budget_is_used() {
    let project = Project::new();
    let (lines, items) = project.write("", &[("one", "")]).figures();
    let budget = format!(
        "[budget]\nlines = {}\npublic-items = {}\nrustc-ratio = 0.5\nall-dependencies = 1\n",
        lines * 2,
        items - 1
    );
    let run = project.write(&budget, &[("one", "")]).run(0, &["generate"]);
    let expected = format!(
        "one, budget used: lines {lines} of {} (50 %), public-items {items} of {} (101 %), \
         all-dependencies ? of 1, rustc-ratio ? of 0.5\n\
         `tinsmith check --budget` measures what is not known yet\n{} written\n",
        lines * 2,
        items - 1,
        project.manifest().replace(".toml", ".lock")
    );
    assert_eq!((run.out, run.err), (expected, String::new()));

    let run = project.run(0, &["generate", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    let expected = json!([
        {"key": "lines", "figure": lines, "limit": lines * 2, "share": 50},
        {"key": "public-items", "figure": items, "limit": items - 1, "share": 101},
        {"key": "all-dependencies", "figure": null, "limit": 1, "share": null},
        {"key": "rustc-ratio", "figure": null, "limit": 0.5, "share": null},
    ]);
    assert_eq!(json["results"][0]["budget"], expected);
}

#[test]
fn a_crate_within_its_budget_is_fine() {
    let project = Project::new();
    let (lines, items) = project.write("", &[("one", "")]).figures();
    let budget =
        format!("[budget]\nlines = {lines}\npublic-items = {items}\ndirect-dependencies = 1\n");
    project.write(&budget, &[("one", "")]);
    let run = project.run(0, &["check", "--budget"]);
    let expected = format!(
        "one, budget used: lines {lines} of {lines} (100 %), public-items {items} of {items} \
         (100 %), direct-dependencies 1 of 1 (100 %)\n"
    );
    assert_eq!((run.out, run.err), (expected, String::new()));
    // Nobody asked.
    project.write("[budget]\nlines = 1\n", &[("one", "")]).run(0, &["check"]);
}

#[test]
fn a_crate_over_its_budget_is_a_finding_in_every_format() {
    let project = Project::new();
    let (lines, items) = project.write("", &[("one", "")]).figures();
    let budget = format!("[budget]\nlines = {}\npublic-items = {}\n", lines - 1, items - 1);
    project.write(&budget, &[("one", "")]);
    let manifest = project.manifest();
    let place = |line: usize, column: usize| format!("{manifest}:{line}:{column}");

    let run = project.run(1, &["check", "--budget"]);
    let (most, fewer) = (lines - 1, items - 1);
    let (first, second) = (place(2, 9), place(3, 16));
    let carets = |number: usize| "^".repeat(number.to_string().len());
    let (under_first, under_second) = (carets(most), carets(fewer));
    let help = |key: &str| {
        format!(
            "leave out operations that nobody calls, or raise `{key}` here if that much is meant"
        )
    };
    let (help_first, help_second) = (help("lines"), help("public-items"));
    let expected = format!(
        "error[over-budget]: crate `one` has {lines} lines of Rust; its budget is {most}
 --> {first}
  |
2 | lines = {most}
  |         {under_first}
  |
  = help: {help_first}

error[over-budget]: crate `one` has {items} public items; its budget is {fewer}
 --> {second}
  |
3 | public-items = {fewer}
  |                {under_second}
  |
  = help: {help_second}
"
    );
    assert_eq!(run.err, expected);

    let run = project.run(1, &["check", "--budget", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["ok"], false);
    let finding = &json["diagnostics"][0];
    assert_eq!(finding["code"], "over-budget");
    assert_eq!(finding["severity"], "error");
    let message = format!("crate `one` has {lines} lines of Rust; its budget is {most}");
    assert_eq!(finding["message"], message);
    let offset = "[budget]\nlines = ".len();
    let at = json!({"source": manifest, "offset": offset, "line": 2, "column": 9});
    assert_eq!(finding["place"], at);
    assert_eq!(json["results"][0]["ok"], false);
    assert_eq!(json["results"][0]["package"], "one");
    assert_eq!(json["results"][0]["budget"][0]["figure"], lines);

    let run = project.run(1, &["check", "--budget", "--format", "github"]);
    let start = format!("::error file={manifest},line=2,col=9::{message}; leave out operations");
    assert!(run.out.starts_with(&start), "{}", run.out);
    assert_eq!(run.out.lines().count(), 2);
    let run = project.run(1, &["check", "--budget", "--format", "markdown"]);
    assert!(run.out.contains("```text\nerror[over-budget]: crate `one` has "), "{}", run.out);
}

#[test]
fn a_crate_has_limits_of_its_own_and_those_of_all() {
    let project = Project::new();
    let crates = [
        ("one", ""),
        ("two", "[crate.budget]\nlines = 100000\n"),
        ("three", "[crate.budget]\ndirect-dependencies = 1\npublic-items = 2\n"),
    ];
    project.write("[budget]\nlines = 1\npublic-items = 100000\n", &crates);
    let run = project.run(1, &["check", "--budget"]);
    let found: Vec<&str> = run.err.lines().filter(|line| line.contains(" --> ")).collect();
    let places = found.iter().map(|line| line.rsplit_once("tinsmith.toml:").unwrap().1);
    // The limit for all twice, and one of a crate's own.
    assert_eq!(places.collect::<Vec<_>>(), ["2:9", "2:9", "23:16"]);
    let of = |name: &str| run.err.matches(&format!("crate `{name}` has ")).count();
    assert_eq!((of("one"), of("two"), of("three")), (1, 0, 2));

    // One crate may have a budget and no other.
    project.write("", &crates[..2]).run(0, &["check", "--budget"]);
}

#[test]
fn a_check_of_no_budget_is_a_mistake() {
    let project = Project::new();
    let run = project.write("", &[("one", "")]).run(2, &["check", "--budget"]);
    let expected = format!(
        "error: no crate of `{}` has a budget: set one for all with a table `[budget]`, or for one \
         with `[crate.budget]` after its `[[crate]]`; its keys are `lines`, `public-items`, \
         `direct-dependencies`, `all-dependencies`, `rustc-ratio`\n",
        project.manifest()
    );
    assert_eq!(run.err, expected);

    let (mut out, mut err) = (Vec::new(), Vec::new());
    let model = root().join("models/ec2.json").into_os_string();
    let call = ["tinsmith", "check", "crate", "--budget", "--model"].map(Into::into);
    let exit = tinsmith::cli::run(call.into_iter().chain([model]), &mut out, &mut err);
    assert_eq!(exit, ExitCode::from(2));
    let err = String::from_utf8(err).unwrap();
    assert!(err.starts_with("error: budgets stand in tinsmith.toml, which `check DIR`"), "{err}");
}

/// Cargo settles the versions from the lock file that is there, and what it lists is counted; what
/// a list holds is tested in the generator.
#[test]
fn packages_are_those_that_cargo_needs() {
    let project = Project::new();
    let lock = root().join("Cargo.lock");
    std::fs::copy(&lock, project.folder.path().join("Cargo.lock")).unwrap();
    // Another name than that of any other test: cargo may be told to build all of them in one folder.
    project.write("[budget]\nall-dependencies = 1\n", &[("budget-of-packages", "")]);
    let run = project.run(1, &["check", "--budget"]);
    let start = "error[over-budget]: crate `budget-of-packages` needs ";
    let rest = run.err.strip_prefix(start).unwrap_or_else(|| panic!("{}", run.err));
    let (count, rest) = rest.split_once(' ').unwrap();
    assert!(rest.starts_with("packages; its budget is 1\n"), "{}", run.err);
    // The runtime names 9 packages for its client; the lock file has them and the generator's.
    let locked = std::fs::read_to_string(lock).unwrap().matches("[[package]]").count();
    assert!((10..locked).contains(&count.parse().unwrap()), "{count} of {locked}");
}

#[test]
fn packages_that_cargo_cannot_find_are_an_error_that_quotes_it() {
    let project = Project::new();
    let more = "output = \"crate\"\nruntime = \"path:../no-runtime\"\n";
    project.write("[budget]\nall-dependencies = 1\n", &[("budget-of-nothing", "")]);
    let text = std::fs::read_to_string(project.manifest()).unwrap();
    let text = text.replace("output = \"build-script\"\n", more);
    std::fs::write(project.manifest(), text).unwrap();
    project.run(0, &["generate"]);
    let run = project.run(2, &["check", "--budget"]);
    let start = "error: cargo cannot say what crate `budget-of-nothing` depends on, which its \
                 budget asks for:\nerror: failed to ";
    assert!(run.err.starts_with(start), "{}", run.err);
    assert!(run.err.contains("no-runtime"), "{}", run.err);
}
