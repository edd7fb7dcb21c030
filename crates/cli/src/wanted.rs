//! `--where`: which articles are wanted, told before claims are looked for.

use std::str::FromStr;

use hearsay::Article;
use jiff::civil::Date;

/// A condition on an article: `host=reuters.com,apnews.com`, `date>=2024-01-01`, `language=en`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The host of its address is one of these, or within one.
    Host(Vec<String>),
    /// Its day of publication compares so.
    Date(Compared, Date),
    /// Its language is one of these (ISO 639-1).
    Language(Vec<String>),
}

/// How days compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    Before,
    UpTo,
    On,
    From,
    After,
}

/// The signs of comparisons, the longer before those that they begin with.
const SIGNS: [(&str, Compared); 5] = [
    ("<=", Compared::UpTo),
    (">=", Compared::From),
    ("<", Compared::Before),
    (">", Compared::After),
    ("=", Compared::On),
];

const FORMS: &str = "use host=NAME,... or date>=2024-01-31 (also <, <=, =, >) or language=en,...";

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = SIGNS.iter().filter_map(|&(sign, how)| Some((text.find(sign)?, sign, how)));
        let (at, sign, how) = found.min_by_key(|&(at, sign, _)| (at, usize::MAX - sign.len())).ok_or(FORMS)?;
        let (name, value) = (text[..at].trim(), text[at + sign.len()..].trim());
        let several =
            || value.split(',').map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty()).collect();
        match (name, how) {
            _ if value.is_empty() => Err(FORMS.to_owned()),
            ("host", Compared::On) if value.contains('/') => Err(format!("“{value}” is more than a name; {FORMS}")),
            ("host", Compared::On) => Ok(Self::Host(several())),
            ("language", Compared::On) => {
                let languages: Vec<String> = several();
                let is_code = |l: &String| l.len() == 2 && l.bytes().all(|b| b.is_ascii_lowercase());
                let all = languages.iter().all(is_code);
                all.then_some(Self::Language(languages))
                    .ok_or_else(|| format!("“{value}” are no two-letter codes; {FORMS}"))
            }
            ("date", how) => {
                value.parse().map(|day| Self::Date(how, day)).map_err(|_| format!("“{value}” is no day; {FORMS}"))
            }
            _ => Err(FORMS.to_owned()),
        }
    }
}

impl Wanted {
    /// Whether what stands at an address may meet the condition, as far as the address tells before it is read.
    pub(crate) fn may_meet(&self, address: Option<&str>) -> bool {
        match (self, address.and_then(host)) {
            (Self::Host(hosts), Some(host)) => is_within(&host, hosts),
            _ => true,
        }
    }

    /// Whether an article in a language meets the condition. What isn't known of it, it doesn't meet; but words too few to
    /// tell their language are read as English, and count as such.
    pub(crate) fn meets(&self, article: &Article, language: Option<&str>) -> bool {
        match self {
            Self::Host(hosts) => article.url.as_deref().and_then(host).is_some_and(|host| is_within(&host, hosts)),
            Self::Date(how, day) => article.published.is_some_and(|published| match how {
                Compared::Before => published < *day,
                Compared::UpTo => published <= *day,
                Compared::On => published == *day,
                Compared::From => published >= *day,
                Compared::After => published > *day,
            }),
            Self::Language(languages) => languages.iter().any(|l| l == language.unwrap_or("en")),
        }
    }
}

fn host(url: &str) -> Option<String> {
    url::Url::parse(url).ok()?.host_str().map(str::to_lowercase)
}

/// Whether a host is one of some, or within one.
fn is_within(host: &str, hosts: &[String]) -> bool {
    hosts.iter().any(|of| host == of || host.strip_suffix(of.as_str()).is_some_and(|rest| rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_met() {
        let mut article = Article::new("a", "", "x");
        article.url = Some("https://www.harbour.example/1".to_owned());
        article.published = Some(jiff::civil::date(2023, 6, 9));
        for (condition, meets) in [
            ("host=harbour.example", true),
            ("host = other.example, www.harbour.example", true),
            ("host=bour.example", false),
            ("date>=2023-06-09", true),
            ("date>2023-06-09", false),
            ("date<=2023-06-09", true),
            ("date=2023-06-09", true),
            ("date<2023-06-09", false),
            ("language=en", true),
            ("language=de,fr", false),
        ] {
            assert_eq!(condition.parse::<Wanted>().unwrap().meets(&article, Some("en")), meets, "{condition}");
        }
        assert!("language=en".parse::<Wanted>().unwrap().meets(&article, None));
        assert!(!"language=de".parse::<Wanted>().unwrap().meets(&article, None));
        let may = |condition: &str, address| condition.parse::<Wanted>().unwrap().may_meet(address);
        let address = Some("https://www.harbour.example/1");
        assert!(may("host=harbour.example", address) && !may("host=other.example", address));
        assert!(may("host=other.example", None) && may("date>2023-06-09", address));
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        for text in [
            "",
            "host",
            "host=",
            "title=x",
            "date=monday",
            "host>x",
            "language=english",
            "host=https://harbour.example/",
        ] {
            assert!(text.parse::<Wanted>().is_err(), "{text}");
        }
    }
}
