//! Ctrl-C as a message: the program ends where its output is whole.

use crossbeam_channel::{Receiver, bounded};

/// The exit code of a program that was interrupted (128 + SIGINT).
pub(crate) const EXIT_CODE: u8 = 130;

/// Receives a message at Ctrl-C. A second Ctrl-C before the first is heeded ends the program at once, even where
/// writing hangs.
pub(crate) fn channel() -> Result<Receiver<()>, ctrlc::Error> {
    let (sender, receiver) = bounded(1);
    ctrlc::set_handler(move || {
        if sender.try_send(()).is_err() {
            std::process::exit(EXIT_CODE.into());
        }
    })?;
    Ok(receiver)
}
