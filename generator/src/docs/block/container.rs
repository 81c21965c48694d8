//! Lists, their items and quotations: a flat list of open entries. Beyond [`MAX_DEPTH`] levels they
//! no longer indent, so output stays linear in the input however deep the nesting.

use super::{Lead, Writer};
use crate::docs::inline::Span;

/// How many lists and quotations deep the output goes.
const MAX_DEPTH: usize = 8;

/// A container of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::docs) enum Container {
    List,
    Item,
    Quote,
}

#[derive(Debug)]
pub(super) struct Open {
    container: Container,
    /// Whether it indents its content; false beyond the depth limit.
    indents: bool,
    /// The length of the prefix outside.
    outside: usize,
    /// The value of `Writer::emitted` when it was opened.
    since: usize,
    /// For lists: the number of the next item, or none for bullets.
    number: Option<u64>,
    /// For lists: the value of `emitted` after the latest item, be it in the list just before.
    begun: Option<usize>,
    /// For lists: the value of `since` of the item it is directly in.
    item: Option<usize>,
    /// The lead outside, to return to when nothing was written.
    lead: Option<Lead>,
}

impl Writer {
    /// Opens a list, numbered from `number` or bulleted.
    pub(in crate::docs) fn start_list(&mut self, number: Option<u64>) {
        self.flush();
        if self.table.is_some() || self.code.is_some() {
            return;
        }
        let (mut number, mut begun) = (number, None);
        if let Some((emitted, prefix, next)) = self.closed.take()
            && emitted == self.emitted
            && prefix == self.prefix.len()
            && next.is_some() == number.is_some()
        {
            // In Markdown the two would be one list anyway.
            number = next;
            begun = Some(emitted);
        }
        self.push(Container::List, "", number, begun);
    }

    /// Opens an item, and a list around it where there is none.
    pub(in crate::docs) fn start_item(&mut self) {
        self.flush();
        if self.table.is_some() || self.code.is_some() {
            return;
        }
        if self.count(Container::List) == 0 {
            self.start_list(None);
        }
        while self.stack.last().is_some_and(|o| o.container != Container::List) {
            self.pop();
        }
        let Some(list) = self.stack.last() else {
            return;
        };
        let (number, begun) = (list.number, list.begun);
        let follows_text =
            list.item.is_some_and(|since| self.emitted > since) && number.is_none_or(|n| n == 1);
        let tight = begun == Some(self.emitted) || follows_text;
        let marker = number.map_or_else(|| "- ".to_owned(), |n| format!("{n}. "));
        let outside = self.lead.clone();
        if self.depth < MAX_DEPTH {
            match &mut self.lead {
                Some(lead) => lead.text.push_str(&marker),
                None => {
                    self.lead = Some(Lead { text: format!("{}{marker}", self.prefix), tight });
                }
            }
        }
        self.push(Container::Item, &" ".repeat(marker.len()), None, None);
        if let Some(item) = self.stack.last_mut() {
            item.lead = outside;
        }
    }

    /// Opens a quotation, with a bold label where it is a note of some kind.
    pub(in crate::docs) fn start_quote(&mut self, label: Option<&str>) {
        self.flush();
        if self.table.is_some() || self.code.is_some() {
            return;
        }
        let outside = self.lead.clone();
        if self.depth < MAX_DEPTH
            && let Some(lead) = &mut self.lead
        {
            lead.text.push_str("> ");
        }
        self.push(Container::Quote, "> ", None, None);
        if let Some(quote) = self.stack.last_mut() {
            quote.lead = outside;
        }
        if let Some(label) = label {
            self.inline.clear();
            self.inline.start(Span::Strong);
            self.inline.text(label);
            self.inline.text(":");
            self.inline.end(Span::Strong);
            self.inline.text(" ");
            self.join = true;
        }
    }

    /// Ends the innermost container of a kind, and all inside it. Without one it does nothing.
    pub(in crate::docs) fn end(&mut self, container: Container) {
        if self.code.is_some() || self.table.is_some() {
            return self.flush();
        }
        if self.join && container == Container::Quote {
            // A note without a text.
            self.inline.clear();
            self.join = false;
        }
        self.flush();
        self.inline.clear();
        if self.count(container) == 0 {
            return;
        }
        while self.pop().is_some_and(|popped| popped != container) {}
    }

    /// Starts the term of a definition: an item of its own, in bold.
    pub(in crate::docs) fn start_term(&mut self) {
        self.start_item();
        self.term = self.table.is_none() && self.code.is_none();
    }

    /// Starts the text of a definition, on the line of its term.
    pub(in crate::docs) fn start_definition(&mut self) {
        if std::mem::take(&mut self.term) && !self.inline.is_empty() {
            self.inline.trim_end();
            let colon = !self.inline.ends_with(':');
            self.inline.embolden();
            self.inline.end_all();
            self.inline.text(if colon { ": " } else { " " });
            self.join = true;
        } else {
            self.start_item();
        }
    }

    fn push(
        &mut self,
        container: Container,
        inside: &str,
        number: Option<u64>,
        begun: Option<usize>,
    ) {
        let indents = container != Container::List && self.depth < MAX_DEPTH;
        let item = self.stack.last().and_then(|o| match o.container {
            Container::List => o.item,
            Container::Item => o.indents.then_some(o.since),
            Container::Quote => None,
        });
        self.stack.push(Open {
            container,
            item,
            indents,
            outside: self.prefix.len(),
            since: self.emitted,
            number,
            begun,
            lead: None,
        });
        if let Some(count) = self.counts.get_mut(container as usize) {
            *count += 1;
        }
        if indents {
            self.depth += 1;
            self.prefix.push_str(inside);
        }
    }

    fn pop(&mut self) -> Option<Container> {
        let open = self.stack.pop()?;
        if let Some(count) = self.counts.get_mut(open.container as usize) {
            *count -= 1;
        }
        if open.indents {
            self.depth -= 1;
            self.prefix.truncate(open.outside);
            self.common = self.common.min(open.outside);
        }
        let written = self.emitted > open.since;
        match open.container {
            Container::List if open.begun == Some(self.emitted) => {
                self.closed = Some((self.emitted, self.prefix.len(), open.number));
            }
            Container::List => {}
            Container::Item | Container::Quote => {
                if !written {
                    self.lead = open.lead;
                } else if open.container == Container::Item
                    && let Some(list) = self.stack.last_mut()
                {
                    list.begun = Some(self.emitted);
                    list.number = list.number.map(|n| n.saturating_add(1));
                }
            }
        }
        Some(open.container)
    }

    fn count(&self, container: Container) -> usize {
        self.counts.get(container as usize).copied().unwrap_or(0)
    }
}
