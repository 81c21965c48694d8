//! The errors of endpoint resolution. Their text is the whole report: it names the parameter or
//! repeats the message that the service's rules give.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{self, Debug, Display, Formatter};

/// Why the endpoint rules gave no endpoint.
///
/// ```
/// use tinsmith_runtime::endpoint::ResolveEndpointError;
///
/// let error = ResolveEndpointError::message("Invalid Configuration: Missing Region");
/// assert_eq!(error.to_string(), "Invalid Configuration: Missing Region");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolveEndpointError {
    message: Cow<'static, str>,
}

impl ResolveEndpointError {
    /// The error that an error rule of the service gives.
    pub fn message(message: impl Into<Cow<'static, str>>) -> Self {
        Self { message: message.into() }
    }

    /// No rule matches `params`, which is a gap in the service's rules.
    ///
    /// See [rule exhaustion](https://smithy.io/2.0/additional-specs/rules-engine/specification.html).
    pub fn no_rule_matches(params: &dyn Debug) -> Self {
        Self::message(format!(
            "the service's endpoint rules have no answer for {params:?}; set an endpoint URL, or \
             check the region and the endpoint options"
        ))
    }
}

impl Display for ResolveEndpointError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for ResolveEndpointError {}

/// Why endpoint parameters could not be built: a required one is missing, or one is not valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidParams {
    field: &'static str,
    kind: InvalidParamsKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum InvalidParamsKind {
    Missing,
    Invalid(&'static str),
}

impl InvalidParams {
    /// The required parameter `field` has no value.
    pub fn missing(field: &'static str) -> Self {
        Self { field, kind: InvalidParamsKind::Missing }
    }

    /// The value of the parameter `field` is refused; `reason` completes "region - …".
    pub fn invalid_value(field: &'static str, reason: &'static str) -> Self {
        Self { field, kind: InvalidParamsKind::Invalid(reason) }
    }
}

impl Display for InvalidParams {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let field = self.field;
        match self.kind {
            InvalidParamsKind::Missing => write!(f, "a required field was missing: `{field}`"),
            InvalidParamsKind::Invalid(reason) => {
                write!(f, "invalid value for field: `{field}` - {reason}")
            }
        }
    }
}

impl Error for InvalidParams {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_params_say_which_and_why() {
        assert_eq!(
            InvalidParams::invalid_value("region", "must be a valid host label").to_string(),
            "invalid value for field: `region` - must be a valid host label"
        );
        assert_eq!(
            InvalidParams::missing("api_type").to_string(),
            "a required field was missing: `api_type`"
        );
    }
}
