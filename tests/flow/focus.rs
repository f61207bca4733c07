//! Where the keyboard's focus goes when the button that was pressed goes away.
//!
//! Without a new place a browser puts it at the top of the document: whoever uses the keyboard or a screen
//! reader has lost their place. That a place can be focused at all is a matter of the browser's tests.

use b24_duplicates::app::{Effect, FocusTarget, SessionEvent};
use b24_duplicates::lookup::{self, IsDismissed};
use b24_duplicates::page::{FormIntent, InstallIntent, Intent};
use b24_duplicates::protocol::OwnerKind;
use b24_duplicates::protocol::frame::{InitData, Placement};
use b24_duplicates::session;
use rstest::rstest;

use super::app::{App, framed_launch, init};
use super::applications::Which;
use super::portal::{Contact, Lead, Portal, error, record};

const REFRESH: FocusTarget = FocusTarget::Own("refresh");
const STOP: FocusTarget = FocusTarget::Own("cancel");

fn story() -> Portal {
    Portal::default().with(Contact, 10, &["112"]).with(Lead, 20, &["112"])
}

fn in_card(which: Which) -> App {
    App::in_card(which, story(), OwnerKind::Record(Contact), 10)
}

fn on_page() -> App {
    let mut app = App::framed(story(), Placement::Page);
    app.want(FormIntent::Type("112".to_owned()));
    app
}

fn as_admin() -> App {
    App::with_init(story(), InitData { is_admin: true, ..init() })
}

/// Where the focus goes after an intent; nowhere if the button is still there.
fn after(app: &mut App, intent: impl Into<Intent>) -> Option<FocusTarget> {
    app.effects.clear();
    app.want(intent);
    focused(app)
}

/// Where the focus went last.
fn focused(app: &App) -> Option<FocusTarget> {
    app.effects.iter().rev().find_map(|effect| match effect {
        Effect::Focus(target) => Some(*target),
        _ => None,
    })
}

#[rstest]
fn stopping_leads_to_what_was_found_or_to_what_begins_anew(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which);
    assert_eq!(after(&mut app, lookup::Intent::Cancel), Some(REFRESH), "nothing was read yet");
    let mut app = in_card(which);
    app.answer();
    assert_eq!(after(&mut app, lookup::Intent::Cancel), Some(FocusTarget::Results));
    let mut app = on_page();
    app.want(FormIntent::Search);
    assert_eq!(after(&mut app, lookup::Intent::Cancel), Some(FocusTarget::Results));
}

/// *Refresh* goes away while the card is read: the focus was on a heading that nobody sees, and stayed there.
#[rstest]
fn reading_a_card_again_leads_to_what_stops_it_and_back(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which);
    app.settle();
    assert_eq!(after(&mut app, Intent::Refresh), Some(STOP));
    app.answer();
    assert_eq!(focused(&app), Some(STOP), "it is still being searched");
    app.settle();
    let back = FocusTarget::OwnIfLost("refresh");
    assert_eq!(focused(&app), Some(back), "who has gone on meanwhile is left there");
    // Whoever has stopped it has gone on.
    app.want(Intent::Refresh);
    app.answer();
    assert_eq!(after(&mut app, lookup::Intent::Cancel), Some(FocusTarget::Results));
    assert_eq!(after(&mut app, lookup::Intent::Resume), Some(STOP));
    assert_eq!(after(&mut app, lookup::Intent::Cancel), Some(REFRESH));
}

/// The headline was told twice: by itself, and by the focus that went to it.
#[rstest]
fn what_was_dismissed_leads_to_the_button_that_takes_it_back(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let mut app = in_card(which);
    app.settle();
    let say = |is_dismissed| lookup::Intent::Dismiss(record(Lead, 20), is_dismissed);
    assert_eq!(after(&mut app, say(IsDismissed::Yes)), Some(FocusTarget::Own("undo")));
    let notice = app.card().notice.unwrap();
    assert!(notice.actions.iter().any(|action| action.name == "undo"), "it is there: {notice:?}");
    assert_eq!(after(&mut app, say(IsDismissed::No)), Some(FocusTarget::Results));
}

/// Nobody has asked for it: the user may be anywhere, outside of the frame as well.
#[rstest]
fn a_card_that_is_opened_takes_no_focus(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which);
    app.settle();
    assert_eq!(focused(&app), None);
    app.tell(SessionEvent::Awake);
    app.settle();
    assert_eq!(focused(&app), None);
}

#[rstest]
fn going_on_leads_to_the_results(#[values(Which::Card, Which::Page)] which: Which) {
    let mut app = in_card(which);
    app.answer();
    app.down_until = u64::MAX;
    app.settle();
    assert_eq!(after(&mut app, session::Intent::Resume), Some(FocusTarget::Results));
}

#[test]
fn asking_a_silent_portal_again_leads_to_the_top() {
    let mut app = App::new(story());
    app.tell(SessionEvent::Launched(framed_launch()));
    app.wake();
    assert_eq!(after(&mut app, session::Intent::AskParentAgain), Some(FocusTarget::Heading));
}

#[test]
fn searching_a_changed_text_leads_to_the_results_and_searching_from_the_box_stays_there() {
    let mut app = on_page();
    assert_eq!(after(&mut app, FormIntent::Search), None);
    app.settle();
    app.want(FormIntent::Type("1234567".to_owned()));
    assert_eq!(after(&mut app, FormIntent::SearchAgain), Some(FocusTarget::Results));
}

/// *Show more* goes away with the last page.
#[rstest]
fn showing_the_rest_leads_to_the_heading_of_what_is_shown(#[values(Which::Card, Which::Page)] which: Which) {
    let phones = ["1111", "2222", "3333", "4444", "5555", "6666", "7777"];
    let mut portal = Portal::default().with(Contact, 10, &phones);
    for (group, phone) in phones.into_iter().enumerate() {
        for id in 0..15 {
            portal = portal.with(Lead, 100 * (group as u64 + 1) + id, &[phone]);
        }
    }
    let mut app = App::in_card(which, portal, OwnerKind::Record(Contact), 10);
    app.settle();
    assert_eq!(after(&mut app, lookup::Intent::ShowMore(Lead)), None, "there are five more");
    assert_eq!(after(&mut app, lookup::Intent::ShowMore(Lead)), Some(FocusTarget::Group(Lead)));
    let mut app = App::framed(story(), Placement::Page);
    let many: Vec<_> = (0..120).map(|number| format!("7916{number:07}")).collect();
    app.want(FormIntent::Type(many.join("\n")));
    app.want(FormIntent::Search);
    app.settle();
    assert_eq!(after(&mut app, lookup::Intent::ShowMoreValues), None);
    assert_eq!(after(&mut app, lookup::Intent::ShowMoreValues), Some(FocusTarget::Results));
    assert_eq!(after(&mut app, lookup::Intent::ShowRecords(3)), Some(FocusTarget::Value(3)));
}

#[test]
fn what_is_done_to_the_text_leads_back_to_the_box() {
    let mut app = on_page();
    app.want(FormIntent::Attach("1234567".to_owned()));
    for intent in [FormIntent::Detach, FormIntent::UndoDetach, FormIntent::Clear] {
        assert_eq!(after(&mut app, intent.clone()), Some(FocusTarget::SearchBox), "{intent:?}");
    }
}

#[test]
fn the_installation_leads_to_its_heading_and_back_to_that_of_the_page() {
    let mut app = as_admin();
    assert_eq!(after(&mut app, Intent::ShowInstall(true)), Some(FocusTarget::Heading));
    app.settle();
    let (question, contacts) = (FocusTarget::Own("question"), OwnerKind::Record(Contact));
    for (intent, target) in [
        (InstallIntent::BindAll, Some(FocusTarget::Heading)),
        (InstallIntent::Check, None),
        (InstallIntent::RemoveAll, Some(question)),
        (InstallIntent::Keep, Some(FocusTarget::Own("remove-all"))),
        (InstallIntent::Remove(contacts), Some(question)),
        (InstallIntent::Keep, Some(FocusTarget::Own("remove-contact"))),
        (InstallIntent::Remove(contacts), Some(question)),
        (InstallIntent::ForSure, Some(FocusTarget::Own(contacts.tab()))),
        (InstallIntent::Bind(contacts), Some(FocusTarget::Own(contacts.tab()))),
        (InstallIntent::RemoveAll, Some(question)),
        (InstallIntent::ForSure, Some(FocusTarget::Heading)),
    ] {
        assert_eq!(after(&mut app, intent), target, "{intent:?}");
        app.settle();
    }
    assert_eq!(after(&mut app, Intent::ShowInstall(false)), Some(FocusTarget::Heading));
    let mut app = App::with_init(story(), InitData { is_admin: true, installing: true, ..init() });
    app.settle();
    assert_eq!(after(&mut app, InstallIntent::Finish), Some(question));
    assert_eq!(after(&mut app, InstallIntent::Keep), Some(FocusTarget::Own("finish")));
    app.want(InstallIntent::Finish);
    assert_eq!(after(&mut app, InstallIntent::ForSure), Some(FocusTarget::Heading));
}

/// The webhook's field goes when it is accepted, and comes back when the portal refuses it.
#[test]
fn connecting_never_loses_the_place() {
    let mut app = App::on_page(story());
    assert_eq!(focused(&app), Some(FocusTarget::Heading));
    app.settle();
    assert_eq!(focused(&app), Some(FocusTarget::SearchBox));
    assert_eq!(after(&mut app, Intent::Disconnect), Some(FocusTarget::WebhookField));
    app.connect();
    app.instead.push_back(error(401, "INVALID_CREDENTIALS"));
    app.settle();
    assert_eq!(focused(&app), Some(FocusTarget::WebhookField));
    app.connect();
    assert_eq!(after(&mut app, lookup::Intent::Cancel), Some(FocusTarget::WebhookField));
}
