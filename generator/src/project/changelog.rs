//! Puts entries on updates into a changelog. All else in it belongs to its owner, and stays.

use crate::diagnostics::Source;

/// What entries stand under.
const SECTION: &str = "## Model updates";

/// The text of a changelog with these entries at the top of the section; nothing if it has them all. The
/// section comes before the others of a text that does not have it.
pub(super) fn add(source: &Source, entries: &[String]) -> Option<String> {
    let windows = source.text.contains("\r\n");
    let text = source.text.replace("\r\n", "\n");
    let new: Vec<&str> =
        entries.iter().filter(|entry| !has(&text, entry)).map(|entry| entry.trim_end()).collect();
    if new.is_empty() {
        return None;
    }
    let new = new.join("\n\n");
    let line = |wanted: fn(&str) -> bool| {
        let mut at = 0;
        text.split_inclusive('\n').find_map(|line| {
            at += line.len();
            wanted(line.trim_end()).then_some((at - line.len(), at))
        })
    };
    let (before, rest, title) = match (line(|it| it == SECTION), line(|it| it.starts_with("## "))) {
        (Some((_, end)), _) => (text.get(..end), text.get(end..), ""),
        (None, Some((start, _))) => (text.get(..start), text.get(start..), SECTION),
        (None, None) => (Some(text.as_str()), None, SECTION),
    };
    let parts = [before.unwrap_or_default(), title, &new, rest.unwrap_or_default()];
    let parts = parts.map(|part| part.trim_matches('\n'));
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let text = parts.join("\n\n") + "\n";
    Some(if windows { text.replace('\n', "\r\n") } else { text })
}

/// Whether a text has an entry, and no more in that.
fn has(text: &str, entry: &str) -> bool {
    let mut found = text.match_indices(entry.trim_end());
    found.any(|(at, entry)| {
        let rest = text.get(at + entry.len()..).unwrap_or_default();
        rest.trim().is_empty() || rest.starts_with("\n\n") || rest.starts_with("\n#")
    })
}

#[cfg(test)]
mod tests {
    use super::add;
    use crate::diagnostics::Source;

    fn added(text: &str, entries: &[&str]) -> Option<String> {
        let entries: Vec<String> = entries.iter().map(|&entry| entry.to_owned()).collect();
        add(&Source::new("CHANGELOG.md", text), &entries)
    }

    #[test]
    fn a_section_of_its_own_before_the_others() {
        let wanted = "# Changelog\n\nWords.\n\n## Model updates\n\n### a\n\n- one\n\n### b\n\n- two\n\n\
                      ## [1.0.0]\n\n- old\n";
        let text = "# Changelog\n\nWords.\n\n## [1.0.0]\n\n- old\n";
        assert_eq!(added(text, &["### a\n\n- one\n", "### b\n\n- two\n"]).as_deref(), Some(wanted));
        let wanted = "# Changelog\n\n## Model updates\n\n### a\n\n- one\n";
        assert_eq!(added("# Changelog\n", &["### a\n\n- one\n"]).as_deref(), Some(wanted));
        assert_eq!(added("# Changelog", &["### a\n\n- one\n"]).as_deref(), Some(wanted));
        let wanted = "## Model updates\n\n### a\n\n- one\n";
        assert_eq!(added("", &["### a\n\n- one\n"]).as_deref(), Some(wanted));
    }

    #[test]
    fn the_newest_is_at_the_top_and_none_is_there_twice() {
        let text =
            "# C\n\n## [Unreleased]\n\n- x\n\n## Model updates\n\n### a\n\n- one\n\n## [0.1.0]\n";
        let wanted = "# C\n\n## [Unreleased]\n\n- x\n\n## Model updates\n\n### b\n\n- two\n\n### a\n\n- one\n\n## [0.1.0]\n";
        assert_eq!(added(text, &["### b\n\n- two\n"]).as_deref(), Some(wanted));
        assert_eq!(added(wanted, &["### b\n\n- two\n", "### a\n\n- one\n"]), None);
        // One that is the beginning of another is another.
        let longer = text.replace("- one\n", "- one\n- two\n");
        assert!(added(&longer, &["### a\n\n- one\n"]).is_some());
    }

    #[test]
    fn ends_of_lines_stay() {
        let text = "# C\r\n\r\n## 1\r\n";
        let wanted = "# C\r\n\r\n## Model updates\r\n\r\n### a\r\n\r\n- one\r\n\r\n## 1\r\n";
        assert_eq!(added(text, &["### a\n\n- one\n"]).as_deref(), Some(wanted));
        assert_eq!(added(wanted, &["### a\n\n- one\n"]), None);
    }
}
