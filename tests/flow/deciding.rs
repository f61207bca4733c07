//! What a row says, so that somebody can decide: who, whose, when, and in which order.

use b24_duplicates::domain::UserId;
use b24_duplicates::lookup::view::ResultsView;
use b24_duplicates::lookup::{self, RecordOrder, Selection};
use b24_duplicates::protocol::{Command, OwnerKind};
use rstest::rstest;
use serde_json::json;

use super::app::{App, shown, text};
use super::applications::Which;
use super::portal::{Company, Contact, Lead, Portal, record};

const CONTACT: OwnerKind = OwnerKind::Record(Contact);

#[rstest]
fn the_person_comes_first_and_then_what_the_lead_is_about(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .with(Contact, 10, &["112"])
        .with(Lead, 20, &["112", "113", "1 13", "anna@example.com"])
        .field("NAME", json!("Maria"))
        .field("LAST_NAME", json!("Keller"))
        .field("COMPANY_TITLE", json!("Keller & Co."))
        .field("STATUS_ID", json!("NEW"))
        .field("DATE_MODIFY", json!("2026-02-01T00:00:00+03:00"))
        .field("LAST_ACTIVITY_TIME", json!("2026-03-01T00:00:00+03:00"));
    let mut app = App::in_card(which, portal, CONTACT, 10);
    app.portal.instead = Some(|command| {
        let stages = json!([{ "STATUS_ID": "NEW", "NAME": "Fresh", "COLOR": "#39A8EF" }]);
        matches!(command, Command::LeadStages).then_some(Ok(stages))
    });
    let lead = app.settle().card().results.unwrap().groups.remove(0).records.remove(0);
    assert_eq!((lead.title.as_deref(), lead.subtitle.as_deref()), (Ok("Maria Keller"), Some("Title")));
    assert_eq!(lead.company.as_deref(), Some("Keller & Co."));
    let person = lead.responsible.unwrap();
    assert_eq!((person.name.as_str(), person.initials.as_str()), ("Anna Berg", "AB"));
    assert_eq!(lead.stage.unwrap().colour.unwrap().as_str(), "#39A8EF");
    assert_eq!(lead.active.as_deref(), Some("2026-03-01T00:00:00+03:00"));
    let others: Vec<_> = lead.others.iter().map(|(_, spelling)| spelling.as_str()).collect();
    assert_eq!(
        others,
        ["113", "1 13", "anna@example.com"],
        "those that it has in common stand by themselves"
    );
}

/// A portal that tells of no activities tells when the record was changed.
#[rstest]
fn without_an_activity_the_date_of_the_last_change_is_told(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .with(Contact, 10, &["112"])
        .with(Company, 30, &["112"])
        .field("DATE_MODIFY", json!("2026-02-01T00:00:00+03:00"));
    let mut results = App::in_card(which, portal, CONTACT, 10).settle().card().results.unwrap();
    let company = results.groups.remove(0).records.remove(0);
    assert_eq!(company.active.as_deref(), Some("2026-02-01T00:00:00+03:00"));
}

/// Six leads of two people, and a company.
fn many() -> Portal {
    let mut portal = Portal::default().with(Contact, 10, &["112", "113"]);
    let leads = [(21, "2026-01-05", "7"), (22, "2026-01-01", "8"), (23, "2026-01-03", "7")];
    for (id, day, responsible) in leads {
        portal = portal
            .with(Lead, id, &["112"])
            .field("LAST_NAME", json!("Keller"))
            .field("DATE_CREATE", json!(format!("{day}T00:00:00+03:00")))
            .field("DATE_MODIFY", json!(format!("2026-02-{id}T00:00:00+03:00")))
            .field("ASSIGNED_BY_ID", json!(responsible));
    }
    portal.with(Company, 30, &["113"]).field("ASSIGNED_BY_ID", json!("8"))
}

fn options(results: &ResultsView, name: &str) -> Vec<String> {
    let choice = results.choices.iter().find(|choice| choice.name == name);
    choice.into_iter().flat_map(|choice| &choice.options).map(|option| text(&option.label)).collect()
}

#[rstest]
fn records_are_sorted_and_filtered_and_stay_so(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::in_card(which, many(), CONTACT, 10);
    let results = app.settle().card().results.unwrap();
    assert_eq!(shown(&results), ["lead 23", "lead 22", "lead 21", "company 30"]);
    assert_eq!(options(&results, "order"), ["most in common first", "newest first", "last active first"]);
    assert_eq!(options(&results, "type"), ["all", "Leads", "Companies"]);
    assert_eq!(options(&results, "responsible"), ["all", "Anna Berg", "Anna Berg"]);

    let newest = Selection { order: RecordOrder::Created, ..Selection::default() };
    app.want(lookup::Intent::Select(newest));
    assert_eq!(shown(&app.card().results.unwrap()), ["lead 21", "lead 23", "lead 22", "company 30"]);

    let of_7 = Selection { responsible: Some(UserId(record(Lead, 7).id)), ..newest };
    app.want(lookup::Intent::Select(of_7));
    let results = app.card().results.unwrap();
    assert_eq!(shown(&results), ["lead 21", "lead 23"]);
    assert_eq!(text(&results.groups[0].count), "2 of 3");
    assert_eq!(
        text(&results.headline),
        "Found: 3 leads and 1 company",
        "what is shown is not what was found"
    );

    app.want(lookup::Intent::Select(Selection { entity: Some(Company), ..Selection::default() }));
    assert_eq!(shown(&app.card().results.unwrap()), ["company 30"]);

    app.want(lookup::Intent::Select(of_7));
    app.want(b24_duplicates::card::Intent::Refresh);
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 21", "lead 23"]);
}

#[rstest]
fn three_records_need_no_choices(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default().with(Contact, 10, &["112"]).with(Lead, 20, &["112"]);
    let results = App::in_card(which, portal, CONTACT, 10).settle().card().results.unwrap();
    assert_eq!(results.choices.len(), 1, "the arrangement");
}

/// A filter outlasts a search. Of what the next one finds nothing may be left, and nobody could take it back.
#[rstest]
fn what_is_filtered_can_be_taken_back_however_little_is_found(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::in_card(which, many().with(Contact, 40, &["114"]), CONTACT, 10);
    app.settle();
    let of_leads = Selection { entity: Some(Lead), ..Selection::default() };
    app.want(lookup::Intent::Select(of_leads));
    app.want(lookup::Intent::Beside("114".to_owned()));
    let results = app.settle().card().results.unwrap();
    assert_eq!((shown(&results), text(&results.headline).as_str()), (Vec::new(), "Found: 1 contact"));
    assert_eq!(options(&results, "type"), ["all", "Contacts"]);
    app.want(lookup::Intent::Select(Selection::default()));
    assert_eq!(shown(&app.card().results.unwrap()), ["contact 40"]);
}

/// Two hundred records stay fluid: what is done to one of them changes its row and no other.
#[rstest]
fn what_is_done_to_one_of_two_hundred_records_changes_no_other_row(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let phones: Vec<String> = (0..11).map(|number| format!("79161234{number:03}")).collect();
    let phones: Vec<&str> = phones.iter().map(String::as_str).collect();
    let mut portal = Portal::default().with(Contact, 10, &phones);
    for (place, phone) in (0..).zip(&phones) {
        portal = (0..19).fold(portal, |portal, id| portal.with(Lead, 1_000 + 100 * place + id, &[phone]));
    }
    let mut app = App::in_card(which, portal, CONTACT, 10);
    app.settle();
    let leads = |app: &App| app.card().results.unwrap().groups[0].records.clone();
    while app.card().results.unwrap().groups[0].more > 0 {
        app.want(lookup::Intent::ShowMore(Lead));
    }
    let before = leads(&app);
    assert_eq!(before.len(), 209);
    let (ticked, requests) = (before[100].reference, app.requests);
    app.want(lookup::Intent::Choose(ticked));
    let after = leads(&app);
    let changed = before.iter().zip(&after).filter(|(before, after)| before != after);
    assert_eq!(changed.map(|(row, _)| row.reference).collect::<Vec<_>>(), [ticked]);
    app.want(lookup::Intent::Choose(ticked));
    app.want(lookup::Intent::Dismiss(ticked, lookup::IsDismissed::Yes));
    let left: Vec<_> = before.into_iter().filter(|row| row.reference != ticked).collect();
    assert!(leads(&app) == left, "the others are as they were");
    assert!(app.requests - requests <= 1, "nothing is asked but that it is kept");
}
