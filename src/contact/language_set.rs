/// A set of languages: those in which a word is known, or in which a row may be written.
///
/// Each bit is an index in the list of languages. The empty set means that the language is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LanguageSet(pub(crate) [u64; 5]);

impl LanguageSet {
    /// Returns whether the set is empty, so that the language is unknown.
    pub fn is_empty(self) -> bool {
        self.0 == [0; 5]
    }

    /// Returns whether all languages of another set are in this one.
    pub fn contains(self, other: LanguageSet) -> bool {
        self.common(other) == other
    }

    /// Returns the languages that are in both sets.
    #[must_use]
    pub fn common(self, other: LanguageSet) -> LanguageSet {
        let mut bits = self.0;
        bits.iter_mut().zip(other.0).for_each(|(bits, other)| *bits &= other);
        LanguageSet(bits)
    }

    /// Returns the languages that are in either set.
    #[must_use]
    pub fn union(self, other: LanguageSet) -> LanguageSet {
        let mut bits = self.0;
        bits.iter_mut().zip(other.0).for_each(|(bits, other)| *bits |= other);
        LanguageSet(bits)
    }
}
