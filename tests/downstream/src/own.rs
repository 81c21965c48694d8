//! Interceptors, resolvers and the like of a user's own, for `settings`.

use std::future::pending;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_runtime::invocation_id::{InvocationId, InvocationIdGenerator, InvocationIdInterceptor};
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_sdk_ec2::config::auth::{Params as AuthParams, ResolveAuthScheme};
use aws_sdk_ec2::config::interceptors::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    InterceptorContext,
};
use aws_sdk_ec2::config::retry::{ClassifyRetry, RetryAction};
use aws_sdk_ec2::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_ec2::error::BoxError;
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeId, AuthSchemeOption, AuthSchemeOptionsFuture,
};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture};
use aws_smithy_runtime_api::client::interceptors::disable_interceptor;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};

#[derive(Debug)]
pub struct Named(pub &'static str, pub Arc<AtomicUsize>);
impl Intercept for Named {
    fn name(&self) -> &'static str {
        self.0
    }
    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        println!("  . {} {}", self.0, self.1.fetch_add(1, Ordering::Relaxed));
        Ok(())
    }
    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        context.request_mut().headers_mut().append("x-named", self.0);
        Ok(())
    }
}

/// Switches off what users may switch off.
#[derive(Debug)]
pub struct Disable;
impl Intercept for Disable {
    fn name(&self) -> &'static str {
        "Disable"
    }
    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut state = aws_sdk_ec2::config::Layer::new("disabled");
        state.store_put(disable_interceptor::<UserAgentInterceptor>("test"));
        state.store_put(disable_interceptor::<InvocationIdInterceptor>("test"));
        state.store_put(disable_interceptor::<RequestInfoInterceptor>("test"));
        state.store_put(disable_interceptor::<ServiceClockSkewInterceptor>("test"));
        cfg.push_layer(state);
        Ok(())
    }
}

#[derive(Debug)]
pub struct Scheme(pub &'static str);
impl ResolveAuthScheme for Scheme {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a AuthParams,
        _: &'a ConfigBag,
        _: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        println!("  . auth of {}", params.operation_name());
        let option = AuthSchemeOption::from(AuthSchemeId::from(self.0));
        AuthSchemeOptionsFuture::ready(Ok(vec![option]))
    }
}

#[derive(Debug)]
pub struct RetryAll;
impl ClassifyRetry for RetryAll {
    fn classify_retry(&self, _: &InterceptorContext) -> RetryAction {
        RetryAction::transient_error()
    }
    fn name(&self) -> &'static str {
        "RetryAll"
    }
}

#[derive(Debug)]
pub struct Counted(pub AtomicUsize);
impl InvocationIdGenerator for Counted {
    fn generate(&self) -> Result<Option<InvocationId>, BoxError> {
        Ok(Some(InvocationId::new(format!("id-{}", self.0.fetch_add(1, Ordering::Relaxed)))))
    }
}

#[derive(Debug)]
pub struct Later(pub u64);
impl TimeSource for Later {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.0)
    }
}

/// Never answers.
#[derive(Debug)]
pub struct Silent;
impl HttpConnector for Silent {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        println!("  > silence");
        HttpConnectorFuture::new(pending())
    }
}

#[derive(Debug)]
pub struct Service;
impl LoadServiceConfig for Service {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        println!("  . {} {} {}", key.service_id(), key.env(), key.profile());
        Some("https://of-the-service.example".into())
    }
}
