//! Names that mean the same thing in every form.

use uuid::Uuid;

/// All ids are in this namespace, so that two exports of one ledger name things alike.
const NAMESPACE: Uuid = Uuid::from_u128(0x6d1f_6f0a_58a4_5f0e_9c9e_2a1b_7a5f_3b11);

/// An article, by its id in the ledger.
pub(crate) fn article(id: &str) -> String {
    format!("urn:hearsay:article:{id}")
}

/// A claim: two outlets may run one text, so it is named with its article.
pub(crate) fn claim(article: &str, claim: &str) -> String {
    format!("urn:hearsay:claim:{article}:{claim}")
}

/// A proposition.
pub(crate) fn proposition(id: &str) -> String {
    format!("urn:hearsay:proposition:{id}")
}

/// A voice or party, by its canonical name.
pub(crate) fn actor(name: &str) -> String {
    format!("urn:hearsay:actor:{}", uuid(name))
}

/// The bytes that an article was read from, by their hash.
pub(crate) fn bytes(hash: &str) -> String {
    format!("urn:hearsay:bytes:{hash}")
}

/// A UUID of version 5 (RFC 9562) for something that has a name.
pub(crate) fn uuid(name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, name.as_bytes())
}
