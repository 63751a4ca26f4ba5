//! A line on the terminal that tells what is going on, when it goes on for long; quiet where nobody watches.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Stage;

/// Shorter work needs no line.
const PATIENCE: Duration = Duration::from_millis(500);

/// The time between two pictures of the spinner.
const TICK: Duration = Duration::from_millis(80);

/// Shows stages until it is dropped.
pub(super) struct Progress {
    shown: Option<(Sender<Stage>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins; nothing is shown where standard error is no terminal.
    pub(super) fn begin() -> Self {
        if !io::stderr().is_terminal() {
            return Self { shown: None };
        }
        let (sender, receiver) = mpsc::channel();
        let thread = thread::spawn(move || {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
                bar.set_style(style);
            }
            let mut patience = PATIENCE;
            let started = std::time::Instant::now();
            loop {
                match receiver.recv_timeout(patience) {
                    Ok(stage) => bar.set_message(name(stage)),
                    Err(RecvTimeoutError::Timeout) => {
                        if bar.is_hidden() {
                            bar.set_draw_target(ProgressDrawTarget::stderr());
                            bar.enable_steady_tick(TICK);
                        }
                    }
                    Err(RecvTimeoutError::Disconnected) => return bar.finish_and_clear(),
                }
                let left = PATIENCE.saturating_sub(started.elapsed());
                patience = if bar.is_hidden() { left } else { Duration::from_secs(3600) };
            }
        });
        Self { shown: Some((sender, thread)) }
    }

    /// Tells that a stage begins.
    pub(super) fn stage(&self, stage: Stage) {
        if let Some((sender, _)) = &self.shown {
            _ = sender.send(stage);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.shown.take() {
            drop(sender);
            // The line must be gone before anything else is printed.
            _ = thread.join();
        }
    }
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Read => "reading",
        Stage::Parse => "parsing",
        Stage::Resolve => "resolving references",
        Stage::Render => "rendering pages",
        Stage::Write => "writing",
    }
}
