//! The tables of the codebooks: Goldstein values of CAMEO codes, intensity and quad class of PLOVER
//! types and modes, and the CAMEO code of what is agreed, demanded, refused or threatened.
//!
//! Intensity: PLOVER codebook, table of conflict-cooperation scores. Goldstein: Goldstein 1992 by
//! way of the CAMEO scale. Both from −10 (conflict) to 10 (cooperation).

use detente_record::EventType::{self, *};

/// Quad class of a type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4
/// material conflict (PLOVER codebook, "Quad category" of each type).
pub fn quad(kind: EventType) -> u8 {
    match kind {
        Agree | Consult | Support | Concede => 1,
        Cooperate | Aid | Retreat => 2,
        Request | Accuse | Reject | Threaten => 3,
        Protest | Sanction | Mobilize | Coerce | Assault => 4,
    }
}

/// Goldstein value of a CAMEO code; of a code that has none, that of the code above it.
pub(crate) fn goldstein(cameo: &str) -> Option<f64> {
    (2..=cameo.len()).rev().find_map(|end| {
        let code = cameo.get(..end)?;
        let line = GOLDSTEIN.lines().find(|line| line.split('\t').next() == Some(code))?;
        line.split('\t').nth(1)?.parse().ok()
    })
}

static GOLDSTEIN: &str = include_str!("goldstein.tsv");

/// Intensity of a type and mode; of a mode that has none, that of the type.
pub fn intensity(kind: EventType, mode: Option<&str>) -> Option<f64> {
    let of = |mode: &str| {
        let line = INTENSITY.lines().find(|line| {
            let mut cells = line.split('\t');
            cells.next() == Some(kind.as_str()) && cells.next() == Some(mode)
        })?;
        line.split('\t').nth(2)?.parse().ok()
    };
    mode.and_then(of).or_else(|| of(""))
}

/// The modes that the codebook knows of a type, in its order.
pub fn modes(kind: EventType) -> Vec<&'static str> {
    let of = |line: &'static str| {
        let mut cells = line.split('\t');
        (cells.next() == Some(kind.as_str())).then(|| cells.next()).flatten()
    };
    INTENSITY.lines().filter_map(of).filter(|mode| !mode.is_empty()).collect()
}

static INTENSITY: &str = include_str!("intensity.tsv");

/// Mode and CAMEO code of a speech act by what it is about, a type and mode of their own.
pub(crate) fn about(
    act: EventType,
    kind: Option<EventType>,
    mode: Option<&str>,
) -> (Option<&'static str>, Option<&'static str>) {
    match act {
        Agree => (
            None,
            Some(match kind {
                Some(Cooperate) => "031",
                Some(Support | Agree) => "032",
                Some(Aid) => "033",
                Some(Concede) => "035",
                Some(Retreat) => match mode {
                    Some("release") => "0353",
                    Some("access") => "0355",
                    _ => "0356",
                },
                Some(Consult) => "036",
                _ => "030",
            }),
        ),
        Request => match kind {
            Some(Consult) => (Some("meet"), Some("106")),
            Some(Agree) => (Some("meet"), Some("107")),
            Some(Aid) => (Some("assist"), Some("103")),
            Some(Cooperate) => (Some("assist"), Some("101")),
            Some(Support) => (Some("assist"), Some("102")),
            Some(Concede) => (Some("yield"), Some("105")),
            Some(Retreat) => (
                Some("yield"),
                Some(match mode {
                    Some("release") => "1053",
                    Some("access") => "1055",
                    Some("resign") => return (Some("change"), Some("1041")),
                    _ => "1056",
                }),
            ),
            Some(Assault | Coerce | Mobilize | Sanction | Protest | Threaten) => {
                (Some("change"), Some("104"))
            }
            _ => (None, Some("100")),
        },
        Reject => match kind {
            Some(Consult) => (Some("meet"), Some("125")),
            Some(Agree) => (Some("meet"), Some("127")),
            Some(Aid) => (Some("assist"), Some("122")),
            Some(Cooperate | Support) => (Some("assist"), Some("121")),
            Some(Request) => (None, Some("120")),
            Some(Concede) => (Some("yield"), Some("124")),
            Some(Retreat) => (
                Some("yield"),
                Some(match mode {
                    Some("release") => "1243",
                    Some("access") => "1245",
                    Some("resign") => return (Some("change"), Some("1231")),
                    _ => "1246",
                }),
            ),
            _ => (None, Some("120")),
        },
        Threaten => match kind {
            Some(Assault) => (Some("violence"), Some("138")),
            Some(Mobilize) => (Some("violence"), Some("138")),
            Some(Sanction) => match mode {
                Some("expel") => (Some("expel"), Some("136")),
                _ => (Some("relations"), Some("131")),
            },
            Some(Coerce) => match mode {
                Some("arrest") => (Some("arrest"), Some("132")),
                Some("seize") => (Some("territory"), Some("1382")),
                Some("deport") => (Some("expel"), Some("136")),
                _ => (Some("restrict"), Some("132")),
            },
            Some(Protest) => (Some("restrict"), Some("133")),
            Some(Reject) => (Some("relations"), Some("134")),
            _ => (None, Some("130")),
        },
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_give_what_the_codebooks_give() {
        assert_eq!(goldstein("190"), Some(-10.0));
        assert_eq!(goldstein("1901"), Some(-10.0), "that of the code above");
        assert_eq!(intensity(Assault, Some("drone")), Some(-9.5));
        assert_eq!(intensity(Assault, Some("no such")), Some(-9.0));
        assert_eq!(about(Request, Some(Consult), None), (Some("meet"), Some("106")));
        for kind in EventType::ALL {
            assert!(intensity(*kind, None).is_some(), "{kind}");
        }
    }
}
