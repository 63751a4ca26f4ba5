//! What only rendering can know to be wrong: code of an unknown language, raw HTML that the allow-list refuses.

use super::kept::Kept;
use super::sanitise::{Fault, faults, faults_in_line};
use super::tools::Tools;
use crate::model::code::Code;
use crate::model::corpus::Corpus;
use crate::model::diagnostic::Diagnostic;
use crate::model::ids::DocumentId;
use crate::model::memory::Same;
use crate::model::span::Span;
use crate::model::text::{Block, BlockKind, Inline, InlineKind, Text};

/// Looks at every text of the reader; what is wrong with an article follows from the article alone.
pub(super) fn check(corpus: &Corpus, tools: &Tools<'_>, kept: &Kept) -> Vec<Diagnostic> {
    let of = |text: &Text| {
        let mut checker = Checker { tools, found: Vec::new() };
        checker.text(text);
        checker.found
    };
    let mut found = Vec::new();
    for (document, text) in corpus.texts() {
        let article = match &document {
            DocumentId::Article(id) => corpus.articles.get(id),
            _ => None,
        };
        match article {
            Some(article) => {
                let faults = kept.faults.get_or(Same::of(article), || of(text).into());
                found.extend(faults.iter().cloned());
            }
            None => found.extend(of(text)),
        }
    }
    found
}

struct Checker<'a> {
    tools: &'a Tools<'a>,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn text(&mut self, text: &Text) {
        self.blocks(&text.blocks);
        for note in &text.notes {
            self.blocks(&note.blocks);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.inlines(&heading.content),
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.inlines(&definition.term);
                    definition.bodies.iter().for_each(|body| self.blocks(body));
                }
            }
            BlockKind::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.inlines(cell));
            }
            BlockKind::Code { language: Some(language), text } => self.language(language, text, block.span),
            BlockKind::Html(html) => self.html(faults(html), block.span),
            BlockKind::Code { .. } | BlockKind::Figure { .. } | BlockKind::Rule => {}
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.markers_in_links(inlines);
        for inline in inlines {
            match &inline.kind {
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Superscript(content)
                | InlineKind::Subscript(content)
                | InlineKind::Link(_, content) => self.inlines(content),
                InlineKind::Html(html) => self.html(faults_in_line(html), inline.span),
                _ => {}
            }
        }
    }

    /// A marker among the words of a link leaves `[…](…)` in the text.
    fn markers_in_links(&mut self, inlines: &[Inline]) {
        let mut open = false;
        let mut marker = None;
        for inline in inlines {
            match &inline.kind {
                InlineKind::Marker(_) if open => marker = marker.or(Some(inline.span)),
                InlineKind::Run(_, text) => {
                    for (at, sign) in text.match_indices(['[', ']']) {
                        let broken = marker.take().filter(|_| text[at..].starts_with("]("));
                        self.found.extend(broken.map(|span| {
                            Diagnostic::at(Code::LinkNote, span, "a note's marker stands inside a link")
                                .help("put it after the link: `[…](…)[^…]`")
                        }));
                        open = sign == "[";
                    }
                }
                _ => {}
            }
        }
    }

    fn language(&mut self, language: &str, text: &str, block: Span) {
        if self.tools.code.get(language, text).is_none() {
            let diagnostic = Diagnostic::at(
                Code::LanguageUnknown,
                Span { end: block.start, ..block },
                format!("code in the language `{language}` is shown without colours"),
            );
            self.found.push(diagnostic.help("use a language's common name or file extension, or none"));
        }
    }

    fn html(&mut self, faults: Vec<Fault>, span: Span) {
        let at = |code, message, help: &str| Diagnostic::at(code, span, message).help(help);
        self.found.extend(faults.into_iter().map(|fault| match fault {
            Fault::Refused(what) => at(
                Code::HtmlRemoved,
                format!("`{what}` is not allowed and is left out"),
                "write it in Markdown, or leave it out",
            ),
            Fault::Unchecked(address) => at(
                Code::LinkFile,
                format!("raw HTML cannot lead to `{address}`: only links in Markdown are spelled for the page"),
                "write it in Markdown: `[…](…)`, `![…](…)`; addresses in raw HTML begin with `https://` or `#`",
            ),
            Fault::Taken(id) => at(
                Code::IdInvalid,
                format!("the page itself gives ids such as `{id}`"),
                "choose another id, that begins with other letters",
            ),
            Fault::Open(name) => at(
                Code::HtmlUnclosed,
                format!("`<{name}>` is not closed where its HTML ends; what follows stands outside of it"),
                "raw HTML ends at an empty line: leave none before the end tag",
            ),
        }));
    }
}
