//! Which files an article becomes, and where they go; what is in them was written before.

use std::path::{Path, PathBuf};

use super::bibliography::Brought;
use crate::import::article::Article;
use crate::import::draft::Draft;

/// The files of one article.
#[derive(Debug)]
pub(super) struct Plan {
    /// Where each goes, the article first
    pub(super) files: Vec<(PathBuf, Vec<u8>)>,
    /// The article's place in its other form: in a folder of its own, or without
    other: PathBuf,
}

impl Plan {
    /// Lays out an article: alone as a file, with images in a folder.
    pub(super) fn new(
        root: &Path,
        slug: &str,
        draft: &Draft,
        article: Article,
        brought: Vec<Brought>,
        review: Option<String>,
    ) -> Self {
        let articles = root.join("content/articles");
        let (alone, folder) = (articles.join(format!("{slug}.md")), articles.join(slug));
        let (place, other) = if draft.files.is_empty() {
            (alone, folder.join("index.md"))
        } else {
            (folder.join("index.md"), alone)
        };
        let mut files = vec![(place, article.text.into_bytes())];
        if let Some(references) = article.references {
            files.push((root.join(format!("content/references/{slug}.json")), references.into_bytes()));
        }
        for (at, one) in brought.into_iter().enumerate() {
            // The list of references has the name without a number.
            let number = if at == 0 && files.len() == 1 { String::new() } else { format!("-{}", at + 2) };
            let name = format!("content/references/{slug}{number}.{}", one.ending);
            files.push((root.join(name), one.text.into_bytes()));
        }
        files.extend(draft.files.iter().map(|file| (folder.join(&file.name), file.bytes.clone())));
        let review = review.map(|page| (root.join(format!("import-review/{slug}.html")), page.into_bytes()));
        files.extend(review);
        Self { files, other }
    }

    /// Where nothing may be yet.
    pub(super) fn occupied(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().map(|(path, _)| path).chain([&self.other])
    }
}
