//! Reading goes on after a fault for as long as the text is JSON, so one run reports everything.
//!
//! Values go from the text straight into the types of the AST; there is no tree of JSON between.
//! Faults know the way to where they are, and lines and columns are found in a second walk when
//! there is at least one.

mod context;
mod grammar;
mod place;
mod shape;
mod types;
mod value;

use std::borrow::Cow;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess};

use self::context::{Context, Unplaced};
use self::grammar::{Grammar, Seed, entries, excerpt};
use self::place::At;
use self::shape::ShapeOf;
use self::value::AnyObject;
use crate::position::{Anchor, Site, Sweep, resolve};
use crate::{Ast, Fault, FaultKind, Faults, Map, Shape, ShapeId, Version};

/// How many objects and arrays may be nested in a file; a fault says where it has more.
pub const MAX_DEPTH: usize = 120;

/// Reads a file of a model, given as bytes or text.
///
/// Order is kept everywhere. Nothing is resolved: mixins and `apply` entries are as written, and
/// ids may name shapes that the file does not have.
///
/// Numbers that are no integers of 64 bits are read as `f64`, so of numbers with more digits than
/// that holds, the nearest is read.
///
/// # Errors
/// All faults of the file: of the JSON, up to the first; of the grammar of the
/// [JSON AST](https://smithy.io/2.0/spec/json-ast.html), all. Keys that the specification does not
/// have and keys that are repeated are faults too.
///
/// ```
/// let ast = smithy_json_ast::read(r#"{
///     "smithy": "2.0",
///     "shapes": { "smithy.example#Name": { "type": "string" } }
/// }"#)?;
/// assert_eq!(ast.shapes["smithy.example#Name"].type_name(), "string");
///
/// let faults = smithy_json_ast::read(r#"{ "smithy": "2.0", "shape": {} }"#).unwrap_err();
/// assert_eq!(
///     faults.to_string(),
///     "1:20: a model has no key \"shape\"\n  at /shape\n  help: did you mean \"shapes\"?"
/// );
/// # Ok::<(), smithy_json_ast::Faults>(())
/// ```
pub fn read(text: impl AsRef<[u8]>) -> Result<Ast, Faults> {
    read_bytes(text.as_ref())
}

fn read_bytes(bytes: &[u8]) -> Result<Ast, Faults> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Err(not_utf8(bytes, error.valid_up_to())),
    };
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let cx = Context::default();
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let seed = Seed { grammar: Model, cx: &cx, at: &At::ROOT };
    let outcome = seed.deserialize(&mut deserializer);
    cx.settle();
    let outcome = outcome.and_then(|ast| deserializer.end().map(|()| ast));
    let mut faults = place(text, cx.faults.take());
    if json.len() < text.len() {
        faults.push(byte_order_mark());
    }
    match outcome {
        Ok(ast) if faults.is_empty() => return Ok(ast),
        Ok(_) => {}
        Err(error) => faults.push(syntax(text, text.len() - json.len(), &error, &cx)),
    }
    faults.sort_by_key(|fault| fault.offset);
    let omitted = cx.omitted.get();
    Err(Faults { faults, omitted })
}

/// The whole file.
struct Model;

const KEYS: [&str; 3] = ["smithy", "metadata", "shapes"];

impl<'de> Grammar<'de> for Model {
    type Value = Ast;

    fn expects(&self) -> Cow<'static, str> {
        "an object with \"smithy\" and \"shapes\"".into()
    }

    fn object<A: MapAccess<'de>>(
        self,
        mut object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Ast, A::Error> {
        let mut ast = Ast::default();
        let mut seen = Vec::with_capacity(KEYS.len());
        entries(&mut object, cx, at, |key, at, object| {
            match key {
                "smithy" => {
                    let grammar = VersionOf;
                    let version = object.next_value_seed(Seed { grammar, cx, at })?;
                    cx.version.set(version);
                    ast.version = version.unwrap_or_default();
                }
                "metadata" => {
                    let grammar = AnyObject;
                    ast.metadata = object.next_value_seed(Seed { grammar, cx, at })?;
                }
                "shapes" => {
                    let grammar = Shapes;
                    ast.shapes = object.next_value_seed(Seed { grammar, cx, at })?;
                }
                _ => {
                    cx.unknown_key(at, "a model", KEYS);
                    object.next_value::<IgnoredAny>()?;
                    return Ok(());
                }
            }
            if seen.iter().any(|other| other == key) {
                cx.duplicate(at);
            } else {
                seen.push(key.to_owned());
            }
            Ok(())
        })?;
        if !seen.iter().any(|key| key == "smithy") {
            let help = "it is the version of Smithy, \"1.0\" or \"2.0\"".to_owned();
            cx.missing_key(at, "the model lacks \"smithy\"", Some(help));
        }
        Ok(ast)
    }
}

/// The version of Smithy.
struct VersionOf;

impl<'de> Grammar<'de> for VersionOf {
    type Value = Option<Version>;

    fn expects(&self) -> Cow<'static, str> {
        "the string \"1.0\" or \"2.0\"".into()
    }

    fn text(self, text: &str, cx: &Context, at: &At<'_>) -> Self::Value {
        match text {
            "1" | "1.0" => Some(Version::V1),
            "2" | "2.0" => Some(Version::V2),
            _ => {
                let message = format!("version {} of Smithy is not supported", excerpt(text));
                let help = Some("supported are \"1.0\" and \"2.0\"".to_owned());
                cx.fault(FaultKind::Version, at, Anchor::Value, message, help);
                None
            }
        }
    }
}

/// The shapes under their ids.
struct Shapes;

impl<'de> Grammar<'de> for Shapes {
    type Value = Map<ShapeId, Shape>;

    fn expects(&self) -> Cow<'static, str> {
        "an object of shapes".into()
    }

    fn object<A: MapAccess<'de>>(
        self,
        mut object: A,
        cx: &Context,
        at: &At<'_>,
    ) -> Result<Self::Value, A::Error> {
        let mut shapes = Map::default();
        entries(&mut object, cx, at, |key, at, object| {
            let id = cx.id(key, at, Anchor::Key);
            let grammar = ShapeOf;
            let shape = object.next_value_seed(Seed { grammar, cx, at })?;
            let (Some(id), Some(shape)) = (id, shape) else {
                return Ok(());
            };
            if id.member().is_some() && !matches!(shape.kind, crate::ShapeKind::Apply) {
                let message = format!("`{id}` names a member, which cannot be defined as a shape");
                let help = "define it in the \"members\" of its shape; only a shape of type \
                            \"apply\" can have the id of a member";
                let help = Some(help.to_owned());
                cx.fault(FaultKind::InvalidShapeId, at, Anchor::Key, message, help);
            }
            if shapes.insert(id, shape).is_some() {
                cx.duplicate(at);
            }
            Ok(())
        })?;
        Ok(shapes)
    }
}

/// Gives faults their lines and columns.
fn place(text: &str, faults: Vec<Unplaced>) -> Vec<Fault> {
    let mut faults = faults;
    faults.sort_by(|a, b| (&a.way, a.anchor).cmp(&(&b.way, b.anchor)));
    let site = |fault: &mut Unplaced| Site {
        way: std::mem::take(&mut fault.way),
        anchor: fault.anchor,
        offset: 0,
        first: None,
    };
    let mut sites: Vec<Site> = faults.iter_mut().map(site).collect();
    resolve(text, &mut sites);
    let mut placed: Vec<(Unplaced, Site)> = faults.into_iter().zip(sites).collect();
    placed.sort_by_key(|(_, site)| site.offset);
    let mut firsts: Vec<usize> = placed.iter().filter_map(|(_, site)| site.first).collect();
    firsts.sort_unstable();
    let mut sweep = Sweep::new(text);
    let lines: std::collections::HashMap<usize, crate::Position> =
        firsts.into_iter().map(|first| (first, sweep.to(first))).collect();
    let mut sweep = Sweep::new(text);
    let fault = |(fault, site): (Unplaced, Site)| {
        let position = sweep.to(site.offset);
        let first = site.first.and_then(|first| lines.get(&first));
        let first =
            first.map(|at| format!("it is first at {}:{}; keep one of them", at.line, at.column));
        Fault {
            kind: fault.kind,
            pointer: fault.pointer,
            shape: fault.shape,
            line: position.line,
            column: position.column,
            offset: position.offset,
            message: fault.message,
            help: fault.help.or(first),
        }
    };
    placed.into_iter().map(fault).collect()
}

fn at_offset(text: &str, offset: usize, kind: FaultKind, message: String) -> Fault {
    let position = Sweep::new(text).to(offset);
    Fault {
        kind,
        pointer: String::new(),
        shape: None,
        line: position.line,
        column: position.column,
        offset: position.offset,
        message,
        help: None,
    }
}

fn byte_order_mark() -> Fault {
    let message = "the file starts with a byte order mark, which JSON does not allow".to_owned();
    let help = Some("save it as UTF-8 without a byte order mark".to_owned());
    let kind = FaultKind::Encoding;
    let fault = at_offset("", 0, kind, message);
    Fault { help, ..fault }
}

fn not_utf8(bytes: &[u8], valid: usize) -> Faults {
    let text = bytes.get(..valid).unwrap_or_default();
    let text = std::str::from_utf8(text).unwrap_or_default();
    let found = bytes.get(valid).copied().unwrap_or_default();
    let message = format!("the file is not UTF-8: it has the byte 0x{found:02X} here");
    let mut fault = at_offset(text, valid, FaultKind::Encoding, message);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        fault.help = Some("it seems to be UTF-16; save it as UTF-8".to_owned());
    }
    Faults { faults: vec![fault], omitted: 0 }
}

const CUT_OFF: &str = "the file seems to be cut off";

/// What serde_json found, in the terms of this crate.
fn syntax(text: &str, base: usize, error: &serde_json::Error, cx: &Context) -> Fault {
    let json = text.get(base..).unwrap_or_default();
    // Its columns are bytes, and tell how many were looked at; the last of them is at fault.
    let before = error.line().saturating_sub(1);
    let line: usize = json.split_inclusive('\n').take(before).map(str::len).sum();
    let ended = error.classify() == serde_json::error::Category::Eof;
    let offset = match ended {
        true => text.len(),
        false => base + (line + error.column()).saturating_sub(1),
    };
    let offset = text.floor_char_boundary(offset.min(text.len()));
    let whole = error.to_string();
    let what = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(what, _)| what);
    let found = match text.get(offset..).and_then(|rest| rest.chars().next()) {
        Some(found) => format!("{found:?}"),
        None => "the end of the file".to_owned(),
    };
    let (message, help) = match what {
        "EOF while parsing a value" => ("the file ends where a value should be".into(), CUT_OFF),
        "EOF while parsing a string" => ("the file ends within a string".into(), CUT_OFF),
        "EOF while parsing an object" => ("the file ends within an object".into(), CUT_OFF),
        "EOF while parsing a list" => ("the file ends within an array".into(), CUT_OFF),
        "trailing characters" => (
            format!("the model has ended, but {found} follows"),
            "a file has one model; put others into files of their own",
        ),
        "key must be a string" => (format!("a key must be a string, found {found}"), ""),
        "number out of range" => (
            "the number is too large".into(),
            "numbers must fit 64 bits; others can be written as strings",
        ),
        _ if what.starts_with("expected") => (format!("{what}, found {found}"), ""),
        _ => (what.to_owned(), ""),
    };
    let help = Some(help.to_owned()).filter(|help| !help.is_empty());
    let fault = at_offset(text, offset, FaultKind::Syntax, message);
    let broken = cx.broken.take().unwrap_or_default();
    Fault { pointer: broken.pointer, shape: broken.shape, help, ..fault }
}
