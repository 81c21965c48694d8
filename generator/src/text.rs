//! Small operations on text that belong to no stage.

/// Upper-cases the first letter and leaves the rest.
pub(crate) fn capitalize(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Words longer than this are no words; a model's names have no bound.
const LONGEST_WORD: usize = 200;
/// No message needs more bytes.
const LONGEST: usize = 4000;

/// The text with what no terminal should have to show left out: the middle of very long words, and
/// the end of a very long text. Most texts stay as they are.
pub(crate) fn shorten(text: String) -> String {
    if text.len() <= LONGEST_WORD {
        return text;
    }
    let mut short = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        if short.len() > LONGEST {
            short.push('…');
            break;
        }
        if word.len() <= LONGEST_WORD {
            short.push_str(word);
            continue;
        }
        let start = word.floor_char_boundary(LONGEST_WORD / 2);
        let end = word.ceil_char_boundary(word.len() - LONGEST_WORD / 4);
        short.push_str(word.get(..start).unwrap_or_default());
        short.push('…');
        short.push_str(word.get(end..).unwrap_or_default());
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_long_is_left_out() {
        let words = "a word ".repeat(100);
        assert_eq!(shorten(words.clone()), words);
        let long = shorten(format!("shape `{}z` is…", "é".repeat(1000)));
        assert!(long.starts_with("shape `éé") && long.ends_with("ééz` is…"), "{long}");
        assert!(long.len() < 220);
        assert!(shorten("words ".repeat(10_000)).len() < 4100);
    }
}
