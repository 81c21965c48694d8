//! `tinsmith inspect`.

use super::Outcome;
use super::args::Inspect;
use super::report::Terminal;
use crate::error::Error;
use crate::options::Options;

pub(super) fn run(args: &Inspect, terminal: &mut Terminal<'_>) -> Result<Outcome, Error> {
    let options = Options {
        service: args.model.service.clone(),
        operations: args.operations.clone(),
        ..Options::default()
    };
    let text = args.model.load()?.inspect(&args.shape, &options)?;
    terminal.raw(&text);
    Ok(Outcome::Fine)
}
