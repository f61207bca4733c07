//! The installation.

use crate::domain::EntityType;
use crate::i18n::{Arg, Key, Message};
use crate::lookup::view::waiting;
use crate::page::model::{Bound, Doing, Install, Known, Question, Row};
use crate::page::{InstallIntent, Intent};
use crate::protocol::OwnerKind;
use crate::session::Connection;
use crate::session::view::{NoticeView, Tone, of_status, plain};

use super::{InstallAction, InstallExit, InstallView, PlacementView, QuestionView, Rank, SeeView, notice};

/// The first installation.
pub(super) fn of_first_run(install: &Install, connection: &Connection, address: &str) -> InstallView {
    let exit = match install.doing {
        Doing::Finished | Doing::Unheard => InstallExit::Wait,
        _ => InstallExit::Finish,
    };
    view(install, connection, address, exit)
}

/// The installation on the app's page.
pub(super) fn on_page(install: &Install, connection: &Connection, address: &str) -> InstallView {
    let exit = match install.doing {
        Doing::Changing { .. } => InstallExit::Wait,
        _ => InstallExit::Back,
    };
    view(install, connection, address, exit)
}

fn view(install: &Install, connection: &Connection, address: &str, exit: InstallExit) -> InstallView {
    let asked = if let Doing::Asking(question) = install.doing { Some(question) } else { None };
    InstallView {
        notice: notice_of(install, connection),
        rows: install.tabs().map(|(owner, row)| placement(owner, row, address, asked)).collect(),
        busy: !matches!(install.doing, Doing::Nothing | Doing::Asking(_)),
        tools: tools(install, address, exit, asked),
        question: question_of_all(install, asked),
        summary: summary(install, address),
        see: see(install, connection, address),
        exit,
    }
}

fn notice_of(install: &Install, connection: &Connection) -> Option<NoticeView<Intent>> {
    let info = |title: Key, hint: Key| Some(plain(Tone::Info, title.into(), Some(hint.into())));
    match install.doing {
        Doing::Finished => return Some(plain(Tone::Good, Key::InstallFinished.into(), None)),
        Doing::Unheard => return info(Key::InstallUnheard, Key::RefusalHintReload),
        Doing::Nothing | Doing::Asking(_) | Doing::Looking(_) | Doing::Changing { .. } => {}
    }
    let waiting = || waiting(&connection.status()).map(|text| plain(Tone::Info, text, None));
    let refused = || install.refusal.as_ref().map(notice::of_refused_tab);
    of_status(&connection.status()).or_else(refused).or_else(waiting)
}

/// What can be done for all cards. What is being asked has no button: its question stands in the place of it.
fn tools(install: &Install, address: &str, exit: InstallExit, asked: Option<Question>) -> Vec<InstallAction> {
    let is_complete = install.rows.iter().all(|row| row.known.bound(address) == Bound::Here);
    let is_several = install.rows.iter().filter(|row| row.is_bound()).count() > 1;
    let act = |name, rank, label, intent| InstallAction { name, rank, label, full: None, intent };
    let mut tools = Vec::new();
    if !is_complete {
        tools.push(act("bind-all", Rank::First, Key::UiBindAll, InstallIntent::BindAll));
    }
    if exit == InstallExit::Finish && asked != Some(Question::Finish) {
        let rank = if is_complete { Rank::First } else { Rank::Other };
        tools.push(act(Question::Finish.button(), rank, Key::UiFinish, InstallIntent::Finish));
    }
    if is_several && asked != Some(Question::RemoveAll) {
        let name = Question::RemoveAll.button();
        tools.push(act(name, Rank::Other, Key::UiRemoveAll, InstallIntent::RemoveAll));
    }
    tools.push(act("check", Rank::Beside, Key::UiCheckInstall, InstallIntent::Check));
    tools
}

fn question_of_all(install: &Install, asked: Option<Question>) -> Option<QuestionView> {
    match asked? {
        Question::Remove(_) => None,
        Question::RemoveAll => Some(QuestionView {
            text: Key::InstallRemove.into(),
            hint: Key::InstallRemoveHint,
            sure: Key::InstallRemoveSure,
        }),
        Question::Finish => {
            let is_known = install.rows.iter().all(|row| row.known != Known::default());
            let text = if is_known { Key::InstallFinishWithout } else { Key::InstallFinishUnknown };
            Some(QuestionView {
                text: text.into(),
                hint: Key::InstallFinishHint,
                sure: Key::InstallFinishSure,
            })
        }
    }
}

/// How many kinds of cards have the tab.
fn summary(install: &Install, address: &str) -> Option<Message> {
    let bounds = install.rows.each_ref().map(|row| row.known.bound(address));
    if bounds.contains(&Bound::Unknown) {
        return None;
    }
    let here = bounds.iter().filter(|bound| **bound == Bound::Here).count();
    Some(match here {
        0 => Key::InstallNone.into(),
        all if all == bounds.len() => Key::InstallAll.into(),
        some => {
            let all = Arg::Number(bounds.len() as u64);
            Message::counting(Key::InstallSome, some as u64).with("all", all)
        }
    })
}

/// A contact is what most people know; without its tab, whatever has one.
fn see(install: &Install, connection: &Connection, address: &str) -> Option<SeeView> {
    let has_tab = |entity: &EntityType| {
        let is_of = |(owner, row): &(OwnerKind, &Row)| {
            *owner == OwnerKind::Record(*entity) && row.known.bound(address) == Bound::Here
        };
        install.tabs().any(|tab| is_of(&tab))
    };
    let entity = [EntityType::Contact, EntityType::Company, EntityType::Lead].into_iter().find(has_tab);
    let (word, label) = match entity {
        Some(EntityType::Contact) => ("contact", Key::InstallSeeContact),
        Some(EntityType::Company) => ("company", Key::InstallSeeCompany),
        Some(EntityType::Lead) => ("lead", Key::InstallSeeLead),
        None if install.has_any(address) => ("deal", Key::InstallSeeDeal),
        None => return None,
    };
    Some(SeeView { label, address: [&connection.origin.as_str(), "/crm/", word, "/list/"].concat() })
}

fn placement(owner: OwnerKind, row: &Row, address: &str, asked: Option<Question>) -> PlacementView {
    let bound = row.known.bound(address);
    let (name, text) = match bound {
        Bound::Unknown => ("unknown", Key::InstallUnknown),
        Bound::Absent => ("false", Key::InstallAbsent),
        Bound::Here => ("true", Key::InstallBound),
        Bound::Stale => ("stale", Key::InstallStale),
    };
    let (title, removal) = (title(owner), Question::Remove(owner));
    let cards = |key: Key| Message::plain(key).with("cards", Arg::Message(title.into()));
    let act = |name, label, full, intent| InstallAction {
        name,
        rank: Rank::Beside,
        label,
        full: Some(cards(full)),
        intent,
    };
    let mut tools = Vec::new();
    match bound {
        Bound::Absent => {
            tools.push(act("bind", Key::UiBind, Key::InstallBindCards, InstallIntent::Bind(owner)));
        }
        Bound::Stale => {
            tools.push(act("bind", Key::UiRepair, Key::InstallRepairCards, InstallIntent::Bind(owner)));
        }
        Bound::Unknown | Bound::Here => {}
    }
    if row.is_bound() && asked != Some(removal) {
        let intent = InstallIntent::Remove(owner);
        tools.push(act(removal.button(), Key::UiRemove, Key::InstallRemoveCards, intent));
    }
    PlacementView {
        code: owner.tab(),
        title,
        bound: name,
        text,
        error: row.refusal.as_ref().map(notice::of_refused_tab),
        tools,
        question: (asked == Some(removal)).then(|| QuestionView {
            text: cards(Key::InstallRemoveOne),
            hint: Key::InstallRemoveHint,
            sure: Key::InstallRemoveSure,
        }),
    }
}

const fn title(owner: OwnerKind) -> Key {
    match owner {
        OwnerKind::Record(EntityType::Lead) => Key::InstallLead,
        OwnerKind::Record(EntityType::Contact) => Key::InstallContact,
        OwnerKind::Record(EntityType::Company) => Key::InstallCompany,
        OwnerKind::Deal => Key::InstallDeal,
    }
}
