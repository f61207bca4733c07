//! A card in one request: what is found by references, and what happens where one did not do what it should.

use b24_duplicates::app::{Effect, SessionEvent};
use b24_duplicates::domain::EntityType;
use b24_duplicates::lookup::view::RunState;
use b24_duplicates::page::FormIntent;
use b24_duplicates::protocol::frame::{FrameAnswer, Placement};
use b24_duplicates::protocol::{Command, OwnerKind, RestCall};
use rstest::rstest;
use serde_json::json;

use super::app::{App, shown, text, verdicts};
use super::applications::Which;
use super::portal::{Company, Contact, Instead, Lead, Portal, record};

const CONTACT: OwnerKind = OwnerKind::Record(Contact);

/// In the tab of a card, to the end.
fn opened(which: Which, portal: Portal, kind: OwnerKind, id: u64) -> App {
    let mut app = App::in_card(which, portal, kind, id);
    app.settle();
    assert_eq!(app.card().state, RunState::Done);
    app
}

/// What was found, and in how many requests.
fn found(app: &App) -> (Vec<String>, usize) {
    (shown(&app.card().results.unwrap()), app.requests)
}

/// What was asked in so many words, and not by reference.
fn spelled(app: &App) -> Vec<String> {
    let mut spelled = Vec::new();
    for effect in &app.effects {
        let Effect::Send { call: RestCall::Batch(batch), .. } = effect else { continue };
        for (_, command) in &batch.commands {
            if let Command::Find { spellings, entity: None, .. } = command {
                spelled.extend(spellings.iter().cloned());
            }
        }
    }
    spelled
}

/// A contact, a company, a lead with two contacts, and a deal of a contact and a company. All of them have their own
/// phones and e-mails.
fn four_cards() -> Portal {
    let mut portal = Portal::default()
        .with(Contact, 10, &["+7 916 123-45-67", "anna@example.com"])
        .with(Company, 30, &["8 800 555-35-35", "+49 30 1234567", "office@example.com"])
        .with(Lead, 40, &["112"])
        .field("COMPANY_ID", json!("31"))
        .field("CONTACT_ID", json!("11"))
        .with(Contact, 11, &["113"])
        .with(Contact, 12, &["114"])
        .with(Company, 31, &["115"])
        .deal(77, &[10], Some(30));
    portal.lead_contacts = vec![(40, vec![11, 12])];
    portal
}

#[rstest]
fn one_request_is_enough_where_nobody_else_has_the_values(
    #[values(Which::Card, Which::Page)] which: Which,
    #[values((CONTACT, 10, 2), (OwnerKind::Record(Company), 30, 3), (OwnerKind::Record(Lead), 40, 4), (OwnerKind::Deal, 77, 5))]
    card: (OwnerKind, u64, usize),
) {
    let (kind, id, values) = card;
    let app = opened(which, four_cards(), kind, id);
    let results = app.card().results.unwrap();
    assert_eq!(text(&results.headline), "No duplicates found");
    assert_eq!((app.requests, app.card().searched.len()), (1, values));
    assert!(verdicts(&app.card().searched).iter().all(|(_, verdict)| *verdict == "absent"));
}

#[rstest]
fn two_are_enough_where_somebody_has_one_names_included(
    #[values(Which::Card, Which::Page)] which: Which,
    #[values((CONTACT, 10, "89161234567"), (OwnerKind::Record(Company), 30, "Office@Example.com"), (OwnerKind::Record(Lead), 40, "114"), (OwnerKind::Deal, 77, "+4930 1234567"))]
    card: (OwnerKind, u64, &'static str),
) {
    let (kind, id, value) = card;
    let portal = four_cards().with(Lead, 20, &[value]).field("STATUS_ID", json!("NEW"));
    let app = opened(which, portal, kind, id);
    assert_eq!(found(&app), (vec!["lead 20".to_owned()], 2));
    let lead = app.card().results.unwrap().groups.remove(0).records.remove(0);
    assert_eq!(
        (lead.responsible.as_ref().map(|person| person.name.as_str()), lead.stage.unwrap().name.as_str()),
        (Some("Anna Berg"), "Fresh")
    );
}

/// That a hidden record is still there was asked by a request of its own.
#[rstest]
fn two_are_enough_for_a_hidden_record(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = four_cards().with(Lead, 20, &["8 (916) 1234567"]).hidden();
    let portal = portal.with(Contact, 50, &["Anna@example.com"]);
    let app = opened(which, portal, CONTACT, 10);
    assert_eq!(found(&app), (vec!["contact 50".to_owned()], 2));
    assert_eq!(
        verdicts(&app.card().searched),
        [("+7 916 123-45-67", "hidden"), ("anna@example.com", "found")]
    );
}

#[rstest]
#[case::nobody("113", 1)]
#[case::somebody("112", 2)]
fn the_number_of_a_call_and_a_value_that_is_typed_take_as_many(
    #[case] number: &str,
    #[case] requests: usize,
) {
    let portal = || Portal::default().with(Contact, 10, &["112"]);
    let mut call = App::framed(portal(), Placement::Call { number: number.to_owned() });
    assert_eq!(call.settle().page().state, RunState::Done);
    assert_eq!(call.requests, requests);
    let mut typed = App::framed(portal(), Placement::Page);
    typed.want(FormIntent::Type(number.to_owned()));
    typed.want(FormIntent::Search);
    assert_eq!(typed.settle().page().state, RunState::Done);
    assert_eq!(typed.requests, requests);
    if requests == 2 {
        let responsible = typed.page().results.unwrap().groups.remove(0).records.remove(0).responsible;
        assert_eq!(responsible.as_ref().map(|person| person.name.as_str()), Some("Anna Berg"));
    }
}

#[rstest]
fn a_card_is_renewed_in_as_many(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = opened(which, four_cards(), CONTACT, 10);
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::SliderClosed));
    app.settle();
    assert_eq!(app.requests, 2);
}

/// An old portal searches for the words of the reference, finds nobody, and says so. All of a card's values were
/// absent then.
#[rstest]
fn a_portal_that_does_not_know_references_is_asked_in_the_old_way(
    #[values(Which::Card, Which::Page)] which: Which,
    #[values((CONTACT, 10), (OwnerKind::Record(Lead), 40), (OwnerKind::Deal, 77))] card: (OwnerKind, u64),
) {
    let (kind, id) = card;
    let portal = || {
        four_cards().with(Lead, 20, &["89161234567"]).with(Contact, 50, &["115"]).with(
            Company,
            60,
            &["anna@example.com"],
        )
    };
    let new = opened(which, portal(), kind, id).card();
    let old = opened(which, portal().old(), kind, id).card();
    assert_eq!((old.searched, old.results), (new.searched, new.results));
}

#[rstest]
fn what_has_no_place_in_the_first_request_is_asked_in_the_second(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let phones = ["1111", "2222", "3333", "4444", "5555", "6666"];
    let portal = || Portal::default().with(Contact, 10, &phones);
    let app = opened(which, portal(), CONTACT, 10);
    assert_eq!(found(&app), (vec![], 2));
    assert_eq!(spelled(&app), ["5555", "6666"]);
    assert!(verdicts(&app.card().searched).iter().all(|(_, verdict)| *verdict == "absent"));
    let app = opened(which, portal().with(Lead, 20, &["6666"]), CONTACT, 10);
    assert_eq!(found(&app), (vec!["lead 20".to_owned()], 3));
}

/// Twenty records are named, and the card itself is not among them.
#[rstest]
fn a_cut_answer_without_the_card_itself_is_asked_for_again(#[values(Which::Card, Which::Page)] which: Which) {
    let mut portal = Portal::default().with(Contact, 10, &["112", "113"]);
    for id in 101..=125 {
        portal = portal.with(Lead, id, &["112"]);
    }
    let app = opened(which, portal, CONTACT, 10);
    assert_eq!(spelled(&app), ["112"]);
    assert_eq!(text(&app.card().results.unwrap().headline), "Found: 20+ leads");
    assert_eq!(verdicts(&app.card().searched), [("112", "found"), ("113", "absent")]);
}

/// It is among them: the answer is to its value, and that it was cut leads to a question for each type.
#[rstest]
fn a_cut_answer_that_names_the_card_itself_is_followed_by_each_type(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut portal = Portal::default().with(Lead, 10, &["112"]).with(Company, 30, &["112"]);
    for id in 101..=125 {
        portal = portal.with(Lead, id, &["112"]);
    }
    let app = opened(which, portal, OwnerKind::Record(Lead), 10);
    assert!(spelled(&app).is_empty(), "without a type nothing is asked again");
    assert_eq!(text(&app.card().results.unwrap().headline), "Found: 19+ leads and 1 company");
}

/// The portal fails one of the commands; the answer to the other is as good as ever.
#[rstest]
#[case::a_limit("OPERATION_TIME_LIMIT")]
#[case::trouble("INTERNAL_SERVER_ERROR")]
#[case::no_permission("insufficient_scope")]
#[case::no_code("")]
fn a_value_whose_command_failed_is_asked_in_the_old_way(
    #[case] code: &'static str,
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut portal = four_cards().with(Lead, 20, &["anna@example.com"]);
    portal.instead = Some(match code {
        "OPERATION_TIME_LIMIT" => |command| fails(command, "OPERATION_TIME_LIMIT"),
        "INTERNAL_SERVER_ERROR" => |command| fails(command, "INTERNAL_SERVER_ERROR"),
        "" => |command| fails(command, ""),
        _ => |command| fails(command, "insufficient_scope"),
    });
    let app = opened(which, portal, CONTACT, 10);
    assert_eq!(found(&app).0, ["lead 20"]);
    assert_eq!(spelled(&app), ["anna@example.com"]);
    assert_eq!(
        verdicts(&app.card().searched),
        [("+7 916 123-45-67", "absent"), ("anna@example.com", "found")]
    );
}

/// E-mails cannot be searched by reference.
fn fails(command: &Command, code: &str) -> Instead {
    let is_email = |params: String| params.contains("EMAIL");
    let Command::FindReferred { .. } = command else { return None };
    is_email(command.params().encode())
        .then(|| Err(json!({ "error": code, "error_description": "Communication values is not defined." })))
}

/// The portal's index does not have the card yet, or the reference led to something else: an answer without the card
/// itself is none to its value.
#[rstest]
fn an_answer_that_does_not_name_the_card_itself_proves_nothing(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut portal = four_cards().with(Lead, 20, &["anna@example.com"]);
    portal.instead = Some(|command| matches!(command, Command::FindReferred { .. }).then(|| Ok(json!([]))));
    let app = opened(which, portal, CONTACT, 10);
    assert_eq!(found(&app), (vec!["lead 20".to_owned()], 3));
    assert_eq!(spelled(&app), ["+7 916 123-45-67", "anna@example.com"]);
}

#[rstest]
#[case(json!({ "LEAD": 20 }))]
#[case(json!([20]))]
#[case(json!({ "lead": [20], "CONTACT": [10] }))]
#[case(json!("10"))]
#[case(json!({ "CONTACT": ["ten"] }))]
fn an_answer_of_an_unknown_shape_proves_nothing(
    #[case] shape: serde_json::Value,
    #[values(Which::Card, Which::Page)] which: Which,
) {
    // The first of them comes by reference, what follows is honest.
    let mut app = App::in_card(which, four_cards().with(Lead, 20, &["anna@example.com"]), CONTACT, 10);
    let (_, call) = app.sent[0].clone();
    let RestCall::Batch(batch) = &call else { panic!("no batch") };
    let mut results = serde_json::Map::new();
    for (name, command) in &batch.commands {
        let answer = match command {
            Command::GetRecord(_) => json!({ "ID": "10", "EMAIL": [{ "VALUE": "anna@example.com" }] }),
            _ => shape.clone(),
        };
        results.insert(format!("c{}", name.0), answer);
    }
    let body = json!({ "result": { "result": results, "result_error": [] } });
    app.instead.push_back(super::portal::decoded(200, body));
    app.settle();
    assert_eq!((app.card().state, found(&app)), (RunState::Done, (vec!["lead 20".to_owned()], 3)));
}

/// Where a deal has no company and one contact, references to others put an array where an id is due, and PHP takes
/// that for the number 1: the cards of contact 1 and company 1 come back. They are nobody's here.
#[rstest]
fn a_card_that_the_deal_does_not_name_is_ignored(#[values(Which::Card, Which::Page)] which: Which) {
    let mut portal = Portal::default()
        .deal(77, &[10], None)
        .with(Contact, 10, &["112"])
        .with(Contact, 1, &["999"])
        .with(Company, 1, &["998", "112"])
        .with(Lead, 20, &["999", "998"]);
    portal.instead = Some(|command| {
        let deal = json!({ "ID": "77", "CONTACT_ID": "10", "COMPANY_ID": null });
        matches!(command, Command::GetDeal(_)).then_some(Ok(deal))
    });
    let app = opened(which, portal, OwnerKind::Deal, 77);
    assert_eq!(verdicts(&app.card().searched), [("112", "found")]);
    assert_eq!(found(&app), (vec!["company 1".to_owned()], 2));
}

/// The same where it is one of the deal's clients after all.
#[rstest]
fn a_card_that_the_deal_names_is_taken_however_it_came(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .deal(77, &[10, 1], None)
        .with(Contact, 10, &["112"])
        .with(Contact, 1, &["999"])
        .with(Lead, 20, &["999"]);
    let app = opened(which, portal, OwnerKind::Deal, 77);
    assert_eq!(found(&app), (vec!["lead 20".to_owned()], 2));
}

/// For the company of a deal the card of another one came back.
#[rstest]
fn a_client_whose_card_did_not_come_is_read_in_the_old_way(#[values(Which::Card, Which::Page)] which: Which) {
    let mut portal = four_cards().with(Company, 99, &["997"]).with(Lead, 20, &["997", "office@example.com"]);
    portal.instead = Some(|command| {
        let stranger = json!({ "ID": "99", "PHONE": [{ "VALUE": "997" }] });
        let is_company = matches!(command, Command::GetReferred { entity: EntityType::Company, .. });
        is_company.then_some(Ok(stranger))
    });
    let app = opened(which, portal, OwnerKind::Deal, 77);
    let searched = app.card().searched;
    assert!(!searched.iter().any(|value| value.spelling == "997"), "{searched:?}");
    // The company is read, and searched with that; then the lead is loaded.
    assert_eq!(found(&app), (vec!["lead 20".to_owned()], 3));
}

/// PHP writes a list from which the first item was taken as a map.
#[rstest]
fn a_phone_stands_where_the_portal_says(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .with(Contact, 10, &["112"])
        .field("PHONE", json!({ "1": { "VALUE": "112" }, "12": { "VALUE": "113" } }))
        .with(Contact, 11, &["113"]);
    let app = opened(which, portal, CONTACT, 10);
    assert_eq!(found(&app), (vec!["contact 11".to_owned()], 3));
    assert_eq!(spelled(&app), ["113"], "112 has a place");
    assert_eq!(verdicts(&app.card().searched), [("112", "absent"), ("113", "found")]);
}

/// What is stored is what is asked, white space and letters included, so that the answer that came along is to the
/// very text that the search would send.
#[rstest]
#[case(" \tAnna@Example.COM ", "anna@example.com")]
#[case("+7 (916) 123-45-67", "8 916 1234567")]
#[case("+8 (916) 123-45-67", "8-916-123-45-67")]
#[case("\u{202e}112", "112")]
#[case("a+b&c#d=%25@example.com", "A+B&c#d=%25@example.com")]
fn the_stored_text_is_asked_as_it_is(
    #[case] stored: &'static str,
    #[case] other: &'static str,
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = || Portal::default().with(Contact, 10, &[stored]).with(Lead, 20, &[other]);
    let new = opened(which, portal(), CONTACT, 10);
    assert!(spelled(&new).is_empty());
    let old = opened(which, portal().old(), CONTACT, 10);
    assert_eq!(spelled(&old), [stored]);
    assert_eq!(found(&new).0, found(&old).0);
    assert_eq!(new.card().searched, old.card().searched);
}

/// One number in two spellings is one value, and the first of them is asked. That the second was answered does not
/// count for it.
#[rstest]
fn another_spelling_that_was_answered_does_not_count(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .deal(77, &[10], Some(30))
        .with(Contact, 10, &["1111", "2222", "3333", "4444", "8 (916) 123-45-67"])
        .with(Company, 30, &["+7 916 123-45-67"]);
    let app = opened(which, portal, OwnerKind::Deal, 77);
    assert_eq!(spelled(&app), ["8 (916) 123-45-67"]);
    assert_eq!((app.requests, app.card().searched.len()), (2, 5));
}

/// Who is responsible for a hidden record is told by no list, and the reference to it puts the list itself where an id
/// is due.
#[rstest]
fn names_are_known_although_a_list_left_records_out(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .with(Contact, 10, &["112"])
        .with(Lead, 20, &["112"])
        .hidden()
        .with(Lead, 21, &["112"])
        .with(Lead, 22, &["112"])
        .hidden();
    let app = opened(which, portal, CONTACT, 10);
    let lead = app.card().results.unwrap().groups.remove(0).records.remove(0);
    assert_eq!(
        (lead.responsible.as_ref().map(|person| person.name.as_str()), app.requests),
        (Some("Anna Berg"), 2)
    );
}

/// A user who is gone has no name. An answer that names nobody who was asked for is none.
#[rstest]
#[case::nobody(json!([]), "Anna Berg", 3)]
#[case::somebody_else(json!([{ "ID": "1", "NAME": "Ole" }]), "Anna Berg", 3)]
#[case::not_this_one(json!([{ "ID": "8", "NAME": "Ole" }]), "7", 2)]
fn names_that_were_not_asked_for_are_asked_for_by_themselves(
    #[case] users: serde_json::Value,
    #[case] name: &str,
    #[case] requests: usize,
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut portal = Portal::default().with(Contact, 10, &["112"]).with(Company, 20, &["112"]);
    portal = portal.with(Company, 21, &["112"]).field("ASSIGNED_BY_ID", json!("8"));
    portal.instead = Some(match users.to_string().as_str() {
        "[]" => |command| users_are(command, json!([])),
        other if other.contains("\"1\"") => {
            |command| users_are(command, json!([{ "ID": "1", "NAME": "Ole" }]))
        }
        _ => |command| users_are(command, json!([{ "ID": "8", "NAME": "Ole" }])),
    });
    let app = opened(which, portal, CONTACT, 10);
    let companies = app.card().results.unwrap().groups.remove(0).records;
    let of_20 = companies.iter().find(|company| company.reference == record(Company, 20)).unwrap();
    assert_eq!(
        (of_20.responsible.as_ref().map(|person| person.name.as_str()), app.requests),
        (Some(name), requests)
    );
}

fn users_are(command: &Command, users: serde_json::Value) -> Instead {
    matches!(command, Command::UsersReferred(_)).then_some(Ok(users))
}
