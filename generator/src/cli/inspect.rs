//! `tinsmith inspect`.

use serde_json::json;

use super::Outcome;
use super::args::{Format, Inspect};
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
    match terminal.format {
        Format::Json => terminal.result(json!({"shape": args.shape, "text": text})),
        _ => terminal.raw(&text),
    }
    Ok(Outcome::Fine)
}
