//! Secrets: made at random, made from another, compared.

/// 32 random bytes, in hexadecimal digits.
pub(crate) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(blake3::Hash::from(bytes).to_hex().to_string())
}

/// A secret that only who knows `from` can make, for one purpose.
pub(crate) fn derived(purpose: &str, from: &str) -> String {
    blake3::Hash::from(blake3::derive_key(purpose, from.as_bytes())).to_hex().to_string()
}

/// Whether two secrets are the same, in a time that tells nothing of where they differ.
pub(crate) fn same(a: &str, b: &str) -> bool {
    blake3::hash(a.as_bytes()) == blake3::hash(b.as_bytes())
}
