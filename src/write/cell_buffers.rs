use crate::contact::{ColumnMap, Contact, Countries};

/// Buffers for the cells of a contact that are lists, used again from contact to contact.
#[derive(Debug, Default)]
pub(crate) struct CellBuffers {
    countries: String,
    states: String,
}

impl CellBuffers {
    /// Returns the canonical cells of a contact.
    pub(crate) fn cells<'c>(&'c mut self, contact: &'c Contact<'_>) -> ColumnMap<&'c str> {
        let CellBuffers { countries, states } = self;
        countries.clear();
        states.clear();
        match &contact.countries {
            Countries::Global => countries.push_str("OOO"),
            Countries::Listed(listed) => listed.iter().for_each(|country| push_code(countries, country.code())),
        }
        contact.states.iter().for_each(|state| push_code(states, state.code()));
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

fn push_code(list: &mut String, code: &str) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(code);
}
