//! Typed views of traits: one constant and, where the value matters, one function a trait. A
//! value of the wrong type counts as absent here; `validate` reports it.

use smithy_json_ast::{Node, Object, Traits};

macro_rules! traits {
    ($($name:ident = $id:literal;)*) => {
        $(pub(crate) const $name: &str = $id;)*
    };
}

traits! {
    ADDED_DEFAULT = "smithy.api#addedDefault";
    AWS_SERVICE = "aws.api#service";
    CLIENT_CONTEXT_PARAMS = "smithy.rules#clientContextParams";
    CLIENT_OPTIONAL = "smithy.api#clientOptional";
    CONTEXT_PARAM = "smithy.rules#contextParam";
    DEFAULT = "smithy.api#default";
    DEPRECATED = "smithy.api#deprecated";
    DOCUMENTATION = "smithy.api#documentation";
    EC2_QUERY_NAME = "aws.protocols#ec2QueryName";
    ENDPOINT = "smithy.api#endpoint";
    ENDPOINT_BDD = "smithy.rules#endpointBdd";
    ENDPOINT_RULE_SET = "smithy.rules#endpointRuleSet";
    ENDPOINT_TESTS = "smithy.rules#endpointTests";
    ENUM = "smithy.api#enum";
    ENUM_VALUE = "smithy.api#enumValue";
    ERROR = "smithy.api#error";
    EXAMPLES = "smithy.api#examples";
    EXTERNAL_DOCUMENTATION = "smithy.api#externalDocumentation";
    HOST_LABEL = "smithy.api#hostLabel";
    IDEMPOTENCY_TOKEN = "smithy.api#idempotencyToken";
    INPUT = "smithy.api#input";
    LENGTH = "smithy.api#length";
    MIXIN = "smithy.api#mixin";
    OPERATION_CONTEXT_PARAMS = "smithy.rules#operationContextParams";
    PAGINATED = "smithy.api#paginated";
    PATTERN = "smithy.api#pattern";
    RANGE = "smithy.api#range";
    REQUEST_COMPRESSION = "smithy.api#requestCompression";
    REQUIRED = "smithy.api#required";
    RETRYABLE = "smithy.api#retryable";
    SENSITIVE = "smithy.api#sensitive";
    SIGV4 = "aws.auth#sigv4";
    STATIC_CONTEXT_PARAMS = "smithy.rules#staticContextParams";
    TIMESTAMP_FORMAT = "smithy.api#timestampFormat";
    TITLE = "smithy.api#title";
    UNIQUE_ITEMS = "smithy.api#uniqueItems";
    WAITABLE = "smithy.waiters#waitable";
    XML_FLATTENED = "smithy.api#xmlFlattened";
    XML_NAME = "smithy.api#xmlName";
}

/// The text of a trait whose value is a string.
pub(crate) fn text<'a>(traits: &'a Traits, id: &str) -> Option<&'a str> {
    traits.get(id)?.as_str()
}

/// The fields of a trait whose value is an object.
pub(crate) fn object<'a>(traits: &'a Traits, id: &str) -> Option<&'a Object> {
    traits.get(id)?.as_object()
}

/// Whether a trait is there.
pub(crate) fn has(traits: &Traits, id: &str) -> bool {
    traits.contains_key(id)
}

/// The traits that a mixin keeps for itself.
pub(crate) fn local_traits(traits: &Traits) -> Vec<&str> {
    let list = object(traits, MIXIN).and_then(|mixin| mixin.get("localTraits")?.as_array());
    list.unwrap_or_default().iter().filter_map(Node::as_str).collect()
}

/// What `@deprecated` says: since when, and a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Deprecation {
    pub(crate) since: Option<String>,
    pub(crate) message: Option<String>,
}

pub(crate) fn deprecated(traits: &Traits) -> Option<Deprecation> {
    let value = traits.get(DEPRECATED)?;
    let field = |key: &str| value.get(key).and_then(Node::as_str).map(str::to_owned);
    Some(Deprecation { since: field("since"), message: field("message") })
}

/// What `@paginated` says, the service's defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paginated {
    pub(crate) input_token: String,
    pub(crate) output_token: String,
    pub(crate) items: Option<String>,
    pub(crate) page_size: Option<String>,
}

/// Reads `@paginated` of an operation; fields that it leaves out come from the service's.
/// Source: Smithy 2.0 specification, "paginated trait", "service" paragraph.
pub(crate) fn paginated(operation: &Traits, service: &Traits) -> Option<Paginated> {
    let own = object(operation, PAGINATED)?;
    let inherited = object(service, PAGINATED);
    let field = |key: &str| {
        let value = own.get(key).or_else(|| inherited?.get(key));
        value.and_then(Node::as_str).map(str::to_owned)
    };
    Some(Paginated {
        input_token: field("inputToken")?,
        output_token: field("outputToken")?,
        items: field("items"),
        page_size: field("pageSize"),
    })
}
