//! Publications: a text as one outlet gave it at one address. In propositions two outlets may share a text.

use crate::contract::{ArticleFields, Record};

impl Record {
    /// The record by the id of its [publication](ArticleFields::publication).
    #[must_use]
    pub fn into_published(mut self) -> Self {
        self.article.id = self.article.publication();
        self
    }
}

impl ArticleFields {
    /// Where its publisher keeps it: the address that its later versions share.
    #[must_use]
    pub fn address(&self) -> &str {
        self.url.as_deref().unwrap_or(&self.reference)
    }

    /// The id of this text at this address: 32 hexadecimal digits.
    #[must_use]
    pub fn publication(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [self.text.as_str(), self.address(), self.outlet.as_deref().unwrap_or_default()] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}
