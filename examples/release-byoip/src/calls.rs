//! The three calls to EC2: each returns the range it was about, or the failure to tell.

use aws_sdk_ec2::Client;
use aws_sdk_ec2::types::ByoipCidr;
use ipnet::IpNet;

use crate::exit::Exit;
use crate::failure::{self, Failure};

/// The largest page that EC2 gives.
const PAGE_SIZE: i32 = 100;

/// The names of the calls, as IAM policies and messages spell them.
pub(crate) const WITHDRAW: &str = "WithdrawByoipCidr";
pub(crate) const DEPROVISION: &str = "DeprovisionByoipCidr";
const DESCRIBE: &str = "DescribeByoipCidrs";

/// What looking for a range found.
pub(crate) enum Found {
    Range(Box<ByoipCidr>),
    /// It is not listed; these listed ranges share addresses with it.
    Nothing {
        listed: usize,
        overlapping: Vec<String>,
    },
}

/// Looks for the range among all of the account: `DescribeByoipCidrs` has no filter.
pub(crate) async fn find(client: &Client, wanted: IpNet) -> Result<Found, Failure> {
    let mut pages = client.describe_byoip_cidrs().into_paginator().page_size(PAGE_SIZE).send();
    let mut listed = 0;
    let mut overlapping = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(|error| failure::of_call(DESCRIBE, &error))?;
        for range in page.byoip_cidrs() {
            listed += 1;
            let Some(cidr) = range.cidr().and_then(|cidr| cidr.parse::<IpNet>().ok()) else {
                continue;
            };
            if cidr == wanted {
                return Ok(Found::Range(Box::new(range.clone())));
            }
            if cidr.contains(&wanted) || wanted.contains(&cidr) {
                overlapping.push(cidr.to_string());
            }
        }
    }
    Ok(Found::Nothing { listed, overlapping })
}

/// Stops the advertisement of a range.
pub(crate) async fn withdraw(client: &Client, cidr: &str) -> Result<Option<ByoipCidr>, Failure> {
    let output = client.withdraw_byoip_cidr().cidr(cidr).send().await;
    output.map(|output| output.byoip_cidr).map_err(|error| failure::of_call(WITHDRAW, &error))
}

/// Releases a range.
pub(crate) async fn deprovision(client: &Client, cidr: &str) -> Result<Option<ByoipCidr>, Failure> {
    let output = client.deprovision_byoip_cidr().cidr(cidr).send().await;
    output.map(|output| output.byoip_cidr).map_err(|error| failure::of_call(DEPROVISION, &error))
}

/// Asks whether a withdrawal would be allowed.
pub(crate) async fn may_withdraw(client: &Client, cidr: &str) -> Result<(), Failure> {
    match client.withdraw_byoip_cidr().cidr(cidr).dry_run(true).send().await {
        Err(error) if failure::is_allowed(&error) => Ok(()),
        Err(error) => Err(failure::of_call(WITHDRAW, &error)),
        Ok(_) => Err(not_a_dry_run(WITHDRAW)),
    }
}

/// Asks whether a release would be allowed.
pub(crate) async fn may_deprovision(client: &Client, cidr: &str) -> Result<(), Failure> {
    match client.deprovision_byoip_cidr().cidr(cidr).dry_run(true).send().await {
        Err(error) if failure::is_allowed(&error) => Ok(()),
        Err(error) => Err(failure::of_call(DEPROVISION, &error)),
        Ok(_) => Err(not_a_dry_run(DEPROVISION)),
    }
}

fn not_a_dry_run(action: &str) -> Failure {
    Failure::new(
        Exit::Refused,
        format!("The endpoint answered the dry run of {action} as if it had carried it out."),
    )
    .hint("Look at the range's state: an endpoint that is not EC2's may ignore DryRun.")
}
