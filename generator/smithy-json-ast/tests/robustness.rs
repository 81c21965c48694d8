//! No text makes the reader panic, exhaust the stack or report without end.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use smithy_json_ast::{FaultKind, MAX_DEPTH, locate, locate_key, read, write};

const TWO: &str = include_str!("data/all-2.0.json");

/// Pseudo-random numbers, the same in every run (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

/// What must hold for any text.
fn check(text: &[u8]) {
    match read(text) {
        Ok(ast) => assert_eq!(read(write(&ast)).unwrap(), ast),
        Err(faults) => {
            assert!(!faults.as_slice().is_empty());
            let offsets: Vec<_> = faults.iter().map(|fault| fault.offset).collect();
            assert!(offsets.is_sorted() && offsets.iter().all(|offset| *offset <= text.len()));
            let Ok(text) = std::str::from_utf8(text) else { return };
            for fault in &faults {
                let before = &text[..fault.offset];
                assert_eq!(fault.line, before.matches('\n').count() + 1);
                let line = before.rsplit('\n').next().unwrap();
                assert_eq!(fault.column, line.chars().count() + 1);
                let _ = (locate(text, &fault.pointer), locate_key(text, &fault.pointer));
            }
        }
    }
}

#[test]
fn mutated_models() {
    let mut random = Random(0x5eed);
    let tokens: &[&[u8]] = &[
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\"",
        b"\\",
        b"null",
        b"1e999",
        b"\xff",
        b"\xf0\x9f",
        b"\"type\"",
        b"\"apply\"",
        b"\"mixins\"",
        b"\"1.0\"",
        b"\\ud800",
        b"\n",
        "é".as_bytes(),
        b"",
    ];
    for _ in 0..1000 {
        let mut text = TWO.as_bytes().to_vec();
        for _ in 0..=random.below(4) {
            let from = random.below(text.len());
            let to = (from + random.below(12)).min(text.len());
            let token = tokens[random.below(tokens.len())];
            text.splice(from..to, token.iter().copied());
        }
        check(&text);
    }
}

#[test]
fn models_whose_strings_are_swapped() {
    // Most mutants of bytes are not JSON; these all are, so they reach the grammar.
    let strings: Vec<&str> = TWO.split('"').skip(1).step_by(2).collect();
    let values = ["null", "{}", "[]", "0", "true", "\"a#B\"", "{\"target\": \"a#B\"}"];
    let mut random = Random(0xca7);
    for _ in 0..1000 {
        let swap = strings[random.below(strings.len())];
        let with = strings[random.below(strings.len())];
        let text = match random.below(2) {
            0 => TWO.replacen(&format!("\"{swap}\""), &format!("\"{with}\""), 1 + random.below(2)),
            _ => {
                let value = values[random.below(values.len())];
                TWO.replacen(&format!("\"{swap}\""), value, 1)
            }
        };
        check(text.as_bytes());
    }
}

#[test]
fn random_bytes_and_random_tokens() {
    let mut random = Random(0xb17e5);
    let alphabet = b"{}[],:\"\\ 012eEtrufalsn.-+#$_ax\n\xc3\xa9";
    for _ in 0..10_000 {
        let length = random.below(40);
        let bytes: Vec<u8> = (0..length).map(|_| alphabet[random.below(alphabet.len())]).collect();
        check(&bytes);
        let bytes: Vec<u8> = (0..length).map(|_| random.below(256) as u8).collect();
        check(&bytes);
    }
}

#[test]
fn beginnings_of_a_model() {
    for end in (0..TWO.trim_end().len()).step_by(7) {
        let faults = read(&TWO.as_bytes()[..end]).unwrap_err();
        let kind = faults.as_slice().last().unwrap().kind;
        assert!(matches!(kind, FaultKind::Syntax | FaultKind::Encoding), "{end}: {faults}");
    }
}

#[test]
fn nesting_to_the_limit_is_read_and_beyond_is_one_fault() {
    let nested = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!("{{\"smithy\": \"2.0\", \"metadata\": {{\"m\": {open}{close}}}}}")
    };
    // The model and its metadata are two.
    let ast = read(nested(MAX_DEPTH - 2)).unwrap();
    assert_eq!(read(write(&ast)).unwrap(), ast);
    for depth in [MAX_DEPTH - 1, MAX_DEPTH, 200, 100_000] {
        let text = nested(depth);
        let faults = read(&text).unwrap_err();
        let [fault] = faults.as_slice() else { panic!("{faults}") };
        assert_eq!(fault.kind, FaultKind::Depth);
        let message = "values are nested deeper than 120 objects and arrays";
        assert_eq!(fault.message, message);
        assert_eq!(fault.pointer, format!("/metadata/m{}", "/0".repeat(MAX_DEPTH - 2)));
        assert_eq!(fault.offset, text.find('[').unwrap() + MAX_DEPTH - 2);
    }
}

#[test]
fn nesting_bombs_anywhere() {
    let depth = 100_000;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let bomb = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        let cut = open.repeat(depth);
        for value in [bomb, cut] {
            check_fails(&value);
            check_fails(&format!("{{\"smithy\": {value}}}"));
            check_fails(&format!("{{\"unknown\": {value}}}"));
            check_fails(&format!("{{\"shapes\": {{\"a#S\": {value}}}}}"));
            check_fails(&format!("{{\"shapes\": {{\"a#S\": {{\"type\": {value}}}}}}}"));
            check_fails(&format!(
                "{{\"shapes\": {{\"a#S\": {{\"traits\": {{\"a#t\": {value}}}}}}}}}"
            ));
            check_fails(&format!("{{\"shapes\": {{\"a#S\": {{\"members\": {value}}}}}}}"));
        }
    }
}

fn check_fails(text: &str) {
    assert!(read(text).is_err());
    assert_eq!(locate(text, "/shapes/none"), None);
}

#[test]
fn reports_have_an_end() {
    let text = format!("{{\"smithy\": \"2.0\"{}}}", ", \"x\": 1".repeat(2500));
    let faults = read(&text).unwrap_err();
    assert_eq!((faults.as_slice().len(), faults.omitted()), (1000, 1500));
    assert!(faults.to_string().ends_with("\nand 1500 more"));
    // A key as long as a file is not repeated in full in the message.
    let text = format!("{{\"{}\": 1, \"smithy\": \"2.0\"}}", "k".repeat(100_000));
    assert!(read(&text).unwrap_err().as_slice()[0].message.len() < 200);
}
