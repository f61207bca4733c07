//! The states of the installation.

use b24_duplicates::domain::EntityType::{Company, Contact, Lead};
use b24_duplicates::i18n::{Arg, Key, Message};
use b24_duplicates::page::{
    InstallAction, InstallExit, InstallIntent, InstallView, PlacementView, QuestionView, Rank, ScreenView,
    SeeView,
};
use b24_duplicates::protocol::OwnerKind;
use b24_duplicates::session::view::{NoticeView, Surface, Tone};

use super::parts::notice;
use super::{Sample, sample};

/// A card, the code of its tab, its title, and the button that removes it.
const CARDS: [(OwnerKind, &str, Key, &str); 4] = [
    (OwnerKind::Record(Lead), "CRM_LEAD_DETAIL_TAB", Key::InstallLead, "remove-lead"),
    (OwnerKind::Record(Contact), "CRM_CONTACT_DETAIL_TAB", Key::InstallContact, "remove-contact"),
    (OwnerKind::Record(Company), "CRM_COMPANY_DETAIL_TAB", Key::InstallCompany, "remove-company"),
    (OwnerKind::Deal, "CRM_DEAL_DETAIL_TAB", Key::InstallDeal, "remove-deal"),
];

pub(crate) fn all() -> Vec<Sample> {
    let mut failed = install(["true", "false", "stale", "unknown"]);
    failed.rows[3].error = Some(notice(Tone::Alert, "B24D-PLACEMENT", Key::RefusalPlacementUnknown));
    let first = || at_first(install(["false"; 4]));
    let mut without = first();
    without.tools.retain(|tool| tool.name != "finish");
    without.question =
        Some(question(Key::InstallFinishWithout.into(), Key::InstallFinishHint, Key::InstallFinishSure));
    let mut bound = at_first(install(["true"; 4]));
    bound.tools[0].rank = Rank::First;
    let mut busy = install(["true", "false", "stale", "unknown"]);
    (busy.busy, busy.exit) = (true, InstallExit::Wait);
    let ended = |notice: NoticeView<_>| InstallView {
        notice: Some(notice),
        busy: true,
        exit: InstallExit::Wait,
        ..install(["true"; 4])
    };
    let mut unheard = notice(Tone::Info, "", Key::InstallUnheard);
    unheard.hint = Some(Key::RefusalHintReload.into());
    let mut removing = install(["true"; 4]);
    removing.tools.retain(|tool| tool.name != "remove-all");
    removing.question = Some(removal(Key::InstallRemove.into()));
    let mut removing_one = install(["false", "true", "true", "false"]);
    let contacts = &mut removing_one.rows[1];
    contacts.tools.clear();
    contacts.question = Some(removal(of_cards(Key::InstallRemoveOne, Key::InstallContact)));
    [
        ("install", failed),
        ("install-first", first()),
        ("install-without", without),
        ("install-bound", bound),
        ("install-one", install(["false", "false", "false", "true"])),
        ("install-busy", busy),
        ("install-finished", ended(notice(Tone::Good, "", Key::InstallFinished))),
        ("install-unheard", ended(unheard)),
        ("install-remove", removing),
        ("install-remove-one", removing_one),
    ]
    .into_iter()
    .map(|(name, view)| sample(name, Surface::Page, ScreenView::Install(Box::new(view))))
    .collect()
}

/// The installation on the app's page, with tabs that are so.
fn install(bounds: [&'static str; 4]) -> InstallView {
    let rows: Vec<_> = CARDS.iter().zip(bounds).map(|(card, bound)| row(card, bound)).collect();
    let here = bounds.iter().filter(|bound| **bound == "true").count() as u64;
    let act = |name, rank, label, intent| InstallAction { name, rank, label, full: None, intent };
    let mut tools = Vec::new();
    if here < 4 {
        tools.push(act("bind-all", Rank::First, Key::UiBindAll, InstallIntent::BindAll));
    }
    if rows.iter().filter(|row| ["true", "stale"].contains(&row.bound)).count() > 1 {
        tools.push(act("remove-all", Rank::Other, Key::UiRemoveAll, InstallIntent::RemoveAll));
    }
    tools.push(act("check", Rank::Beside, Key::UiCheckInstall, InstallIntent::Check));
    let some = Message::counting(Key::InstallSome, here).with("all", Arg::Number(4));
    let label = if bounds[1] == "true" { Key::InstallSeeContact } else { Key::InstallSeeDeal };
    InstallView {
        notice: None,
        rows,
        busy: false,
        tools,
        question: None,
        summary: Some(match here {
            0 => Key::InstallNone.into(),
            4 => Key::InstallAll.into(),
            _ => some,
        }),
        see: (here > 0)
            .then(|| SeeView { label, address: "https://portal.example/crm/contact/list/".to_owned() }),
        exit: InstallExit::Back,
    }
}

/// The same in the first installation.
fn at_first(mut install: InstallView) -> InstallView {
    let at = install.tools.iter().position(|tool| tool.name != "bind-all").unwrap_or_default();
    let finish = InstallAction {
        name: "finish",
        rank: Rank::Other,
        label: Key::UiFinish,
        full: None,
        intent: InstallIntent::Finish,
    };
    install.tools.insert(at, finish);
    install.exit = InstallExit::Finish;
    install
}

fn row(card: &(OwnerKind, &'static str, Key, &'static str), bound: &'static str) -> PlacementView {
    let (owner, code, title, removes) = *card;
    let act = |name, label, full, intent| InstallAction {
        name,
        rank: Rank::Beside,
        label,
        full: Some(of_cards(full, title)),
        intent,
    };
    let bind = |label, full| act("bind", label, full, InstallIntent::Bind(owner));
    let remove = || act(removes, Key::UiRemove, Key::InstallRemoveCards, InstallIntent::Remove(owner));
    let (text, tools) = match bound {
        "true" => (Key::InstallBound, vec![remove()]),
        "false" => (Key::InstallAbsent, vec![bind(Key::UiBind, Key::InstallBindCards)]),
        "stale" => (Key::InstallStale, vec![bind(Key::UiRepair, Key::InstallRepairCards), remove()]),
        _ => (Key::InstallUnknown, vec![]),
    };
    PlacementView { code, title, bound, text, error: None, tools, question: None }
}

fn of_cards(key: Key, title: Key) -> Message {
    Message::plain(key).with("cards", Arg::Message(title.into()))
}

fn removal(text: Message) -> QuestionView {
    question(text, Key::InstallRemoveHint, Key::InstallRemoveSure)
}

fn question(text: Message, hint: Key, sure: Key) -> QuestionView {
    QuestionView { text, hint, sure }
}
