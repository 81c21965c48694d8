//! How to wait with an operation that has waiters.

use super::Page;
use super::text::{code, demoted, deprecation};

pub(super) fn section(page: Page<'_>) -> Option<String> {
    let waiters = &page.operation.waiters;
    let first = waiters.first()?;
    let krate = &page.types.krate;
    let mut out = format!(
        "A waiter calls the operation again and again, until the answer says that what is waited for is \
         there, or will never be. It is a method of the client, with the trait {} in scope, and takes \
         the parameters of the operation; {} starts it. The first of its rules that fits an answer \
         decides; where none fits, it goes on after a response, and ends in vain after an error.\n\n",
        code(&format!("{krate}::client::Waiters")),
        code(".wait(max_wait)"),
    );
    out.push_str(&format!(
        "```rust,no_run\nuse std::time::Duration;\n\nuse {krate}::client::Waiters;\n\n\
         async fn wait(client: &{krate}::Client) -> Result<(), {krate}::Error> {{\n    \
         client.{}().wait(Duration::from_secs(300)).await?;\n    Ok(())\n}}\n```\n",
        first.method,
    ));
    for waiter in waiters {
        out.push_str(&format!("\n### {}\n\n", code(&format!("{}()", waiter.method))));
        if let Some(note) = deprecation(waiter.deprecated.as_ref()) {
            out.push_str(&format!("> {note}\n\n"));
        }
        if !waiter.docs.is_empty() {
            out.push_str(&format!("{}\n\n", demoted(&waiter.docs)));
        }
        out.push_str(&format!(
            "Calls every {} to {} seconds, and\n\n",
            waiter.min_delay, waiter.max_delay
        ));
        for rule in &waiter.rules {
            out.push_str(&format!("- {rule}\n"));
        }
    }
    Some(out)
}
