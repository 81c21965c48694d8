//! Waiters, poll by poll. The clock is the test's own: a wait of minutes takes no time, and how long it would have taken is on
//! record.

use std::time::{Duration, UNIX_EPOCH};

use aws_sdk_ec2::client::Waiters;
use aws_sdk_ec2::error::ProvideErrorMetadata;
use aws_sdk_ec2::operation::RequestId;
use aws_sdk_ec2::types::InstanceStateName;
use aws_sdk_ec2::Client;
use aws_smithy_async::test_util::{instant_time_and_sleep, InstantSleep};
use aws_smithy_runtime_api::client::waiters::error::WaiterError;
use tinsmith_tests::loopback::{Reply, Server};

use super::{answer, bodies, config, failure};

const MINUTES: Duration = Duration::from_secs(300);

/// A client whose sleeps are over at once, and the record of them.
fn waiting(server: &Server) -> (Client, InstantSleep) {
    let (time, sleep) = instant_time_and_sleep(UNIX_EPOCH + Duration::from_secs(1_234_567_890));
    let config = config(server).time_source(time).sleep_impl(sleep.clone()).build();
    (Client::from_conf(config), sleep)
}

fn polls(replies: impl IntoIterator<Item = Reply>) -> (Server, Client, InstantSleep) {
    let server = Server::with_replies(replies).unwrap();
    let (client, sleep) = waiting(&server);
    (server, client, sleep)
}

/// Reservations with instances in these states.
fn reservations(reservations: &[&[&str]]) -> Reply {
    let mut members = String::new();
    for instances in reservations {
        members.push_str("<item><instancesSet>");
        for state in *instances {
            members.push_str(&format!(
                "<item><instanceState><code>0</code><name>{state}</name></instanceState></item>"
            ));
        }
        members.push_str("</instancesSet></item>");
    }
    answer("DescribeInstances", &format!("<reservationSet>{members}</reservationSet>"))
}

#[tokio::test]
async fn polls_until_the_answer_matches_and_returns_it() {
    let (server, client, sleep) = polls([
        failure("InvalidInstanceID.NotFound"),
        reservations(&[&["pending"]]),
        reservations(&[&["running", "pending"]]),
        reservations(&[&["running", "running"], &["running"]]),
    ]);
    let poll = client.wait_until_instance_running().instance_ids("i-1").wait(MINUTES);
    let output = poll.await.unwrap().into_result().unwrap();
    assert_eq!(output.request_id(), Some(super::REQUEST_ID));
    let state = output.reservations()[1].instances()[0].state().unwrap();
    assert_eq!(state.name(), Some(&InstanceStateName::Running));
    assert_eq!(
        bodies(&server),
        ["Action=DescribeInstances&Version=2016-11-15&InstanceId.1=i-1"; 4]
    );

    // The bounds of Smithy's waiters specification with the model's minDelay, 15, and the default maxDelay, 120.
    let slept: Vec<_> = sleep.logs().iter().map(Duration::as_secs).collect();
    assert_eq!(slept.len(), 3, "{slept:?}");
    assert_eq!(slept[0], 15);
    assert!((15..=30).contains(&slept[1]) && (15..=60).contains(&slept[2]), "{slept:?}");
}

#[tokio::test]
async fn the_user_agent_says_that_a_waiter_calls() {
    let (server, client, _) =
        polls([answer("DescribeVpcs", "<vpcSet/>"), answer("DescribeVpcs", "<vpcSet/>")]);
    client.wait_until_vpc_exists().wait(MINUTES).await.unwrap();
    client.describe_vpcs().send().await.unwrap();
    let waiters: Vec<_> = server
        .requests()
        .iter()
        .map(|request| {
            let agent = request.header("x-amz-user-agent").unwrap().to_owned();
            let metrics = agent.split(' ').find_map(|part| part.strip_prefix("m/")).unwrap();
            metrics.split(',').any(|metric| metric == "B")
        })
        .collect();
    assert_eq!(waiters, [true, false]);
}

#[tokio::test]
async fn any_answer_in_a_failure_state_ends_the_wait() {
    let (server, client, sleep) =
        polls([reservations(&[&["pending"]]), reservations(&[&["running"], &["terminated"]])]);
    let error = client.wait_until_instance_running().wait(MINUTES).await.unwrap_err();
    let WaiterError::FailureState(failure) = &error else { panic!("{error:?}") };
    let output = failure.final_poll().as_result().unwrap();
    let state = output.reservations()[1].instances()[0].state().unwrap();
    assert_eq!(state.name(), Some(&InstanceStateName::Terminated));
    assert_eq!(error.to_string(), "waiting failed");
    assert_eq!(bodies(&server).len(), 2);
    assert_eq!(sleep.total_duration(), Duration::from_secs(15));
}

#[tokio::test]
async fn an_error_can_be_success_failure_or_neither() {
    let (server, client, _) = polls([
        answer("DescribeVolumes", "<volumeSet><item><status>deleting</status></item></volumeSet>"),
        failure("InvalidVolume.NotFound"),
        failure("InvalidNetworkInterfaceID.NotFound"),
        failure("UnauthorizedOperation"),
    ]);

    let poll = client.wait_until_volume_deleted().volume_ids("vol-1").wait(MINUTES).await.unwrap();
    let error = poll.as_result().unwrap_err();
    assert_eq!(error.code(), Some("InvalidVolume.NotFound"));
    assert_eq!(bodies(&server).len(), 2);

    let error = client.wait_until_network_interface_available().wait(MINUTES).await.unwrap_err();
    assert!(matches!(&error, WaiterError::FailureState(_)), "{error:?}");
    assert_eq!(error.code(), Some("InvalidNetworkInterfaceID.NotFound"));

    let error = client.wait_until_network_interface_available().wait(MINUTES).await.unwrap_err();
    let WaiterError::OperationFailed(failed) = &error else { panic!("{error:?}") };
    assert_eq!(failed.error().code(), Some("UnauthorizedOperation"));
    assert_eq!(failed.error().request_id(), Some(super::REQUEST_ID));
    assert_eq!(error.to_string(), "operation failed while waiting");
    assert_eq!(bodies(&server).len(), 4, "nothing was asked twice");
}

#[tokio::test]
async fn a_wait_ends_with_its_time() {
    let server = Server::start(|_| reservations(&[&["pending"]])).unwrap();
    let (client, sleep) = waiting(&server);
    let error =
        client.wait_until_instance_running().wait(Duration::from_secs(60)).await.unwrap_err();
    let WaiterError::ExceededMaxWait(exceeded) = &error else { panic!("{error:?}") };
    assert_eq!(exceeded.max_wait(), Duration::from_secs(60));
    assert_eq!(exceeded.elapsed(), Duration::from_secs(60));
    assert_eq!(exceeded.poll_count() as usize, bodies(&server).len());
    assert_eq!(sleep.total_duration(), Duration::from_secs(60));
    assert_eq!(error.to_string(), "exceeded max wait time (60s)");
}

/// JMESPath: a projection drops what is null. `allStringEquals` wants at least one value.
#[tokio::test]
async fn nulls_in_a_projection_are_skipped_and_nothing_is_not_all() {
    let nothing_inside =
        "<reservationSet><item/><item><instancesSet><item/></instancesSet></item></reservationSet>";
    let running = "<item><instancesSet><item><instanceState><name>running</name></instanceState></item></instancesSet></item>";
    let (server, client, _) = polls([
        answer("DescribeInstances", ""),
        reservations(&[]),
        reservations(&[&[], &[]]),
        answer("DescribeInstances", nothing_inside),
        answer(
            "DescribeInstances",
            &nothing_inside.replace("</reservationSet>", &format!("{running}</reservationSet>")),
        ),
    ]);
    client.wait_until_instance_running().wait(Duration::from_secs(3600)).await.unwrap();
    assert_eq!(bodies(&server).len(), 5);
}

/// `length(x)` of what is absent is no number, so it is not 0 either; an empty list has length 0.
#[tokio::test]
async fn an_absent_list_has_no_length() {
    let operation = "DescribeSecurityGroupVpcAssociations";
    let (server, client, _) = polls([
        answer(operation, ""),
        answer(
            operation,
            "<securityGroupVpcAssociationSet><item/></securityGroupVpcAssociationSet>",
        ),
        answer(operation, "<securityGroupVpcAssociationSet/>"),
    ]);
    let waiter = client.wait_until_security_group_vpc_association_disassociated();
    waiter.wait(MINUTES).await.unwrap();
    assert_eq!(bodies(&server).len(), 3);
}

#[tokio::test]
async fn the_length_of_a_text_counts() {
    let operation = "GetPasswordData";
    let (server, client, _) = polls([
        answer(operation, ""),
        answer(operation, "<passwordData></passwordData>"),
        answer(operation, "<passwordData>c2VjcmV0</passwordData>"),
    ]);
    let waiter = client.wait_until_password_data_available().instance_id("i-1");
    assert_eq!(waiter.as_input().get_instance_id().as_deref(), Some("i-1"));
    let output = waiter.wait(MINUTES).await.unwrap().into_result().unwrap();
    assert_eq!(output.password_data(), Some("c2VjcmV0"));
    assert_eq!(bodies(&server).len(), 3);
}

/// The first acceptor that matches decides: here `associating` asks for patience before a failure elsewhere is looked for.
#[tokio::test]
async fn acceptors_are_tried_in_order() {
    let operation = "DescribeSecurityGroupVpcAssociations";
    let states = |states: [&str; 2]| {
        let items = states.map(|state| format!("<item><state>{state}</state></item>")).concat();
        answer(
            operation,
            &format!("<securityGroupVpcAssociationSet>{items}</securityGroupVpcAssociationSet>"),
        )
    };
    let (server, client, _) = polls([
        states(["associating", "association-failed"]),
        states(["associated", "association-failed"]),
    ]);
    let waiter = client.wait_until_security_group_vpc_association_associated();
    let error = waiter.wait(MINUTES).await.unwrap_err();
    assert!(matches!(error, WaiterError::FailureState(_)), "{error:?}");
    assert_eq!(bodies(&server).len(), 2);
}

#[tokio::test]
async fn a_server_fault_is_retried_by_the_call_and_is_no_poll() {
    let (server, client, sleep) = polls([Reply::new(500, ""), answer("DescribeVpcs", "<vpcSet/>")]);
    client.wait_until_vpc_exists().wait(MINUTES).await.unwrap();
    let attempts: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.header("amz-sdk-request").unwrap().to_owned())
        .collect();
    assert_eq!(attempts.len(), 2);
    assert!(attempts[0].contains("attempt=1") && attempts[1].contains("attempt=2"), "{attempts:?}");
    assert!(
        sleep.total_duration() <= Duration::from_secs(1),
        "the pause of a retry, not of a poll"
    );
}
