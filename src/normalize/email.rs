//! The Email cell: one address, without anything around it, and with its domain in lower case.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use memchr::{memchr, memrchr};
use regex::Regex;

use super::cell::Cell;
use super::display_name::{is_name_of_another, is_name_of_contact};
use super::fast_path::is_ordinary_address;
use super::placeholder::is_placeholder;
use super::text::{CleanedText, clean};
use crate::contact::{Column, Country, Email, RowMark};
use crate::diagnostics::{Finding, Fix, Message, Rule, Safety};
use crate::tables::{FillerWord, FourBytes, ListWord, filler_word, has_doubt, list_word};

/// A text with another one in brackets: a name or an address, and an address or a remark. Outlook and Teams write
/// `text <mailto:address>`, Markdown `[text](mailto:address)`, Access `text#mailto:address#`, people `address (remark)`.
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r#"^(?i:("[^"]*"|'[^']*'|[^<>]*?)\s*<([^<>]+)>"#,
        r"|\[([^\[\]]*)\]\s*\(([^()]+)\)",
        r"|([^#]*)#(mailto:[^#]+)#?[^#]*",
        r"|([^()\[\]]*?)\s*[(\[]([^()\[\]]+)[)\]])$"
    ))
    .expect("a test compiles it")
});

/// Remarks beside an address that say nothing but what a contact's address is anyway. Source: labels of Outlook, Google
/// Contacts and phones in the languages of the portal's labels.
const PLAIN_REMARKS: [&str; 34] = [
    "work",
    "business",
    "office",
    "company",
    "corporate",
    "professional",
    "main",
    "primary",
    "preferred",
    "email",
    "e-mail",
    "mail",
    "geschäftlich",
    "dienstlich",
    "beruflich",
    "arbeit",
    "büro",
    "firma",
    "travail",
    "bureau",
    "professionnel",
    "principal",
    "trabajo",
    "oficina",
    "lavoro",
    "ufficio",
    "trabalho",
    "werk",
    "zakelijk",
    "arbete",
    "praca",
    "会社",
    "仕事",
    "工作",
];

/// Returns the address of a cell, or appends the findings that say why it has none.
#[inline]
pub(super) fn normalize<'a>(cell: &Cell<'_, 'a>, findings: &mut Vec<Finding<'a>>) -> Option<Email<'a>> {
    let target = |mark: &'a RowMark| {
        if let RowMark::MailLink(column, target) = mark { Some((*column, &**target)) } else { None }
    };
    match cell.row.mark_of(cell.column, target) {
        None => normalize_text(cell, findings),
        Some(target) => normalize_link(cell, target, findings),
    }
}

/// Returns the address of a cell that is a link, and appends a finding if the link goes to another one.
fn normalize_link<'a>(cell: &Cell<'_, 'a>, target: &str, findings: &mut Vec<Finding<'a>>) -> Option<Email<'a>> {
    let start = findings.len();
    let email = normalize_text(cell, findings);
    let target = percent_decoded(target);
    let linked = lower_domain(trimmed(&target));
    let is_address = is_plain(&linked) || check(&linked).is_ok() && has_known_ending(&linked);
    if !is_address || linked.starts_with(['=', '+', '-', '@']) {
        return email;
    }
    let suggestion = findings[start..].iter().position(|finding| {
        finding.rule == Rule::EmailInvalid || finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Suggestion)
    });
    if let Some(position) = suggestion {
        let finding = &mut findings[start + position];
        match finding.fix.take().map(|fix| fix.value.into_owned()) {
            Some(fix) if fix.eq_ignore_ascii_case(&linked) => finding.fix = Some(Fix::suggestion(fix)),
            // The text and the link are two readings.
            Some(fix) => {
                finding.applied = false;
                finding.alternatives = vec![fix, linked.into_owned()];
                findings.truncate(start + position + 1);
                return None;
            }
            None => {
                findings.truncate(start + position);
                let fix = Some(Fix::suggestion(linked.into_owned()));
                return suggested(cell, Rule::EmailInvalid, Message::EmailLinked, fix, findings);
            }
        }
    }
    if email.as_ref().is_some_and(|email| !email.as_str().eq_ignore_ascii_case(&linked)) {
        let message = Message::EmailLinkDiffers { address: linked.into_owned() };
        findings.push(cell.finding(Rule::EmailLink, None, message));
    }
    email
}

/// Returns the text of a link without `%40` and the like; bytes that aren't UTF-8 become U+FFFD.
fn percent_decoded(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = hex.filter(|hex| *first == b'%' && !hex.starts_with('+'));
        let byte = byte.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns the address in the text of a cell.
#[inline]
fn normalize_text<'a>(cell: &Cell<'_, 'a>, findings: &mut Vec<Finding<'a>>) -> Option<Email<'a>> {
    if is_plain(cell.text()) {
        return Some(Email(Cow::Borrowed(cell.text())));
    }
    normalize_unusual(cell, findings)
}

#[inline(never)]
fn normalize_unusual<'a>(cell: &Cell<'_, 'a>, findings: &mut Vec<Finding<'a>>) -> Option<Email<'a>> {
    let cleaned = clean(cell.text());
    if let Cow::Borrowed(text) = cleaned.text {
        // Fast path: an address that is plain once it is clean and its domain is in lower case needs no further checks.
        let address = lower_domain(text);
        if is_plain(&address) {
            return Some(changed(cell, &cleaned, text, address, findings));
        }
    }
    let cleaned = cell.checked(cleaned, findings)?;
    let text = &*cleaned.text;
    let content = content(text);
    let bare = content.as_ref().map_or_else(|| trimmed(text), |content| content.addresses[0]);
    if cell.push_formula(bare, findings) {
        return None;
    }
    if let Some(content) = content.as_ref().filter(|content| content.addresses.len() > 1) {
        let message = Message::EmailSeveral { count: content.addresses.len() };
        let alternatives = content.addresses.iter().map(|&address| address.to_owned()).collect();
        findings.push(Finding { alternatives, ..cell.finding(Rule::EmailSeveral, None, message) });
        return None;
    }
    if let Some(address) = guest_address(bare) {
        let fix = address.map(|address| Fix::suggestion(lower_domain(address.as_str()).into_owned()));
        return suggested(cell, Rule::EmailGuest, Message::EmailGuest, fix, findings);
    }
    let Some(content) = content else {
        if let Some(address) = beside_placeholder(text) {
            let fix = Some(Fix::suggestion(lower_domain(address).into_owned()));
            return suggested(cell, Rule::EmailWrapped, Message::EmailRemark, fix, findings);
        }
        let fault = check(bare).err().unwrap_or(Message::EmailSeveralAts);
        let fix = repaired(bare)
            .or_else(|| named_address(text).map(str::to_owned))
            .map(|address| Fix::suggestion(lower_domain(&address).into_owned()));
        return suggested(cell, Rule::EmailInvalid, fault, fix, findings);
    };
    if let Some(addresses) = addresses_of_locals(bare) {
        let message = Message::EmailSeveral { count: addresses.len() };
        findings.push(Finding { alternatives: addresses, ..cell.finding(Rule::EmailSeveral, None, message) });
        return None;
    }
    if stands_for_none(bare) {
        let message = Message::Placeholder { column: Column::Email };
        findings.push(cell.finding(Rule::ValuePlaceholder, Some(0..cell.text().len()), message));
        return None;
    }
    let unmarked = without_mark(bare);
    let mut texts = content.remarks.iter().chain(content.names.iter().map(|(name, _)| name));
    let is_harmless = |text: &str| is_plain_remark(text) || is_name_of_contact(text, cell.row, bare);
    if unmarked.len() < bare.len() || !texts.all(|text| is_harmless(text)) {
        // "(do not use)" says that another address is meant, and "Bo Berg <bo.berg@…>" that another person is.
        let mut texts = content.remarks.iter().chain(content.names.iter().map(|(name, _)| name));
        let is_doubtful =
            texts.any(|text| has_doubt(text) || names_several(text) || is_name_of_another(text, cell.row, bare));
        let fix = Some(Fix::suggestion(lower_domain(unmarked).into_owned())).filter(|_| !is_doubtful);
        return suggested(cell, Rule::EmailWrapped, Message::EmailRemark, fix, findings);
    }
    let address = match cleaned.text {
        Cow::Borrowed(text) if text.len() == bare.len() => lower_domain(text),
        _ => Cow::Owned(lower_domain(bare).into_owned()),
    };
    if content.is_repeated {
        let finding = cell.finding(Rule::EmailWrapped, None, Message::EmailRepeated);
        findings.push(finding.with_fix(Some(Fix::safe(address.clone()))));
    }
    let email = changed(cell, &cleaned, bare, address, findings);
    push_doubts(cell, email.as_str(), findings);
    Some(email)
}

/// Appends a finding that rejects the cell, unless it has a suggestion and the user accepts suggestions: then returns that.
fn suggested<'a>(
    cell: &Cell<'_, 'a>,
    rule: Rule,
    message: Message,
    fix: Option<Fix<'a>>,
    findings: &mut Vec<Finding<'a>>,
) -> Option<Email<'a>> {
    // A suggestion is an address without further findings: it stays the same when it is read again.
    let is_settled = |address: &str| {
        trimmed(address) == address
            && !address.starts_with(['=', '+', '-', '@'])
            && without_mark(address) == address
            && addresses_of_locals(address).is_none()
            && !stands_for_none(address)
    };
    let fix = fix.filter(|fix| is_settled(&fix.value));
    let address = fix.as_ref().map(|fix| fix.value.clone());
    let finding = Finding { span: None, ..cell.suggestion(rule, 0..cell.text().len(), message, fix) };
    let accepted = finding.applied.then_some(address).flatten();
    findings.push(finding);
    accepted.inspect(|address| push_doubts(cell, address, findings)).map(Email)
}

/// Appends findings for the changes of a cell whose address was `bare`, and returns the address.
fn changed<'a>(
    cell: &Cell<'_, 'a>,
    cleaned: &CleanedText<'a>,
    bare: &str,
    address: Cow<'a, str>,
    findings: &mut Vec<Finding<'a>>,
) -> Email<'a> {
    if !cleaned.is_unchanged() {
        cell.push_cleaning(cleaned, Fix::safe(address.clone()), findings);
    }
    let is_repeated = findings.last().is_some_and(|finding| matches!(finding.message, Message::EmailRepeated));
    if bare.len() < cleaned.text.len() && !is_repeated {
        let finding = cell.finding(Rule::EmailWrapped, None, Message::EmailWrapped);
        findings.push(finding.with_fix(Some(Fix::safe(address.clone()))));
    }
    if address != bare {
        let finding = cell.finding(Rule::EmailDomainCase, None, Message::EmailDomainCase);
        findings.push(finding.with_fix(Some(Fix::safe(address.clone()))));
    }
    Email(address)
}

/// Appends warnings about a valid address.
fn push_doubts<'a>(cell: &Cell<'_, 'a>, address: &str, findings: &mut Vec<Finding<'a>>) {
    if !has_known_ending(address) {
        let message = Message::EmailDomainUnknown { ending: ending(address).to_owned() };
        findings.push(cell.finding(Rule::EmailDomainUnknown, None, message));
    }
    if is_test_address(address) {
        let whole = Some(0..cell.text().len());
        findings.push(cell.finding(Rule::NameTest, whole, Message::TestEntry));
    }
}

/// Returns whether an address is valid and canonical, and there is nothing to report. `false` is not definitive.
fn is_plain(address: &str) -> bool {
    is_ordinary_address(address) && has_known_ending(address) && !may_be_invented(address)
}

/// Returns the text after the last dot of an address.
fn ending(address: &str) -> &str {
    memrchr(b'.', address.as_bytes()).map_or("", |dot| &address[dot + 1..])
}

/// Returns whether an address ends in a top-level domain of IANA's list, in any case.
#[inline]
fn has_known_ending(address: &str) -> bool {
    // Fast path: usual endings and the codes of countries, which save the hash of the lookup. The operators have no branches,
    // because none of the endings is expected more than others.
    let is_usual = address.as_bytes().last_chunk().is_some_and(|last: &[u8; 4]| {
        let [_, dot, first, second] = *last;
        let is_code = (dot == b'.') & is_country_domain([first, second]);
        is_code | (last == b".com") | (last == b".net") | (last == b".org")
    });
    is_usual || is_known_ending(ending(address))
}

/// Returns whether a text is a top-level domain. `example` is reserved for lists that are made up (RFC 2606).
#[inline(never)]
fn is_known_ending(ending: &str) -> bool {
    ending == "example"
        || tld::exist(ending)
        || ending.bytes().any(|byte| byte.is_ascii_uppercase()) && tld::exist(&ending.to_ascii_lowercase())
}

/// Returns whether two bytes are the top-level domain of a country in small letters. A few countries have none.
#[inline]
fn is_country_domain(letters: [u8; 2]) -> bool {
    /// For each first letter, the second letters as bits.
    const DOMAINS: [u32; 32] = {
        let mut domains = [0; 32];
        let mut pair = 0;
        while pair < 26 * 26 {
            let (first, second) = (pair / 26, pair % 26);
            let has_domain = match [b'a' + first as u8, b'a' + second as u8] {
                [b'b', b'l' | b'q'] | [b'm', b'f'] | [b'u', b'm'] => false,
                [b'u', b'k'] | [b'e', b'u'] => true,
                [one, other] => Country::from_letters(one.to_ascii_uppercase(), other.to_ascii_uppercase()).is_some(),
            };
            domains[first] |= (has_domain as u32) << second;
            pair += 1;
        }
        domains
    };
    let [first, second] = letters.map(|letter| letter.wrapping_sub(b'a'));
    (first < 26) & (second < 26) & (DOMAINS[usize::from(first % 32)] >> (second % 32) & 1 == 1)
}

/// Returns whether an address may be a test, or stand for none: by its first four bytes. `false` is definitive for plain addresses.
fn may_be_invented(address: &str) -> bool {
    // The bit that makes letters small also makes `@` a grave accent, and `_` the character 0x7f.
    const STARTS: FourBytes<17> = FourBytes::new([
        b"test", b"none", b"null", b"noem", b"noma", b"no`n", b"na`n", b"no-e", b"no-m", b"no.e", b"no.m", b"no\x7fe",
        b"no\x7fm", b"unkn", b"unde", b"tbd`", b"mail",
    ]);
    STARTS.contains(address.as_bytes().first_chunk())
}

/// Returns whether the part before the @ is one that people write to try something out (test, test.user, test2), or a word that
/// programs write for a missing value.
fn is_test_address(address: &str) -> bool {
    may_be_invented(address) && {
        let local = address.split('@').next().unwrap_or_default();
        let words = local.trim_end_matches(|c: char| c.is_ascii_digit()).replace(['.', '_', '-'], " ");
        let word = words.trim_end();
        filler_word(word, Column::Name) == Some(FillerWord::Test)
            || ["none", "null", "undefined", "unknown", "tbd"].iter().any(|none| word.eq_ignore_ascii_case(none))
    }
}

/// Returns whether an address is one that people make up if they have none: noemail@contoso.com, none@none.com, no@no.com.
fn stands_for_none(address: &str) -> bool {
    const NO_EMAIL: [&str; 5] = ["noemail", "nomail", "noaddress", "noemailaddress", "notavailable"];
    const NO: [&str; 6] = ["no", "na", "none", "null", "unknown", "tbd"];
    may_be_invented(address) && {
        let (local, domain) = address.split_once('@').unwrap_or((address, ""));
        let word = local.replace(['.', '_', '-'], "").to_ascii_lowercase();
        let label = domain.split('.').next().unwrap_or_default();
        NO_EMAIL.contains(&&*word) || NO.contains(&&*word) && label.eq_ignore_ascii_case(&word)
    }
}

/// Returns an address without what is no part of it although the standard allows it there: a mark of a list or of a doubt at the
/// start (`*`, `#`, `?`), the code of a space in a link, and `mailto` without its colon.
fn without_mark(address: &str) -> &str {
    let is_mark = |c: char| c.is_ascii_punctuation() && !matches!(c, '_' | '@' | '.' | '-' | '+' | '=');
    let mut bare = address;
    loop {
        let rest = bare.strip_prefix("%20").unwrap_or(bare).trim_start_matches(is_mark);
        let rest = match rest.get(.."mailto".len()) {
            Some(start) if start.eq_ignore_ascii_case("mailto") => &rest[start.len()..],
            _ => rest,
        };
        if rest.len() == bare.len() || check(rest).is_err() {
            return bare;
        }
        bare = rest;
    }
}

/// Returns the addresses of an address with several names before the @, such as `ann/bo@contoso.com`; `None` if it has one.
/// A name has at least two letters: `r&d@contoso.com` is one.
fn addresses_of_locals(address: &str) -> Option<Vec<String>> {
    let (local, domain) = address.split_once('@')?;
    let is_name = |name: &str| {
        name.len() > 1 && name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b'_'))
    };
    let mut names = local.split(['/', '|', '&']);
    let are_several = local.contains(['/', '|', '&']) && names.clone().all(is_name);
    are_several.then(|| names.by_ref().map(|name| format!("{name}@{domain}")).collect())
}

/// Returns the address of a text that has nothing else but words for a missing value: `ann@contoso.com / n/a`.
fn beside_placeholder(text: &str) -> Option<&str> {
    [" / ", " - ", ";", ",", "|"].into_iter().find_map(|separator| {
        let is_address = |piece: &&str| check(piece).is_ok();
        let pieces = || text.split(separator).map(str::trim).filter(|piece| !piece.is_empty());
        let address = pieces().find(is_address)?;
        let has_others = pieces().count() > 1;
        (has_others && pieces().all(|piece| piece == address || is_placeholder(piece, Column::Email)))
            .then_some(address)
    })
}

/// The addresses of a cell that has nothing but addresses with what programs and people put around them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Content<'t> {
    /// The different addresses: at least one. Capitals make no difference in practice.
    addresses: Vec<&'t str>,
    /// The same in lower case.
    known: HashSet<String>,
    /// The texts before an address, names or remarks, each with the address.
    names: Vec<(&'t str, &'t str)>,
    /// The texts in brackets after an address.
    remarks: Vec<&'t str>,
    /// Whether an address was there more than once.
    is_repeated: bool,
    /// Number of pieces between separators.
    pieces: usize,
}

impl<'t> Content<'t> {
    fn add(&mut self, address: &'t str) {
        if self.known.insert(address.to_ascii_lowercase()) {
            self.addresses.push(address);
        } else {
            self.is_repeated = true;
        }
    }

    /// Adds the addresses of a text that is no list. Returns `None` if it has anything else.
    fn add_single(&mut self, text: &'t str) -> Option<()> {
        let bare = trimmed(text);
        if check(bare).is_ok() {
            self.add(bare);
            return Some(());
        }
        let found = BRACKETED.captures(bare)?;
        let mut groups = found.iter().skip(1).flatten().map(|group| group.as_str());
        let (before, inside) = (groups.next()?, groups.next()?);
        let [outer, inner] = [before, inside].map(trimmed);
        match (check(outer).is_ok(), check(inner).is_ok()) {
            // The display name of a link is the address again, or another one.
            (true, true) => [outer, inner].into_iter().for_each(|address| self.add(address)),
            (false, true) if !before.contains('@') || before.ends_with(['"', '\'']) => {
                self.add(inner);
                self.names.extend(Some((outer, inner)).filter(|(name, _)| !name.is_empty()));
            }
            (true, false) if !inner.contains('@') => {
                self.add(outer);
                self.remarks.push(inner);
            }
            _ => return None,
        }
        Some(())
    }
}

/// Returns the addresses of a cell that lists several, each once and with the name that is written before it, if any. A link whose
/// text is another address isn't a list, because one of the two is wrong; nor is an address with a remark, which may say that it
/// is an old one.
pub(super) fn listed(text: &str) -> Vec<(&str, Option<&str>)> {
    let is_list = |content: &Content<'_>| {
        content.addresses.len() > 1 && content.pieces >= content.addresses.len() && content.remarks.is_empty()
    };
    let Some(content) = content(text).filter(is_list) else { return Vec::new() };
    // Of several names before one address the first counts.
    let names: HashMap<&str, &str> = content.names.iter().rev().map(|(name, of)| (*of, *name)).collect();
    content.addresses.iter().map(|&address| (address, names.get(address).copied())).collect()
}

/// Returns the addresses of a text, or `None` if it has anything that isn't an address.
fn content(text: &str) -> Option<Content<'_>> {
    let mut single = Content::default();
    if single.add_single(text).is_some() {
        return Some(single);
    }
    let mut list = Content::default();
    // Outlook writes the family name first: "Lee, Ann <ann@x.com>; Berg, Bo <bo@y.com>".
    let by_semicolons =
        text.contains(';') && text.contains('<') && text.matches('@').count() == text.matches('<').count();
    if by_semicolons
        && text.split(';').filter(|piece| !piece.trim().is_empty()).all(|piece| {
            list.pieces += 1;
            list.add_single(piece).is_some()
        })
    {
        return Some(list);
    }
    list = Content::default();
    let mut is_after_conjunction = false;
    // Google Contacts exports several values of a field with " ::: " between them.
    for piece in trimmed(text).split([';', ',', '/', '|']).flat_map(|piece| piece.split(":::")) {
        // "a@x.com b@y.com" holds two, "Ann Lee <a@x.com>" one.
        let words = if piece.contains(['<', '(', '[']) { vec![piece] } else { piece.split(' ').collect() };
        let is_between = |word: &str| ["&", "+", "or"].contains(&word) || list_word(word) == Some(ListWord::And);
        for word in words.into_iter().filter(|word| !word.trim().is_empty()) {
            // A conjunction is between two addresses: "a b@x.com" is an address with a space, although "a" is Czech for
            // "and".
            is_after_conjunction = is_between(word.trim()) && !is_after_conjunction && !list.addresses.is_empty();
            if !is_after_conjunction {
                list.add_single(word)?;
                list.pieces += 1;
            }
        }
    }
    if is_after_conjunction {
        return None;
    }
    (!list.addresses.is_empty()).then_some(list)
}

/// The labels that programs write before an address, as in proxyAddresses of Active Directory.
const LABELS: [&str; 5] = ["mailto:", "smtp:", "e-mail:", "email:", "mail:"];

/// Returns a text without the spaces, quotes, angle brackets, labels and separators around it. A quote at one end only counts
/// too: an apostrophe at the start is Excel's mark for text, which is copied with the value.
fn trimmed(text: &str) -> &str {
    const QUOTES: [char; 12] = ['"', '\'', '`', '´', '“', '”', '„', '‘', '’', '‚', '«', '»'];
    let mut bare = text;
    loop {
        let mut inner = bare.trim_start_matches(|c: char| c == ' ' || QUOTES.contains(&c));
        inner = inner.trim_end_matches(|c: char| matches!(c, ' ' | ';' | ',') || QUOTES.contains(&c));
        // The full stop of a sentence. Several stand for a part of the address that is missing.
        inner = inner.strip_suffix('.').filter(|before| !before.ends_with('.')).unwrap_or(inner);
        let angled = inner.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        inner = angled.filter(|angled| !angled.contains(['<', '>'])).unwrap_or(inner);
        let has_label = |label: &str| inner.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label));
        if let Some(label) = LABELS.iter().find(|label| has_label(label)) {
            inner = &inner[label.len()..];
            // The subject and the text of a message, but not the addresses of other people.
            if let Some((address, query)) = inner.split_once('?').filter(|_| *label == "mailto:")
                && !query.contains('@')
            {
                inner = address;
            }
        }
        if let Some((_, labeled)) = inner.split_once(':').filter(|(label, _)| is_plain_remark(label)) {
            inner = labeled;
        }
        if inner.len() == bare.len() {
            return inner;
        }
        bare = inner;
    }
}

/// Returns whether a remark doesn't change what an address is for: one of the usual labels.
fn is_plain_remark(remark: &str) -> bool {
    PLAIN_REMARKS.contains(&&*remark.to_lowercase())
}

/// If an address is the sign-in name of a guest account, returns the address that it stands for, if it shows one.
///
/// Entra ID replaces the @ by an underscore and adds `#EXT#` and the domain of the directory. A domain has no underscore, so
/// the last one was the @. Accounts of other providers are `live.com#address`.
fn guest_address(address: &str) -> Option<Option<String>> {
    let is_address =
        |address: &String| check(address).is_ok() && has_known_ending(address) && !address.starts_with(['=', '+', '-']);
    let mark = address.as_bytes().windows(5).position(|bytes| bytes.eq_ignore_ascii_case(b"#ext#"));
    if let Some(mark) = mark {
        let guest = address[..mark].rsplit_once('_').map(|(local, domain)| format!("{local}@{domain}"));
        return Some(guest.filter(is_address));
    }
    let (provider, guest) = address.split_once('#')?;
    let is_provider = ["live.com", "google.com", "mail"].iter().any(|known| provider.eq_ignore_ascii_case(known));
    is_provider.then(|| Some(guest.to_owned()).filter(is_address))
}

/// Returns whether a text beside an address names several people: "Ann & Bo".
fn names_several(text: &str) -> bool {
    text.contains(['&', '+', '/', ';']) || text.split_whitespace().any(|word| list_word(word) == Some(ListWord::And))
}

/// Returns the address that is meant if a text has only errors of typing: spaces beside @ and dots, `(at)`, two @ in a row,
/// or a comma or two dots in the domain. There is none if a piece is an address already.
fn repaired(text: &str) -> Option<String> {
    static AT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\s*(?:\(at\)|\[at\]|\{at\}|\sat\s|@+)\s*").expect("a test compiles it"));
    static DOT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\s*(?:\(dot\)|\[dot\]|\{dot\}|\sdot\s|\.)\s*").expect("a test compiles it"));
    static DOTS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\s*[,.]+\s*").expect("a test compiles it"));
    if text.split([' ', ',', ';']).any(|piece| check(trimmed(piece)).is_ok()) {
        return None;
    }
    let repaired = DOT.replace_all(text, ".");
    let repaired = AT.replace_all(&repaired, "@");
    let (local, domain) = repaired.split_once('@')?;
    let address = format!("{local}@{}", DOTS.replace_all(domain, "."));
    (address != text && check(&address).is_ok() && has_known_ending(&address)).then_some(address)
}

/// Returns the address after a name in quotes or brackets, or with unbalanced angle brackets around it.
fn named_address(text: &str) -> Option<&str> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"^(?:"[^"@]*"|'[^'@]*'|\([^()@]*\)|<?[^<>@]*<)\s*([^\s<>@]+@[^\s<>@]+?)[\s>]*$|^([^\s<>@]+@[^\s<>@]+)>$"#,
        )
        .expect("a test compiles it")
    });
    let found = NAMED.captures(text)?;
    let address = found.get(1).or_else(|| found.get(2))?.as_str();
    check(address).is_ok().then_some(address)
}

/// Returns the first character of a part of an address that isn't allowed there. Only ASCII is allowed, so that the first byte
/// that isn't allowed starts a character.
fn outside(part: &str, is_allowed: impl Fn(u8) -> bool) -> Option<char> {
    part.bytes().position(|byte| !is_allowed(byte)).and_then(|at| part[at..].chars().next())
}

/// Checks an address by the rule of `<input type=email>`; in addition it has a dot in the domain, whose end is no number,
/// dots before the @ only between other characters, and at most 64 and 254 octets.
///
/// Sources: WHATWG HTML, "valid e-mail address"; RFC 5321, sections 4.1.2 (Dot-string) and 4.5.3.1; RFC 3696, section 2.
fn check(address: &str) -> Result<(), Message> {
    let at = memchr(b'@', address.as_bytes()).ok_or(Message::EmailNoAt)?;
    let (local, domain) = (&address[..at], &address[at + 1..]);
    if memchr(b'@', domain.as_bytes()).is_some() {
        return Err(Message::EmailSeveralAts);
    }
    if local.is_empty() {
        return Err(Message::EmailNoLocalPart);
    }
    if domain.is_empty() {
        return Err(Message::EmailNoDomain);
    }
    if let Some(character) = outside(local, is_local).or_else(|| outside(domain, is_domain)) {
        return Err(match character {
            ' ' => Message::EmailSpace,
            ',' if !local.contains(',') => Message::EmailComma,
            _ if character.is_ascii() => Message::EmailCharacter { character },
            _ => Message::EmailCharacterBeyondAscii { character },
        });
    }
    if local.starts_with('.') {
        return Err(Message::EmailDotFirst);
    }
    if local.ends_with('.') {
        return Err(Message::EmailDotLast);
    }
    if local.contains("..") {
        return Err(Message::EmailDots);
    }
    for label in domain.split('.') {
        if label.is_empty() {
            return Err(Message::EmailDomainDots);
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err(Message::EmailDomainHyphen);
        }
        if label.len() > 63 {
            return Err(Message::EmailDomainLong);
        }
    }
    if memchr(b'.', domain.as_bytes()).is_none() {
        return Err(Message::EmailNoDot);
    }
    if ending(domain).bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Message::EmailDigitsEnding);
    }
    if local.len() > 64 {
        return Err(Message::EmailLocalTooLong);
    }
    if address.len() > 254 {
        return Err(Message::EmailTooLong);
    }
    Ok(())
}

const fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'.' | b'!'
                | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
                | b'-'
        )
}

const fn is_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')
}

fn lower_domain(address: &str) -> Cow<'_, str> {
    let at = memchr(b'@', address.as_bytes()).unwrap_or(address.len());
    let (local, domain) = address.split_at(at);
    if domain.bytes().any(|byte| byte.is_ascii_uppercase()) {
        let mut lower = address.to_owned();
        lower[local.len()..].make_ascii_lowercase();
        Cow::Owned(lower)
    } else {
        Cow::Borrowed(address)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{only_cell, rules};
    use super::*;
    use crate::contact::{ColumnMap, Row};

    /// The regular expression that the WHATWG standard gives for a valid e-mail address.
    static WHATWG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?",
            r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$"
        ))
        .unwrap()
    });

    fn by_the_standard(address: &str) -> bool {
        let Some((local, domain)) = address.split_once('@') else {
            return false;
        };
        let has_dots_between = !format!(".{local}.").contains("..");
        let is_number = domain.rsplit('.').next().is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
        WHATWG.is_match(address)
            && domain.contains('.')
            && has_dots_between
            && !is_number
            && local.len() <= 64
            && address.len() <= 254
    }

    proptest! {
        #[test]
        fn the_check_agrees_with_the_standard(address in "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~@é -]{0,12}@?[a-zA-Z0-9.@_-]{0,70}") {
            prop_assert_eq!(check(&address).is_ok(), by_the_standard(&address), "{}", address);
        }

        #[test]
        fn the_fast_path_takes_valid_addresses_only(address in "[a-zA-Z0-9._-]{0,40}[@.]?@[a-zA-Z0-9._-]{0,5}[a-zA-Z0-9.-]{0,30}") {
            if is_plain(&address) {
                prop_assert_eq!(lower_domain(&address), &*address);
            }
            // With its domain in lower case there are no other findings.
            if is_plain(&lower_domain(&address)) {
                prop_assert!(by_the_standard(&address) && check(&address).is_ok(), "{}", address);
                prop_assert_eq!(trimmed(&address), &*address);
                prop_assert!(address.starts_with(|c: char| c.is_ascii_alphanumeric()));
            }
        }

        #[test]
        fn accepted_addresses_are_accepted_again(
            text in "[<(\\[\"'“ ]{0,2}(mailto:|smtp:|Ann |)[a-z.'_#+]{1,5}@[a-z,.]{0,4}(com|de|test|EXT#|1)([)>\\]\"';,. ]|<|\\(|::: |x@y.com|work){0,4}",
            accept_suggestions: bool,
        ) {
            let mut row = Row::default();
            row.cells[Column::Email] = &text;
            let cell = Cell { row: &row, column: Column::Email, accept_suggestions };
            if let Some(address) = normalize(&cell, &mut Vec::new()) {
                row.cells[Column::Email] = address.as_str();
                let cell = Cell { row: &row, column: Column::Email, accept_suggestions: false };
                let mut findings = Vec::new();
                let again = normalize(&cell, &mut findings);
                prop_assert_eq!(again.as_ref().map(Email::as_str), Some(address.as_str()), "{}", text);
                prop_assert!(findings.iter().all(|finding| finding.fix.is_none()), "{}", text);
            }
        }

        #[test]
        fn a_wrapped_address_stays_the_same(
            address in "[a-zA-Z0-9][a-zA-Z0-9_+'-]{0,6}(\\.[a-z0-9]{1,4})?@[a-z0-9]{1,6}(-[a-z0-9]{1,3})?\\.(com|de|co\\.uk|museum)",
            wrapping in 0..18usize,
        ) {
            let wrapped = [
                "X<mailto:X>", "[X](mailto:X)", "'X'", "'X", "\"X\"", "“X”", "SMTP:X", "smtp:X", "mailto:X?subject=Hi", "X (work)",
                "Ann Lee <X>", "X;", "X; X", "X ::: X", "'X' <X>", "Ann (X)", "<mailto:X|X>", "X#mailto:X#",
            ][wrapping].replace('X', &address);
            let content = content(&wrapped);
            prop_assert_eq!(content.map(|content| content.addresses), Some(vec![&*address]), "{}", wrapped);
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            let _ = (check(&text), trimmed(&text).len(), content(&text), guest_address(&text), repaired(&text));
        }
    }

    #[test]
    fn each_fault_is_found() {
        let cases = [
            ("ann", Message::EmailNoAt),
            ("a@b@example.com", Message::EmailSeveralAts),
            ("@example.com", Message::EmailNoLocalPart),
            ("ann@", Message::EmailNoDomain),
            ("ann@localhost", Message::EmailNoDot),
            ("a b@example.com", Message::EmailSpace),
            ("ann@exämple.com", Message::EmailCharacterBeyondAscii { character: 'ä' }),
            ("ann@example..com", Message::EmailDomainDots),
            ("ann@.example.com", Message::EmailDomainDots),
            ("ann@-example.com", Message::EmailDomainHyphen),
            (".ann@example.com", Message::EmailDotFirst),
            ("ann.@example.com", Message::EmailDotLast),
            ("ann..lee@example.com", Message::EmailDots),
            ("ann@example,com", Message::EmailComma),
            ("ann,lee@example.com", Message::EmailCharacter { character: ',' }),
            ("ann@example.123", Message::EmailDigitsEnding),
            ("ann@10.0.0.1", Message::EmailDigitsEnding),
        ];
        for (address, fault) in cases {
            assert_eq!(check(address), Err(fault), "{address}");
        }
        assert_eq!(check(&format!("{}@example.com", "a".repeat(65))), Err(Message::EmailLocalTooLong));
        assert_eq!(check(&format!("{}@example.com", "a".repeat(64))), Ok(()));
        let long = format!("a@{}com", "example.".repeat(32));
        assert_eq!(check(&long), Err(Message::EmailTooLong));
    }

    #[test]
    fn text_around_an_address_is_removed() {
        for wrapped in [
            "mailto:ann@example.com",
            "MAILTO:ann@example.com?subject=Hello",
            "Ann Lee <ann@example.com>",
            "\"Lee, Ann\" <ann@example.com>",
            "\"Ann @ Example\" <ann@example.com>",
            "Lee, Ann <ann@example.com>",
            "<ann@example.com>",
            "Ann <mailto:ann@example.com>;",
            "ann@example.com;",
            "ann@example.com ,",
            "ann@example.com.",
            "ann@example.com<mailto:ann@example.com>",
            "[ann@example.com](mailto:ann@example.com)",
            "[Ann Lee](mailto:ann@example.com)",
            "ann@example.com#mailto:ann@example.com#",
            "<mailto:ann@example.com|ann@example.com>",
            "'ann@example.com'",
            "'ann@example.com",
            "ann@example.com’",
            "“ann@example.com”",
            "SMTP:ann@example.com",
            "E-mail: ann@example.com",
            "ann@example.com (work)",
            "ann@example.com (Ann Lee)",
            "Ann Lee (ann@example.com)",
            "ann@example.com; Ann@Example.com",
            "ann@example.com ::: ann@example.com",
        ] {
            let findings = only_cell(Column::Email, wrapped);
            assert_eq!(findings[0].rule, Rule::EmailWrapped, "{wrapped}");
            assert_eq!(findings[0].fix, Some(Fix::safe("ann@example.com")), "{wrapped}");
            assert_eq!(findings.len(), 1, "{wrapped}");
        }
        assert!(only_cell(Column::Email, "o'brien@example.com").is_empty());
    }

    #[test]
    fn remarks_that_may_change_the_meaning_are_asked_about() {
        for text in [
            "ann@example.com (until June)",
            "ann@example.com (assistant)",
            "[assistant](ann@example.com)",
            "Bo Berg <ann@example.com>",
            "ann@example.com / n/a",
            "TBD, ann@example.com",
            "*ann@example.com",
            "#ann@example.com",
            "?ann@example.com",
            "%20ann@example.com",
            "mailtoann@example.com",
        ] {
            let findings = only_cell(Column::Email, text);
            assert_eq!(rules(&findings), [Rule::EmailWrapped], "{text}");
            assert_eq!(findings[0].fix, Some(Fix::suggestion("ann@example.com")), "{text}");
            assert!(findings[0].is_blocking(), "{text}");
        }
        // These have no suggestion, because they say that another address is meant.
        for text in [
            "ann@example.com (work), ann@example.com (old)",
            "OLD <ann@example.com>",
            "do not use <ann@example.com>",
            "left the company <ann@example.com>",
            "Ann Lee (old) <ann@example.com>",
            "Bo Berg <bo.berg@example.com>",
        ] {
            let findings = only_cell(Column::Email, text);
            assert_eq!((rules(&findings), findings[0].fix.clone()), (vec![Rule::EmailWrapped], None), "{text}");
        }
    }

    #[test]
    fn several_addresses_are_shown() {
        for text in [
            "a@x.com; b@y.com",
            "a@x.com b@y.com",
            "a@x.com / b@y.com",
            "a@x.com und b@y.com",
            "Ann Lee <a@x.com>, Ann Lee <b@y.com>",
            "a@x.com + b@y.com",
            "a@x.com ::: b@y.com",
        ] {
            let findings = only_cell(Column::Email, text);
            assert_eq!(rules(&findings), [Rule::EmailSeveral], "{text}");
            let split: Vec<&str> = findings[0].contacts.iter().map(|cells| &*cells[Column::Email]).collect();
            assert_eq!(split, ["a@x.com", "b@y.com"], "{text}");
        }
        // Links: the text and the target differ.
        for text in ["a@x.com<mailto:b@y.com>", "[a@x.com](mailto:b@y.com)", "'a@x.com' <b@y.com>", "a@x.com (b@y.com)"]
        {
            let findings = only_cell(Column::Email, text);
            assert_eq!(rules(&findings), [Rule::EmailSeveral], "{text}");
            assert_eq!(findings[0].alternatives, ["a@x.com", "b@y.com"], "{text}");
        }
        for text in
            ["a b@x.com", "u. b@x.com", "a@x.com and", "a@x.com, Bob", "mailto:a@x.com?cc=b@y.com", "old: a@x.com"]
        {
            let findings = only_cell(Column::Email, text);
            assert_eq!(rules(&findings), [Rule::EmailInvalid], "{text}");
            assert_eq!(findings[0].fix, None, "{text}");
        }
    }

    #[test]
    fn errors_of_typing_are_suggested_if_there_is_one_reading() {
        for (text, suggestion) in [
            ("ann@contoso,com", Some("ann@contoso.com")),
            ("ann@contoso, com", Some("ann@contoso.com")),
            ("ann@contoso..com", Some("ann@contoso.com")),
            ("ann@@contoso.com", Some("ann@contoso.com")),
            ("ann @ contoso.com", Some("ann@contoso.com")),
            ("ann@contoso .com", Some("ann@contoso.com")),
            ("ann (at) contoso (dot) com", Some("ann@contoso.com")),
            ("ann[at]Contoso.com", Some("ann@contoso.com")),
            ("ann lee@contoso.com", None),
            ("lee. ann@contoso.com", None),
            ("ann@contoso.com .de", None),
            ("ann@contoso,banana", None),
            ("ann.@contoso.com", None),
            ("ann@contoso", None),
            ("ann.contoso.com", None),
        ] {
            let findings = only_cell(Column::Email, text);
            assert_eq!(rules(&findings), [Rule::EmailInvalid], "{text}");
            assert_eq!(findings[0].fix, suggestion.map(Fix::suggestion), "{text}");
        }
    }

    #[test]
    fn addresses_that_nobody_has_are_rejected() {
        for text in ["ann/bo@contoso.com", "ann&bo@contoso.com", "ann|bo@contoso.com"] {
            let findings = only_cell(Column::Email, text);
            assert_eq!(rules(&findings), [Rule::EmailSeveral], "{text}");
            assert_eq!(findings[0].alternatives, ["ann@contoso.com", "bo@contoso.com"], "{text}");
        }
        for text in
            ["no@no.com", "none@none.com", "na@na.com", "noemail@contoso.com", "no.email@contoso.com", "no_mail@x.com"]
        {
            assert_eq!(rules(&only_cell(Column::Email, text)), [Rule::ValuePlaceholder], "{text}");
        }
        for text in ["r&d@contoso.com", "no@contoso.com", "na.li@contoso.com", "nomad@contoso.com", "mail@contoso.com"]
        {
            assert!(only_cell(Column::Email, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn endings_of_the_fast_path_are_in_the_list_of_the_iana() {
        let letters = || b'a'..=b'z';
        for ending in letters().flat_map(|first| letters().map(move |second| [first, second])) {
            let ending = str::from_utf8(&ending).unwrap();
            assert_eq!(has_known_ending(&format!("a@b.{ending}")), tld::exist(ending), "{ending}");
        }
        assert!(["com", "net", "org"].iter().all(|ending| tld::exist(ending)));
    }

    #[test]
    fn guests_have_an_address_of_their_own() {
        for (text, suggestion) in [
            ("bo_contoso.com#EXT#@fabrikam.onmicrosoft.com", Some("bo@contoso.com")),
            ("bo_lee_Contoso.com#ext#@fabrikam.onmicrosoft.com", Some("bo_lee@contoso.com")),
            ("bo_contoso.com#EXT#", Some("bo@contoso.com")),
            ("live.com#bo@contoso.com", Some("bo@contoso.com")),
            ("bo#EXT#@fabrikam.onmicrosoft.com", None),
            ("bo_contoso#EXT#@fabrikam.onmicrosoft.com", None),
            ("live.com#+bo@contoso.com", None),
        ] {
            let findings = only_cell(Column::Email, text);
            assert_eq!(rules(&findings), [Rule::EmailGuest], "{text}");
            assert_eq!(findings[0].fix, suggestion.map(Fix::suggestion), "{text}");
        }
        assert!(only_cell(Column::Email, "bo#1@contoso.com").is_empty());
    }

    #[test]
    fn links_are_compared_with_the_address_that_is_shown() {
        let invalid = Rule::EmailInvalid;
        for (text, target, rules, fix, alternatives) in [
            ("ann@contoso.com", "mailto:ann@contoso.com", &[][..], None, &[][..]),
            ("ann@contoso.com", "MAILTO:Ann%40Contoso.com?subject=Hi", &[], None, &[]),
            ("ann@contoso.com", "mailto:bob@contoso.com", &[Rule::EmailLink], None, &[]),
            ("Ann Lee", "mailto:ann@Contoso.com", &[invalid], Some("ann@contoso.com"), &[]),
            ("ann@contoso", "mailto:ann@contoso.com", &[invalid], Some("ann@contoso.com"), &[]),
            ("ann @contoso.com", "mailto:ann@contoso.com", &[invalid], Some("ann@contoso.com"), &[]),
            ("ann @contoso.com", "mailto:bob@contoso.com", &[invalid], None, &["ann@contoso.com", "bob@contoso.com"]),
            ("ann@contoso.com", "mailto:", &[], None, &[]),
            ("ann@contoso.com", "mailto:bob", &[], None, &[]),
            ("Ann Lee", "mailto:%3Dcmd@contoso.com", &[invalid], None, &[]),
            ("Ann Lee", "mailto:%+f%zz%4", &[invalid], None, &[]),
        ] {
            for accept_suggestions in [false, true] {
                let mut row = Row { columns: ColumnMap([Some(7); 6]), ..Row::default() };
                row.cells[Column::Email] = text;
                let marks = [RowMark::MailLink(7, target.into())];
                row.marks = &marks;
                let (cell, mut findings) = (Cell { row: &row, column: Column::Email, accept_suggestions }, Vec::new());
                let email = normalize(&cell, &mut findings);
                assert_eq!(super::super::tests::rules(&findings), rules, "{text} {target}");
                let first = findings.first();
                assert_eq!(first.and_then(|first| first.fix.as_ref()).map(|fix| &*fix.value), fix, "{text} {target}");
                assert_eq!(first.map_or(&[][..], |first| &first.alternatives), alternatives, "{text} {target}");
                assert_eq!(email.is_none(), findings.iter().any(Finding::is_blocking), "{text} {target}");
            }
        }
    }

    #[test]
    fn unknown_endings_and_tests_are_warnings() {
        for address in
            ["ann@contoso.con", "ann@contoso.local", "ann@contoso.internal", "ann@contoso.test", "ann@contoso.c"]
        {
            let findings = only_cell(Column::Email, address);
            assert_eq!(rules(&findings), [Rule::EmailDomainUnknown], "{address}");
            assert!(!findings[0].is_blocking());
        }
        for address in [
            "test@contoso.com",
            "Test.User2@contoso.com",
            "test_account@contoso.com",
            "none@contoso.com",
            "null@contoso.com",
        ] {
            assert_eq!(rules(&only_cell(Column::Email, address)), [Rule::NameTest], "{address}");
        }
        for address in ["ann@example.com", "ann@contoso.museum", "ann@contoso.xn--p1ai", "testa.rossi@contoso.it"] {
            assert!(only_cell(Column::Email, address).is_empty(), "{address}");
        }
    }
}
