//! The geometry of drawings: bars as long as their values are great.

use loggia::draw::bars;

#[test]
fn bars_are_as_long_as_their_values_are_great() {
    assert_eq!(bars(&[9.0, 0.0, 3.0]), [60.0, 0.0, 20.0]);
}

#[test]
fn without_values_there_is_nothing_to_see() {
    assert!(bars(&[]).is_empty());
    assert_eq!(bars(&[0.0, -1.0]), [0.0, 0.0]);
}
