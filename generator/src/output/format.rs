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

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn documentation_stays_in_one_piece() {
        let code = "impl A {\n    /// One;\n    /// two.\n    fn a() {\n    }\n    /// Three.\n    fn b() {}\n}\n";
        assert_eq!(spaced(code), code.replace("    }\n", "    }\n\n"));
    }
}
