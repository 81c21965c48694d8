//! A path with everything known: the type of each part, whether it can be null, and where it comes
//! from. Printers turn it into Rust without asking a model.

use smithy_json_ast::ShapeId;

use super::jmespath::Comparator;

/// A part of a path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value {
    pub(crate) node: Node,
    pub(crate) ty: Type,
    /// Whether it can be null.
    pub(crate) nullable: bool,
    /// Whether it holds a function that fails on null, which ends the whole path, or what a
    /// projection makes of one element.
    pub(crate) aborts: bool,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// The input of the operation.
    Input,
    /// The output of the operation.
    Output,
    /// Input and output together, as an object.
    Both,
    /// The element that a projection or a filter is at.
    Item,
    /// A member of a structure.
    Field {
        base: Box<Value>,
        member: String,
        stored: Stored,
        /// Whether it is never absent.
        always: bool,
    },
    /// An entry of a hash.
    Entry {
        base: Box<Value>,
        index: usize,
    },
    Literal(Literal),
    /// An element of a list; from the end when negative.
    Index {
        list: Box<Value>,
        index: i64,
    },
    /// The elements of the lists in a list.
    Flatten(Box<Value>),
    /// The second for each element of the first, nulls left out.
    Project(Box<Value>, Box<Value>),
    /// The elements of the first for which the second holds.
    Filter(Box<Value>, Box<Value>),
    Or(Box<Value>, Box<Value>),
    And(Box<Value>, Box<Value>),
    Not(Box<Value>),
    Compare(Comparator, Box<Value>, Box<Value>),
    IsNull(Box<Value>),
    /// An integer as a decimal.
    ToDecimal(Box<Value>),
    List(Vec<Value>),
    Hash(Vec<Value>),
    /// The second, unless the first is null.
    Guard(Box<Value>, Box<Value>),
    Length(Box<Value>),
    /// Whether a list has an item.
    Has {
        list: Box<Value>,
        item: Box<Value>,
    },
    /// A test of a text against another, by the method of `str`.
    Text {
        method: &'static str,
        subject: Box<Value>,
        other: Box<Value>,
    },
    /// The first that is not null.
    NotNull(Vec<Value>),
}

/// A value that the path itself holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    Null,
    Bool(bool),
    Integer(i64),
    Decimal(f64),
    Text(String),
}

/// What a value is, when it is not null.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    Null,
    Bool,
    Integer,
    Decimal,
    Text,
    /// Bytes or a time: there is nothing to do with it but to see whether it is there.
    Opaque,
    Structure(ShapeId),
    /// Input and output together.
    Both,
    /// A list as a structure holds it.
    Slice(Box<Stored>),
    /// A list that the path makes.
    List {
        item: Box<Type>,
        nullable: bool,
    },
    /// An object that the path makes: its keys, the types, and what can be null.
    Hash(Vec<(String, Type, bool)>),
}

/// The type of what a member or a list of the model holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stored {
    Bool,
    /// An integer of fewer than 64 bits.
    Small,
    Long,
    Float,
    Double,
    String,
    Enum,
    Opaque,
    Structure(ShapeId),
    List(Box<Stored>),
}

impl Stored {
    /// What paths see.
    pub(super) fn ty(&self) -> Type {
        match self {
            Self::Bool => Type::Bool,
            Self::Small | Self::Long => Type::Integer,
            Self::Float | Self::Double => Type::Decimal,
            Self::String | Self::Enum => Type::Text,
            Self::Opaque => Type::Opaque,
            Self::Structure(id) => Type::Structure(id.clone()),
            Self::List(item) => Type::Slice(item.clone()),
        }
    }
}

impl Type {
    /// The type of the elements, and whether one can be null, of a list.
    pub(crate) fn item(&self) -> Option<(Type, bool)> {
        match self {
            Self::Slice(stored) => Some((stored.ty(), false)),
            Self::List { item, nullable } => Some(((**item).clone(), *nullable)),
            _ => None,
        }
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }

    /// Whether the Rust value is cheap to copy: all but lists that the path makes are references
    /// and numbers.
    pub(crate) fn is_copy(&self) -> bool {
        match self {
            Self::List { .. } => false,
            Self::Hash(entries) => entries.iter().all(|(_, ty, _)| ty.is_copy()),
            _ => true,
        }
    }

    /// The type for people.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool => "a boolean".to_owned(),
            Self::Integer | Self::Decimal => "a number".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Opaque => "bytes or a time".to_owned(),
            Self::Structure(id) => format!("structure `{id}`"),
            Self::Both => "the input and the output".to_owned(),
            Self::Slice(_) | Self::List { .. } => match self.item() {
                Some((Self::Slice(_) | Self::List { .. }, _)) => "a list of lists".to_owned(),
                Some((item, _)) => format!("a list, each {}", item.describe()),
                None => "a list".to_owned(),
            },
            Self::Hash(_) => "an object".to_owned(),
        }
    }
}

impl Value {
    /// A value without nulls.
    pub(super) fn new(node: Node, ty: Type) -> Self {
        Self { node, ty, nullable: false, aborts: false }
    }

    pub(super) fn nullable(mut self, nullable: bool) -> Self {
        self.nullable = nullable;
        self
    }

    pub(super) fn aborts(mut self, aborts: bool) -> Self {
        self.aborts = aborts;
        self
    }

    /// The values that it is made from.
    fn parts_mut(&mut self) -> Vec<&mut Value> {
        match &mut self.node {
            Node::Input | Node::Output | Node::Both | Node::Item | Node::Literal(_) => Vec::new(),
            Node::Field { base, .. } | Node::Entry { base, .. } => vec![base],
            Node::Index { list, .. } => vec![list],
            Node::Flatten(one)
            | Node::Not(one)
            | Node::IsNull(one)
            | Node::ToDecimal(one)
            | Node::Length(one) => vec![one],
            Node::Project(a, b)
            | Node::Filter(a, b)
            | Node::Or(a, b)
            | Node::And(a, b)
            | Node::Compare(_, a, b)
            | Node::Guard(a, b) => vec![a, b],
            Node::Has { list, item } => vec![list, item],
            Node::Text { subject, other, .. } => vec![subject, other],
            Node::List(all) | Node::Hash(all) | Node::NotNull(all) => all.iter_mut().collect(),
        }
    }

    /// Visits every part of it, itself first.
    pub(crate) fn visit(&mut self, visitor: &mut dyn FnMut(&mut Node)) {
        visitor(&mut self.node);
        for part in self.parts_mut() {
            part.visit(visitor);
        }
    }

    /// How many parts it has.
    pub(super) fn size(&mut self) -> usize {
        let mut size = 0;
        self.visit(&mut |_| size += 1);
        size
    }
}
