//! The names of the months as people write them in six languages, in lower case; how a date is put together is not
//! known here.
//!
//! Abbreviations that are common words of their own (`set`, `out`, `ago`) are left out.

/// The English names, in order.
pub(crate) const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month, from 1, by its name or abbreviation in lower case and without a full stop.
pub(crate) fn month(word: &str) -> Option<u8> {
    let named = |n: &usize| NAMES.iter().any(|names| names.get(*n) == Some(&word));
    let short = |n: &usize| SHORT.get(*n).is_some_and(|names| names.contains(&word));
    let place = (0..12).find(|n| named(n) || short(n))?;
    u8::try_from(place + 1).ok()
}

/// Twelve names for each language; the last row has other spellings.
const NAMES: [[&str; 12]; 7] = [
    ENGLISH,
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    ["jänner", "feber", "maerz", "avr", "mei", "juin", "juil", "aout", "setiembre", "okt", "nov", "dez"],
];

const SHORT: [&[&str]; 12] = [
    &["jan", "janv", "ene"],
    &["feb", "febr", "fév", "févr", "fev"],
    &["mar", "mär"],
    &["apr", "abr"],
    &[],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep", "sept"],
    &["oct"],
    &["nov"],
    &["dec", "déc", "dic"],
];
