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
fn limits_decide_what_fails() {
    use crate::diff::{BehaviourVerdict as B, Limits, RustVerdict as R, WireVerdict as W};
    let mut case = cases::all().remove(1);
    assert_eq!(case.name, "verdicts");
    let mut fail = |limits| {
        case.limits = limits;
        let review = case.review();
        let failing = review.findings().filter(|finding| review.fails(finding));
        // Their last digits are 1 to 6, in the order of what they do.
        let mut digits: Vec<&str> = failing.filter_map(|f| f.fingerprint.get(15..)).collect();
        digits.sort_unstable();
        digits.concat()
    };
    let none = Limits::NONE;
    assert_eq!(fail(none), "");
    assert_eq!(fail(Limits::ANY), "123456");
    assert_eq!(fail(Limits::default()), "12");
    assert_eq!(fail(Limits { rust: Some(R::Major), ..none }), "1");
    assert_eq!(fail(Limits { rust: Some(R::Minor), ..none }), "134");
    assert_eq!(fail(Limits { rust: Some(R::Patch), ..none }), "1345");
    assert_eq!(fail(Limits { wire: Some(W::Incompatible), ..none }), "1");
    assert_eq!(fail(Limits { wire: Some(W::ChangesBytes), ..none }), "12");
    assert_eq!(fail(Limits { wire: Some(W::Compatible), ..none }), "124");
    assert_eq!(fail(Limits { behaviour: Some(B::Breaking), ..none }), "1");
    assert_eq!(fail(Limits { behaviour: Some(B::Notable), ..none }), "13");
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
