//! Edits the operations of a crate in the text of a manifest. Comments and layout stay: what stands
//! behind an operation on its line and on lines of its own right above it belongs to it, and nothing
//! else changes.

use toml_edit::{Array, DocumentMut, Item, Value};

use crate::diagnostics::Source;
use crate::error::Error;

/// What becomes of the operations of a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// Each comes before the first that follows it in the alphabet, unless it is there already.
    Add,
    /// Each goes, if it is there.
    Remove,
}

/// The text of a manifest with other operations in the crate at place `at`.
///
/// # Errors
///
/// The manifest is written in a way that cannot be edited; the error says so.
pub(crate) fn edit(
    source: &Source,
    at: usize,
    what: Edit,
    names: &[String],
) -> Result<String, Error> {
    let fault = |why: &str| {
        let name = &source.name;
        Error::Usage(format!(
            "`{name}` {why}; edit `operations` by hand, and run `tinsmith generate`"
        ))
    };
    let document = source.text.parse::<DocumentMut>();
    let mut document = document.map_err(|error| fault(&format!("is no TOML: {error}")))?;
    let entry = document.get_mut("crate").and_then(|crates| crates.get_mut(at));
    let array = entry.and_then(|entry| entry.get_mut("operations")).and_then(Item::as_array_mut);
    let array = array.ok_or_else(|| fault("has no list of operations where it is expected"))?;
    let mut list = List::take(array);
    for name in names {
        match what {
            Edit::Add => list.insert(name),
            Edit::Remove => list.remove(name),
        }
    }
    list.put(array);
    Ok(document.to_string())
}

/// An array with the text around its items.
struct List {
    /// What stands behind the bracket on its line.
    open: String,
    items: Vec<Entry>,
    /// What stands before the other bracket, but for the line of the last item.
    close: String,
}

struct Entry {
    /// From the end of the line before.
    before: String,
    value: Value,
    /// Up to the end of the line, behind the comma.
    after: String,
}

impl List {
    fn take(array: &Array) -> Self {
        let mut list = Self { open: String::new(), items: Vec::new(), close: String::new() };
        // What stands before a comma and behind the last item.
        let mut carried = String::new();
        for value in array {
            let text = |raw: Option<&toml_edit::RawString>| {
                raw.and_then(toml_edit::RawString::as_str).unwrap_or_default().to_owned()
            };
            let prefix = carried + &text(value.decor().prefix());
            let (line, before) = split(&prefix);
            match list.items.last_mut() {
                Some(last) => last.after = line,
                None => list.open = line,
            }
            carried = text(value.decor().suffix());
            list.items.push(Entry { before, value: value.clone(), after: String::new() });
        }
        let trailing = carried + array.trailing().as_str().unwrap_or_default();
        let (line, close) = split(&trailing);
        match list.items.last_mut() {
            Some(last) => last.after = line,
            None => list.open = line,
        }
        list.close = close;
        list
    }

    fn put(mut self, array: &mut Array) {
        array.clear();
        let mut behind = self.open;
        let mut lines = false;
        for Entry { mut before, mut value, after } in self.items {
            // A comment ends with its line.
            if behind.contains('#') && !before.contains('\n') {
                before.insert(0, '\n');
            }
            lines |= before.contains('\n');
            let decor = value.decor_mut();
            decor.set_prefix(behind + &before);
            decor.set_suffix("");
            array.push_formatted(value);
            behind = after;
        }
        if behind.contains('#') && !self.close.contains('\n') {
            self.close.insert(0, '\n');
        }
        array.set_trailing_comma(lines && self.close.contains('\n'));
        array.set_trailing(behind + &self.close);
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.items.iter().position(|item| is(&item.value, name))
    }

    fn insert(&mut self, name: &str) {
        if self.place(name).is_some() {
            return;
        }
        let later = |item: &Entry| item.value.as_str().is_some_and(|other| last(other) > name);
        let at = self.items.iter().position(later).unwrap_or(self.items.len());
        let neighbour = self.items.get(at).or(self.items.last());
        let before = neighbour.map_or("", |item| item.before.as_str());
        let before = match before.rsplit_once('\n') {
            Some((_, indent)) => format!("\n{indent}"),
            None if at == 0 => before.to_owned(),
            None => " ".to_owned(),
        };
        if let Some(first) = self.items.first_mut().filter(|_| at == 0)
            && !first.before.contains('\n')
        {
            first.before = " ".to_owned();
        }
        let item = Entry { before, value: Value::from(name), after: String::new() };
        self.items.insert(at, item);
    }

    fn remove(&mut self, name: &str) {
        while let Some(at) = self.place(name) {
            let gone = self.items.remove(at);
            if let Some(first) = self.items.first_mut().filter(|_| at == 0)
                && !first.before.contains('\n')
            {
                first.before = gone.before;
            }
        }
    }
}

/// Whether an item of the list means an operation: it may have the whole shape id.
fn is(value: &Value, name: &str) -> bool {
    value.as_str().is_some_and(|text| last(text) == name)
}

/// The last part of a shape id, by which operations are known.
pub(crate) fn last(name: &str) -> &str {
    name.rsplit('#').next().unwrap_or(name)
}

/// The rest of a line, and what follows.
fn split(text: &str) -> (String, String) {
    match text.find('\n') {
        Some(at) => {
            let (line, rest) = text.split_at(at);
            (line.trim_end().to_owned(), rest.to_owned())
        }
        None => (String::new(), text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Edit, edit};
    use crate::diagnostics::Source;

    /// A manifest with this list in its second crate, edited.
    fn edited(list: &str, added: &[&str], removed: &[&str]) -> String {
        let around = |list: &str| {
            format!(
                "# A manifest.\n[[crate]]\nname = \"a\"  # one\n\n[[crate]]\noperations = {list}\n# end\n"
            )
        };
        let names =
            |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let edit = |text: String, what, all: &[&str]| {
            edit(&Source::new("tinsmith.toml", text), 1, what, &names(all)).unwrap()
        };
        let text = edit(edit(around(list), Edit::Add, added), Edit::Remove, removed);
        let (before, after) =
            around("|").split_once('|').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let list = text.strip_prefix(&before).and_then(|text| text.strip_suffix(&after));
        list.unwrap_or_else(|| panic!("something else changed:\n{text}")).to_owned()
    }

    #[test]
    fn on_one_line() {
        assert_eq!(edited(r#"["B"]"#, &["A", "C"], &[]), r#"["A", "B", "C"]"#);
        assert_eq!(edited(r#"[ "B", "D" ]"#, &["C"], &["D"]), r#"[ "B", "C" ]"#);
        assert_eq!(edited(r#"["A", "B"]"#, &[], &["A"]), r#"["B"]"#);
        assert_eq!(edited(r#"["A", "B"]"#, &["A", "B"], &["X"]), r#"["A", "B"]"#);
        assert_eq!(edited("[]", &["A"], &[]), r#"["A"]"#);
    }

    #[test]
    fn on_lines_with_comments() {
        let list = "[ # all of it\n    # The first.\n    \"A\", # why\n    \"C\"  # no comma\n]";
        let added = "[ # all of it\n    # The first.\n    \"A\", # why\n    \"B\",\n    \"C\",  # no comma\n    \"D\",\n]";
        assert_eq!(edited(list, &["D", "B"], &[]), added);
        let removed = "[ # all of it\n    \"C\",  # no comma\n]";
        assert_eq!(edited(list, &[], &["A"]), removed);
        let removed = "[ # all of it\n    # The first.\n    \"A\", # why\n]";
        assert_eq!(edited(list, &[], &["C"]), removed);
    }

    #[test]
    fn whole_shape_ids_and_lists_out_of_order() {
        assert_eq!(edited(r#"["a.b#C", "A"]"#, &["C", "B"], &[]), r#"["B", "a.b#C", "A"]"#);
        assert_eq!(edited(r#"["a.b#C", "A"]"#, &[], &["C"]), r#"["A"]"#);
    }

    #[test]
    fn a_comment_never_swallows_what_follows() {
        let list = "[\"A\", # why\n \"B\"]";
        assert_eq!(edited(list, &[], &["B"]), "[\"A\" # why\n]");
        assert_eq!(edited(list, &["AA"], &["B"]), "[\"A\", # why\n \"AA\"]");
    }
}
