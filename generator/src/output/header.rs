//! The two constant lines that every file starts with, in the comment form of its language, and
//! the test by which a file is known as ours.

const MADE_BY: &str = "Made by Tinsmith from a Smithy model. Do not edit: changes are lost.";
const AGAIN: &str =
    "`tinsmith check` compares it with its model, `tinsmith generate` makes it anew.";

/// More bytes than the first line has.
pub(super) const LONGEST: u64 = 128;

/// Puts the header before Rust code.
pub(crate) fn rust_source(body: &str) -> String {
    format!("// {MADE_BY}\n// {AGAIN}\n\n{body}")
}

/// Puts the header before TOML.
pub(crate) fn toml(body: &str) -> String {
    format!("# {MADE_BY}\n# {AGAIN}\n\n{body}")
}

/// Puts the header before Markdown.
pub(crate) fn markdown(body: &str) -> String {
    format!("<!-- {MADE_BY}\n     {AGAIN} -->\n\n{body}")
}

/// Whether a file begins with the header.
pub(super) fn is_ours(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    ["// ", "# ", "<!-- "]
        .iter()
        .filter_map(|open| first.strip_prefix(open))
        .any(|line| line == MADE_BY)
}
