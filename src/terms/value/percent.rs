//! Per cent in hundredths of a per cent, and the one rule of rounding: half up, once a line.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use crate::platform::i18n::{Tr, Value};

/// A share in basis points: 5.5 per cent are 550.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u32);

/// It is no share.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no per cent: write a number with at most two digits behind the point, such as 5.5")]
pub struct PercentFault(String);

impl Percent {
    /// The whole.
    pub const WHOLE: Self = Self(10_000);

    /// In hundredths of a per cent.
    #[must_use]
    pub fn basis_points(self) -> u32 {
        self.0
    }

    /// This share of an amount, rounded half up; of a negative one, as much below zero.
    #[must_use]
    pub fn of(self, minor: i64) -> i64 {
        divide(i128::from(minor) * i128::from(self.0), 10_000)
    }

    /// The part of a gross amount that is tax at this rate.
    #[must_use]
    pub fn inside(self, gross: i64) -> i64 {
        divide(
            i128::from(gross) * i128::from(self.0),
            10_000 + i128::from(self.0),
        )
    }
}

fn divide(value: i128, by: i128) -> i64 {
    let rounded = (value.abs() * 2 + by) / (by * 2);
    // Amounts are bounded where they are read; beyond that the nearest that can be said.
    i64::try_from(rounded * value.signum()).unwrap_or(i64::MAX)
}

impl Percent {
    /// “5.5 %”, as readers of `t` write it.
    #[must_use]
    pub fn words(self, t: Tr) -> String {
        let whole = t.number(self.0 / 100);
        let number = match self.0 % 100 {
            0 => whole,
            rest => {
                let fraction = format!("{rest:02}");
                let fraction = Value::from(fraction.trim_end_matches('0'));
                t.with(
                    "decimal",
                    &[("whole", Value::from(whole)), ("fraction", fraction)],
                )
            }
        };
        t.with("percent", &[("number", Value::from(number))])
    }
}

impl FromStr for Percent {
    type Err = PercentFault;

    fn from_str(text: &str) -> Result<Self, PercentFault> {
        let fault = || PercentFault(text.to_owned());
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || whole.len() > 5 || fraction.len() > 2 {
            return Err(fault());
        }
        let hundredths = format!("{fraction:0<2}");
        let read = |part: &str| part.parse::<u32>().map_err(|_| fault());
        Ok(Self(read(whole)? * 100 + read(&hundredths)?))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, rest) if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            (whole, rest) => write!(f, "{whole}.{rest:02}"),
        }
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            serializer.serialize_u32(self.0 / 100)
        } else {
            serializer.collect_str(self)
        }
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Percent;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a per cent such as 50 or 5.5")
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Percent, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Percent, E> {
                self.visit_str(&number.to_string())
            }

            // The shortest decimal that reads back as this fraction is what was typed.
            fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Percent, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Percent, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Number)
    }
}

impl JsonSchema for Percent {
    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"], "description": "A per cent, such as 50 or 5.5" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(text: &str) -> Percent {
        text.parse().unwrap()
    }

    #[test]
    fn a_share_is_rounded_half_up_once() {
        assert_eq!(percent("5").of(45000), 2250);
        assert_eq!(percent("0.5").of(100), 1);
        assert_eq!(percent("0.49").of(100), 0);
        assert_eq!(percent("50").of(-101), -51);
        assert_eq!(percent("19").inside(8330), 1330);
        assert_eq!(percent("100").of(i64::MAX), i64::MAX);
    }

    #[test]
    fn it_is_written_as_it_was_read() {
        for (json, again) in [
            ("50", "50"),
            ("5.5", "\"5.5\""),
            ("\"0.05\"", "\"0.05\""),
            ("150", "150"),
        ] {
            let read: Percent = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), again);
        }
        for bad in ["-1", "\"5,5\"", "0.005", "\"five\"", "1000000"] {
            assert!(serde_json::from_str::<Percent>(bad).is_err(), "{bad}");
        }
    }
}
