//! Answers of Amazon EC2 to the BYOIP operations, written by hand: what the wire looks like, from
//! the protocol's rules (Smithy, "AWS EC2 query protocol") and the EC2 API Reference.
//!
//! Element names and states come from no generated code, so a client that reads these answers is
//! checked against an independent reading of the model.

use std::fmt::Write;

use crate::loopback::Reply;

/// Every value of `ByoipCidrState` in EC2's model.
pub const BYOIP_CIDR_STATES: [&str; 10] = [
    "advertised",
    "deprovisioned",
    "failed-deprovision",
    "failed-provision",
    "pending-advertising",
    "pending-deprovision",
    "pending-provision",
    "pending-withdrawal",
    "provisioned",
    "provisioned-not-publicly-advertisable",
];

/// Every value of `AsnAssociationState` in EC2's model.
pub const ASN_ASSOCIATION_STATES: [&str; 6] = [
    "associated",
    "disassociated",
    "failed-association",
    "failed-disassociation",
    "pending-association",
    "pending-disassociation",
];

/// The request id that every answer carries, in the header and in the body.
pub const REQUEST_ID: &str = "59dbff89-35bd-4eac-99ed-be587EXAMPLE";

const NAMESPACE: &str = "http://ec2.amazonaws.com/doc/2016-11-15/";

/// A `ByoipCidr` element; a member that is `None` is left out, one that is empty is an empty element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// `cidr`
    pub cidr: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `asnAssociationSet`
    pub asn_associations: Option<Vec<Association>>,
    /// `statusMessage`
    pub status_message: Option<String>,
    /// `state`
    pub state: Option<String>,
    /// `networkBorderGroup`
    pub network_border_group: Option<String>,
    /// `advertisementType`
    pub advertisement_type: Option<String>,
    /// `poolId`
    pub pool_id: Option<String>,
    /// `ipamPoolId`
    pub ipam_pool_id: Option<String>,
    /// XML put after the members as it is: elements that no model knows.
    pub extra: String,
}

/// An `AsnAssociation` element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Association {
    /// `asn`
    pub asn: Option<String>,
    /// `cidr`
    pub cidr: Option<String>,
    /// `statusMessage`
    pub status_message: Option<String>,
    /// `state`
    pub state: Option<String>,
}

impl Range {
    /// A range with a state and no other member.
    pub fn new(cidr: impl Into<String>, state: impl Into<String>) -> Self {
        Self { cidr: Some(cidr.into()), state: Some(state.into()), ..Self::default() }
    }

    /// The same range with a status message.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.status_message = Some(message.into());
        self
    }

    /// The same range with one more association.
    #[must_use]
    pub fn association(mut self, asn: impl Into<String>, state: impl Into<String>) -> Self {
        let association = Association {
            asn: Some(asn.into()),
            cidr: self.cidr.clone(),
            status_message: None,
            state: Some(state.into()),
        };
        self.asn_associations.get_or_insert_default().push(association);
        self
    }

    /// A range with every member, and one association in each state.
    #[must_use]
    pub fn full() -> Self {
        let associations =
            ASN_ASSOCIATION_STATES.iter().zip(64496..).map(|(state, asn)| Association {
                asn: Some(asn.to_string()),
                cidr: Some("203.0.113.0/24".to_owned()),
                status_message: Some(format!("message of {state}")),
                state: Some((*state).to_owned()),
            });
        Self {
            cidr: Some("203.0.113.0/24".to_owned()),
            description: Some("Köln & Ulm <lab>".to_owned()),
            asn_associations: Some(associations.collect()),
            status_message: Some("ipv4pool-ec2-012345abcdef67890".to_owned()),
            state: Some("pending-deprovision".to_owned()),
            network_border_group: Some("us-west-2-lax-1".to_owned()),
            advertisement_type: Some("unicast".to_owned()),
            pool_id: Some("ipv4pool-ec2-012345abcdef67890".to_owned()),
            ipam_pool_id: Some("ipam-pool-0123456789abcdef0".to_owned()),
            extra: String::new(),
        }
    }

    fn members(&self) -> String {
        let mut xml = String::new();
        leaf(&mut xml, "cidr", &self.cidr);
        leaf(&mut xml, "description", &self.description);
        if let Some(associations) = &self.asn_associations {
            xml.push_str("<asnAssociationSet>");
            for association in associations {
                xml.push_str("<item>");
                leaf(&mut xml, "asn", &association.asn);
                leaf(&mut xml, "cidr", &association.cidr);
                leaf(&mut xml, "statusMessage", &association.status_message);
                leaf(&mut xml, "state", &association.state);
                xml.push_str("</item>");
            }
            xml.push_str("</asnAssociationSet>");
        }
        leaf(&mut xml, "statusMessage", &self.status_message);
        leaf(&mut xml, "state", &self.state);
        leaf(&mut xml, "networkBorderGroup", &self.network_border_group);
        leaf(&mut xml, "advertisementType", &self.advertisement_type);
        leaf(&mut xml, "poolId", &self.pool_id);
        leaf(&mut xml, "ipamPoolId", &self.ipam_pool_id);
        xml.push_str(&self.extra);
        xml
    }
}

fn leaf(xml: &mut String, name: &str, value: &Option<String>) {
    match value.as_deref() {
        None => {}
        Some("") => _ = write!(xml, "<{name}/>"),
        Some(value) => _ = write!(xml, "<{name}>{}</{name}>", escape(value)),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The answer of an operation that returns one range, such as `DeprovisionByoipCidr`.
#[must_use]
pub fn range(operation: &str, range: &Range) -> Reply {
    success(operation, &format!("<byoipCidr>{}</byoipCidr>", range.members()))
}

/// A page of `DescribeByoipCidrs`.
#[must_use]
pub fn describe(ranges: &[Range], next_token: Option<&str>) -> Reply {
    let items: String =
        ranges.iter().map(|range| format!("<item>{}</item>", range.members())).collect();
    let mut members = format!("<byoipCidrSet>{items}</byoipCidrSet>");
    leaf(&mut members, "nextToken", &next_token.map(str::to_owned));
    success("DescribeByoipCidrs", &members)
}

/// A response with these members as they are.
#[must_use]
pub fn success(operation: &str, members: &str) -> Reply {
    xml_reply(
        200,
        &format!(
            "<{operation}Response xmlns=\"{NAMESPACE}\"><requestId>{REQUEST_ID}</requestId>{members}</{operation}Response>"
        ),
    )
}

/// An error with this status, code and message, in EC2's envelope.
#[must_use]
pub fn error(status: u16, code: &str, message: &str) -> Reply {
    let message = escape(message);
    xml_reply(
        status,
        &format!(
            "<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors>\
             <RequestID>{REQUEST_ID}</RequestID></Response>"
        ),
    )
}

/// 412 `DryRunOperation`: the dry run says that the call is allowed.
#[must_use]
pub fn dry_run_operation() -> Reply {
    error(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.")
}

/// 403 `UnauthorizedOperation`: the caller lacks a permission.
#[must_use]
pub fn unauthorized_operation() -> Reply {
    let message = "You are not authorized to perform this operation. Encoded authorization failure message: 4oQEXAMPLE";
    error(403, "UnauthorizedOperation", message)
}

/// 400 `InvalidParameterValue`.
#[must_use]
pub fn invalid_parameter_value() -> Reply {
    error(400, "InvalidParameterValue", "The specified CIDR <203.0.113.1/24> is not valid.")
}

/// 503 `RequestLimitExceeded`: throttled.
#[must_use]
pub fn request_limit_exceeded() -> Reply {
    error(503, "RequestLimitExceeded", "Request limit exceeded.")
}

/// 500 `InternalError`.
#[must_use]
pub fn internal_error() -> Reply {
    error(500, "InternalError", "An internal error has occurred")
}

fn xml_reply(status: u16, document: &str) -> Reply {
    Reply::new(status, format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}"))
        .header("content-type", "text/xml;charset=UTF-8")
        .header("x-amzn-requestid", REQUEST_ID)
}
