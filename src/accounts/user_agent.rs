//! What a browser says of itself, in words its owner recognizes: "Firefox, Windows". The names are proper names and
//! the same in every language. Nothing is decided by them; anybody may send any header.

/// The longest part of the header that is kept.
const MAX_CHARACTERS: usize = 300;

/// Checked from top to bottom, because browsers claim to be their ancestors too.
const BROWSERS: &[(&str, &str)] = &[
    ("YaBrowser/", "Yandex Browser"),
    ("MicroMessenger/", "WeChat"),
    ("HuaweiBrowser/", "Huawei Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// The part of the header that is stored.
pub fn shorten(header: &str) -> String {
    header
        .chars()
        .filter(|c| !c.is_control())
        .take(MAX_CHARACTERS)
        .collect()
}

/// Browser and system, as far as they are known; empty if neither is.
pub fn describe(header: &str) -> String {
    let find = |known: &[(&str, &'static str)]| {
        known
            .iter()
            .find(|(mark, _)| header.contains(mark))
            .map(|(_, name)| *name)
    };
    [find(BROWSERS), find(SYSTEMS)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_called_by_their_names() {
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
        for (header, name) in [
            (windows.to_owned(), "Chrome, Windows"),
            (format!("{windows} Edg/142.0.0.0"), "Edge, Windows"),
            (format!("{windows} YaBrowser/25.10"), "Yandex Browser, Windows"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0".into(), "Firefox, Linux"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1"
                    .into(),
                "Safari, iPhone",
            ),
            ("curl/8.5".into(), ""),
        ] {
            assert_eq!(describe(&header), name, "{header}");
        }
    }

    #[test]
    fn a_header_of_any_size_and_kind_is_kept_short_and_harmless() {
        assert_eq!(
            shorten(&format!("a\u{1b}[31m{}", "b".repeat(9000)))
                .chars()
                .count(),
            MAX_CHARACTERS
        );
        assert!(!shorten("a\u{1b}\0b").contains(char::is_control));
    }
}
