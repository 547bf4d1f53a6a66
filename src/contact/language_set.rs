/// A set of languages: those that a word is known in, or that a row may be written in.
///
/// The bits are places in the list of languages; the empty set is what is known of a text that tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LanguageSet(pub(crate) [u64; 5]);

impl LanguageSet {
    /// Whether nothing is known.
    pub fn is_empty(self) -> bool {
        self.0 == [0; 5]
    }

    /// Whether all of these are among them.
    pub fn contains(self, other: LanguageSet) -> bool {
        self.common(other) == other
    }

    /// The languages of both.
    #[must_use]
    pub fn common(self, other: LanguageSet) -> LanguageSet {
        let mut bits = self.0;
        bits.iter_mut().zip(other.0).for_each(|(bits, other)| *bits &= other);
        LanguageSet(bits)
    }

    /// The languages of either.
    #[must_use]
    pub fn union(self, other: LanguageSet) -> LanguageSet {
        let mut bits = self.0;
        bits.iter_mut().zip(other.0).for_each(|(bits, other)| *bits |= other);
        LanguageSet(bits)
    }
}
