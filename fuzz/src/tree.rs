//! Elements of XML as a tree in memory, how they are written, and how the protocol reads them. Written here from the rules alone, as
//! something to compare with: nothing is shared with the runtime.

use arbitrary::{Result, Unstructured};

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Its prefix, with a colon; empty for none.
    pub prefix: &'static str,
    /// Its local name.
    pub name: String,
    /// Its attributes as they are written, with a space in front.
    pub attributes: &'static str,
    /// What stands in it.
    pub pieces: Vec<Piece>,
}

/// A part of an element's content.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Character data, as it is and as it is written.
    Text(String, String),
    /// What holds no text: comments, CDATA sections and processing instructions, as they are written.
    Noise(&'static str),
    /// A child.
    Element(Element),
}

/// An element whose text is asked for holds another one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoText;

const PREFIXES: [&str; 4] = ["", "", "", "x:"];
const ATTRIBUTES: [&str; 4] = ["", " a='1' b=\"&amp;>\"", " xmlns='urn:x'", "\n"];
const NOISE: [&str; 5] =
    ["<!-- <cidr> & -->", "<![CDATA[<cidr>x</cidr>]]>", "<?p a?>", "<!---->", "<![CDATA[]]>"];

impl Element {
    /// One without content.
    ///
    /// # Errors
    /// None.
    pub fn named(u: &mut Unstructured<'_>, name: &str) -> Result<Self> {
        let (prefix, attributes) = (*u.choose(&PREFIXES)?, *u.choose(&ATTRIBUTES)?);
        Ok(Self { prefix, name: name.to_owned(), attributes, pieces: Vec::new() })
    }

    /// Writes it.
    pub fn render(&self, to: &mut String) {
        let Self { prefix, name, attributes, pieces } = self;
        to.push_str(&format!("<{prefix}{name}{attributes}"));
        if pieces.is_empty() && attributes.is_empty() {
            return to.push_str("/>");
        }
        to.push('>');
        for piece in pieces {
            match piece {
                Piece::Text(_, written) => to.push_str(written),
                Piece::Noise(written) => to.push_str(written),
                Piece::Element(element) => element.render(to),
            }
        }
        to.push_str(&format!("</{prefix}{name}>"));
    }

    /// The children of this name.
    pub fn children(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.pieces.iter().filter_map(move |piece| match piece {
            Piece::Element(child) if child.name == name => Some(child),
            _ => None,
        })
    }

    /// Its text: the first run of character data.
    ///
    /// # Errors
    /// A child comes before.
    pub fn text(&self) -> std::result::Result<String, NoText> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(part, _) => text.push_str(part),
                Piece::Noise(_) if text.is_empty() => {}
                Piece::Element(_) if text.is_empty() => return Err(NoText),
                _ => break,
            }
        }
        Ok(text)
    }

    /// The text of the last child of this name.
    ///
    /// # Errors
    /// One of them has none.
    pub fn text_of(&self, name: &str) -> std::result::Result<Option<String>, NoText> {
        self.children(name).map(Self::text).try_fold(None, |_, text| text.map(Some))
    }

    /// The elements of the last list of this name.
    ///
    /// # Errors
    /// One of any such list cannot be read.
    pub fn list<T>(
        &self,
        name: &str,
        item: &str,
        read: impl Fn(&Self) -> std::result::Result<T, NoText>,
    ) -> std::result::Result<Option<Vec<T>>, NoText> {
        let list = |list: &Self| list.children(item).map(&read).collect();
        self.children(name)
            .map(list)
            .try_fold(None, |_, list: std::result::Result<_, _>| list.map(Some))
    }
}

impl Piece {
    /// Text of characters that XML allows, some of them written as references.
    ///
    /// # Errors
    /// None.
    pub fn text(u: &mut Unstructured<'_>) -> Result<Self> {
        let (mut text, mut written) = (String::new(), String::new());
        for c in u.arbitrary::<&str>()?.chars() {
            let allowed =
                matches!(c, '\t' | '\n' | '\r' | ' '..) && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
            if !allowed {
                continue;
            }
            text.push(c);
            match c {
                '<' => written.push_str("&lt;"),
                '&' => written.push_str("&amp;"),
                // Three of these in a row would end a CDATA section.
                '>' => written.push_str("&gt;"),
                '\'' => written.push_str("&apos;"),
                'a'..='f' => written.push_str(&format!("&#x{:x};", u32::from(c))),
                '0'..='4' => written.push_str(&format!("&#{};", u32::from(c))),
                c => written.push(c),
            }
        }
        Ok(Self::Text(text, written))
    }

    /// What holds no text.
    ///
    /// # Errors
    /// None.
    pub fn noise(u: &mut Unstructured<'_>) -> Result<Self> {
        Ok(Self::Noise(u.choose(&NOISE)?))
    }
}

#[cfg(test)]
mod tests {
    use super::{Element, NoText, Piece};
    use crate::well_formed::{Verdict, judge};

    fn element(name: &str, pieces: Vec<Piece>) -> Element {
        Element { prefix: "", name: name.to_owned(), attributes: "", pieces }
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned(), text.to_owned())
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let leaf = |name, pieces| Piece::Element(element(name, pieces));
        let list =
            |texts: &[&str]| leaf("l", texts.iter().map(|t| leaf("i", vec![text(t)])).collect());
        let root = element(
            "r",
            vec![
                leaf("a", vec![text("1")]),
                leaf(
                    "a",
                    vec![
                        Piece::Noise("<!-- -->"),
                        text("2"),
                        text("3"),
                        Piece::Noise("<?p?>"),
                        text("4"),
                    ],
                ),
                list(&["5"]),
                list(&["6", "7"]),
                leaf("b", vec![leaf("c", Vec::new()), text("8")]),
            ],
        );
        let mut written = String::new();
        root.render(&mut written);
        assert!(written.starts_with("<r><a>1</a><a><!-- -->23<?p?>4</a><l><i>5</i></l>"));
        assert_eq!(judge(written.as_bytes()), Verdict::Sound);
        assert_eq!(root.text_of("a"), Ok(Some("23".to_owned())));
        assert_eq!(root.text_of("A"), Ok(None));
        assert_eq!(root.text_of("b"), Err(NoText));
        let read = root.list("l", "i", Element::text);
        assert_eq!(read, Ok(Some(vec!["6".to_owned(), "7".to_owned()])));
    }
}
