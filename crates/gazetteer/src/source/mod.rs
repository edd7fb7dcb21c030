//! The files of `gazetteer/`, read, checked and compiled. The build script runs this, and tests do on broken files.

mod check;
mod compile;
mod problem;
mod row;

pub use problem::Problem;

/// A file of the gazetteer: its path inside `gazetteer/`, by which its form is known, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// "countries.toml", "bodies/groups.toml".
    pub path: String,
    /// All of it.
    pub text: String,
}

/// What is wrong with the files; nothing if they can be compiled. Files that aren't there count as empty.
pub fn check(sources: &[Source]) -> Vec<Problem> {
    match row::World::read(sources) {
        Ok(world) => check::problems(&world),
        Err(problems) => problems,
    }
}

/// The table of the files, as bytes.
#[allow(dead_code, reason = "for the build script, which shares this module with the library")]
pub(crate) fn compile(sources: &[Source]) -> Result<Vec<u8>, Vec<Problem>> {
    let world = row::World::read(sources)?;
    let problems = check::problems(&world);
    if problems.is_empty() { Ok(compile::table(&world)) } else { Err(problems) }
}
