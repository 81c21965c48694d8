//! Types as the generator writes them, on the traits of the runtime: every kind of member, and a structure that is wide.

use std::collections::HashMap;

use tinsmith_runtime::primitives::{Blob, DateTime, DateTimeFormat};
use tinsmith_runtime::query;
use tinsmith_runtime::shape::Empty;
use tinsmith_runtime::wire::SetRequestId;
use tinsmith_runtime::xml::{Cursor, Error, Structure, Union, Value};

/// Defines a structure: fields, their types, the names of their elements and the call that reads each.
macro_rules! structure {
    ($name:ident { $($field:ident: $ty:ty = $element:literal |$slot:ident, $x:ident| $read:expr;)* }) => {
        #[derive(Clone, Debug, PartialEq)]
        pub(super) struct $name { $(pub(super) $field: Option<$ty>,)* }

        impl Empty for $name {
            fn empty() -> Self {
                Self { $($field: None,)* }
            }
        }

        impl Structure for $name {
            fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), Error> {
                match tag {
                    $($element => {
                        let ($slot, $x) = (&mut self.$field, x);
                        $read
                    })*
                    _ => x.skip(),
                }
            }
        }

        impl Size for $name {
            /// The members that are set, each with what there is of it.
            fn size(&self) -> String {
                let mut set: Vec<String> = Vec::new();
                $(if let Some(value) = &self.$field {
                    set.push(format!("{} {}", $element, value.size()));
                })*
                set.join(", ")
            }
        }
    };
}

structure!(Answer {
    text: String = "text" |slot, x| x.read(slot);
    number: i32 = "number" |slot, x| x.read(slot);
    long: i64 = "long" |slot, x| x.read(slot);
    float: f64 = "float" |slot, x| x.read(slot);
    flag: bool = "flag" |slot, x| x.read(slot);
    blob: Blob = "blob" |slot, x| x.read(slot);
    time: DateTime = "time" |slot, x| x.timestamp(slot, DateTimeFormat::DateTime);
    epoch: DateTime = "epoch" |slot, x| x.timestamp(slot, DateTimeFormat::EpochSeconds);
    date: DateTime = "date" |slot, x| x.timestamp(slot, DateTimeFormat::HttpDate);
    names: Vec<String> = "names" |slot, x| x.list(slot, "item");
    numbers: Vec<i32> = "numbers" |slot, x| x.list(slot, "item");
    lists: Vec<Vec<String>> = "lists" |slot, x|
        x.read_with(slot, |x| x.items("item", |x| x.items("item", String::read)));
    wide: Wide = "wide" |slot, x| x.read(slot);
    wides: Vec<Wide> = "wides" |slot, x| x.list(slot, "item");
    reservations: Vec<Reservation> = "reservations" |slot, x| x.list(slot, "item");
    flat: Vec<String> = "f" |slot, x| x.flat_list(slot);
    flat_wides: Vec<Wide> = "w" |slot, x| x.flat_list(slot);
    node: Box<Node> = "node" |slot, x| x.read_boxed(slot);
    choices: Vec<Choice> = "choices" |slot, x| x.list(slot, "item");
    map: HashMap<String, Wide> = "map" |slot, x|
        x.read_with(slot, |x| x.entries("entry", "key", "value", Wide::read));
    flat_map: HashMap<String, Wide> = "e" |slot, x|
        x.flat_entry(slot, "key", "value", Wide::read);
});

impl SetRequestId for Answer {
    fn set_request_id(&mut self, _: Option<String>) {}
}

structure!(Reservation {
    wides: Vec<Wide> = "wides" |slot, x| x.list(slot, "item");
});

structure!(Node {
    left: Box<Self> = "left" |slot, x| x.read_boxed(slot);
    children: Vec<Self> = "children" |slot, x| x.list(slot, "item");
    choice: Choice = "choice" |slot, x| x.read(slot);
    wide: Wide = "wide" |slot, x| x.read(slot);
});

/// As many members as EC2's widest structures have.
const MEMBERS: usize = 120;

/// A structure of 120 texts, `m0` to `m119`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wide([Option<String>; MEMBERS]);

impl Empty for Wide {
    fn empty() -> Self {
        Self([const { None }; MEMBERS])
    }
}

impl Wide {
    /// One with a single member.
    pub(super) fn with_first(text: &str) -> Self {
        let mut wide = Self::empty();
        wide.0[0] = Some(text.to_owned());
        wide
    }
}

impl Structure for Wide {
    fn child(&mut self, tag: &str, x: &mut Cursor<'_>) -> Result<(), Error> {
        let member = tag.strip_prefix('m').and_then(|number| number.parse::<usize>().ok());
        match member.and_then(|number| self.0.get_mut(number)) {
            Some(slot) => x.read(slot),
            None => x.skip(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    Name(String),
    Wide(Box<Wide>),
    Node(Box<Node>),
    Flat(Vec<Wide>),
    Unknown,
}

impl Union for Choice {
    fn child(current: Option<Self>, tag: &str, x: &mut Cursor<'_>) -> Result<Self, Error> {
        match tag {
            "name" => Value::read(x).map(Self::Name),
            "wide" => x.boxed().map(Self::Wide),
            "node" => x.boxed().map(Self::Node),
            "f" => {
                let mut value = match current {
                    Some(Self::Flat(value)) => Some(value),
                    _ => None,
                };
                x.flat_list(&mut value)?;
                Ok(Self::Flat(value.unwrap_or_default()))
            }
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

/// What there is of a value, in a few words.
pub(super) trait Size {
    fn size(&self) -> String;
}

impl Size for String {
    fn size(&self) -> String {
        if self.len() <= 40 { format!("{self:?}") } else { format!("of {} bytes", self.len()) }
    }
}

impl Size for Blob {
    fn size(&self) -> String {
        format!("of {} bytes", self.as_ref().len())
    }
}

impl Size for DateTime {
    fn size(&self) -> String {
        format!("{}.{:09}", self.secs(), self.subsec_nanos())
    }
}

impl<T> Size for Vec<T> {
    fn size(&self) -> String {
        format!("of {}", self.len())
    }
}

impl<V> Size for HashMap<String, V> {
    fn size(&self) -> String {
        format!("of {}", self.len())
    }
}

impl Size for Wide {
    fn size(&self) -> String {
        format!("with {}", self.0.iter().flatten().count())
    }
}

impl Size for Choice {
    fn size(&self) -> String {
        match self {
            Self::Name(name) => format!("name {}", name.size()),
            Self::Wide(wide) => format!("wide {}", wide.size()),
            Self::Node(node) => format!("node ({})", node.size()),
            Self::Flat(list) => format!("list {}", list.size()),
            Self::Unknown => "unknown".to_owned(),
        }
    }
}

impl Size for Box<Node> {
    /// How deep it is on the left.
    fn size(&self) -> String {
        let (mut node, mut depth) = (&**self, 1);
        while let Some(left) = &node.left {
            (node, depth) = (left, depth + 1);
        }
        format!("{depth} deep")
    }
}

macro_rules! plain {
    ($($ty:ty)*) => {
        $(impl Size for $ty {
            fn size(&self) -> String {
                self.to_string()
            }
        })*
    };
}

plain!(i32 i64 f64 bool);

impl query::Value for Wide {
    fn write(&self, q: &mut query::Writer<'_>) {
        for (number, member) in self.0.iter().enumerate() {
            q.put(&format!("M{number}"), member);
        }
    }
}
