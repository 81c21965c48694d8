//! The files of a service as ordered JSON, and places in them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use smithy_json_ast::{Node, Object};

use super::find::{self, Folder};
use super::{Diagnostic, Diagnostics, Error, Place, Report, Source};

/// The files that were read, in the order in which they were.
#[derive(Default)]
pub(super) struct Files {
    pub(super) sources: Vec<Source>,
}

impl Files {
    /// Reads a file by its name without ending. One that is not there and not `needed` is null.
    pub(super) fn read(
        &mut self,
        folder: &mut Folder,
        name: &str,
        needed: bool,
    ) -> Result<Node, Error> {
        let Some(path) = find::file(&folder.tree, &folder.path, name) else {
            let place = folder.tree.name(&folder.path);
            let message = format!("`{place}` has no `{name}.json`, and no `{name}.json.gz`");
            return if needed { Err(Error::Usage(message)) } else { Ok(Node::Null) };
        };
        let source = folder.tree.read(&path)?.keyed_by_names();
        let parsed = parse(&source);
        self.sources.push(source);
        parsed
    }

    /// A fault at a path of keys in one of the files, or as near to it as the file has.
    pub(super) fn fault(&self, file: &str, fault: Diagnostic, path: &[&str]) -> Diagnostic {
        let file = format!("{file}.json");
        let Some(source) = self.sources.iter().find(|source| source.name.contains(&file)) else {
            return fault;
        };
        let mut keys = path;
        loop {
            let pointer: String = (keys.iter())
                .map(|key| format!("/{}", key.replace('~', "~0").replace('/', "~1")))
                .collect();
            let at = match keys.is_empty() {
                true => smithy_json_ast::locate(&source.text, ""),
                false => smithy_json_ast::locate_key(&source.text, &pointer),
            };
            match (at, keys.split_last()) {
                (Some(at), _) => {
                    return fault.place(Place::Position {
                        source: source.name.clone(),
                        offset: at.offset,
                        line: at.line,
                        column: at.column,
                    });
                }
                (None, Some((_, less))) => keys = less,
                (None, None) => return fault.place(Place::File(source.name.clone())),
            }
        }
    }
}

fn parse(source: &Source) -> Result<Node, Error> {
    serde_json::from_str::<Ordered>(&source.text).map(|Ordered(node)| node).map_err(|error| {
        let line_start: usize = source
            .text
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1))
            .map(str::len)
            .sum();
        let offset = source.text.floor_char_boundary(line_start + error.column().saturating_sub(1));
        let whole = error.to_string();
        let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message);
        let fault = Diagnostic::error("invalid-json", format!("the file is no JSON: {message}"))
            .place(Place::offset(source, offset))
            .help("get the file again; pip install --force-reinstall botocore");
        let mut faults = Diagnostics::default();
        faults.push(fault);
        Error::Invalid(Report::new(std::slice::from_ref(source), faults))
    })
}

/// JSON whose objects keep the order of the file, which is what the order of members is.
struct Ordered(Node);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Values).map(Self)
    }
}

struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Node, A::Error> {
        let mut all = Vec::new();
        while let Some(Ordered(value)) = values.next_element()? {
            all.push(value);
        }
        Ok(Node::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut all = Object::default();
        while let Some((key, Ordered(value))) = entries.next_entry::<String, Ordered>()? {
            if all.contains_key(&key) {
                return Err(A::Error::custom(format!("the key `{key}` is there twice")));
            }
            all.insert(key, value);
        }
        Ok(Node::Object(all))
    }
}
