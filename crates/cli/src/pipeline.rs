//! Work on several threads, results in input order, memory bounded by the number of threads.
//!
//! Each input that is under way has a channel of one place for its result; these channels wait in a queue, oldest
//! first. Nothing new is begun while the queue is full, so a slow input, or a slow reader of the output, holds the
//! others back instead of filling memory.

use std::any::Any;
use std::collections::VecDeque;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, select};

/// Inputs under way for each thread: enough that a long article doesn't idle the other threads.
const AHEAD: usize = 4;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Every input was worked on.
    Complete,
    /// A message to stop came first.
    Interrupted,
}

/// Does `work` on every input, on `threads` threads, and hands the results to `deliver` in the order of the inputs.
///
/// A message on `stop` ends the run after the result that is being delivered. Threads that are still at work then
/// are left behind: they end with the program.
///
/// # Errors
/// Those of `deliver`, and failure to start a thread.
pub(crate) fn in_order<I, O>(
    inputs: impl IntoIterator<Item = I>,
    threads: usize,
    stop: &Receiver<()>,
    work: impl Fn(I) -> O + Send + Sync + 'static,
    mut deliver: impl FnMut(O) -> io::Result<()>,
) -> io::Result<End>
where
    I: Send + 'static,
    O: Send + 'static,
{
    let threads = threads.max(1);
    let ahead = threads * AHEAD;
    let (jobs, queue) = bounded(ahead);
    let work = Arc::new(work);
    for _ in 0..threads {
        start(queue.clone(), Arc::clone(&work))?;
    }
    let mut inputs = inputs.into_iter();
    let mut under_way = VecDeque::with_capacity(ahead);
    loop {
        while under_way.len() < ahead
            && let Some(input) = inputs.next()
        {
            let (place, result) = bounded(1);
            jobs.send((input, place)).map_err(|_| threads_ended())?;
            under_way.push_back(result);
        }
        let Some(next) = under_way.pop_front() else { return Ok(End::Complete) };
        if stop.try_recv().is_ok() {
            return Ok(End::Interrupted);
        }
        select! {
            recv(next) -> result => deliver(result.map_err(|_| threads_ended())?)?,
            recv(stop) -> _ => return Ok(End::Interrupted),
        }
    }
}

fn start<I, O>(queue: Receiver<(I, Sender<O>)>, work: Arc<impl Fn(I) -> O + Send + Sync + 'static>) -> io::Result<()>
where
    I: Send + 'static,
    O: Send + 'static,
{
    thread::Builder::new().name("reading".to_owned()).spawn(move || {
        for (input, place) in queue {
            // A receiver that is gone has no use for the result.
            let _ = place.send(work(input));
        }
    })?;
    Ok(())
}

fn threads_ended() -> io::Error {
    io::Error::other("a reading thread ended early")
}

/// Does `work`; a panic becomes its message.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| message(payload.as_ref()))
}

fn message(payload: &(dyn Any + Send)) -> String {
    let words = payload.downcast_ref::<&str>().copied();
    let words = words.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    format!("a fault of the program: {}", words.unwrap_or("no message"))
}

/// Keeps panics that [`caught`] reports from being printed besides: those of every thread but the main one.
pub(crate) fn quieten_caught_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() == Some("main") {
            usual(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use crossbeam_channel::never;

    use super::*;

    #[test]
    fn results_come_in_input_order() {
        let mut seen = Vec::new();
        let work = |i: u64| {
            thread::sleep(Duration::from_micros(300 * (i % 5)));
            i
        };
        let end = in_order(0..200, 4, &never(), work, |i| {
            seen.push(i);
            Ok(())
        });
        assert_eq!((end.unwrap(), seen), (End::Complete, (0..200).collect::<Vec<_>>()));
    }

    #[test]
    fn a_slow_reader_holds_the_work_back() {
        let begun = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&begun);
        let work = move |i: usize| {
            counter.fetch_add(1, Ordering::SeqCst);
            i
        };
        in_order(0..100, 2, &never(), work, |i| {
            thread::sleep(Duration::from_millis(1));
            assert!(begun.load(Ordering::SeqCst) <= i + 2 * AHEAD, "too far ahead");
            Ok(())
        })
        .unwrap();
    }

    #[test]
    fn a_message_to_stop_ends_the_run_though_an_input_hangs() {
        let (sender, stop) = bounded(1);
        let mut delivered = 0;
        let work = |i: u64| thread::sleep(Duration::from_secs(if i < 3 { 0 } else { 600 }));
        let end = in_order(0..50, 2, &stop, work, |()| {
            delivered += 1;
            if delivered == 3 {
                let sender = sender.clone();
                thread::spawn(move || {
                    thread::sleep(Duration::from_millis(20));
                    sender.send(())
                });
            }
            Ok(())
        });
        assert_eq!((end.unwrap(), delivered), (End::Interrupted, 3));
    }

    #[test]
    fn a_panic_becomes_its_message() {
        assert_eq!(caught(|| 1), Ok(1));
        assert_eq!(caught(|| panic!("no {}", 5)), Err::<(), _>("a fault of the program: no 5".to_owned()));
    }

    #[test]
    fn an_error_of_the_output_ends_the_run() {
        let end = in_order(vec![1, 2], 2, &never(), |i| i, |_| Err(io::ErrorKind::BrokenPipe.into()));
        assert_eq!(end.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
