//! A service made by hand from what generated crates are made of, called against canned answers.
//!
//! Shows the least that a generated crate holds, and covers what the operations of our own examples lack: idempotency tokens, outputs
//! that must not be logged, parameters of endpoint rules that come from the input.

#![expect(clippy::panic, clippy::unwrap_used, reason = "the helpers of a test fail loudly, too")]
#![allow(unexpected_cfgs, reason = "the macros ask for features that generated crates have")]
#![allow(unreachable_pub, missing_docs, reason = "stands in for a generated crate")]

use std::sync::{Arc, Mutex};

use tinsmith_runtime::client::sdk::aws_credential_types::Credentials;
use tinsmith_runtime::client::sdk::aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use tinsmith_runtime::client::sdk::aws_smithy_runtime_api::client::orchestrator::{
    HttpRequest, HttpResponse, SensitiveOutput,
};
use tinsmith_runtime::client::sdk::aws_smithy_types::body::SdkBody;

mod builder {
    tinsmith_runtime::builder!(crate::client::Client, crate::config::Builder);
}

mod client {
    tinsmith_runtime::client!(crate::service::Service, crate::config::Config);
}

mod config {
    tinsmith_runtime::config!(crate::service::Service);
    tinsmith_runtime::account_id_endpoint_mode!();
    tinsmith_runtime::setting!(Stage(String), stage, set_stage, "Which stage to call.");

    pub mod endpoint {
        use tinsmith_runtime::client::endpoint::{self, builtin};
        use tinsmith_runtime::client::sdk::aws_smithy_runtime_api::client::endpoint as api;
        use tinsmith_runtime::client::sdk::aws_smithy_types::config_bag::ConfigBag;
        use tinsmith_runtime::endpoint::ResolveEndpointError;
        use tinsmith_runtime::endpoint::{Endpoint, InvalidParams};

        pub use api::{EndpointFuture, SharedEndpointResolver};

        pub type DefaultResolver = endpoint::DefaultResolver<Params>;

        pub trait ResolveEndpoint: Send + Sync + std::fmt::Debug {
            fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

            fn into_shared_resolver(self) -> SharedEndpointResolver
            where
                Self: Sized + 'static,
            {
                endpoint::share(self, Self::resolve_endpoint)
            }
        }

        impl ResolveEndpoint for DefaultResolver {
            fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
                self.resolve(params)
            }
        }

        #[derive(Clone, Debug, PartialEq)]
        pub struct Params {
            pub region: String,
            pub shard: Option<String>,
            pub stage: Option<String>,
            pub mode: Option<String>,
            pub account: Option<String>,
        }

        #[derive(Default)]
        pub struct ParamsBuilder {
            pub region: Option<String>,
            pub shard: Option<String>,
            pub stage: Option<String>,
            pub mode: Option<String>,
        }

        impl endpoint::Params for Params {
            type Builder = ParamsBuilder;

            fn from_config(config: &ConfigBag) -> ParamsBuilder {
                ParamsBuilder {
                    region: builtin::region(config),
                    shard: None,
                    stage: config.load::<super::Stage>().map(|setting| setting.0.clone()),
                    mode: builtin::account_id_endpoint_mode(config),
                }
            }

            fn build(builder: ParamsBuilder) -> Result<Self, InvalidParams> {
                let region = builder.region.ok_or(InvalidParams::missing("region"))?;
                let ParamsBuilder { shard, stage, mode, .. } = builder;
                Ok(Self { region, shard, stage, mode, account: None })
            }

            fn set_account_id(&mut self, account_id: &str) {
                self.account = Some(account_id.to_owned());
            }

            fn resolve(&self) -> Result<Endpoint, ResolveEndpointError> {
                let shard = self.shard.as_deref().unwrap_or("main");
                let stage = self.stage.as_deref().map(|stage| format!("{stage}."));
                let account = match (&self.account, self.mode.as_deref()) {
                    (_, Some("disabled")) | (None, _) => String::new(),
                    (Some(account), _) => format!("{account}."),
                };
                let stage = stage.unwrap_or_default();
                let url = format!("https://{account}{stage}{shard}.{}.example", self.region);
                Ok(Endpoint::builder().url(url).build())
            }
        }
    }
}

mod service {
    use super::config::endpoint::{DefaultResolver, Params, ResolveEndpoint as _};
    use tinsmith_runtime::client::{self, ApiMetadata, ServiceDescriptor};
    use tinsmith_runtime::ec2_query;

    #[derive(Debug)]
    pub struct Service;

    impl client::Service for Service {
        const DESCRIPTOR: &'static ServiceDescriptor =
            &ServiceDescriptor::new("Example", ApiMetadata::new("example", "1.2.3"), || {
                DefaultResolver::new().into_shared_resolver()
            })
            .shape_name("ExampleService")
            .signing_name("example")
            .metrics_scope("aws-sdk-example");

        type EndpointParams = Params;
    }

    impl ec2_query::Service for Service {
        const VERSION: &'static str = "2020-01-01";
    }
}

mod error_meta {
    tinsmith_runtime::error!(crate::service::Service);
}

mod create_thing {
    use crate::builder::{Builder, Call, Mode};
    use crate::config::endpoint::ParamsBuilder;
    use crate::service::Service;
    use tinsmith_runtime::shape::Empty;
    use tinsmith_runtime::{client, ec2_query, query, wire, xml};

    #[derive(Clone, Debug, Default)]
    pub struct CreateThing;

    tinsmith_runtime::operation!(CreateThing);

    impl wire::Operation for CreateThing {
        const NAME: &'static str = "CreateThing";
        type Input = CreateThingInput;
        type Output = CreateThingOutput;
        type Protocol = ec2_query::Protocol<Service>;
    }

    impl query::Value for CreateThingInput {
        fn write(&self, q: &mut query::Writer<'_>) {
            q.put("ClientToken", &self.client_token);
        }
    }

    impl client::Operation for CreateThing {
        type Service = Service;
        type Error = client::OperationError<Self>;
        const SENSITIVE_OUTPUT: bool = true;

        fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> {
            Some(&mut input.client_token)
        }

        fn endpoint_params(
            input: &Self::Input,
            mut params: ParamsBuilder,
        ) -> Result<ParamsBuilder, client::InvalidParams> {
            params.shard = input.shard.clone();
            Ok(params)
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    pub struct CreateThingInput {
        pub client_token: Option<String>,
        pub shard: Option<String>,
    }

    impl Empty for CreateThingInput {
        fn empty() -> Self {
            Self { client_token: None, shard: None }
        }
    }

    impl<M: Mode<CreateThingInput>> Builder<CreateThingInput, M> {
        pub fn client_token(mut self, input: impl Into<String>) -> Self {
            M::value_mut(&mut self.0).client_token = Some(input.into());
            self
        }

        pub fn shard(mut self, input: impl Into<String>) -> Self {
            M::value_mut(&mut self.0).shard = Some(input.into());
            self
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    pub struct CreateThingOutput {
        _request_id: Option<String>,
    }

    impl Empty for CreateThingOutput {
        fn empty() -> Self {
            Self { _request_id: None }
        }
    }

    impl xml::Structure for CreateThingOutput {
        fn child(&mut self, _tag: &str, x: &mut xml::Cursor<'_>) -> Result<(), xml::Error> {
            x.skip()
        }
    }

    tinsmith_runtime::request_id!(CreateThingOutput);

    impl crate::client::Client {
        pub fn create_thing(&self) -> Builder<CreateThingInput, Call<CreateThing>> {
            client::start(self)
        }
    }
}

/// Keeps what it is sent, and answers with an output.
#[derive(Clone, Debug, Default)]
struct Server(Arc<Mutex<Vec<String>>>);

impl HttpConnector for Server {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = String::from_utf8_lossy(request.body().bytes().unwrap()).into_owned();
        self.0.lock().unwrap().push(format!("{} {body}", request.uri()));
        let body = SdkBody::from("<CreateThingResponse/>");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(200.try_into().unwrap(), body)))
    }
}

impl Server {
    fn config(&self) -> config::Builder {
        let connector = SharedHttpConnector::new(self.clone());
        config::Config::builder()
            .behavior_version_latest()
            .region(config::Region::new("r"))
            .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "test"))
            .identity_cache(config::IdentityCache::no_cache())
            .retry_config(config::retry::RetryConfig::disabled())
            .timeout_config(config::timeout::TimeoutConfig::disabled())
            .stalled_stream_protection(config::StalledStreamProtectionConfig::disabled())
            .http_client(http_client_fn(move |_, _| connector.clone()))
    }

    fn sent(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// Calls complete without waiting, as nothing here does I/O.
fn now<F: Future>(future: F) -> F::Output {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(output) => output,
        std::task::Poll::Pending => panic!("the call waits for something"),
    }
}

#[test]
fn a_token_is_filled_in_unless_the_caller_set_one() -> Result<(), error_meta::Error> {
    let server = Server::default();
    let client =
        client::Client::from_conf(server.config().idempotency_token_provider("fixed").build());
    now(client.create_thing().send())?;
    now(client.create_thing().client_token("mine").send())?;
    let body = "https://main.r.example/ Action=CreateThing&Version=2020-01-01&ClientToken=";
    assert_eq!(server.sent(), [format!("{body}fixed"), format!("{body}mine")]);

    let client = client::Client::from_conf(server.config().build());
    now(client.create_thing().send())?;
    now(client.create_thing().send())?;
    let sent = server.sent();
    assert_eq!(sent[0].len(), body.len() + 36);
    assert_ne!(sent[0], sent[1]);
    Ok(())
}

#[test]
fn endpoint_parameters_of_the_input_reach_the_rules_on_every_call() {
    let server = Server::default();
    let client = client::Client::from_conf(server.config().idempotency_token_provider("t").build());
    for shard in ["one", "two", "two"] {
        now(client.create_thing().shard(shard).send()).unwrap();
    }
    let hosts: Vec<_> = server.sent().iter().map(|sent| sent[..19].to_owned()).collect();
    assert_eq!(hosts, ["https://one.r.examp", "https://two.r.examp", "https://two.r.examp"]);
}

#[test]
fn settings_of_the_service_reach_the_rules_and_a_call_can_change_them() {
    let server = Server::default();
    let client = client::Client::from_conf(server.config().stage("beta").build());
    now(client.create_thing().send()).unwrap();
    let gamma = config::Config::builder().stage("gamma");
    now(client.create_thing().customize().config_override(gamma).send()).unwrap();
    let hosts: Vec<_> = server.sent().iter().map(|sent| sent[..21].to_owned()).collect();
    assert_eq!(hosts, ["https://beta.main.r.e", "https://gamma.main.r."]);
}

#[test]
fn the_account_of_the_credentials_reaches_the_rules() {
    use tinsmith_runtime::client::sdk::aws_types::endpoint_config::AccountIdEndpointMode;
    let server = Server::default();
    let credentials = Credentials::builder()
        .access_key_id("AKID")
        .secret_access_key("SECRET")
        .account_id("123456789012")
        .provider_name("test")
        .build();
    let config = server.config().credentials_provider(credentials);
    let client = client::Client::from_conf(config.clone().build());
    now(client.create_thing().send()).unwrap();
    now(client.create_thing().send()).unwrap();
    let disabled = config.account_id_endpoint_mode(AccountIdEndpointMode::Disabled);
    now(client::Client::from_conf(disabled.build()).create_thing().send()).unwrap();
    let hosts: Vec<_> = server.sent().iter().map(|sent| sent[..25].to_owned()).collect();
    assert_eq!(
        hosts,
        ["https://123456789012.main", "https://123456789012.main", "https://main.r.example/ A"]
    );
}

#[test]
fn a_sensitive_output_is_marked() {
    use config::RuntimePlugin as _;
    let mut bag = config::ConfigBag::base();
    bag.push_shared_layer(create_thing::CreateThing::new().config().unwrap());
    assert!(bag.load::<SensitiveOutput>().is_some());
}

#[test]
fn a_missing_endpoint_parameter_fails_the_call_before_it_is_sent() {
    let server = Server::default();
    let client = client::Client::from_conf(server.config().region(None).build());
    let error = error_meta::Error::from(now(client.create_thing().send()).unwrap_err());
    let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |e| e.source());
    let last = causes.last().unwrap().to_string();
    assert_eq!(last, "a required field was missing: `region`");
    assert!(server.sent().is_empty());
}

#[test]
fn builders_print_the_names_of_the_official_crates() {
    let client = client::Client::from_conf(Server::default().config().build());
    let call = client.create_thing().shard("s");
    assert_eq!(
        format!("{:?}", call.as_input()),
        r#"CreateThingInputBuilder { client_token: None, shard: Some("s") }"#
    );
    assert!(format!("{call:?}").starts_with("CreateThingFluentBuilder { handle: Handle {"));
}
