//! Outputs in the tables were written from CommonMark and rustdoc's rules and read as rendered. The
//! properties are checked with pulldown-cmark under the options rustdoc sets.

use std::collections::BTreeSet;
use std::time::Instant;

use super::rendered::{faults, shown};
use super::{code, escape, lines, summary, to_markdown};

#[track_caller]
fn check(table: &[(&str, &str)]) {
    for (input, expected) in table {
        assert_eq!(to_markdown(input), *expected, "input: {input:?}");
        assert_eq!(to_markdown(expected), *expected, "not stable: {input:?}");
    }
}

#[test]
fn spans() {
    check(&[
        ("", ""),
        ("<p></p> <p> </p>", ""),
        ("<p>The ID of the subnet.</p>", "The ID of the subnet."),
        ("<p>a</p><p>b</p> <P>c</P>", "a\n\nb\n\nc"),
        (
            "<p>Use<code> true </code>or <i>never </i><b>false</b>.</p>",
            "Use `true` or _never_ **false**.",
        ),
        ("<p><code>a</code><code>b</code></p>", "`ab`"),
        ("<p><code>tag:&lt;key&gt;</code> and <code>a`b</code></p>", "`tag:<key>` and ``a`b``"),
        ("<p><code>ami-<i>id</i></code></p>", "`ami-id`"),
        ("<p>the <i>n</i>th, un<b>believ</b>able</p>", "the *n*th, un**believ**able"),
        // A quotation mark between letters and delimiters: CommonMark would not see emphasis.
        ("<p>a<b>\"b\"</b>c</p>", "a\"b\"c"),
        ("<p><b>a <i>b</b> c</i> d</p>", "**a _b_** _c_ d"),
        // Emphasis that begins inside a word and ends at bold text cannot be written; nor can then the bold text.
        ("<p>a<i>b<b>.[</b></i></p>", "ab.\\["),
        ("<p><b>Note</b></p><p>plain", "**Note**\n\nplain"),
        ("<p><b>open</p><p>plain</p>", "**open**\n\nplain"),
        ("<b><p>bold</p></b>", "**bold**"),
        ("<p>one<br>two<br/><br/>three</p>", "one\\\ntwo\n\nthree"),
        ("<p>in `code` and ` alone</p>", "in `code` and \\` alone"),
        ("<span>H<sub>2</sub>O</span>", "H2O"),
        ("<p>caf&eacute; &amp; &lt;b&gt; &#x2028;x &copy</p>", "café & \\<b> x ©"),
    ]);
}

#[test]
fn links() {
    check(&[
        (
            "<p>See <a href=\"https://example.com/a?b=c&amp;d=e\">the <code>x</code> guide</a>.</p>",
            "See [the `x` guide](https://example.com/a?b=c&d=e).",
        ),
        (
            "<p><a href='HTTPS://example.com/a b(c)\"'>x]</a></p>",
            "[x\\]](https://example.com/a%20b%28c%29%22)",
        ),
        ("<p><a href=API_Foo.html>Foo</a> <a href=\"#x\">x</a> <a>y</a></p>", "Foo x y"),
        ("<p><a href=\" java\nscript:alert(1)\">x</a> <a href=data:a,b>y</a></p>", "x y"),
        ("<p><a href=\"https://a.example\">open <p>next</p>", "[open](https://a.example)\n\nnext"),
        ("<p><a href=\"https://a.example\">https://a.example</a></p>", "<https://a.example>"),
        (
            "<p>At https://a.example/b_c, (http://b.example).</p>",
            "At <https://a.example/b_c>, (<http://b.example>).",
        ),
        ("<p>At https://{id}.s3.example.com/*.</p>", "At `https://{id}.s3.example.com/*`."),
        ("<p>Wow!<a href=\"https://a.example\">x</a></p>", "Wow\\![x](https://a.example)"),
        (
            "[text](https://a.example \"title\") ![alt](https://a.example/i.png)",
            "[text](https://a.example) alt",
        ),
        ("[text][ref]\n\n[ref]: https://a.example", "[text](https://a.example)"),
    ]);
}

#[test]
fn blocks() {
    check(&[
        (
            "<ul> <li> <p>a</p> </li> <li>b <ul><li>c</li></ul> </li> </ul> <p>d</p>",
            "- a\n- b\n  - c\n\nd",
        ),
        ("<p>x</p><ol><li>a<p>b</p><ol><li>c</ol><li>d</ol>", "x\n\n1. a\n\n   b\n   1. c\n2. d"),
        ("<ol start=9><li>a<li>b<p>c</p></ol>", "9. a\n10. b\n\n    c"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n- b"),
        ("<ul><li></li><li><ul><li>a</li></ul></li></ul>", "- - a"),
        ("<li>stray</li></ul></p>after", "- stray\n\nafter"),
        (
            "<p>x</p> <note> <p>a</p> <p>b</p> <ul><li>c</li></ul> </note> <p>y</p>",
            "x\n\n> **Note:** a\n>\n> b\n>\n> - c\n\ny",
        ),
        (
            "<important>a</important><caution><p>b</caution>",
            "> **Important:** a\n\n> **Caution:** b",
        ),
        ("<note></note><p>x", "x"),
        (
            "<dl><dt>a:</dt><dd><p>b</p><p>c</p></dd><dt><code>d</code></dt><dd>e</dd></dl>",
            "- **a:** b\n\n  c\n- `d`: e",
        ),
        (
            "<fullname>Amazon X</fullname> <h2>Use <br>it #</h2>text",
            "Amazon X\n\n## Use it \\#\n\ntext",
        ),
        ("<pre>  a\n\tb  <b>c</b>\n\n```\n</pre>", "````text\n  a\n    b  c\n\n```\n````"),
        ("<ul><li>a<pre>b\n  c</pre></li></ul>", "- a\n\n  ```text\n  b\n    c\n  ```"),
        (
            "<table><tr><th>A</th><th>B|</th></tr><tr><td><p>1</p><p><code>x|y</code></p></td></tr>\
          </table>",
            "| A | B\\| |\n| --- | --- |\n| 1 `x\\|y` |  |",
        ),
        ("<table><tr><td>a<td>b</table>c", "|  |  |\n| --- | --- |\n| a | b |\n\nc"),
        ("<p>a</p><hr><p>b</p>", "a\n\n***\n\nb"),
    ]);
}

#[test]
fn malformed_and_foreign() {
    check(&[
        ("<p>a < b && c > d</p>", "a < b && c > d"),
        ("<p>the <instance-id> of <Foo>x</Foo></p>", "the \\<instance-id> of x"),
        ("<p>ends in <co", "ends in \\<co"),
        ("<p>1 <2 <&amp;@b> <3@b <b>c</b> <4@<i>d</i>></p>", "1 <2 \\<&@b> <3@b **c** \\<4@_d_>"),
        ("a<script>alert('<p>')</script>b<style>p{}</style><!-- c -->d", "abd"),
        ("<p>a <script> tag</p>", "a \\<script> tag"),
        ("<p>&amp;lt; &amp;#65; AT&amp;T</p>", "\\&lt; \\&#65; AT&T"),
        ("</b></i></code></ul></note></table></pre>x", "x"),
    ]);
}

#[test]
fn prose_that_looks_like_markup() {
    check(&[
        (
            "<p>[foo] [Foo::bar] [a][b] [^1] [x](y) [z]: w</p>",
            "\\[foo] \\[Foo::bar] \\[a]\\[b] \\[^1] \\[x](y) \\[z]: w",
        ),
        (
            "<p>a*b* _c_ snake_case ~d~ \\[ C:\\dir</p>",
            "a\\*b\\* \\_c\\_ snake_case \\~d\\~ \\\\\\[ C:\\dir",
        ),
        (
            "<p>- a</p><p>1. b</p><p># c</p><p>&gt; d</p><p>+</p><p>=== e</p><p>| f</p>",
            "\\- a\n\n1\\. b\n\n\\# c\n\n\\> d\n\n\\+\n\n\\=== e\n\n\\| f",
        ),
        ("<p>Pass --dry-run -- or - not.</p>", "Pass \\--dry-run -- or - not."),
        ("<p>*/ /// //! \"\"\" #![x] {a} $b$</p>", "\\*/ /// //! \"\"\" #!\\[x] {a} $b$"),
        ("<p>a\u{202e}b\0c\u{2066}\u{200b}d\r\n\te\u{a0}f\u{2028}g\u{7f}</p>", "abcd e f g"),
    ]);
    // Wrapping never brings a marker to the start of a line.
    let word = "a".repeat(90);
    for marker in ["-", "+", "#", "1.", "2)", ">", "===", "---", "|"] {
        let markdown = to_markdown(&format!("{word} {} b", escape(marker)));
        assert_eq!(markdown.lines().last(), Some("b"), "{markdown}");
    }
}

#[test]
fn markdown_passes_through() {
    let text = "Creates a _key pair_, with **care** and `code`.\n\nSee \
                [the guide](https://example.com/a_b).\n\n- one\n  - two\n\n  more\n- three\n\n\
                1. a\n2. b\n\n> quoted\n\n```json\n{ \"a\": 1 }\n```\n\n| A | B |\n| --- | --- |\n\
                | 1 | 2 |\n\n## Heading\n\nfoo\\_ bar_baz";
    check(&[(text, text)]);
    check(&[
        ("    let x = 1;\n\nthen", "```text\nlet x = 1;\n```\n\nthen"),
        ("```\na\n```\n\n```rust,ignore\nb\n```", "```text\na\n```\n\n```text\nb\n```"),
        ("* a\n* b", "- a\n- b"),
        ("A `Vec<T>`, a Vec<T> and [`Foo`].", "A `Vec<T>`, a Vec\\<T> and \\[`Foo`]."),
        ("**a** <br> `b` <script>c</script>", "**a**\\\n`b`"),
        ("one\ntwo", "one two"),
    ]);
}

#[test]
fn summaries() {
    for (markdown, expected) in [
        ("", ""),
        ("One. Two.", "One."),
        ("One\ntwo. Three", "One\ntwo."),
        ("No stop\n\nNext.", "No stop"),
        ("Version 1.2 is e.g. new. Then", "Version 1.2 is e.g. new."),
        ("**A. B** c. D", "**A. B** c."),
        ("_A._ B", "_A._"),
        ("Use `a. B`. C", "Use `a. B`."),
        ("See [A. B](https://x.example/. C). D", "See [A. B](https://x.example/. C)."),
        ("At <https://a.example/?. X", "At <https://a.example/?."),
        ("(A.) B", "(A.)"),
        ("A \\`. B", "A \\`."),
        ("`open. A", "`open. A"),
    ] {
        assert_eq!(summary(markdown), expected, "{markdown:?}");
    }
}

#[test]
fn small_pieces() {
    assert_eq!(escape("Foo<T> [x] https://a.example"), "Foo\\<T> \\[x] <https://a.example>");
    assert_eq!(code("a\nb"), "`a b`");
    assert_eq!(code(" "), "");
    assert_eq!(lines("a\n\n  b").collect::<Vec<_>>(), [" a", "", "   b"]);
}

/// A xorshift generator: the same pieces on every run.
struct Random(u64);

impl Random {
    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        &from[usize::try_from(self.0 % from.len() as u64).unwrap()]
    }
}

/// Source and what of it is shown.
const PIECES: &[(&str, &str)] = &[
    ("word", "word"),
    ("Foo::bar", "Foo::bar"),
    (" ", ""),
    ("\n", ""),
    ("  ", ""),
    ("\t", ""),
    ("*", "*"),
    ("**", "**"),
    ("_", "_"),
    ("__", "__"),
    ("~~", "~~"),
    ("[", "["),
    ("]", "]"),
    ("(", "("),
    ("[foo]", "[foo]"),
    ("[x](y)", "[x](y)"),
    ("[a]: b", "[a]:b"),
    ("![i](j)", "![i](j)"),
    ("[^1]", "[^1]"),
    ("[ ] ", "[]"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&lt;id&gt;", "<id>"),
    ("&amp;", "&"),
    ("&amp;lt;", "&lt;"),
    ("&#x202e;", ""),
    ("\0", ""),
    ("\u{2066}", ""),
    ("\\", "\\"),
    ("|", "|"),
    ("# ", "#"),
    ("- ", "-"),
    ("1. ", "1."),
    ("+ ", "+"),
    ("===", "==="),
    ("---", "---"),
    ("--opt", "--opt"),
    ("*/", "*/"),
    ("///", "///"),
    (" http://a.example/b_c ", "http://a.example/b_c"),
    ("https://a{b}.c ", "https://a{b}.c"),
    ("é", "é"),
    ("中文", "中文"),
    ("“q”", "“q”"),
    ("$x$", "$x$"),
    ("{a}", "{a}"),
    ("<p>", ""),
    ("</p>", ""),
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
    ("<ul>", ""),
    ("</ul>", ""),
    ("<ol>", ""),
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
    ("<span x=1 y='>'>", ""),
    ("<dl>", ""),
    ("<dt>", ""),
    ("</dl>", ""),
];

#[test]
fn pseudo_random_html_keeps_its_text_and_is_safe() {
    let lengths: Vec<usize> = (1..24).collect();
    let mut random = Random(0x1234_5678_9abc_def1);
    for _ in 0..4000 {
        let mut source = "<p>".to_owned();
        let mut expected = String::new();
        for _ in 0..*random.pick(&lengths) {
            let (piece, text) = random.pick(PIECES);
            source.push_str(piece);
            expected.push_str(text);
        }
        let markdown = to_markdown(&source);
        assert_eq!(faults(&markdown), BTreeSet::new(), "{source:?}\n{markdown}");
        assert_eq!(shown(&markdown), expected, "{source:?}\n{markdown}");
        assert!(markdown.starts_with(summary(&markdown)));
    }
}

#[test]
fn pseudo_random_markdown_is_safe() {
    let lengths: Vec<usize> = (1..24).collect();
    let mut random = Random(0xfeed_beef_1234_5677);
    for _ in 0..4000 {
        let source: String = (0..*random.pick(&lengths)).map(|_| random.pick(PIECES).0).collect();
        let markdown = to_markdown(&source);
        assert_eq!(faults(&markdown), BTreeSet::new(), "{source:?}\n{markdown}");
    }
}

/// Ten times the input must not cost much more than ten times the time; quadratic code would take
/// minutes here.
#[test]
fn large_and_deep_input() {
    let n = if cfg!(debug_assertions) { 20_000 } else { 100_000 };
    for piece in [
        "<ul><li>",
        "<b>",
        "<note>",
        "</ul>",
        "<blockquote><p>x",
        "<table><tr><td>",
        "<i>a</b>",
        "<ol>",
        "<code>",
        "<a href='https://a.example'>",
        "<unknown>",
        "<",
        "&",
        "`a ``",
        "[",
        "*a ",
        "<dl><dt>x<dd>",
        "<br>",
        "</li>",
        "<pre>",
        "<!--",
        "<tr>",
        "<td>x",
        "> ",
        "- ",
    ] {
        let source = piece.repeat(n);
        let started = Instant::now();
        let html = to_markdown(&format!("<p>{source}"));
        let markdown = to_markdown(&source);
        assert!(html.len() + markdown.len() < 40 * source.len(), "{piece:?}");
        assert!(started.elapsed().as_secs() < 20, "{piece:?}: {:?}", started.elapsed());
    }
    let large = "<p>Some <code>text</code> of <i>ten</i> megabytes.</p> ".repeat(2 * n);
    assert!(to_markdown(&large).ends_with("Some `text` of _ten_ megabytes."));
}

/// Needs whole models: set `TINSMITH_MODELS` to a folder of Smithy JSON AST files.
#[test]
fn all_documentation_of_the_models_at_hand() {
    let Some(folder) = std::env::var_os("TINSMITH_MODELS") else {
        eprintln!("SKIPPED: set TINSMITH_MODELS to check the documentation of whole models");
        return;
    };
    let mut texts = Vec::new();
    let mut folders = vec![std::path::PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "json") {
                let model: serde_json::Value =
                    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
                collect(&model, &mut texts);
            }
        }
    }
    assert!(!texts.is_empty(), "TINSMITH_MODELS holds no documentation");
    let started = Instant::now();
    let converted: Vec<String> = texts.iter().map(|t| to_markdown(t)).collect();
    eprintln!("{} texts in {:?}", texts.len(), started.elapsed());
    for (text, markdown) in texts.iter().zip(&converted) {
        assert_eq!(faults(markdown), BTreeSet::new(), "{text}\n\n{markdown}");
        assert_eq!(to_markdown(markdown), *markdown, "{text}");
    }
}

fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (key, value) in members {
                match value.as_str() {
                    Some(text) if key == "smithy.api#documentation" => texts.push(text.to_owned()),
                    _ => collect(value, texts),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| collect(v, texts)),
        _ => {}
    }
}
