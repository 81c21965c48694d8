//! Requests that are compressed with gzip (trait `smithy.api#requestCompression`), as the official crates do it: once, before the
//! first attempt, unless a setting says otherwise or the body is small.

use std::io::Write as _;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_types::SdkConfig;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::config::Builder;
use super::hidden;

/// The setting that turns compression off.
#[derive(Clone, Copy, Debug)]
pub struct DisableRequestCompression(pub bool);

impl Storable for DisableRequestCompression {
    type Storer = StoreReplace<Self>;
}

/// The setting that says from which size on a body is compressed.
#[derive(Clone, Copy, Debug)]
pub struct RequestMinCompressionSizeBytes(pub u32);

impl RequestMinCompressionSizeBytes {
    const DEFAULT: Self = Self(10_240);
    const MAX: u32 = 10_485_760;
}

impl Storable for RequestMinCompressionSizeBytes {
    type Storer = StoreReplace<Self>;
}

/// Takes over what is set for all clients of a program.
pub(super) fn settings_of(shared: &SdkConfig, builder: &mut Builder) {
    builder.store(shared.disable_request_compression().map(DisableRequestCompression));
    let size = shared.request_min_compression_size_bytes();
    builder.store(size.map(RequestMinCompressionSizeBytes));
}

/// Adds the compression of requests to the components of an operation.
pub fn gzip(components: RuntimeComponentsBuilder) -> RuntimeComponentsBuilder {
    components.with_interceptor(SharedInterceptor::permanent(RequestCompressionInterceptor))
}

#[derive(Debug)]
struct RequestCompressionInterceptor;

fn smallest(cfg: &ConfigBag) -> u32 {
    let size = cfg.load::<RequestMinCompressionSizeBytes>();
    size.copied().unwrap_or(RequestMinCompressionSizeBytes::DEFAULT).0
}

impl Intercept for RequestCompressionInterceptor {
    fn name(&self) -> &'static str {
        "RequestCompressionInterceptor"
    }

    /// A setting that cannot be is an error of every call, whatever the size of its body.
    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match smallest(cfg) {
            0..=RequestMinCompressionSizeBytes::MAX => Ok(()),
            size => Err(format!(
                "`request_min_compression_size_bytes` is {size}; it can be from 0 to {}",
                RequestMinCompressionSizeBytes::MAX
            )
            .into()),
        }
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let is_off = cfg.load::<DisableRequestCompression>().is_some_and(|setting| setting.0);
        if !is_off && compress(context.request_mut(), smallest(cfg))? {
            hidden::name_compression(cfg);
        }
        Ok(())
    }
}

/// Compresses the body if it has at least `smallest` bytes. An encoding that the body already has stays in front.
fn compress(request: &mut HttpRequest, smallest: u32) -> Result<bool, BoxError> {
    let body = request
        .body()
        .bytes()
        .ok_or("the request body is a stream; these are not compressed yet")?;
    if u32::try_from(body.len()).is_ok_and(|length| length < smallest) {
        return Ok(false);
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body)?;
    let body = encoder.finish()?;
    let headers = request.headers_mut();
    headers.try_append("content-encoding", "gzip")?;
    headers.try_insert("content-length", body.len().to_string())?;
    *request.body_mut() = SdkBody::from(body);
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use aws_smithy_runtime_api::client::interceptors::context::{Input, InterceptorContext};

    use super::*;

    fn request(body: &'static str) -> HttpRequest {
        let mut request = HttpRequest::new(SdkBody::from(body));
        request.headers_mut().insert("content-length", body.len().to_string());
        request
    }

    #[test]
    fn a_body_is_compressed_from_the_smallest_size_on() -> Result<(), BoxError> {
        let mut small = request("abc");
        assert!(!compress(&mut small, 4)?);
        assert_eq!(small.body().bytes(), Some(&b"abc"[..]));
        assert_eq!(small.headers().get("content-encoding"), None);

        let mut large = request("abcd");
        assert!(compress(&mut large, 4)?);
        let body = large.body().bytes().unwrap_or_default();
        let mut text = String::new();
        flate2::read::GzDecoder::new(body).read_to_string(&mut text)?;
        assert_eq!(text, "abcd");
        assert_eq!(large.headers().get("content-encoding"), Some("gzip"));
        assert_eq!(large.headers().get("content-length"), Some(body.len().to_string().as_str()));
        Ok(())
    }

    #[test]
    fn an_encoding_stays_in_front() -> Result<(), BoxError> {
        let mut encoded = request("abcd");
        encoded.headers_mut().insert("content-encoding", "custom");
        assert!(compress(&mut encoded, 0)?);
        let encodings: Vec<_> = encoded.headers().get_all("content-encoding").collect();
        assert_eq!(encodings, ["custom", "gzip"]);
        Ok(())
    }

    #[test]
    fn the_setting_has_a_range() {
        for (size, fits) in [(0, true), (10_485_760, true), (10_485_761, false)] {
            let mut cfg = ConfigBag::base();
            cfg.interceptor_state().store_put(RequestMinCompressionSizeBytes(size));
            let context = InterceptorContext::new(Input::erase(()));
            let found =
                RequestCompressionInterceptor.read_before_execution(&(&context).into(), &mut cfg);
            assert_eq!(found.is_ok(), fits, "{size}");
        }
    }
}
