//! Money: whole minor units of a currency, written `427.50 USD`. Never a binary fraction.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};
use serde::ser::{SerializeSeq as _, Serializer};
use serde::{Deserialize, Serialize};

use super::text::by_text;

/// The currencies of ISO 4217 that people are paid in.
const KNOWN: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF \
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL \
    HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL \
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON \
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
    USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

/// Far beyond any fee, and far from where sums of sums could overflow.
const MOST_MAJOR: i64 = 10_000_000_000;

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// An amount of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// In which currency.
    pub currency: Currency,
    /// In its minor units: cents, kopecks, whole yen.
    pub minor: i64,
}

/// What is wrong with an amount as it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyFault {
    /// The currency is none.
    #[error("{0:?} is no currency: write the three letters of ISO 4217, such as EUR")]
    UnknownCurrency(String),
    /// It is not a number and a currency.
    #[error("{0:?} is no amount: write the number, a space and the currency, such as \"427.50 USD\"")]
    NoAmount(String),
    /// More digits behind the point than the currency has.
    #[error("{text:?} has more digits behind the point than {currency} has ({digits})")]
    TooFine {
        /// As it was written.
        text: String,
        /// Its currency.
        currency: Currency,
        /// How many the currency has.
        digits: u32,
    },
    /// Nobody means it.
    #[error("{0:?} is too large")]
    TooLarge(String),
    /// Two prices in one currency.
    #[error("two prices in {0}: a price is said once in each currency")]
    Twice(Currency),
}

impl Currency {
    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        // Three letters of `KNOWN`, so this is always text.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many digits stand behind the point.
    #[must_use]
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = MoneyFault;

    fn from_str(code: &str) -> Result<Self, MoneyFault> {
        let known = KNOWN.split_ascii_whitespace().find(|known| *known == code);
        known
            .and_then(|known| known.as_bytes().try_into().ok())
            .map(Self)
            .ok_or_else(|| MoneyFault::UnknownCurrency(code.to_owned()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Money {
    /// Nothing, in a currency.
    #[must_use]
    pub fn zero(currency: Currency) -> Self {
        Self { currency, minor: 0 }
    }
}

impl FromStr for Money {
    type Err = MoneyFault;

    fn from_str(text: &str) -> Result<Self, MoneyFault> {
        let none = || MoneyFault::NoAmount(text.to_owned());
        let (number, code) = text.trim().split_once(' ').ok_or_else(none)?;
        let currency: Currency = code.trim().parse()?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || number.ends_with('.') {
            return Err(none());
        }
        let places = currency.digits();
        let shortage = (places as usize)
            .checked_sub(fraction.len())
            .ok_or_else(|| MoneyFault::TooFine {
                text: text.to_owned(),
                currency,
                digits: places,
            })?;
        let large = || MoneyFault::TooLarge(text.to_owned());
        let major: i64 = whole.parse().map_err(|_| large())?;
        if major > MOST_MAJOR {
            return Err(large());
        }
        let fraction: i64 = if fraction.is_empty() {
            0
        } else {
            fraction.parse().map_err(|_| large())?
        };
        let padding = (0..shortage).fold(1, |scale, _| scale * 10);
        Ok(Self {
            currency,
            minor: major * 10_i64.pow(places) + fraction * padding,
        })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let scale = 10_u64.pow(digits);
        let size = self.minor.unsigned_abs();
        let sign = if self.minor < 0 { "-" } else { "" };
        let (major, rest) = (size / scale, size % scale);
        if rest == 0 {
            write!(f, "{sign}{major} {}", self.currency)
        } else {
            write!(
                f,
                "{sign}{major}.{rest:0width$} {}",
                self.currency,
                width = digits as usize
            )
        }
    }
}

by_text!(
    Currency,
    "Currency",
    "A currency by its ISO 4217 code, such as EUR"
);
by_text!(
    Money,
    "Money",
    "An amount: the number, a space and the currency, such as \"427.50 USD\""
);

/// A price: said once in each currency it may be paid in, each a price of its own and no conversion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prices(Vec<Money>);

impl Prices {
    /// The price in a currency.
    #[must_use]
    pub fn in_currency(&self, currency: Currency) -> Option<Money> {
        self.0.iter().copied().find(|money| money.currency == currency)
    }

    /// The price, where it is said in one currency only.
    #[must_use]
    pub fn only(&self) -> Option<Money> {
        match self.0.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// Whether no price is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In every currency.
    #[must_use]
    pub fn all(&self) -> &[Money] {
        &self.0
    }
}

impl TryFrom<Vec<Money>> for Prices {
    type Error = MoneyFault;

    fn try_from(all: Vec<Money>) -> Result<Self, MoneyFault> {
        for (index, money) in all.iter().enumerate() {
            if all[..index].iter().any(|other| other.currency == money.currency) {
                return Err(MoneyFault::Twice(money.currency));
            }
        }
        Ok(Self(all))
    }
}

impl Serialize for Prices {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            all => {
                let mut list = serializer.serialize_seq(Some(all.len()))?;
                for money in all {
                    list.serialize_element(money)?;
                }
                list.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Prices {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;
        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Prices;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount such as \"400 EUR\", or a list of one in each currency")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Prices, E> {
                text.parse().map(|money| Prices(vec![money])).map_err(E::custom)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Prices, A::Error> {
                let mut all = Vec::new();
                while let Some(money) = list.next_element::<Money>()? {
                    all.push(money);
                }
                all.try_into().map_err(A::Error::custom)
            }
        }
        deserializer.deserialize_any(OneOrMore)
    }
}

impl JsonSchema for Prices {
    fn schema_name() -> Cow<'static, str> {
        "Prices".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let money = generator.subschema_for::<Money>();
        json_schema!({
            "description": "A price, or a list of one in each currency",
            "anyOf": [money, { "type": "array", "items": money }]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_the_minor_units_of_their_currency() {
        for (text, minor, again) in [
            ("427.50 USD", 42750, "427.50 USD"),
            ("427.5 USD", 42750, "427.50 USD"),
            ("400 EUR", 40000, "400 EUR"),
            ("79000 HUF", 7_900_000, "79000 HUF"),
            ("13000 JPY", 13000, "13000 JPY"),
            ("1.005 KWD", 1005, "1.005 KWD"),
        ] {
            let money: Money = text.parse().unwrap();
            assert_eq!(
                (money.minor, money.to_string().as_str()),
                (minor, again),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_amount_is_a_sentence() {
        for (text, words) in [
            ("400", "write the number, a space and the currency"),
            ("-5 EUR", "is no amount"),
            ("1,000 EUR", "is no amount"),
            ("5. EUR", "is no amount"),
            ("100 EURO", "\"EURO\" is no currency"),
            ("1.5 JPY", "more digits behind the point than JPY has (0)"),
            ("99999999999999999999 EUR", "too large"),
        ] {
            let fault = text.parse::<Money>().unwrap_err().to_string();
            assert!(fault.contains(words), "{text}: {fault}");
        }
        let twice = serde_json::from_str::<Prices>(r#"["1 EUR", "2 EUR"]"#).unwrap_err();
        assert!(twice.to_string().contains("two prices in EUR"));
    }
}
