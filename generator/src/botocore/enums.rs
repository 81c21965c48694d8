//! Enum shapes. botocore holds the values alone, so the name of a member follows its value:
//!
//! - every character that is no letter, digit or `_` becomes `_`: `gp2.large` is `gp2_large`;
//! - a name that would start with a digit gets `_` in front: `5m` is `_5m`;
//! - a value without any letter or digit is named by its code points: `*` is `_2A`;
//! - of names that Smithy takes for the same, as they differ by case alone, the later get a number:
//!   `A` and `a` are `A` and `a_2`.
//!
//! The official names that differ are in [`super::enum_names`].

use std::collections::BTreeSet;

use smithy_json_ast::{Member, Members, Node, ShapeId, ShapeKind};

use super::add;

/// The enum of these values, in their order. A value that is there twice counts once.
pub(super) fn shape(values: &[Node]) -> Option<ShapeKind> {
    let unit = ShapeId::parse("smithy.api#Unit").ok()?;
    let (mut members, mut taken, mut seen) = (Members::default(), BTreeSet::new(), BTreeSet::new());
    for value in values.iter().filter_map(Node::as_str).filter(|value| seen.insert(*value)) {
        let plain = name(value);
        let mut free = plain.clone();
        let mut round = 1;
        while !taken.insert(free.to_lowercase()) {
            round += 1;
            free = format!("{plain}_{round}");
        }
        let mut member = Member::new(unit.clone());
        add(&mut member.traits, "smithy.api#enumValue", value);
        members.insert(free, member);
    }
    (!members.is_empty()).then_some(ShapeKind::Enum(members))
}

fn name(value: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' };
    let name: String = value.chars().map(plain).collect();
    if !name.chars().any(|c| c.is_ascii_alphanumeric()) {
        return value.chars().map(|c| format!("_{:X}", u32::from(c))).collect();
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_follow_values() {
        for (value, wanted) in [
            ("pending", "pending"),
            ("gp2.large", "gp2_large"),
            ("Linux/UNIX (Amazon VPC)", "Linux_UNIX__Amazon_VPC_"),
            ("5m", "_5m"),
            ("0.5", "_0_5"),
            ("*", "_2A"),
            ("größe", "gr__e"),
        ] {
            assert_eq!(super::name(value), wanted);
        }
    }
}
