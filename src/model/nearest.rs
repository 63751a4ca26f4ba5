//! The name that an unknown name was most likely meant to be; it words no diagnostic.

/// Known names, ready to be compared with many unknown ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names<'a> {
    names: Vec<(Letters, &'a str)>,
}

/// A rough measure of a name that makes most comparisons needless: which letters occur in it, and how many.
#[derive(Clone, Copy, Debug)]
struct Letters {
    seen: u64,
    count: usize,
}

impl<'a> FromIterator<&'a str> for Names<'a> {
    fn from_iter<I: IntoIterator<Item = &'a str>>(names: I) -> Self {
        Self { names: names.into_iter().map(|name| (Letters::of(name), name)).collect() }
    }
}

impl<'a> Names<'a> {
    /// The nearest name, if one is near: the first of those with the fewest changes of a letter.
    pub(crate) fn nearest(&self, unknown: &str) -> Option<&'a str> {
        let folded = fold(unknown);
        let letters = Letters::of(unknown);
        // A name of a thousand letters is no slip of the pen, and comparing it would take long.
        if letters.count > 100 {
            return None;
        }
        let mut limit = letters.count / 3;
        let mut best = None;
        for (other, name) in &self.names {
            if best.is_some() && limit == 0 {
                break;
            }
            let allowed = if best.is_some() { limit - 1 } else { limit };
            if !letters.may_be_within(*other, allowed) {
                continue;
            }
            let distance = strsim::osa_distance(&folded, &fold(name));
            if distance <= allowed {
                (limit, best) = (distance, Some(*name));
            }
        }
        best.or_else(|| self.begun(&folded))
    }

    /// The shortest name that begins with what was typed: `bandung-1955` for `bandung`.
    fn begun(&self, folded: &str) -> Option<&'a str> {
        if folded.chars().count() < 3 {
            return None;
        }
        let names = self.names.iter().filter(|(_, name)| fold(name).starts_with(folded));
        names.min_by_key(|(letters, _)| letters.count).map(|(_, name)| *name)
    }
}

impl Letters {
    fn of(name: &str) -> Self {
        let folded = fold(name);
        let (mut seen, mut count) = (0, 0);
        for c in folded.chars() {
            seen |= 1_u64 << (u32::from(c) % 64);
            count += 1;
        }
        Self { seen, count }
    }

    /// Each change of a letter brings one letter and takes one at most.
    fn may_be_within(self, other: Self, changes: usize) -> bool {
        self.count.abs_diff(other.count) <= changes
            && (self.seen ^ other.seen).count_ones() as usize <= 2 * changes
    }
}

/// What is no difference between names: case, and `_` for `-`.
fn fold(name: &str) -> String {
    name.to_lowercase().replace('_', "-")
}

/// The nearest of some names to one unknown name.
pub(crate) fn nearest<'a>(unknown: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    names.into_iter().collect::<Names<'a>>().nearest(unknown)
}

/// `did you mean …` around the nearest name.
pub(crate) fn did_you_mean(nearest: Option<impl AsRef<str>>) -> Option<String> {
    nearest.map(|name| format!("did you mean `{}`?", name.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::Names;

    fn check(names: &[&str], unknown: &str, expected: Option<&str>) {
        let names: Names<'_> = names.iter().copied().collect();
        assert_eq!(names.nearest(unknown), expected, "{unknown}");
    }

    #[test]
    fn names_the_nearest_and_nothing_far() {
        check(&["ekman-2019", "odgaard-2023"], "ekmann-2019", Some("ekman-2019"));
        check(&["ekman-2019", "odgaard-2023"], "Odgaard-2032", Some("odgaard-2023"));
        check(&["ekman-2019", "ekman-2018"], "ekman-2017", Some("ekman-2019"));
        check(&["ekman-2019", "ekman-2018"], "ekman-2018x", Some("ekman-2018"));
        check(&["ekman-2019"], "foot-king-2020", None);
        check(&["8", "9"], "7", None);
        check(&[], "x", None);
        check(&["x"], "", None);
        check(&["new-type-ir"], "新型国际关系", None);
        check(&["新型国际关系"], "新型国际关", Some("新型国际关系"));
        check(&["suez-1956", "bandung-1955", "bandung-2005-again"], "Bandung", Some("bandung-1955"));
    }

    #[test]
    fn a_very_long_name_is_not_compared() {
        let long = "a".repeat(100_000);
        check(&[&long], &long, None);
    }
}
