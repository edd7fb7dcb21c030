//! Which of the titles that a page gives is the article's, and which part of a name the outlet's.

use url::Url;

use crate::clean;

/// Signs between an article's title and the site's name.
const SEPARATORS: [&str; 8] = [" | ", " – ", " — ", " - ", " · ", " » ", " :: ", " • "];

/// The article's title: the page's heading where another title agrees with it, else the first of `told` (the most
/// telling first), without the name of the site. `sites` are names of the site.
pub(super) fn choose<const N: usize>(headings: &[String], told: [Option<String>; N], sites: &[&str]) -> String {
    let told: Vec<String> = told.into_iter().flatten().map(|t| clean::line(&t)).collect();
    let agreed = headings.iter().find(|heading| !names_site(heading, sites) && told.iter().any(|t| agrees(t, heading)));
    let told = told.iter().map(|t| without_site(t, sites));
    let first = || told.into_iter().find(|t| !t.is_empty() && !names_site(t, sites));
    agreed.cloned().or_else(first).or_else(|| headings.first().cloned()).unwrap_or_default()
}

/// The outlet's name in what a page tells of it: the host where that is an address, and of several parts the one that
/// names the host.
pub(super) fn outlet(told: &str, host: Option<&str>) -> String {
    let told = clean::line(told);
    if told.contains("://") {
        return host_of_address(&told).unwrap_or(told);
    }
    let mut parts = vec![told.as_str()];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    let confirmed = parts.into_iter().find(|part| host.is_some_and(|host| names_site(part, &[host])));
    confirmed.map_or_else(|| told.clone(), |part| part.trim().to_owned())
}

/// The host of an address, without `www.`.
pub(super) fn host_of_address(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// Whether `told` is the heading, alone or with more behind a separator.
fn agrees(told: &str, heading: &str) -> bool {
    let alone = clean::letters(told) == clean::letters(heading);
    let rest = told.strip_prefix(heading).unwrap_or_default();
    alone || SEPARATORS.iter().any(|separator| rest.starts_with(separator))
}

/// `title` without the name of the site at its end or start.
fn without_site(title: &str, sites: &[&str]) -> String {
    let mut title = title;
    while let Some((at, separator)) = SEPARATORS.iter().filter_map(|s| Some((title.rfind(s)?, *s))).max() {
        let (head, tail) = (title.get(..at).unwrap_or_default(), title.get(at + separator.len()..).unwrap_or_default());
        if !head.is_empty() && names_site(tail, sites) {
            title = head.trim_end();
        } else if separator == " | " && head.split_whitespace().count() > 3 && tail.split_whitespace().count() < 4 {
            // A section or an outlet under a name that it doesn't use elsewhere.
            title = head.trim_end();
        } else {
            break;
        }
    }
    let first = SEPARATORS.iter().filter_map(|s| title.split_once(s)).min_by_key(|(head, _)| head.len());
    match first {
        Some((head, tail)) if names_site(head, sites) && !tail.is_empty() => tail.trim().to_owned(),
        _ => title.to_owned(),
    }
}

/// Whether `part` is a name of the site, or a host made of it.
fn names_site(part: &str, sites: &[&str]) -> bool {
    let part = core(part);
    part.len() > 1
        && sites.iter().map(|site| core(site)).any(|site| site == part || (part.len() > 4 && host_of(&site, &part)))
}

fn host_of(site: &str, part: &str) -> bool {
    site.starts_with(part) || (site.len() > 4 && part.starts_with(site))
}

/// The letters of a name, without an article at its start.
fn core(name: &str) -> String {
    let letters = clean::letters(name);
    match name.get(..4) {
        Some(the) if the.eq_ignore_ascii_case("the ") => letters.get(3..).unwrap_or_default().to_owned(),
        _ => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_no_part_of_the_title() {
        for (title, expected) in [
            ("Ferry late | The Harbour Post", "Ferry late"),
            ("Ferry late - News - Harbour Post", "Ferry late - News"),
            ("Ferry late, minister says | World news | Harbour Post", "Ferry late, minister says"),
            ("Harbour Post: Ferry late", "Harbour Post: Ferry late"),
            ("Harbour Post | Ferry late", "Ferry late"),
            ("Ferry late – harbour.example", "Ferry late"),
            ("Iran - a history", "Iran - a history"),
            ("Harbour Post", "Harbour Post"),
        ] {
            assert_eq!(without_site(title, &["Harbour Post", "harbour.example"]), expected, "{title}");
        }
    }

    #[test]
    fn a_heading_that_another_title_confirms_is_the_title() {
        let headings = ["Harbour Post".to_owned(), "Ferry late, “again”".to_owned()];
        let told = |list: [Option<&str>; 2]| list.map(|t| t.map(str::to_owned));
        assert_eq!(choose(&headings, told([Some("Late!"), Some("Ferry late, \"again\"")]), &[]), "Ferry late, “again”");
        assert_eq!(choose(&headings, told([None, Some("Late ferry")]), &[]), "Late ferry");
        assert_eq!(choose(&headings, told([Some("Harbour Post"), None]), &["Harbour Post"]), "Harbour Post");
        assert_eq!(choose(&["Late".into()], told([Some("Late – A Paper"), None]), &[]), "Late");
        assert_eq!(choose(&[], told([None, None]), &[]), "");
    }

    #[test]
    fn an_outlet_has_neither_slogan_nor_scheme() {
        for (told, host, expected) in [
            ("Harbour Post", None, "Harbour Post"),
            (" Harbour  Post ", Some("example.org"), "Harbour Post"),
            ("News of sea and land - Harbour Post", Some("harbour-post.example"), "Harbour Post"),
            ("The Harbour Post | News – fresh | Daily", Some("harbourpost.example"), "The Harbour Post"),
            ("Sea - Land", Some("harbour.example"), "Sea - Land"),
            ("https://www.harbour.example/", Some("m.harbour.example"), "harbour.example"),
        ] {
            assert_eq!(outlet(told, host), expected, "{told}");
        }
    }
}
