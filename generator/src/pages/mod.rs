//! The Markdown page of each operation: everything there is to know about calling it, on one page
//! that needs no other. It is made from the crate's definition alone, so that names, types, wire
//! names and documentation are those of the generated code. Every value of every enum is on the
//! page; what would repeat itself without end, or for pages on end, points to its first place.
//!
//! Blocks marked `rust,no_run` are complete: they compile as doctests of any crate that depends on
//! the generated one under the name of the official crate. Blocks marked `rs` are notation.

mod argument;
mod errors;
mod example;
mod literal;
mod members;
mod pagination;
mod request;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod waiters;
mod wire;

use crate::output::{self, OutputFile};
use crate::parallel;
use crate::rust::{CrateDef, OperationDef, Role};
use text::code;
use types::Types;

/// A page for each operation, in their order; each called after the operation's module.
pub(crate) fn pages(def: &CrateDef) -> Vec<OutputFile> {
    let types = Types::new(def);
    let page = |operation: &OperationDef| OutputFile {
        path: format!("{}.md", operation.module.trim_end_matches('_')),
        text: output::markdown(&Page { def, types: &types, operation }.text()),
    };
    parallel::map(&def.operations, page)
}

/// What the sections of a page are made from.
#[derive(Clone, Copy)]
struct Page<'a> {
    def: &'a CrateDef,
    types: &'a Types<'a>,
    operation: &'a OperationDef,
}

/// A section: its heading and its text.
struct Section {
    title: &'static str,
    body: String,
}

impl<'a> Page<'a> {
    fn text(self) -> String {
        let mut listed = members::Listed::new();
        let parameters = self.parameters(&mut listed);
        let (literal, has_enum) = literal::section(self);
        let response = self.response(has_enum, &mut listed);
        let sections: Vec<Section> = [
            Some(Section { title: "Example", body: example::section(self) }),
            Some(Section { title: "Request syntax", body: request::section(self) }),
            Some(Section { title: "Parameters", body: parameters }),
            Some(Section { title: "Response syntax", body: literal }),
            Some(Section { title: "Response structure", body: response }),
            pagination::section(self).map(|body| Section { title: "Pagination", body }),
            waiters::section(self).map(|body| Section { title: "Waiters", body }),
            Some(Section { title: "Errors", body: errors::section(self) }),
            wire::section(self).map(|body| Section { title: "On the wire", body }),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut out = self.head();
        let links: Vec<String> = sections.iter().map(|section| link(section.title)).collect();
        out.push_str(&format!("On this page: {}\n", links.join(" · ")));
        for Section { title, body } in sections {
            out.push_str(&format!("\n## {title}\n\n{}\n", body.trim_end()));
        }
        out
    }

    fn head(self) -> String {
        let operation = self.operation;
        let mut out = format!("# {}\n\n", operation.name);
        if let Some(note) = text::deprecation(operation.deprecated.as_ref()) {
            out.push_str(&format!("> {note}\n\n"));
        }
        if operation.docs.is_empty() {
            out.push_str(&format!("The {} operation.", code(&operation.name)));
        } else {
            out.push_str(&text::demoted(&operation.docs));
        }
        out.push_str(&format!(
            "\n\nAn operation of {}, API version {}. In Rust: {} of the client.\n\n",
            crate::docs::escape(&self.def.service.title),
            crate::docs::escape(&self.def.service.version),
            code(&format!("{}()", operation.method)),
        ));
        out
    }

    fn parameters(self, listed: &mut members::Listed<'a>) -> String {
        let input = &self.operation.input;
        let mut out = paragraph(&input.docs);
        if input.fields.is_empty() {
            out.push_str("The operation takes no parameters.");
            return out;
        }
        out.push_str(
            "Each line gives the method of the call, the name in the API, the type, whether the \
             service requires it, which values it allows, and the key in the request, where `N` counts \
             from 1.",
        );
        if let Some(list) = input.fields.iter().find(|field| types::is_list(&field.ty)) {
            out.push_str(&format!(
                " A method of a list adds one item; {} sets all of it.",
                code(&format!("set_{}(Some(vec![…]))", list.stem)),
            ));
        }
        out.push_str("\n\n");
        out.push_str(&members::list(self, input, Role::Input, listed));
        out
    }

    fn response(self, has_enum: bool, listed: &mut members::Listed<'a>) -> String {
        let output = &self.operation.output;
        let mut out = paragraph(&output.docs);
        if output.fields.is_empty() {
            out.push_str("The response has no members. That it is no error says that it worked.");
            return out;
        }
        out.push_str(
            "Each line gives the field, the name in the API, the type, and the element in the \
             response. Every field is an `Option`, `None` when the response leaves it out. Methods of the \
             same names borrow the values; those of lists give a slice, empty when there is no list.\n\n",
        );
        out.push_str(&members::list(self, output, Role::Output, listed));
        if has_enum {
            out.push_str(
                "\nA value that its enum does not know yet is kept as it came: `as_str()` gives it, and a \
                 `match` needs an arm `_` for it.\n",
            );
        }
        out.push_str(&format!(
            "\nThe ID that AWS gave to the request is {}, with the trait {} in scope.\n",
            code("output.request_id()"),
            code(&format!("{}::operation::RequestId", self.types.krate)),
        ));
        out
    }
}

fn paragraph(docs: &str) -> String {
    if docs.is_empty() { String::new() } else { format!("{}\n\n", text::demoted(docs)) }
}

fn link(title: &str) -> String {
    format!("[{title}](#{})", title.to_lowercase().replace(' ', "-"))
}
