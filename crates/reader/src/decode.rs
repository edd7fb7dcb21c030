//! Bytes to text: a mark at the start, what is declared, UTF-8, or the likeliest encoding of the bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use crate::ReadError;

/// How far into a page its encoding may be declared.
const DECLARED_WITHIN: usize = 4096;

/// The text of `bytes`; `charset` is what the server says of them. Fails only where they aren't text.
pub(crate) fn text(bytes: Vec<u8>, charset: Option<&str>) -> Result<String, ReadError> {
    if [&b"%PDF-"[..], b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0"]
        .iter()
        .any(|magic| bytes.starts_with(magic))
    {
        return Err(ReadError::Binary);
    }
    let text = decode(bytes, charset);
    let controls = text.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c' | '\u{85}'));
    if text.contains('\0') || controls.count() * 50 > text.chars().count() {
        return Err(ReadError::Binary);
    }
    match text.trim().is_empty() {
        true => Err(ReadError::Empty),
        false => Ok(text),
    }
}

fn decode(bytes: Vec<u8>, charset: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    let declared = charset.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| in_page(&bytes));
    // Bytes beyond ASCII that are valid UTF-8 by accident are rarer than wrong declarations.
    let readable = !bytes.is_ascii() || declared.is_none_or(Encoding::is_ascii_compatible);
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if readable => return text,
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    if let Some(encoding) = declared.filter(|e| *e != UTF_8 && *e != REPLACEMENT)
        && let (text, false) = encoding.decode_without_bom_handling(&bytes)
    {
        return text.into_owned();
    }
    likeliest(&bytes).decode_without_bom_handling(&bytes).0.into_owned()
}

/// The likeliest encoding of bytes of which nothing is said: UTF-8 also where little of it is damaged.
pub(crate) fn likeliest(bytes: &[u8]) -> &'static Encoding {
    if str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let text = String::from_utf8_lossy(bytes);
    let damaged = text.matches(char::REPLACEMENT_CHARACTER).count();
    if damaged * 20 <= text.chars().filter(|c| !c.is_ascii()).count() - damaged {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The encoding that a page declares: `<meta charset=…>`, or the same inside `http-equiv` or an XML declaration.
fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes)).to_ascii_lowercase();
    let markup = head.trim_start();
    if !markup.starts_with('<') {
        return None;
    }
    let key = if markup.starts_with("<?xml") && !markup.contains("charset") { "encoding" } else { "charset" };
    markup.match_indices(key).find_map(|(at, _)| {
        let value = markup.get(at + key.len()..)?.trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
        // A page whose declaration can be read isn't in UTF-16.
        Encoding::for_label(value.get(..end)?.as_bytes()).filter(|e| *e != UTF_16LE && *e != UTF_16BE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bytes_become_the_text_that_was_meant() {
        let long = "Die Sprecherin sagte, „für Größe und Übermut gäbe es keine Entschuldigung“.".repeat(3);
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode("<meta charset=windows-1252><p>Zoë’s café</p>");
        let (russian, _, _) = encoding_rs::WINDOWS_1251.encode("Министр сообщил, что поставки оружия не велись.");
        let utf16: Vec<u8> = "\u{feff}Wide".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut damaged = long.clone().into_bytes();
        damaged.push(0xE9);
        for (bytes, charset, expected) in [
            (b"\xef\xbb\xbfMarked".to_vec(), None, "Marked"),
            (utf16, None, "Wide"),
            ("Zoë".as_bytes().to_vec(), Some("iso-8859-1"), "Zoë"),
            (b"Zo\xeb".to_vec(), Some("iso-8859-1"), "Zoë"),
            (b"Zo\xeb".to_vec(), Some("utf-8"), "Zoë"),
            (b"Zo\xeb".to_vec(), Some("no-such-charset"), "Zoë"),
            (latin.into_owned(), None, "<meta charset=windows-1252><p>Zoë’s café</p>"),
            (russian.into_owned(), None, "Министр сообщил, что поставки оружия не велись."),
            (damaged, None, &format!("{long}\u{fffd}")),
            (b"\x1b$B?7J9\x1b(B".to_vec(), Some("iso-2022-jp"), "新聞"),
        ] {
            assert_eq!(text(bytes.clone(), charset).ok().as_deref(), Some(expected), "{bytes:?} {charset:?}");
        }
    }

    #[test]
    fn what_is_not_text_is_refused() {
        for bytes in [&b"a\0b"[..], b"%PDF-1.7\n", b"PK\x03\x04", b"\x01\x02\x03\x04abc"] {
            assert!(matches!(text(bytes.to_vec(), None), Err(ReadError::Binary)), "{bytes:?}");
        }
        for bytes in [&b""[..], b" \n\t", b"\xef\xbb\xbf"] {
            assert!(matches!(text(bytes.to_vec(), None), Err(ReadError::Empty)), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn utf8_stays_as_it_is(string in "\\PC{1,80}") {
            if let Ok(read) = text(string.clone().into_bytes(), None) {
                prop_assert_eq!(read, string.trim_start_matches('\u{feff}'));
            }
        }

        #[test]
        fn any_bytes_are_text_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = text(bytes, Some("gbk"));
        }
    }
}
