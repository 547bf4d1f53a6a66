//! A bar on standard error for work that lasts, where that is a terminal.

use std::fmt;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::read::{Input, Progress};
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::cli::args;
use crate::cli::output::file_of;

/// What is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);
const BETWEEN_DRAWS: Duration = Duration::from_millis(100);

// In plain characters, which every terminal and every font has.
const BYTES: &str = "[{bar:24}] {percent:>3}%  {decimal_bytes} of {decimal_total_bytes}, {words}";
const ENDLESS: &str = "{spinner} {decimal_bytes}, {words}";
const COUNTED: &str = "[{bar:24}] {percent:>3}%  {words}";
const WORKING: &str = "{spinner} {words}";

/// `--no-progress` was said.
static IS_UNWANTED: AtomicBool = AtomicBool::new(false);

pub(crate) fn never_show() {
    IS_UNWANTED.store(true, Relaxed);
}

/// The bar on the screen.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

fn shown() -> MutexGuard<'static, Option<ProgressBar>> {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Clears the bar for good: for a program that is told to end.
pub(crate) fn clear() {
    let mut shown = shown();
    if let Some(bar) = shown.take() {
        bar.finish_and_clear();
    }
    // The lock is never given back, so that nothing is drawn any more.
    std::mem::forget(shown);
}

/// The reading of inputs, one after another.
pub(crate) struct ReadProgress {
    progress: Progress,
    /// All bytes, where they are known.
    total: Option<u64>,
}

impl ReadProgress {
    pub(crate) fn of<'i>(inputs: impl IntoIterator<Item = &'i Input>) -> Self {
        ReadProgress { progress: Progress::default(), total: inputs.into_iter().map(Input::size).sum() }
    }

    /// The input, which is counted as it is read.
    pub(crate) fn watch(&self, input: Input) -> Input {
        input.watched(&self.progress)
    }

    /// Shows how far it is.
    pub(crate) fn bar(&self) -> Bar {
        let ReadProgress { progress, total } = self;
        let (progress, total) = (progress.clone(), *total);
        let counted = progress.clone();
        // Some of a workbook may be read twice.
        let at = move || total.map_or(counted.bytes(), |total| counted.bytes().min(total));
        let words = move || format!("{} rows", HumanCount(progress.rows()));
        Bar::show(if total.is_some() { BYTES } else { ENDLESS }, total, at, words)
    }
}

/// A bar, for as long as this lives; it is cleared before anything else is said.
#[must_use]
pub(crate) struct Bar(Option<(Sender<()>, JoinHandle<()>)>);

impl Bar {
    /// Work of which nothing is known but what it is.
    pub(crate) fn working(what: &'static str) -> Bar {
        Bar::show(WORKING, None, || 0, move || what.to_owned())
    }

    /// Nothing is shown.
    pub(crate) fn none() -> Bar {
        Bar(None)
    }

    /// Work whose result goes to a file: none where a terminal may show the result.
    pub(crate) fn writing(output: &args::Output) -> Bar {
        if file_of(output).is_some() { Bar::working("writing") } else { Bar::none() }
    }

    /// Contacts that are written, one after another, and are counted there.
    pub(crate) fn counting(contacts: u64) -> (Arc<AtomicU64>, Bar) {
        let written = Arc::<AtomicU64>::default();
        let (at, counted) = (Arc::clone(&written), Arc::clone(&written));
        let words = move || format!("{} of {} contacts", HumanCount(counted.load(Relaxed)), HumanCount(contacts));
        (written, Bar::show(COUNTED, Some(contacts), move || at.load(Relaxed), words))
    }

    fn show(
        template: &str,
        total: Option<u64>,
        at: impl Fn() -> u64 + Send + 'static,
        words: impl Fn() -> String + Clone + Send + Sync + 'static,
    ) -> Bar {
        if IS_UNWANTED.load(Relaxed) || !io::stderr().is_terminal() {
            return Bar::none();
        }
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let say = move |_: &ProgressState, out: &mut dyn fmt::Write| {
            let _ = out.write_str(&words());
        };
        let style = style.progress_chars("=> ").tick_chars("-\\|/ ").with_key("words", say);
        let (stop, stopped) = channel();
        let draws = move || {
            let mut wait = PATIENCE;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let mut shown = shown();
                let bar = shown.get_or_insert_with(|| {
                    ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr()).with_style(style.clone())
                });
                bar.update(|state| state.set_pos(at()));
                wait = BETWEEN_DRAWS;
            }
            if let Some(bar) = shown().take() {
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
