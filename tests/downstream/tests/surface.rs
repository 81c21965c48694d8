//! Names, conversions and bounds that programs on `aws-sdk-ec2` rely on. Most of this file is checked by compiling it.

use aws_sdk_ec2::client::customize::CustomizableOperation;
#[allow(unused_imports)]
use aws_sdk_ec2::config::{
    auth::{
        BuildError as AuthBuildError, DefaultAuthSchemeResolver, Params as AuthParams,
        ParamsBuilder as AuthParamsBuilder, ResolveAuthScheme,
    },
    endpoint::{
        DefaultResolver, Endpoint, EndpointFuture, InvalidParams, Params, ParamsBuilder,
        ResolveEndpoint, SharedEndpointResolver,
    },
    http::{HttpRequest, HttpResponse},
    interceptors::{
        AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
        BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
        BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
        BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextMut,
        FinalizerInterceptorContextRef, InterceptorContext,
    },
    retry::{
        ClassifyRetry, ClientRateLimiter, ReconnectMode, RetryAction, RetryConfig,
        RetryConfigBuilder, RetryMode, RetryPartition, ShouldAttempt, TokenBucket,
    },
    timeout::{TimeoutConfig, TimeoutConfigBuilder},
    AppName, AsyncSleep, BehaviorVersion, Builder, Config, ConfigBag, Credentials,
    FrameworkMetadata, FrozenLayer, HttpClient, IdentityCache, Intercept, IntoShared, Layer,
    ProvideCredentials, Region, ResolveCachedIdentity, RuntimeComponents, RuntimeComponentsBuilder,
    RuntimePlugin, SharedAsyncSleep, SharedCredentialsProvider, SharedHttpClient,
    SharedIdentityCache, SharedInterceptor, SharedRuntimePlugin, Sleep,
    StalledStreamProtectionConfig,
};
#[allow(unused_imports)]
use aws_sdk_ec2::error::{
    BoxError, BuildError, ConnectorError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata,
    SdkError, UnknownVariantError,
};
use aws_sdk_ec2::operation::deprovision_byoip_cidr::builders::{
    DeprovisionByoipCidrFluentBuilder, DeprovisionByoipCidrInputBuilder,
};
use aws_sdk_ec2::operation::deprovision_byoip_cidr::{
    DeprovisionByoipCidr, DeprovisionByoipCidrError, DeprovisionByoipCidrOutput,
};
use aws_sdk_ec2::operation::describe_byoip_cidrs::paginator::{
    DescribeByoipCidrsPaginator, DescribeByoipCidrsPaginatorItems,
};
#[allow(unused_imports)]
use aws_sdk_ec2::primitives::{event_stream, Blob, DateTime, DateTimeFormat};
use aws_sdk_ec2::types::{builders::ByoipCidrBuilder, ByoipCidr, ByoipCidrState};
use aws_sdk_ec2::{Client, Error};

// A trait of the user's own, for several builders at once, and conversions from several errors at once.
trait Address {
    fn address(self, cidr: &str) -> Self;
}
impl Address for DeprovisionByoipCidrFluentBuilder {
    fn address(self, cidr: &str) -> Self {
        self.cidr(cidr)
    }
}
impl Address for DeprovisionByoipCidrInputBuilder {
    fn address(self, cidr: &str) -> Self {
        self.cidr(cidr)
    }
}
#[derive(Debug)]
#[allow(dead_code, reason = "what matters is that errors convert to it")]
enum Mine {
    Deprovision(SdkError<DeprovisionByoipCidrError>),
    Describe(SdkError<aws_sdk_ec2::operation::describe_byoip_cidrs::DescribeByoipCidrsError>),
}
impl From<SdkError<DeprovisionByoipCidrError>> for Mine {
    fn from(error: SdkError<DeprovisionByoipCidrError>) -> Self {
        Self::Deprovision(error)
    }
}
impl From<SdkError<aws_sdk_ec2::operation::describe_byoip_cidrs::DescribeByoipCidrsError>>
    for Mine
{
    fn from(
        error: SdkError<aws_sdk_ec2::operation::describe_byoip_cidrs::DescribeByoipCidrsError>,
    ) -> Self {
        Self::Describe(error)
    }
}

#[allow(dead_code, reason = "what matters is that it compiles")]
async fn futures_are_send(client: &Client) -> Result<(), Mine> {
    fn send<T: Send>(value: T) -> T {
        value
    }
    send(client.deprovision_byoip_cidr().address("x").send()).await?;
    send(client.describe_byoip_cidrs().max_results(5).send()).await?;
    send(DeprovisionByoipCidrInputBuilder::default().address("x").send_with(client)).await?;
    send(client.deprovision_byoip_cidr().customize().mutate_request(|_| ()).send()).await?;
    let _: CustomizableOperation<
        DeprovisionByoipCidrOutput,
        DeprovisionByoipCidrError,
        DeprovisionByoipCidrFluentBuilder,
    > = client.deprovision_byoip_cidr().customize().config_override(client.config().to_builder());
    let pages: DescribeByoipCidrsPaginator = client.describe_byoip_cidrs().into_paginator();
    let items: DescribeByoipCidrsPaginatorItems = pages.page_size(5).items();
    let mut stream = send(items.send());
    while let Some(item) = stream.next().await {
        let _: ByoipCidr = item?;
    }
    Ok(())
}

#[test]
#[allow(deprecated, reason = "programs still match on it")]
fn errors() {
    let error =
        DeprovisionByoipCidrError::generic(ErrorMetadata::builder().code("C").message("m").build());
    assert!(matches!(error, DeprovisionByoipCidrError::Unhandled(_)));
    assert_eq!(error.to_string(), "unhandled error (C)");
    assert_eq!(error.meta().message(), Some("m"));
    let error = Error::from(error);
    assert!(matches!(error, Error::Unhandled(_)));
    assert_eq!(error.code(), Some("C"));
    assert_eq!(DeprovisionByoipCidrError::unhandled("text").to_string(), "unhandled error");
    let _: Error = BuildError::missing_field("f", "d").into();
}

#[test]
fn enumerations() {
    assert_eq!(ByoipCidrState::from("failed-provision"), ByoipCidrState::FailedProvision);
    assert_eq!("new".parse::<ByoipCidrState>().unwrap().as_str(), "new");
    assert!(ByoipCidrState::try_parse("new").is_err());
    assert_eq!(ByoipCidrState::values().len(), 10);
    for value in ByoipCidrState::values() {
        assert_eq!(ByoipCidrState::try_parse(value).unwrap().to_string(), *value);
    }
    assert!(ByoipCidrState::Advertised < ByoipCidrState::Deprovisioned);
}

#[test]
fn builders() {
    let built: ByoipCidr =
        ByoipCidrBuilder::default().cidr("c").set_state(Some(ByoipCidrState::Provisioned)).build();
    assert_eq!(built.state(), Some(&ByoipCidrState::Provisioned));
    assert!(built.asn_associations().is_empty());
    assert_eq!(ByoipCidr::builder().cidr("c"), ByoipCidr::builder().cidr("c").clone());
    let input = DeprovisionByoipCidrInputBuilder::default().cidr("c").build().unwrap();
    assert_eq!(input.cidr(), Some("c"));
    assert_eq!(
        ["a", "b"].map(|c| ByoipCidr::builder().cidr(c)).map(ByoipCidrBuilder::build)[1].cidr(),
        Some("b")
    );
}

#[test]
fn an_operation_is_a_runtime_plugin() {
    let layer = DeprovisionByoipCidr::new().config().unwrap();
    let mut bag = ConfigBag::base();
    bag.push_shared_layer(layer);
    let metadata = bag.load::<aws_smithy_runtime_api::client::orchestrator::Metadata>().unwrap();
    assert_eq!((metadata.service(), metadata.name()), ("EC2", "DeprovisionByoipCidr"));
    let components = DeprovisionByoipCidr::new()
        .runtime_components(&RuntimeComponentsBuilder::new("test"))
        .into_owned();
    assert_eq!(components.retry_classifiers().count(), 4);
}

#[test]
fn endpoint_params() {
    let error = Params::builder().region("not a label").build().unwrap_err();
    assert_eq!(error.to_string(), "invalid value for field: `region` - must be a valid host label");
    let params = Params::builder().region("eu-central-1").build().unwrap();
    assert_eq!(
        (params.use_fips(), params.use_dual_stack(), params.endpoint()),
        (Some(false), Some(false), None)
    );
    let _: SharedEndpointResolver = DefaultResolver::new().into_shared_resolver();
}

#[test]
fn test_defaults() {
    let config = Config::builder().with_test_defaults_v2().build();
    assert_eq!(config.region().map(AsRef::as_ref), Some("us-east-1"));
    let mut builder = Config::builder().region(Region::new("eu-central-1"));
    builder.apply_test_defaults();
    assert_eq!(
        builder.apply_test_defaults_v2().clone().build().region().map(AsRef::as_ref),
        Some("eu-central-1")
    );
    let _ = Client::from_conf(Config::builder().with_test_defaults().build());
}
