use super::{Approvals, called};
use crate::diagnostics::Source;
use crate::diff::{BehaviourVerdict, Direction, Finding, RustVerdict, WireVerdict};

fn parse(text: &str) -> Result<Approvals, String> {
    Approvals::parse(&Source::new("approvals.toml", text)).map_err(|error| error.to_string())
}

/// The message holds each of `wanted`.
#[track_caller]
fn says(text: &str, wanted: &[&str]) {
    let message = parse(text).unwrap_err();
    for wanted in wanted {
        assert!(message.contains(wanted), "{wanted:?} in {message}");
    }
}

fn finding(id: &str, fingerprint: &str) -> Finding {
    Finding {
        rule: "member-removed",
        id: id.to_owned(),
        fingerprint: fingerprint.to_owned(),
        path: String::new(),
        message: String::new(),
        old: None,
        new: None,
        operations: Vec::new(),
        direction: Direction::None,
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

const GOOD: &str = "[[approval]]\nfingerprint = \"0123456789ABCDEF\"\nreason = \"as planned\"\n";

#[test]
fn approvals_are_found_by_fingerprints() {
    let approvals = parse(&format!("# why\n{GOOD}id = \"x\"\n")).unwrap();
    let approval = approvals.of("0123456789abcdef").unwrap();
    assert_eq!((approval.reason.as_str(), approval.id.as_deref()), ("as planned", Some("x")));
    assert_eq!(approvals.of("0123456789abcdee"), None);
    assert_eq!(parse("").unwrap(), Approvals::default());
}

#[test]
fn every_fault_is_said_with_its_place() {
    says(&format!("{GOOD}reson = \"\""), &["approvals.toml:4:1", "did you mean `reason`?"]);
    says("approvals = []", &["approvals.toml:1:1", "did you mean `approval`?"]);
    says("[[approval]]\nfingerprint = 3", &["approvals.toml:2:15", "string"]);
    says("[[approval]\n", &["approvals.toml:1:"]);
    let all = "[[approval]]\nfingerprint = \"0123456789abcdef\"\n\n\
        [[approval]]\nfingerprint = \"0123456789abcdef\"\nreason = \" \"\n\n\
        [[approval]]\nreason = \"so\"\n\n\
        [[approval]]\nfingerprint = \"0123\"\nreason = \"so\"\n\n\
        [[approval]]\nfingerprint = \"0123456789abcdeg\"\nreason = \"so\"\n";
    says(
        all,
        &[
            "approval has no reason\n --> approvals.toml:1:1\n",
            "`0123456789abcdef` is approved already\n --> approvals.toml:5:15\n",
            "reason of an approval is empty\n --> approvals.toml:6:10\n",
            "approval has no fingerprint\n --> approvals.toml:8:1\n",
            "sixteen hexadecimal digits\n  --> approvals.toml:12:15\n",
            "sixteen hexadecimal digits\n  --> approvals.toml:16:15\n",
            "--approve ID --reason TEXT",
        ],
    );
}

#[test]
fn what_is_appended_is_read_back_and_the_rest_stays() {
    let kept = format!("# mine\n{GOOD}# the end");
    let source = Source::new("approvals.toml", kept.as_str());
    let odd = "a\nb \"\"\" \\ \u{7f} #";
    let findings = [finding(odd, "00000000000000aa"), finding("y", "00000000000000bb")];
    let text =
        Approvals::append(&source, &findings.iter().collect::<Vec<_>>(), "line\n\"two\"").unwrap();
    assert!(text.starts_with(&format!("{kept}\n\n[[approval]]\n")), "{text}");
    let approvals = parse(&text).unwrap();
    assert_eq!(approvals.iter().count(), 3);
    let approval = approvals.of("00000000000000aa").unwrap();
    assert_eq!((approval.id.as_deref(), approval.reason.as_str()), (Some(odd), "line\n\"two\""));
}

#[test]
fn a_new_file_says_what_it_is() {
    let source = Source::new("approvals.toml", "\n");
    let text = Approvals::append(&source, &[&finding("x", "00000000000000aa")], "so").unwrap();
    assert!(text.starts_with("# Findings of `tinsmith diff` that are wanted"), "{text}");
    assert!(parse(&text).unwrap().of("00000000000000aa").is_some());
}

#[test]
fn what_can_not_be_appended() {
    let append = |text: &str, reason: &str| {
        let source = Source::new("approvals.toml", text);
        let finding = finding("x", "00000000000000aa");
        Approvals::append(&source, &[&finding], reason).unwrap_err().to_string()
    };
    assert!(append(GOOD, " ").contains("say why with `--reason`"));
    let list = "approval = [{fingerprint = \"0123456789abcdef\", reason = \"so\"}]\n";
    assert!(parse(list).is_ok());
    assert!(append(list, "so").contains("write it like that first"));
}

#[test]
fn findings_are_called_by_id_or_by_digits() {
    let findings = [
        finding("member-removed:a#B$c", "00aa000000000000"),
        finding("member-removed:a#B$c", "00bb000000000000"),
        finding("member-added:a#B$d", "00ab000000000000"),
        // The same in another crate.
        finding("member-added:a#B$d", "00ab000000000000"),
    ];
    let findings: Vec<&Finding> = findings.iter().collect();
    let call = |name: &str| {
        let found = called(name, &findings).map_err(|error| error.to_string())?;
        Ok(found.iter().map(|finding| finding.fingerprint.clone()).collect::<Vec<_>>())
    };
    let both = ["00aa000000000000", "00bb000000000000"].map(str::to_owned).to_vec();
    assert_eq!(call("member-removed:a#B$c"), Ok(both));
    assert_eq!(call("00AB"), Ok(vec!["00ab000000000000".to_owned(); 2]));
    let error = |name: &str| -> String {
        let found: Result<Vec<String>, String> = call(name);
        found.unwrap_err()
    };
    assert!(error("00a").contains("no finding is called `00a`"), "too few digits");
    assert!(error("member-remved:a#B$c").contains("did you mean `member-removed:a#B$c`"));
    let findings = [finding("x", "00aa000000000000"), finding("y", "00aa100000000000")];
    let message = called("00aa", &findings.iter().collect::<Vec<_>>()).unwrap_err().to_string();
    assert!(message.contains("`00aa000000000000`, `00aa100000000000`"), "{message}");
    assert!(message.contains("give more digits"), "{message}");
}
