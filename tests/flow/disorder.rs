//! Any events in any order: nothing panics, every state has a screen, and the effects stay sane.

use std::collections::{BTreeSet, VecDeque};

use b24_duplicates::app::{CopyWhat, Effect, Launch, Moment, SessionEvent, Timer};
use b24_duplicates::domain::{CommKind, Country, EntityType, PortalOrigin, Scheme, UserId};
use b24_duplicates::i18n::{CatalogueError, Language};
use b24_duplicates::lookup::{self, Arrangement, IsDismissed, RecordOrder, Selection};
use b24_duplicates::page::{
    CallIntent, ExportRows, Extra, ExtraEvent, FileChoice, FormIntent, Headings, Holds, InstallIntent,
    Intent, ListGrouping, ListIntent, ListSort, PastedPart, SnippetKind, VerdictKind, WebhookAccount,
    WriteAs,
};
use b24_duplicates::protocol::files::{FilesAnswer, FilesCall};
use b24_duplicates::protocol::frame::{FrameAnswer, InitData, InitError, Placement};
use b24_duplicates::protocol::reading::{ReadAnswer, ReadCall, Source};
use b24_duplicates::protocol::webhook::WebhookError;
use b24_duplicates::protocol::{BodyKind, CardOwner, OwnerKind, RawResponse, RestCall, TransportFault};
use b24_duplicates::scheduler::RequestId;
use b24_duplicates::{compare, merge, session};
use proptest::prelude::*;
use reader_worker::Worker;

use super::app::{english, framed_launch, init, on_screen};
use super::applications::{Application, Happened, Which};
use super::files::Files;
use super::portal::{Company, Contact, Lead, Lists, Portal, References, error, record};
use super::store::Store;

/// Something that happens: an event, or an answer to whatever is under way.
#[derive(Clone, Debug)]
enum Happening {
    Event(Box<Happened>),
    /// The portal answers the request that is out.
    Answer,
    /// It answers the request that is out in this way.
    Fault(RawResponse),
    /// Something arrives that was answered before, or never asked.
    Stray(u64, RawResponse),
    Time(u64),
    /// From now on the portal answers lists in this way.
    Lists(Lists),
    /// From now on it does this with references.
    References(References),
    /// The module that reads texts answers the next part.
    Read,
    /// The module that reads files answers the next call, or the browser hands it a file.
    ReadFile,
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => event().prop_map(|event| Happening::Event(Box::new(event))),
        6 => Just(Happening::Answer),
        2 => raw().prop_map(Happening::Fault),
        1 => (any::<u64>(), raw()).prop_map(|(id, raw)| Happening::Stray(id, raw)),
        1 => (0_u64..200_000).prop_map(Happening::Time),
        8 => Just(Happening::Read),
        12 => Just(Happening::ReadFile),
        1 => prop::sample::select(vec![
            Lists::Honestly,
            Lists::LeftOut,
            Lists::Refused("insufficient_scope"),
            Lists::Refused("ACCESS_DENIED"),
        ])
        .prop_map(Happening::Lists),
        1 => prop::sample::select(vec![References::Resolved, References::Kept])
            .prop_map(Happening::References),
    ]
}

/// Most stories begin as the application is meant to begin; some do not.
fn beginning() -> impl Strategy<Value = Vec<Happening>> {
    fn event(event: impl Into<Happened>) -> Happening {
        Happening::Event(Box::new(event.into()))
    }
    let framed = begun().prop_map(move |answer| {
        vec![event(SessionEvent::Launched(framed_launch())), event(SessionEvent::FrameAnswered(answer))]
    });
    let page = Just(vec![
        event(SessionEvent::Launched(Launch::default())),
        event(ExtraEvent::WebhookTaken(Ok(account()))),
        Happening::Answer,
    ]);
    let begun = prop_oneof![4 => framed, 3 => page, 1 => Just(Vec::new())];
    let reader =
        prop::sample::select(vec![Some(ExtraEvent::ReaderReady), Some(ExtraEvent::ReaderLost), None]);
    (begun, reader).prop_map(move |(begun, reader)| begun.into_iter().chain(reader.map(event)).collect())
}

fn raw() -> impl Strategy<Value = RawResponse> {
    prop_oneof![
        Just(RawResponse::Fault(TransportFault::Network { offline: false })),
        Just(RawResponse::Fault(TransportFault::Network { offline: true })),
        Just(RawResponse::Fault(TransportFault::TimedOut)),
        Just(RawResponse::Fault(TransportFault::Redirected)),
        Just(RawResponse::Fault(TransportFault::Aborted)),
        Just(RawResponse::Unreadable { status: 502, body: BodyKind::Html }),
        prop::sample::select(vec![
            (401, "expired_token"),
            (401, "INVALID_CREDENTIALS"),
            (503, "QUERY_LIMIT_EXCEEDED"),
            (429, "OPERATION_TIME_LIMIT"),
            (401, "insufficient_scope"),
            (400, ""),
            (403, "ACCESS_DENIED"),
        ])
        .prop_map(|(status, code)| error(status, code)),
    ]
}

fn event() -> impl Strategy<Value = Happened> {
    prop_oneof![
        8 => session_event().prop_map(Happened::Session),
        1 => webhook().prop_map(|taken| Happened::Extra(ExtraEvent::WebhookTaken(taken))),
        1 => prop::sample::select(vec![
            ExtraEvent::NextSlice,
            ExtraEvent::NotReloaded,
            ExtraEvent::ReaderReady,
            ExtraEvent::ReaderLost,
            ExtraEvent::FilesLost,
            ExtraEvent::UnreadCopied(Err(())),
        ])
        .prop_map(Happened::Extra),
        16 => intent().prop_map(Happened::User),
    ]
}

fn session_event() -> impl Strategy<Value = SessionEvent> {
    prop_oneof![
        1 => launch().prop_map(SessionEvent::Launched),
        2 => frame_answer().prop_map(SessionEvent::FrameAnswered),
        4 => timer().prop_map(SessionEvent::Woke),
        1 => Just(SessionEvent::LanguageLoaded(Language::German, Err(CatalogueError::NotReached))),
        1 => Just(SessionEvent::LanguageLoaded(Language::Russian, Ok(english()))),
        1 => (prop::sample::select(vec![CopyWhat::Call, CopyWhat::Ids(None)]), any::<bool>()).prop_map(
            |(what, done)| if done {
                SessionEvent::Copied(what)
            } else {
                SessionEvent::NotCopied { what, text: "20".to_owned() }
            }
        ),
        1 => (0_u32..2000).prop_map(SessionEvent::ContentHeight),
        1 => Just(SessionEvent::Awake),
        1 => Just(SessionEvent::PutAway),
        1 => Just(SessionEvent::BroughtBack),
    ]
}

fn launch() -> impl Strategy<Value = Launch> {
    prop_oneof![
        Just(framed_launch()),
        Just(Launch::default()),
        Just(Launch { framed: true, ..Launch::default() })
    ]
}

fn begun() -> impl Strategy<Value = FrameAnswer> {
    let owner = |kind| Placement::Card(CardOwner { kind, id: record(Lead, 10).id });
    let placements = vec![
        owner(OwnerKind::Record(Contact)),
        owner(OwnerKind::Record(Lead)),
        owner(OwnerKind::Deal),
        Placement::NewCard(OwnerKind::Deal),
        Placement::Call { number: "112".to_owned() },
        Placement::Page,
        Placement::Compare("contact-10.contact-11".to_owned()),
    ];
    (prop::sample::select(placements), any::<bool>(), prop::bool::weighted(0.2)).prop_map(
        |(placement, is_admin, installing)| {
            FrameAnswer::Init(Box::new(InitData { placement, is_admin, installing, ..init() }))
        },
    )
}

fn frame_answer() -> impl Strategy<Value = FrameAnswer> {
    prop_oneof![
        2 => begun(),
        1 => Just(FrameAnswer::InitRefused(InitError::NoToken)),
        1 => Just(FrameAnswer::Unreadable),
        2 => Just(FrameAnswer::Renewed),
        1 => Just(FrameAnswer::SliderClosed),
        1 => Just(FrameAnswer::PathRefused),
    ]
}

/// What may happen of each variant of a type; nothing where it is drawn elsewhere. A new variant has no row, and does not
/// compile.
macro_rules! of_every_variant {
    ($type:ty: $($variant:pat_param => $happens:expr,)*) => {{
        let _: fn(&$type) = |one| match one {
            $($variant)|* => {}
        };
        let mut all: Vec<$type> = Vec::new();
        $(all.extend::<Vec<$type>>($happens);)*
        all
    }};
}

fn timer() -> impl Strategy<Value = Timer> {
    prop::sample::select(of_every_variant![Timer:
        Timer::Handshake => vec![Timer::Handshake],
        Timer::Texts => vec![Timer::Texts],
        Timer::Opening => vec![Timer::Opening],
        Timer::TokenRenewal => vec![Timer::TokenRenewal],
        Timer::Scheduler => vec![Timer::Scheduler],
        Timer::Resize => vec![Timer::Resize],
        Timer::Note => vec![Timer::Note],
    ])
}

fn account() -> WebhookAccount {
    let origin = PortalOrigin::new(Scheme::Https, "portal.example").unwrap();
    WebhookAccount { origin, user: UserId(record(Lead, 1).id) }
}

fn webhook() -> impl Strategy<Value = Result<WebhookAccount, WebhookError>> {
    prop_oneof![Just(Ok(account())), Just(Err(WebhookError::Empty)), Just(Err(WebhookError::NotAWebhook))]
}

fn intent() -> impl Strategy<Value = Intent> {
    let values = "(112|\\+7 916 123-45-67|anna@example\\.com|@@|[ ,;\n]|[a-z0-9@+\u{e9}]){0,8}";
    let entity = prop::option::of(prop::sample::select(EntityType::ALL.to_vec()));
    let plain = plain();
    prop_oneof![
        4 => values.prop_map(|text| FormIntent::Type(text).into()),
        4 => Just(Intent::Form(FormIntent::Type("112, +7 916 123-45-67".to_owned()))),
        1 => values.prop_map(|text| FormIntent::Attach(text.repeat(3000)).into()),
        1 => (0_usize..12, values, values).prop_map(|(start, piece, by)| {
            FormIntent::Correct { source: Source::Typed, start, piece, by }.into()
        }),
        8 => Just(Intent::Form(FormIntent::Search)),
        4 => Just(Intent::Lookup(lookup::Intent::Cancel)),
        2 => Just(Intent::Lookup(lookup::Intent::Pause)),
        4 => Just(Intent::Refresh),
        2 => entity.clone().prop_map(|entity| FormIntent::ChooseType(entity).into()),
        1 => entity.prop_map(|entity| lookup::Intent::CopyIds(entity).into()),
        8 => prop::sample::select(plain),
        16 => prop::sample::select(lists()),
    ]
}

/// A list in which the portal's records stand, and others.
const LIST: &str =
    "Name;Phone;E-mail\nAnna;112;anna@example.com\nBen;+7 916 123-45-67;\nCleo;;\nDora;89161234567;@@\n";

/// What can be wanted of a list, the way through it more often than the rest.
fn lists() -> Vec<Intent> {
    use ListIntent::{Begin, FileChosen, ReadRows, TextPasted};
    let way = [TextPasted(LIST.to_owned()), FileChosen, ReadRows, Begin];
    let wishes = of_every_variant![ListIntent:
        ListIntent::Show => vec![ListIntent::Show],
        ListIntent::Leave => vec![ListIntent::Leave],
        FileChosen => vec![way; 4].concat(),
        TextPasted(_) => vec![],
        ListIntent::AnotherFile => vec![ListIntent::AnotherFile],
        ListIntent::Choose(_) => [Headings::Absent, Headings::FirstRow].map(|headings| ListIntent::Choose(FileChoice::Headings(headings))).to_vec(),
        ListIntent::SetColumn(..) => vec![ListIntent::SetColumn(1, Holds::Both), ListIntent::SetColumn(2, Holds::Other)],
        ListIntent::SetCountry(_) => vec![ListIntent::SetCountry(Country::from_code("RU"))],
        ListIntent::ToPreview => vec![ListIntent::ToPreview],
        ListIntent::ToResults => vec![ListIntent::ToResults],
        ReadRows => vec![],
        ListIntent::Correct { .. } => [0, 1].map(|place| ListIntent::Correct { place, by: "112".to_owned() }).to_vec(),
        ListIntent::ChooseType(_) => [None, Some(EntityType::Contact)].map(ListIntent::ChooseType).to_vec(),
        Begin => vec![],
        ListIntent::StopSaving => vec![ListIntent::StopSaving],
        ListIntent::ToggleKeep => vec![ListIntent::ToggleKeep; 2],
        ListIntent::ContinueKept => vec![ListIntent::ContinueKept; 2],
        ListIntent::EraseKept => vec![ListIntent::EraseKept],
        ListIntent::Pause => vec![ListIntent::Pause],
        ListIntent::GoOn => vec![ListIntent::GoOn],
        ListIntent::Stop => vec![ListIntent::Stop],
        ListIntent::ContinueWithRest => vec![ListIntent::ContinueWithRest],
        ListIntent::ToggleFilter(_) => [VerdictKind::New, VerdictKind::Several].map(ListIntent::ToggleFilter).to_vec(),
        ListIntent::ClearFilters => vec![ListIntent::ClearFilters],
        ListIntent::Search(_) => ["ann", ""].map(|text| ListIntent::Search(text.to_owned())).to_vec(),
        ListIntent::Sort(_) => vec![ListIntent::Sort(ListSort::Verdict)],
        ListIntent::Group(_) => vec![ListIntent::Group(ListGrouping::ByRecord)],
        ListIntent::ShowRows { .. } => vec![ListIntent::ShowRows { first: 1, count: 9_999 }],
        ListIntent::OpenRow(_) => [1, 99].map(ListIntent::OpenRow).to_vec(),
        ListIntent::CloseRow => vec![ListIntent::CloseRow],
        ListIntent::Export { .. } => [ExportRows::All, ExportRows::Shown].map(|rows| ListIntent::Export { format: WriteAs::Csv, rows }).to_vec(),
    ];
    wishes.into_iter().map(Intent::from).collect()
}

/// Wishes that say all by themselves, or nearly.
fn plain() -> Vec<Intent> {
    let part = |part: fn(String) -> PastedPart| FormIntent::AttachPart(part("112\n+7 916 1".to_owned()));
    let forms = of_every_variant![FormIntent:
        FormIntent::Type(_) => vec![],
        FormIntent::Attach(_) => vec![],
        FormIntent::ChooseType(_) => vec![],
        FormIntent::Search => vec![],
        FormIntent::AttachPart(_) => [PastedPart::First, PastedPart::Next, PastedPart::Last].map(part).to_vec(),
        FormIntent::Correct { .. } => vec![],
        FormIntent::Focus => vec![FormIntent::Focus],
        FormIntent::StartReader => vec![FormIntent::StartReader],
        FormIntent::CopyUnread => vec![FormIntent::CopyUnread],
        FormIntent::ChooseCountry(_) => [None, Country::from_code("RU")].map(FormIntent::ChooseCountry).to_vec(),
        FormIntent::Detach => vec![FormIntent::Detach],
        FormIntent::UndoDetach => vec![FormIntent::UndoDetach],
        FormIntent::ChooseKind(_) => [None, Some(CommKind::Phone)].map(FormIntent::ChooseKind).to_vec(),
        FormIntent::SearchAgain => vec![FormIntent::SearchAgain],
        FormIntent::SearchFirst => vec![FormIntent::SearchFirst],
        FormIntent::Clear => vec![FormIntent::Clear],
    ];
    let lookups = of_every_variant![lookup::Intent:
        lookup::Intent::Cancel => vec![],
        lookup::Intent::Pause => vec![],
        lookup::Intent::CopyIds(_) => vec![],
        lookup::Intent::CopyRequest(_) => vec![],
        lookup::Intent::Beside(_) => vec![lookup::Intent::Beside("112".to_owned())],
        lookup::Intent::Dismiss(..) => vec![lookup::Intent::Dismiss(record(Lead, 20), IsDismissed::Yes), lookup::Intent::Dismiss(record(Lead, 20), IsDismissed::No)],
        lookup::Intent::DismissValue(..) => vec![lookup::Intent::DismissValue(0, IsDismissed::Yes), lookup::Intent::DismissValue(0, IsDismissed::No)],
        lookup::Intent::BringBack(_) => vec![],
        lookup::Intent::Back => vec![lookup::Intent::Back],
        lookup::Intent::GoOn => vec![lookup::Intent::GoOn],
        lookup::Intent::Resume => vec![lookup::Intent::Resume],
        lookup::Intent::Open(_) => vec![lookup::Intent::Open(record(Lead, 20))],
        lookup::Intent::Choose(_) => [record(Lead, 20), record(Company, 30)].map(lookup::Intent::Choose).to_vec(),
        lookup::Intent::Compare => vec![lookup::Intent::Compare],
        lookup::Intent::Select(_) => vec![lookup::Intent::Select(Selection { order: RecordOrder::Created, ..Selection::default() })],
        lookup::Intent::Arrange(_) => vec![lookup::Intent::Arrange(Arrangement::ByValue)],
        lookup::Intent::ShowMore(_) => vec![lookup::Intent::ShowMore(Lead)],
        lookup::Intent::ShowMoreValues => vec![lookup::Intent::ShowMoreValues],
        lookup::Intent::ShowRecords(_) => vec![lookup::Intent::ShowRecords(0)],
    ];
    let calls = of_every_variant![CallIntent:
        CallIntent::Toggle => vec![CallIntent::Toggle],
        CallIntent::Choose(_) => vec![CallIntent::Choose(SnippetKind::Crest)],
        CallIntent::CopyCall => vec![CallIntent::CopyCall],
        CallIntent::CopyAnswer => vec![CallIntent::CopyAnswer],
    ];
    let installs = of_every_variant![InstallIntent:
        InstallIntent::Check => vec![InstallIntent::Check],
        InstallIntent::BindAll => vec![InstallIntent::BindAll],
        InstallIntent::Bind(_) => OwnerKind::ALL.map(InstallIntent::Bind).to_vec(),
        InstallIntent::RemoveAll => vec![InstallIntent::RemoveAll],
        InstallIntent::Remove(_) => OwnerKind::ALL.map(InstallIntent::Remove).to_vec(),
        InstallIntent::ForSure => vec![InstallIntent::ForSure],
        InstallIntent::Keep => vec![InstallIntent::Keep],
        InstallIntent::Finish => vec![InstallIntent::Finish],
    ];
    let sessions = of_every_variant![session::Intent:
        session::Intent::AskParentAgain => vec![session::Intent::AskParentAgain],
        session::Intent::Resume => vec![session::Intent::Resume],
    ];
    let comparisons = of_every_variant![compare::Intent:
        compare::Intent::Again => vec![compare::Intent::Again],
        compare::Intent::Show(_) => vec![compare::Intent::Show(compare::Shown::Differences)],
        compare::Intent::Arrange(_) => vec![compare::Intent::Arrange(compare::Arrangement::Ties)],
        compare::Intent::Pick(_) => vec![compare::Intent::Pick(0)],
        compare::Intent::Print => vec![compare::Intent::Print],
        compare::Intent::Back => vec![compare::Intent::Back],
    ];
    let merges = of_every_variant![merge::Intent:
        merge::Intent::Begin => vec![merge::Intent::Begin],
        merge::Intent::Survive(_) => vec![merge::Intent::Survive(record(Contact, 10))],
        merge::Intent::Ask => vec![merge::Intent::Ask],
        merge::Intent::ForSure => vec![merge::Intent::ForSure],
        merge::Intent::Leave => vec![merge::Intent::Leave],
        merge::Intent::OpenPage => vec![merge::Intent::OpenPage],
        merge::Intent::Close => vec![merge::Intent::Close],
    ];
    of_every_variant![Intent:
        Intent::Session(_) => sessions.into_iter().map(Intent::from).collect(),
        Intent::Lookup(_) => lookups.into_iter().map(Intent::from).collect(),
        Intent::Refresh => vec![],
        Intent::Call(_) => calls.into_iter().map(Intent::from).collect(),
        Intent::Form(_) => forms.into_iter().map(Intent::from).collect(),
        Intent::Connect => vec![Intent::Connect],
        Intent::Disconnect => vec![Intent::Disconnect],
        Intent::ShowInstall(_) => [true, false].map(Intent::ShowInstall).to_vec(),
        Intent::List(_) => vec![],
        Intent::Install(_) => installs.into_iter().map(Intent::from).collect(),
        Intent::Compare(_) => comparisons.into_iter().map(Intent::from).collect(),
        Intent::Merge(_) => merges.into_iter().map(Intent::from).collect(),
    ]
}

/// Ids that the portal names and that the user may not read. Nothing else in a view looks like them.
const HIDDEN_CLIENT: u64 = 765_432_101;
const HIDDEN_LEAD: u64 = 765_432_102;

/// Whether a text holds the id of a hidden record.
fn names_hidden(text: &str) -> bool {
    [HIDDEN_CLIENT, HIDDEN_LEAD].iter().any(|id| text.contains(&id.to_string()))
}

fn portal() -> Portal {
    Portal::default()
        .deal(10, &[10, HIDDEN_CLIENT], Some(30))
        .with(Contact, 10, &["112", "anna@example.com"])
        .with(Contact, 11, &["112"])
        .with(Contact, HIDDEN_CLIENT, &["+7 916 123-45-67"])
        .hidden()
        .with(Lead, HIDDEN_LEAD, &["112", "89161234567"])
        .hidden()
        .with(Lead, 10, &["112"])
        .with(Lead, 20, &["89161234567"])
        .with(Company, 30, &["112"])
}

/// One of the requests that are out.
fn taken(out: &mut Vec<(RequestId, RestCall)>, now: u64) -> Option<(RequestId, RestCall)> {
    let place = usize::try_from(now / 10).unwrap() % out.len().max(1);
    (place < out.len()).then(|| out.remove(place))
}

/// What the browser, or the module that reads files, says next.
fn file_read(files: &mut files_worker::Worker, store: &mut Store, asked: Extra) -> Option<ExtraEvent> {
    match asked {
        Extra::Store(call) => {
            let chosen = Some(("list.csv".to_owned(), LIST.as_bytes().to_vec()));
            let mut given = Files::default();
            given.chosen = chosen;
            Some(ExtraEvent::Store(store.hear(&call, &mut given)))
        }
        Extra::TakeFile(file) => {
            Some(ExtraEvent::FileTaken { file, what: Some(("list.csv".to_owned(), LIST.len() as u64)) })
        }
        Extra::Files { call, .. } => {
            let file = matches!(call, FilesCall::Open(_)).then(|| LIST.as_bytes().to_vec());
            let heard = files.hear(&call.to_bytes(), file)?;
            Some(ExtraEvent::Files(FilesAnswer::from_bytes(&heard.answer).unwrap()))
        }
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_the_effects_stay_sane(
        which in prop::sample::select(vec![Which::Card, Which::Page]),
        beginning in beginning(),
        happenings in prop::collection::vec(happening(), 1..60),
    ) {
        let (mut application, mut portal) = (Application::new(which), portal());
        let (mut now, mut out): (u64, Vec<(RequestId, RestCall)>) = (0, Vec::new());
        let (mut framed, mut credential) = (false, false);
        let (mut reader, mut parts) = (Worker::default(), VecDeque::new());
        let (mut files, mut calls) = (files_worker::Worker::default(), VecDeque::new());
        let mut store = Store::default();
        let mut used: BTreeSet<RequestId> = BTreeSet::new();
        for happening in beginning.into_iter().chain(happenings) {
            let happened: Happened = match happening {
                Happening::Event(happened) => *happened,
                // Sometimes the first that was sent, sometimes the last.
                Happening::Answer => match taken(&mut out, now) {
                    Some((id, call)) => SessionEvent::Received { id, raw: portal.answer(&call) }.into(),
                    None => continue,
                },
                Happening::Fault(raw) => match taken(&mut out, now) {
                    Some((id, _)) => SessionEvent::Received { id, raw }.into(),
                    None => continue,
                },
                Happening::Stray(id, raw) => {
                    let id = RequestId(id);
                    if out.iter().any(|(awaited, _)| *awaited == id) { continue }
                    SessionEvent::Received { id, raw }.into()
                }
                Happening::Lists(lists) => {
                    portal.lists = lists;
                    continue;
                }
                Happening::References(references) => {
                    portal.references = references;
                    continue;
                }
                Happening::Read => match parts.pop_front().and_then(|call: ReadCall| reader.hear(&call.to_bytes())) {
                    Some(answer) => ExtraEvent::Read(ReadAnswer::from_bytes(&answer).unwrap()).into(),
                    None => continue,
                },
                Happening::ReadFile => match calls.pop_front().and_then(|call| file_read(&mut files, &mut store, call)) {
                    Some(said) => said.into(),
                    None => continue,
                },
                Happening::Time(passed) => { now += passed; SessionEvent::Awake.into() }
            };
            // What the shell tells of a credential it only tells when it has taken one.
            credential |= matches!(
                &happened,
                Happened::Session(SessionEvent::FrameAnswered(FrameAnswer::Init(_)))
                    | Happened::Extra(ExtraEvent::WebhookTaken(Ok(_)))
            );
            // From an administrator nothing is hidden.
            if matches!(&happened, Happened::Session(SessionEvent::FrameAnswered(FrameAnswer::Init(init))) if init.is_admin) {
                portal.records.iter_mut().for_each(|record| record.hidden = false);
            }
            let is_hidden = portal.records.iter().any(|record| record.hidden);
            now += 10;
            let moment = Moment { now, chance: now.wrapping_mul(0x9E37_79B9_7F4A_7C15) };
            for effect in application.update(happened, moment) {
                match effect {
                    Effect::OpenFrame { .. } => framed = true,
                    Effect::Frame(_) => prop_assert!(framed, "a message before the parent is known"),
                    Effect::Send { id, call } => {
                        prop_assert!(credential, "a request before the connection");
                        prop_assert!(out.len() < 20, "{} requests at once", out.len());
                        prop_assert!(used.insert(id), "a request's name is used twice");
                        out.push((id, call));
                    }
                    Effect::Copy { text, .. } => {
                        prop_assert!(!is_hidden || !names_hidden(&text), "a hidden record is copied: {text}");
                    }
                    Effect::Extra(Extra::Read { call, .. }) => parts.push_back(call),
                    Effect::Extra(Extra::EndFiles) => calls.retain(|asked| matches!(asked, Extra::Store(_))),
                    // What is kept has the ids of hidden records in it: without them nobody could go on counting them.
                    Effect::Extra(asked @ Extra::Store(_)) => calls.push_back(asked),
                    Effect::Extra(asked @ (Extra::TakeFile(_) | Extra::Files { .. })) => {
                        prop_assert!(!is_hidden || !names_hidden(&format!("{asked:?}")), "a hidden record is saved");
                        calls.push_back(asked);
                    }
                    Effect::Abort(id) => {
                        prop_assert!(out.iter().any(|(sent, _)| *sent == id), "nothing to abort");
                        out.retain(|(sent, _)| *sent != id);
                    }
                    Effect::ForgetCredential => {
                        out.clear();
                        credential = false;
                    }
                    // They neither ask nor show: all that can be wrong with them is tested elsewhere.
                    Effect::StartTimer { .. }
                    | Effect::StopTimer(_)
                    | Effect::LoadLanguage(_)
                    | Effect::Stop
                    | Effect::Focus(_)
                    | Effect::CleanAddress
                    | Effect::Open(_)
                    | Effect::Extra(_) => {}
                }
            }
            let shown = on_screen(application.view());
            prop_assert!(!is_hidden || !names_hidden(&shown), "a hidden record is named: {shown}");
        }
    }
}
