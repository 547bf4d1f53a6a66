//! The limit of processor time for what is read on threads of this process.
//!
//! [`GuardedReader`](super::panic_guard::GuardedReader) measures each call of a reader. Code that may take long in one
//! call asks [`is_over`] between its pieces. Waiting for a slow pipe takes no processor time.

use std::cell::Cell;

use super::limits::{Limit, Limits};

thread_local!(
    /// The processor time of this thread, in nanoseconds, at which the call that is under way has used up its limit.
    static DEADLINE: Cell<Option<u64>> = const { Cell::new(None) }
);

/// The processor time that an input has taken.
#[derive(Debug, Default)]
pub(super) struct CpuTime {
    nanoseconds: u64,
}

impl CpuTime {
    /// Does some work and adds its time. Returns whether there was more than the limit allows.
    pub(super) fn measure<T>(&mut self, limits: &Limits, work: impl FnOnce() -> T) -> (T, bool) {
        let Some(start) = now() else { return (work(), false) };
        let most = limits.get(Limit::Seconds).saturating_mul(1_000_000_000);
        let outer = DEADLINE.replace(Some(start.saturating_add(most.saturating_sub(self.nanoseconds))));
        let result = work();
        DEADLINE.set(outer);
        self.nanoseconds += now().unwrap_or(start).saturating_sub(start);
        (result, self.nanoseconds > most)
    }
}

/// Returns whether the call that is under way on this thread has used up its time.
pub(super) fn is_over() -> bool {
    DEADLINE.get().is_some_and(|deadline| now().is_some_and(|now| now > deadline))
}

/// Returns the processor time of this thread in nanoseconds, if the system provides it.
#[cfg(all(unix, feature = "cli"))]
fn now() -> Option<u64> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let (seconds, nanoseconds) = (u64::try_from(time.tv_sec).ok()?, u64::try_from(time.tv_nsec).ok()?);
    Some(seconds * 1_000_000_000 + nanoseconds)
}

#[cfg(not(all(unix, feature = "cli")))]
fn now() -> Option<u64> {
    None
}

#[cfg(all(test, unix, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn work_is_measured_and_waiting_is_not() {
        let mut limits = Limits::default();
        limits.set(Limit::Seconds, 1);
        let mut time = CpuTime::default();
        let wait = || std::thread::sleep(std::time::Duration::from_millis(20));
        assert_eq!(time.measure(&limits, wait), ((), false));
        assert!(time.nanoseconds < 20_000_000 && !is_over());
        time.nanoseconds = 1_000_000_000;
        let work = || {
            (0..1_000_000_u64).for_each(|number| {
                std::hint::black_box(number);
            });
            is_over()
        };
        assert_eq!(time.measure(&limits, work), (true, true));
        assert!(!is_over());
    }
}
