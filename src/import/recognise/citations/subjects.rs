//! Names that stand before years without having written anything: places, treaties, wars, publishers; and the words by
//! which bodies that do write are known.

use super::vocabulary::has;

/// What a capitalised word speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A town or a country
    Place,
    /// A treaty, a war, a resolution, a figure
    Event,
    /// A publishing house
    Publisher,
    /// A body that writes: a ministry, an office, a newspaper
    Body,
}

/// What a folded word speaks for, if it is known.
pub(super) fn subject(folded: &str) -> Option<Subject> {
    if has(BODIES, folded) {
        Some(Subject::Body)
    } else if has(PUBLISHERS, folded) {
        Some(Subject::Publisher)
    } else if has(EVENTS, folded) {
        Some(Subject::Event)
    } else if has(PLACES, folded) {
        Some(Subject::Place)
    } else {
        None
    }
}

/// Whether a folded name is a state's or a group of states', so that it tells bodies apart and names none.
pub(super) fn is_state(folded: &str) -> bool {
    matches!(
        folded,
        "us" | "usa"
            | "uk"
            | "prc"
            | "roc"
            | "eu"
            | "un"
            | "ussr"
            | "uae"
            | "dprk"
            | "rok"
            | "gdr"
            | "frg"
            | "ddr"
            | "brd"
    )
}

const BODIES: &str = "\
    academy administration agency amnesty association authority bank bloomberg board bureau cabinet centre \
    center chamber club collective commission committee company consortium corporation council court daily \
    department dept directorate division economist embassy federation forum foundation fund government group \
    herald initiative institute institution journal laboratory league library ministry mission mofa monitor \
    museum network news office organisation organization panel parliament party post programme project \
    reuters secretariat section senate service services society statistics survey team times tribune \
    tribunal trust union unit university watch xinhua nations house ministerium bundesministerium \
    auswartiges amt bundesamt bundesregierung institut kommission rat verband verein stiftung ausschuss \
    universitat gesellschaft zentrum behorde landesamt ministere conseil commissariat comite assemblee \
    universite societe organisme federacion agence fondation gouvernement cour ministerio consejo comision \
    asociacion instituto centro universidad gobierno organizacion fundacion secretaria oficina banco \
    comissao conselho associacao universidade organizacao fundacao governo agencia министерство институт \
    комиссия организация";

const PUBLISHERS: &str = "\
    press publisher publishers publishing publications verlag books editions edition presses editorial \
    editora ediciones edicoes routledge springer elsevier palgrave verso suhrkamp gallimard seuil fayard \
    nomos macmillan harpercollins knopf unwin издательство наука";

const EVENTS: &str = "\
    accord accords act acts agenda agreement agreements annex appendix armistice article articles battle \
    bill campaign case census chapter charter code communique concordat conference congress constitution \
    convention coup covenant crisis declaration decree decision directive doctrine edict election elections \
    exercise exhibition expo famine festival figure fig film games genocide horizon incident invasion law \
    laws massacre match memorandum mutiny olympics olympic operation pact patent peace photo phase plenum \
    plan protocol reform regulation report resolution revolt revolution riots rising uprising rebellion \
    ruling season session siege speech statement statute strike summit table treaty truce version vision \
    volume vol war wars world windows directed dir isbn copyright anniversary vertrag abkommen gesetz krieg \
    frieden verfassung kongress konferenz schlacht aufstand erklarung beschluss verordnung revolucion bgbl \
    rgbl abl oj unts stat traite guerre bataille loi decret congres sommet tratado acuerdo guerra batalla \
    ley decreto congreso cumbre acordo batalha lei constituicao constitucion paix paz договор война закон \
    битва конституция no nr ww1 wwi wwii covid map plate ed edn reign dynasty emperor king's pope tabelle \
    abbildung abb tableau tabla cuadro figura quadro tabela kapitel band";

const PLACES: &str = "\
    aachen aldershot abingdon afghanistan africa algeria algiers america amsterdam ankara argentina asia \
    athens auschwitz australia austria baghdad baltimore bandung bangkok barcelona basel basingstoke beijing \
    beirut belgium belgrade berkeley berlin bern bielefeld bogota bologna bombay bonn boston boulder brazil \
    brasilia bremen britain brussels bruxelles bucharest budapest cairo calcutta california cambodia \
    cambridge canada canberra caracas chicago chile china cologne colombia copenhagen crimea cuba cuzco \
    damascus darmstadt delhi denmark dresden dublin durham edinburgh egypt england essen europe farnham \
    florence france frankfurt freiburg geneva geneve genf genoa germany glasgow gottingen graz greece \
    guatemala hague hamburg hanoi harmondsworth havana heidelberg helsinki hiroshima hong hungary iceland \
    india indonesia iran iraq ireland istanbul israel italy ithaca jakarta japan jena jerusalem kabul kenya \
    kiel kiev kyiv koln konstanz korea kosovo kyoto lagos lausanne leiden leipzig leningrad libya lima \
    lisbon lisboa london londres lyon madrid mainz malaysia manchester manila marburg marseille melbourne \
    mexico milan milano minneapolis montevideo montreal moscow moskau munchen munich munster myanmar nairobi \
    nanjing nanking naples netherlands nigeria norway nurnberg nuremberg oslo ottawa oxford pakistan \
    palestine panama paris peking persia peru philadelphia philippines poland porto portugal potsdam prag \
    prague princeton prussia quito rio roma rom rome rotterdam russia saigon salamanca santiago sao sarajevo \
    scotland seoul serbia sevilla seville shanghai siberia singapore sofia spain stalingrad stanford \
    stockholm strasbourg stuttgart sudan suez sweden switzerland sydney syria taipei taiwan tashkent teheran \
    tehran thailand tibet tokyo toronto toulouse trieste tubingen tunis turin turkey ukraine uppsala \
    valencia vancouver venezuela venice vereeniging versailles vichy vienna vietnam wales warsaw warschau \
    washington weimar wien wiesbaden york yalta yugoslavia zagreb zurich nice tilsit utrecht verdun waterloo \
    москва ленинград петербург 北京 上海 东京";

#[cfg(test)]
mod tests {
    use super::{Subject, subject};

    #[test]
    fn names_that_write_nothing_are_known() {
        assert_eq!(subject("bandung"), Some(Subject::Place));
        assert_eq!(subject("treaty"), Some(Subject::Event));
        assert_eq!(subject("press"), Some(Subject::Publisher));
        assert_eq!(subject("ministry"), Some(Subject::Body));
        assert_eq!(subject("foot"), None);
    }
}
