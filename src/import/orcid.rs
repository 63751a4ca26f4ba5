//! ORCID iDs, bare and checked; whose they are is not known here.

/// An ORCID iD without its address, where its check digit is right.
pub(super) fn orcid(text: &str) -> Option<String> {
    let bare = text.trim().rsplit('/').next()?;
    let digits: Vec<u32> = bare
        .chars()
        .filter(|c| *c != '-')
        .map(|c| if matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) })
        .collect::<Option<_>>()?;
    let (last, others) = digits.split_last()?;
    let sum = others.iter().fold(0, |sum, digit| (sum + digit) * 2);
    let right = others.len() == 15 && others.iter().all(|digit| *digit < 10) && (12 - sum % 11) % 11 == *last;
    let hyphens = bare.len() == 19 && bare.bytes().enumerate().all(|(at, b)| (at % 5 == 4) == (b == b'-'));
    (right && hyphens).then(|| bare.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::orcid;

    #[test]
    fn the_check_digit_counts() {
        let id = Some("0000-0002-1825-0097");
        assert_eq!(orcid("https://orcid.org/0000-0002-1825-0097").as_deref(), id);
        assert_eq!(orcid(" 0000-0002-1694-233x ").as_deref(), Some("0000-0002-1694-233X"));
        for text in
            ["", "0000-0002-1825-0098", "0000000218250097", "0000-0002-1825-009", "X000-0002-1825-0097"]
        {
            assert_eq!(orcid(text), None, "{text}");
        }
    }
}
