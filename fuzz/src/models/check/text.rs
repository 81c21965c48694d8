//! What is generated is Rust and TOML in a stable form, and texts of the model stay in comments and literals.

use proc_macro2::{TokenStream, TokenTree};
use tinsmith::Generated;

use crate::models::MARK;

pub(super) fn holds(generated: &Generated) {
    for file in generated.files.iter().chain(&generated.pages) {
        let (path, text) = (&file.path, &file.text);
        assert!(!text.contains('\r'), "{path} has a carriage return");
        if path.ends_with(".rs") {
            let parsed = syn::parse_file(text)
                .unwrap_or_else(|error| panic!("{path} is no Rust: {error}\n{text}"));
            let printed = prettyplease::unparse(&parsed);
            let again = syn::parse_file(&printed).unwrap_or_else(|error| {
                panic!("{path} is no Rust when printed: {error}\n{printed}")
            });
            assert_eq!(
                prettyplease::unparse(&again),
                printed,
                "{path} is not printed in a stable form"
            );
            // What stands in a macro is formatted by its own printer.
            if !text.lines().any(|line| line.ends_with("! {")) {
                assert_eq!(code(&printed), code(text), "{path} is not formatted");
            }
            comments(path, text);
        } else if path.ends_with(".toml") {
            let parsed = toml::from_str::<toml::Table>(text);
            assert!(parsed.is_ok(), "{path} is no TOML: {:?}\n{text}", parsed.err());
        }
    }
}

/// The lines that are no comments of two slashes, and not blank.
fn code(text: &str) -> Vec<&str> {
    let is_comment =
        |line: &str| line.starts_with("//") && !line.starts_with("///") && !line.starts_with("//!");
    text.lines().filter(|line| !line.is_empty() && !is_comment(line)).collect()
}

/// Documentation stands in lines of its own, or is the text of an attribute or a string.
fn comments(path: &str, text: &str) {
    for line in text.lines().filter(|line| line.contains(MARK)) {
        let line = line.trim_start();
        let comment = line.starts_with("///") || line.starts_with("//!");
        assert!(
            comment || line.contains('"'),
            "{path}: documentation outside of a comment: {line}"
        );
    }
    let tokens = text.parse::<TokenStream>();
    let tokens = tokens.unwrap_or_else(|error| panic!("{path} has no tokens: {error}"));
    assert_words(path, tokens);
}

/// No identifier comes from documentation.
fn assert_words(path: &str, tokens: TokenStream) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => assert_words(path, group.stream()),
            TokenTree::Ident(word) => {
                assert!(
                    !word.to_string().contains(MARK),
                    "{path}: documentation became code: {word}"
                );
            }
            _ => {}
        }
    }
}
