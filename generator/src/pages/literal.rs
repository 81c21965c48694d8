//! The response as one nested literal, in the notation of `Debug`, with every value of an enum as
//! an alternative.

use std::collections::BTreeSet;

use super::Page;
use super::text::alternatives;
use super::types::{DEPTH, Target};
use crate::rust::{EnumDef, Presence, StructDef, Ty, UnionDef};

/// Past this many lines, structures that were shown before are not shown again.
const LONG: usize = 400;

/// The section, and whether the response can hold a value of an enum.
pub(super) fn section(page: Page<'_>) -> (String, bool) {
    let Literal { lines, has_enum, .. } = of(page);
    (format!("```rs\n{}\n```\n", lines.join("\n")), has_enum)
}

fn of(page: Page<'_>) -> Literal<'_> {
    let output = &page.operation.output;
    let mut literal = Literal {
        page,
        lines: Vec::new(),
        path: Vec::new(),
        shown: BTreeSet::new(),
        has_enum: false,
    };
    if output.fields.is_empty() {
        literal.line(0, &format!("{} {{}}", output.name));
    } else {
        literal.line(0, &format!("{} {{", output.name));
        literal.fields(output, 1);
        literal.line(0, "}");
    }
    literal
}

struct Literal<'a> {
    page: Page<'a>,
    lines: Vec<String>,
    path: Vec<&'a str>,
    shown: BTreeSet<&'a str>,
    has_enum: bool,
}

impl<'a> Literal<'a> {
    fn fields(&mut self, holder: &'a StructDef, depth: usize) {
        for field in &holder.fields {
            let label = field.name.trim_start_matches("r#");
            match field.presence {
                Presence::Optional => {
                    self.value(&field.ty, &format!("{label}: Some("), ")", depth);
                }
                _ => self.value(&field.ty, &format!("{label}: "), "", depth),
            }
        }
    }

    /// A value between `before` and `after`, which are on its first and its last line.
    fn value(&mut self, ty: &'a Ty, before: &str, after: &str, depth: usize) {
        let (item, open, close, label) = match ty {
            Ty::Boxed(inner) => return self.value(inner, before, after, depth),
            Ty::List(item) => (&**item, "[", "]", String::new()),
            Ty::Map(key, value) => (&**value, "{", "}", format!("{}: ", leaf(key))),
            _ => return self.single(self.page.types.target(ty), before, after, depth),
        };
        let is_leaf = matches!(self.page.types.target(item), Target::Leaf(_));
        if is_leaf && !matches!(item, Ty::List(_) | Ty::Map(..)) {
            let line = format!("{before}{open}{label}{}, …{close}{after},", leaf(item));
            return self.line(depth, &line);
        }
        self.line(depth, &format!("{before}{open}"));
        self.value(item, &label, "", depth + 1);
        self.line(depth + 1, "…");
        self.line(depth, &format!("{close}{after},"));
    }

    fn single(&mut self, target: Target<'a>, before: &str, after: &str, depth: usize) {
        match target {
            Target::Leaf(ty) => self.line(depth, &format!("{before}{}{after},", leaf(ty))),
            Target::Enum(def) => self.choice(def, before, after, depth),
            Target::Union(def) => self.union(def, before, after, depth),
            Target::Structure(def) => {
                let name = &def.name;
                let again = self.shown.contains(name.as_str()) && self.lines.len() > LONG;
                let around = self.path.contains(&name.as_str());
                if def.fields.is_empty() {
                    return self.line(depth, &format!("{before}{name} {{}}{after},"));
                }
                if around || again || self.path.len() >= DEPTH {
                    let text = format!("{before}{name} {{ … }}{after}, // members as above");
                    return self.line(depth, &text);
                }
                self.shown.insert(name);
                self.path.push(name);
                self.line(depth, &format!("{before}{name} {{"));
                self.fields(def, depth + 1);
                self.line(depth, &format!("}}{after},"));
                self.path.pop();
            }
        }
    }

    /// All variants of a union, of which a value is one.
    fn union(&mut self, def: &'a UnionDef, before: &str, after: &str, depth: usize) {
        let name = &def.name;
        let again = self.shown.contains(name.as_str()) && self.lines.len() > LONG;
        if again || self.path.contains(&name.as_str()) || self.path.len() >= DEPTH {
            let text = format!("{before}{name}(…){after}, // variants as above");
            return self.line(depth, &text);
        }
        self.shown.insert(name);
        self.path.push(name);
        self.line(depth, &format!("{before} // {name}, one of these:"));
        for variant in &def.variants {
            match &variant.ty {
                Ty::Unit => self.line(depth + 1, &format!("{},", variant.name)),
                ty => self.value(ty, &format!("{}(", variant.name), ")", depth + 1),
            }
        }
        self.line(depth, &format!("{after},"));
        self.path.pop();
    }

    fn choice(&mut self, def: &EnumDef, before: &str, after: &str, depth: usize) {
        self.has_enum = true;
        let lines = alternatives(def, 4 * depth + 6, |variant| format!("{:?}", variant.value));
        let comment = format!(" // {}", def.name);
        match lines.as_slice() {
            [] => self.line(depth, &format!("{before}\"string\"{after},{comment}")),
            [one] if 4 * depth + before.len() + one.len() + comment.len() < 96 => {
                self.line(depth, &format!("{before}{one}{after},{comment}"));
            }
            many if before.is_empty() => {
                self.line(depth, comment.trim_start());
                for (i, line) in many.iter().enumerate() {
                    let comma = if i + 1 == many.len() { "," } else { "" };
                    self.line(depth, &format!("{line}{comma}"));
                }
            }
            many => {
                self.line(depth, &format!("{before}{comment}"));
                for line in many {
                    self.line(depth + 1, line);
                }
                self.line(depth, &format!("{after},"));
            }
        }
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{}{text}", "    ".repeat(depth)));
    }
}

fn leaf(ty: &Ty) -> &'static str {
    match ty {
        Ty::Bool => "true | false",
        Ty::Byte | Ty::Short | Ty::Integer | Ty::Long => "123",
        Ty::Float | Ty::Double => "1.5",
        Ty::Blob => "Blob",
        Ty::DateTime => "DateTime",
        Ty::Unit => "()",
        Ty::String | Ty::Named { .. } | Ty::List(_) | Ty::Map(..) | Ty::Boxed(_) => "\"string\"",
    }
}
