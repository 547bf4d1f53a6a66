//! The conversation in the program's own console window: the question for lists, and waiting before the window closes.
//! Whether the program has such a window is in `console_window`.

use std::ffi::OsString;
use std::io::{self, Write};

use crate::i18n::{Language, messages};
use crate::report::WrappingWriter;

/// The input and output of a conversation.
pub(crate) struct Conversation<'c, R, W> {
    /// Reads a line, as [`io::Stdin::read_line`] does. A reader would lock the input, and questions of a command need it,
    /// too.
    pub(crate) read_line: R,
    pub(crate) out: &'c mut W,
    /// The width of the window in columns.
    pub(crate) width: usize,
    pub(crate) language: Language,
}

impl<R: FnMut(&mut String) -> io::Result<usize>, W: Write> Conversation<'_, R, W> {
    /// Explains the program, asks for lists and passes those of each answer to `prepare`, until an answer is empty or the
    /// input ends. Returns the last status, or none if no list was named.
    pub(crate) fn ask_for_lists<S>(&mut self, mut prepare: impl FnMut(&[OsString]) -> S) -> io::Result<Option<S>> {
        let mut wrapped = WrappingWriter::new(&mut *self.out, self.width);
        writeln!(wrapped, "{}", messages::WindowExplanation.text(self.language))?;
        wrapped.finish()?;
        let mut last = None;
        loop {
            let answer = self.ask(messages::WindowQuestion.text(self.language))?;
            let lists = lists_of(&answer);
            if lists.is_empty() {
                return Ok(last);
            }
            writeln!(self.out)?;
            last = Some(prepare(&lists));
        }
    }

    /// Waits until Enter is pressed, so that what was written can be read before the window closes.
    pub(crate) fn wait_for_enter(&mut self) -> io::Result<()> {
        self.ask(messages::WindowCloses.text(self.language)).map(drop)
    }

    /// Writes a question below an empty line, and returns the answer, which is empty at the end of the input.
    fn ask(&mut self, question: &str) -> io::Result<String> {
        write!(self.out, "\n{question} ")?;
        self.out.flush()?;
        let mut answer = String::new();
        (self.read_line)(&mut answer)?;
        Ok(answer)
    }
}

/// Returns the names in an answer. A file that is dragged into the window is typed there, in quotes if it has spaces.
/// Without quotes the whole answer is one name, because a person may type a name with spaces.
fn lists_of(answer: &str) -> Vec<OsString> {
    let answer = answer.trim();
    if !answer.contains('"') {
        return Some(answer).filter(|name| !name.is_empty()).into_iter().map(OsString::from).collect();
    }
    let (mut names, mut name, mut is_quoted) = (Vec::new(), String::new(), false);
    for letter in answer.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            letter if letter.is_whitespace() && !is_quoted => names.push(std::mem::take(&mut name)),
            letter => name.push(letter),
        }
    }
    names.push(name);
    names.into_iter().filter(|name| !name.trim().is_empty()).map(OsString::from).collect()
}

#[cfg(test)]
mod tests {
    use std::io::BufRead;

    use super::*;

    #[test]
    fn answers_are_names_of_lists() {
        for (answer, expected) in [
            ("", &[][..]),
            (" \r\n", &[]),
            ("\"\"\r\n", &[]),
            ("C:\\lists\\emea.xlsx\r\n", &["C:\\lists\\emea.xlsx"]),
            ("\"C:\\Contacts Europe\\T4.xlsx\"\r\n", &["C:\\Contacts Europe\\T4.xlsx"]),
            ("Contacts Europe.xlsx\n", &["Contacts Europe.xlsx"]),
            ("\"C:\\a b.csv\"C:\\c.csv \"D:\\d e.csv\"", &["C:\\a b.csvC:\\c.csv", "D:\\d e.csv"]),
            ("\"C:\\a b.csv\" C:\\c.csv  \"D:\\d e.csv\"", &["C:\\a b.csv", "C:\\c.csv", "D:\\d e.csv"]),
            ("\"C:\\not closed.csv", &["C:\\not closed.csv"]),
        ] {
            assert_eq!(lists_of(answer), expected.iter().map(OsString::from).collect::<Vec<_>>(), "{answer:?}");
        }
    }

    /// Returns what was written in a conversation with these answers, and what it returned.
    fn talk<T>(
        answers: &mut &[u8],
        language: Language,
        talk: impl FnOnce(&mut Conversation<'_, &mut dyn FnMut(&mut String) -> io::Result<usize>, Vec<u8>>) -> io::Result<T>,
    ) -> (String, T) {
        let mut out = Vec::new();
        let mut read_line = |line: &mut String| answers.read_line(line);
        let mut conversation = Conversation { read_line: &mut read_line as _, out: &mut out, width: 60, language };
        let result = talk(&mut conversation).unwrap();
        (String::from_utf8(out).unwrap(), result)
    }

    /// Returns what was written, and the lists of each answer.
    fn asked(answers: &str, language: Language) -> (String, Vec<Vec<OsString>>) {
        let mut asked = Vec::new();
        let (text, last) = talk(&mut answers.as_bytes(), language, |conversation| {
            conversation.ask_for_lists(|lists| {
                asked.push(lists.to_vec());
                asked.len()
            })
        });
        assert_eq!(last, Some(asked.len()).filter(|count| *count > 0));
        (text, asked)
    }

    #[test]
    fn lists_are_asked_for_until_an_answer_is_empty() {
        let (text, lists) = asked("\"a b.xlsx\" c.csv\r\nd.csv\r\n\r\ne.csv\r\n", Language::En);
        assert_eq!(lists, [vec![OsString::from("a b.xlsx"), "c.csv".into()], vec!["d.csv".into()]]);
        assert_eq!(text.matches(messages::WindowQuestion.text(Language::En)).count(), 3);
        // The end of the input counts as an empty answer.
        let (text, lists) = asked("", Language::Fr);
        assert!(text.starts_with("cosell prépare des listes") && lists.is_empty(), "{text}");
        assert!(text.lines().take(4).all(|line| line.chars().count() <= 60), "{text}");
        assert_eq!(asked("a.csv\n", Language::Fr).1, [[OsString::from("a.csv")]]);
    }

    #[test]
    fn the_window_stays_until_enter_is_pressed() {
        let mut answers = &b"x\nrest"[..];
        let (text, ()) = talk(&mut answers, Language::En, |conversation| conversation.wait_for_enter());
        assert_eq!((text.as_str(), answers), ("\nPress Enter to close this window. ", &b"rest"[..]));
        talk(&mut &b""[..], Language::En, |conversation| conversation.wait_for_enter());
    }
}
