//! Bodies that declare entities, and bodies that are cut off.

use crate::case::{Case, Size, body, repeated, rootless, set, strictly};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = entities();
    cases.extend(broken());
    cases
}

fn entities() -> Vec<Case> {
    let unknown = |name: &'static str| {
        move |_: Size| {
            format!(
                "error: cannot read the response: R/text: expected a known reference, found \"&{name};\""
            )
        }
    };
    let strictly_unknown =
        || set("error: cannot read the response: R/text: malformed XML: unknown reference in text");
    vec![
        strictly(
            "a billion laughs",
            |_| {
                let mut dtd = "<!ENTITY l0 \"lol\">".to_owned();
                for n in 1..10 {
                    dtd.push_str(&format!(
                        "<!ENTITY l{n} \"{}\">",
                        format!("&l{};", n - 1).repeat(10)
                    ));
                }
                format!("<?xml version=\"1.0\"?><!DOCTYPE R [{dtd}]><R><text>&l9;</text></R>")
                    .into_bytes()
            },
            unknown("l9"),
            strictly_unknown(),
        ),
        strictly(
            "quadratic blowup",
            |size| {
                let (value, uses) = ("a".repeat(size.name), "&e;".repeat(size.many));
                format!("<!DOCTYPE R [<!ENTITY e \"{value}\">]><R><text>{uses}</text></R>")
                    .into_bytes()
            },
            unknown("e"),
            strictly_unknown(),
        ),
        strictly(
            "an entity in a file",
            |_| {
                b"<!DOCTYPE R [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><R><text>&e;</text></R>"
                    .to_vec()
            },
            unknown("e"),
            strictly_unknown(),
        ),
        rootless("an entity of parameters", |_| {
            b"<!DOCTYPE R [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]><R><text>b</text></R>"
                .to_vec()
        }),
        body(
            "very many entities",
            |size| {
                repeated("<!DOCTYPE R [", "<!ENTITY e \"\">", size.many, "]><R><text>b</text></R>")
            },
            set("text \"b\""),
        ),
        body(
            "a long declaration",
            |size| repeated("<!DOCTYPE R [<!ELEMENT ", "a", size.long, ">]><R><text>b</text></R>"),
            set("text \"b\""),
        ),
        strictly(
            "an entity in an attribute",
            |_| {
                b"<!DOCTYPE R [<!ENTITY e \"v\">]><R><text>b</text><x k=\"&e;\"/><number>1</number></R>".to_vec()
            },
            set("text \"b\""),
            set(
                "error: cannot read the response: R: malformed XML: unknown reference in an attribute of `x`",
            ),
        ),
        strictly(
            "a reference without end",
            |size| repeated("<R><text>&", "a", size.long, "</text></R>"),
            |_| {
                format!(
                    "error: cannot read the response: R/text: expected a known reference, found \"&{}…\"",
                    "a".repeat(63)
                )
            },
            strictly_unknown(),
        ),
    ]
}

/// Cut at every kind of place; in the lenient mode what came before counts.
fn broken() -> Vec<Case> {
    let cut_in = |name, end: &'static str, element: &'static str| {
        strictly(
            name,
            move |size| repeated("<R><text>b</text>", "<x>1</x>", size.many, end),
            set("text \"b\""),
            move |_| format!("error: cannot read the response: {element}: malformed XML: "),
        )
    };
    let cut = |name, end| cut_in(name, end, "R");
    vec![
        cut("cut behind an element", ""),
        cut("cut in a start tag", "<number"),
        cut("cut in an attribute", "<number k=\"1"),
        cut_in("cut in an end tag", "<x>1</", "R/x"),
        cut_in("cut in a reference", "<x>&am", "R/x"),
        cut("cut in a comment", "<!-- "),
        cut("cut in CDATA", "<![CDATA[ "),
        cut("cut in a processing instruction", "<?p"),
        strictly(
            "cut in the text of a member",
            |size| repeated("<R><text>", "a", size.long, ""),
            |size| format!("text of {} bytes", size.long),
            set(
                "error: cannot read the response: R/text: malformed XML: the document ends inside `text`",
            ),
        ),
        strictly(
            "cut in a list",
            |size| repeated("<R><names>", "<item>b</item>", size.many, "<ite"),
            |size| format!("names of {}", size.many),
            set("error: cannot read the response: R/names: malformed XML: a tag does not end"),
        ),
        rootless("cut before the root", |size| repeated("<!--", "-", size.long, "")),
        rootless("only less-than signs", |size| vec![b'<'; size.long]),
    ]
}
