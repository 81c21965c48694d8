//! Text of models that nobody would write: many of a thing, long names, deep structures.

use std::fmt::Write as _;

/// A text for each number below `n`, with commas between.
pub(crate) fn each(n: usize, text: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    for i in 0..n {
        let comma = if i == 0 { "" } else { "," };
        // Writing to a string cannot fail.
        let _ = write!(all, "{comma}{}", text(i));
    }
    all
}

/// A model of these shapes.
pub(crate) fn shapes(text: &str) -> String {
    format!(r#"{{"smithy":"2.0","shapes":{{{text}}}}}"#)
}

/// A service with these operations, and more traits.
pub(crate) fn service(operations: &str, traits: &str) -> String {
    format!(
        r#""a#Example":{{"type":"service","version":"1","operations":[{operations}],"traits":{{
        "aws.protocols#ec2Query":{{}},"aws.auth#sigv4":{{"name":"example"}}{traits}}}}}"#
    )
}

/// A service whose only operation has these members in its input, beside these other shapes.
pub(crate) fn get(members: &str, others: &str) -> String {
    get_with(members, others, "", "")
}

/// The same with traits of the service and of the operation.
pub(crate) fn get_with(members: &str, others: &str, service: &str, operation: &str) -> String {
    let comma = if others.is_empty() { "" } else { "," };
    let service = self::service(r#"{"target":"a#Get"}"#, service);
    shapes(&format!(
        r#"{service},"a#Get":{{"type":"operation","input":{{"target":"a#In"}},"output":{{"target":"a#Out"}},
        "traits":{{{operation}}}}},
        "a#In":{{"type":"structure","members":{{{members}}}}},
        "a#Out":{{"type":"structure","members":{{{members}}}}}{comma}{others}"#
    ))
}

/// A member that targets a shape.
pub(crate) fn member(name: &str, target: &str) -> String {
    format!(r#""{name}":{{"target":"{target}"}}"#)
}

/// A member that holds text.
pub(crate) fn text(name: &str) -> String {
    member(name, "smithy.api#String")
}

/// A structure with these members.
pub(crate) fn structure(id: &str, members: &str) -> String {
    format!(r#""{id}":{{"type":"structure","members":{{{members}}}}}"#)
}

/// A list of a shape.
pub(crate) fn list(id: &str, target: &str) -> String {
    format!(r#""{id}":{{"type":"list","member":{{"target":"{target}"}}}}"#)
}

/// A union with these members.
pub(crate) fn union(id: &str, members: &str) -> String {
    format!(r#""{id}":{{"type":"union","members":{{{members}}}}}"#)
}

/// A member that holds text, with documentation, which is a JSON string without its quotes.
pub(crate) fn documented(name: &str, docs: &str) -> String {
    let docs = format!(r#""smithy.api#documentation":"{docs}""#);
    format!(r#""{name}":{{"target":"smithy.api#String","traits":{{{docs}}}}}"#)
}

/// Endpoint rules, after other traits.
pub(crate) fn rules(rules: &str) -> String {
    format!(
        r#","smithy.rules#endpointRuleSet":{{"version":"1.0","parameters":{{
        "Region":{{"type":"string","builtIn":"AWS::Region","documentation":"."}}}},"rules":[{rules}]}}"#
    )
}

/// A waiter that follows a path.
pub(crate) fn waiter(path: &str) -> String {
    format!(
        r#""smithy.waiters#waitable":{{"Ready":{{"acceptors":[{{"state":"success","matcher":{{"output":{{
        "path":"{path}","expected":"a","comparator":"stringEquals"}}}}}}]}}}}"#
    )
}
