//! The language of a text, guessed by its smallest words or by its script; dialects are not told apart.

/// Frequent words, of which no other language here has many.
const WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "of", "and", "to", "that", "is", "was", "with", "which", "this", "by", "from", "have",
            "has", "were",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ist", "nicht", "mit", "den", "von", "dem", "auf", "eine", "sich",
            "auch", "wurde",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "et", "des", "est", "une", "dans", "que", "qui", "pour", "du", "au", "sur",
            "par", "cette",
        ],
    ),
    (
        "es",
        &[
            "el", "la", "los", "las", "y", "que", "en", "del", "una", "por", "con", "para", "se", "como",
            "más", "fue",
        ],
    ),
    (
        "pt",
        &[
            "o", "os", "as", "e", "que", "em", "do", "da", "dos", "uma", "não", "por", "com", "para", "ao",
            "foi", "são",
        ],
    ),
    (
        "it",
        &[
            "il", "di", "che", "e", "della", "per", "una", "gli", "con", "non", "sono", "del", "nel", "le",
            "dei", "alla",
        ],
    ),
    (
        "nl",
        &[
            "de", "het", "een", "van", "en", "dat", "niet", "voor", "met", "zijn", "werd", "ook", "aan",
            "op", "bij",
        ],
    ),
];

/// How many words are looked at.
const ENOUGH: usize = 3000;

/// The language of some texts; `None` where there is too little of them, or too much of several.
pub(in crate::import) fn language<'t>(texts: impl Iterator<Item = &'t str>) -> Option<&'static str> {
    let mut counts = vec![0usize; WORDS.len()];
    let (mut words, mut han, mut kana, mut hangul, mut cyrillic) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for text in texts {
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            words += 1;
            match word.chars().next().map_or(0, u32::from) {
                0x3041..=0x30ff => kana += word.chars().count(),
                0x3400..=0x9fff => han += word.chars().count(),
                0xac00..=0xd7a3 => hangul += 1,
                0x0400..=0x04ff => cyrillic += 1,
                _ => {}
            }
            let lower = word.to_lowercase();
            for (count, (_, known)) in counts.iter_mut().zip(WORDS) {
                *count += usize::from(known.contains(&lower.as_str()));
            }
        }
        if words > ENOUGH {
            break;
        }
    }
    if hangul * 2 > words {
        return Some("ko");
    }
    if (han + kana) > words * 2 {
        return Some(if kana * 5 > han { "ja" } else { "zh" });
    }
    if cyrillic * 2 > words {
        return Some("ru").filter(|_| words > 20);
    }
    let mut ranked: Vec<(usize, &'static str)> =
        counts.into_iter().zip(WORDS).map(|(count, (name, _))| (count, *name)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    match ranked[..] {
        [(best, name), (second, _), ..] if best >= 8 && best * 10 >= words && best * 3 > second * 4 => {
            Some(name)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_guessed() {
        let check = |text: &str, name: Option<&str>| {
            assert_eq!(language([text.repeat(4).as_str()].into_iter()), name, "{text}");
        };
        check(
            "The treaty was signed and then forgotten by all of the ministers that had signed it. ",
            Some("en"),
        );
        check(
            "Der Vertrag wurde nicht von den Ministern gebrochen, und das ist auch die Lehre. ",
            Some("de"),
        );
        check(
            "Le traité est dans les archives, et la lettre qui le dit est perdue pour les historiens. ",
            Some("fr"),
        );
        check(
            "El tratado fue firmado por los ministros y se perdió en las guerras con el vecino. ",
            Some("es"),
        );
        check(
            "O tratado foi assinado por todos os ministros e não se perdeu nas guerras com os vizinhos. ",
            Some("pt"),
        );
        check("自2013年以来，中国明确呼吁在亚洲建立新的安全架构。", Some("zh"));
        check("Lorem ipsum dolor sit amet. ", None);
        check("", None);
    }
}
