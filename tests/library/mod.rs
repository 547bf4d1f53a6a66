//! Tests of the library's modules working together, compiled into the library's own test program: they use what is private to
//! the crate, which tests of their own crate could not. Unit tests of one rule or one type are beside it in `src`.

#[path = "../support/people.rs"]
mod people;
#[path = "../support/properties.rs"]
mod properties;

mod annotated;
mod book;
mod columns;
mod country_lists;
mod country_names;
mod coverage;
mod diff;
mod fixtures;
mod labels;
mod layout_rows;
mod merge;
mod merge_answers;
mod outcomes;
mod pipeline;
mod rejects;
mod round_trips;
mod schema;
mod sheets;
mod shifted_rows;
mod vocabulary;
mod words;
