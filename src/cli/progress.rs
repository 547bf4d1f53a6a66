//! A progress bar on standard error, if that is a terminal. A separate thread draws it, so that the work only has to
//! count.

use std::fmt;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::i18n::{Count, Language, messages};
use crate::read::{Input, Progress};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::cli::args;
use crate::cli::output::file_of;

/// Time before a bar appears, so that short work shows none.
const PATIENCE: Duration = Duration::from_millis(500);
const BETWEEN_DRAWS: Duration = Duration::from_millis(100);

// ASCII only, which every terminal and every font can show.
const BYTES: &str = "[{bar:24}] {percent:>3}%  {decimal_bytes} of {decimal_total_bytes}, {words}";
const ENDLESS: &str = "{spinner} {decimal_bytes}, {words}";
const COUNTED: &str = "[{bar:24}] {percent:>3}%  {words}";
const WORKING: &str = "{spinner} {words}";

/// Set by `--no-progress`.
static IS_UNWANTED: AtomicBool = AtomicBool::new(false);

pub(crate) fn never_show() {
    IS_UNWANTED.store(true, Relaxed);
}

/// The bar on the screen, if there is one.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

fn current_bar() -> MutexGuard<'static, Option<ProgressBar>> {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Clears the bar for good, before a signal ends the program.
pub(crate) fn clear() {
    let mut bar_slot = current_bar();
    if let Some(bar) = bar_slot.take() {
        bar.finish_and_clear();
    }
    // The lock is never released, so that nothing is drawn afterwards.
    std::mem::forget(bar_slot);
}

/// The progress of reading inputs one after another.
pub(crate) struct ReadProgress {
    progress: Progress,
    /// Size of all inputs in bytes, if it is known.
    total: Option<u64>,
    language: Language,
}

impl ReadProgress {
    pub(crate) fn new<'i>(inputs: impl IntoIterator<Item = &'i Input>, language: Language) -> Self {
        ReadProgress { progress: Progress::default(), total: inputs.into_iter().map(Input::size).sum(), language }
    }

    /// Returns the input with a counter of the bytes and rows that are read from it.
    pub(crate) fn watch(&self, input: Input) -> Input {
        input.watched(&self.progress)
    }

    /// Shows the progress until the bar is dropped.
    pub(crate) fn bar(&self) -> Bar {
        let ReadProgress { progress, total, language } = self;
        let (progress, total, language) = (progress.clone(), *total, *language);
        let counted = progress.clone();
        // Parts of a workbook may be read twice, which counts more bytes than the file has.
        let position = move || total.map_or(counted.bytes(), |total| counted.bytes().min(total));
        let words = move || language.localize(messages::RowCount { count: progress.rows() }).to_string();
        Bar::show(if total.is_some() { BYTES } else { ENDLESS }, total, position, words)
    }
}

/// A guard that shows a bar until it is dropped. It must be dropped before anything is printed.
#[must_use]
pub(crate) struct Bar(Option<(Sender<()>, JoinHandle<()>)>);

impl Bar {
    /// Shows a spinner and a label, for work of unknown length.
    pub(crate) fn working(what: &'static str) -> Bar {
        Bar::show(WORKING, None, || 0, move || what.to_owned())
    }

    pub(crate) fn none() -> Bar {
        Bar(None)
    }

    /// Shows a spinner while a file is written. For standard output shows nothing, since a terminal may show the
    /// result.
    pub(crate) fn writing(output: &args::Output, language: Language) -> Bar {
        match file_of(output) {
            Some(_) => Bar::working(messages::ProgressWriting.text(language)),
            None => Bar::none(),
        }
    }

    /// Shows a bar for contacts that are written one by one. The caller increments the returned counter.
    pub(crate) fn counting(contacts: u64, language: Language) -> (Arc<AtomicU64>, Bar) {
        let written = Arc::<AtomicU64>::default();
        let (written_so_far, counted) = (Arc::clone(&written), Arc::clone(&written));
        let words = move || {
            let written = language.localize(Count(counted.load(Relaxed)));
            language.localize(messages::ProgressContacts { written, count: contacts }).to_string()
        };
        (written, Bar::show(COUNTED, Some(contacts), move || written_so_far.load(Relaxed), words))
    }

    fn show(
        template: &str,
        total: Option<u64>,
        position: impl Fn() -> u64 + Send + 'static,
        words: impl Fn() -> String + Clone + Send + Sync + 'static,
    ) -> Bar {
        if IS_UNWANTED.load(Relaxed) || !io::stderr().is_terminal() {
            return Bar::none();
        }
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let write_words = move |_: &ProgressState, out: &mut dyn fmt::Write| {
            let _ = out.write_str(&words());
        };
        let style = style.progress_chars("=> ").tick_chars("-\\|/ ").with_key("words", write_words);
        let (stop, stopped) = channel();
        let draws = move || {
            let mut wait = PATIENCE;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let mut bar_slot = current_bar();
                let bar = bar_slot.get_or_insert_with(|| {
                    ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr()).with_style(style.clone())
                });
                bar.update(|state| state.set_pos(position()));
                wait = BETWEEN_DRAWS;
            }
            if let Some(bar) = current_bar().take() {
                bar.finish_and_clear();
            }
        };
        let drawer = thread::Builder::new().name("cosell progress".to_owned()).spawn(draws);
        Bar(drawer.ok().map(|drawer| (stop, drawer)))
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((stop, drawer)) = self.0.take() {
            drop(stop);
            let _ = drawer.join();
        }
    }
}
