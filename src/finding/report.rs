use super::Finding;
use crate::model::Source;

/// Takes findings as they come, to show them or to keep them.
pub trait Report {
    /// The findings that follow are about this source.
    fn source(&mut self, source: &Source);

    /// Takes a finding.
    fn finding(&mut self, finding: &Finding<'_>);
}

/// A report that keeps every finding.
#[derive(Debug, Default)]
pub struct Collected {
    /// The findings, each with the source that it is about, in the order in which they came.
    pub findings: Vec<(Source, Finding<'static>)>,
    source: Source,
}

impl Report for Collected {
    fn source(&mut self, source: &Source) {
        self.source = source.clone();
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        self.findings.push((self.source.clone(), finding.clone().into_owned()));
    }
}
