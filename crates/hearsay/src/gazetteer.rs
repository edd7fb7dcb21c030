//! What the program knows of the world: bodies, states, media, and nouns for those who speak. The data are the files in
//! `gazetteer/`, compiled in.

use std::collections::HashMap;

use serde::Deserialize;

use crate::SpeakerKind;

/// A file of the gazetteer that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("gazetteer/{file}: {reason}")]
pub struct GazetteerError {
    file: &'static str,
    reason: String,
}

/// Sorts of nouns that name a voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RoleKind {
    One,
    Many,
    Paper,
    Government,
    Military,
    Organisation,
    Movement,
}

impl RoleKind {
    /// What sort of speaker a body of this kind is; `None` for persons and papers.
    pub(crate) fn body(self) -> Option<SpeakerKind> {
        match self {
            Self::One | Self::Many | Self::Paper => None,
            Self::Government => Some(SpeakerKind::Government),
            Self::Military => Some(SpeakerKind::Military),
            Self::Organisation => Some(SpeakerKind::Organisation),
            Self::Movement => Some(SpeakerKind::Group),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Gender {
    Male,
    Female,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    pub(crate) kind: RoleKind,
    pub(crate) gender: Option<Gender>,
}

/// A body that speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) name: String,
    pub(crate) kind: SpeakerKind,
    pub(crate) of: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Gazetteer {
    roles: HashMap<String, Role>,
    bodies: HashMap<String, Body>,
    states: HashMap<String, String>,
    demonyms: HashMap<String, String>,
    adjectives: HashMap<String, String>,
    media: HashMap<String, String>,
    media_endings: Vec<String>,
    media_nouns: Vec<String>,
}

#[derive(Deserialize)]
struct RolesFile {
    role: Vec<RoleEntry>,
}

#[derive(Deserialize)]
struct RoleEntry {
    kind: RoleKind,
    gender: Option<Gender>,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct BodiesFile {
    body: Vec<BodyEntry>,
}

#[derive(Deserialize)]
struct BodyEntry {
    name: String,
    kind: BodyKind,
    of: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum BodyKind {
    Government,
    Military,
    Organisation,
    Group,
}

#[derive(Deserialize)]
struct CountriesFile {
    countries: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct MediaFile {
    names: Vec<String>,
    endings: Vec<String>,
    nouns: Vec<String>,
}

fn parse<T: for<'d> Deserialize<'d>>(file: &'static str, text: &str) -> Result<T, GazetteerError> {
    toml::from_str(text).map_err(|e| GazetteerError { file, reason: e.to_string() })
}

impl Gazetteer {
    pub(crate) fn embedded() -> Result<Self, GazetteerError> {
        let roles: RolesFile = parse("roles.toml", include_str!("../../../gazetteer/roles.toml"))?;
        let bodies: BodiesFile = parse("bodies.toml", include_str!("../../../gazetteer/bodies.toml"))?;
        let countries: CountriesFile = parse("countries.toml", include_str!("../../../gazetteer/countries.toml"))?;
        let media: MediaFile = parse("media.toml", include_str!("../../../gazetteer/media.toml"))?;

        let mut states = HashMap::new();
        let mut demonyms = HashMap::new();
        let mut adjectives = HashMap::new();
        for row in countries.countries {
            let [name, capital, demonym, further @ ..] = row.as_slice() else {
                let reason = format!("{row:?}: a country has a name, a capital and a demonym");
                return Err(GazetteerError { file: "countries.toml", reason });
            };
            for alias in [name, capital].into_iter().chain(further).filter(|a| !a.is_empty()) {
                states.insert(key(alias), name.clone());
            }
            demonyms.insert(key(demonym), name.clone());
            adjectives.insert(name.clone(), demonym.clone());
        }
        let role = |entry: RoleEntry| {
            let role = Role { kind: entry.kind, gender: entry.gender };
            entry.words.into_iter().map(move |word| (word, role))
        };
        let body = |entry: BodyEntry| {
            let kind = match entry.kind {
                BodyKind::Government => SpeakerKind::Government,
                BodyKind::Military => SpeakerKind::Military,
                BodyKind::Organisation => SpeakerKind::Organisation,
                BodyKind::Group => SpeakerKind::Group,
            };
            let body = Body { name: entry.name.clone(), kind, of: entry.of };
            entry.aliases.into_iter().chain([entry.name]).map(move |alias| (key(&alias), body.clone()))
        };
        Ok(Self {
            roles: roles.role.into_iter().flat_map(role).collect(),
            bodies: bodies.body.into_iter().flat_map(body).collect(),
            states,
            demonyms,
            adjectives,
            media: media.names.into_iter().map(|name| (key(&name), name)).collect(),
            media_endings: media.endings,
            media_nouns: media.nouns,
        })
    }

    /// The noun for a voice, in any case, with or without a full stop.
    pub(crate) fn role(&self, word: &str) -> Option<Role> {
        self.roles.get(word.trim_end_matches('.').to_lowercase().as_str()).copied()
    }

    pub(crate) fn body(&self, name: &str) -> Option<&Body> {
        self.bodies.get(&key(name))
    }

    /// The state that a name, or its capital, stands for.
    pub(crate) fn state(&self, name: &str) -> Option<&str> {
        self.states.get(&key(name)).map(String::as_str)
    }

    /// The state of "Iranian".
    pub(crate) fn demonym(&self, word: &str) -> Option<&str> {
        self.demonyms.get(&key(word)).map(String::as_str)
    }

    /// The adjective of a state's canonical name: "Iranian" of "Iran".
    pub(crate) fn adjective(&self, state: &str) -> Option<&str> {
        self.adjectives.get(state).map(String::as_str)
    }

    /// The name of a news organisation, if `name` is one's.
    pub(crate) fn outlet(&self, name: &str) -> Option<String> {
        if let Some(known) = self.media.get(&key(name)) {
            return Some(known.clone());
        }
        let mut words = name.split_whitespace().rev();
        let last = words.next()?;
        // "Times" alone may be anything; "The Harbour Times" is a paper; "files seen by the Times" aren't.
        let mut named = false;
        for word in words {
            match word {
                "the" | "The" | "of" | "and" | "&" => {}
                word if word.starts_with(char::is_uppercase) => named = true,
                _ => return None,
            }
        }
        (named && self.media_endings.iter().any(|e| e == last)).then(|| name.to_owned())
    }

    /// Whether a common noun means a news organisation: "the newspaper".
    pub(crate) fn is_media_noun(&self, word: &str) -> bool {
        self.media_nouns.iter().any(|noun| noun.eq_ignore_ascii_case(word))
    }
}

/// Names are compared without case for the article and possessive around them, but "US" is not "us".
fn key(name: &str) -> String {
    let name = name.trim().trim_end_matches("’s").trim_end_matches("'s");
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    name.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_what_they_stand_for() {
        let gazetteer = Gazetteer::embedded().unwrap();
        assert_eq!(gazetteer.body("The White House").unwrap().of.as_deref(), Some("United States"));
        assert_eq!(gazetteer.state("Tehran"), Some("Iran"));
        assert_eq!(gazetteer.state("U.S."), Some("United States"));
        assert_eq!(gazetteer.state("us"), None);
        assert_eq!(gazetteer.demonym("Russian"), Some("Russia"));
        assert_eq!(gazetteer.outlet("the Harbour Times").as_deref(), Some("the Harbour Times"));
        assert_eq!(gazetteer.outlet("Times"), None);
        assert_eq!(gazetteer.outlet("records seen by Harbour Times"), None);
        assert!(gazetteer.role("Gen.").is_some_and(|r| r.kind == RoleKind::One));
    }
}
