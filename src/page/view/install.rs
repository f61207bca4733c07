//! The installation.

use crate::domain::EntityType;
use crate::i18n::Key;
use crate::lookup::view::waiting;
use crate::page::model::{Bound, Doing, Install, Row};
use crate::page::{InstallIntent, Intent};
use crate::protocol::OwnerKind;
use crate::session::Connection;
use crate::session::view::{NoticeView, Tone, of_status, plain, with};

use super::{InstallExit, InstallView, PlacementView, notice};

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
    let can_change = connection.is_admin();
    InstallView {
        notice: notice_of(install, connection, can_change),
        rows: install.tabs().map(|(owner, row)| placement(owner, row, address)).collect(),
        busy: !matches!(install.doing, Doing::Nothing | Doing::Confirming),
        can_change,
        complete: install.rows.iter().all(|row| row.known.bound(address) == Bound::Here),
        exit,
    }
}

fn notice_of(install: &Install, connection: &Connection, can_change: bool) -> Option<NoticeView<Intent>> {
    let info = |title: Key, hint: Key| Some(plain(Tone::Info, title.into(), Some(hint.into())));
    if connection.frame.is_none() {
        return info(Key::RefusalAppOnly, Key::RefusalAppOnlyHint);
    }
    if !can_change {
        return info(Key::RefusalAdminOnly, Key::RefusalHintAdmin);
    }
    match install.doing {
        Doing::Finished => return Some(plain(Tone::Good, Key::InstallFinished.into(), None)),
        Doing::Unheard => return info(Key::InstallUnheard, Key::RefusalHintReload),
        Doing::Confirming => return Some(confirmation()),
        Doing::Nothing | Doing::Looking(_) | Doing::Changing { .. } => {}
    }
    let waiting = || waiting(&connection.status()).map(|text| plain(Tone::Info, text, None));
    let refused = || install.refusal.as_ref().map(notice::of_refused_tab);
    of_status(&connection.status()).or_else(refused).or_else(waiting)
}

fn confirmation() -> NoticeView<Intent> {
    let asked = plain(Tone::Warning, Key::InstallRemove.into(), Some(Key::InstallRemoveHint.into()));
    let act = |intent| Intent::Install(intent);
    let asked = with(asked, "remove-for-sure", Key::UiRemoveAll, act(InstallIntent::RemoveForSure));
    with(asked, "keep", Key::InstallKeep, act(InstallIntent::Keep))
}

fn placement(owner: OwnerKind, row: &Row, address: &str) -> PlacementView {
    let (bound, text) = match row.known.bound(address) {
        Bound::Unknown => ("unknown", Key::InstallUnknown),
        Bound::Absent => ("false", Key::InstallAbsent),
        Bound::Here => ("true", Key::InstallBound),
        Bound::Stale => ("stale", Key::InstallStale),
    };
    PlacementView {
        code: owner.tab(),
        title: title(owner),
        bound,
        text,
        error: row.refusal.as_ref().map(notice::of_refused_tab),
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
