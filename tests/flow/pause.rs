//! A search that takes a while: what it tells on its way, and how it is paused and gone on with.

use b24_duplicates::app::{Effect, SessionEvent, Timer};
use b24_duplicates::lookup;
use b24_duplicates::lookup::view::{LongSearchView, RunState};
use b24_duplicates::page::{FormIntent, Intent};
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, InitData, Placement};
use b24_duplicates::protocol::{Command, RawResponse, RestCall, TransportFault};
use b24_duplicates::session;

use super::app::{App, Due, Reader, init, shown, text};
use super::portal::{Contact, Portal, error};

/// Sixty values, of which two contacts have one each, in a portal that answers one request at a time; none of it is
/// answered yet.
fn searching(mut app: App) -> App {
    app.slow_down();
    let numbers: Vec<String> = (0..60).map(|n| format!("+49301234{n:03}")).collect();
    // By simple rules: a number is asked in one spelling.
    app.reader = Reader::Gone;
    app.want(FormIntent::Type(numbers.join("\n")));
    app.want(FormIntent::Search);
    app
}

fn portal() -> Portal {
    Portal::default().with(Contact, 275, &["+49301234007"]).with(Contact, 2297, &["+49301234042"])
}

fn on_page() -> App {
    searching(App::on_page(portal()))
}

fn in_frame() -> App {
    searching(App::framed(portal(), Placement::Page))
}

fn long(app: &App) -> LongSearchView {
    app.page().progress.unwrap().long.unwrap()
}

fn hold(app: &App) -> (String, lookup::Intent) {
    let hold = long(app).hold;
    (text(&hold.label), hold.intent)
}

fn details(app: &App) -> Vec<String> {
    long(app).details.iter().map(text).collect()
}

fn questions(app: &App) -> Vec<Command> {
    match &app.sent.front().unwrap().1 {
        RestCall::Batch(batch) => batch.commands.iter().map(|(_, command)| command.clone()).collect(),
        RestCall::Single(command) => vec![command.clone()],
    }
}

fn assert_both_are_found(app: &mut App) {
    let page = app.settle().page();
    assert_eq!((page.state, page.notice), (RunState::Done, None));
    assert_eq!(shown(&page.results.unwrap()), ["contact 2297", "contact 275"]);
}

#[test]
fn what_is_under_way_is_given_up_and_asked_again_once_the_user_goes_on() {
    let mut app = on_page();
    let (id, asked) = (app.sent.front().unwrap().0, questions(&app));
    assert_eq!(hold(&app), ("Pause".to_owned(), lookup::Intent::Pause));
    app.want(lookup::Intent::Pause);
    assert!(app.effects.contains(&Effect::Abort(id)));
    assert!(app.sent.is_empty() && app.timers.is_empty());
    let page = app.page();
    assert_eq!((page.state, page.notice), (RunState::Paused, None));
    assert_eq!(text(&page.progress.unwrap().text), "Paused");
    assert_eq!(app.view().announcement.as_ref().map(text).as_deref(), Some("Paused"));
    // An answer that was on its way is nobody's.
    app.tell(SessionEvent::Received { id, raw: RawResponse::Fault(TransportFault::Aborted) });
    assert_eq!(app.page().state, RunState::Paused);
    assert_eq!(hold(&app), ("Go on".to_owned(), lookup::Intent::GoOn));
    app.want(lookup::Intent::GoOn);
    assert_eq!(questions(&app), asked);
    assert_both_are_found(&mut app);
}

/// It is the same button, so that who has paused with the keyboard goes on with the same key.
#[test]
fn the_focus_stays_on_the_button_that_pauses_and_goes_on() {
    let mut app = on_page();
    app.effects.clear();
    app.want(lookup::Intent::Pause);
    app.want(lookup::Intent::GoOn);
    assert!(!app.effects.iter().any(|effect| matches!(effect, Effect::Focus(_))));
}

#[test]
fn what_was_answered_is_not_asked_again() {
    let mut app = on_page();
    app.answer();
    app.want(lookup::Intent::Pause);
    app.tell(SessionEvent::Awake);
    let page = app.page();
    assert_eq!(page.state, RunState::Paused, "nobody but the user goes on");
    assert_eq!(text(&page.results.unwrap().headline), "Found so far: 2 contacts");
    let requests = app.requests;
    app.want(lookup::Intent::GoOn);
    assert_both_are_found(&mut app);
    // The cards, which are asked for again, and a name.
    assert_eq!(app.requests - requests, 2);
}

#[test]
fn a_portal_that_is_down_is_left_alone_while_the_search_is_paused() {
    let mut app = on_page();
    app.down_until = app.now + 10_000;
    app.answer();
    assert!(app.timers.contains_key(&Due::Timer(Timer::Scheduler)));
    app.want(lookup::Intent::Pause);
    assert!(app.timers.is_empty());
    app.now += 600_000;
    app.want(lookup::Intent::GoOn);
    // Ten minutes of pause are no ten minutes of trying.
    app.down_until = app.now + 10_000;
    assert_both_are_found(&mut app);
}

/// A pause that the portal itself asked for is not cut short by pausing and going on.
#[test]
fn the_portals_own_pause_is_kept() {
    let mut app = on_page();
    app.instead.push_back(error(503, "QUERY_LIMIT_EXCEEDED"));
    app.answer();
    let until = app.timers[&Due::Timer(Timer::Scheduler)];
    app.want(lookup::Intent::Pause);
    app.want(lookup::Intent::GoOn);
    assert!(app.sent.is_empty());
    assert_eq!(app.timers[&Due::Timer(Timer::Scheduler)], until);
    assert_both_are_found(&mut app);
}

#[test]
fn a_token_that_is_renewed_during_the_pause_is_used_afterwards() {
    for answers in [true, false] {
        let mut app = in_frame();
        app.instead.push_back(error(401, "expired_token"));
        app.answer();
        app.want(lookup::Intent::Pause);
        if answers {
            app.tell(SessionEvent::FrameAnswered(FrameAnswer::Renewed));
        } else {
            app.wake();
        }
        assert_eq!(app.page().state, RunState::Paused);
        assert!(app.sent.is_empty());
        let renewals =
            |app: &App| app.frame_calls().iter().filter(|call| **call == &FrameCall::RefreshAuth).count();
        app.want(lookup::Intent::GoOn);
        if !answers {
            assert_eq!(renewals(&app), 2);
            app.tell(SessionEvent::FrameAnswered(FrameAnswer::Renewed));
        }
        assert_both_are_found(&mut app);
        assert_eq!(renewals(&app), if answers { 1 } else { 2 });
    }
}

/// What halts by itself is no reason for the button to go, and for the focus to go with it.
#[test]
fn the_button_goes_on_with_a_search_that_has_halted_by_itself() {
    let mut app = on_page();
    app.instead.push_back(RawResponse::Fault(TransportFault::Network { offline: true }));
    app.answer();
    assert_eq!(app.page().state, RunState::Paused);
    assert_eq!(hold(&app), ("Go on".to_owned(), lookup::Intent::GoOn));
    assert_eq!(details(&app), ["0 values found", "1 request"], "nobody knows how long it takes");
    app.effects.clear();
    app.want(lookup::Intent::GoOn);
    assert!(!app.effects.iter().any(|effect| matches!(effect, Effect::Focus(_))));
    assert_both_are_found(&mut app);
}

/// Whoever goes on with the installation has not gone on with the search.
#[test]
fn what_goes_on_elsewhere_does_not_end_the_pause() {
    let mut app = searching(App::with_init(portal(), InitData { is_admin: true, ..init() }));
    app.want(lookup::Intent::Pause);
    app.want(Intent::ShowInstall(true));
    app.instead.push_back(RawResponse::Fault(TransportFault::Network { offline: true }));
    app.answer();
    app.want(session::Intent::Resume);
    app.settle();
    app.want(Intent::ShowInstall(false));
    assert_eq!(app.page().state, RunState::Paused);
    app.want(lookup::Intent::GoOn);
    assert_both_are_found(&mut app);
}

#[test]
fn a_webhook_that_is_disconnected_takes_the_paused_search_along() {
    let mut app = on_page();
    app.want(lookup::Intent::Pause);
    app.want(Intent::Disconnect);
    assert_eq!(app.page().state, RunState::Disconnected);
    app.connect();
    app.settle();
    app.want(lookup::Intent::GoOn);
    assert!(app.sent.is_empty());
    app.want(FormIntent::Search);
    assert_both_are_found(&mut app);
}

#[test]
fn a_paused_search_is_cancelled_like_any_other() {
    let mut app = on_page();
    app.answer();
    app.want(lookup::Intent::Pause);
    app.want(lookup::Intent::Cancel);
    let page = app.page();
    assert_eq!((page.state, page.progress), (RunState::Cancelled, None));
    assert_eq!(text(&page.results.unwrap().headline), "Nothing found in what was checked");
    app.want(FormIntent::Search);
    assert_both_are_found(&mut app);
}

#[test]
fn nothing_is_paused_that_does_not_run() {
    let mut app = on_page();
    app.settle();
    let before = app.page();
    app.want(lookup::Intent::Pause);
    app.want(lookup::Intent::GoOn);
    assert_eq!(app.page(), before);
}

#[test]
fn it_tells_its_requests_and_when_the_portal_is_asked_again() {
    let mut app = on_page();
    assert_eq!(details(&app), ["0 values found", "1 request"]);
    app.instead.push_back(error(503, "QUERY_LIMIT_EXCEEDED"));
    app.now = 36_000_000;
    app.answer();
    let [_, requests, until] = &details(&app)[..] else { panic!("{:?}", details(&app)) };
    assert_eq!(requests, "1 request");
    assert!(until.starts_with("next request at 10:00:0"), "{until}");
    app.settle();
    app.want(FormIntent::Search);
    while app.sent.is_empty() {
        app.wake();
    }
    assert_eq!(details(&app), ["0 values found", "1 request"], "those of an earlier search do not count");
}

/// A few values are found before anybody has read that much.
#[test]
fn a_short_search_says_that_it_searches_and_no_more() {
    let mut app = App::on_page(portal());
    app.settle();
    app.want(FormIntent::Type("+49301234007".to_owned()));
    app.want(FormIntent::Search);
    assert_eq!(app.page().progress.unwrap().long, None);
}

/// A search of so many values that several requests are under way at once.
fn searching_for_eighty() -> App {
    let mut app = App::on_page(portal());
    app.settle();
    app.reader = Reader::Gone;
    let numbers: Vec<String> = (0..80).map(|n| format!("+49301234{n:03}")).collect();
    app.want(FormIntent::Type(numbers.join("\n")));
    app.want(FormIntent::Search);
    app
}

/// In a portal of which nothing is known yet, several requests are under way. Pausing takes all of them back, what was
/// answered is not asked again, and an answer that comes late is nobody's.
#[test]
fn all_that_is_under_way_is_given_up_and_asked_again_once_the_user_goes_on() {
    let mut app = searching_for_eighty();
    assert_eq!(app.sent.len(), 4);
    app.answer();
    let sent: Vec<_> = app.sent.iter().map(|(id, _)| *id).collect();
    app.want(lookup::Intent::Pause);
    assert!(sent.iter().all(|id| app.effects.contains(&Effect::Abort(*id))));
    assert!(app.sent.is_empty() && app.timers.is_empty());
    for id in sent {
        app.tell(SessionEvent::Received { id, raw: RawResponse::Fault(TransportFault::Aborted) });
    }
    assert_eq!(app.page().state, RunState::Paused);
    app.want(lookup::Intent::GoOn);
    assert_eq!(app.sent.len(), 3);
    // In any order.
    app.sent.make_contiguous().reverse();
    assert_both_are_found(&mut app);
}

/// One request is refused for good while others are under way: the search is over, and their answers are nobody's.
#[test]
fn a_refusal_of_one_of_several_requests_ends_the_search() {
    let mut app = searching_for_eighty();
    app.instead.push_back(error(401, "insufficient_scope"));
    app.answer();
    assert_eq!(app.page().state, RunState::Failed);
    let before = app.page();
    while app.answer() {}
    assert_eq!(app.page(), before);
    app.want(FormIntent::Search);
    assert_both_are_found(&mut app);
}
