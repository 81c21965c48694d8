//! Smithy's official protocol tests, on the compiled client of each protocol's model: what it sends is compared with
//! `smithy.test#httpRequestTests`, and what it makes of an answer with `smithy.test#httpResponseTests`. Every case is a test of its
//! own. None is expected to fail, and one that is missing is a failure, too.
//!
//! A case passes through the whole client: builders, endpoint, serialization, interceptors, signing, and back. Inputs and expected
//! values are written by `values`, from the model alone; nothing here asks the generator what it made of a shape.
//!
//! The client is strict in a second suite: the answers of all cases are well-formed, so nothing changes.
//!
//! A further protocol is a row in [`SUITES`], and in `body` a form of bodies that none had before. Tests of our own on the same
//! client stand in `program/`.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

mod body;
mod names;
mod program;
mod request;
mod suite;
mod values;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use tinsmith_tests::skip::skipped;

use program::{Outcome, Run};
use suite::{Counts, Kind, Model, Suite};

type Failure = Box<dyn std::error::Error>;

/// The protocols that can be generated.
const SUITES: [Suite; 2] = [
    Suite {
        name: "ec2Query",
        model: "ec2Query",
        strict: false,
        protocol: "aws.protocols#ec2Query",
        counts: Counts { requests: 30, responses: 27, errors: 2 },
        more: include_str!("program/ec2_query.rs"),
    },
    Suite {
        name: "ec2Query-strict",
        model: "ec2Query",
        strict: true,
        protocol: "aws.protocols#ec2Query",
        counts: Counts { requests: 30, responses: 27, errors: 2 },
        more: include_str!("program/ec2_query_strict.rs"),
    },
];

fn main() -> Result<ExitCode, Failure> {
    let arguments = Arguments::from_args();
    let Some(models) = std::env::var_os("TINSMITH_MODELS").map(PathBuf::from) else {
        let needs = "set TINSMITH_MODELS to a folder with `protocol-tests`";
        skipped("the official protocol tests", needs);
        return Ok(ExitCode::SUCCESS);
    };
    let all = Arc::new(All::read(&models)?);
    let mut trials = Vec::new();
    for (number, run) in all.runs.iter().enumerate() {
        let trial = |name: &str, test: fn(&All, usize) -> Result<(), Failed>| {
            let all = Arc::clone(&all);
            Trial::test(format!("{}/{name}", run.suite.name), move || test(&all, number))
        };
        trials.push(trial("every case ran", every_case_ran));
        trials.push(trial("other expectations fail", other_expectations_fail));
        for (case, of) in run.cases.iter().enumerate() {
            let all = Arc::clone(&all);
            let name = format!("{}/{}/{}", run.suite.name, of.kind.name(), of.id);
            trials.push(Trial::test(name, move || Ok(all.outcome(number, case)?)));
        }
        for (at, name) in run.suite.more_tests().enumerate() {
            let (all, slot) = (Arc::clone(&all), run.cases.len() + at);
            let name = format!("{}/more/{name}", run.suite.name);
            trials.push(Trial::test(name, move || Ok(all.found(number, slot).map(drop)?)));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    all.print_table();
    Ok(conclusion.exit_code())
}

/// All suites, and what came out of them.
struct All {
    models: PathBuf,
    runs: Vec<Run>,
    /// By suite, in the order of its cases, and tests of our own after them. Filled by the first test that asks.
    outcomes: OnceLock<Result<Vec<Vec<Outcome>>, String>>,
}

impl All {
    fn read(models: &Path) -> Result<Self, Failure> {
        let read = |suite: Suite| {
            // The generator gets mixins as they are written; these are resolved by others.
            let path = models.join(format!("protocol-tests/flat/{}.json", suite.model));
            let model = Model::read(&path)?;
            let cases = model.cases(suite.protocol);
            Ok::<_, Failure>(Run { suite, model, cases })
        };
        let runs = SUITES.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { models: models.to_owned(), runs, outcomes: OnceLock::new() })
    }

    fn outcomes(&self) -> Result<&[Vec<Outcome>], String> {
        let outcomes = self.outcomes.get_or_init(|| program::run(&self.models, &self.runs));
        outcomes.as_deref().map_err(Clone::clone)
    }

    /// What the program says of a case, or of a test of our own.
    fn found(&self, suite: usize, slot: usize) -> Result<&Value, String> {
        self.outcomes()?[suite][slot].as_ref().map_err(Clone::clone)
    }

    /// What came out of a case, compared with what it expects.
    fn outcome(&self, suite: usize, case: usize) -> Result<(), String> {
        let sent = self.found(suite, case)?;
        let case = &self.runs[suite].cases[case];
        if case.kind != Kind::Request {
            return Ok(());
        }
        match request::differences(&case.value, sent).join("\n") {
            none if none.is_empty() => Ok(()),
            differences => Err(differences),
        }
    }

    /// How many cases ran and passed; nothing if none was asked for.
    fn print_table(&self) {
        if self.outcomes.get().is_none() {
            return;
        }
        for (number, run) in self.runs.iter().enumerate() {
            let (mut ran, mut passed) = (Counts::default(), Counts::default());
            for (at, case) in run.cases.iter().enumerate() {
                *ran.of(case.kind) += 1;
                *passed.of(case.kind) += usize::from(self.outcome(number, at).is_ok());
            }
            let columns = Kind::ALL
                .map(|kind| format!("{} {}/{}", kind.name(), passed.of(kind), ran.of(kind)));
            println!("count: protocol: {}: passed of {}", run.suite.name, columns.join(", "));
        }
    }
}

fn every_case_ran(all: &All, suite: usize) -> Result<(), Failed> {
    let run = &all.runs[suite];
    let mut counts = Counts::default();
    let mut ids = BTreeSet::new();
    for case in &run.cases {
        *counts.of(case.kind) += 1;
        if !ids.insert((case.kind, &case.id)) {
            return Err(format!("there are two cases `{}`", case.id).into());
        }
    }
    if counts != run.suite.counts {
        return Err(format!("{counts:?}, and should be {:?}", run.suite.counts).into());
    }
    if all.outcomes()?[suite].len() < run.cases.len() {
        return Err("there are cases without an outcome".into());
    }
    Ok(())
}

/// The comparison sees every kind of difference.
fn other_expectations_fail(all: &All, suite: usize) -> Result<(), Failed> {
    let outcomes = &all.outcomes()?[suite];
    let mut tried = 0;
    for (case, outcome) in all.runs[suite].cases.iter().zip(outcomes) {
        let Ok(sent) = outcome.as_ref().map_err(|_| ()) else { continue };
        if case.kind != Kind::Request || !request::differences(&case.value, sent).is_empty() {
            continue;
        }
        for (what, altered) in request::altered(&case.value, sent) {
            tried += 1;
            if request::differences(&altered, sent).is_empty() {
                return Err(format!("{} also passes with another {what}", case.id).into());
            }
        }
    }
    if tried == 0 {
        return Err("nothing was sent that could be compared".into());
    }
    Ok(())
}
