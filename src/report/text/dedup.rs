/// The last message, so that the next one doesn't repeat it.
#[derive(Default)]
pub(super) struct LastMessage(String);

impl LastMessage {
    /// Returns the new part of a message: `None` if it equals the last one, and without a final clause that both share.
    pub(super) fn new_part<'m>(&mut self, message: &'m str) -> Option<&'m str> {
        if message == self.0 {
            return None;
        }
        let shared = shared_end(&self.0, message);
        let clause = message[message.len() - shared..].char_indices().map(|(at, _)| message.len() - shared + at);
        let cut = clause.into_iter().find(|&at| is_clause(message, at));
        match cut {
            Some(at) => Some(message[..at].trim_end()),
            None => {
                message.clone_into(&mut self.0);
                Some(message)
            }
        }
    }
}

/// Returns the number of bytes that two texts have in common at their ends.
fn shared_end(one: &str, other: &str) -> usize {
    let letters = one.chars().rev().zip(other.chars().rev());
    letters.take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum()
}

/// Returns whether a clause starts at an offset and is long enough to be omitted.
fn is_clause(message: &str, at: usize) -> bool {
    const SHORT: usize = 20;
    let rest = &message[at..];
    let is_start = rest.starts_with(" (") || rest.starts_with([';', ':']) && rest[1..].starts_with(' ');
    at > 0 && is_start && rest.len() > SHORT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_messages_and_clauses_are_omitted() {
        let mut last = LastMessage::default();
        assert_eq!(
            last.new_part("\"Narnia\" is no country; accepted: codes such as US"),
            Some("\"Narnia\" is no country; accepted: codes such as US")
        );
        assert_eq!(last.new_part("\"XX\" is no country; accepted: codes such as US"), Some("\"XX\" is no country"));
        assert_eq!(last.new_part("\"Narnia\" is no country; accepted: codes such as US"), None);
        assert_eq!(
            last.new_part("\"Norwy\" is no country; is it Norway (NO)?"),
            Some("\"Norwy\" is no country; is it Norway (NO)?")
        );
    }

    #[test]
    fn short_clauses_are_repeated() {
        let mut last = LastMessage::default();
        for whole in
            ["WA is one: or two", "NT is one: or two", "FK, which the table lacks", "XK, which the table lacks"]
        {
            assert_eq!(last.new_part(whole), Some(whole));
        }
    }
}
