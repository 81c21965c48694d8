//! Models that are too large in one way or another: each gives a crate or a clear error, in little time
//! and memory, and no case takes the program down. Each model is read, generated and written by a
//! process of its own, so that its memory can be told and a stack that overflows is a failure.
//!
//! Sizes and limits are for a build with optimisation:
//! `cargo test --release -p tinsmith-benches --test scale`. Without, the models are smaller.
//!
//! At the end stands a table of what was measured. Memory is that of the whole process, which only Linux tells.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cases;
mod child;
mod models;

use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};
use tinsmith_tests::measured;

use cases::{CASES, Case, Expected};
use child::Outcome;

/// Debug builds are that much slower, so the models are that much smaller.
const SMALLER: usize = if cfg!(debug_assertions) { 20 } else { 1 };

/// A name, a path or a text of the model may be of any length; a message about it may not.
const LONGEST_MESSAGE: usize = 200_000;

/// A process that takes longer is ended.
const LONGEST: Duration = Duration::from_secs(60);

const MB: u64 = 1 << 20;

/// What a model may cost: 2 s for 10 MB and for less, and 20 times its memory besides 64 MB.
const SECONDS: f64 = 0.2;
const MEMORY: f64 = 20.0;

/// What a MB of a crate may cost besides: a model of one megabyte can be a crate of fifty, and the
/// tokens of an item take several times the room of its text.
const SECONDS_OUT: f64 = 0.25;
const MEMORY_OUT: f64 = 16.0;
/// MB that files in work at the same time may take besides where a crate is made: what one thread has freed, allocators keep for
/// that thread, so a large item that another one formats does not go where the model was read.
const MEMORY_OF_THREADS: f64 = 32.0;

/// How many times as long a build without optimisation may take.
const DEBUG: f64 = 20.0;

fn main() -> ExitCode {
    if let Some(folder) = measured::case() {
        child::run(Path::new(&folder));
        return ExitCode::SUCCESS;
    }
    let rows: Arc<Mutex<Vec<(usize, String)>>> = Arc::default();
    let trials = CASES.iter().enumerate().map(|(at, case)| {
        let rows = Arc::clone(&rows);
        Trial::test(case.name.replace(' ', "-"), move || {
            let (row, result) = run(case);
            rows.lock().unwrap().push((at, row));
            result.map_err(Failed::from)
        })
    });
    let mut arguments = Arguments::from_args();
    // Cases that run beside each other would share the time.
    arguments.test_threads.get_or_insert(1);
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    let mut rows = std::mem::take(&mut *rows.lock().unwrap());
    rows.sort();
    println!(
        "{:38} {:>8} {:>9} {:>9} {:>7} {:>6}  outcome",
        "case", "size", "input MB", "output MB", "s", "MB"
    );
    for (_, row) in rows {
        println!("{row}");
    }
    let (passed, ran) = (conclusion.num_passed, conclusion.num_passed + conclusion.num_failed);
    println!("count: models at scale: {passed} of {ran} cases came out right");
    conclusion.exit_code()
}

/// Runs a case, and gives what was measured and whether it is as it should be.
fn run(case: &Case) -> (String, Result<(), String>) {
    // What takes time only by the number of ways through it is as large in any build.
    let size = (case.size / SMALLER).max(case.size.min(60));
    let folder = tempfile::tempdir().unwrap();
    let mut input = 0;
    for (i, text) in (case.files)(size).into_iter().enumerate() {
        input += text.len() as u64;
        std::fs::write(folder.path().join(format!("{i:06}.json")), text).unwrap();
    }
    let start = format!("{:38} {size:>8} {:>9.2}", case.name, mb(input));
    let (row, fault) = match child(folder.path()) {
        Err(died) => (format!("{start} {died}"), Some(died)),
        Ok(outcome) => {
            let memory = outcome.memory.map_or("?".to_owned(), |bytes| format!("{:.0}", mb(bytes)));
            let found = if outcome.codes.is_empty() {
                "a crate".to_owned()
            } else {
                format!("{}, {} bytes", outcome.codes.join(" "), outcome.message)
            };
            let (output, seconds) = (mb(outcome.output), outcome.seconds);
            let row = format!("{start} {output:>9.2} {seconds:>7.2} {memory:>6}  {found}");
            (row, check(case, input, &outcome).err())
        }
    };
    let result = fault.map_or(Ok(()), |fault| Err(format!("{fault}\n{row}")));
    (row, result)
}

/// Runs the process for the models in a folder, which may die or not end.
fn child(folder: &Path) -> Result<Outcome, String> {
    let measured = measured::run(folder.to_str().unwrap(), LONGEST)
        .map_err(|died| died.chars().take(300).collect::<String>().replace('\n', " "))?;
    Outcome::read(&measured).ok_or_else(|| format!("told {:?}", measured.outcome))
}

fn mb(bytes: u64) -> f64 {
    bytes as f64 / MB as f64
}

fn check(case: &Case, input: u64, outcome: &Outcome) -> Result<(), String> {
    match case.expected {
        Expected::Crate if !outcome.codes.is_empty() => return Err("no crate".to_owned()),
        Expected::Fault(code) if !outcome.codes.iter().any(|found| found == code) => {
            return Err(format!("no error `{code}`"));
        }
        _ => {}
    }
    if outcome.message > LONGEST_MESSAGE {
        return Err(format!("messages of {} bytes", outcome.message));
    }
    let (input, output) = (mb(input), mb(outcome.output));
    let seconds = (SECONDS * input).max(2.0) + SECONDS_OUT * output;
    let seconds = if cfg!(debug_assertions) { seconds * DEBUG } else { seconds };
    if outcome.seconds > seconds {
        return Err(format!("more than {seconds:.1} s"));
    }
    let threads = if output > 0.0 { MEMORY_OF_THREADS } else { 0.0 };
    let memory = MEMORY * input + 64.0 + MEMORY_OUT * output + threads;
    match outcome.memory {
        Some(found) if mb(found) > memory => Err(format!("more than {memory:.0} MB")),
        _ => Ok(()),
    }
}
