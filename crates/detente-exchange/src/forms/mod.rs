//! The record in forms that others read: event data, maps, timelines, graphs, annotations.
//!
//! A form leaves empty what the record does not know. What each row is, what maps to what and what
//! stays empty is told in `docs/exports.md`.

mod acled;
mod annotation;
mod brat;
mod cell;
mod claim;
pub(crate) mod countries;
mod ftm;
mod gdelt;
mod geojson;
mod graphml;
mod json;
mod ledger;
mod polecat;
mod side;
mod timelinejs;
mod ucdp;
mod violence;

pub use cell::formula_safe;

use crate::export::Error;
use detente_case::{Case, Filter, Row};
use std::io::{self, Write};

/// A form that others read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// POLECAT's 40 columns.
    Polecat,
    /// GDELT 2.0: Event and Mentions.
    Gdelt,
    /// ACLED's columns.
    AcledShape,
    /// UCDP GED's columns.
    UcdpShape,
    /// Incidents as GeoJSON (RFC 7946).
    GeoJson,
    /// TimelineJS 3.
    TimelineJs,
    /// FollowTheMoney entities and statements.
    Ftm,
    /// W3C Web Annotations as JSON-LD.
    WebAnnotation,
    /// Actors with relations and incidents as a GraphML graph.
    GraphMl,
    /// Standoff annotations of brat, two files a report.
    Brat,
    /// schema.org `Claim`.
    Claim,
    /// The brief as a page that stands alone.
    Html,
}

impl Form {
    /// The files it comes as, each a part with its name; none where they go by reports.
    pub const fn parts(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Polecat => &[("events", "polecat.tsv")],
            Self::Gdelt => &[("events", "gdelt.export.CSV"), ("mentions", "gdelt.mentions.CSV")],
            Self::AcledShape => &[("events", "acled-shape.csv")],
            Self::UcdpShape => &[("events", "ucdp-shape.csv")],
            Self::GeoJson => &[("incidents", "incidents.geojson")],
            Self::TimelineJs => &[("timeline", "timeline.json")],
            Self::Ftm => {
                &[("entities", "entities.ftm.json"), ("statements", "statements.ftm.json")]
            }
            Self::WebAnnotation => &[("annotations", "annotations.jsonld")],
            Self::GraphMl => &[("graph", "graph.graphml")],
            Self::Brat => &[],
            Self::Claim => &[("claims", "claims.jsonld")],
            Self::Html => &[("brief", "brief.html")],
        }
    }
}

/// Writes one part of a form, as named in [`Form::parts`].
///
/// # Errors
/// A part that the form does not have, a case that can't be asked, an output that can't be written.
///
/// ```
/// use detente_case::Case;
/// use detente_exchange::{Form, write_form};
/// let (case, mut out) = (Case::temporary()?, vec![]);
/// write_form(&case, Form::GeoJson, "incidents", &mut out)?;
/// assert!(out.starts_with(b"{\"type\":\"FeatureCollection\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_form(case: &Case, form: Form, part: &str, out: &mut dyn Write) -> Result<(), Error> {
    match (form, part) {
        (Form::Polecat, "events") => polecat::write(case, out),
        (Form::Gdelt, "events") => gdelt::write_events(case, out),
        (Form::Gdelt, "mentions") => gdelt::write_mentions(case, out),
        (Form::AcledShape, "events") => acled::write(case, out),
        (Form::UcdpShape, "events") => ucdp::write(case, out),
        (Form::GeoJson, "incidents") => geojson::write(case, out),
        (Form::TimelineJs, "timeline") => timelinejs::write(case, out),
        (Form::Ftm, "entities") => ftm::write_entities(case, out),
        (Form::Ftm, "statements") => ftm::write_statements(case, out),
        (Form::WebAnnotation, "annotations") => annotation::write(case, out),
        (Form::GraphMl, "graph") => graphml::write(case, out),
        (Form::Claim, "claims") => claim::write(case, out),
        (Form::Html, "brief") => {
            let page = crate::brief::to_html(&crate::brief::compose(case, None)?);
            Ok(out.write_all(page.as_bytes())?)
        }
        _ => {
            let parts: Vec<&str> = form.parts().iter().map(|(part, _)| *part).collect();
            Err(Error::NoPart { part: part.to_owned(), parts: parts.join(", ") })
        }
    }
}

/// Hands over the files of brat's form one by one, with their names: `annotation.conf`, then a text
/// and its annotations for each report.
///
/// # Errors
/// A case that can't be asked; the first error of `file`.
pub fn write_brat(
    case: &Case,
    file: &mut dyn FnMut(&str, &[u8]) -> io::Result<()>,
) -> Result<(), Error> {
    brat::write(case, file)
}

/// Hands over rows one at a time; after the first failure no more.
fn each<T: Row>(
    case: &Case,
    filter: &Filter,
    mut row: impl FnMut(T) -> io::Result<()>,
) -> Result<(), Error> {
    let mut failed: Option<io::Error> = None;
    case.for_each::<T>(filter, &mut |one| {
        if failed.is_none() {
            failed = row(one).err();
        }
        Ok(())
    })?;
    failed.map_or(Ok(()), |error| Err(error.into()))
}

/// A writer of tables parted by commas or tabs, with quotes where a cell needs them.
fn table<W: Write>(out: W, delimiter: u8) -> csv::Writer<W> {
    csv::WriterBuilder::new().delimiter(delimiter).from_writer(out)
}
