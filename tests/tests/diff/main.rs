//! Comparisons of models: that none misses a difference or makes one up, on whole models and against an independent comparison, and
//! that verdicts are what a compiler says.
//!
//! Whole models are not part of the repository: tests that need them run when `TINSMITH_MODELS` names a folder with `ec2` in it, and
//! say so when they do not.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

mod independent;
mod witnesses;

use std::collections::BTreeSet;
use std::path::Path;

use smithy_json_ast::{Ast, Map, Node, Object, ShapeKind, Traits};
use tinsmith::diff::{self, Comparison};
use tinsmith::{Loaded, Options, Place, Source};
use tinsmith_tests::skip::skipped;

/// A whole model of EC2.
fn whole(test: &str, version: &str) -> Option<String> {
    let Some(folder) = std::env::var_os("TINSMITH_MODELS") else {
        skipped(test, "set TINSMITH_MODELS to a folder of whole models");
        return None;
    };
    let path = Path::new(&folder).join(format!("ec2/{version}.json"));
    let text = std::fs::read_to_string(&path);
    Some(text.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn load(text: &str) -> Loaded {
    Loaded::from_sources(vec![Source::new("model.json", text)]).unwrap()
}

fn compare(old: &str, new: &str) -> Comparison {
    let options = Options::default();
    diff::compare(&load(old), &load(new), &options, &options).unwrap()
}

/// The same model with its shapes, traits, the keys of their values, and what services bind in another order. Members stay, as their
/// order means something.
fn shuffled(text: &str, seed: u64) -> String {
    let mut random = fastrand::Rng::with_seed(seed);
    let ast = smithy_json_ast::read(text).unwrap();
    let mut shapes: Vec<_> = ast.shapes.into_iter().collect();
    random.shuffle(&mut shapes);
    for (_, shape) in &mut shapes {
        shuffle_traits(&mut shape.traits, &mut random);
        for member in shape.members_mut().into_iter().flat_map(|members| members.values_mut()) {
            shuffle_traits(&mut member.traits, &mut random);
        }
        if let ShapeKind::Service(service) = &mut shape.kind {
            random.shuffle(&mut service.operations);
        }
    }
    let shapes: Map<_, _> = shapes.into_iter().collect();
    smithy_json_ast::write(&Ast { shapes, ..ast })
}

fn shuffle_traits(traits: &mut Traits, random: &mut fastrand::Rng) {
    let mut entries: Vec<_> = std::mem::take(traits).into_iter().collect();
    random.shuffle(&mut entries);
    entries.iter_mut().for_each(|(_, value)| shuffle_node(value, random));
    *traits = entries.into_iter().collect();
}

fn shuffle_node(node: &mut Node, random: &mut fastrand::Rng) {
    match node {
        Node::Array(items) => items.iter_mut().for_each(|item| shuffle_node(item, random)),
        Node::Object(object) => {
            let mut entries: Vec<(String, Node)> = std::mem::take(object).into_iter().collect();
            random.shuffle(&mut entries);
            entries.iter_mut().for_each(|(_, value)| shuffle_node(value, random));
            *object = Object::from_iter(entries);
        }
        _ => {}
    }
}

#[test]
fn a_model_is_as_itself_in_any_order() {
    let Some(model) = whole("a_model_is_as_itself_in_any_order", "2026-11") else { return };
    let comparison = compare(&model, &shuffled(&model, 7));
    assert_eq!(comparison.findings, []);
    assert_eq!(comparison.outside, 0);
}

/// The two models of a fixture.
fn fixture(case: &str) -> [String; 2] {
    let folder = tinsmith_tests::cargo::root().join("fixtures/diff").join(case);
    ["old.json", "new.json"].map(|side| std::fs::read_to_string(folder.join(side)).unwrap())
}

/// Compares what some operations need.
fn compare_slices(case: &str, operations: &[&str]) -> Result<Comparison, tinsmith::Error> {
    let [old, new] = fixture(case);
    let operations = operations.iter().map(|name| (*name).to_owned()).collect();
    let options = Options { operations, ..Options::default() };
    diff::compare(&load(&old), &load(&new), &options, &options)
}

#[test]
fn what_is_outside_of_the_slice_is_counted() {
    let comparison = compare_slices("operation-added", &["PutThing"]).unwrap();
    assert_eq!(comparison.findings, []);
    // The operation, its input and output, a list, an enum, and that the service binds it.
    assert_eq!(comparison.outside, 6);
    assert_eq!(comparison.operations, ["PutThing"]);
}

#[test]
fn an_operation_of_one_side_came_or_went() {
    for (case, rule) in
        [("operation-added", "operation-added"), ("operation-removed", "operation-removed")]
    {
        let comparison = compare_slices(case, &["PutThing", "DropThing"]).unwrap();
        let rules: Vec<&str> = comparison.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [rule], "{case}");
        assert_eq!(comparison.operations, ["DropThing", "PutThing"], "{case}");
    }
}

#[test]
fn an_operation_of_no_side_is_an_error() {
    let error = compare_slices("operation-added", &["PutThing", "DropThin"]).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("has no operation `DropThin`"), "{text}");
}

#[test]
fn two_services_are_not_compared() {
    let [old, new] = fixture("member-added");
    let new = new.replace("example.diff#Store", "example.diff#Shop");
    let options = Options::default();
    let error = diff::compare(&load(&old), &load(&new), &options, &options).unwrap_err();
    let text = "`example.diff#Store` and `example.diff#Shop` are two services; give two models of one, or name the service";
    assert_eq!(error.to_string(), text);
}

#[test]
fn a_finding_stands_where_the_model_says_so() {
    let shape = "/shapes/example.diff#";
    let cases = [
        ("member-added", "member-added", "Thing/members/Size"),
        ("xml-name", "xml-name", "Thing/members/Label/traits/smithy.api#xmlName"),
        ("list-member-target", "list-member-target", "Codes/member/target"),
        ("auth", "auth", "Store/traits/aws.auth#sigv4"),
        ("service-version", "service-version", "Store/version"),
        ("shape-removed", "shape-removed", "Place"),
    ];
    for (case, rule, place) in cases {
        let [old, new] = fixture(case);
        let comparison = compare(&old, &new);
        let mut places = comparison.findings.iter().filter(|finding| finding.rule == rule);
        let place = Place::Pointer(format!("{shape}{place}"));
        assert!(places.any(|finding| finding.place.as_ref() == Some(&place)), "{case}: {place:?}");
    }
}

/// An approval holds as long as the change is the same, whatever else changes.
#[test]
fn a_fingerprint_is_that_of_the_change() {
    let of = |old: &str, new: &str, rule: &str| -> Vec<String> {
        let all = compare(old, new).findings.into_iter();
        all.filter(|finding| finding.rule == rule).map(|finding| finding.fingerprint).collect()
    };
    let [old, new] = fixture("constraints");
    let plain = of(&old, &new, "length");
    assert_eq!(plain.len(), 1);
    // Something else changes as well.
    let more = new.replace("\"^b\"", "\"^c\"");
    assert_eq!(of(&old, &more, "length"), plain);
    assert_ne!(of(&old, &more, "pattern"), of(&old, &new, "pattern"));
    // The new value, and the old one, are others.
    let other = new.replace("\"max\": 5", "\"max\": 6");
    assert_ne!(new, other);
    assert_ne!(of(&old, &other, "length"), plain);
    let other = old.replace("\"max\": 9", "\"max\": 8");
    assert_ne!(old, other);
    assert_ne!(of(&other, &new, "length"), plain);
    // What came with it is another.
    let [old, new] = fixture("operation-added");
    let other = new.replace("\"now\"", "\"later\"");
    assert_ne!(new, other);
    assert_ne!(of(&old, &new, "operation-added"), of(&old, &other, "operation-added"));
}

#[test]
fn the_same_findings_whatever_the_order() {
    let [old, new] = fixture("constraints");
    let plain = compare(&old, &new);
    assert!(!plain.findings.is_empty());
    for seed in 0..10 {
        assert_eq!(compare(&shuffled(&old, seed), &shuffled(&new, seed + 1)), plain, "seed {seed}");
    }
}

/// Asserts that every difference that the independent comparison finds is a finding or part of one, and that every finding is such a
/// difference.
fn assert_complete(old: &str, new: &str, comparison: &Comparison, what: &str) {
    let differences = independent::differences(old, new);
    let told = told(comparison);
    let missed: Vec<&String> =
        differences.inside.iter().filter(|path| !told.contains(*path)).collect();
    assert_eq!(missed, Vec::<&String>::new(), "{what}: differences without a finding");
    // Objects have no order there, so that it cannot say which members stand in another.
    let is_known = |finding: &diff::Finding| match finding.rule {
        "members-reordered" => differences.order.contains(&finding.path),
        _ => differences.inside.contains(&finding.path),
    };
    let findings = comparison.findings.iter().filter(|finding| !is_known(finding));
    let made_up: Vec<&str> = findings.map(|finding| finding.id.as_str()).collect();
    assert_eq!(made_up, Vec::<&str>::new(), "{what}: findings without a difference");
    assert_eq!(comparison.outside, differences.outside, "{what}");
}

#[test]
fn whole_models_have_a_finding_for_each_difference() {
    for (old, new) in [("2021-11", "2026-05"), ("2026-05", "2026-11")] {
        let test = "whole_models_have_a_finding_for_each_difference";
        let (Some(before), Some(after)) = (whole(test, old), whole(test, new)) else { return };
        let comparison = compare(&before, &after);
        assert_complete(&before, &after, &comparison, &format!("{old} to {new}"));
        assert!(comparison.findings.len() > 500, "{}", comparison.findings.len());
    }
}

/// Models of fixtures that have nothing to do with each other, each with some others: what no case was written for.
#[test]
fn any_two_models_have_a_finding_for_each_difference() {
    let folder = tinsmith_tests::cargo::root().join("fixtures/diff");
    let mut models = Vec::new();
    for case in walkdir::WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name() {
        let case = case.unwrap().file_name().to_str().unwrap().to_owned();
        for text in fixture(&case) {
            models.push((case.clone(), load(&text), text));
        }
    }
    let options = Options::default();
    let mut compared = 0;
    for (at, (before, old, old_text)) in models.iter().enumerate() {
        for (after, new, new_text) in models.iter().skip(at % 17).step_by(17) {
            let what = format!("{before} to {after}");
            let comparison = diff::compare(old, new, &options, &options).unwrap();
            assert_complete(old_text, new_text, &comparison, &what);
            for finding in &comparison.findings {
                let is_major = finding.rust == diff::RustVerdict::Major;
                assert_eq!(finding.witness.is_some(), is_major, "{what}: {}", finding.id);
                // Whatever else changed is explained by a difference of the models.
                assert_ne!(finding.rule, "consequence", "{what}: {finding:#?}");
            }
            compared += 1;
        }
    }
    assert!(compared > 1000, "{compared}");
}

/// The paths of findings, of what is part of them, and of what was renamed.
fn told(comparison: &Comparison) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for finding in &comparison.findings {
        all.insert(finding.path.clone());
        all.extend(finding.includes.iter().cloned());
        if let (true, Some(old)) = (finding.rule.ends_with("-renamed"), &finding.old) {
            all.insert(match finding.path.split_once('$') {
                Some((holder, _)) => format!("{holder}${old}"),
                None => old.clone(),
            });
        }
    }
    all
}
