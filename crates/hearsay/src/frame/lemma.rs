//! Lemmas of English words: the irregular from a table, the rest by their endings.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::syntax::Xpos;

/// Forms and lemmas, one pair a line.
static IRREGULAR: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../gazetteer/words/irregular.txt").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).collect()
});

/// The lemma of a word with its part of speech, in lower case.
pub(crate) fn lemma(word: &str, xpos: Xpos) -> String {
    let word = word.to_lowercase();
    let is_verb = matches!(xpos, Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz | Xpos::Md);
    let is_plural = matches!(xpos, Xpos::Nns | Xpos::Nnps);
    if (is_verb || is_plural)
        && let Some(&lemma) = IRREGULAR.get(word.as_str())
    {
        // "arms" is no plural, but "it arms the rebels".
        let bare = word.strip_suffix('s').filter(|_| xpos == Xpos::Vbz && lemma == word);
        return bare.unwrap_or(lemma).to_owned();
    }
    // Taggers take one form of a verb for another; its ending tells.
    let xpos = match xpos {
        Xpos::Vb | Xpos::Vbp | Xpos::Vbg if word.ends_with("ed") && word.len() > 4 => Xpos::Vbn,
        Xpos::Vb | Xpos::Vbp | Xpos::Vbn | Xpos::Vbd if word.ends_with("ing") && word.len() > 5 && word != "bring" => {
            Xpos::Vbg
        }
        xpos => xpos,
    };
    match xpos {
        Xpos::Vbz | Xpos::Nns | Xpos::Nnps => singular(&word),
        Xpos::Vbd | Xpos::Vbn => word.strip_suffix("ed").map_or_else(|| word.clone(), restore),
        Xpos::Vbg => word.strip_suffix("ing").filter(|s| s.len() > 1).map_or_else(|| word.clone(), restore),
        _ => word,
    }
}

/// A noun in the singular, or a verb without the ending of its third person.
pub(crate) fn singular(word: &str) -> String {
    if let Some(&lemma) = IRREGULAR.get(word) {
        return lemma.to_owned();
    }
    if word.len() > 4
        && let Some(stem) = word.strip_suffix("ies")
    {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['s', 'u', 'i', '-']) => {
            stem.trim_end_matches(['\'', '’']).to_owned()
        }
        _ => word.to_owned(),
    }
}

/// Gives a stem back what its ending took: "suppli" its y, "shipp" one p less, "provid" its e.
fn restore(stem: &str) -> String {
    if let Some(stem) = stem.strip_suffix('i') {
        return format!("{stem}y");
    }
    let letters: Vec<char> = stem.chars().collect();
    let vowel = |i: usize| letters.get(i).is_some_and(|c| "aeiouy".contains(*c));
    let n = letters.len();
    if n < 2 {
        return stem.to_owned();
    }
    let last = letters[n - 1];
    if n > 3 && last == letters[n - 2] && !"aeiouylsz".contains(last) {
        return letters[..n - 1].iter().collect();
    }
    let ends = |endings: &[&str]| endings.iter().any(|e| stem.ends_with(e));
    // A consonant behind one vowel of the only syllable: "tak", "mak", "us"; and endings that never stand without e.
    let one_syllable = !vowel(n - 1) && vowel(n - 2) && !(0..n - 2).any(vowel) && !"wxy".contains(last);
    let silent = ends(&[
        "at", "iz", "is", "uc", "v", "ag", "ng", "dg", "erg", "nc", "rc", "ur", "ir", "id", "od", "ud", "pos", "eas",
        "as", "ens", "urs", "ips", "ers", "us", "bl", "pl", "tl", "dl", "gl", "ut", "ot", "rg", "u", "is", "ys", "os",
        "ies", "eg", "og", "ol", "am", "um", "im", "uk", "ik", "ok", "ak", "yp",
    ]) && !ends(&[
        "eat", "oat", "eet", "eed", "ead", "oad", "aid", "oid", "oot", "out", "ring", "bring", "ook", "eak", "oak",
        "ool", "eam", "ood", "our", "air",
    ]);
    let bare = ends(&[
        "limit", "visit", "exit", "posit", "credit", "develop", "deliver", "threaten", "export", "import", "hand",
        "land", "claim", "aim", "equip", "long", "belong", "treat", "focus", "target", "pilot", "robot", "ballot",
    ]);
    if (one_syllable || silent) && !bare { format!("{stem}e") } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_their_lemmas() {
        for (form, xpos, expected) in [
            ("sent", Xpos::Vbd, "send"),
            ("shipped", Xpos::Vbn, "ship"),
            ("supplied", Xpos::Vbd, "supply"),
            ("supplies", Xpos::Vbz, "supply"),
            ("providing", Xpos::Vbg, "provide"),
            ("receiving", Xpos::Vbg, "receive"),
            ("delivered", Xpos::Vbn, "deliver"),
            ("seized", Xpos::Vbd, "seize"),
            ("made", Xpos::Vbn, "make"),
            ("using", Xpos::Vbg, "use"),
            ("used", Xpos::Vbd, "use"),
            ("selling", Xpos::Vbg, "sell"),
            ("transferred", Xpos::Vbn, "transfer"),
            ("halted", Xpos::Vbd, "halt"),
            ("signing", Xpos::Vbg, "sign"),
            ("training", Xpos::Vbg, "train"),
            ("exported", Xpos::Vbn, "export"),
            ("firing", Xpos::Vbg, "fire"),
            ("manufactured", Xpos::Vbn, "manufacture"),
            ("imposed", Xpos::Vbn, "impose"),
            ("pledged", Xpos::Vbn, "pledge"),
            ("shelved", Xpos::Vbn, "shelve"),
            ("leasing", Xpos::Vbg, "lease"),
            ("produced", Xpos::Vbn, "produce"),
            ("intercepted", Xpos::Vbn, "intercept"),
            ("promised", Xpos::Vbn, "promise"),
            ("donated", Xpos::Vbd, "donate"),
            ("building", Xpos::Vbg, "build"),
            ("loaded", Xpos::Vbn, "load"),
            ("stopped", Xpos::Vbd, "stop"),
            ("promised", Xpos::Vbn, "promise"),
            ("delivered", Xpos::Vb, "deliver"),
            ("authorised", Xpos::Vbn, "authorise"),
            ("developed", Xpos::Vbn, "develop"),
            ("attacked", Xpos::Vbn, "attack"),
            ("claimed", Xpos::Vbn, "claim"),
            ("helped", Xpos::Vbn, "help"),
            ("adding", Xpos::Vbg, "add"),
            ("planning", Xpos::Vbg, "plan"),
            ("shells", Xpos::Nns, "shell"),
            ("batteries", Xpos::Nns, "battery"),
            ("aircraft", Xpos::Nns, "aircraft"),
            ("forbidding", Xpos::Vbn, "forbid"),
            ("launches", Xpos::Vbz, "launch"),
            ("looking", Xpos::Vbg, "look"),
            ("repaired", Xpos::Vbn, "repair"),
        ] {
            assert_eq!(lemma(form, xpos), expected, "{form}");
        }
    }
}
