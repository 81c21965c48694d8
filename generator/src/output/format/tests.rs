//! prettyplease says what is right.

use std::path::{Path, PathBuf};

use super::{from_tokens, from_tree, spaced};
use crate::tape::Tape;
use crate::{Error, Loaded, Manifest, Options};

#[test]
fn documentation_stays_in_one_piece() {
    let code = "impl A {\n    /// One;\n    /// two.\n    fn a() {\n    }\n    /// Three.\n    fn b() {}\n}\n";
    assert_eq!(spaced(code), code.replace("    }\n", "    }\n\n"));
}

/// Forms of items. `x` becomes a name of any length, so that a line ends at every place where it can.
const FORMS: [&str; 46] = [
    "#[doc = \" x\"] #[doc = r\" y \"] #[doc = \"a \\\"b\\\" \\\\ c\"] pub struct x;",
    "#[derive(Clone, x)] #[non_exhaustive] pub struct x { pub x: Option<Vec<x>>, pub(crate) b: [x], c: &'a mut x }",
    "#[deprecated(note = \"x\")] #[allow(a::x, reason = \"y\")] #[inline] pub(crate) enum x { A, x(x, b), C = \"x\" }",
    "pub enum x {}",
    "use x::{a, b::c, x}; pub use crate::x; use a::{b}; use x::y as _;",
    "pub mod x { use super::x; pub type x = x<x, y<x>>; pub mod y; mod z {} }",
    "pub type x = a::b<x>; const X: &'static [x; 3] = &x::new(x, y);",
    "impl<'a, T: x + y, M: Mode<x>> a::x<'a, x> for b::x<M, x> {}",
    "impl x for y { type A = x<x>; const B: &'static str = \"x\"; fn a() {} }",
    "fn x(self) {} fn a(&self) -> x {} fn b(&mut self, x: impl Into<x>) {} fn c(mut self, mut y: x, _: x) -> &[x] {}",
    "pub fn get(&self) -> &Option<a::x> { &M::value(&self.0).x }",
    "fn a(mut self, input: Option<x>) -> Self { M::value_mut(&mut self.0).x = Some(input.into()); self }",
    "fn a() { shape::push(&mut M::value_mut(&mut self.0).x, input.x()); }",
    "fn a(tag: &str, x: &mut xml::Cursor<'_>) -> Result<(), xml::Error> { match tag { \"x\" => q.read(&mut self.x), \"b\" | \"x\" => self.x(&mut q), _ => q.skip(), } }",
    "fn a() { match x { x::A(b, c) | x::B(_) => x, (a, _) => {}, &x => { x(); y } Some(..) => (), A => x = y, B => return x, _ => { { x } } } }",
    "fn a() { match x.y(x) { true => match x { _ => x }, false => if x { y } else { x } ref y => a::<x>() } }",
    "fn a() { q.list(x, |q, x| q.put(\"x\", &x.y)); }",
    "fn a() { q.list(x, |q, x| { q.put(\"x\", &x.y); q.x() }); }",
    "fn a() { b(|x| x.y, |x: x| a == x, move || x, || { x }); }",
    "fn a() { x::request(Self::NAME, \"2016-11-15\", |q| { q.put(\"x\", &input.x); }, x) }",
    "fn a() { f.debug_struct(\"x\").field(\"x\", &self.x).field(\"y\", &x).finish() }",
    "fn a() { x.y; self.x.a.0; x.y(x); self.y(x).z(x)?; x?.y; x.await; x(y)(x).a; x[y].x[0]; }",
    "fn a() { self.x(a, |b| b.x(|c| { c.x(); })).y(x)(x)?.z() }",
    "fn a() { Self { x: None, b: x.y(), c } }",
    "fn a() { let x = x::x { a: x, ..Default::default() }; let Some(y): x = x.y(); b }",
    "fn a() { x { a }; y { bb: x } }",
    "fn a() { if x { y } else if a.x() == x { z; } else { x } }",
    "fn a() { if x.y(x) { return; } if let Some(x) = &self.x { q.put(x, y); } if !a.x { } x }",
    "fn a() { if x && y && z.x() { b } else { c } }",
    "fn a() { if x == y { return x; } if f(x) { x } else { y } }",
    "fn a() -> bool { x.a() || y || *z }",
    "fn a() { x + y + x; a != x; !x; *y = -x; a - 1 }",
    "fn a() { [a, x.b(), \"x\"]; []; (); (x, y.z(x)); (x).y; x }",
    "fn a() { a(x, &[(x, y), (y, x)], &mut [x, y]) }",
    "fn a() { x::a::<x, y>(b); x.b::<Vec<_>>(c).d() }",
    "fn a() { a(x)?; b(x, c(x, d(x, e(x, y)))) }",
    "fn a() { a(b { x: y, z: x }); a((x, y),); a({ x }); a(|x| y) }",
    "fn a() { x(|a| match a { _ => x }); x(|a| x(a), y); x(|a| *a = x, y) }",
    "fn a() { return x.y(x); } fn b() { return } fn c() { x = y }",
    "fn a() { { x; } x.y() }",
    "fn a() { a.x.unwrap_or_default().then(|| x::y(\"x\")).map(Into::into) }",
    "x::operation!(x); a::x!(A, x, \"x\"); x!();",
    "fn a() { matches!(self, Self::x(_, b)); x!(y, a::x); matches!(x, Self::B) }",
    "fn a() { if x!(a) { x!(self, x) } else { y } match x { _ => { x!(a) } } b(|x| x!(x), y) }",
    "const NAMES: x = x { a: \"x\", b: \"y\" };",
    "static X: &str = \"x\"; pub trait x: A { fn a(&self); }",
];

/// The tokens of a form with a name of that length in place of `x`.
fn tokens(form: &str, length: usize) -> Tape {
    let name = format!("{:x<length$}", "N");
    let words = form.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let whole: String = words
        .map(|word| match word.strip_prefix('x') {
            Some("") => name.clone(),
            Some(end) if !end.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') => {
                format!("{name}{end}")
            }
            _ => word.to_owned(),
        })
        .collect();
    Tape::new(whole.parse().unwrap())
}

#[test]
fn forms_are_formatted_as_by_prettyplease_at_every_width() {
    let mut unknown = Vec::new();
    for form in FORMS {
        for length in 1..100 {
            let tape = tokens(form, length);
            let tree = from_tree(&tape);
            assert_ne!(tree.trim_end(), tape.source().trim_end(), "{form} does not parse");
            match from_tokens(&tape) {
                Some(text) => assert_eq!(text, tree),
                None if unknown.last() == Some(&form) => {}
                None => unknown.push(form),
            }
        }
    }
    // What has no form here is not lost, but formatted from a tree.
    assert_eq!(unknown, [FORMS[45]]);
}

/// Formats every item of a crate in both ways; gives how many there are, and of how many the form is
/// not known.
fn compare(loaded: &Loaded, options: &Options) -> Result<(usize, usize), Error> {
    let (mut all, mut unknown) = (0, 0);
    let defined = loaded.define(options)?;
    let pieces = crate::rust::pieces(&defined.def, usize::MAX);
    for module in pieces.iter().flat_map(crate::emit::modules) {
        for item in module.print().items {
            all += 1;
            match from_tokens(&item.tape) {
                Some(text) => assert_eq!(text, from_tree(&item.tape), "{}", module.path),
                None => unknown += 1,
            }
        }
    }
    Ok((all, unknown))
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn fixtures_are_formatted_as_by_prettyplease() {
    let cases = below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/valid"));
    assert!(cases.len() > 30, "{} cases", cases.len());
    let mut sum = (0, 0);
    for case in cases {
        let manifest = case.join("tinsmith.toml");
        let found = if manifest.exists() {
            let manifest = Manifest::read(&manifest).unwrap();
            let entry = manifest.crates.first().unwrap();
            compare(&manifest.load(entry).unwrap(), &entry.options)
        } else {
            compare(&Loaded::from_files(below(&case)).unwrap(), &Options::default())
        };
        let (all, unknown) = found.unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        sum = (sum.0 + all, sum.1 + unknown);
    }
    // Few items are worth the time that prettyplease takes.
    assert!(sum.1 * 5 < sum.0, "{} of {} items have a form that is not known", sum.1, sum.0);
}

/// Needs whole models: set `TINSMITH_MODELS` to a folder of Smithy JSON AST files.
#[test]
fn whole_models_are_formatted_as_by_prettyplease() {
    let Some(folder) = std::env::var_os("TINSMITH_MODELS") else {
        eprintln!("SKIPPED: set TINSMITH_MODELS to compare the formats of whole models");
        return;
    };
    let model = Path::new(&folder).join("ec2/2026-11.json");
    let loaded = Loaded::from_files([model]).unwrap();
    let (all, unknown) = compare(&loaded, &Options::default()).unwrap();
    assert!(unknown * 100 < all, "{unknown} of {all} items have a form that is not known");
}
