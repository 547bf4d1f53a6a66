use super::folding::letter_bit;

/// The letters that begin the words by which known names go on from some words: for "Korea" `r`, as in "Korea, Republic of".
/// So it is told at a glance that "Korea, Japan" is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct NextLetters(pub(super) u32);

impl NextLetters {
    /// Whatever follows.
    pub(crate) const ANY: NextLetters = NextLetters(u32::MAX);

    /// Whether a name may go on with this text, the separators before its first word too.
    pub(crate) fn may_be(self, text: &str) -> bool {
        if self.0 == 0 {
            return false;
        }
        let is_between = |byte: &u8| byte.is_ascii_punctuation() && *byte != b'&' || byte.is_ascii_whitespace();
        match text.bytes().find(|byte| !is_between(byte)) {
            None => false,
            Some(b'&') => self.0 & letter_bit(b'a') != 0,
            // How another letter is folded takes more than a glance.
            Some(byte) => !byte.is_ascii() || self.0 & letter_bit(byte.to_ascii_lowercase()) != 0,
        }
    }

    pub(crate) fn or(self, other: NextLetters) -> NextLetters {
        NextLetters(self.0 | other.0)
    }
}
