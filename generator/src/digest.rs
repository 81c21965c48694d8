//! SHA-256 in hexadecimal digits: by it, people and lock files know a text again.

use sha2::{Digest, Sha256};

/// The digest of a text.
pub(crate) fn of(bytes: impl AsRef<[u8]>) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The digest of several texts, each with its length before it, so that no two lists of texts are
/// alike.
#[cfg(feature = "cli")]
pub(crate) fn of_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(part);
    }
    hexadecimal(&digest.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    #[test]
    fn known_digests() {
        // FIPS 180-2, appendix B.1.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::of("abc"), abc);
        assert_ne!(super::of_parts(["a", "bc"]), super::of_parts(["ab", "c"]));
    }
}
