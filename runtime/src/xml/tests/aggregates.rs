//! Unions, maps, and lists of lists: forms that EC2 itself does not use.
//!
//! What is expected of unions and maps is what the official generator's parsers do: a second, different variant is an
//! error, an unknown one is kept as such, an entry without key or value is an error.

use std::collections::HashMap;

use crate::shape::Empty;
use crate::xml::{Correct, Cursor, Error, Mode, Structure, Union, Value, document};

#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Number(i32),
    Names(Vec<String>),
    Nothing,
    Unknown,
}

impl Union for Choice {
    fn child(current: Option<Self>, tag: &str, x: &mut Cursor<'_>) -> Result<Self, Error> {
        match tag {
            "number" => Value::read(x).map(Self::Number),
            "name" => {
                let mut names = match current {
                    Some(Self::Names(names)) => Some(names),
                    _ => None,
                };
                x.flat_list(&mut names)?;
                Ok(Self::Names(names.unwrap_or_default()))
            }
            "nothing" => Ok(Self::Nothing),
            _ => Ok(Self::Unknown),
        }
    }
}

impl Value for Choice {
    fn read_into(x: &mut Cursor<'_>, slot: &mut Option<Self>) -> Result<(), Error> {
        *slot = Some(x.union()?);
        Ok(())
    }
}

impl Correct for Choice {
    fn stand_in() -> Self {
        Self::Unknown
    }
}

#[derive(Debug, Default, PartialEq)]
struct Held {
    choice: Option<Choice>,
    matrix: Option<Vec<Vec<i32>>>,
    flat: Option<Vec<Vec<i32>>>,
    table: Option<HashMap<String, Vec<i32>>>,
    entry: Option<HashMap<String, i32>>,
}

impl Empty for Held {
    fn empty() -> Self {
        Self::default()
    }
}

impl Structure for Held {
    fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), Error> {
        match tag {
            "choice" => x.read(&mut self.choice),
            "matrix" => {
                x.read_with(&mut self.matrix, |x| x.items("row", |x| x.items("cell", Value::read)))
            }
            "flat" => x.flat_list_with(&mut self.flat, |x| x.items("cell", Value::read)),
            "table" => x.read_with(&mut self.table, |x| {
                x.entries("entry", "key", "value", |x| x.items("cell", Value::read))
            }),
            "entry" => x.flat_entry(&mut self.entry, "key", "value", Value::read),
            _ => x.skip(),
        }
    }
}

fn held(content: &str) -> Result<Held, String> {
    let body = format!("<r>{content}</r>");
    document(body.as_bytes(), "r", Mode::Lenient).map_err(|error| error.to_string())
}

fn choice(content: &str) -> Result<Choice, String> {
    let held = held(&format!("<choice>{content}</choice>"))?;
    held.choice.ok_or_else(|| "no choice".to_owned())
}

#[test]
fn unions_are_what_their_child_says() {
    assert_eq!(choice("<number>3</number>"), Ok(Choice::Number(3)));
    assert_eq!(choice("<nothing><x/></nothing>"), Ok(Choice::Nothing));
    assert_eq!(choice("<new><number>1</number></new>"), Ok(Choice::Unknown));
    let names = Choice::Names(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(choice("<name>a</name> <name>b</name>"), Ok(names));
    assert_eq!(choice("<number>3</number><number>4</number>"), Ok(Choice::Number(4)));
}

#[test]
fn unions_are_one_thing() {
    let mixed = choice("<number>3</number><nothing/>").unwrap_err();
    assert!(mixed.contains("mixed variants"), "{mixed}");
    let unknown = choice("<new/><number>3</number>").unwrap_err();
    assert!(unknown.contains("mixed variants"), "{unknown}");
    let none = choice("").unwrap_err();
    assert!(none.contains("found none") && none.contains("choice"), "{none}");
    let wrong = choice("<number>x</number>").unwrap_err();
    assert!(wrong.contains("number"), "{wrong}");
}

#[test]
fn lists_hold_lists() {
    let read = held(
        "<matrix><row><cell>1</cell><cell>2</cell></row><other/><row/></matrix>\
         <flat><cell>3</cell></flat><flat><cell>4</cell></flat>",
    )
    .unwrap();
    assert_eq!(read.matrix, Some(vec![vec![1, 2], vec![]]));
    assert_eq!(read.flat, Some(vec![vec![3], vec![4]]));
}

#[test]
fn maps_have_a_key_and_a_value_in_each_entry() {
    let read = held(
        "<table><entry><value><cell>1</cell></value><key>a</key><x/></entry>\
         <entry><key>b</key><value/></entry><entry><key>a</key><value/></entry></table>\
         <entry><key>c</key><value>1</value></entry><entry><key>d</key><value>2</value></entry>",
    )
    .unwrap();
    let expected = [("a".to_owned(), vec![]), ("b".to_owned(), vec![])];
    assert_eq!(read.table, Some(HashMap::from(expected)));
    assert_eq!(read.entry, Some(HashMap::from([("c".to_owned(), 1), ("d".to_owned(), 2)])));
    assert_eq!(held("<table/>").unwrap().table, Some(HashMap::new()));
    let no_key = held("<entry><value>1</value></entry>").unwrap_err();
    assert!(no_key.contains("no key"), "{no_key}");
    let no_value = held("<table><entry><key>1</key></entry></table>").unwrap_err();
    assert!(no_value.contains("no value"), "{no_value}");
}

#[test]
fn all_of_them_count_as_nesting() {
    // A union in a union in a union …
    #[derive(Debug)]
    struct Deep;
    impl Union for Deep {
        fn child(_: Option<Self>, _: &str, x: &mut Cursor<'_>) -> Result<Self, Error> {
            x.union()
        }
    }
    impl Value for Deep {
        fn read_into(x: &mut Cursor<'_>, slot: &mut Option<Self>) -> Result<(), Error> {
            *slot = Some(x.union()?);
            Ok(())
        }
    }
    let body = "<u>".repeat(200);
    let mut cursor = Cursor::new(body.as_bytes(), Mode::Lenient).unwrap();
    let error = cursor.union::<Deep>().unwrap_err().to_string();
    assert!(error.contains("maximum nesting depth"), "{error}");
}
