//! What the read stage found: files with their text; nothing of it is understood yet.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use super::ids::{ArticleId, FileId, PageId};

/// The BLAKE3 digest of a file's bytes, or of whatever else is compared by content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The digest of a value, of all that its `Hash` tells apart. It holds for this run of the program only.
    pub fn of_value(value: &(impl Hash + ?Sized)) -> Self {
        let mut feed = Feed(blake3::Hasher::new());
        value.hash(&mut feed);
        Self(*feed.0.finalize().as_bytes())
    }

    /// The first `digits` hexadecimal digits (64 at most).
    pub fn short(&self, digits: usize) -> String {
        blake3::Hash::from_bytes(self.0).to_hex()[..digits.min(64)].to_owned()
    }
}

/// Takes what a value's `Hash` writes to BLAKE3.
struct Feed(blake3::Hasher);

impl Hasher for Feed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let mut first = [0; 8];
        first.copy_from_slice(&self.0.finalize().as_bytes()[..8]);
        u64::from_le_bytes(first)
    }
}

/// A path below the root of the reader, with `/` between its parts, as diagnostics print it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Wraps a path that is relative to the root and uses `/`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file, without a slash at its end; empty for the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }
}

impl std::borrow::Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a file is for, as its place in the folder tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// `site.toml`
    Site,
    /// `content/index.md`
    Home,
    /// `content/articles/<slug>.md` or `content/articles/<slug>/index.md`
    Article(ArticleId),
    /// `content/pages/<slug>.md`
    Page(PageId),
    /// A file of works: `.bib`, `.yaml`/`.yml` or `.json`
    Bibliography(BibliographyFormat),
    /// `content/timeline.toml`
    Timeline,
    /// `content/glossary.toml`
    Glossary,
    /// `content/annotations/<slug>.toml`
    Annotations(ArticleId),
    /// A `.csl` file of the reader
    Style,
    /// A template: its name, and whether it is the reader's own or built in
    Template(TemplateOrigin, Arc<str>),
}

impl SourceKind {
    /// The most bytes that such a file may have: a million words of a text, or a hundred thousand things of a list, are
    /// well below it.
    pub(crate) fn most_bytes(&self) -> u64 {
        match self {
            Self::Timeline | Self::Glossary | Self::Bibliography(_) => 64_000_000,
            _ => 10_000_000,
        }
    }
}

/// Where a template comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TemplateOrigin {
    /// Embedded in the program.
    BuiltIn,
    /// From `templates/` of the reader.
    Reader,
}

/// The formats of a bibliography that postil reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BibliographyFormat {
    /// BibTeX and BibLaTeX
    BibLatex,
    /// Hayagriva's YAML
    Hayagriva,
    /// CSL-JSON, an array of items
    CslJson,
}

/// A text file: without byte order mark, with `\n` at each line's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its number in this build
    pub id: FileId,
    /// What it is for
    pub kind: SourceKind,
    /// Where it is
    pub path: SourcePath,
    /// Its text
    pub text: Arc<str>,
    /// The digest of `text`
    pub digest: Digest,
}

/// A file that is copied, not read as text: an image, a style sheet, a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetFile {
    /// Where it is: `assets/map.png`, or `content/articles/<slug>/map.png` beside an article
    pub path: SourcePath,
    /// Its bytes
    pub bytes: Arc<[u8]>,
    /// The digest of `bytes`
    pub digest: Digest,
}

/// Everything that the read stage found, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The reader's folder
    pub root: PathBuf,
    /// Text files, the built-in templates among them
    pub files: Vec<SourceFile>,
    /// Files to copy; the theme's own stand under `assets/theme/`
    pub assets: Vec<AssetFile>,
}

impl Sources {
    /// The file of an id. A first build numbers files in their order; later ones leave each file its number.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        let expected = self.files.get(id.index()).filter(|file| file.id == id);
        expected.or_else(|| self.files.iter().find(|file| file.id == id))
    }
}
