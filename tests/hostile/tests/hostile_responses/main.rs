//! Answers that mean harm, and values that are odd: each is read or sent as it should be, or is a clear error, in at most twenty
//! times the memory that the input takes plus 64 MB, and in two seconds for every 10 MB.
//!
//! Every case runs in a process of its own, on a stack of 2 MiB, as threads have; a stack that overflows, a panic, and memory that
//! runs out are failures of that case. Without optimisation inputs are smaller, and time counts fivefold. At the end stands a
//! table. `cargo test --release -p tinsmith-hostile` has inputs of full size; what passes through a whole client, and takes minutes to
//! build, is left out with `--no-default-features`.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as they do")]

mod amplified;
mod broken;
mod case;
mod json;
mod leaves;
mod long;
mod many;
#[cfg(feature = "network")]
mod network;
mod sent;
mod shapes;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use tinsmith_tests::measured::{self, Measured};
use tinsmith_tests::skip::skipped;

use case::{Case, Size};

const OPTIMISED: bool = !cfg!(debug_assertions);
/// What an input may cost: so many times its length, and so many bytes.
const MEMORY: (u64, u64) = (20, 64_000_000);
/// The stack of a thread.
const STACK: usize = 2 << 20;

fn size() -> Size {
    if OPTIMISED { Size::FULL } else { Size::SMALL }
}

/// How long an input of this length may take.
fn time(input: u64) -> Duration {
    let per_10_mb = Duration::from_secs(if OPTIMISED { 2 } else { 10 });
    per_10_mb.mul_f64((input as f64 / 1e7).max(1.0))
}

fn cases() -> Vec<Case> {
    [
        long::cases(),
        many::cases(),
        amplified::cases(),
        broken::cases(),
        leaves::cases(),
        #[cfg(feature = "network")]
        network::cases(),
        sent::cases(),
        json::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

type Table = Arc<Mutex<Vec<(&'static str, Measured)>>>;

fn main() -> ExitCode {
    if let Some(name) = measured::case() {
        let case = cases().into_iter().find(|case| case.name == name).unwrap();
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || run(&case));
        thread.unwrap().join().unwrap();
        return ExitCode::SUCCESS;
    }
    if measured::peak_memory().is_none() {
        skipped("how much memory hostile answers take", "Linux, and its /proc");
    }
    let arguments = Arguments::from_args();
    let table = Table::default();
    let trials = cases().into_iter().map(|case| {
        let table = Arc::clone(&table);
        Trial::test(case.name, move || check(case.name, &table))
    });
    let mut trials: Vec<Trial> = trials.collect();
    trials.push(Trial::test("names of cases are different", || {
        let mut names = BTreeSet::new();
        let twice = cases().into_iter().find(|case| !names.insert(case.name));
        twice.map_or(Ok(()), |case| Err(format!("`{}` is there twice", case.name).into()))
    }));
    let conclusion = libtest_mimic::run(&arguments, trials);
    print(&mut table.lock().unwrap());
    conclusion.exit_code()
}

/// Runs a case in this process.
fn run(case: &Case) {
    let prepared = (case.prepare)(size());
    let input = prepared.input as u64;
    let (start, spent) = (Instant::now(), measured::processor_time());
    let found = (prepared.work)();
    let spent = measured::processor_time().zip(spent).map(|(after, before)| after - before);
    // Of one reading.
    let time = spent.unwrap_or_else(|| start.elapsed()) / found.len() as u32;
    let text = match found.as_slice() {
        [lenient, strict] if lenient == strict => lenient.clone(),
        found => found.join("; strict: "),
    };
    let outcome = if case.matches(size(), &found) {
        Ok(text)
    } else {
        Err(format!("should be {:?}, and is {found:?}", (case.expected)(size())))
    };
    measured::tell(input, time, &outcome).unwrap();
}

/// Runs a case in a process of its own, and looks at what it took.
fn check(name: &'static str, table: &Table) -> Result<(), Failed> {
    let measured = measured::run(name, Duration::from_secs(120))?;
    table.lock().unwrap().push((name, measured.clone()));
    measured.outcome?;
    let most = MEMORY.0 * measured.input + MEMORY.1;
    if measured.memory.is_some_and(|memory| memory > most) {
        return Err(format!("{:?} bytes of memory, and may take {most}", measured.memory).into());
    }
    if measured.time > time(measured.input) {
        let most = time(measured.input);
        return Err(format!("took {:?}, and may take {most:?}", measured.time).into());
    }
    Ok(())
}

/// What every case took: the input and the memory in MB, the time in milliseconds, and what of the allowance that is.
fn print(table: &mut [(&'static str, Measured)]) {
    table.sort_by_key(|(name, _)| *name);
    for (name, measured) in table.iter() {
        let Measured { input, time: took, memory, outcome } = measured;
        let of_time = 100.0 * took.as_secs_f64() / time(*input).as_secs_f64();
        let most = MEMORY.0 * input + MEMORY.1;
        let of_memory = 100.0 * memory.unwrap_or_default() as f64 / most as f64;
        let (Ok(outcome) | Err(outcome)) = outcome;
        let outcome: String = outcome.chars().take(110).collect();
        println!(
            "hostile: {name:<44} {:>9.3} MB {:>6} ms ({of_time:>3.0} %) {:>7.1} MB ({of_memory:>3.0} %)  {outcome}",
            *input as f64 / 1e6,
            took.as_millis(),
            memory.unwrap_or_default() as f64 / 1e6,
        );
    }
    let right = table.iter().filter(|(_, measured)| measured.outcome.is_ok()).count();
    println!("count: hostile answers: {right} of {} cases came out right", table.len());
}
