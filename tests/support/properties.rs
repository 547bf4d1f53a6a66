//! How property tests run.

use proptest::prelude::ProptestConfig;

/// So many cases, or as many as PROPTEST_CASES says.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").map(|_| ProptestConfig::default().cases);
    ProptestConfig {
        cases: asked.unwrap_or(cases),
        failure_persistence: None, // the input is shown, and goes into a test of its own
        ..ProptestConfig::default()
    }
}
