//! The request as code: a function that compiles, with every setter, nested structures as
//! builders, and every value of an enum in a comment.

use std::collections::BTreeSet;

use super::Page;
use super::argument::{arguments, build};
use super::text::{alternatives, code, constraints};
use super::types::{DEPTH, Target, is_list, name, path};
use crate::rust::{EnumDef, FieldDef, StructDef, Ty};

/// Past this many lines, structures that were shown before are not shown again.
const LONG: usize = 300;

pub(super) fn section(page: Page<'_>) -> String {
    let krate = &page.types.krate;
    let operation = page.operation;
    let mut call = Call { page, lines: Vec::new(), path: Vec::new(), shown: BTreeSet::new() };
    call.setters(&operation.input, 2);
    let body = call.lines.join("\n");
    let (module, output, method) = (&operation.module, &operation.output.name, &operation.method);
    let mut imports = "Client, Error".to_owned();
    for path in ["primitives", "types"] {
        if body.contains(&format!("{path}::")) {
            imports.push_str(&format!(", {path}"));
        }
    }
    let lines = if body.is_empty() { String::new() } else { format!("\n{body}") };
    format!(
        "```rust,no_run\nuse {krate}::operation::{module}::{output};\nuse {krate}::{{{imports}}};\n\n\
         async fn call(client: &Client) -> Result<{output}, Error> {{\n    let output = client\n        \
         .{method}(){lines}\n        .send()\n        .await?;\n    Ok(output)\n}}\n```\n\n\
         Returns {}, or {} with {} inside.{}\n",
        code(output),
        code("SdkError"),
        code(&format!("{}Error", operation.name)),
        if operation.input.fields.is_empty() {
            ""
        } else {
            " A real call sets the required members and leaves out what it does not need. Nothing \
             is sent before `send()`."
        },
    )
}

struct Call<'a> {
    page: Page<'a>,
    lines: Vec<String>,
    /// The structures around the one at hand.
    path: Vec<&'a str>,
    shown: BTreeSet<&'a str>,
}

impl<'a> Call<'a> {
    fn setters(&mut self, holder: &'a StructDef, depth: usize) {
        for field in &holder.fields {
            self.setter(field, depth);
        }
    }

    fn setter(&mut self, field: &'a FieldDef, depth: usize) {
        let setter = &field.name;
        let notes = notes(field);
        let target = self.page.types.target(&field.ty);
        let is_map = matches!(field.ty, Ty::Map(..));
        match target {
            Target::Leaf(_) | Target::Union(_) => self.plain(field, &notes, depth),
            _ if is_map || is_nested(&field.ty) => self.plain(field, &notes, depth),
            Target::Enum(def) => self.choice(def, setter, &notes, depth),
            Target::Structure(def) => {
                if !notes.is_empty() {
                    self.line(depth, &format!("// {}", notes.join(", ")));
                }
                let again = self.shown.contains(def.name.as_str()) && self.lines.len() > LONG;
                let around = self.path.contains(&def.name.as_str());
                let (builder, build) = (format!("{}::builder()", path(def)), build(def));
                if around || again || self.path.len() >= DEPTH || def.fields.is_empty() {
                    let as_above = if def.fields.is_empty() { "" } else { " // members as above" };
                    return self.line(depth, &format!(".{setter}({builder}.{build}){as_above}"));
                }
                self.shown.insert(&def.name);
                self.path.push(&def.name);
                self.line(depth, &format!(".{setter}("));
                self.line(depth + 1, &builder);
                self.setters(def, depth + 2);
                self.line(depth + 2, &format!(".{build},"));
                self.line(depth, ")");
                self.path.pop();
            }
        }
    }

    /// A setter whose argument fits on its line.
    fn plain(&mut self, field: &FieldDef, notes: &[String], depth: usize) {
        let notes: Vec<String> = std::iter::once(name(&field.ty)).chain(notes.to_vec()).collect();
        let arguments = arguments(self.page.types, &field.ty);
        self.line(depth, &format!(".{}({arguments}) // {}", field.name, notes.join(", ")));
    }

    /// A setter of an enum: all values on its own line if they fit, else above it.
    fn choice(&mut self, def: &EnumDef, setter: &str, notes: &[String], depth: usize) {
        let value = match def.variants.first() {
            Some(variant) => format!("types::{}", def.expression(variant)),
            None => format!("types::{}::from(\"string\")", def.name),
        };
        let mut notes = notes.to_vec();
        let lines = alternatives(def, 4 * depth + 3, |variant| def.alternative(variant));
        let setter = format!(".{setter}({value})");
        match lines.as_slice() {
            [one] if def.variants.len() < 2 || 4 * depth + setter.len() + one.len() < 90 => {
                notes.insert(0, one.clone());
            }
            [] => {}
            many => {
                for (i, line) in many.iter().enumerate() {
                    let lead = if i == 0 { "" } else { "  " };
                    self.line(depth, &format!("// {lead}{line}"));
                }
            }
        }
        let comment =
            if notes.is_empty() { String::new() } else { format!(" // {}", notes.join(", ")) };
        self.line(depth, &format!("{setter}{comment}"));
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{}{text}", "    ".repeat(depth)));
    }
}

/// Whether it is a list of lists or maps, of which a setter takes a whole one.
fn is_nested(ty: &Ty) -> bool {
    matches!(ty, Ty::List(item) if matches!(**item, Ty::List(_) | Ty::Map(..)))
}

/// What a comment says about a setter, its type aside.
fn notes(field: &FieldDef) -> Vec<String> {
    let mut notes = Vec::new();
    if field.required {
        notes.push("required".to_owned());
    }
    if is_list(&field.ty) {
        notes.push("once for each item".to_owned());
    } else if matches!(field.ty, Ty::Map(..)) {
        notes.push("once for each entry".to_owned());
    }
    // Patterns are long, and stand in the list of the parameters.
    let bounds = crate::rust::Constraints { pattern: None, ..field.constraints.clone() };
    notes.extend(constraints(&bounds, is_list(&field.ty)));
    if field.deprecated.is_some() {
        notes.push("deprecated".to_owned());
    }
    notes
}
