//! `postil serve`: the preview, with its news printed.

use std::time::Duration;

use super::Outcome;
use super::build::default_output;
use super::console::{Console, notice, summary};
use crate::cli::ServeOptions;
use crate::model::failure::Failure;
use crate::pipeline::Build;
use crate::serve::{Look, News, Settings, Verify};

/// Serves the reader until it is interrupted.
pub(super) fn serve(typed: &ServeOptions, console: Console) -> Result<Outcome, Failure> {
    let settings = Settings {
        root: typed.root.clone(),
        output: default_output(&typed.root),
        host: typed.host,
        port: typed.port,
        look: if typed.poll { Look::Poll } else { Look::Listen },
        verify: if typed.verify { Verify::Yes } else { Verify::No },
    };
    let open = typed.open;
    crate::serve::serve(&settings, move |news| match news {
        News::Built(build, time) => built(console, build, time),
        News::Failed(failure) => notice(&format!("error: {failure}")),
        News::Differs(how) => notice(&format!(
            "error: this build is not what a clean one is: {how}. The clean one is served; please report it"
        )),
        News::PortTaken(port) => notice(&format!("port {port} is taken")),
        News::Polling(why) => notice(&format!(
            "files are looked at again and again, since the system does not tell of changes: {why}"
        )),
        News::Open(host) => notice(&format!(
            "warning: listening on {host}: everyone who can reach this machine can read this reader, its drafts too"
        )),
        News::Listening(url) => {
            notice(&format!("serving at {url} (Ctrl-C ends)"));
            if open && let Err(error) = open::that_detached(url) {
                notice(&format!("cannot open a browser: {error}"));
            }
        }
    })?;
    Ok(Outcome::Fine)
}

fn built(console: Console, build: &Build, time: Duration) {
    if let Err(failure) = console.diagnostics(build) {
        notice(&format!("error: {failure}"));
    }
    summary(build, time);
}
