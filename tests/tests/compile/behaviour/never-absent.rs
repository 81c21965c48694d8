//! Members that are never absent, on the client of the fixture of this name: what builders, responses, requests and serde make of
//! them. The rules are those of the official crates, seen in aws-sdk-sts, aws-sdk-account and aws-sdk-autoscaling.

use never_absent::error::BuildError;
use never_absent::operation::get::{Get, GetOutput};
use never_absent::operation::list::List;
use never_absent::operation::put::{Put, PutError, PutInput};
use never_absent::primitives::{Blob, DateTime};
use never_absent::types::builders::{TagBuilder, ThingBuilder, ValuesBuilder};
use never_absent::types::error::Refused;
use never_absent::types::error::builders::RefusedBuilder;
use never_absent::types::{Choice, Size, Tag, Thing, Values};
use std::collections::HashMap;
use tinsmith_runtime::client::{ErrorMetadata, Fault as _, Paginated, PageItems};
use tinsmith_runtime::wire::{Operation, Response};

/// The signatures of the official crates.
#[test]
fn methods_have_the_types_of_the_official_crates() {
    let _: fn(&Tag) -> &str = Tag::key;
    let _: fn(&Tag) -> Option<&str> = Tag::value;
    let _: fn() -> TagBuilder = Tag::builder;
    let _: fn(TagBuilder) -> Result<Tag, BuildError> = TagBuilder::build;
    let _: fn(TagBuilder, Option<String>) -> TagBuilder = TagBuilder::set_key;
    let _: fn(&TagBuilder) -> &Option<String> = TagBuilder::get_key;
    let _: fn(ValuesBuilder) -> Values = ValuesBuilder::build;
    let _: fn(&Values) -> bool = Values::on;
    let _: fn(&Values) -> i8 = Values::byte;
    let _: fn(&Values) -> &Size = Values::size;
    let _: fn(&Values) -> i32 = Values::level;
    let _: fn(&Values) -> &Blob = Values::bytes;
    let _: fn(&Values) -> &DateTime = Values::at;
    let _: fn(&Values) -> &[String] = Values::names;
    let _: fn(&Values) -> Option<i32> = Values::no_root;
    let _: fn(&Values) -> Option<i32> = Values::optional;
    let _: fn(ThingBuilder) -> Result<Thing, BuildError> = ThingBuilder::build;
    let _: fn(ThingBuilder, Tag) -> ThingBuilder = ThingBuilder::tags;
    let _: fn(&Thing) -> &HashMap<String, Tag> = Thing::index;
    let _: fn(&Thing) -> Option<&Tag> = Thing::tag;
    let _: fn(&Thing) -> Option<&Thing> = Thing::whole;
    let _: fn(&Thing) -> Option<&Choice> = Thing::choice;
    let _: fn(&GetOutput) -> f32 = GetOutput::weight;
    let _: fn(&PutInput) -> Option<&str> = PutInput::name;
    let _: fn(&PutInput) -> Option<i32> = PutInput::count;
    let _: fn(&PutInput) -> &[Tag] = PutInput::tags;
    let _: fn(&Refused) -> &str = Refused::message;
    let _: fn(RefusedBuilder) -> Result<Refused, BuildError> = RefusedBuilder::build;
}

#[test]
fn builders_say_which_member_is_missing() {
    let error = Tag::builder().r#type("t").build().unwrap_err();
    let official = BuildError::missing_field(
        "key",
        "key was not specified but it is required when building Tag",
    );
    assert_eq!(format!("{error:?}"), format!("{official:?}"));
    let error = Tag::builder().key("k").build().unwrap_err();
    let official = BuildError::missing_field(
        "r#type",
        "r#type was not specified but it is required when building Tag",
    );
    assert_eq!(format!("{error:?}"), format!("{official:?}"));
    let tag = Tag::builder().key("k").r#type("t").build().unwrap();
    assert_eq!((tag.key(), tag.r#type(), tag.value(), tag.secret()), ("k", "t", None, ""));
    assert!(Refused::builder().build().is_err());
    // A set member that is cleared again is missing.
    assert!(Tag::builder().key("k").r#type("t").set_key(None).build().is_err());
}

#[test]
fn builders_put_in_defaults() {
    let built = Values::builder().build();
    assert_eq!((built.flag(), built.on(), built.byte(), built.short()), (false, true, -128, 7));
    assert_eq!((built.integer(), built.long()), (0, i64::MIN));
    assert_eq!((built.float(), built.double(), built.zero()), (0.1, -2.0, 0.0));
    assert_eq!((built.kept(), built.added(), built.level(), built.root()), (5, 6, 2, 9));
    assert_eq!((built.text(), built.size()), ("hi \"you\"", &Size::Large));
    assert_eq!((built.bytes().as_ref(), built.empty().as_ref()), (&b"abc"[..], &b""[..]));
    assert_eq!(built.at(), &DateTime::from_secs_and_nanos(1, 500_000_000));
    assert_eq!((built.since(), built.until()), (&DateTime::from_secs(-1), &DateTime::from_secs(0)));
    assert!(built.names().is_empty());
    assert_eq!((built.no_root(), built.optional()), (None, None));
    assert_eq!(Values::builder().on(false).text("").build().text(), "");
    assert!(!Values::builder().on(false).build().on());
}

#[test]
fn builders_are_printed_and_compared_as_the_official_ones() {
    let builder = Tag::builder().key("k").secret("s");
    assert_eq!(
        format!("{builder:?}"),
        "TagBuilder { key: Some(\"k\"), r#type: None, value: None, secret: \"*** Sensitive Data Redacted ***\" }"
    );
    let tag = builder.clone().r#type("t").build().unwrap();
    assert_eq!(
        format!("{tag:?}"),
        "Tag { key: \"k\", r#type: \"t\", value: None, secret: \"*** Sensitive Data Redacted ***\" }"
    );
    assert_eq!(builder, Tag::builder().key("k").secret("s"));
    assert_ne!(builder, TagBuilder::default());
    let output = GetOutput::builder().owner("o");
    assert!(format!("{output:?}").starts_with("GetOutputBuilder { owner: Some(\"o\"), state: None,"));
    assert!(format!("{output:?}").ends_with(", _request_id: None }"));
}

fn body(input: PutInput) -> String {
    let request = Put::encode(&input).unwrap();
    String::from_utf8(request.body).unwrap().replace("Action=Put&Version=2020-01-01", "")
}

#[test]
fn requests_leave_out_what_has_its_default() {
    // Members of inputs are optional, and their defaults are the service's.
    assert_eq!(body(PutInput::builder().build().unwrap()), "");
    assert_eq!(body(PutInput::builder().count(3).set_tags(Some(Vec::new())).build().unwrap()), "&Count=3");
    let tag = Tag::builder().key("").r#type("t").build().unwrap();
    assert_eq!(
        body(PutInput::builder().tags(tag).build().unwrap()),
        "&Tags.1.Key=&Tags.1.Type=t&Tags.1.Secret="
    );
    // Numbers and Booleans that have their defaults are left out, unless they are required or got the default later.
    assert_eq!(
        body(PutInput::builder().values(Values::builder().build()).build().unwrap()),
        "&Values.Kept=5&Values.Added=6&Values.Text=hi%20%22you%22&Values.Size=large&Values.Bytes=YWJj&Values.Empty=\
         &Values.At=1970-01-01T00%3A00%3A01.5Z&Values.Since=1969-12-31T23%3A59%3A59Z&Values.Until=0"
    );
    let values = Values::builder().flag(true).on(false).integer(1).float(0.0).level(1).root(0).no_root(9);
    let values = values.text("").names("n").build();
    assert_eq!(
        body(PutInput::builder().values(values).build().unwrap()),
        "&Values.Flag=true&Values.On=false&Values.Integer=1&Values.Float=0.0&Values.Kept=5&Values.Added=6&Values.Text=\
         &Values.Size=large&Values.Level=1&Values.Bytes=YWJj&Values.Empty=&Values.At=1970-01-01T00%3A00%3A01.5Z\
         &Values.Since=1969-12-31T23%3A59%3A59Z&Values.Until=0&Values.Names.1=n&Values.Root=0&Values.NoRoot=9"
    );
}

fn get(body: &str) -> GetOutput {
    let body = format!("<GetResponse>{body}</GetResponse>");
    let headers = [("x-amzn-requestid", "id")];
    Get::decode(&Response::new(200, &headers, body.as_bytes())).unwrap()
}

#[test]
fn responses_are_filled_in() {
    let output = get("");
    assert_eq!((output.owner(), output.state().as_str()), ("", "no value was set"));
    assert_eq!((output.created(), output.weight()), (&DateTime::from_secs(0), 0.0));
    assert!(output.data().as_ref().is_empty() && output.tags().is_empty() && output.parts().is_empty());
    assert!(output.index().is_empty() && output.whole().is_none());
    // Options are filled in, too, where a structure or a union is required.
    let tag = output.tag().unwrap();
    assert_eq!((tag.key(), tag.r#type(), tag.value()), ("", "", None));
    assert!(output.choice().unwrap().is_unknown());
    assert_eq!(output.values().unwrap(), &Values::builder().build());
    let output = get(
        "<owner>me</owner><state>small</state><Weight>1.5</Weight><Tags><key>a</key></Tags><Tags><Type>b</Type></Tags>\
         <Parts><item><Tag><key>deep</key><Secret>s</Secret></Tag></item></Parts>\
         <Index><entry><key>k</key><value><key>v</key></value></entry></Index><Choice><Tag><key>c</key></Tag></Choice>\
         <Values><On>false</On><Text/></Values><Whole><owner>you</owner></Whole>",
    );
    assert_eq!((output.owner(), output.state(), output.weight()), ("me", &Size::Small, 1.5));
    let tags: Vec<_> = output.tags().iter().map(|tag| (tag.key(), tag.r#type())).collect();
    assert_eq!(tags, [("a", ""), ("", "b")]);
    let [part] = output.parts() else { panic!("{output:?}") };
    assert_eq!((part.owner(), part.tag().unwrap().key(), part.tag().unwrap().secret()), ("", "deep", "s"));
    assert_eq!(output.index()["k"].key(), "v");
    assert_eq!(output.choice().unwrap().as_tag().unwrap().key(), "c");
    let values = output.values().unwrap();
    assert_eq!((values.on(), values.text(), values.short()), (false, "", 7));
    assert_eq!(output.whole().unwrap().owner(), "you");
    assert!(format!("{output:?}").contains("_request_id: Some(\"id\")"));
}

fn error(body: &str) -> PutError {
    let response = Response::new(400, &(), body.as_bytes());
    let metadata: ErrorMetadata = Put::decode_error(&response).unwrap().build();
    PutError::from_response(metadata, &response)
}

#[test]
fn errors_have_messages() {
    let whole = "<Response><Errors><Error><Code>Refused</Code><Message>no</Message><Tag><key>k</key></Tag></Error></Errors></Response>";
    let PutError::Refused(refused) = error(whole) else { panic!() };
    assert_eq!((refused.message(), refused.tag().unwrap().key()), ("no", "k"));
    assert_eq!(refused.to_string(), "Refused: no");
    let PutError::Refused(refused) =
        error("<Response><Errors><Error><Code>Refused</Code></Error></Errors></Response>")
    else {
        panic!()
    };
    assert_eq!((refused.message(), refused.tag()), ("", None));
    let meta = ErrorMetadata::builder().code("Refused").build();
    let built = Refused::builder().message("m").meta(meta.clone()).build().unwrap();
    assert_eq!(
        format!("{built:?}"),
        format!("Refused {{ message: \"m\", tag: None, meta: {meta:?} }}")
    );
}

#[test]
fn pages_have_tokens_and_items() {
    let body = b"<ListResponse><Next>more</Next><Things><item><owner>o</owner></item></Things></ListResponse>";
    let output = List::decode(&Response::new(200, &(), body)).unwrap();
    assert_eq!(List::next_token(&output).map(String::as_str), Some("more"));
    assert_eq!(List::items(output).unwrap().len(), 1);
    // An empty token ends the pages.
    let output = List::decode(&Response::new(200, &(), b"<ListResponse/>")).unwrap();
    assert_eq!(List::next_token(&output).map(String::as_str), Some(""));
}

#[test]
fn serde_wants_what_is_required() {
    let tag = Tag::builder().key("k").r#type("t").build().unwrap();
    let json = serde_json::json!({"Key": "k", "Type": "t", "Secret": ""});
    assert_eq!(serde_json::to_value(&tag).unwrap(), json);
    assert_eq!(serde_json::from_value::<Tag>(json).unwrap(), tag);
    let short = serde_json::json!({"Key": "k", "Type": "t", "Secret": null, "Value": null});
    assert_eq!(serde_json::from_value::<Tag>(short).unwrap(), tag);
    let error = serde_json::from_str::<Tag>(r#"{"Key": "k"}"#).unwrap_err().to_string();
    assert!(error.contains("r#type was not specified but it is required when building Tag"), "{error}");
    assert_eq!(serde_json::from_str::<Values>("{}").unwrap(), Values::builder().build());
    let part = get("<Parts><item><owner>me</owner><Choice><Name>n</Name></Choice></item></Parts>");
    let part = part.parts().first().unwrap();
    let again: Thing = serde_json::from_value(serde_json::to_value(part).unwrap()).unwrap();
    assert_eq!(&again, part);
}
