//! What tells a page that the reader has changed: a script in pages as they are served, and events for it.
//!
//! Everything is told by digests of what a page is, and none by numbers of builds: a page that slept, or whose preview was
//! started anew, catches up by comparing.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch as latest;

use super::site::Preview;
use crate::model::source::Digest;

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

/// How soon a page asks again for events that have ended.
const RETRY: Duration = Duration::from_millis(500);

/// A page with the script in it, which knows what it was served with.
///
/// The script stands last and is not deferred, so that it sees the page before the theme's scripts change it.
pub(super) fn with_script(page: &[u8], assets: &str) -> Vec<u8> {
    let at = end_of_body(page).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    let (digest, client) = (digest(page), client());
    let script = format!(
        "<script src=\"{SCRIPT_PATH}\" data-page=\"{digest}\" data-assets=\"{assets}\" data-client=\"{client}\"></script>\n"
    );
    [before, script.as_bytes(), after].concat()
}

/// The last `</body`, in capitals or not.
fn end_of_body(page: &[u8]) -> Option<usize> {
    const END: &[u8] = b"</body";
    page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END))
}

fn digest(bytes: &[u8]) -> String {
    Digest::of(bytes).short(16)
}

/// A newer program has a newer script.
fn client() -> String {
    digest(SCRIPT.as_bytes())
}

/// The state of a page and of the reader, now and whenever it is another. What does not concern the page is not sent.
pub(super) fn events(receiver: latest::Receiver<Preview>, page: String) -> Response {
    let start = (receiver, page, String::new());
    let states = stream::unfold(start, |(mut receiver, page, mut last)| async move {
        loop {
            let now = state(&receiver.borrow_and_update(), &page);
            if now != last {
                last.clone_from(&now);
                let event = Event::default().event("state").retry(RETRY).data(now);
                return Some((Ok::<_, Infallible>(event), (receiver, page, last)));
            }
            receiver.changed().await.ok()?;
        }
    });
    Sse::new(states).keep_alive(KeepAlive::default()).into_response()
}

/// In lines: the digests of the page, of the files that pages show, and of the script; the number of warnings; then what
/// is wrong, as JSON, in one line each.
pub(super) fn state(preview: &Preview, page: &str) -> String {
    let mut lines = vec![
        digest(preview.site.page(page)),
        preview.site.assets.clone(),
        client(),
        preview.warnings.to_string(),
    ];
    lines.extend(preview.faults.iter().cloned());
    lines.join("\n")
}
