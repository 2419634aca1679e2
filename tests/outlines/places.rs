//! What the data doesn't say, and where the map differs from it.

/// Countries of ISO 3166-1 for which the data has no outline of their own: a place for their dot, as longitude and
/// latitude in degrees.
pub const DOTS: [(&str, f64, f64); 14] = [
    ("BQ", -68.27, 12.18),
    ("BV", 3.36, -54.42),
    ("CC", 96.83, -12.16),
    ("CX", 105.63, -10.45),
    ("GF", -53.1, 4.0),
    ("GI", -5.35, 36.14),
    ("GP", -61.55, 16.25),
    ("MQ", -61.02, 14.64),
    ("RE", 55.53, -21.12),
    ("SJ", 16.0, 78.6),
    ("TK", -171.85 + 360.0, -9.2),
    ("TV", 179.2, -8.52),
    ("UM", 166.6, 19.3),
    ("YT", 45.15, -12.82),
];

/// Left out of the map: Antarctica, a third of its height.
pub const LEFT_OUT: &str = "010";

/// Areas that the data draws apart, and that the United Nations count with a member state; and Kosovo, which has no
/// number in ISO 3166-1 and the code XK by custom.
pub const NAMED: [(&str, &str); 4] =
    [("N. Cyprus", "CY"), ("Somaliland", "SO"), ("Indian Ocean Ter.", "AU"), ("Kosovo", "XK")];

/// The data draws borders as they are held. Crimea (a point in it, and the shape that has it) belongs to Ukraine by
/// resolution 68/262 of the General Assembly of the United Nations.
pub const CRIMEA: (f64, f64) = (34.3, 45.3);
pub const CRIMEA_FROM: &str = "643";
pub const CRIMEA_TO: &str = "804";
