//! Formats printed items: each on its own, as tokens carry neither comments nor blank lines.

use std::fmt::Write;

use super::header;
use crate::emit::File;

/// The text of a Rust file, header included.
///
/// Printers yield whole items, so parsing cannot fail; should one not, its raw tokens stand in
/// the file, where rustc reports them.
pub(crate) fn rust(file: &File) -> String {
    let mut body = String::new();
    for item in &file.items {
        if !body.is_empty() {
            body.push('\n');
        }
        for line in item.comment.iter().flat_map(|comment| comment.lines()) {
            // Writing into a string cannot fail.
            let _ = writeln!(body, "// {line}");
        }
        let code = match syn::parse2::<syn::File>(item.tokens.clone()) {
            Ok(parsed) => spaced(&prettyplease::unparse(&parsed)),
            Err(_) => format!("{}\n", item.tokens),
        };
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

/// Puts a blank line between the methods of an `impl`, which the formatter sets solid.
fn spaced(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + code.len() / 16);
    let mut after_method = false;
    for line in code.lines() {
        if after_method && !line.trim_start().starts_with('}') && !line.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        after_method = line == "    }" || line.is_empty();
        if line.is_empty() {
            after_method = false;
        }
    }
    out
}
