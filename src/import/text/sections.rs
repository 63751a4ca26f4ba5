//! The headings by which sections are known in several languages: notes, lists of works, what a site adds; what stands in
//! the sections is not looked at.

/// What a section is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Section {
    /// Notes
    Notes,
    /// Works, or notes under the name of references
    Works,
    /// A biography of the author
    Author,
    /// What a site adds: comments, related texts, adverts
    Site(&'static str),
}

const NOTES: &[&str] = &[
    "notes",
    "note",
    "endnotes",
    "end notes",
    "footnotes",
    "foot notes",
    "notes to the text",
    "notes and references",
    "references and notes",
    "notes & references",
    "citations",
    "anmerkungen",
    "anmerkung",
    "fußnoten",
    "fussnoten",
    "endnoten",
    "noten",
    "anmerkungen und literatur",
    "notas",
    "nota",
    "notas al pie",
    "notas a pie de página",
    "notas al final",
    "notas finales",
    "notas de rodapé",
    "notas de fim",
    "notas finais",
    "notas y referencias",
    "notas e referências",
    "notes de bas de page",
    "notes de fin",
    "notes et références",
    "notes de fin de document",
    "note a piè di pagina",
    "note di chiusura",
    "note e riferimenti",
    "voetnoten",
    "eindnoten",
    "noter",
    "fotnoter",
    "przypisy",
    "poznámky",
    "примечания",
    "сноски",
    "примітки",
    "尾注",
    "脚注",
    "注释",
    "注釋",
    "註釋",
    "註解",
    "注解",
    "附注",
    "注",
    "註",
    "後註",
    "文末脚注",
    "원주",
    "각주",
    "미주",
    "주석",
];

const WORKS: &[&str] = &[
    "references",
    "reference",
    "reference list",
    "list of references",
    "bibliography",
    "select bibliography",
    "works cited",
    "literature",
    "literature cited",
    "sources",
    "sources cited",
    "cited works",
    "further reading",
    "literatur",
    "literaturverzeichnis",
    "bibliographie",
    "quellen",
    "quellenverzeichnis",
    "quellen und literatur",
    "références",
    "références bibliographiques",
    "bibliographie sélective",
    "ouvrages cités",
    "referencias",
    "referencias bibliográficas",
    "bibliografía",
    "obras citadas",
    "fuentes",
    "referências",
    "referências bibliográficas",
    "bibliografia",
    "obras citadas",
    "fontes",
    "riferimenti bibliografici",
    "riferimenti",
    "opere citate",
    "literatuur",
    "литература",
    "список литературы",
    "参考文献",
    "參考文獻",
    "参考资料",
    "引用文献",
    "참고문헌",
];

const AUTHOR: &[&str] = &[
    "about the author",
    "about the authors",
    "the author",
    "the authors",
    "author",
    "authors",
    "author bio",
    "author biography",
    "author information",
    "notes on contributors",
    "notes on contributor",
    "über den autor",
    "über die autorin",
    "zum autor",
    "zur autorin",
    "à propos de l'auteur",
    "à propos de l’auteur",
    "à propos de l'autrice",
    "sobre el autor",
    "sobre la autora",
    "sobre los autores",
    "acerca del autor",
    "sobre o autor",
    "sobre a autora",
    "sobre os autores",
    "sull'autore",
    "sull’autore",
    "作者简介",
    "关于作者",
    "作者簡介",
];

const SITE: &[(&str, &[&str])] = &[
    (
        "comment form",
        &[
            "leave a reply",
            "leave a comment",
            "post a comment",
            "add a comment",
            "comments",
            "join the discussion",
            "join the conversation",
            "write a comment",
            "have your say",
            "please enter your comment!",
            "schreibe einen kommentar",
            "kommentar schreiben",
            "kommentare",
            "laisser un commentaire",
            "commentaires",
            "deja un comentario",
            "deja una respuesta",
            "comentarios",
            "deixe um comentário",
            "deixe uma resposta",
            "comentários",
            "lascia un commento",
            "发表评论",
            "发表回复",
            "评论",
            "留言",
        ],
    ),
    (
        "related texts",
        &[
            "most popular",
            "most read",
            "popular posts",
            "popular articles",
            "related posts",
            "related articles",
            "related stories",
            "related content",
            "related",
            "you may also like",
            "you might also like",
            "recommended for you",
            "recommended",
            "more from this author",
            "more from author",
            "more stories",
            "more on this topic",
            "read next",
            "read more",
            "recent posts",
            "latest posts",
            "latest news",
            "trending",
            "trending now",
            "people also read",
            "also on this site",
            "ähnliche artikel",
            "ähnliche beiträge",
            "das könnte sie auch interessieren",
            "mehr zum thema",
            "meistgelesen",
            "articles similaires",
            "à lire aussi",
            "lire aussi",
            "sur le même sujet",
            "artículos relacionados",
            "entradas relacionadas",
            "te puede interesar",
            "lo más leído",
            "artigos relacionados",
            "leia também",
            "mais lidas",
            "相关文章",
            "相关阅读",
            "热门文章",
            "推荐阅读",
        ],
    ),
    (
        "share buttons",
        &[
            "share this",
            "share this article",
            "share this post",
            "share this story",
            "share this:",
            "share",
            "share on",
            "like this:",
            "like this",
            "follow us",
            "follow us on",
            "teilen",
            "artikel teilen",
            "partager",
            "partager cet article",
            "compartir",
            "comparte",
            "compartilhar",
            "compartilhe",
            "分享",
            "分享到",
        ],
    ),
    (
        "newsletter",
        &[
            "newsletter",
            "subscribe",
            "subscribe to our newsletter",
            "sign up for our newsletter",
            "get our newsletter",
            "stay informed",
            "stay up to date",
            "newsletter abonnieren",
            "abonnez-vous",
            "suscríbete",
            "inscreva-se",
        ],
    ),
];

/// What section a line is the heading of, if it is one by its words.
pub(in crate::import) fn section(line: &str) -> Option<Section> {
    if line.len() > 80 {
        return None;
    }
    let plain = plain(line);
    let is = |words: &[&str]| words.contains(&plain.as_str());
    if is(NOTES) {
        return Some(Section::Notes);
    }
    if is(WORKS) {
        return Some(Section::Works);
    }
    if is(AUTHOR) {
        return Some(Section::Author);
    }
    SITE.iter().find(|(_, words)| is(words)).map(|(what, _)| Section::Site(what))
}

/// The words of a heading: small letters, without a number before them and marks around them.
fn plain(line: &str) -> String {
    let behind_number = line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')'));
    let words = behind_number.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '#' | '*' | '_' | '=' | '-' | '–' | '—' | '[' | ']' | ':' | '：' | '.' | '•' | '【' | '】'
            )
    });
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_their_languages() {
        for line in [
            "Notes",
            "NOTES:",
            "7. Endnotes",
            "## Anmerkungen",
            "[Notas]",
            "尾注",
            "Notes de bas de page",
            "— Notes —",
        ] {
            assert_eq!(section(line), Some(Section::Notes), "{line}");
        }
        assert_eq!(section("Bibliography"), Some(Section::Works));
        assert_eq!(section("About the Author"), Some(Section::Author));
        assert_eq!(section("Leave a Reply"), Some(Section::Site("comment form")));
        for line in ["", "Notes on China", "The author argues", "1", "###"] {
            assert_eq!(section(line), None, "{line}");
        }
    }
}
