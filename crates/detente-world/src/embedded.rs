//! The files of `world/`, built into the program.

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../world/", $name)))),+]
    };
}

/// Name and text of each file, in the order in which they are read.
pub(crate) const FILES: &[(&str, &str)] = files![
    "states.toml",
    "territories.toml",
    "igos.toml",
    "ngos.toml",
    "institutions.toml",
    "bodies.toml",
    "groups.toml",
    "populations.toml",
    "outlets.toml",
    "persons.toml",
    "stops.toml",
];
