//! Phrases and what they name, by the arms pack.

use std::sync::LazyLock;

use super::*;

static ARMS: LazyLock<Items> =
    LazyLock::new(|| Items::parse(include_str!("../../../../../packs/arms/items.toml")).expect("the arms taxonomy"));

fn arms() -> &'static Items {
    &ARMS
}

/// Reports every row that fails.
fn check(rows: &[(&str, &str, &str)]) {
    let items = arms();
    let mut failures = Vec::new();
    for (words, id, name) in rows {
        let found = items.read(words).map_or_else(|| ("-".to_owned(), "-".to_owned()), |i| (i.id, i.name));
        if (found.0.as_str(), found.1.as_str()) != (*id, *name) {
            failures.push(format!("{words}: {found:?}, not {id}, {name}"));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_system_has_one_id_however_it_is_written() {
    check(&[
        ("several hundred Iranian-made Shahed-136 attack drones", "shahed-136", "Shahed-136 attack drone"),
        ("Geran-2 drones", "shahed-136", "Geran-2 drone"),
        ("Shahed 136 munitions", "shahed-136", "Shahed-136 loitering munition"),
        ("two dozen Russian Su-35s", "su-35", "Su-35 fighter jet"),
        ("Su-35 jets", "su-35", "Su-35 jet"),
        ("the first 14 Challenger 2 tanks", "challenger-2", "Challenger 2 tank"),
        ("Leopard 2A6s", "leopard-2", "Leopard 2 tank"),
        ("Leopard-2 main battle tanks", "leopard-2", "Leopard-2 main battle tank"),
        ("M142 HIMARS", "himars", "HIMARS rocket launcher"),
        ("20 HIMARS launchers", "himars", "HIMARS launcher"),
        ("Bayraktar TB2 drones", "bayraktar-tb2", "Bayraktar TB2 drone"),
        ("TB2s", "bayraktar-tb2", "Bayraktar TB2 drone"),
        ("K-9 self-propelled howitzers", "k9", "K-9 self-propelled howitzer"),
        ("Patriot air defense systems", "patriot", "Patriot air defence system"),
        ("Patriots", "patriot", "Patriot air-defence system"),
        ("Fateh-110 missiles", "fateh-110", "Fateh-110 missile"),
        ("Grad rockets", "122mm-rocket", "122mm rocket"),
        ("122 mm rockets", "122mm-rocket", "122mm rocket"),
        ("Grad launchers", "bm-21", "BM-21 rocket launcher"),
        ("shoulder-fired Stinger missiles", "stinger", "Stinger missile"),
        ("AK-47s", "ak-47", "AK-47 assault rifle"),
        ("Kalashnikov rifles", "ak-47", "Kalashnikov rifle"),
        ("David's Sling batteries", "equipment.battery", "David's Sling battery"),
        ("152-mm artillery rounds", "152mm-shell", "152mm artillery shell"),
        ("155-millimeter shells", "155mm-shell", "155mm artillery shell"),
    ]);
}

#[test]
fn what_goes_with_a_system_is_not_the_system() {
    check(&[
        ("S-400 launchers", "equipment.launcher", "S-400 launcher"),
        ("four S-400 batteries", "equipment.battery", "S-400 battery"),
        ("S-400 missiles", "missile", "S-400 missile"),
        ("Leopard 2 spare parts", "component.spare", "Leopard 2 spare part"),
        ("Su-35 engines", "engine", "Su-35 engine"),
        ("HIMARS ammunition", "ammunition", "HIMARS ammunition"),
    ]);
}

#[test]
fn a_class_keeps_the_modifiers_that_tell() {
    check(&[
        ("drones", "aircraft.drone", "drone"),
        ("UAVs", "aircraft.drone", "drone"),
        ("unmanned aerial vehicles", "aircraft.drone", "drone"),
        ("hundreds of attack drones", "aircraft.drone.attack", "attack drone"),
        ("Armed drones", "aircraft.drone.armed", "armed drone"),
        ("Kestrel-9 unmanned aircraft", "aircraft.drone", "Kestrel-9 drone"),
        ("Kestrel 9 drones", "aircraft.drone", "Kestrel 9 drone"),
        ("munitions", "ammunition", "ammunition"),
        ("some 220,000 rounds of ammunition", "ammunition", "ammunition"),
        ("loitering munitions", "aircraft.drone.loitering-munition", "loitering munition"),
        ("batches of North Korean artillery shells", "ammunition.artillery-shell", "artillery shell"),
        ("82mm mortar bombs", "82mm-mortar-shell", "82mm mortar shell"),
        ("more than thirty anti-tank missiles", "missile.anti-tank", "anti-tank missile"),
        ("Anti-tank missiles", "missile.anti-tank", "anti-tank missile"),
        ("additional air-defense systems", "air-defence", "air-defence system"),
        ("US-supplied armored vehicles", "vehicle.armoured", "armoured vehicle"),
        ("Soviet-era tanks", "vehicle.tank", "tank"),
        ("Belarus's promised helicopters", "aircraft.helicopter", "helicopter"),
        ("three new patrol boats", "ship.patrol", "patrol boat"),
        ("twenty-five coastal radars", "sensor.radar.coastal", "coastal radar"),
        ("drone-sights", "sensor.sight", "drone sight"),
        ("drone engines", "engine.drone", "drone engine"),
        ("spare parts", "component.spare", "spare part"),
        ("microchips", "electronics.chip", "microchip"),
        ("semiconductors", "electronics.chip", "semiconductor"),
        ("carbon fiber", "material.carbon-fibre", "carbon fibre"),
        ("CNC machine tools", "dual-use.cnc", "CNC machine"),
        ("optics", "sensor.optics", "optics"),
        ("arms", "arms", "arms"),
        ("Weapons", "arms.weapon", "weapon"),
        ("military hardware", "arms.military-equipment", "military hardware"),
        ("military aid", "money.military-aid", "military aid"),
        ("batteries", "equipment.battery", "battery"),
    ]);
}

#[test]
fn what_is_no_goods_is_not_read() {
    check(&[
        ("shipment", "-", "-"),
        ("a second delivery", "-", "-"),
        ("talks", "-", "-"),
        ("Virginia", "-", "-"),
        ("tiger", "-", "-"),
        ("", "-", "-"),
        ("of", "-", "-"),
        ("Turkey's", "-", "-"),
    ]);
    let items = arms();
    let heads = ["drones", "Su-35s", "UAV", "drone-sight", "shells", "Tomahawks", "aircraft", "optics"];
    let wrong: Vec<_> = heads.iter().filter(|h| !items.is_item(h)).collect();
    assert!(wrong.is_empty(), "goods: {wrong:?}");
    let wrong: Vec<_> =
        ["shipment", "talks", "Virginia", "", "minister"].into_iter().filter(|h| items.is_item(h)).collect();
    assert!(wrong.is_empty(), "no goods: {wrong:?}");
}

#[test]
fn classes_stand_within_classes() {
    let items = arms();
    let rows = [
        ("shahed-136", "aircraft.drone", true),
        ("shahed-136", "aircraft", true),
        ("shahed-136", "shahed-136", true),
        ("su-35", "aircraft.drone", false),
        ("aircraft.drone.attack", "aircraft.drone", true),
        ("aircraft.drone", "aircraft.drone.attack", false),
        ("air-defence", "air", false),
        ("unheard-of", "aircraft", false),
    ];
    for (id, class, expected) in rows {
        assert_eq!(items.is_a(id, class), expected, "{id} in {class}");
    }
}

#[test]
fn a_system_tells_its_maker_and_origin() {
    let items = arms();
    assert_eq!((items.maker("himars"), items.origin("himars")), (Some("Lockheed Martin"), Some("United States")));
    assert_eq!((items.maker("155mm-shell"), items.origin("aircraft")), (None, None));
}

#[test]
fn nouns_are_put_into_the_singular() {
    let items = arms();
    let rows = [
        ("missiles", "missile"),
        ("batteries", "battery"),
        ("torpedoes", "torpedo"),
        ("lorries", "lorry"),
        ("fuzes", "fuze"),
        ("lenses", "lens"),
        ("presses", "press"),
        ("switches", "switch"),
        ("boxes", "box"),
        ("aircraft", "aircraft"),
        ("optics", "optics"),
        ("small-arms", "small-arms"),
        ("chassis", "chassis"),
        ("apparatus", "apparatus"),
        ("tyres", "tyre"),
        ("gas", "gas"),
    ];
    for (plural, singular) in rows {
        assert_eq!(items.singular(plural), singular);
    }
}

#[test]
fn a_canonical_name_reads_as_itself() {
    let items = arms();
    let read = |name: &str| items.read(name).map(|i| i.name);
    let systems = items.taxonomy.systems.iter().map(|s| &s.name);
    let wrong: Vec<_> = systems.filter(|name| read(name).as_ref() != Some(*name)).map(|n| (n, read(n))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let classes = items.taxonomy.classes.iter().map(|c| &c.name);
    let wrong: Vec<_> = classes.filter(|name| read(name).as_ref() != Some(*name)).map(|n| (n, read(n))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

proptest::proptest! {
    #[test]
    fn any_words_can_be_read(words in "\\PC{0,60}") {
        let items = arms();
        let read = items.read(&words);
        proptest::prop_assert_eq!(read.clone(), items.read(&words));
        proptest::prop_assert_eq!(items.is_item(&words), items.is_item(&words));
    }
}
