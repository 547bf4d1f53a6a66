//! The start of a text, as messages quote it.

/// Returns the first characters of a text, with an ellipsis if there are more.
pub(super) fn excerpt(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters() {
        for (text, expected) in [("Zoë", "Zoë"), ("Zoë Lee", "Zoë…"), ("Zoë", "Zoë"), ("", "")] {
            assert_eq!(excerpt(text, 4), expected, "{text}");
        }
    }
}
