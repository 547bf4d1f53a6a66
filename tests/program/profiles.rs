//! Settings in `cosell.toml`: a sender's second list needs no option, options win, and a file that came with a list can
//! do no harm.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

/// A folder with lists. The user's own folder for settings is in it.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let file = self.path(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes a workbook with two sheets that have contacts, and labels that aren't known.
    fn write_workbook(&self, name: &str) {
        let mut workbook = Workbook::new();
        for (sheet, person) in [("Current", "Ann Lee"), ("Old", "Bob Ray")] {
            let sheet = workbook.add_worksheet().set_name(sheet).unwrap();
            let email = format!("{}@contoso.com", person[..3].to_lowercase());
            let rows = [["Full title", "E-Mail", "Position", "Land"], [person, &email, "CEO", "US, CA"]];
            for (row, cells) in (0..).zip(rows) {
                for (column, cell) in (0..).zip(cells) {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
        }
        workbook.save(self.path(name)).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cosell"));
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null()).env("COLUMNS", "1000").env("LC_ALL", "C");
        command.env("XDG_CONFIG_HOME", self.path("settings")).env("COSELL_BOOK", "book.sqlite");
        command
    }

    /// Runs a command, asserts its exit status, and returns what it prints on standard error and standard output.
    fn run(&self, args: &[&str], status: i32) -> String {
        let output = self.command(args).output().unwrap();
        let printed = String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(status), "{args:?}\n{printed}");
        printed
    }
}

const HEADER: &str = "Name,Email,Job title,Role,Countries/Regions\n";
const ANN: &str = "Ann Lee,ann@contoso.com,CEO,Account Manager,NAM\n";
const BOB: &str = "Bob Ray,bob@contoso.com,CTO,Partner sales,DE\n";
/// A profile that has all that ANN needs.
const READINGS: &str = "[profile.contoso]\nfiles = \"list*.csv\"\nroles = { \"Account Manager\" = \"Partner sales\" }\n\
                        countries = { NAM = \"US, CA\" }\n";

#[test]
fn the_second_list_of_a_sender_needs_no_option() {
    let folder = Folder::new();
    let (first, second) = ("Contoso contacts Q3 2026.xlsx", "contoso contacts Q4 2026.xlsx");
    [first, second].iter().for_each(|name| folder.write_workbook(name));
    folder.run(&["convert", second, "-o", "second.csv"], 2);
    let options = ["--map", "Full title=Name", "--map", "Land=Countries/Regions", "--set", "Role=Partner sales"];
    let run = [&["convert", first, "-o", "first.csv", "--sheet", "Current", "--save-profile", "contoso"], &options[..]];
    let printed = folder.run(&run.concat(), 0);
    assert!(printed.contains("The options are saved as profile contoso in cosell.toml."), "{printed}");
    let expected = "# How cosell reads the lists of each sender.\n\n[profile.contoso]\n\
                    files = [\"Contoso contacts Q*.xlsx\"]\nheader = [\"Full title\", \"E-Mail\", \"Position\", \"Land\"]\n\
                    map = [\"Full title=Name\", \"Land=Countries/Regions\"]\nset = [\"Role=Partner sales\"]\n\
                    sheet = [\"Current\"]\n";
    assert_eq!(folder.read("cosell.toml"), expected);

    let printed = folder.run(&["convert", second, "-o", "second.csv"], 0);
    assert!(
        printed.starts_with(
            "Profile contoso of cosell.toml: --map \"Full title=Name\" --map Land=Countries/Regions --set \"Role=Partner \
             sales\" --sheet Current\n"
        ),
        "{printed}"
    );
    assert!(folder.read("second.csv") == folder.read("first.csv"));
    // Every other command reads it, too.
    folder.run(&["validate", second], 0);
    folder.run(&["coverage", second, "--markets", "US"], 0);
    folder.run(&["diff", second, "first.csv"], 0);
    folder.run(&["merge", second, "first.csv", "-o", "merged.csv"], 0);
    assert!(folder.read("merged.csv") == folder.read("first.csv"));
    folder.run(&["import", second, "--offer", "crm", "--yes", "--new-book"], 0);
    let exported = folder.run(&["export", "--offer", "crm", "-q"], 0);
    assert!(exported.ends_with(&folder.read("first.csv")), "{exported}");
    // Nothing is printed for the machine, and with -qq nothing for people either; -q doesn't hide the profile.
    let printed = folder.run(&["validate", second, "--format", "json", "-qq"], 0);
    assert!(printed.starts_with("{\"version\":1"), "{printed}");
    let printed = folder.run(&["validate", second, "--format", "json", "-q"], 0);
    assert!(printed.starts_with("Profile contoso of cosell.toml: "), "{printed}");
}

#[test]
fn readings_are_applied_as_fixes_with_the_name_of_the_profile() {
    let folder = Folder::new();
    folder.write("list.csv", &[HEADER, ANN, "Cyra Oto,cyra@contoso.com,CMO,Partner sales,\"DE, nam\"\n"].concat());
    folder.write("cosell.toml", READINGS);
    let printed = folder.run(&["validate", "list.csv", "--format", "concise"], 1);
    for line in [
        "\"Account Manager\" is Partner sales (accepted by profile contoso)",
        "\"NAM\" is US, CA (accepted by profile contoso)",
        "\"nam\" is US, CA (accepted by profile contoso)",
    ] {
        assert!(printed.contains(line), "{printed}");
    }
    let printed = folder.run(&["convert", "list.csv", "-o", "out.csv"], 0);
    assert!(printed.contains("\"Account Manager\" → \"Partner sales\" (accepted by profile contoso)"), "{printed}");
    assert!(
        folder
            .read("out.csv")
            .ends_with("Partner sales,\"US, CA\",\r\nCyra Oto,cyra@contoso.com,CMO,Partner sales,\"DE, US, CA\",\r\n")
    );
    // A part of a cell or of an item is no reading, and neither is a group with an exception.
    for (role, countries) in [
        ("Senior Account Manager", "US"),
        ("Account Manager, CSM", "US"),
        ("Partner sales", "NAM except CA"),
        ("Partner sales", "NAM (north)"),
    ] {
        let row = format!("Ann Lee,ann@contoso.com,CEO,\"{role}\",\"{countries}\"\n");
        folder.write("list.csv", &[HEADER, &row].concat());
        folder.run(&["convert", "list.csv", "-o", "part.csv"], 1);
    }
}

#[test]
fn options_win() {
    let folder = Folder::new();
    folder.write("list.csv", "Full name,Email,Job title,Countries/Regions\nAnn Lee,ann@contoso.com,CEO,US\n");
    folder.write(
        "cosell.toml",
        "[profile.contoso]\nfiles = \"list.csv\"\nmap = \"Full name=Name\"\nset = [\"Role=Partner sales\", \
         \"States/Provinces=\"]\nlabels = \"de-DE\"\n",
    );
    let printed = folder.run(&["convert", "list.csv", "--set", "Role=Partner marketing", "--labels", "fr-FR"], 0);
    assert!(printed.contains("of cosell.toml: --map \"Full name=Name\" --set States/Provinces=\n"), "{printed}");
    assert!(printed.contains("Partner marketing") && printed.contains("Pays/Régions"), "{printed}");
    let printed = folder.run(&["convert", "list.csv"], 0);
    assert!(printed.contains("--labels de-DE\n") && printed.contains("Länder"), "{printed}");
    // An option about a column replaces what the profile has about it.
    let printed = folder.run(&["convert", "list.csv", "--map", "Email=Name", "--set", "Email=ann@contoso.com"], 0);
    assert!(printed.starts_with("Profile contoso of cosell.toml: --set \"Role=Partner sales\" --set"), "{printed}");
    folder.run(&["convert", "list.csv", "--no-config"], 1);
}

#[test]
fn the_nearest_file_is_read() {
    let folder = Folder::new();
    let list = [HEADER, ANN].concat();
    ["list.csv", "lists/list.csv", "repository/list.csv"].iter().for_each(|name| folder.write(name, &list));
    fs::create_dir(folder.path("repository/.git")).unwrap();
    folder.write("cosell.toml", READINGS);
    for (name, status) in [("list.csv", 0), ("lists/list.csv", 0), ("repository/list.csv", 1)] {
        folder.run(&["convert", name], status);
    }
    // In a repository, that of the user applies.
    folder.write("settings/cosell/cosell.toml", READINGS);
    folder.run(&["convert", "repository/list.csv"], 0);
    // The nearest file alone applies, and may have no profile.
    folder.write("lists/cosell.toml", "");
    folder.run(&["convert", "lists/list.csv"], 1);
    folder.run(&["convert", "lists/list.csv", "--config", "cosell.toml"], 0);
    folder.run(&["convert", "list.csv", "--no-config"], 1);
    folder.run(&["convert", "list.csv", "--config", "none.toml"], 2);
    // A file of settings is no output.
    folder.run(&["validate", "list.csv", "-o", "cosell.toml", "--format", "text", "--force"], 3);
    assert_eq!(folder.read("cosell.toml"), READINGS);
}

#[test]
fn profiles_are_found_by_name_and_header() {
    let folder = Folder::new();
    folder.write("list.csv", &[HEADER, ANN].concat());
    let readings = READINGS.split_once("list*.csv\"\n").unwrap().1;
    for (pattern, status) in [
        ("files = \"LIST*\"", 0),
        ("files = [\"other.csv\", \"l?st.csv\"]", 0),
        ("files = \"list\"", 1),
        ("header = [\"Name\", \" email \"]", 0),
        ("header = [\"Name\", \"Anrede\"]", 1),
        ("files = \"list.csv\"\nheader = \"Anrede\"", 1),
        ("files = \"list.csv\"\nheader = \"Role\"", 0),
    ] {
        folder.write("cosell.toml", &format!("[profile.contoso]\n{pattern}\n{readings}"));
        let printed = folder.run(&["convert", "list.csv"], status);
        assert_eq!(printed.contains("Profile contoso"), status == 0, "{pattern}: {printed}");
    }
    // A pipe has no name, but a header.
    folder.write("cosell.toml", &format!("[profile.contoso]\nheader = \"Role\"\n{readings}"));
    let mut child = folder.command(&["convert", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all([HEADER, ANN].concat().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("\"US, CA\""));
    // Two profiles for one list are an error.
    folder.write("cosell.toml", &format!("{READINGS}\n[profile.other]\nheader = \"Role\"\n"));
    let printed = folder.run(&["convert", "list.csv", "-o", "out.csv"], 2);
    assert!(
        printed.contains("list.csv: the profiles contoso and other of cosell.toml both fit this list"),
        "{printed}"
    );
    assert!(!folder.path("out.csv").exists());
}

#[test]
fn a_broken_file_is_an_error_and_nothing_is_written() {
    let folder = Folder::new();
    folder.write("list.csv", &[HEADER, BOB].concat());
    let large = "#".repeat((1 << 20) + 1);
    for (text, expected) in [
        ("[profile.contoso\n", "cosell.toml, line 1, column 17: "),
        (
            "[profile.contoso]\nfiles = 'x'\nmaps = 'A=Name'\n",
            "cosell.toml, line 3, column 1: unknown key \"maps\"; did you mean map?",
        ),
        (
            "[profile.contoso]\nfiles = 'x'\noutput = '/tmp/x'\n",
            "cosell.toml, line 3, column 1: unknown key \"output\"",
        ),
        ("[profile.contoso]\nfiles = 'x'\ngroups = '/etc/passwd'\n", "cosell.toml, line 3, column 10: groups must be"),
        (large.as_str(), "cosell.toml: the file is too large"),
    ] {
        folder.write("cosell.toml", text);
        for command in [
            &["convert", "list.csv", "-o", "out.csv"][..],
            &["validate", "list.csv", "-o", "out.json"],
            &["merge", "list.csv", "-o", "out.csv"],
            &["coverage", "list.csv", "-o", "out.csv"],
            &["diff", "list.csv", "list.csv", "-o", "out.csv"],
            &["import", "list.csv", "--offer", "crm", "--yes", "--new-book"],
        ] {
            let printed = folder.run(command, 2);
            assert!(printed.contains(expected), "{command:?}: {printed}");
            assert!(!folder.path("out.csv").exists() && !folder.path("out.json").exists());
            assert!(!folder.path("book.sqlite").exists());
        }
        folder.run(&["convert", "list.csv", "--no-config"], 0);
    }
    // What isn't a file isn't read.
    fs::remove_file(folder.path("cosell.toml")).unwrap();
    fs::create_dir(folder.path("cosell.toml")).unwrap();
    folder.run(&["convert", "list.csv"], 0);
    #[cfg(unix)]
    {
        fs::remove_dir(folder.path("cosell.toml")).unwrap();
        assert!(Command::new("mkfifo").arg(folder.path("groups.csv")).status().unwrap().success());
        folder.write("cosell.toml", "[profile.contoso]\nfiles = '*'\ngroups = 'groups.csv'\n");
        let printed = folder.run(&["convert", "list.csv"], 2);
        assert!(printed.contains("groups.csv: file not found"), "{printed}");
        // A link to settings that are gone isn't the same as no settings.
        fs::remove_file(folder.path("cosell.toml")).unwrap();
        std::os::unix::fs::symlink("gone.toml", folder.path("cosell.toml")).unwrap();
        let printed = folder.run(&["convert", "list.csv"], 2);
        assert!(printed.contains("cosell.toml: file not found"), "{printed}");
        folder.run(&["convert", "list.csv", "--no-config"], 0);
    }
}

/// A file that came with a list must not show files of its reader, replace them, or change a list unnoticed.
#[test]
fn a_file_of_settings_does_no_harm() {
    let folder = Folder::new();
    folder.write("list.csv", &[HEADER, BOB].concat());
    folder.write("secret.txt", "token-123\n");
    for markets in ["@secret.txt", "secret.txt", "@-", "@/etc/hostname"] {
        folder.write("cosell.toml", &format!("[defaults]\nmarkets = ['{markets}']\n"));
        let printed = folder.run(&["validate", "list.csv"], 2);
        assert!(!printed.contains("token-123") && printed.contains("country or group"), "{printed}");
    }
    folder.write("groups.csv", "group,codes\nAlps,\"AT, CH\"\n");
    folder.write("cosell.toml", "[profile.contoso]\nfiles = '*'\ngroups = 'groups.csv'\n");
    for command in [
        &["convert", "list.csv", "-o", "groups.csv", "--force"][..],
        &["merge", "list.csv", "-o", "groups.csv", "--force"],
        &["coverage", "list.csv", "-o", "groups.csv", "--force"],
        &["diff", "list.csv", "list.csv", "-o", "groups.csv", "--force"],
        &["validate", "list.csv", "-o", "groups.csv", "--force"],
        &["validate", "list.csv", "--report", "groups.csv", "--force"],
        &["convert", "list.csv", "-o", "out.csv", "--report", "groups.csv", "--force"],
        &["convert", "list.csv", "-o", "out.csv", "--rejects", "groups.csv", "--force"],
        &["convert", "list.csv", "-o", "cosell.toml", "--to", "csv", "--force", "--save-profile", "x"],
    ] {
        let printed = folder.run(command, 3);
        assert!(folder.read("groups.csv").starts_with("group,codes"), "{command:?}: {printed}");
        assert!(folder.read("cosell.toml").starts_with("[profile.contoso]"), "{command:?}: {printed}");
    }
    #[cfg(unix)]
    {
        fs::create_dir(folder.path("below")).unwrap();
        std::os::unix::fs::symlink(folder.path("groups.csv"), folder.path("below/groups.csv")).unwrap();
        folder.write("below/list.csv", &[HEADER, BOB].concat());
        folder.write("below/cosell.toml", "[profile.contoso]\nfiles = '*'\ngroups = 'groups.csv'\n");
        assert!(folder.run(&["convert", "below/list.csv"], 2).contains("groups must be a path below"));
    }
    // The columns are swapped, which -q must not hide.
    folder.write("cosell.toml", "[profile.contoso]\nfiles = '*'\nmap = ['Job title=Name', 'Name=Job title']\n");
    let printed = folder.run(&["convert", "list.csv", "-o", "out.csv", "-q"], 0);
    assert!(printed.contains("Profile contoso of cosell.toml"), "{printed}");
    // Options on the command line win.
    folder.write("list.csv", &[HEADER, ANN].concat());
    folder.write("cosell.toml", READINGS);
    folder.write("groups.csv", "group,codes\nNAM,\"US, MX\"\n");
    let printed = folder.run(&["convert", "list.csv", "-o", "out2.csv", "--groups", "groups.csv"], 1);
    assert!(printed.contains("suggestion: \"US, MX\""), "{printed}");
    // A profile is saved with one list.
    folder.write("two.csv", &[HEADER, BOB].concat());
    let printed = folder.run(&["convert", "list.csv", "two.csv", "-o", "out/", "--save-profile", "y"], 2);
    assert!(printed.contains("--save-profile takes one list") && !folder.path("out").exists(), "{printed}");
}

#[test]
fn people_and_domains_that_are_known_are_not_doubted() {
    let folder = Folder::new();
    folder.write("one.csv", &[HEADER, "Ann Lee,ann.lee@contoso.com,CEO,Partner sales,US\n"].concat());
    folder.write("two.csv", &[HEADER, "Ann Lee,ann.lee2@contoso.com,CEO,Partner sales,CA\n"].concat());
    let merge = ["merge", "one.csv", "two.csv", "-o", "merged.csv", "--force"];
    assert!(folder.run(&merge, 0).contains("contact-similar"));
    folder.write(
        "cosell.toml",
        "[profile.two]\nfiles = 'two.csv'\nnot-same-person = [['Ann.Lee2@contoso.com', 'ann.lee@contoso.com']]\n",
    );
    let printed = folder.run(&merge, 0);
    assert!(!printed.contains("contact-similar"), "{printed}");
    assert!(printed.contains("two.csv: Profile two of cosell.toml: 1 pair of different people"), "{printed}");

    // contoso.intern isn't on the internet, and contosa.com is another company.
    let rows = |domain: &str, count: usize| -> String {
        (0..count).map(|at| format!("Ann {domain} {at},a{at}@{domain},CEO,Partner sales,US\n")).collect()
    };
    let list = [HEADER, &rows("contoso.com", 9), &rows("contoso.intern", 2), &rows("contosa.com", 1)].concat();
    folder.write("list.csv", &list);
    let validate = ["validate", "list.csv", "--format", "concise"];
    let printed = folder.run(&validate, 0);
    assert!(printed.contains("email-domain-unknown") && printed.contains("email-lookalike"), "{printed}");
    folder.write("cosell.toml", "[defaults]\ndomains = ['contoso.com', 'contoso.intern', 'contosa.com']\n");
    let printed = folder.run(&validate, 0);
    assert_eq!(printed, "Defaults of cosell.toml: 3 company domains\n");
    // A domain that isn't allowed is compared with those that are, however often it is used.
    folder.write("list.csv", &[HEADER, &rows("contoso.com", 1), &rows("contosso.com", 3)].concat());
    assert!(folder.run(&validate, 0).contains("contosso.com (in 3 rows, first in this one) differs by one letter"));
    assert!(!folder.run(&[&validate[..], &["--no-config"]].concat(), 0).contains("lookalike"));
}

#[test]
fn markets_of_the_defaults_are_required() {
    let folder = Folder::new();
    folder.write("list.csv", &[HEADER, BOB].concat());
    folder.write("cosell.toml", "[defaults]\nmarkets = ['DACH']\n");
    let printed = folder.run(&["coverage", "list.csv"], 1);
    assert!(printed.starts_with("Defaults of cosell.toml: --markets DACH\n") && printed.contains("AT"), "{printed}");
    folder.run(&["validate", "list.csv"], 1);
    assert!(!folder.run(&["validate", "list.csv", "--markets", "DE"], 0).contains("Defaults"));
    assert!(!folder.run(&["convert", "list.csv"], 0).contains("Defaults"));
}

#[test]
fn a_profile_is_saved_beside_what_else_is_in_the_file() {
    let folder = Folder::new();
    folder.write(
        "lists/contoso 1.csv",
        "Full name;Email;Job title;Role;Countries/Regions\nAnn Lee;ann@contoso.com;CEO;Account Manager;NAM\n",
    );
    folder.write("lists/groups.csv", "group,codes\nNAM,\"US, CA\"\n");
    let text = "# settings of ours\n[defaults] # for all\nmarkets = \"US\"\n\n[profile.fabrikam]\nfiles = \"fabrikam*\" # theirs\n\
                \n[profile.contoso]\nfiles = \"contoso*\" # ours\nset = \"States/Provinces=\"\n\n\
                [profile.contoso.roles]\n\"Account Manager\" = \"Partner sales\" # they say so\n";
    folder.write("cosell.toml", text);
    let list = "lists/contoso 1.csv";
    let save = |more: &[&str], status| {
        let args = [&["convert", list, "-o", "out.csv", "--map", "Full name=Name"][..], more].concat();
        folder.run(&args, status)
    };
    for (more, status, expected) in [
        (&["--save-profile", "contoso"][..], 3, "profile contoso is already in cosell.toml"),
        (&["--save-profile", "new"], 3, "profile contoso already fits this list"),
        (&["--save-profile", "a b"], 2, "\"a b\" is not a name for a profile"),
        (&["--save-profile", "contoso", "--force", "--from", "csv"], 2, "a profile can't have --from"),
        (
            &["--save-profile", "contoso", "--force", "--accept-suggestions"],
            2,
            "a profile can't have --accept-suggestions",
        ),
        (&["--save-profile", "contoso", "--no-config"], 2, "cannot be used with"),
        (&["--save-profile", "contoso", "--force"], 1, "country-group"),
    ] {
        let printed = save(more, status);
        assert!(printed.contains(expected), "{more:?}: {printed}");
        assert_eq!(folder.read("cosell.toml"), text);
        assert!(!folder.path("out.csv").exists());
    }
    // A list with an error saves nothing; with NAM as a reading it has none.
    let with_reading = text.to_owned() + "\n[profile.contoso.countries]\nNAM = \"US, CA\"\n";
    folder.write("cosell.toml", &with_reading);
    save(&["--save-profile", "contoso", "--force", "--groups", "lists/groups.csv"], 0);
    let saved = "[profile.contoso]\nfiles = [\"contoso *.csv\"] # ours\nset = [\"States/Provinces=\"]\n\
                 header = [\"Full name\", \"Email\", \"Job title\", \"Role\", \"Countries/Regions\"]\n\
                 map = [\"Full name=Name\"]\ngroups = \"lists/groups.csv\"\n";
    let expected =
        with_reading.replace("[profile.contoso]\nfiles = \"contoso*\" # ours\nset = \"States/Provinces=\"\n", saved);
    assert_eq!(folder.read("cosell.toml"), expected);
    folder.run(&["convert", list, "-o", "again.csv"], 0);
    assert!(folder.read("again.csv") == folder.read("out.csv"));
    // A profile can't name a file of groups elsewhere.
    folder.write("groups.csv", &folder.read("lists/groups.csv"));
    folder.write("sent/cosell.toml", "");
    folder.write("sent/list.csv", &[HEADER, BOB].concat());
    let printed =
        folder.run(&["convert", "sent/list.csv", "-o", "s.csv", "--groups", "groups.csv", "--save-profile", "sent"], 2);
    assert!(printed.contains("below the folder of cosell.toml") && !folder.path("s.csv").exists(), "{printed}");
    // Another sender's profile goes into the named file, which is created.
    folder.write("other.csv", &[HEADER, BOB].concat());
    folder.run(&["convert", "other.csv", "-o", "o.csv", "--config", "mine.toml", "--save-profile", "other"], 0);
    assert!(folder.read("mine.toml").contains("[profile.other]\nfiles = [\"other.csv\"]\nheader = [\"Name\","));
    assert!(Path::new(&folder.path("mine.toml")).is_file());
}
