//! Bodies with one very long thing: text, white space, markup, a name.

use crate::case::{Case, Size, body, repeated, set, strictly};

pub(super) fn cases() -> Vec<Case> {
    let text = |before, after| move |size: Size| repeated(before, "a", size.long, after);
    let name = |size: Size| "n".repeat(size.name);
    vec![
        body("text in a member", text("<R><text>", "</text></R>"), |size| {
            format!("text of {} bytes", size.long)
        }),
        body(
            "text with references",
            |size| repeated("<R><text>", "&amp;&#x41;", size.long / 11, "</text></R>"),
            |size| format!("text of {} bytes", 2 * (size.long / 11)),
        ),
        body(
            "a reference of zeros",
            |size| repeated("<R><text>&#", "0", size.long, "65;</text></R>"),
            set("text \"A\""),
        ),
        body("text in an unknown element", text("<R><x>", "</x><text/></R>"), set("text \"\"")),
        body("text between elements", text("<R>", "<text>b</text></R>"), set("text \"b\"")),
        body("an attribute", text("<R><text k=\"", "\">b</text></R>"), set("text \"b\"")),
        body("a comment", text("<R><!-- ", " --><text>b</text></R>"), set("text \"b\"")),
        body(
            "a comment before the root",
            text("<!-- ", " --><R><text>b</text></R>"),
            set("text \"b\""),
        ),
        body(
            "a comment behind the root",
            text("<R><text>b</text></R><!-- ", " -->"),
            set("text \"b\""),
        ),
        body("CDATA", text("<R><text><![CDATA[", "]]>b</text></R>"), set("text \"b\"")),
        body(
            "brackets",
            |size| repeated("<R><text>", "]", size.long, "</text></R>"),
            |size| format!("text of {} bytes", size.long),
        ),
        body(
            "a processing instruction",
            text("<R><?p ", "?><text>b</text></R>"),
            set("text \"b\""),
        ),
        body(
            "white space everywhere",
            |size| {
                let space = " \n\t\r".repeat(size.long / 24);
                format!(
                    "{space}<R{space}><text{space}k{space}={space}\"\">{space}</text{space}></R>"
                )
                .into_bytes()
            },
            |size| format!("text of {} bytes", 4 * (size.long / 24)),
        ),
        body(
            "a name of an element",
            move |size| {
                let name = name(size);
                format!("<R><{name}>x</{name}><text>b</text></R>").into_bytes()
            },
            set("text \"b\""),
        ),
        body(
            "a name of an element in an error",
            move |size| format!("<R><text><{}/></text></R>", name(size)).into_bytes(),
            |_| {
                format!(
                    "error: cannot read the response: R/text: expected text, found the element `{}…`",
                    "n".repeat(64)
                )
            },
        ),
        body(
            "a name of the root",
            move |size| format!("<{}/>", name(size)).into_bytes(),
            |_| {
                format!(
                    "error: cannot read the response: invalid root, expected `R`, found `{}…`",
                    "n".repeat(64)
                )
            },
        ),
        strictly(
            "a name of a wrong end tag",
            move |size| format!("<R><text>b</text><x></{}></x></R>", name(size)).into_bytes(),
            set("text \"b\""),
            |_| {
                format!(
                    "error: cannot read the response: R/x: malformed XML: `{}…` ends where `x` should",
                    "n".repeat(64)
                )
            },
        ),
        body(
            "a prefix",
            move |size| {
                let name = name(size);
                format!("<{name}:R><{name}:text>b</{name}:text></{name}:R>").into_bytes()
            },
            set("text \"b\""),
        ),
        body(
            "a key of a map in an error",
            move |size| format!("<R><map><entry><{}/></entry></map></R>", name(size)).into_bytes(),
            set("error: cannot read the response: R/map/entry: an entry of a map has no key"),
        ),
        body(
            "a value after another",
            |size| repeated("<R>", "<text>b</text>", size.long / 14, "</R>"),
            set("text \"b\""),
        ),
    ]
}
