use super::folding::letter_bit;

/// The initials of the words that may follow a text in known names: for "Korea" it is `r`, as in "Korea, Republic of".
/// They show without a lookup that "Korea, Japan" is not one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct NextLetters(pub(super) u32);

impl NextLetters {
    /// All letters: any text may follow.
    pub(crate) const ANY: NextLetters = NextLetters(u32::MAX);

    /// Returns whether a name may continue with this text, which starts with the separators before its first word.
    pub(crate) fn may_be(self, text: &str) -> bool {
        if self.0 == 0 {
            return false;
        }
        let is_between = |byte: &u8| byte.is_ascii_punctuation() && *byte != b'&' || byte.is_ascii_whitespace();
        match text.bytes().find(|byte| !is_between(byte)) {
            None => false,
            Some(b'&') => self.0 & letter_bit(b'a') != 0,
            // Folding another letter would cost more than the lookup saves, so any non-ASCII letter is accepted.
            Some(byte) => !byte.is_ascii() || self.0 & letter_bit(byte.to_ascii_lowercase()) != 0,
        }
    }

    pub(crate) fn or(self, other: NextLetters) -> NextLetters {
        NextLetters(self.0 | other.0)
    }
}
