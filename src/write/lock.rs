//! Holds an output folder while a build is written, so that two builds at once come one after the other.
//!
//! It leaves no file behind, and the system lets go of it when a build is killed. Where folders cannot be held, as on
//! Windows and on some network disks, a build goes on without.

use std::fs::File;
use std::path::Path;

/// Waits until nobody else writes into the folder, and holds it until the value is dropped.
pub(super) fn hold(output: &Path) -> Option<File> {
    #[allow(clippy::disallowed_methods, reason = "the folder is only held")]
    let folder = File::open(output).ok()?;
    folder.lock().ok()?;
    Some(folder)
}
