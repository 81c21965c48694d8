//! Prints which traits the public types have, and the futures of calls, so that two builds of this program can be compared: a
//! trait that is missing breaks a program, and one too many can make one ambiguous.

use std::marker::PhantomData;

use aws_sdk_ec2::client::customize::CustomizableOperation;
use aws_sdk_ec2::config::{auth, endpoint};
use aws_sdk_ec2::error::{SdkError, UnknownVariantError};
use aws_sdk_ec2::operation::deprovision_byoip_cidr::{builders, *};
use aws_sdk_ec2::operation::describe_byoip_cidrs::paginator::{
    DescribeByoipCidrsPaginator, DescribeByoipCidrsPaginatorItems,
};
use aws_sdk_ec2::{types, Client, Config, Error};

/// Stands for a type, which may have no name.
struct Probe<T: ?Sized>(PhantomData<T>);

fn of<T>(_: impl FnOnce(Client) -> T) -> Probe<T> {
    Probe(PhantomData)
}

/// Prints which of the traits the type of a probe has. A method of a reference is looked for last, so `No` is what remains.
macro_rules! traits {
    ($name:expr, $probe:expr, $($tr:path),*) => {{
        let probe = $probe;
        print!("{}:", $name);
        $({
            #[allow(dead_code, reason = "one of the two answers, not both")]
            trait Yes { fn has(&self) -> bool { true } }
            impl<T: $tr> Yes for Probe<T> {}
            #[allow(dead_code, reason = "one of the two answers, not both")]
            trait No { fn has(&self) -> bool { false } }
            impl<T> No for &Probe<T> {}
            if (&probe).has() {
                print!(" {}", stringify!($tr).replace(' ', ""));
            }
        })*
        println!();
    }};
}

macro_rules! every_trait {
    ($name:expr, $probe:expr) => {
        traits!(
            $name,
            $probe,
            Send,
            Sync,
            Unpin,
            std::panic::UnwindSafe,
            std::panic::RefUnwindSafe,
            Clone,
            Copy,
            Default,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            std::hash::Hash,
            std::fmt::Debug,
            std::fmt::Display,
            std::error::Error,
            std::str::FromStr,
            AsRef<str>,
            ToString,
            aws_sdk_ec2::error::ProvideErrorMetadata,
            aws_sdk_ec2::operation::RequestId,
            aws_sdk_ec2::config::RuntimePlugin,
            aws_sdk_ec2::config::Intercept,
            aws_sdk_ec2::config::endpoint::ResolveEndpoint,
            aws_sdk_ec2::config::auth::ResolveAuthScheme,
            aws_smithy_types::retry::ProvideErrorKind,
            aws_smithy_runtime_api::client::result::CreateUnhandledError,
            From<&'static str>,
            From<String>,
            From<&'static aws_types::SdkConfig>,
            From<Config>,
            From<aws_sdk_ec2::config::Builder>,
            From<DeprovisionByoipCidrError>,
            From<SdkError<DeprovisionByoipCidrError>>,
            From<SdkError<DeprovisionByoipCidrError, ()>>,
            From<aws_sdk_ec2::error::BuildError>,
            From<aws_smithy_runtime_api::client::waiters::error::WaiterError<(), Error>>,
            From<std::io::Error>,
            From<Error>,
            Into<aws_sdk_ec2::config::Builder>,
            Into<aws_sdk_ec2::error::BoxError>,
            IntoIterator,
            std::future::Future,
            std::future::IntoFuture
        )
    };
}

macro_rules! types {
    ($($name:ty),* $(,)?) => {
        $(every_trait!(stringify!($name), Probe::<$name>(PhantomData));)*
    };
}

fn main() {
    types!(
        Client,
        Config,
        Error,
        aws_sdk_ec2::config::Builder,
        builders::DeprovisionByoipCidrFluentBuilder,
        builders::DeprovisionByoipCidrInputBuilder,
        builders::DeprovisionByoipCidrOutputBuilder,
        DeprovisionByoipCidr,
        DeprovisionByoipCidrInput,
        DeprovisionByoipCidrOutput,
        DeprovisionByoipCidrError,
        SdkError<DeprovisionByoipCidrError>,
        DescribeByoipCidrsPaginator,
        DescribeByoipCidrsPaginatorItems,
        types::ByoipCidr,
        types::builders::ByoipCidrBuilder,
        types::ByoipCidrState,
        UnknownVariantError,
        endpoint::Params,
        endpoint::ParamsBuilder,
        endpoint::DefaultResolver,
        endpoint::InvalidParams,
        auth::Params,
        auth::ParamsBuilder,
        auth::DefaultAuthSchemeResolver,
        auth::BuildError,
        CustomizableOperation<DeprovisionByoipCidrOutput, DeprovisionByoipCidrError, builders::DeprovisionByoipCidrFluentBuilder>,
    );
    every_trait!("send", of(|client| client.deprovision_byoip_cidr().send()));
    every_trait!("customize", of(|client| client.deprovision_byoip_cidr().customize().send()));
    every_trait!("pages", of(|client| client.describe_byoip_cidrs().into_paginator().send()));
    every_trait!(
        "items",
        of(|client| client.describe_byoip_cidrs().into_paginator().items().send())
    );
    every_trait!(
        "collected",
        of(|client| client
            .describe_byoip_cidrs()
            .into_paginator()
            .items()
            .send()
            .collect::<Result<Vec<_>, _>>())
    );
}
