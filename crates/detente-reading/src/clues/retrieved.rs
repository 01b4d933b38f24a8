//! The day on which a report was fetched.
//!
//! A crawl, a mail or a feed knows it. Nothing is fetched before it is written.

use super::{Clues, Says};
use crate::view::View;
use jiff::civil::Date;

pub(crate) fn find(view: &View, out: &mut Clues) {
    let day = view.document.about.retrieved.as_deref();
    if let Some(day) = day.and_then(|day| day.parse::<Date>().ok()) {
        out.apart(Says::Retrieved(day), day.to_string(), None);
    }
}
