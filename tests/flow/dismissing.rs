//! *Not a duplicate*: said in one card, it holds in the other, and is kept where the portal lets it.

use b24_duplicates::card;
use b24_duplicates::domain::Dismissals;
use b24_duplicates::lookup::{self, IsDismissed};
use b24_duplicates::protocol::frame::{InitData, Placement};
use b24_duplicates::protocol::{CardOwner, KeptFor, OwnerKind};
use b24_duplicates::session::view::Tone;
use rstest::rstest;
use serde_json::json;

use super::app::{App, init, shown, text, verdicts};
use super::applications::Which;
use super::portal::{Company, Contact, Keeps, Lead, Portal, record};

const CONTACT: OwnerKind = OwnerKind::Record(Contact);
const LEAD: OwnerKind = OwnerKind::Record(Lead);

fn portal() -> Portal {
    let portal = Portal::default().with(Contact, 10, &["112", "anna@example.com"]);
    portal.with(Lead, 20, &["112"]).with(Lead, 21, &["112", "anna@example.com"])
}

/// In a card, of a user who sees these options.
fn in_card(which: Which, portal: Portal, kind: OwnerKind, id: u64, is_admin: bool, options: &[&str]) -> App {
    let mut dismissed = Dismissals::default();
    for name in options {
        dismissed.read(name, "1");
    }
    let placement = Placement::Card(CardOwner { kind, id: record(Lead, id).id });
    let mut app = App::begun(which, portal, InitData { placement, is_admin, dismissed, ..init() });
    app.settle();
    app
}

/// What is folded away as no duplicate.
fn dismissed(app: &App) -> Vec<String> {
    let results = app.card().results.unwrap();
    let name = |record: &lookup::view::RecordView| {
        format!("{} {}", record.reference.entity.word(), record.reference.id.get())
    };
    results.dismissed.iter().map(name).collect()
}

#[rstest]
fn a_record_that_is_no_duplicate_is_folded_away_and_comes_back(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = in_card(which, portal(), CONTACT, 10, false, &[]);
    let before = app.requests;
    app.want(lookup::Intent::Dismiss(record(Lead, 20), IsDismissed::Yes));
    assert_eq!(
        (shown(&app.card().results.unwrap()), dismissed(&app)),
        (vec!["lead 21".to_owned()], vec!["lead 20".to_owned()])
    );
    let card = app.settle().card();
    assert_eq!(text(&card.results.unwrap().headline), "Found: 1 lead");
    assert_eq!(app.requests - before, 1);
    assert_eq!(app.portal.options, [("nd-lead20-contact10".to_owned(), true, KeptFor::User)]);
    let notice = card.notice.unwrap();
    assert_eq!(
        text(&notice.title),
        "No duplicate, for you alone: only an administrator can say it for everybody"
    );
    let card::Intent::Lookup(undo) = notice.actions[0].intent.clone() else { panic!("{notice:?}") };
    app.want(undo);
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 21", "lead 20"]);
    assert!(dismissed(&app).is_empty());
    assert_eq!(app.portal.options[1], ("nd-lead20-contact10".to_owned(), false, KeptFor::User));
}

#[rstest]
fn what_is_said_in_one_card_holds_in_the_other(#[values(Which::Card, Which::Page)] which: Which) {
    for (kind, id, left) in [(CONTACT, 10, "lead 20"), (LEAD, 20, "contact 10")] {
        let app = in_card(which, portal(), kind, id, false, &["nd-lead20-contact10"]);
        assert_eq!(dismissed(&app), [left]);
        assert_eq!(app.requests, 2, "what is dismissed costs no request");
    }
}

/// A deal is no record that could be the same as another: its clients are, those whose value the record has.
#[rstest]
fn what_is_said_in_a_deal_is_said_of_its_clients_and_holds_in_their_cards(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = || {
        let portal = Portal::default().with(Contact, 10, &["112"]).with(Contact, 11, &["113"]);
        portal.with(Company, 7, &["112"]).deal(77, &[10, 11], Some(7)).with(Lead, 20, &["112"])
    };
    let mut app = in_card(which, portal(), OwnerKind::Deal, 77, false, &[]);
    let before = app.requests;
    app.want(lookup::Intent::Dismiss(record(Lead, 20), IsDismissed::Yes));
    assert_eq!(dismissed(&app), ["lead 20"]);
    let notice = app.settle().card().notice.unwrap();
    assert_eq!(app.requests - before, 1, "both are kept by one request");
    let pairs = ["nd-lead20-contact10", "nd-lead20-company7"];
    assert_eq!(app.portal.options, pairs.map(|name| (name.to_owned(), true, KeptFor::User)));
    for (kind, id, found) in
        [(CONTACT, 10, "lead 20"), (OwnerKind::Record(Company), 7, "lead 20"), (LEAD, 20, "contact 10")]
    {
        let app = in_card(which, portal(), kind, id, false, &pairs);
        assert!(dismissed(&app).contains(&found.to_owned()), "{kind:?}: {:?}", dismissed(&app));
    }
    // Of one of them alone it says nothing of the other.
    let one = in_card(which, portal(), OwnerKind::Deal, 77, false, &["nd-lead20-contact10"]);
    assert_eq!((shown(&one.card().results.unwrap()), dismissed(&one)), (vec!["lead 20".to_owned()], vec![]));
    let card::Intent::Lookup(undo) = notice.actions[0].intent.clone() else { panic!("{notice:?}") };
    app.want(undo);
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 20"]);
    assert!(dismissed(&app).is_empty());
}

/// A lead of a client was said not to be who the client alone is: from the other card it still was.
#[rstest]
fn what_has_only_a_clients_value_is_no_duplicate_of_that_client(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = || {
        let portal = Portal::default().with(Lead, 20, &["111"]).field("CONTACT_ID", json!("10"));
        portal.with(Contact, 10, &["112"]).with(Contact, 12, &["112"])
    };
    let mut app = in_card(which, portal(), LEAD, 20, false, &[]);
    app.want(lookup::Intent::Dismiss(record(Contact, 12), IsDismissed::Yes));
    app.settle();
    assert_eq!(app.portal.options, [("nd-contact10-contact12".to_owned(), true, KeptFor::User)]);
    let other = in_card(which, portal(), CONTACT, 12, false, &["nd-contact10-contact12"]);
    assert_eq!(dismissed(&other), ["contact 10"]);
}

/// The lead that a contact was made of had a button that did nothing: it is no duplicate already.
#[rstest]
fn what_belongs_to_the_card_is_not_dismissed(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["112"]).field("LEAD_ID", json!("20"));
    let portal = portal.with(Lead, 20, &["112"]).field("STATUS_ID", json!("CONVERTED"));
    let app = in_card(which, portal, CONTACT, 10, false, &[]);
    let related = app.card().results.unwrap().related;
    assert!(!related.is_empty() && related.iter().all(|record| record.dismiss.is_none()), "{related:?}");
}

#[rstest]
fn an_administrator_says_it_for_everybody(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal { keeps: Keeps::OfEverybody, ..portal() };
    let mut app = in_card(which, portal, CONTACT, 10, true, &[]);
    app.want(lookup::Intent::Dismiss(record(Lead, 20), IsDismissed::Yes));
    let notice = app.settle().card().notice.unwrap();
    assert_eq!(text(&notice.title), "No duplicate, for everybody who uses this tab");
    assert_eq!(app.portal.options, [("nd-lead20-contact10".to_owned(), true, KeptFor::Everybody)]);
}

/// `IS_ADMIN` is a hint: who may not after all says it for themselves.
#[rstest]
fn what_may_not_be_kept_for_everybody_is_kept_for_the_user(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which, portal(), CONTACT, 10, true, &[]);
    app.want(lookup::Intent::Dismiss(record(Lead, 20), IsDismissed::Yes));
    let notice = app.settle().card().notice.unwrap();
    assert!(text(&notice.title).starts_with("No duplicate, for you alone"));
    assert_eq!(app.portal.options, [("nd-lead20-contact10".to_owned(), true, KeptFor::User)]);
}

#[rstest]
fn what_is_not_kept_says_so_and_holds_meanwhile(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which, Portal { keeps: Keeps::Nothing, ..portal() }, CONTACT, 10, false, &[]);
    app.want(lookup::Intent::Dismiss(record(Lead, 20), IsDismissed::Yes));
    let notice = app.settle().card().notice.unwrap();
    assert_eq!(notice.tone, Tone::Warning);
    assert_eq!(text(&notice.title), "The portal does not keep this: it holds until the tab is closed");
    assert_eq!(dismissed(&app), ["lead 20"]);
}

/// *This is our switchboard.* Who has something else of the card as well stays.
#[rstest]
fn a_value_is_dismissed_as_a_whole(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which, portal(), CONTACT, 10, false, &[]);
    app.want(lookup::Intent::DismissValue(0, IsDismissed::Yes));
    let card = app.settle().card();
    assert_eq!(shown(&card.results.unwrap()), ["lead 21"]);
    assert_eq!(dismissed(&app), ["lead 20"]);
    assert_eq!(app.portal.options[0].0, "nd-PHONE-112");
    let other = in_card(which, portal().with(Lead, 22, &["112"]), LEAD, 22, false, &["nd-PHONE-112"]);
    assert_eq!(dismissed(&other), ["lead 20", "lead 21", "contact 10"]);
    let card = other.card();
    assert_eq!(verdicts(&card.searched), [("112", "related")]);
    let headline = text(&card.results.unwrap().headline);
    assert_eq!(headline, "No duplicates, but for what was said to be none");
}

/// The second word took the first one's place before the portal had answered that, and what came of it was never said.
#[rstest]
fn what_is_said_quickly_is_kept_one_after_the_other(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which, portal(), CONTACT, 10, true, &[]);
    for (id, is_dismissed) in [(20, IsDismissed::Yes), (21, IsDismissed::Yes), (21, IsDismissed::No)] {
        app.want(lookup::Intent::Dismiss(record(Lead, id), is_dismissed));
    }
    assert_eq!(app.sent.len(), 1, "the last word could come first");
    app.settle();
    let kept = |id: u64, is_dismissed| (format!("nd-lead{id}-contact10"), is_dismissed, KeptFor::User);
    assert_eq!(app.portal.options, [kept(20, true), kept(21, true), kept(21, false)]);
    assert_eq!(dismissed(&app), ["lead 20"]);
}

/// What stood above another search was the notice of the last word, and not what was searched.
#[rstest]
fn another_search_says_what_it_is_of(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which, portal(), CONTACT, 10, false, &[]);
    app.want(lookup::Intent::Dismiss(record(Lead, 20), IsDismissed::Yes));
    app.settle();
    app.want(lookup::Intent::Beside("anna@example.com".to_owned()));
    let notice = app.settle().card().notice.unwrap();
    assert_eq!(text(&notice.title), "What was found for anna@example.com");
}

#[rstest]
fn there_is_an_end_of_room_and_it_is_said(#[values(Which::Card, Which::Page)] which: Which) {
    let names: Vec<_> = (0..500).map(|id| format!("nd-lead1-lead{id}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let mut app = in_card(which, portal(), CONTACT, 10, false, &names);
    app.want(lookup::Intent::Dismiss(record(Lead, 20), IsDismissed::Yes));
    let card = app.settle().card();
    assert_eq!(text(&card.notice.unwrap().title), "There is no room for more: bring something back first");
    assert_eq!(shown(&card.results.unwrap()), ["lead 21", "lead 20"]);
    assert!(app.portal.options.is_empty());
}
