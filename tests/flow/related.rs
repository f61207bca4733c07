//! Records that have a value of the card because they belong to it: they stand apart, with the reason.

use b24_duplicates::domain::EntityType;
use b24_duplicates::lookup;
use b24_duplicates::lookup::view::{RecordView, ResultsView};
use b24_duplicates::protocol::{Command, OwnerKind, Part};
use b24_duplicates::session::view::Tone;
use rstest::rstest;
use serde_json::json;

use super::app::{App, shown, text, verdicts};
use super::applications::Which;
use super::portal::{Company, Contact, Lead, Portal};

const fn record(entity: EntityType) -> OwnerKind {
    OwnerKind::Record(entity)
}

/// Each of them with the reason, as `company 30: your own company`.
pub(crate) fn related(results: &ResultsView) -> Vec<String> {
    let one = |record: &RecordView| {
        let (reference, reason) = (record.reference, record.labels.first().map(text).unwrap_or_default());
        format!("{} {}: {reason}", reference.entity.word(), reference.id.get())
    };
    results.related.iter().map(one).collect()
}

/// Beside its own contact a converted lead looked like a duplicate.
#[rstest]
fn the_lead_that_a_contact_was_converted_from_is_no_duplicate_of_it(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let lead = || {
        let portal = Portal::default().with(Contact, 10, &["112"]).field("LEAD_ID", json!("20"));
        portal.with(Lead, 20, &["112"]).field("STATUS_ID", json!("CONVERTED"))
    };
    // The portal names the contact in the lead, or the lead in the contact.
    let named_by_both = lead().field("CONTACT_ID", json!("10"));
    for portal in [lead(), named_by_both] {
        let card = App::in_card(which, portal, record(Contact), 10).settle().card();
        assert_eq!(verdicts(&card.searched), [("112", "related")]);
        let results = card.results.unwrap();
        assert_eq!(shown(&results), Vec::<String>::new());
        assert_eq!(related(&results), ["lead 20: this contact was made of it"]);
        assert_eq!(text(&results.headline), "No duplicates: only records that belong to this card");
        assert_eq!(results.completeness.tone, Tone::Good);
    }
}

#[rstest]
fn a_client_who_asks_again_has_another_lead_and_no_duplicate(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = Portal::default()
        .with(Contact, 10, &["112"])
        .with(Lead, 20, &["112"])
        .field("STATUS_ID", json!("NEW"))
        .field("CONTACT_ID", json!("10"))
        .with(Lead, 21, &["112"]);
    let results = App::in_card(which, portal, record(Contact), 10).settle().card().results.unwrap();
    assert_eq!(shown(&results), ["lead 21"]);
    assert_eq!(text(&results.headline), "Found: 1 lead");
    assert_eq!(related(&results), ["lead 20: another lead of this client"]);
}

/// A company listed its own employees as its duplicates, and a contact its own company.
#[rstest]
fn a_company_and_its_contacts_stand_apart_in_the_cards_of_each_other(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = || {
        Portal::default()
            .with(Contact, 10, &["112"])
            .field("COMPANY_ID", json!("30"))
            .with(Contact, 11, &["112"])
            .with(Company, 30, &["112"])
            .with(Company, 31, &["112"])
    };
    let results = App::in_card(which, portal(), record(Company), 30).settle().card().results.unwrap();
    assert_eq!(shown(&results), ["contact 11", "company 31"]);
    assert_eq!(related(&results), ["contact 10: a contact of this company"]);
    let results = App::in_card(which, portal(), record(Contact), 10).settle().card().results.unwrap();
    assert_eq!(shown(&results), ["contact 11", "company 31"]);
    assert_eq!(related(&results), ["company 30: the company of this contact"]);
}

#[rstest]
fn a_deal_names_its_clients_and_the_lead_that_it_was_made_of(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut portal = Portal::default()
        .deal(77, &[10], Some(30))
        .with(Contact, 10, &["112"])
        .with(Company, 30, &["113"])
        .with(Lead, 20, &["112"])
        .with(Contact, 12, &["112"]);
    portal.deal_lead = Some(20);
    let results = App::in_card(which, portal, OwnerKind::Deal, 77).settle().card().results.unwrap();
    assert_eq!(shown(&results), ["contact 12"]);
    assert_eq!(
        related(&results),
        [
            "lead 20: this deal was made of it",
            "contact 10: a client of this card",
            "company 30: a client of this card"
        ]
    );
}

/// A colleague shares the number of the company. Who has the client's own number may be the client once more, in
/// whichever company.
#[rstest]
fn a_colleague_of_a_client_is_related_only_by_the_companys_number(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = Portal::default()
        .deal(77, &[10], Some(30))
        .with(Contact, 10, &["112"])
        .with(Company, 30, &["113"])
        .with(Contact, 11, &["113"])
        .field("COMPANY_ID", json!("30"))
        .with(Contact, 12, &["112"])
        .field("COMPANY_ID", json!("30"));
    let results = App::in_card(which, portal, OwnerKind::Deal, 77).settle().card().results.unwrap();
    assert_eq!(shown(&results), ["contact 12"]);
    assert!(related(&results).contains(&"contact 11: a contact of the client's company".to_owned()));
}

#[rstest]
fn a_lead_knows_what_was_made_of_it(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .with(Lead, 20, &["112"])
        .field("STATUS_ID", json!("CONVERTED"))
        .field("CONTACT_ID", json!("10"))
        .with(Contact, 10, &["112"])
        .field("LEAD_ID", json!("20"))
        .with(Company, 30, &["112"])
        .field("LEAD_ID", json!("20"));
    let results = App::in_card(which, portal, record(Lead), 20).settle().card().results.unwrap();
    assert_eq!(shown(&results), Vec::<String>::new());
    assert_eq!(related(&results), ["contact 10: made of this lead", "company 30: made of this lead"]);
}

/// *Not checked* stays the word where nothing but relatives was found and the rest was not answered.
#[rstest]
fn relatives_are_no_verdict_on_what_was_not_checked(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["112", "113"]).field("COMPANY_ID", json!("30")).with(
        Company,
        30,
        &["112"],
    );
    let mut app = App::in_card(which, portal, record(Contact), 10);
    app.portal.instead = Some(|command| {
        let is_it = match command {
            Command::Find { spellings, .. } => spellings.contains(&"113".to_owned()),
            Command::FindReferred { value, .. } => matches!(value.part, Part::Stored(_, 1)),
            _ => false,
        };
        is_it.then(|| Err(json!({ "error": "ERROR_CORE", "error_description": "" })))
    });
    app.settle();
    app.want(lookup::Intent::Cancel);
    let card = app.card();
    assert_eq!(verdicts(&card.searched), [("112", "related"), ("113", "not-checked")]);
    let results = card.results.unwrap();
    assert_eq!(text(&results.headline), "Nothing found in what was checked");
}
