//! The installation of the four tabs.

use std::collections::BTreeSet;

use b24_duplicates::app::{Launch, SessionEvent};
use b24_duplicates::lookup::view::RunState;
use b24_duplicates::page::{InstallAction, InstallExit, InstallIntent, InstallView, Intent};
use b24_duplicates::protocol::OwnerKind;
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, InitData};
use rstest::rstest;

use super::app::{App, HANDLER, PAGE_ADDRESS, framed_launch, init, text};
use super::portal::{Contact, Portal, error};

const TABS: [&str; 4] =
    ["CRM_LEAD_DETAIL_TAB", "CRM_CONTACT_DETAIL_TAB", "CRM_COMPANY_DETAIL_TAB", "CRM_DEAL_DETAIL_TAB"];

fn installing(portal: Portal) -> App {
    App::with_init(portal, InitData { installing: true, is_admin: true, ..init() })
}

/// The app's page of an administrator, with these tabs, where the installation is shown.
fn with_tabs(tabs: &[&str]) -> App {
    let bound = tabs.iter().map(|tab| ((*tab).to_owned(), HANDLER.to_owned())).collect();
    let portal = Portal { bound, ..Portal::default() };
    let mut app = App::with_init(portal, InitData { is_admin: true, ..init() });
    app.want(Intent::ShowInstall(true));
    app.settle();
    app
}

/// What can be done for all cards.
fn offered(install: &InstallView) -> Vec<&'static str> {
    install.tools.iter().map(|tool| tool.name).collect()
}

fn bound(install: &InstallView) -> Vec<&'static str> {
    install.rows.iter().map(|row| row.bound).collect()
}

/// As many as there are tabs: these, and all others alike.
fn rows<const FIRST: usize>(first: [&'static str; FIRST], others: &'static str) -> Vec<&'static str> {
    first.into_iter().chain(std::iter::repeat(others)).take(TABS.len()).collect()
}

fn wish(app: &mut App, intent: InstallIntent) {
    app.want(intent);
    app.settle();
}

#[test]
fn an_administrator_binds_all_tabs_and_finishes_once() {
    let mut app = installing(Portal::default());
    assert_eq!(bound(&app.install()), rows([], "unknown"));
    app.settle();
    assert_eq!(bound(&app.install()), rows([], "false"));
    wish(&mut app, InstallIntent::BindAll);
    let install = app.install();
    assert_eq!((bound(&install), install.exit), (rows([], "true"), InstallExit::Finish));
    assert_eq!(offered(&install), ["finish", "remove-all", "check"], "nothing is left to add");
    assert_eq!(app.portal.bound, TABS.map(|tab| (tab.to_owned(), HANDLER.to_owned())));
    wish(&mut app, InstallIntent::Finish);
    wish(&mut app, InstallIntent::Finish);
    let finished = app.frame_calls().into_iter().filter(|call| **call == FrameCall::SetInstallFinish).count();
    assert_eq!(finished, 1);
}

#[test]
fn stale_tabs_are_mended_and_bound_ones_left_alone() {
    let old = (TABS[0].to_owned(), "https://old.example/".to_owned());
    let here = (TABS[1].to_owned(), HANDLER.to_owned());
    let mut app = installing(Portal { bound: vec![old, here], ..Portal::default() });
    app.settle();
    assert_eq!(bound(&app.install()), rows(["stale", "true"], "false"));
    let before = app.requests;
    wish(&mut app, InstallIntent::BindAll);
    assert_eq!(bound(&app.install()), rows([], "true"));
    assert_eq!(app.requests - before, 1 + (TABS.len() - 1) + 1, "one unbinding, the bindings, one look");
}

/// A tab that opens the whole application works, and loads half as much again: it is moved to the card's page.
#[test]
fn a_tab_that_opens_the_whole_application_is_moved_to_the_page_of_cards() {
    let mut app = installing(Portal {
        bound: vec![(TABS[0].to_owned(), PAGE_ADDRESS.to_owned())],
        ..Portal::default()
    });
    app.settle();
    assert_eq!(bound(&app.install()), rows(["stale"], "false"));
    wish(&mut app, InstallIntent::BindAll);
    assert_eq!(app.portal.bound, TABS.map(|tab| (tab.to_owned(), HANDLER.to_owned())));
}

#[rstest]
#[case::the_folder("https://widget.example/d/", "https://widget.example/d/card.html")]
#[case::the_page("https://widget.example/d/index.html", "https://widget.example/d/card.html")]
#[case::the_root("https://widget.example/", "https://widget.example/card.html")]
fn the_page_of_cards_lies_beside_the_page(#[case] page: &str, #[case] card: &str) {
    let mut app = App::new(Portal::default());
    app.tell(SessionEvent::Launched(Launch { page_address: page.to_owned(), ..framed_launch() }));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(InitData {
        installing: true,
        is_admin: true,
        ..init()
    }))));
    app.settle();
    wish(&mut app, InstallIntent::BindAll);
    assert_eq!(app.portal.bound, TABS.map(|tab| (tab.to_owned(), card.to_owned())));
}

#[test]
fn a_tab_that_is_bound_in_the_meantime_is_a_success() {
    let mut app = installing(Portal::default());
    app.settle();
    app.portal.bound.push((TABS[0].to_owned(), HANDLER.to_owned()));
    wish(&mut app, InstallIntent::BindAll);
    let install = app.install();
    assert_eq!(bound(&install), rows([], "true"));
    assert!(install.rows.iter().all(|row| row.error.is_none()), "{install:?}");
}

/// A portal that does not take the new address used to leave the card without any tab: the old one had been
/// removed first, and the removal went on after the refusal.
#[test]
fn a_tab_keeps_its_old_address_when_the_new_one_is_refused() {
    let old = (TABS[0].to_owned(), "https://old.example/".to_owned());
    let mut app = installing(Portal { bound: vec![old.clone()], ..Portal::default() });
    app.settle();
    app.want(InstallIntent::BindAll);
    app.instead.push_back(error(400, "ERROR_WRONG_HANDLER_URL"));
    app.settle();
    assert!(app.portal.bound.contains(&old), "{:?}", app.portal.bound);
    let install = app.install();
    assert_eq!(bound(&install), rows(["stale"], "true"));
    assert_eq!(install.rows[0].error.as_ref().unwrap().code, "B24D-HANDLER");
}

/// The administrator was sent to the CRM permission, found it set, and was stuck: tabs take `placement` too.
#[rstest]
#[case("insufficient_scope", "B24D-SCOPE")]
#[case("ERROR_PLACEMENT_NOT_FOUND", "B24D-PLACEMENT")]
fn a_missing_permission_for_tabs_is_named(#[case] refusal: &str, #[case] code: &str) {
    let mut app = installing(Portal::default());
    app.settle();
    app.want(InstallIntent::BindAll);
    app.instead.push_back(error(401, refusal));
    app.settle();
    let notice = app.install().rows[0].error.clone().unwrap();
    assert_eq!(notice.code, code);
    let hint = text(&notice.hint.unwrap());
    assert!(hint.contains("crm") && hint.contains("placement"), "{hint}");
}

#[test]
fn what_the_portal_refuses_is_told_at_its_tab_and_the_others_go_on() {
    let mut app = installing(Portal::default());
    app.settle();
    app.want(InstallIntent::BindAll);
    app.instead.push_back(error(400, "ERROR_PLACEMENT_NOT_FOUND"));
    app.settle();
    let install = app.install();
    assert_eq!(bound(&install), rows(["false"], "true"));
    assert_eq!(install.rows[0].error.as_ref().unwrap().code, "B24D-PLACEMENT");
}

#[test]
fn all_tabs_are_removed_wherever_they_lead() {
    let old = (TABS[0].to_owned(), "https://old.example/".to_owned());
    let here = (TABS[0].to_owned(), HANDLER.to_owned());
    let mut app = installing(Portal { bound: vec![old, here], ..Portal::default() });
    app.settle();
    wish(&mut app, InstallIntent::RemoveAll);
    wish(&mut app, InstallIntent::ForSure);
    assert!(app.portal.bound.is_empty());
    assert_eq!(bound(&app.install()), rows([], "false"));
}

/// One click took the tab from everybody in the portal.
#[test]
fn tabs_are_removed_only_when_that_is_confirmed() {
    let mut app = with_tabs(&TABS[..2]);
    let before = app.requests;
    // Not even by a double click.
    wish(&mut app, InstallIntent::RemoveAll);
    wish(&mut app, InstallIntent::RemoveAll);
    let install = app.install();
    let asked = text(&install.question.clone().unwrap().text);
    assert_eq!((asked.ends_with('?'), install.busy, install.notice.is_some()), (true, false, false));
    wish(&mut app, InstallIntent::Keep);
    assert_eq!(app.install().question, None);
    wish(&mut app, InstallIntent::ForSure);
    assert_eq!((app.portal.bound.len(), app.requests), (2, before), "what was not asked is not confirmed");
}

/// The question stood at the top of the page, far from the button. It stands at the button that asks it, and there is
/// no second one that is called the same.
#[test]
fn a_question_stands_where_it_was_asked_and_in_the_place_of_its_button() {
    let mut app = with_tabs(&TABS[..2]);
    wish(&mut app, InstallIntent::RemoveAll);
    let install = app.install();
    assert!(install.question.is_some() && install.rows.iter().all(|row| row.question.is_none()));
    assert!(!offered(&install).contains(&"remove-all"));
    wish(&mut app, InstallIntent::Remove(OwnerKind::Record(Contact)));
    let install = app.install();
    let asked: Vec<_> = install.rows.iter().map(|row| row.question.is_some()).collect();
    assert_eq!((asked, install.question.is_none()), (vec![false, true, false, false], true));
    assert_eq!(
        text(&install.rows[1].question.clone().unwrap().text).split(':').next(),
        Some("Contact cards")
    );
    assert!(install.rows[1].tools.is_empty() && !install.rows[0].tools.is_empty());
}

/// Whoever wanted the tab for contacts alone had to take all four.
#[test]
fn the_tab_of_one_kind_of_cards_is_added_and_removed_by_itself() {
    let mut app = with_tabs(&[]);
    wish(&mut app, InstallIntent::Bind(OwnerKind::Record(Contact)));
    assert_eq!(app.portal.bound, [(TABS[1].to_owned(), HANDLER.to_owned())]);
    wish(&mut app, InstallIntent::Bind(OwnerKind::Deal));
    assert_eq!(bound(&app.install()), ["false", "true", "false", "true"]);
    wish(&mut app, InstallIntent::Remove(OwnerKind::Record(Contact)));
    wish(&mut app, InstallIntent::ForSure);
    assert_eq!(app.portal.bound, [(TABS[3].to_owned(), HANDLER.to_owned())]);
}

/// *Remove* was offered where there was nothing to remove.
#[test]
fn only_what_can_be_done_is_offered_and_each_by_a_name_of_its_own() {
    let names = |app: &App| {
        let install = app.install();
        let name = |tool: &InstallAction| match &tool.full {
            Some(full) => text(full),
            None => text(&tool.label.into()),
        };
        let rows = install.rows.iter().flat_map(|row| row.tools.iter().map(name));
        rows.chain(install.tools.iter().map(name)).collect::<Vec<_>>()
    };
    let mut app = with_tabs(&[]);
    assert!(names(&app).iter().all(|name| !name.contains("Remove")), "{:?}", names(&app));
    wish(&mut app, InstallIntent::RemoveAll);
    wish(&mut app, InstallIntent::Remove(OwnerKind::Deal));
    assert!(app.install().question.is_none(), "there is nothing to remove");
    for count in 0..=TABS.len() {
        let names = names(&with_tabs(&TABS[..count]));
        let different: BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
        assert_eq!(names.iter().filter(|name| name.starts_with("Remove: ")).count(), count);
        assert_eq!(names.contains(&"Remove all tabs".to_owned()), count > 1);
    }
}

/// An installation could end without a tab in any card, and nobody said so.
#[test]
fn an_installation_without_a_tab_is_ended_only_when_that_is_confirmed() {
    let finished = |app: &App| app.frame_calls().contains(&&FrameCall::SetInstallFinish);
    let mut app = installing(Portal::default());
    app.settle();
    wish(&mut app, InstallIntent::Finish);
    assert_eq!(text(&app.install().question.unwrap().text), "No tab was added. Finish without?");
    assert!(!finished(&app));
    wish(&mut app, InstallIntent::Keep);
    assert!(app.install().question.is_none());
    wish(&mut app, InstallIntent::ForSure);
    assert!(!finished(&app), "what was not asked is not confirmed");
    wish(&mut app, InstallIntent::Finish);
    wish(&mut app, InstallIntent::ForSure);
    assert!(finished(&app));
    let mut app = installing(Portal::default());
    app.settle();
    wish(&mut app, InstallIntent::Bind(OwnerKind::Deal));
    wish(&mut app, InstallIntent::Finish);
    assert!(finished(&app), "one tab is enough");
}

/// The portal that does not tell which tabs there are is not said to have none.
#[test]
fn where_it_is_not_known_whether_a_card_has_the_tab_nothing_else_is_said() {
    let mut app = installing(Portal::default());
    app.instead.push_back(error(401, "insufficient_scope"));
    app.settle();
    let install = app.install();
    assert_eq!((bound(&install), install.summary), (rows([], "unknown"), None));
    wish(&mut app, InstallIntent::Finish);
    let asked = text(&app.install().question.unwrap().text);
    assert!(asked.starts_with("It is not known whether"), "{asked}");
}

/// The end was an empty page: nobody knew where the tab is to be seen.
#[test]
fn what_has_the_tab_is_said_and_where_to_see_it() {
    let seen = |tabs: &[&str]| {
        let install = with_tabs(tabs).install();
        let see = install.see.map(|see| (text(&see.label.into()), see.address));
        (text(&install.summary.unwrap()), see)
    };
    assert_eq!(seen(&[]), ("No card has the tab yet.".to_owned(), None));
    let (all, see) = seen(&TABS);
    let contacts = "https://portal.example/crm/contact/list/".to_owned();
    assert_eq!(
        (all.as_str(), see),
        ("All cards have the tab.", Some(("Open a contact to see it".to_owned(), contacts)))
    );
    let (some, see) = seen(&TABS[3..]);
    let deals = "https://portal.example/crm/deal/list/".to_owned();
    assert_eq!(
        (some.as_str(), see),
        ("1 of 4 kinds of cards has the tab.", Some(("Open a deal to see it".to_owned(), deals)))
    );
    let mut app = installing(Portal::default());
    app.settle();
    wish(&mut app, InstallIntent::BindAll);
    wish(&mut app, InstallIntent::Finish);
    assert!(app.install().see.is_some(), "it is still said at the end");
}

/// The portal answers the end of an installation by reloading the page, or not at all. The notice promised a
/// reload for ever.
#[test]
fn a_portal_that_does_not_reload_the_page_is_told() {
    let mut app = installing(Portal::default());
    app.settle();
    wish(&mut app, InstallIntent::BindAll);
    app.want(InstallIntent::Finish);
    let title = |app: &App| text(&app.install().notice.unwrap().title);
    assert!(title(&app).starts_with("The installation is finished."), "{}", title(&app));
    assert!(app.wake());
    assert!(title(&app).ends_with("has not reloaded this page"), "{}", title(&app));
    let hint = app.install().notice.unwrap().hint.unwrap();
    assert_eq!(text(&hint), "Reload the page of the portal.");
}

#[test]
fn nobody_else_can_install() {
    let app = App::with_init(Portal::default(), InitData { installing: true, ..init() });
    assert_eq!(app.refused().code, "B24D-NOT-INSTALLED");
    assert_eq!(app.requests, 0);
}

#[test]
fn the_page_shows_the_tabs_and_leads_back() {
    let mut app = App::with_init(Portal::default(), InitData { is_admin: true, ..init() });
    assert!(app.page().can_install);
    app.want(Intent::ShowInstall(true));
    app.settle();
    let install = app.install();
    assert_eq!((bound(&install), install.exit), (rows([], "false"), InstallExit::Back));
    app.want(Intent::ShowInstall(false));
    assert_eq!(app.page().state, RunState::Ready);
}

/// Everybody was led to a page on which nothing was known and nothing could be done.
#[test]
fn who_is_no_administrator_sees_none_of_it() {
    let mut app = App::with_init(Portal::default(), init());
    assert!(!app.page().can_install);
    app.want(Intent::ShowInstall(true));
    wish(&mut app, InstallIntent::BindAll);
    assert_eq!(app.page().state, RunState::Ready);
    assert_eq!(app.requests, 0);
}

#[test]
fn a_change_is_carried_to_its_end_before_the_page_comes_back() {
    let mut app = App::with_init(Portal::default(), InitData { is_admin: true, ..init() });
    app.want(Intent::ShowInstall(true));
    app.settle();
    app.want(InstallIntent::BindAll);
    app.want(Intent::ShowInstall(false));
    assert!(app.install().busy);
    app.settle();
    assert_eq!(app.portal.bound.len(), TABS.len());
}
