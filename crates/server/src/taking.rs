//! Taking in what is sent: read, and stored with its claims.

use std::sync::{Arc, OnceLock};

use hearsay::contract::Record;
use hearsay::{Models, extract};
use hearsay_ledger::{Appended, Evidence, Source};
use hearsay_reader::{Entry, Input, Options, Page, language};
use jiff::Timestamp;

use crate::Desk;
use crate::error::PageError;
use crate::page::write;

/// What is to be taken in.
pub(crate) enum Offered {
    /// It is at hand.
    Entry(Box<Entry>),
    /// It is to be fetched.
    Address(String),
}

impl From<Entry> for Offered {
    fn from(entry: Entry) -> Self {
        Self::Entry(Box::new(entry))
    }
}

/// What became of one thing that was offered.
pub(crate) struct Taken {
    pub(crate) name: String,
    /// Where it stands in the ledger, or why it doesn't.
    pub(crate) outcome: Result<Appended, String>,
}

/// Takes in what is offered, one after the other; what can't be read doesn't hold up the rest.
///
/// # Errors
/// When the ledger can't be written to.
pub(crate) async fn take(desk: Arc<Desk>, offered: Vec<Offered>, options: Options) -> Result<Vec<Taken>, PageError> {
    write(desk, move |desk, ledger| {
        let models = models()?;
        let mut store = |source: Source| {
            let appended = ledger.append(&[source], &desk.gazetteer, hearsay::version(), Timestamp::now())?;
            appended.into_iter().next().ok_or(PageError::Broken)
        };
        let mut taken = Vec::new();
        for one in offered {
            let (name, read) = one.read(&options, models);
            match read {
                Ok(sources) => {
                    for source in sources {
                        taken.push(Taken { name: name.clone(), outcome: Ok(store(source)?) });
                    }
                }
                Err(reason) => taken.push(Taken { name, outcome: Err(reason) }),
            }
        }
        Ok(taken)
    })
    .await
}

impl Offered {
    /// Its name, and what it holds for the ledger or why there is nothing.
    fn read(self, options: &Options, models: &Models) -> (String, Result<Vec<Source>, String>) {
        let (name, entry) = match self {
            Self::Entry(entry) => (entry.reference.clone(), Ok(*entry)),
            Self::Address(address) => (address.clone(), fetched(&address, options)),
        };
        (name, entry.and_then(|entry| sources(&entry, options, models)))
    }
}

/// The entry at an address.
fn fetched(address: &str, options: &Options) -> Result<Entry, String> {
    let input = Input::of(address);
    if !matches!(input, Input::Address(_)) {
        return Err("this is no address that begins with http:// or https://".to_owned());
    }
    input.open(options).map_err(|error| error.to_string())
}

/// What an entry holds for the ledger: of a live blog its posts. Only English is read.
fn sources(entry: &Entry, options: &Options, models: &Models) -> Result<Vec<Source>, String> {
    let articles = entry.articles(options).map_err(|error| error.to_string())?;
    let Page { bytes, url, fetched, media_type } = entry.page();
    let evidence = Evidence { bytes, url, fetched, media_type };
    let (mut sources, mut other) = (Vec::new(), None);
    for article in articles {
        match language(&article.text).filter(|language| *language != "en") {
            Some(language) => other = Some(language),
            None => {
                let record = Record::new(&article, &extract(&article, models));
                sources.push(Source::of_evidence(record, evidence.clone()));
            }
        }
    }
    match other.filter(|_| sources.is_empty()) {
        Some(other) => Err(format!("it is in another language ({other}); only English is read")),
        None => Ok(sources),
    }
}

/// The models, loaded when something is first added.
fn models() -> Result<&'static Models, PageError> {
    static LOADED: OnceLock<Option<Models>> = OnceLock::new();
    LOADED.get_or_init(|| Models::embedded().ok()).as_ref().ok_or(PageError::Broken)
}
