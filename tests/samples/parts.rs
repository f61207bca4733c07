//! What the samples are made of.

use b24_duplicates::domain::{Colour, CommKind, EntityType, RecordId, RecordRef, StageSemantic};
use b24_duplicates::i18n::{Arg, Key, Message};
use b24_duplicates::lookup::view::{
    Choice, ChoiceView, CompletenessView, DismissView, GroupView, Loaded, MatchedView, OptionView,
    PersonView, ProgressView, RecordView, ResultsView, StageView, ValueView, VerdictView,
};
use b24_duplicates::lookup::{self, Arrangement, IsDismissed, Selection};
use b24_duplicates::page::{FormIntent, Intent};
use b24_duplicates::session::view::{ActionView, NoticeView, Tone};

use super::counting;

pub(crate) fn notice<I>(tone: Tone, code: &'static str, title: Key) -> NoticeView<I> {
    NoticeView { tone, code, title: title.into(), hint: None, detail: None, actions: Vec::new() }
}

pub(crate) fn action<I: From<lookup::Intent>>(name: &'static str, label: Key) -> ActionView<I> {
    ActionView { name, label: label.into(), intent: lookup::Intent::Resume.into() }
}

pub(crate) fn too_many() -> NoticeView<Intent> {
    let limited = |key| Message::plain(key).with("count", Arg::Number(200_000));
    let mut too_many = notice(Tone::Warning, "B24D-TOO-MANY", Key::InputTooMany);
    too_many.title = limited(Key::InputTooMany);
    let (label, intent) = (limited(Key::InputSearchFirst), Intent::Form(FormIntent::SearchFirst));
    too_many.actions = vec![ActionView { name: "search-first", label, intent }];
    too_many
}

pub(crate) fn value(kind: CommKind, spelling: &str, verdict: Option<VerdictView>) -> ValueView {
    ValueView {
        kind: Some(kind),
        spelling: spelling.to_owned(),
        verdict,
        completeness: Some(Key::ValueComplete.into()),
        dismiss: None,
        reading: vec![read(Key::KeySigns, "79161234567")],
        records: Vec::new(),
        more: 0,
        place: 0,
    }
}

pub(crate) fn found(count: u64) -> VerdictView {
    let text = counting(Key::VerdictFound, count);
    VerdictView { name: "found", tone: Tone::Info, text }
}

pub(crate) fn absent() -> VerdictView {
    VerdictView { name: "absent", tone: Tone::Good, text: Key::VerdictAbsent.into() }
}

/// In a card the card itself has it.
pub(crate) fn absent_other() -> VerdictView {
    VerdictView { text: Key::VerdictAbsentOther.into(), ..absent() }
}

pub(crate) fn not_checked() -> VerdictView {
    VerdictView { name: "not-checked", tone: Tone::Warning, text: Key::VerdictNotChecked.into() }
}

pub(crate) fn only_hidden() -> VerdictView {
    VerdictView { name: "hidden", tone: Tone::Warning, text: Key::VerdictHidden.into() }
}

#[expect(clippy::unwrap_used, reason = "the ids of samples are positive")]
pub(crate) fn record(entity: EntityType, id: u64, title: &str) -> RecordView {
    let reference = RecordRef::new(entity, RecordId::new(id).unwrap());
    let stage = (entity == EntityType::Lead).then(|| stage("In progress", StageSemantic::Open, "#2FC6F6"));
    let person = PersonView { name: "Maria Sokolova".to_owned(), initials: "MS".to_owned() };
    RecordView {
        reference,
        title: Ok(title.to_owned()),
        address: Some(format!("https://portal.example{}", reference.card_path())),
        loaded: Loaded::Yes,
        matched: vec![matched("+7 916 123-45-67")],
        subtitle: None,
        company: None,
        others: Vec::new(),
        responsible: Some(person),
        stage,
        created: Some("2026-03-12T09:30:00+03:00".to_owned()),
        active: Some("2026-04-02T11:00:00+03:00".to_owned()),
        dismiss: Some(dismiss(Key::DismissRecord, lookup::Intent::Dismiss(reference, IsDismissed::Yes))),
        labels: Vec::new(),
        choice: Choice::Not,
    }
}

pub(crate) fn dismiss(label: Key, intent: lookup::Intent) -> DismissView {
    DismissView { label, intent }
}

pub(crate) fn stage(name: &str, semantic: StageSemantic, colour: &str) -> StageView {
    StageView { name: name.to_owned(), semantic, colour: Colour::new(colour) }
}

/// A value that is stored as it was written.
pub(crate) fn matched(stored: &str) -> MatchedView {
    let kind = if stored.contains('@') { CommKind::Email } else { CommKind::Phone };
    let text = |text: &str| Arg::Text(text.to_owned());
    let why = Message::plain(Key::WhySame).with("stored", text(stored)).with("key", text(stored));
    let reading = vec![read(Key::KeyAsItIs, stored)];
    MatchedView { kind, spelling: stored.to_owned(), remark: None, why, reading }
}

/// A phone that is stored in another way.
pub(crate) fn matched_otherwise(written: &str) -> MatchedView {
    let stored = "8 (916) 123-45-67";
    let text = |text: &str| Arg::Text(text.to_owned());
    let why = Message::plain(Key::WhyEqual).with("stored", text(stored));
    let why = why.with("key", text("79161234567")).with("written", text(written));
    let reading = vec![read(Key::KeySigns, "89161234567"), read(Key::KeyEightIsSeven, "79161234567")];
    MatchedView { why, reading, ..matched(stored) }
}

fn read(step: Key, text: &str) -> Message {
    Message::plain(step).with("text", Arg::Text(text.to_owned()))
}

pub(crate) fn group(entity: EntityType, records: Vec<RecordView>) -> GroupView {
    let title = match entity {
        EntityType::Lead => Key::ResultLeads,
        EntityType::Contact => Key::ResultContacts,
        EntityType::Company => Key::ResultCompanies,
    };
    let count = counting(Key::ResultCount, records.len() as u64);
    GroupView { entity, title, count, records, more: 0 }
}

/// Two leads and a company, one of them with everything that a row can show.
pub(crate) fn groups() -> Vec<GroupView> {
    let mut second = record(EntityType::Lead, 1874, "Anna Maria Berg");
    second.subtitle = Some("Website enquiry: offer for 120 desks, response in May".to_owned());
    second.company = Some("Berg & Sons".to_owned());
    second.others = vec![
        (CommKind::Phone, "+49 30 7654321".to_owned()),
        (CommKind::Email, "anna@home.example".to_owned()),
    ];
    second.matched = vec![matched_otherwise("+7 916 123-45-67"), matched("anna.berg@example.com")];
    second.stage = Some(stage("Converted", StageSemantic::Won, "#7BD500"));
    second.labels = vec![Message::plain(Key::ResultBecame).with("id", Arg::Text("275".to_owned()))];
    let mut company = record(EntityType::Company, 88, "Berg & Sons Ltd");
    company.labels = vec![Key::ResultMyCompany.into()];
    company.responsible = None;
    vec![
        group(EntityType::Lead, vec![record(EntityType::Lead, 1203, "Anna Berg"), second]),
        group(EntityType::Company, vec![company]),
    ]
}

pub(crate) fn headline() -> Message {
    found_in_all(list(counting(Key::EntityLeadCount, 2), counting(Key::EntityCompanyCount, 1)))
}

pub(crate) fn found_in_all(list: Message) -> Message {
    Message::plain(Key::ResultFound).with("list", Arg::Message(list))
}

pub(crate) fn list(first: Message, second: Message) -> Message {
    let list = Message::plain(Key::ResultListTwo).with("first", Arg::Message(first));
    list.with("second", Arg::Message(second))
}

pub(crate) fn results(groups: Vec<GroupView>) -> ResultsView {
    ResultsView {
        headline: headline(),
        arrangement: Arrangement::ByRecord,
        choices: vec![arrangement()],
        groups,
        shared: Vec::new(),
        related: Vec::new(),
        dismissed: Vec::new(),
        values: Vec::new(),
        checked: 3,
        values_more: 0,
        hidden: Vec::new(),
        side_by_side: 0,
        request: None,
        completeness: CompletenessView { tone: Tone::Good, lines: vec![Key::ResultComplete.into()] },
    }
}

pub(crate) fn choice(name: &'static str, label: Key, options: &[(&'static str, Message)]) -> ChoiceView {
    let option = |(value, label): &(&'static str, Message)| OptionView {
        value,
        label: label.clone(),
        is_chosen: options.first().is_some_and(|(first, _)| first == value),
        intent: lookup::Intent::Select(Selection::default()),
    };
    ChoiceView { name, label, options: options.iter().map(option).collect() }
}

pub(crate) fn arrangement() -> ChoiceView {
    let options = [("record", Key::UiByRecord.into()), ("value", Key::UiByValue.into())];
    let mut choice = choice("arrangement", Key::UiArrangement, &options);
    for (option, arrangement) in choice.options.iter_mut().zip([Arrangement::ByRecord, Arrangement::ByValue])
    {
        option.intent = lookup::Intent::Arrange(arrangement);
    }
    choice
}

/// How records are sorted, and which of them are shown.
pub(crate) fn choices() -> Vec<ChoiceView> {
    let named = |name: &str| Message::plain(Key::UiText).with("text", Arg::Text(name.to_owned()));
    let orders = [
        ("likeness", Key::OrderLikeness.into()),
        ("created", Key::OrderCreated.into()),
        ("active", Key::OrderActive.into()),
    ];
    let people = [("all", Key::ChoiceAll.into()), ("person", named("Maria Sokolova"))];
    vec![
        arrangement(),
        choice("order", Key::ChoiceOrder, &orders),
        choice("responsible", Key::ChoiceResponsible, &people),
    ]
}

pub(crate) fn progress(done: u64, all: u64, text: Key) -> ProgressView {
    let count = Message::plain(Key::ProgressCount);
    let count = count.with("done", Arg::Number(done)).with("all", Arg::Number(all));
    ProgressView { done, all, text: text.into(), count: (all > 20).then_some(count), long: None }
}
