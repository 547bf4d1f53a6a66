//! Standard input and output as pipes: which output is streamed and which is held back, readers that close the pipe,
//! and the number of threads.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n";
const BAD: &str = "Ann Lee,ann@contoso.com,CEO,Partner sales,Narnia,\n";

/// Returns valid rows.
fn clean(numbers: std::ops::Range<usize>) -> String {
    numbers.map(|n| format!("Zoë {n},zoe{n}@example.com,\"CEO, Founder\",Partner sales,\"DE, GB\",\n")).collect()
}

/// Returns a list with rows to fix, to reject and to skip, and repeated contacts that are far apart.
fn dirty(rows: usize) -> String {
    let row = |n: usize| match n % 23 {
        1 => format!("Ann  {n},Ann{n}@Example.com,Head of Sales,partner sales,Germany / UK,\n"),
        2 => format!("Bob {n},mailto:bob{n}@contoso.com,CEO,PARTNER MARKETING,\"us, Kanada, us\",CA-on\n"),
        3 => format!("Cid {n},cid{n}@fabrikam,CEO,Partner sales,Narnia,\n"),
        5 => ",,,,,\n".to_owned(),
        7 => format!("=Dee {n},dee{n}@example.com,,Partner,DACH,\n"),
        11 => format!("Zoë {n},zoe{}@example.com,CTO,Partner sales,FR,\n", n / 2),
        13 if n.is_multiple_of(3) => HEADER.to_owned(),
        17 => format!("Eve {n},eve{n}@example.com,CEO,Partner sales,NL, BE\n"),
        19 => format!("\"Fay\n{n}\",fay{n}@example.com,CEO,Partner sales,Corea,\n"),
        _ => clean(n..n + 1),
    };
    std::iter::once(HEADER.to_owned()).chain((0..rows).map(row)).collect()
}

fn cosell(args: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1").env("LC_ALL", "C");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn started(args: &[&str], folder: &Path) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut child = cosell(args, folder).spawn().unwrap();
    let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (child, input, BufReader::new(output))
}

/// Runs the program with a text as standard input.
fn fed(args: &[&str], text: String, folder: &Path) -> Output {
    fed_bytes(args, text.into_bytes(), folder)
}

fn fed_bytes(args: &[&str], bytes: Vec<u8>, folder: &Path) -> Output {
    let mut child = cosell(args, folder).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let feeder = thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap().unwrap();
    output
}

/// Reads the first rows from the output before the last ones are written to the input. All rows come out except those
/// of the current batch.
#[test]
fn rows_are_written_before_the_input_ends() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["csv", "ndjson"] {
        let args = ["convert", "-", "--from", "csv", "--to", format, "--rejects", "r.csv", "--force", "--threads", "2"];
        let (mut child, mut input, mut output) = started(&args, folder.path());
        let (seen, is_seen) = channel();
        let feeder = thread::spawn(move || {
            input.write_all((HEADER.to_owned() + BAD + &clean(0..8000)).as_bytes()).unwrap();
            // The timeout is for a program that holds everything back, which would wait forever.
            let came = is_seen.recv_timeout(Duration::from_secs(120)).is_ok();
            input.write_all(clean(8000..9000).as_bytes()).unwrap();
            came
        });
        let mut lines = Vec::new();
        while lines.len() < 8000 - 2048 {
            let mut line = String::new();
            assert!(output.read_line(&mut line).unwrap() > 0, "{format}: ended after {} lines", lines.len());
            lines.push(line);
        }
        seen.send(()).unwrap_or_default();
        let mut rest = String::new();
        output.read_to_string(&mut rest).unwrap();
        assert!(feeder.join().unwrap(), "{format}: no output before the end of the input");
        assert_eq!(child.wait().unwrap().code(), Some(1), "{format}");
        let has_header = usize::from(format == "csv");
        assert!(lines[has_header].contains("zoe0@example.com"), "{format}: {}", lines[has_header]);
        assert_eq!(lines.len() + rest.lines().count(), 9000 + has_header, "{format}");
        assert!(rest.trim_end().lines().last().unwrap().contains("zoe8999@example.com"), "{format}");
    }
}

/// The rows of the first batch are written before the second batch, of 1,024 rows, is full. Idle threads and missing
/// rows don't delay them.
#[test]
fn many_threads_do_not_delay_rows_of_a_slow_pipe() {
    const STEP: usize = 64;
    const SECOND_IS_FULL: usize = 512 + 1024;
    let folder = tempfile::tempdir().unwrap();
    let args = ["convert", "-", "--from", "csv", "--rejects", "r.csv", "--threads", "7"];
    let (mut child, mut input, mut output) = started(&args, folder.path());
    let (seen, is_seen) = channel();
    let reader = thread::spawn(move || {
        let mut lines = [String::new(), String::new()];
        lines.iter_mut().for_each(|line| _ = output.read_line(line).unwrap());
        seen.send(()).unwrap();
        let mut rest = String::new();
        output.read_to_string(&mut rest).unwrap();
        lines[1].contains("zoe0@example.com")
    });
    input.write_all(HEADER.as_bytes()).unwrap();
    let mut given = 0;
    while given < 3 * SECOND_IS_FULL && is_seen.recv_timeout(Duration::from_millis(100)).is_err() {
        input.write_all(clean(given..given + STEP).as_bytes()).unwrap();
        given += STEP;
    }
    drop(input);
    assert!(reader.join().unwrap() && child.wait().unwrap().success());
    assert!(given < SECOND_IS_FULL, "the first row was written only after {given} rows");
}

/// Output to a pipe can't be undone. Without --rejects, the last row may still refuse the list, so nothing is written
/// before it.
#[test]
fn without_rejects_nothing_is_written_before_the_whole_list_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    for to in ["csv", "ndjson", "json"] {
        let args = ["convert", "-", "--from", "csv", "--to", to];
        let wrong = fed(&args, HEADER.to_owned() + &clean(0..9000) + BAD, folder.path());
        assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(1), 0), "{to}");
        let right = fed(&args, HEADER.to_owned() + &clean(0..9000), folder.path());
        assert_eq!(right.status.code(), Some(0), "{to}");
        let text = String::from_utf8(right.stdout).unwrap();
        assert_eq!(text.matches("@example.com").count(), 9000, "{to}");
    }
}

/// As with `head`. The program may end before it reads all of its input, so errors of the feeder are ignored.
#[test]
fn a_reader_that_closes_the_pipe_is_not_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let streams = ["convert", "-", "--from", "csv", "--rejects", "rejects.csv", "--to", "csv"];
    let spools = ["convert", "-", "--from", "csv", "--to", "ndjson"];
    for args in [&streams[..], &spools[..]] {
        let (child, mut input, mut output) = started(args, folder.path());
        let feeder = thread::spawn(move || {
            let _ = input.write_all((HEADER.to_owned() + &clean(0..60_000)).as_bytes());
        });
        for _ in 0..3 {
            assert!(output.read_line(&mut String::new()).unwrap() > 0, "{args:?}");
        }
        drop(output);
        let ended = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        let message = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(0), "{args:?}: {message}");
        assert!(!message.contains("panicked") && !message.contains("error"), "{args:?}: {message}");
        if args == streams {
            assert_eq!(message, "", "a summary was printed of rows that nobody read");
            assert!(
                !folder.path().join("rejects.csv").exists(),
                "rejects were written of a list that was not read to its end"
            );
        }
    }
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), dirty(20_000)).unwrap();
    let run = |args: &[&str]| {
        let output = fed(args, String::new(), folder.path());
        (output.status.code(), output.stdout, String::from_utf8(output.stderr).unwrap())
    };
    let all = |threads: &str| {
        let with = |args: &[&'static str]| run(&[args, &["--threads", threads]].concat());
        let rejects = || fs::read(folder.path().join("rejects.csv")).unwrap();
        let to = |format| {
            let converted =
                with(&["convert", "list.csv", "--to", format, "--rejects", "rejects.csv", "--force", "--all"]);
            (converted, rejects())
        };
        let validated = ["text", "json", "sarif"].map(|format| with(&["validate", "list.csv", "--format", format]));
        (["csv", "ndjson", "json"].map(to), validated)
    };
    let one = all("1");
    let ((status, list, message), rejects) = &one.0[0];
    assert_eq!(*status, Some(1));
    assert!(message.contains("20,000 rows = "), "{message}");
    assert!(list.len() > 300_000 && rejects.len() > 30_000, "{} {}", list.len(), rejects.len());
    for (status, found, message) in &one.1 {
        assert!(*status == Some(1) && found.len() > 2000, "{status:?} {} {message}", found.len());
    }
    for threads in ["2", "7"] {
        let other = all(threads);
        for (one, other) in one.0.iter().zip(&other.0) {
            assert!(one == other, "convert --threads {threads}: {} {}", one.0.2, other.0.2);
        }
        for (one, other) in one.1.iter().zip(&other.1) {
            assert!(one == other, "validate --threads {threads}");
        }
    }
}

/// A .gz is unpacked as it comes; a .zip is kept in memory, because its directory is at the end.
#[test]
fn archives_are_read_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let text = dirty(20_000);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    let gz = packed.finish().unwrap();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("list.csv", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(text.as_bytes()).unwrap();
    let zip = archive.finish().unwrap().into_inner();
    let args = ["convert", "-", "--to", "csv", "-o", "-", "--rejects", "rejects.csv", "--force"];
    let plain = fed_bytes(&args, text.into_bytes(), folder.path());
    assert!(plain.stdout.len() > 100_000);
    for packed in [gz, zip] {
        let output = fed_bytes(&args, packed, folder.path());
        assert_eq!(output.status, plain.status, "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.stdout, plain.stdout);
    }
}
