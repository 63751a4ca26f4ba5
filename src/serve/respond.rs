//! Requests to responses, from the site in memory; the disk is not known here.
//!
//! Only this machine's own names are answered to, so that no web page elsewhere can read a preview by pointing a name
//! of its own at it. There is no CORS, and no method but GET and HEAD.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use tokio::sync::watch as latest;

use super::site::{Preview, Route};
use super::{live, media_type};

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
                      connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// The names that the preview answers to.
#[derive(Debug)]
pub(super) struct Hosts {
    port: u16,
    names: BTreeSet<String>,
    /// Listening on every address, it answers to every address; a number cannot be pointed elsewhere as a name can
    numbers: Numbers,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    Own,
    Any,
}

impl Hosts {
    /// The names of an address that is listened on.
    pub(super) fn new(address: SocketAddr) -> Self {
        let names = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
        let numbers = if address.ip().is_unspecified() { Numbers::Any } else { Numbers::Own };
        let names = names.into_iter().chain([address.ip().to_string()]).collect();
        Self { port: address.port(), names, numbers }
    }

    /// Whether a `Host` is one of ours: name and port.
    fn admits(&self, host: &str) -> bool {
        let (name, port) = match host.strip_prefix('[') {
            Some(rest) => match rest.split_once(']') {
                Some((name, port)) => (name, port.strip_prefix(':')),
                None => return false,
            },
            None => host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port))),
        };
        let port_fits = port.map_or(self.port == 80, |port| port.parse() == Ok(self.port));
        let any_number = self.numbers == Numbers::Any && name.parse::<IpAddr>().is_ok();
        port_fits && (any_number || self.names.contains(&name.to_ascii_lowercase()))
    }
}

#[derive(Clone)]
struct Shared {
    receiver: latest::Receiver<Preview>,
    hosts: Arc<Hosts>,
}

/// Everything that is answered.
pub(super) fn router(receiver: latest::Receiver<Preview>, hosts: Arc<Hosts>) -> Router {
    Router::new().fallback(handle).with_state(Shared { receiver, hosts })
}

async fn handle(State(shared): State<Shared>, request: Request) -> Response {
    let mut response = answer(&shared, &request);
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn answer(shared: &Shared, request: &Request) -> Response {
    if !is_ours(&shared.hosts, request) {
        return text(StatusCode::FORBIDDEN, "this preview does not answer to that name\n");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    match request.uri().path() {
        live::EVENTS_PATH if request.method() == Method::GET => {
            let page = watched(request.uri().query().unwrap_or_default());
            page.map_or_else(not_utf8, |page| live::events(shared.receiver.clone(), page))
        }
        live::SCRIPT_PATH => file(StatusCode::OK, live::SCRIPT_PATH, live::SCRIPT.into()),
        live::STYLE_PATH => file(StatusCode::OK, live::STYLE_PATH, live::STYLE.into()),
        path => page(&shared.receiver.borrow().clone(), path),
    }
}

/// Whether the request was meant for this preview, and does not come from another site's script.
fn is_ours(hosts: &Hosts, request: &Request) -> bool {
    let mut named = request.headers().get_all(header::HOST).iter();
    let host = named.next().and_then(|host| host.to_str().ok());
    let origin = request.headers().get(header::ORIGIN).map(|origin| {
        origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")).unwrap_or_default()
    });
    let authority = request.uri().authority().map(axum::http::uri::Authority::as_str);
    named.next().is_none()
        && host.is_some_and(|host| hosts.admits(host))
        && origin.is_none_or(|origin| hosts.admits(origin))
        && authority.is_none_or(|authority| hosts.admits(authority))
}

fn page(preview: &Preview, path: &str) -> Response {
    let site = &preview.site;
    if site.is_empty() {
        return html(StatusCode::SERVICE_UNAVAILABLE, site.page("/"), "");
    }
    let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return not_utf8() };
    match site.route(&decoded) {
        Route::File(name, content) if media_type::of(name).starts_with("text/html") => {
            let status = if name == "404.html" { StatusCode::NOT_FOUND } else { StatusCode::OK };
            html(status, content, &site.assets)
        }
        Route::File(name, content) => file(StatusCode::OK, name, content.to_vec()),
        Route::Folder => redirect(&format!("{path}/")),
        Route::Nothing => html(StatusCode::NOT_FOUND, site.page(&decoded), &site.assets),
    }
}

/// The path of the page that wants to hear of changes: `page=/articles/a/`, percent-encoded.
fn watched(query: &str) -> Option<String> {
    let page = query.split('&').find_map(|part| part.strip_prefix("page=")).unwrap_or("/");
    // The query encodes the path, which is encoded itself.
    let path = percent_decode_str(page).decode_utf8().ok()?;
    Some(percent_decode_str(&path).decode_utf8().ok()?.into_owned())
}

fn not_utf8() -> Response {
    text(StatusCode::BAD_REQUEST, "the path is not UTF-8\n")
}

fn html(status: StatusCode, content: &[u8], assets: &str) -> Response {
    file(status, "page.html", live::with_script(content, assets))
}

fn text(status: StatusCode, content: &str) -> Response {
    file(status, "message.txt", content.into())
}

fn file(status: StatusCode, name: &str, content: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(content));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type::of(name)));
    response
}

/// The path comes from the request as it was encoded there, and leads to a folder that is known to be there.
fn redirect(path: &str) -> Response {
    let mut response = text(StatusCode::TEMPORARY_REDIRECT, "the folder's path ends in a slash\n");
    if let Ok(path) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, path);
    }
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn check(address: &str, host: &str, admitted: bool) {
        let hosts = Hosts::new(address.parse().unwrap());
        assert_eq!(hosts.admits(host), admitted, "{host} at {address}");
    }

    #[test]
    fn a_preview_has_few_names() {
        check("127.0.0.1:7878", "localhost:7878", true);
        check("127.0.0.1:7878", "192.168.0.2:7878", false);
        check("127.0.0.1:80", "localhost", true);
        check("192.168.0.2:7878", "192.168.0.2:7878", true);
        check("[::1]:7878", "[::1]:7878", true);
        check("127.0.0.1:7878", "", false);
        check("127.0.0.1:7878", ":7878", false);
        check("127.0.0.1:7878", "::1:7878", false);
    }

    #[test]
    fn one_that_listens_everywhere_answers_to_numbers_but_not_to_names() {
        check("0.0.0.0:7878", "192.168.0.2:7878", true);
        check("[::]:7878", "[fe80::1]:7878", true);
        check("0.0.0.0:7878", "evil.example:7878", false);
        check("0.0.0.0:7878", "192.168.0.2:80", false);
    }
}
