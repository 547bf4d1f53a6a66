use std::io::Write;
use std::path::Path;

use cosell_contacts::read::Format;
use cosell_contacts::template::{SCHEMA, write_template};
use cosell_contacts::words::Language;

use crate::args::{self, TemplateFormat};
use crate::exit::{Exit, Failure};
use crate::output::{Target, file_of, format_of, layout_of};

pub(crate) fn run(args: &args::Template, language: Language) -> Result<Exit, Failure> {
    let file = file_of(&args.output);
    let asked = match args.to {
        Some(TemplateFormat::Csv) => Some(Format::Csv),
        Some(TemplateFormat::Xlsx) => Some(Format::Xlsx),
        Some(TemplateFormat::Json) => Some(Format::Json),
        Some(TemplateFormat::Ndjson) => Some(Format::Ndjson),
        Some(TemplateFormat::Schema) => None,
        None => None,
    };
    let is_schema = matches!(args.to, Some(TemplateFormat::Schema)) || (asked.is_none() && file.is_some_and(is_schema));
    if is_schema {
        let mut target = Target::open(&args.output, &[], true, language)?;
        target.write_all(SCHEMA.as_bytes())?;
        target.commit()?;
        return Ok(Exit::Done);
    }
    let layout = layout_of(format_of(asked, file)?, &args.layout, language)?;
    let inputs: Vec<&Path> = args.layout.like.as_deref().into_iter().collect();
    write_template(Target::open(&args.output, &inputs, true, language)?, &layout)?.commit()?;
    Ok(Exit::Done)
}

fn is_schema(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().ends_with(".schema.json"))
}
