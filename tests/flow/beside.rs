//! Another phone or e-mail, searched in a card's tab; and what can be asked about hidden records.

use b24_duplicates::app::{CopyWhat, Effect, FocusTarget, SessionEvent};
use b24_duplicates::card::{self, BesideView};
use b24_duplicates::lookup;
use b24_duplicates::lookup::view::{Choice, RunState};
use b24_duplicates::protocol::OwnerKind;
use b24_duplicates::session::NotePlace;
use rstest::rstest;

use super::app::{App, shown, text, verdicts};
use super::applications::Which;
use super::portal::{Contact, Lead, Portal, record};

const CONTACT: OwnerKind = OwnerKind::Record(Contact);

fn two_numbers() -> Portal {
    let portal = Portal::default().with(Contact, 10, &["112"]).with(Lead, 20, &["112"]);
    portal.with(Lead, 21, &["anna@example.com"]).with(Lead, 22, &["113"])
}

fn beside(text: &str) -> lookup::Intent {
    lookup::Intent::Beside(text.to_owned())
}

#[rstest]
fn another_number_is_searched_without_leaving_the_card(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, two_numbers(), CONTACT, 10);
    let own = app.settle().card();
    assert_eq!(own.beside, BesideView::Ready);
    let requests = app.requests;
    app.want(beside(" Anna@Example.com "));
    assert!(app.effects.contains(&Effect::Focus(FocusTarget::Results)));
    let card = app.settle().card();
    assert_eq!(shown(&card.results.unwrap()), ["lead 21"]);
    assert_eq!(verdicts(&card.searched), [("Anna@Example.com", "found")]);
    let notice = card.notice.unwrap();
    assert_eq!(text(&notice.title), "What was found for Anna@Example.com");
    assert_eq!(app.requests - requests, 2);

    // The next one takes its place, and the card's own is there as it was.
    app.want(beside("113"));
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 22"]);
    assert_eq!(notice.actions[0].intent, card::Intent::Lookup(lookup::Intent::Back));
    app.want(lookup::Intent::Back);
    assert_eq!(app.card(), own);
}

/// A row that both searches find keeps its box: what it shows has to be what is chosen.
#[rstest]
fn what_is_ticked_stays_chosen_from_one_search_to_the_other(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = two_numbers().with(Lead, 23, &["112", "113"]);
    let mut app = App::in_card(which, portal, CONTACT, 10);
    app.settle();
    let choices = |app: &App| {
        let groups = app.card().results.unwrap().groups;
        let rows = groups.iter().flat_map(|group| &group.records);
        rows.map(|row| (row.reference.id.get(), row.choice)).collect::<Vec<_>>()
    };
    app.want(beside("113"));
    app.settle();
    for id in [22, 23] {
        app.want(lookup::Intent::Choose(record(Lead, id)));
    }
    assert_eq!(choices(&app), [(23, Choice::Chosen), (22, Choice::Chosen)]);
    app.want(lookup::Intent::Back);
    assert_eq!(choices(&app), [(23, Choice::Chosen), (20, Choice::Not)]);
    assert_eq!(app.card().results.unwrap().side_by_side, 2, "the card itself, and what it has found");
}

#[rstest]
fn what_is_no_number_is_said_beside_the_field(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, two_numbers(), CONTACT, 10);
    let own = app.settle().card();
    app.want(beside("ask at reception"));
    let card = app.card();
    assert_eq!((card.beside, card.results), (BesideView::Invalid, own.results));
}

#[rstest]
fn a_search_beside_the_card_can_be_stopped_and_tried_again(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, two_numbers(), CONTACT, 10);
    app.settle();
    app.want(beside("113"));
    app.want(lookup::Intent::Cancel);
    assert_eq!(app.card().state, RunState::Cancelled);
    app.want(lookup::Intent::Resume);
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 22"]);
}

/// Green *no other record … Complete* stood where 24 records had the number without its extension.
#[rstest]
fn a_number_with_its_extension_is_searched_without_it_as_well(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = Portal::default().with(Contact, 10, &["112"]).with(Lead, 20, &["+49 30 5550100"]);
    let mut app = App::in_card(which, portal, CONTACT, 10);
    app.settle();
    app.want(beside("+49 30 5550 100 ext. 12"));
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 20"]);
}

#[rstest]
fn an_administrator_is_asked_by_values_and_never_by_ids(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["112", "113"]).with(Lead, 901, &["112"]).hidden();
    let mut app = App::in_card(which, portal, CONTACT, 10);
    let request = text(&app.settle().card().results.unwrap().request.unwrap());
    assert_eq!(
        request,
        "Could you please look up who else in the CRM has 112? My rights do not cover the records that were found."
    );
    app.want(lookup::Intent::CopyRequest(request.clone()));
    assert!(app.effects.contains(&Effect::Copy { what: CopyWhat::Request, text: request.clone() }));
    app.tell(SessionEvent::NotCopied { what: CopyWhat::Request, text: request.clone() });
    let note = app.view().note.unwrap();
    assert_eq!((note.at, note.to_select), (NotePlace::Copying(CopyWhat::Request), Some(request)));
}
