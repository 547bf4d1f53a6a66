//! How a text is read as a list of countries, piece by piece.

use std::ops::Range;

use crate::contact::Countries;
use crate::diagnostics::Finding;
use crate::normalize::{self, read_countries};

/// A text, and what it is read as.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The text as it was given.
    pub text: &'a str,
    /// The countries; none where a piece has no one reading.
    pub countries: Option<Countries>,
    /// The pieces in their order.
    pub pieces: Vec<Piece<'a>>,
    /// What there is to say of the text as a whole.
    pub findings: Vec<Finding<'a>>,
}

/// A piece of the list.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The codes that it becomes, `OOO` for all countries; none where it isn't read.
    pub codes: Vec<String>,
    /// What there is to say of it; none where it stands as it should.
    pub finding: Option<Finding<'a>>,
}

impl Piece<'_> {
    /// The piece as it stands in the text.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span.clone()).unwrap_or_default()
    }
}

/// Reads a text as a Countries/Regions cell is read.
///
/// ```
/// use cosell_contacts::countries::read;
/// use cosell_contacts::normalize::Settings;
///
/// let reading = read("Germany (DE) und UK", &Settings::default());
/// assert_eq!(reading.countries.unwrap().to_string(), "DE, GB");
/// assert_eq!(reading.pieces[0].codes, ["DE"]);
/// assert_eq!(reading.pieces[1].text(reading.text), "UK");
/// assert!(read("DACH", &Settings::default()).countries.is_none());
/// ```
pub fn read<'a>(text: &'a str, settings: &normalize::Settings) -> Reading<'a> {
    let mut findings = Vec::new();
    let (countries, items) = read_countries(text, settings, &mut findings);
    let pieces = items.into_iter().map(|(span, codes)| {
        let at = findings.iter().position(|finding| finding.span.as_ref() == Some(&span));
        Piece { span, codes, finding: at.map(|at| findings.remove(at)) }
    });
    let pieces = pieces.collect();
    Reading { text, countries, pieces, findings }
}
