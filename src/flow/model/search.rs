//! Which search is the application's.

#[cfg(not(feature = "page"))]
use crate::search::OneByOne as Asked;
#[cfg(feature = "page")]
use crate::search::Pools as Asked;

/// A search as this application asks it: a card has few values, a page can have a list of them.
pub(in crate::flow) type Search = crate::search::Search<Asked>;
