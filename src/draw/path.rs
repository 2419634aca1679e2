//! Path data of SVG, as far as outlines need it: closed rings of whole numbers, `M12 30l5-3 4 2z`.

pub type Point = (i32, i32);

/// Appends a closed ring: its first point as it is, the others as steps.
pub fn write_ring(path: &mut String, ring: &[Point]) {
    let Some((first, others)) = ring.split_first() else { return };
    // Not by way of `write!`: each project's page draws hundreds of points, and this takes a fifth of the time.
    let mut digits = itoa::Buffer::new();
    path.push('M');
    path.push_str(digits.format(first.0));
    path.push(' ');
    path.push_str(digits.format(first.1));
    path.push('l');
    let mut last = *first;
    let mut begun = false;
    for point in others {
        for step in [point.0 - last.0, point.1 - last.1] {
            // A minus sign parts two numbers as well as a blank does.
            if begun && step >= 0 {
                path.push(' ');
            }
            path.push_str(digits.format(step));
            begun = true;
        }
        last = *point;
    }
    path.push('z');
}

/// Appends path data, each `#` of which stands for a number. Not by way of `write!`, for the same reason.
pub(super) fn put(path: &mut String, data: &str, numbers: &[i32]) {
    let mut digits = itoa::Buffer::new();
    let mut numbers = numbers.iter();
    for sign in data.chars() {
        match sign {
            '#' => path.push_str(numbers.next().map_or("", |number| digits.format(*number))),
            sign => path.push(sign),
        }
    }
}

/// The rings of path data that [`write_ring`] wrote.
pub fn rings(path: &str) -> impl Iterator<Item = Vec<Point>> {
    ring_texts(path).map(ring)
}

/// The path data of each ring.
pub(super) fn ring_texts(path: &str) -> impl Iterator<Item = &str> {
    path.split_inclusive('z')
}

pub(super) fn ring(path: &str) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::with_capacity(path.len() / 5);
    let mut x = None;
    let (mut number, mut negative, mut open) = (0, false, false);
    // One blank more, so that the last number ends too.
    for byte in path.bytes().chain([b' ']) {
        if byte.is_ascii_digit() {
            number = number * 10 + i32::from(byte - b'0');
            open = true;
            continue;
        }
        if open {
            let value = if negative { -number } else { number };
            x = match x {
                None => Some(value),
                Some(x) => {
                    let from = points.last().copied().unwrap_or_default();
                    points.push((from.0 + x, from.1 + value));
                    None
                }
            };
        }
        (number, negative, open) = (0, byte == b'-', false);
    }
    points
}
