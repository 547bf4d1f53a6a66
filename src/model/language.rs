/// A set of languages: those that a word is known in, or that a row may be written in.
///
/// The bits are places in the vocabulary's list of languages; the empty set is what is known of a text that tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Languages(pub(crate) [u64; 5]);

impl Languages {
    /// Whether nothing is known.
    pub fn is_empty(self) -> bool {
        self.0 == [0; 5]
    }

    /// Whether all of these are among them.
    pub fn contains(self, other: Languages) -> bool {
        self.common(other) == other
    }

    /// The languages of both.
    ///
    /// ```
    /// # use cosell_contacts::model::Languages;
    /// assert!(Languages::default().common(Languages::default()).is_empty());
    /// ```
    #[must_use]
    pub fn common(self, other: Languages) -> Languages {
        let mut bits = self.0;
        bits.iter_mut().zip(other.0).for_each(|(bits, other)| *bits &= other);
        Languages(bits)
    }

    /// The languages of either.
    ///
    /// ```
    /// # use cosell_contacts::vocabulary::language;
    /// let either = language("de").union(language("fr"));
    /// assert!(either.contains(language("de")) && either.contains(language("fr")) && !either.contains(language("es")));
    /// ```
    #[must_use]
    pub fn union(self, other: Languages) -> Languages {
        let mut bits = self.0;
        bits.iter_mut().zip(other.0).for_each(|(bits, other)| *bits |= other);
        Languages(bits)
    }
}
