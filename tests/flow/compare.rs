//! Records side by side, opened in the portal's slider, in place of a tab, and from the results of the search box.

use b24_duplicates::app::{Destination, Effect, SessionEvent};
use b24_duplicates::compare::view::{CellView, RowView};
use b24_duplicates::compare::{Arrangement, Intent, Shown};
use b24_duplicates::domain::Chosen;
use b24_duplicates::lookup::{self, view::Choice};
use b24_duplicates::page::{self, CompareExit, CompareScreen, ConnectionView, Extra, FormIntent};
use b24_duplicates::protocol::OwnerKind;
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, Placement};
use serde_json::json;

use super::app::{App, framed_launch, init, text};
use super::applications::Which;
use super::portal::{Company, Contact, Lead, Lists, Portal, error, record};

fn chosen(written: &str) -> Chosen {
    Chosen::read(written).unwrap()
}

/// In the slider that was opened for these records.
fn in_slider(portal: Portal, written: &str) -> App {
    let mut app = App::framed(portal, Placement::Compare(written.to_owned()));
    app.settle();
    app
}

/// The rows, as `Phone | different | +49 30 1, 112 | empty`.
fn rows(screen: &CompareScreen) -> Vec<String> {
    let cell = |cell: &CellView| match cell {
        CellView::Nothing(why) => text(&(*why).into()),
        CellView::Values(values) => values
            .iter()
            .map(|value| format!("{}{}", text(&value.text), if value.shared { "*" } else { "" }))
            .collect::<Vec<_>>()
            .join(", "),
    };
    let row = |row: &RowView| {
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        format!("{} | {} | {}", row.label, row.verdict, cells.join(" | "))
    };
    screen.compare.rows.iter().map(row).collect()
}

fn two_contacts() -> Portal {
    Portal::default()
        .with(Contact, 5, &["+7 916 123-45-67", "112"])
        .field("POST", json!("Buyer"))
        .field("UF_CRM_1", json!("K-1"))
        .with(Contact, 9, &["8 (916) 123-45-67", "anna@example.com"])
        .field("UF_CRM_1", json!("K-2"))
        .field("COMPANY_ID", json!("30"))
        .with(Company, 30, &["113"])
}

/// The text may come from anybody who makes a link to the application.
#[test]
fn what_names_no_two_records_opens_the_search_box() {
    for written in ["", "contact-5", "contact-5.deal-7", "x"] {
        let app = App::framed(two_contacts(), Placement::Compare(written.to_owned()));
        assert_eq!((app.page().connection, app.requests), (ConnectionView::Frame, 0));
    }
}

#[test]
fn what_is_equal_different_and_only_here_is_said_field_by_field() {
    let app = in_slider(two_contacts(), "contact-5.contact-9");
    let screen = app.compared();
    assert_eq!(
        rows(&screen),
        [
            "Last name | equal | Title* | Title*",
            "Phone | different | +7 916 123-45-67*, 112 | 8 (916) 123-45-67*",
            "E-mail | only | empty | anna@example.com",
            "Company | only | empty | Title",
            "Position | only | Buyer | empty",
            "Responsible | equal | Anna Berg* | Anna Berg*",
            "Created on | equal | 2026-01-02T03:04:05+03:00* | 2026-01-02T03:04:05+03:00*",
            "Customer number | different | K-1 | K-2",
        ]
    );
    assert_eq!(text(screen.compare.summary.as_ref().unwrap()), "5 fields differ, 3 are equal");
    assert_eq!(screen.exit, CompareExit::ByPortal);
    assert_eq!(app.requests, 2, "the records with their fields, then the names of what they point to");
}

#[test]
fn only_the_differences_are_shown_on_request() {
    let mut app = in_slider(two_contacts(), "contact-5.contact-9");
    app.want(Intent::Show(Shown::Differences));
    assert!(app.compared().compare.rows.iter().all(|row| row.verdict != "equal"));
    assert_eq!(app.compared().compare.rows.len(), 5);
    app.want(Intent::Show(Shown::All));
    assert_eq!(app.compared().compare.rows.len(), 8);
}

/// Two records are never created at the same moment: that is no difference that anybody looks for.
#[test]
fn moments_that_each_record_has_for_itself_count_neither_as_equal_nor_as_different() {
    let portal = two_contacts().field("DATE_CREATE", json!("2025-01-02T03:04:05+03:00"));
    let portal = portal.with(Contact, 10, &["112"]).field("DATE_CREATE", json!("2024-01-02T03:04:05+03:00"));
    let mut app = in_slider(portal, "contact-5.contact-10");
    let created = "Created on | each | 2026-01-02T03:04:05+03:00 | 2024-01-02T03:04:05+03:00".to_owned();
    let screen = app.compared();
    assert!(rows(&screen).contains(&created), "{:?}", rows(&screen));
    let counted = "3 fields differ, 2 are equal";
    assert_eq!(text(screen.compare.summary.as_ref().unwrap()), counted, "{:?}", rows(&screen));
    app.want(Intent::Show(Shown::Differences));
    assert!(!rows(&app.compared()).contains(&created));
}

/// Records of two types share the fields of one name, and those that were added under one label.
#[test]
fn a_lead_and_a_contact_are_compared_in_what_both_have() {
    let portal = Portal::default()
        .with(Lead, 17, &["112"])
        .field("STATUS_ID", json!("NEW"))
        .field("UF_CRM_1", json!("K-1"))
        .with(Contact, 5, &["1-1-2"])
        .field("UF_CRM_1", json!("K-1"));
    let screen = in_slider(portal, "lead-17.contact-5").compared();
    let rows = rows(&screen);
    for row in [
        "Name | only | Title | no such field",
        "Phone | equal | 112* | 1-1-2*",
        "Stage | only | Fresh | no such field",
        "Customer number | equal | K-1* | K-1*",
    ] {
        assert!(rows.contains(&row.to_owned()), "{row} in {rows:#?}");
    }
    assert!(!screen.can_merge, "of two types");
}

/// Nothing is said of a record that nobody could read, least of all that it lacks something.
#[test]
fn a_hidden_record_is_a_column_without_a_word_about_its_fields() {
    let portal = Portal::default().with(Contact, 5, &["112"]).with(Contact, 9, &["112"]).hidden();
    let screen = in_slider(portal, "contact-5.contact-9").compared();
    let [_, hidden] = &screen.compare.columns[..] else { panic!("{screen:?}") };
    assert_eq!(hidden.unread.as_ref().map(text).unwrap(), "You have no right to read this card");
    assert!(screen.compare.rows.iter().all(|row| row.verdict == "unknown"), "{:?}", rows(&screen));
    assert!(rows(&screen).contains(&"Phone | unknown | 112 | not read".to_owned()));
    let summary = text(screen.compare.summary.as_ref().unwrap());
    assert_eq!(summary, "0 fields differ, 0 are equal, 4 are not known");
    assert!(!screen.can_merge);
}

/// *In nothing do they differ* stood under two records of which nobody could read anything.
#[test]
fn of_records_that_nobody_reads_it_is_not_said_that_they_are_alike() {
    let portal = Portal::default().with(Contact, 5, &["112"]).hidden().with(Contact, 9, &["112"]).hidden();
    let screen = in_slider(portal, "contact-5.contact-9").compared();
    assert_eq!((&screen.compare.summary, screen.compare.nothing), (&None, None));
    assert!(screen.compare.columns.iter().all(|column| column.unread.is_some()));
}

#[test]
fn a_record_that_is_gone_is_said_to_be_gone() {
    let screen = in_slider(Portal::default().with(Contact, 5, &["112"]), "contact-5.contact-9").compared();
    let unread: Vec<_> =
        screen.compare.columns.iter().filter_map(|column| column.unread.as_ref().map(text)).collect();
    assert_eq!(unread, ["This card no longer exists"]);
    assert!(screen.compare.rows.iter().all(|row| row.verdict == "alone"), "{:?}", rows(&screen));
    assert!(rows(&screen).contains(&"Phone | alone | 112 | gone".to_owned()), "{:?}", rows(&screen));
    assert_eq!(text(screen.compare.summary.as_ref().unwrap()), "There is nothing left to compare");
}

#[test]
fn without_the_names_of_fields_their_codes_are_shown_and_it_can_be_tried_again() {
    let mut app = in_slider(Portal { no_fields: true, ..two_contacts() }, "contact-5.contact-9");
    let screen = app.compared();
    assert!(rows(&screen).contains(&"UF_CRM_1 | different | K-1 | K-2".to_owned()), "{:?}", rows(&screen));
    let notice = screen.compare.notice.unwrap();
    assert!(text(&notice.title).starts_with("The portal did not say what its fields are called"));
    app.portal.no_fields = false;
    app.want(Intent::Again);
    app.settle();
    assert_eq!(app.compared().compare.notice, None);
    assert!(rows(&app.compared()).contains(&"Customer number | different | K-1 | K-2".to_owned()));
}

#[test]
fn a_refused_question_is_said_and_can_be_asked_again() {
    let mut app = App::framed(two_contacts(), Placement::Compare("contact-5.contact-9".to_owned()));
    app.instead.push_back(error(401, "insufficient_scope"));
    app.settle();
    let notice = app.compared().compare.notice.unwrap();
    assert_eq!(notice.code, "B24D-SCOPE");
    app.want(Intent::Again);
    app.settle();
    assert_eq!(app.compared().compare.rows.len(), 8);
}

#[test]
fn without_names_what_a_record_points_to_is_its_number() {
    let portal = Portal { no_names: true, lists: Lists::Refused("ACCESS_DENIED"), ..two_contacts() };
    let rows = rows(&in_slider(portal, "contact-5.contact-9").compared());
    assert!(rows.contains(&"Responsible | equal | 7* | 7*".to_owned()), "{rows:?}");
    assert!(rows.contains(&"Company | only | empty | 30".to_owned()), "{rows:?}");
}

#[test]
fn the_values_that_tie_most_records_come_first_and_one_stands_out_on_request() {
    let mut app = in_slider(two_contacts(), "contact-5.contact-9");
    app.want(Intent::Arrange(Arrangement::Ties));
    let ties: Vec<_> =
        app.compared().compare.ties.into_iter().map(|tie| (tie.spelling, tie.records)).collect();
    let tie = |spelling: &str, records: &[usize]| (spelling.to_owned(), records.to_vec());
    assert_eq!(ties, [tie("+7 916 123-45-67", &[0, 1]), tie("112", &[0]), tie("anna@example.com", &[1])]);
    let picked = |app: &App| app.compared().compare.ties.iter().position(|tie| tie.picked);
    app.want(Intent::Pick(1));
    assert_eq!(picked(&app), Some(1));
    app.want(Intent::Pick(1));
    assert_eq!(picked(&app), None);
}

#[test]
fn it_is_printed_by_the_browser() {
    let mut app = in_slider(two_contacts(), "contact-5.contact-9");
    app.want(Intent::Print);
    assert_eq!(app.effects.last(), Some(&Effect::Extra(Extra::Print)));
}

fn searched_card(which: Which) -> App {
    let portal =
        Portal::default().with(Contact, 5, &["112"]).with(Lead, 17, &["112"]).with(Company, 30, &["112"]);
    let mut app = App::in_card(which, portal, OwnerKind::Record(Contact), 5);
    app.settle();
    app
}

/// The card in which the tab stands is one of those that are compared.
#[test]
fn a_card_opens_the_portals_slider_with_the_records_that_were_chosen() {
    for which in [Which::Card, Which::Page] {
        let mut app = searched_card(which);
        let side_by_side = |app: &App| app.card().results.unwrap().side_by_side;
        assert_eq!(side_by_side(&app), 0);
        app.want(lookup::Intent::Choose(record(Lead, 17)));
        assert_eq!(side_by_side(&app), 2);
        app.want(lookup::Intent::Compare);
        let chosen = chosen("contact-5.lead-17");
        assert_eq!(app.frame_calls().last(), Some(&&FrameCall::OpenApplication { chosen }));
        let requests = app.requests;
        app.tell(SessionEvent::FrameAnswered(FrameAnswer::SliderClosed));
        app.settle();
        assert!(app.requests > requests, "the list is read again");
        assert_eq!(side_by_side(&app), 2, "what was chosen is still chosen");
    }
}

/// The portal reads its card again only if something has become of the records: whoever has only looked keeps what is
/// being typed there.
#[test]
fn the_portals_card_is_read_again_if_records_were_merged() {
    for which in [Which::Card, Which::Page] {
        for is_merged in [false, true] {
            let mut app = searched_card(which);
            app.want(lookup::Intent::Choose(record(Lead, 17)));
            app.want(lookup::Intent::Compare);
            if is_merged {
                app.portal.records.retain(|other| other.reference != record(Lead, 17));
            }
            app.tell(SessionEvent::FrameAnswered(FrameAnswer::SliderClosed));
            app.settle();
            assert_eq!(app.frame_calls().contains(&&FrameCall::ReloadData), is_merged, "{which:?}");
        }
    }
}

#[test]
fn a_second_click_takes_a_record_back_and_five_are_the_most() {
    let leads = (100..110).fold(Portal::default(), |portal, id| portal.with(Lead, id, &["112"]));
    let portal = leads.with(Contact, 5, &["112"]).with(Lead, 17, &["112"]).with(Company, 30, &["112"]);
    let mut app = App::in_card(Which::Card, portal, OwnerKind::Record(Contact), 5);
    app.settle();
    let chosen = |app: &App| {
        let groups = app.card().results.unwrap().groups;
        groups
            .iter()
            .flat_map(|group| &group.records)
            .filter(|record| record.choice == Choice::Chosen)
            .count()
    };
    app.want(lookup::Intent::Choose(record(Lead, 17)));
    app.want(lookup::Intent::Choose(record(Company, 30)));
    assert_eq!(chosen(&app), 2);
    app.want(lookup::Intent::Choose(record(Lead, 17)));
    assert_eq!(chosen(&app), 1);
    for id in 100..110 {
        app.want(lookup::Intent::Choose(record(Lead, id)));
    }
    let results = app.card().results.unwrap();
    assert_eq!(results.side_by_side, 5);
    let lead = results
        .groups
        .iter()
        .flat_map(|group| &group.records)
        .find(|other| other.reference == record(Lead, 17));
    assert_eq!(lead.unwrap().choice, Choice::NoRoom);
}

/// A box is shown for what can be compared, and what was chosen may cease to be.
#[test]
fn what_was_chosen_and_is_dismissed_or_gone_is_not_compared() {
    let chosen = |app: &App| app.card().results.unwrap().side_by_side;
    let mut app = searched_card(Which::Card);
    app.want(lookup::Intent::Choose(record(Lead, 999)));
    assert_eq!(chosen(&app), 0, "nobody has found it");
    for id in [record(Lead, 17), record(Company, 30)] {
        app.want(lookup::Intent::Choose(id));
    }
    app.want(lookup::Intent::Dismiss(record(Lead, 17), lookup::IsDismissed::Yes));
    let results = app.settle().card().results.unwrap();
    assert_eq!((results.side_by_side, results.dismissed[0].choice), (2, Choice::Never));
    app.want(lookup::Intent::Choose(record(Lead, 17)));
    assert_eq!(chosen(&app), 2);
    app.portal.records.retain(|other| other.reference != record(Company, 30));
    app.want(lookup::Intent::Compare);
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::SliderClosed));
    app.settle();
    assert_eq!(chosen(&app), 0, "it was merged into another");
}

/// The portal never says that it opens no slider: who presses again has seen none.
#[test]
fn where_no_slider_opens_the_page_shows_the_records_in_place_of_the_tab() {
    for which in [Which::Card, Which::Page] {
        let mut app = searched_card(which);
        app.want(lookup::Intent::Choose(record(Lead, 17)));
        app.want(lookup::Intent::Compare);
        app.want(lookup::Intent::Compare);
        let opened = Effect::Open(Destination::Compare(chosen("contact-5.lead-17")));
        assert_eq!(app.effects.iter().filter(|effect| **effect == opened).count(), 1);
    }
}

#[test]
fn in_place_of_a_tab_the_way_back_is_the_tab() {
    let mut app = App::new(two_contacts());
    let launch = framed_launch();
    let fragment = "compare=contact-5.contact-9".to_owned();
    app.tell(SessionEvent::Launched(b24_duplicates::app::Launch { fragment, ..launch }));
    let owner =
        b24_duplicates::protocol::CardOwner { kind: OwnerKind::Record(Contact), id: record(Contact, 5).id };
    let init = b24_duplicates::protocol::frame::InitData { placement: Placement::Card(owner), ..init() };
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init))));
    app.settle();
    assert_eq!((app.compared().exit, app.compared().compare.columns.len()), (CompareExit::Back, 2));
    app.want(Intent::Back);
    assert!(app.effects.contains(&Effect::Open(Destination::Start)));
}

/// On a page of its own there is no slider, and the webhook is in memory only: the records stand in place of the search.
#[test]
fn on_a_page_of_its_own_the_records_stand_in_place_of_the_search() {
    let mut app = App::on_page(two_contacts());
    app.settle();
    app.want(FormIntent::Type("+7 916 123-45-67".to_owned()));
    app.want(FormIntent::Search);
    app.settle();
    app.want(lookup::Intent::Choose(record(Contact, 5)));
    assert_eq!(app.page().results.unwrap().side_by_side, 0, "one alone is not compared");
    app.want(lookup::Intent::Choose(record(Contact, 9)));
    app.want(lookup::Intent::Compare);
    app.settle();
    assert_eq!(app.compared().compare.columns.len(), 2);
    assert!(!app.compared().opens_pages);
    app.want(Intent::Back);
    assert_eq!(app.page().results.unwrap().side_by_side, 2);
    let _: page::Intent = Intent::Back.into();
}
