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

/// Whether a character is not seen where it stands, or moves what stands beside it: marks of direction,
/// spaces without width, tags, and what is no character. The two joiners U+200C and U+200D are none of
/// these: scripts and emoji need them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{FFFE}'
            | '\u{FFFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// The length of the longest run of backticks.
pub(crate) fn longest_backticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A code block of Markdown, whose fence is longer than any in it.
pub(crate) fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_backticks(text).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}

/// The text of a workflow command of GitHub Actions, which ends at a line break.
pub(crate) fn workflow_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, which ends at a comma or a colon, too.
pub(crate) fn workflow_property(text: &str) -> String {
    workflow_data(text).replace(':', "%3A").replace(',', "%2C")
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
