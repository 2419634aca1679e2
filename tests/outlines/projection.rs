//! The Equal Earth projection: Bojan Šavrič, Tom Patterson and Bernhard Jenny (2018), "The Equal Earth map
//! projection", International Journal of Geographical Information Science, doi:10.1080/13658816.2018.1504949. On a
//! sphere; a country's share of the map is its share of the Earth.

const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];

/// The middle of the map: at 11° East no country but the islands of the Pacific is cut in two by its edge.
pub const MIDDLE: f64 = 11.0;

/// From degrees to the plane, for a sphere of radius one; y grows to the south, as on a screen.
pub fn project(longitude: f64, latitude: f64) -> (f64, f64) {
    let root = 3f64.sqrt();
    let theta = (root / 2.0 * latitude.to_radians().sin()).asin();
    let (t2, t6) = (theta.powi(2), theta.powi(6));
    let x = 2.0 * root * (longitude - MIDDLE).to_radians() * theta.cos()
        / (3.0 * (A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2)));
    let y = theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
    (x, -y)
}
