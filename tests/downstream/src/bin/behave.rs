//! Calls a client against canned responses and prints what it sends and returns, so that two builds of this program, one with the
//! official crate and one with ours, can be compared line by line. What differs by chance or by version is masked.

use std::time::{Duration, UNIX_EPOCH};

use aws_sdk_ec2::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use aws_sdk_ec2::config::interceptors::{
    BeforeSerializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
    FinalizerInterceptorContextRef,
};
use aws_sdk_ec2::config::retry::RetryConfig;
use aws_sdk_ec2::config::{
    BehaviorVersion, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
};
use aws_sdk_ec2::error::{BoxError, DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_ec2::operation::deprovision_byoip_cidr::{
    DeprovisionByoipCidrError, DeprovisionByoipCidrInput, DeprovisionByoipCidrOutput,
};
use aws_sdk_ec2::operation::describe_byoip_cidrs::DescribeByoipCidrsInput;
use aws_sdk_ec2::operation::RequestId;
use aws_sdk_ec2::{Client, Config, Error};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::http::{http_client_fn, SharedHttpConnector};
use aws_smithy_types::telemetry::CapturedTelemetryAttributes;

#[path = "../canned.rs"]
mod canned;
use canned::{config, error_body, show, spans, Canned, NoSleep, ID, OK};

#[derive(Debug)]
struct Observer;
impl Intercept for Observer {
    fn name(&self) -> &'static str {
        "Observer"
    }
    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(input) = context.input_mut().downcast_mut::<DeprovisionByoipCidrInput>() {
            println!("  . input {input:?}");
            input.cidr = Some("198.51.100.0/24".into());
        }
        Ok(())
    }
    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        context.request_mut().headers_mut().insert("x-observer", "yes");
        let captured = cfg
            .load::<CapturedTelemetryAttributes>()
            .map(|c| c.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>());
        println!("  . captured {captured:?}");
        let metadata =
            cfg.load::<aws_smithy_runtime_api::client::orchestrator::Metadata>().unwrap();
        println!("  . {}.{}", metadata.service(), metadata.name());
        Ok(())
    }
    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match context.output_or_error() {
            Some(Ok(output)) => println!(
                "  . output {:?}",
                output.downcast_ref::<DeprovisionByoipCidrOutput>().is_some()
            ),
            Some(Err(error)) => println!(
                "  . error {:?}",
                error
                    .as_operation_error()
                    .and_then(|e| e.downcast_ref::<DeprovisionByoipCidrError>())
                    .map(|e| e.to_string())
            ),
            None => println!("  . nothing"),
        }
        Ok(())
    }
}

#[derive(Debug)]
struct Fixed;
impl ResolveEndpoint for Fixed {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        println!("  . {params:?}");
        EndpointFuture::ready(Ok(Endpoint::builder().url("https://fixed.example/base").build()))
    }
}

async fn call(
    client: &Client,
) -> Result<DeprovisionByoipCidrOutput, SdkError<DeprovisionByoipCidrError>> {
    client.deprovision_byoip_cidr().cidr("203.0.113.0/24").dry_run(true).send().await
}

async fn question_mark(client: &Client) -> Result<(), Error> {
    call(client).await?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let _ = tracing::subscriber::set_global_default(spans::Spans);
    let canned = Canned::default();
    let client = Client::from_conf(config(&canned).build());

    println!("success");
    canned.push(200, ID, OK);
    show(call(&client).await);

    println!("other request id header, 201");
    canned.push(201, &[("x-amz-request-id", "other-id")], OK);
    show(call(&client).await);

    println!("500, then success");
    canned.push(500, ID, "").push(200, ID, OK);
    show(call(&client).await);

    for code in ["RequestLimitExceeded", "RequestTimeTooSkewed", "InternalError", "RequestExpired"]
    {
        println!("{code}, then success");
        canned.push(400, ID, &error_body(code)).push(200, ID, OK);
        show(call(&client).await);
        canned.0.lock().unwrap().clear();
    }

    println!("three times 503");
    canned
        .push(503, ID, &error_body("Unavailable"))
        .push(503, ID, &error_body("Unavailable"))
        .push(503, ID, &error_body("Unavailable"));
    show(call(&client).await);

    println!("dry run");
    canned.push(412, ID, &error_body("DryRunOperation"));
    show(call(&client).await);

    println!("into Error");
    canned.push(400, ID, &error_body("IncorrectState"));
    let error = question_mark(&client).await.unwrap_err();
    println!("  {error} {error:?} {:?}", std::error::Error::source(&error).map(|e| e.to_string()));

    println!("empty error body");
    canned.push(400, ID, "");
    let error = call(&client).await.unwrap_err();
    println!(
        "  {error} code {:?} meta {:?} id {:?}",
        error.code(),
        error.meta(),
        error.request_id()
    );
    println!(
        "  {} {}",
        error.as_service_error().unwrap(),
        std::error::Error::source(error.as_service_error().unwrap()).is_some()
    );

    println!("not the root");
    canned.push(200, ID, "<Other/>");
    let error = call(&client).await.unwrap_err();
    println!(
        "  {error} service {} id {:?}",
        error.as_service_error().is_some(),
        error.request_id()
    );

    println!("per-call overrides");
    for (name, overrides) in [
        ("region", Config::builder().region(Region::new("us-west-2"))),
        ("endpoint", Config::builder().endpoint_url("https://localhost:1234/path")),
        ("fips", Config::builder().use_fips(true)),
        ("dual stack", Config::builder().use_dual_stack(true)),
        (
            "credentials",
            Config::builder()
                .credentials_provider(Credentials::new("OTHER", "SECRET", None, None, "test")),
        ),
        ("no retries", Config::builder().retry_config(RetryConfig::disabled())),
        (
            "app name",
            Config::builder().app_name(aws_sdk_ec2::config::AppName::new("an-app").unwrap()),
        ),
    ] {
        println!(" {name}");
        let status = if name == "no retries" { 500 } else { 200 };
        canned.push(status, ID, if status == 200 { OK } else { "" });
        let result = client
            .deprovision_byoip_cidr()
            .cidr("203.0.113.0/24")
            .customize()
            .config_override(overrides)
            .send()
            .await;
        println!("  {:?}", result.map(|o| o.byoip_cidr.is_some()).map_err(|e| e.to_string()));
    }
    println!(" and the client again");
    canned.push(200, ID, OK);
    show(call(&client).await);

    println!("endpoint faults");
    for overrides in [
        Config::builder().region(Region::new("not a region")),
        Config::builder().region(None::<Region>),
        Config::builder().endpoint_url("https://x.example").use_fips(true),
        Config::builder().endpoint_url("not a url"),
    ] {
        let client = Client::from_conf({
            let mut builder = config(&canned);
            if let Some(region) = overrides.clone().build().region() {
                builder.set_region(Some(region.clone()));
            } else {
                builder.set_region(None);
            }
            builder.build()
        });
        let result =
            client.deprovision_byoip_cidr().customize().config_override(overrides).send().await;
        println!("  {}", DisplayErrorContext(&result.unwrap_err()));
    }

    println!("customize");
    let observed = Client::from_conf(
        config(&canned)
            .capture_input_attributes(["Cidr", "DryRun", "Nope"])
            .interceptor(Observer)
            .build(),
    );
    canned.push(200, ID, OK).push(400, ID, &error_body("IncorrectState"));
    for _ in 0..2 {
        let result = observed
            .deprovision_byoip_cidr()
            .cidr("203.0.113.0/24")
            .customize()
            .mutate_request(|request| {
                request.headers_mut().insert("x-mutated", "yes");
            })
            .map_request(|mut request| {
                request.headers_mut().insert("x-mapped", "yes");
                Ok::<_, std::fmt::Error>(request)
            })
            .send()
            .await;
        show(result);
    }
    println!("map_request fails");
    let result = client
        .deprovision_byoip_cidr()
        .customize()
        .map_request(|_| Err(std::fmt::Error))
        .send()
        .await;
    show(result);

    println!("no attributes asked for");
    let plain = Client::from_conf(config(&canned).interceptor(Observer).build());
    canned.push(200, ID, OK);
    show(call(&plain).await);

    println!("resolver of the user's own");
    let fixed = Client::from_conf(config(&canned).endpoint_resolver(Fixed).build());
    canned.push(200, ID, OK);
    show(call(&fixed).await);

    println!("no credentials");
    let anonymous = |allow| {
        let canned = canned.clone();
        let mut builder = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-central-1"))
            .sleep_impl(NoSleep)
            .time_source(StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_234_567_890)))
            .http_client(http_client_fn(move |_, _| SharedHttpConnector::new(canned.clone())));
        if allow {
            builder.set_allow_no_auth();
        }
        Client::from_conf(builder.build())
    };
    show(call(&anonymous(false)).await);
    canned.push(200, ID, OK);
    show(call(&anonymous(true)).await);

    println!("send_with, as_input");
    canned.push(200, ID, OK);
    let fluent = client.deprovision_byoip_cidr().cidr("203.0.113.0/24");
    println!("  {:?} {:?}", fluent.as_input(), fluent.get_cidr());
    show(fluent.as_input().clone().send_with(&client).await);
    println!("  {}", &format!("{fluent:?}")[..50]);
    println!("  {:#?}", DescribeByoipCidrsInput::builder().max_results(5));
    println!("  {:?}", DeprovisionByoipCidrOutput::builder());

    let page = |n: usize, token: &str| {
        let cidrs: String =
            (0..2).map(|i| format!("<item><cidr>10.{n}.{i}.0/24</cidr></item>")).collect();
        format!("<DescribeByoipCidrsResponse><byoipCidrSet>{cidrs}</byoipCidrSet><nextToken>{token}</nextToken></DescribeByoipCidrsResponse>")
    };
    println!("pages");
    canned.push(200, ID, &page(1, "t1")).push(200, ID, &page(2, ""));
    let mut pages = client.describe_byoip_cidrs().into_paginator().page_size(2).send();
    while let Some(page) = pages.next().await {
        println!("  page {:?}", page.map(|p| p.next_token).map_err(|e| e.to_string()));
    }
    println!("items, error on page 2");
    canned.push(200, ID, &page(1, "t1")).push(400, ID, &error_body("InvalidNextToken"));
    let mut items = client.describe_byoip_cidrs().into_paginator().items().send();
    while let Some(item) = items.next().await {
        println!("  item {:?}", item.map(|i| i.cidr).map_err(|e| e.code().map(str::to_owned)));
    }
    println!("the same token again");
    for stop in [true, false] {
        canned.push(200, ID, &page(1, "t")).push(200, ID, &page(2, "t")).push(
            200,
            ID,
            &page(3, ""),
        );
        let mut pages =
            client.describe_byoip_cidrs().into_paginator().stop_on_duplicate_token(stop).send();
        while let Some(page) = pages.next().await {
            println!("  page {:?}", page.map(|p| p.next_token).map_err(|e| e.to_string()));
        }
        canned.0.lock().unwrap().clear();
    }
    println!("only the first page is read");
    canned.push(200, ID, &page(1, "t1"));
    println!(
        "  {}",
        client.describe_byoip_cidrs().into_paginator().send().next().await.unwrap().is_ok()
    );
    println!("no pages");
    canned.push(200, ID, "<DescribeByoipCidrsResponse/>");
    println!(
        "  {:?}",
        client
            .describe_byoip_cidrs()
            .into_paginator()
            .items()
            .send()
            .collect::<Result<Vec<_>, _>>()
            .await
            .map(|v| v.len())
            .map_err(|e| e.to_string())
    );

    println!("SdkConfig");
    let shared = aws_types::SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-southeast-2"))
        .endpoint_url("https://shared.example")
        .use_fips(false)
        .app_name(aws_types::app_name::AppName::new("shared-app").unwrap())
        .retry_config(RetryConfig::adaptive())
        .build();
    let from = Config::new(&shared);
    println!(
        "  {:?} {:?} {:?} {:?}",
        from.region(),
        from.app_name(),
        from.retry_config(),
        from.signing_name()
    );
    println!("  {:?}", config(&canned).build().to_builder().build().region());
    let builder = {
        let canned = canned.clone();
        aws_sdk_ec2::config::Builder::from(&shared)
            .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "test"))
            .sleep_impl(NoSleep)
            .time_source(StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_234_567_890)))
            .http_client(http_client_fn(move |_, _| SharedHttpConnector::new(canned.clone())))
    };
    canned.push(200, ID, OK);
    show(call(&Client::from_conf(builder.build())).await);

    println!("panics");
    std::panic::set_hook(Box::new(|info| {
        let text = info
            .payload()
            .downcast_ref::<String>()
            .cloned()
            .or(info.payload().downcast_ref::<&str>().map(|s| s.to_string()));
        println!(
            "  {:?} here {}",
            text,
            info.location().is_some_and(|l| l.file().ends_with("behave.rs"))
        );
    }));
    let _ = std::panic::catch_unwind(|| Client::from_conf(Config::builder().build()));
    let _ = std::panic::catch_unwind(|| {
        Client::from_conf(
            Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .retry_config(RetryConfig::standard())
                .build(),
        )
    });
}
