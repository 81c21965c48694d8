//! The known word that is nearest to an unknown one, for hints; never far from it.

/// The candidate that the word is most likely a misspelling of: the same but for case, or within
/// one edit in three letters. `None` if there is none.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    // Longer words are no misspellings of a key, and the distance is quadratic.
    if word.len() > 64 {
        return None;
    }
    let most = (word.chars().count() / 3).max(1);
    (candidates.into_iter())
        .map(|candidate| (edits(word, candidate), candidate))
        .filter(|(edits, _)| *edits <= most)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Letters to add, drop or change, regardless of case (Levenshtein distance).
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    // The distances of the letters of `a` so far to each beginning of `b`.
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (slot, y) in row.iter_mut().zip([None].into_iter().chain(b.iter().map(Some))) {
            let Some(y) = y else {
                *slot = left;
                continue;
            };
            let changed = diagonal + usize::from(!x.eq_ignore_ascii_case(y));
            diagonal = *slot;
            left = changed.min(left + 1).min(*slot + 1);
            *slot = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_the_levenshtein_distance() {
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("abc", ""), 3);
        assert_eq!(edits("flaw", "lawn"), 2);
        assert_eq!(edits("intenum", "intEnum"), 0);
    }

    #[test]
    fn only_near_words_are_found() {
        let known = ["members", "member", "mixins"];
        assert_eq!(nearest("memberz", known), Some("members"));
        assert_eq!(nearest("MEMBER", known), Some("member"));
        assert_eq!(nearest("trait", known), None);
        assert_eq!(nearest("x", known), None);
    }
}
