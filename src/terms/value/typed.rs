//! Amounts and shares as people type them into a form: `1 200,50`, `1,200.50`, `1'200`, `5,5 %`.
//!
//! One sign may part thousands and another may stand before the smaller unit. Which is which follows from where they
//! stand; only where both could be meant does the reader's language decide.

use super::money::{Currency, Money, MoneyFault};
use super::percent::{Percent, PercentFault};
use crate::platform::text::normalise_width;

/// What is wrong with a typed amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypedFault {
    /// It is no amount.
    #[error("it is no amount")]
    NoAmount,
    /// It has more digits behind the point than the currency has.
    #[error("{0} has fewer digits behind the point")]
    TooFine(Currency),
    /// Nobody means it.
    #[error("it is too large")]
    TooLarge,
}

impl Money {
    /// An amount of `currency` as somebody typed it whose language writes `decimal` before the smaller unit. The
    /// currency's code may stand beside it.
    ///
    /// # Errors
    /// When it is no amount of this currency.
    pub fn typed(text: &str, currency: Currency, decimal: char) -> Result<Self, TypedFault> {
        let text = normalise_width(text).to_uppercase();
        let text = text.trim();
        let number = text
            .strip_prefix(currency.code())
            .or_else(|| text.strip_suffix(currency.code()))
            .unwrap_or(text)
            .trim();
        let (whole, fraction) = parts(number, currency, decimal).ok_or(TypedFault::NoAmount)?;
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{whole}{point}{fraction} {currency}")
            .parse()
            .map_err(|fault| match fault {
                MoneyFault::TooFine { .. } => TypedFault::TooFine(currency),
                MoneyFault::TooLarge(_) => TypedFault::TooLarge,
                _ => TypedFault::NoAmount,
            })
    }

    /// As a form shows it to somebody whose language writes `decimal`, without the currency.
    #[must_use]
    pub fn to_type(self, decimal: char) -> String {
        let said = self.to_string();
        let number = said.split_once(' ').map_or("", |(number, _)| number);
        number.replace('.', &decimal.to_string())
    }
}

impl Percent {
    /// A share as somebody typed it.
    ///
    /// # Errors
    /// When it is none.
    pub fn typed(text: &str) -> Result<Self, PercentFault> {
        let text = normalise_width(text).replace(',', ".");
        text.trim().trim_end_matches('%').trim_end().parse()
    }
}

/// The digits before and behind the point.
fn parts(number: &str, currency: Currency, decimal: char) -> Option<(String, String)> {
    let last = number.rfind(['.', ',']);
    let (whole, fraction) = match last {
        Some(at) if is_point(number, at, currency, decimal) => (&number[..at], &number[at + 1..]),
        _ => (number, ""),
    };
    let point = last.filter(|at| *at == whole.len()).map(|at| &number[at..=at]);
    // What stands before the smaller unit cannot also part thousands, and nothing follows it but digits.
    if point.is_some_and(|point| whole.contains(point) || fraction.is_empty()) {
        return None;
    }
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(is_parting).collect();
    let (first, rest) = groups.split_first()?;
    // In India every two digits above the thousand are a group.
    let regular = rest.split_last().is_none_or(|(last, middle)| {
        last.len() == 3 && first.len() <= 3 && middle.iter().all(|group| matches!(group.len(), 2 | 3))
    });
    let marks: Vec<char> = whole.chars().filter(|sign| is_parting(*sign)).collect();
    let alike = marks.windows(2).all(|pair| pair[0] == pair[1]);
    let fine = !first.is_empty() && regular && alike && groups.iter().all(|group| digits(group));
    (fine && digits(fraction)).then(|| (groups.concat(), fraction.to_owned()))
}

fn is_parting(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '.' | ',' | '\'' | '’')
}

/// Whether the last full stop or comma, at `at`, stands before the smaller unit.
fn is_point(number: &str, at: usize, currency: Currency, decimal: char) -> bool {
    let sign = &number[at..=at];
    let other = if sign == "." { "," } else { "." };
    let before = &number[..at];
    if before.contains(sign) {
        return false;
    }
    if before.contains(other) || number.len() - at != 4 || before.len() > 3 || before.starts_with('0') {
        return true;
    }
    // Three digits behind a single sign: thousands, unless the currency has as many and the language writes it so.
    currency.digits() == 3 && sign.starts_with(decimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, code: &str, decimal: char) -> Result<i64, TypedFault> {
        Money::typed(text, code.parse().unwrap(), decimal).map(|money| money.minor)
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, code, minor) in [
            ("1200", "EUR", 120_000),
            ("1 200,50", "EUR", 120_050),
            ("1\u{a0}200,5", "EUR", 120_050),
            ("1\u{202f}200", "EUR", 120_000),
            ("1,200.50", "EUR", 120_050),
            ("1.200,50", "EUR", 120_050),
            ("1'200.50", "CHF", 120_050),
            ("1,200", "EUR", 120_000),
            ("1.200", "EUR", 120_000),
            ("1.5", "EUR", 150),
            ("0,50", "EUR", 50),
            ("1,00,000", "INR", 10_000_000),
            ("1,234,567.89", "USD", 123_456_789),
            ("13,000", "JPY", 13_000),
            ("13000", "JPY", 13_000),
            ("１２００", "CNY", 120_000),
            ("1200 eur", "EUR", 120_000),
            ("EUR 40", "EUR", 4_000),
            (" 0 ", "EUR", 0),
            ("0.250", "KWD", 250),
            ("12.5", "KWD", 12_500),
        ] {
            assert_eq!(typed(text, code, '.'), Ok(minor), "{text} {code}");
        }
    }

    #[test]
    fn three_digits_of_a_thousandth_are_read_as_the_language_writes_them() {
        assert_eq!(typed("1.200", "KWD", '.'), Ok(1_200));
        assert_eq!(typed("1,200", "KWD", '.'), Ok(1_200_000));
        assert_eq!(typed("1,200", "KWD", ','), Ok(1_200));
        for (code, minor) in [("KWD", 1_200), ("EUR", 120_050), ("EUR", 120_000), ("JPY", 5)] {
            let money = Money {
                currency: code.parse().unwrap(),
                minor,
            };
            for decimal in ['.', ','] {
                assert_eq!(
                    Money::typed(&money.to_type(decimal), money.currency, decimal),
                    Ok(money)
                );
            }
        }
    }

    #[test]
    fn what_is_no_amount_is_not_guessed_at() {
        for text in [
            "",
            "abc",
            "-5",
            "1..2",
            "1 2",
            "12,34,5",
            "1,20.5.0",
            "5.",
            ".5",
            "1,2,3",
            "1200 USD",
            "1.200 ,5",
            "1,200 300",
            "½",
        ] {
            assert_eq!(typed(text, "EUR", '.'), Err(TypedFault::NoAmount), "{text}");
        }
        let currency = |code: &str| code.parse().unwrap();
        assert_eq!(
            typed("1.5", "JPY", '.'),
            Err(TypedFault::TooFine(currency("JPY")))
        );
        assert_eq!(
            typed("1.2345", "EUR", '.'),
            Err(TypedFault::TooFine(currency("EUR")))
        );
        assert_eq!(typed("99999999999999", "EUR", '.'), Err(TypedFault::TooLarge));
    }

    #[test]
    fn a_share_may_have_its_sign_and_either_point() {
        for (text, points) in [
            ("50", 5_000),
            ("50 %", 5_000),
            ("5,5", 550),
            ("5.5%", 550),
            ("１０％", 1_000),
        ] {
            assert_eq!(
                Percent::typed(text).map(Percent::basis_points),
                Ok(points),
                "{text}"
            );
        }
        for text in ["", "half", "-1", "1,2,3", "5,555"] {
            assert!(Percent::typed(text).is_err(), "{text}");
        }
    }
}
