//! Secrets that are shown once and stored as hashes: personal links, sign-in links, session cookies.
//!
//! A link's token is derived, not stored: `HMAC-SHA-256(key, purpose ‖ id ‖ epoch)`. Its SHA-256 is stored and
//! indexed, so looking a link up needs no key and links survive a change of key, while a mail that is rendered
//! hours later can compute the same link again. A leaked database opens nothing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// SHA-256 of some bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// A SHA-256 digest that is shown to people and stored in JSON, in lower-case hexadecimal.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Binary)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha256(bytes))
    }

    /// The bytes of a column.
    #[must_use]
    pub fn to_vec(self) -> Vec<u8> {
        self.0.to_vec()
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::str::FromStr for Digest {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err("a digest is 64 hexadecimal characters".to_owned());
        }
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[i * 2..i * 2 + 2], 16).map_err(|e| e.to_string())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl diesel::deserialize::FromSql<diesel::sql_types::Binary, diesel::pg::Pg> for Digest {
    fn from_sql(value: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
        let bytes: Vec<u8> =
            diesel::deserialize::FromSql::<diesel::sql_types::Binary, diesel::pg::Pg>::from_sql(value)?;
        Ok(Self(
            bytes
                .try_into()
                .map_err(|_| "a digest of another length than 32 bytes")?,
        ))
    }
}

impl diesel::serialize::ToSql<diesel::sql_types::Binary, diesel::pg::Pg> for Digest {
    fn to_sql<'b>(
        &'b self,
        out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
    ) -> diesel::serialize::Result {
        <[u8] as diesel::serialize::ToSql<diesel::sql_types::Binary, diesel::pg::Pg>>::to_sql(&self.0, out)
    }
}

/// What a derived token is good for; it keeps tokens of one kind from opening doors of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A registration's own page, `/r/{token}`.
    Registration,
    /// A one-time sign-in link.
    SignIn,
    /// An invitation into an organization.
    Invitation,
    /// Confirms another address of a registration, `/r/{token}/address`.
    AddressChange,
    /// Proves the address of a registration, `/r/{token}/prove/{proof}`: whoever registers has the page's link at once,
    /// and this one by mail alone.
    Proof,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Registration => b"registration",
            Self::SignIn => b"sign-in",
            Self::Invitation => b"invitation",
            Self::AddressChange => b"address-change",
            Self::Proof => b"proof",
        }
    }
}

/// A secret in the form in which its holder has it: 32 bytes in base64url. Never logged, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A fresh random token of 256 bits.
    #[must_use]
    pub fn random() -> Self {
        Self::from_bytes(&rand::random::<[u8; 32]>())
    }

    /// Reads a token from an address or a cookie; anything of another shape is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What is stored in its place.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(sha256(self.0.as_bytes()))
    }

    /// The secret itself, to be put into a link or a cookie.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The stored form of a [`Token`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// The bytes of the column.
    #[must_use]
    pub fn to_vec(self) -> Vec<u8> {
        self.0.to_vec()
    }
}

/// The keys that tokens are derived with. Two at once allow rotation: new links come from the current one,
/// links in mails that were queued before still come out as they were.
#[derive(Clone)]
pub struct Keys {
    current: Vec<u8>,
    previous: Option<Vec<u8>>,
}

impl Keys {
    /// `current` and `previous` are the configured texts; they are hashed, so any length will do.
    #[must_use]
    pub fn new(current: &str, previous: Option<&str>) -> Self {
        Self {
            current: sha256(current.as_bytes()).to_vec(),
            previous: previous.map(|key| sha256(key.as_bytes()).to_vec()),
        }
    }

    /// The token that a new link gets.
    #[must_use]
    pub fn derive(&self, purpose: Purpose, id: Uuid, epoch: i32) -> Token {
        derive_with(&self.current, purpose, id, epoch)
    }

    /// The token of a link issued earlier, whose hash is stored; `None` if neither key made it.
    #[must_use]
    pub fn recover(&self, purpose: Purpose, id: Uuid, epoch: i32, hash: &[u8]) -> Option<Token> {
        std::iter::once(&self.current)
            .chain(&self.previous)
            .map(|key| derive_with(key, purpose, id, epoch))
            .find(|token| token.hash().0 == hash)
    }

    /// Names the current key without giving it away; kept in the database.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.current)
    }

    /// The same for the key before, while a rotation lasts.
    #[must_use]
    pub fn previous_fingerprint(&self) -> Option<String> {
        self.previous.as_deref().map(fingerprint)
    }
}

fn fingerprint(key: &[u8]) -> String {
    Digest::of(&[b"fingerprint", key].concat()).to_string()[..32].to_owned()
}

fn derive_with(key: &[u8], purpose: Purpose, id: Uuid, epoch: i32) -> Token {
    #[allow(
        clippy::expect_used,
        reason = "HMAC takes a key of any length (RFC 2104); it is 32 bytes here"
    )]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    let label = purpose.label();
    mac.update(&[u8::try_from(label.len()).unwrap_or(u8::MAX)]);
    mac.update(label);
    mac.update(id.as_bytes());
    mac.update(&epoch.to_be_bytes());
    Token::from_bytes(&mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_depends_on_key_purpose_id_and_epoch() {
        let keys = Keys::new("one", None);
        let id = Uuid::now_v7();
        let token = keys.derive(Purpose::Registration, id, 0);
        assert_eq!(token, keys.derive(Purpose::Registration, id, 0));
        assert_ne!(token, keys.derive(Purpose::Registration, id, 1));
        assert_ne!(token, keys.derive(Purpose::SignIn, id, 0));
        assert_ne!(token, keys.derive(Purpose::Registration, Uuid::now_v7(), 0));
        assert_ne!(token, Keys::new("two", None).derive(Purpose::Registration, id, 0));
    }

    #[test]
    fn a_link_survives_the_rotation_of_the_key() {
        let id = Uuid::now_v7();
        let old = Keys::new("old", None).derive(Purpose::Registration, id, 0);
        let rotated = Keys::new("new", Some("old"));
        assert_eq!(
            rotated.recover(Purpose::Registration, id, 0, &old.hash().to_vec()),
            Some(old.clone())
        );
        let forgotten = Keys::new("new", None);
        assert_eq!(
            forgotten.recover(Purpose::Registration, id, 0, &old.hash().to_vec()),
            None
        );
    }

    #[test]
    fn only_32_bytes_in_base64url_are_a_token() {
        assert!(Token::parse(Token::random().reveal()).is_some());
        for odd in ["", "abc", "../../etc/passwd", &"A".repeat(44), "\0"] {
            assert_eq!(Token::parse(odd), None);
        }
    }
}
