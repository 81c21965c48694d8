//! Documentation, HTML and Markdown, to the Markdown of rustdoc.
//!
//! - Read by `pulldown-cmark` as rustdoc reads it, the result has no HTML, no link but to http, https and mailto, no link that rustdoc
//!   would resolve, no code that it would compile, and no character that ends or disguises a comment.
//! - It begins with its summary. Converted again, it shows the same.
//! - As a doc comment, `syn` reads it back, line by line, and the item behind it.
//! - Of HTML whose text is known, the result shows every letter, digit and mark but backticks, in order, and no
//!   other.

#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;
use tinsmith::docs::{code, escape, lines, summary, to_markdown};
use tinsmith::fuzzing::{docs_faults, docs_shown};

fuzz_target!(|input: Input| {
    match input {
        Input::Any(source) => safe(&to_markdown(source)),
        Input::Pieces(pieces) => {
            let source: String =
                "<p>".chars().chain(pieces.iter().flat_map(|piece| piece.source.chars())).collect();
            let markdown = to_markdown(&source);
            safe(&markdown);
            let text: String = pieces.iter().flat_map(|piece| piece.shown.chars()).collect();
            assert_eq!(visible(&docs_shown(&markdown)), visible(&text), "{source}\n\n{markdown}");
        }
        Input::Name(name) => {
            for (markdown, name) in [(escape(name), name), (code(name), name)] {
                assert!(!markdown.contains('\n'));
                assert!(docs_faults(&markdown).is_empty(), "{markdown}");
                assert_eq!(visible(&docs_shown(&markdown)), visible(name), "{markdown}");
            }
        }
    }
});

fn safe(markdown: &str) {
    let faults = docs_faults(markdown);
    assert!(faults.is_empty(), "{faults:?} in\n{markdown}");
    let again = to_markdown(markdown);
    assert!(docs_faults(&again).is_empty(), "{again}");
    assert_eq!(
        visible(&docs_shown(&again)),
        visible(&docs_shown(markdown)),
        "{markdown}\n\n{again}"
    );
    assert!(markdown.starts_with(summary(markdown)));
    let comment: String = lines(markdown).map(|line| format!("///{line}\n")).collect();
    let file = syn::parse_file(&format!("{comment}struct S;\n")).expect("Rust");
    let [syn::Item::Struct(item)] = file.items.as_slice() else { panic!("{comment}") };
    let read = item.attrs.iter().map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(syn::MetaNameValue {
            value: syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }),
            ..
        }) => text.value(),
        _ => panic!("an attribute that is no doc comment: {comment}"),
    });
    assert!(read.eq(lines(markdown)));
}

/// Without white space, what cannot be seen, and backticks, which mark code in HTML too.
fn visible(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || c.is_ascii_graphic() && *c != '`').collect()
}

#[derive(Debug)]
enum Input<'a> {
    /// HTML, Markdown or neither.
    Any(&'a str),
    /// HTML, and what of it is text.
    Pieces(Vec<Piece>),
    /// A name of a model, in documentation of our own.
    Name(&'a str),
}

#[derive(Debug)]
struct Piece {
    source: String,
    shown: String,
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        let whole = |u: &mut Unstructured<'a>| {
            let bytes = u.bytes(u.len())?;
            str::from_utf8(bytes).map_err(|_| arbitrary::Error::IncorrectFormat)
        };
        Ok(match u.arbitrary::<u8>()? {
            b'p' => Self::Pieces(u.arbitrary_iter()?.collect::<Result<_, _>>()?),
            b'n' => Self::Name(whole(u)?),
            _ => Self::Any(whole(u)?),
        })
    }
}

impl<'a> Arbitrary<'a> for Piece {
    fn arbitrary(u: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        let index = usize::from(u.arbitrary::<u8>()?);
        if let Some((source, shown)) = PIECES.get(index) {
            return Ok(Self { source: (*source).to_owned(), shown: (*shown).to_owned() });
        }
        let shown: String = u.arbitrary()?;
        let mut source = String::new();
        for c in shown.chars() {
            match c {
                '<' => source.push_str("&lt;"),
                '>' => source.push_str("&gt;"),
                '&' => source.push_str("&amp;"),
                c => source.push(c),
            }
        }
        Ok(Self { source, shown })
    }
}

/// Source, and what of it is text.
const PIECES: &[(&str, &str)] = &[
    ("<b>", ""),
    ("</b>", ""),
    ("<i>", ""),
    ("</i>", ""),
    ("<s>", ""),
    ("</s>", ""),
    ("<code>", ""),
    ("</code>", ""),
    ("<a href=\"https://e.example/g(h)\">", ""),
    ("<a href='javascript:x'>", ""),
    ("<a href=Foo>", ""),
    ("</a>", ""),
    ("<p>", ""),
    ("</p>", ""),
    ("<ul>", ""),
    ("</ul>", ""),
    ("<ol start=7>", ""),
    ("</ol>", ""),
    ("<li>", ""),
    ("</li>", ""),
    ("<blockquote>", ""),
    ("</blockquote>", ""),
    ("<br>", ""),
    ("<h2>", ""),
    ("</h2>", ""),
    ("<hr>", ""),
    ("<!-- c -->", ""),
    ("<pre>", ""),
    ("</pre>", ""),
    ("<dl>", ""),
    ("<dt>", ""),
    ("<dd>", ""),
    ("</dl>", ""),
    ("<span x=1 y='>'>", ""),
    ("<script>alert('<p>')</script>", ""),
    ("<style>p{}</style>", ""),
    ("<unknown>", "<unknown>"),
    ("<img alt='a picture'>", "a picture"),
    ("&eacute;", "é"),
    ("&#x202e;", ""),
    ("&amp;lt;", "&lt;"),
    ("\u{2066}", ""),
    ("\u{0}", ""),
    ("\n", "\n"),
    ("word", "word"),
    ("**", "**"),
    ("[Foo::bar]", "[Foo::bar]"),
    ("[x](y)", "[x](y)"),
    ("![i](j)", "![i](j)"),
    ("[^1]", "[^1]"),
    ("| - ", "| - "),
    ("1. ", "1. "),
    ("# ", "# "),
    ("--opt", "--opt"),
    ("*/ /// \"\"\" ", "*/ /// \"\"\" "),
    (" http://a.example/b_c ", " http://a.example/b_c "),
    (" https://a{b}.c ", " https://a{b}.c "),
    ("`code`", "code"),
    ("```", ""),
    ("~~~", "~~~"),
];
