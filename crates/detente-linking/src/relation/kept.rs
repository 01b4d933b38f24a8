//! The sums of one period as bytes, to be kept until an incident of the period changes.

use super::bootstrap::SAMPLES;
use super::sum::{Mass, PeriodSum, Tally, Way};
use detente_record::Driver;
use jiff::civil::Date;

/// Goes up when the form changes; what has another is made anew.
const FORM: u8 = 1;

/// The sums of one period for each of [`Way::ALL`], as bytes.
pub fn pack(sums: &[Option<PeriodSum>; 3]) -> Vec<u8> {
    let mut out = vec![FORM];
    for sum in sums {
        let Some(sum) = sum else {
            out.push(0);
            continue;
        };
        out.push(1);
        text(&mut out, &sum.from.to_string());
        text(&mut out, &sum.to.to_string());
        out.extend((sum.incidents as u64).to_le_bytes());
        out.push(sum.drivers.len() as u8);
        for driver in &sum.drivers {
            text(&mut out, &driver.incident);
            out.extend(driver.contribution.to_le_bytes());
        }
        for tally in [&sum.all, &sum.undisputed] {
            for mass in std::iter::once(&tally.mass).chain(&tally.samples) {
                out.extend(mass.cooperation.to_le_bytes());
                out.extend(mass.conflict.to_le_bytes());
            }
        }
    }
    out
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend((text.len() as u16).to_le_bytes());
    out.extend(text.bytes());
}

/// The sums from their bytes; `None` where these are none.
pub fn unpack(bytes: &[u8]) -> Option<[Option<PeriodSum>; 3]> {
    let mut rest = Rest(bytes);
    if rest.byte()? != FORM {
        return None;
    }
    let mut out = Way::ALL.map(|_| None);
    for slot in &mut out {
        if rest.byte()? == 1 {
            *slot = Some(rest.sum()?);
        }
    }
    rest.0.is_empty().then_some(out)
}

struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, tail) = self.0.split_first_chunk::<N>()?;
        self.0 = tail;
        Some(*head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn text(&mut self) -> Option<&str> {
        let length = usize::from(u16::from_le_bytes(self.take()?));
        let (head, tail) = self.0.split_at_checked(length)?;
        self.0 = tail;
        std::str::from_utf8(head).ok()
    }

    fn day(&mut self) -> Option<Date> {
        self.text()?.parse().ok()
    }

    fn sum(&mut self) -> Option<PeriodSum> {
        let (from, to) = (self.day()?, self.day()?);
        let incidents = usize::try_from(u64::from_le_bytes(self.take()?)).ok()?;
        let mut drivers = vec![];
        for _ in 0..self.byte()? {
            let incident = self.text()?.to_owned();
            drivers.push(Driver { incident, contribution: f64::from_le_bytes(self.take()?) });
        }
        let (all, undisputed) = (self.tally()?, self.tally()?);
        Some(PeriodSum { from, to, incidents, drivers, all, undisputed })
    }

    fn tally(&mut self) -> Option<Tally> {
        let mass = self.mass()?;
        let samples = (0..SAMPLES).map(|_| self.mass()).collect::<Option<_>>()?;
        Some(Tally { mass, samples })
    }

    fn mass(&mut self) -> Option<Mass> {
        let cooperation = i64::from_le_bytes(self.take()?);
        Some(Mass { cooperation, conflict: i64::from_le_bytes(self.take()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relation::Counted;

    #[test]
    fn what_is_kept_is_what_was_made() {
        let day: Date = "2023-05-03".parse().unwrap();
        let counted = |incident: &str, weight| Counted {
            incident: incident.into(),
            day: Some(day),
            weight,
            forth: true,
            back: false,
            disputed: weight > 0,
        };
        let (one, two) = (counted("i1", -9_000_000), counted("i2", 4_000_000));
        let sum = PeriodSum::of(day, day, &[&one, &two], 30);
        let sums = [Some(sum.clone()), None, Some(sum)];
        let bytes = pack(&sums);
        assert_eq!(unpack(&bytes), Some(sums));
        assert_eq!(unpack(&bytes[..bytes.len() - 1]), None, "cut short");
        assert_eq!(unpack(&[]), None);
        assert_eq!(unpack(&[FORM + 1, 0, 0, 0]), None, "of another form");
    }
}
