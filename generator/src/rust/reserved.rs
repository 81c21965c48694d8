//! Names that Rust or the client interface takes for itself, and what a model's name becomes
//! instead. The tables are those of the official crates, so that the same member gets the same
//! name there and here.

/// Strict, reserved and edition keywords; `gen` is one since edition 2024.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Members whose names builders need for themselves.
const MEMBERS: [(&str, &str); 8] = [
    ("build", "build_value"),
    ("builder", "builder_value"),
    ("customize", "customize_value"),
    ("default", "default_value"),
    ("make_operation", "make_operation_value"),
    ("meta", "meta_value"),
    ("presigned", "presigned_value"),
    ("send", "send_value"),
];

/// Variants whose names the unknown variant needs for itself.
const VARIANTS: [(&str, &str); 4] = [
    ("Self", "SelfValue"),
    ("SelfValue", "SelfValue_"),
    ("Unknown", "UnknownValue"),
    ("UnknownValue", "UnknownValue_"),
];

/// Methods that every builder, or that of every input, has besides those of the members. What the
/// official crates rename to keep these free is in [`MEMBERS`] and never comes here.
pub(super) const BUILDER_METHODS: [&str; 4] = ["as_input", "into_paginator", "send_with", "wait"];

/// Methods that the builder of every modeled error has.
pub(super) const ERROR_BUILDER_METHODS: [&str; 1] = ["set_meta"];

/// Methods that every client has besides those of the operations.
pub(super) const CLIENT_METHODS: [&str; 3] = ["config", "from_conf", "new"];

/// Whether `name` cannot stand as a plain identifier.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// The setters of a client's configuration, without `set_`.
pub(super) const SETTINGS: [&str; 40] = [
    "allow_no_auth",
    "app_name",
    "apply_test_defaults",
    "apply_test_defaults_v2",
    "auth_scheme_preference",
    "auth_scheme_resolver",
    "behavior_version",
    "behavior_version_latest",
    "build",
    "capture_input_attributes",
    "credentials_provider",
    "disable_clock_skew_correction",
    "emit_input_attributes",
    "endpoint_resolver",
    "endpoint_url",
    "framework_metadata",
    "http_client",
    "idempotency_token_provider",
    "identity_cache",
    "interceptor",
    "interceptors",
    "invocation_id_generator",
    "new",
    "push_auth_scheme",
    "push_framework_metadata",
    "push_interceptor",
    "push_retry_classifier",
    "region",
    "retry_classifier",
    "retry_classifiers",
    "retry_config",
    "retry_partition",
    "sleep_impl",
    "stalled_stream_protection",
    "time_source",
    "timeout_config",
    "use_dual_stack",
    "use_fips",
    "with_test_defaults",
    "with_test_defaults_v2",
];

/// The identifier for a value, a method or a field called `name`: `type` gives `r#type`.
pub(crate) fn identifier(name: &str) -> String {
    match name {
        "crate" | "self" | "super" => format!("{name}_"),
        "Self" => "SelfValue".to_owned(),
        _ if is_keyword(name) => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// The identifier for a module called `name`: `match` gives `match_`, as files cannot be raw.
pub(crate) fn module(name: &str) -> String {
    if is_keyword(name) { format!("{name}_") } else { name.to_owned() }
}

/// The name of a structure member that snake case made of the model's name, before keywords.
pub(crate) fn member(snake: &str) -> &str {
    lookup(&MEMBERS, snake)
}

/// The name of an enum variant that Pascal case made of the model's name.
pub(crate) fn variant(pascal: &str) -> &str {
    lookup(&VARIANTS, pascal)
}

fn lookup<'a>(table: &[(&str, &'static str)], name: &'a str) -> &'a str {
    table.iter().find(|(from, _)| *from == name).map_or(name, |(_, to)| to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_and_client_words_are_renamed() {
        assert_eq!(identifier("type"), "r#type");
        assert_eq!(identifier("self"), "self_");
        assert_eq!(identifier("gen"), "r#gen");
        assert_eq!(identifier("union"), "union");
        assert_eq!(module("match"), "match_");
        assert_eq!(member("default"), "default_value");
        assert_eq!(member("cidr"), "cidr");
        assert_eq!(variant("Unknown"), "UnknownValue");
        assert_eq!(variant("UnknownValue"), "UnknownValue_");
    }
}
