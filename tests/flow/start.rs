//! The start: by a portal, by a stranger, as a page of its own.

use b24_duplicates::app::{Destination, Effect, HostPage, Launch, Moment, SessionEvent, Timer};
use b24_duplicates::i18n::{CatalogueError, Language};
use b24_duplicates::lookup::view::RunState;
use b24_duplicates::page::{ConnectionView, ScreenView};
use b24_duplicates::protocol::OwnerKind;
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, InitData, InitError, Placement};
use b24_duplicates::session;
use b24_duplicates::session::view::{Surface, Tone};
use rstest::rstest;

use super::app::{App, Due, english, framed_launch, german, init, text};
use super::applications::{Application, Which};
use super::portal::{Contact, Portal};

#[rstest]
fn a_portals_frame_asks_who_it_is(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::of(which, Portal::default());
    app.tell(SessionEvent::Launched(framed_launch()));
    assert!(app.effects.iter().any(
        |effect| matches!(effect, Effect::OpenFrame { origin, .. } if origin.as_str() == "https://portal.example")
    ));
    assert_eq!(app.frame_calls(), [&FrameCall::GetInitData]);
    assert!(app.timers.contains_key(&Due::Timer(Timer::Handshake)));
    assert_eq!(app.view().screen, ScreenView::Connecting);
}

#[rstest]
#[case(Launch { window_name: String::new(), query: String::new(), ..framed_launch() }, "B24D-NO-PORTAL")]
#[case(Launch { query: framed_launch().query.replace("portal.example", "other.example"), ..framed_launch() }, "B24D-CONTRADICTION")]
#[case(Launch { connect_sources: "'self'".to_owned(), ..framed_launch() }, "B24D-NOT-LISTED")]
fn a_strangers_frame_is_refused(
    #[case] launch: Launch,
    #[case] code: &str,
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::of(which, Portal::default());
    app.tell(SessionEvent::Launched(launch));
    assert_eq!(app.refused().code, code);
    let is_of_texts = |effect: &Effect<_>| {
        matches!(effect, Effect::StartTimer { timer: Timer::Texts, .. } | Effect::StopTimer(Timer::Texts))
    };
    app.effects.retain(|effect| !is_of_texts(effect));
    assert_eq!(app.effects, [Effect::LoadLanguage(Language::English), Effect::CleanAddress]);
}

/// A link may carry a webhook behind `?` or `#`. It is erased from the address bar and the history however
/// the page was opened, not only where a portal put its own parameters there.
#[rstest]
#[case::framed_by_a_portal(framed_launch())]
#[case::framed_by_a_stranger(Launch { window_name: String::new(), query: String::new(), ..framed_launch() })]
#[case::of_its_own(Launch { framed: false, window_name: String::new(), ..framed_launch() })]
fn every_start_cleans_the_address(#[case] launch: Launch, #[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::of(which, Portal::default());
    app.tell(SessionEvent::Launched(launch));
    assert!(app.effects.contains(&Effect::CleanAddress));
}

/// Mounted into somebody's page, the widget took away what that page had noted in its own address.
#[rstest]
#[case::of_its_own(Launch { framed: false, window_name: String::new(), ..framed_launch() })]
#[case::framed_by_a_portal(framed_launch())]
#[case::framed_by_a_stranger(Launch { window_name: String::new(), query: String::new(), ..framed_launch() })]
fn the_address_of_somebodys_page_is_left_alone(#[case] launch: Launch) {
    let mut app = App::new(Portal::default());
    app.tell(SessionEvent::Launched(Launch { host_page: HostPage::Foreign, ..launch }));
    assert!(!app.effects.contains(&Effect::CleanAddress));
}

/// A frame that a portal opens without a name knows its portal from the address alone. Loaded again without it,
/// it said *open this page inside Bitrix24* there.
#[rstest]
#[case("")]
#[case("a frame")]
fn an_address_that_alone_names_the_portal_is_kept(
    #[case] name: &str,
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::of(which, Portal::default());
    app.tell(SessionEvent::Launched(Launch { window_name: name.to_owned(), ..framed_launch() }));
    assert_eq!(app.view().screen, ScreenView::Connecting);
    assert!(!app.effects.contains(&Effect::CleanAddress));
}

#[test]
fn a_silent_portal_is_told_and_can_be_asked_again() {
    let mut app = App::new(Portal::default());
    app.tell(SessionEvent::Launched(framed_launch()));
    assert!(app.wake());
    assert_eq!(app.now, 12_000);
    assert_eq!(app.refused().code, "B24D-SILENT");
    app.want(session::Intent::AskParentAgain);
    assert_eq!(app.frame_calls().len(), 2);
    // The answer to the first question is as good.
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init()))));
    assert_eq!(app.page().state, RunState::Ready);
    assert!(!app.timers.contains_key(&Due::Timer(Timer::Handshake)));
}

#[rstest]
#[case(InitError::NoToken, "B24D-NO-TOKEN")]
#[case(InitError::AnotherPortal, "B24D-OTHER-PORTAL")]
#[case(InitError::Unreadable, "B24D-INIT")]
fn without_a_token_nothing_starts(
    #[case] error: InitError,
    #[case] code: &str,
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::of(which, Portal::default());
    app.tell(SessionEvent::Launched(framed_launch()));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::InitRefused(error)));
    assert_eq!(app.refused().code, code);
    assert!(app.timers.is_empty() && app.requests == 0);
}

/// A notice that is an alert is read out by itself. Said in the status line as well it was heard twice.
#[rstest]
fn an_alert_is_not_announced_a_second_time(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::of(which, Portal::default());
    app.tell(SessionEvent::Launched(Launch { connect_sources: "'self'".to_owned(), ..framed_launch() }));
    assert_eq!(app.refused().tone, Tone::Alert);
    assert_eq!(app.view().announcement, None);
}

#[test]
fn a_page_of_its_own_asks_for_a_webhook() {
    let mut app = App::new(Portal::default());
    app.tell(SessionEvent::Launched(Launch::default()));
    let page = app.page();
    assert_eq!(
        (page.state, page.connection),
        (RunState::Disconnected, ConnectionView::Asking { error: None })
    );
    assert!(page.form.is_none());
}

#[rstest]
fn the_first_run_is_reported_once(#[values(Which::Card, Which::Page)] which: Which) {
    let app = App::begun(which, Portal::default(), InitData { first_run: true, ..init() });
    assert_eq!(app.frame_calls(), [&FrameCall::GetInitData, &FrameCall::SetInstall]);
}

#[test]
fn the_caller_is_searched_at_once() {
    let portal = Portal::default().with(Contact, 5, &["+7 916 123-45-67"]);
    let mut app = App::framed(portal, Placement::Call { number: "89161234567".to_owned() });
    app.settle();
    assert_eq!(app.view().surface, Surface::Tab);
    let page = app.page();
    assert_eq!(page.state, RunState::Done);
    assert_eq!(text(&page.results.unwrap().headline), "Found: 1 contact");
}

#[test]
fn an_unknown_placement_is_the_page() {
    let app = App::framed(Portal::default(), Placement::Other("CRM_QUOTE_DETAIL_TAB".to_owned()));
    assert_eq!(app.page().state, RunState::Ready);
    assert_eq!(app.page().connection, ConnectionView::Frame);
}

/// A page in a frame looks the same whoever frames it: which portal it talks to has to stand on it.
#[test]
fn a_page_names_its_portal_and_a_card_does_not() {
    for which in [Which::Card, Which::Page] {
        let in_card = App::in_card(which, Portal::default(), OwnerKind::Record(Contact), 1);
        assert_eq!(in_card.view().portal, None);
    }
    let on_page = App::framed(Portal::default(), Placement::Page);
    assert_eq!(on_page.view().portal.as_deref(), Some("portal.example"));
    let installing = InitData { installing: true, is_admin: true, ..init() };
    let installing = App::with_init(Portal::default(), installing);
    assert_eq!(installing.view().portal.as_deref(), Some("portal.example"));
}

#[rstest]
fn a_card_without_an_id_asks_to_be_saved(#[values(Which::Card, Which::Page)] which: Which) {
    let placement = Placement::NewCard(OwnerKind::Record(Contact));
    let mut app = App::begun(which, Portal::default(), InitData { placement, ..init() });
    app.settle();
    assert_eq!(app.card().state, RunState::NewCard);
    assert_eq!(app.requests, 0);
}

#[test]
fn a_language_is_spoken_once_its_texts_are_there() {
    let mut app = App::with_init(Portal::default(), InitData { lang: "de".to_owned(), ..init() });
    assert!(app.effects.contains(&Effect::LoadLanguage(Language::German)));
    assert_eq!(app.view().language, Language::English);
    app.tell(SessionEvent::LanguageLoaded(Language::German, Ok(german())));
    assert_eq!(app.view().language, Language::German);
}

/// The portal says its language in the address: its texts are the first, and nothing is shown before them.
#[rstest]
fn nothing_is_shown_without_texts_while_the_search_goes_on(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::of(which, Portal::default());
    let query = framed_launch().query.replace("LANG=en", "LANG=ru");
    app.tell(SessionEvent::Launched(Launch { query, ..framed_launch() }));
    let placement = Placement::NewCard(OwnerKind::Record(Contact));
    let answer = InitData { lang: "ru".to_owned(), placement, ..init() };
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(answer))));
    assert_eq!((app.view().screen, app.view().language), (ScreenView::Connecting, Language::Russian));
    app.tell(SessionEvent::LanguageLoaded(Language::Russian, Err(CatalogueError::NotReached)));
    assert!(app.effects.contains(&Effect::LoadLanguage(Language::English)));
    assert_eq!(app.card().state, RunState::NewCard);
    assert_eq!(app.view().language, Language::English);
}

/// An empty frame would be the worst answer of all: the page itself has a notice that needs no catalogue.
#[rstest]
fn without_texts_in_any_language_the_page_says_that_it_has_stopped(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let launched = Launch { languages: vec!["de".to_owned()], ..Launch::default() };
    let mut app = Application::new(which);
    let mut tell = |event: SessionEvent| app.update(event.into(), Moment::default());
    let failed = |language| SessionEvent::LanguageLoaded(language, Err(CatalogueError::NotReached));
    assert!(tell(SessionEvent::Launched(launched)).contains(&Effect::LoadLanguage(Language::German)));
    assert!(tell(failed(Language::German)).contains(&Effect::LoadLanguage(Language::English)));
    assert_eq!(tell(failed(Language::German)), [], "an answer that comes twice is none");
    assert!(tell(failed(Language::English)).contains(&Effect::Stop));
}

/// A server that took the request for the texts and never answered left grey lines for ever, while the search went
/// on unseen.
#[rstest]
fn texts_that_hang_are_not_waited_for(#[values(Which::Card, Which::Page)] which: Which) {
    let launched = Launch { languages: vec!["de".to_owned()], ..Launch::default() };
    let mut app = Application::new(which);
    let mut tell = |event: SessionEvent| app.update(event.into(), Moment::default());
    let hangs = || SessionEvent::Woke(Timer::Texts);
    let waited = Effect::StartTimer { timer: Timer::Texts, after_ms: 10_000 };
    assert!(tell(SessionEvent::Launched(launched)).contains(&waited));
    assert_eq!(tell(hangs()), [Effect::LoadLanguage(Language::English), waited]);
    assert_eq!(tell(hangs()), [Effect::Stop], "nothing can be said in any language");
}

/// Texts that came after the wait for them were thrown away, and the page stopped although it had some.
#[rstest]
fn texts_that_come_late_are_taken(
    #[values(Which::Card, Which::Page)] which: Which,
    #[values(true, false)] others_came: bool,
) {
    let mut app = Application::new(which);
    let mut tell = |event: SessionEvent| app.update(event.into(), Moment::default());
    tell(SessionEvent::Launched(Launch { languages: vec!["de".to_owned()], ..Launch::default() }));
    tell(SessionEvent::Woke(Timer::Texts));
    if others_came {
        tell(SessionEvent::LanguageLoaded(Language::English, Ok(english())));
    }
    tell(SessionEvent::LanguageLoaded(Language::German, Ok(german())));
    assert_eq!(tell(SessionEvent::Woke(Timer::Texts)), [], "nothing is waited for any more");
    assert_eq!(app.view().language, Language::German);
}

/// The texts that are there stay, and nothing is stopped, when those of another language hang.
#[rstest]
fn texts_that_are_there_outlast_others_that_hang(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = App::begun(which, Portal::default(), InitData { lang: "de".to_owned(), ..init() });
    app.tell(SessionEvent::Woke(Timer::Texts));
    assert!(!app.effects.contains(&Effect::Stop));
    assert_eq!(app.view().language, Language::English);
}

/// A screen reader heard the first news in English, and the same again in the portal's language.
#[rstest]
fn nothing_is_announced_before_the_texts_are_there_or_not_to_be_had(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let new_card = Placement::NewCard(OwnerKind::Record(Contact));
    for loaded in [Ok(german()), Err(CatalogueError::NotReached)] {
        let init = InitData { lang: "de".to_owned(), placement: new_card.clone(), ..init() };
        let mut app = App::begun(which, Portal::default(), init);
        assert_eq!(app.view().announcement, None);
        app.tell(SessionEvent::LanguageLoaded(Language::German, loaded));
        assert_eq!(app.view().announcement.as_ref().map(text).unwrap(), "This card is not saved yet");
    }
}

#[rstest]
fn the_frame_is_fitted_to_its_content_once_that_has_settled(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = App::in_card(which, Portal::default(), OwnerKind::Record(Contact), 1);
    for height in [300, 400, 640, 0] {
        app.tell(SessionEvent::ContentHeight(height));
    }
    while app.timers.contains_key(&Due::Timer(Timer::Resize)) {
        app.wake();
    }
    app.tell(SessionEvent::ContentHeight(641));
    assert!(!app.timers.contains_key(&Due::Timer(Timer::Resize)), "one pixel is no news");
    let resized: Vec<_> =
        app.frame_calls().into_iter().filter(|call| matches!(call, FrameCall::Resize { .. })).collect();
    assert_eq!(resized, [&FrameCall::Resize { height: 640 }]);
}

/// A portal in Thai, which we do not speak, was answered in English, though the browser asked for German.
#[rstest]
#[case::another("th")]
#[case::none("")]
fn where_the_portal_speaks_none_of_our_languages_the_browsers_is_spoken(#[case] code: &str) {
    let query = framed_launch().query.replace("LANG=en", &format!("LANG={code}"));
    let languages = vec!["de-AT".to_owned(), "en".to_owned()];
    let mut app = App::new(Portal::default());
    app.tell(SessionEvent::Launched(Launch { query, languages, ..framed_launch() }));
    app.tell(SessionEvent::LanguageLoaded(Language::German, Ok(german())));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(InitData {
        lang: code.to_owned(),
        ..init()
    }))));
    assert_eq!(app.view().language, Language::German);
}

/// A card's tab knows nothing but cards. Wherever else it is opened, it opens the page in its place.
#[rstest]
#[case::on_its_own(Launch::default(), None)]
#[case::on_a_page(framed_launch(), Some(init()))]
#[case::in_a_call(framed_launch(), Some(InitData { placement: Placement::Call { number: "112".to_owned() }, ..init() }))]
#[case::elsewhere(framed_launch(), Some(InitData { placement: Placement::Other("X".to_owned()), ..init() }))]
#[case::in_its_installation(framed_launch(), Some(InitData { installing: true, is_admin: true, ..init() }))]
fn what_is_no_card_opens_the_page(#[case] launch: Launch, #[case] answer: Option<InitData>) {
    let mut app = App::of(Which::Card, Portal::default());
    app.tell(SessionEvent::Launched(launch));
    if let Some(answer) = answer {
        assert!(!app.effects.contains(&Effect::Open(Destination::Start)));
        app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(answer))));
    }
    let opened = app.effects.iter().filter(|effect| **effect == Effect::Open(Destination::Start)).count();
    assert_eq!((opened, app.requests), (1, 0));
    assert_eq!(app.view().screen, ScreenView::Connecting);
    // Grey lines stood there for as long as that page hung.
    assert!(app.timers.contains_key(&Due::Timer(Timer::Opening)));
    app.tell(SessionEvent::Woke(Timer::Opening));
    assert_eq!(app.effects.last(), Some(&Effect::Stop));
}
