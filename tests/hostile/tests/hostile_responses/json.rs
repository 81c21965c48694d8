//! JSON, which the feature `serde` reads into types and writes again.

use tinsmith_runtime::primitives::DateTime;
use tinsmith_runtime::shape::Empty;

use crate::case::{Case, Prepared, Size, outcome, repeated, set};

/// A type as the generator writes them.
struct Document {
    text: Option<String>,
    float: Option<f64>,
    time: Option<DateTime>,
    items: Option<Vec<Self>>,
    next: Option<Box<Self>>,
}

impl Empty for Document {
    fn empty() -> Self {
        Self { text: None, float: None, time: None, items: None, next: None }
    }
}

tinsmith_runtime::serde_structure! {
    const NAMES: Document = Document {
        text: "Text",
        float: "Float",
        time: "Time",
        items: "Items",
        next: "Next",
    };
}

/// A case that reads a text and writes it again.
fn json(
    name: &'static str,
    text: impl Fn(Size) -> Vec<u8> + Send + Sync + 'static,
    expected: impl Fn(Size) -> String + Send + Sync + 'static,
) -> Case {
    let prepare = move |size| {
        let text = text(size);
        let work = move |text: Vec<u8>| {
            outcome(serde_json::from_slice::<Document>(&text).map(|document| {
                let length = document.text.as_ref().map_or(0, String::len);
                let items = document.items.as_ref().map_or(0, Vec::len);
                let again = serde_json::to_string(&document).unwrap();
                let same = if again.as_bytes() == text { "the same" } else { "not the same" };
                format!("text of {length} bytes, {items} items, {same} again")
            }))
        };
        Prepared::new(text.len(), move || work(text))
    };
    Case::new(name, prepare, expected)
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        json(
            "JSON: a long text",
            |size| repeated("{\"Text\":\"", "a", size.long, "\"}"),
            |size| format!("text of {} bytes, 0 items, the same again", size.long),
        ),
        json(
            "JSON: text with escapes",
            |size| repeated("{\"Text\":\"", "\\u0000", size.long / 6, "\"}"),
            |size| format!("text of {} bytes, 0 items, the same again", size.long / 6),
        ),
        json(
            "JSON: very many items",
            |size| {
                repeated("{\"Items\":[{\"Text\":\"b\"}", ",{\"Text\":\"b\"}", size.many - 1, "]}")
            },
            |size| format!("text of 0 bytes, {} items, the same again", size.many),
        ),
        json(
            "JSON: unknown members",
            |size| repeated("{", "\"X\":{},", size.many, "\"Text\":\"b\"}"),
            set("text of 1 bytes, 0 items, not the same again"),
        ),
        json(
            "JSON: unknown and deep",
            |size| repeated("{\"X\":", "[", size.deep, ""),
            set("error: EOF while parsing a list"),
        ),
        json(
            "JSON: a structure that holds itself",
            |size| repeated("", "{\"Next\":", size.deep, ""),
            set("error: recursion limit exceeded"),
        ),
        json(
            "JSON: lists that hold lists",
            |size| repeated("", "{\"Items\":[", size.deep, ""),
            set("error: recursion limit exceeded"),
        ),
        json(
            "JSON: a number of very many digits",
            |size| repeated("{\"Float\":", "9", size.name, "}"),
            set("error: number out of range"),
        ),
        json(
            "JSON: a long text in the place of a number",
            |size| repeated("{\"Float\":\"", "9", size.long, "\"}"),
            |_| {
                format!(
                    "error: invalid value: string \"{}…\", expected a number, `NaN`,",
                    "9".repeat(64)
                )
            },
        ),
        json(
            "JSON: a long text in the place of a time",
            |size| repeated("{\"Time\":\"", "9", size.long, "\"}"),
            |_| {
                format!(
                    "error: expected a date and time such as `2026-11-23T06:49:25Z`, found `{}…`:",
                    "9".repeat(64)
                )
            },
        ),
        json(
            "JSON: a list in the place of a text",
            |_| b"{\"Text\":[]}".to_vec(),
            set("error: invalid type: sequence, expected a string"),
        ),
        json(
            "JSON: cut",
            |size| repeated("{\"Text\":\"", "a", size.long, ""),
            set("error: EOF while parsing a string"),
        ),
    ]
}
