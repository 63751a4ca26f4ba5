//! Cross-references to works that stand together → one citation each group, with the words around them; which reference leads
//! to which work is settled before.

use super::tree::{Citation, CitationForm, Cite, Inline};

/// The longest words before or behind a work within brackets.
const LONGEST: usize = 80;

/// A reference to some works, as a citation of its own until it is grouped. What is printed behind the year is a locator.
pub(super) fn reference(keys: Vec<String>, printed: &str) -> Inline {
    let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    let suffix = behind_year(&printed).unwrap_or_default().to_owned();
    let last = keys.len().saturating_sub(1);
    let cite = |(at, key)| Cite {
        prefix: String::new(),
        key,
        suffix: if at == last { suffix.clone() } else { String::new() },
    };
    let cites = keys.into_iter().enumerate().map(cite).collect();
    Inline::Citation(Citation { cites, form: CitationForm::Bracketed, printed })
}

/// What stands behind a year: `Foot 2019, p. 3`.
fn behind_year(printed: &str) -> Option<&str> {
    let bytes = printed.as_bytes();
    let year = (0..bytes.len().saturating_sub(3)).find(|at| {
        let digits = bytes.get(*at..at + 4).is_some_and(|four| four.iter().all(u8::is_ascii_digit));
        let alone = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|b| !b.is_ascii_digit());
        digits && alone(at.checked_sub(1)) && alone(Some(at + 4))
    })?;
    let rest = printed.get(year + 4..)?.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let rest = rest.trim_start_matches([',', ':', ' ']).trim_end_matches([')', ']', ' ']);
    rest.contains(|c: char| c.is_ascii_digit()).then_some(rest)
}

/// Groups the references of a running text; `order` has the keys in the order of the list of references.
pub(super) fn group(inlines: Vec<Inline>, order: &[String]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    let mut rest = inlines.into_iter().peekable();
    let mut waiting: Vec<Inline> = Vec::new();
    while let Some(inline) = waiting.pop().or_else(|| rest.next()) {
        match inline {
            Inline::Superscript(inner) => out.push(raised(inner, order)),
            Inline::Citation(first) => {
                let mut run = vec![Inline::Citation(first)];
                // As far as texts and citations take turns, it may be one group.
                while let Some(next) = waiting.pop().or_else(|| rest.next()) {
                    let goes_on = matches!(next, Inline::Text(_) | Inline::Citation(_)) && run.len() < 200;
                    let ends = matches!(&next, Inline::Text(text) if text.contains([')', ']']));
                    if !goes_on {
                        waiting.push(next);
                        break;
                    }
                    run.push(next);
                    if ends {
                        break;
                    }
                }
                bracketed(&mut out, run, &mut waiting, order);
            }
            inline => out.push(inline),
        }
    }
    out
}

/// Raised numbers that are references are one group.
fn raised(inner: Vec<Inline>, order: &[String]) -> Inline {
    let plain = |inline: &Inline| match inline {
        Inline::Text(text) => is_separator(text) || text.trim_matches(['[', ']', '(', ')']).is_empty(),
        Inline::Citation(_) => true,
        _ => false,
    };
    let has_citation = inner.iter().any(|inline| matches!(inline, Inline::Citation(_)));
    if !has_citation || !inner.iter().all(plain) {
        return Inline::Superscript(inner);
    }
    let mut cites = Vec::new();
    let mut printed = String::new();
    let mut between = String::new();
    for inline in inner {
        match inline {
            Inline::Citation(citation) => {
                printed.push_str(&citation.printed);
                add(&mut cites, citation.cites, &std::mem::take(&mut between), order);
            }
            Inline::Text(text) => {
                printed.push_str(&text);
                between = text;
            }
            _ => {}
        }
    }
    Inline::Citation(Citation { cites, form: CitationForm::Bracketed, printed })
}

/// Adds works to a group, with those between two numbers.
fn add(cites: &mut Vec<Cite>, more: Vec<Cite>, between: &str, order: &[String]) {
    if matches!(between.trim(), "-" | "–" | "—")
        && let (Some(last), Some(first)) = (cites.last(), more.first())
        && let Some(from) = order.iter().position(|key| *key == last.key)
        && let Some(to) = order.iter().position(|key| *key == first.key)
    {
        for key in order.get(from + 1..to).unwrap_or_default() {
            cites.push(Cite { prefix: String::new(), key: key.clone(), suffix: String::new() });
        }
    }
    cites.extend(more);
}

fn is_separator(text: &str) -> bool {
    matches!(text.trim(), "" | "," | ";" | "-" | "–" | "—" | "and" | "&" | "und" | "et" | "y")
}

/// Puts a run of references and texts behind what stands already: as one group, where brackets hold it, else one by one.
fn bracketed(out: &mut Vec<Inline>, run: Vec<Inline>, waiting: &mut Vec<Inline>, order: &[String]) {
    let opened = match out.last() {
        Some(Inline::Text(before)) => before.rfind(['(', '[']).filter(|at| {
            before.get(at + 1..).is_some_and(|words| !words.contains([')', ']']) && words.len() < LONGEST)
        }),
        _ => None,
    };
    let group = opened.and_then(|at| {
        let Some(Inline::Text(before)) = out.last() else { return None };
        joined(before.get(at..)?, &run, order)
    });
    let (Some(at), Some((mut citation, rest))) = (opened, group) else {
        let mut run = run.into_iter();
        if let Some(Inline::Citation(citation)) = run.next() {
            out.push(Inline::Citation(single(citation)));
        }
        waiting.extend(run.rev());
        return;
    };
    if let Some(Inline::Text(before)) = out.last_mut() {
        let round = before.get(at..).is_some_and(|open| open.starts_with('('));
        before.truncate(at);
        if round && citation.cites.iter().all(|cite| cite.prefix.is_empty()) && years_alone(&citation.printed)
        {
            citation.form = CitationForm::YearOnly;
        }
    }
    out.push(Inline::Citation(citation));
    if !rest.is_empty() {
        waiting.push(Inline::Text(rest));
    }
}

/// One group of all references between an opening bracket, with which `open` begins, and its end; and what is behind it.
fn joined(open: &str, run: &[Inline], order: &[String]) -> Option<(Citation, String)> {
    let close = if open.starts_with('(') { ')' } else { ']' };
    let mut prefix = open.get(1..)?.trim().to_owned();
    let mut printed = open.to_owned();
    let mut cites: Vec<Cite> = Vec::new();
    let mut between = String::new();
    for (at, inline) in run.iter().enumerate() {
        match inline {
            Inline::Citation(citation) => {
                let mut more = citation.cites.clone();
                if let Some(first) = more.first_mut() {
                    // Authors whose year alone is the reference are printed with it again.
                    let name = prefix.split([' ', ',']).next().unwrap_or_default().to_lowercase();
                    let named = name.chars().count() > 1 && first.key.to_lowercase().starts_with(&name);
                    first.prefix =
                        if named && years_alone(&citation.printed) { String::new() } else { prefix.clone() };
                    prefix.clear();
                }
                printed.push_str(&citation.printed);
                add(&mut cites, more, &between, order);
            }
            Inline::Text(text) => {
                if let Some(end) = text.find(close) {
                    let suffix = text.get(..end)?;
                    printed.push_str(suffix);
                    suffixed(&mut cites, suffix)?;
                    printed.push(close);
                    let rest = text.get(end + 1..)?.to_owned();
                    let form = CitationForm::Bracketed;
                    return (at + 1 == run.len()).then_some((Citation { cites, form, printed }, rest));
                }
                printed.push_str(text);
                between.clone_from(text);
                if !is_separator(text) {
                    let cut = text.rfind(';').or_else(|| text.rfind(','))?;
                    suffixed(&mut cites, text.get(..cut)?)?;
                    text.get(cut + 1..)?.trim().clone_into(&mut prefix);
                }
            }
            _ => return None,
        }
    }
    None
}

/// Puts words behind the last work.
fn suffixed(cites: &mut [Cite], words: &str) -> Option<()> {
    let words = words.trim().trim_start_matches(',').trim();
    if words.len() > LONGEST {
        return None;
    }
    let last = cites.last_mut()?;
    if !words.is_empty() {
        last.suffix = [last.suffix.as_str(), words]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(", ");
    }
    Some(())
}

/// Whether nothing but years is printed, behind names that stand before the bracket.
fn years_alone(printed: &str) -> bool {
    let words: Vec<&str> =
        printed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let year = |word: &&str| {
        let digits = word.get(..4).is_some_and(|four| four.bytes().all(|b| b.is_ascii_digit()));
        digits && word.len() <= 5
    };
    !words.is_empty() && words.iter().all(year)
}

/// A reference without brackets around it: a part of the sentence, where it names somebody.
fn single(citation: Citation) -> Citation {
    let names = citation.printed.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let own = citation.printed.starts_with(['(', '[']);
    let form = if names && !own { CitationForm::Narrative } else { CitationForm::Bracketed };
    Citation { form, ..citation }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    fn to(key: &str, printed: &str) -> Inline {
        reference(vec![key.to_owned()], printed)
    }

    /// Groups as Pandoc writes them.
    fn check(inlines: Vec<Inline>, expected: &str) {
        let order: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).into();
        let mut shown = String::new();
        for inline in group(inlines, &order) {
            match inline {
                Inline::Text(text) => shown.push_str(&text),
                Inline::Citation(citation) => {
                    let sign = if citation.form == CitationForm::YearOnly { "-" } else { "" };
                    let cites = citation
                        .cites
                        .iter()
                        .map(|cite| format!("{} {sign}@{} {}", cite.prefix, cite.key, cite.suffix));
                    let cites = cites.map(|cite| cite.trim().to_owned()).collect::<Vec<_>>().join("; ");
                    let narrative = citation.form == CitationForm::Narrative;
                    let (open, close) = if narrative { ("", "") } else { ("[", "]") };
                    shown.extend([open, &cites, close]);
                }
                _ => shown.push('?'),
            }
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn brackets_hold_a_group() {
        check(vec![text("x ["), to("a", "1"), text("–"), to("c", "3"), text("] y")], "x [@a; @b; @c] y");
        check(vec![text("("), to("a", "1"), text(", "), to("d", "4"), text(").")], "[@a; @d].");
        check(
            vec![
                text("x (see "),
                to("a", "Foot 2019"),
                text(", p. 3; also "),
                to("b", "King 2020, 5"),
                text(")"),
            ],
            "x [see @a p. 3; also @b 5]",
        );
        check(vec![text("King ("), to("b", "2020"), text(") says")], "King [-@b] says");
        let key = |key: &str, printed: &str| reference(vec![key.to_owned()], printed);
        check(
            vec![
                text("x (Foot et al. "),
                key("foot-2010", "2010"),
                text("; see Roe "),
                key("roe-2011", "2011"),
                text(")"),
            ],
            "x [@foot-2010; see Roe @roe-2011]",
        );
    }

    #[test]
    fn without_brackets_each_stands_alone() {
        check(
            vec![text("as "), to("a", "Foot (2019)"), text(" and (x) "), to("b", "2"), text(" z)")],
            "as @a and (x) [@b] z)",
        );
        check(
            vec![text("x"), Inline::Superscript(vec![to("a", "1"), text("-"), to("c", "3")])],
            "x[@a; @b; @c]",
        );
        check(vec![text("x"), Inline::Superscript(vec![text("th")])], "x?");
        check(vec![text("(x "), Inline::Emphasis(vec![]), to("a", "Dam 1999"), text(")")], "(x ?@a)");
    }
}
