//! Frames on one line: "transfer · Iran → Russia · attack drone · hundreds · delivered · via Caspian Sea".

use hearsay::frame::Frame;

/// From whom to whom, by the roles' names.
const ACTS: [(&str, &str); 4] =
    [("supplier", "recipient"), ("trainer", "trainee"), ("imposer", "target"), ("user", "target")];

/// What stands before the fillers of a role; those of others stand alone.
const BEFORE: [(&str, &str); 9] = [
    ("route", "via "),
    ("origin", "from "),
    ("destination", "into "),
    ("in_exchange_for", "for "),
    ("place", "in "),
    ("facility", "at "),
    ("partner", "with "),
    ("interdictor", "by "),
    ("field", "on "),
];

/// What goes unsaid.
const UNSPECIFIED: &str = "unspecified";

/// A frame on one line.
pub(super) fn line(frame: &Frame, text: &str) -> String {
    let names = |role: &str| frame.role(role).iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut parts = vec![frame.kind.clone()];
    let act = ACTS.iter().find(|(from, to)| !frame.role(from).is_empty() || !frame.role(to).is_empty());
    if let Some((from, to)) = act {
        let or_unknown = |name: String| if name.is_empty() { "?".to_owned() } else { name };
        parts.push(format!("{} → {}", or_unknown(names(from)), or_unknown(names(to))));
    }
    let in_act = |role: &str| act.is_some_and(|(from, to)| role == *from || role == *to);
    let plain = |role: &str| !in_act(role) && !BEFORE.iter().any(|(with, _)| *with == role);
    parts.extend(frame.roles.iter().filter(|(role, _)| plain(role)).map(|(role, _)| names(role)));
    parts.extend(frame.quantity.as_ref().map(|quantity| quantity.span.text(text).to_owned()));
    parts.extend(frame.value.as_ref().map(|value| value.span.text(text).to_owned()));
    parts.extend(
        [Some(&frame.stage), frame.terms.as_ref()].into_iter().flatten().filter(|s| *s != UNSPECIFIED).cloned(),
    );
    for (role, before) in BEFORE.iter().filter(|(role, _)| !in_act(role) && !frame.role(role).is_empty()) {
        parts.push(format!("{before}{}", names(role)));
    }
    parts.extend(frame.time.as_ref().and_then(|time| time.edtf.clone()));
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use hearsay::Span;
    use hearsay::frame::Filler;

    use super::*;

    #[test]
    fn a_line_tells_who_sends_what_to_whom() {
        let role = |role: &str, names: &[&str]| {
            let filler =
                |name: &&str| Filler { name: (*name).to_owned(), entity: None, span: None, inferred_from: None };
            (role.to_owned(), names.iter().map(filler).collect())
        };
        let frame = Frame {
            kind: "transfer".to_owned(),
            trigger: Span::new(0, 4),
            stage: "delivered".to_owned(),
            terms: Some("unspecified".to_owned()),
            roles: vec![
                role("recipient", &["Ruritania"]),
                role("item", &["tank"]),
                role("route", &["Strelsau", "rail"]),
            ],
            quantity: None,
            value: None,
            time: None,
        };
        assert_eq!(line(&frame, "sent"), "transfer · ? → Ruritania · tank · delivered · via Strelsau, rail");
    }
}
