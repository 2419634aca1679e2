//! A sum of money in front matter.

use crate::diagnostic::Diagnostic;
use crate::fields::Fields;
use crate::language::{CurrencyCode, Money};
use crate::model::Amount;

/// `amount` or `amount_up_to` with `currency`.
pub fn read_amount(fields: &Fields<'_, '_>) -> Option<Amount> {
    let stated = fields.number("amount");
    let ceiling = fields.number("amount_up_to");
    let currency = fields.text("currency");
    if let (Some(_), Some(ceiling)) = (&stated, &ceiling) {
        fields.report(
            Diagnostic::error("amount", "a page has `amount` or `amount_up_to`, not both")
                .at(fields.locate(ceiling.range.clone()))
                .hint("keep `amount` if the sum is known, `amount_up_to` if only its ceiling is"),
        );
        return None;
    }
    let is_ceiling = ceiling.is_some();
    let number = stated.or(ceiling);
    let Some(number) = number else {
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
    let Some(currency) = currency else {
        if !fields.is_meant("currency") {
            fields.report(
                Diagnostic::error("currency", "the amount has no currency")
                    .at(fields.locate(number.range))
                    .hint("add a line: currency = \"USD\" (an ISO 4217 code)"),
            );
        }
        return None;
    };
    let code = match CurrencyCode::parse(&currency.value) {
        Ok(code) => code,
        Err(message) => {
            fields.report(
                Diagnostic::error("currency", message)
                    .at(fields.locate(currency.range))
                    .hint("currencies are written as ISO 4217 codes: USD, EUR, GBP, …"),
            );
            return None;
        }
    };
    match Money::parse(&number.value, code) {
        Ok(money) if money.minor() < 0 => {
            fields.report(Diagnostic::error("amount", "an amount can't be below zero").at(fields.locate(number.range)));
            None
        }
        Ok(money) => Some(Amount { money, ceiling: is_ceiling }),
        Err(message) => {
            fields.report(Diagnostic::error("amount", message).at(fields.locate(number.range)));
            None
        }
    }
}
