//! Endpoint resolution around the compiled rules of a service.
//!
//! A generated crate has its own `Params`, its own trait `ResolveEndpoint` over them, and the rules as a function. Everything
//! that does not name those types is here.

use std::fmt;
use std::sync::{PoisonError, RwLock};

use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_types::config_bag::ConfigBag;

use crate::endpoint::{Endpoint, InvalidParams, ResolveEndpointError};

/// Parameters of a service's endpoint rules.
pub trait Params: Clone + PartialEq + fmt::Debug + Send + Sync + Sized + 'static {
    /// Where parameters are gathered before they are checked.
    type Builder;

    /// The parameters that come from the configuration (`builtIn` and `smithy.rules#clientContextParams`).
    fn from_config(config: &ConfigBag) -> Self::Builder;

    /// Checks the parameters.
    ///
    /// # Errors
    /// When a required one is missing, or one has a value that it must not have.
    fn build(builder: Self::Builder) -> Result<Self, InvalidParams>;

    /// Takes in the account of the identity that the call is signed for. Rules without a parameter for it have no use for it.
    fn set_account_id(&mut self, _account_id: &str) {}

    /// Applies the rules.
    ///
    /// # Errors
    /// The error of the rule that applies, or one that says that none does.
    fn resolve(&self) -> Result<Endpoint, ResolveEndpointError>;
}

/// Resolves endpoints by the rules of the service. Remembers the last answer, as most programs only ever ask for one.
pub struct DefaultResolver<P> {
    last: RwLock<Option<(P, Endpoint)>>,
}

impl<P> DefaultResolver<P> {
    /// A resolver that has not been asked yet.
    pub fn new() -> Self {
        Self { last: RwLock::new(None) }
    }
}

impl<P: Params> DefaultResolver<P> {
    /// Resolves, from memory if the parameters are those of the last call.
    pub fn resolve(&self, params: &P) -> EndpointFuture<'static> {
        if let Some((last, endpoint)) = &*self.last.read().unwrap_or_else(PoisonError::into_inner)
            && last == params
        {
            return ready(endpoint);
        }
        match params.resolve() {
            Ok(endpoint) => {
                let future = ready(&endpoint);
                let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
                *last = Some((params.clone(), endpoint));
                future
            }
            Err(error) => EndpointFuture::ready(Err(error.into())),
        }
    }
}

impl<P> Default for DefaultResolver<P> {
    fn default() -> Self {
        Self::new()
    }
}

impl<P> fmt::Debug for DefaultResolver<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultResolver").finish_non_exhaustive()
    }
}

/// Not generic, so that the copying is compiled here.
fn ready(endpoint: &Endpoint) -> EndpointFuture<'static> {
    EndpointFuture::ready(Ok(endpoint.clone()))
}

/// A method `resolve_endpoint` of a resolver `R` over parameters `P`.
pub type Resolve<R, P> = for<'a> fn(&'a R, &'a P) -> EndpointFuture<'a>;

/// Erases the parameters of a resolver.
pub fn share<R, P>(resolver: R, resolve: Resolve<R, P>) -> SharedEndpointResolver
where
    R: fmt::Debug + Send + Sync + 'static,
    P: Params,
{
    SharedEndpointResolver::new(Erased { resolver, resolve })
}

struct Erased<R, P> {
    resolver: R,
    resolve: Resolve<R, P>,
}

impl<R: fmt::Debug, P> fmt::Debug for Erased<R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.resolver.fmt(f)
    }
}

impl<R, P> ResolveEndpoint for Erased<R, P>
where
    R: fmt::Debug + Send + Sync + 'static,
    P: Params,
{
    /// The orchestrator leaves the identity, which is known only after the parameters were built, beside them.
    fn finalize_params<'a>(
        &'a self,
        params: &'a mut EndpointResolverParams,
    ) -> Result<(), BoxError> {
        // Taken out, as nothing else has to see it.
        let beside = params.get_property_mut::<Identity>();
        let identity = beside.map(|found| std::mem::replace(found, Identity::new((), None)));
        let account_id = identity.as_ref().and_then(|identity| identity.property::<AccountId>());
        if let (Some(account_id), Some(params)) = (account_id, params.get_mut::<P>()) {
            params.set_account_id(account_id.as_str());
        }
        Ok(())
    }

    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match params.get::<P>() {
            Some(params) => (self.resolve)(&self.resolver, params),
            None => EndpointFuture::ready(Err(
                "the endpoint parameters are not those of this service; does an interceptor or plugin replace them?".into(),
            )),
        }
    }
}

/// The value of a required input member that is bound to a parameter. It must be more than white space, so that the request
/// reaches the endpoint that it is for.
///
/// # Errors
/// There is no such value.
pub fn required_param(
    field: &'static str,
    value: &Option<String>,
) -> Result<Option<String>, InvalidParams> {
    match value {
        Some(text) if !text.trim().is_empty() => Ok(Some(text.clone())),
        _ => Err(InvalidParams::missing(field)),
    }
}

/// The built-in parameters of the AWS endpoint rules, as a configuration has them.
pub mod builtin {
    use super::ConfigBag;
    use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl, UseDualStack, UseFips};
    use aws_types::region::Region;

    /// `AWS::Auth::AccountIdEndpointMode`.
    pub fn account_id_endpoint_mode(config: &ConfigBag) -> Option<String> {
        Some(config.load::<AccountIdEndpointMode>().cloned().unwrap_or_default().to_string())
    }

    /// `AWS::Region`.
    pub fn region(config: &ConfigBag) -> Option<String> {
        config.load::<Region>().map(|region| region.as_ref().to_owned())
    }

    /// `AWS::UseDualStack`.
    pub fn use_dual_stack(config: &ConfigBag) -> Option<bool> {
        config.load::<UseDualStack>().map(|switch| switch.0)
    }

    /// `AWS::UseFIPS`.
    pub fn use_fips(config: &ConfigBag) -> Option<bool> {
        config.load::<UseFips>().map(|switch| switch.0)
    }

    /// `SDK::Endpoint`.
    pub fn endpoint(config: &ConfigBag) -> Option<String> {
        config.load::<EndpointUrl>().map(|url| url.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_required_member_must_be_more_than_white_space() {
        let value = |text: &str| required_param("bucket", &Some(text.to_owned()));
        assert_eq!(value(" b "), Ok(Some(" b ".to_owned())));
        for nothing in [value(""), value(" \t"), required_param("bucket", &None)] {
            assert_eq!(nothing, Err(InvalidParams::missing("bucket")));
        }
    }
}
