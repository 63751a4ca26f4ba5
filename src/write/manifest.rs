//! The list of what postil wrote, kept in the output folder; whether the list still holds is not known here.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::model::failure::Failure;
use crate::model::output::{OutPath, OutputFile};
use crate::model::source::Digest;

/// Its file name.
pub(super) const NAME: &str = ".postil-manifest.json";

/// The form of the file; a file of another form is not trusted.
const VERSION: u32 = 1;

/// What postil wrote: path → digest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The files of the last build that ended well
    pub(super) files: BTreeMap<OutPath, String>,
    /// The files of a build that was about to be moved in. They are postil's as well, should it have been cut short
    pub(super) pending: BTreeMap<OutPath, String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawManifest {
    version: u32,
    files: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pending: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of a finished build.
    pub(super) fn of(files: &[OutputFile]) -> Self {
        let entry = |file: &OutputFile| (file.path.clone(), digest(&file.content));
        Self { files: files.iter().map(entry).collect(), pending: BTreeMap::new() }
    }

    /// This manifest, with another build on its way.
    pub(super) fn with_pending(&self, next: &Self) -> Self {
        let pending = next.files.iter().filter(|(path, digest)| self.files.get(*path) != Some(digest));
        Self {
            files: self.files.clone(),
            pending: pending.map(|(path, digest)| (path.clone(), digest.clone())).collect(),
        }
    }

    /// Whether postil wrote a file at the path.
    pub(super) fn lists(&self, path: &OutPath) -> bool {
        self.files.contains_key(path) || self.pending.contains_key(path)
    }

    /// Whether these bytes are what postil wrote at the path.
    pub(super) fn wrote(&self, path: &OutPath, content: &[u8]) -> bool {
        let digest = digest(content);
        self.files.get(path) == Some(&digest) || self.pending.get(path) == Some(&digest)
    }

    /// Every path in it, each once.
    pub(super) fn paths(&self) -> impl Iterator<Item = &OutPath> {
        let more = self.pending.keys().filter(|path| !self.files.contains_key(*path));
        self.files.keys().chain(more)
    }

    /// The manifest as the bytes of its file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let raw = |map: &BTreeMap<OutPath, String>| {
            map.iter().map(|(path, digest)| (path.as_str().to_owned(), digest.clone())).collect()
        };
        let raw = RawManifest { version: VERSION, files: raw(&self.files), pending: raw(&self.pending) };
        // Strings in maps are always JSON; an empty file would be read as no manifest.
        let mut bytes = serde_json::to_vec_pretty(&raw).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// Reads the manifest of an output folder. One that is missing, broken or of another version lists nothing: what lies
/// in the folder is then nobody's, and stays.
pub(super) fn load(output: &Path) -> Result<Manifest, Failure> {
    let path = output.join(NAME);
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_file() => {}
        _ => return Ok(Manifest::default()),
    }
    #[allow(clippy::disallowed_methods, reason = "the manifest is this stage's own file")]
    let bytes = std::fs::read(&path).map_err(|source| Failure::Read { path, source })?;
    Ok(parse(&bytes).unwrap_or_default())
}

fn parse(bytes: &[u8]) -> Option<Manifest> {
    let raw: RawManifest = serde_json::from_slice(bytes).ok()?;
    // A path that postil could not have written is dropped, so that nothing outside the folder is ever touched.
    let checked = |map: BTreeMap<String, String>| {
        map.into_iter().filter_map(|(path, digest)| Some((OutPath::new(&path).ok()?, digest))).collect()
    };
    (raw.version == VERSION).then(|| Manifest { files: checked(raw.files), pending: checked(raw.pending) })
}

fn digest(content: &[u8]) -> String {
    Digest::of(content).short(64)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let file = |(path, content): &(&str, &str)| OutputFile {
            path: OutPath::new(path).unwrap(),
            content: Arc::from(content.as_bytes()),
        };
        Manifest::of(&files.iter().map(file).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_written_is_read() {
        let last = manifest(&[("a/b.html", "x"), ("新.css", "y")]);
        assert_eq!(parse(&last.to_bytes()), Some(last.clone()));
        let both = last.with_pending(&manifest(&[("a/b.html", "z"), ("新.css", "y"), ("c", "c")]));
        assert_eq!(parse(&both.to_bytes()), Some(both.clone()));
        assert_eq!(both.pending.len(), 2);
        let b = OutPath::new("a/b.html").unwrap();
        assert!(both.wrote(&b, b"x") && both.wrote(&b, b"z") && !both.wrote(&b, b"y"));
        assert_eq!(both.paths().count(), 3);
    }

    #[test]
    fn what_cannot_be_trusted_lists_nothing() {
        for text in ["", "{}", "[]", r#"{"version":2,"files":{}}"#, r#"{"version":1,"files":{"a":1}}"#] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
        let sly = br#"{"version":1,"files":{"../x":"d","/etc/x":"d","a":"d"}}"#;
        assert_eq!(parse(sly).unwrap().paths().count(), 1);
    }
}
