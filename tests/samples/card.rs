//! The states of a card's tab.

use b24_duplicates::app::CopyWhat;
use b24_duplicates::card::{BesideView, CallView, CardView, Intent};
use b24_duplicates::domain::{CommKind, EntityType};
use b24_duplicates::i18n::{Arg, Key, Message};
use b24_duplicates::lookup::view::{
    Choice, CompletenessView, HiddenView, Loaded, MatchedView, RecordView, ResultsView, RunState, SharedView,
    VerdictView,
};
use b24_duplicates::lookup::{self, IsDismissed};
use b24_duplicates::page::{ScreenView, SnippetKind};
use b24_duplicates::protocol::Reason;
use b24_duplicates::session::view::{CardsOpen, NoticeView, Surface, Tone};
use b24_duplicates::session::{Note, NotePlace};

use super::parts::{
    absent_other, action, found, found_in_all, group, groups, list, matched, not_checked, notice,
    only_hidden, progress, record, results, value,
};
use super::{Sample, counting, numbered, sample};

pub(crate) fn all() -> Vec<Sample> {
    vec![
        tab("card-reading", reading()),
        tab("card-searching", searching()),
        tab("card-loading", loading()),
        tab("card-done", done()),
        tab("card-chosen", chosen()),
        tab("card-not-copied", done()),
        tab("card-no-slider", done()),
        tab("card-none", none()),
        tab("card-related", related()),
        tab("card-shared", shared()),
        tab("card-dismissed", dismissed()),
        tab("card-beside", beside()),
        tab("card-beside-invalid", CardView { beside: BesideView::Invalid, ..done() }),
        tab("card-hidden", hidden()),
        tab("card-read-in-field", read_in_field()),
        tab("card-capped", capped()),
        tab("card-hostile", hostile()),
        tab("card-many", many()),
        tab("card-call", call()),
        tab("card-call-unanswered", unanswered()),
        tab("card-unloaded", unloaded()),
        tab("card-clients-hidden", clients_hidden()),
        tab("card-outdated", outdated()),
        tab("card-paused", paused()),
        tab("card-cancelled", cancelled()),
        tab(
            "card-failed",
            stopped(RunState::Failed, Tone::Alert, Reason::TokenExpired.code(), Key::RefusalTokenLost),
        ),
        tab("card-empty", stopped(RunState::EmptyCard, Tone::Info, "", Key::CardEmpty)),
        tab("card-new", stopped(RunState::NewCard, Tone::Info, "", Key::CardNew)),
        tab(
            "card-no-rights",
            stopped(RunState::NoRights, Tone::Alert, Reason::NoCrmAccess.code(), Key::RefusalNoCrmAccess),
        ),
    ]
}

fn tab(name: &'static str, card: CardView) -> Sample {
    let mut sample = sample(name, Surface::Tab, ScreenView::Card(Box::new(card)));
    if name == "card-done" {
        sample.view.announcement = Some(super::parts::headline());
        let at = NotePlace::Copying(CopyWhat::Ids(None));
        sample.view.note = Some(Note { at, text: Key::ResultCopied.into(), to_select: None });
    }
    if name == "card-not-copied" {
        let at = NotePlace::Copying(CopyWhat::Ids(Some(EntityType::Lead)));
        let to_select = Some("1203, 1874".to_owned());
        sample.view.note = Some(Note { at, text: Key::ResultNotCopied.into(), to_select });
    }
    if name == "card-no-slider" {
        let reference = super::parts::record(EntityType::Lead, 1203, "").reference;
        let (at, text) = (NotePlace::Record(reference), Key::ResultNoSlider.into());
        sample.view.note = Some(Note { at, text, to_select: None });
        sample.view.cards_open = CardsOpen::ByLink;
    }
    sample
}

fn card(state: RunState) -> CardView {
    CardView {
        state,
        searched: Vec::new(),
        notice: None,
        progress: None,
        results: None,
        beside: BesideView::Absent,
        call: CallView::None,
    }
}

fn reading() -> CardView {
    CardView { progress: Some(progress(0, 0, Key::ProgressReading)), ..card(RunState::Reading) }
}

fn searching() -> CardView {
    CardView {
        searched: vec![
            value(CommKind::Phone, "+7 916 123-45-67", None),
            value(CommKind::Email, "anna.berg@example.com", None),
        ],
        progress: Some(progress(1, 2, Key::ProgressSearching)),
        ..card(RunState::Searching)
    }
}

/// Found, and their cards are still to come: of the contact the id may be shown.
fn loading() -> CardView {
    let mut contact = awaited(EntityType::Contact, 501);
    contact.address = record(EntityType::Contact, 501, "").address;
    contact.title = Err(Key::UiRecordId);
    let leads = vec![awaited(EntityType::Lead, 1203), awaited(EntityType::Lead, 1874)];
    let mut found = results(vec![group(EntityType::Lead, leads), group(EntityType::Contact, vec![contact])]);
    let list = list(counting(Key::EntityLeadCount, 2), counting(Key::EntityContactCount, 1));
    found.headline = Message::plain(Key::ResultFoundSoFar).with("list", Arg::Message(list));
    let lines = vec![Key::ResultStillSearching.into()];
    found.completeness = CompletenessView { tone: Tone::Info, lines };
    CardView { results: Some(found), ..searching() }
}

fn awaited(entity: EntityType, id: u64) -> RecordView {
    let title = match entity {
        EntityType::Lead => Key::EntityLead,
        EntityType::Contact => Key::EntityContact,
        EntityType::Company => Key::EntityCompany,
    };
    RecordView {
        title: Err(title),
        address: None,
        loaded: Loaded::NotYet,
        matched: Vec::new(),
        responsible: None,
        stage: None,
        created: None,
        active: None,
        dismiss: None,
        ..record(entity, id, "")
    }
}

fn done() -> CardView {
    CardView {
        searched: vec![
            value(CommKind::Phone, "+7 916 123-45-67", Some(found(3))),
            value(CommKind::Email, "Anna.Berg@Example.com", Some(found(1))),
            value(CommKind::Phone, "+49 30 1234567", Some(absent_other())),
        ],
        results: Some(results(groups())),
        beside: BesideView::Ready,
        call: CallView::Folded,
        ..card(RunState::Done)
    }
}

/// Two records are to be compared with the card's own.
fn chosen() -> CardView {
    let mut groups = groups();
    for record in groups.iter_mut().flat_map(|group| &mut group.records).take(2) {
        record.choice = Choice::Chosen;
    }
    CardView { results: Some(ResultsView { side_by_side: 3, ..results(groups) }), ..done() }
}

fn none() -> CardView {
    let mut nothing = results(Vec::new());
    nothing.headline = Key::ResultNoneOther.into();
    nothing.choices = Vec::new();
    nothing.checked = 1;
    CardView {
        searched: vec![value(CommKind::Phone, "+7 916 123-45-67", Some(absent_other()))],
        results: Some(nothing),
        call: CallView::None,
        ..done()
    }
}

/// Nobody but the lead that became this contact, and its company.
fn related() -> CardView {
    let mut found = results(Vec::new());
    found.headline = Key::ResultOnlyRelated.into();
    let belongs = |entity, id, title: &str, why: Key| {
        let labels = vec![why.into()];
        RecordView { labels, ..record(entity, id, title) }
    };
    found.related = vec![
        belongs(EntityType::Lead, 961, "From the website", Key::RelatedBecameContact),
        belongs(EntityType::Company, 88, "Berg & Sons Ltd", Key::RelatedCompanyOf),
    ];
    let text = Key::VerdictRelated.into();
    let verdict = VerdictView { name: "related", tone: Tone::Good, text };
    CardView {
        searched: vec![value(CommKind::Phone, "+7 916 123-45-67", Some(verdict))],
        results: Some(found),
        ..done()
    }
}

/// One of the leads is another person, and that was just said.
fn dismissed() -> CardView {
    let mut found = results(groups());
    let mut lead = found.groups.remove(0).records.remove(0);
    let bring_back = lookup::Intent::Dismiss(lead.reference, IsDismissed::No);
    lead.dismiss = Some(super::parts::dismiss(Key::DismissNoRecord, bring_back));
    found.dismissed = vec![lead];
    found.headline = found_in_all(counting(Key::EntityCompanyCount, 1));
    let mut notice = notice(Tone::Info, "", Key::DismissedForYou);
    notice.actions = vec![action("undo", Key::DismissedUndo)];
    CardView { notice: Some(notice), results: Some(found), ..done() }
}

/// Another address, in place of the card's own values.
fn beside() -> CardView {
    let title = Message::plain(Key::BesideShown).with("value", Arg::Text("info@example.com".to_owned()));
    let mut notice = notice(Tone::Info, "", Key::BesideShown);
    notice.title = title;
    notice.actions = vec![action("back", Key::BesideBack)];
    let searched = vec![value(CommKind::Email, "info@example.com", Some(found(3)))];
    CardView { searched, notice: Some(notice), call: CallView::None, ..done() }
}

/// A company at whose switchboard many have called, and one lead with its mailbox.
fn shared() -> CardView {
    let callers = ["Anna Albrecht", "Bernd Busch", "Clara Engel", "Dirk Fuchs", "Eva Graf"];
    let text = counting(Key::SharedPhone, 23)
        .with("value", Arg::Text("+49 30 5550-100".to_owned()))
        .with("number", Arg::Message(counting(Key::ResultCountMore, 23)));
    let records = callers.iter().zip(811..).map(|(name, id)| record(EntityType::Lead, id, name)).collect();
    let mut found = results(vec![group(EntityType::Lead, vec![record(EntityType::Lead, 1203, "Anna Berg")])]);
    found.shared = vec![SharedView { spelling: "+49 30 5550-100".to_owned(), text, records }];
    found.headline = found_in_all(counting(Key::EntityLeadCount, 1));
    let capped = Message::plain(Key::ResultCappedLeads);
    let lines = vec![capped.with("value", Arg::Text("+49 30 5550-100".to_owned()))];
    found.completeness = CompletenessView { tone: Tone::Warning, lines };
    let text = counting(Key::VerdictFoundMore, 23);
    let verdict = VerdictView { text, ..super::parts::found(23) };
    let mut board = value(CommKind::Phone, "+49 30 5550-100", Some(verdict));
    board.completeness = Some(Key::ValueCapped.into());
    let mail = value(CommKind::Email, "office@example.com", Some(super::parts::found(1)));
    CardView { searched: vec![board, mail], results: Some(found), ..done() }
}

fn hidden() -> CardView {
    let mut found = results(groups());
    found.hidden = vec![
        HiddenView { entity: EntityType::Lead, text: numbered(Key::ResultHiddenLeads, 2) },
        HiddenView { entity: EntityType::Company, text: numbered(Key::ResultHiddenCompanies, 1) },
    ];
    let values = Arg::Text("+7 916 123-45-67, office@example.com".to_owned());
    found.request = Some(Message::plain(Key::HiddenRequest).with("values", values));
    let first = Message::plain(Key::ResultFoundHidden).with("found", Arg::Message(found.headline));
    found.headline = first.with("number", Arg::Number(3));
    found.completeness.tone = Tone::Info;
    let visible = super::parts::found(3);
    let both = counting(Key::VerdictFoundHidden, 2).with("found", Arg::Message(visible.text.clone()));
    CardView {
        searched: vec![
            value(CommKind::Phone, "+7 916 123-45-67", Some(VerdictView { text: both, ..visible })),
            value(CommKind::Email, "Anna.Berg@Example.com", Some(super::parts::found(1))),
            value(CommKind::Email, "office@example.com", Some(only_hidden())),
        ],
        results: Some(found),
        ..done()
    }
}

/// A field that holds two numbers, and who has one of them by itself.
fn read_in_field() -> CardView {
    let field = "8 (495) 123-45-67, 8 (916) 123-45-67 доб. 12";
    let named = |stored: &str| {
        let stored = Arg::Text(stored.to_owned());
        let remark = Some(Message::plain(Key::ResultOtherwise).with("stored", stored));
        MatchedView { remark, ..matched(field) }
    };
    let mut groups = groups();
    for record in groups.iter_mut().flat_map(|group| &mut group.records).take(2) {
        record.matched = vec![named("+7 916 123-45-67")];
    }
    CardView {
        searched: vec![
            value(CommKind::Phone, field, Some(found(3))),
            value(CommKind::Email, "Anna.Berg@Example.com", Some(absent_other())),
        ],
        results: Some(results(groups)),
        ..done()
    }
}

/// Four numbers of one switchboard, each of which as many contacts have as the portal names.
fn capped() -> CardView {
    let numbers = ["+49 30 1234567", "+49 30 1234568", "+49 30 1234569", "+49 30 1234570"];
    let records = numbers.iter().flat_map(|number| [*number; 20]).zip(1..=50).map(|(number, id)| {
        let matched = vec![matched(number)];
        RecordView { matched, ..record(EntityType::Contact, 2000 + id, &format!("Reception {id}")) }
    });
    let mut contacts = group(EntityType::Contact, records.collect());
    contacts.count = counting(Key::ResultCountMore, 80);
    contacts.more = 30;
    let choices = super::parts::choices();
    let capped =
        |number: &str| Message::plain(Key::ResultCappedContacts).with("value", Arg::Text(number.to_owned()));
    let mut lines: Vec<Message> = numbers.iter().take(3).map(|number| capped(number)).collect();
    lines.push(counting(Key::ResultCappedMore, 1));
    let mut found = results(vec![contacts]);
    found.choices = choices;
    found.headline = found_in_all(counting(Key::EntityContactMore, 80));
    found.completeness = CompletenessView { tone: Tone::Warning, lines };
    let text = counting(Key::VerdictFoundMore, 20);
    let verdict = VerdictView { text, ..super::parts::found(20) };
    let searched = numbers.map(|number| value(CommKind::Phone, number, Some(verdict.clone())));
    CardView { searched: searched.to_vec(), results: Some(found), ..done() }
}

/// A deal whose clients have more phones than the line of values shows at first.
fn many() -> CardView {
    let numbers = (0..48).map(|number| format!("+49 30 12345{number:02}"));
    let mut searched = done().searched;
    searched.truncate(2);
    searched.extend(numbers.map(|number| value(CommKind::Phone, &number, Some(absent_other()))));
    let mut found = results(groups());
    found.values_more = 12;
    CardView { searched, results: Some(found), ..done() }
}

/// Texts that want to be something else than text.
fn hostile() -> CardView {
    let titles = [
        "<img src=x onerror=alert(1)>",
        "</li></ul><script>document.title='broken'</script>",
        "W".repeat(300).leak(),
        "شركة الاختبار المحدودة",
    ];
    let asked = "1".repeat(300);
    let lead = |(title, id): (&&str, u64)| RecordView {
        matched: vec![matched(&asked)],
        ..record(EntityType::Lead, id, title)
    };
    let records = titles.iter().zip(500..).map(lead).collect();
    let mut nameless = record(EntityType::Contact, 7, "");
    nameless.title = Err(Key::ResultNamelessContact);
    nameless.matched = vec![matched(&format!("هاتف {asked}"))];
    let groups = vec![group(EntityType::Lead, records), group(EntityType::Contact, vec![nameless])];
    let mut results = results(groups);
    let both = list(counting(Key::EntityLeadCount, 4), counting(Key::EntityContactCount, 1));
    results.headline = found_in_all(both);
    let searched = vec![value(CommKind::Phone, &asked, Some(found(5)))];
    CardView { searched, results: Some(results), ..done() }
}

fn call() -> CardView {
    let shown = CallView::Shown {
        kind: SnippetKind::CurlWebhook,
        of: 2,
        beside: Some(Message::plain(Key::UiCallBeside).with("spellings", Arg::Text("9161234567".to_owned()))),
        methods: methods(),
        code: "curl -X POST https://portal.example/rest/1/***/crm.duplicate.findbycomm.json \\\n  \
               -d type=PHONE -d 'values[]=+7 916 123-45-67'"
            .to_owned(),
        answer: "{\n  \"result\": { \"LEAD\": [1203, 1874], \"COMPANY\": [88] }\n}".to_owned(),
    };
    CardView { call: shown, ..done() }
}

fn methods() -> Message {
    let methods = "crm.company.list × 1, crm.duplicate.findbycomm × 2, crm.lead.list × 1, user.get × 2";
    Message::plain(Key::UiCallOthers).with("methods", Arg::Text(methods.to_owned()))
}

/// Its answer is shown once it is known which of its records the user may read.
fn unanswered() -> CardView {
    let code = "BX24.callMethod(\n  \"crm.duplicate.findbycomm\"\n);".to_owned();
    let (kind, answer) = (SnippetKind::Bx24, String::new());
    let shown = CallView::Shown { kind, of: 1, beside: None, methods: methods(), code, answer };
    CardView { call: shown, ..searching() }
}

/// Records were found whose cards the portal did not give.
fn unloaded() -> CardView {
    let mut found = results(Vec::new());
    found.headline = counting(Key::ResultUnloaded, 2);
    let lines = vec![counting(Key::ResultUnloadedNote, 2)];
    found.completeness = CompletenessView { tone: Tone::Warning, lines };
    let text = counting(Key::VerdictUnloaded, 2);
    let verdict = VerdictView { name: "unloaded", tone: Tone::Warning, text };
    let mut why = notice(Tone::Alert, "B24D-NO-ANSWER", Key::RefusalNotAnswered);
    why.actions = vec![action("retry", Key::RefusalRetry)];
    CardView {
        searched: vec![value(CommKind::Phone, "+7 916 123-45-67", Some(verdict))],
        notice: Some(why),
        results: Some(found),
        ..done()
    }
}

/// A deal with a client that the user may not read.
fn clients_hidden() -> CardView {
    let mut found = results(Vec::new());
    found.headline = Key::ResultNothingSoFar.into();
    let lines = vec![counting(Key::CardClientsHidden, 1)];
    found.completeness = CompletenessView { tone: Tone::Warning, lines };
    CardView { results: Some(found), ..none() }
}

fn outdated() -> CardView {
    let mut why = notice(Tone::Info, "", Key::CardOutdated);
    why.actions = vec![action("refresh", Key::CardRefresh)];
    CardView { notice: Some(why), ..done() }
}

fn paused() -> CardView {
    let mut pause = notice(Tone::Alert, "B24D-NETWORK", Key::RefusalNetworkDown);
    pause.hint = Some(Key::RefusalHintNetwork.into());
    pause.actions = vec![action("resume", Key::RefusalResume)];
    partly(RunState::Paused, pause)
}

fn cancelled() -> CardView {
    partly(RunState::Cancelled, notice(Tone::Info, "", Key::ProgressCancelled))
}

fn partly(state: RunState, why: NoticeView<Intent>) -> CardView {
    let mut found = results(vec![group(EntityType::Lead, vec![record(EntityType::Lead, 1203, "Anna Berg")])]);
    found.headline = found_in_all(counting(Key::EntityLeadCount, 1));
    let lines = vec![counting(Key::ResultUnchecked, 1)];
    found.completeness = CompletenessView { tone: Tone::Warning, lines };
    CardView {
        state,
        searched: vec![
            value(CommKind::Phone, "+7 916 123-45-67", Some(super::parts::found(1))),
            value(CommKind::Email, "anna.berg@example.com", Some(not_checked())),
        ],
        notice: Some(why),
        results: Some(found),
        ..done()
    }
}

fn stopped(state: RunState, tone: Tone, code: &'static str, title: Key) -> CardView {
    let mut why = notice(tone, code, title);
    why.hint = Some(Key::CardEmptyHint.into());
    why.actions = vec![action("refresh", Key::CardRefresh)];
    if tone == Tone::Alert {
        why.hint = Some(Key::RefusalHintAdmin.into());
        why.detail = Some("Access denied.".to_owned());
    }
    CardView { notice: Some(why), ..card(state) }
}
