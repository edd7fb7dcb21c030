//! What hearsay knows of the world: countries with their demonyms and seats, bodies, news outlets, places, and the
//! nouns for those who speak.
//!
//! The data are the files in `gazetteer/`, which the build checks and compiles into one table inside the program. Names
//! are compared by [`key`]s, so that typography makes no difference. A name that could stand for several things has
//! one winner, by the rows of `ambiguous.toml`.
//!
//! ```
//! # fn main() -> Result<(), hearsay_gazetteer::GazetteerError> {
//! use hearsay_gazetteer::{Gazetteer, Sense};
//!
//! let gazetteer = Gazetteer::embedded()?;
//! let reading = gazetteer.lookup("Tehran").unwrap();
//! assert_eq!((reading.entity.name, reading.sense), ("Iran", Sense::Metonym));
//! assert_eq!(gazetteer.office("Iran’s foreign ministry").unwrap().name, "Iranian Ministry of Foreign Affairs");
//!
//! let names: Vec<_> = gazetteer.mentions("Reuters asked the U.S. Navy.").map(|m| m.reading.entity.name).collect();
//! assert_eq!(names, ["Reuters", "US Navy"]);
//! # Ok(())
//! # }
//! ```
//!
//! Places are from GeoNames (geonames.org), licence CC BY 4.0; `gazetteer/README.md` names the other sources.

mod description;
mod entity;
mod gazetteer;
mod key;
mod mention;
mod office;
mod place;
pub mod source;
mod table;
mod voice;

pub use entity::{Entity, Kind, Reading, Sense};
pub use gazetteer::{Gazetteer, GazetteerError};
pub use key::key;
pub use mention::Mention;
pub use office::Office;
pub use place::Place;
pub use voice::{Gender, Role, RoleKind};
