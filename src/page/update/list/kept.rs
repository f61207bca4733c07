//! A list is kept while it is checked, a step at a time; and one that was kept is gone on with: its file is read anew, then
//! corrected as it was, and its searches are taken up one after the other.

use std::collections::{BTreeMap, VecDeque};

use crate::app::{Effects, Moment};
use crate::domain::{Millis, PortalOrigin};
use crate::list::KeptCheck;
use crate::page::Extra;
use crate::page::model::list::{
    Checked, Export, File, Head, Keeping, Kept, NotKept, Reading, ResumeStep, Resuming, Run, Step, TableOf,
    is_old,
};
use crate::page::model::{Checking, Offer, Page, StoreNews};
use crate::page::update::store::store;
use crate::protocol::files::{FileChoices, FilesAnswer, FilesCall, Opened};
use crate::protocol::store::{Held, Holder, KeptId, KeptPart, StoreCall, StoreFault, Taken, WantedBy};
use crate::session::Connection;

use super::files::call;
use super::{chores, heading};

/// What is known of a search that goes on is kept so often. Of one that is over, and in a pause, it is kept at once.
const EVERY_MS: Millis = 10_000;

/// So many corrections are made in one slice: each counts the rows of the list.
const CORRECTED: usize = 5;

impl Checked {
    /// The list is kept from now on, in the place of one before.
    pub(in crate::page::update) fn begin_keeping(
        &mut self,
        of: KeptId,
        at: Moment,
        effects: &mut Effects<Extra>,
    ) {
        let (run, by) = (at.chance, Holder(at.chance));
        let head = Head::of(&self.read, self.check.types(), run, at.now, self.begun);
        effects.push(store(StoreCall::Begin {
            of: of.clone(),
            file: self.read.table.file.id,
            by,
            head: head.to_bytes(),
        }));
        self.keeping = Keeping::Kept(Box::new(Kept {
            of,
            by,
            run,
            since: head.since,
            stamps: BTreeMap::new(),
            corrected: head.corrected.len(),
            last: at.now,
            is_out: true,
        }));
    }

    /// Keeps the next part of what has become known, if there is one and it is time for it.
    pub(in crate::page::update) fn keep_on(
        &mut self,
        portal: &PortalOrigin,
        at: Moment,
        effects: &mut Effects<Extra>,
    ) {
        let is_over = matches!(self.run, Run::Counting | Run::Naming(_) | Run::Done)
            && self.standings.unfinished() == 0
            && matches!(self.export, Export::Saved(_));
        let Keeping::Kept(kept) = &mut self.keeping else { return };
        if is_over || is_old(kept.since, at.now) {
            return self.stop_keeping(if is_over { NotKept::Saved } else { NotKept::Old }, effects);
        }
        if kept.is_out {
            return;
        }
        let (part, bytes) = if kept.corrected == self.read.corrected.len() {
            let goes_on = matches!(self.run, Run::Asking(_) | Run::Pausing(_));
            let is_time = at.now.saturating_sub(kept.last) >= EVERY_MS;
            let Some((number, stamp)) = self.check.next_to_keep(&kept.stamps, !goes_on || is_time) else {
                return;
            };
            let Some(bytes) = self.check.kept(number, kept.run, portal) else { return };
            kept.stamps.insert(number, stamp);
            kept.last = at.now;
            (KeptPart::Search(number), bytes)
        } else {
            kept.corrected = self.read.corrected.len();
            let head = Head::of(&self.read, self.check.types(), kept.run, kept.since, self.begun);
            (KeptPart::Head, head.to_bytes())
        };
        kept.is_out = true;
        effects.push(store(StoreCall::Add { of: kept.of.clone(), by: kept.by, part, bytes }));
    }

    /// It is kept, or not. Where it is not, nothing of it stays; what another tab holds is left alone, and what is said
    /// of an earlier one is of that.
    pub(in crate::page::update) fn kept(
        &mut self,
        by: Holder,
        kept: Result<(), StoreFault>,
        effects: &mut Effects<Extra>,
    ) {
        if let Keeping::Kept(of) = &mut self.keeping
            && of.by == by
        {
            of.is_out = false;
            match kept {
                Ok(()) => {}
                Err(StoreFault::Replaced) => {
                    self.keeping = Keeping::Ended(NotKept::Fault(StoreFault::Replaced));
                }
                Err(fault) => self.stop_keeping(NotKept::Fault(fault), effects),
            }
        }
    }

    /// It is not kept any more.
    pub(in crate::page::update) fn stop_keeping(&mut self, why: NotKept, effects: &mut Effects<Extra>) {
        match &self.keeping {
            Keeping::Kept(kept) => {
                let lists = vec![kept.held()];
                effects.push(store(StoreCall::Erase { lists, wanted: WantedBy::Somebody }));
                self.keeping = Keeping::Erasing(why);
            }
            Keeping::Wanted => self.keeping = Keeping::Ended(why),
            Keeping::Not | Keeping::Erasing(_) | Keeping::Ended(_) => {}
        }
    }
}

impl Page {
    /// The user goes on with what is kept.
    pub(super) fn continue_kept(&mut self, at: Moment, effects: &mut Effects<Extra>) {
        let Offer::There(kept, head) = &mut self.store.offer else { return };
        let is_free =
            self.list.as_ref().is_none_or(|list| matches!(list.step, Step::Idle | Step::Refused(..)));
        if is_free {
            let (offered, head, by) = (kept.clone(), head.clone(), Holder(at.chance));
            kept.by = Some(by);
            self.show_list(effects);
            if let Some(list) = &mut self.list {
                list.resume(offered, by, *head, effects);
            }
        }
    }

    /// The browser has brought it back, or has not. What was given up meanwhile is in this tab's hands, and is offered.
    pub(in crate::page::update) fn kept_taken(
        &mut self,
        by: Holder,
        taken: Result<Taken, StoreFault>,
        effects: &mut Effects<Extra>,
    ) {
        let awaited = self.list.as_mut().filter(|list| list.is_taking(by));
        let news = match (taken, awaited) {
            (Ok(taken), Some(list)) => {
                if list.kept_taken(taken, effects) {
                    return;
                }
                StoreNews::NotTaken
            }
            (Ok(_), None) => return,
            (Err(StoreFault::Replaced), _) => StoreNews::Elsewhere,
            (Err(_), _) => StoreNews::NotTaken,
        };
        if let Some(list) = self.list.as_mut().filter(|list| list.is_taking(by)) {
            list.resuming = None;
            list.step = Step::Idle;
        }
        self.store.news = Some(news);
        // Whatever is there now can be offered, or erased.
        self.store.offer = Offer::None;
        self.look_for_kept(effects);
    }

    /// All that is left is to go on, or it cannot be gone on with.
    pub(super) fn after_resuming(&mut self, effects: &mut Effects<Extra>) {
        let (Some(list), Offer::There(held, _)) = (&mut self.list, &self.store.offer) else { return };
        match (&list.step, &list.resuming) {
            (Step::Ready(_), Some(_)) => {
                let lists = vec![held.clone()];
                effects.push(store(StoreCall::Erase { lists, wanted: WantedBy::Nobody }));
                self.store.news = Some(StoreNews::ReadOtherwise);
            }
            // It is kept on: its file can be read another time, or it can be erased.
            (Step::Refused(..), Some(_)) => {
                list.resuming = None;
                return;
            }
            (Step::Checked(checked), None) if matches!(&checked.keeping, Keeping::Kept(kept) if kept.held() == *held) =>
                {}
            _ => return,
        }
        list.resuming = None;
        self.store.offer = Offer::None;
    }
}

impl Checking {
    fn resume(&mut self, offered: Held, by: Holder, head: Head, effects: &mut Effects<Extra>) {
        let (file, of) = (self.next_file(), offered.of.clone());
        effects.push(store(StoreCall::Take { held: offered, file, by }));
        self.step = Step::Taking;
        self.is_lost = false;
        self.resuming = Some(Box::new(Resuming { of, by, head, choices: None, step: ResumeStep::Taking }));
    }

    fn is_taking(&self, by: Holder) -> bool {
        matches!((&self.step, &self.resuming), (Step::Taking, Some(of)) if of.by == by && of.step == ResumeStep::Taking)
    }

    /// It is read anew. False if it is none.
    fn kept_taken(&mut self, taken: Taken, effects: &mut Effects<Extra>) -> bool {
        let Some(resuming) = &mut self.resuming else { return false };
        let Some(head) = Head::from_bytes(&taken.head) else { return false };
        let choices = head.how().choices;
        let file = File { id: self.last, name: head.name.clone() };
        resuming.choices = (choices != FileChoices::default()).then_some(choices);
        resuming.head = head;
        resuming.step = ResumeStep::Reading(taken.searches);
        effects.push(call(match taken.text {
            Some(text) => FilesCall::OpenText { file: file.id, text },
            None => FilesCall::Open(file.id),
        }));
        self.step = Step::Opening(file);
        true
    }

    /// What the module says of a file that is gone on with. Gives back what is said of anything else.
    pub(super) fn read_for_resuming(
        &mut self,
        answer: FilesAnswer,
        effects: &mut Effects<Extra>,
    ) -> Option<FilesAnswer> {
        let Some(resuming) = &mut self.resuming else { return Some(answer) };
        let Step::Opening(file) = &self.step else { return Some(answer) };
        match answer {
            FilesAnswer::Opened(_, opened) | FilesAnswer::ReadAgain { read: Ok(opened), .. } => {
                let (id, file) = (file.id, file.clone());
                if let Some(choices) = resuming.choices.take() {
                    let turn = self.next_turn();
                    effects.push(call(FilesCall::ReadAgain { file: id, turn, choices }));
                    return None;
                }
                let head = resuming.head.clone();
                self.read_rows_again(file, &head, opened, effects);
            }
            FilesAnswer::Refused(_, why) | FilesAnswer::ReadAgain { read: Err(why), .. } => {
                self.step = Step::Refused(file.clone(), why);
            }
            other => return Some(other),
        }
        None
    }

    fn read_rows_again(&mut self, file: File, head: &Head, opened: Opened, effects: &mut Effects<Extra>) {
        let how = head.how();
        let mut table = TableOf::new(file, how.choices.clone(), how.country, opened);
        if table.how.columns.len() == how.columns.len() {
            table.how.columns = how.columns;
        }
        self.step = Step::Reading(Box::new(Reading::new(table, self.next_turn()).begun(effects)));
    }

    /// All rows are read anew: if they are those that there were, they are corrected as they were.
    pub(super) fn rows_read_again(&mut self, reading: Box<Reading>, effects: &mut Effects<Extra>) {
        let is_same = self.resuming.as_mut().is_some_and(|resuming| {
            let ResumeStep::Reading(searches) = &mut resuming.step else { return false };
            // Whether its check goes on or begins anew, it asks for the same types.
            self.types = resuming.head.types;
            let (searches, taken) = (std::mem::take(searches), KeptCheck::of(resuming.head.types));
            let corrected = VecDeque::from(resuming.head.corrected.clone());
            resuming.step = ResumeStep::Applying { corrected, searches, taken };
            resuming.head.print == reading.read.print
        });
        if is_same {
            self.step = Step::Reading(reading);
            effects.push(chores::next());
        } else {
            self.step = Step::Ready(Box::new(reading.read));
            effects.push(heading());
        }
    }

    /// Does a slice of what is left to do until the list can be gone on with. False if there is none.
    pub(super) fn resume_slice(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) -> bool {
        let (Step::Reading(reading), Some(resuming)) = (&mut self.step, &mut self.resuming) else {
            return false;
        };
        let Resuming { head, step: ResumeStep::Applying { corrected, searches, taken }, .. } =
            &mut **resuming
        else {
            return false;
        };
        let read = &mut reading.read;
        if !corrected.is_empty() {
            for one in corrected.drain(..corrected.len().min(CORRECTED)) {
                read.corrected(one.place, &one.text, one.by);
            }
            read.not_corrected = None;
        } else if let Some(bytes) = searches.pop() {
            taken.take_up(&read.list, &bytes, head.run, &connection.origin);
        } else {
            self.go_on_with_kept(connection, effects);
            return true;
        }
        effects.push(chores::next());
        true
    }

    fn go_on_with_kept(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        let (step, resuming) = (std::mem::take(&mut self.step), self.resuming.take());
        let (Step::Reading(reading), Some(resuming)) = (step, resuming) else { return };
        let Resuming { of, by, head, step: ResumeStep::Applying { taken, .. }, .. } = *resuming else {
            return;
        };
        let stamps = taken.stamps();
        let check = taken.go_on(&reading.read.list);
        let mut checked = Checked::going_on(reading.read, check, head.begun);
        checked.keeping = Keeping::Kept(Box::new(Kept {
            of,
            by,
            run: head.run,
            since: head.since,
            stamps,
            corrected: head.corrected.len(),
            last: head.since,
            is_out: false,
        }));
        checked.look_again(0..checked.read.list.rows().len());
        connection.resume();
        checked.ask(connection);
        self.step = Step::Checked(Box::new(checked));
        effects.push(heading());
    }
}
