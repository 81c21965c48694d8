//! All shape types and keys of both versions are read as what they are, and written as they were.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use smithy_json_ast::{
    Ast, Map, Member, Node, Shape, ShapeId, ShapeKind, SimpleType, Version, read, write, write_to,
};

const ONE: &str = include_str!("data/all-1.0.json");
const TWO: &str = include_str!("data/all-2.0.json");

fn id(text: &str) -> ShapeId {
    ShapeId::parse(text).unwrap()
}

fn ids(targets: &[ShapeId]) -> Vec<&str> {
    targets.iter().map(ShapeId::as_str).collect()
}

#[test]
fn a_write_gives_back_the_text_that_was_read() {
    // The files are laid out as this crate writes; the order of every key counts.
    for text in [ONE, TWO] {
        let ast = read(text).unwrap();
        assert_eq!(write(&ast), text);
        assert_eq!(read(write(&ast)).unwrap(), ast);
        let mut bytes = Vec::new();
        write_to(&ast, &mut bytes).unwrap();
        assert_eq!(bytes, text.as_bytes());
    }
}

#[test]
fn keys_may_stand_in_any_order() {
    // serde_json's own values sort the keys, so that types come late and the version last.
    for text in [ONE, TWO] {
        let sorted: serde_json::Value = serde_json::from_str(text).unwrap();
        let sorted = sorted.to_string();
        assert!(sorted.starts_with(r#"{"metadata":"#));
        assert_eq!(read(&sorted).unwrap(), read(text).unwrap());
    }
}

#[test]
fn types_are_read_as_what_they_are() {
    let ast = read(TWO).unwrap();
    assert_eq!(ast.version, Version::V2);
    let kind = |name: &str| &ast.shapes[format!("two.point.zero#{name}").as_str()].kind;
    for simple in SimpleType::ALL {
        let name = simple.as_str();
        let name = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
        assert_eq!(kind(&name), &ShapeKind::Simple(*simple));
    }

    let ShapeKind::Service(service) = kind("Everything") else { panic!() };
    assert_eq!(service.version, "2020-01-01");
    assert_eq!(ids(&service.operations), ["two.point.zero#Ping"]);
    assert_eq!(ids(&service.resources), ["two.point.zero#Thing"]);
    assert_eq!(ids(&service.errors), ["two.point.zero#Broken"]);
    let rename: Vec<_> = service.rename.iter().map(|(id, name)| (id.as_str(), &**name)).collect();
    let expected = [("two.point.zero#Widget", "MyWidget"), ("other.ns#Widget", "OtherWidget")];
    assert_eq!(rename, expected);
    assert_eq!(kind("Bare"), &ShapeKind::Service(Default::default()));

    let ShapeKind::Resource(resource) = kind("Thing") else { panic!() };
    assert_eq!(resource.identifiers.keys().collect::<Vec<_>>(), ["zId", "aId"]);
    assert_eq!(resource.identifiers["aId"], "smithy.api#String");
    assert_eq!(resource.properties.keys().collect::<Vec<_>>(), ["size", "colour"]);
    let lifecycle = [
        (&resource.create, "two.point.zero#CreateThing"),
        (&resource.put, "two.point.zero#PutThing"),
        (&resource.read, "two.point.zero#ReadThing"),
        (&resource.update, "two.point.zero#UpdateThing"),
        (&resource.delete, "two.point.zero#DeleteThing"),
        (&resource.list, "two.point.zero#ListThing"),
    ];
    for (found, expected) in lifecycle {
        assert_eq!(found.as_ref().unwrap(), expected);
    }
    assert_eq!(ids(&resource.operations), ["two.point.zero#PokeThing"]);
    let expected = ["two.point.zero#PokeThings", "two.point.zero#CountThings"];
    assert_eq!(ids(&resource.collection_operations), expected);
    assert_eq!(ids(&resource.resources), ["two.point.zero#Part"]);

    let ShapeKind::Operation(operation) = kind("Ping") else { panic!() };
    assert_eq!(operation.input.as_ref().unwrap(), "two.point.zero#PingInput");
    assert_eq!(operation.output.as_ref().unwrap(), "two.point.zero#PingOutput");
    assert_eq!(ids(&operation.errors), ["two.point.zero#Broken", "two.point.zero#Abnormal"]);
    assert_eq!(kind("Pong"), &ShapeKind::Operation(Default::default()));

    let ShapeKind::Structure(members) = kind("PingInput") else { panic!() };
    assert_eq!(members.keys().collect::<Vec<_>>(), ["zulu", "alpha", "__1_x"]);
    let documentation = &members["zulu"].traits["smithy.api#documentation"];
    let text = "Größe \"in\" \\ <b>\n\ttab</b> \u{2028} 🦀 \u{1}\u{7f}";
    assert_eq!(documentation.as_str(), Some(text));

    let ShapeKind::Union(members) = kind("Choice") else { panic!() };
    assert_eq!(members.keys().collect::<Vec<_>>(), ["b", "a"]);
    let ShapeKind::Enum(members) = kind("Suit") else { panic!() };
    assert_eq!(members["SPADE"].traits["smithy.api#enumValue"].as_str(), Some("spade"));
    let ShapeKind::IntEnum(members) = kind("Rank") else { panic!() };
    assert_eq!(members["ACE"].traits["smithy.api#enumValue"].as_i64(), Some(1));
    let ShapeKind::List(member) = kind("Names") else { panic!() };
    assert_eq!(member.traits["smithy.api#xmlName"].as_str(), Some("item"));
    let ShapeKind::Map { key, value } = kind("Index") else { panic!() };
    assert_eq!(key.traits["smithy.api#length"].get("min").and_then(Node::as_i64), Some(1));
    assert_eq!(value, &Member::new(id("two.point.zero#Names")));
    let ShapeKind::Set(member) = &read(ONE).unwrap().shapes["one.point.zero#Unique"].kind.clone()
    else {
        panic!()
    };
    assert_eq!(member.target, "one.point.zero#String");
}

#[test]
fn mixins_are_as_written() {
    let ast = read(TWO).unwrap();
    let shape = |name: &str| &ast.shapes[format!("two.point.zero#{name}").as_str()];
    assert_eq!(ids(&shape("Mixed").mixins), ["two.point.zero#B", "two.point.zero#A"]);
    assert_eq!(shape("Mixed").members().unwrap().len(), 1);
    assert_eq!(ids(&shape("MixedString").mixins), ["two.point.zero#S"]);
    assert_eq!(shape("MixedList").kind, ShapeKind::MixedList);
    assert!(matches!(shape("MixedListAgain").kind, ShapeKind::List(_)));
    assert_eq!(shape("MixedMap").kind, ShapeKind::MixedMap { key: None, value: None });
    let value = Some(Member::new(id("two.point.zero#String")));
    assert_eq!(shape("MixedMapValue").kind, ShapeKind::MixedMap { key: None, value });
}

#[test]
fn applied_traits_keep_their_place_and_target() {
    let ast = read(ONE).unwrap();
    let applied: Vec<_> = ast.applies().map(|(id, traits)| (id.as_str(), traits.len())).collect();
    assert_eq!(applied, [("other.ns#Applied", 1), ("other.ns#Applied$member", 0)]);
}

#[test]
fn nodes_keep_kind_value_and_order() {
    let ast = read(TWO).unwrap();
    let traits = &ast.shapes["two.point.zero#Nodes"].traits;
    assert_eq!(traits["my.traits#null"], Node::Null);
    let all = &traits["my.traits#all"];
    assert!(all.get("null").unwrap().is_null());
    assert_eq!(all.get("yes").unwrap().as_bool(), Some(true));
    assert_eq!(all.get("min").unwrap().as_i64(), Some(i64::MIN));
    assert_eq!(all.get("max").unwrap().as_u64(), Some(u64::MAX));
    assert_eq!(all.get("max").unwrap().as_i64(), None);
    assert_eq!(all.get("small").unwrap().as_f64(), Some(-2.5e-10));
    assert_eq!(all.get("one").unwrap().as_i64(), None);
    assert_eq!(all.get("array").unwrap().at(1).unwrap().as_str(), Some("two"));
    let object = all.get("object").unwrap().as_object().unwrap();
    assert_eq!(object.keys().collect::<Vec<_>>(), ["z", "a/b~c"]);
    assert_eq!(ast.metadata.keys().collect::<Vec<_>>(), ["suppressions", "anything at all"]);
}

#[test]
fn versions_may_be_short_and_empty_things_may_be_left_out() {
    assert_eq!(read(r#"{"smithy": "2"}"#).unwrap(), Ast::default());
    assert_eq!(read(r#"{"smithy": "1"}"#).unwrap().version, Version::V1);
    let long = r#"{"smithy": "2.0", "metadata": {}, "shapes": {"a#S": {"type": "structure",
        "members": {}, "mixins": [], "traits": {}}, "a#O": {"type": "operation", "errors": []}}}"#;
    let short = r#"{"smithy": "2.0", "shapes": {"a#S": {"type": "structure"},
        "a#O": {"type": "operation"}}}"#;
    assert_eq!(read(long).unwrap(), read(short).unwrap());
}

#[test]
fn a_model_can_be_made_by_hand() {
    let mut ast = Ast::default();
    let member = Member::new(id("smithy.api#Float"));
    let mut list = Shape::new(ShapeKind::List(member));
    let nodes = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.5].map(Node::from);
    list.traits.insert(id("a#floats"), Node::from_iter(nodes));
    ast.shapes = Map::from_iter([(id("a#List"), list)]);
    let again = read(write(&ast)).unwrap();
    assert_eq!(again, ast);
    let floats = &again.shapes["a#List"].traits["a#floats"];
    let expected: Vec<Node> = vec!["NaN".into(), "Infinity".into(), "-Infinity".into(), 0.5.into()];
    assert_eq!(floats, &Node::from(expected));
}
