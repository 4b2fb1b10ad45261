//! "Did you mean": the nearest of a list of words.

/// A longer word is no word that was mistyped.
const LONGEST: usize = 200;

/// The candidate that a typing error could have turned into `wrong`, if one is near enough.
///
/// ```
/// assert_eq!(sinosov::diag::near("ussrr", ["ussr", "roc"]), Some("ussr"));
/// assert_eq!(sinosov::diag::near("france", ["ussr", "roc"]), None);
/// ```
pub fn near<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong: Vec<char> = wrong.chars().collect();
    if wrong.len() > LONGEST {
        return None;
    }
    let allowed = (wrong.len() / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(&wrong, candidate, allowed)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// "; did you mean `…`?" for the end of a message, or nothing if no candidate is near.
pub fn hint<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    near(wrong, candidates).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

/// How to mend a wrong word: the near candidate, else what is to be done without one.
pub fn mend<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    near(wrong, candidates).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

/// Number of insertions, deletions, replacements and swaps of neighbours between two words, if there are no more than so
/// many.
fn distance(left: &[char], right: &str, most: usize) -> Option<usize> {
    // A word has no more letters than bytes.
    if right.len() + most < left.len() {
        return None;
    }
    let right: Vec<char> = right.chars().take(left.len() + most + 1).collect();
    if right.len().abs_diff(left.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for row in 1..=left.len() {
        let mut here = vec![row; right.len() + 1];
        for column in 1..=right.len() {
            let replaced = above[column - 1] + usize::from(left[row - 1] != right[column - 1]);
            let mut best = replaced.min(above[column] + 1).min(here[column - 1] + 1);
            let swapped =
                row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
            if swapped {
                best = best.min(before[column - 2] + 1);
            }
            here[column] = best;
        }
        // Each further letter can only add to the least of two rows.
        let least = |row: &[usize]| row.iter().min().copied().unwrap_or_default();
        if least(&here) > most && least(&above) > most {
            return None;
        }
        (before, above) = (above, here);
    }
    Some(above[right.len()]).filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_found_and_nothing_else() {
        for (left, right, apart) in [
            ("ussr", "ussr", 0),
            ("ussrr", "ussr", 1),
            ("usrs", "ussr", 1),
            ("kitten", "sitting", 3),
            ("", "ab", 2),
            ("é", "e", 1),
        ] {
            let letters: Vec<char> = left.chars().collect();
            assert_eq!(distance(&letters, right, apart), Some(apart), "{left} {right}");
            assert_eq!(apart.checked_sub(1).and_then(|most| distance(&letters, right, most)), None, "{left} {right}");
        }
    }
}
