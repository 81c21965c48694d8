//! What is printed at the end: the result on standard output, as text or as one JSON object, and
//! a failure as sentences on standard error.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use aws_sdk_ec2::types::ByoipCidr;
use serde_json::{Value, json};

use crate::args::{Args, Format};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::flow::Step;
use crate::state;

/// Prints the outcome and returns the exit code for it.
pub(crate) fn print(
    args: &Args,
    range: Option<&ByoipCidr>,
    steps: &[Step],
    result: &Result<String, Failure>,
) -> Exit {
    let exit = result.as_ref().err().map_or(Exit::Done, |failure| failure.exit);
    let out = match args.format {
        Format::Text => text(range, steps, result),
        Format::Json => format!("{:#}\n", object(args, range, steps, result)),
    };
    // A reader that went away must not hide the exit code, which is the result.
    _ = io::stdout().write_all(out.as_bytes());
    if let Err(failure) = result {
        _ = io::stderr().write_all(sentences(failure).as_bytes());
    }
    exit
}

fn text(range: Option<&ByoipCidr>, steps: &[Step], result: &Result<String, Failure>) -> String {
    let mut out = String::new();
    if let Ok(summary) = result {
        _ = writeln!(out, "{summary}");
    }
    for step in steps {
        let what = if step.dry_run { "allowed" } else { "accepted" };
        _ = writeln!(out, "  {:<20}  {what}", step.call);
    }
    let Some(range) = range else { return out };
    let rows = [
        ("range", range.cidr()),
        ("state", Some(state::name(range))),
        ("status message", range.status_message()),
        ("description", range.description()),
        ("pool", range.pool_id()),
        ("IPAM pool", range.ipam_pool_id()),
        ("border group", range.network_border_group()),
        ("advertisement", range.advertisement_type()),
    ];
    for (name, value) in rows {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            _ = writeln!(out, "{name:<16}{value}");
        }
    }
    if range.asn_associations().is_empty() {
        _ = writeln!(out, "{:<16}none", "ASN");
    }
    for association in range.asn_associations() {
        let state = association.state().map_or("", |state| state.as_str());
        _ = write!(out, "{:<16}{} {state}", "ASN", association.asn().unwrap_or("?"));
        match association.status_message().filter(|message| !message.is_empty()) {
            Some(message) => _ = writeln!(out, ": {message}"),
            None => _ = writeln!(out),
        }
    }
    out
}

fn object(
    args: &Args,
    range: Option<&ByoipCidr>,
    steps: &[Step],
    result: &Result<String, Failure>,
) -> Value {
    let exit = result.as_ref().err().map_or(Exit::Done, |failure| failure.exit);
    let calls: Vec<&str> = steps.iter().map(|step| step.call).collect();
    json!({
        "cidr": args.cidr.to_string(),
        "outcome": exit.name(),
        "exit_code": exit.code(),
        "dry_run": args.dry_run,
        "calls": calls,
        "range": range.map(|range| json!({
            "cidr": range.cidr(),
            "state": state::name(range),
            "status_message": range.status_message(),
            "description": range.description(),
            "pool_id": range.pool_id(),
            "ipam_pool_id": range.ipam_pool_id(),
            "network_border_group": range.network_border_group(),
            "advertisement_type": range.advertisement_type(),
            "asn_associations": range.asn_associations().iter().map(|association| json!({
                "asn": association.asn(),
                "cidr": association.cidr(),
                "state": association.state().map(|state| state.as_str()),
                "status_message": association.status_message(),
            })).collect::<Vec<_>>(),
        })),
        "error": result.as_ref().err().map(|failure| json!({
            "message": failure.message,
            "hint": failure.hint,
            "detail": failure.detail,
        })),
    })
}

fn sentences(failure: &Failure) -> String {
    let mut out = format!("release-byoip: {}\n", failure.message);
    if let Some(hint) = &failure.hint {
        _ = writeln!(out, "{hint}");
    }
    for line in failure.detail.iter().flat_map(|detail| detail.lines()) {
        _ = writeln!(out, "  {line}");
    }
    out
}
