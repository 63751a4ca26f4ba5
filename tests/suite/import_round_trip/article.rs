//! Articles made of chance, with an apparatus that is known; how they look on a page is not known here.

/// A generator of numbers that gives the same ones for the same seed.
pub(crate) struct Chance(u64);

impl Chance {
    /// Begins at a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % end.max(1)
    }

    /// One of several.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// The languages that articles are made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// English
    English,
    /// German
    German,
    /// French
    French,
    /// Spanish
    Spanish,
}

/// What stands in a sentence.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// Words
    Words(String),
    /// A note's marker, stuck to the words before it
    Marker(usize),
    /// A group of citations in brackets
    Group(Vec<Cite>),
    /// Authors in the sentence, their year in brackets
    Narrative(Cite),
}

/// A citation.
#[derive(Clone, Debug)]
pub(crate) struct Cite {
    /// Family names
    pub(crate) names: Vec<String>,
    /// `2017b`
    pub(crate) year: String,
    /// The first page and, of several, the last
    pub(crate) pages: Option<(usize, usize)>,
    /// Whether `see` stands before it
    pub(crate) see: bool,
}

/// An article.
pub(crate) struct Article {
    /// Its language
    pub(crate) language: Language,
    /// Its title
    pub(crate) title: String,
    /// Paragraphs of pieces
    pub(crate) paragraphs: Vec<Vec<Piece>>,
    /// The notes, from 1
    pub(crate) notes: Vec<String>,
}

/// What an article is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Apparatus {
    /// Notes alone
    Notes,
    /// Citations alone
    Citations,
    /// Both
    Both,
}

/// Makes an article.
pub(crate) fn article(language: Language, apparatus: Apparatus, chance: &mut Chance) -> Article {
    let works: Vec<_> = (0..8 + chance.below(12)).map(|_| work(language, chance)).collect();
    let mut article =
        Article { language, title: title(language, chance), paragraphs: Vec::new(), notes: Vec::new() };
    for _ in 0..6 + chance.below(8) {
        let mut pieces = Vec::new();
        for _ in 0..3 + chance.below(4) {
            sentence(&mut article, &works, apparatus, chance, &mut pieces);
        }
        article.paragraphs.push(pieces);
    }
    article
}

fn sentence(
    article: &mut Article,
    works: &[Cite],
    apparatus: Apparatus,
    chance: &mut Chance,
    pieces: &mut Vec<Piece>,
) {
    let language = article.language;
    let cites = apparatus != Apparatus::Notes && chance.below(3) == 0;
    let narrative = cites && chance.below(4) == 0;
    if narrative {
        pieces.push(Piece::Words(format!("{} ", introduction(language))));
        pieces.push(Piece::Narrative(cite(works, chance)));
        pieces.push(Piece::Words(format!(
            " {} {}.",
            verb(language),
            words(language, 6 + chance.below(8), chance)
        )));
    } else {
        let mut text = words(language, 8 + chance.below(14), chance);
        if chance.below(4) == 0 {
            text = format!("{text} {}", chance.pick(figures(language)));
        }
        pieces.push(Piece::Words(capital(&text)));
        if cites {
            pieces.push(Piece::Words(" ".to_owned()));
            let count = [1, 1, 1, 2, 3][chance.below(5)];
            let mut group: Vec<Cite> = (0..count).map(|_| cite(works, chance)).collect();
            group.dedup_by(|a, b| a.names == b.names);
            group[0].see = chance.below(6) == 0;
            pieces.push(Piece::Group(group));
        }
        pieces.push(Piece::Words(".".to_owned()));
    }
    if apparatus != Apparatus::Citations && chance.below(3) == 0 {
        article.notes.push(note(language, chance));
        pieces.push(Piece::Marker(article.notes.len()));
    }
    pieces.push(Piece::Words(" ".to_owned()));
}

fn note(language: Language, chance: &mut Chance) -> String {
    let text = capital(&words(language, 6 + chance.below(20), chance));
    match chance.below(3) {
        0 => format!("{text} {}.", chance.pick(figures(language))),
        1 => format!("{text}. {}.", capital(&words(language, 5, chance))),
        _ => format!("{text}."),
    }
}

fn work(language: Language, chance: &mut Chance) -> Cite {
    let names = (0..[1, 1, 1, 2][chance.below(4)]).map(|_| name(language, chance)).collect();
    let letter = ["", "", "", "a", "b"][chance.below(5)];
    Cite { names, year: format!("{}{letter}", 1960 + chance.below(62)), pages: None, see: false }
}

fn cite(works: &[Cite], chance: &mut Chance) -> Cite {
    let mut cite = works[chance.below(works.len())].clone();
    if chance.below(2) == 0 {
        let first = 1 + chance.below(400);
        cite.pages = Some((first, first + [0, 0, 3][chance.below(3)]));
    }
    cite
}

fn name(language: Language, chance: &mut Chance) -> String {
    let heads = [
        "Bra", "Kel", "Dro", "Fen", "Gar", "Hol", "Jem", "Lor", "Mav", "Nev", "Pra", "Rud", "Sten", "Tor",
        "Vos",
    ];
    let tails =
        ["ber", "dahl", "fels", "gan", "kov", "lund", "mont", "ner", "rick", "sen", "tano", "witz", "zel"];
    let plain = format!("{}{}", chance.pick(&heads), chance.pick(&tails));
    match (chance.below(8), language) {
        (0, Language::German) => format!("von {plain}"),
        (0, Language::English) => format!("van der {plain}"),
        (0, Language::French | Language::Spanish) => format!("de {plain}"),
        (1, _) => format!("{plain}-{}{}", chance.pick(&heads), chance.pick(&tails)),
        (2, Language::German) => plain.replacen('o', "ö", 1),
        (2, Language::Spanish | Language::French) => plain.replacen('e', "é", 1),
        (3, Language::English) => format!("O’{plain}"),
        _ => plain,
    }
}

fn title(language: Language, chance: &mut Chance) -> String {
    capital(&words(language, 6, chance))
}

/// Words with a small letter at the head, and no mark but a comma.
fn words(language: Language, count: usize, chance: &mut Chance) -> String {
    let pool: Vec<&str> = match language {
        Language::English => {
            "the order of trade was never settled by law and its members kept their own rules \
             while merchants found other ways to move goods across borders"
        }
        Language::German => {
            "die ordnung des handels war nie durch gesetze bestimmt und ihre mitglieder hielten an \
             eigenen regeln fest während kaufleute andere wege über grenzen"
        }
        Language::French => {
            "le commerce de la ville était rarement réglé par une loi et ses membres gardaient \
             leurs propres usages pendant que les marchands cherchaient autrement"
        }
        Language::Spanish => {
            "el comercio de la ciudad nunca fue ordenado por una ley y sus miembros guardaban sus \
             propias reglas mientras los mercaderes buscaban otros caminos"
        }
    }
    .split(' ')
    .collect();
    let mut text = String::new();
    for at in 0..count {
        if at > 0 {
            text.push_str(if at % 7 == 6 { ", " } else { " " });
        }
        text.push_str(chance.pick(&pool));
    }
    text
}

/// Numbers that are no markers, and years that are no citations.
fn figures(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "in 1954",
            "with 15,000 members",
            "on 16 February 2019",
            "of track 1.5 talks",
            "between 1949 and 1955",
            "in May 2015",
            "at the summit (Geneva, 1954)",
            "by resolution 1368",
            "in the 1920s",
            "after the war (1914–1918)",
        ],
        Language::German => {
            &["im Jahr 1954", "mit 15 000 Mitgliedern", "am 16. Februar 2019", "in den 1920er Jahren"]
        }
        Language::French => &["en 1954", "avec 15 000 membres", "le 16 février 2019", "dans les années 1920"],
        Language::Spanish => {
            &["en 1954", "con 15.000 miembros", "el 16 de febrero de 2019", "en los años 1920"]
        }
    }
}

fn introduction(language: Language) -> &'static str {
    match language {
        Language::English => "As",
        Language::German => "Wie",
        Language::French => "Comme",
        Language::Spanish => "Como",
    }
}

fn verb(language: Language) -> &'static str {
    match language {
        Language::English => "argues,",
        Language::German => "schreibt,",
        Language::French => "affirme,",
        Language::Spanish => "sostiene,",
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
