//! [`Writer`]: the key of the current value, and the body so far.
//!
//! Whatever is entered is left again, so the key after a call is the key before it.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;

use super::percent::encode_into;
use super::{Style, Value};
use crate::wire::EncodeError;

/// Appends one `&key=value` for each leaf to a body.
///
/// The first value that cannot be written is remembered, and [`finish`](Writer::finish) reports it,
/// so that the code that writes members has no error path.
#[derive(Debug)]
pub struct Writer<'a> {
    body: &'a mut String,
    /// `&` and the key: what the next leaf begins with.
    key: String,
    style: Style,
    error: Option<EncodeError>,
}

impl<'a> Writer<'a> {
    /// A writer that appends to `body`, which holds the parameters that come first.
    pub fn new(body: &'a mut String, style: Style) -> Self {
        let mut key = String::with_capacity(128);
        key.push('&');
        Self { body, key, style, error: None }
    }

    /// Ends the writing.
    ///
    /// # Errors
    ///
    /// The first value that could not be written, with its key. The body is then of no use.
    pub fn finish(self) -> Result<(), EncodeError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// Writes a member under `key`, which is sent as it is; nothing if it is absent.
    #[inline]
    pub fn put<V: Value>(&mut self, key: &str, value: &Option<V>) {
        if let Some(value) = value {
            let mark = self.enter(key);
            value.write(self);
            self.leave(mark);
        }
    }

    /// Writes a list whose elements have another name than the protocol's own; `None` means that
    /// the list is flat.
    ///
    /// For protocols where a model's `@xmlFlattened` and `@xmlName` decide. Where they do not,
    /// `put` does.
    #[inline]
    pub fn put_list<V: Value>(&mut self, key: &str, list: &Option<Vec<V>>, item: Option<&str>) {
        if let Some(list) = list {
            let mark = self.enter(key);
            self.list(list, item);
            self.leave(mark);
        }
    }

    /// Writes a timestamp in a format other than `date-time`, which `put` uses.
    pub fn put_timestamp(&mut self, key: &str, value: &Option<DateTime>, format: Format) {
        if let Some(value) = value {
            let mark = self.enter(key);
            self.timestamp(value, format);
            self.leave(mark);
        }
    }

    /// Writes a member with `write`, which knows what the value's type does not say.
    #[inline]
    pub fn put_with<V>(&mut self, key: &str, value: &Option<V>, write: impl Fn(&mut Self, &V)) {
        if let Some(value) = value {
            let mark = self.enter(key);
            write(self, value);
            self.leave(mark);
        }
    }

    /// Writes a member that is never absent under `key`.
    #[inline]
    pub fn always<V: Value>(&mut self, key: &str, value: &V) {
        self.always_with(key, value, |q, value| value.write(q));
    }

    /// Writes a member that is never absent with `write`, which knows what the value's type does not say.
    #[inline]
    pub fn always_with<V>(&mut self, key: &str, value: &V, write: impl Fn(&mut Self, &V)) {
        let mark = self.enter(key);
        write(self, value);
        self.leave(mark);
    }

    /// Writes a member under `key`; nothing if it has its default, as the official crates do with numbers and Booleans.
    #[inline]
    pub fn put_unless<V: Value + PartialEq>(&mut self, key: &str, value: &V, default: &V) {
        if value != default {
            self.always(key, value);
        }
    }

    /// Writes the variant of a union under `key`.
    #[inline]
    pub fn variant<V: Value>(&mut self, key: &str, value: &V) {
        self.always(key, value);
    }

    /// Writes the variant of a union with `write`, which knows what the value's type does not say.
    #[inline]
    pub fn variant_with<V>(&mut self, key: &str, value: &V, write: impl Fn(&mut Self, &V)) {
        self.always_with(key, value, write);
    }

    /// Reports that a union holds a variant which this version does not know, as responses may.
    #[cold]
    pub fn unknown_variant(&mut self, union: &'static str) {
        self.fail(
            "the variant `Unknown` of a union stands for one that this version does not know, and cannot be sent",
            format!("the union is `{union}`"),
        );
    }

    /// Writes a list as the current value, in the protocol's own list form, each element with `write`.
    #[inline]
    pub fn items<V>(&mut self, list: &[V], write: impl Fn(&mut Self, &V)) {
        self.each(list, self.style.item, write);
    }

    /// Writes the current value: `&key=`, then `text` percent-encoded.
    pub fn leaf(&mut self, text: &str) {
        self.start_leaf();
        encode_into(text, self.body);
    }

    /// Writes a list as the current value, in the protocol's own form.
    #[inline]
    pub(super) fn elements<V: Value>(&mut self, list: &[V]) {
        self.list(list, self.style.item);
    }

    #[inline]
    fn list<V: Value>(&mut self, list: &[V], item: Option<&str>) {
        self.each(list, item, |q, value| value.write(q));
    }

    #[inline]
    fn each<V>(&mut self, list: &[V], item: Option<&str>, write: impl Fn(&mut Self, &V)) {
        self.numbered(item, &Each { list, write });
    }

    /// Writes elements until there is none. The loop is compiled once, here, for all types of elements.
    fn numbered(&mut self, item: Option<&str>, elements: &dyn Elements<'a>) {
        let whole = self.key.len();
        if let Some(item) = item {
            self.enter(item);
        }
        let mut written = 0;
        loop {
            let mark = self.enter(Encoder::from(written as u64 + 1).encode());
            if !elements.write(written, self) {
                break;
            }
            self.leave(mark);
            written += 1;
        }
        self.leave(whole);
        if written == 0 && self.style.empty_list {
            self.start_leaf();
        }
    }

    /// Writes text of ASCII letters, digits, `-` and `.`, which nothing needs to encode.
    pub(super) fn plain(&mut self, text: &str) {
        self.start_leaf();
        self.body.push_str(text);
    }

    /// Writes a timestamp as the current value.
    pub fn timestamp(&mut self, value: &DateTime, format: Format) {
        // The spelling with an offset is for reading; what is sent is always UTC.
        let format = match format {
            Format::DateTimeWithOffset => Format::DateTime,
            other => other,
        };
        match value.fmt(format) {
            Ok(text) => self.leaf(&text),
            Err(cause) => self.fail(
                "a timestamp must lie in the years 0001 to 9999 to be written in this format; \
                 send an earlier or later one",
                cause,
            ),
        }
    }

    #[cold]
    fn fail(&mut self, message: &str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) {
        if self.error.is_none() {
            self.error = Some(
                EncodeError::new(self.key.strip_prefix('&').unwrap_or_default(), message)
                    .with_source(cause),
            );
        }
    }

    fn start_leaf(&mut self) {
        self.body.push_str(&self.key);
        self.body.push('=');
    }

    /// Extends the key; what it returns takes `leave` back.
    fn enter(&mut self, key: &str) -> usize {
        let mark = self.key.len();
        if mark > 1 {
            self.key.push('.');
        }
        self.key.push_str(key);
        mark
    }

    fn leave(&mut self, mark: usize) {
        self.key.truncate(mark);
    }
}

/// What a list holds, without its type.
trait Elements<'w> {
    /// Writes the element at this place: whether there is one.
    fn write(&self, place: usize, q: &mut Writer<'w>) -> bool;
}

/// A list whose elements are written by a function.
struct Each<'a, V, F> {
    list: &'a [V],
    write: F,
}

impl<'w, V, F: Fn(&mut Writer<'w>, &V)> Elements<'w> for Each<'_, V, F> {
    fn write(&self, place: usize, q: &mut Writer<'w>) -> bool {
        match self.list.get(place) {
            Some(value) => {
                (self.write)(q, value);
                true
            }
            None => false,
        }
    }
}
