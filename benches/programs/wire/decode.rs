//! Responses, decoded by the client, and gone through by readers that build nothing.

use std::path::Path;
use std::rc::Rc;

use aws_smithy_xml::decode::{Document, ScopedDecoder, try_data};
use client::operation::describe_byoip_cidrs::DescribeByoipCidrs;
use quick_xml::events::Event;
use tinsmith_runtime::wire::{Operation, Response};

use crate::{Case, Contender};

pub(crate) fn cases(responses: Option<&Path>) -> Vec<Case> {
    let cases = vec![case::<DescribeByoipCidrs>("DescribeByoipCidrs, made up", made_up(8_000))];
    match responses {
        #[cfg(feature = "whole")]
        Some(folder) => cases.into_iter().chain(recorded(folder)).collect(),
        _ => cases,
    }
}

/// The cases on recorded responses.
#[cfg(feature = "whole")]
fn recorded(folder: &Path) -> [Case; 2] {
    use client::operation::describe_instance_types::DescribeInstanceTypes;
    use client::operation::describe_instances::DescribeInstances;

    let read = |name: &str| std::fs::read(folder.join(name)).expect("a response to read");
    [
        case::<DescribeInstances>("DescribeInstances", read("describe_instances_1000.xml")),
        case::<DescribeInstanceTypes>("DescribeInstanceTypes", read("describe_instance_types.xml")),
    ]
}

fn case<O: Operation + 'static>(name: &'static str, body: Vec<u8>) -> Case {
    let body: Rc<[u8]> = body.into();
    let [ours, quick, smithy] = [(); 3].map(|()| Rc::clone(&body));
    Case {
        kind: "decode",
        name,
        bytes: body.len(),
        contenders: vec![
            Contender::new("ours", move || {
                O::decode(&Response::new(200, &(), &ours))
                    .ok()
                    .expect("a response of the operation")
            }),
            Contender::new("quick-xml, a bare loop over events", move || events(&quick)),
            Contender::new("aws-smithy-xml, a walk over all elements", move || walk(&smithy)),
        ],
    }
}

/// Counts the events of a document, and uses none.
fn events(body: &[u8]) -> usize {
    let mut reader = quick_xml::Reader::from_reader(body);
    let mut count = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => return count,
            event => count += usize::from(!std::hint::black_box(event).is_empty()),
        }
    }
}

/// Reads the text of every leaf, as the official crates' decoders do, and keeps none.
fn walk(body: &[u8]) -> usize {
    fn inside(parent: &mut ScopedDecoder<'_, '_>) -> usize {
        let mut length = 0;
        while let Some(mut child) = parent.next_tag() {
            // Names tell apart what the official decoders know from the model.
            let name = child.start_el().local();
            let aggregate = name == "item" || name.ends_with("Set") || name.ends_with("Info");
            length += if aggregate {
                inside(&mut child)
            } else {
                try_data(&mut child).map_or(0, |text| std::hint::black_box(text).len())
            };
        }
        length
    }
    let mut document = Document::try_from(body).expect("UTF-8");
    inside(&mut document.root_element().expect("a root element"))
}

/// A response like those of EC2, with so many address ranges.
fn made_up(ranges: usize) -> Vec<u8> {
    use std::fmt::Write;

    let mut body = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DescribeByoipCidrsResponse \
         xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\n    \
         <requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>\n    <byoipCidrSet>\n",
    );
    for range in 0..ranges {
        let (high, low) = (range / 256, range % 256);
        writeln!(
            body,
            "        <item>\n            <cidr>10.{high}.{low}.0/24</cidr>\n            \
             <description>Range {range} of &quot;east &amp; west&quot;</description>\n            \
             <asnAssociationSet>\n                <item>\n                    <asn>{}</asn>\n                    \
             <cidr>10.{high}.{low}.0/24</cidr>\n                    <state>associated</state>\n                \
             </item>\n            </asnAssociationSet>\n            <statusMessage/>\n            \
             <state>provisioned</state>\n            <networkBorderGroup>us-west-2</networkBorderGroup>\n        \
             </item>",
            64_512 + range
        )
        .expect("memory");
    }
    body.push_str("    </byoipCidrSet>\n</DescribeByoipCidrsResponse>\n");
    body.into_bytes()
}
