//! Writes `application/x-www-form-urlencoded` bodies of the query protocols.
//!
//! A [`Writer`] keeps the key of the value being written (`Filter.1.Value`) in one buffer and
//! appends `&key=value` to one body for each leaf; nothing else is kept, and members that are
//! absent cost nothing. How lists look is the protocol's decision, a [`Style`]; the code that
//! writes members is the same for all query protocols.
//!
//! ```
//! use tinsmith_runtime::query::{Style, Value, Writer};
//!
//! struct Tag { key: Option<String>, value: Option<String> }
//!
//! impl Value for Tag {
//!     fn write(&self, q: &mut Writer<'_>) {
//!         q.put("Key", &self.key);
//!         q.put("Value", &self.value);
//!     }
//! }
//!
//! let tags = Some(vec![Tag { key: Some("a b".to_owned()), value: None }]);
//! let mut body = String::from("Action=CreateTags");
//! let mut q = Writer::new(&mut body, Style::EC2_QUERY);
//! q.put("Tag", &tags);
//! q.finish()?;
//! assert_eq!(body, "Action=CreateTags&Tag.1.Key=a%20b");
//! # Ok::<(), tinsmith_runtime::wire::EncodeError>(())
//! ```
//!
//! Sources of the rules: [ec2Query, request
//! serialization](https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#request-serialization)
//! and [awsQuery, request
//! serialization](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#request-serialization).

mod percent;
mod style;
#[cfg(test)]
mod tests;
mod value;
mod writer;

pub use percent::encode_into;
pub use style::Style;
pub use value::Value;
pub use writer::Writer;
