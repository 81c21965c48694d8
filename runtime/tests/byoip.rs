//! One operation written by hand the way generated crates write it, driven through the public API
//! from input to bytes and from bytes to output.

use std::convert::Infallible;
use std::fmt;

use tinsmith_runtime::shape::{self, Empty, UnknownVariantError, UnknownVariantValue};
use tinsmith_runtime::wire::{Operation, Response, SetRequestId};
use tinsmith_runtime::{ec2_query, query, xml};

// ---- types.rs ----

#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
struct ByoipCidr {
    cidr: Option<String>,
    description: Option<String>,
    asn_associations: Option<Vec<AsnAssociation>>,
    state: Option<ByoipCidrState>,
}

impl ByoipCidr {
    fn cidr(&self) -> Option<&str> {
        self.cidr.as_deref()
    }

    fn asn_associations(&self) -> &[AsnAssociation] {
        shape::slice(&self.asn_associations)
    }

    fn builder() -> ByoipCidrBuilder {
        Builder(Self::empty())
    }
}

impl Empty for ByoipCidr {
    fn empty() -> Self {
        Self { cidr: None, description: None, asn_associations: None, state: None }
    }
}

impl xml::Structure for ByoipCidr {
    fn child(&mut self, tag: &str, x: &mut xml::Cursor<'_>) -> Result<(), xml::Error> {
        match tag {
            "cidr" => x.read(&mut self.cidr),
            "description" => x.read(&mut self.description),
            "asnAssociationSet" => x.list(&mut self.asn_associations, "item"),
            "state" => x.read(&mut self.state),
            _ => x.skip(),
        }
    }
}

#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
struct AsnAssociation {
    asn: Option<String>,
}

impl Empty for AsnAssociation {
    fn empty() -> Self {
        Self { asn: None }
    }
}

impl query::Value for AsnAssociation {
    fn write(&self, q: &mut query::Writer<'_>) {
        q.put("Asn", &self.asn);
    }
}

impl xml::Structure for AsnAssociation {
    fn child(&mut self, tag: &str, x: &mut xml::Cursor<'_>) -> Result<(), xml::Error> {
        match tag {
            "asn" => x.read(&mut self.asn),
            _ => x.skip(),
        }
    }
}

#[non_exhaustive]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum ByoipCidrState {
    Advertised,
    PendingDeprovision,
    #[deprecated(note = "Do not match on this variant: use `as_str`.")]
    Unknown(UnknownVariantValue),
}

#[allow(deprecated, reason = "the conversions are where the last variant belongs")]
impl ByoipCidrState {
    fn as_str(&self) -> &str {
        match self {
            Self::Advertised => "advertised",
            Self::PendingDeprovision => "pending-deprovision",
            Self::Unknown(value) => value.as_str(),
        }
    }

    fn try_parse(value: &str) -> Result<Self, UnknownVariantError> {
        match Self::from(value) {
            Self::Unknown(_) => Err(UnknownVariantError::new("ByoipCidrState", value)),
            known => Ok(known),
        }
    }
}

#[allow(deprecated, reason = "the conversions are where the last variant belongs")]
impl From<&str> for ByoipCidrState {
    fn from(value: &str) -> Self {
        match value {
            "advertised" => Self::Advertised,
            "pending-deprovision" => Self::PendingDeprovision,
            other => Self::Unknown(UnknownVariantValue::new(other)),
        }
    }
}

impl std::str::FromStr for ByoipCidrState {
    type Err = Infallible;
    fn from_str(value: &str) -> Result<Self, Infallible> {
        Ok(Self::from(value))
    }
}

impl query::Value for ByoipCidrState {
    fn write(&self, q: &mut query::Writer<'_>) {
        q.leaf(self.as_str());
    }
}

impl xml::Value for ByoipCidrState {
    fn read_into(x: &mut xml::Cursor<'_>, slot: &mut Option<Self>) -> Result<(), xml::Error> {
        *slot = Some(Self::from(x.text()?.as_ref()));
        Ok(())
    }
}

// ---- builder.rs ----

#[derive(Clone, PartialEq)]
struct Builder<T>(T);

type ByoipCidrBuilder = Builder<ByoipCidr>;

impl<T: fmt::Debug> fmt::Debug for Builder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        shape::debug_as_builder(&self.0, f)
    }
}

impl Builder<ByoipCidr> {
    fn cidr(mut self, input: impl Into<String>) -> Self {
        self.0.cidr = Some(input.into());
        self
    }

    fn asn_associations(mut self, input: AsnAssociation) -> Self {
        shape::push(&mut self.0.asn_associations, input);
        self
    }

    fn build(self) -> ByoipCidr {
        self.0
    }
}

// ---- operation ----

#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
struct DeprovisionByoipCidrInput {
    cidr: Option<String>,
    dry_run: Option<bool>,
    states: Option<Vec<ByoipCidrState>>,
    associations: Option<Vec<AsnAssociation>>,
}

impl Empty for DeprovisionByoipCidrInput {
    fn empty() -> Self {
        Self { cidr: None, dry_run: None, states: None, associations: None }
    }
}

impl query::Value for DeprovisionByoipCidrInput {
    fn write(&self, q: &mut query::Writer<'_>) {
        q.put("Cidr", &self.cidr);
        q.put("DryRun", &self.dry_run);
        q.put("State", &self.states);
        q.put("Association", &self.associations);
    }
}

#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
struct DeprovisionByoipCidrOutput {
    byoip_cidr: Option<ByoipCidr>,
    _request_id: Option<String>,
}

impl Empty for DeprovisionByoipCidrOutput {
    fn empty() -> Self {
        Self { byoip_cidr: None, _request_id: None }
    }
}

impl SetRequestId for DeprovisionByoipCidrOutput {
    fn set_request_id(&mut self, id: Option<String>) {
        self._request_id = id;
    }
}

impl xml::Structure for DeprovisionByoipCidrOutput {
    fn child(&mut self, tag: &str, x: &mut xml::Cursor<'_>) -> Result<(), xml::Error> {
        match tag {
            "byoipCidr" => x.read(&mut self.byoip_cidr),
            _ => x.skip(),
        }
    }
}

#[non_exhaustive]
#[derive(Clone, Debug, Default)]
struct DeprovisionByoipCidr;

impl Operation for DeprovisionByoipCidr {
    const NAME: &'static str = "DeprovisionByoipCidr";
    type Input = DeprovisionByoipCidrInput;
    type Output = DeprovisionByoipCidrOutput;
    type Protocol = ec2_query::Protocol<Ec2>;
}

struct Ec2;

impl ec2_query::Service for Ec2 {
    const VERSION: &'static str = "2016-11-15";
}

// ---- tests ----

#[test]
fn a_request_is_the_official_one_byte_for_byte() {
    let input = DeprovisionByoipCidrInput {
        cidr: Some("203.0.113.0/24".to_owned()),
        dry_run: Some(true),
        states: Some(vec![ByoipCidrState::PendingDeprovision, "new one".into()]),
        associations: Some(vec![]),
    };
    let request = DeprovisionByoipCidr::encode(&input).unwrap();
    let body = "Action=DeprovisionByoipCidr&Version=2016-11-15&Cidr=203.0.113.0%2F24&DryRun=true\
                &State.1=pending-deprovision&State.2=new%20one";
    assert_eq!((request.method, request.uri.as_str()), ("POST", "/"));
    assert_eq!(std::str::from_utf8(&request.body), Ok(body));
    assert_eq!(request.header("Content-Type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(request.header("Content-Length"), Some(body.len().to_string().as_str()));
    assert_eq!(request.headers.len(), 2);
}

#[test]
fn an_input_without_members_set_is_action_and_version() {
    let request = DeprovisionByoipCidr::encode(&Empty::empty()).unwrap();
    assert_eq!(request.body, b"Action=DeprovisionByoipCidr&Version=2016-11-15");
}

#[test]
fn a_response_becomes_an_output() {
    let body = br#"<?xml version="1.0" encoding="UTF-8"?>
        <DeprovisionByoipCidrResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
            <requestId>in-the-body</requestId>
            <byoipCidr>
                <cidr>203.0.113.0/24</cidr>
                <asnAssociationSet><item><asn>64496</asn></item><item/></asnAssociationSet>
                <state>pending-deprovision</state>
            </byoipCidr>
        </DeprovisionByoipCidrResponse>"#;
    let headers = [("x-amzn-requestid", "in-the-header")];
    let output = DeprovisionByoipCidr::decode(&Response::new(200, &headers, body)).unwrap();
    let expected = ByoipCidr::builder()
        .cidr("203.0.113.0/24")
        .asn_associations(AsnAssociation { asn: Some("64496".to_owned()) })
        .asn_associations(AsnAssociation::empty());
    let expected =
        ByoipCidr { state: Some(ByoipCidrState::PendingDeprovision), ..expected.build() };
    assert_eq!(output.byoip_cidr, Some(expected));
    assert_eq!(output._request_id.as_deref(), Some("in-the-header"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let body =
        b"<DeprovisionByoipCidrResponse><byoipCidr><asnAssociationSet><item><asn><x/></asn></item>";
    let error = DeprovisionByoipCidr::decode(&Response::new(200, &(), body)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot read the response: DeprovisionByoipCidrResponse/byoipCidr/asnAssociationSet/item/asn: \
         expected text, found the element `x` (at byte 71)"
    );
}

#[test]
fn a_later_value_of_an_enumeration_keeps_its_text() {
    let body = b"<DeprovisionByoipCidrResponse><byoipCidr><state>lost &amp; found</state></byoipCidr></DeprovisionByoipCidrResponse>";
    let output = DeprovisionByoipCidr::decode(&Response::new(200, &(), body)).unwrap();
    let state = output.byoip_cidr.unwrap().state.unwrap();
    assert_eq!(state.as_str(), "lost & found");
    let error = ByoipCidrState::try_parse(state.as_str()).unwrap_err();
    assert_eq!((error.enumeration(), error.value()), ("ByoipCidrState", "lost & found"));
    // Unknown values come last, whatever their text.
    assert!(ByoipCidrState::from("zzz") > ByoipCidrState::PendingDeprovision);
    assert!(ByoipCidrState::from("aaa") > ByoipCidrState::PendingDeprovision);
}

#[test]
fn builders_print_like_the_official_ones() {
    let builder = ByoipCidr::builder().cidr("Tag { x }").asn_associations(AsnAssociation::empty());
    assert_eq!(
        format!("{builder:?}"),
        "ByoipCidrBuilder { cidr: Some(\"Tag { x }\"), description: None, asn_associations: Some([AsnAssociation { asn: None }]), \
         state: None }"
    );
    #[derive(Debug)]
    struct Outer {
        #[expect(dead_code, reason = "read by Debug alone")]
        inner: ByoipCidrBuilder,
    }
    let inner = Builder(ByoipCidr::empty());
    assert_eq!(
        format!("{:#?}", Outer { inner }),
        "Outer {\n    inner: ByoipCidrBuilder {\n        cidr: None,\n        description: None,\n        asn_associations: None,\n        \
         state: None,\n    },\n}"
    );
    #[derive(Debug)]
    struct Bare;
    assert_eq!(format!("{:?}", Builder(Bare)), "BareBuilder");
}

#[test]
fn list_getters_are_slices() {
    assert!(ByoipCidr::builder().build().asn_associations().is_empty());
    assert_eq!(ByoipCidr::builder().cidr("a").build().cidr(), Some("a"));
}
