//! A colour of the organizer's own, kept readable: on paper and on ink it becomes as much darker or lighter as text
//! needs (WCAG 2.2, 1.4.3), and keeps its hue. Lightness is that of Oklab, in which equal steps look equal.

use std::fmt;
use std::str::FromStr;

/// An opaque colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// A text that is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is # and three or six hexadecimal digits")]
pub struct ColourError;

/// Text and the lines that carry meaning reach this against what is behind them.
const READABLE: f64 = 4.5;
/// How much of the ribbon is in the ground behind notices; as in `tokens.css`.
const SOFT: f64 = 0.09;

/// What a ribbon stands on, as `tokens.css` has it: paper, sheet, and what is written on the ribbon itself.
struct Ground {
    paper: Colour,
    sheet: Colour,
    on_ribbon: Colour,
}

const LIGHT: Ground = Ground {
    paper: Colour([0xfd, 0xfc, 0xf9]),
    sheet: Colour([0xff, 0xff, 0xff]),
    on_ribbon: Colour([0xff, 0xff, 0xff]),
};
const DARK: Ground = Ground {
    paper: Colour([0x14, 0x17, 0x1a]),
    sheet: Colour([0x1b, 0x1f, 0x23]),
    on_ribbon: Colour([0x06, 0x22, 0x2c]),
};

/// What an event's colour becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ribbon {
    /// On paper.
    pub light: Colour,
    /// On ink.
    pub dark: Colour,
}

impl Ribbon {
    /// The house's own, of events that have none and of pages and mails about no event.
    pub const HOUSE: Self = Self {
        light: Colour([0x0b, 0x5d, 0x7a]),
        dark: Colour([0x5f, 0xb7, 0xd4]),
    };
    /// What is written on it, on paper and on ink.
    pub const ON: Self = Self {
        light: LIGHT.on_ribbon,
        dark: DARK.on_ribbon,
    };

    /// The nearest to `asked` that can be read.
    #[must_use]
    pub fn of(asked: Colour) -> Self {
        Self {
            light: asked.readable_on(&LIGHT, -0.004),
            dark: asked.readable_on(&DARK, 0.004),
        }
    }

    /// The style sheet that puts it in the place of the house's own.
    #[must_use]
    pub fn style_sheet(self) -> String {
        format!(
            ":root{{--ribbon:light-dark({},{});--on-ribbon:light-dark({},{})}}\n",
            self.light, self.dark, LIGHT.on_ribbon, DARK.on_ribbon
        )
    }
}

impl Colour {
    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio (WCAG 2.2), from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn is_readable_on(self, ground: &Ground) -> bool {
        let soft = self.mixed_into(ground.paper, SOFT);
        [ground.paper, ground.sheet, ground.on_ribbon, soft]
            .into_iter()
            .all(|behind| self.contrast(behind) >= READABLE)
    }

    /// The same hue, in steps of lightness until it can be read; black and white always can.
    fn readable_on(self, ground: &Ground, step: f64) -> Self {
        let mut colour = self;
        let [mut lightness, a, b] = self.oklab();
        while !colour.is_readable_on(ground) && (0.0..=1.0).contains(&lightness) {
            lightness += step;
            colour = Self::within_gamut(lightness.clamp(0.0, 1.0), a, b);
        }
        colour
    }

    /// The most colourful of this lightness and hue that a screen can show, not more so than asked for.
    fn within_gamut(lightness: f64, a: f64, b: f64) -> Self {
        (0..=50_u8)
            .map(|step| 1.0 - f64::from(step) / 50.0)
            .map(|share| from_oklab([lightness, a * share, b * share]))
            .find(|linear| linear.iter().all(|value| (-0.0005..=1.0005).contains(value)))
            .map_or(Self([0; 3]), Self::from_linear)
    }

    fn mixed_into(self, other: Self, share: f64) -> Self {
        let (one, two) = (self.oklab(), other.oklab());
        let mix = |index: usize| one[index] * share + two[index] * (1.0 - share);
        Self::from_linear(from_oklab([mix(0), mix(1), mix(2)]))
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rounded and within 0 and 255"
    )]
    fn from_linear(linear: [f64; 3]) -> Self {
        Self(linear.map(|value| {
            let value = value.clamp(0.0, 1.0);
            let encoded = if value <= 0.003_130_8 {
                value * 12.92
            } else {
                1.055 * value.powf(1.0 / 2.4) - 0.055
            };
            (encoded * 255.0).round() as u8
        }))
    }

    /// Oklab, after <https://bottosson.github.io/posts/oklab/>.
    #[allow(clippy::many_single_char_names, reason = "the names of the formula")]
    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }
}

/// Linear sRGB, outside of 0 to 1 where no screen shows it.
#[allow(clippy::many_single_char_names, reason = "the names of the formula")]
fn from_oklab([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
}

impl FromStr for Colour {
    type Err = ColourError;

    /// `#0b5d7a`, `#abc`, with or without the sign.
    fn from_str(typed: &str) -> Result<Self, ColourError> {
        let digits = typed.trim();
        let digits = digits.strip_prefix('#').unwrap_or(digits);
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(ColourError);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| ColourError)?;
        let [_, red, green, blue] = number.to_be_bytes();
        match digits.len() {
            6 => Ok(Self([red, green, blue])),
            3 => Ok(Self([green & 0xf, blue >> 4, blue & 0xf].map(|digit| digit * 17))),
            _ => Err(ColourError),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn a_colour_is_three_or_six_digits() {
        assert_eq!(colour("#0B5D7A").to_string(), "#0b5d7a");
        assert_eq!(colour(" f80 ").to_string(), "#ff8800");
        for bad in ["", "#", "#12345", "#1234567", "red", "#ggg", "+12345", "ж12"] {
            assert!(bad.parse::<Colour>().is_err(), "{bad}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let (black, white) = (colour("#000"), colour("#fff"));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((colour("#767676").contrast(white) - 4.54).abs() < 0.01);
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        assert_eq!(Ribbon::of(colour("#0b5d7a")).light, colour("#0b5d7a"));
        assert_eq!(Ribbon::of(colour("#5fb7d4")).dark, colour("#5fb7d4"));
    }

    #[test]
    fn yellow_becomes_a_dark_yellow_on_paper_and_stays_on_ink() {
        let ribbon = Ribbon::of(colour("#ffd500"));
        let [red, green, blue] = ribbon.light.0;
        assert!(red > green && green > blue && red < 0x90, "{}", ribbon.light);
        assert_eq!(ribbon.dark, colour("#ffd500"));
    }

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let tokens = include_str!("../../static/css/tokens.css");
        for (name, of) in [
            ("paper", [LIGHT.paper, DARK.paper]),
            ("sheet", [LIGHT.sheet, DARK.sheet]),
            ("on-ribbon", [LIGHT.on_ribbon, DARK.on_ribbon]),
        ] {
            let line = format!("--{name}: light-dark({}, {});", of[0], of[1]);
            assert!(tokens.contains(&line), "{line}");
        }
        let house = format!(
            "--ribbon: light-dark({}, {});",
            Ribbon::HOUSE.light,
            Ribbon::HOUSE.dark
        );
        assert!(tokens.contains(&house), "{house}");
        assert!(tokens.contains("color-mix(in oklab, var(--ribbon) 9%, var(--paper))"));
    }

    proptest! {
        #[test]
        fn whatever_is_asked_for_can_be_read(red: u8, green: u8, blue: u8) {
            let ribbon = Ribbon::of(Colour([red, green, blue]));
            prop_assert!(ribbon.light.is_readable_on(&LIGHT), "{}", ribbon.light);
            prop_assert!(ribbon.dark.is_readable_on(&DARK), "{}", ribbon.dark);
        }
    }
}
