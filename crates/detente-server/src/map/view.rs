//! Which part of the world is looked at, and where a position lies in the drawing.

/// Width and height of the drawing.
pub(crate) const WIDTH: f64 = 1100.0;
pub(crate) const HEIGHT: f64 = 620.0;

/// Kilometres in a degree of latitude.
const DEGREE: f64 = 111.2;
/// Degrees of longitude across, at least and at most.
const NARROWEST: f64 = 0.4;
const WIDEST: f64 = 360.0;

/// A part of the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct View {
    /// Longitude and latitude of the middle.
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// Degrees of longitude across.
    pub(crate) across: f64,
}

impl View {
    pub(crate) fn new(x: f64, y: f64, across: f64) -> Self {
        let within =
            |value: f64, most: f64| if value.is_finite() { value.clamp(-most, most) } else { 0.0 };
        let across = if across.is_finite() { across } else { WIDEST };
        Self { x: within(x, 180.0), y: within(y, 85.0), across: across.clamp(NARROWEST, WIDEST) }
    }

    /// One that shows all of some positions; the world where there are none.
    pub(crate) fn around(all: &[[f64; 2]]) -> Self {
        let Some(first) = all.first() else { return Self::new(15.0, 20.0, WIDEST) };
        let (mut low, mut high) = (*first, *first);
        for point in all {
            for side in 0..2 {
                low[side] = low[side].min(point[side]);
                high[side] = high[side].max(point[side]);
            }
        }
        let y = f64::midpoint(low[1], high[1]);
        let tall = (high[1] - low[1]) / y.to_radians().cos().max(0.1) * WIDTH / HEIGHT;
        let across = (high[0] - low[0]).max(tall).max(2.0) * 1.25;
        Self::new(f64::midpoint(low[0], high[0]), y, across)
    }

    /// The same, closer (below 1) or wider, and moved by so many parts of what is seen.
    pub(crate) fn moved(self, zoom: f64, right: f64, up: f64) -> Self {
        let tall = self.tall();
        Self::new(self.x + right * self.across, self.y + up * tall, self.across * zoom)
    }

    fn squeeze(self) -> f64 {
        self.y.to_radians().cos().max(0.1)
    }

    /// Degrees of latitude from the lower edge to the upper.
    fn tall(self) -> f64 {
        self.across * HEIGHT / WIDTH * self.squeeze()
    }

    /// The corner with the lowest longitude and latitude, and the other.
    pub(crate) fn corners(self) -> ([f64; 2], [f64; 2]) {
        let (wide, tall) = (self.across / 2.0, self.tall() / 2.0);
        ([self.x - wide, self.y - tall], [self.x + wide, self.y + tall])
    }

    /// Where a position lies in the drawing.
    pub(crate) fn place(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let scale = WIDTH / self.across;
        [WIDTH / 2.0 + (x - self.x) * scale, HEIGHT / 2.0 - (y - self.y) * scale / self.squeeze()]
    }

    /// How long so many kilometres are in the drawing.
    pub(crate) fn length(self, km: f64) -> f64 {
        km / (DEGREE * self.squeeze()) * WIDTH / self.across
    }

    /// As the query of an address.
    pub(crate) fn query(self) -> String {
        format!("x={:.3}&y={:.3}&w={:.3}", self.x, self.y, self.across)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_lies_in_the_drawing() {
        let all = [[36.2, 35.9], [45.0, 39.9], [29.0, 41.0]];
        let view = View::around(&all);
        for point in all {
            let [x, y] = view.place(point);
            assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{x} {y}");
        }
        let (low, high) = view.corners();
        assert!(low[0] < 29.0 && high[0] > 45.0 && low[1] < 35.9 && high[1] > 41.0);
    }

    #[test]
    fn odd_numbers_give_a_view_all_the_same() {
        for odd in [f64::NAN, f64::INFINITY, -1e300, 0.0] {
            let view = View::new(odd, odd, odd);
            assert!(view.place([10.0, 10.0]).iter().all(|part| part.is_finite()), "{view:?}");
        }
        assert_eq!(View::around(&[]).across, WIDEST);
    }
}
