//! Requests over real connections to a preview that was made by hand.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;

use super::*;
use crate::model::code::Code;
use crate::model::diagnostic::Diagnostic;
use crate::model::output::{OutPath, OutputFile};

struct Server {
    address: SocketAddr,
    sender: latest::Sender<Preview>,
    _runtime: tokio::runtime::Runtime,
}

fn file(path: &str, content: &str) -> OutputFile {
    OutputFile { path: OutPath::new(path).unwrap(), content: Arc::from(content.as_bytes()) }
}

fn built(files: Vec<OutputFile>) -> Build {
    Build { files, ..Build::default() }
}

fn site() -> Preview {
    let files = vec![
        file("index.html", "<body>home</body>"),
        file("404.html", "<body>lost</body>"),
        file("articles/新-1/index.html", "<p>no end"),
        file("assets/a b.css", "p {}</body>"),
        file("data.json", "{}"),
    ];
    Preview::default().after(built(files))
}

impl Server {
    fn start(preview: Preview) -> Self {
        let listener = bind("127.0.0.1".parse().unwrap(), 0, &|_| {}).unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, receiver) = latest::channel(preview);
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        listener.set_nonblocking(true).unwrap();
        let router = respond::router(receiver, Arc::new(Hosts::new(address)));
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await
        });
        Self { address, sender, _runtime: runtime }
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// Status, head and body.
    fn ask(&self, line: &str, headers: &str) -> (u16, String, String) {
        let request = format!("{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
        let mut answer = String::new();
        self.send(&request).read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_ascii_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str) -> (u16, String, String) {
        self.ask(&format!("GET {path}"), &format!("Host: {}\r\n", self.address))
    }
}

#[test]
fn files_are_served_from_memory() {
    let server = Server::start(site());
    let (status, head, body) = server.get("/");
    assert_eq!(status, 200);
    assert!(head.contains("content-type: text/html; charset=utf-8"));
    assert!(head.contains("content-security-policy: default-src 'none'; style-src 'self';"), "{head}");
    assert!(head.contains("x-content-type-options: nosniff") && !head.contains("access-control"));
    assert!(body.starts_with("<body>home<script src=\"/.postil/client.js\" data-page=\""), "{body}");
    assert!(body.ends_with("\"></script>\n</body>"));

    let (status, _, body) = server.get("/articles/%E6%96%B0-1/?query");
    assert!(status == 200 && body.starts_with("<p>no end<script"));
    let (status, head, body) = server.get("/assets/a%20b.css");
    assert!(status == 200 && head.contains("text/css") && body == "p {}</body>");
    assert_eq!(server.get("/data.json").2, "{}");
}

#[test]
fn other_paths_lead_nowhere() {
    let server = Server::start(site());
    for path in [
        "/x",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/..%2fCargo.toml",
        "//etc/passwd",
        "/index.html/",
        "/%00",
        "/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/..%5c..%5cCargo.toml",
        "/%252e%252e/Cargo.toml",
        "/assets/..%2f..%2fCargo.toml",
    ] {
        let (status, _, body) = server.get(path);
        assert!(status == 404 && body.starts_with("<body>lost"), "{path}: {status}");
    }
    assert_eq!(server.get("/404.html").0, 404);
    assert_eq!(server.get("/%ff").0, 400);
    assert_eq!(server.get("/%c0%ae%c0%ae/Cargo.toml").0, 400);
    let (status, head, _) = server.get("/articles/%E6%96%B0-1");
    assert!(status == 307 && head.contains("location: /articles/%e6%96%b0-1/\r\n"), "{head}");
    assert_eq!(server.get("//articles/%E6%96%B0-1").0, 404);
}

#[test]
fn only_reading_is_allowed() {
    let server = Server::start(site());
    let host = format!("Host: {}\r\n", server.address);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let (status, head, _) = server.ask(&format!("{method} /"), &host);
        assert!(status == 405 && head.contains("allow: get, head"), "{method}");
    }
    let (status, head, body) = server.ask("HEAD /", &host);
    let length = format!("content-length: {}\r\n", server.get("/").2.len());
    assert!(status == 200 && body.is_empty() && head.contains(&length), "{head}");
}

#[test]
fn only_our_names_are_answered() {
    let server = Server::start(site());
    let port = server.address.port();
    let check = |headers: &str, expected: u16| {
        let headers = headers.replace("PORT", &port.to_string());
        assert_eq!(server.ask("GET /", &headers).0, expected, "{headers}");
    };
    check("Host: localhost:PORT\r\n", 200);
    check("Host: LOCALHOST:PORT\r\n", 200);
    check("Host: [::1]:PORT\r\n", 200);
    check("Host: localhost:PORT\r\nOrigin: http://localhost:PORT\r\n", 200);
    check("Host: localhost\r\n", 403);
    check("Host: localhost:1\r\n", 403);
    check("Host: evil.example:PORT\r\n", 403);
    check("Host: localhost.evil.example:PORT\r\n", 403);
    check("Host: 10.0.0.1:PORT\r\n", 403);
    check("Host: [::1\r\n", 403);
    check("Host: localhost:PORT\r\nHost: evil.example\r\n", 403);
    check("Host: localhost:PORT\r\nOrigin: http://evil.example\r\n", 403);
    check("Host: localhost:PORT\r\nOrigin: null\r\n", 403);
    assert_ne!(server.ask("GET /", "").0, 200);
    assert_eq!(server.ask("GET http://evil.example/", &format!("Host: localhost:{port}\r\n")).0, 403);
}

#[test]
fn the_address_can_be_typed() {
    assert_eq!(url("0.0.0.0:81".parse().unwrap()), "http://127.0.0.1:81/");
    assert_eq!(url("[::1]:81".parse().unwrap()), "http://[::1]:81/");
}

/// The states that a page hears of, each as its lines.
fn states(server: &Server, page: &str) -> impl Iterator<Item = Vec<String>> + use<> {
    let request = format!("GET /.postil/events?page={page} HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    let lines = BufReader::new(server.send(&request)).lines().map(Result::unwrap);
    let mut lines = lines.skip_while(|line| !line.starts_with("event: ") && !line.starts_with("data: "));
    std::iter::from_fn(move || {
        let data = |line: String| line.strip_prefix("data: ").map(str::to_owned);
        let first = lines.by_ref().find_map(data)?;
        Some(std::iter::once(first).chain(lines.by_ref().map_while(data)).collect())
    })
}

#[test]
fn a_page_hears_of_what_concerns_it() {
    let server = Server::start(site());
    let (mut home, mut other) = (states(&server, "/"), states(&server, "%2Farticles%2F%25E6%2596%25B0-1%2F"));
    let (first, others) = (home.next().unwrap(), other.next().unwrap());
    assert_eq!(first.len(), 4, "{first:?}");
    assert_ne!(first[0], others[0], "each has its own page");
    assert!(server.get("/").2.contains(&format!("data-page=\"{}\"", first[0])));
    assert!(server.get("/articles/%E6%96%B0-1/").2.contains(&format!("data-page=\"{}\"", others[0])));

    let mut files: Vec<OutputFile> = vec![file("index.html", "<BODY>new</BODY>")];
    files.push(file("articles/新-1/index.html", "<p>no end"));
    server.sender.send_modify(|preview| *preview = preview.after(built(files)));
    let second = home.next().unwrap();
    assert!(second[0] != first[0] && second[1..] == first[1..]);
    assert!(server.get("/").2.starts_with("<BODY>new<script"));

    let broken = Build {
        diagnostics: vec![Diagnostic::of_reader(Code::SiteMissing, "two\nlines")],
        ..Build::default()
    };
    server.sender.send_modify(|preview| *preview = preview.after(broken));
    for state in [home.next().unwrap(), other.next().unwrap()] {
        assert!(state[4].contains(r#""message":"two\nlines""#), "{state:?}");
    }
    assert!(server.get("/").2.starts_with("<BODY>new<script"), "the last good site stays");
}

#[test]
fn five_hundred_streams_hear_of_a_build() {
    let server = Server::start(site());
    let mut streams: Vec<_> = (0..500).map(|_| states(&server, "/")).collect();
    for stream in &mut streams {
        assert_eq!(stream.next().unwrap().len(), 4);
    }
    assert_eq!(server.get("/").0, 200);
    let files = vec![file("index.html", "<body>other</body>")];
    server.sender.send_modify(|preview| *preview = preview.after(built(files)));
    let heard: std::collections::BTreeSet<_> =
        streams.iter_mut().map(|stream| stream.next().unwrap()).collect();
    assert_eq!(heard.len(), 1);
}

#[test]
fn no_other_page_can_listen() {
    let server = Server::start(site());
    let port = server.address.port();
    for origin in ["http://evil.example", "null", "https://localhost:1"] {
        let headers = format!("Host: localhost:{port}\r\nOrigin: {origin}\r\n");
        assert_eq!(server.ask("GET /.postil/events?page=/", &headers).0, 403, "{origin}");
    }
    assert_eq!(server.get("/.postil/events?page=%ff").0, 400);
    let host = format!("Host: {}\r\n", server.address);
    assert_eq!(server.ask("POST /.postil/events", &host).0, 405);
}

#[test]
fn an_endless_header_is_refused_and_slow_clients_hold_nobody_up() {
    let server = Server::start(site());
    let slow: Vec<TcpStream> = (0..50).map(|_| server.send("GET / HTTP/1.1\r\nHos")).collect();
    let mut endless = server.send(&format!("GET / HTTP/1.1\r\nHost: {}\r\nX: ", server.address));
    let piece = vec![b'x'; 1 << 16];
    // A gigabyte, if it is let.
    let taken = (0..1 << 14).take_while(|_| endless.write_all(&piece).is_ok()).count();
    assert!(taken < 1 << 8, "{taken} pieces were read");
    assert_eq!(server.get("/").0, 200);
    drop(slow);
}

#[test]
fn a_reader_that_was_never_built_says_so() {
    let failure = Failure::NoFolder { path: "x".into() };
    let server = Server::start(Preview::default().after_failure(&failure));
    let (status, _, body) = server.get("/any/path");
    assert!(status == 503 && body.contains("cannot be built yet") && body.contains("client.js"));
    assert!(live::state(&server.sender.borrow(), "/").contains("`x` is not a folder"));
    assert!(server.get("/.postil/client.js").2.contains("EventSource"));
    assert!(server.get("/.postil/client.css").1.contains("text/css"));
}

#[test]
fn a_taken_port_gives_way_to_the_next() {
    let host = IpAddr::from([127, 0, 0, 1]);
    let taken = bind(host, 0, &|_| {}).unwrap();
    let port = taken.local_addr().unwrap().port();
    let told = Mutex::new(Vec::new());
    let second = bind(host, port, &|news| {
        if let News::PortTaken(port) = news {
            told.lock().unwrap().push(port);
        }
    });
    if let Ok(second) = second {
        assert!(second.local_addr().unwrap().port() > port);
    }
    assert_eq!(told.lock().unwrap().first(), Some(&port));
    assert!(matches!(bind(IpAddr::from([203, 0, 113, 1]), 0, &|_| {}), Err(Failure::Listen { .. })));
}
