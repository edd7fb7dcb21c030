//! What a user follows: OPML files, lists of addresses, addresses.

use std::fs;
use std::path::Path;

use roxmltree::Document;

use crate::ReadError;

/// The largest file of addresses.
const LARGEST: u64 = 16 << 20;

/// The addresses of feeds that an argument names: an address itself, those of an OPML file, or those of a list with one a
/// line.
///
/// # Errors
/// When the file can't be read or names none.
pub fn sources(argument: &str) -> Result<Vec<String>, ReadError> {
    if argument.contains("://") {
        return Ok(vec![argument.to_owned()]);
    }
    let path = Path::new(argument);
    if fs::metadata(path)?.len() > LARGEST {
        return Err(ReadError::TooLarge { limit: LARGEST });
    }
    let bytes = fs::read(path)?;
    let found: Vec<String> = if bytes.trim_ascii_start().starts_with(b"<") {
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}');
        let document = Document::parse(text).map_err(|error| ReadError::Feed(error.to_string()))?;
        let outlines = document.descendants().filter(|node| node.has_tag_name("outline"));
        outlines.filter_map(|node| node.attribute("xmlUrl")).map(|url| url.trim().to_owned()).collect()
    } else {
        addresses(&bytes).collect()
    };
    if found.is_empty() {
        return Err(ReadError::Feed("it names no feeds: OPML with xmlUrl, or one address a line, is read".to_owned()));
    }
    Ok(found)
}

/// The web addresses in a list with one a line; other lines are comments.
pub(super) fn addresses(bytes: &[u8]) -> impl Iterator<Item = String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
    lines.into_iter().filter(|line| line.starts_with("http://") || line.starts_with("https://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_name_their_feeds() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).expect("a file");
            path.display().to_string()
        };
        let opml = "<?xml version='1.0'?><opml version='2.0'><body><outline text='News'>\
            <outline type='rss' xmlUrl='https://a.example/feed'/></outline><outline xmlUrl='https://b.example/feed'/></body></opml>";
        let expected = ["https://a.example/feed", "https://b.example/feed"];
        assert_eq!(sources(&file("a.opml", opml)).expect("feeds"), expected);
        assert_eq!(
            sources(&file("a.txt", "# ours\nhttps://a.example/feed\nhttps://b.example/feed\n")).expect("feeds"),
            expected
        );
        assert_eq!(sources("https://a.example/feed").expect("a feed"), expected[..1]);
        for (name, text) in
            [("none.opml", "<opml><body/></opml>"), ("broken.opml", "<opml><body>"), ("none.txt", "words")]
        {
            assert!(matches!(sources(&file(name, text)), Err(ReadError::Feed(_))), "{name}");
        }
    }
}
