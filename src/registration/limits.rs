//! How often the form may be sent: strictly by address and event, by network only as far as configured, because
//! a whole conference hall has one address. Kept in memory; what sends mail is limited in the database besides.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::Clock as _;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::events::Event;
use crate::platform::ids::EventId;
use crate::platform::secret::sha256;

/// So many forms in a row from one address to one event; twins of a double click are among them.
const BURST: NonZeroU32 = NonZeroU32::MIN.saturating_add(59);
/// Then one more in so long a time.
const REFILL: Duration = Duration::from_secs(10);

/// Come again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slow {
    /// After so long.
    pub retry_after: Duration,
}

impl Default for Slow {
    /// When a busy database is likely to have recovered.
    fn default() -> Self {
        Self {
            retry_after: Duration::from_secs(3),
        }
    }
}

/// The limits of one process.
pub struct RegistrationLimits {
    addresses: DefaultKeyedRateLimiter<(EventId, [u8; 32])>,
    networks: Option<DefaultKeyedRateLimiter<String>>,
}

impl RegistrationLimits {
    /// `network_limit` is a number a minute; `None` is no limit.
    #[must_use]
    pub fn new(network_limit: Option<NonZeroU32>) -> Self {
        let by_address = Quota::with_period(REFILL)
            .unwrap_or(Quota::per_minute(BURST))
            .allow_burst(BURST);
        Self {
            addresses: RateLimiter::keyed(by_address),
            networks: network_limit.map(|limit| RateLimiter::keyed(Quota::per_minute(limit))),
        }
    }

    /// Counts one form.
    ///
    /// # Errors
    /// [`Slow`] when it was one too many.
    pub fn check(&self, event: &Event, email_key: &str, network: &str) -> Result<(), Slow> {
        // The limiter's own clock: making one asks the processor what it is, which a virtual machine answers slowly.
        let now = self.addresses.clock().now();
        let address = (event.id, sha256(email_key.as_bytes()));
        self.addresses.check_key(&address).map_err(|denied| Slow {
            retry_after: denied.wait_time_from(now),
        })?;
        if let Some(networks) = &self.networks {
            networks.check_key(&network.to_owned()).map_err(|denied| Slow {
                retry_after: denied.wait_time_from(now),
            })?;
        }
        Ok(())
    }

    /// Forgets who has not been heard of; without it the maps grow for ever.
    pub fn forget_the_quiet(&self) {
        self.addresses.retain_recent();
        if let Some(networks) = &self.networks {
            networks.retain_recent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_slowed_down_after_a_burst() {
        let limiter = RegistrationLimits::new(None);
        let key = (EventId::new(), sha256(b"a@example.org"));
        for _ in 0..BURST.get() {
            assert!(limiter.addresses.check_key(&key).is_ok());
        }
        assert!(limiter.addresses.check_key(&key).is_err());
        assert!(limiter.addresses.check_key(&(EventId::new(), key.1)).is_ok());
    }
}
