//! A card's tab: what is read, what is left out, what is said.

use b24_duplicates::app::{CopyWhat, Destination, Effect, Launch, SessionEvent, Timer};
use b24_duplicates::card::{self, CallView};
use b24_duplicates::i18n::Key;
use b24_duplicates::lookup::view::{Loaded, RunState};
use b24_duplicates::lookup::{self, Arrangement};
use b24_duplicates::page::{CallIntent, Intent};
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, InitData, Placement};
use b24_duplicates::protocol::{CardOwner, OwnerKind, RawResponse, RestCall, TransportFault};
use b24_duplicates::session::NotePlace;
use b24_duplicates::session::view::{CardsOpen, Tone};
use rstest::rstest;
use serde_json::json;

use super::app::{App, Due, framed_launch, init, on_screen, shown, text, verdicts};
use super::applications::Which;
use super::portal::{Company, Contact, Lead, Lists, Portal, decoded, record};
use super::related::related;

const CONTACT: OwnerKind = OwnerKind::Record(Contact);
const LEAD: OwnerKind = OwnerKind::Record(Lead);

fn story() -> Portal {
    Portal::default()
        .with(Contact, 10, &["+7 916 123-45-67", "anna@example.com"])
        .with(Lead, 20, &["8 (916) 123-45-67"])
        .with(Lead, 21, &["Anna@Example.com", "+7 916 123-45-67"])
        .field("STATUS_ID", json!("NEW"))
        .field("STATUS_SEMANTIC_ID", json!("P"))
        .with(Company, 30, &["007 916 1234567"])
        .with(Lead, 22, &["9161234567"])
}

#[rstest]
fn a_contact_sees_two_leads_and_a_company_and_not_itself(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    assert_eq!(app.card().state, RunState::Reading);
    app.settle();
    let card = app.card();
    assert_eq!(card.state, RunState::Done);
    let results = card.results.unwrap();
    // The lead that matches both values comes first.
    assert_eq!(shown(&results), ["lead 21", "lead 20", "company 30"]);
    assert_eq!(text(&results.headline), "Found: 2 leads and 1 company");
    assert_eq!(
        results.completeness.lines.iter().map(text).collect::<Vec<_>>(),
        ["Complete: every phone and e-mail was checked."]
    );
    assert_eq!(verdicts(&card.searched), [("+7 916 123-45-67", "found"), ("anna@example.com", "found")]);
}

#[rstest]
fn each_record_says_how_a_value_is_stored_there_and_why_it_is_equal(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    let results = app.settle().card().results.unwrap();
    let matched = &results.groups[0].records[1].matched[0];
    assert_eq!((matched.spelling.as_str(), &matched.remark), ("8 (916) 123-45-67", &None));
    assert_eq!(
        text(&matched.why),
        "Stored as 8 (916) 123-45-67. Bitrix24 compares 79161234567, and +7 916 123-45-67 is the same to it."
    );
    assert_eq!(
        matched.reading.iter().map(text).collect::<Vec<_>>(),
        [
            "Spaces, brackets, letters and signs are left out: 89161234567",
            "8 at the beginning becomes 7: 79161234567",
        ]
    );
    let same = &results.groups[0].records[0].matched[0];
    assert_eq!(
        text(&same.why),
        "Stored as +7 916 123-45-67, exactly as here. Bitrix24 compares 79161234567."
    );
    assert_eq!(
        results.groups[0].records[0].address.as_deref(),
        Some("https://portal.example/crm/lead/details/21/")
    );
}

#[rstest]
fn each_value_of_a_card_says_how_bitrix24_reads_it(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["+49 30 5550 100 ext. 12", "112", "Anna@Example.com"]);
    let card = App::in_card(which, portal, CONTACT, 10).settle().card();
    let reading = |place: usize| card.searched[place].reading.iter().map(text).collect::<Vec<_>>();
    // The digits of an extension after a word are digits of the number to the portal.
    assert_eq!(reading(0), ["Spaces, brackets, letters and signs are left out: 4930555010012"]);
    assert_eq!(reading(1), ["With fewer than ten characters the beginning stays: 112"]);
    assert_eq!(reading(2), ["It is compared in small letters: anna@example.com"]);
    assert_eq!(card.results.unwrap().checked, 3);
}

/// A phone is a text of the portal's like any other: it may hold marks that turn what stands around it, and
/// be of any length. It is shown cleaned and cut, and sent as it is.
#[rstest]
fn a_hostile_phone_is_shown_cleaned_and_sent_as_it_is(#[values(Which::Card, Which::Page)] which: Which) {
    let phone = format!("\u{202e}{}", "1".repeat(10_000));
    let mut portal = Portal::default().with(Contact, 10, &[&phone]);
    for id in 101..=125 {
        portal = portal.with(Lead, id, &[&phone]);
    }
    let mut app = App::in_card(which, portal, CONTACT, 10);
    app.answer();
    let sent = app.sent[0].1.body();
    assert!(sent.contains("%25E2%2580%25AE111") && sent.len() > 10_000, "{sent}");
    app.settle();
    app.want(lookup::Intent::Arrange(Arrangement::ByValue));
    for view in [format!("{:?}", app.card()), format!("{:?}", app.card().results.unwrap().groups)] {
        assert!(!view.contains("\\u{202e}") && !view.contains(&"1".repeat(301)), "{view}");
    }
}

#[rstest]
fn results_are_there_in_two_requests_names_included(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    assert!(app.answer());
    let card = app.card();
    assert_eq!(card.state, RunState::Searching);
    let results = card.results.unwrap();
    assert_eq!(text(&results.headline), "Found so far: 2 leads and 1 company");
    let rows = shown(&results);
    assert_eq!(rows, ["lead 21", "lead 20", "company 30"]);
    assert!(app.answer());
    let card = app.card();
    assert_eq!(card.state, RunState::Done);
    let results = card.results.unwrap();
    assert_eq!(shown(&results), rows, "each in its place");
    let lead = &results.groups[0].records[0];
    assert_eq!(
        (lead.title.as_deref(), lead.responsible.as_ref().map(|person| person.name.as_str())),
        (Ok("Title"), Some("Anna Berg"))
    );
    assert_eq!(lead.stage.as_ref().unwrap().name, "Fresh");
    app.settle();
    assert_eq!(app.requests, 2);
}

#[rstest]
fn names_that_are_refused_are_no_fault(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, Portal { no_names: true, ..story() }, CONTACT, 10);
    let card = app.settle().card();
    assert_eq!((card.state, card.notice), (RunState::Done, None));
    assert_eq!(
        card.results.unwrap().groups[0].records[0].responsible.as_ref().map(|person| person.name.as_str()),
        Some("7")
    );
}

#[rstest]
fn a_deal_does_not_see_its_own_client(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .deal(77, &[10, 11], Some(30))
        .with(Contact, 10, &["+7 916 123-45-67"])
        .with(Contact, 11, &["anna@example.com"])
        .with(Company, 30, &["+7 916 123-45-67", "office@example.com"])
        .with(Contact, 12, &["office@example.com"]);
    let mut app = App::in_card(which, portal, OwnerKind::Deal, 77);
    for _ in 0..2 {
        assert!(app.answer());
    }
    let card = app.card();
    assert_eq!(card.state, RunState::Done);
    assert_eq!(shown(&card.results.unwrap()), ["contact 12"]);
    assert_eq!(card.searched.len(), 3);
}

#[rstest]
fn a_deal_without_a_client_says_so(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, Portal::default().deal(77, &[], None), OwnerKind::Deal, 77);
    let card = app.settle().card();
    assert_eq!(card.state, RunState::EmptyCard);
    assert_eq!(text(&card.notice.unwrap().title), "This deal has no contact and no company");
}

#[rstest]
fn a_lead_of_a_client_searches_the_clients_values_too(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .with(Lead, 40, &["112"])
        .field("CONTACT_ID", json!("10"))
        .field("COMPANY_ID", json!(null))
        .with(Contact, 10, &["+7 916 123-45-67"])
        .with(Contact, 12, &["89161234567"]);
    let mut app = App::in_card(which, portal, LEAD, 40);
    let card = app.settle().card();
    assert_eq!(shown(&card.results.unwrap()), ["contact 12"]);
    assert_eq!(verdicts(&card.searched), [("112", "absent"), ("+7 916 123-45-67", "found")]);
}

/// A lead may have several contacts, and its own card tells the main one only. The others were shown as its
/// duplicates, and their phones were not searched.
#[rstest]
fn every_contact_of_a_lead_belongs_to_it(#[values(Which::Card, Which::Page)] which: Which) {
    let mut portal = Portal::default()
        .with(Lead, 40, &["112"])
        .field("CONTACT_ID", json!("10"))
        .with(Contact, 10, &["112"])
        .with(Contact, 11, &["112", "office@example.com"])
        .with(Company, 30, &["office@example.com"]);
    portal.lead_contacts = vec![(40, vec![10, 11])];
    let mut app = App::in_card(which, portal, LEAD, 40);
    let card = app.settle().card();
    assert_eq!(shown(&card.results.unwrap()), ["company 30"]);
    assert_eq!(verdicts(&card.searched), [("112", "absent"), ("office@example.com", "found")]);
}

/// Who a lead's clients are is asked with the lead itself, and so is what stands in their cards.
#[rstest]
fn a_lead_needs_two_requests_with_its_client_and_without(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = || Portal::default().with(Lead, 40, &["112"]).with(Lead, 41, &["112"]);
    let mut with_client = portal().field("CONTACT_ID", json!("10")).with(Contact, 10, &["113"]);
    with_client.lead_contacts = vec![(41, vec![10])];
    for (portal, lead) in [(portal(), 40), (with_client, 41)] {
        let mut app = App::in_card(which, portal, LEAD, lead);
        for _ in 0..2 {
            assert_ne!(app.card().state, RunState::Done);
            assert!(app.answer());
        }
        assert_eq!(app.card().state, RunState::Done, "lead {lead}");
    }
}

#[rstest]
fn a_client_that_is_hidden_is_not_checked_and_no_duplicate(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .deal(77, &[10, 11], None)
        .with(Contact, 10, &["112"])
        .with(Contact, 11, &["112", "113"])
        .hidden();
    let mut app = App::in_card(which, portal, OwnerKind::Deal, 77);
    let results = app.settle().card().results.unwrap();
    assert!(results.hidden.is_empty(), "its own client is not counted: {:?}", results.hidden);
    assert_eq!(text(&results.headline), "Nothing found in what was checked");
    assert_eq!(results.completeness.tone, Tone::Warning);
}

#[rstest]
fn hidden_records_are_counted_by_type_and_never_named(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .with(Contact, 10, &["112"])
        .with(Lead, 901, &["112"])
        .hidden()
        .with(Contact, 902, &["112"])
        .hidden()
        .with(Contact, 903, &["112"])
        .hidden();
    let mut app = App::in_card(which, portal, CONTACT, 10);
    // Not even for the moment between the answer that names them and the one that leaves them out.
    assert!(app.answer());
    assert_unnamed(&app);
    assert_eq!(text(&app.card().results.unwrap().headline), "Found so far: 1 lead and 2 contacts");
    let card = app.settle().card();
    let results = card.results.clone().unwrap();
    assert!(results.groups.is_empty());
    assert_eq!(
        results.hidden.iter().map(|hidden| text(&hidden.text)).collect::<Vec<_>>(),
        ["1 lead is hidden from you", "2 contacts are hidden from you"]
    );
    assert_eq!(verdicts(&card.searched), [("112", "hidden")]);
    assert_eq!(text(&results.headline), "3 matches, all hidden from you");
    app.want(CallIntent::Toggle);
    app.want(lookup::Intent::Arrange(Arrangement::ByValue));
    assert_unnamed(&app);
}

/// A green tick stood beside records that nobody here may open, and they were counted a second time under it.
#[rstest]
fn where_a_record_is_hidden_it_is_counted_first_and_nothing_is_green(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = || Portal::default().with(Contact, 10, &["112"]).with(Lead, 20, &["112"]);
    let told = |portal| {
        let mut app = App::in_card(which, portal, CONTACT, 10);
        app.settle();
        let results = app.card().results.unwrap();
        let lines: Vec<_> = results.completeness.lines.iter().map(text).collect();
        let said = app.view().announcement.as_ref().map(text);
        assert_eq!(said, Some(text(&results.headline)), "that is what is announced");
        (text(&results.headline), results.completeness.tone, lines)
    };
    let complete = vec!["Complete: every phone and e-mail was checked.".to_owned()];
    assert_eq!(told(portal()), ("Found: 1 lead".to_owned(), Tone::Good, complete.clone()));
    let hidden = portal().with(Lead, 901, &["112"]).hidden().with(Contact, 902, &["112"]).hidden();
    assert_eq!(told(hidden), ("Found: 1 lead; 2 hidden from you".to_owned(), Tone::Info, complete));
}

/// What is found is there before its card is: as a row that tells its type. From an administrator nothing is hidden, so
/// that the id stands there below the type's heading, and the card may be opened at once.
#[rstest]
#[case::user(false, None)]
#[case::administrator(true, Some("https://portal.example/crm/lead/details/21/"))]
fn what_is_found_is_shown_at_once_and_named_when_its_card_comes(
    #[values(Which::Card, Which::Page)] which: Which,
    #[case] is_admin: bool,
    #[case] address: Option<&str>,
) {
    let placement = Placement::Card(CardOwner { kind: CONTACT, id: record(Contact, 10).id });
    let mut app = App::begun(which, story(), InitData { placement, is_admin, ..init() });
    app.answer();
    let row = |app: &App| app.card().results.unwrap().groups[0].records[0].clone();
    let before = row(&app);
    let name = if is_admin { Key::UiRecordId } else { Key::EntityLead };
    assert_eq!((before.loaded, before.title), (Loaded::NotYet, Err(name)));
    assert_eq!(before.address.as_deref(), address);
    assert_eq!(verdicts(&app.card().searched)[0].1, "", "nobody knows yet how many of them may be read");
    app.want(lookup::Intent::CopyIds(None));
    assert!(!app.effects.iter().any(|effect| matches!(effect, Effect::Copy { .. })));
    app.want(lookup::Intent::Arrange(Arrangement::ByValue));
    assert!(app.card().results.unwrap().values.iter().any(|value| value.records.contains(&row(&app))));
    app.settle();
    let after = row(&app);
    assert_eq!((after.reference, after.loaded), (before.reference, Loaded::Yes));
    assert_eq!(after.title.as_deref(), Ok("Title"));
    assert_eq!(after.address.as_deref(), Some("https://portal.example/crm/lead/details/21/"));
}

/// The module of cards cannot show the call: it sends the user to the whole application with this fragment.
#[rstest]
#[case::asked_for("call", true)]
#[case::not_asked_for("", false)]
fn a_card_shows_its_call_at_once_when_the_address_says_so(#[case] fragment: &str, #[case] shown: bool) {
    let mut app = App::new(story());
    app.tell(SessionEvent::Launched(Launch { fragment: fragment.to_owned(), ..framed_launch() }));
    let owner = CardOwner { kind: CONTACT, id: record(Contact, 10).id };
    let placement = Placement::Card(owner);
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(InitData { placement, ..init() }))));
    let call = app.settle().card().call;
    assert_eq!(matches!(call, CallView::Shown { .. }), shown);
}

/// The portal names twenty of them, and the ones that it leaves out may be hidden as well, or not.
#[rstest]
fn hidden_records_have_a_plus_where_the_cap_was_reached(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["112"]);
    let portal = (901..926).fold(portal, |portal, id| portal.with(Lead, id, &["112"]).hidden());
    let mut app = App::in_card(which, portal, CONTACT, 10);
    let card = app.settle().card();
    let results = card.results.unwrap();
    assert_eq!(text(&results.hidden[0].text), "20+ leads are hidden from you");
    assert_eq!(text(&results.headline), "20+ matches, all hidden from you");
    let verdict = card.searched[0].verdict.clone().unwrap();
    assert_eq!((verdict.name, text(&verdict.text).as_str()), ("hidden", "hidden records"));
    assert_unnamed(&app);
}

fn assert_unnamed(app: &App) {
    let shown = on_screen(app.view());
    for id in ["901", "902", "903"] {
        assert!(!shown.contains(id), "{id} is named in {shown}");
    }
}

/// Who stops between the answer that names records and the one that shows them has found so many records,
/// and knows nothing more of them: no name, no id, nothing to copy.
#[rstest]
fn records_that_were_never_loaded_are_counted_and_not_named(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = Portal::default().with(Contact, 10, &["112"]).with(Lead, 901, &["112"]).hidden();
    let mut app = App::in_card(which, portal.with(Contact, 902, &["112"]), CONTACT, 10);
    app.answer();
    app.want(lookup::Intent::Cancel);
    let card = app.card();
    let results = card.results.unwrap();
    assert_eq!(text(&results.headline), "2 records found, but not loaded");
    assert_eq!((results.completeness.tone, results.groups.len()), (Tone::Warning, 0));
    assert_eq!(verdicts(&card.searched), [("112", "unloaded")]);
    assert_unnamed(&app);
    app.want(lookup::Intent::CopyIds(None));
    assert!(!app.effects.iter().any(|effect| matches!(effect, Effect::Copy { .. })));
}

/// A list that the portal leaves out again and again takes the names with it. The search pauses and says why.
#[rstest]
fn a_lost_list_pauses_the_search_which_goes_on_where_it_was(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::in_card(which, Portal { lists: Lists::LeftOut, ..story() }, CONTACT, 10);
    let card = app.settle().card();
    assert_eq!((card.state, card.progress.is_some()), (RunState::Paused, true));
    let results = card.results.unwrap();
    assert_eq!(text(&results.headline), "Found so far: 2 leads and 1 company");
    assert_ne!(results.completeness.tone, Tone::Good);
    let notice = card.notice.unwrap();
    assert_eq!((notice.code, notice.actions[0].name), ("B24D-NO-ANSWER", "resume"));
    app.portal.lists = Lists::Honestly;
    let before = app.requests;
    app.want(lookup::Intent::Resume);
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 21", "lead 20", "company 30"]);
    // The lists, and the names with them: nobody is searched again.
    assert_eq!(app.requests - before, 1);
}

/// Once more is enough: then the result is not complete, says why, and can be tried again.
#[rstest]
fn a_list_that_stays_lost_breaks_completeness_and_is_told(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, Portal { lists: Lists::LeftOut, ..story() }, CONTACT, 10);
    app.settle();
    app.want(lookup::Intent::Resume);
    let card = app.settle().card();
    assert_eq!(card.state, RunState::Done);
    let results = card.results.unwrap();
    assert_eq!(text(&results.headline), "3 records found, but not loaded");
    assert_eq!(results.completeness.tone, Tone::Warning);
    let notice = card.notice.unwrap();
    assert_eq!((notice.code, notice.actions[0].name), ("B24D-NO-ANSWER", "retry"));
    app.portal.lists = Lists::Honestly;
    app.want(lookup::Intent::Resume);
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 21", "lead 20", "company 30"]);
}

/// Who does not want to wait any longer keeps what was found.
#[rstest]
fn a_paused_search_can_be_cancelled(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, Portal { lists: Lists::LeftOut, ..story() }, CONTACT, 10);
    app.settle();
    app.want(lookup::Intent::Cancel);
    let card = app.settle().card();
    assert_eq!((card.state, card.notice.unwrap().actions[0].name), (RunState::Cancelled, "retry"));
    assert_eq!(text(&card.results.unwrap().headline), "3 records found, but not loaded");
}

/// A missing permission is no statement about the user's rights: it is told in its own words.
#[rstest]
fn a_list_without_its_permission_is_not_called_hidden(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app =
        App::in_card(which, Portal { lists: Lists::Refused("insufficient_scope"), ..story() }, CONTACT, 10);
    let card = app.settle().card();
    let results = card.results.unwrap();
    assert!(results.hidden.is_empty(), "{:?}", results.hidden);
    assert_eq!(results.completeness.tone, Tone::Warning);
    assert_eq!(card.notice.unwrap().code, "B24D-SCOPE");
}

#[rstest]
fn the_portals_cap_is_never_hidden(#[values(Which::Card, Which::Page)] which: Which) {
    let mut portal = Portal::default().with(Company, 30, &["112"]);
    for id in 101..=125 {
        portal = portal.with(Lead, id, &["112"]);
    }
    let mut app = App::in_card(which, portal, OwnerKind::Record(Company), 30);
    let card = app.settle().card();
    let results = card.results.unwrap();
    assert_eq!(text(&results.groups[0].count), "20+");
    assert_eq!(text(&results.headline), "Found: 20+ leads");
    assert_eq!(results.completeness.tone, Tone::Warning);
    assert_eq!(text(&card.searched[0].verdict.as_ref().unwrap().text), "20+ records found");
    assert!(text(&results.completeness.lines[0]).starts_with("112: Bitrix24 lists only the 20 oldest leads"));
}

#[rstest]
fn an_empty_card_and_a_missing_one_and_a_denied_one_have_their_own_words(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut empty = App::in_card(which, Portal::default().with(Contact, 10, &[]), CONTACT, 10);
    assert_eq!(empty.settle().card().state, RunState::EmptyCard);
    let mut gone = App::in_card(which, Portal::default(), CONTACT, 10);
    let card = gone.settle().card();
    assert_eq!((card.state, card.notice.unwrap().code), (RunState::Failed, "B24D-RECORD-GONE"));
    let mut denied = App::in_card(which, Portal { no_crm: true, ..story() }, CONTACT, 10);
    let card = denied.settle().card();
    assert_eq!((card.state, card.notice.unwrap().code), (RunState::NoRights, "B24D-RECORD-DENIED"));
}

/// A phone without a digit has no match key. It was dropped without a word, and *every phone and e-mail was
/// checked* was said of the rest.
#[rstest]
fn a_phone_that_cannot_be_searched_is_told(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app =
        App::in_card(which, Portal::default().with(Contact, 10, &["112", "n/a", "n/a"]), CONTACT, 10);
    let card = app.settle().card();
    assert_eq!(verdicts(&card.searched), [("112", "absent"), ("n/a", "invalid")]);
    let results = card.results.unwrap();
    assert_eq!(text(&results.headline), "Nothing found in what was checked");
    assert_eq!(results.completeness.tone, Tone::Warning);
    assert_eq!(text(&results.completeness.lines[0]), "1 value cannot be searched and was left out.");
}

#[rstest]
fn a_card_with_nothing_but_such_phones_is_not_called_empty(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["n/a", "ask Anna"]);
    let card = App::in_card(which, portal, CONTACT, 10).settle().card();
    let notice = card.notice.unwrap();
    assert_eq!(card.state, RunState::EmptyCard);
    assert_eq!(text(&notice.title), "2 phones of this card cannot be searched: they have no digits");
    assert_eq!(notice.detail.as_deref(), Some("n/a, ask Anna"));
}

#[rstest]
fn nobody_else_is_said_only_when_everything_was_checked(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, Portal::default().with(Contact, 10, &["112"]), CONTACT, 10);
    let results = app.settle().card().results.unwrap();
    assert_eq!(text(&results.headline), "No duplicates found");
    assert_eq!(results.completeness.lines.len(), 1);
}

#[rstest]
fn a_search_that_is_stopped_keeps_what_it_has_and_calls_the_rest_unchecked(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::in_card(which, story().old(), CONTACT, 10);
    app.answer();
    assert_eq!(app.card().state, RunState::Searching);
    app.want(lookup::Intent::Cancel);
    assert!(app.sent.is_empty(), "the request is aborted");
    let card = app.card();
    assert_eq!(card.state, RunState::Cancelled);
    assert_eq!(text(&card.results.unwrap().headline), "Nothing was checked");
    assert!(card.searched.iter().all(|value| value.verdict.as_ref().unwrap().name == "not-checked"));
    app.want(Intent::Refresh);
    assert_eq!(app.settle().card().state, RunState::Done);
}

#[rstest]
fn the_card_is_read_again_on_request(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    app.settle();
    app.portal = story().with(Contact, 50, &["anna@example.com"]);
    app.want(Intent::Refresh);
    assert_eq!(app.card().state, RunState::Reading);
    assert_eq!(
        shown(&app.settle().card().results.unwrap()),
        ["lead 21", "lead 20", "contact 50", "company 30"]
    );
}

/// In the slider a duplicate is merged or deleted. Its row stayed until somebody thought of reading the card again.
#[rstest]
fn a_closed_slider_renews_the_results_without_a_blink(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    app.settle();
    let before = app.view();
    app.want(lookup::Intent::Open(record(Lead, 21)));
    app.portal.records.retain(|known| known.reference != record(Lead, 21));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::SliderClosed));
    let mut answers = 0;
    while app.view() == before {
        assert!(app.answer(), "it is never shown");
        answers += 1;
    }
    assert_eq!(answers, 2, "what was found, then records and names; then all of it is shown at once");
    let card = app.card();
    assert_eq!((card.state, card.notice), (RunState::Done, None));
    assert_eq!(shown(&card.results.unwrap()), ["lead 20", "company 30"]);
}

#[rstest]
fn results_that_cannot_be_renewed_say_so(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    app.settle();
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::SliderClosed));
    app.portal.no_crm = true;
    let card = app.settle().card();
    let notice = card.notice.unwrap();
    assert_eq!(text(&notice.title), "Something may have changed since this search");
    assert_eq!(notice.actions[0].intent, card::Intent::Refresh);
    assert_eq!(shown(&card.results.unwrap()), ["lead 21", "lead 20", "company 30"]);
    app.portal.no_crm = false;
    app.want(Intent::Refresh);
    assert_eq!(app.settle().card().notice, None);
}

#[rstest]
fn results_whose_renewal_waits_for_the_network_say_so_meanwhile(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    app.settle();
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::SliderClosed));
    app.instead.push_back(RawResponse::Fault(TransportFault::Network { offline: true }));
    app.answer();
    assert!(app.card().notice.is_some());
    app.tell(SessionEvent::Awake);
    assert_eq!(app.settle().card().notice, None);
}

#[rstest]
fn fifty_records_are_shown_and_then_more(#[values(Which::Card, Which::Page)] which: Which) {
    let mut portal = Portal::default().with(Contact, 10, &["1111", "2222", "3333", "4444"]);
    for (group, phone) in ["1111", "2222", "3333", "4444"].into_iter().enumerate() {
        for id in 0..15 {
            portal = portal.with(Lead, 100 * (group as u64 + 1) + id, &[phone]);
        }
    }
    let mut app = App::in_card(which, portal, CONTACT, 10);
    let leads = app.settle().card().results.unwrap().groups.remove(0);
    assert_eq!((leads.records.len(), leads.more), (50, 10));
    app.want(lookup::Intent::ShowMore(Lead));
    let leads = app.card().results.unwrap().groups.remove(0);
    assert_eq!((leads.records.len(), leads.more), (60, 0));
}

/// By value, twenty records were shown and the others counted, with no way to see them.
#[rstest]
fn all_records_of_a_value_can_be_seen(#[values(Which::Card, Which::Page)] which: Which) {
    let mut portal = Portal::default().with(Contact, 10, &["112"]);
    for id in 0..15 {
        portal = portal.with(Lead, 100 + id, &["112"]).with(Company, 200 + id, &["112"]);
    }
    let mut app = App::in_card(which, portal, CONTACT, 10);
    app.settle();
    app.want(lookup::Intent::Arrange(Arrangement::ByValue));
    let value = app.card().results.unwrap().values.remove(0);
    assert_eq!((value.records.len(), value.more), (20, 10));
    app.want(lookup::Intent::ShowRecords(value.place));
    let value = app.card().results.unwrap().values.remove(0);
    assert_eq!((value.records.len(), value.more), (30, 0));
}

/// A deal of many clients has more phones than the line of values shows at first. It ended at the fiftieth
/// without a word.
#[rstest]
fn the_values_of_a_card_go_on(#[values(Which::Card, Which::Page)] which: Which) {
    let phones: Vec<_> = (0..60).map(|number| format!("7916{number:07}")).collect();
    let phones: Vec<_> = phones.iter().map(String::as_str).collect();
    let mut app = App::in_card(which, Portal::default().with(Contact, 10, &phones), CONTACT, 10);
    let card = app.settle().card();
    assert_eq!((card.searched.len(), card.results.unwrap().values_more), (50, 10));
    app.want(lookup::Intent::ShowMoreValues);
    let card = app.card();
    assert_eq!((card.searched.len(), card.results.unwrap().values_more), (60, 0));
}

/// *1 record found* was said of a value that three records have, two of them hidden.
#[rstest]
fn a_value_with_visible_and_hidden_records_says_both(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["112"]).with(Lead, 20, &["112"]);
    let portal = portal.with(Lead, 901, &["112"]).hidden().with(Contact, 902, &["112"]).hidden();
    let card = App::in_card(which, portal, CONTACT, 10).settle().card();
    let verdict = card.searched[0].verdict.clone().unwrap();
    assert_eq!((verdict.name, text(&verdict.text).as_str()), ("found", "1 record found, 2 hidden"));
}

/// The button shows a page at a time, and says so: not all that is left.
#[rstest]
fn the_button_says_how_many_it_shows(#[values(Which::Card, Which::Page)] which: Which) {
    let phones = ["1111", "2222", "3333", "4444", "5555", "6666", "7777", "8888", "9999", "1212"];
    let mut portal = Portal::default().with(Contact, 10, &phones);
    for (group, phone) in phones.into_iter().enumerate() {
        for id in 0..13 {
            portal = portal.with(Lead, 100 * (group as u64 + 1) + id, &[phone]);
        }
    }
    let mut app = App::in_card(which, portal, CONTACT, 10);
    app.settle();
    for expected in [(50, 50), (100, 30), (130, 0)] {
        let leads = app.card().results.unwrap().groups.remove(0);
        assert_eq!((leads.records.len(), leads.more), expected);
        app.want(lookup::Intent::ShowMore(Lead));
    }
}

#[rstest]
fn a_record_opens_in_the_slider_until_the_portal_refuses(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    app.settle();
    assert_eq!(app.view().cards_open, CardsOpen::InSlider);
    app.want(lookup::Intent::Open(record(Lead, 20)));
    let path = "/crm/lead/details/20/".to_owned();
    assert_eq!(app.frame_calls().last(), Some(&&FrameCall::OpenPath { path }));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::PathRefused));
    // It is said in the row that was clicked, and stays until something else is done.
    assert_eq!(app.settle().view().note.unwrap().at, NotePlace::Record(record(Lead, 20)));
    assert_eq!(app.view().cards_open, CardsOpen::ByLink);
    app.want(CallIntent::Toggle);
    assert_eq!(app.view().note, None);
}

/// A parent window that leaves the question without an answer left every further click without effect.
#[rstest]
fn a_second_click_on_a_title_lets_the_link_act(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    app.settle();
    let clicked = record(Lead, 20);
    app.want(lookup::Intent::Open(clicked));
    let open = app.view().cards_open;
    assert!(!open.in_slider(clicked) && open.in_slider(record(Lead, 21)));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::SliderClosed));
    assert_eq!(app.view().cards_open, CardsOpen::InSlider);
}

#[rstest]
fn ids_are_copied_by_type_and_all(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    app.settle();
    app.want(lookup::Intent::CopyIds(Some(Lead)));
    app.want(lookup::Intent::CopyIds(None));
    let copied: Vec<_> = app.effects.iter().filter(|effect| matches!(effect, Effect::Copy { .. })).collect();
    let copy = |what, text: &str| Effect::Copy { what: CopyWhat::Ids(what), text: text.to_owned() };
    assert_eq!(copied, [&copy(Some(Lead), "21, 20"), &copy(None, "LEAD 21, 20\nCOMPANY 30")]);
    app.tell(SessionEvent::Copied(CopyWhat::Ids(None)));
    let note = app.view().note.unwrap();
    assert_eq!((note.at, text(&note.text).as_str()), (NotePlace::Copying(CopyWhat::Ids(None)), "Copied"));
    assert!(app.timers.contains_key(&Due::Timer(Timer::Note)));
    app.settle();
    assert_eq!(app.view().note, None);
}

/// Where copying is not allowed *select the text* was said of ids that stood nowhere.
#[rstest]
fn ids_that_cannot_be_copied_are_shown_until_something_else_is_done(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    app.settle();
    app.want(lookup::Intent::CopyIds(Some(Lead)));
    let text = "21, 20".to_owned();
    app.tell(SessionEvent::NotCopied { what: CopyWhat::Ids(Some(Lead)), text });
    let note = app.settle().view().note.unwrap();
    assert_eq!(note.at, NotePlace::Copying(CopyWhat::Ids(Some(Lead))));
    assert_eq!(note.to_select.as_deref(), Some("21, 20"));
    app.want(lookup::Intent::CopyIds(None));
    assert_eq!(app.view().note, None);
}

#[test]
fn the_call_is_shown_with_the_answer_and_its_time() {
    let mut app = App::in_card(Which::Page, story(), CONTACT, 10);
    app.settle();
    assert_eq!(app.card().call, CallView::Folded);
    app.want(CallIntent::Toggle);
    let CallView::Shown { code, of, answer, .. } = app.card().call else { panic!("not shown") };
    assert!(code.contains("crm.duplicate.findbycomm") && code.contains("+7 916 123-45-67"), "{code}");
    assert_eq!(of, 2, "one for the phone, one for the e-mail");
    assert!(answer.contains("\"LEAD\"") && answer.contains("\"duration\""), "{answer}");
    app.want(CallIntent::CopyCall);
    assert!(app.effects.contains(&Effect::Copy { what: CopyWhat::Call, text: code }));
    app.tell(SessionEvent::Copied(CopyWhat::Call));
    assert_eq!(app.view().note.unwrap().at, NotePlace::Copying(CopyWhat::Call));
}

/// Names and hidden records were asked for as well, and nothing told of it.
#[test]
fn what_the_whole_search_has_asked_is_told_by_method() {
    let mut app = App::in_card(Which::Page, story(), CONTACT, 10);
    app.settle();
    app.want(CallIntent::Toggle);
    let CallView::Shown { methods, .. } = app.card().call else { panic!("not shown") };
    let told = "crm.company.list × 1, crm.duplicate.findbycomm × 5, crm.lead.list × 1, crm.status.list × 1, user.get × 2";
    assert!(text(&methods).contains(told), "{}", text(&methods));
}

#[test]
fn the_answer_is_copied_as_it_is_shown() {
    let mut app =
        App::in_card(Which::Page, story().with(Lead, 901, &["+7 916 123-45-67"]).hidden(), CONTACT, 10);
    app.settle();
    app.want(CallIntent::Toggle);
    let CallView::Shown { answer, .. } = app.card().call else { panic!("not shown") };
    assert!(answer.contains("1 hidden"), "{answer}");
    app.want(CallIntent::CopyAnswer);
    assert!(app.effects.contains(&Effect::Copy { what: CopyWhat::Answer, text: answer }));
}

#[rstest]
fn labels_tell_converted_leads_and_own_companies(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .with(Contact, 10, &["112"])
        .with(Lead, 20, &["112"])
        .field("STATUS_ID", json!("CONVERTED"))
        .field("STATUS_SEMANTIC_ID", json!("S"))
        .with(Company, 30, &["112"])
        .field("IS_MY_COMPANY", json!("Y"));
    let mut app = App::in_card(which, portal, CONTACT, 10);
    let results = app.settle().card().results.unwrap();
    assert_eq!(shown(&results), ["lead 20"]);
    assert_eq!(text(&results.groups[0].records[0].labels[0]), "converted");
    assert_eq!(related(&results), ["company 30: your own company"]);
}

/// A converted lead of somebody else says whom it became, unless that contact is hidden.
#[rstest]
fn a_converted_lead_names_the_contact_that_it_became_unless_that_is_hidden(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = |contact: &str| {
        Portal::default()
            .with(Contact, 10, &["112"])
            .with(Lead, 20, &["112"])
            .field("STATUS_ID", json!("CONVERTED"))
            .field("CONTACT_ID", json!(contact))
    };
    let named = portal("11").with(Contact, 11, &["112"]);
    let hidden = portal("902").with(Contact, 902, &["112"]).hidden();
    for (portal, label) in [(named, "became contact 11"), (hidden, "converted")] {
        let mut app = App::in_card(which, portal, CONTACT, 10);
        let lead = app.settle().card().results.unwrap().groups.remove(0).records.remove(0);
        assert_eq!(lead.labels.iter().map(text).collect::<Vec<_>>(), [label]);
    }
}

#[rstest]
fn a_deal_with_more_clients_than_a_batch_has_commands_reads_them_all(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let ids: Vec<u64> = (1..=55).collect();
    let mut portal = Portal::default().deal(77, &ids, None);
    for id in &ids {
        portal = portal.with(Contact, *id, if *id == 55 { &["112"] } else { &[] });
    }
    let mut app = App::in_card(which, portal.with(Lead, 20, &["112"]), OwnerKind::Deal, 77);
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 20"]);
}

#[rstest]
fn a_part_that_the_portal_puts_off_is_asked_again(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    let (_, RestCall::Batch(batch)) = app.sent[0].clone() else { panic!("no batch") };
    let put_off = json!({ format!("c{}", batch.commands[0].0.0): { "error": "INTERNAL_SERVER_ERROR", "error_description": "" } });
    let result = json!({ "result": [], "result_error": put_off, "result_time": [] });
    app.instead.push_back(decoded(200, json!({ "result": result })));
    assert_eq!(app.settle().card().state, RunState::Done);
}

#[rstest]
fn a_part_that_the_portal_always_puts_off_is_refused_in_the_end(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::in_card(which, story(), CONTACT, 10);
    for _ in 0..20 {
        app.instead.push_back(decoded(200, json!({ "result": { "result": [], "result_error": [] } })));
    }
    let card = app.settle().card();
    assert_eq!((card.state, card.notice.unwrap().code), (RunState::Failed, "B24D-NO-ANSWER"));
}

/// Good news looked like any result: with a switch between two arrangements of nothing, and a call for integrators.
#[rstest]
fn where_nobody_else_has_anything_there_is_nothing_to_arrange_and_no_call(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let offered = |portal: Portal| {
        let card = App::in_card(which, portal, CONTACT, 10).settle().card();
        (card.results.map_or(0, |results| results.choices.len()), card.call)
    };
    let alone = || Portal::default().with(Contact, 10, &["112"]);
    assert_eq!(offered(alone()), (0, CallView::None));
    assert_eq!(offered(alone().with(Lead, 20, &["112"])), (1, CallView::Folded));
    assert_eq!(offered(alone().with(Lead, 20, &["112"]).hidden()), (1, CallView::Folded));
}

/// A card's tab does not show its call: the page does, which is opened for it.
#[test]
fn the_call_of_a_card_is_shown_by_the_page() {
    let mut app = App::in_card(Which::Card, story(), CONTACT, 10);
    assert_eq!(app.card().call, CallView::None);
    app.settle();
    assert_eq!(app.card().call, CallView::Folded);
    app.want(card::Intent::ShowCall);
    assert_eq!(app.effects.last(), Some(&Effect::Open(Destination::ShownCall)));
    assert_eq!(app.card().call, CallView::Folded);
}
