//! The tracing span of a call: `EC2.DeprovisionByoipCidr`, with the fields of the official crates.
//!
//! The name of a span belongs to its callsite, which the macros of `tracing` make a static for each place in the source. Here one
//! place serves all operations, so callsites are made as operations are first called. There are never more than operations.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{OnceLock, PoisonError, RwLock};

use tracing::callsite::{Callsite, Identifier};
use tracing::field::{FieldSet, Value};
use tracing::level_filters::{LevelFilter, STATIC_MAX_LEVEL};
use tracing::metadata::Kind;
use tracing::subscriber::Interest;
use tracing::{Level, Metadata, Span};

use super::operation::Descriptor;

const FIELDS: &[&str] = &["rpc.service", "rpc.method", "sdk_invocation_id", "rpc.system"];

/// A span for one call. It carries a random number of seven digits, by which the events of a call can be told from others'.
pub(super) fn of(descriptor: &Descriptor) -> Span {
    if Level::DEBUG > STATIC_MAX_LEVEL || Level::DEBUG > LevelFilter::current() {
        return Span::none();
    }
    let callsite = callsite(descriptor);
    let metadata = callsite.metadata();
    if callsite.never.load(Ordering::Relaxed)
        || !tracing::dispatcher::get_default(|to| to.enabled(metadata))
    {
        return Span::none();
    }
    let id = fastrand::u32(1_000_000..10_000_000);
    let values: [&dyn Value; 4] = [&descriptor.service.sdk_id, &descriptor.name, &id, &"aws-api"];
    super::hidden::span(metadata, values)
}

/// The callsite of an operation. What it holds lives as long as the program, as that of a macro does.
fn callsite(descriptor: &Descriptor) -> &'static OperationCallsite {
    static CALLSITES: RwLock<BTreeMap<(&str, &str), &OperationCallsite>> =
        RwLock::new(BTreeMap::new());
    let key = (descriptor.service.sdk_id, descriptor.name);
    if let Some(known) = CALLSITES.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return known;
    }
    let mut callsites = CALLSITES.write().unwrap_or_else(PoisonError::into_inner);
    callsites.entry(key).or_insert_with(|| {
        let name = format!("{}.{}", key.0, key.1);
        // Filters such as `aws_sdk_ec2=debug` go on working.
        let target = format!("{}::operation", descriptor.service.metrics_scope.replace('-', "_"));
        let callsite: &OperationCallsite = Box::leak(Box::new(OperationCallsite::default()));
        callsite.metadata.get_or_init(|| {
            let fields = FieldSet::new(FIELDS, Identifier(callsite));
            Metadata::new(
                name.leak(),
                target.leak(),
                Level::DEBUG,
                None,
                None,
                None,
                fields,
                Kind::SPAN,
            )
        });
        tracing::callsite::register(callsite);
        callsite
    })
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
