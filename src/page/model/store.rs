//! What is known of the browser's storage, and of what is kept there.

use crate::domain::UserId;
use crate::protocol::store::Held;
use crate::scheduler::CallId;

use super::list::Head;

/// What is known of the browser's storage, and of what is kept there.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) struct Store {
    pub(in crate::page) room: Room,
    pub(in crate::page) who: Who,
    pub(in crate::page) offer: Offer,
    pub(in crate::page) news: Option<StoreNews>,
}

/// Whether the browser keeps anything for this page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::page) enum Room {
    /// It was not asked.
    #[default]
    Unknown,
    /// It is being asked.
    Asked,
    /// It does.
    There,
    /// It does not.
    Denied,
}

/// Who the user is. A webhook says so; in a frame the portal is asked, where it matters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::page) enum Who {
    /// It was not asked.
    #[default]
    Unknown,
    /// It is being asked.
    Asked(CallId),
    /// This one.
    Known(UserId),
    /// The portal does not say.
    Nobody,
}

/// A list that can be gone on with.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) enum Offer {
    /// There is none.
    #[default]
    None,
    /// There are some of this portal. Whether one is the user's is being asked.
    OfSomebody(Vec<(Held, Head)>),
    /// There is one.
    There(Held, Box<Head>),
    /// There was one, and it is being erased.
    Erasing,
}

/// What came of what is kept, to be said once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum StoreNews {
    /// Something could not be read, and was erased.
    Unreadable,
    /// The file is read otherwise than it was: it is there, and has to be checked anew.
    ReadOtherwise,
    /// It could not be brought back.
    NotTaken,
    /// It is erased.
    Erased,
    /// It could not be erased.
    NotErased,
    /// It is not erased, or not brought back: another tab has gone on with it, or keeps another list in its place.
    Elsewhere,
}
