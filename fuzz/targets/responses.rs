//! Responses of the generated client of EC2: a tree of elements, shaped like a response and then edited at will, is rendered as a
//! document with comments, CDATA sections, references, prefixes and attributes, and decoded.
//!
//! - The value is what the tree says, read here by the rules of the protocol, as is whether there is one: unknown elements, their
//!   order and what stands between them change nothing, of two elements the last counts, names are compared with their case.
//! - Strict decoding gives the same value, and refuses the document once it is cut anywhere inside the root element.
//! - An error response gives the code and the message that the tree says.

#![no_main]

use aws_sdk_ec2::operation::describe_byoip_cidrs::{DescribeByoipCidrs, DescribeByoipCidrsOutput};
use aws_sdk_ec2::types::{AsnAssociation, ByoipCidr};
use libfuzzer_sys::arbitrary::{self, Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;
use tinsmith_fuzz::tree::{Element, NoText, Piece};
use tinsmith_runtime::wire::{Operation, Response};
use tinsmith_runtime::xml::{Mode, document};

const ROOT: &str = "DescribeByoipCidrsResponse";

fuzz_target!(|input: Input| {
    let Input { root, prolog, epilog, cut } = input;
    let mut text = prolog.to_owned();
    root.render(&mut text);
    let end = text.len();
    text.push_str(epilog);
    let response = Response::new(200, &(), text.as_bytes());
    let lenient = DescribeByoipCidrs::decode(&response);
    let strict = document::<DescribeByoipCidrsOutput>(text.as_bytes(), ROOT, Mode::Strict);
    let expected = if root.name == ROOT { output(&root) } else { Err(NoText) };
    match (lenient, strict, expected) {
        (Ok(lenient), Ok(strict), Ok(expected)) => {
            assert_eq!(lenient, expected, "{text}");
            assert_eq!(strict, expected, "{text}");
        }
        (Err(_), Err(_), Err(NoText)) => {}
        found => panic!("{found:?}\n{text}"),
    }

    let error = DescribeByoipCidrs::decode_error(&response);
    match (error.map(|error| error.build()), error_of(&root)) {
        (Ok(found), Ok((code, message))) => {
            assert_eq!((found.code(), found.message()), (code.as_deref(), message.as_deref()));
        }
        (Err(_), Err(NoText)) => {}
        found => panic!("{found:?}\n{text}"),
    }

    let cut = text.floor_char_boundary(usize::from(cut) % end);
    let part = &text.as_bytes()[..cut];
    document::<DescribeByoipCidrsOutput>(part, ROOT, Mode::Strict).expect_err("it is cut off");
    let _ = DescribeByoipCidrs::decode(&Response::new(200, &(), part));
});

#[derive(Debug)]
struct Input {
    root: Element,
    prolog: &'static str,
    epilog: &'static str,
    cut: u16,
}

const PROLOGS: [&str; 3] =
    ["", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "<!-- a --><?p?>\n"];
const EPILOGS: [&str; 3] = ["", "\n", "<!-- z --><?p?> "];

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        let cut = u.arbitrary()?;
        let (prolog, epilog) = (u.choose(&PROLOGS)?, u.choose(&EPILOGS)?);
        let shape = if u.ratio(1, 4)? { &ERROR } else { &RESPONSE };
        Ok(Self { root: element(u, ROOT, shape, 6)?, prolog, epilog, cut })
    }
}

/// What stands in an element, if nothing is edited.
enum Shape {
    Text,
    Of(&'static [(&'static str, Shape)]),
}

const ASN: Shape = Shape::Of(&[
    ("asn", Shape::Text),
    ("cidr", Shape::Text),
    ("statusMessage", Shape::Text),
    ("state", Shape::Text),
]);
const CIDR: Shape = Shape::Of(&[
    ("cidr", Shape::Text),
    ("asnAssociationSet", Shape::Of(&[("item", ASN)])),
    ("description", Shape::Text),
    ("statusMessage", Shape::Text),
    ("state", Shape::Text),
    ("networkBorderGroup", Shape::Text),
    ("advertisementType", Shape::Text),
    ("poolId", Shape::Text),
    ("ipamPoolId", Shape::Text),
]);
const RESPONSE: Shape = Shape::Of(&[
    ("byoipCidrSet", Shape::Of(&[("item", CIDR)])),
    ("nextToken", Shape::Text),
    ("requestId", Shape::Text),
]);
const ERROR: Shape = Shape::Of(&[
    (
        "Errors",
        Shape::Of(&[("Error", Shape::Of(&[("Code", Shape::Text), ("Message", Shape::Text)]))]),
    ),
    ("RequestID", Shape::Text),
]);
const OTHERS: [&str; 8] = ["new", "Cidr", "CIDR", "items", "member", "Errors", "byoipCidr", "item"];

/// An element of that shape, but for edits.
fn element(
    u: &mut Unstructured<'_>,
    name: &str,
    shape: &Shape,
    depth: u8,
) -> arbitrary::Result<Element> {
    let mut found = Element::named(u, name)?;
    while !u.is_empty() && u.ratio(4, 5)? {
        let piece = match (u.int_in_range(0..=15)?, shape) {
            (0..=10, Shape::Of(members)) if depth > 0 => {
                let (name, shape) = u.choose(members)?;
                Piece::Element(element(u, name, shape, depth - 1)?)
            }
            (0..=11, Shape::Text) => Piece::text(u)?,
            (12, _) if depth > 0 => {
                let name = *u.choose(&OTHERS)?;
                Piece::Element(element(u, name, shape, depth - 1)?)
            }
            _ => Piece::noise(u)?,
        };
        found.pieces.push(piece);
    }
    Ok(found)
}

fn output(root: &Element) -> Result<DescribeByoipCidrsOutput, NoText> {
    let cidrs = root.list("byoipCidrSet", "item", |item| {
        Ok(ByoipCidr::builder()
            .set_cidr(item.text_of("cidr")?)
            .set_description(item.text_of("description")?)
            .set_asn_associations(item.list("asnAssociationSet", "item", |item| {
                Ok(AsnAssociation::builder()
                    .set_asn(item.text_of("asn")?)
                    .set_cidr(item.text_of("cidr")?)
                    .set_status_message(item.text_of("statusMessage")?)
                    .set_state(item.text_of("state")?.map(|text| text.as_str().into()))
                    .build())
            })?)
            .set_status_message(item.text_of("statusMessage")?)
            .set_state(item.text_of("state")?.map(|text| text.as_str().into()))
            .set_network_border_group(item.text_of("networkBorderGroup")?)
            .set_advertisement_type(item.text_of("advertisementType")?)
            .set_pool_id(item.text_of("poolId")?)
            .set_ipam_pool_id(item.text_of("ipamPoolId")?)
            .build())
    })?;
    Ok(DescribeByoipCidrsOutput::builder()
        .set_byoip_cidrs(cidrs)
        .set_next_token(root.text_of("nextToken")?)
        .build())
}

/// Code and message: of several, the last of each.
fn error_of(root: &Element) -> Result<(Option<String>, Option<String>), NoText> {
    let (mut code, mut message) = (None, None);
    for errors in root.children("Errors") {
        for error in errors.children("Error") {
            code = error.text_of("Code")?.or(code);
            message = error.text_of("Message")?.or(message);
        }
    }
    Ok((code, message))
}
