//! Names of months, in the languages in which libraries are kept and spreadsheets write them most.

/// Beginnings of the names; the longest that fits holds.
const BEGINNINGS: [(&str, u8); 66] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("jän", 1),
    ("mär", 3),
    ("mrz", 3),
    ("mai", 5),
    ("okt", 10),
    ("dez", 12),
    ("fév", 2),
    ("fev", 2),
    ("avr", 4),
    ("juin", 6),
    ("juil", 7),
    ("aoû", 8),
    ("aou", 8),
    ("déc", 12),
    ("ene", 1),
    ("abr", 4),
    ("ago", 8),
    ("set", 9),
    ("dic", 12),
    ("gen", 1),
    ("mag", 5),
    ("giu", 6),
    ("lug", 7),
    ("ott", 10),
    ("out", 10),
    ("янв", 1),
    ("фев", 2),
    ("мар", 3),
    ("апр", 4),
    ("май", 5),
    ("мая", 5),
    ("мае", 5),
    ("июн", 6),
    ("июл", 7),
    ("авг", 8),
    ("сен", 9),
    ("окт", 10),
    ("ноя", 11),
    ("дек", 12),
    ("січ", 1),
    ("лют", 2),
    ("бер", 3),
    ("кві", 4),
    ("тра", 5),
    ("чер", 6),
    ("лип", 7),
    ("сер", 8),
    ("вер", 9),
    ("жов", 10),
    ("гру", 12),
    ("maa", 3),
    ("mae", 3),
    ("mrt", 3),
    ("mei", 5),
];

/// Abbreviations that are longer than a beginning.
const LONGER: [(&str, u8); 8] =
    [("sept", 9), ("sett", 9), ("janv", 1), ("févr", 2), ("fevr", 2), ("февр", 2), ("сент", 9), ("нояб", 11)];

/// The names in full, of each month in all languages.
const NAMES: [&str; 12] = [
    "january januar jänner janvier gennaio enero janeiro januari январь января",
    "february februar février fevrier febbraio febrero fevereiro februari февраль февраля",
    "march märz maerz mars marzo março marco maart март марта",
    "april avril aprile abril апрель апреля",
    "may mai maggio mayo maio mei май мая",
    "june juni juin giugno junio junho июнь июня",
    "july juli juillet luglio julio julho июль июля",
    "august août aout agosto augustus август августа",
    "september septembre settembre septiembre setiembre setembro сентябрь сентября",
    "october oktober octobre ottobre octubre outubro октябрь октября",
    "november novembre novembro noviembre ноябрь ноября",
    "december dezember décembre decembre dicembre diciembre dezembro декабрь декабря",
];

/// The number of the month whose name begins as a word does, in small letters.
pub(super) fn beginning(word: &str) -> Option<u8> {
    let fits = BEGINNINGS.iter().filter(|(start, _)| word.starts_with(start));
    fits.max_by_key(|(start, _)| start.len()).map(|(_, number)| *number)
}

/// The number of the month that a word is the name or an abbreviation of, in small letters: "jul" and "july", not "julep".
pub(super) fn named(word: &str) -> Option<u8> {
    let short = BEGINNINGS.iter().chain(&LONGER).find(|(short, _)| *short == word).map(|(_, number)| *number);
    let full =
        || (1..).zip(NAMES).find(|(_, names)| names.split(' ').any(|name| name == word)).map(|(number, _)| number);
    short.or_else(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_begins_as_its_month_and_no_other_word_is_one() {
        for (number, names) in (1..).zip(NAMES) {
            for name in names.split(' ') {
                assert_eq!((beginning(name), named(name)), (Some(number), Some(number)), "{name}");
            }
        }
        for word in
            ["sets", "marks", "decks", "marines", "junkers", "марок", "outfits", "output", "market", "genoa", "maize"]
        {
            assert_eq!(named(word), None, "{word}");
        }
        for (word, number) in [("jul", 7), ("sept", 9), ("июл", 7), ("dez", 12), ("févr", 2)] {
            assert_eq!(named(word), Some(number), "{word}");
        }
    }
}
