//! The geometry of drawings: bars as long as their values are great, labels in lines that fit.

use loggia::draw::bars;

#[test]
fn bars_are_as_long_as_their_values_are_great() {
    let chart = bars([("Nine", 9.0), ("None", 0.0), ("Three", 3.0)], false);
    let widths: Vec<f64> = chart.bars.iter().map(|bar| bar.width.round()).collect();
    assert_eq!(widths, [62.0, 0.0, 21.0]);
    // Each value stands after its bar.
    assert!(chart.bars.iter().all(|bar| bar.left == 0.0 && bar.end == bar.width));
    // Each label stands above its bar, and each bar above the next label.
    let mut above = 0.0;
    for bar in &chart.bars {
        for (_, baseline) in &bar.lines {
            assert!(*baseline > above, "{chart:?}");
            above = *baseline;
        }
        assert!(bar.top > above);
        above = bar.top + bar.height;
    }
    assert!((chart.height - above).abs() < 1e-9);
}

#[test]
fn bars_grow_from_the_right_where_writing_does() {
    let chart = bars([("All", 4.0), ("Quarter", 1.0)], true);
    assert_eq!((chart.bars[1].left, chart.bars[1].width), (84.5, 15.5));
}

#[test]
fn without_values_there_is_nothing_to_see() {
    assert_eq!(bars([], false).height, 0.0);
    assert!(bars([("A", 0.0), ("B", -1.0)], false).bars.iter().all(|bar| bar.width == 0.0));
}

#[test]
fn labels_are_broken_into_lines_that_lose_nothing() {
    let label = "Tech Coalition Safe Online Research Fund: acceleration awards";
    let lines = |label: &str| -> Vec<String> {
        bars([(label, 1.0)], false).bars[0].lines.iter().map(|(line, _)| line.clone()).collect()
    };
    assert_eq!(lines(label), ["Tech Coalition Safe Online", "Research Fund: acceleration awards"]);
    assert_eq!(lines("Short"), ["Short"]);
    let long = "Donaudampfschifffahrtsgesellschaftskapitän";
    assert_eq!(lines(long).concat(), long);
    assert!(lines(long).iter().all(|line| line.chars().count() <= 34));
    assert_eq!(lines("المنطقة العربية"), ["المنطقة العربية"]);
}
