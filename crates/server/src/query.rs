//! What a page is asked to show: the part of an address behind the question mark.

use axum::extract::Query;
use axum::http::Uri;
use hearsay::EvidenceKind;
use hearsay_gazetteer::Gazetteer;
use hearsay_ledger::{Filter, Status, View};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use utoipa::IntoParams;
use utoipa::openapi::schema::{AnyOfBuilder, KnownFormat, Object, ObjectBuilder, Schema, SchemaFormat, Type};

use crate::error::PageError;

/// Rows of a page.
pub(crate) const ROWS: u32 = 50;

/// A selection, as a form sends it: empty fields ask for nothing.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Selection {
    /// Who says it, or the body for which it is said.
    #[serde(deserialize_with = "if_filled")]
    pub(crate) speaker: Option<String>,
    /// Who published it.
    #[serde(deserialize_with = "if_filled")]
    pub(crate) outlet: Option<String>,
    /// The type of event that is told of, such as `transfer`.
    #[serde(deserialize_with = "if_filled")]
    pub(crate) frame: Option<String>,
    /// Who takes part in it.
    #[serde(deserialize_with = "if_filled")]
    pub(crate) party: Option<String>,
    /// Words in the name of the goods.
    #[serde(deserialize_with = "if_filled")]
    pub(crate) item: Option<String>,
    /// What the claim is said to rest on.
    #[param(schema_with = evidence_or_nothing)]
    #[serde(deserialize_with = "if_filled")]
    pub(crate) evidence: Option<String>,
    /// Published on this day or later.
    #[param(schema_with = day_or_nothing)]
    #[serde(deserialize_with = "if_filled")]
    pub(crate) since: Option<String>,
    /// Published on this day or before.
    #[param(schema_with = day_or_nothing)]
    #[serde(deserialize_with = "if_filled")]
    pub(crate) until: Option<String>,
    /// How it was judged last, whether it was not, or whether it denies or is denied.
    #[param(schema_with = status_or_nothing)]
    #[serde(deserialize_with = "if_filled")]
    pub(crate) status: Option<String>,
    /// The ledger as it was at the end of this day (UTC).
    #[param(schema_with = day_or_nothing)]
    #[serde(deserialize_with = "if_filled")]
    pub(crate) as_of: Option<String>,
    #[param(ignore)]
    pub(crate) offset: u32,
}

fn if_filled<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let given = Option::<String>::deserialize(from)?;
    Ok(given.as_deref().and_then(filled))
}

/// What a field holds, unless that is nothing.
pub(crate) fn filled(field: &str) -> Option<String> {
    Some(field.trim().to_owned()).filter(|text| !text.is_empty())
}

impl Selection {
    /// The filter; names are looked up, so that "Tehran" finds what is filed under Iran.
    pub(crate) fn filter(&self, gazetteer: &Gazetteer) -> Result<Filter, PageError> {
        let filter = Filter {
            speaker: self.speaker.clone(),
            outlet: self.outlet.clone(),
            frame: self.frame.clone(),
            party: self.party.clone(),
            item: self.item.clone(),
            evidence: self.evidence.as_deref().map(str::parse).transpose().map_err(PageError::Asked)?,
            since: day(self.since.as_deref())?,
            until: day(self.until.as_deref())?,
            status: self.status.as_deref().map(str::parse).transpose().map_err(PageError::Asked)?,
            newest: false,
            limit: Some(ROWS + 1),
            offset: self.offset,
        };
        Ok(filter.canonical(gazetteer))
    }

    /// The selection at the end of an address.
    pub(crate) fn of_address(address: &str) -> Result<Self, PageError> {
        let uri = Uri::builder().path_and_query(format!("/?{address}")).build();
        let read = uri.ok().and_then(|uri| Query::try_from_uri(&uri).ok()).map(|Query(selection)| selection);
        read.ok_or_else(|| PageError::Asked(format!("“{address}” selects nothing that can be.")))
    }

    pub(crate) fn view(&self) -> Result<View, PageError> {
        Ok(View { as_of: day(self.as_of.as_deref())?, published_before: None })
    }

    /// The fields that are set, by the names a form has them under.
    pub(crate) fn fields(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("speaker", &self.speaker),
            ("outlet", &self.outlet),
            ("frame", &self.frame),
            ("party", &self.party),
            ("item", &self.item),
            ("evidence", &self.evidence),
            ("since", &self.since),
            ("until", &self.until),
            ("status", &self.status),
            ("as_of", &self.as_of),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect()
    }

    /// The selection as the end of an address.
    pub(crate) fn address(&self, offset: u32) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.extend_pairs(self.fields());
        if offset > 0 {
            pairs.append_pair("offset", &offset.to_string());
        }
        pairs.finish()
    }
}

/// What a page of names or words is asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) q: String,
    pub(crate) offset: u32,
}

/// How a day is described: forms send fields that nobody filled.
pub(crate) fn day_or_nothing() -> Schema {
    let day = ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    let nothing = ObjectBuilder::new().schema_type(Type::String).max_length(Some(0));
    Schema::AnyOf(AnyOfBuilder::new().item(day).item(nothing).build())
}

/// How a status is described.
fn status_or_nothing() -> Object {
    one_or_nothing(&Status::ALL.map(Status::as_str))
}

/// How a kind of evidence is described.
fn evidence_or_nothing() -> Object {
    one_or_nothing(&EvidenceKind::ALL.map(EvidenceKind::as_str))
}

fn one_or_nothing(names: &[&'static str]) -> Object {
    let names = names.iter().copied().chain([""]);
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).build()
}

/// A day as a form sends it.
pub(crate) fn day(text: Option<&str>) -> Result<Option<Date>, PageError> {
    let read =
        |text: &str| text.parse().map_err(|_| PageError::Asked(format!("“{text}” is no day, such as 2024-01-31.")));
    text.map(read).transpose()
}

/// A value inside an address.
pub(crate) fn escaped(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}
