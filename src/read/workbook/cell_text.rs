//! The text of a cell, as a person sees it in a spreadsheet program.

use std::fmt::Write as _;

use calamine::{CellErrorType, ExcelDateTime};

/// The value of a cell; of a formula, its value when the workbook was saved.
#[derive(Debug, Clone, Copy)]
pub(super) enum CellValue<'v> {
    Text(&'v str),
    Whole(i64),
    Number(f64),
    Truth(bool),
    Date(ExcelDateTime),
    /// A date in ISO 8601, with a `T` before the time, as in .ods.
    IsoDate(&'v str),
    /// A duration in ISO 8601, such as `PT36H00M00S`.
    IsoDuration(&'v str),
    Error(&'v CellErrorType),
}

impl CellValue<'_> {
    /// Appends the text that a person sees in the cell. A date is written in ISO 8601.
    pub(super) fn show(self, text: &mut String) {
        // Writing to a string can't fail.
        let _ = match self {
            CellValue::Text(value) => text.write_str(value),
            CellValue::Whole(value) => write!(text, "{value}"),
            CellValue::Number(value) => write!(text, "{}", rounded(value)),
            CellValue::Truth(true) => text.write_str("TRUE"),
            CellValue::Truth(false) => text.write_str("FALSE"),
            CellValue::Date(date) if date.is_duration() => duration(date.as_f64(), text),
            CellValue::Date(date) => date_and_time(&date, text),
            CellValue::IsoDate(date) => iso_date(date, text),
            CellValue::IsoDuration(duration) => iso_duration(duration, text),
            CellValue::Error(CellErrorType::GettingData) => text.write_str("#GETTING_DATA"),
            CellValue::Error(error) => write!(text, "{error}"),
        };
    }
}

/// Rounds a number to the 15 digits that spreadsheets show: 0.1 + 0.2 is 0.3 there.
fn rounded(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

fn date_and_time(date: &ExcelDateTime, text: &mut String) -> std::fmt::Result {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let serial = date.as_f64();
    if !(0.0..1.0).contains(&serial) {
        write!(text, "{year:04}-{month:02}-{day:02}")?;
        if serial.fract() == 0.0 {
            return Ok(());
        }
        text.push(' ');
    }
    write!(text, "{hour:02}:{minute:02}")?;
    if second > 0 { write!(text, ":{second:02}") } else { Ok(()) }
}

fn iso_date(date: &str, text: &mut String) -> std::fmt::Result {
    let (day, time) = date.split_once('T').unwrap_or((date, ""));
    let time = time.trim_end_matches('Z');
    let time = time.strip_suffix(":00").filter(|time| time.contains(':')).unwrap_or(time);
    match time {
        "" | "00:00" => text.write_str(day),
        time => write!(text, "{day} {time}"),
    }
}

/// Writes hours and minutes, and seconds if there are some. Another form of duration stays as it is.
fn iso_duration(duration: &str, text: &mut String) -> std::fmt::Result {
    let parts = || {
        let (hours, rest) = duration.strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
        Some((hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?, seconds.parse::<u32>().ok()?))
    };
    match parts() {
        Some((hours, minutes, 0)) if hours < 24 => write!(text, "{hours:02}:{minutes:02}"),
        Some((hours, minutes, seconds)) => write!(text, "{hours}:{minutes:02}:{seconds:02}"),
        None => text.write_str(duration),
    }
}

/// Writes days as hours, minutes and seconds.
fn duration(days: f64, text: &mut String) -> std::fmt::Result {
    let seconds = (days.abs() * 86_400.0).round() as u64;
    let sign = if days < 0.0 { "-" } else { "" };
    write!(text, "{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    fn text_of(value: CellValue<'_>) -> String {
        let mut text = String::new();
        value.show(&mut text);
        text
    }

    #[test]
    fn cells_show_what_a_person_sees() {
        let date = |serial| CellValue::Date(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false));
        for (value, expected) in [
            (CellValue::Number(1.0), "1"),
            (CellValue::Number(0.1 + 0.2), "0.3"),
            (CellValue::Number(-12.5), "-12.5"),
            (CellValue::Number(491_234_567_890.0), "491234567890"),
            (CellValue::Whole(7), "7"),
            (CellValue::Truth(true), "TRUE"),
            (date(45_943.0), "2025-10-13"),
            (date(45_943.5), "2025-10-13 12:00"),
            (date(45_943.541), "2025-10-13 12:59:02"),
            (date(0.25), "06:00"),
            (CellValue::Date(ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false)), "36:00:00"),
            (CellValue::IsoDate("2026-01-02"), "2026-01-02"),
            (CellValue::IsoDate("2026-01-02T03:04:05"), "2026-01-02 03:04:05"),
            (CellValue::IsoDate("2026-01-02T12:00:00"), "2026-01-02 12:00"),
            (CellValue::IsoDuration("PT03H04M00S"), "03:04"),
            (CellValue::IsoDuration("PT36H00M00S"), "36:00:00"),
            (CellValue::IsoDuration("P1D"), "P1D"),
            (CellValue::Error(&CellErrorType::NA), "#N/A"),
            (CellValue::Text(" as it is "), " as it is "),
        ] {
            assert_eq!(text_of(value), expected, "{value:?}");
        }
    }
}
