//! Lines that a site generator replaces: Liquid's `{% include figure.html filename="a.png" caption="…" %}`, Hugo's
//! `{{< figure src="a.png" >}}`, places for a table of contents. Other tags stay words, in `inlines`.

use super::State;
use super::lines::Line;
use super::scan::{self, Attributes};

/// How tags begin and end.
const FENCES: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];

/// The names under which tags have a picture's address.
const ADDRESSES: &[&str] = &["filename", "src", "file", "path", "image", "url", "image_path"];

/// Lines for a table of contents, in small letters.
const CONTENTS: &[&str] = &["[toc]", "[[toc]]", "[[_toc_]]", "${toc}", "{:toc}"];

impl State<'_> {
    /// A line that is a tag for a picture or for a table of contents; returns how many lines it has.
    pub(super) fn tag(&mut self, line: &Line<'_>, out: &mut String) -> Option<usize> {
        let bare = line.text.trim();
        let tag = inner(bare).map(scan::attributes_in);
        let contents = CONTENTS.contains(&&*bare.to_lowercase()) || tag.as_ref().is_some_and(is_contents);
        if contents {
            self.set_apart("place for a table of contents", bare, line.number);
            out.push('\n');
            return Some(1);
        }
        let tag = tag?;
        let address =
            tag.value(ADDRESSES).filter(|_| names(&tag, &["figure", "fig", "image", "img", "picture"]))?;
        let place = super::place(line);
        let alt = tag.value(&["alt", "fig-alt"]).unwrap_or_default();
        let caption = tag.value(&["caption", "title"]).unwrap_or_default();
        let caption = self.inlines(caption, &place);
        let figure = self.figure(address, alt, &caption, &place);
        out.push_str(&figure);
        out.push('\n');
        Some(1)
    }
}

/// What is between the fences of a tag that is a whole line.
fn inner(bare: &str) -> Option<&str> {
    let between = |(open, close): (&str, &str)| bare.strip_prefix(open)?.strip_suffix(close);
    FENCES.into_iter().find_map(between).map(|inner| inner.trim_matches(['-', ' ', '/']))
}

fn is_contents(tag: &Attributes) -> bool {
    tag.pairs.is_empty() && names(tag, &["toc", "table-of-contents", "contents"])
}

/// Whether one of a tag's words, without an ending, is one of some names.
fn names(tag: &Attributes, wanted: &[&str]) -> bool {
    let stem = |word: &str| {
        let name = word.rsplit('/').next().unwrap_or(word);
        name.split_once('.').map_or(name, |(stem, _)| stem).to_lowercase()
    };
    tag.classes.iter().any(|word| wanted.contains(&&*stem(word)))
}
