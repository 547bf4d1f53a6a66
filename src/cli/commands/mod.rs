//! The commands, one file each. `run` reads the command's arguments, calls the library, prints the outcome and
//! returns the exit status. What `import` and `restore` share is in `apply_import`.

pub(crate) mod backup;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod countries;
pub(crate) mod coverage;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod forget;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod import_all;
pub(crate) mod man;
pub(crate) mod merge;
pub(crate) mod prepare;
pub(crate) mod remove_offer;
pub(crate) mod rename_offer;
pub(crate) mod restore;
pub(crate) mod retire;
pub(crate) mod template;
pub(crate) mod uploaded;
pub(crate) mod validate;

mod apply_import;
mod forgotten_again;
