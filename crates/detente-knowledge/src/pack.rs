//! The compiled form of the rows: a map of all forms that is read in place, and the rows.

use crate::fold::fold;
use crate::forms::{self, Candidate};
use crate::parse::Rows;
use crate::row::{Gender, WorldError};
use std::borrow::Cow;

/// Rows with a map from each folded form to what it may stand for.
///
/// The bytes are the length of the map (u64, little-endian), the map
/// ([fst](https://docs.rs/fst)), then candidates and rows ([postcard](https://postcard.jamesmunns.com)).
#[derive(Debug)]
pub struct Pack {
    /// The rows.
    pub rows: Rows,
    /// First names of persons whose gender is known, folded, small letters, in order.
    given: Vec<(String, Gender)>,
    /// The candidates of all forms, and where those of each set begin.
    candidates: Vec<Candidate>,
    starts: Vec<u32>,
    map: fst::Map<Cow<'static, [u8]>>,
}

impl Pack {
    /// Compiles rows.
    ///
    /// # Errors
    /// Where the names are too many for the map.
    pub fn compile(mut rows: Rows) -> Result<Vec<u8>, WorldError> {
        // Examples are for those who check a file.
        rows.frames.iter_mut().for_each(|frame| frame.examples.clear());
        let forms = forms::all(&rows);
        let mut builder = fst::MapBuilder::memory();
        // Most forms stand for the same row in several spellings; their candidates stand once.
        let mut candidates: Vec<Candidate> = vec![];
        let mut starts: Vec<u32> = vec![0];
        let mut known = std::collections::HashMap::<Vec<u8>, u64>::new();
        for (form, stands_for) in forms {
            let key = postcard::to_allocvec(&stands_for).map_err(failed)?;
            let at = *known.entry(key).or_insert_with(|| {
                candidates.extend(stands_for);
                starts.push(candidates.len() as u32);
                starts.len() as u64 - 2
            });
            builder.insert(form, at).map_err(failed)?;
        }
        let map = builder.into_inner().map_err(failed)?;
        let mut out = (map.len() as u64).to_le_bytes().to_vec();
        out.extend(map);
        out.extend(
            postcard::to_allocvec(&(given_names(&rows), &candidates, &starts, &rows))
                .map_err(failed)?,
        );
        Ok(out)
    }

    /// Opens compiled rows; the map is read where it lies.
    ///
    /// # Errors
    /// Where the bytes are none that [`Pack::compile`] made.
    pub fn open(bytes: Cow<'static, [u8]>) -> Result<Self, WorldError> {
        let damaged = || failed("the bytes end too early");
        let length = bytes.first_chunk::<8>().ok_or_else(damaged)?;
        let end = 8 + usize::try_from(u64::from_le_bytes(*length)).map_err(failed)?;
        let rest = bytes.get(end..).ok_or_else(damaged)?;
        type Parts = (Vec<(String, Gender)>, Vec<Candidate>, Vec<u32>, Rows);
        let (given, candidates, starts, rows): Parts =
            postcard::from_bytes(rest).map_err(failed)?;
        let map: Cow<'static, [u8]> = match bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[8..end]),
            Cow::Owned(bytes) => Cow::Owned(bytes[8..end].to_vec()),
        };
        let map = fst::Map::new(map).map_err(failed)?;
        Ok(Self { rows, given, candidates, starts, map })
    }

    /// What a folded form may stand for; `None` where it is no form of ours, nothing where it is
    /// one that stands for nothing.
    pub fn candidates(&self, form: &str) -> Option<&[Candidate]> {
        self.set(self.map.get(form)?)
    }

    /// The gender of most persons of this first name (folded, small letters).
    pub fn gender_of(&self, given: &str) -> Option<Gender> {
        let at = self.given.binary_search_by(|(name, _)| name.as_str().cmp(given)).ok()?;
        Some(self.given[at].1)
    }

    /// The longest form that starts where `text` starts and ends before a byte for which `ends`
    /// holds: its length and what it may stand for.
    pub fn longest(
        &self,
        text: &str,
        ends: impl Fn(usize) -> bool,
    ) -> Option<(usize, &[Candidate])> {
        let raw = self.map.as_fst();
        let mut node = raw.root();
        let mut output = fst::raw::Output::zero();
        let mut best = None;
        for (i, &byte) in text.as_bytes().iter().enumerate() {
            let Some(t) = node.find_input(byte) else { break };
            let transition = node.transition(t);
            output = output.cat(transition.out);
            node = raw.node(transition.addr);
            if node.is_final() && ends(i + 1) {
                best = Some((i + 1, output.cat(node.final_output()).value()));
            }
        }
        let (length, at) = best?;
        Some((length, self.set(at)?))
    }

    fn set(&self, at: u64) -> Option<&[Candidate]> {
        let at = usize::try_from(at).ok()?;
        let (start, end) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        self.candidates.get(start as usize..end as usize)
    }
}

/// First names that at least four in five of their bearers share the gender of.
fn given_names(rows: &Rows) -> Vec<(String, Gender)> {
    let mut counts: std::collections::BTreeMap<String, (usize, usize)> = Default::default();
    for actor in &rows.actors {
        let Some(gender) = actor.gender else { continue };
        let folded = fold(&actor.name).text.to_lowercase();
        let Some((given, _)) = folded.split_once(' ') else { continue };
        let count = counts.entry(given.to_owned()).or_default();
        match gender {
            Gender::Masculine => count.0 += 1,
            Gender::Feminine => count.1 += 1,
        }
    }
    let clear = |(name, (he, she)): (String, (usize, usize))| {
        let gender = if he > she { Gender::Masculine } else { Gender::Feminine };
        (he.max(she) * 5 >= (he + she) * 4 && name.len() > 2).then_some((name, gender))
    };
    counts.into_iter().filter_map(clear).collect()
}

fn failed(error: impl std::fmt::Display) -> WorldError {
    WorldError { file: "world".into(), row: "compiled form".into(), what: error.to_string() }
}
