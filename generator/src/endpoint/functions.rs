//! The functions that rules may call, as a table: adding one that is a plain call is a row here
//! and a function in the runtime crate.

use super::types::{Base, Record, Type};

/// What a function name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    BooleanEquals,
    Coalesce,
    GetAttr,
    IsSet,
    Ite,
    Not,
    StringEquals,
    /// A function of the runtime crate.
    Plain(&'static Plain),
}

/// A function of the runtime crate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plain {
    pub(crate) name: &'static str,
    /// Module of `tinsmith_runtime::endpoint`.
    pub(crate) module: &'static str,
    pub(crate) rust: &'static str,
    pub(crate) parameters: &'static [Base],
    pub(crate) returns: Type,
    /// Whether the result borrows from the first argument.
    pub(crate) borrows: bool,
}

impl Plain {
    /// Whether it looks into the table of partitions.
    pub(crate) fn needs_partitions(&self) -> bool {
        self.returns.base == Base::Record(Record::Partition)
    }
}

static PLAIN_FUNCTIONS: [Plain; 8] = [
    Plain {
        name: "aws.isVirtualHostableS3Bucket",
        module: "aws",
        rust: "is_virtual_hostable_s3_bucket",
        parameters: &[Base::String, Base::Boolean],
        returns: Base::Boolean.required(),
        borrows: false,
    },
    Plain {
        name: "aws.parseArn",
        module: "aws",
        rust: "parse_arn",
        parameters: &[Base::String],
        returns: Base::Record(Record::Arn).optional(),
        borrows: true,
    },
    Plain {
        name: "aws.partition",
        module: "aws",
        rust: "partition",
        parameters: &[Base::String],
        returns: Base::Record(Record::Partition).optional(),
        borrows: false,
    },
    Plain {
        name: "isValidHostLabel",
        module: "rules",
        rust: "is_valid_host_label",
        parameters: &[Base::String, Base::Boolean],
        returns: Base::Boolean.required(),
        borrows: false,
    },
    Plain {
        name: "parseURL",
        module: "rules",
        rust: "parse_url",
        parameters: &[Base::String],
        returns: Base::Record(Record::Url).optional(),
        borrows: true,
    },
    Plain {
        name: "split",
        module: "rules",
        rust: "split",
        parameters: &[Base::String, Base::String, Base::Integer],
        returns: Base::Strings.required(),
        borrows: true,
    },
    Plain {
        name: "substring",
        module: "rules",
        rust: "substring",
        parameters: &[Base::String, Base::Integer, Base::Integer, Base::Boolean],
        returns: Base::String.optional(),
        borrows: true,
    },
    Plain {
        name: "uriEncode",
        module: "rules",
        rust: "uri_encode",
        parameters: &[Base::String],
        returns: Base::String.required(),
        borrows: false,
    },
];

const OPERATORS: [(&str, Function); 7] = [
    ("booleanEquals", Function::BooleanEquals),
    ("coalesce", Function::Coalesce),
    ("getAttr", Function::GetAttr),
    ("isSet", Function::IsSet),
    ("ite", Function::Ite),
    ("not", Function::Not),
    ("stringEquals", Function::StringEquals),
];

/// The function called `name`.
pub(crate) fn function(name: &str) -> Option<Function> {
    let operator = OPERATORS.iter().find(|(n, _)| *n == name).map(|(_, f)| *f);
    operator.or_else(|| PLAIN_FUNCTIONS.iter().find(|f| f.name == name).map(Function::Plain))
}

/// The names of all functions, sorted.
pub(crate) fn names() -> Vec<&'static str> {
    let operators = OPERATORS.iter().map(|(name, _)| *name);
    let mut names: Vec<_> = operators.chain(PLAIN_FUNCTIONS.iter().map(|f| f.name)).collect();
    names.sort_unstable();
    names
}
