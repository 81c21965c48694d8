//! Whether a fault points into the text that it is about.

/// Asserts that an offset is one of the text, at a character, and that line and column are those of the offset.
///
/// # Panics
/// If not.
pub fn assert_within(text: &str, offset: usize, line: usize, column: usize) {
    let before = text.get(..offset).unwrap_or_else(|| panic!("{offset} is no place in the text"));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    assert_eq!(line, 1 + before.matches('\n').count(), "the line of offset {offset}");
    assert_eq!(column, 1 + before[start..].chars().count(), "the column of offset {offset}");
}

#[cfg(test)]
mod tests {
    use super::assert_within;

    #[test]
    fn places_are_checked() {
        assert_within("é\nab", 4, 2, 2);
        assert_within("", 0, 1, 1);
        for (offset, line, column) in [(4, 1, 2), (4, 2, 3), (1, 1, 1), (6, 2, 4)] {
            std::panic::catch_unwind(|| assert_within("é\nab", offset, line, column)).unwrap_err();
        }
    }
}
