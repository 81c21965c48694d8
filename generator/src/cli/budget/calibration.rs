//! The crate whose compile time is the unit of `rustc-ratio`: plain structures with derives,
//! accessors and builders, on the standard library alone. It is what a client is made of, without
//! anything of Tinsmith in it, so that a better generator does not move the unit.
//!
//! Budgets of users are multiples of it. Whoever changes its text changes all of them, and says so
//! in CHANGELOG.md.

use std::fmt::Write;

/// So many structures take rustc about a second.
const STRUCTURES: usize = 100;

/// The members of each: name, and type within the `Option`. `PART` is a structure before it.
const MEMBERS: [(&str, &str); 6] = [
    ("name", "String"),
    ("count", "i32"),
    ("enabled", "bool"),
    ("tags", "Vec<String>"),
    ("share", "f64"),
    ("parts", "Vec<PART>"),
];

/// The whole text of the crate.
pub(super) fn text() -> String {
    let mut text = String::new();
    for number in 0..STRUCTURES {
        // Writing into a string cannot fail.
        let _ = structure(&mut text, number);
    }
    text
}

fn structure(text: &mut String, number: usize) -> std::fmt::Result {
    let name = format!("Part{number}");
    // Types that lie deep in one another would cost more than real ones do; the first has none.
    let inner = if number == 0 { "u8".to_owned() } else { format!("Part{}", number / 2) };
    let members = MEMBERS.map(|(member, of)| (member, of.replace("PART", &inner)));

    writeln!(text, "#[derive(Clone, Debug, Default, PartialEq)]\npub struct {name} {{")?;
    for (member, of) in &members {
        writeln!(text, "    pub {member}: Option<{of}>,")?;
    }
    writeln!(text, "}}\n\nimpl {name} {{")?;
    writeln!(text, "    pub fn builder() -> {name}Builder {{\n        Default::default()\n    }}")?;
    for (member, of) in &members {
        writeln!(text, "    pub fn {member}(&self) -> Option<&{of}> {{")?;
        writeln!(text, "        self.{member}.as_ref()\n    }}")?;
    }
    writeln!(text, "}}\n\n#[derive(Clone, Debug, Default, PartialEq)]")?;
    writeln!(text, "pub struct {name}Builder {{\n    value: {name},\n}}\n\nimpl {name}Builder {{")?;
    for (member, of) in &members {
        writeln!(text, "    pub fn {member}(mut self, value: {of}) -> Self {{")?;
        writeln!(text, "        self.value.{member} = Some(value);\n        self\n    }}")?;
        writeln!(text, "    pub fn set_{member}(mut self, value: Option<{of}>) -> Self {{")?;
        writeln!(text, "        self.value.{member} = value;\n        self\n    }}")?;
        writeln!(text, "    pub fn get_{member}(&self) -> &Option<{of}> {{")?;
        writeln!(text, "        &self.value.{member}\n    }}")?;
    }
    writeln!(text, "    pub fn build(self) -> {name} {{\n        self.value\n    }}\n}}\n")
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// A failure here means that all budgets of `rustc-ratio` mean something else now: see above.
    #[test]
    fn the_text_stays_as_it_is() {
        let digest: String =
            Sha256::digest(text()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, "37814916d203451f19b4152d8b6f888c10a1ea77e7568c44368bc5e1edd148c4");
    }
}
