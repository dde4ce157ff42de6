//! “Did you mean …@gmail.com?”: addresses whose domain is almost one of the large providers'. A hint, never an
//! obstacle: `gmial.com` may exist. The browser's script works from the same lists, which the page hands to it.

use crate::platform::email::EmailAddress;

/// Providers that many people have their mailbox at, and domains so near to one that they must not be taken for it.
const PROVIDERS: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "yahoo.com",
    "ymail.com",
    "hotmail.com",
    "outlook.com",
    "live.com",
    "msn.com",
    "icloud.com",
    "aol.com",
    "proton.me",
    "protonmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "mail.com",
    "email.com",
    "zoho.com",
    "fastmail.com",
    "mail.ru",
    "bk.ru",
    "inbox.ru",
    "list.ru",
    "yandex.ru",
    "yandex.com",
    "ya.ru",
    "rambler.ru",
    "qq.com",
    "163.com",
    "126.com",
    "139.com",
    "yeah.net",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "foxmail.com",
    "aliyun.com",
];

/// Slips that the rule below is too careful for, because short names are near to many others.
const SLIPS: &[(&str, &str)] = &[
    ("mial.ru", "mail.ru"),
    ("maill.ru", "mail.ru"),
    ("amil.ru", "mail.ru"),
    ("mai.ru", "mail.ru"),
    ("qqq.com", "qq.com"),
    ("ayndex.ru", "yandex.ru"),
    ("1663.com", "163.com"),
    ("lcloud.com", "icloud.com"),
];

/// A first label shorter than this is too near to other words to guess at.
const SHORTEST: usize = 5;

/// The address that was probably meant, if `email` is probably mistyped.
#[must_use]
pub fn likely_meant(email: &EmailAddress) -> Option<String> {
    let typed = email.to_string();
    let (local, domain) = typed.rsplit_once('@')?;
    let meant = meant_domain(&domain.to_lowercase())?;
    Some(format!("{local}@{meant}"))
}

fn meant_domain(domain: &str) -> Option<&'static str> {
    if PROVIDERS.contains(&domain) {
        return None;
    }
    if let Some((_, meant)) = SLIPS.iter().find(|(slip, _)| *slip == domain) {
        return Some(meant);
    }
    let (name, rest) = domain.split_once('.')?;
    PROVIDERS.iter().copied().find(|provider| {
        let Some((its_name, its_rest)) = provider.split_once('.') else {
            return false;
        };
        // The name right and the ending almost, or the ending right and the name almost.
        (name == its_name && is_one_slip(rest, its_rest))
            || (rest == its_rest && its_name.len() >= SHORTEST && is_one_slip(name, its_name))
    })
}

/// Whether one letter was left out, added, exchanged, or swapped with its neighbour.
fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    let head = typed.iter().zip(&meant).take_while(|(is, was)| is == was).count();
    let (typed, meant) = (&typed[head..], &meant[head..]);
    let tail = typed
        .iter()
        .rev()
        .zip(meant.iter().rev())
        .take_while(|(is, was)| is == was)
        .count();
    let (typed, meant) = (&typed[..typed.len() - tail], &meant[..meant.len() - tail]);
    match (typed, meant) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([first, second], [its_first, its_second]) => first == its_second && second == its_first,
        _ => false,
    }
}

/// The lists as a page hands them to its script.
pub struct EmailHints;

impl EmailHints {
    /// Providers, with spaces between.
    #[must_use]
    pub fn providers(&self) -> String {
        PROVIDERS.join(" ")
    }

    /// `slip=meant`, with spaces between.
    #[must_use]
    pub fn slips(&self) -> String {
        let pairs: Vec<String> = SLIPS
            .iter()
            .map(|(slip, meant)| format!("{slip}={meant}"))
            .collect();
        pairs.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_recognized() {
        for (typed, meant) in [
            ("gmial.com", "gmail.com"),
            ("gmai.com", "gmail.com"),
            ("gmaill.com", "gmail.com"),
            ("gmail.con", "gmail.com"),
            ("gmail.co", "gmail.com"),
            ("gnail.com", "gmail.com"),
            ("hotmial.com", "hotmail.com"),
            ("hotmal.com", "hotmail.com"),
            ("outlok.com", "outlook.com"),
            ("yahooo.com", "yahoo.com"),
            ("yandx.ru", "yandex.ru"),
            ("yandex.r", "yandex.ru"),
            ("mial.ru", "mail.ru"),
            ("mail.tu", "mail.ru"),
            ("qq.con", "qq.com"),
            ("163.cm", "163.com"),
            ("foxmial.com", "foxmail.com"),
            ("icloud.cmo", "icloud.com"),
            ("lcloud.com", "icloud.com"),
            ("rambler.ri", "rambler.ru"),
        ] {
            assert_eq!(meant_domain(typed), Some(meant), "{typed}");
        }
        let email = EmailAddress::parse("Anna.Petrova@GMIAL.com").expect("an address");
        assert_eq!(likely_meant(&email).as_deref(), Some("Anna.Petrova@gmail.com"));
    }

    #[test]
    fn domains_of_others_are_left_alone() {
        for domain in PROVIDERS.iter().copied().chain([
            "example.org",
            "cis.minsk.by",
            "sectsco.org",
            "yahoo.co.uk",
            "yahoo.de",
            "yandex.by",
            "yandex.kz",
            "hotmail.fr",
            "main.ru",
            "love.com",
            "q.com",
            "189.cn",
            "mfa.gov.cn",
            "mid.ru",
            "localhost",
        ]) {
            assert_eq!(meant_domain(domain), None, "{domain}");
        }
    }
}
