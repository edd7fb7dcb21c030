//! The rows of the files.

use serde::{Deserialize, de::DeserializeOwned};
use toml::Spanned;

use super::{Problem, Source};
use crate::entity::Kind;
use crate::voice::{Gender, RoleKind};

pub(super) type Text = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountryRow {
    pub(super) id: Text,
    pub(super) wikidata: Option<Text>,
    pub(super) name: Text,
    pub(super) label: Option<Text>,
    pub(super) capital: Option<Text>,
    #[serde(default)]
    pub(super) aliases: Vec<Text>,
    #[serde(default)]
    pub(super) adjectives: Vec<Text>,
    #[serde(default)]
    pub(super) people: Vec<Text>,
    #[serde(default)]
    pub(super) metonyms: Vec<Text>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum BodyKind {
    Government,
    Military,
    Organisation,
    Group,
    Person,
}

impl From<BodyKind> for Kind {
    fn from(kind: BodyKind) -> Self {
        match kind {
            BodyKind::Government => Self::Government,
            BodyKind::Military => Self::Military,
            BodyKind::Organisation => Self::Organisation,
            BodyKind::Group => Self::Group,
            BodyKind::Person => Self::Person,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BodyRow {
    pub(super) id: Text,
    pub(super) wikidata: Option<Text>,
    pub(super) name: Text,
    pub(super) kind: BodyKind,
    pub(super) of: Option<Text>,
    pub(super) office: Option<Text>,
    #[serde(default)]
    pub(super) aliases: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutletRow {
    pub(super) id: Text,
    pub(super) wikidata: Option<Text>,
    pub(super) name: Text,
    pub(super) country: Text,
    #[serde(default)]
    pub(super) agency: bool,
    #[serde(default)]
    pub(super) state: bool,
    #[serde(default)]
    pub(super) aliases: Vec<Text>,
    #[serde(default)]
    pub(super) domains: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfficeRow {
    pub(super) id: Text,
    pub(super) kind: BodyKind,
    pub(super) name: Text,
    pub(super) nouns: Vec<Text>,
    #[serde(default)]
    pub(super) at: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AmbiguousRow {
    pub(super) name: Text,
    pub(super) prefer: Text,
    #[serde(default)]
    pub(super) over: Vec<Text>,
    #[serde(default)]
    pub(super) also: Vec<Text>,
    pub(super) why: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleRow {
    pub(super) kind: RoleKind,
    pub(super) gender: Option<Gender>,
    pub(super) words: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DescriptionRow {
    pub(super) words: Vec<Text>,
    pub(super) states: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpellingRow {
    pub(super) place: Text,
    pub(super) country: Text,
    pub(super) spellings: Vec<Text>,
}

#[derive(Deserialize)]
pub(super) struct PlaceRow {
    pub(super) name: String,
    pub(super) country: String,
    pub(super) latitude: f32,
    pub(super) longitude: f32,
    pub(super) population: u32,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MediaRow {
    #[serde(default)]
    pub(super) endings: Vec<Text>,
    #[serde(default)]
    pub(super) nouns: Vec<Text>,
    #[serde(default)]
    pub(super) collectives: Vec<Text>,
}

/// A row with the file in which it stands.
pub(super) struct In<'s, T> {
    pub(super) source: &'s Source,
    pub(super) row: T,
}

impl<T> In<'_, T> {
    pub(super) fn problem(&self, at: &Text, what: String, note: &str, help: &str) -> Problem {
        Problem::new(self.source, at.span(), what, note, help)
    }
}

/// All rows of all files.
#[derive(Default)]
pub(super) struct World<'s> {
    pub(super) countries: Vec<In<'s, CountryRow>>,
    pub(super) bodies: Vec<In<'s, BodyRow>>,
    pub(super) outlets: Vec<In<'s, OutletRow>>,
    pub(super) offices: Vec<In<'s, OfficeRow>>,
    pub(super) spellings: Vec<In<'s, (String, String)>>,
    pub(super) ambiguous: Vec<In<'s, AmbiguousRow>>,
    pub(super) masks: Vec<In<'s, Text>>,
    pub(super) roles: Vec<In<'s, RoleRow>>,
    pub(super) state_nouns: Vec<In<'s, Text>>,
    pub(super) descriptions: Vec<In<'s, DescriptionRow>>,
    pub(super) media: MediaRow,
    pub(super) places: Vec<PlaceRow>,
    pub(super) place_spellings: Vec<In<'s, SpellingRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountriesFile {
    country: Vec<CountryRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodiesFile {
    body: Vec<BodyRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutletsFile {
    outlet: Vec<OutletRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    #[serde(default)]
    spellings: Vec<(String, String)>,
    office: Vec<OfficeRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmbiguousFile {
    #[serde(default)]
    name: Vec<AmbiguousRow>,
    #[serde(default)]
    masks: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesFile {
    role: Vec<RoleRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DescriptionsFile {
    nouns: Vec<Text>,
    description: Vec<DescriptionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlacesFile {
    place: Vec<SpellingRow>,
}

impl<'s> World<'s> {
    /// Reads every file; all that can't be read are reported, not the first alone.
    pub(super) fn read(sources: &'s [Source]) -> Result<Self, Vec<Problem>> {
        let mut world = Self::default();
        let problems: Vec<_> = sources.iter().filter_map(|source| world.add(source).err()).collect();
        if problems.is_empty() { Ok(world) } else { Err(problems) }
    }

    fn add(&mut self, source: &'s Source) -> Result<(), Problem> {
        match source.path.as_str() {
            "countries.toml" => extend(&mut self.countries, source, parse::<CountriesFile>(source)?.country),
            "rules.toml" => {
                let file: RulesFile = parse(source)?;
                extend(&mut self.offices, source, file.office);
                extend(&mut self.spellings, source, file.spellings);
            }
            "ambiguous.toml" => {
                let file: AmbiguousFile = parse(source)?;
                extend(&mut self.ambiguous, source, file.name);
                extend(&mut self.masks, source, file.masks);
            }
            "media.toml" => self.media = parse(source)?,
            "roles.toml" => extend(&mut self.roles, source, parse::<RolesFile>(source)?.role),
            "descriptions.toml" => {
                let file: DescriptionsFile = parse(source)?;
                extend(&mut self.state_nouns, source, file.nouns);
                extend(&mut self.descriptions, source, file.description);
            }
            "places.toml" => extend(&mut self.place_spellings, source, parse::<PlacesFile>(source)?.place),
            "places.csv" => self.places = places(source)?,
            path if path.starts_with("bodies/") => {
                extend(&mut self.bodies, source, parse::<BodiesFile>(source)?.body);
            }
            path if path.starts_with("media/") => {
                extend(&mut self.outlets, source, parse::<OutletsFile>(source)?.outlet);
            }
            path => {
                let what = format!("gazetteer/{path} is no file of the gazetteer");
                let help = "bodies go into bodies/, outlets into media/; README.md lists the other files";
                return Err(Problem::new(source, 0..0, what, "its form is not known", help));
            }
        }
        Ok(())
    }
}

fn extend<'s, T>(rows: &mut Vec<In<'s, T>>, source: &'s Source, more: Vec<T>) {
    rows.extend(more.into_iter().map(|row| In { source, row }));
}

fn parse<T: DeserializeOwned>(source: &Source) -> Result<T, Problem> {
    toml::from_str(&source.text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let help = "gazetteer/README.md shows a row of each file with all its fields";
        Problem::new(source, span, "this is not a row of this file".to_owned(), error.message(), help)
    })
}

fn places(source: &Source) -> Result<Vec<PlaceRow>, Problem> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(source.text.as_bytes());
    let rows: Result<_, csv::Error> = reader.deserialize().collect();
    rows.map_err(|error| {
        let at = error.position().map_or(0, |p| p.byte() as usize).min(source.text.len());
        let help = "write the table anew with gazetteer/places.py";
        Problem::new(source, at..at, "this is not a row of places".to_owned(), &error.to_string(), help)
    })
}
