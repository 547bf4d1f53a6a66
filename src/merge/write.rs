//! Writing the contacts of a merged list.

use std::io::Write;

use super::Merge;
use crate::contact::{Contact, Countries};
use crate::contact_list::GroupRows;
use crate::pipeline::{chunk_buffers, compress_in_background, in_chunks};
use crate::write::{EncodedBatch, WriteError, Writer};

impl<'m> Merge<'m> {
    /// Writes the contacts of the merged list, in the order of [`Merge::outcomes`]. They are encoded on several
    /// threads.
    ///
    /// # Errors
    /// If the output can't be written, or the format can't represent a contact.
    pub(crate) fn write<W: Write + Send>(&self, out: &mut Writer<W>) -> Result<(), WriteError> {
        compress_in_background(out, self.list.threads())?;
        let batches = chunk_buffers(self.list.threads(), || out.batch());
        let fill = |part, batch: &mut EncodedBatch| {
            let contacts = self.identities.part(part).filter_map(|rows| self.merged(rows));
            contacts.for_each(|contact| batch.push(&contact));
        };
        in_chunks(self.identities.len(), batches, fill, |batch| {
            out.write_batch(batch)?;
            batch.clear();
            Ok(())
        })
    }

    /// Merges the rows of a contact. Returns `None` if it is removed.
    fn merged(&self, rows: GroupRows<'m>) -> Option<Contact<'m>> {
        let Some(only) = self.only(&rows) else { return Some(self.resolve(rows).kept?.contact(self.list)) };
        let mut contact = self.list.contact(only);
        if let Countries::Listed(listed) = &mut contact.countries {
            listed.sort_unstable();
        }
        contact.states.sort_unstable();
        Some(contact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{Format, Role};
    use crate::contact_list::ContactGroups;
    use crate::contact_list::tests::lists;
    use crate::merge::MergeSettings;
    use crate::write::Layout;

    #[test]
    fn writing_on_several_threads_gives_the_same_bytes() {
        let row = |input: usize, row: usize| {
            let (person, role) = (row * (input + 1), Role::ALL[row % 4].label());
            let (countries, states) =
                [("\"US, CA, DE\"", "\"US-WA, CA-QC, US-CA\""), ("OOO", ""), ("\"FR, BE\"", ""), ("OOO", "US-WA")]
                    [row % 7 % 4];
            format!("Ann {input},ann{person}@example.com,CEO,{role},{countries},{states}")
        };
        let inputs = [0, 1].map(|input| (0..9000).map(|at| row(input, at)).collect::<Vec<_>>());
        let inputs = inputs.each_ref().map(|rows| rows.iter().map(String::as_str).collect::<Vec<_>>());
        let list = lists(&[&inputs[0], &inputs[1]]);
        let identities = ContactGroups::of(&list);
        for has_base in [false, true] {
            let merge = Merge::new(&list, &identities, MergeSettings { has_base, ..MergeSettings::default() });
            let layout = Layout::new(Format::Csv);
            let (mut plain, mut spread) =
                (Writer::new(Vec::new(), &layout).unwrap(), Writer::new(Vec::new(), &layout).unwrap());
            for kept in merge.outcomes().filter_map(|outcome| outcome.kept) {
                plain.write(&kept.contact(&list)).unwrap();
            }
            merge.write(&mut spread).unwrap();
            assert!(plain.finish().unwrap() == spread.finish().unwrap());
        }
    }
}
