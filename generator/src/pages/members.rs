//! Members as a nested list: names, type, constraints, documentation, the values of enums, and the
//! members of structures below their holders. A structure is listed in full where it first
//! occurs; later places point there, unless it is too small for that to help.

use std::collections::BTreeMap;

use super::text::{MANY, code, constraints, demoted, deprecation, indented};
use super::types::{DEPTH, Target, is_list, name};
use super::{Page, wire};
use crate::rust::{EnumDef, FieldDef, Presence, Role, StructDef, Ty, UnionDef};

/// Structures with no more members than this, none of them a structure, are listed every time.
const SMALL: usize = 3;

/// Enums with many values that the page has listed: where.
pub(super) type Listed<'a> = BTreeMap<&'a str, String>;

/// The list of the members of `root`. Enums of `listed` are not listed again, and those that were
/// found here are put into it.
pub(super) fn list<'a>(
    page: Page<'a>,
    root: &'a StructDef,
    role: Role,
    listed: &mut Listed<'a>,
) -> String {
    let first = std::mem::take(listed);
    let mut list = List { page, role, first, long: Vec::new(), out: String::new() };
    list.members(root, &Place::default());
    let long = list.long.into_iter();
    listed.extend(long.map(|(name, path)| (name, format!("{path} of the parameters"))));
    list.out
}

/// Where a member stands.
#[derive(Clone, Default)]
struct Place {
    depth: usize,
    /// Names in Rust, joined by dots.
    path: String,
    /// Names on the wire.
    key: String,
}

struct List<'a> {
    page: Page<'a>,
    role: Role,
    /// Where each type was listed first.
    first: BTreeMap<&'a str, String>,
    /// Enums with many values, and where they were listed.
    long: Vec<(&'a str, String)>,
    out: String,
}

impl<'a> List<'a> {
    fn members(&mut self, holder: &'a StructDef, at: &Place) {
        let plan = wire::Plan::of(&holder.writes, &holder.reads);
        self.fields(&holder.fields, plan, at, true);
    }

    fn fields(&mut self, fields: &'a [FieldDef], plan: wire::Plan<'a>, at: &Place, members: bool) {
        for (i, field) in fields.iter().enumerate() {
            if i > 0 {
                self.push("\n", 0);
            }
            let dot = if at.path.is_empty() { "" } else { "." };
            let here = Place {
                depth: at.depth + 1,
                path: format!("{}{dot}{}", at.path, field.name),
                key: wire::name(self.page.def.codec.module, self.role, plan, field, &at.key),
            };
            self.member(field, at.depth, &here, members);
        }
    }

    fn member(&mut self, field: &'a FieldDef, depth: usize, here: &Place, is_member: bool) {
        let head = format!("- {}\n", self.head(field, here, is_member));
        self.push(&head, depth);
        if !field.docs.is_empty() {
            self.paragraph(&demoted(&field.docs), here.depth);
        }
        match self.page.types.target(&field.ty) {
            Target::Structure(def) => self.structure(def, here),
            Target::Union(def) => self.union(def, here),
            Target::Enum(def) => self.enumeration(def, here),
            Target::Leaf(_) => {}
        }
    }

    /// The line that says everything but the documentation.
    fn head(&self, field: &FieldDef, here: &Place, is_member: bool) -> String {
        let mut parts = vec![format!("**{}** ({})", code(&field.name), code(&field.member))];
        if field.ty != Ty::Unit {
            parts.push(code(&name(&field.ty)));
        }
        if self.role == Role::Input && is_member {
            let required = if field.required { "**required**" } else { "optional" };
            parts.push(required.to_owned());
        }
        if let Presence::Default(value) = &field.presence
            && let Some(value) = value.describe()
        {
            parts.push(format!("default {}", code(&value)));
        }
        let list = is_list(&field.ty);
        parts.extend(constraints(&field.constraints, list));
        let each = constraints(&field.item_constraints, false);
        parts.extend(each.iter().map(|phrase| format!("each {phrase}")));
        if self.role == Role::Input && self.is_token(field, here) {
            parts.push("filled in when absent".to_owned());
        }
        if field.sensitive {
            parts.push("secret, so hidden in debug output".to_owned());
        }
        if !here.key.is_empty() {
            let what = if self.role == Role::Input { "key" } else { "element" };
            parts.push(format!("{what} {}", code(&here.key)));
        }
        let note = deprecation(field.deprecated.as_ref()).map(|note| format!(" · {note}"));
        format!("{}{}", parts.join(" · "), note.unwrap_or_default())
    }

    fn is_token(&self, field: &FieldDef, here: &Place) -> bool {
        here.depth == 1 && self.page.operation.token_field.as_ref() == Some(&field.name)
    }

    fn structure(&mut self, def: &'a StructDef, here: &Place) {
        let nested = def
            .fields
            .iter()
            .any(|f| matches!(self.page.types.target(&f.ty), Target::Structure(_)));
        let small = def.fields.len() <= SMALL && !nested;
        if let Some(first) = self.first.get(def.name.as_str()).filter(|_| !small) {
            let text = format!("Members of {}: as listed at {first}.", code(&def.name));
            return self.paragraph(&text, here.depth);
        }
        if here.depth > DEPTH {
            let text = format!("{} goes deeper than this page.", code(&def.name));
            return self.paragraph(&text, here.depth);
        }
        let seen = self.first.insert(&def.name, code(&here.path)).is_some();
        if !def.docs.is_empty() && !seen {
            self.about(&def.name, &def.docs, here.depth);
        }
        self.push("\n", 0);
        self.members(def, here);
    }

    fn union(&mut self, def: &'a UnionDef, here: &Place) {
        let name = code(&def.name);
        if let Some(first) = self.first.get(def.name.as_str()) {
            let text = format!("Variants of {name}: as listed at {first}.");
            return self.paragraph(&text, here.depth);
        }
        if here.depth > DEPTH {
            return self.paragraph(&format!("{name} goes deeper than this page."), here.depth);
        }
        self.first.insert(&def.name, code(&here.path));
        if !def.docs.is_empty() {
            self.about(&def.name, &def.docs, here.depth);
        }
        self.paragraph(&format!("One of the variants of {name}:\n"), here.depth);
        self.push("\n", 0);
        self.fields(&def.variants, wire::Plan::of(&def.writes, &def.reads), here, false);
    }

    /// Documentation of a type, told apart from the member's.
    fn about(&mut self, name: &str, docs: &str, depth: usize) {
        let inline = docs.starts_with(|c: char| c.is_alphanumeric() || c == '`');
        let between = if inline { ": " } else { ":\n\n" };
        self.paragraph(&format!("{}{between}{}", code(name), demoted(docs)), depth);
    }

    fn enumeration(&mut self, def: &'a EnumDef, here: &Place) {
        if let Some(first) = self.first.get(def.name.as_str()) {
            let text = format!("Values of {}: as listed at {first}.", code(&def.name));
            return self.paragraph(&text, here.depth);
        }
        self.first.insert(&def.name, code(&here.path));
        if def.variants.len() > MANY {
            self.long.push((&def.name, code(&here.path)));
        }
        if !def.docs.is_empty() {
            self.about(&def.name, &def.docs, here.depth);
        }
        if def.variants.is_empty() {
            return;
        }
        let count = def.variants.len();
        let title = format!("The {count} values of {}", code(&def.name));
        let values = values(def);
        if count > MANY {
            let summary = format!("The {count} values of <code>{}</code>", def.name);
            let text = format!("<details><summary>{summary}</summary>\n\n{values}\n</details>");
            self.paragraph(&text, here.depth);
        } else {
            let title =
                if count == 1 { format!("The value of {}", code(&def.name)) } else { title };
            let place = if def.is_named { "in Rust and on the wire" } else { "as known so far" };
            self.paragraph(&format!("{title}, {place}:\n\n{values}"), here.depth);
        }
    }

    fn paragraph(&mut self, text: &str, depth: usize) {
        self.out.push('\n');
        self.push(text, depth);
    }

    fn push(&mut self, text: &str, depth: usize) {
        if text == "\n" {
            self.out.push('\n');
        } else {
            self.out.push_str(&indented(text, depth));
        }
    }
}

/// The values of an enum: a list with their meaning, or one paragraph when the model gives none.
fn values(def: &EnumDef) -> String {
    let pair = |variant: &crate::rust::VariantDef| {
        let value = code(&format!("{:?}", variant.value));
        if def.is_named { format!("{} = {value}", code(&variant.name)) } else { value }
    };
    if def.variants.iter().all(|v| v.docs.is_empty() && v.deprecated.is_none()) {
        let pairs: Vec<String> = def.variants.iter().map(pair).collect();
        return format!("{}\n", pairs.join(",\n"));
    }
    let mut out = String::new();
    for variant in &def.variants {
        let note = deprecation(variant.deprecated.as_ref()).map(|note| format!(" {note}"));
        let docs = if variant.docs.is_empty() {
            String::new()
        } else {
            format!(": {}", demoted(&variant.docs))
        };
        let text = format!("{}{docs}{}", pair(variant), note.unwrap_or_default());
        let text = indented(&text, 1);
        out.push_str(&format!("- {}", text.trim_start()));
    }
    out
}
