//! The `tinsmith` command: arguments in, text and an exit code out. Everything that it does, the
//! library does; here is only what people and scripts read.

mod args;
mod budget;
mod check;
mod diff;
mod edit;
mod generate;
mod init;
mod inspect;
mod list;
mod report;
mod slice;
mod update;

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use crate::error::Error;
use crate::manifest::Manifest;
use crate::project::Edit;
use args::{Arguments, Command, Format};
use report::{Colours, Terminal, coloured};

/// How a command ended, as long as it ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Exit code 0.
    Fine,
    /// Exit code 1: something was found that a person should look at.
    Findings,
}

/// Runs the command as a program: with the arguments of the process, on its own streams, and with colours
/// on a terminal.
pub fn main() -> ExitCode {
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    let colours = Colours { out: coloured(&out), err: coloured(&err) };
    start(std::env::args_os(), colours, &mut out, &mut err)
}

/// Runs the command with its arguments, program name first, and says how it ended: 0 when all is
/// well, 1 when something was found (drift, a faulty model, a change), 2 when it could not run.
/// What it writes has no colours.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    start(arguments, Colours::default(), out, err)
}

fn start(
    arguments: impl IntoIterator<Item = OsString>,
    colours: Colours,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let text = error.render();
            let mistake = error.use_stderr();
            let (colour, code) = if mistake { (colours.err, 2) } else { (colours.out, 0) };
            let text = if colour { text.ansi().to_string() } else { text.to_string() };
            // A reader that went away is no reason to fail.
            let _ = if mistake {
                err.write_all(text.as_bytes())
            } else {
                out.write_all(text.as_bytes())
            };
            return ExitCode::from(code);
        }
    };
    let mut terminal = Terminal::new(arguments.format, colours, out, err);
    // A comparison has its own findings, which nothing else must be taken for.
    let compares = matches!(arguments.command, Command::Diff(_) | Command::Update(_));
    if arguments.format == Format::Junit && !compares {
        terminal.error(&Error::Usage(
            "only `tinsmith diff` and `tinsmith update` have a form for JUnit; choose `--format text`, `json`, `markdown` or \
             `github`"
                .to_owned(),
        ));
        return ExitCode::from(2);
    }
    let outcome = match &arguments.command {
        Command::Init(args) => init::run(args, &mut terminal),
        Command::List(args) => list::run(args, &mut terminal),
        Command::Add(args) => edit::run(Edit::Add, args, &mut terminal),
        Command::Remove(args) => edit::run(Edit::Remove, args, &mut terminal),
        Command::Generate(args) => generate::run(args, &mut terminal),
        Command::Check(args) => check::run(args, &mut terminal),
        Command::Diff(args) => diff::run(args, &mut terminal),
        Command::Update(args) => update::run(args, &mut terminal),
        Command::Slice(args) => slice::run(args, &mut terminal),
        Command::Inspect(args) => inspect::run(args, &mut terminal),
    };
    match outcome {
        Ok(outcome) => {
            terminal.finish(outcome == Outcome::Fine);
            ExitCode::from(if outcome == Outcome::Fine { 0 } else { 1 })
        }
        Err(error) => {
            terminal.error(&error);
            let found = matches!(error, Error::Invalid(_)) && !compares;
            ExitCode::from(if found { 1 } else { 2 })
        }
    }
}

/// An argument as a shell reads it.
fn quoted(argument: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,+@%".contains(c);
    if !argument.is_empty() && argument.chars().all(plain) {
        argument.to_owned()
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}

/// Reads the manifest that a command follows when it is not given a model.
fn read_manifest(path: &Path) -> Result<Manifest, Error> {
    if !path.exists() {
        return Err(Error::Usage(format!(
            "there is no `{}`: make one, name it with `--manifest FILE`, or name a model with \
             `--model FILE`",
            path.display()
        )));
    }
    Manifest::read(path)
}
