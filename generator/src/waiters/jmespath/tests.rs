//! Cases of the JMESPath compliance tests (`syntax`, `basic`, `literal`, `boolean`, `multiselect`,
//! `pipe`, `wildcard`, `filters`): what is an error there is one here, and what groups in one way
//! there groups so here. Trees are written as prefix expressions.

use super::parse;
use super::show::show;

fn tree(text: &str) -> String {
    parse(text).map_or_else(|fault| format!("{}: {}", fault.at, fault.message), |expr| show(&expr))
}

#[test]
fn operators_bind_as_specified() {
    for (text, expected) in [
        ("foo.bar.baz", "(. (. foo bar) baz)"),
        ("foo || bar && baz", "(or foo (and bar baz))"),
        ("(foo || bar) && baz", "(and (or foo bar) baz)"),
        ("!foo && bar", "(and (not foo) bar)"),
        ("!foo.bar", "(. (not foo) bar)"),
        ("!(foo == bar)", "(not (== foo bar))"),
        ("foo == bar || baz", "(or (== foo bar) baz)"),
        ("foo | bar || baz", "(| foo (or bar baz))"),
        ("a | b | c", "(| (| a b) c)"),
        ("\"foo\".\"b \\\"r\"", "(. foo b \"r)"),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn projections_go_on_until_something_binds_less() {
    for (text, expected) in [
        ("foo[*].bar", "(each foo bar)"),
        ("foo[].bar[].baz", "(each (flat (each (flat foo) bar)) baz)"),
        ("foo[].bar.baz", "(each (flat foo) (. bar baz))"),
        ("foo[*].bar[*].baz", "(each foo (each bar baz))"),
        ("foo[*].bar[0]", "(each foo (nth 0 bar))"),
        ("foo[*].bar | [0]", "(| (each foo bar) (nth 0 @))"),
        ("(foo[*].bar)[0]", "(nth 0 (each foo bar))"),
        ("foo[-1].bar", "(. (nth -1 foo) bar)"),
        ("foo[?a == 'b'].c", "(each (if foo (== a \"b\")) c)"),
        ("foo[?a][]", "(each (flat (each (if foo a) @)) @)"),
        ("[]", "(each (flat @) @)"),
        ("[*]", "(each @ @)"),
        ("[0]", "(nth 0 @)"),
        ("foo[].[a, b.c]", "(each (flat foo) [a (. b c)])"),
        ("foo.{x: a, \"y\": b[0]}", "(. foo {x: a y: (nth 0 b)})"),
        ("length(foo[].bar) > `0`", "(> (length (each (flat foo) bar)) 0)"),
        ("contains(foo, 'a') == `true`", "(== (contains foo \"a\") true)"),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn literals_are_json_or_raw_text() {
    for (text, expected) in [
        ("`\"foo\"`", "\"foo\""),
        ("`1.5`", "1.5"),
        ("` [1, 2] `", "[1,2]"),
        ("`null`", "null"),
        ("`foo\\`bar`", "\"foo`bar\""),
        ("`foo`", "\"foo\""),
        ("'foo\\'bar'", "\"foo'bar\""),
        ("'foo\\nbar'", "\"foo\\\\nbar\""),
        ("''", "\"\""),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

/// The texts of the compliance tests that are syntax errors, with the character where we say so.
#[test]
fn what_is_no_path_is_refused_where_it_ends() {
    for (text, at) in [
        ("foo.1", 5),
        ("foo.-11", 5),
        ("foo.", 5),
        (".foo", 1),
        ("foo..bar", 5),
        ("foo.bar.", 9),
        ("foo[.]", 5),
        (".", 1),
        (":", 1),
        (",", 1),
        ("]", 1),
        ("[", 2),
        ("}", 1),
        ("{", 2),
        (")", 1),
        ("(", 2),
        ("((&", 3),
        ("a[", 3),
        ("a]", 2),
        ("a][", 2),
        ("!", 2),
        ("![!(!", 6),
        ("foo[*]bar", 7),
        ("foo[*", 6),
        ("foo[\"bar\"]", 5),
        ("foo[bar]", 5),
        ("{a}", 3),
        ("{a:", 4),
        ("{}", 2),
        ("foo.{a: b", 10),
        ("foo.[a", 7),
        ("foo.[]", 5),
        ("foo ||", 7),
        ("foo.|| bar", 5),
        (" || foo", 2),
        ("foo == ", 8),
        ("foo = bar", 5),
        ("foo[?bar", 9),
        ("foo[?]", 6),
        ("`foo", 1),
        ("'foo", 1),
        ("\"foo", 1),
        ("\"\\x\"", 1),
        ("foo bar", 5),
        ("#", 1),
        ("-", 1),
        ("", 1),
    ] {
        assert_eq!(parse(text).map_err(|fault| fault.at), Err(at), "{text}");
    }
}

#[test]
fn what_is_not_covered_says_so() {
    for text in ["*", "foo.*", "foo[*].*", "foo[1:2]", "foo[:1]", "[::2]", "map(&a, b)"] {
        assert!(tree(text).ends_with("are not covered"), "{}", tree(text));
    }
}

/// No text makes the parser recurse without end.
#[test]
fn long_paths_are_refused() {
    for text in ["(".repeat(9000), "!".repeat(9000), "a.".repeat(9000), "[?".repeat(9000)] {
        assert!(tree(&text).contains("has more than 256 parts"));
    }
}
