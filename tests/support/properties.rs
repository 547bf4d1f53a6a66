//! The configuration of property tests.

use proptest::prelude::ProptestConfig;

/// Returns a configuration with this number of cases, or that of the environment variable PROPTEST_CASES.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").map(|_| ProptestConfig::default().cases);
    ProptestConfig {
        cases: asked.unwrap_or(cases),
        failure_persistence: None, // a failing input is printed, and gets a test of its own
        ..ProptestConfig::default()
    }
}
