//! Inlines to HTML.

use std::ops::Range;

use pulldown_latex::config::DisplayMode;

use super::{Copy, TextWriter};
use crate::model::address::Location;
use crate::model::ids::{CitationId, LinkId, MarkerId, RunId};
use crate::model::links::{BackTarget, ListedNote, Mark, Target};
use crate::model::text::{Image, Inline, InlineKind};
use crate::render::assets;
use crate::render::html::Writer;
use crate::render::maths::mathml;
use crate::render::rich::{self, Leads};
use crate::render::sanitise::passes;

/// Whether the inlines stand in a link, where no other link may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// Outside of links
    Text,
    /// In a link
    Link,
}

impl TextWriter<'_> {
    /// Writes inlines.
    pub(super) fn inlines(&self, writer: &mut Writer, inlines: &[Inline], inside: Inside) {
        for (at, inline) in inlines.iter().enumerate() {
            match &inline.kind {
                InlineKind::Run(id, text) => {
                    self.run(writer, (*id, text), self.kept(inlines, at, text), inside);
                }
                InlineKind::SoftBreak if self.is_dropped(inlines, at) => {}
                _ => {
                    if let Some((Inline { kind: InlineKind::Run(id, text), .. }, marks)) =
                        self.marks_after(inlines, at)
                    {
                        self.run(writer, (*id, text), marks, inside);
                    }
                    self.inline(writer, inline, inside);
                }
            }
        }
    }

    fn inline(&self, writer: &mut Writer, inline: &Inline, inside: Inside) {
        let wrap = |writer: &mut Writer, name: &'static str, content: &[Inline]| {
            writer.element(name, |writer| self.inlines(writer, content, inside));
        };
        match &inline.kind {
            InlineKind::Run(id, text) => self.run(writer, (*id, text), 0..text.len(), inside),
            InlineKind::Code(code) => writer.element("code", |writer| writer.text(code)),
            InlineKind::Emphasis(content) => wrap(writer, "em", content),
            InlineKind::Strong(content) => wrap(writer, "strong", content),
            InlineKind::Strikethrough(content) => wrap(writer, "s", content),
            InlineKind::Superscript(content) => wrap(writer, "sup", content),
            InlineKind::Subscript(content) => wrap(writer, "sub", content),
            InlineKind::Link(id, content) => self.link(writer, *id, content, inside),
            InlineKind::Image(image) => self.image(writer, image),
            InlineKind::Marker(id) => self.marker(writer, *id, inside),
            InlineKind::Citation(id) => self.citation(writer, *id, inside),
            InlineKind::Math { display, tex } => math(writer, *display, tex),
            InlineKind::SoftBreak => writer.line(),
            InlineKind::HardBreak => writer.open("br").end(),
            InlineKind::Html(html) if passes(html) => writer.raw_until_cleaned(html),
            InlineKind::Html(_) => {}
        }
    }

    /// Some characters of a run, with the words that refer back as links.
    fn run(&self, writer: &mut Writer, (id, text): (RunId, &str), part: Range<usize>, inside: Inside) {
        let back = self.found.back.get(&id).map_or(&[][..], Vec::as_slice);
        let mut from = part.start;
        for link in back.iter().filter(|_| inside == Inside::Text) {
            if link.range.start < from || link.range.end > part.end {
                continue;
            }
            self.marked(writer, (id, text), from..link.range.start);
            self.open_back(writer, &link.to);
            self.marked(writer, (id, text), link.range.clone());
            writer.close("a");
            if let (BackTarget::Lost(_), true) = (&link.to, link.ends) {
                writer.open("span").attr("class", "state-words").end();
                writer.text(" [that note is lost]");
                writer.close("span");
            }
            from = link.range.end;
        }
        self.marked(writer, (id, text), from..part.end);
    }

    fn open_back(&self, writer: &mut Writer, to: &BackTarget) {
        let (href, class) = match to {
            BackTarget::Note(label) => (self.here(self.fragments.note(label)), "back-reference"),
            BackTarget::Lost(label) => {
                (self.here(self.fragments.note(label)), "back-reference state-missing")
            }
            BackTarget::Work(work) => {
                (self.work_link(work).map(|link| link.href).unwrap_or_default(), "back-reference")
            }
        };
        writer.open("a").attr("class", class).attr("href", &href).maybe("tabindex", self.tabindex()).end();
    }

    /// Some characters of a run, with the stretches that annotations speak of.
    fn marked(&self, writer: &mut Writer, (id, text): (RunId, &str), part: Range<usize>) {
        let marks = match self.copy {
            Copy::Original => self.found.marks.get(&id).map_or(&[][..], Vec::as_slice),
            Copy::Margin => &[],
        };
        let mut from = part.start;
        for mark in marks {
            let range = mark.range.start.max(part.start)..mark.range.end.min(part.end);
            let (Some(before), Some(marked)) = (text.get(from..range.start), text.get(range.clone())) else {
                continue;
            };
            writer.text(before);
            if !marked.is_empty() {
                self.mark(writer, mark, marked);
            }
            from = range.end;
        }
        writer.text(text.get(from..part.end).unwrap_or_default());
    }

    fn mark(&self, writer: &mut Writer, mark: &Mark, text: &str) {
        let kind = self.kinds.get(&mark.annotation).map(|kind| format!("kind-{}", kind.name()));
        writer.open("mark").maybe("class", kind.as_deref()).end();
        writer.text(text);
        writer.close("mark");
    }

    fn link(&self, writer: &mut Writer, id: LinkId, content: &[Inline], inside: Inside) {
        let target = self.found.targets.get(id.index()).unwrap_or(&Target::Nowhere);
        let title = self.text.links.get(id.index()).and_then(|link| link.title.as_deref());
        let (href, class, lang) = match target {
            _ if inside == Inside::Link => (None, None, None),
            Target::Internal { address, lang, .. } => {
                (Some(self.href(address)), class_of(&address.page), lang.as_deref())
            }
            Target::Asset(path) => {
                let href = self.around.corpus.assets.get(path);
                (href.map(|a| self.around.addresses.file(self.page, &assets::output_path(a))), None, None)
            }
            Target::External(url) => (Some(url.clone()), Some("external"), None),
            Target::Nowhere => (None, None, None),
        };
        let Some(href) = href else { return self.inlines(writer, content, inside) };
        let passage = matches!(target, Target::Internal { .. });
        let anchor = passage.then(|| self.id(&self.fragments.link(id))).flatten();
        writer
            .open("a")
            .maybe("id", anchor.as_deref())
            .maybe("class", class)
            .attr("href", &href)
            .maybe("lang", lang)
            .maybe("title", title)
            .maybe("tabindex", self.tabindex())
            .end();
        self.inlines(writer, content, Inside::Link);
        writer.close("a");
    }

    /// Writes an image with its size, so that nothing moves when it arrives.
    pub(super) fn image(&self, writer: &mut Writer, image: &Image) {
        let target = self.found.targets.get(image.link.index());
        let (src, dimensions) = match target {
            Some(Target::Asset(path)) => match self.around.corpus.assets.get(path) {
                Some(asset) => {
                    let src = self.around.addresses.file(self.page, &assets::output_path(asset));
                    (src, asset.dimensions)
                }
                None => return writer.text(&image.alt),
            },
            Some(Target::External(url)) => (url.clone(), None),
            _ => return writer.text(&image.alt),
        };
        let size = dimensions.map(|(width, height)| (width.to_string(), height.to_string()));
        writer
            .open("img")
            .attr("src", &src)
            .attr("alt", &image.alt)
            .maybe("width", size.as_ref().map(|(width, _)| width.as_str()))
            .maybe("height", size.as_ref().map(|(_, height)| height.as_str()))
            .attr("loading", "lazy")
            .end();
    }

    fn marker(&self, writer: &mut Writer, id: MarkerId, inside: Inside) {
        let found = self.found.notes.markers.get(id.index());
        let note = found.and_then(|marker| Some((marker, self.found.notes.list.get(marker.note?)?)));
        let Some((marker, note)) = note else {
            let label = self.text.markers.get(id.index()).map_or("?", |marker| marker.label.as_str());
            return writer.text(&format!("[{label}]"));
        };
        let state = super::note::state_name(note.state);
        let class = format!("marker state-{state}");
        self.raised(writer, note, marker.occurrence, (&class, inside));
    }

    /// The raised number that leads to a note.
    fn raised(
        &self,
        writer: &mut Writer,
        note: &ListedNote,
        occurrence: u32,
        (class, inside): (&str, Inside),
    ) {
        writer.open("sup").attr("class", class).end();
        if inside == Inside::Link {
            writer.text(&note.number);
        } else {
            let anchor = self.id(&self.fragments.marker(&note.label, occurrence));
            let label = super::note::spoken(note);
            writer
                .open("a")
                .maybe("id", anchor.as_deref())
                .attr("role", "doc-noteref")
                .attr("href", &self.here(self.fragments.note(&note.label)))
                .attr("aria-label", &label)
                .maybe("tabindex", self.tabindex())
                .end();
            writer.text(&note.number);
            writer.close("a");
        }
        writer.close("sup");
    }

    fn citation(&self, writer: &mut Writer, id: CitationId, inside: Inside) {
        let Some(citation) = self.found.citations.get(id.index()) else { return };
        let anchor = self.id(&self.fragments.citation(id));
        writer.open("span").attr("class", "citation").maybe("id", anchor.as_deref()).end();
        let work = |id: &_| self.work_link(id);
        let leads = match inside {
            Inside::Link => Leads::Plain,
            Inside::Text => Leads::Linked { work: &work, tabindex: self.tabindex() },
        };
        rich::write(writer, &citation.content, &leads);
        let note = self.found.notes.cited.get(&id).and_then(|place| self.found.notes.list.get(*place));
        if let Some(note) = note {
            self.raised(writer, note, 1, ("marker state-resolved by-citation", inside));
        }
        writer.close("span");
    }
}

fn class_of(page: &Location) -> Option<&'static str> {
    match page {
        Location::Event(_) => Some("event"),
        Location::Term(_) => Some("term"),
        _ => None,
    }
}

fn math(writer: &mut Writer, display: bool, tex: &str) {
    let mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    if let Some(html) = mathml(tex, mode) {
        return writer.whole(&html);
    }
    writer.open("code").attr("class", "math").end();
    writer.text(tex);
    writer.close("code");
}
