//! What every part of the reader is given.

use b24_duplicates::domain::{CommKind, KindChoice, MatchKey};
use rlibphonenumber::Region;

use crate::{Form, Found, Plans, Variant};

/// How a text is to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    pub(crate) plans: &'a Plans,
    /// The country of numbers that name none.
    pub(crate) country: Option<Region>,
    pub(crate) kind: KindChoice,
}

impl Context<'_> {
    /// Whether communications of a kind are wanted.
    pub(crate) fn wants(&self, kind: CommKind) -> bool {
        self.kind == KindChoice::Auto || self.kind == KindChoice::Forced(kind)
    }
}

impl Found {
    /// A communication without other spellings.
    pub(crate) const fn new(kind: CommKind, spelling: String) -> Self {
        Self { kind, spelling, variants: Vec::new() }
    }

    /// Adds another spelling, if the portal tells it from those that are there.
    pub(crate) fn also(&mut self, form: Form, spelling: String) {
        let key = MatchKey::of(self.kind, &spelling);
        let mut known =
            std::iter::once(&self.spelling).chain(self.variants.iter().map(|other| &other.spelling));
        if key.is_some() && known.all(|known| MatchKey::of(self.kind, known) != key) {
            self.variants.push(Variant { form, spelling });
        }
    }

    /// Whether another one is the same for the portal, in one of its spellings.
    pub(crate) fn shares_a_key_with(&self, other: &Self) -> bool {
        let keys = |found: &Self| -> Vec<Option<MatchKey>> {
            let variants = found.variants.iter().map(|variant| &variant.spelling);
            std::iter::once(&found.spelling)
                .chain(variants)
                .map(|text| MatchKey::of(found.kind, text))
                .collect()
        };
        self.kind == other.kind && keys(self).iter().any(|key| key.is_some() && keys(other).contains(key))
    }
}
