//! What programs see that filter logs by module. Alone in its process, as `tracing` keeps what it once heard of a place in the source.

use std::sync::{Arc, Mutex};

#[allow(dead_code, reason = "other tests use the rest")]
mod server;
use server::{deprovision, Server, OK};

/// Keeps the targets of events and spans.
struct Targets(Mutex<Vec<String>>);

impl tracing::Subscriber for Targets {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target().starts_with("aws_sdk_ec2::")
    }
    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::Id {
        let metadata = span.metadata();
        self.0.lock().unwrap().push(format!("{} {}", metadata.target(), metadata.name()));
        tracing::Id::from_u64(1)
    }
    fn event(&self, event: &tracing::Event<'_>) {
        struct Shown(String);
        impl tracing::field::Visit for Shown {
            fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
                self.0 += &format!(" {field}={value:?}");
            }
        }
        let mut shown = Shown(event.metadata().target().to_owned());
        event.record(&mut shown);
        self.0.lock().unwrap().push(shown.0);
    }
    fn record(&self, _: &tracing::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::Id, _: &tracing::Id) {}
    fn enter(&self, _: &tracing::Id) {}
    fn exit(&self, _: &tracing::Id) {}
}

#[tokio::test]
async fn logs_can_be_filtered_by_the_module_of_an_operation() {
    let targets = Arc::new(Targets(Mutex::default()));
    let guard = tracing::subscriber::set_default(targets.clone());
    let server = Server::answering([(200, OK)]);
    deprovision(&server.client()).await.unwrap();
    drop(guard);
    let mut seen = targets.0.lock().unwrap().clone();
    // The official crate reads its partitions when it first needs them, and says so.
    seen.retain(|target| !target.starts_with("aws_sdk_ec2::endpoint_lib"));
    assert_eq!(
        seen,
        [
            "aws_sdk_ec2::operation::deprovision_byoip_cidr EC2.DeprovisionByoipCidr",
            "aws_sdk_ec2::operation::deprovision_byoip_cidr request_id=Some(\"header-id\")",
        ]
    );
}
