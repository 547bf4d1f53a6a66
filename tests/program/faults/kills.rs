//! `kill -9`, which a program can't handle: an output is the old file or the complete new one, and the next run
//! removes temporary files.

use std::fs::{self, File};
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use super::{make_pipe, run, wait_until};
use crate::workspace::{COSELL, OLD, Workspace};

#[test]
fn the_next_run_removes_files_of_a_killed_one() {
    let workspace = Workspace::new();
    make_pipe(&workspace, "pipe.csv");
    fs::write(workspace.path("out"), OLD).unwrap();
    let convert = ["convert", "pipe.csv", "-o", "out", "--to", "csv", "--force"];
    let mut killed = workspace.command(COSELL, &convert).spawn().unwrap();
    let mut pipe = File::options().write(true).open(workspace.path("pipe.csv")).unwrap();
    pipe.write_all(&fs::read(workspace.path("list.csv")).unwrap()).unwrap();
    wait_until("a temporary file", || !workspace.unfinished().is_empty());
    // Another run meanwhile doesn't remove the file that is in use.
    let other = run(&workspace, &["convert", "list.csv", "-o", "other.csv"]);
    assert_eq!((other.status.code(), workspace.unfinished().len()), (Some(0), 1));
    killed.kill().unwrap();
    killed.wait().unwrap();
    drop(pipe);
    assert_eq!((workspace.unfinished().len(), fs::read(workspace.path("out")).unwrap().as_slice()), (1, OLD));
    let next = run(&workspace, &["convert", "list.csv", "-o", "next.csv"]);
    assert_eq!((next.status.code(), workspace.unfinished()), (Some(0), Vec::new()));
}

const KILLS: u32 = 30;
const ROWS: u32 = 2_000;

/// Two formats at a time, because most of the time is spent waiting.
#[test]
fn a_killed_conversion_leaves_the_old_file_or_the_new_one() {
    let (mut old, mut new) = (0, 0);
    for pair in [["out.csv", "out.xlsx"], ["out.json", "out.csv --rejects"]] {
        let counts = thread::scope(|scope| {
            let forms = pair.map(|form| scope.spawn(move || kill_conversions(form, ROWS, KILLS)));
            forms.map(|form| form.join().unwrap())
        });
        counts.iter().for_each(|one| (old, new) = (old + one.0, new + one.1));
    }
    assert_eq!(old + new, 4 * KILLS);
    assert!(old > 0 && new > 0, "every kill came too early or too late: {old} old files, {new} new ones");
}

/// A list of this size is flushed to the disk while it is written.
#[test]
fn a_killed_conversion_of_a_large_list_leaves_the_old_file_or_the_new_one() {
    let (rows, kills) = (60_000, 6);
    let (old, new) = kill_conversions("out.csv", rows, kills);
    assert_eq!(old + new, kills);
    assert!(old > 0, "every kill came too late");
}

/// Kills conversions at moments spread over the time of one. Returns the numbers of old and of new outputs that were
/// left.
fn kill_conversions(form: &str, rows: u32, kills: u32) -> (u32, u32) {
    let workspace = Workspace::new();
    let (output, has_rejects) = form.split_once(' ').map_or((form, false), |(output, _)| (output, true));
    let outputs = if has_rejects { vec![output, "rejects.csv"] } else { vec![output] };
    for (list, title) in [("a.csv", "Director"), ("b.csv", "Manager")] {
        let country = |at: u32| if has_rejects && at.is_multiple_of(3) { "Narnia" } else { "DE" };
        let title = format!("{title} of {}", "Sales and ".repeat(10) + "Partners");
        let row = |at: u32| format!("Ann Lee {at},ann{at}@contoso.com,{title},Partner sales,{},\n", country(at));
        let header = "Name,Email,Job title,Role,Countries/Regions,States/Provinces\n".to_owned();
        fs::write(workspace.path(list), header + &(0..rows).map(row).collect::<String>()).unwrap();
    }
    let command = |list: &str| {
        let rejects: &[&str] = if has_rejects { &["--rejects", "rejects.csv"] } else { &[] };
        workspace.command(COSELL, &[&["convert", list, "-o", output, "--force"], rejects].concat())
    };
    let written = |list: &str| -> Vec<Vec<u8>> {
        assert!(command(list).output().unwrap().status.code() < Some(2));
        outputs.iter().map(|name| fs::read(workspace.path(name)).unwrap()).collect()
    };
    let mut lists = [written("a.csv"), written("b.csv")];
    let begin = Instant::now();
    lists[0] = written("a.csv");
    let usual = begin.elapsed();
    // The list that each output has. Rejects are committed before their list, so a kill may leave only the new
    // rejects.
    let mut now = vec![0; outputs.len()];
    let (mut old, mut new) = (0, 0);
    for kill in 0..kills {
        let next = 1 - now[0];
        let mut child = command(["a.csv", "b.csv"][next]).spawn().unwrap();
        // Multiples of the golden ratio spread the moments evenly.
        let moment = f64::from(kill) * 0.618_033_988_75 % 1.0;
        thread::sleep(usual.mul_f64(moment * 1.2).max(Duration::from_micros(1)));
        child.kill().unwrap();
        child.wait().unwrap();
        for (at, name) in outputs.iter().enumerate() {
            let bytes = fs::read(workspace.path(name)).unwrap();
            let which = (0..2).find(|list| lists[*list][at] == bytes);
            now[at] = which.unwrap_or_else(|| panic!("{name} is neither list after kill {kill}, at {moment}"));
        }
        assert!(now[0] != next || now.iter().all(|list| *list == next), "{form}: the list came before its rejects");
        if now[0] == next { new += 1 } else { old += 1 }
    }
    assert_eq!(run(&workspace, &["template", "-o", "tidy.csv"]).status.code(), Some(0));
    assert_eq!(workspace.unfinished(), Vec::<String>::new(), "{form}");
    (old, new)
}
