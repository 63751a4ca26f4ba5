//! Citations in paragraphs that are given as plain text.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use super::{CitationForm, Token, TokenKind, begins_with_key, find};

/// Tokens of a text in which `\` escapes, `^` stands for a note marker and `*` for emphasis.
fn tokens(text: &str) -> Vec<Token> {
    let mut list = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut emphasis = false;
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let kind = match c {
            '\n' => TokenKind::Break,
            '^' => TokenKind::Opaque,
            '*' => {
                emphasis = !emphasis;
                if emphasis { TokenKind::Open } else { TokenKind::Close }
            }
            '\\' => {
                let (next, escaped) = chars.next().unwrap();
                end = next + escaped.len_utf8();
                TokenKind::Literal(escaped)
            }
            _ => TokenKind::Char(c),
        };
        list.push(Token { kind, range: at..end });
    }
    list
}

/// What is found in a text, one line for each citation and problem.
fn show(text: &str) -> String {
    let (found, problems) = find(text, tokens(text));
    let mut lines = Vec::new();
    for citation in found {
        let form = match citation.form {
            CitationForm::Parenthetical => "()",
            CitationForm::Narrative => "@",
        };
        let items = citation.items.iter().map(|item| {
            let minus = if item.suppress_author { "-" } else { "" };
            let locator =
                item.locator.as_ref().map_or(String::new(), |l| format!("{{{} {}}}", l.label, l.value));
            format!("<{}|{minus}{}{locator}|{}>", item.prefix, item.key, item.suffix)
        });
        let items = items.collect::<Vec<_>>().join(" ");
        lines.push(format!("{form} {items} `{}`", &text[citation.range.clone()]));
        for item in &citation.items {
            assert!(text[item.range.clone()].starts_with('@'));
        }
    }
    lines.extend(
        problems.iter().map(|problem| format!("! {} `{}`", problem.message, &text[problem.range.clone()])),
    );
    lines.join("\n")
}

fn check(text: &str, expected: &str) {
    assert_eq!(show(text), expected, "{text}");
}

#[test]
fn groups() {
    check("[@a]", "() <|a|> `[@a]`");
    check("x [see @a, ch. 2; @b] y", "() <see|a{chapter 2}|> <|b|> `[see @a, ch. 2; @b]`");
    check("[-@a; e.g. -@b, 3]", "() <|-a|> <e.g.|-b{page 3}|> `[-@a; e.g. -@b, 3]`");
    check(
        "[see @a, pp. 33–35, and *passim*; @b]",
        "() <see|a{page 33–35}|, and passim> <|b|> `[see @a, pp. 33–35, and *passim*; @b]`",
    );
    check("[@a][@b]", "() <|a|> `[@a]`\n() <|b|> `[@b]`");
    check("[*see; also* @a]", "() <see; also|a|> `[*see; also* @a]`");
    check("[see @a\\; b; @c]", "() <see|a|; b> <|c|> `[see @a\\; b; @c]`");
    check("[@{odd key}, p. 3]", "() <|odd key{page 3}|> `[@{odd key}, p. 3]`");
    check("[see-@a]", "() <see-|a|> `[see-@a]`");
    check("[@a,\np. 3]", "() <|a{page 3}|> `[@a,\np. 3]`");
    check("[see @a [p. 3] b]", "() <see|a|[p. 3] b> `[see @a [p. 3] b]`");
    check("[[@a]]", "() <|a|> `[@a]`");
    check("[参见 @王毅2016, 第3页]", "() <参见|王毅2016{page 第3页}|> `[参见 @王毅2016, 第3页]`");
}

#[test]
fn narrative() {
    check("@a says", "@ <|a|> `@a`");
    check("As @a’s and @b.", "@ <|a|> `@a`\n@ <|b|> `@b`");
    check("@a [p. 12] says", "@ <|a{page 12}|> `@a [p. 12]`");
    check("@a\n[p. 12]", "@ <|a{page 12}|> `@a\n[p. 12]`");
    check("@a [p. 12; @b] says", "@ <|a{page 12}|> <|b|> `@a [p. 12; @b]`");
    check("@a [@b; @c]", "@ <|a|> <|b|> <|c|> `@a [@b; @c]`");
    check("-@a", "() <|-a|> `-@a`");
    check("foo-@a", "@ <|a|> `@a`");
    check("(@a)", "@ <|a|> `@a`");
    check("@a\n\n[p. 3]", "@ <|a|> `@a`");
}

#[test]
fn no_citations() {
    check("me@x.org and a.b@c or [mail me@x.org]", "");
    check("\\@a and [\\@a]", "");
    check("https://example.org/@user/post, [see https://example.org/@user]", "");
    check("a @ b, [x], [ ], @", "");
    check("", "");
}

#[test]
fn what_cannot_be_parsed_is_a_problem() {
    check(
        "[@a; see also foo]",
        "@ <|a|> `@a`\n! `see also foo` in this citation has no key, so its brackets stay text `[@a; see also foo]`",
    );
    check(
        "[@a;@b;]",
        "@ <|a|> `@a`\n@ <|b|> `@b`\n! a `;` of this citation has no work beside it, so its brackets stay text `[@a;@b;]`",
    );
    check("[@a^]", "@ <|a|> `@a`\n! a note marker or an image cannot stand inside a citation `[@a^]`");
    check("[@ smith]", "! this looks like a citation, but no key follows the `@` `@`");
    check("@{never", "! this looks like a citation, but no key follows the `@` `@`");
    check("[@a, @b]", "() <|a|> <|b|> `[@a, @b]`\n! `@b` follows `@a` without a `;` between them `@b`");
    check(
        "[@a, p. 3 and @b]",
        "() <|a{page 3}|> <and|b|> `[@a, p. 3 and @b]`\n! `@b` follows `@a` without a `;` between them `@b`",
    );
    check(
        "@a [p. 3; see more]",
        "@ <|a|> `@a`\n! `see more` in this citation has no key, so its brackets stay text `[p. 3; see more]`",
    );
}

#[test]
fn pieces_leave_out_what_stands_between_lines() {
    let (found, _) = find("[@a,\np. 3]", tokens("[@a,\np. 3]"));
    assert_eq!(found[0].pieces, [0..4, 5..10]);
}

#[test]
fn large_input_ends() {
    for text in ["[", "]", "@", "@{", "[@a", "[@a;", "[[@a]", "@a [", "-@", "[*@a", "https://@"] {
        let text = text.repeat(50_000);
        find(&text, tokens(&text));
    }
    let nested = format!("{}@a{}", "[".repeat(50_000), "]".repeat(50_000));
    assert_eq!(find(&nested, tokens(&nested)).0.len(), 1);
}

#[test]
fn beginnings_of_cites() {
    assert!(begins_with_key("@a") && begins_with_key("-@a, p. 3") && begins_with_key("@{a b}"));
    assert!(!begins_with_key("a@b") && !begins_with_key("@") && !begins_with_key("- @a"));
}
