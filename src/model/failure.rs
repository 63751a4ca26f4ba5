//! Failures of the machine, which no change of the content would mend.

use std::io;
use std::path::PathBuf;

/// Why a command could not do its work; its exit code is 2.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The root is not a folder.
    #[error("`{}` is not a folder", path.display())]
    NoFolder {
        /// The path as given
        path: PathBuf,
    },
    /// A file or folder could not be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// What was to be read
        path: PathBuf,
        /// What the system said
        source: io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// What was to be written
        path: PathBuf,
        /// What the system said
        source: io::Error,
    },
    /// The output folder would swallow something that is not output.
    #[error("refusing to write into `{}`: it {why}", path.display())]
    OutputFolder {
        /// The output folder
        path: PathBuf,
        /// `is the reader's folder`, …
        why: &'static str,
    },
    /// A file stands where a page would be written, and postil did not write it.
    #[error("refusing to overwrite `{}`: postil did not write it", path.display())]
    Foreign {
        /// The file
        path: PathBuf,
    },
    /// `postil init` found files in its target.
    #[error("`{}` is not empty", path.display())]
    NotEmpty {
        /// The folder
        path: PathBuf,
    },
    /// The preview's port could not be had.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address and port
        address: String,
        /// What the system said
        source: io::Error,
    },
    /// Changes could not be watched.
    #[error("cannot watch `{}`: {why}", path.display())]
    Watch {
        /// The folder
        path: PathBuf,
        /// What the system said
        why: String,
    },
}
