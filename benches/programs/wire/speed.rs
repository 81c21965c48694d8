//! Times cases: the contenders of a case take turns, so that what else the machine does falls on all alike; and time is
//! that on the processor, of which that is no part.
//!
//! `speed decode|encode [FOLDER OF RESPONSES]` prints a line of JSON for each case: seconds per run, one figure for each round.

use std::time::Duration;

use serde_json::json;

/// How often each contender has its turn.
const ROUNDS: usize = 41;

/// How long a turn takes at least; what is short is run several times.
const TURN: Duration = Duration::from_millis(8);

fn main() {
    for case in wire::cases_of_command_line() {
        let repeats: Vec<u32> =
            case.contenders.iter().map(|contender| repeats(&contender.run)).collect();
        let mut seconds = vec![Vec::with_capacity(ROUNDS); case.contenders.len()];
        for _ in 0..ROUNDS {
            for ((contender, &repeats), seconds) in
                case.contenders.iter().zip(&repeats).zip(&mut seconds)
            {
                seconds.push(time(&contender.run, repeats).as_secs_f64() / f64::from(repeats));
            }
        }
        let names: Vec<_> = case.contenders.iter().map(|contender| contender.name).collect();
        println!(
            "{}",
            json!({"kind": case.kind, "case": case.name, "bytes": case.bytes, "names": names, "seconds": seconds})
        );
    }
}

fn time(run: &dyn Fn(), repeats: u32) -> Duration {
    let start = now();
    for _ in 0..repeats {
        run();
    }
    now() - start
}

/// The time that a processor gave to this process so far.
#[cfg(unix)]
fn now() -> Duration {
    let clock = nix::time::ClockId::CLOCK_PROCESS_CPUTIME_ID;
    clock.now().expect("a clock that all Unix systems have").into()
}

/// Elsewhere, by the clock on the wall.
#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

/// How many runs fill a turn; finding out warms up besides.
fn repeats(run: &dyn Fn()) -> u32 {
    let mut repeats = 1;
    while time(run, repeats) < TURN {
        repeats *= 2;
    }
    repeats
}
