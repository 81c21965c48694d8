//! Reads nodes that should have a certain form. What has another form becomes a fault that says
//! what was expected, what was found and where, and reading goes on beside it.

use smithy_json_ast::{Node, Object};

use super::fault::{Fault, Pointer};

/// A node, and where it stands.
#[derive(Clone)]
pub(super) struct At<'a> {
    pub(super) node: &'a Node,
    pub(super) at: Pointer,
}

impl<'a> At<'a> {
    pub(super) fn root(node: &'a Node) -> Self {
        Self { node, at: Pointer::default() }
    }

    /// A fault here.
    pub(super) fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::new(&self.at, message)
    }

    fn expected(&self, what: &str) -> Fault {
        self.fault(format!("expected {what}, found {}", self.node.kind()))
    }

    pub(super) fn object(&self, faults: &mut Vec<Fault>) -> Option<&'a Object> {
        let found = self.node.as_object();
        self.or_fault(found, "an object", faults)
    }

    pub(super) fn string(&self, faults: &mut Vec<Fault>) -> Option<&'a str> {
        let found = self.node.as_str();
        self.or_fault(found, "a string", faults)
    }

    pub(super) fn boolean(&self, faults: &mut Vec<Fault>) -> Option<bool> {
        let found = self.node.as_bool();
        self.or_fault(found, "a boolean", faults)
    }

    /// The elements of an array.
    pub(super) fn elements(&self, faults: &mut Vec<Fault>) -> Option<Vec<Self>> {
        let found = self.node.as_array();
        let elements = self.or_fault(found, "an array", faults)?;
        let place = |(i, node)| Self { node, at: self.at.index(i) };
        Some(elements.iter().enumerate().map(place).collect())
    }

    /// The members of an object, in the order of the file.
    pub(super) fn members(&self, faults: &mut Vec<Fault>) -> Option<Vec<(&'a str, Self)>> {
        let place =
            |(key, node): (&'a String, _)| (key.as_str(), Self { node, at: self.at.key(key) });
        Some(self.object(faults)?.iter().map(place).collect())
    }

    /// The member `key`, if this is an object that has it and it is not null.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let node = self.node.get(key).filter(|node| !node.is_null())?;
        Some(Self { node, at: self.at.key(key) })
    }

    /// The member `key`, which must be there.
    pub(super) fn require(&self, key: &str, faults: &mut Vec<Fault>) -> Option<Self> {
        self.object(faults)?;
        let found = self.get(key);
        if found.is_none() {
            faults.push(self.fault(format!("`{key}` is missing")));
        }
        found
    }

    /// The string `key`, if there is one.
    pub(super) fn optional_string(&self, key: &str, faults: &mut Vec<Fault>) -> Option<String> {
        Some(self.get(key)?.string(faults)?.to_owned())
    }

    fn or_fault<T>(&self, found: Option<T>, what: &str, faults: &mut Vec<Fault>) -> Option<T> {
        if found.is_none() {
            faults.push(self.expected(what));
        }
        found
    }
}

/// Faults if there are any, else the value, which is there then.
pub(super) fn finish<T>(value: Option<T>, faults: Vec<Fault>) -> Result<T, Vec<Fault>> {
    match value {
        Some(value) if faults.is_empty() => Ok(value),
        _ => Err(faults),
    }
}
