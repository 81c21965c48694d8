//! The program as a script would run it, against a scripted EC2 on 127.0.0.1: what it sends, in
//! which order and signed, what it prints, and the code it exits with.

#![allow(clippy::panic, reason = "a helper of tests fails by panicking, as they do")]

use std::process::{Command, Output, Stdio};

use tinsmith_tests::ec2::{self, Range};
use tinsmith_tests::loopback::{Reply, Request, Server, closed_address};
use tinsmith_tests::sigv4::Verifier;

const CIDR: &str = "203.0.113.0/24";
const ACCESS_KEY: &str = "AKIDEXAMPLE";
const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

/// Runs the program with these arguments and nothing else from outside: no profile, no metadata service.
fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_release-byoip"));
    let nowhere = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-such-file");
    command
        .args(arguments)
        .env_clear()
        .env("AWS_ACCESS_KEY_ID", ACCESS_KEY)
        .env("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
        .env("AWS_REGION", "eu-central-1")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", nowhere)
        .env("AWS_SHARED_CREDENTIALS_FILE", nowhere)
        .stdin(Stdio::null());
    command
}

fn finish(mut command: Command) -> Run {
    let Output { status, stdout, stderr } =
        command.output().unwrap_or_else(|error| panic!("{error}"));
    Run {
        code: status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&stdout).into_owned(),
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

fn run(server: &Server, arguments: &[&str]) -> Run {
    let url = server.url();
    let mut all = vec!["--endpoint-url", &url, "--poll-interval", "5ms"];
    all.extend(arguments);
    let run = finish(command(&all));
    for request in server.requests() {
        let verifier = Verifier::new(ACCESS_KEY, SECRET_KEY, "eu-central-1", "ec2");
        verifier.verify(&request).unwrap_or_else(|rejected| panic!("{rejected}"));
    }
    assert_eq!(server.faults(), [""; 0], "{}{}", run.stdout, run.stderr);
    run
}

fn script(replies: impl IntoIterator<Item = Reply>) -> Server {
    Server::with_replies(replies).unwrap_or_else(|error| panic!("{error}"))
}

/// The account's only range in this state.
fn listed(state: &str) -> Reply {
    ec2::describe(&[Range::new(CIDR, state)], None)
}

fn bodies(server: &Server) -> Vec<String> {
    server.requests().iter().map(Request::text).collect()
}

const DESCRIBE: &str = "Action=DescribeByoipCidrs&Version=2016-11-15&MaxResults=100";
const WITHDRAW: &str = "Action=WithdrawByoipCidr&Version=2016-11-15&Cidr=203.0.113.0%2F24";
const DEPROVISION: &str = "Action=DeprovisionByoipCidr&Version=2016-11-15&Cidr=203.0.113.0%2F24";

#[test]
fn an_advertised_range_is_withdrawn_then_deprovisioned() {
    let gone =
        Range::new(CIDR, "deprovisioned").message("released").association("64496", "disassociated");
    let server = script([
        listed("advertised"),
        ec2::range("WithdrawByoipCidr", &Range::new(CIDR, "pending-withdrawal")),
        listed("pending-withdrawal"),
        listed("provisioned"),
        ec2::range("DeprovisionByoipCidr", &Range::new(CIDR, "pending-deprovision")),
        listed("pending-deprovision"),
        ec2::describe(&[gone], None),
    ]);
    let run = run(&server, &[CIDR, "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        bodies(&server),
        [DESCRIBE, WITHDRAW, DESCRIBE, DESCRIBE, DEPROVISION, DESCRIBE, DESCRIBE]
    );
    assert_eq!(
        run.stdout,
        "203.0.113.0/24 is released.\n\
         \x20 WithdrawByoipCidr     accepted\n\
         \x20 DeprovisionByoipCidr  accepted\n\
         range           203.0.113.0/24\n\
         state           deprovisioned\n\
         status message  released\n\
         ASN             64496 disassociated\n"
    );
    assert_eq!(run.stderr, "", "quiet when standard error is not a terminal");
}

#[test]
fn each_call_is_made_once_though_the_old_state_is_still_reported() {
    let server = script([
        listed("pending-advertising"),
        listed("advertised"),
        ec2::range("WithdrawByoipCidr", &Range::new(CIDR, "advertised")),
        listed("advertised"),
        listed("provisioned-not-publicly-advertisable"),
        ec2::success("DeprovisionByoipCidr", ""),
        listed("provisioned-not-publicly-advertisable"),
        listed("pending-deprovision"),
        ec2::describe(&[], None),
    ]);
    let run = run(&server, &[CIDR, "--yes"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.starts_with("203.0.113.0/24 is released: EC2 no longer lists it.\n"),
        "{}",
        run.stdout
    );
    let changes: Vec<_> = bodies(&server).into_iter().filter(|body| body != DESCRIBE).collect();
    assert_eq!(changes, [WITHDRAW, DEPROVISION]);
}

#[test]
fn a_release_under_way_is_followed_and_one_before_is_reported() {
    let server = script([listed("pending-deprovision"), listed("deprovisioned")]);
    let followed = run(&server, &[CIDR, "--yes"]);
    assert_eq!((followed.code, bodies(&server).len()), (0, 2), "{}", followed.stderr);

    let server = script([listed("deprovisioned")]);
    let before = run(&server, &[CIDR, "--yes"]);
    assert_eq!((before.code, bodies(&server).len()), (0, 1), "{}", before.stderr);
    assert!(
        before.stdout.starts_with("203.0.113.0/24 was released before; there is nothing to do.\n")
    );
}

#[test]
fn a_dry_run_that_is_allowed() {
    let server = script([listed("advertised"), ec2::dry_run_operation(), ec2::dry_run_operation()]);
    let run = run(&server, &[CIDR, "--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout.starts_with(
            "Dry run: every call is allowed (EC2 answered DryRunOperation). Nothing was changed.\n\
             \x20 WithdrawByoipCidr     allowed\n\
             \x20 DeprovisionByoipCidr  allowed\n"
        ),
        "{}",
        run.stdout
    );
    let dry = |body: &str| format!("{body}&DryRun=true");
    assert_eq!(bodies(&server), [DESCRIBE.to_owned(), dry(WITHDRAW), dry(DEPROVISION)]);
}

#[test]
fn a_dry_run_that_is_denied_names_every_call() {
    let server = script([
        listed("advertised"),
        ec2::unauthorized_operation(),
        ec2::unauthorized_operation(),
    ]);
    let run = run(&server, &[CIDR, "--dry-run"]);
    assert_eq!(run.code, 4);
    for call in ["WithdrawByoipCidr", "DeprovisionByoipCidr"] {
        let sentence = format!(
            "EC2 denied {call} (UnauthorizedOperation): the credentials lack the permission ec2:{call}."
        );
        assert!(run.stderr.contains(&sentence), "{}", run.stderr);
    }
}

#[test]
fn a_dry_run_that_is_answered_as_a_real_one_is_not_called_allowed() {
    let server = script([
        listed("provisioned"),
        ec2::range("DeprovisionByoipCidr", &Range::new(CIDR, "pending-deprovision")),
    ]);
    let run = run(&server, &[CIDR, "--dry-run"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr
            .contains("answered the dry run of DeprovisionByoipCidr as if it had carried it out"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_denial_halfway_says_what_was_done() {
    let server = script([
        listed("advertised"),
        ec2::range("WithdrawByoipCidr", &Range::new(CIDR, "provisioned")),
        ec2::unauthorized_operation(),
    ]);
    let run = run(&server, &[CIDR, "--yes"]);
    assert_eq!(run.code, 4);
    assert_eq!(
        run.stderr,
        "release-byoip: EC2 denied DeprovisionByoipCidr (UnauthorizedOperation): the credentials lack the \
         permission ec2:DeprovisionByoipCidr.\n\
         Accepted before that: WithdrawByoipCidr.\n\
         Ask for an IAM policy that allows it. If the message has an encoded part, \
         `aws sts decode-authorization-message` tells which policy denied it.\n\
         \x20 UnauthorizedOperation: You are not authorized to perform this operation. Encoded authorization \
         failure message: 4oQEXAMPLE\n\
         \x20 request id: 59dbff89-35bd-4eac-99ed-be587EXAMPLE\n"
    );
    assert!(run.stdout.contains("state           provisioned\n"), "{}", run.stdout);
}

#[test]
fn credentials_that_are_not_valid_are_a_denial() {
    let server = script([ec2::error(
        401,
        "AuthFailure",
        "AWS was not able to validate the provided access credentials",
    )]);
    let run = run(&server, &[CIDR, "--yes"]);
    assert_eq!(run.code, 4);
    assert!(
        run.stderr
            .contains("EC2 did not accept the credentials of DescribeByoipCidrs (AuthFailure)."),
        "{}",
        run.stderr
    );
}

#[test]
fn a_deprovisioning_that_fails() {
    let failed = Range::new(CIDR, "failed-deprovision").message("2 addresses are still allocated");
    let server = script([
        listed("provisioned"),
        ec2::range("DeprovisionByoipCidr", &Range::new(CIDR, "pending-deprovision")),
        ec2::describe(&[failed], None),
    ]);
    let run = run(&server, &[CIDR, "--yes"]);
    assert_eq!(run.code, 5);
    for text in [
        "203.0.113.0/24 is failed-deprovision: EC2 could not deprovision it, so it is still provisioned.",
        "Release all Elastic IP addresses of the range, then run this again.",
        "status message: 2 addresses are still allocated",
    ] {
        assert!(run.stderr.contains(text), "{}", run.stderr);
    }
    assert!(run.stdout.contains("state           failed-deprovision\n"), "{}", run.stdout);
}

#[test]
fn failed_states_at_the_start() {
    let server = script([listed("failed-provision")]);
    let provision = run(&server, &[CIDR, "--yes"]);
    assert_eq!(provision.code, 5);
    assert!(
        provision.stderr.contains("could not provision it, so there is nothing to release"),
        "{}",
        provision.stderr
    );

    let server = script([
        listed("failed-deprovision"),
        ec2::range("DeprovisionByoipCidr", &Range::new(CIDR, "deprovisioned")),
    ]);
    let again = run(&server, &[CIDR, "--yes"]);
    assert_eq!(
        (again.code, bodies(&server)),
        (0, vec![DESCRIBE.to_owned(), DEPROVISION.to_owned()]),
        "{}",
        again.stderr
    );
}

#[test]
fn an_unknown_state_changes_nothing() {
    let server = script([listed("on-holiday")]);
    let run = run(&server, &[CIDR, "--yes"]);
    assert_eq!((run.code, bodies(&server).len()), (1, 1));
    assert!(
        run.stderr.contains(
            "in the state \"on-holiday\", which this program does not know; nothing was changed"
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn a_range_on_the_second_page_is_found() {
    let others =
        [Range::new("192.0.2.0/24", "advertised"), Range::new("2001:db8::/48", "advertised")];
    let server = script([ec2::describe(&others, Some("next+1")), listed("deprovisioned")]);
    let run = run(&server, &[CIDR, "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(bodies(&server), [DESCRIBE.to_owned(), format!("{DESCRIBE}&NextToken=next%2B1")]);
}

#[test]
fn a_range_on_no_page_is_not_found() {
    let server = script([
        ec2::describe(&[Range::new("192.0.2.0/24", "advertised")], Some("2")),
        ec2::describe(&[Range::new("198.51.100.0/24", "advertised")], None),
    ]);
    let unknown = run(&server, &[CIDR, "--yes"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (3, ""));
    assert!(
        unknown.stderr.contains(
            "203.0.113.0/24 is not among the 2 ranges that the account has in this Region."
        ),
        "{}",
        unknown.stderr
    );

    let server = script([listed("advertised")]);
    let part = run(&server, &["203.0.113.128/25", "--yes"]);
    assert_eq!(part.code, 3);
    assert!(part.stderr.contains("the account has 203.0.113.0/24."), "{}", part.stderr);
}

#[test]
fn ipv6_ranges_match_however_they_are_written() {
    let range = |state| Range::new("2001:db8::/48", state);
    let server = script([
        ec2::describe(&[range("provisioned")], None),
        ec2::range("DeprovisionByoipCidr", &range("deprovisioned")),
    ]);
    let run = run(&server, &["2001:0DB8:0::/48", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        bodies(&server)[1],
        "Action=DeprovisionByoipCidr&Version=2016-11-15&Cidr=2001%3Adb8%3A%3A%2F48"
    );
}

#[test]
fn an_endpoint_that_nothing_listens_on() {
    let address = closed_address().unwrap();
    let run = finish(command(&[CIDR, "--yes", "--endpoint-url", &format!("http://{address}")]));
    assert_eq!((run.code, run.stdout.as_str()), (6, ""));
    assert!(
        run.stderr.contains("The endpoint of EC2 could not be reached (DescribeByoipCidrs)."),
        "{}",
        run.stderr
    );
    assert!(run.stderr.to_lowercase().contains("connection refused"), "{}", run.stderr);
}

#[test]
fn an_endpoint_that_does_not_answer_in_time_or_hangs_up() {
    let server =
        Server::start(|_| listed("advertised").after(std::time::Duration::from_secs(60))).unwrap();
    let slow = run(&server, &[CIDR, "--yes", "--request-timeout", "50ms"]);
    assert_eq!(slow.code, 6, "{}", slow.stderr);
    assert!(
        slow.stderr.contains("The endpoint of EC2 did not answer in time (DescribeByoipCidrs)."),
        "{}",
        slow.stderr
    );

    let server = Server::start(|_| Reply::hang_up()).unwrap();
    let gone = run(&server, &[CIDR, "--yes"]);
    assert_eq!(gone.code, 6, "{}", gone.stderr);
}

#[test]
fn a_state_that_does_not_change_in_time() {
    let server = Server::start(|_| listed("pending-withdrawal")).unwrap();
    let run = run(&server, &[CIDR, "--yes", "--timeout", "60ms"]);
    assert_eq!(run.code, 7);
    assert!(
        run.stderr.contains("203.0.113.0/24 is still pending-withdrawal after 60ms."),
        "{}",
        run.stderr
    );
    assert!(run.stdout.contains("state           pending-withdrawal\n"), "{}", run.stdout);
}

#[test]
fn throttling_that_does_not_end() {
    let server = Server::start(|_| ec2::request_limit_exceeded()).unwrap();
    let run = run(&server, &[CIDR, "--yes"]);
    assert_eq!((run.code, bodies(&server).len()), (8, 3));
    assert!(
        run.stderr
            .contains("EC2 throttled DescribeByoipCidrs (RequestLimitExceeded), retries included."),
        "{}",
        run.stderr
    );
}

#[test]
fn looks_that_fail_while_waiting_are_repeated() {
    // The client makes three attempts of each call.
    let mut replies = vec![listed("pending-deprovision")];
    replies.extend(vec![ec2::request_limit_exceeded(); 3]);
    replies.extend(vec![ec2::internal_error(); 3]);
    replies.push(listed("deprovisioned"));
    let server = script(replies);
    let run = run(&server, &[CIDR, "--yes"]);
    assert_eq!((run.code, bodies(&server).len()), (0, 8), "{}", run.stderr);

    let denied = script([listed("pending-deprovision"), ec2::unauthorized_operation()]);
    assert_eq!(self::run(&denied, &[CIDR, "--yes"]).code, 4, "a denial does not pass");
}

#[test]
fn refusals_and_failures_of_the_service() {
    let server = script([listed("provisioned"), ec2::invalid_parameter_value()]);
    let refused = run(&server, &[CIDR, "--yes"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("EC2 refused DeprovisionByoipCidr (InvalidParameterValue)."),
        "{}",
        refused.stderr
    );
    assert!(
        refused
            .stderr
            .contains("InvalidParameterValue: The specified CIDR <203.0.113.1/24> is not valid.")
    );

    let server = Server::start(|_| ec2::internal_error()).unwrap();
    let failed = run(&server, &[CIDR, "--yes"]);
    assert_eq!((failed.code, bodies(&server).len()), (1, 3), "a 500 is retried");
    assert!(
        failed.stderr.contains("(status 500, InternalError), retries included."),
        "{}",
        failed.stderr
    );

    let server = Server::start(|_| Reply::new(200, "<html><body>Welcome</body></html>")).unwrap();
    let other = run(&server, &[CIDR, "--yes"]);
    assert_eq!(other.code, 1, "{}", other.stderr);
}

#[test]
fn bad_usage() {
    for (arguments, sentence) in [
        (&[][..], "required arguments were not provided"),
        (&["203.0.113.0"], "expected an address and a prefix length, such as 203.0.113.0/24"),
        (&["203.0.113.7/24"], "it has host bits set; the range that contains it is 203.0.113.0/24"),
        (&[CIDR, "--endpoint-url", "localhost"], "expected http:// or https:// and a host"),
        (&[CIDR, "--timeout", "soon"], "invalid value 'soon' for '--timeout <DURATION>'"),
        (&[CIDR, "--format", "yaml"], "[possible values: text, json]"),
    ] {
        let run = finish(command(arguments));
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains(sentence), "{arguments:?}: {}", run.stderr);
    }
    let help = finish(command(&["--help"]));
    assert_eq!(help.code, 0);
    assert!(help.stdout.contains("Exit codes:\n   0  the range is released"), "{}", help.stdout);
}

#[test]
fn without_a_terminal_nothing_happens_unless_yes_is_said() {
    let server = script([]);
    let run = run(&server, &[CIDR]);
    assert_eq!((run.code, bodies(&server).len()), (9, 0));
    assert!(run.stderr.contains("standard input is not a terminal"), "{}", run.stderr);
    assert!(run.stderr.contains("Add --yes"), "{}", run.stderr);
}

#[test]
fn no_region_and_no_credentials() {
    let mut no_region = command(&[CIDR, "--yes"]);
    no_region.env_remove("AWS_REGION");
    let run = finish(no_region);
    assert_eq!(run.code, 10);
    assert!(run.stderr.contains("No AWS Region is configured."), "{}", run.stderr);

    let server = script([]);
    let mut no_credentials = command(&[CIDR, "--yes", "--endpoint-url", &server.url()]);
    no_credentials.env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY");
    let run = finish(no_credentials);
    assert_eq!(run.code, 10, "{}", run.stderr);
    assert!(
        run.stderr.contains("DescribeByoipCidrs could not be prepared or signed"),
        "{}",
        run.stderr
    );
    assert!(server.requests().is_empty());
}

#[test]
fn json_for_scripts() {
    let server = script([ec2::describe(
        &[Range { state: Some("deprovisioned".to_owned()), ..Range::full() }],
        None,
    )]);
    let done = run(&server, &[CIDR, "--yes", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&done.stdout).unwrap();
    assert_eq!((value["outcome"].as_str(), value["exit_code"].as_i64()), (Some("done"), Some(0)));
    assert_eq!(value["range"]["description"], "Köln & Ulm <lab>");
    assert_eq!(value["range"]["asn_associations"][5]["state"], "pending-disassociation");
    assert!(value["error"].is_null());

    let server = script([ec2::describe(&[], None)]);
    let missing = run(&server, &[CIDR, "--yes", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&missing.stdout).unwrap();
    assert_eq!((missing.code, value["outcome"].as_str()), (3, Some("not-found")));
    assert!(value["error"]["message"].as_str().unwrap().contains("not among the 0 ranges"));
}
