//! The lines that a site sets around and into a text, in several languages; where they stand is judged elsewhere.

/// Lines that are chrome wherever they stand, whole and in small letters.
const LINES: &[(&str, &[&str])] = &[
    (
        "navigation",
        &[
            "skip to content",
            "jump to content",
            "jump to navigation",
            "jump to search",
            "from wikipedia, the free encyclopedia",
            "create account",
            "view history",
            "view source",
            "edit",
            "read",
            "talk",
            "article",
            "donate",
            "tools",
            "appearance",
            "artikel",
            "diskussion",
            "lesen",
            "bearbeiten",
            "versionsgeschichte",
            "aus wikipedia, der freien enzyklopädie",
            "discussion",
            "lire",
            "modifier",
            "voir l’historique",
            "créer un compte",
            "discusión",
            "leer",
            "editar",
            "ver historial",
            "crear una cuenta",
            "de wikipedia, la enciclopedia libre",
            "skip to main content",
            "skip to navigation",
            "menu",
            "main menu",
            "home",
            "search",
            "log in",
            "login",
            "sign in",
            "sign up",
            "register",
            "my account",
            "back to top",
            "next article",
            "previous article",
            "next post",
            "previous post",
            "previous",
            "next",
            "contact us",
            "about us",
            "site map",
            "open in app",
            "open menu",
            "close menu",
            "toggle navigation",
            "zum inhalt springen",
            "startseite",
            "suche",
            "anmelden",
            "aller au contenu",
            "aller au contenu principal",
            "accueil",
            "recherche",
            "connexion",
            "saltar al contenido",
            "ir al contenido",
            "inicio",
            "buscar",
            "iniciar sesión",
            "ir para o conteúdo",
            "início",
            "entrar",
            "首页",
            "搜索",
            "登录",
            "返回顶部",
            "上一篇",
            "下一篇",
        ],
    ),
    (
        "share buttons",
        &[
            "print friendly, pdf & email",
            "print",
            "print this page",
            "email",
            "e-mail",
            "pdf",
            "download pdf",
            "facebook",
            "twitter",
            "x",
            "linkedin",
            "whatsapp",
            "telegram",
            "reddit",
            "pinterest",
            "copy link",
            "tweet",
            "pin it",
            "share",
            "save",
            "listen to this article",
            "listen",
            "drucken",
            "teilen",
            "imprimer",
            "partager",
            "imprimir",
            "compartir",
            "compartilhar",
            "打印",
            "分享",
        ],
    ),
    (
        "advert",
        &[
            "advertisement",
            "- advertisement -",
            "advertisment",
            "- advertisment -",
            "advertising",
            "sponsored",
            "sponsored content",
            "google search engine",
            "anzeige",
            "werbung",
            "publicité",
            "publicidad",
            "publicidade",
            "广告",
        ],
    ),
    (
        "cookie notice",
        &[
            "cookie settings",
            "cookie policy",
            "accept",
            "accept all",
            "accept cookies",
            "accept all cookies",
            "reject all",
            "manage preferences",
            "alle akzeptieren",
            "tout accepter",
            "aceptar",
            "aceitar",
            "privacy policy",
            "terms of use",
            "terms of service",
        ],
    ),
    (
        "comment form",
        &["please enter your comment!", "please enter your name here", "post comment", "view comments"],
    ),
];

/// Beginnings of lines that are chrome, in small letters.
const BEGINNINGS: &[(&str, &[&str])] = &[
    (
        "share buttons",
        &[
            "print friendly",
            "share this ",
            "share on ",
            "click to share",
            "click to print",
            "tweet this",
            "like this:",
        ],
    ),
    (
        "comment form",
        &[
            "your email address will not be published",
            "required fields are marked",
            "this site uses akismet",
            "please enter your",
            "save my name, email",
            "notify me of ",
            "you must be logged in",
            "leave a reply",
            "leave a comment",
            "deine e-mail-adresse wird nicht",
            "ihre e-mail-adresse wird nicht",
            "erforderliche felder",
            "votre adresse e-mail ne sera pas",
            "votre adresse courriel ne sera",
            "les champs obligatoires",
            "tu dirección de correo electrónico no será",
            "los campos obligatorios",
            "o seu endereço de e-mail não",
            "o seu endereço de email não",
            "campos obrigatórios",
            "il tuo indirizzo email non",
            "您的邮箱地址不会被公开",
            "必填项已用",
        ],
    ),
    (
        "cookie notice",
        &[
            "this site uses cookies",
            "this website uses cookies",
            "we use cookies",
            "by continuing to use",
            "by using this site",
            "diese website verwendet cookies",
            "wir verwenden cookies",
            "ce site utilise des cookies",
            "nous utilisons des cookies",
            "este sitio utiliza cookies",
            "este sitio web utiliza cookies",
            "utilizamos cookies",
            "usamos cookies",
            "este site utiliza cookies",
            "este site usa cookies",
            "本网站使用cookie",
        ],
    ),
    (
        "newsletter",
        &[
            "subscribe to ",
            "sign up for ",
            "sign up to ",
            "join our newsletter",
            "get the latest",
            "follow us on",
            "abonnieren sie",
            "abonnez-vous",
            "inscrivez-vous",
            "suscríbete",
            "suscríbase",
            "inscreva-se",
            "assine ",
        ],
    ),
    (
        "rights",
        &[
            "all rights reserved",
            "alle rechte vorbehalten",
            "tous droits réservés",
            "todos los derechos reservados",
            "todos os direitos reservados",
            "© ",
            "copyright ©",
            "copyright 1",
            "copyright 2",
            "(c) 20",
            "版权所有",
        ],
    ),
    (
        "navigation",
        &[
            "home > ",
            "home » ",
            "home › ",
            "home / ",
            "home | ",
            "you are here",
            "startseite > ",
            "accueil > ",
            "accueil / ",
            "inicio > ",
            "inicio / ",
            "início > ",
            "filed under",
            "posted in ",
            "view all posts by",
            "tagged with",
            "read more:",
            "related:",
            "see also:",
            "read also:",
            "also read:",
            "lire aussi",
            "à lire aussi",
            "leia também",
            "leia mais:",
            "lea también",
            "lea más",
            "lesen sie auch",
            "mehr zum thema",
            "continue reading",
            "click here to ",
            "当前位置",
        ],
    ),
];

/// What a line seems to be for, if it is no part of the text.
pub(in crate::import) fn chrome(line: &str) -> Option<&'static str> {
    if line.len() > 300 {
        return None;
    }
    let lower = line.replace('\u{a0}', " ").to_lowercase();
    let lower = lower.trim_matches(|c: char| c.is_whitespace() || matches!(c, '•' | '|' | '·' | '»' | '›'));
    let whole = LINES.iter().find(|(_, lines)| lines.contains(&lower));
    let begun = || BEGINNINGS.iter().find(|(_, starts)| starts.iter().any(|start| lower.starts_with(start)));
    whole.or_else(begun).map(|(what, _)| *what).or_else(|| by_shape(lower))
}

/// Lines that are known by their shape.
fn by_shape(lower: &str) -> Option<&'static str> {
    let words = lower.split_whitespace().count();
    let minutes =
        (lower.ends_with("min read") || lower.ends_with("minute read") || lower.ends_with("minutes read"))
            && words <= 5;
    let shares = words <= 3
        && ["shares", "views", "likes"].iter().any(|word| lower.ends_with(word))
        && lower.starts_with(|c: char| c.is_ascii_digit());
    let comments = words <= 3
        && lower.starts_with(|c: char| c.is_ascii_digit())
        && (lower.ends_with("comments") || lower.ends_with("comment"));
    let visit = lower.starts_with("for more information") && lower.contains("visit");
    let networks =
        ["facebook", "twitter", "linkedin", "whatsapp", "email", "pinterest", "reddit", "telegram", "print"];
    let met = networks.iter().filter(|network| lower.contains(*network)).count();
    match () {
        () if minutes || shares => Some("share buttons"),
        () if comments => Some("comment form"),
        () if visit => Some("navigation"),
        () if met >= 2 && words <= 10 => Some("share buttons"),
        () => None,
    }
}

/// Whether a line is the path to a page: `Home > Articles > …`, or the same without its marks before the title.
pub(in crate::import) fn is_path(line: &str, title: &str) -> bool {
    const HOMES: [&str; 6] = ["Home", "Startseite", "Accueil", "Inicio", "Início", "首页"];
    let behind = HOMES.iter().find_map(|home| line.strip_prefix(home));
    let marks = line.matches(['>', '›', '»']).count() + line.matches(" / ").count();
    let below = behind.is_some_and(|behind| !behind.starts_with(char::is_lowercase));
    below && (marks > 0 || (!title.is_empty() && line.ends_with(title)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chrome_is_known() {
        for line in [
            "Print Friendly, PDF & Email",
            "- Advertisment -",
            "Your email address will not be published. Required fields are marked *",
            "This site uses Akismet to reduce spam.",
            "Share on Facebook Twitter",
            "5 min read",
            "Votre adresse e-mail ne sera pas publiée.",
            "© 2024 Somebody",
            "Home > China > Articles",
        ] {
            assert!(chrome(line).is_some(), "{line}");
        }
        for line in [
            "",
            "Home rule was granted.",
            "Search and rescue",
            "The print run was small",
            "12 men",
            "In print",
        ] {
            assert_eq!(chrome(line), None, "{line}");
        }
    }

    #[test]
    fn paths_end_in_the_title() {
        assert!(is_path("HomeGlobal PerspectiveThe Title", "The Title"));
        assert!(is_path("Home › News › X", ""));
        assert!(!is_path("Homeland", "Title"));
        assert!(!is_path("Homer Sings The Title", "The Title"));
    }
}
