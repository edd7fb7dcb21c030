//! Text of a web page to text that can be pointed into: no invisible characters, no ligatures, single spaces.

/// `text` on one line, with what is invisible left out and each run of white space as one space.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if let Some(letters) = ligature(c) {
            out.push_str(letters);
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Zero-width characters, marks of writing direction, soft hyphens.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        _ => return None,
    })
}

/// The letters and digits of `text` in lower case: what two spellings of a title or name share.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_has_single_spaces_and_nothing_invisible() {
        for (text, expected) in [
            ("  two \n\t words\u{a0} ", "two words"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("\u{202e}right\u{202c} to \u{2066}left\u{2069}", "right to left"),
            ("hy\u{ad}phen", "hyphen"),
            ("o\u{fb03}cial \u{fb01}re \u{fb06}op", "official fire stop"),
            ("“Kept,” she said – it’s so…", "“Kept,” she said – it’s so…"),
            ("a \u{200b} b", "a b"),
            ("\u{200b}", ""),
        ] {
            assert_eq!(line(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = line(&text);
            prop_assert!(!once.chars().any(is_invisible) && !once.contains("  "));
            prop_assert_eq!(line(&once), once);
        }
    }
}
