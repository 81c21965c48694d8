//! Replaces entity and character references.
//!
//! Text without `&` is returned as it came; nothing is allocated for it.

use std::borrow::Cow;

/// The text with `&lt;`, `&gt;`, `&amp;`, `&quot;`, `&apos;`, `&#N;` and `&#xN;` replaced.
///
/// # Errors
///
/// The reference that is none of these.
pub(super) fn unescape(text: &str) -> Result<Cow<'_, str>, &str> {
    let Some((plain, references)) = text.split_once('&') else {
        return Ok(Cow::Borrowed(text));
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(plain);
    for part in references.split('&') {
        let (reference, rest) = part.split_once(';').ok_or(part)?;
        out.push(character(reference).ok_or(reference)?);
        out.push_str(rest);
    }
    Ok(Cow::Owned(out))
}

/// Whether all references of the text are known, and stand for characters that a document may have
/// ([production 2](https://www.w3.org/TR/xml/#charsets)). What only [`unescape`] takes is malformed, but some services send it.
pub(super) fn references_are_legal(text: &str) -> bool {
    text.split('&').skip(1).all(|part| {
        let referred = part.split_once(';').and_then(|(reference, _)| character(reference));
        referred.is_some_and(|referred| match referred {
            '\t' | '\n' | '\r' => true,
            '\u{fffe}' | '\u{ffff}' => false,
            _ => referred >= ' ',
        })
    })
}

fn character(reference: &str) -> Option<char> {
    Some(match reference {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = reference.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}
