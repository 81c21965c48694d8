//! Each form of each case as a snapshot, and what an independent reader makes of it.

mod cases;
mod parsed;

use std::collections::BTreeSet;
use std::path::Path;

use super::{GITHUB_LIMIT, Review, Show, github, json, junit, markdown, text};
use cases::Case;

type Form = fn(&Review<'_>) -> String;

const FORMS: [(&str, Form); 7] = [
    ("txt", |review| text(review, Show::default())),
    ("all.txt", |review| text(review, Show { all: true, ..Show::default() })),
    ("ansi.txt", |review| {
        text(review, Show { colour: true, ..Show::default() }).replace('\u{1b}', "ESC")
    }),
    ("md", |review| markdown(review, GITHUB_LIMIT)),
    ("json", |review| serde_json::to_string_pretty(&json(review)).unwrap()),
    ("github.txt", github),
    ("xml", junit),
];

impl Case {
    fn review(&self) -> Review<'_> {
        let Self { comparisons, approvals, limits, .. } = self;
        Review { comparisons, approvals, limits: *limits }
    }
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diff/report/tests/snapshots")
}

#[test]
fn every_form_of_every_case() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut names = BTreeSet::new();
    for case in cases::all() {
        for (form, write) in FORMS {
            let name = format!("{}.{form}", case.name);
            settings.bind(|| insta::assert_snapshot!(name.as_str(), write(&case.review())));
            names.insert(format!("{name}.snap"));
        }
    }
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".snap.new"))
        .collect();
    assert_eq!(there, names, "snapshots that nothing makes are to be removed");
}

#[test]
fn a_review_passes_when_nothing_fails() {
    let passes: Vec<_> =
        cases::all().iter().map(|case| (case.name, case.review().passes())).collect();
    let expected = [
        ("nothing", true),
        ("verdicts", false),
        ("approvals", false),
        ("hostile", false),
        ("crates", true),
    ];
    assert_eq!(passes, expected);
}
