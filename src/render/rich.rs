//! Citation texts to HTML. Where a work's entry stands is told by the caller.

use super::html::Writer;
use crate::model::links::WorkId;
use crate::model::rich::{Baseline, Lead, Look, Rich};

/// What a citation's words become when they stand for a work.
pub(super) struct WorkLink {
    /// The address of the work's entry
    pub(super) href: String,
    /// The work is one that the source never lists
    pub(super) unidentified: bool,
}

/// Which of the things that runs lead to become links.
pub(super) enum Leads<'a> {
    /// None of them: the text stands inside a link
    Plain,
    /// All; `tabindex` is set in copies that the keyboard passes over
    Linked {
        /// The link of a work
        work: &'a dyn Fn(&WorkId) -> Option<WorkLink>,
        /// `-1`, or nothing
        tabindex: Option<&'static str>,
    },
}

/// Writes a citation or reference.
pub(super) fn write(writer: &mut Writer, rich: &Rich, leads: &Leads<'_>) {
    let mut runs = rich.0.as_slice();
    while let Some(first) = runs.first() {
        // Neighbouring runs that lead to one thing are one link.
        let same = runs.iter().take_while(|run| run.lead == first.lead).count();
        let (link, rest) = runs.split_at(same);
        let opened = first.lead.as_ref().is_some_and(|lead| open(writer, lead, leads));
        for run in link {
            write_look(writer, run.look, &run.text);
        }
        if opened {
            writer.close("a");
        }
        runs = rest;
    }
}

fn open(writer: &mut Writer, lead: &Lead, leads: &Leads<'_>) -> bool {
    let Leads::Linked { work, tabindex } = leads else { return false };
    match lead {
        Lead::Url(url) => writer.open("a").attr("href", url).maybe("tabindex", *tabindex).end(),
        Lead::Work(id) => {
            let Some(link) = work(id) else { return false };
            writer
                .open("a")
                .attr("role", "doc-biblioref")
                .maybe("class", link.unidentified.then_some("state-unidentified"))
                .attr("href", &link.href)
                .maybe("tabindex", *tabindex)
                .end();
        }
    }
    true
}

fn write_look(writer: &mut Writer, look: Look, text: &str) {
    let class = match (look.small_caps, look.underline) {
        (true, true) => Some("small-caps underline"),
        (true, false) => Some("small-caps"),
        (false, true) => Some("underline"),
        (false, false) => None,
    };
    let shift = match look.baseline {
        Baseline::Normal => None,
        Baseline::Super => Some("sup"),
        Baseline::Sub => Some("sub"),
    };
    let elements: Vec<&'static str> =
        [look.italic.then_some("i"), look.bold.then_some("b"), shift].into_iter().flatten().collect();
    for element in &elements {
        writer.open(element).end();
    }
    if let Some(class) = class {
        writer.open("span").attr("class", class).end();
    }
    writer.text(text);
    if class.is_some() {
        writer.close("span");
    }
    for element in elements.iter().rev() {
        writer.close(element);
    }
}

#[cfg(test)]
mod tests {
    use super::{Leads, WorkLink, write};
    use crate::model::ids::WorkKey;
    use crate::model::links::WorkId;
    use crate::model::rich::{Lead, Look, Rich, RichRun};
    use crate::render::html::Writer;

    #[test]
    fn runs_become_marked_up_links() {
        let id = WorkId { declared_by: None, key: WorkKey::new("a&b") };
        let run = |text: &str, italic, lead| RichRun {
            text: text.to_owned(),
            look: Look { italic, ..Look::default() },
            lead,
        };
        let rich = Rich(vec![
            run("(", false, None),
            run("A", false, Some(Lead::Work(id.clone()))),
            run("B", true, Some(Lead::Work(id))),
            run(")", false, None),
        ]);
        let work = |id: &WorkId| Some(WorkLink { href: format!("#ref-{}", id.key), unidentified: true });
        let mut writer = Writer::default();
        write(&mut writer, &rich, &Leads::Linked { work: &work, tabindex: None });
        assert_eq!(
            writer.finish().0,
            "(<a role=\"doc-biblioref\" class=\"state-unidentified\" href=\"#ref-a&amp;b\">A<i>B</i></a>)"
        );
        let mut writer = Writer::default();
        write(&mut writer, &rich, &Leads::Plain);
        assert_eq!(writer.finish().0, "(A<i>B</i>)");
    }
}
