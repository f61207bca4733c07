//! What the page keeps of a list in the browser's own storage, so that it can go on after a reload, and what it asks of
//! that. Whoever carries it out keeps bytes and a file, and knows no more of them than their names.

use crate::domain::{PortalOrigin, RecordId, UserId};

use super::files::FileId;

/// A list that is kept: one a portal and user.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct KeptId {
    portal: String,
    user: UserId,
}

/// The number of whoever holds a list that is kept: the tab that has kept it, or has gone on with it since.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holder(pub u64);

/// A list that is kept, as long as it is in these hands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// Which list.
    pub of: KeptId,
    /// In whose hands; `None` if nothing of it says so.
    pub by: Option<Holder>,
}

/// A part of a list that is kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum KeptPart {
    /// What the list is, and how it is read.
    Head,
    /// What was found out by one of its searches.
    Search(u32),
}

/// What is asked of the browser's storage. Calls are carried out in their order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoreCall {
    /// Say what is kept, whosever it is. Nothing is made for it. Answered by [`StoreAnswer::Looked`].
    Look,
    /// Keep a list in the place of the one before: the file that was taken or pasted as this one, and its head. Answered by
    /// [`StoreAnswer::Kept`].
    Begin {
        /// Which list.
        of: KeptId,
        /// Which file.
        file: FileId,
        /// Who holds it from now on.
        by: Holder,
        /// Its head.
        head: Vec<u8>,
    },
    /// Keep a part of it, in the place of what was kept of that; of a list in other hands nothing. Answered by
    /// [`StoreAnswer::Kept`].
    Add {
        /// Which list.
        of: KeptId,
        /// Who holds it.
        by: Holder,
        /// Which part.
        part: KeptPart,
        /// What.
        bytes: Vec<u8>,
    },
    /// Bring a list back, as long as it is in the hands in which it was found. Its file is from then on the one that was taken
    /// for this. Answered by [`StoreAnswer::Taken`].
    Take {
        /// Which list.
        held: Held,
        /// As which file.
        file: FileId,
        /// Who holds it from now on; another tab that did does not any more.
        by: Holder,
    },
    /// Erase these. What is in other hands stays. Answered by [`StoreAnswer::Erased`].
    Erase {
        /// Which.
        lists: Vec<Held>,
        /// Who wants it.
        wanted: WantedBy,
    },
}

/// Who wants something to be erased.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WantedBy {
    /// The user, or the list that is checked.
    Somebody,
    /// Nobody: it is old, or no use any more.
    Nobody,
}

/// What comes of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoreAnswer {
    /// The lists that are kept.
    Looked(Result<Vec<Found>, StoreFault>),
    /// It is kept, or not.
    Kept {
        /// Who held it. The answer can come when another list is kept already.
        by: Holder,
        /// Why not.
        kept: Result<(), StoreFault>,
    },
    /// A list was brought back, or not.
    Taken {
        /// Who holds it now.
        by: Holder,
        /// The list, or why it was not.
        taken: Result<Taken, StoreFault>,
    },
    /// It is erased, or not.
    Erased {
        /// Who wanted it.
        wanted: WantedBy,
        /// Why not.
        erased: Result<(), StoreFault>,
    },
}

/// A list that is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Which, and in whose hands.
    pub held: Held,
    /// Its head; `None` of one of which nothing but parts is left.
    pub head: Option<Vec<u8>>,
}

/// A list that was brought back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// Its head.
    pub head: Vec<u8>,
    /// What was kept of its searches.
    pub searches: Vec<Vec<u8>>,
    /// What was pasted, if it is no file.
    pub text: Option<String>,
}

/// Why something is not kept, brought back or erased.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoreFault {
    /// The browser keeps nothing for this page.
    Denied,
    /// There is no room left.
    Full,
    /// Another tab has gone on with it, keeps another list in its place, or has erased it.
    Replaced,
    /// Anything else: it is not there, it does not answer, the file is gone.
    Failed,
}

impl KeptId {
    /// A list of this user of a portal.
    pub fn new(portal: &PortalOrigin, user: UserId) -> Self {
        Self { portal: portal.as_str(), user }
    }

    /// As its parts are named: what [`KeptId::read`] reads. There is no space in it but one.
    pub fn written(&self) -> String {
        [self.portal.as_str(), " ", &self.user.0.get().to_string()].concat()
    }

    /// Reads its name.
    pub fn read(name: &str) -> Option<Self> {
        let (portal, user) = name.split_once(' ')?;
        let user = RecordId::new(user.parse().ok()?)?;
        Some(Self { portal: portal.to_owned(), user: UserId(user) })
    }

    /// Whether it is of this portal.
    pub fn is_of(&self, portal: &PortalOrigin) -> bool {
        self.portal == portal.as_str()
    }

    /// Whose it is.
    pub const fn user(&self) -> UserId {
        self.user
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::Scheme;

    #[test]
    fn a_kept_list_is_known_by_its_portal_and_user() {
        let portal = |host| PortalOrigin::new(Scheme::Https, host).unwrap();
        let id = KeptId::new(&portal("portal.example:8443"), UserId(RecordId::new(7).unwrap()));
        assert_eq!(id.written(), "https://portal.example:8443 7");
        assert_eq!(KeptId::read(&id.written()), Some(id.clone()));
        assert!(id.is_of(&portal("portal.example:8443")) && !id.is_of(&portal("portal.example")));
        assert_eq!(KeptId::read("https://portal.example"), None);
        assert_eq!(KeptId::read("https://portal.example 0"), None);
    }
}
