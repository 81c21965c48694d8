//! Names that are hard on a generator of Rust: keywords, names of the prelude, names of builders and clients, digits, underscores,
//! acronyms, and very long ones. Two names of a scope never fold to one, as that is a fault of its own.

use std::collections::BTreeSet;

use super::random::Random;

/// Names for shapes that become types.
const TYPES: &str = "
    Thing Instance ACLs IPv6Cidr EbsGiB Type match r2 X509 S3Object SAMLProvider Vpc_Id item__list A
    a1b2 Unknown Error Output Client Config Send Debug Clone Iterator Meta Str Bool types Operation
    Display Params Endpoint Region Cow Arc Future Sized Fn Drop Copy Eq PartialEq ToString ToOwned Pin
    Some None Ok Err u8 usize str Unhandled ErrorMetadata SdkError Builders Primitives Blob DateTime
    Timestamp Integer Boolean Document Unit Structure Cursor Writer Value Correct Display_ _Leading
    __Two DynamoDBv2 HTTPSOnly Iterator2 PhantomData Sync TryFrom TryInto Hash Ord async dyn impl
    Package Request Response Tests Mod Lib Main Debug2 Serialize Deserialize Infallible Path Names S T D
    E R W Op Fault Modeled RequestId";

/// Names for operations.
const OPERATIONS: &str = "
    DescribeThings Get type Send List PutACLs CreateIPv6Pool describeLower async match Call_Home Run2 X
    DeleteGiB Operation Client_ Error Waiters Types Debug Clone Send2 Drop Builders move Iterator
    Customize Meta Primitives Fn ToString Copy yield gen Input2 Output Empty_Trash Try Loop GetHTTPSUrl
    Await Endpoint Params Sync Static Eq Ord crate Len Borrow Sync2";

/// Names for members of structures, unions and enums.
const MEMBERS: &str = "
    Name name_ type self Self crate super match async await gen dyn try abstract final union static move
    ref mut box macro yield build builder customize default presigned makeOperation clone fmt eq
    toString into from new drop hash len Message code requestId RequestID input output value q x tag
    this M Item member key entry IPv6CidrBlock MemoryGiB VCPUs EnaSrdUdp a1_b2 B__C _hidden __deep
    S3Bucket TTLSeconds aBC ABc Unknown UnknownValue SelfValue None Some Ok Err Default x86_64 u8 str
    String Vec Option Result Iter isUnknown2 asRef borrow tryInto Tags State unwrap client handle
    config_override interceptor mutate_request response request error status empty empty2 names NAMES
    Error Debug Deref true false if in let add shl sub source asMut toOwned";

/// Names that generated code has for itself, or that no Rust name can be made of: a model that has one may be refused.
const RISKY_TYPES: &str = "
    Option Result Vec String Default Builder Mode Call Empty From HashMap Box Input Into AsRef Service
    _1 __9lives Self M";
const RISKY_OPERATIONS: &str = "
    New Config FromConf Option Ok Box String Call _2 Service";
const RISKY_MEMBERS: &str = "
    _1 __2b send wait intoPaginator asInput sendWith isUnknown setMeta meta";

/// Parts that names are put together of.
const PARTS: &str = "
    Get set Value Id V 2 IPv4 ARN s Input Output Error Builder _ x MiB 10 Type Ref ttl Sigv4 Is As
    Unknown q";

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A structure, union, enum, list and so on.
    Type,
    /// An operation.
    Operation,
    /// A member.
    Member,
}

/// The names of a scope: two of them never become the same name in Rust.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

/// A name, and whether a model that has it may be refused.
pub(super) struct Name {
    /// The name.
    pub(super) text: String,
    /// Whether it may be refused.
    pub(super) risky: bool,
}

impl Names {
    /// A name that the scope does not have yet.
    pub(super) fn fresh(&mut self, random: &mut Random<'_>, of: Use) -> Name {
        let (pool, risks) = match of {
            Use::Type => (TYPES, RISKY_TYPES),
            Use::Operation => (OPERATIONS, RISKY_OPERATIONS),
            Use::Member => (MEMBERS, RISKY_MEMBERS),
        };
        let (mut text, risky) = match random.below(if random.is_daring { 80 } else { 77 }) {
            0..=54 => (word(random, pool).to_owned(), false),
            55..=73 => (joined(random), false),
            74..=76 => (format!("{}{}", joined(random), "Long".repeat(random.below(30))), false),
            77 => (format!("A{}", "bC_9".repeat(random.below(200))), true),
            _ => (word(random, risks).to_owned(), true),
        };
        let stem = text.clone();
        let mut number = 2;
        while !self.take(&text) {
            text = format!("{stem}N{number}");
            number += 1;
        }
        Name { text, risky }
    }

    /// Takes a name, with those that its methods have, if all of them are free.
    pub(super) fn take(&mut self, name: &str) -> bool {
        let folded = fold(name);
        let all = ["", "get", "set"].map(|prefix| format!("{prefix}{folded}"));
        let more = [format!("{folded}value"), format!("is{folded}"), format!("as{folded}")];
        let all: Vec<String> = all.into_iter().chain(more).collect();
        if folded.is_empty() || all.iter().any(|name| self.taken.contains(name)) {
            return false;
        }
        self.taken.extend(all);
        true
    }
}

/// What is left of a name when neither case nor separators count.
pub(super) fn fold(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// One of the words of a text.
fn word(random: &mut Random<'_>, words: &'static str) -> &'static str {
    let words: Vec<&str> = words.split_whitespace().collect();
    random.pick::<&str>(&words)
}

/// A name of several parts, which starts with a letter.
fn joined(random: &mut Random<'_>) -> String {
    let parts = 1 + random.below(4);
    let text: String = (0..parts).map(|_| word(random, PARTS)).collect();
    format!("N{text}")
}
