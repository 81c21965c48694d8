//! The verifier against signatures that AWS published: its signing test suite
//! (aws-sig-v4-test-suite, 38 cases with the signature in a header), the worked example of the IAM User
//! Guide, and the examples of the Amazon S3 API Reference ("Signature Calculations for the
//! Authorization Header").
//!
//! Each vector is accepted, its canonical request has the published hash, and the same request
//! with one byte of its signature changed is rejected.

#![allow(clippy::panic, reason = "a helper of tests fails by panicking, as they do")]

use sha2::{Digest, Sha256};
use tinsmith_tests::loopback::Request;
use tinsmith_tests::sigv4::{Path, Verifier, hex, signing_key};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const EMPTY_HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

struct Vector {
    /// The folder of the case in the suite.
    name: &'static str,
    /// Method and target.
    first: &'static str,
    /// Headers beside `Host`, `X-Amz-Date`, `X-Amz-Security-Token` and `Authorization`.
    headers: &'static str,
    body: &'static str,
    token: &'static str,
    signed: &'static str,
    canonical_hash: &'static str,
    signature: &'static str,
}

fn accepted_and_one_byte_rejected(
    name: &str,
    verifier: &Verifier,
    text: &str,
    signature: &str,
) -> String {
    let request = Request::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let verified =
        verifier.verify(&request).unwrap_or_else(|rejected| panic!("{name}: {rejected}"));
    assert_eq!(verified.signature, signature, "{name}");
    let last = if signature.ends_with('0') { "1" } else { "0" };
    let changed = format!("{}{last}", signature.get(..63).unwrap_or_default());
    let other = Request::parse(&text.replace(signature, &changed)).unwrap_or_default();
    let rejected =
        verifier.verify(&other).map(|_| ()).map_err(|rejected| rejected.differences.len());
    assert_eq!(rejected, Err(1), "{name}: a changed signature is rejected, and for nothing else");
    hex(&Sha256::digest(verified.canonical_request.as_bytes()))
}

#[test]
fn the_signing_test_suite() {
    assert_eq!(SUITE.len(), 38);
    for v in SUITE {
        let mut text = format!(
            "{} HTTP/1.1\nHost:example.amazonaws.com\nX-Amz-Date:20150830T123600Z\n",
            v.first
        );
        if !v.headers.is_empty() {
            text.push_str(&format!("{}\n", v.headers));
        }
        let mut verifier = Verifier::new("AKIDEXAMPLE", SECRET, "us-east-1", "service");
        if !v.token.is_empty() {
            text.push_str(&format!("X-Amz-Security-Token:{}\n", v.token));
            verifier = verifier.session_token(v.token);
            if v.name == "post-sts-header-after" {
                verifier = verifier.token_after_signing();
            }
        }
        if v.name.ends_with("unnormalized") {
            verifier = verifier.path(Path::Unnormalized);
        }
        text.push_str(&format!(
            "Authorization:AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
             SignedHeaders={}, Signature={}\n\n{}",
            v.signed, v.signature, v.body
        ));
        assert_eq!(
            accepted_and_one_byte_rejected(v.name, &verifier, &text, v.signature),
            v.canonical_hash,
            "{}",
            v.name
        );
    }
}

#[test]
fn iam_list_users_of_the_user_guide() {
    assert_eq!(
        hex(&signing_key(SECRET, "20150830", "us-east-1", "iam")),
        "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9"
    );
    let signature = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
    let text = format!(
        "GET /?Action=ListUsers&Version=2010-05-08 HTTP/1.1\nHost: iam.amazonaws.com\n\
         Content-Type: application/x-www-form-urlencoded; charset=utf-8\nX-Amz-Date: 20150830T123600Z\n\
         Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
         SignedHeaders=content-type;host;x-amz-date, Signature={signature}\n\n"
    );
    let verifier = Verifier::new("AKIDEXAMPLE", SECRET, "us-east-1", "iam");
    let hash = accepted_and_one_byte_rejected("ListUsers", &verifier, &text, signature);
    assert_eq!(hash, "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59");
}

#[test]
fn examples_of_the_s3_reference() {
    let verifier = Verifier::new(
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "us-east-1",
        "s3",
    )
    .path(Path::S3);
    let cases = [
        (
            "GET /test.txt",
            "Range: bytes=0-9\n",
            "",
            "host;range;x-amz-content-sha256;x-amz-date",
            EMPTY_HASH,
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            "PUT /test%24file.text",
            "Date: Fri, 24 May 2013 00:00:00 GMT\nx-amz-storage-class: REDUCED_REDUNDANCY\n",
            "Welcome to Amazon S3.",
            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
        (
            "GET /?lifecycle",
            "",
            "",
            "host;x-amz-content-sha256;x-amz-date",
            EMPTY_HASH,
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        ),
        (
            "GET /?max-keys=2&prefix=J",
            "",
            "",
            "host;x-amz-content-sha256;x-amz-date",
            EMPTY_HASH,
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
    ];
    for (first, headers, body, signed, body_hash, signature) in cases {
        let text = format!(
            "{first} HTTP/1.1\nHost: examplebucket.s3.amazonaws.com\n{headers}x-amz-content-sha256: {body_hash}\n\
             x-amz-date: 20130524T000000Z\nAuthorization: AWS4-HMAC-SHA256 \
             Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders={signed},\
             Signature={signature}\n\n{body}"
        );
        accepted_and_one_byte_rejected(first, &verifier, &text, signature);
    }
}

const TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

const SUITE: &[Vector] = &[
    Vector {
        name: "get-header-key-duplicate",
        first: "GET /",
        headers: "My-Header1:value2\nMy-Header1:value2\nMy-Header1:value1",
        body: "",
        token: "",
        signed: "host;my-header1;x-amz-date",
        canonical_hash: "dc7f04a3abfde8d472b0ab1a418b741b7c67174dad1551b4117b15527fbe966c",
        signature: "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
    },
    Vector {
        name: "get-header-value-multiline",
        first: "GET /",
        headers: "My-Header1:value1\n  value2\n     value3",
        body: "",
        token: "",
        signed: "host;my-header1;x-amz-date",
        canonical_hash: "e99419459a677bc11de234014be3c4e72c1ea5b454ceb58b613061f5d7a162e8",
        signature: "cfd34249e4b1c8d6b91ef74165d41a32e5fab3306300901bb65a51a73575eefd",
    },
    Vector {
        name: "get-header-value-order",
        first: "GET /",
        headers: "My-Header1:value4\nMy-Header1:value1\nMy-Header1:value3\nMy-Header1:value2",
        body: "",
        token: "",
        signed: "host;my-header1;x-amz-date",
        canonical_hash: "31ce73cd3f3d9f66977ad3dd957dc47af14df92fcd8509f59b349e9137c58b86",
        signature: "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
    },
    Vector {
        name: "get-header-value-trim",
        first: "GET /",
        headers: "My-Header1: value1\nMy-Header2: \"a   b   c\"",
        body: "",
        token: "",
        signed: "host;my-header1;my-header2;x-amz-date",
        canonical_hash: "a726db9b0df21c14f559d0a978e563112acb1b9e05476f0a6a1c7d68f28605c7",
        signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
    },
    Vector {
        name: "get-relative-normalized",
        first: "GET /example/..",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
        signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    },
    Vector {
        name: "get-relative-relative-normalized",
        first: "GET /example1/example2/../..",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
        signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    },
    Vector {
        name: "get-relative-relative-unnormalized",
        first: "GET /example1/example2/../..",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "76115030c0f3ff06c20fdff5ceb6d5e0b835a1743e00b94fea7c7f381269437b",
        signature: "dc33e0856fd4baca4d7aa2146c38958283844764f38c74252a333df5e613003b",
    },
    Vector {
        name: "get-relative-unnormalized",
        first: "GET /example/..",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "0511f456aa502b456d135fcb9d749374a55228f9dbeedda1eacf659e05b0615b",
        signature: "eca7ead57bb5aa5c8e28007acd4ff04e1ff9a0ff3b237ec1554a184887ff9282",
    },
    Vector {
        name: "get-slash-dot-slash-normalized",
        first: "GET /./",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
        signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    },
    Vector {
        name: "get-slash-dot-slash-unnormalized",
        first: "GET /./",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "d67825e2268bd77a97c7688b8d72c31a3c1855b309808505ba0a9747d2465aa7",
        signature: "68714168e6557f8f2de0ef956fc24dc2593a4bd2961f8df51898d8a134695145",
    },
    Vector {
        name: "get-slash-normalized",
        first: "GET //",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
        signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    },
    Vector {
        name: "get-slash-pointless-dot-normalized",
        first: "GET /./example",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "214d50c111a8edc4819da6a636336472c916b5240f51e9a51b5c3305180cf702",
        signature: "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
    },
    Vector {
        name: "get-slash-pointless-dot-unnormalized",
        first: "GET /./example",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "73895e0e829507e28e39fd24669aedc2434a8e179e547e3c075b42921f952cdb",
        signature: "beb03f223f7deae4146464f06e29eebbee9c8afbe15c290cf07aa8b119e14cff",
    },
    Vector {
        name: "get-slash-unnormalized",
        first: "GET //",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "80cb39203d058af815de2b79250ff56e1b73eb9b4718c86556cdc6f150c5d209",
        signature: "c88bcd3d312d75078c0cd961d6deae3f4c754924b01669efcfcb439fd5e5b76e",
    },
    Vector {
        name: "get-slashes-normalized",
        first: "GET //example//",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "cb96b4ac96d501f7c5c15bc6d67b3035061cfced4af6585ad927f7e6c985c015",
        signature: "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
    },
    Vector {
        name: "get-slashes-unnormalized",
        first: "GET //example//",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "528ec3105ee1f34ab014bb0a1a45da0ed2742a4fea3555149e5b4d5d201eb240",
        signature: "87cca117541a147f6df867677d98a7d80dff226d2bfca9e4ffa899665623c7e5",
    },
    Vector {
        name: "get-space-normalized",
        first: "GET /example space/",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "63ee75631ed7234ae61b5f736dfc7754cdccfedbff4b5128a915706ee9390d86",
        signature: "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    },
    Vector {
        name: "get-space-unnormalized",
        first: "GET /example space/",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "63ee75631ed7234ae61b5f736dfc7754cdccfedbff4b5128a915706ee9390d86",
        signature: "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    },
    Vector {
        name: "get-unreserved",
        first: "GET /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "6a968768eefaa713e2a6b16b589a8ea192661f098f37349f4e2c0082757446f9",
        signature: "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
    },
    Vector {
        name: "get-utf8",
        first: "GET /ሴ",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "2a0a97d02205e45ce2e994789806b19270cfbbb0921b278ccf58f5249ac42102",
        signature: "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
    },
    Vector {
        name: "get-vanilla",
        first: "GET /",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
        signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    },
    Vector {
        name: "get-vanilla-empty-query-key",
        first: "GET /?Param1=value1",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "1e24db194ed7d0eec2de28d7369675a243488e08526e8c1c73571282f7c517ab",
        signature: "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    },
    Vector {
        name: "get-vanilla-query",
        first: "GET /",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
        signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    },
    Vector {
        name: "get-vanilla-query-order-encoded",
        first: "GET /?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "868294f5c38bd141c4972a373a76654f1418a8e4fc18b2e7903ae45e8ae0ec71",
        signature: "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
    },
    Vector {
        name: "get-vanilla-query-order-key-case",
        first: "GET /?Param2=value2&Param1=value1",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "816cd5b414d056048ba4f7c5386d6e0533120fb1fcfa93762cf0fc39e2cf19e0",
        signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    },
    Vector {
        name: "get-vanilla-query-unreserved",
        first: "GET /?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "c30d4703d9f799439be92736156d47ccfb2d879ddf56f5befa6d1d6aab979177",
        signature: "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
    },
    Vector {
        name: "get-vanilla-utf8-query",
        first: "GET /?ሴ=bar",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "eb30c5bed55734080471a834cc727ae56beb50e5f39d1bff6d0d38cb192a7073",
        signature: "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
    },
    Vector {
        name: "get-vanilla-with-session-token",
        first: "GET /",
        headers: "",
        body: "",
        token: "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267",
        signed: "host;x-amz-date;x-amz-security-token",
        canonical_hash: "067b36aa60031588cea4a4cde1f21215227a047690c72247f1d70b32fbbfad2b",
        signature: "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8",
    },
    Vector {
        name: "post-header-key-case",
        first: "POST /",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "553f88c9e4d10fc9e109e2aeb65f030801b70c2f6468faca261d401ae622fc87",
        signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    },
    Vector {
        name: "post-header-key-sort",
        first: "POST /",
        headers: "My-Header1:value1",
        body: "",
        token: "",
        signed: "host;my-header1;x-amz-date",
        canonical_hash: "9368318c2967cf6de74404b30c65a91e8f6253e0a8659d6d5319f1a812f87d65",
        signature: "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
    },
    Vector {
        name: "post-header-value-case",
        first: "POST /",
        headers: "My-Header1:VALUE1",
        body: "",
        token: "",
        signed: "host;my-header1;x-amz-date",
        canonical_hash: "d51ced243e649e3de6ef63afbbdcbca03131a21a7103a1583706a64618606a93",
        signature: "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
    },
    Vector {
        name: "post-sts-header-after",
        first: "POST /",
        headers: "",
        body: "",
        token: TOKEN,
        signed: "host;x-amz-date",
        canonical_hash: "553f88c9e4d10fc9e109e2aeb65f030801b70c2f6468faca261d401ae622fc87",
        signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    },
    Vector {
        name: "post-sts-header-before",
        first: "POST /",
        headers: "",
        body: "",
        token: TOKEN,
        signed: "host;x-amz-date;x-amz-security-token",
        canonical_hash: "c237e1b440d4c63c32ca95b5b99481081cb7b13c7e40434868e71567c1a882f6",
        signature: "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
    },
    Vector {
        name: "post-vanilla",
        first: "POST /",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "553f88c9e4d10fc9e109e2aeb65f030801b70c2f6468faca261d401ae622fc87",
        signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    },
    Vector {
        name: "post-vanilla-empty-query-value",
        first: "POST /?Param1=value1",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "9d659678c1756bb3113e2ce898845a0a79dbbc57b740555917687f1b3340fbbd",
        signature: "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
    },
    Vector {
        name: "post-vanilla-query",
        first: "POST /?Param1=value1",
        headers: "",
        body: "",
        token: "",
        signed: "host;x-amz-date",
        canonical_hash: "9d659678c1756bb3113e2ce898845a0a79dbbc57b740555917687f1b3340fbbd",
        signature: "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
    },
    Vector {
        name: "post-x-www-form-urlencoded",
        first: "POST /",
        headers: "Content-Type:application/x-www-form-urlencoded\nContent-Length:13\nx-amz-content-sha256:9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e",
        body: "Param1=value1",
        token: "",
        signed: "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
        canonical_hash: "b1edd1d03544c25390e32085d55b57acc9a3961bb59415ff86c45c3d89d16cfb",
        signature: "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
    },
    Vector {
        name: "post-x-www-form-urlencoded-parameters",
        first: "POST /",
        headers: "Content-Type:application/x-www-form-urlencoded; charset=utf-8\nContent-Length:13\nx-amz-content-sha256:9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e",
        body: "Param1=value1",
        token: "",
        signed: "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
        canonical_hash: "a89f1a5b53e37702ee6363ce1da3ce8f54386f3c8f352ae652153c2982a0bc4d",
        signature: "328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422",
    },
];
