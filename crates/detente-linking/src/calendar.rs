//! Names of the calendar, which begin with a capital and are nobody's.

/// Weekdays and months in lower case, without May: as a word it may be anything.
pub(crate) const NAMES: [&str; 18] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
