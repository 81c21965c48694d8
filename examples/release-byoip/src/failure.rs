//! Why a release did not go through: an exit code, a sentence, what to do, and the details that
//! support asks for. Every error of the client becomes one here, so the flow never inspects codes.

use std::error::Error;

use aws_sdk_ec2::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_ec2::operation::RequestId;
use aws_sdk_ec2::types::ByoipCidr;

use crate::exit::Exit;
use crate::state;

/// The code of the error with which EC2 says that a dry run would have succeeded.
const DRY_RUN_OPERATION: &str = "DryRunOperation";

const THROTTLED: &[&str] = &[
    "RequestLimitExceeded",
    "Throttling",
    "ThrottlingException",
    "RequestThrottled",
    "TooManyRequestsException",
    "SlowDown",
];

const LACKS_PERMISSION: &[&str] =
    &["UnauthorizedOperation", "AccessDenied", "AccessDeniedException"];

const BAD_CREDENTIALS: &[&str] = &[
    "AuthFailure",
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidClientTokenId",
    "MissingAuthenticationToken",
    "OptInRequired",
    "PendingVerification",
    "RequestExpired",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
];

/// A failure as it is told to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    /// What happened, a sentence.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: Option<String>,
    /// Codes, request id and causes as they were received.
    pub(crate) detail: Option<String>,
    /// Whether the same call may well succeed a little later.
    pub(crate) passing: bool,
}

impl Failure {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), hint: None, detail: None, passing: false }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn passing(mut self) -> Self {
        self.passing = true;
        self
    }

    fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// What a failed call of `action` means.
pub(crate) fn of_call<E>(action: &str, error: &SdkError<E>) -> Failure
where
    E: Error + ProvideErrorMetadata + 'static,
{
    match error {
        SdkError::ServiceError(_) => of_service(action, error),
        SdkError::TimeoutError(_) => unreachable(action, "did not answer in time", error),
        SdkError::DispatchFailure(failure)
            if failure.is_io() || failure.is_timeout() || failure.as_other().is_some() =>
        {
            unreachable(action, "could not be reached", error)
        }
        SdkError::ResponseError(_) => {
            Failure::new(Exit::Refused, format!("The answer to {action} is not one of EC2's."))
                .hint("Check that --endpoint-url and proxies lead to EC2.")
                .detail(causes(error))
        }
        _ => Failure::new(
            Exit::NotConfigured,
            format!("{action} could not be prepared or signed, so it was not sent."),
        )
        .hint("Check the credentials: `aws sts get-caller-identity` uses the same configuration.")
        .detail(causes(error)),
    }
}

fn of_service<E>(action: &str, error: &SdkError<E>) -> Failure
where
    E: Error + ProvideErrorMetadata + 'static,
{
    let code = error.code().unwrap_or("no error code");
    let status = error.raw_response().map_or(0, |response| response.status().as_u16());
    let failure = if LACKS_PERMISSION.contains(&code) {
        Failure::new(
            Exit::Denied,
            format!(
                "EC2 denied {action} ({code}): the credentials lack the permission ec2:{action}."
            ),
        )
        .hint(
            "Ask for an IAM policy that allows it. If the message has an encoded part, \
                 `aws sts decode-authorization-message` tells which policy denied it.",
        )
    } else if BAD_CREDENTIALS.contains(&code) {
        Failure::new(Exit::Denied, format!("EC2 did not accept the credentials of {action} ({code})."))
            .hint("Renew them, or choose others with AWS_PROFILE; a wrong clock or Region has the same effect.")
    } else if THROTTLED.contains(&code) {
        Failure::new(Exit::Throttled, format!("EC2 throttled {action} ({code}), retries included."))
            .hint("Run it again in a minute; other programs in the account use up the same limit.")
            .passing()
    } else if status >= 500 {
        Failure::new(
            Exit::Refused,
            format!(
                "EC2 failed to carry out {action} (status {status}, {code}), retries included."
            ),
        )
        .hint("Run it again later; https://health.aws.amazon.com tells of known troubles.")
        .passing()
    } else {
        Failure::new(Exit::Refused, format!("EC2 refused {action} ({code}).")).hint(
            "A range can be released when it is not advertised, no Elastic IP address of it is allocated, \
             and it was provisioned with this prefix.",
        )
    };
    let mut detail = format!("{code}: {}", error.message().unwrap_or("no message"));
    if let Some(id) = error.request_id() {
        detail.push_str(&format!("\nrequest id: {id}"));
    }
    failure.detail(detail)
}

/// Whether a dry run ended in the error that stands for "allowed".
pub(crate) fn is_allowed<E>(error: &SdkError<E>) -> bool
where
    E: ProvideErrorMetadata,
{
    error.code() == Some(DRY_RUN_OPERATION)
}

/// A range in a state that it does not leave by itself.
pub(crate) fn failed(range: &ByoipCidr) -> Failure {
    let state = state::name(range);
    let cidr = range.cidr().unwrap_or("The range");
    let (what, hint) = if state == "failed-provision" {
        (
            "EC2 could not provision it, so there is nothing to release",
            "The status message says why; it can be provisioned again once that is mended.",
        )
    } else {
        (
            "EC2 could not deprovision it, so it is still provisioned",
            "Release all Elastic IP addresses of the range, then run this again.",
        )
    };
    let mut failure = Failure::new(Exit::Failed, format!("{cidr} is {state}: {what}.")).hint(hint);
    if let Some(message) = range.status_message().filter(|message| !message.is_empty()) {
        failure = failure.detail(format!("status message: {message}"));
    }
    failure
}

/// A range in a state that this program was not written for.
pub(crate) fn unknown_state(range: &ByoipCidr) -> Failure {
    let cidr = range.cidr().unwrap_or("The range");
    let message = format!(
        "{cidr} is in the state {:?}, which this program does not know; nothing was changed.",
        state::name(range)
    );
    Failure::new(Exit::Refused, message)
        .hint("Look for a newer version of this program, or see the EC2 documentation of BYOIP.")
}

/// There is no Region to send calls to.
pub(crate) fn no_region() -> Failure {
    Failure::new(Exit::NotConfigured, "No AWS Region is configured.")
        .hint("Give --region, set AWS_REGION, or set `region` in the profile.")
}

fn unreachable(action: &str, what: &str, error: &(dyn Error + 'static)) -> Failure {
    Failure::new(Exit::Unreachable, format!("The endpoint of EC2 {what} ({action})."))
        .hint("Check the network, the proxy, --region and --endpoint-url.")
        .passing()
        .detail(causes(error))
}

/// The error and all its causes, outermost first; a cause that only repeats the one before is left out.
fn causes(error: &(dyn Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |&error| error.source());
    let mut texts: Vec<String> = chain.map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}
