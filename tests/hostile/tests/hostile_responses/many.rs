//! Bodies with very many small things.

use crate::case::{Case, Size, body, repeated, set, strictly};

pub(super) fn cases() -> Vec<Case> {
    let of = |member| move |size: Size| format!("{member} of {}", size.many);
    vec![
        body(
            "unknown elements",
            |size| repeated("<R>", "<x/>", size.many, "<text>b</text></R>"),
            set("text \"b\""),
        ),
        body(
            "unknown elements with text",
            |size| repeated("<R>", "<x>1</x>", size.many, "<text>b</text></R>"),
            set("text \"b\""),
        ),
        body(
            "comments",
            |size| repeated("<R><text>", "<!---->", size.many, "b</text></R>"),
            set("text \"b\""),
        ),
        body(
            "CDATA sections",
            |size| repeated("<R><text>", "<![CDATA[<]]>", size.many, "b</text></R>"),
            set("text \"b\""),
        ),
        body(
            "processing instructions",
            |size| repeated("", "<?p?>", size.many, "<R><text>b</text></R>"),
            set("text \"b\""),
        ),
        body(
            "attributes",
            |size| {
                let attributes: String = (0..size.many).map(|n| format!(" a{n}=\"\"")).collect();
                format!("<R><text{attributes}>b</text></R>").into_bytes()
            },
            set("text \"b\""),
        ),
        strictly(
            "attributes of one name",
            |size| repeated("<R><text", " a=''", size.many, ">b</text></R>"),
            set("text \"b\""),
            set(
                "error: cannot read the response: R: malformed XML: an attribute of `text` repeats",
            ),
        ),
        body(
            "namespaces",
            |size| {
                let names: String =
                    (0..size.many).map(|n| format!(" xmlns:p{n}='u:{n}'")).collect();
                format!("<R{names}><p7:text>b</p7:text></R>").into_bytes()
            },
            set("text \"b\""),
        ),
        body(
            "texts",
            |size| repeated("<R><names>", "<item>b</item>", size.many, "</names></R>"),
            of("names"),
        ),
        body(
            "empty texts",
            |size| repeated("<R><names>", "<item/>", size.many, "</names></R>"),
            of("names"),
        ),
        body(
            "numbers",
            |size| repeated("<R><numbers>", "<item>1</item>", size.many, "</numbers></R>"),
            of("numbers"),
        ),
        body(
            "empty texts of a flat list",
            |size| repeated("<R>", "<f/>", size.many, "</R>"),
            of("f"),
        ),
        body(
            "short texts of a flat list",
            |size| repeated("<R>", "<f>b</f>", size.long / 8, "</R>"),
            |size| format!("f of {}", size.long / 8),
        ),
        body(
            "empty lists",
            |size| repeated("<R><lists>", "<item/>", size.many, "</lists></R>"),
            of("lists"),
        ),
        body(
            "lists of one",
            |size| repeated("<R><lists>", "<item><item/></item>", size.many, "</lists></R>"),
            of("lists"),
        ),
        body(
            "lists of five",
            |size| {
                repeated(
                    "<R><lists>",
                    "<item><item/><item/><item/><item/><item/></item>",
                    size.many,
                    "</lists></R>",
                )
            },
            of("lists"),
        ),
        body(
            "items of another name",
            |size| repeated("<R><names>", "<x/>", size.many, "</names></R>"),
            set("names of 0"),
        ),
        body(
            "the same key of a map",
            |size| repeated("<R>", "<e><key>k</key><value/></e>", size.many, "</R>"),
            set("e of 1"),
        ),
        body(
            "lists of which the last wins",
            |size| repeated("<R>", "<names><item/><item>b</item></names>", size.many, "</R>"),
            set("names of 2"),
        ),
        body(
            "variants of a union",
            |size| {
                repeated("<R><choices>", "<item><name>b</name></item>", size.many, "</choices></R>")
            },
            of("choices"),
        ),
    ]
}
