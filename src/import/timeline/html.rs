//! The little HTML that tables hold, as Markdown: emphasis, links, line ends. Other elements are dropped, their text is
//! kept.

/// HTML as Markdown.
pub(super) fn markdown(html: &str) -> String {
    let mut writer = Writer::default();
    walk(html, &mut writer);
    writer.finish()
}

/// HTML as plain text, on one line.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag, after)) = next_tag(rest) {
        text.push_str(before);
        if name(tag) == "br" {
            text.push(' ');
        }
        rest = after;
    }
    text.push_str(rest);
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn walk(html: &str, writer: &mut Writer) {
    let mut rest = html;
    while let Some((before, tag, after)) = next_tag(rest) {
        writer.text(before);
        writer.tag(tag);
        rest = after;
    }
    writer.text(rest);
}

/// The text before the next tag, the tag without its angles, and what follows. “a < b” is no tag.
fn next_tag(html: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + html.get(from..)?.find('<')?;
        let rest = html.get(open + 1..)?;
        if rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) {
            let close = rest.find('>')?;
            return Some((html.get(..open)?, rest.get(..close)?, rest.get(close + 1..)?));
        }
        from = open + 1;
    }
}

/// An element’s name, in lower case, `/` before it where the tag closes.
fn name(tag: &str) -> String {
    tag.split(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default()
        .trim_end_matches('/')
        .to_ascii_lowercase()
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The marks of emphasis that are open
    marks: Vec<&'static str>,
    /// The address of the link that is open
    link: Option<String>,
}

impl Writer {
    fn text(&mut self, html: &str) {
        for c in unescaped(html).chars() {
            let starts_line = self.out.is_empty() || self.out.ends_with('\n');
            match c {
                '\n' => self.out.push(' '),
                ' ' if starts_line => {}
                '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '$' | '^' | '~' | '@' | '|' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '#' | '+' | '-' | '=' | ':' if starts_line => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                // “1955. That year …” is no list.
                '.' | ')' if self.ends_with_line_of_digits() => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                c => self.out.push(c),
            }
        }
    }

    fn ends_with_line_of_digits(&self) -> bool {
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        (1..10).contains(&line.len()) && line.bytes().all(|b| b.is_ascii_digit())
    }

    fn tag(&mut self, tag: &str) {
        match name(tag).as_str() {
            "b" | "strong" => self.open("**"),
            "i" | "em" | "cite" => self.open("*"),
            "/b" | "/strong" => self.close("**"),
            "/i" | "/em" | "/cite" => self.close("*"),
            "br" => self.out.push_str("\\\n"),
            "p" | "/p" | "div" | "/div" | "li" | "/li" | "blockquote" | "/blockquote" => self.paragraph(),
            "a" if self.link.is_none() => {
                if let Some(href) = href(tag) {
                    self.link = Some(href);
                    self.out.push('[');
                }
            }
            "/a" => self.end_link(),
            _ => {}
        }
    }

    fn open(&mut self, mark: &'static str) {
        if !self.marks.contains(&mark) {
            self.marks.push(mark);
            self.out.push_str(mark);
        }
    }

    /// Closes a mark, and those that were opened within it.
    fn close(&mut self, mark: &'static str) {
        if self.marks.contains(&mark) {
            while let Some(last) = self.marks.pop() {
                self.out.push_str(last);
                if last == mark {
                    break;
                }
            }
        }
    }

    fn end_link(&mut self) {
        if let Some(href) = self.link.take() {
            self.out.push_str("](");
            self.out.push_str(&href);
            self.out.push(')');
        }
    }

    fn paragraph(&mut self) {
        self.end_all();
        let length = self.out.trim_end().len();
        self.out.truncate(length);
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    fn end_all(&mut self) {
        self.end_link();
        while let Some(mark) = self.marks.pop() {
            self.out.push_str(mark);
        }
    }

    fn finish(mut self) -> String {
        self.end_all();
        self.out.trim().trim_end_matches("\\\n").to_owned()
    }
}

/// The address of a link, where it leads to the web or to a mailbox, as Markdown writes it.
fn href(tag: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.find("href")?;
    let value = tag.get(at + 4..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    web(&unescaped(value))
}

/// An address of the web or of a mailbox, written so that nothing of it is Markdown.
pub(super) fn web(address: &str) -> Option<String> {
    let address = address.trim();
    let sound = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let encoded = |c: char| match c {
        '(' => "%28".to_owned(),
        ')' => "%29".to_owned(),
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '\\' => "%5C".to_owned(),
        c if c.is_whitespace() || c.is_control() => "%20".to_owned(),
        c => c.to_string(),
    };
    sound.then(|| address.chars().map(encoded).collect())
}

/// Character references undone: the five of XML, the no-break space, and numbers.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        // No reference that matters is longer.
        let end = rest.bytes().take(10).position(|b| b == b';');
        if let Some((c, end)) = end.and_then(|end| Some((reference(rest.get(1..end)?)?, end))) {
            out.push(c);
            rest = rest.get(end + 1..).unwrap_or_default();
        } else {
            out.push('&');
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())
        }
    }
}
