//! The progress bar on standard error: articles, words a second, time left.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

const TEMPLATE: &str = "{bar:24} {pos}/{len} articles · {words_per_second} words/s · {eta} left";
/// Where nobody knows how many articles there are.
const OPEN: &str = "{spinner} {pos} articles · {per_sec} · {words_per_second} words/s · {elapsed}";

/// How far the program is. Hidden where nobody would see it or there is nothing to wait for.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    words: Arc<AtomicUsize>,
}

impl Progress {
    /// Progress through so many articles, if that is known; `wanted` is what the user said.
    pub(crate) fn new(articles: Option<usize>, wanted: bool) -> Self {
        let words = Arc::new(AtomicUsize::new(0));
        let bar = match style(articles.map_or(OPEN, |_| TEMPLATE), Arc::clone(&words)) {
            Some(style) if wanted && articles != Some(1) && io::stderr().is_terminal() => {
                let bar =
                    articles.map_or_else(ProgressBar::no_length, |n| ProgressBar::new(n as u64)).with_style(style);
                bar.tick();
                bar
            }
            _ => ProgressBar::hidden(),
        };
        Self { bar, words }
    }

    /// One more input is done, with so many words.
    pub(crate) fn add(&self, words: usize) {
        self.words.fetch_add(words, Ordering::Relaxed);
        self.bar.inc(1);
    }

    /// Prints something without tearing the bar.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str, words: Arc<AtomicUsize>) -> Option<ProgressStyle> {
    let rate = move |state: &ProgressState, out: &mut dyn Write| {
        let seconds = state.elapsed().as_secs_f64().max(0.001);
        let _ = write!(out, "{:.0}", words.load(Ordering::Relaxed) as f64 / seconds);
    };
    Some(ProgressStyle::with_template(template).ok()?.with_key("words_per_second", rate).progress_chars("━╸─"))
}
