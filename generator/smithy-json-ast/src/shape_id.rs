//! A shape id is absolute and well formed, and costs one reference count to copy.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

/// An absolute shape id: `namespace#Name`, or `namespace#Name$member`.
///
/// Ids are equal, ordered and hashed as their text is, so maps that have ids as keys can be asked
/// with a `&str`. The grammar is that of the
/// [Smithy specification](https://smithy.io/2.0/spec/model.html#shape-id).
///
/// ```
/// use smithy_json_ast::ShapeId;
///
/// let id = ShapeId::parse("smithy.example#Tag$key")?;
/// assert_eq!(id.namespace(), "smithy.example");
/// assert_eq!(id.name(), "Tag");
/// assert_eq!(id.member(), Some("key"));
/// assert_eq!(id.root().to_string(), "smithy.example#Tag");
/// # Ok::<(), smithy_json_ast::InvalidShapeId>(())
/// ```
#[derive(Clone)]
pub struct ShapeId {
    text: Arc<str>,
    /// Where `#` is.
    hash: u32,
    /// Where `$` is, or the length of the text.
    dollar: u32,
}

impl ShapeId {
    /// Parses an absolute shape id.
    ///
    /// # Errors
    /// If the text is not `namespace#Name` or `namespace#Name$member`, the error says where it
    /// departs from that.
    pub fn parse(text: &str) -> Result<Self, InvalidShapeId> {
        let invalid =
            |at: usize, reason: &'static str| InvalidShapeId { text: text.to_owned(), at, reason };
        // Lengths are kept in 32 bits; no identifier is near that.
        let length = u32::try_from(text.len()).map_err(|_| invalid(0, "is longer than 4 GiB"))?;
        let Some((namespace, rest)) = text.split_once('#') else {
            let reason = "lacks the `#` between a namespace and a name";
            return Err(invalid(text.len(), reason));
        };
        let mut at = 0;
        for part in namespace.split('.') {
            identifier(part, at, "has an invalid namespace").map_err(|(at, r)| invalid(at, r))?;
            at += part.len() + 1;
        }
        let hash = namespace.len();
        let (name, member) = match rest.split_once('$') {
            Some((name, member)) => (name, Some(member)),
            None => (rest, None),
        };
        identifier(name, hash + 1, "has an invalid name").map_err(|(at, r)| invalid(at, r))?;
        let mut dollar = length;
        if let Some(member) = member {
            let at = hash + name.len() + 2;
            identifier(member, at, "has an invalid member name")
                .map_err(|(at, r)| invalid(at, r))?;
            dollar = u32::try_from(at - 1).unwrap_or(length);
        }
        Ok(Self { text: text.into(), hash: u32::try_from(hash).unwrap_or(length), dollar })
    }

    /// The whole id, as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before `#`.
    pub fn namespace(&self) -> &str {
        self.text.get(..self.hash as usize).unwrap_or_default()
    }

    /// What stands between `#` and the end or `$`.
    pub fn name(&self) -> &str {
        let range = self.hash as usize + 1..self.dollar as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// What stands after `$`, if this is the id of a member.
    pub fn member(&self) -> Option<&str> {
        self.text.get(self.dollar as usize + 1..)
    }

    /// The id of a member of this shape; if this is a member's id, of its sibling.
    ///
    /// # Errors
    /// If the name is not a Smithy identifier.
    pub fn with_member(&self, member: &str) -> Result<Self, InvalidShapeId> {
        let root = self.text.get(..self.dollar as usize).unwrap_or_default();
        Self::parse(&format!("{root}${member}"))
    }

    /// The id without its member: of the shape that holds it, or this id itself.
    pub fn root(&self) -> Self {
        match self.text.get(..self.dollar as usize) {
            Some(root) if root.len() < self.text.len() => {
                Self { text: root.into(), hash: self.hash, dollar: self.dollar }
            }
            _ => self.clone(),
        }
    }
}

/// Whether a text is a Smithy identifier: letters, digits and underscores, of which the first
/// that is no underscore is a letter, or a digit after an underscore.
pub(crate) fn is_identifier(text: &str) -> bool {
    identifier(text, 0, "").is_ok()
}

fn identifier(text: &str, at: usize, reason: &'static str) -> Result<(), (usize, &'static str)> {
    let bytes = text.as_bytes();
    let start = bytes.iter().position(|b| *b != b'_').unwrap_or(bytes.len());
    match bytes.get(start) {
        Some(b) if b.is_ascii_alphabetic() || (start > 0 && b.is_ascii_digit()) => {}
        _ => return Err((at + start, reason)),
    }
    let other = |b: &u8| !(b.is_ascii_alphanumeric() || *b == b'_');
    match bytes.iter().position(other) {
        Some(position) => Err((at + position, reason)),
        None => Ok(()),
    }
}

impl PartialEq for ShapeId {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.text, &other.text) || self.text == other.text
    }
}

impl Eq for ShapeId {}

impl PartialOrd for ShapeId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ShapeId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for ShapeId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Borrow<str> for ShapeId {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for ShapeId {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl PartialEq<str> for ShapeId {
    fn eq(&self, other: &str) -> bool {
        &*self.text == other
    }
}

impl PartialEq<&str> for ShapeId {
    fn eq(&self, other: &&str) -> bool {
        &*self.text == *other
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ShapeId({})", self.text)
    }
}

impl FromStr for ShapeId {
    type Err = InvalidShapeId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<&str> for ShapeId {
    type Error = InvalidShapeId;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        Self::parse(text)
    }
}

/// A text that is not an absolute shape id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidShapeId {
    text: String,
    at: usize,
    reason: &'static str,
}

impl InvalidShapeId {
    /// The text that was parsed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the text at which it stops being an id; its length, if something is missing.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// What is wrong, to follow the text in a sentence.
    pub fn reason(&self) -> &str {
        self.reason
    }
}

impl fmt::Display for InvalidShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a shape id: it {}", self.text, self.reason)?;
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(found) => write!(f, ", {found:?} cannot stand at byte {}", self.at),
            None => Ok(()),
        }
    }
}

impl Error for InvalidShapeId {}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn parts_of_an_id() {
        let id = ShapeId::parse("a.b_1._2.__c#_Name$m_1").unwrap();
        assert_eq!(id.namespace(), "a.b_1._2.__c");
        assert_eq!(id.name(), "_Name");
        assert_eq!(id.member(), Some("m_1"));
        let root = id.root();
        assert_eq!((root.as_str(), root.member()), ("a.b_1._2.__c#_Name", None));
        assert_eq!(root.root(), root);
        assert_eq!(root.with_member("m_1").unwrap(), id);
        assert_eq!(id.with_member("n").unwrap(), "a.b_1._2.__c#_Name$n");
        assert!(root.with_member("no name").is_err());
        assert!(root.with_member("a$b").is_err());
        assert_eq!(id.to_string().parse::<ShapeId>().unwrap(), id);
        assert_eq!(format!("{id:?}"), "ShapeId(a.b_1._2.__c#_Name$m_1)");
    }

    #[test]
    fn what_is_no_id_says_where() {
        let error = |text: &str| {
            let error = ShapeId::parse(text).unwrap_err();
            (error.offset(), error.to_string())
        };
        let lacks = "`Name` is not a shape id: it lacks the `#` between a namespace and a name";
        assert_eq!(error("Name"), (4, lacks.to_owned()));
        let dot =
            "`a.#B` is not a shape id: it has an invalid namespace, '#' cannot stand at byte 2";
        assert_eq!(error("a.#B"), (2, dot.to_owned()));
        let digit = "`a#1` is not a shape id: it has an invalid name, '1' cannot stand at byte 2";
        assert_eq!(error("a#1"), (2, digit.to_owned()));
        let letter = "`a#é` is not a shape id: it has an invalid name, 'é' cannot stand at byte 2";
        assert_eq!(error("a#é"), (2, letter.to_owned()));
        for text in ["", "#", "a#", "#b", "a#b$", "a#_", "_#b", "a#b$c$d", "a#b#c", "a b#c", " a#b"]
        {
            assert!(ShapeId::parse(text).is_err(), "{text}");
        }
        for text in ["a#b", "_a#b", "__1#b", "a#_1", "A.B.C#D$E", "a1#b2"] {
            assert!(ShapeId::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn ids_are_compared_and_hashed_as_text() {
        let texts = ["a.b#C", "a#Z", "a#A$m", "a#A", "a#A_"];
        let mut ids: Vec<ShapeId> = texts.iter().map(|text| text.parse().unwrap()).collect();
        let mut sorted = texts;
        ids.sort();
        sorted.sort_unstable();
        assert_eq!(ids, sorted);
        let set: HashSet<ShapeId> = ids.into_iter().collect();
        assert!(set.contains("a#A$m"));
        assert!(!set.contains("a#B"));
    }
}
