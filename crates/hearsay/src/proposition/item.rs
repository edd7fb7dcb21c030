//! Coarse classes of goods, by the nouns that name them.
//!
//! Two articles that tell of one delivery rarely name the goods alike: "attack drones", "Lark-3 loitering
//! munitions", "arms". A class is what such names have in common; the words that fit everything have none.

/// Words that tell nothing of what the goods are, in the singular.
const GENERIC: &[&str] = &[
    "aid",
    "arm",
    "armament",
    "arms",
    "assistance",
    "batch",
    "capability",
    "cargo",
    "component",
    "consignment",
    "container",
    "crate",
    "equipment",
    "good",
    "hardware",
    "help",
    "item",
    "kit",
    "material",
    "materiel",
    "package",
    "shipment",
    "supply",
    "support",
    "system",
    "weapon",
    "weaponry",
];

/// Nouns by class. The first class of which the name has a word is its class.
const CLASSES: &[(&str, &[&str])] = &[
    ("part", &["part", "spare", "engine", "sight", "optics", "sensor", "chip"]),
    ("drone", &["drone", "loitering", "quadcopter", "uas", "uav", "ucav"]),
    ("helicopter", &["helicopter"]),
    ("aircraft", &["aircraft", "airplane", "bomber", "fighter", "jet", "plane", "warplane"]),
    ("munition", &["ammo", "ammunition", "cartridge", "grenade", "munition", "rocket", "round", "shell"]),
    // A battery is told by its missiles, its launchers or what they are for.
    ("missile", &["air-defence", "air-defense", "battery", "interceptor", "launcher", "missile"]),
    ("small arms", &["carbine", "firearm", "gun", "handgun", "pistol", "rifle"]),
    ("vehicle", &["apc", "carrier", "ifv", "tank", "truck", "vehicle"]),
    ("ship", &["boat", "corvette", "frigate", "ship", "submarine", "vessel", "warship"]),
];

/// The class of goods of a name; none where the name would fit anything.
///
/// What is in no class is one of its own, by its last word.
pub(super) fn class(name: &str) -> Option<String> {
    let words: Vec<String> = name.split_whitespace().map(|word| singular(&word.to_lowercase())).collect();
    let of_class = |nouns: &[&str]| words.iter().any(|word| nouns.contains(&word.as_str()));
    if let Some((class, _)) = CLASSES.iter().find(|(_, nouns)| of_class(nouns)) {
        return Some((*class).to_owned());
    }
    let head = words.last()?;
    (!GENERIC.contains(&head.as_str())).then(|| head.clone())
}

/// A noun without the ending of the regular plural.
pub(super) fn singular(noun: &str) -> String {
    let noun = noun.trim_matches(|c: char| !c.is_alphanumeric());
    match noun.strip_suffix('s') {
        Some(_) if noun.len() < 4 || noun.ends_with("ss") || noun.ends_with("us") || noun == "optics" => {
            noun.to_owned()
        }
        Some(stem) => stem.strip_suffix("ie").map_or_else(|| stem.to_owned(), |stem| format!("{stem}y")),
        None => noun.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::class;

    #[test]
    fn names_of_goods_have_classes() {
        for (name, expected) in [
            ("attack drones", Some("drone")),
            ("Lark-3 loitering munition", Some("drone")),
            ("rifle rounds", Some("munition")),
            ("122mm rocket", Some("munition")),
            ("air-defence batteries", Some("missile")),
            ("fighter jet", Some("aircraft")),
            ("jet engine", Some("part")),
            ("arms", None),
            ("lethal aid", None),
            ("wheat", Some("wheat")),
            ("", None),
        ] {
            assert_eq!(class(name).as_deref(), expected, "{name}");
        }
    }
}
