//! What is written is read back as the same model, and the same model is always written the same.
//!
//! The layout is that of the Smithy command line: four spaces, one entry or element a line, a
//! newline at the end. Entries stand in the order of the AST; the keys of a shape in that of the
//! specification, its type first and its traits last. Empty collections that the grammar lets one
//! leave out are left out, but for the members of structures, unions and enums.

use std::io;

use crate::{Ast, Member, Node, Shape, ShapeId, ShapeKind, Traits};

/// Writes a model.
///
/// ```
/// let ast = smithy_json_ast::Ast::default();
/// assert_eq!(smithy_json_ast::write(&ast), "{\n    \"smithy\": \"2.0\",\n    \"shapes\": {}\n}\n");
/// ```
pub fn write(ast: &Ast) -> String {
    let mut to = Writer::default();
    to.object(|to| {
        to.entry("smithy", |to| to.string(ast.version.as_str()));
        to.some("metadata", &ast.metadata, ast.metadata.is_empty(), |to, metadata| {
            to.each(metadata, Writer::node);
        });
        to.entry("shapes", |to| to.each(&ast.shapes, Writer::shape));
    });
    to.text.push('\n');
    to.text
}

/// Writes a model to a file or another place for bytes, in one call of its `write_all`.
///
/// # Errors
/// Those of the place.
pub fn write_to(ast: &Ast, mut place: impl io::Write) -> io::Result<()> {
    place.write_all(write(ast).as_bytes())
}

#[derive(Default)]
struct Writer {
    text: String,
    depth: usize,
    /// Whether the object or array that is being written has an entry or element.
    started: bool,
}

impl Writer {
    fn object(&mut self, entries: impl FnOnce(&mut Self)) {
        self.enclosed('{', '}', entries);
    }

    fn enclosed(&mut self, open: char, close: char, inside: impl FnOnce(&mut Self)) {
        self.text.push(open);
        self.depth += 1;
        self.started = false;
        inside(self);
        self.depth -= 1;
        if self.started {
            self.line();
        }
        self.text.push(close);
        self.started = true;
    }

    fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
    }

    fn element(&mut self) {
        if self.started {
            self.text.push(',');
        }
        self.started = true;
        self.line();
    }

    fn entry(&mut self, key: &str, value: impl FnOnce(&mut Self)) {
        self.element();
        self.string(key);
        self.text.push_str(": ");
        value(self);
    }

    /// An entry, unless its value is empty.
    fn some<T: ?Sized>(
        &mut self,
        key: &str,
        value: &T,
        empty: bool,
        write: impl FnOnce(&mut Self, &T),
    ) {
        if !empty {
            self.entry(key, |to| write(to, value));
        }
    }

    fn each<'e, K: AsRef<str> + 'e, V: 'e>(
        &mut self,
        entries: impl IntoIterator<Item = (&'e K, &'e V)>,
        value: impl Fn(&mut Self, &V),
    ) {
        self.object(|to| {
            for (key, entry) in entries {
                to.entry(key.as_ref(), |to| value(to, entry));
            }
        });
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Null => self.text.push_str("null"),
            Node::Bool(true) => self.text.push_str("true"),
            Node::Bool(false) => self.text.push_str("false"),
            Node::Number(number) => self.text.push_str(&number.to_string()),
            Node::String(text) => self.string(text),
            Node::Array(elements) => self.enclosed('[', ']', |to| {
                for element in elements {
                    to.element();
                    to.node(element);
                }
            }),
            Node::Object(object) => self.each(object, Self::node),
        }
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        let special = |c: char| matches!(c, '"' | '\\' | '\0'..='\x1f');
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| special(*c)) {
            let (plain, after) = rest.split_at(at);
            self.text.push_str(plain);
            match c {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                c => self.text.push_str(&format!("\\u{:04x}", u32::from(c))),
            }
            rest = after.get(1..).unwrap_or_default();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    fn shape(&mut self, shape: &Shape) {
        self.object(|to| {
            to.entry("type", |to| to.string(shape.type_name()));
            to.references("mixins", &shape.mixins);
            to.kind(&shape.kind);
            // All that an `apply` has is its traits; without them it could not be read again.
            let apply = matches!(shape.kind, ShapeKind::Apply);
            to.traits(&shape.traits, apply);
        });
    }

    fn kind(&mut self, kind: &ShapeKind) {
        match kind {
            ShapeKind::Simple(_) | ShapeKind::MixedList | ShapeKind::Apply => {}
            ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members)
            | ShapeKind::Structure(members)
            | ShapeKind::Union(members) => {
                self.entry("members", |to| to.each(members, Self::member));
            }
            ShapeKind::List(member) | ShapeKind::Set(member) => {
                self.entry("member", |to| to.member(member));
            }
            ShapeKind::Map { key, value } => {
                self.entry("key", |to| to.member(key));
                self.entry("value", |to| to.member(value));
            }
            ShapeKind::MixedMap { key, value } => {
                for (name, member) in [("key", key), ("value", value)] {
                    if let Some(member) = member {
                        self.entry(name, |to| to.member(member));
                    }
                }
            }
            ShapeKind::Operation(operation) => {
                self.maybe("input", &operation.input);
                self.maybe("output", &operation.output);
                self.references("errors", &operation.errors);
            }
            ShapeKind::Resource(resource) => {
                for (name, targets) in
                    [("identifiers", &resource.identifiers), ("properties", &resource.properties)]
                {
                    self.some(name, targets, targets.is_empty(), |to, targets| {
                        to.each(targets, Self::reference);
                    });
                }
                self.maybe("create", &resource.create);
                self.maybe("put", &resource.put);
                self.maybe("read", &resource.read);
                self.maybe("update", &resource.update);
                self.maybe("delete", &resource.delete);
                self.maybe("list", &resource.list);
                self.references("operations", &resource.operations);
                self.references("collectionOperations", &resource.collection_operations);
                self.references("resources", &resource.resources);
            }
            ShapeKind::Service(service) => {
                let version = &service.version;
                self.some("version", version, version.is_empty(), |to, version| {
                    to.string(version);
                });
                self.references("operations", &service.operations);
                self.references("resources", &service.resources);
                self.references("errors", &service.errors);
                let rename = &service.rename;
                self.some("rename", rename, rename.is_empty(), |to, rename| {
                    to.each(rename, |to, name| to.string(name));
                });
            }
        }
    }

    fn member(&mut self, member: &Member) {
        self.object(|to| {
            to.entry("target", |to| to.string(member.target.as_str()));
            to.traits(&member.traits, false);
        });
    }

    fn traits(&mut self, traits: &Traits, always: bool) {
        self.some("traits", traits, traits.is_empty() && !always, |to, traits| {
            to.each(traits, Self::node);
        });
    }

    fn reference(&mut self, target: &ShapeId) {
        self.object(|to| to.entry("target", |to| to.string(target.as_str())));
    }

    fn references(&mut self, key: &str, targets: &[ShapeId]) {
        self.some(key, targets, targets.is_empty(), |to, targets| {
            to.enclosed('[', ']', |to| {
                for target in targets {
                    to.element();
                    to.reference(target);
                }
            });
        });
    }

    fn maybe(&mut self, key: &str, target: &Option<ShapeId>) {
        if let Some(target) = target {
            self.entry(key, |to| to.reference(target));
        }
    }
}
