use super::by_key;
use super::fold::fold_into;

/// What people write before a total, folded.
const WORDS: [&str; 27] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "subtotal",
    "summe",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "somme",
    "total general",
    "totale",
    "suma",
    "soma",
    "total geral",
    "totaal",
    "razem",
    "ogolem",
    "celkem",
    "osszesen",
    "toplam",
    "summa",
    "i alt",
    "yhteensa",
    "итого",
    "всего",
    "合計",
];
const CHINESE_AND_KOREAN: [&str; 5] = ["合计", "总计", "總計", "합계", "총계"];

/// Whether a text is a word for a total, alone or before a count ("Total: 44 contacts").
///
/// ```
/// use cosell_contacts::vocabulary::is_total;
///
/// assert!(is_total("TOTAL:") && is_total("Gesamt: 44 Kontakte") && is_total("Total général"));
/// assert!(!is_total("Total Wang") && !is_total("Totals of May"));
/// ```
pub fn is_total(text: &str) -> bool {
    const LONGEST: usize = 32;
    let is_known = |key: &str| {
        let words = || WORDS.iter().chain(&CHINESE_AND_KOREAN);
        // What follows the word starts with a number.
        let counted = key.find(|c: char| c.is_ascii_digit()).map_or(key, |digit| &key[..digit]);
        words().any(|word| *word == counted.trim_end()).then_some(())
    };
    by_key(text, LONGEST, fold_into, is_known).is_some()
}
