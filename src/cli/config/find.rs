//! Searches for `cosell.toml`.

use std::path::{Path, PathBuf};

/// The name of the file.
pub(super) const NAME: &str = "cosell.toml";

/// Returns the file of settings for a list: the nearest one in the list's folder or above it, otherwise that of the
/// user.
///
/// Above a folder with `.git`, which is the top of a repository, and above the user's home folder nothing is looked for,
/// because others may write there. A pipe has the current folder.
pub(super) fn find(list: &Path) -> Option<PathBuf> {
    let home = etcetera::home_dir().ok().and_then(|home| dunce::canonicalize(home).ok());
    let folder = dunce::canonicalize(folder_of(list)).ok();
    let mut above = folder.as_deref().into_iter().flat_map(Path::ancestors);
    let nearest = above.find_map(|folder| {
        let file = folder.join(NAME);
        let is_last = || folder.join(".git").exists() || Some(folder) == home.as_deref();
        match is_settings(&file) {
            true => Some(Some(file)),
            false => is_last().then_some(None),
        }
    });
    nearest.flatten().or_else(|| of_user().filter(|file| is_settings(file)))
}

/// Returns whether a path is a file, or a link to one that is gone. Settings that can't be read must not be ignored.
fn is_settings(path: &Path) -> bool {
    path.is_file() || path.is_symlink() && !path.exists()
}

/// Returns the folder of a list; of a pipe, the current one.
pub(super) fn folder_of(list: &Path) -> &Path {
    let parent = list.parent().filter(|parent| !parent.as_os_str().is_empty() && list.is_file());
    parent.unwrap_or(Path::new("."))
}

/// Returns the path of the user's file: `cosell/cosell.toml` in `$XDG_CONFIG_HOME` or `~/.config`; on macOS in
/// `~/Library/Preferences`, on Windows in `%APPDATA%`.
fn of_user() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let folders = etcetera::base_strategy::choose_native_strategy().ok()?;
    Some(folders.config_dir().join("cosell").join(NAME))
}
