//! Comparisons made by hand: what the engine may hand over, and worse.

use crate::diagnostics::{Place, Source};
use crate::diff::report::Compared;
use crate::diff::{
    Approvals, BehaviourVerdict, Comparison, Direction, Finding, ItemChange, Limits, RustVerdict,
    WireVerdict,
};

/// What a review is made of.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) comparisons: Vec<Compared>,
    pub(super) approvals: Approvals,
    pub(super) limits: Limits,
}

/// All that have snapshots.
pub(super) fn all() -> Vec<Case> {
    vec![nothing(), verdicts(), approvals(), hostile(HOSTILE), crates()]
}

/// Text that means harm to each of the forms.
pub(super) const HOSTILE: &str = "a\nb\r# `c` ``` ]]> <!-- </details></code> &amp; | x ::error::e %0A \
    *i* ~s~ [l](h) @user #1 $m$ \\ \"q' \u{1b}[31m \0 \u{202e} \u{2028} \u{fffe} é";

pub(super) fn finding(rule: &'static str, path: &str) -> Finding {
    Finding {
        rule,
        id: format!("{rule}:{path}"),
        fingerprint: "0123456789abcdef".to_owned(),
        path: path.to_owned(),
        message: format!("`{path}` is another"),
        old: None,
        new: None,
        operations: vec!["GetThing".to_owned()],
        direction: Direction::Both,
        rust: RustVerdict::None,
        items: Vec::new(),
        witness: None,
        wire: WireVerdict::None,
        bytes: Vec::new(),
        behaviour: BehaviourVerdict::None,
        note: None,
        includes: Vec::new(),
        place: None,
    }
}

pub(super) fn compared(findings: Vec<Finding>, outside: usize) -> Compared {
    let operations = ["GetThing", "PutThing"].map(str::to_owned).to_vec();
    let service = "a.b#Things".to_owned();
    Compared { package: None, comparison: Comparison { service, operations, findings, outside } }
}

fn case(name: &'static str, findings: Vec<Finding>, outside: usize) -> Case {
    Case {
        name,
        comparisons: vec![compared(findings, outside)],
        approvals: Approvals::default(),
        limits: Limits::default(),
    }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn item(item: &str, old: Option<&str>, new: Option<&str>) -> ItemChange {
    let [old, new] = [old, new].map(|declared| declared.map(str::to_owned));
    ItemChange { item: item.to_owned(), old, new }
}

fn nothing() -> Case {
    case("nothing", Vec::new(), 12)
}

/// Each verdict once at least, and each field.
fn verdicts() -> Case {
    let removed = Finding {
        fingerprint: "0000000000000001".to_owned(),
        message: "member `Size` of structure `a.b#Thing` was removed".to_owned(),
        operations: ["A", "B", "C", "D", "E", "F", "G"].map(str::to_owned).to_vec(),
        direction: Direction::Out,
        rust: RustVerdict::Major,
        items: vec![
            item("types::Thing::size", Some("pub size: Option<i32>"), None),
            item("types::Thing::size()", Some("pub fn size(&self) -> Option<i32>"), None),
        ],
        witness: text(
            "fn size(thing: &client::types::Thing) -> Option<i32> {\n    thing.size()\n}",
        ),
        wire: WireVerdict::Incompatible,
        bytes: vec!["- read Thing.Size from `size`".to_owned()],
        behaviour: BehaviourVerdict::Breaking,
        note: text("nobody can read the size any more"),
        place: Some(Place::Position {
            source: "old.json".to_owned(),
            offset: 70,
            line: 7,
            column: 3,
        }),
        ..finding("member-removed", "a.b#Thing$Size")
    };
    let renamed = Finding {
        fingerprint: "0000000000000002".to_owned(),
        old: text("\"Name\""),
        new: text("\"ThingName\""),
        direction: Direction::In,
        wire: WireVerdict::ChangesBytes,
        place: Some(Place::Pointer("/shapes/a.b#Thing".to_owned())),
        ..finding("query-name", "a.b#PutThing$Name")
    };
    let paginated = Finding {
        fingerprint: "0000000000000003".to_owned(),
        direction: Direction::None,
        behaviour: BehaviourVerdict::Notable,
        rust: RustVerdict::Minor,
        place: Some(Place::File("new.jar".to_owned())),
        items: vec![
            item("operation::get_thing::paginator", None, Some("pub mod paginator")),
            item("types::Thing", Some("pub struct Thing"), Some("#[deprecated] pub struct Thing")),
        ],
        ..finding("paginated", "a.b#GetThing@paginated")
    };
    let added = Finding {
        fingerprint: "0000000000000004".to_owned(),
        rust: RustVerdict::Minor,
        wire: WireVerdict::Compatible,
        ..finding("member-added", "a.b#Thing$Colour")
    };
    let docs = Finding {
        fingerprint: "0000000000000005".to_owned(),
        rust: RustVerdict::Patch,
        old: text("The size."),
        new: text("Its size."),
        ..finding("documentation", "a.b#Thing$Size")
    };
    let none = Finding {
        fingerprint: "0000000000000006".to_owned(),
        operations: Vec::new(),
        ..finding("trait-changed", "a.b#Thing@private")
    };
    // The other way round, so that the order of the report is its own.
    case("verdicts", vec![none, docs, added, paginated, renamed, removed], 1)
}

/// Of two findings that are too much one is approved, and so is one that nobody finds.
fn approvals() -> Case {
    let text = "[[approval]]\nfingerprint = \"000000000000000a\"\nreason = \"nobody uses `Size`\"\n\n\
        [[approval]]\nid = \"member-removed:a.b#Gone\"\nfingerprint = \"000000000000000c\"\nreason = \"was so\"\n";
    let approvals = Approvals::parse(&Source::new("approvals.toml", text)).unwrap();
    let [one, other] =
        [("000000000000000a", "a.b#A"), ("000000000000000b", "a.b#B")].map(|(f, path)| Finding {
            fingerprint: f.to_owned(),
            rust: RustVerdict::Minor,
            ..finding("member-added", path)
        });
    let limits = Limits { rust: Some(RustVerdict::Minor), ..Limits::NONE };
    Case { approvals, limits, ..case("approvals", vec![one, other], 0) }
}

/// Whatever a model says, or a file is called, is `text`.
pub(super) fn hostile(text: &str) -> Case {
    let fields = || Some(text.to_owned());
    let changed = |fingerprint: &str, rust| Finding {
        fingerprint: fingerprint.to_owned(),
        id: text.to_owned(),
        path: text.to_owned(),
        message: text.to_owned(),
        old: fields(),
        new: fields(),
        operations: vec![text.to_owned()],
        rust,
        items: vec![item(text, Some(text), None)],
        witness: Some(format!("let a = 1;\n{text}")),
        bytes: vec![text.to_owned()],
        note: fields(),
        place: Some(Place::Position { source: text.to_owned(), offset: 0, line: 1, column: 1 }),
        ..finding("member-removed", "")
    };
    let quoted = toml::Value::from(text);
    let approved = |digit| {
        format!(
            "[[approval]]\nfingerprint = \"000000000000000{digit}\"\nreason = {quoted}\nid = {quoted}\n"
        )
    };
    let approvals = Source::new("approvals.toml", format!("{}{}", approved("2"), approved("9")));
    let findings = vec![
        changed("0000000000000001", RustVerdict::Major),
        changed("0000000000000002", RustVerdict::Major),
        changed("0000000000000003", RustVerdict::Patch),
    ];
    let mut case = case("hostile", findings, 0);
    for compared in &mut case.comparisons {
        compared.package = fields();
        compared.comparison.service = text.to_owned();
    }
    Case { approvals: Approvals::parse(&approvals).unwrap(), ..case }
}

/// Two crates of a manifest, one of them untouched.
fn crates() -> Case {
    let mut one = compared(vec![finding("trait-changed", "a.b#Thing")], 0);
    one.package = text("tinsmith-one");
    let mut other = compared(Vec::new(), 3);
    other.package = text("tinsmith-other");
    other.comparison.operations.truncate(1);
    Case { comparisons: vec![one, other], ..case("crates", Vec::new(), 0) }
}

/// So many, of every verdict.
pub(super) fn many(number: usize) -> Case {
    let of = |at: usize| Finding {
        fingerprint: format!("{at:016x}"),
        rust: [RustVerdict::Major, RustVerdict::Minor, RustVerdict::Patch][at % 3],
        old: text("old"),
        new: text("new"),
        ..finding("member-retargeted", &format!("a.b#Structure{at}$Member"))
    };
    case("many", (0..number).map(of).collect(), 0)
}
