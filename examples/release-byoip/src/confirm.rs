//! Nothing is changed without a yes: from `--yes`, or typed at a terminal.

use std::io::{self, BufRead, IsTerminal, Write};

use aws_sdk_ec2::types::ByoipCidr;

use crate::args::Args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::state;

/// Whether a yes is there or can be asked for; found out before any call is made.
pub(crate) fn possible(args: &Args) -> Result<(), Failure> {
    if args.dry_run || args.yes || io::stdin().is_terminal() {
        return Ok(());
    }
    Err(Failure::new(
        Exit::NotConfirmed,
        "The release needs a confirmation, and standard input is not a terminal.",
    )
    .hint("Add --yes to release the range without being asked, or --dry-run to check only."))
}

/// Asks, unless `--yes` was given.
pub(crate) fn ask(args: &Args, range: &ByoipCidr) -> Result<(), Failure> {
    if args.yes
        || answer(&question(range), &mut io::stdin().lock(), &mut io::stderr()).unwrap_or(false)
    {
        return Ok(());
    }
    Err(Failure::new(Exit::NotConfirmed, "The release was not confirmed; nothing was changed."))
}

fn question(range: &ByoipCidr) -> String {
    let cidr = range.cidr().unwrap_or_default();
    let mut text = format!("{cidr} is {}.", state::name(range));
    if let Some(pool) = range.ipam_pool_id() {
        text.push_str(&format!(" It belongs to the IPAM pool {pool}."));
    }
    text.push_str(&format!(
        " Its addresses will stop working and its pool will be deleted.\nRelease {cidr}? [y/N] "
    ));
    text
}

fn answer(question: &str, input: &mut impl BufRead, output: &mut impl Write) -> io::Result<bool> {
    output.write_all(question.as_bytes())?;
    output.flush()?;
    let mut line = String::new();
    input.read_line(&mut line)?;
    Ok(matches!(line.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

#[cfg(test)]
mod tests {
    use aws_sdk_ec2::types::ByoipCidrState;

    use super::*;

    #[test]
    fn only_yes_is_a_yes() {
        for (typed, expected) in [
            ("y\n", true),
            ("YES\n", true),
            ("\n", false),
            ("", false),
            ("no\n", false),
            ("yep\n", false),
        ] {
            assert_eq!(
                answer("?", &mut typed.as_bytes(), &mut Vec::new()).unwrap(),
                expected,
                "{typed:?}"
            );
        }
    }

    #[test]
    fn the_question_says_what_will_be_lost() {
        let range = ByoipCidr::builder()
            .cidr("203.0.113.0/24")
            .state(ByoipCidrState::Advertised)
            .ipam_pool_id("ipam-pool-1")
            .build();
        assert_eq!(
            question(&range),
            "203.0.113.0/24 is advertised. It belongs to the IPAM pool ipam-pool-1. Its addresses will stop \
             working and its pool will be deleted.\nRelease 203.0.113.0/24? [y/N] "
        );
    }
}
