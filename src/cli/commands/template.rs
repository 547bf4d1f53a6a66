//! `cosell template`: writes a blank list, or the JSON Schema of lists.

use std::io::Write;
use std::path::Path;

use crate::i18n::Language;
use crate::template::{SCHEMA, write_template};

use crate::cli::args::{self, TemplateFormat};
use crate::cli::error::{CliError, ExitStatus};
use crate::cli::output::{Target, file_of, layout_of, list_format};
use crate::cli::stderr::print_written_file;

pub(crate) fn run(args: &args::Template, language: Language) -> Result<ExitStatus, CliError> {
    let file = file_of(&args.output);
    let asked = match args.to {
        Some(TemplateFormat::List(format)) => Some(format),
        Some(TemplateFormat::Schema) | None => None,
    };
    let is_schema = matches!(args.to, Some(TemplateFormat::Schema)) || (asked.is_none() && file.is_some_and(is_schema));
    if is_schema {
        let mut target = Target::open(&args.output, true, language)?;
        target.write_all(SCHEMA.as_bytes())?;
        target.commit()?;
        print_written_file(&args.output, language);
        return Ok(ExitStatus::Done);
    }
    let layout = layout_of(list_format(asked, file, language)?, &args.layout, language)?;
    write_template(Target::open(&args.output, true, language)?, &layout)?.commit()?;
    print_written_file(&args.output, language);
    Ok(ExitStatus::Done)
}

fn is_schema(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().ends_with(".schema.json"))
}
