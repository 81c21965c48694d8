//! Prints every span and event of some calls, and what `Debug` says of clients and settings, so that two builds of this program
//! can be compared.

use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_sdk_ec2::config::{endpoint, Region};
use aws_sdk_ec2::{Client, Config};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

#[path = "../canned.rs"]
#[allow(dead_code, reason = "other programs use the rest")]
mod canned;
use canned::{config, error_body, mask, show, Canned, ID, OK};

struct Everything(AtomicU64);

struct Fields(Vec<String>);
impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let value = match field.name() {
            // By chance.
            "sdk_invocation_id" => "ID".to_owned(),
            "endpoint_params" => "PARAMS".to_owned(),
            "message" => {
                let text = format!("{value:?}");
                let delay = text.find("retrying after").or(text.find("delaying for"));
                text[..delay.unwrap_or(text.len())].to_owned()
            }
            _ => mask(&format!("{value:?}")),
        };
        self.0.push(format!("{}={value}", field.name()));
    }
}

fn print(kind: &str, metadata: &Metadata<'_>, fields: Fields) {
    let name = if kind == "event" { "" } else { metadata.name() };
    println!("  {kind} {} {} {name} {:?}", metadata.level(), metadata.target(), fields.0);
}

impl Subscriber for Everything {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // At lower levels are private types.
        *metadata.level() <= Level::DEBUG
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(vec![]);
        span.record(&mut fields);
        print("span", span.metadata(), fields);
        Id::from_u64(self.0.fetch_add(1, Ordering::Relaxed))
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut fields = Fields(vec![]);
        values.record(&mut fields);
        println!("  record {:?}", fields.0);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(vec![]);
        event.record(&mut fields);
        print("event", event.metadata(), fields);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn debug(title: &str, value: &dyn Debug) {
    println!("{title}");
    println!("{value:#?}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let canned = Canned::default();
    debug("builder", &Config::builder());
    debug("params", &endpoint::Params::builder().region("x"));
    debug("auth params", &aws_sdk_ec2::config::auth::Params::builder().operation_name("Op"));
    debug("unknown", &aws_sdk_ec2::types::ByoipCidrState::try_parse("lost"));

    tracing::subscriber::set_global_default(Everything(AtomicU64::new(1))).unwrap();
    let client = Client::from_conf(
        config(&canned)
            .emit_input_attributes(["Cidr"])
            .capture_input_attributes(["NetworkBorderGroup"])
            .build(),
    );
    for answers in
        [vec![(200, OK.to_owned())], vec![(500, error_body("X")), (400, error_body("Y"))]]
    {
        println!("call");
        for (status, body) in answers {
            canned.push(status, ID, &body);
        }
        show(client.deprovision_byoip_cidr().cidr("203.0.113.0/24").send().await);
    }
    println!("no region");
    let overrides = Config::builder().region(Region::new("not a region"));
    show(client.deprovision_byoip_cidr().customize().config_override(overrides).send().await);
    println!("pages");
    canned.push(
        200,
        ID,
        "<DescribeByoipCidrsResponse><byoipCidrSet/></DescribeByoipCidrsResponse>",
    );
    let mut pages = client.describe_byoip_cidrs().into_paginator().send();
    println!("  {:?}", pages.next().await.map(|page| page.is_ok()));
}
