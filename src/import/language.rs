//! Languages by the names that programs give them, as BCP 47 tags.

use crate::model::Lang;

/// A language: its tag, its codes in ISO 639-2, and its names in English, in itself, and in babel, folded to lower case.
const LANGUAGES: [(&str, &[&str]); 74] = [
    ("af", &["afr", "afrikaans"]),
    ("am", &["amh", "amharic"]),
    ("ar", &["ara", "arabic", "العربية"]),
    ("az", &["aze", "azerbaijani", "azərbaycan"]),
    ("be", &["bel", "belarusian", "белорусский", "беларуская"]),
    ("bg", &["bul", "bulgarian", "български", "болгарский"]),
    ("bn", &["ben", "bengali"]),
    ("bo", &["bod", "tib", "tibetan"]),
    ("bs", &["bos", "bosnian"]),
    ("ca", &["cat", "catalan", "català"]),
    ("cs", &["ces", "cze", "czech", "čeština", "česky", "чешский"]),
    ("cy", &["cym", "wel", "welsh"]),
    ("da", &["dan", "danish", "dansk"]),
    ("de", &["deu", "ger", "german", "ngerman", "deutsch", "немецкий", "austrian", "naustrian", "nswissgerman"]),
    ("el", &["ell", "gre", "greek", "ελληνικά"]),
    ("en", &["eng", "english", "английский", "英语", "英文", "anglais", "englisch"]),
    ("en-AU", &["australian"]),
    ("en-CA", &["canadian"]),
    ("en-GB", &["british", "ukenglish", "english (uk)", "british english", "english (united kingdom)"]),
    ("en-NZ", &["newzealand"]),
    ("en-US", &["american", "usenglish", "english (us)", "american english", "english (united states)"]),
    ("eo", &["epo", "esperanto"]),
    ("es", &["spa", "spanish", "español", "castellano", "испанский"]),
    ("et", &["est", "estonian", "eesti"]),
    ("eu", &["eus", "baq", "basque"]),
    ("fa", &["fas", "per", "persian", "farsi", "فارسی"]),
    ("fi", &["fin", "finnish", "suomi"]),
    ("fr", &["fra", "fre", "french", "français", "francais", "французский"]),
    ("fr-CA", &["canadien"]),
    ("ga", &["gle", "irish", "gaeilge"]),
    ("grc", &["ancientgreek", "polutonikogreek", "ancient greek"]),
    ("he", &["heb", "hebrew", "עברית"]),
    ("hi", &["hin", "hindi", "हिन्दी"]),
    ("hr", &["hrv", "croatian", "hrvatski"]),
    ("hu", &["hun", "hungarian", "magyar", "венгерский"]),
    ("hy", &["hye", "arm", "armenian"]),
    ("id", &["ind", "indonesian"]),
    ("is", &["isl", "ice", "icelandic", "íslenska"]),
    ("it", &["ita", "italian", "italiano", "итальянский"]),
    ("ja", &["jpn", "japanese", "日本語", "日语", "японский"]),
    ("ka", &["kat", "geo", "georgian"]),
    ("kk", &["kaz", "kazakh"]),
    ("km", &["khm", "khmer"]),
    ("ko", &["kor", "korean", "한국어", "корейский"]),
    ("ky", &["kir", "kyrgyz"]),
    ("la", &["lat", "latin"]),
    ("lt", &["lit", "lithuanian", "lietuvių"]),
    ("lv", &["lav", "latvian", "latviešu"]),
    ("mk", &["mkd", "mac", "macedonian"]),
    ("mn", &["mon", "mongolian", "монгольский", "монгол"]),
    ("ms", &["msa", "may", "malay"]),
    ("mt", &["mlt", "maltese"]),
    ("nb", &["nob", "norsk", "bokmål"]),
    ("nl", &["nld", "dut", "dutch", "nederlands"]),
    ("nn", &["nno", "nynorsk"]),
    ("no", &["nor", "norwegian"]),
    ("pl", &["pol", "polish", "polski", "польский"]),
    ("pt", &["por", "portuguese", "português", "portuges"]),
    ("pt-BR", &["brazilian", "brazil", "brazilian portuguese"]),
    ("ro", &["ron", "rum", "romanian", "română"]),
    ("ru", &["rus", "russian", "русский", "русский язык", "俄语", "俄文", "russe", "russisch"]),
    ("sk", &["slk", "slo", "slovak", "slovenčina"]),
    ("sl", &["slv", "slovene", "slovenian", "slovenščina"]),
    ("sq", &["sqi", "alb", "albanian", "shqip"]),
    ("sr", &["srp", "serbian", "српски", "srpski"]),
    ("sv", &["swe", "swedish", "svenska"]),
    ("tg", &["tgk", "tajik"]),
    ("th", &["tha", "thai"]),
    ("tr", &["tur", "turkish", "türkçe"]),
    ("uk", &["ukr", "ukrainian", "українська", "украинский"]),
    ("ur", &["urd", "urdu"]),
    ("uz", &["uzb", "uzbek"]),
    ("vi", &["vie", "vietnamese", "tiếng việt", "вьетнамский"]),
    ("zh", &["zho", "chi", "chinese", "中文", "汉语", "漢語", "китайский", "chinois", "chinesisch", "pinyin"]),
];

/// Every code of ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv \
    ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn \
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te \
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The tag of a language by its name, its code of two or three letters, or a tag in any case; nothing for one that is not known.
pub(super) fn tag(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase().replace('_', "-");
    // biblatex has keys for its own words: `langenglish`.
    let named = text.strip_prefix("lang").unwrap_or(&text);
    let by_name =
        |name: &str| LANGUAGES.iter().find(|(tag, names)| names.contains(&name) || tag.eq_ignore_ascii_case(name));
    if let Some((tag, _)) = by_name(&text).or_else(|| by_name(named)) {
        return Some((*tag).to_owned());
    }
    let (first, rest) = text.split_at(text.find('-').unwrap_or(text.len()));
    let code = match first.len() {
        2 if CODES.split(' ').any(|code| code == first) => first,
        3 => by_name(first)?.0,
        _ => return None,
    };
    format!("{code}{rest}").parse().ok().map(|lang: Lang| lang.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_become_tags() {
        for (text, wanted) in [
            ("english", Some("en")),
            ("English", Some("en")),
            ("eng", Some("en")),
            ("en", Some("en")),
            ("русский", Some("ru")),
            ("Russian", Some("ru")),
            ("rus", Some("ru")),
            ("zh_cn", Some("zh-CN")),
            ("zh-hans", Some("zh-Hans")),
            ("zh-Hant-TW", Some("zh-Hant-TW")),
            ("中文", Some("zh")),
            ("ngerman", Some("de")),
            ("langenglish", Some("en")),
            ("american", Some("en-US")),
            ("en-US", Some("en-US")),
            ("gl", Some("gl")),
            ("sr-latn", Some("sr-Latn")),
            ("klingon", None),
            ("xx", None),
            ("en-", None),
            ("", None),
        ] {
            assert_eq!(tag(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn no_name_is_of_two_languages() {
        let mut names: Vec<&str> = LANGUAGES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
