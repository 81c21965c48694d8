//! The arguments of the command, and the help that they give.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::promises::Id;

/// Measures what Tinsmith promises, and prints one table: our figure, a peer's, their ratio, and whether the promise is met.
///
/// Seconds of compiling are user and system time of one rustc, as cargo calls it for a dependency from a registry. Ratios say how many
/// times better we are: below 1 the peer is better. Figures of a run on a busy machine are worth little but for the ratios, as ours
/// and the peer's take turns.
///
/// Measurements on all of EC2 need a whole model: $TINSMITH_MODELS/ec2/2026-11.json. Those on recorded responses need
/// $TINSMITH_MODELS/../data/responses. Without them these say that they were skipped.
#[derive(Parser)]
#[command(
    name = "tinsmith-benches",
    after_help = "Examples:\n  \
        cargo run --release -p tinsmith-benches                      everything but the official crate: half an hour\n  \
        cargo run --release -p tinsmith-benches -- --only P4,P5      decoding and encoding\n  \
        cargo run --release -p tinsmith-benches -- --short --check   what CI runs\n  \
        cargo run --release -p tinsmith-benches -- --write benches/README.md\n\n\
        Exit codes: 0 all is well; 1 with --check, a ratio fell behind; 2 could not run."
)]
pub(crate) struct Arguments {
    /// Measure these promises alone
    #[arg(long, value_name = "P…", value_enum, value_delimiter = ',', ignore_case = true)]
    pub(crate) only: Vec<Id>,
    /// Measure what is quick: P1 and P3 to P5
    #[arg(long)]
    pub(crate) short: bool,
    /// Build this peer as well; `official` is aws-sdk-ec2, which takes half an hour and 9 GB of memory. Without it, recorded figures of it
    /// are shown
    #[arg(long, value_enum, value_name = "PEER")]
    pub(crate) peer: Option<BuiltPeer>,
    /// How often what is compiled for P2 is compiled; medians are shown
    #[arg(long, value_name = "TIMES", default_value_t = 1)]
    pub(crate) repeat: usize,
    /// Say on standard error which passes of rustc take the time; these runs are a little slower
    #[arg(long)]
    pub(crate) passes: bool,
    /// Have cargo write its report of timings for each build, below cargo-timings in the target folder
    #[arg(long)]
    pub(crate) timings: bool,
    /// Fail when a ratio is behind the recorded one by more than its tolerance, both in benches/recorded.toml
    #[arg(long)]
    pub(crate) check: bool,
    /// Write the ratios of this run into benches/recorded.toml, and the official crate's figures if it was built; tolerances stay
    #[arg(long)]
    pub(crate) record: bool,
    /// Put the table between the two markers in this Markdown file
    #[arg(long, value_name = "FILE")]
    pub(crate) write: Option<PathBuf>,
    /// How the table is printed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

impl Arguments {
    /// Whether the official crate is built.
    pub(crate) fn official(&self) -> bool {
        self.peer == Some(BuiltPeer::Official)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BuiltPeer {
    /// aws-sdk-ec2 1.274.0
    Official,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for people, and for pages
    #[default]
    Markdown,
    /// One JSON object
    Json,
}
