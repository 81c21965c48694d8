//! `release-byoip`: withdraws a BYOIP address range of Amazon EC2 and deprovisions it.
//!
//! This file only connects the modules: [`args`] says what is wanted, [`flow`] does it through
//! the EC2 client, [`report`] prints what came out, and [`exit`] numbers it for scripts.

mod args;
mod calls;
mod confirm;
mod exit;
mod failure;
mod flow;
mod progress;
mod report;
mod state;

use std::process::ExitCode;

use clap::Parser;

use args::Args;
use failure::Failure;
use flow::Release;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let args = Args::parse();
    let exit = match client(&args).await {
        Ok(client) => {
            let mut release = Release::new(client, &args);
            let result = release.run().await;
            report::print(&args, release.range(), release.steps(), &result)
        }
        Err(failure) => report::print(&args, None, &[], &Err(failure)),
    };
    ExitCode::from(exit.code())
}

/// An EC2 client from the usual AWS configuration (environment, profile, instance role) and the options.
async fn client(args: &Args) -> Result<aws_sdk_ec2::Client, Failure> {
    confirm::possible(args)?;
    let mut loader =
        aws_config::defaults(aws_config::BehaviorVersion::latest()).timeout_config(args.timeouts());
    if let Some(region) = &args.region {
        loader = loader.region(aws_config::Region::new(region.clone()));
    }
    if let Some(url) = &args.endpoint_url {
        loader = loader.endpoint_url(url);
    }
    let config = loader.load().await;
    if config.region().is_none() {
        return Err(failure::no_region());
    }
    Ok(aws_sdk_ec2::Client::new(&config))
}
