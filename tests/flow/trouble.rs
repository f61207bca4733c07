//! Trouble: tokens, limits, outages, late answers.

use b24_duplicates::app::{SessionEvent, Timer};
use b24_duplicates::card::CallView;
use b24_duplicates::lookup;
use b24_duplicates::lookup::view::RunState;
use b24_duplicates::page::{CallIntent, FormIntent, Intent};
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, Placement};
use b24_duplicates::protocol::{BodyKind, Command, OwnerKind, RawResponse, RestCall, TransportFault};
use b24_duplicates::session;
use rstest::rstest;
use serde_json::json;

use super::app::{App, Due, Reader, shown, text};
use super::applications::Which;
use super::portal::{Contact, Instead, Lead, Portal, decoded, error};

fn story() -> Portal {
    Portal::default().with(Contact, 10, &["112"]).with(Lead, 20, &["112"])
}

fn in_card(which: Which) -> App {
    App::in_card(which, story(), OwnerKind::Record(Contact), 10)
}

/// The same where the card is read first, and searched after that.
fn in_old_card(which: Which) -> App {
    App::in_card(which, story().old(), OwnerKind::Record(Contact), 10)
}

#[rstest]
fn a_token_that_expires_in_the_middle_is_renewed_without_a_word(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = in_card(which);
    app.answer();
    app.instead.push_back(error(401, "expired_token"));
    app.answer();
    assert_eq!(app.frame_calls().last(), Some(&&FrameCall::RefreshAuth));
    assert!(app.timers.contains_key(&Due::Timer(Timer::TokenRenewal)));
    let card = app.card();
    assert_eq!((card.state, card.notice), (RunState::Searching, None));
    assert_eq!(text(&card.progress.unwrap().text), "Renewing the access");
    // Whatever else happens in the meantime, the wait goes on.
    app.tell(SessionEvent::ContentHeight(500));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Renewed));
    assert!(!app.timers.contains_key(&Due::Timer(Timer::TokenRenewal)));
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 20"]);
}

#[rstest]
fn a_token_that_cannot_be_renewed_pauses_the_search_and_says_what_to_do(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = in_card(which);
    app.answer();
    app.instead.push_back(error(401, "expired_token"));
    app.answer();
    app.wake();
    assert_eq!(app.now, 10_000);
    let card = app.card();
    assert_eq!(card.state, RunState::Paused);
    let notice = card.notice.unwrap();
    assert_eq!(
        (notice.code, text(&notice.hint.unwrap())),
        ("B24D-TOKEN-LOST", "Reload the page of the portal.".to_owned())
    );
    app.want(session::Intent::Resume);
    assert_eq!(app.frame_calls().iter().filter(|call| **call == &FrameCall::RefreshAuth).count(), 2);
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Renewed));
    assert_eq!(app.settle().card().state, RunState::Done);
}

#[rstest]
fn a_portal_that_is_down_for_ten_seconds_is_waited_for(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_old_card(which);
    app.answer();
    app.down_until = app.now + 10_000;
    app.answer();
    let card = app.card();
    assert_eq!(card.state, RunState::Searching);
    assert_eq!(text(&card.progress.unwrap().text), "The portal does not answer, trying again");
    assert_eq!(text(&card.results.unwrap().headline), "Nothing found yet");
    let card = app.settle().card();
    assert_eq!((card.state, card.notice), (RunState::Done, None));
    assert_eq!(shown(&card.results.unwrap()), ["lead 20"]);
}

#[rstest]
fn a_portal_that_stays_down_pauses_the_search_and_calls_nothing_absent(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = in_old_card(which);
    app.answer();
    app.down_until = u64::MAX;
    let card = app.settle().card();
    assert_eq!(card.state, RunState::Paused);
    assert_eq!(card.notice.unwrap().actions[0].intent, session::Intent::Resume.into());
    assert!(card.searched.iter().all(|value| value.verdict.is_none()));
    app.down_until = 0;
    app.want(session::Intent::Resume);
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 20"]);
}

#[rstest]
fn a_network_that_comes_back_goes_on_by_itself(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which);
    app.instead.push_back(RawResponse::Fault(TransportFault::Network { offline: true }));
    app.answer();
    assert_eq!(app.card().state, RunState::Paused);
    app.tell(SessionEvent::Awake);
    assert_eq!(app.settle().card().state, RunState::Done);
}

#[rstest]
fn a_page_of_html_is_trouble_and_no_answer(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which);
    app.answer();
    app.instead.push_back(RawResponse::Unreadable { status: 502, body: BodyKind::Html });
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 20"]);
}

#[test]
fn a_user_without_crm_reads_why_on_the_page() {
    let mut app = App::framed(Portal { no_crm: true, ..story() }, Placement::Page);
    app.want(FormIntent::Type("112".to_owned()));
    app.want(FormIntent::Search);
    let page = app.settle().page();
    assert_eq!((page.state, page.notice.unwrap().code), (RunState::Failed, "B24D-NO-CRM"));
    assert_eq!(text(&page.results.unwrap().headline), "Nothing was checked");
}

#[test]
fn a_missing_permission_stops_the_search() {
    let mut app = App::framed(story(), Placement::Page);
    app.want(FormIntent::Type("112".to_owned()));
    app.want(FormIntent::Search);
    app.instead.push_back(error(401, "insufficient_scope"));
    let page = app.settle().page();
    let notice = page.notice.unwrap();
    assert_eq!((page.state, notice.code), (RunState::Failed, "B24D-SCOPE"));
    assert_eq!(notice.detail.as_deref(), Some("401 insufficient_scope Words of the portal"));
}

/// The portal refuses each search inside of its batches with a code that nobody knows.
fn unknown(command: &Command) -> Instead {
    let refused = json!({ "error": "SOMETHING_NEW", "error_description": "Words of the portal" });
    matches!(command, Command::Find { .. }).then_some(Err(refused))
}

/// What it finds, it tells in a form that no portal has.
fn unreadable(command: &Command) -> Instead {
    matches!(command, Command::Find { .. }).then(|| Ok(json!("112")))
}

/// A code that nobody knows was asked for again for two minutes before it was shown.
#[rstest]
fn an_unknown_code_is_shown_within_ten_seconds_with_a_way_to_try_again(
    #[values(Which::Card, Which::Page)] which: Which,
    #[values(0, 1)] answered: usize,
) {
    let mut app = in_old_card(which);
    for _ in 0..answered {
        app.answer();
    }
    let begun = app.now;
    app.instead.extend((0..20).map(|_| error(404, "SOMETHING_NEW")));
    app.answer();
    if answered > 0 {
        let text = text(&app.card().progress.unwrap().text);
        assert_eq!(text, "The portal answers something unknown, trying again");
    }
    let card = app.settle().card();
    assert!(app.now - begun <= 10_000, "said after {}", app.now - begun);
    let notice = card.notice.unwrap();
    assert_eq!((card.state, notice.code), (RunState::Paused, "B24D-OTHER"));
    assert_eq!(notice.detail.as_deref(), Some("404 SOMETHING_NEW Words of the portal"));
    assert_eq!(notice.actions[0].intent, session::Intent::Resume.into());
    assert!(card.searched.iter().all(|value| value.verdict.is_none()), "nothing is absent");
    app.instead.clear();
    app.want(session::Intent::Resume);
    assert_eq!(shown(&app.settle().card().results.unwrap()), ["lead 20"]);
}

/// However many values are searched, and wherever in the answer it is that nobody knows it.
#[rstest]
#[case::refused(unknown, "B24D-OTHER", 200, 112)]
#[case::in_no_known_form(unreadable, "B24D-ANSWER", 200, 112)]
#[case::a_few_refused(unknown, "B24D-OTHER", 2, 2)]
#[case::a_few_in_no_known_form(unreadable, "B24D-ANSWER", 2, 2)]
#[case::many_refused(unknown, "B24D-OTHER", 3_000, 112)]
#[case::many_in_no_known_form(unreadable, "B24D-ANSWER", 3_000, 112)]
fn what_is_unknown_inside_of_a_batch_is_shown_within_ten_seconds(
    #[case] instead: fn(&Command) -> Instead,
    #[case] code: &str,
    #[case] values: u32,
    #[case] whose: u32,
) {
    let value = |n: u32| format!("+4930{n:07}");
    let story = Portal::default().with(Contact, 10, &[&value(whose)]);
    let mut app = App::on_page(Portal { instead: Some(instead), ..story });
    app.settle();
    // By simple rules: a number is asked in one spelling.
    app.reader = Reader::Gone;
    app.want(FormIntent::Type((1..=values).map(value).collect::<Vec<_>>().join("\n")));
    let begun = app.now;
    app.want(FormIntent::Search);
    let page = app.settle().page();
    assert!(app.now - begun <= 10_000, "said after {}", app.now - begun);
    let notice = page.notice.unwrap();
    assert_eq!((page.state, notice.code), (RunState::Paused, code));
    let again = notice.actions[0].intent.clone();
    app.portal.instead = None;
    app.want(again);
    let page = app.settle().page();
    assert_eq!((page.state, page.notice), (RunState::Done, None));
    assert_eq!(shown(&page.results.unwrap()), ["contact 10"]);
}

/// The answer to a call that was refused was an empty field.
#[test]
fn a_call_that_was_refused_shows_the_refusal() {
    for (refusal, shown) in [
        (error(401, "insufficient_scope"), "B24D-SCOPE\n401\ninsufficient_scope\nWords of the portal"),
        (RawResponse::Fault(TransportFault::Redirected), "B24D-MOVED"),
    ] {
        let mut app = in_old_card(Which::Page);
        app.answer();
        app.instead.push_back(refusal);
        app.settle();
        app.want(CallIntent::Toggle);
        let CallView::Shown { answer, .. } = app.card().call else { panic!("not shown") };
        assert_eq!(answer, shown);
    }
    let mut app = App::framed(Portal { no_crm: true, ..story() }, Placement::Page);
    app.want(FormIntent::Type("112".to_owned()));
    app.want(FormIntent::Search);
    app.settle();
    app.want(CallIntent::Toggle);
    let CallView::Shown { answer, .. } = app.page().call else { panic!("not shown") };
    assert_eq!(answer, "B24D-NO-CRM\n200\nAccess denied.");
}

/// A question that the portal put off is asked again under another name; its answer is the one to show.
#[test]
fn a_call_that_was_put_off_shows_its_answer_in_the_end() {
    let mut app = in_old_card(Which::Page);
    app.answer();
    let (_, RestCall::Batch(batch)) = app.sent[0].clone() else { panic!("no batch") };
    let name = format!("c{}", batch.commands[0].0.0);
    let put_off = json!({ name: { "error": "OPERATION_TIME_LIMIT", "error_description": "" } });
    app.instead.push_back(decoded(200, json!({ "result": { "result": [], "result_error": put_off } })));
    app.settle();
    app.want(CallIntent::Toggle);
    let CallView::Shown { answer, .. } = app.card().call else { panic!("not shown") };
    assert!(answer.contains("\"LEAD\""), "{answer}");
}

/// Ten announcements in twenty seconds: each time the portal was busy, and each time it was not.
#[rstest]
fn a_portal_that_is_busy_again_and_again_is_not_announced_again_and_again(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = in_old_card(which);
    app.answer();
    let mut said = vec![app.view().announcement.as_ref().map(text)];
    let mut shown = Vec::new();
    for _ in 0..3 {
        app.instead.push_back(error(503, "QUERY_LIMIT_EXCEEDED"));
        app.answer();
        shown.push(text(&app.card().progress.unwrap().text));
        said.push(app.view().announcement.as_ref().map(text));
        while app.sent.is_empty() {
            assert!(app.wake());
            said.push(app.view().announcement.as_ref().map(text));
        }
    }
    said.dedup();
    assert_eq!(said, [Some("Searching".to_owned())]);
    assert_eq!(shown, ["The portal is busy, going on in a moment"; 3]);
    app.settle();
    assert_eq!(app.view().announcement.as_ref().map(text).as_deref(), Some("Found: 1 lead"));
}

/// The operating limit takes minutes, and nobody knew how many.
#[rstest]
fn the_operating_limit_is_said_with_the_time_at_which_it_ends(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = in_old_card(which);
    app.answer();
    app.instead.push_back(error(429, "OPERATION_TIME_LIMIT"));
    app.answer();
    let told = text(&app.card().progress.unwrap().text);
    let (words, time) = told.split_once(" at ").unwrap();
    assert_eq!(words, "Bitrix24 pauses the search to save resources; it goes on by itself");
    assert!(!time.is_empty() && !time.contains('{'), "{told}");
    assert_eq!(app.view().announcement.as_ref().map(text), Some(told), "once");
}

#[rstest]
fn a_late_answer_to_an_aborted_request_is_dropped(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which);
    app.answer();
    let (late, call) = app.sent[0].clone();
    app.want(lookup::Intent::Cancel);
    app.want(Intent::Refresh);
    let raw = app.portal.answer(&call);
    app.tell(SessionEvent::Received { id: late, raw });
    assert_eq!(app.card().state, RunState::Reading);
    assert_eq!(app.settle().card().state, RunState::Done);
}
