//! Bytes and URLs to articles.
