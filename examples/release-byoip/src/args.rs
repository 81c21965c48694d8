//! The command line. What it accepts is valid: a range without host bits, a URL with a host.

use std::time::Duration;

use aws_sdk_ec2::config::timeout::TimeoutConfig;
use clap::{Parser, ValueEnum};
use ipnet::IpNet;

use crate::exit;

/// Releases a BYOIP address range of Amazon EC2.
///
/// Finds the range in the account, withdraws it when it is advertised, waits until that is done,
/// deprovisions it, waits again, and prints the state it ended in and its ASN associations.
///
/// A release that was interrupted continues from the state of the range when it is run again.
#[derive(Clone, Debug, Parser)]
#[command(version, after_help = exit::help())]
pub(crate) struct Args {
    /// The range as it was provisioned, such as 203.0.113.0/24 or 2001:db8::/48.
    #[arg(value_name = "CIDR", value_parser = cidr)]
    pub(crate) cidr: IpNet,

    /// Only check: look the range up and ask EC2 whether each call would be allowed.
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Do not ask. Required when standard input is not a terminal, unless --dry-run is given.
    #[arg(short, long)]
    pub(crate) yes: bool,

    /// AWS Region of the range [default: from the environment or the profile].
    #[arg(long)]
    pub(crate) region: Option<String>,

    /// Send the calls here instead of to the Region's endpoint.
    #[arg(long, value_name = "URL", value_parser = endpoint_url)]
    pub(crate) endpoint_url: Option<String>,

    /// How long to wait between two looks at the range.
    #[arg(long, value_name = "DURATION", default_value = "10s")]
    pub(crate) poll_interval: humantime::Duration,

    /// How long to wait in all for the range to change its state.
    #[arg(long, value_name = "DURATION", default_value = "30m")]
    pub(crate) timeout: humantime::Duration,

    /// How long one attempt of a call may take; attempts are repeated as AWS's settings say.
    #[arg(long, value_name = "DURATION", default_value = "30s")]
    pub(crate) request_timeout: humantime::Duration,

    /// How to print the result on standard output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// The form of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Lines to read.
    Text,
    /// One JSON object.
    Json,
}

impl Args {
    pub(crate) fn timeouts(&self) -> TimeoutConfig {
        let attempt = Duration::from(self.request_timeout);
        TimeoutConfig::builder().operation_attempt_timeout(attempt).build()
    }
}

/// A range is released whole, so host bits are more likely a slip than a way to say the network.
fn cidr(text: &str) -> Result<IpNet, String> {
    let range: IpNet = text.trim().parse().map_err(|_| {
        "expected an address and a prefix length, such as 203.0.113.0/24".to_owned()
    })?;
    if range == range.trunc() {
        Ok(range)
    } else {
        Err(format!("it has host bits set; the range that contains it is {}", range.trunc()))
    }
}

fn endpoint_url(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.starts_with('/') => Ok(text.to_owned()),
        _ => {
            Err("expected http:// or https:// and a host, such as http://127.0.0.1:8080".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn ranges_are_normalised_and_host_bits_refused() {
        assert_eq!(cidr(" 203.0.113.0/24 ").unwrap().to_string(), "203.0.113.0/24");
        assert_eq!(cidr("2001:0DB8:0:0::/48").unwrap().to_string(), "2001:db8::/48");
        assert_eq!(
            cidr("203.0.113.7/24").unwrap_err(),
            "it has host bits set; the range that contains it is 203.0.113.0/24"
        );
        for text in ["203.0.113.0", "203.0.113.0/33", "203.0.113/24", "::/129", "", "x/24"] {
            assert!(cidr(text).unwrap_err().starts_with("expected an address"), "{text}");
        }
    }

    #[test]
    fn an_endpoint_has_a_scheme_and_a_host() {
        assert!(endpoint_url("http://127.0.0.1:1").is_ok());
        for text in ["127.0.0.1:1", "ftp://a", "https://", "http:///path"] {
            assert!(endpoint_url(text).is_err(), "{text}");
        }
    }
}
