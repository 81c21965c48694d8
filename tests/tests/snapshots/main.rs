//! The reviewed text of everything that the generator writes: a named test for each file that is
//! generated for EC2, and one for each folder below `tests/fixtures`. A snapshot that is missing,
//! differs, or that nothing makes any more is a failure.
//!
//! `INSTA_UPDATE=always cargo test -p tinsmith-tests --test snapshots` records what comes out and
//! removes what nothing makes.

mod diff;
mod ec2;
mod fixture;
mod history;
mod store;

use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

type Failure = Box<dyn std::error::Error>;

/// The folder of this package.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn main() -> Result<ExitCode, Failure> {
    let arguments = Arguments::from_args();
    let client = ec2::client()?;
    let mut trials: Vec<Trial> = ec2::trials(&client);
    trials.extend(fixture::trials(&client)?);
    let wanted = trials.iter().map(|trial| trial.name().to_owned()).collect();
    trials.push(Trial::test("every snapshot is made by a test", move || {
        Ok(store::remove_or_report_stale(&wanted)?)
    }));
    Ok(libtest_mimic::run(&arguments, trials).exit_code())
}
