//! What `tracing` gets to see of a call: its span `EC2.DeprovisionByoipCidr`, and the event that names its request id, both as from
//! the official crates.
//!
//! Name and target belong to a callsite, which the macros of `tracing` make a static for each place in the source. Here one
//! place serves all operations, so callsites are made as operations are first called. There are never more than two for each.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{OnceLock, PoisonError, RwLock};

use tracing::callsite::{Callsite, Identifier};
use tracing::field::{FieldSet, debug};
use tracing::level_filters::{LevelFilter, STATIC_MAX_LEVEL};
use tracing::metadata::Kind;
use tracing::subscriber::Interest;
use tracing::{Level, Metadata, Span};

use super::hidden;
use super::operation::Descriptor;

/// What a callsite is for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Place {
    /// The whole call.
    Call,
    /// An answer has come.
    Response,
}

/// A span for one call. It carries a random number of seven digits, by which the events of a call can be told from others'.
pub(super) fn span(descriptor: &Descriptor) -> Span {
    let Some(metadata) = enabled(descriptor, Place::Call) else { return Span::none() };
    let id = fastrand::u32(1_000_000..10_000_000);
    hidden::span(metadata, [&descriptor.service.sdk_id, &descriptor.name, &id, &"aws-api"])
}

/// An event that names the request id of a response.
pub(super) fn response(descriptor: &Descriptor, request_id: Option<&str>) {
    if let Some(metadata) = enabled(descriptor, Place::Response) {
        hidden::event(metadata, &debug(request_id));
    }
}

/// The metadata of a callsite, if somebody listens there.
fn enabled(descriptor: &Descriptor, place: Place) -> Option<&'static Metadata<'static>> {
    if Level::DEBUG > STATIC_MAX_LEVEL || Level::DEBUG > LevelFilter::current() {
        return None;
    }
    let callsite = callsite(descriptor, place);
    let metadata = callsite.metadata();
    let listened = !callsite.never.load(Ordering::Relaxed)
        && tracing::dispatcher::get_default(|to| to.enabled(metadata));
    listened.then_some(metadata)
}

/// The callsite of an operation. What it holds lives as long as the program, as that of a macro does.
fn callsite(descriptor: &Descriptor, place: Place) -> &'static OperationCallsite {
    static CALLSITES: RwLock<BTreeMap<(&str, &str, Place), &OperationCallsite>> =
        RwLock::new(BTreeMap::new());
    let key = (descriptor.service.sdk_id, descriptor.name, place);
    if let Some(known) = CALLSITES.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return known;
    }
    let mut callsites = CALLSITES.write().unwrap_or_else(PoisonError::into_inner);
    callsites.entry(key).or_insert_with(|| {
        let (name, fields, kind): (_, &[&str], _) = match place {
            Place::Call => (
                format!("{}.{}", key.0, key.1),
                &["rpc.service", "rpc.method", "sdk_invocation_id", "rpc.system"],
                Kind::SPAN,
            ),
            Place::Response => (format!("event {}", key.1), &["request_id"], Kind::EVENT),
        };
        let target = target(descriptor.service.metrics_scope, (descriptor.path)());
        let callsite: &OperationCallsite = Box::leak(Box::new(OperationCallsite::default()));
        callsite.metadata.get_or_init(|| {
            let fields = FieldSet::new(fields, Identifier(callsite));
            let (name, target) = (name.leak(), target.leak());
            Metadata::new(name, target, Level::DEBUG, None, None, None, fields, kind)
        });
        tracing::callsite::register(callsite);
        callsite
    })
}

/// The module that a type of an operation is in, as the official crate calls it: filters such as
/// `aws_sdk_ec2::operation::run_instances=debug` go on working.
fn target(official: &str, path: &str) -> String {
    let module = path.rsplit_once("::").map_or("", |(module, _)| module);
    let inside = module.split_once("::operation").map_or("", |(_, inside)| inside);
    format!("{}::operation{inside}", official.replace('-', "_"))
}

#[derive(Debug, Default)]
struct OperationCallsite {
    metadata: OnceLock<Metadata<'static>>,
    never: AtomicBool,
}

impl Callsite for OperationCallsite {
    fn set_interest(&self, interest: Interest) {
        self.never.store(interest.is_never(), Ordering::Relaxed);
    }

    fn metadata(&self) -> &Metadata<'_> {
        /// Stands in before `callsite` has set the metadata, when nobody can have the callsite yet.
        struct Unset;
        static UNSET: Metadata<'static> = Metadata::new(
            "",
            "",
            Level::TRACE,
            None,
            None,
            None,
            FieldSet::new(&[], Identifier(&Unset)),
            Kind::SPAN,
        );
        impl Callsite for Unset {
            fn set_interest(&self, _: Interest) {}
            fn metadata(&self) -> &Metadata<'_> {
                &UNSET
            }
        }
        self.metadata.get().unwrap_or(&UNSET)
    }
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn targets_are_the_modules_of_the_official_crate() {
        for path in [
            "my_ec2::operation::run_instances::RunInstances",
            "a::b::operation::run_instances::RunInstances",
        ] {
            assert_eq!(target("aws-sdk-ec2", path), "aws_sdk_ec2::operation::run_instances");
        }
        assert_eq!(target("aws-sdk-ec2", "RunInstances"), "aws_sdk_ec2::operation");
    }
}
