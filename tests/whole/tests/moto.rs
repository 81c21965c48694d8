//! The life of a VPC on a server that keeps state and was written by others: moto. `TINSMITH_MOTO` says where it listens; `run`
//! starts one and sets it.
//!
//! What is asserted is what was asked for, come back: a member that got lost on either way fails the test.

use std::time::Duration;

use aws_sdk_ec2::client::Waiters;
use aws_sdk_ec2::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_ec2::error::ProvideErrorMetadata;
use aws_sdk_ec2::operation::RequestId;
use aws_sdk_ec2::types::{
    Filter, Instance, InstanceStateName, InstanceType, IpPermission, IpRange, Ipv6Range, KeyType,
    ResourceType, RunInstancesMonitoringEnabled, SubnetState, Tag, TagSpecification, VpcState,
};
use aws_sdk_ec2::{Client, Config, Error};

const ZONE: &str = "eu-central-1a";
const NAME: &str = "life of a VPC";
const PATIENCE: Duration = Duration::from_secs(60);

/// All that lives in the VPC, by its id.
struct Network {
    vpc: String,
    subnet: String,
    group: String,
}

fn client() -> Option<Client> {
    let Ok(url) = std::env::var("TINSMITH_MOTO") else {
        tinsmith_tests::skip::skipped(
            "the life of a VPC",
            "the URL of a moto server in TINSMITH_MOTO (tests/whole/run starts one)",
        );
        return None;
    };
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "test"))
        .endpoint_url(url)
        .build();
    Some(Client::from_conf(config))
}

#[tokio::test]
async fn the_life_of_a_vpc() -> Result<(), Error> {
    let Some(client) = client() else { return Ok(()) };
    key_pair(&client).await?;
    let network = network(&client).await?;
    rules(&client, &network).await?;
    let instances = [run(&client, &network, "web").await?, run(&client, &network, "data").await?];
    running(&client, &network, &instances).await?;
    pages(&client, &network, &instances).await?;
    tags(&client, &instances).await?;
    errors(&client, &network).await;
    terminated(&client, &instances).await?;
    nothing_left(&client, &network).await
}

fn filter(name: &str, value: &str) -> Filter {
    Filter::builder().name(name).values(value).build()
}

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build()
}

fn tagged(kind: ResourceType, tags: Vec<Tag>) -> TagSpecification {
    TagSpecification::builder().resource_type(kind).set_tags(Some(tags)).build()
}

/// Keys and values in order of the keys.
fn pairs(tags: &[Tag]) -> Vec<(&str, &str)> {
    let mut pairs: Vec<_> =
        tags.iter().map(|tag| (tag.key().unwrap(), tag.value().unwrap())).collect();
    pairs.sort_unstable();
    pairs
}

async fn key_pair(client: &Client) -> Result<(), Error> {
    let made = client
        .create_key_pair()
        .key_name("life")
        .key_type(KeyType::Ed25519)
        .tag_specifications(tagged(ResourceType::KeyPair, vec![tag("Name", NAME)]))
        .send()
        .await?;
    assert_eq!(made.key_name(), Some("life"));
    assert!(made.key_material().unwrap().contains("PRIVATE KEY"));
    assert!(made.request_id().is_some_and(|id| !id.is_empty()));
    client.wait_until_key_pair_exists().key_names("life").wait(PATIENCE).await?;

    let found = client.describe_key_pairs().key_names("life").send().await?;
    let [key] = found.key_pairs() else { panic!("{found:?}") };
    assert_eq!(key.key_pair_id(), made.key_pair_id());
    assert_eq!(key.key_fingerprint(), made.key_fingerprint());
    assert_eq!(pairs(key.tags()), [("Name", NAME)]);
    assert!(key.create_time().unwrap().secs() > 1_700_000_000, "{key:?}");
    Ok(())
}

async fn network(client: &Client) -> Result<Network, Error> {
    let made = client
        .create_vpc()
        .cidr_block("10.20.0.0/16")
        .tag_specifications(tagged(ResourceType::Vpc, vec![tag("Name", NAME)]))
        .send()
        .await?;
    let vpc = made.vpc().unwrap().vpc_id().unwrap().to_owned();
    client.wait_until_vpc_available().vpc_ids(&vpc).wait(PATIENCE).await?;
    let found = client.describe_vpcs().filters(filter("tag:Name", NAME)).send().await?;
    let [found] = found.vpcs() else { panic!("{found:?}") };
    assert_eq!(found.vpc_id(), Some(vpc.as_str()));
    assert_eq!(found.cidr_block(), Some("10.20.0.0/16"));
    assert_eq!(found.state(), Some(&VpcState::Available));
    assert_eq!(found.is_default(), Some(false));
    assert_eq!(found.cidr_block_association_set()[0].cidr_block(), Some("10.20.0.0/16"));
    assert_eq!(pairs(found.tags()), [("Name", NAME)]);

    let made = client
        .create_subnet()
        .vpc_id(&vpc)
        .cidr_block("10.20.1.0/24")
        .availability_zone(ZONE)
        .send()
        .await?;
    let subnet = made.subnet().unwrap().subnet_id().unwrap().to_owned();
    client.wait_until_subnet_available().subnet_ids(&subnet).wait(PATIENCE).await?;
    let found = client.describe_subnets().filters(filter("vpc-id", &vpc)).send().await?;
    let [found] = found.subnets() else { panic!("{found:?}") };
    assert_eq!(found.subnet_id(), Some(subnet.as_str()));
    assert_eq!(found.state(), Some(&SubnetState::Available));
    assert_eq!(found.cidr_block(), Some("10.20.1.0/24"));
    assert_eq!(found.availability_zone(), Some(ZONE));
    // 256 less the five that AWS keeps in each subnet.
    assert_eq!(found.available_ip_address_count(), Some(251));

    let made = client
        .create_security_group()
        .group_name("life")
        .description("doors & windows")
        .vpc_id(&vpc)
        .send()
        .await?;
    let group = made.group_id().unwrap().to_owned();
    client.wait_until_security_group_exists().group_ids(&group).wait(PATIENCE).await?;
    Ok(Network { vpc, subnet, group })
}

async fn rules(client: &Client, network: &Network) -> Result<(), Error> {
    let open = |port: i32| IpPermission::builder().ip_protocol("tcp").from_port(port).to_port(port);
    let ssh = IpRange::builder().cidr_ip("203.0.113.0/24").description("the office").build();
    let https = Ipv6Range::builder().cidr_ipv6("2001:db8::/32").build();
    let made = client
        .authorize_security_group_ingress()
        .group_id(&network.group)
        .ip_permissions(open(22).ip_ranges(ssh).build())
        .ip_permissions(open(443).ipv6_ranges(https).build())
        .send()
        .await?;
    assert_eq!(made.r#return(), Some(true));
    // Moto names the rules of the last permission only.
    let [rule] = made.security_group_rules() else { panic!("{made:?}") };
    assert_eq!((rule.is_egress(), rule.from_port()), (Some(false), Some(443)));

    let found = client.describe_security_groups().group_ids(&network.group).send().await?;
    let [group] = found.security_groups() else { panic!("{found:?}") };
    assert_eq!(group.group_name(), Some("life"));
    assert_eq!(group.description(), Some("doors & windows"));
    assert_eq!(group.vpc_id(), Some(network.vpc.as_str()));
    let mut doors: Vec<_> = group
        .ip_permissions()
        .iter()
        .map(|door| {
            let v4 = door.ip_ranges().iter().map(|range| (range.cidr_ip(), range.description()));
            let v6 =
                door.ipv6_ranges().iter().map(|range| (range.cidr_ipv6(), range.description()));
            (door.ip_protocol(), door.from_port(), door.to_port(), v4.chain(v6).collect::<Vec<_>>())
        })
        .collect();
    doors.sort_unstable();
    assert_eq!(
        doors,
        [
            (Some("tcp"), Some(22), Some(22), vec![(Some("203.0.113.0/24"), Some("the office"))]),
            (Some("tcp"), Some(443), Some(443), vec![(Some("2001:db8::/32"), None)]),
        ]
    );
    let [out] = group.ip_permissions_egress() else { panic!("{group:?}") };
    assert_eq!((out.ip_protocol(), out.from_port()), (Some("-1"), None));
    assert_eq!(out.ip_ranges()[0].cidr_ip(), Some("0.0.0.0/0"));

    client
        .revoke_security_group_ingress()
        .group_id(&network.group)
        .security_group_rule_ids(rule.security_group_rule_id().unwrap())
        .send()
        .await?;
    let rules = client.describe_security_group_rules().filters(filter("group-id", &network.group));
    let rules = rules.into_paginator().items().send();
    let rules: Result<Vec<_>, _> = rules.collect().await;
    let mut rules: Vec<_> =
        rules?.iter().map(|rule| (rule.is_egress(), rule.from_port())).collect();
    rules.sort_unstable();
    assert_eq!(rules, [(Some(false), Some(22)), (Some(true), Some(-1))]);
    Ok(())
}

/// Runs an instance and returns its id.
async fn run(client: &Client, network: &Network, role: &str) -> Result<String, Error> {
    let reservation = client
        .run_instances()
        .image_id("ami-12c6146b")
        .instance_type(InstanceType::T3Micro)
        .min_count(1)
        .max_count(1)
        .key_name("life")
        .subnet_id(&network.subnet)
        .security_group_ids(&network.group)
        .monitoring(RunInstancesMonitoringEnabled::builder().enabled(true).build())
        .tag_specifications(tagged(
            ResourceType::Instance,
            vec![tag("Name", NAME), tag("Role", role)],
        ))
        .send()
        .await?;
    assert!(reservation.reservation_id().unwrap().starts_with("r-"));
    let [instance] = reservation.instances() else { panic!("{reservation:?}") };
    let state = instance.state().unwrap();
    assert_eq!((state.name(), state.code()), (Some(&InstanceStateName::Pending), Some(0)));
    Ok(instance.instance_id().unwrap().to_owned())
}

async fn running(client: &Client, network: &Network, ids: &[String; 2]) -> Result<(), Error> {
    let waiter = client.wait_until_instance_running().set_instance_ids(Some(ids.to_vec()));
    let poll = waiter.wait(PATIENCE).await?.into_result().unwrap();
    assert_eq!(poll.reservations().len(), 2);

    let found = client
        .describe_instances()
        .filters(filter("vpc-id", &network.vpc))
        .filters(filter("tag:Role", "data"))
        .send()
        .await?;
    let [reservation] = found.reservations() else { panic!("{found:?}") };
    let [instance] = reservation.instances() else { panic!("{found:?}") };
    assert_eq!(instance.instance_id(), Some(ids[1].as_str()));
    assert_eq!(instance.state().unwrap().name(), Some(&InstanceStateName::Running));
    assert_eq!(instance.instance_type(), Some(&InstanceType::T3Micro));
    assert_eq!(instance.image_id(), Some("ami-12c6146b"));
    assert_eq!(instance.key_name(), Some("life"));
    assert_eq!(instance.vpc_id(), Some(network.vpc.as_str()));
    assert_eq!(instance.subnet_id(), Some(network.subnet.as_str()));
    assert_eq!(instance.placement().unwrap().availability_zone(), Some(ZONE));
    assert_eq!(instance.monitoring().unwrap().state().unwrap().as_str(), "enabled");
    assert!(instance.private_ip_address().unwrap().starts_with("10.20.1."), "{instance:?}");
    assert!(instance.launch_time().unwrap().secs() > 1_700_000_000, "{instance:?}");
    assert_eq!(pairs(instance.tags()), [("Name", NAME), ("Role", "data")]);
    let [interface] = instance.network_interfaces() else { panic!("{instance:?}") };
    let [group] = interface.groups() else { panic!("{interface:?}") };
    assert_eq!(group.group_id(), Some(network.group.as_str()));
    Ok(())
}

/// Moto's pages hold reservations, and each instance here has one of its own.
async fn pages(client: &Client, network: &Network, ids: &[String; 2]) -> Result<(), Error> {
    let instances = || client.describe_instances().filters(filter("vpc-id", &network.vpc));
    let all = |instances: Vec<Instance>| {
        let mut all: Vec<_> =
            instances.into_iter().filter_map(|instance| instance.instance_id).collect();
        all.sort_unstable();
        all
    };
    let mut expected = ids.to_vec();
    expected.sort_unstable();

    let mut seen = Vec::new();
    let mut tokens = Vec::new();
    let mut stream = instances().into_paginator().page_size(1).send();
    while let Some(page) = stream.next().await {
        let page = page?;
        tokens.push(page.next_token().is_some());
        let [reservation] = page.reservations() else { panic!("{page:?}") };
        seen.extend(reservation.instances().to_vec());
    }
    assert_eq!(tokens, [true, false], "two pages, of which the first says that there is another");
    assert_eq!(all(seen), expected);

    let reservations: Result<Vec<_>, _> =
        instances().into_paginator().page_size(1).items().send().collect().await;
    let seen = reservations?.into_iter().flat_map(|reservation| reservation.instances.unwrap());
    assert_eq!(all(seen.collect()), expected);
    Ok(())
}

async fn tags(client: &Client, ids: &[String; 2]) -> Result<(), Error> {
    let odd = "a=b&c d/ü+%";
    client.create_tags().resources(&ids[0]).resources(&ids[1]).tags(tag("odd", odd)).send().await?;
    client.delete_tags().resources(&ids[0]).tags(Tag::builder().key("Role").build()).send().await?;
    for (id, expected) in [
        (&ids[0], vec![("Name", NAME), ("odd", odd)]),
        (&ids[1], vec![("Name", NAME), ("Role", "data"), ("odd", odd)]),
    ] {
        let found = client.describe_tags().filters(filter("resource-id", id)).send().await?;
        let mut seen: Vec<_> = found
            .tags()
            .iter()
            .map(|tag| {
                assert_eq!(tag.resource_type(), Some(&ResourceType::Instance));
                (tag.key().unwrap(), tag.value().unwrap())
            })
            .collect();
        seen.sort_unstable();
        assert_eq!(seen, expected);
    }
    Ok(())
}

async fn errors(client: &Client, network: &Network) {
    let absent = client.describe_instances().instance_ids("i-0123456789abcdef0").send().await;
    let error = absent.unwrap_err();
    assert_eq!(error.code(), Some("InvalidInstanceID.NotFound"));
    assert!(error.message().unwrap().contains("i-0123456789abcdef0"), "{error:?}");
    let response = error.raw_response().unwrap();
    assert_eq!(response.status().as_u16(), 400);
    // Moto's id is in a header; what it writes into the body is the same for all requests.
    let header = response.headers().get("x-amzn-requestid").unwrap();
    assert_ne!(header, "request-id");
    assert_eq!(error.request_id(), Some(header));
    assert_eq!(Error::from(error).code(), Some("InvalidInstanceID.NotFound"));

    let busy = client.delete_vpc().vpc_id(&network.vpc).send().await.unwrap_err();
    assert_eq!(busy.code(), Some("DependencyViolation"));

    let dry = client.describe_instances().dry_run(true).send().await.unwrap_err();
    assert_eq!(dry.code(), Some("DryRunOperation"));
    assert_eq!(dry.raw_response().unwrap().status().as_u16(), 412);
}

async fn terminated(client: &Client, ids: &[String; 2]) -> Result<(), Error> {
    let changes = client.terminate_instances().set_instance_ids(Some(ids.to_vec())).send().await?;
    assert_eq!(changes.terminating_instances().len(), 2);
    for change in changes.terminating_instances() {
        assert_eq!(change.previous_state().unwrap().name(), Some(&InstanceStateName::Running));
        assert_eq!(change.current_state().unwrap().name(), Some(&InstanceStateName::ShuttingDown));
    }
    let waiter = client.wait_until_instance_terminated().set_instance_ids(Some(ids.to_vec()));
    let poll = waiter.wait(PATIENCE).await?.into_result().unwrap();
    for instance in poll.reservations().iter().flat_map(|reservation| reservation.instances()) {
        assert_eq!(instance.state().unwrap().name(), Some(&InstanceStateName::Terminated));
    }
    Ok(())
}

async fn nothing_left(client: &Client, network: &Network) -> Result<(), Error> {
    client.delete_security_group().group_id(&network.group).send().await?;
    client.delete_subnet().subnet_id(&network.subnet).send().await?;
    client.delete_vpc().vpc_id(&network.vpc).send().await?;
    client.delete_key_pair().key_name("life").send().await?;

    let ours = || filter("vpc-id", &network.vpc);
    assert_eq!(client.describe_vpcs().filters(ours()).send().await?.vpcs(), []);
    assert_eq!(client.describe_subnets().filters(ours()).send().await?.subnets(), []);
    let groups = client.describe_security_groups().filters(ours()).send().await?;
    assert_eq!(groups.security_groups(), []);
    let keys = client.describe_key_pairs().filters(filter("key-name", "life")).send().await?;
    assert_eq!(keys.key_pairs(), []);
    let running = client.describe_instances().filters(filter("instance-state-name", "running"));
    assert_eq!(running.send().await?.reservations(), []);
    let gone = client.describe_vpcs().vpc_ids(&network.vpc).send().await.unwrap_err();
    assert_eq!(gone.code(), Some("InvalidVpcID.NotFound"));
    Ok(())
}
