//! Requests, written by the client, and by `aws-smithy-query` in the manner of the official serializers. Those open the key of every
//! member that a shape has; here the peer is spared the keys of absent ones.

use std::rc::Rc;

use aws_smithy_query::{QueryValueWriter, QueryWriter};
use client::operation::provision_byoip_cidr::{ProvisionByoipCidr, ProvisionByoipCidrInput};
use client::types::{CidrAuthorizationContext, ResourceType, Tag, TagSpecification};
use tinsmith_runtime::wire::Operation;

use crate::{Case, Contender};

const VERSION: &str = "2016-11-15";

pub(crate) fn cases() -> Vec<Case> {
    let cases = vec![case::<ProvisionByoipCidr>(
        "ProvisionByoipCidr",
        ProvisionByoipCidrInput::builder()
            .cidr("203.0.113.0/24")
            .cidr_authorization_context(
                CidrAuthorizationContext::builder()
                    .message("1|aws|123456789012|203.0.113.0/24|20271231|SHA256|RSAPSS")
                    .signature("K2kLQdJ3~9n-xQ0_".repeat(21) + "A__")
                    .build(),
            )
            .publicly_advertisable(true)
            .description("the range of the east & west offices")
            .pool_tag_specifications(specification(10))
            .build()
            .expect("an input"),
        |input, writer| {
            text(writer, "Cidr", input.cidr());
            if let Some(context) = input.cidr_authorization_context() {
                let mut scope = writer.prefix("CidrAuthorizationContext");
                put(&mut scope, "Message", context.message());
                put(&mut scope, "Signature", context.signature());
            }
            if let Some(value) = input.publicly_advertisable() {
                writer.prefix("PubliclyAdvertisable").boolean(value);
            }
            text(writer, "Description", input.description());
            specifications(writer.prefix("PoolTagSpecification"), input.pool_tag_specifications());
        },
    )];
    #[cfg(feature = "whole")]
    let cases = cases.into_iter().chain([whole::create_tags(), whole::run_instances()]).collect();
    cases
}

/// A case of one input, which the peer writes with `members`; both have to write the same.
fn case<O: Operation + 'static>(
    name: &'static str,
    input: O::Input,
    members: fn(&O::Input, &mut QueryWriter<'_>),
) -> Case {
    let peer = move |input: &O::Input| {
        let mut out = String::new();
        let mut writer = QueryWriter::new(&mut out, O::NAME, VERSION);
        members(input, &mut writer);
        writer.finish();
        out
    };
    let body = O::encode(&input).expect("a request").body;
    let (ours, theirs) = (sorted(std::str::from_utf8(&body).expect("text")), peer(&input));
    assert_eq!(ours, sorted(&theirs), "the peer writes another request");
    let ours = Rc::new(input);
    let same = Rc::clone(&ours);
    Case {
        kind: "encode",
        name,
        bytes: body.len(),
        contenders: vec![
            Contender::new("ours", move || O::encode(&ours).ok().expect("a request")),
            Contender::new("aws-smithy-query", move || peer(&same)),
        ],
    }
}

/// The parameters of a request, in an order that does not depend on that of members.
fn sorted(body: &str) -> Vec<&str> {
    let mut parameters: Vec<&str> = body.split('&').collect();
    parameters.sort_unstable();
    parameters
}

fn text(writer: &mut QueryWriter<'_>, key: &'static str, value: Option<&str>) {
    if let Some(value) = value {
        writer.prefix(key).string(value);
    }
}

fn put(scope: &mut QueryValueWriter<'_>, key: &'static str, value: Option<&str>) {
    if let Some(value) = value {
        scope.prefix(key).string(value);
    }
}

fn tags(scope: QueryValueWriter<'_>, tags: &[Tag]) {
    let mut list = scope.start_list(true, None);
    for tag in tags {
        let mut entry = list.entry();
        put(&mut entry, "Key", tag.key());
        put(&mut entry, "Value", tag.value());
    }
    list.finish();
}

fn specifications(scope: QueryValueWriter<'_>, specifications: &[TagSpecification]) {
    let mut list = scope.start_list(true, None);
    for specification in specifications {
        let mut entry = list.entry();
        put(&mut entry, "ResourceType", specification.resource_type().map(ResourceType::as_str));
        tags(entry.prefix("Tag"), specification.tags());
    }
    list.finish();
}

fn some_tags(count: usize) -> Vec<Tag> {
    (0..count)
        .map(|i| Tag::builder().key(format!("team/{i}")).value(format!("value {i} of it")).build())
        .collect()
}

fn specification(count: usize) -> TagSpecification {
    TagSpecification::builder()
        .resource_type(ResourceType::Instance)
        .set_tags(Some(some_tags(count)))
        .build()
}

/// The number as `aws-smithy-query` wants it.
#[cfg(feature = "whole")]
fn number(value: i32) -> aws_smithy_types::Number {
    aws_smithy_types::Number::PosInt(value.unsigned_abs().into())
}

#[cfg(feature = "whole")]
mod whole {
    use client::operation::create_tags::{CreateTags, CreateTagsInput};
    use client::operation::run_instances::{RunInstances, RunInstancesInput};
    use client::types::{BlockDeviceMapping, EbsBlockDevice, InstanceType, VolumeType};

    use super::*;

    pub(crate) fn create_tags() -> Case {
        let resources = (0..100).map(|i| format!("i-{:017x}", 0x12_3456_789a_bcde_u64 * i));
        case::<CreateTags>(
            "CreateTags, 100 resources",
            CreateTagsInput::builder()
                .set_resources(Some(resources.collect()))
                .set_tags(Some(some_tags(50)))
                .build()
                .expect("an input"),
            |input, writer| {
                let mut list = writer.prefix("ResourceId").start_list(true, None);
                for resource in input.resources() {
                    list.entry().string(resource);
                }
                list.finish();
                tags(writer.prefix("Tag"), input.tags());
            },
        )
    }

    pub(crate) fn run_instances() -> Case {
        let device = |i: usize| {
            let ebs = EbsBlockDevice::builder()
                .delete_on_termination(true)
                .iops(3_000)
                .volume_size(100)
                .volume_type(VolumeType::Gp3)
                .build();
            let letter = char::from(b'a'.saturating_add(u8::try_from(i).unwrap_or(0)));
            BlockDeviceMapping::builder().device_name(format!("/dev/sd{letter}")).ebs(ebs).build()
        };
        let groups = (0..5).map(|i| format!("sg-{i:017x}"));
        case::<RunInstances>(
            "RunInstances",
            RunInstancesInput::builder()
                .set_block_device_mappings(Some((0..8).map(device).collect()))
                .image_id("ami-0abcdef1234567890")
                .instance_type(InstanceType::T3Micro)
                .key_name("my key pair")
                .max_count(10)
                .min_count(1)
                .set_security_group_ids(Some(groups.collect()))
                .subnet_id("subnet-0123456789abcdef0")
                .user_data("IyEvYmluL3NoCmVjaG8gaGVsbG8K".repeat(40) + "aGk=")
                .client_token("8a5473f2-1358-4aae-943b-54876300d221")
                .disable_api_termination(false)
                .ebs_optimized(true)
                .tag_specifications(specification(20))
                .build()
                .expect("an input"),
            |input, writer| {
                let mut list = writer.prefix("BlockDeviceMapping").start_list(true, None);
                for mapping in input.block_device_mappings() {
                    let mut entry = list.entry();
                    put(&mut entry, "DeviceName", mapping.device_name());
                    if let Some(ebs) = mapping.ebs() {
                        let mut scope = entry.prefix("Ebs");
                        if let Some(value) = ebs.delete_on_termination() {
                            scope.prefix("DeleteOnTermination").boolean(value);
                        }
                        if let Some(value) = ebs.iops() {
                            scope.prefix("Iops").number(number(value));
                        }
                        if let Some(value) = ebs.volume_size() {
                            scope.prefix("VolumeSize").number(number(value));
                        }
                        put(&mut scope, "VolumeType", ebs.volume_type().map(VolumeType::as_str));
                    }
                }
                list.finish();
                text(writer, "ImageId", input.image_id());
                text(writer, "InstanceType", input.instance_type().map(InstanceType::as_str));
                text(writer, "KeyName", input.key_name());
                for (key, value) in
                    [("MaxCount", input.max_count()), ("MinCount", input.min_count())]
                {
                    if let Some(value) = value {
                        writer.prefix(key).number(number(value));
                    }
                }
                let mut list = writer.prefix("SecurityGroupId").start_list(true, None);
                for group in input.security_group_ids() {
                    list.entry().string(group);
                }
                list.finish();
                text(writer, "SubnetId", input.subnet_id());
                text(writer, "UserData", input.user_data());
                text(writer, "ClientToken", input.client_token());
                for (key, value) in [
                    ("DisableApiTermination", input.disable_api_termination()),
                    ("EbsOptimized", input.ebs_optimized()),
                ] {
                    if let Some(value) = value {
                        writer.prefix(key).boolean(value);
                    }
                }
                specifications(writer.prefix("TagSpecification"), input.tag_specifications());
            },
        )
    }
}
