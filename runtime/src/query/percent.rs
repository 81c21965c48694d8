//! Percent-encoding of form values: every byte that is not unreserved in RFC 3986 (section 2.3)
//! becomes `%XX`.
//!
//! A space is `%20`, never `+`.

const fn unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~')
}

const fn table() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        // A `const fn` can neither iterate nor call `get_mut`.
        #[allow(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, where it cannot go unnoticed"
        )]
        {
            table[byte as usize] = unreserved(byte);
        }
        byte += 1;
    }
    table
}

static UNRESERVED: [bool; 256] = table();

/// Appends `text` to `out`, percent-encoded.
///
/// ```
/// # use tinsmith_runtime::query::encode_into;
/// let mut out = String::new();
/// encode_into("203.0.113.0/24 é~", &mut out);
/// assert_eq!(out, "203.0.113.0%2F24%20%C3%A9~");
/// ```
pub fn encode_into(text: &str, out: &mut String) {
    out.reserve(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest
            .bytes()
            .position(|byte| !UNRESERVED.get(usize::from(byte)).copied().unwrap_or(false))
            .unwrap_or(rest.len());
        // All bytes before `plain` are ASCII, so both halves are on character boundaries.
        let (head, tail) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        out.push_str(head);
        let mut characters = tail.chars();
        if let Some(character) = characters.next() {
            let mut utf8 = [0; 4];
            for byte in character.encode_utf8(&mut utf8).bytes() {
                out.push('%');
                out.push(hex(byte >> 4));
                out.push(hex(byte & 15));
            }
        }
        rest = characters.as_str();
    }
}

fn hex(nibble: u8) -> char {
    char::from(if nibble < 10 { b'0' + nibble } else { b'A' - 10 + nibble })
}
