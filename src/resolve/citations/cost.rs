//! What citations and bibliographies cost in a large reader: 10,000 articles with 15 citations each over 500 works. The
//! figures are printed, not judged: `COST=1 cargo test --release --lib citations::cost -- --nocapture`. Without `COST` the
//! reader is small, and only the counts are checked.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may panic, and asks the system for its time"
)]

use super::sample::{Draft, Sample, cited, person};
use crate::model::work::{Work, WorkDate};

const CITATIONS: usize = 15;
const FAMILIES: [&str; 20] = [
    "Lo",
    "Kim",
    "King",
    "Foot",
    "Odgaard",
    "Ekman",
    "Zhou",
    "Xi",
    "Ghiasy",
    "Shambaugh",
    "van der Berg",
    "Müller",
    "Østergaard",
    "Ito",
    "Sato",
    "Nguyen",
    "O’Neill",
    "Garcia",
    "de Gaulle",
    "Wang",
];
const GIVEN: [&str; 7] = ["An", "Bo", "Amy", "Rosemary", "Liselotte", "Alice", "J. R."];
const KINDS: [&str; 5] = ["book", "article-journal", "chapter", "report", "webpage"];
const LOCATORS: [&str; 5] = ["", ", p. 12", ", pp. 4-5", ", ch. 3", ", pp. 370-375 passim"];

#[test]
fn a_large_reader() {
    let (articles, works) = if std::env::var_os("COST").is_some() { (10_000, 500) } else { (20, 50) };
    for style in ["chicago-author-date", "apa", "ieee", "chicago-notes", "chicago-fullnotes"] {
        measure(style, articles, works);
    }
}

fn measure(style: &str, articles: usize, works: usize) {
    let corpus = reader(style, articles, works).corpus();
    let (cpu, wall) = (cpu(), std::time::Instant::now());
    let (cited, _) = cited(&corpus);
    let spent = self::cpu() - cpu;
    assert_eq!(cited.documents.len(), articles);
    assert!(
        cited
            .documents
            .values()
            .all(|(citations, listed)| citations.len() == CITATIONS && !listed.is_empty())
    );
    let each = |seconds: f64| seconds * 1000.0 / f64::from(u32::try_from(articles).unwrap());
    println!(
        "{style}: {:.3} ms of CPU an article, {:.2} s in all",
        each(spent),
        wall.elapsed().as_secs_f64()
    );
}

fn reader(style: &str, articles: usize, works: usize) -> Sample {
    let sample = (0..works).map(work).fold(Sample::new().style(style), Sample::work);
    (0..articles).fold(sample, |sample, article| {
        let lines = (0..CITATIONS).map(|n| {
            // Each article has its own few works, some of them twice.
            let work = (article * 7 + (n % 11) * 13) % works;
            let locator = LOCATORS[(article + n) % LOCATORS.len()];
            if n % 5 == 4 {
                let other = (work + 3) % works;
                format!("[see @work{work}{locator}; @work{other}]\n")
            } else {
                format!("[@work{work}{locator}]\n")
            }
        });
        sample.article(&format!("article{article}"), &lines.collect::<String>())
    })
}

fn work(n: usize) -> Work {
    let name = |n: usize| person(FAMILIES[n % FAMILIES.len()], GIVEN[n % GIVEN.len()]);
    let mut draft = Draft::book(&format!("work{n}"))
        .kind(KINDS[n % KINDS.len()])
        .title(&format!("On the {n}th question"));
    for author in 0..=n % 4 {
        draft = draft.author(name(n / 3 + author));
    }
    draft =
        draft.field("container-title", "Asian Affairs").field("publisher", "A Press").field("volume", "3");
    draft = draft.field("page", "10-20").field("DOI", &format!("10.1000/{n}"));
    match n % 50 {
        0 => draft.date(WorkDate::Literal("forthcoming".to_owned())).build(),
        1 => draft.build(),
        _ => draft.issued(1990 + i64::try_from(n % 30).unwrap()).build(),
    }
}

/// Seconds of CPU that this process has used; wall time where the system does not tell.
fn cpu() -> f64 {
    let ticks = std::fs::read_to_string("/proc/self/stat").ok().and_then(|stat| {
        let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
        let user: u32 = fields.get(11)?.parse().ok()?;
        let system: u32 = fields.get(12)?.parse().ok()?;
        Some(f64::from(user + system) / 100.0)
    });
    ticks.unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map(|since| since.as_secs_f64()).unwrap_or_default()
    })
}
