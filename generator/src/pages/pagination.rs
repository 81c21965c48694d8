//! How to go through the pages of an operation that has them.

use super::text::{code, constraints};
use super::{Page, example, types};

pub(super) fn section(page: Page<'_>) -> Option<String> {
    let paginator = page.operation.paginator.as_ref()?;
    let path = |names: &[String]| code(&names.join("."));
    let mut out = format!(
        "{} turns the call into a stream of pages, which asks for the next page when it is polled: it \
         takes {} from the response and puts it into {} of the next request, and ends when a response \
         has no token, or an empty one. An error is the last item of the stream.\n\n",
        code(".into_paginator()"),
        path(&paginator.output_token),
        path(&paginator.input_token),
    );
    if let Some((names, _)) = &paginator.page_size {
        let limits = example::page_size(page).map(|field| constraints(&field.constraints, false));
        let limits = limits.filter(|limits| !limits.is_empty());
        let limits = limits.map(|limits| format!(", {}", limits.join(", "))).unwrap_or_default();
        out.push_str(&format!(
            "- {} sets {}{limits}. It limits a page, not the whole: the stream goes on to the end.\n",
            code(".page_size(n)"),
            path(names),
        ));
    }
    if let Some((names, item)) = &paginator.items {
        out.push_str(&format!(
            "- {} makes it a stream of the items of {}, of type {}, in place of pages.\n",
            code(".items()"),
            path(names),
            code(&types::name(item)),
        ));
    }
    out.push_str(&format!(
        "- {} starts it. Then {} gives one after the other, and {} all at once, up to the first \
         error.\n- A page that gives the token that was just sent counts as the last; with {}, before \
         any other of these, it does not.\n",
        code(".send()"),
        code(".next().await"),
        code(".try_collect().await"),
        code(".stop_on_duplicate_token(false)"),
    ));
    Some(out)
}
