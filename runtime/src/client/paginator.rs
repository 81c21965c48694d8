//! Pages of a paginated operation (trait `smithy.api#paginated`), and the items on them, as streams.
//!
//! A page is asked for only when the stream is polled. A stream ends with the page that has no token, or an empty one; with a page
//! whose token is the one just sent, unless the caller wants otherwise; and after an error.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap};

use super::driver::{Call, Handle, SendResult};
use super::hidden::Caller;
use super::operation::Operation;

/// An operation whose output comes in pages.
pub trait Paginated: Operation {
    /// The token that the next page starts from. Most are strings.
    type Token: PageToken;
    /// The token that a page ends with.
    fn next_token(output: &Self::Output) -> Option<&Self::Token>;
    /// The member of the input that takes the token.
    fn token(input: &mut Self::Input) -> &mut Option<Self::Token>;
}

/// A paginated operation whose pages have a size that can be set.
pub trait PageSize: Paginated {
    /// What pages are measured in.
    type Size;
    /// The member of the input that takes the size.
    fn page_size(input: &mut Self::Input) -> &mut Option<Self::Size>;
}

/// A paginated operation whose pages have items.
pub trait PageItems: Paginated {
    /// A list, or a map, whose items are its entries.
    type Items: IntoIterator<Item: Send, IntoIter: Send> + Send + 'static;
    /// The items of a page.
    fn items(output: Self::Output) -> Option<Self::Items>;
}

/// A token of a page.
pub trait PageToken: Clone + PartialEq + Send + Sync + 'static {
    /// Whether the token stands for the end.
    fn is_end(&self) -> bool;
}

impl PageToken for String {
    fn is_end(&self) -> bool {
        self.is_empty()
    }
}

/// Asks for the pages of `Op`, one after the other. Settings of the call that it was made from do not apply to it.
pub struct Paginator<Op: Operation> {
    handle: Arc<Handle>,
    input: Op::Input,
    stop_on_duplicate_token: bool,
    operation: PhantomData<fn() -> Op>,
}

impl<Op: Paginated> Paginator<Op> {
    /// A paginator that starts with `input`.
    pub fn new(handle: Arc<Handle>, input: Op::Input) -> Self {
        Self { handle, input, stop_on_duplicate_token: true, operation: PhantomData }
    }

    /// Sets how much a page holds.
    pub fn page_size(mut self, limit: Op::Size) -> Self
    where
        Op: PageSize,
    {
        *Op::page_size(&mut self.input) = Some(limit);
        self
    }

    /// The items of the pages.
    pub fn items(self) -> PaginatorItems<Op>
    where
        Op: PageItems,
    {
        PaginatorItems(self)
    }

    /// Whether a page whose token is the one just sent is the last (the default), or is followed by another.
    ///
    /// Turn it off only for services that page with the same token on purpose.
    pub fn stop_on_duplicate_token(mut self, stop_on_duplicate_token: bool) -> Self {
        self.stop_on_duplicate_token = stop_on_duplicate_token;
        self
    }

    /// The stream of pages.
    pub fn send(self) -> PaginationStream<SendResult<Op::Output, Op::Error>> {
        let Self { handle, mut input, stop_on_duplicate_token, .. } = self;
        let call = Call::new::<Op>(&handle, None, Some(Caller::Paginator));
        PaginationStream::new(FnStream::new(move |to| {
            Box::pin(async move {
                loop {
                    let page = call.send::<Op>(input.clone()).await;
                    let last = match &page {
                        Ok(page) => {
                            advance::<Op>(Op::next_token(page), &mut input, stop_on_duplicate_token)
                        }
                        Err(_) => true,
                    };
                    // An error here means that nobody reads any more.
                    if to.send(page).await.is_err() || last {
                        return;
                    }
                }
            })
        }))
    }
}

/// Puts the token into the input of the next page. Returns whether there is none.
fn advance<Op: Paginated>(
    token: Option<&Op::Token>,
    input: &mut Op::Input,
    stop_on_duplicate_token: bool,
) -> bool {
    let sent = Op::token(input);
    match token {
        Some(token) if token.is_end() => true,
        Some(token) if stop_on_duplicate_token && sent.as_ref() == Some(token) => true,
        Some(token) => {
            *sent = Some(token.clone());
            false
        }
        None => true,
    }
}

impl<Op: Operation> fmt::Debug for Paginator<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Paginator").field("input", &self.input).finish_non_exhaustive()
    }
}

/// Asks for the pages of `Op`, and gives out their items.
pub struct PaginatorItems<Op: Operation>(Paginator<Op>);

impl<Op: PageItems> PaginatorItems<Op> {
    /// The stream of items. Ends after an error.
    pub fn send(
        self,
    ) -> PaginationStream<SendResult<<Op::Items as IntoIterator>::Item, Op::Error>> {
        TryFlatMap::new(self.0.send()).flat_map(|page| Op::items(page).into_iter().flatten())
    }
}

impl<Op: Operation> fmt::Debug for PaginatorItems<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PaginatorItems").field(&self.0).finish()
    }
}
