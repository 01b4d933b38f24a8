//! Questions for pages over the whole case: each is answered from a bounded number of rows, or from
//! counts, however large the case is.

use super::Case;
use crate::link::relations;
use crate::query::awaiting::{self, Awaiting};
use crate::query::deadlines;
use crate::query::foremost::{self, Foremost};
use crate::query::named::{self, Mentioned, Named};
use crate::query::overview::{self, Overview, Turn};
use crate::query::pairs::{self, Stand};
use crate::query::rows;
use crate::query::spread::{self, Spread};
use crate::{Filter, Period, Result};
use detente_record::{
    Act, Agreement, Dispute, Evidence, Incident, Relation, Statement, Undertaking,
};

impl Case {
    /// Actors or places that pass a filter, each with how many reports name it.
    ///
    /// # Errors
    /// Where the case is damaged.
    ///
    /// ```
    /// use detente_case::{Case, Filter};
    /// use detente_record::Actor;
    /// assert_eq!(Case::temporary()?.named::<Actor>(&Filter::default())?, []);
    /// # Ok::<(), detente_case::Error>(())
    /// ```
    pub fn named<T: Mentioned>(&self, filter: &Filter) -> Result<Vec<Named<T>>> {
        named::named(&self.db, filter)
    }

    /// The actor or the place with this id.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn named_one<T: Mentioned>(&self, id: &str) -> Result<Option<Named<T>>> {
        named::one(&self.db, id)
    }

    /// The actors or the places that most reports name, but for those of a kind.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn most_named<T: Mentioned>(
        &self,
        without: Option<&str>,
        most: usize,
    ) -> Result<Foremost<Named<T>>> {
        named::most(&self.db, without, most)
    }

    /// The agreements whose zone somebody wrote down.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn zoned(&self) -> Result<Vec<Agreement>> {
        let mut all = vec![];
        rows::each(&self.db, "zone IS NOT NULL", &[], None, &mut |row| {
            all.push(row);
            Ok(())
        })?;
        Ok(all)
    }

    /// The first words that name each of some actors or places, in the earliest reports of some days;
    /// at most `most` of each, one a report. No other filter counts.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn first_named<T: Mentioned>(
        &self,
        ids: &[&str],
        most: usize,
        filter: &Filter,
    ) -> Result<Vec<Vec<Evidence>>> {
        named::first::<T>(&self.db, ids, most, filter)
    }

    /// The reports of some days in numbers; no other filter counts.
    ///
    /// # Errors
    /// Where the case is damaged.
    ///
    /// ```
    /// use detente_case::{Case, Filter};
    /// assert_eq!(Case::temporary()?.overview(&Filter::default())?.reports, 0);
    /// # Ok::<(), detente_case::Error>(())
    /// ```
    pub fn overview(&self, filter: &Filter) -> Result<Overview> {
        overview::overview(&self.db, filter)
    }

    /// The turn of a report among all, in the order in which reports are given; `None` where there is no
    /// such report in the days of a filter, which are all that counts of it.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn turn(&self, report: &str, filter: &Filter) -> Result<Option<Turn>> {
        overview::turn(&self.db, report, filter)
    }

    /// Happenings with people killed, wounded or missing, the best attested and last first.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn harmed(&self, filter: &Filter, most: usize) -> Result<Foremost<Incident>> {
        foremost::harmed(&self.db, filter, most)
    }

    /// Disputes, conflicts between holders who are known first, then the last.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn contested(&self, most: usize) -> Result<Foremost<Dispute>> {
        foremost::contested(&self.db, most)
    }

    /// Statements of some acts that nobody rejected, those of speakers who are known first, then the
    /// last.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn voiced(
        &self,
        acts: &[Act],
        filter: &Filter,
        most: usize,
    ) -> Result<Foremost<Statement>> {
        foremost::voiced(&self.db, acts, filter, most)
    }

    /// The incidents that pass a filter over time, by side: each where they are few, else how many in
    /// each period. It costs about the same however large the case is.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn spread(&self, filter: &Filter) -> Result<Spread> {
        spread::spread(&self.db, filter)
    }

    /// What was undertaken by a day, of what passes a filter, each once, by their days; and whether
    /// there may be more than were looked at.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn deadlines(&self, filter: &Filter) -> Result<(Vec<Undertaking>, bool)> {
        deadlines::deadlines(&self.db, filter)
    }

    /// The pairs of sides as they stood in a month, `2020-03`, or at last; those with most incidents
    /// until then first, at most `most`.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn stood(&self, month: Option<&str>, most: usize) -> Result<Vec<Stand>> {
        pairs::stood(&self.db, month, most)
    }

    /// How many pairs of sides there are with at least so many incidents that bear a day.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn pairs(&self, least: usize) -> Result<usize> {
        pairs::count(&self.db, least)
    }

    /// The months in which something is between two sides, as `2020-03`, in order.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn months(&self) -> Result<Vec<String>> {
        pairs::months(&self.db)
    }

    /// How one pair stood, in both directions and for both together; named by the ids of its sides in
    /// either order.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn relation(&self, a: &str, b: &str) -> Result<Vec<Relation>> {
        pairs::of(&self.db, a, b)
    }

    /// How pairs of sides stood by days, weeks or months, of the pairs that pass a filter; its limit is
    /// of rows. By months they are those of the record.
    ///
    /// # Errors
    /// Where the case is damaged; the first error of `each`, which ends it.
    pub fn relations_by(
        &self,
        period: Period,
        filter: &Filter,
        each: &mut dyn FnMut(Relation) -> Result<()>,
    ) -> Result<()> {
        let mut left = filter.limit.unwrap_or(usize::MAX);
        let mut skip = filter.skip;
        for pair in pairs::passing(&self.db, filter)? {
            for row in relations::by(&self.db, self.world()?, &pair, period)? {
                match (skip, left) {
                    (_, 0) => return Ok(()),
                    (0, _) => {
                        left -= 1;
                        each(row)?;
                    }
                    _ => skip -= 1,
                }
            }
        }
        Ok(())
    }

    /// How one pair stood by days, weeks or months; as [`Case::relation`].
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn relation_by(&self, a: &str, b: &str, period: Period) -> Result<Vec<Relation>> {
        let mut out = vec![];
        for pair in [format!("{a}|{b}"), format!("{b}|{a}")] {
            out.extend(relations::by(&self.db, self.world()?, &pair, period)?);
        }
        Ok(out)
    }

    /// What an analyst would look at first, at most `most` of it: rows that nobody reviewed, those with
    /// most hanging on them first.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn awaiting(&self, most: usize) -> Result<Vec<Awaiting>> {
        awaiting::awaiting(&self.db, most)
    }
}
