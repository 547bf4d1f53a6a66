use std::fmt;
use std::io;
use std::path::PathBuf;

use super::windows::NameFault;
use crate::i18n::{Language, Localize, display_in_english, messages};

/// A file that can't be written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    NoFolder {
        folder: PathBuf,
    },
    IsFolder {
        file: PathBuf,
    },
    BrokenLink {
        file: PathBuf,
    },
    ReadOnly {
        file: PathBuf,
    },
    /// It appeared after the run began.
    Appeared {
        file: PathBuf,
    },
    /// Another program has it open and doesn't share it.
    InUse {
        file: PathBuf,
    },
    /// On this system a file can't have this name.
    Name {
        file: PathBuf,
        fault: NameFault,
    },
    Io {
        file: PathBuf,
        source: io::Error,
    },
    Stdout {
        source: io::Error,
    },
}

impl Localize for FileError {
    fn write(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::NoFolder { folder } => messages::WriteNoFolder { folder: folder.display() }.write(language, f),
            FileError::IsFolder { file } => messages::FileIsFolder { file: file.display() }.write(language, f),
            FileError::BrokenLink { file } => messages::BrokenLink { file: file.display() }.write(language, f),
            FileError::ReadOnly { file } => messages::WriteReadOnly { file: file.display() }.write(language, f),
            FileError::Appeared { file } => messages::WriteAppeared { file: file.display() }.write(language, f),
            FileError::InUse { file } => messages::FileInUse { file: file.display() }.write(language, f),
            FileError::Name { file, fault: NameFault::Device } => {
                messages::WriteDeviceName { file: file.display() }.write(language, f)
            }
            FileError::Name { file, fault: NameFault::Character(character) } => {
                messages::WriteNameCharacter { file: file.display(), character }.write(language, f)
            }
            FileError::Name { file, fault: NameFault::End } => {
                messages::WriteNameEnd { file: file.display() }.write(language, f)
            }
            FileError::Io { file, source } => {
                messages::WriteFailed { file: file.display(), reason: source }.write(language, f)
            }
            FileError::Stdout { source } => {
                messages::WriteFailed { file: messages::StandardOutput.text(language), reason: source }
                    .write(language, f)
            }
        }
    }
}

display_in_english!(FileError);

impl From<FileError> for io::Error {
    /// Returns an I/O error of the same kind that wraps this one.
    fn from(error: FileError) -> Self {
        io::Error::new(error.kind(), error)
    }
}

impl FileError {
    /// Returns the system's error kind.
    pub fn kind(&self) -> io::ErrorKind {
        match self {
            FileError::NoFolder { .. } | FileError::BrokenLink { .. } => io::ErrorKind::NotFound,
            FileError::IsFolder { .. } => io::ErrorKind::IsADirectory,
            FileError::ReadOnly { .. } => io::ErrorKind::PermissionDenied,
            FileError::Appeared { .. } => io::ErrorKind::AlreadyExists,
            FileError::InUse { .. } => io::ErrorKind::ResourceBusy,
            FileError::Name { .. } => io::ErrorKind::InvalidFilename,
            FileError::Io { source, .. } | FileError::Stdout { source } => source.kind(),
        }
    }

    /// Returns the error of a file in the folder of temporary files.
    pub fn temporary(source: io::Error) -> Self {
        FileError::Io { file: std::env::temp_dir(), source }
    }
}
