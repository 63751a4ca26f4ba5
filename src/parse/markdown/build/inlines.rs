//! Inlines: runs of characters, links, images, markers, and citations at the places where they were found.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType};

use super::super::super::citation::Found;
use super::super::Origin;
use super::super::frame::{Content, Frame, FrameKind, InlineFrame};
use super::{Builder, OpenImage};
use crate::model::citation::{Citation, Cite};
use crate::model::ids::{CitationId, LinkId, MarkerId, NoteLabel, RunId, WorkKey};
use crate::model::text::{BlockKind, Image, Inline, InlineKind, Link, LinkRole, Marker, Within};

impl Builder<'_, '_> {
    /// Takes an event that is no tag.
    pub(super) fn inline_event(&mut self, event: Event<'_>, masked: Range<usize>, typed: Range<usize>) {
        if self.append_to_block(&event, &masked, &typed) || typed.end <= self.covered.end {
            return;
        }
        self.open_tight(&typed);
        match event {
            Event::Text(text) => self.text(&text, masked, typed),
            Event::SoftBreak => self.push_inline(InlineKind::SoftBreak, typed),
            Event::HardBreak => self.push_inline(InlineKind::HardBreak, typed),
            Event::Code(code) => {
                let code = self.unmasked(&code, &typed, '`');
                self.push_inline(InlineKind::Code(without_nul(&code)), typed);
            }
            Event::InlineMath(tex) => {
                let tex = self.unmasked(&tex, &typed, '$');
                self.push_inline(InlineKind::Math { display: false, tex }, typed);
            }
            Event::DisplayMath(tex) => {
                let tex = self.unmasked(&tex, &typed, '$');
                self.push_inline(InlineKind::Math { display: true, tex }, typed);
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                let html = self.typed_text(&html, masked, typed.clone()).into();
                self.push_inline(InlineKind::Html(html), typed);
            }
            Event::FootnoteReference(label) => self.marker(&label, typed),
            Event::Start(_) | Event::End(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// Opens an inline.
    pub(super) fn open_inline(&mut self, inline: InlineFrame, range: Range<usize>) {
        self.open_tight(&range);
        self.close_run();
        self.stack.push(Frame::new(FrameKind::Inline(inline), range));
    }

    /// Opens an image; what comes up to its end are the words that stand for it.
    pub(super) fn open_image(&mut self, destination: &str, title: &str, range: Range<usize>) {
        self.open_tight(&range);
        self.close_run();
        let link = self.add_link(LinkRole::Image, destination, title, range.clone());
        self.image = Some(OpenImage { link, alt: String::new(), range, depth: 1 });
    }

    /// Takes an event inside an image.
    pub(super) fn image_event(&mut self, event: &Event<'_>, masked: Range<usize>, typed: Range<usize>) {
        let words = self.words(event, masked, typed);
        let Some(image) = &mut self.image else { return };
        image.alt.push_str(&words);
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) => image.depth -= 1,
            _ => {}
        }
        if image.depth == 0
            && let Some(OpenImage { link, alt, range, .. }) = self.image.take()
        {
            self.push_inline(InlineKind::Image(Image { link, alt }), range);
        }
    }

    /// Takes an event where nesting is too deep.
    pub(super) fn flat_event(&mut self, event: &Event<'_>, masked: Range<usize>, typed: Range<usize>) {
        let words = self.words(event, masked, typed);
        let Some(flat) = &mut self.flat else { return };
        flat.text.push_str(&words);
        match event {
            Event::Start(_) => flat.depth += 1,
            Event::End(end) => {
                flat.depth -= 1;
                let block = matches!(end, pulldown_cmark::TagEnd::Paragraph | pulldown_cmark::TagEnd::Item);
                if block && !flat.text.ends_with([' ', '\n']) {
                    flat.text.push(' ');
                }
            }
            _ => {}
        }
        if flat.depth > 0 {
            return;
        }
        if let Some(flat) = self.flat.take() {
            self.skip_citations_up_to(flat.range.end);
            let text = flat.text.trim().to_owned();
            if !text.is_empty() {
                self.open_tight(&flat.range);
                self.add_to_run(&text, flat.range);
            }
        }
    }

    /// Enters a link or an image into the table.
    pub(super) fn add_link(
        &mut self,
        role: LinkRole,
        destination: &str,
        title: &str,
        range: Range<usize>,
    ) -> LinkId {
        let link = Link {
            destination: Arc::from(destination),
            title: (!title.trim().is_empty()).then(|| Arc::from(title)),
            role,
            span: self.origin.span(range),
            within: self.within(),
        };
        let links = &mut self.tables().links;
        links.push(link);
        LinkId(ordinal(links.len() - 1))
    }

    /// The destination of a link; pulldown-cmark leaves out the scheme of `<me@example.org>`.
    pub(super) fn destination(&self, kind: LinkType, shown: &str, range: &Range<usize>) -> String {
        let text = self.prepared.source.get(range.clone()).unwrap_or_default();
        let address = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(shown);
        match kind {
            LinkType::Email => format!("mailto:{address}"),
            LinkType::Autolink => address.to_owned(),
            _ => shown.to_owned(),
        }
    }

    /// Ends the run that is being gathered.
    pub(super) fn close_run(&mut self) {
        if let Some((text, range)) = self.run.take() {
            // Runs are counted when all of them are known.
            self.put(InlineKind::Run(RunId(0), without_nul(&text)), range);
        }
    }

    /// Adds an inline behind the run that is being gathered.
    pub(super) fn push_inline(&mut self, kind: InlineKind, range: Range<usize>) {
        self.close_run();
        self.put(kind, range);
    }

    fn put(&mut self, kind: InlineKind, range: Range<usize>) {
        let span = self.origin.span(range.clone());
        let Some(frame) = self.stack.last_mut() else { return };
        if matches!(frame.kind, FrameKind::TightParagraph) {
            frame.range.end = frame.range.end.max(range.end);
        }
        if let Content::Inlines(inlines) = &mut frame.content {
            inlines.push(Inline { kind, span });
        } else {
            self.push_block(BlockKind::Paragraph(vec![Inline { kind, span }]), range);
        }
    }

    /// Opens a paragraph for inlines that stand right in an item or a definition.
    fn open_tight(&mut self, range: &Range<usize>) {
        if matches!(self.stack.last().map(|frame| &frame.content), Some(Content::Blocks(_))) {
            self.stack.push(Frame::new(FrameKind::TightParagraph, range.clone()));
        }
    }

    /// Gives text to the block of code or HTML that is open.
    fn append_to_block(&mut self, event: &Event<'_>, masked: &Range<usize>, typed: &Range<usize>) -> bool {
        let (Event::Text(text) | Event::Html(text)) = event else { return false };
        let text = self.typed_text(text, masked.clone(), typed.clone()).to_owned();
        match self.stack.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Code(_, block) | FrameKind::Html(block)) => {
                block.push_str(&without_nul(&text));
                true
            }
            _ => false,
        }
    }

    /// Characters, with the citations among them.
    fn text(&mut self, text: &str, masked: Range<usize>, typed: Range<usize>) {
        let shown = self.typed_text(text, masked, typed.clone()).to_owned();
        if shown.len() != typed.len() {
            self.add_to_run(&shown, typed);
            return;
        }
        let mut at = typed.start.max(self.covered.end);
        let prepared = self.prepared;
        self.skip_citations_up_to(at);
        while at < typed.end {
            let citation = prepared.citations.get(self.citation);
            let next = citation.map_or(typed.end, |found| found.range.start.clamp(at, typed.end));
            if let Some(words) = shown.get(at - typed.start..next - typed.start)
                && !words.is_empty()
            {
                self.add_with_marks(words, at..next);
            }
            at = next;
            if at < typed.end
                && let Some(found) = citation
            {
                self.cite(found);
                self.citation += 1;
                self.covered = found.range.clone();
                at = found.range.end.max(at);
            }
        }
    }

    fn cite(&mut self, found: &Found) {
        let citation = citation(found, self.origin, self.within());
        let citations = &mut self.tables().citations;
        citations.push(citation);
        let id = CitationId(ordinal(citations.len() - 1));
        self.push_inline(InlineKind::Citation(id), found.range.clone());
    }

    fn marker(&mut self, label: &str, range: Range<usize>) {
        let marker = Marker {
            label: NoteLabel::new(label),
            span: self.origin.span(range.clone()),
            within: self.within(),
        };
        let markers = &mut self.tables().markers;
        markers.push(marker);
        let id = MarkerId(ordinal(markers.len() - 1));
        self.push_inline(InlineKind::Marker(id), range);
    }

    fn add_to_run(&mut self, text: &str, range: Range<usize>) {
        match &mut self.run {
            Some((run, whole)) => {
                run.push_str(text);
                whole.end = range.end;
            }
            None => self.run = Some((text.to_owned(), range)),
        }
    }

    /// Adds characters in which `^` and `~` may be marks; a lone one becomes an inline of its own for now.
    fn add_with_marks(&mut self, text: &str, range: Range<usize>) {
        let escaped =
            range.start.checked_sub(1).and_then(|n| self.prepared.source.as_bytes().get(n)) == Some(&b'\\');
        let mut start = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '^' | '~')) {
            if at == 0 && escaped {
                continue;
            }
            if let Some(before) = text.get(start..at).filter(|before| !before.is_empty()) {
                self.add_to_run(before, range.start + start..range.start + at);
            }
            self.close_run();
            if let Some(Frame { content: Content::Inlines(inlines), marks, .. }) = self.stack.last_mut() {
                marks.push(inlines.len());
            }
            self.put(InlineKind::Run(RunId(0), c.to_string().into()), range.start + at..range.start + at + 1);
            start = at + 1;
        }
        if let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
            self.add_to_run(rest, range.start + start..range.end);
        }
    }

    /// Leaves out the citations that end before a byte: their words have been shown as they are.
    fn skip_citations_up_to(&mut self, at: usize) {
        let rest = self.prepared.citations.get(self.citation..).unwrap_or_default();
        self.citation += rest.partition_point(|found| found.range.end <= at);
    }

    /// The words of an event where only words can be shown.
    fn words(&self, event: &Event<'_>, masked: Range<usize>, typed: Range<usize>) -> String {
        match event {
            Event::Text(text) => self.typed_text(text, masked, typed).to_owned(),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => text.to_string(),
            Event::SoftBreak | Event::HardBreak => " ".to_owned(),
            Event::FootnoteReference(label) => format!("[^{label}]"),
            _ => String::new(),
        }
    }

    /// Code or maths without the characters around it, as typed where a mask lies over it.
    fn unmasked(&self, shown: &str, typed: &Range<usize>, fence: char) -> Arc<str> {
        let shift = self.prepared.shift;
        let text = self.prepared.source.get(typed.clone()).unwrap_or(shown);
        if self.prepared.masked.get(shift + typed.start..shift + typed.end) == Some(text) {
            return Arc::from(shown);
        }
        Arc::from(text.trim_matches(fence).replace('\n', " "))
    }
}

/// Characters as they may stand on a page; `CommonMark` replaces NUL.
fn without_nul(text: &str) -> Arc<str> {
    if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text.into() }
}

/// A citation of the model, with places in the file.
fn citation(found: &Found, origin: Origin<'_>, within: Within) -> Citation {
    let cites = found.items.iter().map(|item| Cite {
        key: WorkKey::new(item.key.as_str()),
        span: origin.span(item.range.clone()),
        prefix: item.prefix.clone(),
        locator: item.locator.clone(),
        suffix: item.suffix.clone(),
        suppress_author: item.suppress_author,
    });
    Citation { form: found.form, items: cites.collect(), span: origin.span(found.range.clone()), within }
}

fn ordinal(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
