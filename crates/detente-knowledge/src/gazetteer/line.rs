//! One place as a line of text: what `world/gazetteer/make.py` writes.

/// What a place of a gazetteer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A state, or a territory with a code of its own.
    Country,
    /// A first-order division.
    Admin1,
    /// A second-order division.
    Admin2,
    /// A town or village.
    Settlement,
}

impl PlaceKind {
    /// Every kind, in order.
    pub const ALL: [Self; 4] = [Self::Country, Self::Admin1, Self::Admin2, Self::Settlement];

    /// The word in the record.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Admin1 => "admin1",
            Self::Admin2 => "admin2",
            Self::Settlement => "settlement",
        }
    }
}

/// One place, as it goes into a gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceLine {
    /// `geonames:` and a number for a settlement; any id with a prefix for others.
    pub id: String,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-3; may be empty.
    pub country: String,
    /// Id of the first-order division; may be empty.
    pub admin1: String,
    /// Id of the second-order division; may be empty.
    pub admin2: String,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Half its extent, in kilometres.
    pub radius_km: f64,
    /// How many people live there.
    pub population: u64,
    /// Its name.
    pub name: String,
    /// Other names.
    pub names: Vec<String>,
}

impl PlaceLine {
    /// Reads a line of eleven columns separated by tabs: id, kind, country, first- and
    /// second-order division, latitude, longitude, radius, population, name, other names
    /// separated by `|`.
    ///
    /// # Errors
    /// Says what is wrong with the line.
    pub fn read(line: &str) -> Result<Self, String> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, kind, country, admin1, admin2, lat, lon, radius, people, name, names] = cells[..]
        else {
            return Err(format!("it has {} columns, not 11; separate them by tabs", cells.len()));
        };
        let number = |what: &str, cell: &str, span: f64| match cell.parse::<f64>() {
            Ok(value) if (-span..=span).contains(&value) => Ok(value),
            _ => Err(format!("the {what} {cell:?} is no number between -{span} and {span}")),
        };
        let kind = PlaceKind::ALL.into_iter().find(|known| known.as_str() == kind);
        let kind = kind.ok_or("the kind is none of country, admin1, admin2, settlement")?;
        if name.is_empty() || !id.contains(':') {
            return Err("it needs an id with a prefix and a name".to_owned());
        }
        Ok(Self {
            id: id.to_owned(),
            kind,
            country: country.to_owned(),
            admin1: admin1.to_owned(),
            admin2: admin2.to_owned(),
            latitude: number("latitude", lat, 90.0)?,
            longitude: number("longitude", lon, 180.0)?,
            radius_km: number("radius", radius, 20_000.0)?.max(0.0),
            population: people.parse().map_err(|_| format!("the population {people:?} is none"))?,
            name: name.to_owned(),
            names: names.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        })
    }
}
