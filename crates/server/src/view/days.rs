//! Time along a drawing.

use jiff::civil::Date;
use maud::{Markup, html};

/// A scale from the first to the last of some days, between two places of a drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Days {
    pub(crate) first: Date,
    pub(crate) last: Date,
    left: f64,
    right: f64,
}

impl Days {
    /// The scale for some days; none where there are none.
    pub(crate) fn over(days: impl Iterator<Item = Date> + Clone, left: f64, right: f64) -> Option<Self> {
        Some(Self { first: days.clone().min()?, last: days.max()?, left, right })
    }

    /// The place of a day.
    pub(crate) fn x(&self, day: Date) -> f64 {
        let since = |day: Date| f64::from(self.first.duration_until(day).as_hours() as i32 / 24);
        self.left + since(day) / since(self.last).max(1.0) * (self.right - self.left)
    }

    /// The first and the last day, above.
    pub(crate) fn ends(&self) -> Markup {
        html! {
            @for day in [self.first, self.last] {
                text.axis x=(format!("{:.1}", self.x(day))) y="14" text-anchor=(if day == self.last { "end" } else { "start" }) { (day) }
            }
        }
    }

    /// A line over the whole time.
    pub(crate) fn line(&self, y: f64) -> Markup {
        html! { path.outlines d=(format!("M{:.1} {y:.1}H{:.1}", self.left, self.right)) { } }
    }
}
