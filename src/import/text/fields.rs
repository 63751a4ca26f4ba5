//! The labels of header blocks, `Author: …`, `Keywords: …`, in several languages; what their values mean is settled in
//! `metadata`.

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// Who wrote it
    Author,
    /// Who edited it
    Editor,
    /// Who translated it
    Translator,
    /// Where the author works
    Affiliation,
    /// The journal, newspaper or book
    Container,
    /// The publisher
    Publisher,
    /// The date
    Issued,
    /// The publisher's place
    Place,
    /// The kind of text
    Kind,
    /// How many words it has
    Words,
    /// Keywords
    Keywords,
    /// Where it was taken from
    Source,
    /// Its title
    Title,
    /// Its DOI
    Doi,
    /// Its address
    Url,
    /// The journal's number
    Issn,
    /// The book's number
    Isbn,
    /// The volume
    Volume,
    /// The issue
    Issue,
    /// The pages
    Pages,
    /// The abstract
    Abstract,
    /// The licence
    License,
    /// The language
    Language,
}

const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Author,
        &[
            "author",
            "authors",
            "author(s)",
            "by",
            "written by",
            "text by",
            "autor",
            "autorin",
            "autoren",
            "autores",
            "auteur",
            "auteurs",
            "autrice",
            "autora",
            "von",
            "par",
            "por",
            "autor/a",
            "作者",
            "撰文",
            "文",
        ],
    ),
    (
        Label::Editor,
        &["editor", "editors", "edited by", "herausgeber", "éditeur scientifique", "editado por", "编辑"],
    ),
    (
        Label::Translator,
        &[
            "translator",
            "translated by",
            "translation",
            "übersetzer",
            "übersetzung",
            "traduction",
            "traducteur",
            "traducción",
            "traductor",
            "tradução",
            "tradutor",
            "译者",
            "翻译",
        ],
    ),
    (
        Label::Affiliation,
        &[
            "affiliation",
            "affiliations",
            "institution",
            "institut",
            "afiliación",
            "institución",
            "afiliação",
            "instituição",
            "单位",
            "作者单位",
        ],
    ),
    (
        Label::Container,
        &[
            "journal",
            "magazine",
            "newspaper",
            "published in",
            "publication",
            "zeitschrift",
            "erschienen in",
            "revue",
            "revista",
            "publicado en",
            "publicado em",
            "期刊",
            "刊物",
        ],
    ),
    (
        Label::Publisher,
        &[
            "publisher",
            "organization",
            "organisation",
            "verlag",
            "éditeur",
            "editorial",
            "editora",
            "出版社",
            "机构",
        ],
    ),
    (
        Label::Issued,
        &[
            "date",
            "published",
            "publication date",
            "date published",
            "published on",
            "posted",
            "posted on",
            "datum",
            "veröffentlicht",
            "veröffentlicht am",
            "publié le",
            "date de publication",
            "fecha",
            "fecha de publicación",
            "publicado",
            "publicado el",
            "data",
            "data de publicação",
            "日期",
            "发布时间",
            "发表时间",
            "时间",
        ],
    ),
    (Label::Place, &["place", "city", "ort", "lieu", "lugar", "local", "地点"]),
    (
        Label::Kind,
        &[
            "type",
            "type of literature",
            "document type",
            "article type",
            "kind",
            "genre",
            "art",
            "textart",
            "tipo",
            "tipo de documento",
            "类型",
        ],
    ),
    (
        Label::Words,
        &[
            "word count",
            "words",
            "length",
            "wörter",
            "nombre de mots",
            "número de palabras",
            "número de palavras",
            "字数",
        ],
    ),
    (
        Label::Keywords,
        &[
            "keywords",
            "keyword",
            "key words",
            "tags",
            "subjects",
            "topics",
            "schlagwörter",
            "schlüsselwörter",
            "stichwörter",
            "mots-clés",
            "mots clés",
            "mots-clefs",
            "palabras clave",
            "palabras-clave",
            "palavras-chave",
            "palavras chave",
            "parole chiave",
            "关键词",
            "关键字",
            "标签",
        ],
    ),
    (
        Label::Source,
        &["source", "originally published", "original source", "quelle", "fuente", "fonte", "来源", "出处"],
    ),
    (Label::Title, &["title", "titel", "titre", "título", "标题", "题目"]),
    (Label::Doi, &["doi"]),
    (Label::Url, &["url", "link", "permalink", "网址", "链接"]),
    (Label::Issn, &["issn", "e-issn", "eissn"]),
    (Label::Isbn, &["isbn"]),
    (Label::Volume, &["volume", "vol", "band", "volumen", "卷"]),
    (Label::Issue, &["issue", "number", "no", "heft", "numéro", "número", "期"]),
    (Label::Pages, &["pages", "pp", "seiten", "páginas", "页码", "页"]),
    (
        Label::Abstract,
        &[
            "abstract",
            "summary",
            "zusammenfassung",
            "kurzfassung",
            "résumé",
            "resumen",
            "resumo",
            "riassunto",
            "摘要",
            "内容提要",
        ],
    ),
    (Label::License, &["license", "licence", "rights", "lizenz", "licencia", "licença", "许可"]),
    (Label::Language, &["language", "sprache", "langue", "idioma", "língua", "语言"]),
];

/// The label that a line begins with, and its value; of a double label such as `Date/Place` both.
pub(super) fn labelled(line: &str) -> Option<(Vec<Label>, &str)> {
    let run_in = run_in(line);
    if run_in.is_some() {
        return run_in;
    }
    let (name, value) = line.split_once([':', '：'])?;
    if name.chars().count() > 40 || value.starts_with("//") {
        return None;
    }
    let name = name.trim().trim_matches(['*', '_', '[', '【', ']', '】', '.', '•', '-', ' ']).to_lowercase();
    let labels: Vec<Label> = match known(&name) {
        Some(label) => vec![label],
        None => name.split('/').map(|part| known(part.trim())).collect::<Option<_>>()?,
    };
    Some((labels, value.trim().trim_start_matches(['*', '_', ' '])))
}

/// An abstract or keywords behind a full stop or a dash: `Abstract. This article …`, `Keywords — water; law`.
fn run_in(line: &str) -> Option<(Vec<Label>, &str)> {
    let (name, value) = line.split_once(['.', '—', '–'])?;
    let label = known(&name.trim().to_lowercase())?;
    let value = value.trim_start_matches(['—', '–', ' ', '\u{a0}']);
    (matches!(label, Label::Abstract | Label::Keywords) && !value.is_empty()).then(|| (vec![label], value))
}

/// A label without a colon before a date: `date 2020-05-12`, `Published 26 March 2019`.
pub(super) fn dated(line: &str) -> Option<&str> {
    let names = LABELS.iter().find(|(label, _)| *label == Label::Issued).map_or(&[][..], |(_, names)| names);
    let fits = |name: &&&str| {
        let start = line.get(..name.len()).filter(|start| start.to_lowercase() == **name)?;
        line.get(start.len()..).filter(|rest| rest.starts_with(' ')).map(str::trim_start)
    };
    names
        .iter()
        .filter_map(|name| fits(&name).map(|rest| (name.len(), rest)))
        .max_by_key(|(length, _)| *length)
        .map(|(_, rest)| rest)
}

fn known(name: &str) -> Option<Label> {
    LABELS.iter().find(|(_, names)| names.contains(&name)).map(|(label, _)| *label)
}

/// The CSL type of a kind of text, as it is called; `None` where it is none that CSL knows.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    let name = name.trim().trim_end_matches('.').to_lowercase();
    Some(match name.as_str() {
        "journal article"
        | "article in a journal"
        | "research article"
        | "zeitschriftenartikel"
        | "article de revue"
        | "artículo de revista"
        | "artigo de revista"
        | "期刊论文" => "article-journal",
        "magazine article" => "article-magazine",
        "newspaper article" | "news" | "news article" | "zeitungsartikel" => "article-newspaper",
        "report" | "policy brief" | "policy paper" | "working paper" | "analysis" | "bericht" | "rapport"
        | "informe" | "relatório" => "report",
        "book" | "buch" | "livre" | "libro" | "livro" => "book",
        "book chapter" | "chapter" => "chapter",
        "blog" | "blog post" => "post-weblog",
        "web page" | "webpage" => "webpage",
        "thesis" | "dissertation" => "thesis",
        "speech" => "speech",
        "conference paper" => "paper-conference",
        "review" => "review",
        "book review" => "review-book",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known() {
        let check = |line: &str, labels: &[Label], value: &str| {
            assert_eq!(labelled(line), Some((labels.to_vec(), value)), "{line}");
        };
        check("Author: Patricia M. Kim", &[Label::Author], "Patricia M. Kim");
        check("Date/Place: November 15, 2021/ USA", &[Label::Issued, Label::Place], "November 15, 2021/ USA");
        check("关键词：中国；联盟", &[Label::Keywords], "中国；联盟");
        check("**Mots-clés :** traité", &[Label::Keywords], "traité");
        check("Resumen. Este texto: nada.", &[Label::Abstract], "Este texto: nada.");
        check("Abstract — The rivers.", &[Label::Abstract], "The rivers.");
        for line in ["", "The question: why", "https://example.org", "Author", "Note: see below"] {
            assert_eq!(labelled(line), None, "{line}");
        }
    }

    #[test]
    fn dates_need_no_colon() {
        assert_eq!(dated("date 2020-05-12 Security"), Some("2020-05-12 Security"));
        assert_eq!(dated("Published on 3 May 2020"), Some("3 May 2020"));
        assert_eq!(dated("Dates matter"), None);
    }
}
