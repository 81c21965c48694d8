//! The forms of values, as `serde_json` writes and reads them. What is expected is the table in the documentation of
//! the module, which follows Smithy's JSON protocols and RFC 3339.

use std::collections::HashMap;

use aws_smithy_types::{Blob, DateTime};
use serde_json::{Value as Json, json};

use tinsmith_runtime::shape::Empty;

tinsmith_runtime::enumeration! {
    /// A color.
    pub enum Color {
        Red = "red",
    }
}

#[derive(Clone, Debug, PartialEq, Default)]
struct Held {
    text: Option<String>,
    count: Option<i64>,
    ratio: Option<f64>,
    single: Option<f32>,
    flag: Option<bool>,
    when: Option<DateTime>,
    bytes: Option<Blob>,
    color: Option<Color>,
    items: Option<Vec<Held>>,
    table: Option<HashMap<Color, Vec<i32>>>,
    next: Option<Box<Held>>,
    choice: Option<Choice>,
    r#type: Option<String>,
}

impl Empty for Held {
    fn empty() -> Self {
        Self::default()
    }
}

tinsmith_runtime::serde_structure! {
    const NAMES: Held = Held {
        text: "Text",
        count: "Count",
        ratio: "Ratio",
        single: "Single",
        flag: "Flag",
        when: "When",
        bytes: "Bytes",
        color: "Color",
        items: "Items",
        table: "Table",
        next: "Next",
        choice: "Choice",
        r#type: "type",
    };
}

#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Number(i32),
    Nothing,
    Unknown,
}

tinsmith_runtime::serde_union! {
    const NAMES: Choice = Choice { Number: "number" };
    const UNITS: Choice = Choice { Nothing: "nothing" };
}

/// What is written is read as the same again.
#[allow(clippy::unwrap_used, reason = "a helper of tests, in which unwrapping is allowed")]
fn both_ways(held: &Held, json: Json) {
    assert_eq!(serde_json::to_value(held).unwrap(), json);
    let text = serde_json::to_string(held).unwrap();
    assert_eq!(serde_json::from_str::<Held>(&text).unwrap(), *held);
    // From a reader, no text can be borrowed.
    assert_eq!(serde_json::from_reader::<_, Held>(text.as_bytes()).unwrap(), *held);
}

fn read(json: Json) -> Result<Held, String> {
    serde_json::from_value(json).map_err(|error| error.to_string())
}

#[test]
fn members_are_called_as_in_the_model_and_left_out_when_not_set() {
    both_ways(&Held::empty(), json!({}));
    let inner = Held { r#type: Some("t".to_owned()), ..Held::empty() };
    let held = Held {
        text: Some("a \"b\" \n".to_owned()),
        count: Some(i64::MIN),
        flag: Some(false),
        color: Some(Color::Red),
        items: Some(vec![inner.clone(), Held::empty()]),
        table: Some(HashMap::from([(Color::Red, vec![1]), (Color::from("blue"), vec![])])),
        next: Some(Box::new(inner)),
        ..Held::empty()
    };
    let json = json!({
        "Text": "a \"b\" \n", "Count": i64::MIN, "Flag": false, "Color": "red",
        "Items": [{"type": "t"}, {}], "Table": {"blue": [], "red": [1]}, "Next": {"type": "t"},
    });
    both_ways(&held, json);
}

#[test]
fn unknown_values_of_enumerations_survive() {
    both_ways(&Held { color: Some(Color::from("new")), ..Held::empty() }, json!({"Color": "new"}));
}

#[test]
fn timestamps_are_rfc_3339_with_all_their_digits() {
    let of = |when| Held { when: Some(when), ..Held::empty() };
    both_ways(&of(DateTime::from_secs(0)), json!({"When": "1970-01-01T00:00:00Z"}));
    let nanos = DateTime::from_secs_and_nanos(1_763_880_565, 123_456_789);
    both_ways(&of(nanos), json!({"When": "2025-11-23T06:49:25.123456789Z"}));
    let before = DateTime::from_secs_and_nanos(-1, 500_000_000);
    both_ways(&of(before), json!({"When": "1969-12-31T23:59:59.5Z"}));
    assert_eq!(
        read(json!({"When": "2025-11-23T07:49:25+01:00"})),
        Ok(of(DateTime::from_secs(1_763_880_565)))
    );
    assert!(read(json!({"When": "yesterday"})).unwrap_err().contains("yesterday"));
    let far = serde_json::to_value(of(DateTime::from_secs(i64::MAX))).unwrap_err();
    assert!(far.to_string().contains("years 0001 to 9999"), "{far}");
}

#[test]
fn blobs_are_base64_and_floats_have_names_for_what_is_no_number() {
    let held = Held {
        bytes: Some(Blob::new([0xfb, 0xff])),
        ratio: Some(0.1),
        single: Some(0.1),
        ..Held::empty()
    };
    both_ways(&held, json!({"Bytes": "+/8=", "Ratio": 0.1, "Single": 0.1_f32}));
    assert_eq!(
        serde_json::to_string(&held).unwrap(),
        r#"{"Ratio":0.1,"Single":0.1,"Bytes":"+/8="}"#
    );
    let infinite =
        Held { ratio: Some(f64::NEG_INFINITY), single: Some(f32::INFINITY), ..Held::empty() };
    both_ways(&infinite, json!({"Ratio": "-Infinity", "Single": "Infinity"}));
    assert!(read(json!({"Ratio": "NaN"})).unwrap().ratio.unwrap().is_nan());
    assert_eq!(read(json!({"Ratio": 2})).unwrap().ratio, Some(2.0));
    assert!(read(json!({"Ratio": "1.5"})).is_err());
    assert!(read(json!({"Bytes": "*"})).unwrap_err().contains("base64"));
}

#[test]
fn unions_are_maps_of_one_entry() {
    let of = |choice| Held { choice: Some(choice), ..Held::empty() };
    both_ways(&of(Choice::Number(3)), json!({"Choice": {"number": 3}}));
    both_ways(&of(Choice::Nothing), json!({"Choice": {"nothing": {}}}));
    assert_eq!(read(json!({"Choice": {"later": [1]}})), Ok(of(Choice::Unknown)));
    assert!(read(json!({"Choice": {}})).is_err());
    assert!(read(json!({"Choice": {"number": 3, "nothing": {}}})).is_err());
    let unknown = serde_json::to_value(of(Choice::Unknown)).unwrap_err();
    assert!(unknown.to_string().contains("Choice::Unknown"), "{unknown}");
}

#[test]
fn null_is_nothing_and_unknown_members_are_passed_over() {
    let json = json!({"Text": null, "Later": {"deep": [1, {"er": null}]}, "Count": 1});
    assert_eq!(read(json), Ok(Held { count: Some(1), ..Held::empty() }));
    assert!(read(json!([])).unwrap_err().contains("members of Held"));
    assert!(read(json!({"Count": "1"})).is_err());
}
