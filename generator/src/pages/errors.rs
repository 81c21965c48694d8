//! What can go wrong: the codes that the protocol family defines for dry runs, how errors reach
//! Rust, and what is tried again.

use super::Page;
use super::text::{code, demoted, indented};
use super::wire::EC2_QUERY;
use crate::rust::{FieldDef, Ty};

/// The input field that asks for a dry run. By convention of the services of this protocol, it is
/// a boolean of this name.
pub(super) fn dry_run(page: Page<'_>) -> Option<&FieldDef> {
    let mut fields = page.operation.input.fields.iter();
    fields.find(|f| page.def.codec.module == EC2_QUERY && f.member == "DryRun" && f.ty == Ty::Bool)
}

/// The kinds of `SdkError`: the variant, when it comes, and what to make of it.
const KINDS: [(&str, &str, &str); 5] = [
    (
        "ConstructionFailure",
        "the request could not be made",
        "it was not sent; mend the call or the configuration",
    ),
    (
        "TimeoutError",
        "a timeout of the configuration passed",
        "the service may have carried it out",
    ),
    ("DispatchFailure", "no connection, no credentials, or an I/O error", "look at its source"),
    (
        "ResponseError",
        "an answer that is no HTTP response the client understands",
        "the service may have carried it out",
    ),
    (
        "ServiceError",
        "the service answered with an error, or with a success that cannot be read",
        "`err.code()` tells; a success that cannot be read has no code",
    ),
];

pub(super) fn section(page: Page<'_>) -> String {
    let mut out = String::new();
    if let Some(field) = dry_run(page) {
        out.push_str(&codes(page, field));
    }
    out.push_str(&modeled(page));
    out.push_str("Errors are told apart by their code:\n\n");
    out.push_str(&explain(page));
    out.push_str("\nThe kinds of `SdkError`:\n\n| kind | when | what it means |\n|---|---|---|\n");
    for (kind, when, then) in KINDS {
        out.push_str(&format!("| {} | {when} | {then} |\n", code(kind)));
    }
    out.push_str(
        "\n`err.into_service_error()` drops what is around a `ServiceError`, `err.raw_response()` is the \
         whole HTTP response where there is one, and `?` turns any of them into the crate's `Error`.\n\n\
         **Retries.** Unless configured otherwise, the client makes up to three attempts, with growing, \
         random pauses: after connection failures and timeouts of an attempt, after HTTP 500, 502, 503 \
         and 504, and after codes that mean throttling, such as `RequestLimitExceeded` and \
         `Throttling`. All other errors come back at once. `retry_config` and `timeout_config` of the \
         configuration change this, for one call with `.customize().config_override(…)`.\n",
    );
    if page.operation.input.fields.iter().any(|field| field.required) {
        out.push_str(
            "\nThe client does not check that required parameters are set; the service refuses \
             requests without them.\n",
        );
    }
    out
}

/// The errors that the model has for the operation, which are types of their own.
fn modeled(page: Page<'_>) -> String {
    let errors = &page.operation.errors;
    if errors.is_empty() {
        return String::new();
    }
    let name = code(&format!("{}Error", page.operation.name));
    let mut out = format!("The operation's own errors, each a variant of {name}:\n\n");
    for error in errors {
        let docs = if error.docs.is_empty() {
            String::new()
        } else {
            format!("\n\n{}", demoted(&error.docs))
        };
        let item = format!("**{}** (code {}){docs}", code(&error.variant), code(&error.code));
        out.push_str(&format!("- {}\n", indented(&item, 1).trim_start()));
    }
    out
}

fn codes(page: Page<'_>, field: &FieldDef) -> String {
    let set = code(&format!("{}(true)", field.name));
    let permission = format!("{}:{}", page.def.service.signing_name, page.operation.plan.action);
    format!(
        "| code | HTTP status | meaning |\n|---|---|---|\n| `DryRunOperation` | 412 | With {set}: the \
         caller has the permissions. Nothing was done. |\n| `UnauthorizedOperation` | 403 | The caller \
         lacks a permission, most often {}. With {set} or without it, nothing was done. |\n\nA dry run \
         never succeeds: its answer is always an error, and `DryRunOperation` is the good one. It looks \
         at permissions only.\n\n",
        code(&permission),
    )
}

/// A function that compiles and tells errors apart.
fn explain(page: Page<'_>) -> String {
    let krate = &page.types.krate;
    let (module, name) = (&page.operation.module, &page.operation.name);
    let dry = if dry_run(page).is_some() {
        "        Some(\"DryRunOperation\") => println!(\"allowed, and nothing was done\"),\n        \
         Some(\"UnauthorizedOperation\") => println!(\"not allowed\"),\n"
    } else {
        ""
    };
    format!(
        "```rust,no_run\nuse {krate}::error::{{DisplayErrorContext, ProvideErrorMetadata, SdkError}};\nuse \
         {krate}::operation::RequestId;\nuse {krate}::operation::{module}::{name}Error;\n\nfn explain(err: \
         &SdkError<{name}Error>) {{\n    match err.code() {{\n{dry}        Some(code) => {{\n            \
         let message = err.message().unwrap_or_default();\n            println!(\"{{code}}: {{message}} \
         (request {{:?}})\", err.request_id());\n        }}\n        // No answer that can be \
         read: the whole chain of causes.\n        None => println!(\"{{}}\", DisplayErrorContext(err)),\n    \
         }}\n}}\n```\n",
    )
}
