//! How many of the names on standard input, one to a line, the gazetteer knows; the others are printed.

use std::io::{self, Write as _};

use hearsay_gazetteer::Gazetteer;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let gazetteer = Gazetteer::embedded()?;
    let (mut known, mut all) = (0, 0);
    for name in io::stdin().lines() {
        let name = name?;
        all += 1;
        if gazetteer.lookup(&name).is_some() || gazetteer.office(&name).is_some() || !gazetteer.places(&name).is_empty()
        {
            known += 1;
        } else {
            eprintln!("{name}");
        }
    }
    writeln!(io::stdout(), "{known} of {all}")?;
    Ok(())
}
