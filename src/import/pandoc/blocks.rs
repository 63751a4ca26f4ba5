//! Blocks of Markdown, line by line: what postil reads as it stands is copied, the rest is rewritten; running text is left
//! to `inlines`.

use super::lines::{self, Line};
use super::scan;
use super::{State, latex, place, tables};

/// Headings behind which a bibliography is printed.
const BIBLIOGRAPHIES: &[&str] = &[
    "references",
    "bibliography",
    "works cited",
    "literatur",
    "literaturverzeichnis",
    "références",
    "bibliographie",
    "referencias",
    "bibliografía",
    "referências",
    "bibliografia",
    "参考文献",
];

/// Where a block stands.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    /// Whether a list is open, which indented lines belong to
    in_list: bool,
    /// Whether the line before is blank
    after_blank: bool,
}

impl State<'_> {
    /// Rewrites lines.
    pub(super) fn blocks(&mut self, lines: &[Line<'_>]) -> String {
        let mut out = String::new();
        let mut context = Context { in_list: false, after_blank: true };
        let mut at = 0;
        while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
            let used = self.block(rest, &mut context, &mut out).max(1);
            context.after_blank =
                lines.get(at + used - 1).is_none_or(Line::is_blank) || out.ends_with("\n\n");
            at += used;
        }
        out
    }

    /// Rewrites the first block of some lines; returns how many it has.
    fn block(&mut self, lines: &[Line<'_>], context: &mut Context, out: &mut String) -> usize {
        let Some(first) = lines.first() else { return 0 };
        if first.is_blank() {
            out.push('\n');
            return 1;
        }
        let code = lines::indent(first.text) >= 4 && !context.in_list && context.after_blank;
        if let Some(used) = code.then(|| indented(lines, out)) {
            return used;
        }
        let used = self
            .fenced(lines, out)
            .or_else(|| self.set_apart_lines(lines, out))
            .or_else(|| self.tag(first, out))
            .or_else(|| Self::formula(lines, out))
            .or_else(|| self.environment(lines, out))
            .or_else(|| self.wrapper(first, out))
            .or_else(|| self.note_definition(lines))
            .or_else(|| self.heading(lines, context, out))
            .or_else(|| self.table(lines, *context, out));
        match used {
            Some(used) => used,
            None => self.paragraph(lines, context, out),
        }
    }

    /// Fenced code, its attributes brought to a language.
    fn fenced(&mut self, lines: &[Line<'_>], out: &mut String) -> Option<usize> {
        let first = lines.first()?;
        let (fence, info, at) = lines::fence(first.text)?;
        let inner = lines.iter().skip(1).position(|line| lines::closes(line.text, fence));
        let used = inner.map_or(lines.len(), |at| at + 2);
        let language = match info.strip_prefix('{').and_then(|info| info.strip_suffix('}')) {
            Some(inner) => scan::attributes_in(inner).classes.into_iter().next().unwrap_or_default(),
            None => info.to_owned(),
        };
        if info.starts_with("{=") {
            let what = "raw text of another format stands as code";
            self.tell_once(what, &place(first), "write it in Markdown, or take it out");
        }
        let marks = first.text.get(..at).unwrap_or_default();
        out.extend([marks, &String::from(fence.0).repeat(fence.1), &language, "\n"]);
        for line in lines.iter().take(used).skip(1) {
            out.extend([line.text, "\n"]);
        }
        if inner.is_none() {
            out.extend([&String::from(fence.0).repeat(fence.1), "\n"]);
        }
        Some(used)
    }

    /// Comments, scripts, and lines for other programs.
    fn set_apart_lines(&mut self, lines: &[Line<'_>], out: &mut String) -> Option<usize> {
        let first = lines.first()?;
        let bare = first.text.trim();
        let lower: String = bare.chars().take(8).collect::<String>().to_ascii_lowercase();
        let (what, end) = match lower {
            head if head.starts_with("<!--") => ("comments", "-->"),
            head if head.starts_with("<script") => ("scripts", "</script>"),
            head if head.starts_with("<style") => ("styles", "</style>"),
            _ if latex::is_layout(bare) => ("layout commands", ""),
            _ if bare.starts_with("{:") && bare.ends_with('}') => ("attributes", ""),
            _ => return None,
        };
        let ends = |line: &Line<'_>| line.text.to_ascii_lowercase().contains(end);
        let used = lines.iter().position(ends)? + 1;
        let last = lines.get(used - 1)?.text;
        let behind = last.to_ascii_lowercase().find(end).map(|at| at + end.len())?;
        // What stands behind a comment on its line belongs to the text.
        if !end.is_empty() && !last.get(behind..)?.trim().is_empty() {
            return None;
        }
        let text: Vec<&str> = lines.iter().take(used).map(|line| line.text).collect();
        self.set_apart(what, &text.join("\n"), first.number);
        out.push('\n');
        Some(used)
    }

    /// A formula on lines of its own, which Markdown wants on one.
    fn formula(lines: &[Line<'_>], out: &mut String) -> Option<usize> {
        let first = lines.first()?;
        let bare = first.text.trim_start();
        let head = first.text.get(..first.text.len() - bare.len())?;
        let mut tex = bare.strip_prefix("$$")?.to_owned();
        let mut used = 1;
        while !tex.contains("$$") {
            let line = lines.get(used).filter(|_| used < 200)?;
            tex.push('\n');
            tex.push_str(line.text.trim());
            used += 1;
        }
        let (tex, behind) = tex.split_once("$$")?;
        let behind = behind.trim();
        let attributes = scan::attributes(behind).is_some_and(|(_, length)| length == behind.len());
        let next_blank = lines.get(used).is_none_or(Line::is_blank);
        if !(behind.is_empty() || attributes) || !next_blank {
            return None;
        }
        out.extend([head, "$$", &latex::one_line(tex), "$$\n"]);
        Some(used)
    }

    /// A LaTeX environment: a formula, a figure, or code.
    fn environment(&mut self, lines: &[Line<'_>], out: &mut String) -> Option<usize> {
        let first = lines.first()?;
        let name = first.text.trim_start().strip_prefix("\\begin{")?.split_once('}')?.0;
        let end = format!("\\end{{{name}}}");
        let used = lines.iter().position(|line| line.text.contains(&end))? + 1;
        let source: Vec<&str> = lines.iter().take(used).map(|line| line.text).collect();
        let source = source.join("\n");
        if let Some(tex) = latex::formula(name, &source) {
            out.extend(["$$", &tex, "$$\n"]);
            return Some(used);
        }
        if let Some((path, caption)) = latex::figure(name, &source) {
            let caption = self.inlines(&caption, &place(first));
            let figure = self.figure(&path, "", &caption, &place(first));
            out.extend([&figure, "\n"]);
            return Some(used);
        }
        let what = "LaTeX that postil does not read stands as code";
        self.tell_once(what, &place(first), "write it in Markdown");
        out.extend(["```latex\n", source.trim(), "\n```\n"]);
        Some(used)
    }

    /// A line that does nothing but open or close what is around other blocks.
    fn wrapper(&mut self, line: &Line<'_>, out: &mut String) -> Option<usize> {
        let bare = line.text.trim();
        if let Some(rest) = bare.strip_prefix(":::") {
            let inner = rest.trim_start_matches(':').trim().trim_matches(['{', '}']);
            if !inner.is_empty() {
                let what = "what surrounds blocks (`:::`) is left out; the blocks stand as they are";
                self.tell_once(what, &place(line), "say with words what they are, where it matters");
                self.set_apart("marks around blocks", bare, line.number);
            }
            let title = scan::attributes_in(inner).value(&["title"]).map(str::to_owned);
            if let Some(title) = title {
                out.extend(["\n**", &self.inlines(&title, &place(line)), "**\n"]);
            }
        } else if !is_tag_alone(bare) {
            return None;
        } else if !bare.starts_with("</") {
            self.set_apart("marks around blocks", bare, line.number);
        }
        out.push('\n');
        Some(1)
    }

    /// The definition of a note, with the blocks that belong to it.
    fn note_definition(&mut self, lines: &[Line<'_>]) -> Option<usize> {
        let first = lines.first()?;
        let (label, behind) = lines::note(first.text)?;
        let head = first.behind(behind);
        let mut body = vec![head.behind(head.text.len() - head.text.trim_start().len())];
        let mut used = 1;
        let mut after_blank = false;
        while let Some(line) = lines.get(used) {
            let indented = lines::indent(line.text) >= 4;
            let goes_on = if after_blank { indented } else { indented || lines::note(line.text).is_none() };
            if !line.is_blank() && !goes_on {
                break;
            }
            after_blank = line.is_blank();
            body.push(line.dedented());
            used += 1;
        }
        while body.last().is_some_and(Line::is_blank) {
            body.pop();
        }
        if self.depth > 8 {
            return None;
        }
        self.depth += 1;
        let text = self.blocks(&body);
        self.depth -= 1;
        let typed = self.label(label);
        let label = if self.notes.iter().any(|note| note.label == typed) { self.free(&typed) } else { typed };
        self.note(label, text.trim().to_owned(), first.number);
        Some(used)
    }

    fn heading(&mut self, lines: &[Line<'_>], context: &mut Context, out: &mut String) -> Option<usize> {
        let first = lines.first()?;
        let next = lines.get(1).map(|line| line.text);
        let (level, words) = lines::heading(first.text, next, context.after_blank)?;
        let used = if lines::heading(first.text, None, true).is_some() { 1 } else { 2 };
        context.in_list = false;
        if self.title_at == Some(first.start) {
            return Some(used);
        }
        let (words, attributes) = lines::heading_parts(words);
        let rest = lines.get(used..).unwrap_or_default();
        let is_last = rest.iter().all(|line| line.is_blank() || is_around(line.text.trim()));
        let lower = words.trim_matches(['*', ':', ' ']).to_lowercase();
        if is_last && BIBLIOGRAPHIES.contains(&lower.as_str()) && self.counted.citations > 0 {
            self.set_apart("heading of the bibliography, which postil prints itself", words, first.number);
            return Some(used);
        }
        let level = (i16::from(level) + i16::from(self.shift)).clamp(2, 6);
        let id = self.labels.id(words, attributes.id.as_deref());
        let id = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
        let words = self.inlines(words, &place(first));
        self.counted.headings += 1;
        let marks = "#".repeat(usize::try_from(level).unwrap_or(2));
        out.extend([&marks, " ", words.trim(), &id, "\n"]);
        Some(used)
    }

    /// A table drawn with dashes, as rows of bars.
    fn table(&mut self, lines: &[Line<'_>], context: Context, out: &mut String) -> Option<usize> {
        if !context.after_blank {
            return None;
        }
        let texts: Vec<&str> = lines.iter().take(400).map(|line| line.text).collect();
        let table = tables::table(&texts)?;
        let first = place(lines.first()?);
        for (at, row) in table.rows.iter().enumerate() {
            out.push('|');
            for cell in row {
                let cell = self.inlines(cell, &first).replace('\n', " ");
                out.extend([" ", cell.trim(), " |"]);
            }
            out.push('\n');
            if at == 0 {
                out.extend(["|", &"---|".repeat(row.len()), "\n"]);
            }
        }
        Some(table.used)
    }

    /// Lines up to the next blank one, or the next block.
    fn paragraph(&mut self, lines: &[Line<'_>], context: &mut Context, out: &mut String) -> usize {
        let Some(first) = lines.first() else { return 0 };
        let begins = |line: &Line<'_>| {
            let bare = line.text.trim_start();
            line.is_blank()
                || lines::fence(line.text).is_some()
                || bare.starts_with(":::")
                || bare.starts_with("\\begin{")
                || lines::note(line.text).is_some()
                || lines::heading(line.text, None, true).is_some()
                || latex::is_layout(bare.trim_end())
        };
        let used = 1 + lines.iter().skip(1).take_while(|line| !begins(line)).count();
        let texts: Vec<&str> = lines.iter().take(used).map(|line| line.text).collect();
        let listed = lines::marker(first.text.trim_start()).is_some();
        context.in_list = listed || context.in_list && lines::indent(first.text) > 0;
        if texts.iter().any(|text| lines::is_drawn(text)) {
            for (line, text) in lines.iter().zip(&texts) {
                let kept = lines::is_drawn(text);
                let text = if kept { (*text).to_owned() } else { self.inlines(text, &place(line)) };
                out.extend([&text, "\n"]);
            }
            return used;
        }
        let text = if is_verse(&texts) { verse(&texts) } else { marked(&texts) };
        let written = match Self::caption(&text) {
            Some(caption) => self.inlines(&caption, &place(first)),
            None => {
                self.figure_alone(&text, &place(first)).unwrap_or_else(|| self.inlines(&text, &place(first)))
            }
        };
        out.extend([&written, "\n"]);
        used
    }

    /// The words of a table's caption: `Table: …`, `: …`.
    fn caption(text: &str) -> Option<String> {
        let words = text.strip_prefix("Table: ")?;
        let cut = words.rfind('{').filter(|at| {
            words
                .get(*at..)
                .and_then(scan::attributes)
                .is_some_and(|(_, length)| at + length == words.trim_end().len())
        });
        Some(cut.map_or(words, |at| words.get(..at).unwrap_or(words)).trim().to_owned())
    }
}

/// Code by its indentation.
fn indented(lines: &[Line<'_>], out: &mut String) -> usize {
    let belongs = |line: &&Line<'_>| line.is_blank() || lines::indent(line.text) >= 4;
    let used = lines.iter().take_while(belongs).count();
    for line in lines.iter().take(used) {
        out.extend([line.text, "\n"]);
    }
    used
}

/// Whether a line is a tag that only stands around other blocks.
fn is_tag_alone(bare: &str) -> bool {
    const TAGS: &[&str] = &[
        "div", "center", "section", "span", "main", "article", "aside", "header", "footer", "font", "small",
        "p",
    ];
    let Some(inner) = bare.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return false };
    let inner = inner.trim_start_matches('/');
    let name = inner.split([' ', '\t']).next().unwrap_or_default().to_ascii_lowercase();
    TAGS.contains(&name.as_str()) && !inner.contains(['<', '>'])
}

fn is_around(bare: &str) -> bool {
    bare.starts_with(":::")
        || is_tag_alone(bare)
        || latex::is_layout(bare)
        || bare.starts_with("<!--") && bare.ends_with("-->")
}

/// Whether lines are verse: each behind a bar, and no table.
fn is_verse(texts: &[&str]) -> bool {
    let bar = |text: &&str| text.starts_with("| ") && !text.trim_end().ends_with('|');
    texts.first().is_some_and(bar)
        && texts.iter().all(|text| bar(text) || text.starts_with(' ') || *text == "|")
}

fn verse(texts: &[&str]) -> String {
    let lines: Vec<&str> = texts.iter().map(|text| text.trim_start_matches('|').trim()).collect();
    lines.join("\\\n")
}

/// Lines whose lists have marks that Markdown knows.
fn marked(texts: &[&str]) -> String {
    let line = |text: &&str| {
        let bare = text.trim_start();
        let head = text.get(..text.len() - bare.len()).unwrap_or_default();
        match lines::marker(bare).filter(|_| bare.starts_with(['#', '('])) {
            Some(length) => format!("{head}1.{}", bare.get(length..).unwrap_or_default()),
            None => (*text).to_owned(),
        }
    };
    texts.iter().map(line).collect::<Vec<_>>().join("\n")
}
