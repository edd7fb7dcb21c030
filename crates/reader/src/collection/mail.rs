//! Mail: one message, whose HTML or text is an article.

use std::fs::File;

use jiff::civil::Date;
use mail_parser::MessageParser;

use super::{Taker, Told};
use crate::input::{Document, bounded};
use crate::kind::{Hint, Kind};
use crate::{Limits, ReadError};

pub(super) fn read(file: File, limits: &Limits, taker: &mut Taker) -> Result<(), ReadError> {
    if taker.passes() {
        return Ok(());
    }
    let bytes = bounded(file, limits.input)?;
    let message = MessageParser::default().parse(&bytes).ok_or(ReadError::NoArticle)?;
    let text = message.text_bodies().find(|part| !part.is_text_html()).and_then(|part| part.text_contents());
    let (body, kind) = match (text.filter(|text| !text.trim().is_empty()), message.body_html(0)) {
        (Some(text), _) => (text.to_owned(), Kind::Text),
        (None, Some(html)) => (html.into_owned(), Kind::Page),
        (None, None) => return Err(ReadError::Empty),
    };
    let sender = message.from().and_then(|from| from.first());
    let told = Told {
        title: message.subject().map(str::to_owned),
        byline: sender.and_then(|sender| sender.name()).map(str::to_owned),
        published: message.date().and_then(|at| {
            Date::new(i16::try_from(at.year).ok()?, i8::try_from(at.month).ok()?, i8::try_from(at.day).ok()?).ok()
        }),
        ..Told::default()
    };
    let reference = message.message_id().map(str::to_owned);
    let document = Document { hint: Hint::Said(kind), ..Document::of(body.into_bytes()) };
    // A single message: nobody to be told that no more are wanted.
    let _ = taker.entry("message", (reference, document, told));
    Ok(())
}
