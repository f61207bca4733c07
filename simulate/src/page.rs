//! The pages that search: what becomes of a search when its page goes away.

use b24_duplicates::domain::{PortalOrigin, Scheme};
use b24_duplicates::search::{OneByOne, Pools, Search, SearchOptions, Strategy};

use crate::{Broken, Setting};

/// A page, by the way in which it searches.
pub trait Page: Strategy {
    /// The argument of the simulator that asks for it.
    const ARGUMENT: &'static str;

    /// The search that the next page goes on with, kept in a text without a secret. `None` if it begins anew.
    ///
    /// # Errors
    /// If it cannot be gone on with, or keeps what may not be kept.
    fn kept(
        search: &Search<Self>,
        setting: &Setting,
        has_secret: impl Fn(&str) -> bool,
    ) -> Result<Option<Search<Self>>, Broken>;
}

/// A card is opened again.
impl Page for OneByOne {
    const ARGUMENT: &'static str = " --card";

    fn kept(_: &Search<Self>, _: &Setting, _: impl Fn(&str) -> bool) -> Result<Option<Search<Self>>, Broken> {
        Ok(None)
    }
}

/// A list is gone on with from its checkpoint.
impl Page for Pools {
    const ARGUMENT: &'static str = "";

    fn kept(
        search: &Search<Self>,
        setting: &Setting,
        has_secret: impl Fn(&str) -> bool,
    ) -> Result<Option<Search<Self>>, Broken> {
        let lost = |error: &dyn std::error::Error| Broken::Lost(error.to_string());
        let portal = PortalOrigin::new(Scheme::Https, "portal.example").map_err(|error| lost(&error))?;
        let kept = serde_json::to_string(&search.checkpoint(&portal)).map_err(|error| lost(&error))?;
        if has_secret(&kept) {
            return Err(Broken::Credential);
        }
        let checkpoint = serde_json::from_str(&kept).map_err(|error| lost(&error))?;
        let asked = setting.asked.clone();
        Search::resumed(checkpoint, asked, &options(setting), &portal).map(Some).map_err(|error| lost(&error))
    }
}

/// What the search of a setting is asked to do.
pub(crate) const fn options(setting: &Setting) -> SearchOptions {
    SearchOptions { types: setting.types }
}
