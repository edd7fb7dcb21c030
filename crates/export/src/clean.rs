//! Text from articles, made harmless: nothing in it steers a terminal or reorders what is shown.

/// Control characters: C0 but tab and line ends, DEL, C1. A terminal may obey them.
fn is_control(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
}

/// Characters that embed, override or isolate a direction of writing (Unicode's bidirectional controls).
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters that show nothing: zero-width space, soft hyphen, byte order mark, tags. Joiners stay: scripts need them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a terminal might do something else with `c` than show it.
#[must_use]
pub fn is_risky(c: char) -> bool {
    is_control(c) || is_bidi_control(c) || matches!(c, '\u{85}' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}')
}

/// What is shown in the place of `c`, if anything.
fn shown(c: char) -> Option<char> {
    match c {
        _ if c.is_whitespace() => Some(' '),
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
        '\x7f' => Some('␡'),
        _ if is_control(c) || is_bidi_control(c) => Some('\u{fffd}'),
        _ if is_unseen(c) => None,
        _ => Some(c),
    }
}

/// Appends `text` to `line` so that it stays one harmless line; runs of white space become one space.
pub fn push(line: &mut String, text: &str) {
    for c in text.chars().filter_map(shown) {
        if c != ' ' || !(line.is_empty() || line.ends_with(' ')) {
            line.push(c);
        }
    }
}

/// `text` as one harmless line.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    push(&mut line, text);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        for (text, shown) in [
            ("plain – “text”\tand\r\n  more", "plain – “text” and more"),
            ("\x1b[31mred\x1b]0;title\x07", "␛[31mred␛]0;title␇"),
            ("a\u{9b}31mb\u{7f}", "a\u{fffd}31mb␡"),
            ("invoice\u{202e}fdp.exe\u{2066}", "invoice\u{fffd}fdp.exe\u{fffd}"),
            ("soft\u{ad}ware\u{feff}", "software"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("back\u{8}space", "back␈space"),
        ] {
            assert_eq!(harmless(text), shown);
            assert!(!shown.chars().any(is_risky));
        }
    }
}
