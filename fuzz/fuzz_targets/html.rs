//! Any page gives an article or an error, and an article's text begins with its title.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let html = String::from_utf8_lossy(bytes);
    if let Ok(article) = hearsay_reader::page::article("fuzz", &html, None) {
        assert!(article.text.starts_with(article.title()));
        assert!(!article.text.trim().is_empty());
    }
});
