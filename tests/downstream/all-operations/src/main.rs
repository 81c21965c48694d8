//! Calls every operation of `aws_sdk_ec2` and writes what it sends and returns. `run` builds this with the official crate and
//! with ours, and compares.
//!
//! Arguments: the file to write, the folder of responses, the number of broken responses for each operation.

use std::io::BufWriter;
use std::path::PathBuf;

use aws_sdk_ec2::config::Region;
use aws_sdk_ec2::{Client, Config};
use aws_smithy_runtime_api::client::http::{http_client_fn, SharedHttpConnector};

mod mutate;
mod poll;
mod run;
mod values;

mod generated;

/// What the generated modules use.
mod prelude {
    pub use crate::check_enum;
    pub use crate::poll::shown;
    pub use crate::run::Run;
    pub use crate::values::Values;
    pub use aws_sdk_ec2::client::Waiters as _;
    pub use aws_sdk_ec2::{operation, types, Client};
    pub use aws_smithy_runtime_api::client::interceptors::context::Input;
    pub type Call = fn(&Client, &mut Values, &mut Run);
    pub type Check = fn(&mut Values, &mut Run);
    pub type Poll = fn(&Client, &mut Run);
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, out, responses, mutations] = &arguments[..] else {
        panic!("usage: {} OUT RESPONSES MUTATIONS", arguments[0]);
    };
    let wire = run::Wire::default();
    let connector = SharedHttpConnector::new(wire.clone());
    let clock = poll::Clock::default();
    let client = Client::from_conf(
        Config::builder()
            .with_test_defaults()
            .region(Region::new("eu-central-1"))
            .sleep_impl(clock.clone())
            .time_source(clock.clone())
            .http_client(http_client_fn(move |_, _| connector.clone()))
            .build(),
    );
    let mut run = run::Run {
        out: Box::new(BufWriter::new(std::fs::File::create(out).unwrap())),
        responses: PathBuf::from(responses),
        mutations: mutations.parse().unwrap(),
        wire,
        clock,
        runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap(),
        mode: values::Mode::All,
    };
    use values::Mode::{All, Nothing, Some, Wild};
    for (n, call) in generated::CALLS.iter().copied().flatten().enumerate() {
        for (round, mode) in [All, Nothing, Some(50), Some(80), Wild].into_iter().enumerate() {
            run.mode = mode;
            call(&client, &mut values::Values::new(mode, n * 17 + round), &mut run);
        }
    }
    for (n, check) in generated::CHECKS.iter().copied().flatten().enumerate() {
        check(&mut values::Values::new(All, n * 19), &mut run);
    }
    generated::enums::all(&mut run);
    for poll in generated::paginators::ALL.iter().chain(generated::waiters::ALL) {
        poll(&client, &mut run);
    }
}

/// Prints what the functions of an enumeration of strings give.
#[macro_export]
macro_rules! check_enum {
    ($name:ty, $values:expr, $run:expr) => {{
        $run.line(stringify!($name), &<$name>::values());
        let mut all: Vec<$name> = $values.into_iter().rev().chain(["nöt known", ""]).map(<$name>::from).collect();
        all.sort();
        for one in &all {
            let again = <$name>::try_parse(one.as_str()).map_err(|error| error.to_string());
            $run.line("value", &(one, one.as_str(), one.to_string(), format!("{one:>50}"), again, one.as_ref() as &str));
        }
    }};
}
