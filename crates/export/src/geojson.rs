//! Propositions on the map (GeoJSON, RFC 7946): a line between the capitals or places of the parties by way of the places
//! of the route, a point where one place is known, no geometry where none is.

use std::io::Write;

use hearsay::proposition::Statement;
use hearsay_gazetteer::{Gazetteer, Place};
use hearsay_ledger::PropositionRow;
use serde_json::{Value, json};

use crate::json::List;
use crate::route::stations;
use crate::{Export, ExportError, claimed};

pub(crate) struct GeoJson<'t> {
    out: List<'t>,
    gazetteer: &'t Gazetteer,
    nowhere: usize,
}

impl<'t> GeoJson<'t> {
    pub(crate) fn new(out: Box<dyn Write + 't>, gazetteer: &'t Gazetteer) -> Result<Self, ExportError> {
        let out = List::begin(out, &json!({"type": "FeatureCollection"}), "features")?;
        Ok(Self { out, gazetteer, nowhere: 0 })
    }
}

impl Export for GeoJson<'_> {
    fn proposition(&mut self, row: &PropositionRow, statements: &[Statement]) -> Result<(), ExportError> {
        let of = &row.proposition;
        let Some(event) = &of.proposition.frame else { return Ok(()) };
        let stations = stations(self.gazetteer, event);
        let point = |place: &&Place<'_>| json!([degrees(place.longitude), degrees(place.latitude)]);
        let geometry = match stations.as_slice() {
            [] => Value::Null,
            [only] => json!({"type": "Point", "coordinates": point(only)}),
            several => json!({"type": "LineString", "coordinates": several.iter().map(point).collect::<Vec<_>>()}),
        };
        self.nowhere += usize::from(geometry.is_null());
        let roles: serde_json::Map<String, Value> =
            event.roles.iter().map(|(role, fillers)| (role.clone(), claimed::names(fillers).into())).collect();
        let voices = |polarity| {
            let voices = of.origins.iter().filter(|origin| origin.polarity == polarity).map(|o| o.speaker.as_str());
            voices.collect::<Vec<_>>().join("; ")
        };
        let mut properties = json!({
            "summary": of.proposition.summary,
            "type": event.kind,
            "stage": event.stage,
            "terms": event.terms,
            "quantity": event.quantity.as_ref().map(|quantity| &quantity.text),
            "value": event.value.as_ref().map(|value| &value.text),
            "time": event.time.as_ref().and_then(|time| time.edtf.as_ref()),
            "first_seen": of.first_seen(),
            "affirmed_by": voices(hearsay::Polarity::Positive),
            "denied_by": voices(hearsay::Polarity::Negative),
            "established": of.independent_origins.established,
            "possible": of.independent_origins.possible,
            "unknown": of.independent_origins.unknown,
            "articles": statements.iter().map(|s| s.article.reference.as_str()).collect::<std::collections::BTreeSet<_>>().len(),
            "places": stations.iter().map(|place| place.name).collect::<Vec<_>>().join("; "),
        });
        if let Some(properties) = properties.as_object_mut() {
            properties.extend(roles);
        }
        self.out.push(&json!({
            "type": "Feature", "id": of.proposition.id, "geometry": geometry, "properties": properties,
        }))?;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Option<String>, ExportError> {
        self.out.end()?;
        let nowhere = self.nowhere;
        Ok((nowhere > 0).then(|| format!("of {nowhere} propositions no place is known; they have no geometry")))
    }
}

/// To the thousandth, as the gazetteer has them.
fn degrees(degrees: f32) -> f64 {
    (f64::from(degrees) * 1000.0).round() / 1000.0
}
