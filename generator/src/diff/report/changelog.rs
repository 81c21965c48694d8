//! What a comparison found, as an entry of a changelog: a heading, and a list in plain words.

use super::grade::Grade;
use super::markdown::{plain, prose};
use super::{Compared, words};
use crate::diff::Finding;

/// The entry for a model of this version whose slice has this digest, with a line break at the end. The
/// same findings have the same entry.
pub fn changelog(compared: &Compared, version: &str, slice: &str) -> String {
    let slice = slice.get(..12).unwrap_or(slice);
    let title = readable(compared.title(), plain);
    let mut out = format!("### {title}: version {}, slice {slice}\n\n", readable(version, plain));
    for (grade, findings) in compared.by_grade() {
        match grade {
            Grade::Unseen => {
                let number = words::count(findings.len(), "change");
                out.push_str(&format!("- {number} that no program can tell\n"));
            }
            _ => findings.into_iter().for_each(|finding| out.push_str(&item(finding))),
        }
    }
    out
}

fn item(finding: &Finding) -> String {
    let message = readable(&finding.message, prose);
    let mut chars = message.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("- {first}{}: {}\n", chars.as_str(), words::effects(finding))
}

/// Text as it is, as people read a changelog in its file too; escaped where Markdown would make something
/// else of it. Nothing does of names in code, and of words.
fn readable(text: &str, escape: impl Fn(&str) -> String) -> String {
    let word = |c: char| c.is_alphanumeric() || " -.,:;'()/".contains(c);
    let name = |c: char| word(c) || "_$#@+".contains(c);
    let parts: Vec<&str> = text.split('`').collect();
    let whole = !parts.len().is_multiple_of(2);
    let is_plain = |(at, part): (usize, &&str)| match at % 2 {
        0 => part.chars().all(word),
        _ => !part.trim().is_empty() && part.chars().all(name),
    };
    if whole && !text.contains("://") && parts.iter().enumerate().all(is_plain) {
        text.to_owned()
    } else {
        escape(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{plain, prose, readable};

    #[test]
    fn names_and_words_stay_and_markup_does_not() {
        for text in ["member `A_b` of `C$d` was added, with 1 other change", "tinsmith-ec2"] {
            assert_eq!(readable(text, prose), text);
        }
        for text in
            ["a <b>", "# a", "value `<b>` was", "a ` b", "`` ` ``", "a_b_", "@all", "http://a.b"]
        {
            let escaped = readable(text, prose);
            assert_eq!(escaped, prose(text));
            assert!(!escaped.contains("<b>") && !escaped.contains('`'), "{escaped}");
        }
        assert_eq!(readable("*v1*\n## x", plain), plain("*v1*\n## x"));
        assert!(!readable("v\n## x", plain).contains('\n'));
    }
}
