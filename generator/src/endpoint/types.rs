//! The types of the rules engine. An optional never holds an optional.

use std::fmt;

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Type {
    pub(crate) base: Base,
    /// Whether there may be no value.
    pub(crate) optional: bool,
}

/// A type that always has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    String,
    Boolean,
    Integer,
    /// An array of strings.
    Strings,
    Record(Record),
}

/// The structures that functions return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Record {
    Partition,
    Url,
    Arn,
}

/// A member of a [`Record`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name in the rules.
    pub(crate) name: &'static str,
    /// Its name in the runtime crate.
    pub(crate) rust: &'static str,
    pub(crate) base: Base,
    /// Whether the runtime crate computes it, which is a call and not a borrow.
    pub(crate) computed: bool,
}

impl Base {
    /// This type, always with a value.
    pub(crate) const fn required(self) -> Type {
        Type { base: self, optional: false }
    }

    /// This type, or nothing.
    pub(crate) const fn optional(self) -> Type {
        Type { base: self, optional: true }
    }
}

impl Record {
    /// Its members, in the order of the specification.
    pub(crate) fn fields(self) -> &'static [Field] {
        const fn field(name: &'static str, rust: &'static str, base: Base) -> Field {
            Field { name, rust, base, computed: false }
        }
        const fn computed(name: &'static str, rust: &'static str, base: Base) -> Field {
            Field { name, rust, base, computed: true }
        }
        const PARTITION: &[Field] = &[
            field("name", "name", Base::String),
            field("dnsSuffix", "dns_suffix", Base::String),
            field("dualStackDnsSuffix", "dual_stack_dns_suffix", Base::String),
            field("supportsFIPS", "supports_fips", Base::Boolean),
            field("supportsDualStack", "supports_dual_stack", Base::Boolean),
            field("implicitGlobalRegion", "implicit_global_region", Base::String),
        ];
        const URL: &[Field] = &[
            field("scheme", "scheme", Base::String),
            field("authority", "authority", Base::String),
            field("path", "path", Base::String),
            computed("normalizedPath", "normalized_path", Base::String),
            field("isIp", "is_ip", Base::Boolean),
        ];
        const ARN: &[Field] = &[
            field("partition", "partition", Base::String),
            field("service", "service", Base::String),
            field("region", "region", Base::String),
            field("accountId", "account_id", Base::String),
            computed("resourceId", "resource_id", Base::Strings),
        ];
        match self {
            Self::Partition => PARTITION,
            Self::Url => URL,
            Self::Arn => ARN,
        }
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Strings => "array<string>",
            Self::Record(Record::Partition) => "Partition",
            Self::Record(Record::Url) => "URL",
            Self::Record(Record::Arn) => "ARN",
        })
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.optional { write!(f, "option<{}>", self.base) } else { self.base.fmt(f) }
    }
}
