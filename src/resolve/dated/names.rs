//! The words for months, seasons, days of the week and parts of a time, in the languages of `lexicon`.
//!
//! Names are in lower case. Abbreviations that are common words of their own (`set`, `out`, `ago`) are left out.

use super::value::Part;

const SEASONS: [&[&str]; 4] = [
    &["spring", "frühjahr", "frühling", "printemps", "primavera"],
    &["summer", "sommer", "été", "verano", "verão", "estate"],
    &["autumn", "fall", "herbst", "automne", "otoño", "outono", "autunno"],
    &["winter", "hiver", "invierno", "inverno"],
];

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The days of the week.
pub(super) const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "feira",
];

/// Words that name a part of a longer time.
const PARTS: &[(&str, Part)] = &[
    ("early", Part::Early),
    ("beginning", Part::Early),
    ("start", Part::Early),
    ("anfang", Part::Early),
    ("début", Part::Early),
    ("principios", Part::Early),
    ("comienzos", Part::Early),
    ("início", Part::Early),
    ("mid", Part::Middle),
    ("middle", Part::Middle),
    ("mitte", Part::Middle),
    ("milieu", Part::Middle),
    ("mediados", Part::Middle),
    ("meados", Part::Middle),
    ("late", Part::Late),
    ("end", Part::Late),
    ("ende", Part::Late),
    ("fin", Part::Late),
    ("finales", Part::Late),
    ("fines", Part::Late),
    ("final", Part::Late),
];

/// The season that a word names, 21 to 24.
pub(super) fn season(word: &str) -> Option<u8> {
    (21..).zip(SEASONS).find(|(_, names)| names.contains(&word)).map(|(season, _)| season)
}

/// The month that a Roman number counts.
pub(super) fn roman(word: &str) -> Option<u8> {
    (1..).zip(ROMAN).find(|(_, name)| *name == word).map(|(month, _)| month)
}

/// The part of a longer time that a word names.
pub(super) fn part(word: &str) -> Option<Part> {
    PARTS.iter().find(|(name, _)| *name == word).map(|(_, part)| *part)
}
