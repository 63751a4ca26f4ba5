//! The words of each language for dates: German, French, Spanish and Chinese; English has a module of its own.

/// The words of one language.
pub(super) struct Tongue {
    /// How languages begin that it is for
    pub(super) code: &'static str,
    /// Months
    pub(super) months: [&'static str; 12],
    /// Months in few letters
    pub(super) short_months: [&'static str; 12],
    /// Spring, summer, autumn, winter
    pub(super) seasons: [&'static str; 4],
    /// The first day of a month
    pub(super) first_day: &'static str,
    /// A day
    pub(super) day_month_year: &'static str,
    /// A month
    pub(super) month_year: &'static str,
    /// A season, or another part of a year, in the place of `{m}`
    pub(super) season_year: &'static str,
    /// After the first of two days of one month
    pub(super) day_mark: &'static str,
    /// After the first of two months of one year
    pub(super) month_mark: &'static str,
    /// The n-th quarter
    pub(super) quarter: &'static str,
    /// The n-th third
    pub(super) third: &'static str,
    /// The n-th half
    pub(super) half: &'static str,
    /// The northern half of the world
    pub(super) north: &'static str,
    /// The southern half
    pub(super) south: &'static str,
    /// Ten years
    pub(super) decade: &'static str,
    /// Ten years in short
    pub(super) short_decade: &'static str,
    /// A century
    pub(super) century: &'static str,
    /// A century in short
    pub(super) short_century: &'static str,
    /// The digits of centuries
    pub(super) numerals: Numerals,
    /// Before the common era
    pub(super) before: &'static str,
    /// A year that stands alone
    pub(super) lone_year: &'static str,
    /// Of the common era, for years that would not look like years
    pub(super) after: &'static str,
    /// Any year
    pub(super) any_year: &'static str,
    /// Any time
    pub(super) any_time: &'static str,
    /// About
    pub(super) about: &'static str,
    /// About, in short
    pub(super) short_about: &'static str,
    /// Perhaps
    pub(super) perhaps: &'static str,
    /// Since
    pub(super) since: &'static str,
    /// Until
    pub(super) until: &'static str,
    /// From one to another
    pub(super) from_to: &'static str,
    /// A date or an earlier one
    pub(super) or_earlier: &'static str,
    /// A date or a later one
    pub(super) or_later: &'static str,
    /// Between the last two of several
    pub(super) and: &'static str,
    /// The same of those of which one is meant
    pub(super) or: &'static str,
    /// Between the others
    pub(super) comma: &'static str,
    /// Between two numbers
    pub(super) dash: &'static str,
}

/// How a language counts its centuries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numerals {
    /// 20
    Arabic,
    /// XX
    Roman,
}

/// The table of a language; `None` for English, which has a module of its own, and for languages without a table.
pub(super) fn tongue(language: &str) -> Option<&'static Tongue> {
    let first = language.split(['-', '_']).next().unwrap_or_default();
    TONGUES.iter().find(|tongue| tongue.code.eq_ignore_ascii_case(first))
}

const TONGUES: [Tongue; 4] = [
    Tongue {
        code: "de",
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        short_months: [
            "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
        ],
        seasons: ["Frühling", "Sommer", "Herbst", "Winter"],
        first_day: "1",
        day_month_year: "{d}. {m} {y}",
        month_year: "{m} {y}",
        season_year: "{m} {y}",
        day_mark: ".",
        month_mark: "",
        quarter: "{}. Quartal",
        third: "{}. Drittel",
        half: "{}. Hälfte",
        north: "Nordhalbkugel",
        south: "Südhalbkugel",
        decade: "{}er Jahre",
        short_decade: "{}er",
        century: "{}. Jahrhundert",
        short_century: "{}. Jh.",
        numerals: Numerals::Arabic,
        before: "{} v. Chr.",
        lone_year: "{}",
        after: "{} n. Chr.",
        any_year: "(Jahr unbekannt)",
        any_time: "Zeit unbekannt",
        about: "um {}",
        short_about: "ca. {}",
        perhaps: "vielleicht {}",
        since: "seit {}",
        until: "bis {}",
        from_to: "{} bis {}",
        or_earlier: "{} oder früher",
        or_later: "{} oder später",
        and: " und ",
        or: " oder ",
        comma: ", ",
        dash: "–",
    },
    Tongue {
        code: "fr",
        months: [
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
        short_months: [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.",
            "déc.",
        ],
        seasons: ["printemps", "été", "automne", "hiver"],
        first_day: "1er",
        day_month_year: "{d} {m} {y}",
        month_year: "{m} {y}",
        season_year: "{m} {y}",
        day_mark: "",
        month_mark: "",
        quarter: "trimestre {},",
        third: "tiers {},",
        half: "semestre {},",
        north: "hémisphère nord",
        south: "hémisphère sud",
        decade: "années {}",
        short_decade: "années {}",
        century: "{}e siècle",
        short_century: "{}e s.",
        numerals: Numerals::Roman,
        before: "{} av. J.-C.",
        lone_year: "{}",
        after: "{} apr. J.-C.",
        any_year: "(année inconnue)",
        any_time: "date inconnue",
        about: "vers {}",
        short_about: "v. {}",
        perhaps: "peut-être {}",
        since: "depuis {}",
        until: "jusqu’à {}",
        from_to: "{} – {}",
        or_earlier: "{} ou plus tôt",
        or_later: "{} ou plus tard",
        and: " et ",
        or: " ou ",
        comma: ", ",
        dash: "–",
    },
    Tongue {
        code: "es",
        months: [
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
        short_months: [
            "ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.", "dic.",
        ],
        seasons: ["primavera", "verano", "otoño", "invierno"],
        first_day: "1",
        day_month_year: "{d} de {m} de {y}",
        month_year: "{m} de {y}",
        season_year: "{m} de {y}",
        day_mark: "",
        month_mark: "",
        quarter: "trimestre {}",
        third: "tercio {}",
        half: "semestre {}",
        north: "hemisferio norte",
        south: "hemisferio sur",
        decade: "años {}",
        short_decade: "años {}",
        century: "siglo {}",
        short_century: "s. {}",
        numerals: Numerals::Roman,
        before: "{} a. C.",
        lone_year: "{}",
        after: "{} d. C.",
        any_year: "(año desconocido)",
        any_time: "fecha desconocida",
        about: "hacia {}",
        short_about: "h. {}",
        perhaps: "quizá {}",
        since: "desde {}",
        until: "hasta {}",
        from_to: "{} – {}",
        or_earlier: "{} o antes",
        or_later: "{} o después",
        and: " y ",
        or: " o ",
        comma: ", ",
        dash: "–",
    },
    Tongue {
        code: "zh",
        months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
        short_months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
        seasons: ["春季", "夏季", "秋季", "冬季"],
        first_day: "1",
        day_month_year: "{y}年{m}月{d}日",
        month_year: "{y}年{m}月",
        season_year: "{y}年{m}",
        day_mark: "",
        month_mark: "",
        quarter: "第{}季度",
        third: "第{}个三分之一",
        half: "第{}个半年",
        north: "北半球",
        south: "南半球",
        decade: "{}年代",
        short_decade: "{}年代",
        century: "{}世纪",
        short_century: "{}世纪",
        numerals: Numerals::Arabic,
        before: "公元前{}",
        lone_year: "{}年",
        after: "公元{}",
        any_year: "某",
        any_time: "时间不详",
        about: "约{}",
        short_about: "约{}",
        perhaps: "可能为{}",
        since: "自{}起",
        until: "至{}",
        from_to: "{}至{}",
        or_earlier: "{}或更早",
        or_later: "{}或更晚",
        and: "和",
        or: "或",
        comma: "、",
        dash: "–",
    },
];
