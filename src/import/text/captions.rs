//! What is written under pictures and tables, in several languages; the pictures themselves do not come with a text.

/// Words with which a numbered caption begins.
const NUMBERED: &[&str] = &[
    "figure",
    "fig.",
    "fig",
    "table",
    "photo",
    "image",
    "map",
    "chart",
    "graph",
    "box",
    "plate",
    "illustration",
    "abbildung",
    "abb.",
    "tabelle",
    "foto",
    "bild",
    "karte",
    "tableau",
    "carte",
    "graphique",
    "figura",
    "tabla",
    "gráfico",
    "mapa",
    "imagen",
    "tabela",
    "imagem",
    "图",
    "表",
    "照片",
];

/// Words of a credit, wherever they stand.
const CREDITS: &[&str] = &[
    "photo:",
    "photo by ",
    "photograph by ",
    "photo credit",
    "image credit",
    "image courtesy",
    "photo courtesy",
    "image:",
    "credit:",
    "photograph:",
    "picture:",
    "courtesy of ",
    "via getty images",
    "/getty images",
    "getty images)",
    "/afp",
    "/reuters",
    "(reuters)",
    "(ap photo",
    "/ap)",
    "shutterstock",
    "wikimedia commons",
    "/flickr",
    "foto:",
    "bild:",
    "bildquelle",
    "quelle:",
    "crédit photo",
    "crédits photo",
    "photo :",
    "crédito:",
    "foto de ",
    "imagen:",
    "imagem:",
    "图片来源",
    "摄影：",
];

/// Whether a passage is a caption: numbered, or with a credit, and short.
pub(super) fn is_caption(text: &str) -> bool {
    let length = text.chars().count();
    if length > 400 {
        return false;
    }
    let lower = text.to_lowercase();
    let credited = CREDITS.iter().any(|credit| lower.contains(credit));
    (credited && length < 300) || is_numbered(&lower, length) || stands_for_picture(text)
}

/// `Figure 1: …`, `Abb. 2. …`; a sentence such as “Figure 1 shows …” is none.
fn is_numbered(lower: &str, length: usize) -> bool {
    let behind = NUMBERED.iter().filter_map(|word| lower.strip_prefix(word)).min_by_key(|rest| rest.len());
    let Some(rest) = behind.map(str::trim_start) else {
        return false;
    };
    let number: usize = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').count();
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let mark = rest.chars().nth(digits);
    digits > 0
        && digits <= 3
        && number <= 6
        && length < 400
        && mark.is_none_or(|c| matches!(c, ':' | '.' | '：' | '–' | '—' | '|'))
}

/// `The title - Photo 2.`, the words that stand for a picture that did not load.
pub(super) fn stands_for_picture(text: &str) -> bool {
    let lower = text.to_lowercase();
    let end = lower.trim_end_matches(['.', ' ']);
    let digits = end.len() - end.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = end.get(..end.len() - digits).unwrap_or("").trim_end();
    digits > 0
        && ["- photo", "– photo", "- image", "- foto", "- bild", "- figure"]
            .iter()
            .any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_known() {
        for text in [
            "Image courtesy of the Office/Flickr. (CC BY 2.0)",
            "A man walks past flags on July 30, 2023. (A. Naeem/AFP via Getty Images)",
            "Too alone, China races to find allies  - Photo 2.",
            "A new runway in the Maldives. Photo: AP",
            "Figure 1: The members",
            "Abb. 3. Die Mitglieder",
            "表1：成员",
        ] {
            assert!(is_caption(text), "{text}");
        }
        for text in [
            "",
            "Figure 1 shows the members.",
            "The photo was taken later.",
            "Table talk: a history",
            "China and Russia hold drills.",
        ] {
            assert!(!is_caption(text), "{text}");
        }
    }
}
