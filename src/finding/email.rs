use std::fmt;

/// What is wrong with an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the wording says it")]
pub enum EmailFault {
    NoAt,
    SeveralAts,
    NoLocalPart,
    NoDomain,
    NoDot,
    Character(char),
    DomainLabel,
    LocalTooLong,
    TooLong,
}

impl fmt::Display for EmailFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EmailFault::NoAt => f.write_str("no e-mail address: it has no @"),
            EmailFault::SeveralAts => f.write_str("no e-mail address: it has more than one @"),
            EmailFault::NoLocalPart => f.write_str("no e-mail address: nothing stands before the @"),
            EmailFault::NoDomain => f.write_str("no e-mail address: nothing stands after the @"),
            EmailFault::NoDot => f.write_str("the domain has no dot, so it is no address that others can write to"),
            EmailFault::Character(' ') => f.write_str("a space stands inside the address"),
            EmailFault::Character(character) => {
                write!(f, "`{character}` (U+{:04X}) can't stand in an e-mail address", u32::from(*character))
            }
            EmailFault::DomainLabel => {
                f.write_str("a part of the domain is empty, longer than 63 characters, or starts or ends with a hyphen")
            }
            EmailFault::LocalTooLong => f.write_str("more than 64 characters stand before the @"),
            EmailFault::TooLong => f.write_str("the address is longer than 254 characters"),
        }
    }
}
