//! How messages quote what somebody else wrote: with an end.

use std::borrow::Cow;

/// The text, or its beginning and `…` if it is long; a message of a megabyte helps nobody.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    const CHARACTERS: usize = 64;
    match text.char_indices().nth(CHARACTERS) {
        Some((end, _)) => Cow::Owned([text.get(..end).unwrap_or_default(), "…"].concat()),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn what_is_long_is_cut_between_characters() {
        let short = "é".repeat(64);
        assert_eq!(shown(&short), short);
        assert_eq!(shown(&format!("{short}é")), format!("{short}…"));
        assert_eq!(shown(""), "");
    }
}
