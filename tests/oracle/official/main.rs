//! What `aws-sdk-ec2` makes of the responses in `rules.py`: takes and gives lines as the program in `../src` does, but knows only the
//! operations and members that rules are about.

use std::error::Error;
use std::io::{BufRead, Write};

use aws_sdk_ec2::error::ProvideErrorMetadata;
use aws_sdk_ec2::operation::create_capacity_reservation_fleet::*;
use aws_sdk_ec2::operation::create_volume::*;
use aws_sdk_ec2::operation::delete_volume::*;
use aws_sdk_ec2::primitives::DateTime;
use aws_smithy_runtime_api::client::interceptors::context::{Error as Failure, Output};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        writeln!(out, "{}", answer(&line?)?)?;
        out.flush()?;
    }
    Ok(())
}

fn answer(line: &str) -> Result<Value, Box<dyn Error>> {
    let [what, name, body] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else {
        return Err("expected three parts".into());
    };
    let plugin: Box<dyn RuntimePlugin> = match name {
        "CreateVolume" => Box::new(CreateVolume::new()),
        "DeleteVolume" => Box::new(DeleteVolume::new()),
        "CreateCapacityReservationFleet" => Box::new(CreateCapacityReservationFleet::new()),
        _ => return Err(format!("rules are not about `{name}`: add it here").into()),
    };
    let mut bag = ConfigBag::base();
    bag.push_shared_layer(plugin.config().ok_or("no configuration")?);
    let deserializer = bag.load::<SharedResponseDeserializer>().ok_or("no deserializer")?;
    let status: u16 = if what == "fail" { 400 } else { 200 };
    let body: String = serde_json::from_str(body)?;
    let response = HttpResponse::new(status.try_into()?, SdkBody::from(body));
    Ok(match deserializer.deserialize_nonstreaming_with_config(&response, &bag) {
        Ok(output) => json!({ "output": members(&output).ok_or("another output")? }),
        Err(error) => {
            let failure = error.as_operation_error().filter(|_| what == "fail");
            match failure.map(|failure| said(failure).ok_or("another error")) {
                Some(said) => json!({ "output": said? }),
                None => json!({ "error": format!("{error:?}") }),
            }
        }
    })
}

/// An object of the members that are set.
fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let set = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(set.collect::<Map<_, _>>())
}

fn said(error: &Failure) -> Option<Value> {
    let error = error.downcast_ref::<CreateVolumeError>()?;
    Some(object([
        ("Code", error.code().map(Value::from)),
        ("Message", error.message().map(Value::from)),
    ]))
}

fn members(output: &Output) -> Option<Value> {
    if output.downcast_ref::<DeleteVolumeOutput>().is_some() {
        return Some(object([]));
    }
    if let Some(fleet) = output.downcast_ref::<CreateCapacityReservationFleetOutput>() {
        let capacity = fleet.total_fulfilled_capacity().map(Value::from);
        return Some(object([("TotalFulfilledCapacity", capacity)]));
    }
    let volume = output.downcast_ref::<CreateVolumeOutput>()?;
    let tags = volume
        .tags
        .as_ref()
        .map(|tags| tags.iter().map(|tag| object([("Key", tag.key().map(Value::from))])).collect());
    let operator = volume.operator().map(|operator| {
        object([
            ("Managed", operator.managed().map(Value::from)),
            ("Principal", operator.principal().map(Value::from)),
        ])
    });
    Some(object([
        ("VolumeId", volume.volume_id().map(Value::from)),
        ("Size", volume.size().map(Value::from)),
        ("Iops", volume.iops().map(Value::from)),
        ("Encrypted", volume.encrypted().map(Value::from)),
        ("CreateTime", volume.create_time().map(time)),
        ("Tags", tags),
        ("Operator", operator),
    ]))
}

/// RFC 3339 with all digits; the library cuts fractions to microseconds.
fn time(time: &DateTime) -> Value {
    let seconds = DateTime::from_secs(time.secs()).to_string();
    let fraction = format!("{:09}", time.subsec_nanos());
    let fraction = fraction.trim_end_matches('0');
    let dot = if fraction.is_empty() { "" } else { "." };
    Value::from(format!("{}{dot}{fraction}Z", seconds.trim_end_matches('Z')))
}
