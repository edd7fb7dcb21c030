//! The language of a text.

/// The language of an article, as ISO 639-1 where it has a code there, else ISO 639-3; `None` where its words don't
/// tell. Judged on the whole text: single sentences mislead.
#[must_use]
pub fn language(text: &str) -> Option<&'static str> {
    let info = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    let code = info.lang().code();
    Some(SHORT.iter().find(|(long, _)| *long == code).map_or(code, |&(_, short)| short))
}

/// ISO 639-3 codes with their two-letter ones.
const SHORT: [(&str, &str); 42] = [
    ("afr", "af"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kat", "ka"),
    ("kor", "ko"),
    ("lit", "lt"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("vie", "vi"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_tells_its_language() {
        for (text, code) in [
            ("The harbour master said on Monday that the ferry would leave two hours late because of the fog.", "en"),
            (
                "Die Sprecherin des Ministeriums sagte am Montag, die Lieferung werde sich um zwei Wochen verzögern.",
                "de",
            ),
            ("Министр сообщил, что поставки задерживаются из-за погоды, но эти корабли всё-таки выйдут в море.", "ru"),
        ] {
            assert_eq!(language(text), Some(code), "{text}");
        }
        assert_eq!(language("12 34"), None);
    }
}
