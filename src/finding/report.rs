use super::Finding;
use crate::model::Source;

/// Takes findings as they come, to show them or to keep them.
pub trait Report {
    /// Takes a finding about a source.
    fn finding(&mut self, source: &Source, finding: &Finding<'_>);
}

/// A report that keeps every finding.
#[derive(Debug, Default)]
pub struct Collected {
    /// The findings, each with the source that it is about, in the order in which they came.
    pub findings: Vec<(Source, Finding<'static>)>,
}

impl Report for Collected {
    fn finding(&mut self, source: &Source, finding: &Finding<'_>) {
        self.findings.push((source.clone(), finding.clone().into_owned()));
    }
}
