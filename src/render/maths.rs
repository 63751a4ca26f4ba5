//! TeX to MathML, through pulldown-latex; which formulas a text has is not known here.

use pulldown_latex::event::{Content, Event, StateChange};
use pulldown_latex::{Parser, RenderConfig, Storage, config::DisplayMode, push_mathml};

use super::html::Writer;
use super::view::Html;

/// Stand-ins, from Unicode's private use area, for characters that the library writes without escaping them.
const STAND_INS: [(char, char); 4] =
    [('<', '\u{F8F0}'), ('>', '\u{F8F1}'), ('&', '\u{F8F2}'), ('"', '\u{F8F3}')];

/// A formula of more bytes than this is shown as its source.
const LONGEST: usize = 10_000;

/// The library takes one call for each command that is the argument of another. A formula of more bytes than this is
/// given a stack of its own, since enough of them in a row would overflow the usual one.
const SHORT: usize = 500;

/// The stack of a long formula: enough for [`LONGEST`] bytes of the shortest commands. Only what is used takes memory.
const STACK: usize = 256 * 1024 * 1024;

/// A formula as MathML; `None` if it is not TeX that can be shown.
pub(super) fn mathml(tex: &str, display: DisplayMode) -> Option<Html> {
    // The library expands macros without a bound; a document has none of its own to define.
    if tex.len() > LONGEST
        || ["\\def", "\\newcommand", "\\renewcommand", "\\let"].iter().any(|d| tex.contains(d))
    {
        return None;
    }
    if tex.len() <= SHORT {
        return convert(tex, display);
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        thread.spawn_scoped(scope, || convert(tex, display)).ok()?.join().ok()?
    })
}

fn convert(tex: &str, display: DisplayMode) -> Option<Html> {
    let storage = Storage::new();
    let events: Vec<Event<'_>> = Parser::new(tex, &storage).collect::<Result<_, _>>().ok()?;
    let guarded: Vec<String> = events.iter().map(|event| guard(words(event))).collect();
    let events = events.into_iter().zip(&guarded).filter_map(|(event, words)| replace(event, words));
    let mut html = String::new();
    let config = RenderConfig { display_mode: display, ..RenderConfig::default() };
    push_mathml(&mut html, events.map(Ok::<_, std::convert::Infallible>), config).ok()?;
    Some(escape(&spaced(&html)))
}

/// The library puts the space before a function (`\log^2 n`) into its script, which then has a child too many.
fn spaced(html: &str) -> String {
    const SPACE: &str = "<mspace width=\"0.1667em\" />";
    let scripts = ["<msup>", "<msub>", "<msubsup>", "<munder>", "<mover>", "<munderover>"];
    scripts.iter().fold(html.to_owned(), |html, script| {
        html.replace(&format!("{script}{SPACE}"), &format!("{SPACE}{script}"))
    })
}

fn words<'a>(event: &Event<'a>) -> &'a str {
    match event {
        Event::Content(Content::Text(words) | Content::Number(words) | Content::Function(words)) => words,
        _ => "",
    }
}

fn guard(words: &str) -> String {
    let stand_in = |c| STAND_INS.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
    words.chars().map(stand_in).collect()
}

/// The event with its words guarded; colours are left out, since they would be inline styles.
fn replace<'a>(event: Event<'a>, words: &'a str) -> Option<Event<'a>> {
    Some(match event {
        Event::Content(Content::Text(_)) => Event::Content(Content::Text(words)),
        Event::Content(Content::Number(_)) => Event::Content(Content::Number(words)),
        Event::Content(Content::Function(_)) => Event::Content(Content::Function(words)),
        Event::StateChange(StateChange::Color(_)) => return None,
        other => other,
    })
}

/// Escapes what stands between tags, and takes `style` out of tags. A `<` begins a tag only before a letter or `/`:
/// the content's own words have none left, and single signs are followed by the `<` of their end tag.
fn escape(html: &str) -> Html {
    let mut out = Writer::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text(&mut out, &rest[..at]);
        rest = &rest[at..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let end = if is_tag { rest.find('>').map_or(rest.len(), |end| end + 1) } else { 1 };
        let (piece, after) = rest.split_at(end);
        if is_tag {
            out.html(&Html(without_style(piece)));
        } else {
            text(&mut out, piece);
        }
        rest = after;
    }
    text(&mut out, rest);
    out.finish()
}

fn text(out: &mut Writer, text: &str) {
    let original = |c| STAND_INS.iter().find(|(_, to)| *to == c).map_or(c, |(from, _)| *from);
    out.text(&text.chars().map(original).collect::<String>());
}

fn without_style(tag: &str) -> String {
    let Some(at) = tag.find(" style=\"") else { return tag.to_owned() };
    let after = &tag[at + " style=\"".len()..];
    let rest = after.find('"').map_or("", |end| &after[end + 1..]);
    format!("{}{rest}", &tag[..at])
}

#[cfg(test)]
mod tests {
    use super::mathml;
    use pulldown_latex::config::DisplayMode;

    fn check(tex: &str) -> String {
        mathml(tex, DisplayMode::Inline).map(|html| html.0).unwrap_or_default()
    }

    #[test]
    fn tex_becomes_mathml() {
        let html = check("x^2 \\le \\frac{1}{2}");
        assert!(html.starts_with("<math") && html.contains("<mfrac>"), "{html}");
    }

    #[test]
    fn a_script_has_its_children_only() {
        for tex in ["N\\log^2 N", "x\\lim_{n} y", "a\\sin_1^2 b"] {
            let html = check(tex);
            assert!(
                html.contains("<mspace") && !html.contains("><mspace width=\"0.1667em\" /><mi>log</mi><mn>"),
                "{html}"
            );
            assert!(!html.contains("<msup><mspace") && !html.contains("<munder><mspace"), "{html}");
        }
    }

    #[test]
    fn signs_and_words_are_escaped() {
        let html = check("a < b > c \\& \\text{<img src=x onerror=\"alert(1)\">} \\operatorname{<b>}");
        assert!(html.contains("<mo>&lt;</mo>") && html.contains("<mo>&gt;</mo>"), "{html}");
        assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
        assert!(html.contains("&lt;img"), "{html}");
    }

    #[test]
    fn commands_on_commands_are_no_danger() {
        let signs = [
            "\\not",
            "\\hat ",
            "\\sqrt",
            "\\cancel",
            "\\hbox",
            "x^",
            "{",
            "\\big",
            "\\vec",
            "\\text",
            "\\overset ",
        ];
        for sign in signs {
            let many = sign.repeat(super::LONGEST / sign.len() - 1);
            let (long, short) = (format!("{many}x"), format!("{}x", &many[..sign.len() * 60]));
            for tex in [long, short] {
                mathml(&tex, DisplayMode::Block);
            }
        }
    }

    #[test]
    fn no_style_comes_through() {
        let html = check("{\\color{red} x} \\quad y \\hspace{1em} z");
        assert!(html.contains("<mi>x</mi>") && !html.contains("style"), "{html}");
    }

    #[test]
    fn what_is_no_tex_or_has_no_end_is_refused() {
        for tex in ["\\frac{1}{", "\\def\\a{\\a\\a}\\a", "}{", "\\unknowncommand"] {
            assert_eq!(check(tex), "", "{tex}");
        }
    }
}
