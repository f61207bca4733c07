//! The browser's storage.

use std::collections::{BTreeMap, VecDeque};

use b24_duplicates::protocol::files::{FileId, FilesCall};
use b24_duplicates::protocol::store::{
    Found, Held, Holder, KeptId, KeptPart, StoreAnswer, StoreCall, StoreFault, Taken,
};

use super::files::Files;

/// What is kept, and whether anything can be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Store {
    pub(crate) lists: BTreeMap<KeptId, Stored>,
    /// Everything is refused for this reason; where it is *full*, nothing but what is to be kept.
    pub(crate) fault: Option<StoreFault>,
    /// What was asked, in order.
    pub(crate) asked: Vec<StoreCall>,
    /// What waits for the story to have it answered, if it does.
    pub(crate) waiting: Option<VecDeque<StoreCall>>,
}

/// A list that is kept.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) by: Holder,
    pub(crate) parts: BTreeMap<KeptPart, Vec<u8>>,
    pub(crate) file: Source,
}

#[derive(Clone, Debug)]
pub(crate) enum Source {
    File(String, Vec<u8>),
    Text(String),
}

impl Store {
    /// It answers when the story says so.
    pub(crate) fn leave_to_story(&mut self) {
        self.waiting = Some(VecDeque::new());
    }

    pub(crate) fn hear(&mut self, call: &StoreCall, files: &mut Files) -> StoreAnswer {
        self.asked.push(call.clone());
        let fault = |is_kept| self.fault.filter(|fault| is_kept || *fault != StoreFault::Full);
        match call {
            StoreCall::Look => StoreAnswer::Looked(fault(false).map_or_else(
                || {
                    let found = |(of, stored): (&KeptId, &Stored)| Found {
                        held: Held { of: of.clone(), by: Some(stored.by) },
                        head: stored.parts.get(&KeptPart::Head).cloned(),
                    };
                    Ok(self.lists.iter().map(found).collect())
                },
                Err,
            )),
            StoreCall::Begin { of, file, by, head } => StoreAnswer::Kept {
                by: *by,
                kept: fault(true).map_or_else(
                    || {
                        let parts = BTreeMap::from([(KeptPart::Head, head.clone())]);
                        self.lists.insert(of.clone(), Stored { by: *by, parts, file: given(*file, files) });
                        Ok(())
                    },
                    Err,
                ),
            },
            StoreCall::Add { of, by, part, bytes } => StoreAnswer::Kept {
                by: *by,
                kept: fault(true).map_or_else(
                    || {
                        let list = self.lists.get_mut(of).filter(|list| list.by == *by);
                        list.ok_or(StoreFault::Replaced)?.parts.insert(*part, bytes.clone());
                        Ok(())
                    },
                    Err,
                ),
            },
            StoreCall::Take { held, by, .. } => {
                StoreAnswer::Taken { by: *by, taken: self.take(held, *by, files) }
            }
            StoreCall::Erase { lists, wanted } => StoreAnswer::Erased {
                wanted: *wanted,
                erased: fault(false).map_or_else(|| self.erase(lists), Err),
            },
        }
    }

    fn erase(&mut self, lists: &[Held]) -> Result<(), StoreFault> {
        let holds = |held: &Held| self.lists.get(&held.of).map(|list| list.by) == held.by;
        let (theirs, stay): (Vec<&Held>, Vec<&Held>) = lists.iter().partition(|held| holds(held));
        self.lists.retain(|of, _| theirs.iter().all(|held| held.of != *of));
        if stay.is_empty() { Ok(()) } else { Err(StoreFault::Replaced) }
    }

    fn take(&mut self, held: &Held, by: Holder, files: &mut Files) -> Result<Taken, StoreFault> {
        let is_there = self.fault.is_none();
        let stored = self.lists.get_mut(&held.of).filter(|_| is_there).ok_or(StoreFault::Failed)?;
        if Some(stored.by) != held.by {
            return Err(StoreFault::Replaced);
        }
        stored.by = by;
        let text = match &stored.file {
            Source::Text(text) => Some(text.clone()),
            Source::File(name, bytes) => {
                files.chosen = Some((name.clone(), bytes.clone()));
                None
            }
        };
        let searches = stored.parts.iter().filter(|(part, _)| **part != KeptPart::Head);
        Ok(Taken {
            head: stored.parts.get(&KeptPart::Head).cloned().unwrap_or_default(),
            searches: searches.map(|(_, bytes)| bytes.clone()).collect(),
            text,
        })
    }
}

/// What was chosen or pasted as this file.
fn given(file: FileId, files: &Files) -> Source {
    let pasted = files.asked.iter().find_map(|call| match call {
        FilesCall::OpenText { file: of, text } if *of == file => Some(Source::Text(text.clone())),
        _ => None,
    });
    pasted.unwrap_or_else(|| {
        let (name, bytes) = files.chosen.clone().unwrap();
        Source::File(name, bytes)
    })
}
