//! Words of texts and their hashes, the same on every machine and in every version.

use std::cmp::Reverse;

use unicode_segmentation::UnicodeSegmentation;

/// Words in a shingle of a content, which is a sentence at most.
const SHINGLE: usize = 3;

/// The words of a text in lower case, without punctuation.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    text.unicode_words().map(str::to_lowercase)
}

/// The hashes of a text's words, as they follow each other.
pub(super) fn hashes(text: &str) -> Vec<u64> {
    words(text).map(|word| hash(&word)).collect()
}

/// Hashes of a content's runs of three words, or of its words where it has fewer: in order, each once.
pub(super) fn shingles(content: &str) -> Vec<u64> {
    let words = hashes(content);
    set(if words.len() < SHINGLE { words } else { words.windows(SHINGLE).map(combine).collect() })
}

/// The hashes of a content's `most` longest [shingles]: long words are rare, so others seldom have them, while those that
/// share half of their shingles share one of these nearly always.
pub(super) fn longest(content: &str, most: usize) -> Vec<u64> {
    let words: Vec<(usize, u64)> = words(content).map(|word| (word.len(), hash(&word))).collect();
    let run = |run: &[(usize, u64)]| {
        let hashes: Vec<u64> = run.iter().map(|(_, hash)| *hash).collect();
        (Reverse(run.iter().map(|(length, _)| length).sum::<usize>()), combine(&hashes))
    };
    let mut runs: Vec<_> = words.windows(SHINGLE.min(words.len()).max(1)).map(run).collect();
    runs.sort_unstable();
    runs.dedup();
    runs.into_iter().take(most).map(|(_, hash)| hash).collect()
}

/// Hashes in order, each once.
pub(super) fn set(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// How many hashes two sets have in common, both in order.
pub(super) fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += usize::from(x == y);
        (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
    }
    shared
}

/// The share that two sets have in common (Jaccard), from 0 to 1; 0 for two empty ones. Both are in order.
pub(super) fn resemblance(a: &[u64], b: &[u64]) -> f64 {
    let shared = shared(a, b);
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

/// The 64-bit FNV-1a hash of a word (Fowler, Noll, Vo), mixed.
pub(super) fn hash(word: &str) -> u64 {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    mix(word.bytes().fold(0xcbf2_9ce4_8422_2325, fnv))
}

/// The hash of a run of hashed words.
pub(super) fn combine(words: &[u64]) -> u64 {
    words.iter().fold(0, |hash, &word| mix(hash.rotate_left(7) ^ word))
}

/// A permutation of all 64-bit numbers in which each bit of the input changes about half of the output's: the
/// finaliser of SplitMix64 (Steele, Lea, Flood 2014).
pub(super) fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
