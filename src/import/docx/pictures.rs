//! Pictures of a DOCX: they come along under their names in the archive; drawings that are no pictures give their words.

use super::super::archive::Archive;
use super::super::xml::Element;
use super::Reader;
use crate::import::draft::Extracted;
use crate::import::tree::Inline;

/// The endings of pictures that browsers show.
const SHOWN: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];

impl Reader<'_> {
    /// Takes the pictures of the archive to which something refers.
    pub(super) fn pictures(&mut self, archive: &mut Archive<'_>) {
        let targets: Vec<String> =
            self.parts.links.values().filter(|target| target.contains("media/")).cloned().collect();
        for target in targets {
            let path = if let Some(absolute) = target.strip_prefix('/') {
                absolute.to_owned()
            } else {
                format!("word/{target}")
            };
            let name: String = path
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .chars()
                .map(|c| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' })
                .collect();
            let ending =
                name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
            if self.images.contains_key(&target) || !archive.has(&path) || !SHOWN.contains(&ending.as_str()) {
                continue;
            }
            match archive.read(&path) {
                Ok(bytes) => {
                    if !self.files.iter().any(|file| file.name == name) {
                        self.files.push(Extracted { name: name.clone(), bytes });
                    }
                    self.images.insert(target, name);
                }
                Err(trouble) => self.doubts.push(trouble.tell(self.document)),
            }
        }
    }

    /// A drawing: a picture, or a box with words.
    pub(super) fn drawing(&mut self, element: &Element, out: &mut Vec<Inline>) {
        let described = element.every().find(|part| part.local() == "docPr");
        let said = described
            .and_then(|part| ["descr", "title"].iter().find_map(|name| part.attribute(name)))
            .unwrap_or_default();
        let blip = element.every().find(|part| matches!(part.local(), "blip" | "imagedata"));
        let id =
            blip.and_then(|blip| ["r:embed", "r:id", "r:link"].iter().find_map(|name| blip.attribute(name)));
        let target = id.and_then(|id| self.parts.links.get(&format!("{}{id}", self.prefix)));
        match target.and_then(|target| self.images.get(target)).cloned() {
            Some(name) => self.emit(Inline::Image(name, said.to_owned()), out),
            None if blip.is_some() => {
                self.seen("pictures that no browser shows were left out");
                self.set_apart("pictures", &format!("{} {said}", target.map_or("", String::as_str)));
            }
            None => {}
        }
        let boxes: Vec<&Element> =
            element.every().filter(|part| part.local() == "txbxContent").take(1).collect();
        for content in boxes {
            self.seen("boxes with text stand where they are anchored");
            for paragraph in content.elements() {
                let words = self.words(paragraph);
                for inline in words {
                    self.emit(inline, out);
                }
                self.emit(Inline::Text(" ".to_owned()), out);
            }
        }
    }
}
