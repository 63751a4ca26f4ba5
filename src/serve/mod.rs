//! Serves a reader while it is written: watches, runs the pipeline again, tells the browser.
//!
//! 1. A port is bound, on this machine alone unless another address is asked for.
//! 2. [`watch`] looks for changes from before the first build on, so that none is missed.
//! 3. Each build that ends well becomes the [`site`] that is served; after one that does not, the last good site stays,
//!    and [`live`] shows what is wrong over the page.
//! 4. [`respond`] answers requests from that site in memory: no request's path ever reaches the disk.
//!
//! Nothing is written into the reader's folder.

mod live;
mod media_type;
mod respond;
mod site;
mod watch;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::watch as latest;

use crate::model::config::BaseUrl;
use crate::model::failure::Failure;
use crate::pipeline::{self, Build, Drafts, Memo, Options};
use respond::Hosts;
use site::Preview;
use watch::Changes;
pub use watch::Look;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The reader's folder
    pub root: PathBuf,
    /// The folder that a build would write to, which is no part of the reader
    pub output: PathBuf,
    /// The address to listen on
    pub host: IpAddr,
    /// The port to try first; 0 for any
    pub port: u16,
    /// Whether each build is compared with a clean one
    pub verify: Verify,
    /// How changes are found
    pub look: Look,
}

/// Whether each build is compared with a clean one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verify {
    /// It is, which takes as long as building anew
    Yes,
    /// It is not
    No,
}

/// What happens while a reader is served.
#[derive(Debug)]
pub enum News<'a> {
    /// A build has ended; it may have errors
    Built(&'a Build, Duration),
    /// A build could not be made; the last good one stays
    Failed(&'a Failure),
    /// A build was not what a clean one is; the clean one is served
    Differs(&'a str),
    /// A port could not be had, the next one is tried
    PortTaken(u16),
    /// The system does not tell of changes, so that files are looked at again and again
    Polling(&'a str),
    /// Other machines can read the reader
    Open(IpAddr),
    /// The reader can be looked at there
    Listening(&'a str),
}

/// How many builds in a row are given up for a newer change: something has to be shown while a program writes on.
const GIVEN_UP: u32 = 3;

/// How many ports after the first are tried.
const PORTS_TRIED: u16 = 50;

/// Serves until it is interrupted.
pub fn serve(settings: &Settings, tell: impl Fn(News<'_>) + Send + 'static) -> Result<(), Failure> {
    let listener = bind(settings.host, settings.port, &tell)?;
    let address =
        listener.local_addr().map_err(|source| listen_failure(settings.host, settings.port, source))?;
    let url = url(address);
    let options = Options {
        // Diagnostics lead an editor to files by their whole paths.
        root: settings.root.canonicalize().unwrap_or_else(|_| settings.root.clone()),
        output: settings.output.clone(),
        base_url: BaseUrl::parse(&url),
        drafts: Drafts::Included,
        build_time: None,
    };
    let changes = Changes::watch(&settings.root, settings.look)?;
    if let Some(why) = &changes.unheard {
        tell(News::Polling(why));
    }
    let (sender, receiver) = latest::channel(Preview::default());
    let started = Instant::now();
    let mut builder =
        Builder { options, verify: settings.verify, look: settings.look, memo: memo(settings.look) };
    let never = || false;
    let first = builder.build(&never, &tell)?.unwrap_or_default();
    tell(News::Built(&first, started.elapsed()));
    sender.send_modify(|preview| *preview = preview.after(first));
    if !address.ip().is_loopback() {
        tell(News::Open(address.ip()));
    }
    tell(News::Listening(&url));
    thread::spawn(move || rebuild(changes, builder, &sender, &tell));
    answer(listener, address, receiver, &settings.root)
}

/// Builds again and again, each time with what the builds before have left.
struct Builder {
    options: Options,
    verify: Verify,
    look: Look,
    memo: Memo,
}

/// A drive that other machines write to has their clocks.
fn memo(look: Look) -> Memo {
    match look {
        Look::Listen => Memo::default(),
        Look::Poll => Memo::distrustful(),
    }
}

impl Builder {
    /// A build, or none if `stale` said between two stages that it is not wanted any more.
    fn build(
        &mut self,
        stale: &dyn Fn() -> bool,
        tell: &impl Fn(News<'_>),
    ) -> Result<Option<Build>, Failure> {
        let mut go_on = |_| if stale() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let Some(build) = pipeline::run_kept(&self.options, &mut self.memo, &mut go_on)? else {
            return Ok(None);
        };
        if self.verify == Verify::No {
            return Ok(Some(build));
        }
        let clean = pipeline::run(&self.options)?;
        if let Some(difference) = pipeline::difference(&build, &clean) {
            // What was written meanwhile makes a difference, too; the next build tells.
            if !stale() {
                tell(News::Differs(&difference));
            }
            self.memo = memo(self.look);
        }
        Ok(Some(clean))
    }
}

/// Builds after every change, for as long as there are changes to come.
fn rebuild(
    mut changes: Changes,
    mut builder: Builder,
    sender: &latest::Sender<Preview>,
    tell: &impl Fn(News<'_>),
) {
    let mut given_up = 0;
    while changes.wait() {
        let started = Instant::now();
        match builder.build(&|| given_up < GIVEN_UP && changes.pending(), tell) {
            // A newer change is there already.
            Ok(None) => given_up += 1,
            // Finished, and out of date: what comes next is shown instead.
            Ok(Some(_)) if given_up < GIVEN_UP && changes.pending() => given_up += 1,
            Ok(Some(build)) => {
                given_up = 0;
                tell(News::Built(&build, started.elapsed()));
                sender.send_modify(|preview| *preview = preview.after(build));
            }
            Err(failure) => {
                tell(News::Failed(&failure));
                sender.send_modify(|preview| *preview = preview.after_failure(&failure));
            }
        }
    }
}

fn answer(
    listener: TcpListener,
    address: SocketAddr,
    receiver: latest::Receiver<Preview>,
    root: &std::path::Path,
) -> Result<(), Failure> {
    let failure = |source| listen_failure(address.ip(), address.port(), source);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(failure)?;
    let ended = runtime.block_on(async {
        listener.set_nonblocking(true).map_err(failure)?;
        let listener = tokio::net::TcpListener::from_std(listener).map_err(failure)?;
        let mut builds = receiver.clone();
        let router = respond::router(receiver, Arc::new(Hosts::new(address)));
        tokio::select! {
            result = axum::serve(listener, router).into_future() => result.map_err(failure),
            _ = tokio::signal::ctrl_c() => Ok(()),
            why = watcher_gone(&mut builds) => Err(Failure::Watch { path: root.to_owned(), why }),
        }
    });
    // Pages that listen for changes would keep their connections open for ever.
    runtime.shutdown_background();
    ended
}

/// Ends when no more builds can come.
async fn watcher_gone(builds: &mut latest::Receiver<Preview>) -> String {
    while builds.changed().await.is_ok() {}
    "the builder has stopped".to_owned()
}

/// Binds the port, or the next one that is free.
fn bind(host: IpAddr, port: u16, tell: &impl Fn(News<'_>)) -> Result<TcpListener, Failure> {
    for candidate in port..=port.saturating_add(PORTS_TRIED) {
        match TcpListener::bind((host, candidate)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => tell(News::PortTaken(candidate)),
            Err(source) => return Err(listen_failure(host, candidate, source)),
        }
    }
    Err(listen_failure(host, port, io::Error::from(io::ErrorKind::AddrInUse)))
}

/// The address to type into a browser.
fn url(address: SocketAddr) -> String {
    let host = if address.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { address.ip() };
    format!("http://{}/", SocketAddr::new(host, address.port()))
}

fn listen_failure(host: IpAddr, port: u16, source: io::Error) -> Failure {
    Failure::Listen { address: SocketAddr::new(host, port).to_string(), source }
}

#[cfg(test)]
mod tests;
