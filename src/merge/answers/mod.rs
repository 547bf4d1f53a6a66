//! Answers of a person to the questions of a merge. `workbook` reads them, `settle` compares them with the questions.

mod settle;
mod workbook;

pub(crate) use settle::SettledAnswers;
pub(crate) use workbook::{
    AnswersError, AnswersWorkbook, ChosenAnswer, ConflictColumns, QuestionKey, keep_texts, pair_texts,
};

use std::collections::{HashMap, HashSet};

use super::question::{SimilarPair, Subject};

/// The decision of a person about a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// The cell of this contact is used, which was made of the answer.
    Row(u32),
    /// Whether the contact is kept.
    Keep(bool),
}

/// Pairs of addresses that belong to different people, compared without case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DistinctPairs(HashSet<[String; 2]>);

impl DistinctPairs {
    /// Adds a pair, in any order.
    pub(crate) fn insert(&mut self, one: &str, other: &str) {
        self.0.insert(pair(one, other));
    }

    /// Adds the pairs of another set.
    pub(crate) fn extend(&mut self, others: DistinctPairs) {
        self.0.extend(others.0);
    }

    /// Returns the pairs.
    fn iter(&self) -> impl Iterator<Item = [&str; 2]> {
        self.0.iter().map(|pair| pair.each_ref().map(String::as_str))
    }

    /// Returns the pairs that another set doesn't have, sorted.
    pub(crate) fn without<'p>(&'p self, others: &'p DistinctPairs) -> Vec<&'p [String; 2]> {
        let mut pairs: Vec<_> = self.0.difference(&others.0).collect();
        pairs.sort_unstable();
        pairs
    }

    /// Returns whether two addresses are such a pair.
    pub(crate) fn has(&self, one: &str, other: &str) -> bool {
        self.0.contains(&pair(one, other))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn pair(one: &str, other: &str) -> [String; 2] {
    let mut pair = [one, other].map(str::to_ascii_lowercase);
    pair.sort_unstable();
    pair
}

/// Answers to questions about the contacts of a list.
#[derive(Debug, Default)]
pub(crate) struct MergeAnswers {
    /// Pairs that near duplicates leave out.
    pub(crate) distinct: DistinctPairs,
    /// By the first row of the contact.
    decisions: HashMap<(u32, Subject), Decision>,
    /// The contact with the address that is kept, by each address of the same person in lower case.
    addresses: HashMap<String, u32>,
    /// The questions whose rows have an error, which says that they are open.
    unanswered: HashSet<(u32, Subject)>,
    /// The cells with the answers as they were filled in.
    given: HashMap<(u32, Subject), [String; 2]>,
    /// The pairs with an answer, in the order of the workbook, and the answer.
    pairs: Vec<(SimilarPair, String)>,
}

impl MergeAnswers {
    /// Returns the decision about a contact, which is given by its first row.
    pub(super) fn decision(&self, contact: usize, subject: Subject) -> Option<Decision> {
        self.decisions.get(&(contact as u32, subject)).copied()
    }

    /// Returns the contact with the address that a person keeps, if the person has several.
    pub(super) fn kept_address<'l>(&self, address: impl FnOnce() -> &'l str) -> Option<u32> {
        // Without answers the address isn't read, which would miss the processor's cache.
        if self.addresses.is_empty() { None } else { self.addresses.get(&address().to_ascii_lowercase()).copied() }
    }

    /// Returns whether a finding says already that the question is open.
    pub(super) fn is_unanswered(&self, contact: usize, subject: Subject) -> bool {
        self.unanswered.contains(&(contact as u32, subject))
    }

    /// Returns the cells with the answer to a question: the chosen value, and the one that was written.
    pub(crate) fn given(&self, contact: usize, subject: Subject) -> Option<[&str; 2]> {
        self.given.get(&(contact as u32, subject)).map(|cells| cells.each_ref().map(String::as_str))
    }

    /// Returns the pairs of addresses with an answer, each with the answer.
    pub(crate) fn pairs(&self) -> &[(SimilarPair, String)] {
        &self.pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_have_no_order_and_no_case() {
        let mut pairs = DistinctPairs::default();
        assert!(!pairs.has("a@example.com", "b@example.com"));
        pairs.insert("B@example.com", "a@example.com");
        assert!(pairs.has("A@example.com", "b@example.com") && !pairs.has("a@example.com", "c@example.com"));
    }
}
