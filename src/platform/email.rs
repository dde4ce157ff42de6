//! An e-mail address: as typed, as compared, and as sent to.
//!
//! These are three different things. The typed form is shown to its owner; the [key](EmailAddress::key) decides
//! whether two addresses are one; the [ASCII-domain form](EmailAddress::ascii_domain_form) goes to the mail server.
//! All three come from here alone, so that no two places can disagree about who somebody is.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use lettre::address::{Address, AddressError};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::platform::text;

/// An address a mail can be sent to.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress {
    local: String,
    typed_domain: String,
    ascii_domain: String,
}

/// What is wrong with a typed address; each has its own message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailFault {
    /// Nothing was typed.
    #[error("no e-mail address was given")]
    Empty,
    /// There is no `@`.
    #[error("the e-mail address has no @")]
    NoAt,
    /// The part before the `@` is missing or has signs that do not belong there.
    #[error("the part before the @ is not usable")]
    LocalPart,
    /// The part after the `@` is no name a mail server could have.
    #[error("the part after the @ is not a domain")]
    Domain,
    /// It is longer than mail servers accept.
    #[error("the e-mail address is too long")]
    TooLong,
    /// It contains control characters or undecodable bytes.
    #[error("the e-mail address cannot be read")]
    Unreadable,
}

/// Limits of RFC 5321 (4.5.3.1 and erratum 1690), in bytes as sent.
const LOCAL_PART_LIMIT: usize = 64;
const ADDRESS_LIMIT: usize = 254;

impl EmailAddress {
    /// Reads what somebody typed or pasted.
    ///
    /// White space around it and the full-width signs of Asian keyboards are repaired. Quoted local parts
    /// (`"a b"@example.net`) are refused although the standard knows them: nobody owns one, and each is a chance to
    /// smuggle something past a mail server.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, EmailFault> {
        let line = text::clean_line(typed).map_err(|_| EmailFault::Unreadable)?;
        let address = text::normalise_width(&line);
        if address.is_empty() {
            return Err(EmailFault::Empty);
        }
        let (local, typed_domain) = address.rsplit_once('@').ok_or(EmailFault::NoAt)?;
        if !local_part_is_plain(local) {
            return Err(EmailFault::LocalPart);
        }
        let ascii_domain = ascii_domain(typed_domain)?.into_owned();
        if local.len() > LOCAL_PART_LIMIT || local.len() + 1 + ascii_domain.len() > ADDRESS_LIMIT {
            return Err(EmailFault::TooLong);
        }
        // The mail library has the last word: an address it refuses could be stored, but never written to.
        Address::new(local, ascii_domain.as_str()).map_err(|fault| match fault {
            AddressError::InvalidDomain => EmailFault::Domain,
            _ => EmailFault::LocalPart,
        })?;
        Ok(Self {
            local: local.to_owned(),
            typed_domain: typed_domain.to_owned(),
            ascii_domain,
        })
    }

    /// The form that decides whether two addresses belong to one person: lower case, domain in A-labels.
    ///
    /// Mail servers may tell `Anna@` from `anna@`; people never do.
    pub fn key(&self) -> String {
        let local: String = self.local.to_lowercase().nfc().collect();
        format!("{local}@{}", self.ascii_domain)
    }

    /// The form to send to: local part as typed, domain in A-labels, which every mail server understands.
    pub fn ascii_domain_form(&self) -> String {
        format!("{}@{}", self.local, self.ascii_domain)
    }

    /// The form for logs: enough to recognise an address one knows, too little to write to it.
    pub fn masked(&self) -> String {
        let first: String = self.local.chars().take(1).collect();
        format!("{first}…@{}", self.ascii_domain)
    }
}

/// The local part without quoting, comments or white space. Letters of every script are allowed (RFC 6531).
fn local_part_is_plain(local: &str) -> bool {
    let plain = |c: char| match c {
        '.' | '!' | '#' | '$' | '%' | '&' | '\'' | '*' | '+' | '-' | '/' | '=' | '?' | '^' | '_' | '`'
        | '{' | '|' | '}' | '~' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => !c.is_whitespace() && !c.is_control(),
    };
    !local.is_empty() && local.chars().all(plain)
}

fn ascii_domain(typed: &str) -> Result<Cow<'_, str>, EmailFault> {
    let domain = Uts46::new()
        .to_ascii(
            typed.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::CheckFirstLast,
            DnsLength::Verify,
        )
        .map_err(|_| EmailFault::Domain)?;
    // A last label of digits would make it an IP address, which has no owner to write to.
    let public = domain
        .rsplit_once('.')
        .is_some_and(|(_, top)| !top.bytes().all(|b| b.is_ascii_digit()));
    if public || domain == "localhost" {
        Ok(domain)
    } else {
        Err(EmailFault::Domain)
    }
}

/// Shows the address as its owner typed it.
impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.local, self.typed_domain)
    }
}

/// Masked, because debug output ends up in logs.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmailAddress({})", self.masked())
    }
}

impl FromStr for EmailAddress {
    type Err = EmailFault;

    fn from_str(typed: &str) -> Result<Self, EmailFault> {
        Self::parse(typed)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailFault;

    fn try_from(typed: String) -> Result<Self, EmailFault> {
        Self::parse(&typed)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(typed: &str) -> EmailAddress {
        EmailAddress::parse(typed).unwrap_or_else(|fault| panic!("{typed:?}: {fault}"))
    }

    #[test]
    fn the_typed_form_is_kept_and_the_key_folds_case() {
        let address = parsed("  Anna.Petrova+Talk@Example.NET \r\n");
        assert_eq!(address.to_string(), "Anna.Petrova+Talk@Example.NET");
        assert_eq!(address.key(), "anna.petrova+talk@example.net");
        assert_eq!(address.ascii_domain_form(), "Anna.Petrova+Talk@example.net");
    }

    #[test]
    fn a_national_domain_and_its_punycode_are_one_address() {
        let unicode = parsed("Иван@Пример.рф");
        assert_eq!(unicode.to_string(), "Иван@Пример.рф");
        assert_eq!(unicode.key(), "иван@xn--e1afmkfd.xn--p1ai");
        assert_eq!(unicode.ascii_domain_form(), "Иван@xn--e1afmkfd.xn--p1ai");
        assert_eq!(unicode.key(), parsed("иван@xn--e1afmkfd.XN--P1AI").key());
    }

    #[test]
    fn decomposed_and_composed_local_parts_are_one_address() {
        assert_eq!(
            parsed("Bjo\u{308}rk@example.is").key(),
            parsed("björk@example.is").key()
        );
    }

    #[test]
    fn asian_keyboards_are_understood() {
        assert_eq!(
            parsed("ｗａｎｇ＠ｅｘａｍｐｌｅ．ｃｎ").to_string(),
            "wang@example.cn"
        );
        assert_eq!(parsed("wang@example。cn").key(), "wang@example.cn");
    }

    #[test]
    fn usual_and_unusual_addresses_are_accepted() {
        for typed in [
            "a@b.co",
            "o'connor@example.ie",
            "root@localhost",
            "x_y-z@sub.example.museum",
            "用户@例子.中国",
        ] {
            parsed(typed);
        }
    }

    #[test]
    fn every_fault_has_its_cause() {
        for (typed, fault) in [
            ("", EmailFault::Empty),
            (" \t ", EmailFault::Empty),
            ("anna", EmailFault::NoAt),
            ("anna.example.net", EmailFault::NoAt),
            ("@example.net", EmailFault::LocalPart),
            ("anna petrova@example.net", EmailFault::LocalPart),
            ("Anna <anna@example.net", EmailFault::LocalPart),
            ("a@b@example.net", EmailFault::LocalPart),
            (".anna@example.net", EmailFault::LocalPart),
            ("an..na@example.net", EmailFault::LocalPart),
            ("a,b@example.net", EmailFault::LocalPart),
            ("anna@", EmailFault::Domain),
            ("anna@example", EmailFault::Domain),
            ("anna@example..net", EmailFault::Domain),
            ("anna@example.net.", EmailFault::Domain),
            ("anna@-example.net", EmailFault::Domain),
            ("anna@exa mple.net", EmailFault::Domain),
            ("anna@exa_mple.net", EmailFault::Domain),
            ("anna@example.net>", EmailFault::Domain),
            ("anna@[127.0.0.1]", EmailFault::Domain),
            ("anna@127.0.0.1", EmailFault::Domain),
            ("anna@xn--zzzzzz99999.net", EmailFault::Domain),
            ("an\0na@example.net", EmailFault::Unreadable),
            ("anna@ex\u{fffd}mple.net", EmailFault::Unreadable),
        ] {
            assert_eq!(EmailAddress::parse(typed), Err(fault), "{typed:?}");
        }
    }

    #[test]
    fn length_is_measured_as_sent() {
        let domain = format!("{}.net", "d".repeat(63));
        assert!(EmailAddress::parse(&format!("{}@{domain}", "l".repeat(64))).is_ok());
        assert_eq!(
            EmailAddress::parse(&format!("{}@{domain}", "l".repeat(65))),
            Err(EmailFault::TooLong)
        );
        let long = ["d".repeat(60), "e".repeat(60), "f".repeat(60), "net".to_owned()].join(".");
        assert_eq!(
            EmailAddress::parse(&format!("{}@{long}", "l".repeat(68))),
            Err(EmailFault::TooLong)
        );
        assert!(EmailAddress::parse(&format!("{}@{long}", "l".repeat(64))).is_ok());
    }

    #[test]
    fn nothing_can_be_smuggled_into_a_header_or_an_smtp_command() {
        for typed in [
            "anna@example.net\r\nBcc: everyone@example.net",
            "anna@example.net\r\nDATA",
            "anna\r\n@example.net",
            "\"anna\r\nRCPT TO:<x@example.net>\"@example.net",
            "\"anna\\\r\n\"@example.net",
            "\"anna b\"@example.net",
            "anna@example.net, bob@example.net",
            "anna@example.net> SIZE=1",
            "anna@example.net\u{2028}Bcc:x@example.net",
            "anna%0d%0aBcc:x@example.net",
        ] {
            assert!(EmailAddress::parse(typed).is_err(), "{typed:?}");
        }
    }

    #[test]
    fn logs_see_a_masked_form() {
        assert_eq!(parsed("Anna@example.net").masked(), "A…@example.net");
        assert_eq!(
            format!("{:?}", parsed("Anna@example.net")),
            "EmailAddress(A…@example.net)"
        );
    }

    #[test]
    fn json_holds_the_typed_form_and_is_parsed_again() {
        let json = serde_json::to_string(&parsed("Anna@Example.net")).unwrap();
        assert_eq!(json, "\"Anna@Example.net\"");
        assert_eq!(
            serde_json::from_str::<EmailAddress>(&json).unwrap(),
            parsed("Anna@Example.net")
        );
        assert!(serde_json::from_str::<EmailAddress>("\"anna\"").is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_is_one_harmless_line_and_parses_again(typed in "\\PC{0,12}@[a-zа-я0-9.-]{1,12}\\.\\PC{1,5}") {
            if let Ok(address) = EmailAddress::parse(&typed) {
                let sent = address.ascii_domain_form();
                prop_assert!(!sent.contains(|c: char| c.is_control() || c.is_whitespace() || "<>\",;:\\()[]".contains(c)));
                prop_assert_eq!(sent.matches('@').count(), 1);
                let again = parsed(&address.to_string());
                prop_assert_eq!(again.key(), address.key());
                prop_assert_eq!(parsed(&address.key()).key(), address.key());
            }
        }
    }
}
