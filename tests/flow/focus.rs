//! Where the keyboard's focus goes when the button that was pressed goes away.
//!
//! Without a new place a browser puts it at the top of the document: whoever uses the keyboard or a screen
//! reader has lost their place. That a place can be focused at all is a matter of the browser's tests.

use b24_duplicates::flow::{Effect, Event, FocusTarget, InstallIntent, Intent};
use b24_duplicates::protocol::OwnerKind;
use b24_duplicates::protocol::frame::{InitData, Placement};

use super::app::{App, framed_launch, init};
use super::portal::{Contact, Lead, Portal, error};

fn story() -> Portal {
    Portal::default().with(Contact, 10, &["112"]).with(Lead, 20, &["112"])
}

fn in_card() -> App {
    App::in_card(story(), OwnerKind::Record(Contact), 10)
}

fn on_page() -> App {
    let mut app = App::framed(story(), Placement::Page);
    app.want(Intent::Type("112".to_owned()));
    app
}

fn as_admin() -> App {
    App::with_init(story(), InitData { is_admin: true, ..init() })
}

/// Where the focus goes after an intent; nowhere if the button is still there.
fn after(app: &mut App, intent: Intent) -> Option<FocusTarget> {
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

#[test]
fn stopping_leads_to_what_was_found_or_to_the_top() {
    let mut app = in_card();
    assert_eq!(after(&mut app, Intent::Cancel), Some(FocusTarget::Heading), "nothing was read yet");
    let mut app = in_card();
    app.answer();
    assert_eq!(after(&mut app, Intent::Cancel), Some(FocusTarget::Results));
    let mut app = on_page();
    app.want(Intent::Search);
    assert_eq!(after(&mut app, Intent::Cancel), Some(FocusTarget::Results));
}

/// *Try again* on a card that could not be read led to the heading of results that were not there.
#[test]
fn reading_a_card_again_leads_to_the_top_since_its_results_are_gone() {
    let mut app = in_card();
    app.settle();
    assert_eq!(after(&mut app, Intent::Refresh), Some(FocusTarget::Heading));
    app.want(Intent::Cancel);
    assert_eq!(after(&mut app, Intent::Resume), Some(FocusTarget::Heading));
}

#[test]
fn going_on_leads_to_the_results() {
    let mut app = in_card();
    app.answer();
    app.down_until = u64::MAX;
    app.settle();
    assert_eq!(after(&mut app, Intent::Resume), Some(FocusTarget::Results));
}

#[test]
fn asking_a_silent_portal_again_leads_to_the_top() {
    let mut app = App::new(story());
    app.tell(Event::Launched(framed_launch()));
    app.wake();
    assert_eq!(after(&mut app, Intent::Resume), Some(FocusTarget::Heading));
}

#[test]
fn searching_a_changed_text_leads_to_the_results_and_searching_from_the_box_stays_there() {
    let mut app = on_page();
    assert_eq!(after(&mut app, Intent::Search), None);
    app.settle();
    app.want(Intent::Type("1234567".to_owned()));
    assert_eq!(after(&mut app, Intent::SearchAgain), Some(FocusTarget::Results));
}

/// *Show more* goes away with the last page.
#[test]
fn showing_the_rest_leads_to_the_heading_of_what_is_shown() {
    let phones = ["1111", "2222", "3333", "4444", "5555", "6666", "7777"];
    let mut portal = Portal::default().with(Contact, 10, &phones);
    for (group, phone) in phones.into_iter().enumerate() {
        for id in 0..15 {
            portal = portal.with(Lead, 100 * (group as u64 + 1) + id, &[phone]);
        }
    }
    let mut app = App::in_card(portal, OwnerKind::Record(Contact), 10);
    app.settle();
    assert_eq!(after(&mut app, Intent::ShowMore(Lead)), None, "there are five more");
    assert_eq!(after(&mut app, Intent::ShowMore(Lead)), Some(FocusTarget::Group(Lead)));
    let mut app = App::framed(story(), Placement::Page);
    let many: Vec<_> = (0..120).map(|number| format!("7916{number:07}")).collect();
    app.want(Intent::Type(many.join("\n")));
    app.want(Intent::Search);
    app.settle();
    assert_eq!(after(&mut app, Intent::ShowMoreValues), None);
    assert_eq!(after(&mut app, Intent::ShowMoreValues), Some(FocusTarget::Results));
    assert_eq!(after(&mut app, Intent::ShowRecords(3)), Some(FocusTarget::Value(3)));
}

#[test]
fn what_is_done_to_the_text_leads_back_to_the_box() {
    let mut app = on_page();
    app.want(Intent::Attach("1234567".to_owned()));
    for intent in [Intent::Detach, Intent::UndoDetach, Intent::Clear] {
        assert_eq!(after(&mut app, intent.clone()), Some(FocusTarget::SearchBox), "{intent:?}");
    }
}

#[test]
fn the_installation_leads_to_its_heading_and_back_to_that_of_the_page() {
    let mut app = as_admin();
    assert_eq!(after(&mut app, Intent::ShowInstall(true)), Some(FocusTarget::Heading));
    app.settle();
    for intent in [
        InstallIntent::BindAll,
        InstallIntent::RemoveAll,
        InstallIntent::Keep,
        InstallIntent::RemoveAll,
        InstallIntent::RemoveForSure,
    ] {
        assert_eq!(after(&mut app, Intent::Install(intent)), Some(FocusTarget::Heading));
        app.settle();
    }
    assert_eq!(after(&mut app, Intent::ShowInstall(false)), Some(FocusTarget::Heading));
    let mut app = App::with_init(story(), InitData { is_admin: true, installing: true, ..init() });
    app.settle();
    let finish = Intent::Install(InstallIntent::Finish);
    assert_eq!(after(&mut app, finish), Some(FocusTarget::Heading));
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
    assert_eq!(after(&mut app, Intent::Cancel), Some(FocusTarget::WebhookField));
}
