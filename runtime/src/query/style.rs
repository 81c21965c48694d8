//! What the query protocols do differently, as data.
//!
//! A protocol module chooses a [`Style`]; no other code asks which protocol it serves.

/// How a query protocol writes lists.
///
/// | | list of two | empty list |
/// |---|---|---|
/// | [`EC2_QUERY`](Style::EC2_QUERY) | `Key.1=a&Key.2=b` | nothing |
/// | [`AWS_QUERY`](Style::AWS_QUERY) | `Key.member.1=a&Key.member.2=b` | `Key=` |
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Style {
    pub(super) item: Option<&'static str>,
    pub(super) empty_list: bool,
}

impl Style {
    /// Lists are always flat, and an empty list is not sent
    /// ([rule](https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#query-key-resolution)).
    pub const EC2_QUERY: Self = Self { item: None, empty_list: false };

    /// Elements of a list are called `member` unless the model says otherwise, and an empty list
    /// sends its key alone
    /// ([rule](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#query-key-resolution)).
    pub const AWS_QUERY: Self = Self { item: Some("member"), empty_list: true };
}
