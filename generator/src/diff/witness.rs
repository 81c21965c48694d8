//! Code that compiles against a crate that has an item as it is, and not against one that has it otherwise or not at all. It is an
//! item of a program that calls the crate `client`.

use super::api::{Form, Item};

/// Code that uses an item as it is declared.
pub(super) fn of(item: &Item<'_>) -> String {
    let ((holder, name), ty) = (item.split(), &item.ty);
    let whole = format!("client::{}", item.path.trim_end_matches("()"));
    let holder = format!("client::{holder}");
    match item.form {
        Form::Struct | Form::Enum => format!("pub fn witness(_: &{whole}) {{}}"),
        Form::Items => format!(
            "pub async fn witness(items: {whole}) -> Option<{ty}> {{\n    items.send().next().await?.ok()\n}}"
        ),
        Form::Field => format!("pub fn witness(value: {holder}) -> {ty} {{\n    value.{name}\n}}"),
        Form::Variant if ty.is_empty() => {
            format!("pub fn witness() -> {holder} {{\n    {whole}\n}}")
        }
        Form::Variant => {
            format!("pub fn witness(value: {ty}) -> {holder} {{\n    {whole}(value)\n}}")
        }
        Form::Method => {
            format!("pub fn witness(value: &{holder}) -> {ty} {{\n    value.{name}()\n}}")
        }
        Form::TraitMethod => format!(
            "pub fn witness(value: &client::Client) -> {ty} {{\n    {holder}::{name}(value)\n}}"
        ),
        Form::Build => {
            format!("pub fn witness(value: {holder}) -> {ty} {{\n    value.{name}()\n}}")
        }
        Form::Set => {
            let (name_of, _) = ty.split_once(": ").unwrap_or_default();
            format!(
                "pub fn witness(builder: &mut {holder}, {ty}) -> &mut {holder} {{\n    builder.{name}({name_of})\n}}"
            )
        }
        Form::Setter => {
            let names: Vec<&str> = ty
                .split(", ")
                .filter_map(|one| one.split_once(": "))
                .map(|(name, _)| name)
                .collect();
            let names = names.join(", ");
            format!(
                "pub fn witness(builder: {holder}, {ty}) -> {holder} {{\n    builder.{name}({names})\n}}"
            )
        }
    }
}
