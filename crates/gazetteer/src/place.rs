//! Places on the map.

use serde::{Deserialize, Serialize};

/// A populated place. From GeoNames (geonames.org), licence CC BY 4.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place<'a> {
    /// Left empty in the table where it equals the name.
    pub(crate) key: &'a str,
    /// Its name, or the spelling of it by which it is listed here.
    pub name: &'a str,
    /// The ISO 3166-1 code of its country.
    pub country: &'a str,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// People, as GeoNames has it.
    pub population: u32,
}
