//! The width of text in the bundled fonts, and lines broken by it.
//!
//! plotters measures text wrongly (by a tenth, or by bytes), so the fonts' own advances are used.

use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

pub use super::font::Weight;
use super::font::advance;

/// The width of a line in pixels at a size in pixels. A character that the bundled fonts lack is as wide as the type is high,
/// as those of Chinese are in every font. Kerning, which mostly draws letters together, is left out.
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    text.chars().map(|character| advance(character, weight).unwrap_or(1.0)).sum::<f64>() * size
}

/// The width to keep free for a line: some more than its own, for a reader's browser may set it in another font.
#[must_use]
pub fn room(text: &str, size: f64, weight: Weight) -> f64 {
    width(text, size, weight) * 1.03
}

/// A piece of a text that a line is broken before, but never within, if it has room.
struct Unit<'a> {
    text: &'a str,
    width: f64,
    /// A space stands before it.
    spaced: bool,
}

/// Whether a line may be broken beside a character although no space is there, as in Chinese and Japanese.
fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// How many characters a text has; one of a script whose characters are twice as wide counts as two.
#[must_use]
pub fn characters(text: &str) -> usize {
    text.chars().map(|character| if is_ideograph(character) { 2 } else { 1 }).sum()
}

/// The rules of Unicode (UAX 14) by which a line may be broken, for scripts that need no dictionary.
static BREAKS: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()));

/// Where a line may be broken within a word, in bytes: by the rules of Unicode beside the characters of scripts without spaces.
/// Words of letters stay whole, and so does a number with what it counts: `1950年`.
fn breaks(word: &str) -> Vec<usize> {
    if !word.chars().any(is_ideograph) {
        return Vec::new();
    }
    let may_break = |at: &usize| {
        let (before, behind) = word.split_at(*at);
        let (Some(before), Some(behind)) = (before.chars().next_back(), behind.chars().next()) else { return false };
        (is_ideograph(before) || is_ideograph(behind)) && !before.is_ascii_digit()
    };
    BREAKS.segment_str(word).filter(may_break).collect()
}

/// Whether a word belongs to the one before it, so that no line begins with it: a dash, and particles of Russian.
fn leans(word: &str) -> bool {
    let particle = word.trim_end_matches(|letter: char| !letter.is_alphabetic());
    matches!(word, "—" | "–") || matches!(particle, "же" | "ж" | "ли" | "бы" | "б")
}

/// Whether a word is a preposition or conjunction of one or two letters, behind which no line ends in Russian.
fn is_short(word: &str) -> bool {
    let is_cyrillic = |letter: char| ('а'..='я').contains(&letter.to_lowercase().next().unwrap_or(letter));
    let word = word.trim_start_matches(['(', '«', '„']);
    (1..=2).contains(&word.chars().count()) && word.chars().all(is_cyrillic)
}

/// The pieces of a text: words, and what may be parted of scripts that have no spaces.
fn units(text: &str, size: f64, weight: Weight) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let words = text.split(' ').filter(|word| !word.is_empty());
    for word in words {
        // Where the text begins whose pieces are sought: a dash belongs to the word before it.
        let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        if let Some(last) = units.last_mut().filter(|_| leans(word)) {
            let whole = &text[place(last.text)..place(word) + word.len()];
            *last = Unit { text: whole, width: width(whole, size, weight), spaced: last.spaced };
            continue;
        }
        let mut start = 0;
        for at in breaks(word).into_iter().chain([word.len()]) {
            let piece = &word[start..at];
            units.push(Unit { text: piece, width: width(piece, size, weight), spaced: start == 0 });
            start = at;
        }
    }
    units
}

/// Fills lines no wider than a limit.
fn fill(units: &[Unit<'_>], limit: f64, size: f64, weight: Weight) -> Vec<String> {
    let space = width(" ", size, weight);
    let mut lines: Vec<String> = Vec::new();
    let mut filled = 0.0;
    // The short words at the end of the line, where others stand before them: their length in bytes and their width.
    let mut short: Option<(usize, f64)> = None;
    for unit in units {
        let gap = if unit.spaced { space } else { 0.0 };
        let follows = lines.last().is_some_and(|_| filled + gap + unit.width <= limit);
        if follows && let Some(line) = lines.last_mut() {
            if unit.spaced {
                line.push(' ');
            }
            line.push_str(unit.text);
            filled += gap + unit.width;
        } else if unit.width > limit {
            lines.extend(broken(unit.text, limit, size, weight));
            filled = lines.last().map_or(0.0, |line| width(line, size, weight));
        } else {
            let taken = short.filter(|(_, wide)| wide + gap + unit.width <= limit);
            let mut line = String::new();
            filled = unit.width;
            if let (Some((length, wide)), Some(before)) = (taken, lines.last_mut()) {
                line = before.split_off(before.len() - length) + " ";
                before.pop();
                filled += wide + gap;
            }
            lines.push(line + unit.text);
        }
        let (length, wide) = (unit.text.len(), unit.width);
        short = (follows && unit.spaced && is_short(unit.text))
            .then(|| short.map_or((length, wide), |(before, other)| (before + 1 + length, other + space + wide)));
    }
    accompany(&mut lines, units, limit);
    lines
}

/// Sets the piece before it beside an ideograph that would stand alone on the last line.
fn accompany(lines: &mut [String], units: &[Unit<'_>], limit: f64) {
    let ([.., above, below], [.., before, last]) = (lines, units) else { return };
    let letters = last.text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let is_alone = below == last.text && !last.spaced && letters == 1 && last.text.chars().any(is_ideograph);
    let has_room = above.len() > before.text.len() && before.width + last.width <= limit;
    if is_alone && has_room && above.ends_with(before.text) {
        above.truncate(above.len() - before.text.len());
        above.truncate(above.trim_end().len());
        *below = format!("{}{}", before.text, last.text);
    }
}

/// Breaks text into lines no wider than `limit` pixels: at spaces and between the characters of scripts without spaces, and
/// within a word only where the word alone is wider.
#[must_use]
pub fn wrap(text: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
    fill(&units(text, size, weight), limit, size, weight)
}

/// The widest piece of a text that is never broken if there is room.
#[must_use]
pub fn widest_word(text: &str, size: f64, weight: Weight) -> f64 {
    units(text, size, weight).iter().map(|unit| unit.width).fold(0.0, f64::max)
}

/// Whether a word is parted behind a sign without a hyphen.
fn is_parting(character: char) -> bool {
    matches!(character, '-' | '–' | '/' | '_' | '.' | ',' | ';' | ':')
}

/// A word in pieces no wider than `limit`, each with at least one character: behind a hyphen or stroke that it has, else with a
/// hyphen where letters are parted.
fn broken(word: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
    let of = |text: &str| width(text, size, weight);
    let hyphen = of("-");
    let characters: Vec<char> = word.chars().collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < characters.len() {
        let rest: String = characters[start..].iter().collect();
        if of(&rest) <= limit {
            pieces.push(rest);
            break;
        }
        // As many as have room with a hyphen behind them, one at least.
        let mut filled = 0.0;
        let mut end = start;
        while end < characters.len() {
            filled += of(characters[end].encode_utf8(&mut [0; 4]));
            let behind = if is_parting(characters[end]) { 0.0 } else { hyphen };
            if filled + behind > limit && end > start {
                break;
            }
            end += 1;
        }
        let half = start + (end - start).div_ceil(2);
        if let Some(at) = characters[half..end].iter().rposition(|it| is_parting(*it)) {
            end = half + at + 1;
        }
        let end = end.max(start + 1);
        let mut piece: String = characters[start..end].iter().collect();
        let parts_letters =
            end < characters.len() && characters[end - 1].is_alphabetic() && characters[end].is_alphabetic();
        if parts_letters && end > start + 1 {
            piece.push('-');
        }
        pieces.push(piece);
        start = end;
    }
    pieces
}

/// Breaks text into as few lines as [`wrap`] does, but of about the same length, so that no word is left alone.
#[must_use]
pub fn wrap_balanced(text: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
    let units = units(text, size, weight);
    let whole = fill(&units, limit, size, weight);
    if whole.len() < 2 || units.iter().any(|unit| unit.width > limit) {
        return whole;
    }
    // The narrowest limit that makes no further line, to a pixel.
    let (mut low, mut high) = (limit / 2.0, limit);
    while high - low > 1.0 {
        let between = f64::midpoint(low, high);
        let has_room =
            units.iter().all(|unit| unit.width <= between) && fill(&units, between, size, weight).len() <= whole.len();
        if has_room {
            high = between;
        } else {
            low = between;
        }
    }
    fill(&units, high, size, weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_grows_with_size_and_letters() {
        let narrow = width("iii", 14.0, Weight::Regular);
        let wide = width("MMM", 14.0, Weight::Regular);
        assert!(wide > 2.0 * narrow);
        assert!((width("MMM", 28.0, Weight::Regular) - 2.0 * wide).abs() < 1e-9);
        assert!(width("MMM", 14.0, Weight::Bold) > wide);
    }

    #[test]
    fn lines_keep_to_the_limit() {
        let text = "The Soviet Union delivered more than twice the aircraft it had first promised";
        let lines = wrap(text, 200.0, 14.0, Weight::Regular);
        assert_eq!(lines.join(" "), text);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| width(line, 14.0, Weight::Regular) <= 200.0));
        let pieces = wrap("a Verwaltungsgerichtsbarkeit", 60.0, 14.0, Weight::Regular);
        assert!(pieces.concat().replace('-', "").ends_with("Verwaltungsgerichtsbarkeit"), "{pieces:?}");
        assert!(pieces.len() > 3 && pieces.iter().all(|line| width(line, 14.0, Weight::Regular) <= 60.0), "{pieces:?}");
    }

    #[test]
    fn chinese_is_as_wide_as_high_bundled_or_not() {
        assert!((width("龘", 14.0, Weight::Bold) - 14.0).abs() < 1e-9);
        assert!((width("中国", 14.0, Weight::Regular) - 28.0).abs() < 1e-9);
    }

    #[test]
    fn chinese_is_broken_between_characters_and_keeps_its_signs() {
        let lines = wrap("苏联对中国的军事援助，一九三七年至一九四一年", 14.0 * 10.5, 14.0, Weight::Regular);
        assert_eq!(lines, ["苏联对中国的军事援", "助，一九三七年至一九", "四一年"]);
        assert_eq!(wrap("苏联 USSR 1937", 14.0 * 2.1, 14.0, Weight::Regular)[0], "苏联");
    }

    #[test]
    fn no_ideograph_stands_alone_on_the_last_line() {
        let lines = |text: &str, wide: f64| wrap(text, 14.0 * wide, 14.0, Weight::Regular);
        assert_eq!(lines("共产党议定的贷款", 7.5), ["共产党议定的", "贷款"]);
        assert_eq!(lines("共产党议定的贷款。", 7.5), ["共产党议定的", "贷款。"]);
        // Where there is no more room, or nothing would stand before it, it does.
        assert_eq!(lines("贷款", 1.2), ["贷", "款"]);
    }

    #[test]
    fn numbers_stay_with_what_they_count_and_no_line_begins_with_a_sign() {
        let lines = |text: &str, wide: f64| wrap(text, 14.0 * wide, 14.0, Weight::Regular);
        assert_eq!(lines("协定签于1950年。", 5.0), ["协定签于", "1950年。"]);
        assert_eq!(lines("见“第二表”。", 4.0), ["见“第", "二表”。"]);
        for wide in 3..12 {
            let all = lines("飞机、火炮、车辆（其中约369万架）和“其他”，见表。", f64::from(wide));
            assert!(all.iter().all(|line| !line.starts_with(['、', '，', '。', '）', '”', '万'])), "{all:?}");
            assert!(all.iter().all(|line| !line.ends_with(['（', '“'])), "{all:?}");
        }
    }

    #[test]
    fn a_line_ends_with_no_preposition_and_begins_with_no_dash_in_russian() {
        for wide in 60..300 {
            let all = wrap(
                "Самолёты из СССР в Китай и к границе, и с ним — в таблице",
                f64::from(wide),
                14.0,
                Weight::Regular,
            );
            assert!(all.iter().all(|line| !line.starts_with('—')), "{all:?}");
            let ends = |line: &String| [" из", " в", " и", " к", " с"].iter().any(|end| line.ends_with(end));
            // Where the word behind it fills a line alone, there is no other way.
            assert!(wide < 100 || !all.iter().any(ends), "{wide} {all:?}");
            assert!(all.iter().all(|line| width(line, 14.0, Weight::Regular) <= f64::from(wide)), "{wide} {all:?}");
        }
    }

    #[test]
    fn a_word_is_parted_behind_its_own_strokes_first() {
        let limit = width("Lend-Lease-", 14.0, Weight::Regular) + 1.0;
        assert_eq!(wrap("Lend-Lease-Protocols", limit, 14.0, Weight::Regular), ["Lend-Lease-", "Protocols"]);
        assert!(wrap("12345678901234567890", 60.0, 14.0, Weight::Regular).iter().all(|line| !line.contains('-')));
    }

    #[test]
    fn balanced_lines_are_as_few_and_about_as_long() {
        let text = "The Soviet Union delivered more than twice the aircraft it had first promised to China";
        let (whole, balanced) = (wrap(text, 400.0, 14.0, Weight::Bold), wrap_balanced(text, 400.0, 14.0, Weight::Bold));
        assert_eq!((whole.len(), balanced.len()), (2, 2));
        let wide = |line: &String| width(line, 14.0, Weight::Bold);
        assert!((wide(&balanced[0]) - wide(&balanced[1])).abs() < (wide(&whole[0]) - wide(&whole[1])).abs());
    }
}
