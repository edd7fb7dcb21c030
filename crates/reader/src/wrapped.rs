//! Plain text whose lines were broken at a width, as mail and old files have it: its paragraphs are made whole again.

/// Lines broken within a sentence from which a text counts as broken at a width.
const ENOUGH: usize = 3;

/// `text` with a space for each break within a paragraph, where its lines were broken at a width; other text stays as it
/// is. No byte moves: spans still point into the file.
///
/// A text counts as broken where half of the breaks within its blocks stand before a small letter. Within a block, a break
/// parts paragraphs where a list goes on, and behind a short line that ends a sentence.
pub(crate) fn joined(text: String) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let breaks = || lines.windows(2).map(|pair| (pair[0].trim(), pair[1].trim()));
    let within = || breaks().filter(|(line, next)| !line.is_empty() && !next.is_empty());
    let goes_on = within().filter(|(_, next)| next.starts_with(char::is_lowercase)).count();
    if goes_on < ENOUGH || 2 * goes_on < within().count() {
        return text;
    }
    let width = lines.iter().map(|line| line.trim_end().len()).max().unwrap_or(0);
    let parts = |line: &str, next: &str| {
        let ends = line.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', ':']);
        line.is_empty() || next.is_empty() || is_listed(next) || ends && 4 * line.len() < 3 * width
    };
    let mut whole = String::with_capacity(text.len());
    for (i, line) in lines.iter().enumerate() {
        let next = lines.get(i + 1).map_or("", |next| next.trim());
        if parts(line.trim(), next) {
            whole.push_str(line);
        } else {
            let end = line.trim_end_matches(['\r', '\n']).len();
            whole.push_str(&line[..end]);
            whole.extend(std::iter::repeat_n(' ', line.len() - end));
        }
    }
    whole
}

/// Whether a line begins an entry of a list, or quotes mail.
fn is_listed(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['-', '*', '•', '–', '—', '>', '#', '|'])
        || number.len() < line.len() && number.starts_with(['.', ')'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn broken_paragraphs_are_joined_and_others_stay() {
        let broken = "Ferry late again\n\nThe ferry to Molo left two hours late on Friday,\nthe harbour master said, since \
                      one of\nits engines had failed the night before.\nHe spoke to reporters.\n\nAn inquiry will be \
                      held,\r\nthe line said:\n- by itself\n- and soon";
        let whole = "Ferry late again\n\nThe ferry to Molo left two hours late on Friday, the harbour master said, since \
                     one of its engines had failed the night before. He spoke to reporters.\n\nAn inquiry will be held,  \
                     the line said:\n- by itself\n- and soon";
        assert_eq!(joined(broken.to_owned()), whole);
        for text in [
            "Ferry late\n\nThe ferry left late.\nNobody was told.\niPhones rang.\neBay sold none.",
            "One\nline\neach",
            "Roses are red,\nViolets are blue.",
            "",
        ] {
            assert_eq!(joined(text.to_owned()), text);
        }
    }

    proptest! {
        #[test]
        fn no_byte_moves(text in "[a-zA-Z .\n\r-]{0,200}") {
            let whole = joined(text.clone());
            prop_assert_eq!(whole.len(), text.len());
            let kept = whole.bytes().zip(text.bytes()).all(|(a, b)| a == b || a == b' ' && matches!(b, b'\n' | b'\r'));
            prop_assert!(kept);
        }
    }
}
