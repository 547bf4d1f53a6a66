//! Explains how a text is parsed as a list of countries, segment by segment.

use std::ops::Range;

use crate::contact::Countries;
use crate::diagnostics::{Finding, Rule};
use crate::normalize::{self, GroupOrigin, group_origin, normalize_countries};

/// A text and the result of parsing it as countries.
#[derive(Debug, Clone)]
pub struct InterpretedList<'a> {
    /// The text as it was given.
    pub text: &'a str,
    /// The countries, or `None` if a segment is not unambiguous.
    pub countries: Option<Countries>,
    /// The segments in their order.
    pub segments: Vec<InterpretedSegment<'a>>,
    /// Findings about the text as a whole.
    pub findings: Vec<Finding<'a>>,
}

/// A segment of the list.
#[derive(Debug, Clone)]
pub struct InterpretedSegment<'a> {
    /// The bytes in the text.
    pub span: Range<usize>,
    /// The codes of the segment, `OOO` for all countries; empty if it isn't recognized.
    pub codes: Vec<String>,
    /// The finding about it, if there is one.
    pub finding: Option<Finding<'a>>,
    /// The group that it names, if any.
    pub(crate) group: Option<GroupOrigin>,
}

impl InterpretedSegment<'_> {
    /// Returns the segment as it is in the text.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span.clone()).unwrap_or_default()
    }
}

/// Parses a text as a Countries/Regions cell.
pub fn interpret<'a>(text: &'a str, settings: &normalize::NormalizeSettings) -> InterpretedList<'a> {
    let mut findings = Vec::new();
    let (countries, segments) = normalize_countries(text, settings, &mut findings);
    let segments = segments.into_iter().map(|(span, codes)| {
        let index = findings.iter().position(|finding| finding.span.as_ref() == Some(&span));
        let finding = index.map(|index| findings.remove(index));
        let is_group = finding.as_ref().is_some_and(|finding| finding.rule == Rule::CountryGroup);
        let group = text.get(span.clone()).filter(|_| is_group).and_then(|text| group_origin(text, &settings.groups));
        InterpretedSegment { span, codes, finding, group }
    });
    let segments = segments.collect();
    InterpretedList { text, countries, segments, findings }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_segment_has_its_codes() {
        let settings = normalize::NormalizeSettings::default();
        let list = interpret("Germany (DE) und UK", &settings);
        assert_eq!(list.countries.unwrap().to_string(), "DE, GB");
        assert_eq!(list.segments[0].codes, ["DE"]);
        assert_eq!(list.segments[1].text(list.text), "UK");
        assert!(interpret("DACH", &settings).countries.is_none());
    }
}
