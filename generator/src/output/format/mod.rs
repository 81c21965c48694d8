//! Formats printed items: each on its own, as tokens carry neither comments nor blank lines.
//!
//! The formatter is prettyplease, which reads a syntax tree; to parse that takes more time than all
//! else that the generator does. So what generated code consists of is formatted straight from its
//! tokens, in the same way to the byte, and prettyplease formats the items that have anything else.

mod control;
mod cursor;
mod expression;
mod item;
mod layout;
mod shape;
#[cfg(test)]
mod tests;
mod ty;

use std::fmt::Write;

use cursor::Formatter;

use super::header;
use crate::emit::File;
use crate::tape::Tape;

/// The text of a Rust file, header included.
pub(crate) fn rust(file: File) -> String {
    let mut body = String::new();
    for item in file.items {
        if !body.is_empty() {
            body.push('\n');
        }
        for line in item.comment.iter().flat_map(|comment| comment.lines()) {
            // Writing into a string cannot fail.
            let _ = writeln!(body, "// {line}");
        }
        let code = spaced(&from_tokens(&item.tape).unwrap_or_else(|| from_tree(&item.tape)));
        match item.inside {
            None => body.push_str(&code),
            Some(path) => {
                let _ = writeln!(body, "{path}! {{");
                for line in code.lines() {
                    let _ = writeln!(body, "{}{line}", if line.is_empty() { "" } else { "    " });
                }
                body.push_str("}\n");
            }
        }
    }
    header::rust_source(&body)
}

/// `None` if the items have a form that is not known.
fn from_tokens(tape: &Tape) -> Option<String> {
    Formatter::new(tape).items()
}

/// Printers yield whole items, so parsing cannot fail; should one not, its raw tokens stand in the
/// file, where rustc reports them.
fn from_tree(tape: &Tape) -> String {
    let source = tape.source();
    match syn::parse_file(&source) {
        Ok(parsed) => prettyplease::unparse(&parsed),
        Err(_) => source + "\n",
    }
}

/// Puts blank lines where the formatter sets solid: before a method with its attributes, and
/// between the items of a module.
fn spaced(code: &str) -> String {
    let lines: Vec<&str> = code.lines().collect();
    let mut out = String::with_capacity(code.len() + code.len() / 16);
    for (i, line) in lines.iter().enumerate() {
        out.push_str(line);
        out.push('\n');
        let Some(next) = lines.get(i + 1) else { break };
        let is_comment = line.trim_start().starts_with("//");
        let ends_item =
            *line == "    }" || (line.starts_with("    ") && line.ends_with(';') && !is_comment);
        let deep = line.starts_with("        ") || next.starts_with("        ");
        let starts_item = ["    /// ", "    #[", "    pub ", "    fn "]
            .iter()
            .any(|start| next.starts_with(start));
        let uses = line.starts_with("    pub use ") && next.starts_with("    pub use ");
        if ends_item && starts_item && !deep && !uses {
            out.push('\n');
        }
    }
    out
}
