//! The browser keeps a page that was left, and shows it as it was to whoever comes *Back*.

use b24_duplicates::app::{Effect, SessionEvent, Timer};
use b24_duplicates::lookup::view::RunState;
use b24_duplicates::page::{ConnectionView, Extra, FormIntent, ScreenView};
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, Placement};
use b24_duplicates::protocol::{CardOwner, OwnerKind, RawResponse};
use rstest::rstest;

use super::app::{App, Due, framed_launch, init, shown};
use super::applications::Which;
use super::portal::{Contact, Portal, record};

fn portal() -> Portal {
    Portal::default().with(Contact, 275, &["1234567"]).with(Contact, 2297, &["1234567"])
}

fn in_card(which: Which) -> App {
    App::in_card(which, portal(), OwnerKind::Record(Contact), 275)
}

fn in_portal() -> App {
    let mut app = App::framed(portal(), Placement::Page);
    app.settle();
    app
}

fn typed(app: &mut App) {
    app.want(FormIntent::Type("1234567".to_owned()));
    app.want(FormIntent::Search);
}

/// Leaves the page, and says what was done for that. The page is hidden right after it is left.
fn left(app: &mut App) -> Vec<Effect<Extra>> {
    let before = app.effects.len();
    app.tell(SessionEvent::PutAway);
    app.tell(SessionEvent::Awake);
    app.effects.split_off(before)
}

/// It came back connected, with its results, for whoever pressed *Back*.
#[test]
fn a_plain_page_comes_back_disconnected() {
    let mut app = App::on_page(portal());
    app.settle();
    typed(&mut app);
    app.settle();
    let done = left(&mut app);
    assert!(done.contains(&Effect::ForgetCredential), "{done:?}");
    let requests = app.requests;
    app.tell(SessionEvent::BroughtBack);
    let page = app.settle().page();
    assert_eq!(page.connection, ConnectionView::Asking { error: None });
    assert_eq!((page.state, page.results, app.requests), (RunState::Disconnected, None, requests));
    app.connect();
    assert_eq!(app.settle().page().form.unwrap().text, "1234567", "the text stays");
}

/// A webhook that was typed and not sent was still in its field.
#[test]
fn a_webhook_that_was_not_sent_is_taken_out_of_its_field() {
    let mut app = App::new(portal());
    app.tell(SessionEvent::Launched(b24_duplicates::app::Launch::default()));
    assert_eq!(left(&mut app), [Effect::Extra(Extra::EmptyWebhookField)]);
}

/// The shell takes the token with the answer, whatever the application makes of that.
#[test]
fn the_token_of_a_page_that_did_not_start_is_forgotten() {
    let mut app = App::new(portal());
    app.tell(SessionEvent::Launched(framed_launch()));
    let init = b24_duplicates::protocol::frame::InitData { installing: true, is_admin: false, ..init() };
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init))));
    assert!(matches!(app.view().screen, ScreenView::Refused(_)), "{:?}", app.view().screen);
    assert!(left(&mut app).contains(&Effect::ForgetCredential));
}

#[rstest]
#[case::while_a_webhook_is_proved(App::on_page(portal()))]
#[case::while_a_card_is_read(in_card(Which::Page))]
#[case::while_a_card_is_read_by_its_own_application(in_card(Which::Card))]
#[case::during_a_search({ let mut app = in_portal(); typed(&mut app); app })]
fn what_is_under_way_is_given_up(#[case] mut app: App) {
    let (late, _) = app.sent.front().cloned().expect("something is under way");
    let done = left(&mut app);
    assert!(done.contains(&Effect::ForgetCredential), "{done:?}");
    assert!(app.sent.is_empty());
    let shown = app.view();
    let raw = RawResponse::Fault(b24_duplicates::protocol::TransportFault::Aborted);
    app.tell(SessionEvent::Received { id: late, raw });
    assert_eq!((app.view(), app.sent.len()), (shown, 0), "a late answer is none");
}

/// The parent window has come back too. It says whether its user is still there, and the card is read anew.
#[rstest]
fn a_card_that_comes_back_asks_its_portal_again(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which);
    let names = |app: &App| app.sent.front().map(|(id, _)| id.0);
    let first = names(&app);
    app.settle();
    let done = left(&mut app);
    assert!(done.contains(&Effect::ForgetCredential), "{done:?}");
    assert_eq!(app.frame_calls().iter().filter(|call| ***call == FrameCall::GetInitData).count(), 1);
    assert_eq!(app.view().screen, ScreenView::Connecting);
    app.tell(SessionEvent::BroughtBack);
    assert_eq!(app.frame_calls().last(), Some(&&FrameCall::GetInitData));
    assert!(app.timers.contains_key(&Due::Timer(Timer::Handshake)), "silence is an answer");
    let owner = CardOwner { kind: OwnerKind::Record(Contact), id: record(Contact, 275).id };
    let answer = b24_duplicates::protocol::frame::InitData { placement: Placement::Card(owner), ..init() };
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(answer))));
    assert!(names(&app) > first, "a late answer could be taken for its own");
    let card = app.settle().card();
    assert_eq!(card.state, RunState::Done);
    assert_eq!(shown(&card.results.unwrap()), ["contact 2297"]);
}

/// A list that was pasted there is nobody's secret, and is not taken from who comes back.
#[test]
fn a_page_in_the_portal_keeps_what_was_typed_and_not_what_was_found() {
    let mut app = in_portal();
    typed(&mut app);
    app.settle();
    left(&mut app);
    app.tell(SessionEvent::BroughtBack);
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init()))));
    let page = app.settle().page();
    assert_eq!((page.state, page.results), (RunState::Ready, None));
    assert_eq!(page.form.unwrap().text, "1234567");
    app.want(FormIntent::Search);
    assert_eq!(app.settle().page().state, RunState::Done);
}

/// Only who was put away is asked again: the others are connected, or have been told why they are not.
#[test]
fn nothing_else_is_begun_anew() {
    let mut app = in_portal();
    let calls = app.frame_calls().len();
    app.tell(SessionEvent::BroughtBack);
    assert_eq!((app.frame_calls().len(), app.page().state), (calls, RunState::Ready));
}
