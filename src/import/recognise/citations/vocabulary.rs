//! The small words around citations in the languages that are read; how they are put together is not known here.

/// Whether a word is one of those that stand in a list with spaces between them.
pub(super) fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|other| other == word)
}

/// Whether a word may stand before an author's name within the brackets: `see`, `also`, `quoted`, `in`.
pub(super) fn leads(word: &str) -> bool {
    points(word) || has(LEADING, word)
}

/// Whether a word before a name tells of a citation and of nothing else: `see`, `cf`, `quoted`.
pub(super) fn points(word: &str) -> bool {
    has(POINTING, word)
}

/// Whether a lower-case word is a part of a family name: `van`, `der`, `de`.
pub(super) fn is_particle(word: &str) -> bool {
    has(PARTICLES, word)
}

/// Whether a lower-case word may stand within the name of a body: `of`, `the`, `für`.
pub(super) fn joins_body(word: &str) -> bool {
    is_particle(word) || has(IN_BODIES, word)
}

/// Whether a word stands between the last two authors.
pub(super) fn joins_names(word: &str) -> bool {
    matches!(word, "and" | "und" | "et" | "y" | "e" | "и" | "й" | "en" | "och" | "og" | "con" | "i")
}

/// Whether a word is a month or a season, so that a year behind it is a part of a date.
pub(super) fn is_month(word: &str) -> bool {
    has(MONTHS, word)
}

/// Whether a word behind a year in brackets tells what its author wrote: `argues`, `points`, `zeigt`.
pub(super) fn reports(word: &str) -> bool {
    const STEMS: &str = "\
    argu claim contend sugges demonstrat describ emphasi maintain conclud propos explain defin discuss \
    observ insist assert identif analy examin investigat characteri theori conceptuali acknowledg highlight \
    zeig schreib argument betont beschreib stell definier untersuch affirm montr soulign écri décri soutien \
    soutient señal sostien muestr describe plante sugiere mostr defend destac escrev пиш отмеч утвержд \
    полага 认为 指出 提出 主张 强调";
    const WORDS: &str = "\
    notes noted shows show showed shown finds find found writes wrote write states stated puts put points \
    pointed reports reported calls called sees has have offers offered reminds warns warned believes holds \
    distinguishes estimates estimated uses use provide provides introduced developed refers regards says \
    said traces makes rejects considers considered hat haben nennt sieht note propose explique indica afirma \
    argumenta dice diz aponta themselves himself herself";
    has(WORDS, word) || STEMS.split(' ').any(|stem| word.starts_with(stem))
}

/// Whether a word before an author's name in the sentence introduces what they wrote: `As Xi (2017c) has put it`.
pub(super) fn introduces(word: &str) -> bool {
    const WORDS: &str = "\
    as by to see also cf following follow contra pace per with from wie laut nach siehe vgl bei von selon \
    comme par voir chez según como por véase ver segundo conforme para secondo как по see, 正如 据 like unlike";
    has(WORDS, word)
}

/// Whether a capitalised word begins a sentence or a title more likely than it is a name.
pub(super) fn is_function_word(word: &str) -> bool {
    has(FUNCTION_WORDS, word)
}

/// Whether a word may stand behind the year and the locator without being part of another sentence: `emphasis added`.
pub(super) fn trails(word: &str) -> bool {
    has(TRAILING, word)
}

const TRAILING: &str = "\
    emphasis emphases italics original translation translations translated my mine added author author's \
    author’s authors authors’ our ours own trans in the by hereafter henceforth respectively passim above \
    below supra infra and others among many references therein inter alia for a review example instance et \
    seq quotation quoted there omitted removed modified edited chinese russian german french spanish \
    hervorhebung hervorhebungen herv hervorh übersetzung übers eigene im i o d verf durch den die verfasser \
    verfasserin verfassers von mir passage soulignée souligné nous traduisons traduction personnelle notre \
    nos je souligne soulignons l’auteur traducción propia énfasis cursiva cursivas mío mía añadido añadidas \
    agregado del grifo grifos nosso nossos meu meus tradução nossa minha livre ênfase do no autor autora \
    курсив мой наш перевод автора w n unpaginated online web";

const POINTING: &str = "\
    see cf cfr compare contrast quoted cited qtd quoting citing e.g eg vide reprinted reproduced adapted \
    reviewed summarised summarized siehe vgl vergleiche zit zitiert zitiere bspw voir cité cités citée \
    citées véase véanse vea veja citado citada citados citadas apud ver vedi citato citata см цит ср also \
    auch aussi también também inter alia notamment insb insbesondere especially particularly esp";

const LEADING: &str = "\
    in by for example instance further generally particular e g i but and or as from after following based \
    on according to discussed discussion review overview reviews details more notably recently most \
    originally translated source sources data argued suggested noted shown well among others other via \
    contra pace viz critique summary a an the s z b so etwa nach bei dazu hierzu ebenso ähnlich anders \
    kritisch ausführlich grundlegend u nachgedruckt quelle zum beispiel par exemple p ex dans comparer \
    d'après d’après selon v sur ce point por ejemplo ej según como en tomado fuente entre otros exemplo \
    em conforme segundo fonte outros si veda anche cit ad es также напр например по introduced developed \
    proposed described implemented respectively first used using similar related work earlier previously \
    recent early both either here hereafter henceforth now not only per reported published available found \
    with of";

const PARTICLES: &str = "\
    van von der den de del della di da das do dos du des la le les el al ibn bin bint ter ten te zu vom af \
    av 't degli dei lo";

const IN_BODIES: &str = "\
    of the for and on to at with against und für zur zum im et pour sur aux au à en para por los las sobre \
    os as no na dem per i и по в";

const MONTHS: &str = "\
    january february march april may june july august september october november december jan feb mar apr \
    jun jul aug sep sept oct nov dec spring summer autumn fall winter januar februar märz mai juni juli \
    oktober dezember jänner frühjahr sommer herbst janvier février mars avril juin juillet août septembre \
    octobre novembre décembre printemps été automne hiver enero febrero marzo abril mayo junio julio agosto \
    septiembre octubre noviembre diciembre primavera verano otoño invierno janeiro fevereiro março maio \
    junho julho setembro outubro dezembro verão outono января февраля марта апреля мая июня июля августа \
    сентября октября ноября декабря mid early late since until before after by in during circa ca c born \
    died b d r fl from between year seit bis um vor depuis vers en desde hasta hacia até em";

const FUNCTION_WORDS: &str = "\
    the a an in on at by for from to of as if so but and or yet while when where what why how who since \
    after before during although though because however indeed following according see also both like unlike \
    with without these those this that their his her its our my there here thus hence moreover furthermore \
    finally first second third then later recently similarly likewise instead nevertheless nonetheless \
    compare contra pace cf even another other some many most all only not no wie nach laut bei die der das \
    den dem ein eine im auch siehe vgl während seit für von mit selon comme d'après d’après le la les un une \
    pour dans chez voir ainsi según como el los las una para en véase ver segundo conforme o os um uma em \
    как по согласно в drawing building using citing quoting contrast we i he she they it you is was are were \
    do does did has have within through under over about between among against per via whereas earlier today \
    note consider take recall can could may might such more much several again still just once until unless \
    whether than too very well";

#[cfg(test)]
mod tests {
    use super::{is_month, leads, points, reports};

    #[test]
    fn words_are_known_for_what_they_do() {
        assert!(leads("see") && points("see") && leads("in") && !points("in"));
        assert!(reports("argued") && reports("has") && !reports("signed") && !reports("was"));
        assert!(is_month("may") && !is_month("foot"));
    }
}
