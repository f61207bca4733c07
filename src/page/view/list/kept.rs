//! What this browser keeps of a list, as it is told.

use crate::i18n::{Arg, Key, Message};
use crate::page::model::list::{Head, KeepWish, Keeping, NotKept, Step};
use crate::page::model::{Checking, Offer, Room, Store, StoreNews};
use crate::page::{Intent, ListIntent};
use crate::protocol::store::StoreFault;
use crate::session::view::{ActionView, NoticeView, Tone, plain, with};

use super::KeepView;

/// The box that is ticked by who wants a list to be kept.
pub(super) const fn box_of(store: &Store, wish: KeepWish) -> KeepView {
    match (store.room, wish) {
        (Room::Unknown | Room::Asked, _) => KeepView::Asked,
        (Room::Denied, _) => KeepView::Denied,
        (Room::There, KeepWish::No) => KeepView::Unwanted,
        (Room::There, KeepWish::Yes) => KeepView::Wanted,
    }
}

/// A list that can be gone on with, where there is none yet; and what came of what was kept.
pub(in crate::page) fn notice(store: &Store, list: Option<&Checking>) -> Option<NoticeView<Intent>> {
    if let Some(news) = store.news {
        return Some(of_news(news));
    }
    let Offer::There(_, head) = &store.offer else { return None };
    let is_free = list.is_none_or(|list| matches!(list.step, Step::Idle | Step::Refused(..)));
    is_free.then(|| offer(head))
}

/// How it is kept, or why it is not.
pub(super) fn detail(keeping: &Keeping) -> Option<Message> {
    let why = match keeping {
        Keeping::Not | Keeping::Wanted | Keeping::Erasing(_) => return None,
        Keeping::Kept(kept) => {
            return Some(Message::plain(Key::ListKeptSince).with("time", Arg::Clock(kept.since)));
        }
        Keeping::Ended(why) => why,
    };
    let key = match why {
        NotKept::Saved => Key::ListKeptSaved,
        NotKept::Wanted => Key::ListKeptEnded,
        NotKept::Old => Key::ListKeptOld,
        NotKept::Nobody => Key::ListKeptNobody,
        NotKept::Fault(StoreFault::Full) => Key::ListKeptFull,
        NotKept::Fault(StoreFault::Replaced) => Key::ListKeptReplaced,
        NotKept::Fault(StoreFault::Denied | StoreFault::Failed) => Key::ListKeptFailed,
        NotKept::NotErased => Key::ListKeptNotErased,
    };
    Some(key.into())
}

/// The button that erases it.
pub(super) fn action(keeping: &Keeping) -> Option<ActionView<Intent>> {
    keeping.is_on().then(|| ActionView {
        name: "erase-kept",
        label: Key::ListKeptEraseNow.into(),
        intent: ListIntent::EraseKept.into(),
    })
}

fn offer(head: &Head) -> NoticeView<Intent> {
    let title = match &head.name {
        Some(name) => Message::plain(Key::ListKeptOffer).with("name", Arg::Text(name.clone())),
        None => Key::ListKeptOfferPasted.into(),
    };
    let rows = Message::counting(Key::ListRows, head.rows);
    let hint = Message::plain(Key::ListKeptOfferHint)
        .with("rows", Arg::Message(rows))
        .with("time", Arg::Clock(head.since));
    let notice = plain(Tone::Info, title, Some(hint));
    let notice = with(notice, "continue-kept", Key::ListKeptContinue, ListIntent::ContinueKept.into());
    with(notice, "erase-kept", Key::ListKeptErase, ListIntent::EraseKept.into())
}

fn of_news(news: StoreNews) -> NoticeView<Intent> {
    let (tone, title, hint) = match news {
        StoreNews::Unreadable => (Tone::Warning, Key::ListKeptUnreadable, Some(Key::ListKeptUnreadableHint)),
        StoreNews::ReadOtherwise => (Tone::Warning, Key::ListKeptOtherwise, Some(Key::ListKeptOtherwiseHint)),
        StoreNews::NotTaken => (Tone::Warning, Key::ListKeptNotTaken, Some(Key::ListKeptNotTakenHint)),
        StoreNews::Erased => (Tone::Info, Key::ListKeptErased, None),
        StoreNews::NotErased => (Tone::Warning, Key::ListKeptNotErased, None),
        StoreNews::Elsewhere => (Tone::Info, Key::ListKeptElsewhere, Some(Key::ListKeptElsewhereHint)),
    };
    plain(tone, title.into(), hint.map(Message::from))
}
