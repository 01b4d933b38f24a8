//! An actor in CAMEO's codes, composed as GDELT does: country, role, then the group with a code of
//! its own; an organisation between states begins with its role.

use crate::forms::cell::bare;
use crate::forms::countries::cameo;
use crate::forms::ledger::Ledger;
use crate::forms::side::name;
use detente_record::{ActorKind, ActorRef};

/// Code, name, country, group, ethnic group, two religions, three roles. A report rarely says
/// ethnic group or religion of an actor, and the record has no field for them.
pub(super) fn cells(who: Option<&ActorRef>, ledger: &Ledger) -> [String; 10] {
    let Some(who) = who else { return Default::default() };
    let country = who.country.as_deref().map(cameo).unwrap_or_default();
    let group = who.id.as_deref().and_then(group).unwrap_or_default();
    let role = role(who, ledger).unwrap_or_default();
    let code = format!("{country}{role}{group}");
    let [country, group, role] = [country, group, role].map(str::to_owned);
    let name = bare(&name(who).to_uppercase());
    let none = String::new;
    [code, name, country, group, none(), none(), none(), role, none(), none()]
}

/// The role in CAMEO's list. PLOVER's JRN is CAMEO's MED, its MED CAMEO's HLH (PLOVER codebook,
/// "Sector code notes"); parties, paramilitaries, the religious and partly recognised states have
/// no role there.
fn role(who: &ActorRef, ledger: &Ledger) -> Option<&'static str> {
    let by_sector = match who.sector.as_deref() {
        Some("JRN") => Some("MED"),
        Some("MED") => Some("HLH"),
        Some(sector) => ROLES.iter().find(|role| **role == sector).copied(),
        None => None,
    };
    by_sector.or_else(|| match ledger.kind_of(who)? {
        ActorKind::Igo => Some("IGO"),
        ActorKind::Ngo => Some("NGO"),
        ActorKind::Company => Some("BUS"),
        ActorKind::Media => Some("MED"),
        _ => None,
    })
}

/// Roles that PLOVER and CAMEO write alike.
const ROLES: &[&str] = &[
    "COP", "GOV", "JUD", "LEG", "MIL", "REB", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "LAB", "REF", "OPP", "SEP", "INS",
];

/// The code of a group that CAMEO knows (GDELT's list of known groups), by its id in the world.
fn group(id: &str) -> Option<&'static str> {
    GROUPS.iter().find(|(known, _)| *known == id).map(|(_, code)| *code)
}

const GROUPS: &[(&str, &str)] = &[
    ("group:al-qaeda", "ALQ"),
    ("group:amal", "AML"),
    ("group:fatah", "FTA"),
    ("group:gia", "GIA"),
    ("group:hamas", "HMS"),
    ("group:hezbollah", "HEZ"),
    ("group:muslim-brotherhood", "MBR"),
    ("group:palestinian-islamic-jihad", "ISJ"),
    ("group:plo", "PLO"),
    ("group:polisario", "PLS"),
    ("group:taliban", "TAL"),
    ("igo:adb", "ADB"),
    ("igo:afdb", "AFB"),
    ("igo:arab-league", "ARL"),
    ("igo:asean", "ASN"),
    ("igo:cemac", "CEM"),
    ("igo:cis", "CIS"),
    ("igo:commonwealth", "CWN"),
    ("igo:council-of-europe", "COE"),
    ("igo:ebrd", "EBR"),
    ("igo:eccas", "ECA"),
    ("igo:ecowas", "WAS"),
    ("igo:eu", "EEC"),
    ("igo:fao", "FAO"),
    ("igo:g7", "GOS"),
    ("igo:g77", "GSS"),
    ("igo:gcc", "GCC"),
    ("igo:iaea", "IAE"),
    ("igo:icc", "ICC"),
    ("igo:icj", "ICJ"),
    ("igo:igad", "IAD"),
    ("igo:ilo", "ILO"),
    ("igo:imf", "IMF"),
    ("igo:inter-parliamentary-union", "IPU"),
    ("igo:interpol", "ITP"),
    ("igo:iom", "IOM"),
    ("igo:isdb", "IDB"),
    ("igo:maghreb-union", "AMU"),
    ("igo:nato", "NAT"),
    ("igo:non-aligned-movement", "NON"),
    ("igo:oas", "OAS"),
    ("igo:oic", "OIC"),
    ("igo:opec", "OPC"),
    ("igo:osce", "SCE"),
    ("igo:paris-club", "PRC"),
    ("igo:saarc", "SAA"),
    ("igo:sadc", "SAD"),
    ("igo:uemoa", "UEM"),
    ("igo:un", "UNO"),
    ("igo:un-human-rights-office", "HCH"),
    ("igo:unhcr", "HCR"),
    ("igo:unicef", "KID"),
    ("igo:wfp", "WFP"),
    ("igo:who", "WHO"),
    ("igo:world-bank", "WBK"),
    ("igo:wto", "WTO"),
    ("ngo:amnesty", "AMN"),
    ("ngo:crisis-group", "ICG"),
    ("ngo:hrw", "HRW"),
    ("ngo:icrc", "IRC"),
    ("ngo:ifrc", "CRC"),
    ("ngo:msf", "MSF"),
    ("ngo:oxfam", "XFM"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use detente_case::Case;

    fn who(id: &str, country: Option<&str>, sector: Option<&str>) -> ActorRef {
        ActorRef {
            id: Some(id.into()),
            name: Some("X \"Y\"".into()),
            text: "x".into(),
            country: country.map(Into::into),
            sector: sector.map(Into::into),
        }
    }

    #[test]
    fn codes_are_composed() {
        let case = Case::temporary().unwrap();
        let ledger = Ledger::new(&case, false).unwrap();
        let code = |id, country, sector| cells(Some(&who(id, country, sector)), &ledger)[0].clone();
        assert_eq!(code("state:ROU", Some("ROU"), Some("MIL")), "ROMMIL");
        assert_eq!(code("group:hamas", Some("PSE"), Some("REB")), "PSEREBHMS");
        assert_eq!(code("x", Some("SDN"), Some("JRN")), "SDNMED");
        assert_eq!(code("x", None, Some("REL")), "");
        assert_eq!(cells(Some(&who("x", None, None)), &ledger)[1], "X 'Y'");
        assert!(cells(None, &ledger).iter().all(String::is_empty));
    }

    #[test]
    fn every_known_group_is_in_the_world() {
        let case = Case::temporary().unwrap();
        let world = case.world().unwrap();
        for (id, code) in GROUPS {
            assert!(world.get(id).is_some(), "{id}");
            assert_eq!(code.len(), 3);
        }
    }
}
