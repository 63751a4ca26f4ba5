//! Pictures of a Markdown text: those that lie beside the document come along, of the others the words stay.

use std::ops::Range;

use super::State;
use super::plain::plain;
use super::scan::{self, Attributes};
use crate::import::beside;
use crate::import::draft::Extracted;
use crate::model::web::is_web_address;

/// A picture as it is typed.
struct Typed<'t> {
    words: &'t str,
    address: &'t str,
    title: Option<&'t str>,
    attributes: Attributes,
    length: usize,
}

/// The picture at the head of a text.
fn typed(text: &str) -> Option<Typed<'_>> {
    let rest = text.strip_prefix('!')?;
    let end = scan::closing(rest, '[', ']')?;
    let words = rest.get(1..end)?;
    let behind = rest.get(end + 1..)?;
    let (address, title, length) = scan::destination(behind)?;
    let mut used = 1 + end + 1 + length;
    let mut attributes = Attributes::default();
    if let Some((found, more)) = text.get(used..).and_then(scan::attributes) {
        attributes = found;
        used += more;
    }
    Some(Typed { words, address, title, attributes, length: used })
}

impl State<'_> {
    /// A picture alone in its paragraph, as a figure.
    pub(super) fn figure_alone(&mut self, text: &str, place: &Range<usize>) -> Option<String> {
        let bare = text.trim_end().trim_end_matches('\\');
        let typed = typed(bare.trim()).filter(|typed| typed.length == bare.trim().len())?;
        let said = typed.attributes.value(&["fig-alt", "alt"]).map(str::to_owned);
        let words = without_label(typed.words);
        let caption = match (words.trim(), typed.title) {
            ("", Some(title)) => title.to_owned(),
            (words, _) => words.to_owned(),
        };
        let alt = said.unwrap_or_default();
        let caption = self.inlines(&caption, place);
        Some(self.figure(typed.address, &alt, &caption, place))
    }

    /// A figure: the picture, and its caption as its title or in a paragraph; the caption alone, where there is no picture.
    pub(super) fn figure(&mut self, address: &str, alt: &str, caption: &str, place: &Range<usize>) -> String {
        let caption = caption.trim();
        let alt = alt.replace(['[', ']'], "");
        let Some(source) = self.bring(address, place) else {
            return if caption.is_empty() { alt } else { caption.to_owned() };
        };
        let marked = caption.contains(['[', '$', '`', '*', '_', '@', '<', '\\', '\n', '"']);
        match caption {
            "" => format!("![{alt}]({source})"),
            caption if marked => format!("![{alt}]({source})\n\n{caption}"),
            caption => format!("![{alt}]({source} \"{caption}\")"),
        }
    }

    /// A figure that a site generator makes of a tag: `figure.html filename="…" alt="…" caption="…"`.
    pub(super) fn figure_of_tag(&mut self, tag: &str, place: &Range<usize>) -> String {
        let attributes = scan::attributes_in(&tag.replace('\n', " "));
        let address = attributes.value(&["filename", "src", "link", "url"]).unwrap_or_default().to_owned();
        let alt = attributes.value(&["alt"]).unwrap_or_default().to_owned();
        let caption = attributes.value(&["caption", "title"]).unwrap_or_default().to_owned();
        let caption = self.inlines(&caption, place);
        self.figure(&address, &alt, &caption, place)
    }

    /// A picture in a line.
    pub(super) fn picture(&mut self, rest: &str, place: &Range<usize>) -> Option<(String, usize)> {
        let typed = typed(rest)?;
        let words = without_label(typed.words);
        let length = typed.length;
        match self.bring(typed.address, place) {
            Some(source) => Some((format!("![{}]({source})", plain(&words).replace(['[', ']'], "")), length)),
            None => Some((self.inlines(&words, place), length)),
        }
    }

    pub(super) fn picture_in_line(&mut self, address: &str, alt: &str, place: &Range<usize>) -> String {
        match self.bring(address, place) {
            Some(source) => format!("![{}]({source})", alt.replace(['[', ']'], "")),
            None => alt.to_owned(),
        }
    }

    /// Brings a picture along; its address in the article.
    fn bring(&mut self, address: &str, place: &Range<usize>) -> Option<String> {
        if is_web_address(address) {
            return Some(address.to_owned());
        }
        let Some((name, bytes)) = beside::picture(self.document, address) else {
            let message = format!(
                "the picture `{address}` does not lie beside the document; its words stand in its place"
            );
            let help = "put the picture beside the article, and write it in by hand";
            self.doubts.push(self.document.kept_at(place.clone(), message).help(help));
            return None;
        };
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
        let name: String = name.chars().map(plain).collect();
        Some(self.file(&name, bytes))
    }

    /// The name under which a file is brought along; the same bytes once.
    fn file(&mut self, name: &str, bytes: Vec<u8>) -> String {
        if let Some(same) = self.files.iter().find(|file| file.bytes == bytes) {
            return same.name.clone();
        }
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "png"));
        let mut own = name.to_owned();
        let mut number = 1;
        while self.files.iter().any(|file| file.name.eq_ignore_ascii_case(&own)) {
            number += 1;
            own = format!("{stem}-{number}.{ending}");
        }
        self.files.push(Extracted { name: own.clone(), bytes });
        own
    }
}

/// The words of a caption without the label in them.
fn without_label(words: &str) -> String {
    let mut out = words.to_owned();
    while let Some(at) = out.find("\\label{") {
        let end = out.get(at..).and_then(|rest| rest.find('}')).map_or(out.len(), |end| at + end + 1);
        out.replace_range(at..end, "");
    }
    out
}
