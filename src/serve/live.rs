//! What tells a page that the reader has changed: a script in pages as they are served, and events for it.

use std::convert::Infallible;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch as latest;

use super::site::Preview;

/// Where the script is.
pub(super) const SCRIPT_PATH: &str = "/.postil/client.js";

/// Where the script's styles are.
pub(super) const STYLE_PATH: &str = "/.postil/client.css";

/// Where the events are.
pub(super) const EVENTS_PATH: &str = "/.postil/events";

/// The script.
pub(super) const SCRIPT: &str = include_str!("client.js");

/// The styles of what the script shows.
pub(super) const STYLE: &str = include_str!("client.css");

/// A page with the script in it, which knows the version that it was served with.
pub(super) fn with_script(page: &[u8], version: &str) -> Vec<u8> {
    let at = end_of_body(page).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    let script = format!("<script src=\"{SCRIPT_PATH}\" data-version=\"{version}\" defer></script>\n");
    [before, script.as_bytes(), after].concat()
}

/// The last `</body`, in capitals or not.
fn end_of_body(page: &[u8]) -> Option<usize> {
    const END: &[u8] = b"</body";
    page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END))
}

/// The state of the reader, now and after each build.
pub(super) fn events(receiver: latest::Receiver<Preview>) -> Response {
    let states = stream::unfold((receiver, When::Now), |(mut receiver, when)| async move {
        if when == When::AfterBuild {
            receiver.changed().await.ok()?;
        }
        let state = state(&receiver.borrow_and_update());
        let event = Event::default().event("state").data(state);
        Some((Ok::<_, Infallible>(event), (receiver, When::AfterBuild)))
    });
    Sse::new(states).keep_alive(KeepAlive::default()).into_response()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Now,
    AfterBuild,
}

/// The version in the first line; what is wrong, as JSON, in one line each after it.
pub(super) fn state(preview: &Preview) -> String {
    let mut lines = vec![preview.site.version.as_str()];
    lines.extend(preview.faults.iter().map(String::as_str));
    lines.join("\n")
}
