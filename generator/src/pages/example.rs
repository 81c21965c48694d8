//! The example: a whole program, and the values that it and the wire section share. It sets the
//! required members and asks for a dry run where there is one; an operation with pages is gone
//! through instead. Values come from the model: from its documentation ("such as `…`"), its enums
//! and its ranges.

use super::text::code;
use super::types::{Target, is_list, path};
use super::{Page, errors, wire};
use crate::rust::{Bounds, EnumDef, FieldDef, StructDef, Ty};

/// An example stops here, however many members a model requires.
const MOST: usize = 64;
const DEEPEST: usize = 8;
/// The size of a page when the model sets no limit.
const PAGE: &str = "100";

/// Members with their values, in the order of the model.
pub(super) struct Example<'a> {
    pub(super) members: Vec<(&'a FieldDef, Value<'a>)>,
}

/// One value; that of a list is its only item.
pub(super) enum Value<'a> {
    Text(String),
    Bool(bool),
    Number(String),
    Bytes,
    Moment,
    Variant {
        path: String,
        value: String,
    },
    Structure(&'a StructDef, Example<'a>),
    /// Arguments as Rust writes them, for what has no simple form.
    Code(String),
}

/// The example of a page.
pub(super) fn of(page: Page<'_>) -> Example<'_> {
    let operation = page.operation;
    let size = page_size(page);
    let dry_run = errors::dry_run(page).filter(|_| operation.paginator.is_none());
    let chosen = |field: &FieldDef| {
        let is = |other: Option<&FieldDef>| other.is_some_and(|f| f.name == field.name);
        field.required || is(size) || is(dry_run)
    };
    let mut left = MOST;
    members(page, &operation.input, &chosen, DEEPEST, &mut left)
}

/// The top-level member that limits a page.
pub(super) fn page_size(page: Page<'_>) -> Option<&FieldDef> {
    let (path, _) = page.operation.paginator.as_ref()?.page_size.as_ref()?;
    let [name] = path.as_slice() else { return None };
    page.operation.input.fields.iter().find(|field| field.name == *name)
}

fn members<'a>(
    page: Page<'a>,
    holder: &'a StructDef,
    chosen: &dyn Fn(&FieldDef) -> bool,
    depth: usize,
    left: &mut usize,
) -> Example<'a> {
    let mut members = Vec::new();
    for field in holder.fields.iter().filter(|field| chosen(field)) {
        if *left == 0 || depth == 0 {
            break;
        }
        *left -= 1;
        members.push((field, value(page, field, depth, left)));
    }
    Example { members }
}

fn value<'a>(page: Page<'a>, field: &'a FieldDef, depth: usize, left: &mut usize) -> Value<'a> {
    if !is_simple(&field.ty) {
        return Value::Code(super::argument::arguments(page.types, &field.ty));
    }
    match page.types.target(&field.ty) {
        Target::Union(_) => Value::Code(super::argument::arguments(page.types, &field.ty)),
        Target::Structure(def) => {
            Value::Structure(def, members(page, def, &|f| f.required, depth - 1, left))
        }
        Target::Enum(def) => variant(def, &field.docs),
        Target::Leaf(ty) => match ty {
            Ty::Bool => Value::Bool(true),
            Ty::Byte | Ty::Short | Ty::Integer | Ty::Long => Value::Number(number(page, field)),
            Ty::Float | Ty::Double => Value::Number("1.5".to_owned()),
            Ty::Blob => Value::Bytes,
            Ty::DateTime => Value::Moment,
            _ => {
                let name = field.name.trim_start_matches("r#").replace('_', "-");
                Value::Text(sample(&field.docs).map_or(name, str::to_owned))
            }
        },
    }
}

/// Whether a setter takes one value of what members are made of.
fn is_simple(ty: &Ty) -> bool {
    match ty {
        Ty::List(item) | Ty::Boxed(item) => !matches!(**item, Ty::List(_) | Ty::Map(..)),
        ty => !matches!(ty, Ty::Map(..)),
    }
}

/// A value that the documentation names, else the first.
fn variant<'a>(def: &EnumDef, docs: &str) -> Value<'a> {
    let named = def.variants.iter().find(|variant| docs.contains(&code(&variant.value)));
    match named.or(def.variants.first()) {
        Some(variant) => {
            Value::Variant { path: def.expression(variant), value: variant.value.clone() }
        }
        None => Value::Variant {
            path: format!("{}::from(\"value\")", def.name),
            value: "value".to_owned(),
        },
    }
}

/// The largest page there may be; else the smallest number that is allowed.
fn number(page: Page<'_>, field: &FieldDef) -> String {
    let range = if is_list(&field.ty) { &field.item_constraints } else { &field.constraints };
    let Bounds { min, max } = &range.range;
    let is_size = page_size(page).is_some_and(|size| std::ptr::eq(size, field));
    let digits =
        if is_size { max.as_deref().unwrap_or(PAGE) } else { min.as_deref().unwrap_or("1") };
    // Bounds may have a fraction; values of integer members may not.
    let whole = digits.split('.').next().unwrap_or_default();
    if whole.parse::<i64>().is_ok() { whole.to_owned() } else { "1".to_owned() }
}

/// The value that documentation gives as an example: the first code span after words that
/// announce one.
fn sample(docs: &str) -> Option<&str> {
    let starts = ["such as `", "for example, `", "for example `", "For example, `", "e.g. `"];
    let (start, words) =
        starts.iter().filter_map(|words| Some((docs.find(words)?, words))).min()?;
    let (value, _) = docs.get(start + words.len()..)?.split_once('`')?;
    (!value.is_empty() && !value.contains(['\n', '…'])).then_some(value)
}

pub(super) fn section(page: Page<'_>) -> String {
    let krate = &page.types.krate;
    let example = of(page);
    let (program, says) = match &page.operation.paginator {
        Some(_) => (paginated(page, &example), "that goes through all pages"),
        None if errors::dry_run(page).is_some() => {
            (single(page, &example), "that asks for a dry run and so changes nothing")
        }
        None => (single(page, &example), "that makes the call"),
    };
    format!(
        "A whole program {says}. Its dependencies are `aws-config`, `tokio` with the features \
         `macros` and `rt-multi-thread`, and the client under the name {}, as the client's README \
         shows.\n\n```rust,no_run\n{program}```\n",
        code(krate)
    )
}

fn single(page: Page<'_>, example: &Example<'_>) -> String {
    let krate = &page.types.krate;
    let call = call(page, example, 2, "");
    let dry = errors::dry_run(page).is_some();
    let imports =
        if dry { format!("use {krate}::error::ProvideErrorMetadata;\n") } else { String::new() };
    let arm = if dry {
        "        // The answer to a dry run is an error, of this code when all is well.\n        \
         Err(err) if err.code() == Some(\"DryRunOperation\") => println!(\"allowed\"),\n"
    } else {
        ""
    };
    program(
        page,
        &imports,
        &call,
        &format!(
            "    let result = {call}\n        .send()\n        .await;\n    match result {{\n        \
             Ok(output) => println!(\"{{output:#?}}\"),\n{arm}        Err(err) => return \
             Err(err.into()),\n    }}\n"
        ),
    )
}

fn paginated(page: Page<'_>, example: &Example<'_>) -> String {
    let size = page_size(page);
    let without = Example { members: Vec::new() };
    let size_value = example.members.iter().find_map(|(field, value)| match value {
        Value::Number(digits) if size.is_some_and(|size| std::ptr::eq(size, *field)) => {
            Some(digits)
        }
        _ => None,
    });
    let skip = size.filter(|_| size_value.is_some()).map_or("", |size| size.name.as_str());
    let call = if example.members.is_empty() {
        call(page, &without, 2, "")
    } else {
        call(page, example, 2, skip)
    };
    let size =
        size_value.map(|digits| format!("\n        .page_size({digits})")).unwrap_or_default();
    let items = page.operation.paginator.as_ref().and_then(|p| p.items.as_ref());
    let (many, one, items) = if items.is_some() {
        ("items", "item", "\n        .items()")
    } else {
        ("pages", "page", "")
    };
    program(
        page,
        "",
        &call,
        &format!(
            "    let mut {many} = {call}\n        .into_paginator(){size}{items}\n        .send();\n    \
             while let Some({one}) = {many}.next().await {{\n        println!(\"{{:#?}}\", \
             {one}?);\n    }}\n"
        ),
    )
}

fn program(page: Page<'_>, imports: &str, call: &str, body: &str) -> String {
    let krate = &page.types.krate;
    let mut names = "Client, Error".to_owned();
    for path in ["primitives", "types"] {
        if call.contains(&format!("{path}::")) {
            names.push_str(&format!(", {path}"));
        }
    }
    format!(
        "use aws_config::BehaviorVersion;\n{imports}use {krate}::{{{names}}};\n\n#[tokio::main]\nasync fn \
         main() -> Result<(), Error> {{\n    let config = \
         aws_config::load_defaults(BehaviorVersion::latest()).await;\n    let client = \
         Client::new(&config);\n{body}    Ok(())\n}}\n"
    )
}

/// The call with its setters, one a line, all but that of the member called `skip`.
fn call(page: Page<'_>, example: &Example<'_>, depth: usize, skip: &str) -> String {
    let mut out = format!("client\n{}.{}()", "    ".repeat(depth), page.operation.method);
    setters(example, depth, skip, &mut out);
    out
}

fn setters(example: &Example<'_>, depth: usize, skip: &str, out: &mut String) {
    let pad = "    ".repeat(depth);
    for (field, value) in example.members.iter().filter(|(field, _)| field.name != skip) {
        let setter = &field.name;
        let value = match value {
            Value::Text(text) => format!("{text:?}"),
            Value::Bool(value) => value.to_string(),
            Value::Number(digits) | Value::Code(digits) => digits.clone(),
            Value::Bytes => "primitives::Blob::new(\"bytes\")".to_owned(),
            Value::Moment => format!("primitives::DateTime::from_secs({})", wire::MOMENT),
            Value::Variant { path, .. } => format!("types::{path}"),
            Value::Structure(def, members) => {
                out.push_str(&format!("\n{pad}.{setter}(\n{pad}    {}::builder()", path(def)));
                setters(members, depth + 2, "", out);
                let build = super::argument::build(def);
                out.push_str(&format!("\n{pad}        .{build},\n{pad})"));
                continue;
            }
        };
        out.push_str(&format!("\n{pad}.{setter}({value})"));
    }
}
