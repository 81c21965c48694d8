//! Recording of input members that the user asked for by their Smithy names (`emit_input_attributes`, `capture_input_attributes`).
//!
//! Only plain strings at the top of an input that are not sensitive are ever offered; generated code decides which.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes};

use super::operation::Descriptor;

/// The members of an input that were asked for.
#[derive(Debug)]
pub struct Attributes<'a> {
    requested: &'a RequestedTelemetryAttributes,
    /// None until a member is offered: operations without eligible members leave no trace.
    captured: Option<CapturedTelemetryAttributes>,
}

impl Attributes<'_> {
    /// Offers a member under its Smithy name.
    pub fn offer(&mut self, name: &str, value: &Option<String>) {
        let captured = self.captured.get_or_insert_default();
        if let Some(value) = value
            && self.requested.should_capture(name)
        {
            captured.insert(name, value);
        }
    }
}

#[derive(Debug)]
pub(super) struct CaptureInterceptor(pub(super) &'static Descriptor);

impl Intercept for CaptureInterceptor {
    fn name(&self) -> &'static str {
        self.0.named("TelemetryInputCaptureInterceptor")
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(requested) =
            cfg.load::<RequestedTelemetryAttributes>().filter(|names| !names.is_empty())
        else {
            return Ok(());
        };
        let mut attributes = Attributes { requested, captured: None };
        (self.0.telemetry)(context.input(), &mut attributes);
        if let Some(captured) = attributes.captured {
            cfg.interceptor_state().store_put(captured);
        }
        Ok(())
    }
}
