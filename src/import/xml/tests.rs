//! Trees of small documents, and documents that are refused.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use super::{Element, Node, decode, parse};

/// The tree in brackets: `a[x=1]("text" b())`.
fn drawn(element: &Element) -> String {
    let attributes: Vec<String> =
        element.attributes.iter().map(|(name, value)| format!("[{name}={value}]")).collect();
    let children = element.children.iter().map(|node| match node {
        Node::Element(element) => drawn(element),
        Node::Text(text) => format!("{text:?}"),
    });
    format!("{}{}({})", element.name, attributes.concat(), children.collect::<Vec<_>>().join(" "))
}

fn check(text: &str, expected: &str) {
    let found = match parse(text) {
        Ok(document) => drawn(&document.root),
        Err(error) => format!("line {}: {}", error.line, error.why),
    };
    assert_eq!(found, expected, "{text}");
}

#[test]
fn elements_attributes_and_text() {
    check("<a x='1'>b<c/>d</a>", r#"a[x=1]("b" c() "d")"#);
    check("<?xml version=\"1.0\"?><!-- no --><a>b<![CDATA[<&]]></a>", r#"a("b<&")"#);
}

#[test]
fn namespaces_have_their_known_prefix() {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    check(&format!("<x:p xmlns:x='{word}' x:val='1' val='2'/>"), "w:p[w:val=1][val=2]()");
    check(&format!("<p xmlns='{word}'><q xmlns=''/></p>"), "w:p(q())");
    check("<x:p xmlns:x='http://example.org/'/>", "x:p()");
    check("<a xml:lang='de'/>", "a[xml:lang=de]()");
}

#[test]
fn characters_by_name_and_number() {
    check("<a b='&eacute;&#233;'>&mdash;&#x2014;&amp;</a>", r#"a[b=éé]("——&")"#);
    check("<a>&#0;&nothing;& more</a>", r#"a("&#0;&nothing;& more")"#);
    let declared = "<!DOCTYPE a [<!ENTITY me 'my name'>]><a>&me;</a>";
    check(declared, r#"a("&me;")"#);
    let unknown = parse(declared).unwrap().unknown;
    assert_eq!(unknown, [("me".to_owned(), 40)]);
}

#[test]
fn entity_bombs_and_files_are_refused() {
    let bomb = "<!DOCTYPE a [\n<!ENTITY x 'ha'>\n<!ENTITY y '&x;&x;'>\n<!ENTITY z '&y;&y;'>\n]>\n<a>&z;</a>";
    check(bomb, "line 6: the entity `&z;` is made of other entities");
    check(&bomb.replace("<a>&z;", "<a b='&z;'>"), "line 6: the entity `&z;` is made of other entities");
    let file = "<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>&f;</a>";
    check(file, "line 1: the entity `&f;` stands for a file, which is not opened");
    check("<!DOCTYPE a [<!ENTITY f PUBLIC '-' 'http://example.org/'>]><a>b</a>", r#"a("b")"#);
    check("<!DOCTYPE a [<!ENTITY % p SYSTEM 'x'> %p;]><a>b</a>", r#"a("b")"#);
    check("<!DOCTYPE a [<!-- <!ENTITY f SYSTEM 'x'> -->]><a>&f;</a>", r#"a("&f;")"#);
}

#[test]
fn deep_nesting_is_refused() {
    let deep = format!("{}{}", "<a>".repeat(151), "</a>".repeat(151));
    check(&deep, "line 1: elements are nested more than 150 deep");
    let open = "<a>".repeat(2_000_000);
    check(&open, "line 1: elements are nested more than 150 deep");
}

#[test]
fn namespaces_are_bounded() {
    let many: Vec<String> = (0..500).map(|n| format!(" xmlns:n{n}='x'")).collect();
    check(&format!("<a{}/>", many.concat()), "line 1: more than 400 namespaces are declared at once");
}

#[test]
fn what_is_no_document_says_so() {
    check("", "line 1: there is no element in it");
    check("just words", "line 1: there is no element in it");
    check("<a>\n<b>\n", "line 3: the document ends before `<a>` is closed");
    assert!(parse("<a></b>").unwrap_err().why.to_string().starts_with("this is no XML"));
    assert!(parse("<a b></a>").unwrap_err().why.to_string().starts_with("this is no XML"));
}

#[test]
fn lines_are_counted() {
    let document = parse("<a>\n<b/>\n\n<c><d/></c></a>").unwrap();
    let lines: Vec<_> = document.root.every().map(|element| (element.local(), element.line)).collect();
    assert_eq!(lines, [("b", 2), ("c", 4), ("d", 4)]);
}

#[test]
fn encodings() {
    let decoded = |bytes: &[u8]| decode(bytes);
    assert_eq!(decoded("\u{feff}<a>é</a>\r\n".as_bytes()), "<a>é</a>\n");
    assert!(decoded(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>").ends_with("<a>é</a>"));
    let utf16: Vec<u8> = "\u{feff}<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decoded(&utf16), "<a>é</a>");
    let utf16: Vec<u8> = "<a>é</a>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(decoded(&utf16), "<a>é</a>");
    assert_eq!(decoded(b"<a>caf\xe9 au lait, d\xe9j\xe0 vu</a>"), "<a>café au lait, déjà vu</a>");
    assert!(decoded(b"<?xml version='1.0' encoding='UTF-16'?><a/>").ends_with("<a/>"));
}
