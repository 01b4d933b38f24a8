//! How an incident fades.

/// 2 to the power of −days / half-life; 1 for days to come.
///
/// By whole halvings and a power series of plain arithmetic: the exponential of a system's
/// mathematical library may differ from another's in its last digit, these do not.
pub(super) fn factor(days: i64, half_life: u32) -> f64 {
    let days = u64::try_from(days).unwrap_or(0);
    let half_life = u64::from(half_life.max(1));
    let halvings = days / half_life;
    if halvings > 62 {
        return 0.0;
    }
    let part = (days % half_life) as f64 / half_life as f64;
    // e to the power of −ln 2 · part, which is at most ln 2: the 20th term is below 1e-21.
    let x = -std::f64::consts::LN_2 * part;
    let (mut sum, mut term) = (1.0, 1.0);
    for n in 1..20 {
        term *= x / f64::from(n);
        sum += term;
    }
    sum / (1_u64 << halvings) as f64
}

/// What is left of a weight in millionths.
pub(super) fn decayed(weight: i64, factor: f64) -> i64 {
    (weight as f64 * factor).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_every_half_life() {
        assert_eq!(decayed(8_000_000, factor(90, 30)), 1_000_000);
        assert_eq!(decayed(8_000_000, factor(-3, 30)), 8_000_000);
        assert_eq!(factor(i64::MAX, 30), 0.0);
        for days in 0..400 {
            let expected = 0.5_f64.powf(days as f64 / 30.0);
            assert!((factor(days, 30) - expected).abs() < 1e-12, "{days}");
        }
        assert_eq!(factor(1, 0), 0.5, "a half-life is at least a day");
    }
}
