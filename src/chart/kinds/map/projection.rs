//! From the sphere to the plane. Both projections keep areas: a circle on one country hides as much of it as on another.

use std::f64::consts::FRAC_PI_2;

/// A point on the sphere as a vector of length one: to the point at 0° 0', to that at 90° east, to the north pole.
pub(super) type Vector = [f64; 3];

/// The vector of a place in degrees east and north.
pub(super) fn vector((east, north): (f64, f64)) -> Vector {
    let (east, north) = (east.to_radians(), north.to_radians());
    [north.cos() * east.cos(), north.cos() * east.sin(), north.sin()]
}

fn dot(left: &Vector, right: &Vector) -> f64 {
    left[0] * right[0] + left[1] * right[1] + left[2] * right[2]
}

/// A map of a part of the earth, or of all of it; in radii of the earth, to the right and upwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Projection {
    /// Lambert's azimuthal equal-area projection around a centre, with what is to the right and upwards there.
    /// (Snyder, Map projections: a working manual, USGS 1987, formulas 24-2 to 24-4.)
    Azimuthal { centre: Vector, right: Vector, up: Vector },
    /// The Equal Earth projection around a meridian, in degrees east.
    /// (Šavrič, Patterson, Jenny, The Equal Earth map projection, IJGIS 33, 2019, formulas 7 to 9.)
    EqualEarth { meridian: f64 },
}

/// The numbers of the Equal Earth projection.
const EQUAL_EARTH: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

impl Projection {
    /// Around a centre in degrees east and north.
    pub(super) fn around(centre: (f64, f64)) -> Self {
        let (east, north) = (centre.0.to_radians(), centre.1.to_radians());
        Self::Azimuthal {
            centre: vector(centre),
            right: [-east.sin(), east.cos(), 0.0],
            up: [-north.sin() * east.cos(), -north.sin() * east.sin(), north.cos()],
        }
    }

    /// Where a vector of any length points to on the map; of the azimuthal one what lies opposite the centre has no place, and is
    /// put far away.
    pub(super) fn of_vector(&self, vector: &Vector) -> (f64, f64) {
        let length = dot(vector, vector).sqrt();
        let unit = vector.map(|part| part / length);
        match self {
            Self::Azimuthal { centre, right, up } => {
                let factor = (2.0 / (1.0 + dot(centre, &unit)).max(1e-9)).sqrt();
                (factor * dot(right, &unit), factor * dot(up, &unit))
            }
            Self::EqualEarth { .. } => {
                let east = unit[1].atan2(unit[0]).to_degrees();
                self.of_place((east, unit[2].clamp(-1.0, 1.0).asin().to_degrees()))
            }
        }
    }

    /// Where a place in degrees east and north is on the map.
    pub(super) fn of_place(&self, place: (f64, f64)) -> (f64, f64) {
        match self {
            Self::Azimuthal { .. } => self.of_vector(&vector(place)),
            Self::EqualEarth { meridian } => {
                // What is shifted to the frame of the map already stays at its edge.
                let mut east = place.0 - meridian;
                if east.abs() > 180.0 + 1e-6 {
                    east -= 360.0 * (east / 360.0).round();
                }
                let half = 3.0_f64.sqrt() / 2.0;
                let theta = (half * place.1.to_radians().sin()).clamp(-1.0, 1.0).asin();
                let [a, b, c, d] = EQUAL_EARTH;
                let (two, six) = (theta.powi(2), theta.powi(6));
                let slope = a + 3.0 * b * two + six * (7.0 * c + 9.0 * d * two);
                let x = east.to_radians() * theta.cos() / (half * slope);
                (x, theta * (a + b * two + six * (c + d * two)))
            }
        }
    }

    /// The place, in degrees east and north, at a point of the map around a centre.
    pub(super) fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        match self {
            Self::Azimuthal { centre, right, up } => {
                let far = x.hypot(y).min(2.0);
                let (along, toward) = if far > 0.0 {
                    let angle = 2.0 * (far / 2.0).asin();
                    (angle.cos(), angle.sin() / far)
                } else {
                    (1.0, 0.0)
                };
                let part = |axis: usize| centre[axis] * along + (right[axis] * x + up[axis] * y) * toward;
                let (first, second, third) = (part(0), part(1), part(2));
                (second.atan2(first).to_degrees(), third.clamp(-1.0, 1.0).asin().to_degrees())
            }
            Self::EqualEarth { meridian } => (*meridian, 0.0),
        }
    }
}

/// The middle of some places, in degrees east and north; that of the map of the world for places that are all around it.
pub(super) fn middle(places: &[(f64, f64)]) -> (f64, f64) {
    let mut sum = [0.0; 3];
    for place in places {
        let own = vector(*place);
        sum = [sum[0] + own[0], sum[1] + own[1], sum[2] + own[2]];
    }
    if dot(&sum, &sum) < 1e-9 {
        return (0.0, 0.0);
    }
    (sum[1].atan2(sum[0]).to_degrees(), sum[2].atan2(sum[0].hypot(sum[1])).to_degrees())
}

/// The angle between two places, in radians.
pub(super) fn angle(left: (f64, f64), right: (f64, f64)) -> f64 {
    let cosine = dot(&vector(left), &vector(right)).clamp(-1.0, 1.0);
    FRAC_PI_2 - cosine.asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(left: (f64, f64), right: (f64, f64)) -> bool {
        (left.0 - right.0).abs() < 1e-4 && (left.1 - right.1).abs() < 1e-4
    }

    #[test]
    fn distances_from_the_centre_and_directions_there_are_kept() {
        let map = Projection::around((-100.0, 40.0));
        assert!(near(map.of_place((-100.0, 40.0)), (0.0, 0.0)));
        // A point at an angle is as far away as its chord is long.
        for place in [(-100.0, 70.0), (-100.0, -20.0), (-60.0, 10.0), (100.0, -20.0)] {
            let (x, y) = map.of_place(place);
            assert!((x.hypot(y) - 2.0 * (angle((-100.0, 40.0), place) / 2.0).sin()).abs() < 1e-6, "{place:?}");
        }
        let (x, y) = map.of_place((-100.0, 70.0));
        assert!(x.abs() < 1e-9 && y > 0.0, "north is up");
        assert!(map.of_place((-90.0, 40.0)).0 > 0.0, "east is to the right");
    }

    #[test]
    fn lambert_keeps_areas() {
        keeps_areas(Projection::around((105.0, 35.0)), &[(105.0, 35.0), (130.0, 50.0), (60.0, 0.0), (170.0, -20.0)]);
    }

    /// A small field of the map is as large as on the sphere.
    fn keeps_areas(map: Projection, places: &[(f64, f64)]) {
        let step = 0.01;
        for (east, north) in places.iter().copied() {
            let (own, right, up) =
                (map.of_place((east, north)), map.of_place((east + step, north)), map.of_place((east, north + step)));
            let area = (right.0 - own.0) * (up.1 - own.1) - (right.1 - own.1) * (up.0 - own.0);
            let on_sphere = step.to_radians().powi(2) * f64::cos(f64::to_radians(north));
            assert!((area / on_sphere - 1.0).abs() < 0.01, "{east} {north}: {area} {on_sphere}");
        }
    }

    #[test]
    fn what_is_put_on_a_map_is_found_there() {
        let map = Projection::around((105.0, 35.0));
        for place in [(105.0, 35.0), (130.5, 47.25), (87.6, 43.8), (113.0, 22.0), (-170.0, 65.0)] {
            assert!(near(map.place(map.of_place(place)), place), "{place:?}");
        }
    }

    #[test]
    fn equal_earth_reaches_its_ends() {
        let map = Projection::EqualEarth { meridian: 10.0 };
        // The equator is 2.0545 times as long as the meridian (section 3 of the paper).
        let (x, y) = (map.of_place((190.0, 0.0)).0, map.of_place((10.0, 90.0)).1);
        assert!((x / y - 2.054_5).abs() < 1e-3, "{x} {y}");
        assert!(near(map.of_place((10.0, 0.0)), (0.0, 0.0)));
    }

    #[test]
    fn equal_earth_keeps_areas() {
        let map = Projection::EqualEarth { meridian: 0.0 };
        keeps_areas(map, &[(0.0, 0.0), (50.0, 30.0), (120.0, 60.0), (-170.0, -75.0)]);
    }

    #[test]
    fn the_middle_of_places_beside_the_date_line_is_there() {
        let (east, north) = middle(&[(179.0, 10.0), (-179.0, 10.0)]);
        assert!((east.abs() - 180.0).abs() < 1e-6 && (10.0..10.1).contains(&north), "{east} {north}");
        assert!((angle((179.0, 0.0), (-179.0, 0.0)).to_degrees() - 2.0).abs() < 1e-9);
    }
}
