//! What the program knows of the world, in the core's words.

use hearsay_gazetteer::Kind;
pub use hearsay_gazetteer::GazetteerError;
pub(crate) use hearsay_gazetteer::{Gazetteer, Gender, Role, RoleKind};

use crate::SpeakerKind;

impl From<Kind> for SpeakerKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Country | Kind::Government => Self::Government,
            Kind::Military => Self::Military,
            Kind::Organisation => Self::Organisation,
            Kind::Group => Self::Group,
            Kind::Outlet => Self::Media,
        }
    }
}
