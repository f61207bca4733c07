//! Values that many use, and how complete what is known of a value is.

use b24_duplicates::domain::EntityType;
use b24_duplicates::lookup;
use b24_duplicates::lookup::view::{Choice, ResultsView};
use b24_duplicates::protocol::{Command, OwnerKind};
use rstest::rstest;
use serde_json::json;

use super::app::{App, shown, text};
use super::applications::Which;
use super::portal::{Company, Contact, Lead, Portal, record};

const CONTACT: OwnerKind = OwnerKind::Record(Contact);

const NAMES: [&str; 7] = ["Albrecht", "Busch", "Engel", "Fuchs", "Graf", "Haas", "Jahn"];

/// So many people with a phone, from this id on.
fn callers(mut portal: Portal, entity: EntityType, first: u64, count: u64, phone: &'static str) -> Portal {
    for (id, name) in (first..first + count).zip(NAMES.iter().cycle()) {
        portal = portal.with(entity, id, &[phone]).field("LAST_NAME", json!(name));
    }
    portal
}

/// What is said of each line that many use, and the records under it.
fn shared(results: &ResultsView) -> Vec<(String, usize)> {
    results.shared.iter().map(|line| (text(&line.text), line.records.len())).collect()
}

#[rstest]
fn a_switchboard_is_one_line_and_suggests_nobody(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["+49 30 5550-100", "anna@example.com"]);
    let portal = callers(portal, Lead, 100, 3, "0049 30 5550100");
    let portal = callers(portal, Contact, 200, 2, "0049 30 5550100");
    // Who has something else of the card as well may be the same person.
    let portal = portal.with(Lead, 20, &["anna@example.com", "+49305550100"]);
    let results = App::in_card(which, portal, CONTACT, 10).settle().card().results.unwrap();
    assert_eq!(shown(&results), ["lead 20"]);
    assert_eq!(text(&results.headline), "Found: 1 lead");
    let told = "+49 30 5550-100 is on 5 records with different names: probably a switchboard";
    assert_eq!(shared(&results), [(told.to_owned(), 5)]);
}

/// Whoever shares a switchboard and nothing else is neither compared nor merged.
#[rstest]
fn nobody_of_a_switchboard_can_be_chosen(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["112", "anna@example.com"]);
    let portal = callers(portal, Lead, 100, 5, "112").with(Lead, 20, &["anna@example.com"]);
    let mut app = App::in_card(which, portal, CONTACT, 10);
    app.settle();
    app.want(lookup::Intent::Choose(record(Lead, 100)));
    let results = app.card().results.unwrap();
    assert!(
        results.shared.iter().flat_map(|line| &line.records).all(|record| record.choice == Choice::Never)
    );
    assert_eq!(results.side_by_side, 0);
    app.want(lookup::Intent::Choose(record(Lead, 20)));
    assert_eq!(app.card().results.unwrap().side_by_side, 2);
}

#[rstest]
fn a_card_with_nothing_but_a_switchboard_says_so(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["112"]);
    let portal = callers(portal, Lead, 100, 25, "112");
    let results = App::in_card(which, portal, CONTACT, 10).settle().card().results.unwrap();
    assert_eq!(text(&results.headline), "Only a shared line: 20+ records have it");
    let told = "112 is on 20+ records with different names: probably a switchboard";
    assert_eq!(shared(&results), [(told.to_owned(), 20)]);
    assert!(shown(&results).is_empty());
}

/// *Only* is nothing to say beside what is hidden or was not checked.
#[rstest]
fn a_switchboard_beside_a_hidden_record_is_not_all(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["112", "113"]);
    let portal = callers(portal, Lead, 100, 5, "112").with(Contact, 900, &["113"]).hidden();
    let results = App::in_card(which, portal, CONTACT, 10).settle().card().results.unwrap();
    let headline = text(&results.headline);
    assert!(!headline.contains("Only") && headline.contains('5'), "{headline}");
}

/// One person who has asked five times is five duplicates, and no switchboard.
#[rstest]
fn one_person_in_many_leads_is_no_switchboard(#[values(Which::Card, Which::Page)] which: Which) {
    let mut portal = Portal::default().with(Contact, 10, &["112"]);
    for (id, name) in (100..).zip(["Keller", "M. Keller", "Keller Maria", "KELLER", "mk"]) {
        portal = portal.with(Lead, id, &["112"]).field("LAST_NAME", json!(name));
    }
    let results = App::in_card(which, portal, CONTACT, 10).settle().card().results.unwrap();
    assert_eq!((shown(&results).len(), results.shared.len()), (5, 0));
}

#[rstest]
fn three_of_a_family_are_no_switchboard(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = callers(Portal::default().with(Contact, 10, &["112"]), Contact, 100, 3, "112");
    let results = App::in_card(which, portal, CONTACT, 10).settle().card().results.unwrap();
    assert_eq!((shown(&results).len(), results.shared.len()), (3, 0));
}

#[rstest]
fn each_value_says_how_complete_it_is(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["1111", "2222", "3333"]);
    let portal = callers(portal, Lead, 100, 2, "1111");
    // Fifteen of each type: the first answer is cut at twenty, and each type is asked for by itself.
    let portal = callers(callers(portal, Lead, 200, 15, "2222"), Company, 200, 15, "2222");
    let portal = callers(portal, Lead, 300, 25, "3333");
    let card = App::in_card(which, portal, CONTACT, 10).settle().card();
    let told = card.searched.iter().map(|value| text(value.completeness.as_ref().unwrap()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["complete", "complete, by further questions", "20 or more; the oldest are shown"]
    );
}

#[rstest]
fn a_value_that_was_not_checked_says_why(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["112"]);
    let mut app = App::in_card(which, portal, CONTACT, 10);
    app.portal.instead = Some(|command| {
        let is_it = matches!(command, Command::Find { .. } | Command::FindReferred { .. });
        is_it.then(|| Err(json!({ "error": "ERROR_METHOD_NOT_FOUND", "error_description": "" })))
    });
    let card = app.settle().card();
    let value = &card.searched[0];
    assert_eq!(value.verdict.as_ref().unwrap().name, "not-checked");
    assert_eq!(text(value.completeness.as_ref().unwrap()), "This portal cannot do this search");
    app.portal.instead = Some(|command| {
        matches!(command, Command::Find { .. } | Command::FindReferred { .. }).then(|| Ok(json!("no answer")))
    });
    app.want(b24_duplicates::card::Intent::Refresh);
    app.answer();
    app.want(lookup::Intent::Cancel);
    let card = app.card();
    assert_eq!(text(card.searched[0].completeness.as_ref().unwrap()), "The search was stopped");
}
