//! Broken responses: what a reader makes of them is part of its behaviour.

use crate::values::Random;

const TOKENS: &[&str] = &[
    "<",
    ">",
    "&",
    "/",
    "\"",
    "'",
    ";",
    "\0",
    "é",
    " ",
    "<a>",
    "</a>",
    "<a/>",
    "&#65;",
    "&#x41;",
    "&nope;",
    "&amp",
    "<![CDATA[1]]>",
    "<!-- c -->",
    "<!--",
    "]]>",
    "<?pi?>",
    "<!DOCTYPE x>",
    "1",
    "x",
    "true",
    "\n",
    "<item>",
    "</item>",
    "<x:item/>",
    "\u{feff}",
];

/// `count` variations of `body`.
pub fn all(body: &[u8], name: &str, count: usize) -> Vec<Vec<u8>> {
    let seed =
        name.bytes().fold(7u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let mut random = Random::new(seed);
    (0..count)
        .map(|n| {
            let mut body = body.to_vec();
            for _ in 0..1 + random.below(2) {
                body = one(body, n, &mut random);
            }
            body
        })
        .collect()
}

fn one(mut body: Vec<u8>, kind: usize, random: &mut Random) -> Vec<u8> {
    let at = random.below(body.len());
    let marks: Vec<usize> =
        body.iter().enumerate().filter(|(_, b)| matches!(b, b'<' | b'>')).map(|(n, _)| n).collect();
    let mark = marks.get(random.below(marks.len())).copied().unwrap_or(0);
    match kind % 8 {
        0 => body.truncate(at),
        1 => body.truncate(mark + random.below(2)),
        2 => {
            let end = (at + 1 + random.below(12)).min(body.len());
            body.drain(at..end);
        }
        3 => {
            let token = TOKENS[random.below(TOKENS.len())].as_bytes();
            body.splice(at..at, token.iter().copied());
        }
        // Between tags, where it is text or an element of its own.
        4 | 5 => {
            let token = TOKENS[random.below(TOKENS.len())].as_bytes();
            let at = if body.get(mark) == Some(&b'>') { mark + 1 } else { mark };
            body.splice(at..at, token.iter().copied());
        }
        // The text of an element.
        6 => {
            let close = body[mark..]
                .windows(2)
                .position(|pair| pair == b"</")
                .map_or(body.len(), |n| mark + n);
            let open = body[..close].iter().rposition(|b| *b == b'>').map_or(0, |n| n + 1);
            let token = TOKENS[random.below(TOKENS.len())].as_bytes();
            body.splice(open..close.max(open), token.iter().copied());
        }
        // A tag goes.
        _ => {
            let open = body[..mark].iter().rposition(|b| *b == b'<').unwrap_or(0);
            let close =
                body[open..].iter().position(|b| *b == b'>').map_or(body.len(), |n| open + n + 1);
            body.drain(open..close);
        }
    }
    body
}
