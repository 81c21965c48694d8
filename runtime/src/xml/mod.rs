//! Decodes XML response bodies by pulling: a [`Cursor`] walks the document once, and generated
//! [`Structure`]s say which member each child element belongs to.
//!
//! ```
//! use tinsmith_runtime::shape::Empty;
//! use tinsmith_runtime::xml::{self, Cursor, Mode, Structure};
//!
//! #[derive(Debug, PartialEq)]
//! struct Tag { key: Option<String>, size: Option<i32>, names: Option<Vec<String>> }
//!
//! impl Empty for Tag {
//!     fn empty() -> Self {
//!         Self { key: None, size: None, names: None }
//!     }
//! }
//!
//! impl Structure for Tag {
//!     fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), xml::Error> {
//!         match tag {
//!             "key" => x.read(&mut self.key),
//!             "size" => x.read(&mut self.size),
//!             "nameSet" => x.list(&mut self.names, "item"),
//!             _ => x.skip(),
//!         }
//!     }
//! }
//!
//! let body = b"<Tag><key>a &amp; b</key><nameSet><item>x</item></nameSet><new/></Tag>";
//! let tag: Tag = xml::document(body, "Tag", Mode::Lenient)?;
//! assert_eq!(tag.key.as_deref(), Some("a & b"));
//! assert_eq!((tag.size, tag.names), (None, Some(vec!["x".to_owned()])));
//!
//! let body = b"<Tag><size>big</size></Tag>";
//! let error = xml::document::<Tag>(body, "Tag", Mode::Lenient).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "Tag/size: expected an integer of 32 bits, found \"big\" (at byte 11)"
//! );
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! What decodes to what:
//! - Elements are known by their local names; prefixes and namespaces are not looked at. Unknown
//!   elements are skipped, order does not matter, and of two elements of one member the last one
//!   wins (for lists, the last whole list).
//! - An empty element is an empty string, list or structure; it is an error for numbers, booleans
//!   and timestamps.
//! - The text of a leaf is its first run of character data, untrimmed, entities replaced; an
//!   unknown entity is an error, and so is a child element before the text. CDATA sections,
//!   comments and processing instructions hold no text.
//! - Structures and lists nest at most 127 deep below the root; what is skipped may be of any
//!   depth.
//! - Lists, maps and boxes take at most 12 times the length of the body and 32 MiB of memory, all
//!   together; what would take more is an error that says where. An element of seven bytes can stand
//!   for a structure of two thousand, so without this rule, which the official crates do not have, a
//!   body of 10 MB could take 3 GB. Text needs no such rule. Real answers take
//!   one to four times their length, texts and all, and a page of a thousand structures is read even
//!   if all of them are empty.
//! - [`Mode`] says what becomes of bodies that are not well-formed.
//!
//! Whatever a body holds, reading it takes memory and time in proportion to its length, and texts of
//! errors quote no more than a few words of it.
//!
//! Sources: [XML shape
//! serialization](https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html#xml-shape-serialization)
//! and [ec2Query, response
//! serialization](https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#response-serialization);
//! where these are silent, what `aws-smithy-xml` does, since programs rely on it.

mod budget;
mod correct;
mod cursor;
mod error;
mod escape;
mod scan;
mod structure;
#[cfg(test)]
mod tests;
mod token;
mod value;

pub use correct::{Correct, correct};
pub use cursor::{Cursor, Mode};
pub use error::Error;
pub use structure::{Structure, Union, document};
pub use value::Value;
