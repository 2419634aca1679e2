//! Sums as people write them, and how Loggia reads them.

const SIGNS: &[(char, Option<&str>)] =
    &[('$', Some("USD")), ('€', Some("EUR")), ('£', Some("GBP")), ('¥', None), ('₹', Some("INR"))];

/// How to write what was meant by a number with a currency, or with commas or blanks in it: the number, and the
/// currency. `None` where the text is neither.
pub fn amount(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim();
    let (rest, currency) = split_currency(text);
    let number = plain_number(rest)?;
    (currency.is_some() || rest.len() != text.len() || number != text).then_some((number, currency))
}

fn split_currency(text: &str) -> (&str, Option<String>) {
    for (sign, code) in SIGNS {
        let rest = text.strip_prefix(*sign).or_else(|| text.strip_suffix(*sign));
        if let Some(rest) = rest {
            return (rest.trim(), code.map(str::to_owned));
        }
    }
    let letters = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let count = text.len();
    for at in [3, count.saturating_sub(3)] {
        let Some((first, second)) = text.split_at_checked(at) else { continue };
        let (code, rest) = if letters(first) { (first, second) } else { (second, first) };
        if letters(code) && !rest.is_empty() {
            return (rest.trim(), Some(code.to_uppercase()));
        }
    }
    (text, None)
}

/// 1,000 and 1 000 and 1.000.000 are numbers in groups of three digits; what follows the last sign may be decimals.
fn plain_number(text: &str) -> Option<String> {
    let is_group = |c: char| matches!(c, ',' | '.' | ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '_');
    if !text.starts_with(|c: char| c.is_ascii_digit()) || !text.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if !text.chars().all(|c| c.is_ascii_digit() || is_group(c)) {
        return None;
    }
    let parts: Vec<&str> = text.split(is_group).collect();
    let signs: Vec<char> = text.chars().filter(|c| is_group(*c)).collect();
    let has_decimals = match (signs.last(), parts.last()) {
        (Some(',' | '.'), Some(last)) => {
            last.len() <= 2 || signs.len() > 1 && signs.last() != signs.first() && last.len() != 3
        }
        _ => false,
    };
    let (groups, decimals) = match (has_decimals, parts.split_last()) {
        (true, Some((last, groups))) => (groups, Some(*last)),
        _ => (parts.as_slice(), None),
    };
    let fit = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let digits = groups.concat();
    if !fit || digits.len() > 18 || digits.len() > 1 && digits.starts_with('0') {
        return None;
    }
    let number = grouped(&digits);
    Some(match decimals {
        Some(decimals) => format!("{number}.{decimals}"),
        None => number,
    })
}

/// Digits in groups of three, as TOML has them.
pub fn grouped(digits: &str) -> String {
    let mut number = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            number.push('_');
        }
        number.push(digit);
    }
    number
}

/// The lines to write.
pub fn hints(key: &str, (number, currency): (String, Option<String>)) -> Vec<String> {
    let line = format!("{key} = {number}");
    vec![match currency {
        Some(currency) if matches!(key, "amount" | "amount_up_to") => {
            format!("the number and the currency are two lines: {line} and currency = \"{currency}\"")
        }
        _ => format!("a number is written without quotes, commas, blanks and signs: {line}"),
    }]
}
