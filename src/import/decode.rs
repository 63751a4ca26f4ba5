//! Bytes of unknown making → their format and their text; what the text says is not looked at.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use unicode_normalization::UnicodeNormalization;

use super::document::Format;

/// How far the head of a file is looked at.
const HEAD: usize = 4096;

/// What some bytes are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The format, by the content where it tells, else by the file's name
    pub(super) format: Format,
    /// The text; empty for an archive
    pub(super) text: String,
    /// The encoding, where it was only guessed
    pub(super) guessed: Option<&'static str>,
}

/// Why some bytes are no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// There is nothing in it
    Empty,
    /// Another format, with how to bring it here
    Other(&'static str, &'static str),
}

/// Formats that are not read: how they begin, what they are, what to do.
const OTHERS: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF", "run `pdftotext -layout` on it, and import the text that it writes"),
    (b"\xd0\xcf\x11\xe0", "in Word's old format", "save it as DOCX"),
    (b"{\\rtf", "in Rich Text Format", "save it as DOCX"),
    (b"\x89PNG", "an image", "import the text that it shows"),
    (b"\xff\xd8\xff", "an image", "import the text that it shows"),
    (b"GIF8", "an image", "import the text that it shows"),
    (b"\x1f\x8b", "compressed", "unpack it first"),
    (b"7z\xbc\xaf", "compressed", "unpack it first"),
    (b"Rar!", "compressed", "unpack it first"),
];

/// Tells what some bytes are, and brings them to text: Unicode in its normal form C, with `\n` at each line's end.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::Empty);
    }
    if let Some((_, what, help)) = OTHERS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(Refusal::Other(what, help));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return archive(name, bytes).map(|format| Decoded { format, text: String::new(), guessed: None });
    }
    let (text, encoding) = text(bytes);
    if text.contains('\0') {
        return Err(Refusal::Other("not a text", "import the text that the file shows"));
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect::<String>();
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let format = format(name, &text)
        .ok_or(Refusal::Other("XML of an unknown kind", "save it as HTML or as a text"))?;
    Ok(Decoded { format, text, guessed: encoding })
}

/// Some bytes as text, and their encoding where it was only guessed.
pub(super) fn text(bytes: &[u8]) -> (Cow<'_, str>, Option<&'static str>) {
    let (encoding, guessed) = encoding(bytes);
    (encoding.decode_with_bom_removal(bytes).0, guessed.then(|| encoding.name()))
}

/// The format of a ZIP archive, by the names in it.
fn archive(name: &str, bytes: &[u8]) -> Result<Format, Refusal> {
    let holds = |what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    if holds(b"word/document.xml") {
        return Ok(Format::Docx);
    }
    if holds(b"application/epub+zip") || holds(b"META-INF/container.xml") {
        return Ok(Format::Epub);
    }
    match ending(name).as_str() {
        "docx" => Ok(Format::Docx),
        "epub" => Ok(Format::Epub),
        _ => Err(Refusal::Other(
            "a ZIP archive that is neither DOCX nor EPUB",
            "unpack it, and import what is in it",
        )),
    }
}

/// The encoding of a text, and whether that is a guess.
fn encoding(bytes: &[u8]) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, false);
    }
    if let Some(encoding) = wide(bytes) {
        return (encoding, false);
    }
    let declared = declared(bytes).filter(|encoding| !encoding.decode_without_bom_handling(bytes).1);
    let has_escapes = bytes.contains(&0x1b);
    if std::str::from_utf8(bytes).is_ok() && !has_escapes {
        return (UTF_8, false);
    }
    if let Some(encoding) = declared {
        return (encoding, false);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Allow), true)
}

/// UTF-16 without a mark: the one half of its pairs is often zero, the other never.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD) & !1)?;
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let many = (head.len() / 40).max(1);
    match (first, second) {
        (0, second) if second >= many => Some(UTF_16LE),
        (first, 0) if first >= many => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that an XML declaration or a `meta` element names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let head: String = head.iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let rest = match head.strip_prefix("<?xml").and_then(|head| head.split_once("?>")) {
        Some((declaration, _)) => declaration.split_once("encoding")?.1,
        None => head.split("<meta").skip(1).find_map(|meta| meta.split('>').next()?.split_once("charset"))?.1,
    };
    let label = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| c.is_whitespace() || "\"';/>".contains(c)).unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?.as_bytes())
}

/// The format of a text; `None` for XML that has no reader.
fn format(name: &str, text: &str) -> Option<Format> {
    let ending = ending(name);
    if matches!(ending.as_str(), "md" | "markdown" | "mdown" | "qmd" | "rmd") {
        return Some(Format::Markdown);
    }
    let by_name = matches!(ending.as_str(), "html" | "htm" | "xhtml" | "shtml");
    let head = text.trim_start();
    if !head.starts_with('<') {
        let yaml = head.starts_with("---\n") && head.get(4..).is_some_and(|rest| rest.contains("\n---\n"));
        let other = if yaml && ending != "txt" { Format::Markdown } else { Format::Text };
        return Some(if by_name { Format::Html } else { other });
    }
    match root(head).as_deref() {
        Some("html") => Some(Format::Html),
        Some("article") if !by_name && is_jats(head) => Some(Format::Jats),
        Some("tei" | "tei.2" | "teicorpus") => Some(Format::Tei),
        _ if by_name => Some(Format::Html),
        Some("head" | "body" | "div" | "p" | "section" | "article" | "main" | "meta" | "h1") => {
            Some(Format::Html)
        }
        _ if ending == "xml" || head.starts_with("<?xml") => None,
        _ => Some(Format::Text),
    }
}

fn is_jats(head: &str) -> bool {
    ["<front", "<article-meta", "jats", "JATS", "dtd-version", "article-type"]
        .iter()
        .any(|sign| head.contains(sign))
}

/// The name of the first element, in lower case and without its prefix.
fn root(text: &str) -> Option<String> {
    let mut rest = text;
    loop {
        let at = rest.find('<')?;
        rest = rest.get(at + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if rest.starts_with(['!', '?']) {
            if rest.get(..8).is_some_and(|head| head.eq_ignore_ascii_case("!doctype")) {
                let kind = rest.get(8..)?.trim_start();
                if kind.get(..4).is_some_and(|kind| kind.eq_ignore_ascii_case("html")) {
                    return Some("html".to_owned());
                }
                // An internal subset may hold elements of its own.
                let end = kind.find(['[', '>'])?;
                rest = if kind.get(end..)?.starts_with('[') {
                    kind.split_once("]>").map_or("", |(_, rest)| rest)
                } else {
                    kind
                };
            }
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
            let name = rest.get(..end)?;
            return Some(name.rsplit(':').next().unwrap_or(name).to_lowercase());
        }
    }
}

/// What stands behind the last full stop of a file's name, in lower case.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{Decoded, Refusal, decode};
    use crate::import::document::Format;

    fn check(name: &str, bytes: &[u8], format: Format, text: &str) {
        let decoded = decode(name, bytes).unwrap();
        assert_eq!((decoded.format, decoded.text.as_str()), (format, text), "{name}");
    }

    fn utf_16(text: &str, pair: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(pair).collect()
    }

    #[test]
    fn any_encoding_becomes_text() {
        check("a.txt", "\u{feff}a\r\nb\rc".as_bytes(), Format::Text, "a\nb\nc");
        check("a.txt", "e\u{301}".as_bytes(), Format::Text, "é");
        let text = "Größe und Länge, 中文";
        for pair in [u16::to_le_bytes, u16::to_be_bytes] {
            check("a.txt", &utf_16(text, pair), Format::Text, text);
            check("a.txt", &utf_16(&format!("\u{feff}{text}"), pair), Format::Text, text);
        }
        let latin = b"<html><head><meta charset=\"iso-8859-1\"></head>Gr\xf6\xdfe</html>";
        check("a", latin, Format::Html, "<html><head><meta charset=\"iso-8859-1\"></head>Größe</html>");
        let xml = b"<?xml version='1.0' encoding='windows-1251'?><TEI>\xcc\xe8\xf0</TEI>";
        check("a.xml", xml, Format::Tei, "<?xml version='1.0' encoding='windows-1251'?><TEI>Мир</TEI>");
    }

    #[test]
    fn a_guess_is_told() {
        let text = b"Die Gr\xf6\xdfe der St\xe4dte w\xe4chst \xfcber die Jahre, und f\xfcr alle.";
        let Decoded { text, guessed, .. } = decode("a.txt", text).unwrap();
        assert!(text.contains("Größe der Städte"), "{text}");
        assert_eq!(guessed, Some("windows-1252"));
    }

    #[test]
    fn formats_are_told_by_content_and_name() {
        check("a.md", b"<p>a</p>", Format::Markdown, "<p>a</p>");
        check("a.qmd", b"---\n", Format::Markdown, "---\n");
        check("a", b"---\ntitle: a\n---\n", Format::Markdown, "---\ntitle: a\n---\n");
        check("a.txt", b"<!-- x --><!DOCTYPE HTML><p>", Format::Html, "<!-- x --><!DOCTYPE HTML><p>");
        check("a.htm", b"text", Format::Html, "text");
        check("a.xml", b"<article dtd-version='1'/>", Format::Jats, "<article dtd-version='1'/>");
        check("a.xml", b"<t:TEI />", Format::Tei, "<t:TEI />");
        check("a.txt", b"<5 of them", Format::Text, "<5 of them");
        check("x.docx", b"PK\x03\x04", Format::Docx, "");
        check("x.zip", b"PK\x03\x04..mimetypeapplication/epub+zip", Format::Epub, "");
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let other = |name, bytes: &[u8]| match decode(name, bytes) {
            Err(Refusal::Other(what, _)) => what,
            other => panic!("{other:?}"),
        };
        assert_eq!(decode("a.txt", b""), Err(Refusal::Empty));
        assert_eq!(decode("a.txt", b" \n"), Err(Refusal::Empty));
        assert_eq!(decode("a.txt", b"\xff\xfe"), Err(Refusal::Empty));
        assert_eq!(other("a.pdf", b"%PDF-1.4"), "a PDF");
        assert_eq!(other("a.bin", b"\x7fELF\0\0\0\x01\x02\0\0"), "not a text");
        assert_eq!(other("a.xml", b"<root/>"), "XML of an unknown kind");
        assert_eq!(other("a.zip", b"PK\x03\x04"), "a ZIP archive that is neither DOCX nor EPUB");
    }
}
