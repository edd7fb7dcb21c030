//! Events on a map: arcs from where they set out to where they arrive, over the outlines of countries.
//!
//! Projection: A. H. Robinson (1974). Outlines: Natural Earth, public domain; `assets/outlines.py` tells whence.

use std::sync::LazyLock;

use hearsay_export::claimed;
use hearsay_export::route::stations;
use hearsay_gazetteer::{Gazetteer, Place};
use maud::html;
use proj4rs::Proj;

use super::{Claimed, Drawing, Row, Shown, weight};

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 507.0;

/// Half of the projected world's width, in metres.
const REACH: f64 = 17_005_833.33;

const COLUMNS: &[&str] =
    &["summary", "type", "item", "stage", "first_seen", "places", "established", "possible", "unknown", "denied_by"];

/// The projection from degrees to the drawing; none where the library refuses its own name for it.
struct Robinson {
    degrees: Proj,
    plane: Proj,
}

impl Robinson {
    fn new() -> Option<Self> {
        Some(Self {
            degrees: Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").ok()?,
            plane: Proj::from_proj_string("+proj=robin +lon_0=0 +datum=WGS84 +units=m +no_defs").ok()?,
        })
    }

    fn point(&self, longitude: f64, latitude: f64) -> Option<(f64, f64)> {
        let mut point = (longitude.to_radians(), latitude.to_radians(), 0.0);
        proj4rs::transform::transform(&self.degrees, &self.plane, &mut point).ok()?;
        let scale = WIDTH / 2.0 / REACH;
        Some((WIDTH / 2.0 + point.0 * scale, HEIGHT / 2.0 - point.1 * scale))
    }

    fn place(&self, place: &Place<'_>) -> Option<(f64, f64)> {
        self.point(place.longitude.into(), place.latitude.into())
    }
}

/// The outlines as one path.
static OUTLINES: LazyLock<String> = LazyLock::new(|| {
    let Some(robinson) = Robinson::new() else { return String::new() };
    let mut path = String::new();
    for arc in include_str!("../../assets/outlines.csv").lines() {
        let mut before: Option<f64> = None;
        for pair in arc.split(',') {
            let Some((longitude, latitude)) = pair.split_once(' ') else { continue };
            let (Ok(longitude), Ok(latitude)) = (longitude.parse::<f64>(), latitude.parse()) else { continue };
            let Some((x, y)) = robinson.point(longitude, latitude) else { continue };
            // Over the edge of the map the line is taken up on the other side.
            let on = before.is_some_and(|before| (before - longitude).abs() < 180.0);
            path.push_str(&format!("{}{x:.0} {y:.0}", if on { "L" } else { "M" }));
            before = Some(longitude);
        }
    }
    path
});

pub(super) fn show(events: &[Claimed<'_>], gazetteer: &Gazetteer) -> Shown {
    let placed: Vec<(Claimed<'_>, Vec<&Place<'_>>)> =
        events.iter().map(|claimed| (*claimed, stations(gazetteer, claimed.event))).collect();
    let nowhere = placed.iter().filter(|(_, places)| places.is_empty()).count();
    let rows = placed.iter().map(|(claimed, places)| {
        let names: Vec<&str> = places.iter().map(|place| place.name).collect();
        Row { proposition: claimed.of.proposition.id.clone(), cells: cells(*claimed, names.join(" → ")) }
    });
    Shown {
        drawing: drawing(&placed),
        note: (nowhere > 0).then(|| format!("Of {nowhere} events in the list no place is known; the map lacks them.")),
        columns: COLUMNS,
        rows: rows.collect(),
    }
}

fn cells(Claimed { of, event }: Claimed<'_>, places: String) -> Vec<String> {
    let (affirmed, denied) = (of.independent_origins, of.denial_origins);
    vec![
        of.proposition.summary.clone(),
        event.kind.clone(),
        claimed::names(event.role("item")),
        event.stage.clone().unwrap_or_default(),
        of.first_seen.map(|day| day.to_string()).unwrap_or_default(),
        places,
        affirmed.established.to_string(),
        affirmed.possible.to_string(),
        affirmed.unknown.to_string(),
        denied.total().to_string(),
    ]
}

fn drawing(placed: &[(Claimed<'_>, Vec<&Place<'_>>)]) -> Option<Drawing> {
    let robinson = Robinson::new()?;
    let drawn = placed.iter().filter(|(_, places)| !places.is_empty()).count();
    if drawn == 0 {
        return None;
    }
    let mut named: Vec<(&str, (f64, f64))> = Vec::new();
    for place in placed.iter().flat_map(|(_, places)| places) {
        if let Some(at) = robinson.place(place)
            && named.iter().all(|(name, _)| *name != place.name)
        {
            named.push((place.name, at));
        }
    }
    let body = html! {
        path.outlines d=(*OUTLINES) { }
        @for (Claimed { of, .. }, places) in placed {
            @let (width, class) = weight(of);
            @let points: Vec<(f64, f64)> = places.iter().filter_map(|place| robinson.place(place)).collect();
            a href={ "/proposition/" (of.proposition.id) } {
                title { (of.proposition.summary) }
                @match points.as_slice() {
                    [] => {},
                    [(x, y)] => circle class=(class) cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="6" { },
                    several => path class=(class) stroke-width=(width) d=(arc(several)) { },
                }
            }
        }
        @for (name, (x, y)) in &named {
            circle.place cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="2.5" { }
            text x=(format!("{:.1}", x + 4.0)) y=(format!("{:.1}", y - 3.0)) { (name) }
        }
    };
    let label =
        format!("{drawn} claimed events on a map; lines are bolder with more independent origins, broken where denied");
    Some(Drawing { width: WIDTH, height: HEIGHT, label, body })
}

/// A line through points, each stretch bent, so that what goes forth and what comes back can be told apart.
fn arc(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for pair in points.windows(2) {
        let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
        let (dx, dy) = (to_x - x, to_y - y);
        let (bend_x, bend_y) = ((x + to_x) / 2.0 + dy * 0.2, (y + to_y) / 2.0 - dx * 0.2);
        path.push_str(&format!("M{x:.1} {y:.1}Q{bend_x:.1} {bend_y:.1} {to_x:.1} {to_y:.1}"));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_fits_into_the_drawing() {
        let robinson = Robinson::new().unwrap();
        for (longitude, latitude) in [(-180.0, 0.0), (180.0, 0.0), (0.0, 83.6), (0.0, -55.9), (35.7, 51.4)] {
            let (x, y) = robinson.point(longitude, latitude).unwrap();
            assert!(
                (-0.5..=WIDTH + 0.5).contains(&x) && (0.0..=HEIGHT).contains(&y),
                "{longitude} {latitude}: {x} {y}"
            );
        }
        assert!(OUTLINES.len() > 20_000 && OUTLINES.len() < 90_000, "{}", OUTLINES.len());
    }
}
