//! Checks the files of `gazetteer/` and compiles them into the table that the program carries.

// The files' forms and their checks are modules of the library, where tests reach them too.
#[allow(dead_code, unreachable_pub)]
#[path = "src/entity.rs"]
mod entity;
#[allow(dead_code, unreachable_pub)]
#[path = "src/key.rs"]
mod key;
#[allow(dead_code, unreachable_pub)]
#[path = "src/place.rs"]
mod place;
#[allow(dead_code, unreachable_pub)]
#[path = "src/source/mod.rs"]
mod source;
#[allow(dead_code, unreachable_pub)]
#[path = "src/table.rs"]
mod table;
#[allow(dead_code, unreachable_pub)]
#[path = "src/voice.rs"]
mod voice;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use source::Source;

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    let here = env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?;
    let folder = Path::new(&here).join("../../gazetteer");
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=src");
    let sources = read(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let table = source::compile(&sources).map_err(|problems| {
        let drawn: Vec<_> = problems.iter().map(ToString::to_string).collect();
        format!("the gazetteer has {} faults\n\n{}\n", drawn.len(), drawn.join("\n\n"))
    })?;
    let out = env::var("OUT_DIR").map_err(|e| e.to_string())?;
    fs::write(Path::new(&out).join("gazetteer.bin"), table).map_err(|e| format!("{out}: {e}"))
}

/// All files with data, in a fixed order.
fn read(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for part in ["", "bodies", "media"] {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder.join(part))?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
        files.retain(|f| f.extension().is_some_and(|e| e == "toml" || e == "csv"));
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let path = if part.is_empty() { name.into_owned() } else { format!("{part}/{name}") };
            sources.push(Source { path, text: fs::read_to_string(&file)? });
        }
    }
    Ok(sources)
}
