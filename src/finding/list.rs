use std::fmt;

/// What is said of a list of countries, beyond the names in it.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the wording below says what each is, and the fields are its words")]
pub enum ListMessage {
    Group(Box<GroupMembers>),
    GroupUnsettled { group: String },
    GroupRest,
    GroupUnclear,
    Torn { readings: Vec<String> },
    Several { codes: String },
    SeveralGuessed { codes: String },
    Surplus,
}

/// The countries that a group stands for in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupMembers {
    /// The group's name.
    pub group: String,
    /// The codes of its members, without those that the cell takes out.
    pub codes: Vec<&'static str>,
    /// The codes that the cell takes out.
    pub without: Vec<&'static str>,
    /// Since when it has these members, as a date.
    pub as_of: Option<&'static str>,
    /// Where the members come from.
    pub source: String,
}

impl ListMessage {
    /// The English for it; `piece` is the text that it is about.
    pub(super) fn write(&self, piece: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ListMessage::Group(members) => members.write(piece, f),
            ListMessage::GroupUnsettled { group } => write!(
                f,
                "\"{piece}\" names a group without a settled membership: write the codes, or give a file with a line such as \
                 {group},\"FR, DE\" to --groups"
            ),
            ListMessage::GroupRest => {
                write!(f, "\"{piece}\" depends on what the other contacts cover: write the codes that are meant")
            }
            ListMessage::GroupUnclear => {
                write!(
                    f,
                    "\"{piece}\" leaves open which countries are in and which are out: write the codes that are meant"
                )
            }
            ListMessage::Torn { readings } => {
                write!(f, "\"{piece}\" may be {}: write what is meant", readings.join(" or "))
            }
            ListMessage::Several { codes } => write!(f, "\"{piece}\" is {codes}"),
            ListMessage::SeveralGuessed { codes } => {
                write!(f, "\"{piece}\" probably means {codes}; is that so? Codes are parted by a comma")
            }
            ListMessage::Surplus => f.write_str("codes and commas are all that the cell needs"),
        }
    }
}

impl GroupMembers {
    /// So many members are named; of larger groups the fix has them.
    const NAMED: usize = 12;

    fn write(&self, piece: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.codes.len();
        let countries = if count == 1 { "country" } else { "countries" };
        write!(f, "\"{piece}\" stands for {count} {countries}")?;
        if count <= GroupMembers::NAMED {
            write!(f, ": {}", self.codes.join(", "))?;
        }
        write!(f, " ({}", self.group)?;
        if !self.without.is_empty() {
            write!(f, " without {}", self.without.join(", "))?;
        }
        if let Some(as_of) = self.as_of {
            write!(f, " as of {as_of}")?;
        }
        write!(f, "; {})", self.source)
    }
}
