//! Texts that are broken into lines by whoever shows them.

use super::typeset;

/// What stands for a place in a work, before its number.
const BEFORE_NUMBERS: [&str; 10] = ["№", "док.", "с.", "абз.", "гл.", "т.", "ч.", "табл.", "рис.", "примеч."];
/// Words that lean on the one before them.
const LEANING: [&str; 5] = ["же", "ж", "ли", "бы", "б"];
/// The months in the cases in which they stand before a year.
const MONTHS: [&str; 36] = [
    "январь",
    "января",
    "январе",
    "февраль",
    "февраля",
    "феврале",
    "март",
    "марта",
    "марте",
    "апрель",
    "апреля",
    "апреле",
    "май",
    "мая",
    "мае",
    "июнь",
    "июня",
    "июне",
    "июль",
    "июля",
    "июле",
    "август",
    "августа",
    "августе",
    "сентябрь",
    "сентября",
    "сентябре",
    "октябрь",
    "октября",
    "октябре",
    "ноябрь",
    "ноября",
    "ноябре",
    "декабрь",
    "декабря",
    "декабре",
];

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&letter)
}

/// A text as it is set in lines of any length: in Russian none of them ends with a word of one or two letters or parts a number from
/// what it counts, and none begins with a dash (after A. E. Milchin, Spravochnik izdatelya i avtora, on line ends).
///
/// ```
/// assert_eq!(sinosov::fmt::flowing("в Китай — 5 танков"), "в\u{a0}Китай\u{a0}— 5\u{a0}танков");
/// assert_eq!(sinosov::fmt::flowing("China's trade"), "China’s trade");
/// ```
#[must_use]
pub fn flowing(text: &str) -> String {
    let text = typeset(text);
    if !text.contains(is_cyrillic) {
        return text;
    }
    let mut words = text.split(' ');
    let mut set = words.next().unwrap_or_default().to_owned();
    let mut before = set.clone();
    for word in words {
        set.push(if belong_together(&before, word) { '\u{a0}' } else { ' ' });
        set.push_str(word);
        word.clone_into(&mut before);
    }
    set
}

/// Whether no line may end between two words.
fn belong_together(before: &str, behind: &str) -> bool {
    let opening = |letter: char| !letter.is_alphanumeric() && letter != '№';
    let start = before.trim_start_matches(opening);
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let is_short =
        (1..=2).contains(&start.chars().count()) && start.chars().all(is_cyrillic) && !LEANING.contains(&start);
    let counts = before.ends_with(|letter: char| letter.is_ascii_digit()) && behind.starts_with(is_cyrillic);
    let is_month = MONTHS.contains(&start.to_lowercase().as_str());
    let leans = LEANING.contains(&behind.trim_end_matches(|letter: char| !letter.is_alphabetic()));
    is_short || counts || leans || behind == "—" || (is_number(behind) && (is_month || BEFORE_NUMBERS.contains(&start)))
}

#[cfg(test)]
mod tests {
    use super::flowing;

    #[test]
    fn what_belongs_together_stays_so() {
        for (text, set) in [
            ("всеми странами и с СССР", "всеми странами и~с~СССР"),
            ("(в головах) и «к ним»", "(в~головах) и~«к~ним»"),
            ("1950 г. и май 1951 г.", "1950~г. и~май~1951~г."),
            ("14 февраля 1950 г.", "14~февраля~1950~г."),
            ("док. 584, с. 12", "док.~584, с.~12"),
            ("как же так", "как~же так"),
            ("орудий — 1 140", "орудий~— 1 140"),
            ("Loan of 1950 in words", "Loan of 1950 in words"),
            ("", ""),
        ] {
            assert_eq!(flowing(text), set.replace('~', "\u{a0}"));
        }
    }
}
