//! A sum of money in front matter.

use crate::diagnostic::Diagnostic;
use crate::fields::{Fields, Located, grouped};
use crate::language::{CurrencyCode, Money};
use crate::model::Amount;

/// `amount` or `amount_up_to` with `currency`.
pub fn read_amount(fields: &Fields<'_, '_>) -> Option<Amount> {
    let stated = fields.number("amount");
    let ceiling = fields.number("amount_up_to");
    let currency = fields.text("currency");
    // One mistake hides no other: what is wrong with the currency is told whatever the amount is.
    let code = currency.as_ref().and_then(|currency| read_currency(fields, currency));
    if let (Some(_), Some(ceiling)) = (&stated, &ceiling) {
        fields.report(
            Diagnostic::error("amount", "a page has `amount` or `amount_up_to`, not both")
                .at(fields.locate(ceiling.range.clone()))
                .hint("keep `amount` if the sum is known, `amount_up_to` if only its ceiling is"),
        );
        return None;
    }
    let is_ceiling = ceiling.is_some();
    let key = if is_ceiling { "amount_up_to" } else { "amount" };
    let Some(number) = stated.or(ceiling) else {
        if let Some(currency) = currency
            && !fields.is_meant("amount")
            && !fields.is_meant("amount_up_to")
        {
            fields.report(
                Diagnostic::error("amount", "there is a `currency`, but no `amount`")
                    .at(fields.locate(currency.range))
                    .hint("add a line: amount = 750_000, or take the currency out"),
            );
        }
        return None;
    };
    if currency.is_none() && !fields.is_meant("currency") {
        fields.report(
            Diagnostic::error("currency", "the amount has no currency")
                .at(fields.locate(number.range.clone()))
                .hint("add a line: currency = \"USD\" (an ISO 4217 code)"),
        );
    }
    let code = code?;
    let place = fields.locate(number.range);
    if let Some(diagnostic) = thousands(key, &number.value, code) {
        fields.report(diagnostic.at(place));
        return None;
    }
    match Money::parse(&number.value, code) {
        Ok(money) if money.minor() < 0 => {
            fields.report(Diagnostic::error("amount", "an amount can't be below zero").at(place));
            None
        }
        Ok(money) => Some(Amount { money, ceiling: is_ceiling }),
        Err(message) => {
            fields.report(Diagnostic::error("amount", message).at(place));
            None
        }
    }
}

fn read_currency(fields: &Fields<'_, '_>, currency: &Located<String>) -> Option<CurrencyCode> {
    let code = CurrencyCode::parse(&currency.value);
    code.map_err(|message| {
        fields.report(
            Diagnostic::error("currency", message)
                .at(fields.locate(currency.range.clone()))
                .hint("currencies are written as ISO 4217 codes: USD, EUR, GBP, …"),
        );
    })
    .ok()
}

/// 120.000 is a hundred and twenty thousand to most of Europe, and 120 as TOML has it. Where the currency has no three
/// decimals it is not taken for either.
fn thousands(key: &str, number: &str, code: CurrencyCode) -> Option<Diagnostic> {
    let (whole, fraction) = number.split_once('.')?;
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole == "0" || fraction.len() != 3 || !is_plain(whole) || !is_plain(fraction) || code.digits() >= 3 {
        return None;
    }
    let decimals = match &fraction[..code.digits()] {
        "" => whole.to_owned(),
        decimals => format!("{whole}.{decimals}"),
    };
    let message = format!("{number} has three decimals, which no amount in {code} has: are thousands meant?");
    let thousands = grouped(&format!("{whole}{fraction}"));
    Some(
        Diagnostic::error("amount", message)
            .hint(format!("for thousands write: {key} = {thousands}"))
            .hint(format!("for decimals write: {key} = {decimals}")),
    )
}
