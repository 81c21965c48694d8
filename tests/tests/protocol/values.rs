//! The `params` of a case as Rust expressions, directed by the shapes of the model. Public items are all that they name.

use serde_json::Value;

use crate::names::{identifier, pascal, snake};
use crate::suite::{Model, list, name, target};

/// An expression, or what cannot be written.
pub(crate) type Written = Result<String, String>;

/// Calls of setters, one for each member that `params` has.
pub(crate) fn setters(model: &Model, krate: &str, shape: &str, params: &Value) -> Written {
    let mut calls = String::new();
    for (member, value) in params.as_object().into_iter().flatten() {
        let Some((_, of)) = model.members(shape).find(|(name, _)| *name == member) else {
            return Err(format!("`{shape}` has no member `{member}`"));
        };
        if value.is_null() {
            continue;
        }
        let written = expression(model, krate, of, value)?;
        match model.shape(of)["type"].as_str() {
            // The other setters of these add one item.
            Some("list" | "set" | "map") => {
                calls.push_str(&format!(".set_{}(Some({written}))", snake(member)));
            }
            _ => calls.push_str(&format!(".{}({written})", identifier(member))),
        }
    }
    Ok(calls)
}

/// Members of a structure that `params` gives as no number.
pub(crate) fn nan_members<'a>(
    model: &'a Model,
    shape: &'a str,
    params: &'a Value,
) -> impl Iterator<Item = String> + 'a {
    let is_nan = |(name, of): &(&String, &str)| {
        params[name.as_str()] == "NaN" && ["float", "double"].contains(&simple(model, of).as_str())
    };
    model.members(shape).filter(is_nan).map(|(name, _)| identifier(name))
}

/// The type of a shape, those of the prelude included.
fn simple(model: &Model, shape: &str) -> String {
    let simple = match model.shape(shape)["type"].as_str() {
        Some("string") if !model.shape(shape)["traits"]["smithy.api#enum"].is_null() => "enum",
        Some(simple) => simple,
        None => name(shape).strip_prefix("Primitive").unwrap_or_else(|| name(shape)),
    };
    let mut chars = simple.chars();
    chars.next().map(|c| c.to_ascii_lowercase()).into_iter().chain(chars).collect()
}

fn expression(model: &Model, krate: &str, shape: &str, value: &Value) -> Written {
    let ty = || format!("{krate}::types::{}", pascal(name(shape)));
    let unexpected = || format!("`{value}` is not a value of `{shape}`");
    let text = || value.as_str().ok_or_else(unexpected);
    let number = || value.as_number().map(ToString::to_string).ok_or_else(unexpected);
    let simple = simple(model, shape);
    Ok(match simple.as_str() {
        "boolean" => value.as_bool().ok_or_else(unexpected)?.to_string(),
        "byte" => format!("{}_i8", number()?),
        "short" => format!("{}_i16", number()?),
        "integer" | "intEnum" => format!("{}_i32", number()?),
        "long" => format!("{}_i64", number()?),
        "float" => float("f32", value).ok_or_else(unexpected)?,
        "double" => float("f64", value).ok_or_else(unexpected)?,
        "string" => format!("String::from({:?})", text()?),
        "enum" => format!("{}::from({:?})", ty(), text()?),
        "blob" => format!("{krate}::primitives::Blob::new({:?})", text()?),
        "timestamp" => {
            let (seconds, nanos) = instant(&number()?).ok_or_else(unexpected)?;
            let ty = format!("{krate}::primitives::DateTime");
            format!("{ty}::from_secs_and_nanos({seconds}, {nanos})")
        }
        "list" | "set" => {
            let item = target(&model.shape(shape)["member"]);
            let item = |value| element(model, krate, shape, item, value);
            let items = list(value).map(item).collect::<Result<Vec<_>, _>>()?;
            format!("vec![{}]", items.join(", "))
        }
        "map" => {
            let (key, of) = (&model.shape(shape)["key"], &model.shape(shape)["value"]);
            let entry = |(name, value): (&String, &Value)| {
                let key = expression(model, krate, target(key), &Value::from(name.as_str()))?;
                Ok(format!("({key}, {})", element(model, krate, shape, target(of), value)?))
            };
            let entries = value.as_object().ok_or_else(unexpected)?.iter().map(entry);
            let entries = entries.collect::<Result<Vec<_>, String>>()?;
            format!("std::collections::HashMap::from([{}])", entries.join(", "))
        }
        "structure" => {
            let setters = setters(model, krate, shape, value)?;
            format!("{}::builder(){setters}.build()", ty())
        }
        "union" => {
            let mut members = value.as_object().into_iter().flatten();
            let (member, value) = members.next().ok_or_else(unexpected)?;
            let mut all = model.members(shape);
            let (_, of) = all.find(|(name, _)| *name == member).ok_or_else(unexpected)?;
            let variant = format!("{}::{}", ty(), pascal(member));
            let is_boxable = ["structure", "union"]
                .contains(&model.shape(of)["type"].as_str().unwrap_or_default());
            match of {
                "smithy.api#Unit" => variant,
                of if is_boxable => {
                    format!("{variant}({}.into())", expression(model, krate, of, value)?)
                }
                of => format!("{variant}({})", expression(model, krate, of, value)?),
            }
        }
        other => return Err(format!("values of type `{other}` cannot be written yet: `{shape}`")),
    })
}

/// An item of a list or a map.
fn element(model: &Model, krate: &str, within: &str, of: &str, value: &Value) -> Written {
    if model.shape(within)["traits"]["smithy.api#sparse"].is_null() {
        return expression(model, krate, of, value);
    }
    if value.is_null() {
        return Ok("None".to_owned());
    }
    Ok(format!("Some({})", expression(model, krate, of, value)?))
}

fn float(ty: &str, value: &Value) -> Option<String> {
    Some(match value.as_str() {
        Some("NaN") => format!("{ty}::NAN"),
        Some("Infinity") => format!("{ty}::INFINITY"),
        Some("-Infinity") => format!("{ty}::NEG_INFINITY"),
        Some(_) => return None,
        None => format!("{}_{ty}", value.as_number()?),
    })
}

/// Seconds since the epoch and nanoseconds on top of them, of a decimal number.
fn instant(number: &str) -> Option<(i64, u32)> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let seconds: i64 = whole.parse().ok()?;
    let nanos: u32 = format!("{fraction:0<9}").parse().ok()?;
    match nanos {
        0 => Some((seconds, 0)),
        nanos if whole.starts_with('-') => Some((seconds - 1, 1_000_000_000 - nanos)),
        nanos => Some((seconds, nanos)),
    }
}
