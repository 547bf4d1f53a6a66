/// What was said last, so that it isn't said again.
#[derive(Default)]
pub(super) struct LastMessage(String);

impl LastMessage {
    /// The part of a message that is news: none where the same was just said, and without the clause at its end that was.
    pub(super) fn news<'m>(&mut self, message: &'m str) -> Option<&'m str> {
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

/// How many bytes two texts have in common at their ends.
fn shared_end(one: &str, other: &str) -> usize {
    let letters = one.chars().rev().zip(other.chars().rev());
    letters.take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum()
}

/// Whether a clause starts at a place, behind something, and is long enough to be left out.
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
    fn what_was_just_said_is_not_said_again() {
        let mut said = LastMessage::default();
        assert_eq!(
            said.news("\"Narnia\" is no country; accepted: codes such as US"),
            Some("\"Narnia\" is no country; accepted: codes such as US")
        );
        assert_eq!(said.news("\"XX\" is no country; accepted: codes such as US"), Some("\"XX\" is no country"));
        assert_eq!(said.news("\"Narnia\" is no country; accepted: codes such as US"), None);
        assert_eq!(
            said.news("\"Norwy\" is no country; is it Norway (NO)?"),
            Some("\"Norwy\" is no country; is it Norway (NO)?")
        );
    }

    #[test]
    fn short_ends_stay() {
        let mut said = LastMessage::default();
        for whole in
            ["WA is one: or two", "NT is one: or two", "FK, which the table lacks", "XK, which the table lacks"]
        {
            assert_eq!(said.news(whole), Some(whole));
        }
    }
}
