//! The places of an event while its quotas are locked: how many are free, and whether somebody fits in.

use std::collections::HashMap;

use crate::categories::Quota;
use crate::platform::ids::QuotaId;

/// Free places by quota, counted down as they are given away.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Below zero where more are taken than there are: whoever leaves uses that up first.
    free: HashMap<QuotaId, i64>,
}

impl Places {
    /// As the locked quotas say.
    pub fn of(locked: &[Quota]) -> Self {
        let free = |quota: &Quota| i64::from(quota.size) - i64::from(quota.taken);
        Self {
            free: locked.iter().map(|quota| (quota.id, free(quota))).collect(),
        }
    }

    /// How many fit in where all of `quotas` bound them; `None` is as many as come.
    pub fn room(&self, quotas: &[QuotaId]) -> Option<i64> {
        quotas
            .iter()
            .map(|quota| self.free.get(quota).copied().unwrap_or(0).max(0))
            .min()
    }

    /// Whether `people` fit in.
    pub fn fit(&self, quotas: &[QuotaId], people: usize) -> bool {
        let people = i64::try_from(people).unwrap_or(i64::MAX);
        self.room(quotas).is_none_or(|room| room >= people)
    }

    /// One person takes her place, whether there is one or not.
    pub fn take(&mut self, quotas: &[QuotaId]) {
        for quota in quotas {
            *self.free.entry(*quota).or_default() -= 1;
        }
    }

    /// One person gives hers back.
    pub fn give_back(&mut self, quotas: &[QuotaId]) {
        for quota in quotas {
            *self.free.entry(*quota).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota(size: i32, taken: i32) -> Quota {
        Quota {
            id: QuotaId::new(),
            name: String::new(),
            size,
            excess: (taken - size).max(0),
            taken,
        }
    }

    #[test]
    fn the_tightest_quota_counts_and_no_quota_is_no_limit() {
        let (wide, tight) = (quota(10, 2), quota(3, 2));
        let places = Places::of(&[wide.clone(), tight.clone()]);
        assert_eq!(places.room(&[wide.id, tight.id]), Some(1));
        assert_eq!(places.room(&[wide.id]), Some(8));
        assert_eq!(places.room(&[]), None);
        assert!(places.fit(&[], 1_000) && !places.fit(&[wide.id, tight.id], 2));
    }

    #[test]
    fn whoever_leaves_an_overbooked_quota_leaves_no_place() {
        let full = quota(3, 5);
        let mut places = Places::of(std::slice::from_ref(&full));
        places.give_back(&[full.id]);
        assert_eq!(places.room(&[full.id]), Some(0));
        places.give_back(&[full.id]);
        places.give_back(&[full.id]);
        assert_eq!(places.room(&[full.id]), Some(1));
    }
}
