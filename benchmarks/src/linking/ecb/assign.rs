//! The best way to pair rows with columns: Kuhn and Munkres, in the form with potentials.

/// The greatest sum of weights of pairs, each row and each column used once at most. Weights are
/// not negative; `weights[row][column]`.
pub(super) fn best(weights: &[Vec<f64>]) -> f64 {
    let columns = weights.first().map_or(0, Vec::len);
    if columns < weights.len() {
        let turned: Vec<Vec<f64>> =
            (0..columns).map(|column| weights.iter().map(|row| row[column]).collect()).collect();
        return if columns == 0 { 0.0 } else { best(&turned) };
    }
    let rows = weights.len();
    // Numbered from 1; 0 is the row that is being placed.
    let (mut of_row, mut of_column) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    let mut taken = vec![0; columns + 1];
    for row in 1..=rows {
        let mut way = vec![0; columns + 1];
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut seen = vec![false; columns + 1];
        taken[0] = row;
        let mut at = 0;
        while taken[at] != 0 {
            seen[at] = true;
            let current = taken[at];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for column in 1..=columns {
                if seen[column] {
                    continue;
                }
                let cost = -weights[current - 1][column - 1] - of_row[current] - of_column[column];
                if cost < least[column] {
                    (least[column], way[column]) = (cost, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            for column in 0..=columns {
                if seen[column] {
                    of_row[taken[column]] += step;
                    of_column[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            taken[at] = taken[way[at]];
            at = way[at];
        }
    }
    (1..=columns).filter(|&c| taken[c] != 0).map(|c| weights[taken[c] - 1][c - 1]).sum()
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn pairs_for_the_greatest_sum() {
        assert_eq!(best(&[]), 0.0);
        assert_eq!(best(&[vec![1.0, 2.0], vec![2.0, 4.0]]), 5.0);
        // The best of each row alone is the same column.
        assert_eq!(best(&[vec![9.0, 8.0, 0.0], vec![9.0, 1.0, 0.0]]), 17.0);
        assert_eq!(best(&[vec![1.0], vec![3.0], vec![2.0]]), 3.0);
    }
}
