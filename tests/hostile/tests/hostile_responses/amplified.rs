//! Bodies of small elements that stand for much: wide structures, and structures in each other.

use crate::case::{Case, Size, body, repeated, set, strictly};

const NESTED: &str = "maximum nesting depth exceeded";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = wide();
    cases.extend(deep());
    cases
}

/// Elements of a few bytes that stand for structures of thousands.
fn wide() -> Vec<Case> {
    let refused = |path: &'static str| {
        move |_: Size| {
            format!("error: cannot read the response: R/{path}: too many values: they would take ")
        }
    };
    vec![
        body(
            "wide items",
            |size| repeated("<R><wides>", "<item/>", size.many, "</wides></R>"),
            refused("wides/item"),
        ),
        body(
            "wide items with a member each",
            |size| repeated("<R><wides>", "<item><m7>b</m7></item>", size.many, "</wides></R>"),
            refused("wides/item"),
        ),
        body(
            "wide items on a page, with a member each",
            |_| repeated("<R><wides>", "<item><m7>b</m7></item>", 4000, "</wides></R>"),
            set("wides of 4000"),
        ),
        body(
            "wide items with half of their members each",
            |size| {
                let members: String = (0..60).map(|n| format!("<m{n}>some text</m{n}>")).collect();
                repeated(
                    "<R><wides>",
                    &format!("<item>{members}</item>"),
                    size.long / 1250,
                    "</wides></R>",
                )
            },
            |size| format!("wides of {}", size.long / 1250),
        ),
        body(
            "wide items of a flat list",
            |size| repeated("<R>", "<w/>", size.many, "</R>"),
            refused("w"),
        ),
        body(
            "wide items in lists of one",
            |size| {
                repeated(
                    "<R><reservations>",
                    "<item><wides><item/></wides></item>",
                    size.many,
                    "</reservations></R>",
                )
            },
            refused("reservations/item/wides/item"),
        ),
        body(
            "wide values of a map",
            |size| {
                let entries: String = (0..size.many)
                    .map(|n| format!("<entry><key>{n}</key><value/></entry>"))
                    .collect();
                format!("<R><map>{entries}</map></R>").into_bytes()
            },
            refused("map/entry"),
        ),
        body(
            "wide values of a flat map",
            |size| {
                let entries: String =
                    (0..size.many).map(|n| format!("<e><key>{n}</key><value/></e>")).collect();
                format!("<R>{entries}</R>").into_bytes()
            },
            refused("e"),
        ),
        body(
            "wide variants of a union",
            |size| repeated("<R><choices>", "<item><wide/></item>", size.many, "</choices></R>"),
            refused("choices/item/wide"),
        ),
        body(
            "wide items of a list in a union",
            |size| repeated("<R><choices><item>", "<f/>", size.many, "</item></choices></R>"),
            refused("choices/item/f"),
        ),
        body(
            "wide structures, one by one",
            |size| repeated("<R>", "<wide/>", size.many, "</R>"),
            set("wide with 0"),
        ),
        body(
            "boxed structures, one by one",
            |size| repeated("<R><node>", "<left/>", size.many, "</node></R>"),
            refused("node/left"),
        ),
    ]
}

fn deep() -> Vec<Case> {
    let error =
        |start: &'static str| move |_: Size| format!("error: cannot read the response: R/{start}");
    vec![
        body(
            "unknown elements in each other",
            |size| {
                let (open, close) = ("<x>".repeat(size.deep), "</x>".repeat(size.deep));
                format!("<R>{open}{close}<text>b</text></R>").into_bytes()
            },
            set("text \"b\""),
        ),
        strictly(
            "unknown elements without end",
            |size| repeated("<R><text>b</text>", "<x>", size.long / 3, ""),
            set("text \"b\""),
            set(
                "error: cannot read the response: R/x: malformed XML: the document ends inside `x`",
            ),
        ),
        strictly(
            "end tags without elements",
            |size| repeated("<R><text>b</text><x>", "</y>", size.long / 4, "</R>"),
            set("text \"b\""),
            set("error: cannot read the response: R/x: malformed XML: `y` ends where `x` should"),
        ),
        body(
            "a structure that holds itself",
            |size| format!("<R><node>{}", "<left>".repeat(size.deep)).into_bytes(),
            move |_| {
                format!(
                    "error: cannot read the response: R/node/{}: {NESTED}",
                    ["left"; 127].join("/")
                )
            },
        ),
        body(
            "lists that hold lists",
            |size| format!("<R><node>{}", "<children><item>".repeat(size.deep)).into_bytes(),
            error("node/children/item/children/item/"),
        ),
        body(
            "unions that hold themselves",
            |size| format!("<R><node>{}", "<choice><node>".repeat(size.deep)).into_bytes(),
            error("node/choice/node/choice/node/"),
        ),
        strictly(
            "as deep as is allowed, and wide",
            |_| format!("<R><node>{}<wide><m1>b</m1></wide>", "<left>".repeat(125)).into_bytes(),
            set("node 126 deep"),
            error("node/left/left/"),
        ),
    ]
}
