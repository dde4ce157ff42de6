//! Passwords: what may become one, and Argon2id, which is slow and takes memory on purpose.
//!
//! A hash costs about 30 ms of a core and 19 MiB (OWASP's parameters). Were any number of them computed at once, a
//! flood of sign-ins would starve the rest of the process; so there are as many places as cores, and whoever finds
//! none free within a few seconds is told to come again.

use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{Semaphore, SemaphorePermit};
use unicode_normalization::UnicodeNormalization as _;

use super::common_passwords::is_common;

/// The fewest characters of a new password.
pub const MIN_CHARACTERS: usize = 12;
/// The most bytes of a password: long enough for any phrase, too short to make hashing it an attack.
const MAX_BYTES: usize = 1024;
/// How long a password waits for a free core.
const PATIENCE: Duration = Duration::from_secs(5);

/// A core that may be busy with a password. The processor belongs to the process, and so does this count.
static CORES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(1, std::num::NonZero::get)));

/// The hash of nothing anybody can type, made with the same parameters as all others: checking against it takes as
/// long as checking against a real one.
static DUMMY: LazyLock<String> = LazyLock::new(|| {
    let unguessable = rand::random::<[u8; 32]>();
    // Without a dummy every password would be wrong a little faster; that is no reason to fail.
    hasher()
        .and_then(|argon2| Ok(argon2.hash_password(&unguessable)?.to_string()))
        .unwrap_or_default()
});

/// Why a password could not be hashed or checked; never that it is wrong.
#[derive(Debug, thiserror::Error)]
pub enum HashingError {
    /// All cores are busy with passwords.
    #[error("too many passwords are being checked at once")]
    Busy,
    /// The stored hash, or our own parameters, cannot be used.
    #[error("the password cannot be hashed: {0}")]
    Broken(String),
}

impl From<argon2::password_hash::Error> for HashingError {
    fn from(error: argon2::password_hash::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// Why a text cannot become somebody's password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Nothing was typed.
    Empty,
    /// Fewer than [`MIN_CHARACTERS`].
    TooShort,
    /// More than a kilobyte.
    TooLong,
    /// Bytes that were no text.
    Unreadable,
    /// It is the e-mail address, or the part before its @.
    IsAddress,
    /// It is among the first that somebody would try.
    Common,
}

/// A text that may become a password.
pub struct NewPassword(String);

impl NewPassword {
    /// Judges what was typed by the owner of `email`. There are no rules of composition: length is what counts
    /// (NIST SP 800-63B, 3.1.1.2).
    pub fn parse(typed: &str, email: &str) -> Result<Self, PasswordFault> {
        let text = canonical(typed);
        let (folded, email) = (text.to_lowercase(), canonical(email).to_lowercase());
        let local = email.rsplit_once('@').map_or(email.as_str(), |(local, _)| local);
        if text.is_empty() {
            Err(PasswordFault::Empty)
        } else if text.contains('\u{FFFD}') {
            Err(PasswordFault::Unreadable)
        } else if text.len() > MAX_BYTES {
            Err(PasswordFault::TooLong)
        } else if text.chars().count() < MIN_CHARACTERS {
            Err(PasswordFault::TooShort)
        } else if folded == email || folded == local {
            Err(PasswordFault::IsAddress)
        } else if is_common(&text) {
            Err(PasswordFault::Common)
        } else {
            Ok(Self(text))
        }
    }
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Not the password, or there is none.
    Wrong,
    /// The password.
    Right,
    /// The password, but its hash was made with other parameters than today's and should be made anew.
    RightButOutdated,
}

/// Checks `typed` against the stored hash. Where there is none it takes as long and is wrong.
pub async fn check(typed: &str, stored: Option<&str>) -> Result<Check, HashingError> {
    let password = canonical(typed);
    if password.len() > MAX_BYTES {
        return Ok(Check::Wrong);
    }
    let stored = stored.map(ToOwned::to_owned);
    on_a_free_core(move || {
        let Some(stored) = stored else {
            // Only the time it takes matters.
            let _ = verify(&password, &DUMMY);
            return Ok(Check::Wrong);
        };
        verify(&password, &stored)
    })
    .await
}

/// Makes the hash that is stored in place of a new password.
pub async fn hash(password: NewPassword) -> Result<String, HashingError> {
    hash_canonical(password.0).await
}

/// Makes a hash with today's parameters for a password that has just been found right.
pub async fn hash_again(typed: &str) -> Result<String, HashingError> {
    hash_canonical(canonical(typed)).await
}

async fn hash_canonical(password: String) -> Result<String, HashingError> {
    on_a_free_core(move || Ok(hasher()?.hash_password(password.as_bytes())?.to_string())).await
}

fn verify(password: &str, stored: &str) -> Result<Check, HashingError> {
    let argon2 = hasher()?;
    let stored = PasswordHash::new(stored).map_err(|error| HashingError::Broken(error.to_string()))?;
    match argon2.verify_password(password.as_bytes(), &stored) {
        Ok(()) if Params::try_from(&stored)? == params()? => Ok(Check::Right),
        Ok(()) => Ok(Check::RightButOutdated),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(Check::Wrong),
        Err(error) => Err(error.into()),
    }
}

fn hasher() -> Result<Argon2<'static>, HashingError> {
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params()?))
}

/// 19 MiB, two passes, one lane.
fn params() -> Result<Params, HashingError> {
    Params::new(19 * 1024, 2, 1, Some(Params::DEFAULT_OUTPUT_LEN))
        .map_err(|error| HashingError::Broken(error.to_string()))
}

/// One password may be typed in two encodings of the same letters, depending on the machine.
fn canonical(typed: &str) -> String {
    typed.nfc().collect()
}

/// Runs `work` where it holds up nobody, when a core is free for it. The place is given back when the work is done,
/// not when whoever asked has gone away.
async fn on_a_free_core<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HashingError> + Send + 'static,
) -> Result<T, HashingError> {
    let place: SemaphorePermit<'static> = match tokio::time::timeout(PATIENCE, CORES.acquire()).await {
        Ok(Ok(place)) => place,
        Ok(Err(_)) | Err(_) => return Err(HashingError::Busy),
    };
    tokio::task::spawn_blocking(move || {
        let result = work();
        drop(place);
        result
    })
    .await
    .map_err(|error| HashingError::Broken(error.to_string()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(typed: &str) -> Result<(), PasswordFault> {
        NewPassword::parse(typed, "Konstantin.Popov@example.org").map(|_| ())
    }

    #[test]
    fn every_fault_has_its_cause() {
        for (typed, fault) in [
            ("", PasswordFault::Empty),
            ("elevenchars", PasswordFault::TooShort),
            ("одиннадцать", PasswordFault::TooShort),
            ("konstantin.popov@example.org", PasswordFault::IsAddress),
            ("KONSTANTIN.POPOV", PasswordFault::IsAddress),
            ("passwordpassword", PasswordFault::Common),
            ("an undecodable \u{FFFD}", PasswordFault::Unreadable),
        ] {
            assert_eq!(parse(typed), Err(fault), "{typed:?}");
        }
        assert_eq!(parse(&"long ".repeat(300)), Err(PasswordFault::TooLong));
        assert_eq!(parse("twelve chars"), Ok(()));
        assert_eq!(parse("двенадцать-то"), Ok(()));
    }

    #[tokio::test]
    async fn only_the_password_is_right() {
        let Ok(password) = NewPassword::parse("Bjo\u{308}rk sings at dawn", "a@example.org") else {
            panic!("refused")
        };
        let stored = hash(password).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_eq!(
            check("Bj\u{f6}rk sings at dawn", Some(&stored)).await.unwrap(),
            Check::Right
        );
        assert_eq!(
            check("Bjork sings at dawn", Some(&stored)).await.unwrap(),
            Check::Wrong
        );
        assert_eq!(check("", Some(&stored)).await.unwrap(), Check::Wrong);
        assert_eq!(
            check(&"x".repeat(5000), Some(&stored)).await.unwrap(),
            Check::Wrong
        );
        assert_eq!(
            check("Bj\u{f6}rk sings at dawn", None).await.unwrap(),
            Check::Wrong
        );
    }

    #[tokio::test]
    async fn a_hash_of_other_parameters_is_right_but_outdated() {
        let weak = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(8 * 1024, 1, 1, None).unwrap(),
        );
        let stored = weak.hash_password(b"an old password").unwrap().to_string();
        assert_eq!(
            check("an old password", Some(&stored)).await.unwrap(),
            Check::RightButOutdated
        );
        assert_eq!(
            check("another password", Some(&stored)).await.unwrap(),
            Check::Wrong
        );
        let renewed = hash_again("an old password").await.unwrap();
        assert_eq!(
            check("an old password", Some(&renewed)).await.unwrap(),
            Check::Right
        );
    }
}
