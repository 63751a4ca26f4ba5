//! Entries of BibLaTeX and the works they become.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fmt::Write as _;

use super::super::tests::show;
use crate::model::source::BibliographyFormat;

fn check(source: &str, expected: &str) {
    assert_eq!(show(source, BibliographyFormat::BibLatex), expected, "{source}");
}

#[test]
fn articles() {
    check(
        "@article{kim-2021,\n  author = {Kim, Patricia M. and others},\n  title = {China’s Search for Allies: Is {Beijing} \
         Building a Rival?},\n  journaltitle = {Foreign Affairs}, volume = 100, number = 6, pages = {12--15}, date = \
         {2021-11-15},\n  doi = {https://doi.org/10.1/X_y}, url = {https://x.org/a\\_b}, urldate = {2022-01-02}, langid = \
         {english}}",
        "kim-2021 (article-journal) author=[Patricia M.|||Kim|; “others”] accessed=2022-01-02 issued=2021-11-15 \
         DOI=\"10.1/X_y\" URL=\"https://x.org/a_b\" container-title=\"Foreign Affairs\" issue=\"6\" language=\"en-US\" \
         page=\"12–15\" title=\"China’s search for allies: Is <span class=\\\"nocase\\\">Beijing</span> building a rival?\" \
         title-short=\"China’s search for allies\" volume=\"100\"\n",
    );
    check(
        "@Article{z, title={Die Mauer fällt}, journal={Die Zeit}, entrysubtype={newspaper}, langid={german}, year=1989, month=nov, day=9}",
        "z (article-newspaper) issued=1989-11-09 container-title=\"Die Zeit\" language=\"de-DE\" title=\"Die Mauer fällt\"\n",
    );
}

#[test]
fn books_parts_and_reports() {
    check(
        "@book{b, author={{R Core Team}}, title={Some Book}, subtitle={A Tale}, series={Great Series}, number=7, edition=2, \
         location={Berlin and London}, publisher={A \\& B}, translator={van Gogh, Vincent}, origdate={1899~}, year={2010/2012}}",
        "b (book) author=[“R Core Team”] translator=[Vincent|van||Gogh|] issued=2010/2012 original-date=1899~ \
         collection-number=\"7\" collection-title=\"Great series\" edition=\"2\" publisher=\"A & B\" \
         publisher-place=\"Berlin; London\" title=\"Some book: A tale\" title-short=\"Some book\"\n",
    );
    check(
        "@incollection{c, author={A B}, title={\\emph{Part} One}, crossref={p}, pages=5}\n@collection{p, title={Parent}, \
         editor={Ed Itor}, publisher={Pub}, year=2000}",
        "c (chapter) author=[A|||B|] editor=[Ed|||Itor|] issued=2000 container-title=\"Parent\" page=\"5\" \
         publisher=\"Pub\" title=\"<i>Part</i> one\"\np (book) editor=[Ed|||Itor|] issued=2000 publisher=\"Pub\" \
         title=\"Parent\"\n",
    );
    check(
        "@phdthesis{t, title={T}, school={MIT}, year=1999}",
        "t (thesis) issued=1999 genre=\"PhD thesis\" publisher=\"MIT\" title=\"T\"\n",
    );
    check(
        "@techreport{r, title={T}, institution={NIST}, number={TR-5}}",
        "r (report) number=\"TR-5\" publisher=\"NIST\" title=\"T\"\n",
    );
    check(
        "@misc{m, title={T}, howpublished={\\url{https://x.org}}}",
        "m () URL=\"https://x.org\" title=\"T\"\n",
    );
}

#[test]
fn strings_joins_and_xdata() {
    check(
        "@string{fa = \"Foreign \"}\n@string(aff = fa # {Affairs})\n@article{a, journal = aff # { Magazine}, month = FEB, year = 2020, xdata={x}}\n\
         @xdata{x, publisher = {Pub}}",
        "a (article-journal) issued=2020-02 container-title=\"Foreign Affairs Magazine\" publisher=\"Pub\"\n",
    );
    check(
        "@string{jaa = {J}}\n@article{a, journal = jab}",
        "a (article-journal) container-title=\"jab\"\n! bibliography-field the abbreviation `jab` is not defined `jab` (did \
         you mean `jaa`?)\n",
    );
    check(
        "@string{a = b}\n@string{b = a}\n@article{k, journal = a, crossref = {k}, xdata = {nowhere}}",
        "k (article-journal) container-title=\"a\"\n! bibliography-field the abbreviation `a` stands for itself, or for too \
         much `a` (define it with its text: `@string{… = {…}}`)\n! bibliography-field `xdata` of this `@article` names `nowhere`, which this file does not have `{nowhere}` ()\n",
    );
}

#[test]
fn abbreviations_of_abbreviations_do_not_grow_for_ever() {
    for text in ["{x}", "{}"] {
        let mut file = format!("@string{{s0 = {text}}}\n");
        for n in 1..9 {
            let parts = vec![format!("s{}", n - 1); 60];
            writeln!(file, "@string{{s{n} = {}}}", parts.join(" # ")).unwrap();
        }
        file.push_str("@book{k, title = s8}");
        let begun = std::time::Instant::now();
        assert!(show(&file, BibliographyFormat::BibLatex).contains("stands for itself, or for too much"));
        assert!(begun.elapsed().as_secs() < 20);
    }
}

#[test]
fn dates() {
    check("@book{a, year={in press}}", "a (book) issued=“in press”\n");
    check("@book{a, year={n.d.}}", "a (book) issued=“n.d.”\n");
    check("@book{a, date={2001-21}}", "a (book) issued=2001-21\n");
    check("@book{a, year=1999, month={15 June}}", "a (book) issued=1999-06-15\n");
    check("@book{a, year=1999, month={6}}", "a (book) issued=1999-06\n");
    check("@book{a, year=1999, month={May--June}}", "a (book) issued=1999-05\n");
    check("@book{a, eventdate={2020-01-02/2020-01-05}}", "a (book) event-date=2020-01-02/2020-01-05\n");
    let wrong = show("@book{a, date={2021-13-45}}", BibliographyFormat::BibLatex);
    assert!(wrong.starts_with("a (book) issued=“2021-13-45”\n! date-invalid "), "{wrong}");
    assert!(wrong.contains("`{2021-13-45}`"), "{wrong}");
}

#[test]
fn slips_are_diagnosed() {
    check(
        "@artcle{a, auhtor={X}, mrclass={Y}, title={T}, title={U}}",
        "a (document) title=\"T\"\n! bibliography-field `auhtor` is no field that is known, and is left out `auhtor` (did you \
         mean `author`?)\n! bibliography-field the field `title` comes twice in `a` `title` (the first one counts; remove \
         one)\n! bibliography-field `@artcle` is no entry type, and is taken for `@misc` `artcle` (did you mean `article`?)\n",
    );
    check(
        "@online{a, url={javascript:alert(1)}}",
        "a (webpage)\n! link-unsafe `javascript:alert(1)` is not an address to link to `{javascript:alert(1)}` (an address \
         begins with `https://`)\n",
    );
    check(
        "@book{a, title={x}\n@book{b, title={y}}",
        "b (book) title=\"Y\"\n! bibliography-syntax this entry is never closed `@book{a, title={x}` (look for a missing `}`)\n",
    );
}

#[test]
fn keys_may_come_twice() {
    check("@book{a, title={X}}\n@book{a, title={Y}}", "a (book) title=\"X\"\na (book) title=\"Y\"\n");
}

#[test]
fn many_missing_parents_end() {
    let entry = |n: usize| format!("@book{{key-{n}, title={{T}}, crossref={{lost-{n}}}}}\n");
    let source = (0..2000).map(entry).collect::<Vec<_>>().concat();
    assert_eq!(
        show(&source, BibliographyFormat::BibLatex).lines().filter(|line| line.starts_with('!')).count(),
        2000
    );
}

#[test]
fn large_files_end() {
    let entry = "@article{k, author={A B and C D}, title={A {Title} of Things}, journal=j, year=2000, crossref={k0}}\n";
    let source = format!("@string{{j = {{J}}}}\n{}", entry.repeat(5000));
    assert_eq!(
        show(&source, BibliographyFormat::BibLatex).lines().filter(|line| line.starts_with('k')).count(),
        5000
    );
}
