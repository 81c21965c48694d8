//! Measures what Tinsmith promises, and prints one table of it: our figure, a peer's, their ratio, and whether the promise is met.
//!
//! Ratios are between figures of one run, taken in turns. A promise is a row of [`promises`], with the function of
//! [`measure`] that measures it; that gives rows of the [`table`]. Clients and programs to measure are made in the folder
//! `benches` of cargo's target folder, and built by cargo, which calls this program as its wrapper of rustc ([`rustc`]).

mod args;
mod calibration;
mod cargo;
mod client;
mod measure;
mod place;
mod promises;
mod recorded;
mod rustc;
mod table;

use std::process::ExitCode;

use clap::Parser;

use args::Arguments;
use recorded::Recorded;

/// What went wrong, for people.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    if let Some(code) = rustc::as_wrapper() {
        return code;
    }
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let place = place::Place::find()?;
    let recorded = Recorded::read(&place)?;
    let (rows, whole) = promises::measure(arguments, &place, &recorded);
    let text = table::render(&rows, arguments.format);
    print!("{text}");
    if let Some(file) = &arguments.write {
        table::write_between_markers(file, &table::render(&rows, args::Format::Markdown))?;
    }
    if arguments.record {
        recorded.record(&place, &rows)?;
    }
    if !whole {
        return Ok(ExitCode::from(2));
    }
    if !arguments.check {
        return Ok(ExitCode::SUCCESS);
    }
    let findings = recorded.behind(&rows);
    for finding in &findings {
        eprintln!("behind: {finding}");
    }
    println!("count: ratios of measurements: {} fell behind", findings.len());
    Ok(ExitCode::from(u8::from(!findings.is_empty())))
}
