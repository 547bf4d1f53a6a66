use crate::contact::{ColumnMap, Contact, Countries};

/// Buffers for the lists of a contact's cells, used again from contact to contact.
///
/// ```
/// use cosell_contacts::contact::{Column, ColumnMap, Row};
/// use cosell_contacts::normalize::{Settings, normalize};
/// use cosell_contacts::tables::CellBuffers;
///
/// let row = Row { cells: ColumnMap(["Zoë", "zoe@example.com", "CEO", "partner sales", "France / BE", ""]), ..Row::default() };
/// let contact = normalize(&row, &Settings::default(), &mut Vec::new()).unwrap();
/// let mut buffers = CellBuffers::default();
/// let cells = buffers.cells(&contact);
/// assert_eq!((cells[Column::Role], cells[Column::Countries]), ("Partner sales", "FR, BE"));
/// ```
#[derive(Debug, Default)]
pub struct CellBuffers {
    countries: String,
    states: String,
}

impl CellBuffers {
    /// The canonical cells of a contact.
    pub fn cells<'c>(&'c mut self, contact: &'c Contact<'_>) -> ColumnMap<&'c str> {
        let CellBuffers { countries, states } = self;
        countries.clear();
        states.clear();
        match &contact.countries {
            Countries::Global => countries.push_str("OOO"),
            Countries::Listed(listed) => listed.iter().for_each(|country| push(countries, country.code())),
        }
        contact.states.iter().for_each(|state| push(states, state.code()));
        ColumnMap([
            contact.name.as_str(),
            contact.email.as_str(),
            contact.job_title.as_str(),
            contact.role.label(),
            countries,
            states,
        ])
    }
}

/// Adds a code to a list.
fn push(list: &mut String, code: &str) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(code);
}
