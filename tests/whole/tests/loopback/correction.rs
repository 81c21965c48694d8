//! A required member that an answer leaves out is filled ("error correction" of Smithy's clients): 0, false, an empty text or list,
//! or a structure that is itself filled. Only in nested structures: a missing member of the answer itself stays missing.
//!
//! The five structures of 1.274.0 are all reached by answers. The sixth came with a later model, and shows that lists follow.

use tinsmith_tests::loopback::Server;

use super::{answer, client};

#[tokio::test]
async fn ranges_of_instance_requirements() {
    let operation = "DescribeCapacityReservationFleets";
    let fleet = |inside: &str| {
        answer(
            operation,
            &format!(
                "<capacityReservationFleetSet><item>{inside}</item></capacityReservationFleetSet>"
            ),
        )
    };
    let server = Server::with_replies([
        fleet("<instanceRequirements/>"),
        fleet("<instanceRequirements><VCpuCount><Max>4</Max></VCpuCount><MemoryMiB><Min>512</Min></MemoryMiB></instanceRequirements>"),
        fleet(""),
    ])
    .unwrap();
    let client = client(&server);
    let mut seen = Vec::new();
    for _ in 0..3 {
        let output = client.describe_capacity_reservation_fleets().send().await.unwrap();
        let fleet = output.capacity_reservation_fleets()[0].clone();
        seen.push(fleet.instance_requirements.map(|requirements| {
            let (cpus, memory) = (requirements.v_cpu_count, requirements.memory_mib);
            (cpus.map(|cpus| (cpus.min, cpus.max)), memory.map(|memory| (memory.min, memory.max)))
        }));
    }
    assert_eq!(
        seen,
        [
            Some((Some((Some(0), None)), Some((Some(0), None)))),
            Some((Some((Some(0), Some(4))), Some((Some(512), None)))),
            None,
        ]
    );
}

#[tokio::test]
async fn the_request_of_a_spot_fleet() {
    let server = Server::with_replies([answer(
        "DescribeSpotFleetRequests",
        "<spotFleetRequestConfigSet><item><spotFleetRequestConfig/></item>\
         <item><spotFleetRequestConfig><iamFleetRole>arn</iamFleetRole><targetCapacity>7</targetCapacity></spotFleetRequestConfig></item>\
         <item/></spotFleetRequestConfigSet>",
    )])
    .unwrap();
    let output = client(&server).describe_spot_fleet_requests().send().await.unwrap();
    let seen: Vec<_> = output
        .spot_fleet_request_configs()
        .iter()
        .map(|request| {
            let config = request.spot_fleet_request_config()?;
            Some((config.iam_fleet_role(), config.target_capacity(), config.spot_price()))
        })
        .collect();
    assert_eq!(seen, [Some((Some(""), Some(0), None)), Some((Some("arn"), Some(7), None)), None]);
}

#[tokio::test]
async fn the_monitoring_of_a_spot_instance() {
    let item = |monitoring: &str| {
        format!("<item><launchSpecification>{monitoring}</launchSpecification></item>")
    };
    let items = item("<monitoring/>")
        + &item("<monitoring><enabled>true</enabled></monitoring>")
        + &item("");
    let server = Server::with_replies([answer(
        "DescribeSpotInstanceRequests",
        &format!("<spotInstanceRequestSet>{items}</spotInstanceRequestSet>"),
    )])
    .unwrap();
    let output = client(&server).describe_spot_instance_requests().send().await.unwrap();
    let seen: Vec<_> = output
        .spot_instance_requests()
        .iter()
        .map(|request| Some(request.launch_specification()?.monitoring()?.enabled()))
        .collect();
    assert_eq!(seen, [Some(Some(false)), Some(Some(true)), None]);
}

#[tokio::test]
async fn lists_are_filled_with_none() {
    let server = Server::with_replies([answer(
        "DescribeNetworkingFlexCostAllocationPolicies",
        "<flexCostAllocationPolicies><item><natFcaPolicyDocument/></item></flexCostAllocationPolicies>",
    )])
    .unwrap();
    let call = client(&server).describe_networking_flex_cost_allocation_policies();
    let output = call.send().await.unwrap();
    let document = output.flex_cost_allocation_policies()[0].nat_fca_policy_document().unwrap();
    assert_eq!(document.reporting_granularity.as_deref(), Some(&[][..]));
    assert_eq!(document.dimensions.as_deref(), Some(&[][..]));
    assert!(document.cidr_range_specifications.is_none(), "it is not required");
}
