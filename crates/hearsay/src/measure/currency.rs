//! Currencies: signs, codes and nouns, and whose "crowns" or "dinars" a text speaks of.

use super::word::Words;

/// ISO 4217's code where no currency is meant or known.
pub(super) const UNKNOWN: &str = "XXX";

/// A currency as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Currency {
    /// One that the words settle.
    Known(&'static str),
    /// A noun that several countries use.
    Shared(&'static Shared),
}

impl Currency {
    /// The code; a noun of several countries takes the one whose names the text has, if they are of one country only.
    pub(super) fn code(self, text: &str) -> Option<&'static str> {
        match self {
            Self::Known(code) => Some(code),
            Self::Shared(shared) => shared.settle(text),
        }
    }
}

/// A noun for the money of several countries.
#[derive(Debug, PartialEq)]
pub(super) struct Shared {
    nouns: &'static [&'static str],
    /// The one meant where nothing tells: there is one for those that the news mean without saying so.
    usual: Option<&'static str>,
    /// Codes and beginnings of the words that speak of the country.
    countries: &'static [(&'static str, &'static [&'static str])],
}

impl Shared {
    fn settle(&self, text: &str) -> Option<&'static str> {
        let text = text.to_lowercase();
        let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let named = |stems: &[&str]| words().filter(|w| stems.iter().any(|stem| w.starts_with(stem))).count();
        if self.usual.is_some() {
            return self.usual;
        }
        let mut counts: Vec<(usize, &str)> = self.countries.iter().map(|(code, stems)| (named(stems), *code)).collect();
        counts.sort_unstable();
        match counts.as_slice() {
            [.., (second, _), (first, code)] if first > second => Some(code),
            _ => None,
        }
    }

    /// The code where an adjective of the country stands before the noun: "Canadian dollars".
    fn with(&self, adjective: &str) -> Option<&'static str> {
        let of = |stems: &[&str]| !adjective.is_empty() && stems.iter().any(|stem| adjective.starts_with(stem));
        self.countries.iter().find(|(_, stems)| of(stems)).map(|(code, _)| *code)
    }
}

/// Signs and codes that stand before a number or behind it.
const SIGNS: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₽", "RUB"),
    ("₴", "UAH"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₺", "TRY"),
    ("₦", "NGN"),
    ("zł", "PLN"),
    ("$", "USD"),
];
/// Letters that touch a dollar sign.
const DOLLARS: &[(&str, &str)] = &[
    ("us", "USD"),
    ("a", "AUD"),
    ("au", "AUD"),
    ("c", "CAD"),
    ("ca", "CAD"),
    ("can", "CAD"),
    ("nz", "NZD"),
    ("hk", "HKD"),
    ("s", "SGD"),
    ("nt", "TWD"),
    ("r", "BRL"),
    ("u", "USD"),
];
const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CNY", "RUB", "UAH", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN",
    "TRY", "ILS", "IRR", "IQD", "SAR", "AED", "QAR", "KWD", "EGP", "INR", "PKR", "BDT", "CAD", "AUD", "NZD", "HKD",
    "SGD", "TWD", "KRW", "KPW", "THB", "IDR", "MYR", "PHP", "BRL", "MXN", "ZAR", "NGN",
];
const NOUNS: &[(&str, &str)] = &[
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("sterling", "GBP"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("kronor", "SEK"),
    ("hryvnia", "UAH"),
    ("hryvnias", "UAH"),
    ("hryvnya", "UAH"),
    ("zloty", "PLN"),
    ("zlotys", "PLN"),
    ("zlotych", "PLN"),
    ("forint", "HUF"),
    ("forints", "HUF"),
    ("shekel", "ILS"),
    ("shekels", "ILS"),
    ("toman", "IRR"),
    ("tomans", "IRR"),
    ("koruna", "CZK"),
    ("korunas", "CZK"),
    ("koruny", "CZK"),
    ("baht", "THB"),
    ("ringgit", "MYR"),
    ("rupiah", "IDR"),
    ("taka", "BDT"),
    ("naira", "NGN"),
    ("rand", "ZAR"),
    ("tenge", "KZT"),
    ("lari", "GEL"),
    ("manat", "AZN"),
    ("dong", "VND"),
    ("birr", "ETB"),
    ("afghani", "AFN"),
];
static SHARED: [Shared; 13] = [
    Shared {
        nouns: &["dollar", "dollars"],
        usual: Some("USD"),
        countries: &[
            ("USD", &["us", "american"]),
            ("CAD", &["canad"]),
            ("AUD", &["austral"]),
            ("NZD", &["zealand"]),
            ("SGD", &["singapore"]),
            ("HKD", &["kong"]),
            ("TWD", &["taiwan"]),
        ],
    },
    Shared {
        nouns: &["pound", "pounds"],
        usual: Some("GBP"),
        countries: &[
            ("GBP", &["british", "uk"]),
            ("EGP", &["egypt"]),
            ("LBP", &["leban"]),
            ("SYP", &["syria"]),
            ("SDG", &["sudan"]),
        ],
    },
    Shared {
        nouns: &["ruble", "rubles", "rouble", "roubles"],
        usual: Some("RUB"),
        countries: &[("RUB", &["russia"]), ("BYN", &["belarus"])],
    },
    Shared {
        nouns: &["lira", "liras", "lire"],
        usual: Some("TRY"),
        countries: &[("TRY", &["turk"]), ("SYP", &["syria"])],
    },
    Shared { nouns: &["won"], usual: Some("KRW"), countries: &[("KRW", &["korea"])] },
    Shared {
        nouns: &["franc", "francs"],
        usual: None,
        countries: &[("CHF", &["swiss", "switz"]), ("XOF", &["cfa"]), ("CDF", &["congo"]), ("RWF", &["rwanda"])],
    },
    Shared {
        nouns: &["crown", "crowns", "krona", "kronas", "kroner", "krone", "kronur"],
        usual: None,
        countries: &[
            ("NOK", &["norw", "oslo"]),
            ("DKK", &["danish", "denmark", "danes", "copenhagen"]),
            ("SEK", &["swed", "stockholm"]),
            ("CZK", &["czech", "prague"]),
            ("ISK", &["iceland", "reykjav"]),
        ],
    },
    Shared {
        nouns: &["rial", "rials"],
        usual: None,
        countries: &[("IRR", &["iran", "tehran"]), ("OMR", &["oman", "muscat"]), ("YER", &["yemen", "sana"])],
    },
    Shared {
        nouns: &["riyal", "riyals"],
        usual: None,
        countries: &[("SAR", &["saudi", "riyadh"]), ("QAR", &["qatar", "doha"])],
    },
    Shared {
        nouns: &["rupee", "rupees"],
        usual: None,
        countries: &[
            ("INR", &["india", "delhi"]),
            ("PKR", &["pakistan", "islamabad"]),
            ("LKR", &["lanka", "colombo"]),
            ("NPR", &["nepal", "kathmandu"]),
        ],
    },
    Shared {
        nouns: &["dinar", "dinars"],
        usual: None,
        countries: &[
            ("IQD", &["iraq", "baghdad"]),
            ("KWD", &["kuwait"]),
            ("JOD", &["jordan", "amman"]),
            ("LYD", &["libya", "tripoli", "benghazi"]),
            ("DZD", &["algeri", "algiers"]),
            ("TND", &["tunis"]),
            ("RSD", &["serbia", "belgrade"]),
            ("BHD", &["bahrain"]),
        ],
    },
    Shared {
        nouns: &["dirham", "dirhams"],
        usual: None,
        countries: &[("AED", &["uae", "emirat", "dubai", "abu"]), ("MAD", &["morocc", "rabat"])],
    },
    Shared {
        nouns: &["peso", "pesos"],
        usual: None,
        countries: &[
            ("MXN", &["mexic"]),
            ("ARS", &["argentin", "buenos"]),
            ("COP", &["colombia", "bogot"]),
            ("CLP", &["chile", "santiago"]),
            ("PHP", &["philippin", "filipino", "manila"]),
            ("CUP", &["cuba", "havana"]),
        ],
    },
];

/// The sign or code before a number at `at`, and where the number begins: "US$", "€", "EUR ".
pub(super) fn sign(words: &Words<'_>, at: usize) -> Option<(Currency, usize)> {
    let word = words.get(at)?;
    if words.lower(at + 1) == "$" && words.is_glued(at + 1) {
        let dollars = DOLLARS.iter().find(|(letters, _)| *letters == word.lower);
        return dollars.map(|(_, code)| (Currency::Known(code), at + 2));
    }
    let touches = words.get(at + 1).is_some_and(|w| w.is_number());
    let sign = SIGNS.iter().find(|(sign, _)| *sign == word.text).map(|(_, code)| *code);
    let code = sign.or_else(|| CODES.iter().copied().find(|code| *code == word.text))?;
    touches.then_some((Currency::Known(code), at + 1))
}

/// The currency behind a number that ends at `at`, and the word after it: "Norwegian kroner", "US dollars", "EUR".
pub(super) fn noun(words: &Words<'_>, at: usize) -> Option<(Currency, usize)> {
    let word = words.get(at)?;
    // "three Yuan-class submarines".
    if words.is_hyphen(at + 1) && matches!(words.lower(at + 2), "class" | "type") {
        return None;
    }
    let shared = |at: usize| SHARED.iter().find(|shared| shared.nouns.contains(&words.lower(at)));
    // "Pounds of gunpowder" are weighed.
    // So is "a 2,000-pound bomb".
    let joined = at.checked_sub(1).is_some_and(|before| words.is_hyphen(before));
    let weighed = |at: usize| words.lower(at).starts_with("pound") && (words.lower(at + 1) == "of" || joined);
    if let Some(shared) = shared(at).filter(|_| !weighed(at)) {
        return Some((Currency::Shared(shared), at + 1));
    }
    if let Some((_, code)) = NOUNS.iter().find(|(noun, _)| *noun == word.lower) {
        return Some((Currency::Known(code), at + 1));
    }
    let signs = SIGNS.iter().filter(|(sign, _)| *sign != "$").find(|(sign, _)| *sign == word.text);
    if let Some((_, code)) = signs {
        return Some((Currency::Known(code), at + 1));
    }
    if let Some(code) = CODES.iter().copied().find(|code| *code == word.text) {
        return Some((Currency::Known(code), at + 1));
    }
    // An adjective of one or two words: "Swedish crowns", "New Zealand dollars".
    let adjectives =
        (1..3).take_while(|&n| words.get(at + n - 1).is_some_and(|w| w.is_letters() && w.is_capitalised()));
    for n in adjectives {
        let end = at + n + 1;
        if let Some(code) = shared(at + n).and_then(|shared| shared.with(words.lower(at + n - 1))) {
            return Some((Currency::Known(code), end));
        }
        if let Some((_, code)) = NOUNS.iter().find(|(noun, _)| *noun == words.lower(at + n)) {
            return Some((Currency::Known(code), end));
        }
    }
    None
}
