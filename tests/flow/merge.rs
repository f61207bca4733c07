//! Records of one type become one: which stays, what is said beforehand, and what is said of each answer.

use b24_duplicates::app::{Effect, FocusTarget, SessionEvent};
use b24_duplicates::compare;
use b24_duplicates::domain::Chosen;
use b24_duplicates::lookup;
use b24_duplicates::merge::Intent;
use b24_duplicates::merge::view::{Closing, MergeView, PageOffer, StepView};
use b24_duplicates::page::FormIntent;
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, Placement};
use b24_duplicates::protocol::{BodyKind, RawResponse, TransportFault};
use b24_duplicates::session;
use rstest::rstest;
use serde_json::{Value, json};

use super::app::{App, shown, text};
use super::portal::{Company, Contact, Portal, error, record};

/// Three contacts: the first has an open deal and is the oldest, the second the most filled, the third was the last that
/// somebody worked on.
fn three() -> Portal {
    Portal::default()
        .with(Contact, 5, &["112"])
        .field("DATE_CREATE", json!("2025-01-01T10:00:00+03:00"))
        .field("LAST_ACTIVITY_TIME", json!("2025-02-01T10:00:00+03:00"))
        .with(Contact, 7, &["112", "anna@example.com"])
        .field("POST", json!("Buyer"))
        .field("LAST_ACTIVITY_TIME", json!("2025-03-01T10:00:00+03:00"))
        .with(Contact, 9, &["112"])
        .field("LAST_ACTIVITY_TIME", json!("2025-04-01T10:00:00+03:00"))
        .deal(70, &[5], None)
}

fn opened(portal: Portal) -> App {
    let chosen = Chosen::new([5, 7, 9].map(|id| record(Contact, id))).unwrap();
    let mut app = App::framed(portal, Placement::Compare(chosen.written()));
    app.settle();
    app
}

fn merge(app: &App) -> MergeView {
    app.compared().merge.unwrap()
}

/// The user has confirmed, and the portal has not answered yet.
fn ordered(portal: Portal) -> App {
    let mut app = opened(portal);
    for intent in [Intent::Begin, Intent::Ask, Intent::ForSure] {
        app.want(intent);
    }
    app
}

/// How it ended: title, hint, and whether the portal's own page is the way on.
fn ending(app: &App) -> (String, String, PageOffer) {
    match merge(app).step {
        StepView::Over { notice, page, .. } => {
            (text(&notice.title), notice.hint.as_ref().map(text).unwrap_or_default(), page)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_stays_is_proposed_with_reasons_beside_each() {
    let mut app = opened(three());
    assert!(app.compared().can_merge);
    app.want(Intent::Begin);
    let merge = merge(&app);
    let reasons: Vec<Vec<String>> =
        merge.candidates.iter().map(|candidate| candidate.reasons.iter().map(text).collect()).collect();
    assert_eq!(
        reasons,
        [
            vec!["has 1 open deal", "oldest: created 2025-01-01T10:00:00+03:00"],
            vec!["most filled: 7 fields"],
            vec!["latest activity: 2025-04-01T10:00:00+03:00"],
        ]
    );
    let marks: Vec<_> =
        merge.candidates.iter().map(|candidate| (candidate.proposed, candidate.chosen)).collect();
    assert_eq!(marks, [(true, true), (false, false), (false, false)]);
    assert_eq!(merge.obstacles, [""; 0]);
}

#[test]
fn what_the_portal_will_refuse_is_said_beforehand() {
    let portal = three().field("ASSIGNED_BY_ID", json!("9")).field("UF_CRM_1", json!("K-1"));
    let mut app = opened(portal);
    app.want(Intent::Begin);
    assert_eq!(merge(&app).obstacles, ["Responsible"]);
    assert!(app.portal.merges.is_empty());
}

/// A field of several values was called a contradiction where the portal did not say what its fields are: it unites them.
#[test]
fn what_may_be_a_field_of_several_values_is_no_contradiction() {
    let portal = three().field("ASSIGNED_BY_ID", json!("9")).field("UF_CRM_1", json!(["K-1", "K-2"]));
    let portal = portal.with(Contact, 11, &["112"]).field("UF_CRM_1", json!(["K-3"]));
    let mut app = App::framed(
        Portal { no_fields: true, ..portal },
        Placement::Compare("contact-9.contact-11".to_owned()),
    );
    app.settle();
    app.want(Intent::Begin);
    assert_eq!(merge(&app).obstacles, ["ASSIGNED_BY_ID"]);
}

#[test]
fn nothing_is_ordered_before_it_is_confirmed_in_words_that_name_what_will_be_gone() {
    let mut app = opened(three());
    app.want(Intent::ForSure);
    app.want(Intent::Begin);
    app.want(Intent::ForSure);
    app.want(Intent::Survive(record(Contact, 7)));
    app.want(Intent::Ask);
    let StepView::Confirming { question, gone } = merge(&app).step else { panic!("{:?}", merge(&app)) };
    assert_eq!(text(&question), "Merge 2 records into Title (ID 7)? This cannot be undone. Gone will be:");
    assert_eq!(gone.iter().map(text).collect::<Vec<_>>(), ["Title (ID 5)", "Title (ID 9)"]);
    app.want(Intent::Leave);
    assert_eq!(merge(&app).step, StepView::Choosing);
    app.settle();
    assert!(app.portal.merges.is_empty());
    app.want(Intent::Ask);
    app.want(Intent::ForSure);
    app.want(Intent::ForSure);
    app.settle();
    assert_eq!(app.portal.merges, [["3", "7", "5", "9"]], "once");
}

#[test]
fn what_was_merged_is_said_with_what_stays() {
    let mut app = ordered(three());
    assert_eq!(merge(&app).step, StepView::Merging);
    app.settle();
    let (title, _, page) = ending(&app);
    assert_eq!((title.as_str(), page), ("2 records were merged into Title (ID 5)", PageOffer::No));
    assert_eq!(app.portal.merges, [["3", "5", "7", "9"]]);
    // What stands beside it is as it is now.
    assert_eq!(unread(&app), ["", "This card no longer exists", "This card no longer exists"]);
}

/// Whoever tried again had the proposed record chosen for them once more.
#[test]
fn who_tries_again_has_chosen_already() {
    let denied = json!({ "error": "0", "error_description": "Access denied." });
    let mut app = opened(Portal { merge_says: Some(Err(denied)), ..three() });
    for intent in [Intent::Begin, Intent::Survive(record(Contact, 7)), Intent::Ask, Intent::ForSure] {
        app.want(intent);
    }
    app.settle();
    app.want(Intent::Begin);
    let chosen: Vec<_> = merge(&app).candidates.iter().map(|candidate| candidate.chosen).collect();
    assert_eq!((merge(&app).step, chosen), (StepView::Choosing, vec![false, true, false]));
}

/// Why nothing is shown of each record.
fn unread(app: &App) -> Vec<String> {
    let columns = app.compared().compare.columns;
    columns.iter().map(|column| column.unread.as_ref().map(text).unwrap_or_default()).collect()
}

/// To look is harmless, and all that can be done where nobody knows.
#[test]
fn where_nobody_knows_the_records_are_read_again_by_themselves() {
    let mut app = ordered(three());
    app.portal.records.retain(|record| record.reference.id.get() == 5);
    app.instead.push_back(RawResponse::Fault(TransportFault::TimedOut));
    app.settle();
    assert_eq!(ending(&app).0, "It is not known whether the records were merged");
    assert_eq!(unread(&app), ["", "This card no longer exists", "This card no longer exists"]);
}

#[rstest]
#[case::conflict(
    Ok(json!({ "STATUS": "CONFLICT", "ENTITY_IDS": [7, 9] })),
    "Bitrix24 did not merge them: values contradict",
    "Nothing was changed.",
    PageOffer::Yes
)]
#[case::rights(
    Ok(json!({ "STATUS": "ERROR", "ENTITY_IDS": [7, 9] })),
    "Bitrix24 did not merge them, and does not say why",
    "Mostly the right",
    PageOffer::Yes
)]
#[case::gone(
    Ok(json!({ "STATUS": "NOT_FOUND" })),
    "The record that was to stay no longer exists",
    "Nothing was merged.",
    PageOffer::No
)]
#[case::plan(
    Err(json!({ "error": "CRM_FEATURE_RESTRICTION_ERROR", "error_description": "Not available on your plan" })),
    "The plan of the portal does not include merging",
    "Nothing was merged.",
    PageOffer::No
)]
#[case::denied(
    Err(json!({ "error": "0", "error_description": "Access denied." })),
    "You have no right to read the CRM",
    "Nothing was merged.",
    PageOffer::No
)]
#[case::nonsense(Ok(json!(true)), "It is not known whether the records were merged", "The portal gave no clear answer.", PageOffer::No)]
#[case::unknown_code(
    Err(json!({ "error": "SOMETHING_NEW", "error_description": "?" })),
    "It is not known whether the records were merged",
    "The portal gave no clear answer.",
    PageOffer::No
)]
fn each_answer_has_its_words(
    #[case] says: Result<Value, Value>,
    #[case] title: &str,
    #[case] hint: &str,
    #[case] page: PageOffer,
) {
    let mut app = ordered(Portal { merge_says: Some(says), ..three() });
    app.settle();
    let (told, hinted, offered) = ending(&app);
    assert_eq!((told.as_str(), offered), (title, page));
    assert!(hinted.starts_with(hint), "{hinted}");
    assert_eq!(app.portal.merges.len(), 1, "never again");
}

/// What came of it could not be put away. Where nobody knows it, it stays in sight.
#[test]
fn what_came_of_it_is_put_away_where_it_is_known() {
    let mut app = opened(three());
    app.want(Intent::Begin);
    app.want(Intent::Close);
    assert_eq!(app.compared().merge, None, "nobody has to choose");
    for intent in [Intent::Begin, Intent::Ask, Intent::ForSure, Intent::Close] {
        app.want(intent);
    }
    assert_eq!(merge(&app).step, StepView::Merging, "an order that is out is not put away");
    app.settle();
    assert_eq!(closing(&app), Closing::Offered);
    app.want(Intent::Close);
    assert_eq!(app.compared().merge, None);
    assert_eq!(app.portal.merges.len(), 1);

    let mut app = ordered(three());
    app.instead.push_back(RawResponse::Fault(TransportFault::TimedOut));
    app.settle();
    assert_eq!(closing(&app), Closing::Withheld);
    app.want(Intent::Close);
    assert_eq!(ending(&app).0, "It is not known whether the records were merged", "whoever asks for it");
}

/// The sentence told the user to read the records again, which had been done.
#[test]
fn where_the_one_that_was_to_stay_is_gone_the_records_are_read_again_by_themselves() {
    let mut app = ordered(Portal { merge_says: Some(Ok(json!({ "STATUS": "NOT_FOUND" }))), ..three() });
    app.portal.records.retain(|record| record.reference.id.get() != 5);
    app.settle();
    assert_eq!(ending(&app).1, "Nothing was merged. The records are read again.");
    assert_eq!(unread(&app), ["This card no longer exists", "", ""]);
}

fn closing(app: &App) -> Closing {
    let StepView::Over { closing, .. } = merge(app).step else { panic!("{:?}", merge(app).step) };
    closing
}

#[rstest]
#[case::no_answer(RawResponse::Fault(TransportFault::TimedOut))]
#[case::no_network(RawResponse::Fault(TransportFault::Network { offline: false }))]
#[case::offline(RawResponse::Fault(TransportFault::Network { offline: true }))]
#[case::gateway(RawResponse::Unreadable { status: 504, body: BodyKind::Html })]
fn without_an_answer_it_is_said_that_nobody_knows_and_nothing_is_sent_again(#[case] raw: RawResponse) {
    let mut app = ordered(three());
    app.instead.push_back(raw);
    app.settle();
    app.tell(SessionEvent::Awake);
    app.want(session::Intent::Resume);
    app.settle();
    let (title, hint, _) = ending(&app);
    assert_eq!(title, "It is not known whether the records were merged");
    assert!(hint.contains("Look at the cards"), "{hint}");
    assert!(app.portal.merges.is_empty(), "it was sent again");
}

/// The portal checks the token in front of everything. The order is not sent again by itself, also with a new token.
#[test]
fn an_expired_token_is_renewed_and_the_order_is_the_users_to_repeat() {
    let mut app = ordered(three());
    app.instead.push_back(error(401, "expired_token"));
    app.answer();
    assert!(app.frame_calls().contains(&&FrameCall::RefreshAuth));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Renewed));
    app.settle();
    let (_, hint, _) = ending(&app);
    assert_eq!(hint, "Nothing was merged.");
    assert!(app.portal.merges.is_empty());
    for intent in [Intent::Begin, Intent::Ask, Intent::ForSure] {
        app.want(intent);
    }
    app.settle();
    assert_eq!(app.portal.merges.len(), 1);
}

#[test]
fn the_portals_own_page_is_opened_for_exactly_these() {
    let mut app = opened(three());
    app.want(Intent::Begin);
    assert_eq!(merge(&app).page, "https://portal.example/crm/contact/merge/?id=5,7,9");
    app.want(Intent::OpenPage);
    let path = "/crm/contact/merge/?id=5,7,9".to_owned();
    assert_eq!(app.frame_calls().last(), Some(&&FrameCall::OpenPath { path }));
    let requests = app.requests;
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::SliderClosed));
    app.settle();
    assert!(app.requests > requests, "what was done there is read");
}

#[test]
fn the_portals_own_companies_are_not_merged() {
    let portal = Portal::default().with(Company, 1, &["112"]).field("IS_MY_COMPANY", json!("Y")).with(
        Company,
        2,
        &["112"],
    );
    let chosen = Chosen::new([1, 2].map(|id| record(Company, id))).unwrap();
    let mut app = App::framed(portal, Placement::Compare(chosen.written()));
    app.settle();
    assert!(!app.compared().can_merge);
    app.want(Intent::Begin);
    assert_eq!(app.compared().merge, None);
}

#[test]
fn reading_again_does_not_forget_an_order_that_is_out() {
    let mut app = ordered(three());
    app.want(compare::Intent::Again);
    app.want(Intent::Begin);
    app.settle();
    assert_eq!(app.portal.merges.len(), 1);
    let (title, ..) = ending(&app);
    assert_eq!(title, "2 records were merged into Title (ID 5)");
}

/// On the page, with the contacts of [`three`] found by their number.
fn found_on_the_page() -> App {
    let mut app = App::on_page(three());
    app.settle();
    app.want(FormIntent::Type("112".to_owned()));
    app.want(FormIntent::Search);
    app.settle();
    for id in [5, 7, 9] {
        app.want(lookup::Intent::Choose(record(Contact, id)));
    }
    app.want(lookup::Intent::Compare);
    app.settle();
    for intent in [Intent::Begin, Intent::Ask, Intent::ForSure] {
        app.want(intent);
    }
    app
}

/// Whoever left while the order was out never learned what came of it.
#[test]
fn nobody_leaves_before_the_portal_has_answered() {
    let mut app = found_on_the_page();
    app.want(compare::Intent::Back);
    assert_eq!(app.effects.last(), Some(&Effect::Focus(FocusTarget::Own("merge"))));
    app.settle();
    let (title, ..) = ending(&app);
    assert_eq!(title, "2 records were merged into Title (ID 5)");
}

/// What was found before is not what is there after.
#[test]
fn whoever_comes_back_from_a_merge_sees_what_is_there_now() {
    let mut app = found_on_the_page();
    app.settle();
    app.portal.records.retain(|other| other.reference == record(Contact, 5));
    app.want(compare::Intent::Back);
    let results = app.settle().page().results.unwrap();
    assert_eq!((shown(&results), results.side_by_side), (vec!["contact 5".to_owned()], 0));
}
