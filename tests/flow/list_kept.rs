//! A list that is kept in the browser, so that its check goes on after a reload.

use std::collections::BTreeSet;

use b24_duplicates::app::{Effect, SessionEvent};
use b24_duplicates::domain::{EntityType, Millis, PortalOrigin, Scheme, UserId};
use b24_duplicates::page::{
    ExportRows, Extra, ExtraEvent, FileChoice, Headings, Holds, Intent, KeepView, ListIntent, ListRunState,
    ListStage, ListTypesView, WebhookAccount, WriteAs,
};
use b24_duplicates::protocol::frame::FrameAnswer;
use b24_duplicates::protocol::store::{Holder, KeptPart, StoreAnswer, StoreCall, StoreFault};
use b24_duplicates::protocol::{Command, RestCall};
use b24_duplicates::scheduler::RequestId;
use proptest::prelude::*;

use super::app::{App, Reader, framed_launch, init, text};
use super::applications::Which;
use super::list::{
    LIST, drop_file, list, nobody, notice, portal, read, ready, results, rows, silent, verdicts,
};
use super::portal::{Contact, Lead, Portal, record};
use super::store::{Source, Store};

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

const ELSEWHERE: &str =
    "This tab keeps the list no more: another tab has gone on with it, replaced it, or erased it";

const TAKEN: &str = "Another tab has gone on with the list, replaced it, or erased it";

/// The list that the tests of lists have, being kept, and checked.
fn kept() -> App {
    let mut app = ready();
    app.want(ListIntent::ToggleKeep);
    app.want(ListIntent::Begin);
    app.settle();
    app
}

/// A list of so many values that nobody has is being checked and kept, one request at a time.
fn keeping(count: usize) -> App {
    let mut app = super::list::app();
    app.slow_down();
    app.want(ListIntent::Show);
    drop_file(&mut app, "nobody.csv", &nobody(count));
    app.want(ListIntent::ReadRows);
    app.want(ListIntent::ToggleKeep);
    app.want(ListIntent::Begin);
    app
}

/// The page is reloaded.
fn reloaded(before: App) -> App {
    let App { portal, store, now, chance, .. } = before;
    opened(portal, store, now, chance + 1)
}

/// The page is opened in another tab.
fn beside(other: &App) -> App {
    opened(portal(), other.store.clone(), other.now, other.chance + 1)
}

fn opened(portal: Portal, store: Store, now: Millis, chance: u64) -> App {
    let mut app = App::of(Which::Page, portal);
    (app.store, app.now, app.chance) = (store, now, chance);
    app.tell(SessionEvent::Launched(framed_launch()));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init()))));
    app.settle();
    app
}

/// The page of its own is opened, and connected as this user of this portal.
fn on_page_of(store: Store, host: &str, user: u64) -> App {
    let mut app = App::new(portal());
    app.store = store;
    app.tell(SessionEvent::Launched(b24_duplicates::app::Launch::default()));
    app.want(Intent::Connect);
    let origin = PortalOrigin::new(Scheme::Https, host).unwrap();
    let account = WebhookAccount { origin, user: UserId(record(Lead, user).id) };
    app.tell(ExtraEvent::WebhookTaken(Ok(account)));
    app.settle();
    app
}

fn offer(app: &App) -> Option<String> {
    app.page().notice.map(|notice| text(&notice.title))
}

fn details(app: &App) -> Vec<String> {
    results(app).run.details.iter().map(text).collect()
}

fn is_offered(app: &App) -> bool {
    offer(app).is_some_and(|title| title.starts_with("This browser keeps a"))
}

/// The spellings that were asked for with these calls.
fn asked<'c>(calls: impl Iterator<Item = &'c RestCall>) -> BTreeSet<String> {
    let commands = calls.flat_map(|call| match call {
        RestCall::Batch(batch) => batch.commands.iter().map(|(_, command)| command).collect::<Vec<_>>(),
        RestCall::Single(command) => vec![command],
    });
    let spellings = commands.filter_map(|command| match command {
        Command::Find { spellings, .. } => Some(spellings.iter().map(ToString::to_string)),
        _ => None,
    });
    spellings.flatten().collect()
}

/// The types for which the portal was asked.
fn entities(app: &App) -> Vec<Option<EntityType>> {
    let calls = sent(app).into_iter().map(|(_, call)| call);
    let commands = calls.flat_map(|call| match call {
        RestCall::Batch(batch) => batch.commands.into_iter().map(|(_, command)| command).collect(),
        RestCall::Single(command) => vec![command],
    });
    let entity = |command| match command {
        Command::Find { entity, .. } => Some(entity),
        _ => None,
    };
    commands.filter_map(entity).collect()
}

fn sent(app: &App) -> Vec<(RequestId, RestCall)> {
    let sent = app.effects.iter().filter_map(|effect| match effect {
        Effect::Send { id, call } => Some((*id, call.clone())),
        _ => None,
    });
    sent.collect()
}

#[test]
fn a_check_that_is_left_in_the_middle_goes_on_after_a_reload_and_asks_nothing_twice() {
    let mut app = keeping(900);
    let is_of_list = |spelling: &String| spelling.contains("30123");
    let answered = |app: &App| -> BTreeSet<String> {
        let is_out = |id: &RequestId| app.sent.iter().any(|(out, _)| out == id);
        let calls: Vec<RestCall> =
            sent(app).into_iter().filter(|(id, _)| !is_out(id)).map(|(_, call)| call).collect();
        asked(calls.iter()).into_iter().filter(is_of_list).collect()
    };
    while answered(&app).is_empty() {
        assert!(app.answer() || app.wake());
    }
    // Nothing but time makes it be kept: it is neither paused nor over.
    app.now += 10_000;
    app.tell(SessionEvent::Awake);
    assert_eq!(results(&app).run.state, ListRunState::Running);
    assert!(details(&app).iter().any(|line| line.starts_with("This browser has kept the list since")));
    let answered = answered(&app);

    let mut app = reloaded(app);
    assert_eq!(offer(&app).as_deref(), Some("This browser keeps a list whose check can go on: nobody.csv"));
    app.want(ListIntent::ContinueKept);
    app.settle();
    let run = results(&app).run;
    assert_eq!((run.state, run.done), (ListRunState::Done, 900));
    assert!(rows(&app).iter().all(|row| row.verdict.kind.name() == "new" && row.cells.is_some()));
    let again: Vec<RestCall> = sent(&app).into_iter().map(|(_, call)| call).collect();
    let again = asked(again.iter());
    assert!(!again.is_empty() && again.is_disjoint(&answered), "{} of {}", again.len(), answered.len());
    assert!(!is_offered(&app), "it is not offered while it is there");
}

#[test]
fn a_check_that_was_over_is_shown_again_and_asks_for_no_value() {
    let before = kept();
    let expected = (verdicts(&before), text(&results(&before).run.text));
    let mut app = reloaded(before);
    app.want(ListIntent::ContinueKept);
    app.settle();
    assert_eq!((verdicts(&app), text(&results(&app).run.text)), expected);
    assert_eq!(rows(&app)[1].cells.as_ref().unwrap()[0], "Ben");
    assert_eq!(rows(&app)[1].records[0].responsible.as_deref(), Some("Anna Berg"));
    let calls: Vec<RestCall> = sent(&app).into_iter().map(|(_, call)| call).collect();
    assert!(asked(calls.iter()).is_empty());
    // It is kept on, and can be gone on with once more.
    let mut app = reloaded(app);
    app.want(ListIntent::ContinueKept);
    app.settle();
    assert_eq!(verdicts(&app), expected.0);
}

/// It went on with all types: leads were found of whom nobody had wanted to know, and nothing of it was offered again.
#[test]
fn a_check_of_one_type_goes_on_with_that_type() {
    let mut app = ready();
    app.want(ListIntent::ChooseType(Some(Contact)));
    app.want(ListIntent::ToggleKeep);
    app.want(ListIntent::Begin);
    app.settle();
    let expected = (verdicts(&app), text(&results(&app).run.text));
    let mut app = reloaded(app);
    app.want(ListIntent::ContinueKept);
    app.settle();
    assert_eq!((verdicts(&app), text(&results(&app).run.text)), expected);
    assert_eq!(results(&app).types, ListTypesView::Current(Some(Contact)));
    assert!(asked(sent(&app).iter().map(|(_, call)| call)).is_empty(), "it was taken up");

    // One of which nothing was answered yet, and one whose search cannot be read, ask for that type alone as well.
    for damage in [false, true] {
        let mut app = ready();
        app.want(ListIntent::ChooseType(Some(Contact)));
        app.want(ListIntent::ToggleKeep);
        if damage {
            app.want(ListIntent::Begin);
            app.settle();
            for stored in app.store.lists.values_mut() {
                stored.parts.get_mut(&KeptPart::Search(0)).unwrap()[0] ^= 0x40;
            }
        } else {
            app.portal.instead = Some(silent);
            app.want(ListIntent::Begin);
            app.settle();
            app.portal.instead = None;
        }
        let mut app = reloaded(app);
        app.want(ListIntent::ContinueKept);
        app.settle();
        assert_eq!((verdicts(&app), text(&results(&app).run.text)), expected);
        assert!(!asked(sent(&app).iter().map(|(_, call)| call)).is_empty());
        assert!(entities(&app).iter().all(|entity| *entity == Some(Contact)));
    }
}

#[test]
fn a_check_for_another_type_is_kept_in_the_place_of_the_one_before() {
    let mut app = kept();
    app.want(ListIntent::ChooseType(Some(Contact)));
    app.want(ListIntent::Begin);
    app.settle();
    let expected = verdicts(&app);
    assert_ne!(expected, verdicts(&kept()));
    assert!(details(&app).iter().any(|line| line.starts_with("This browser has kept the list since")));
    let mut app = reloaded(app);
    app.want(ListIntent::ContinueKept);
    app.settle();
    assert_eq!((results(&app).types, verdicts(&app)), (ListTypesView::Current(Some(Contact)), expected));

    // What the user has erased is not kept again by that.
    app.want(ListIntent::EraseKept);
    app.want(ListIntent::ChooseType(None));
    app.want(ListIntent::Begin);
    app.settle();
    assert!(app.store.lists.is_empty() && verdicts(&app) == verdicts(&kept()));
}

#[test]
fn how_it_was_read_and_what_was_corrected_comes_back() {
    let mut app = super::list::app();
    app.want(ListIntent::TextPasted(LIST.to_owned()));
    app.want(ListIntent::Choose(FileChoice::Headings(Headings::Absent)));
    app.want(ListIntent::SetColumn(1, Holds::Phones));
    app.want(ListIntent::SetColumn(2, Holds::Other));
    app.want(ListIntent::ReadRows);
    let place = read(&app).pieces.iter().find(|piece| piece.text == "4,91605E+11").unwrap().place.unwrap();
    app.want(ListIntent::Correct { place, by: "+49 30 5550100".to_owned() });
    app.want(ListIntent::ToggleKeep);
    app.want(ListIntent::Begin);
    app.settle();
    let place = 0;
    app.want(ListIntent::Correct { place, by: "+49 30 5550101".to_owned() });
    app.want(ListIntent::ContinueWithRest);
    app.settle();
    let expected = verdicts(&app);
    assert_eq!(expected.iter().map(|(_, verdict)| *verdict).filter(|verdict| *verdict == "once").count(), 2);
    let mut app = reloaded(app);
    assert_eq!(offer(&app).as_deref(), Some("This browser keeps a pasted list whose check can go on"));
    app.want(ListIntent::ContinueKept);
    app.settle();
    assert_eq!((list(&app).name, verdicts(&app)), (None, expected));
}

#[test]
fn it_is_offered_to_its_user_and_its_portal_alone() {
    let store = kept().store;
    let page = |host, user| is_offered(&on_page_of(store.clone(), host, user));
    assert!(page("portal.example", 1), "the user who was told by the portal's frame is that of the webhook");
    assert!(!page("portal.example", 2) && !page("other.example", 1));
    assert_eq!(on_page_of(store, "portal.example", 2).store.lists.len(), 1, "and stays");
}

#[test]
fn it_is_erased_after_a_day() {
    let mut app = kept();
    app.now += DAY_MS - 60_000;
    let mut app = reloaded(app);
    assert!(is_offered(&app));
    app.now += 120_000;
    let app = reloaded(app);
    assert!(!is_offered(&app) && app.store.lists.is_empty());

    // Also where the page was open all the while.
    let mut app = kept();
    app.now += DAY_MS;
    app.tell(SessionEvent::Awake);
    assert!(app.store.lists.is_empty());
    assert!(details(&app).iter().any(|line| line.starts_with("24 hours are over")));
}

#[test]
fn what_cannot_be_read_is_erased_and_said_and_a_search_that_cannot_is_asked_anew() {
    let damaged = |part: KeptPart| {
        let mut app = kept();
        for stored in app.store.lists.values_mut() {
            stored.parts.get_mut(&part).unwrap()[0] ^= 0x40;
        }
        reloaded(app)
    };
    let app = damaged(KeptPart::Head);
    assert_eq!(
        offer(&app).as_deref(),
        Some("A list that this browser kept could not be read, and was erased")
    );
    assert!(app.store.lists.is_empty());
    let mut app = damaged(KeptPart::Search(0));
    app.want(ListIntent::ContinueKept);
    app.settle();
    assert_eq!(verdicts(&app), verdicts(&kept()));
}

#[test]
fn a_file_that_is_read_otherwise_since_is_checked_anew() {
    let mut app = kept();
    for stored in app.store.lists.values_mut() {
        let other = LIST.replace("5550100", "5550111");
        stored.file = Source::File("people.csv".to_owned(), other.into_bytes());
    }
    let mut app = reloaded(app);
    app.want(ListIntent::ContinueKept);
    assert!(matches!(list(&app).stage, ListStage::Ready(_)));
    assert!(notice(&app).unwrap().starts_with("The file is read otherwise"));
    assert!(app.store.lists.is_empty() && read(&app).keep == KeepView::Unwanted);
}

#[test]
fn where_the_browser_keeps_nothing_it_says_so_beforehand() {
    let denied = Store { fault: Some(StoreFault::Denied), ..Store::default() };
    let mut app = on_page_of(denied, "portal.example", 1);
    drop_file(&mut app, "people.csv", LIST);
    app.want(ListIntent::ReadRows);
    assert_eq!(read(&app).keep, KeepView::Denied);
    app.want(ListIntent::Begin);
    app.settle();
    assert_eq!(verdicts(&app)[4], (6, "new"));
}

#[test]
fn nothing_is_kept_of_a_list_whose_user_does_not_want_it() {
    let app = super::list::checked();
    assert!(app.store.lists.is_empty());
    assert_eq!(app.store.asked, [StoreCall::Look]);
    let app = reloaded(app);
    assert!(!is_offered(&app));
}

#[test]
fn where_there_is_no_room_that_is_said_and_the_check_goes_on() {
    let mut app = ready();
    app.store.fault = Some(StoreFault::Full);
    app.want(ListIntent::ToggleKeep);
    app.want(ListIntent::Begin);
    app.settle();
    assert_eq!(results(&app).run.state, ListRunState::Done);
    let full = "The list is not kept: this browser has no room left for it";
    assert!(details(&app).iter().any(|line| line == full), "{:?}", details(&app));

    // And when it is full in the middle, nothing stays that would be gone on with in part.
    let mut app = keeping(900);
    app.answer();
    app.store.fault = Some(StoreFault::Full);
    app.settle();
    assert!(details(&app).iter().any(|line| line == full) && app.store.lists.is_empty());
}

/// Two tabs of one user: the list that is kept last is the one that comes back, and the other tab says so and leaves it alone.
#[test]
fn a_list_that_another_tab_keeps_in_its_place_is_left_alone_and_that_is_said() {
    let in_place = |app: &mut App| {
        for list in app.store.lists.values_mut() {
            list.by.0 += 1;
            list.parts.retain(|part, _| *part == KeptPart::Head);
        }
    };
    let is_left =
        |app: &App| app.store.lists.len() == 1 && app.store.lists.values().all(|list| list.parts.len() == 1);
    let mut app = keeping(900);
    while app.store.lists.is_empty() {
        assert!(app.answer() || app.wake());
    }
    in_place(&mut app);
    app.settle();
    assert!(details(&app).iter().any(|line| line == ELSEWHERE), "{:?}", details(&app));
    app.want(ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::All });
    app.settle();
    assert!(is_left(&app), "what the other tab keeps is as it was");

    let mut app = kept();
    in_place(&mut app);
    app.want(ListIntent::EraseKept);
    app.settle();
    assert!(is_left(&app), "what the user erases is this list alone");
    assert!(details(&app).iter().any(|line| line == ELSEWHERE), "{:?}", details(&app));
}

/// Two tabs that went on with the same list wrote over each other's answers. Now it is of the one that has gone on last.
#[test]
fn a_list_that_another_tab_goes_on_with_is_that_ones() {
    let mut first = keeping(900);
    while first.store.lists.is_empty() {
        assert!(first.answer() || first.wake());
    }
    let mut second = beside(&first);
    second.want(ListIntent::ContinueKept);
    second.settle();
    assert_eq!(results(&second).run.done, 900);

    first.store = second.store.clone();
    first.settle();
    assert_eq!((results(&first).run.state, results(&first).run.done), (ListRunState::Done, 900));
    assert!(details(&first).iter().any(|line| line == ELSEWHERE), "{:?}", details(&first));
    assert_eq!(results(&first).run.erase, None);
    let parts = |app: &App| app.store.lists.values().map(|list| list.parts.clone()).collect::<Vec<_>>();
    assert_eq!(parts(&first), parts(&second), "nothing is written over");

    // Going on with it back and forth is as good: the verdicts are there, and nothing is asked.
    let mut third = beside(&second);
    third.want(ListIntent::ContinueKept);
    third.settle();
    assert_eq!(results(&third).run.done, 900);
    assert!(asked(sent(&third).iter().map(|(_, call)| call)).is_empty());

    // The second one, whose check is over, hears of it as soon as it would change something.
    second.store = third.store.clone();
    second.want(ListIntent::EraseKept);
    assert_eq!(second.store.lists.len(), 1);
    assert!(details(&second).iter().any(|line| line == ELSEWHERE), "{:?}", details(&second));
}

/// Another tab goes on with whatever is kept.
fn take_over(app: &mut App) {
    for list in app.store.lists.values_mut() {
        list.by.0 += 100;
    }
}

/// What was offered is what is erased, and not what another tab has made of it since.
#[test]
fn an_offer_that_another_tab_has_taken_is_not_erased_by_this_one() {
    let mut offered = reloaded(kept());
    assert!(is_offered(&offered));
    take_over(&mut offered);
    offered.want(ListIntent::EraseKept);
    assert_eq!(offered.store.lists.len(), 1);
    assert_eq!(offer(&offered).as_deref(), Some(TAKEN));
}

/// Nor is it brought back: whatever is there now is offered first.
#[test]
fn an_offer_that_another_tab_has_taken_is_offered_anew_before_it_is_brought_back() {
    let mut offered = reloaded(kept());
    take_over(&mut offered);
    offered.want(ListIntent::ContinueKept);
    offered.settle();
    assert_eq!((list(&offered).stage, notice(&offered).as_deref()), (ListStage::Idle, Some(TAKEN)));
    offered.want(ListIntent::ContinueKept);
    offered.settle();
    assert_eq!(verdicts(&offered), verdicts(&kept()));
}

/// The page said nothing, and file and answers stayed.
#[test]
fn who_gives_up_what_another_tab_has_gone_on_with_is_told_that_it_stays() {
    for gives_up in [ListIntent::AnotherFile, ListIntent::EraseKept] {
        let mut app = kept();
        take_over(&mut app);
        app.want(gives_up.clone());
        assert_eq!(app.store.lists.len(), 1);
        let told = notice(&app).into_iter().chain(if gives_up == ListIntent::EraseKept {
            details(&app)
        } else {
            vec![]
        });
        assert!(told.into_iter().any(|line| line == TAKEN || line == ELSEWHERE), "{gives_up:?}");
    }
    let mut app = on_page_of(Store::default(), "portal.example", 1);
    drop_file(&mut app, "people.csv", LIST);
    app.want(ListIntent::ReadRows);
    app.want(ListIntent::ToggleKeep);
    app.want(ListIntent::Begin);
    app.settle();
    take_over(&mut app);
    app.want(Intent::Disconnect);
    assert_eq!((app.store.lists.len(), offer(&app).as_deref()), (1, Some(TAKEN)));
}

/// The second *Continue* took the answer of the first one, did not find its file, and what was kept was erased.
#[test]
fn who_gives_up_and_continues_at_once_gets_the_list() {
    let mut app = reloaded(kept());
    app.store.leave_to_story();
    app.want(ListIntent::ContinueKept);
    assert!(matches!(list(&app).stage, ListStage::Opening { .. }));
    app.want(ListIntent::AnotherFile);
    app.chance += 1;
    app.want(ListIntent::ContinueKept);
    app.store_answers();
    assert!(matches!(list(&app).stage, ListStage::Opening { .. }), "the first answer is not of this");
    app.store_answers();
    app.settle();
    assert_eq!((verdicts(&app), app.store.lists.len()), (verdicts(&kept()), 1));
}

/// What was kept was erased without a word where its file could not be read.
#[test]
fn a_list_whose_file_cannot_be_read_is_kept_on() {
    let mut app = reloaded(kept());
    app.reader = Reader::Gone;
    for stored in app.store.lists.values_mut() {
        stored.file = Source::File("people.csv".to_owned(), vec![0; 64]);
    }
    app.want(ListIntent::ContinueKept);
    app.settle();
    assert!(matches!(list(&app).stage, ListStage::Refused(_)), "{:?}", list(&app).stage);
    assert!(app.store.lists.len() == 1 && notice(&app).unwrap().starts_with("This browser keeps a list"));
    app.want(ListIntent::EraseKept);
    assert!(app.store.lists.is_empty());
}

/// The older one stayed, and nobody said so.
#[test]
fn a_list_that_is_not_kept_leaves_the_one_before_and_that_is_offered_again() {
    let mut app = reloaded(kept());
    app.store.fault = Some(StoreFault::Full);
    app.want(ListIntent::Show);
    drop_file(&mut app, "others.csv", &nobody(3));
    app.want(ListIntent::ReadRows);
    app.want(ListIntent::ToggleKeep);
    app.want(ListIntent::Begin);
    app.settle();
    assert!(
        details(&app).iter().any(|line| line.starts_with("The list is not kept: this browser has no room"))
    );
    app.want(ListIntent::AnotherFile);
    assert_eq!(notice(&app).as_deref(), Some("This browser keeps a list whose check can go on: people.csv"));
}

/// The answer about an earlier list ended the keeping of the one after it, and what was kept of that stayed.
#[test]
fn what_is_said_of_an_earlier_list_changes_nothing_of_this_one() {
    let mut app = keeping(900);
    while app.store.lists.is_empty() {
        assert!(app.answer() || app.wake());
    }
    let by = Holder(app.store.lists.values().map(|list| list.by.0 + 1).sum());
    app.said.push_back(ExtraEvent::Store(StoreAnswer::Kept { by, kept: Err(StoreFault::Failed) }));
    app.settle();
    assert_eq!(app.store.lists.len(), 1, "it is kept");
    assert!(app.store.lists.values().all(|list| list.parts.len() > 1), "with what became known since");
}

#[test]
fn it_is_erased_at_any_time_by_who_wants_that() {
    let mut app = reloaded(kept());
    app.want(ListIntent::EraseKept);
    assert!(app.store.lists.is_empty());
    assert_eq!(offer(&app).as_deref(), Some("What this browser kept of the list is erased"));

    let mut app = keeping(900);
    while app.sent.is_empty() {
        assert!(app.wake());
    }
    assert_eq!(results(&app).run.erase.map(|action| action.name), Some("erase-kept"));
    app.want(ListIntent::EraseKept);
    let calls = app.store.asked.len();
    app.settle();
    assert!(app.store.lists.is_empty() && app.store.asked.len() == calls, "nothing is kept any more");
    assert_eq!(results(&app).run.erase, None);
    assert!(details(&app).iter().any(|line| line == "This browser keeps nothing of the list any more"));

    let mut app = kept();
    app.store.fault = Some(StoreFault::Failed);
    app.want(ListIntent::EraseKept);
    assert!(details(&app).iter().any(|line| line.contains("could not be erased")), "{:?}", details(&app));
}

#[test]
fn what_is_checked_and_saved_is_erased_and_that_is_said() {
    let mut app = kept();
    assert!(!app.store.lists.is_empty());
    app.want(ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::All });
    app.settle();
    assert!(app.store.lists.is_empty());
    assert!(details(&app).iter().any(|line| line.starts_with("The list is checked and saved, so")));
}

#[test]
fn who_gives_the_list_or_the_portal_up_leaves_nothing_and_who_leaves_the_page_can_come_back() {
    let mut app = kept();
    app.want(ListIntent::AnotherFile);
    assert!(app.store.lists.is_empty());

    let mut app = on_page_of(Store::default(), "portal.example", 1);
    drop_file(&mut app, "people.csv", LIST);
    app.want(ListIntent::ReadRows);
    app.want(ListIntent::ToggleKeep);
    app.want(ListIntent::Begin);
    app.settle();
    let mut left = kept();
    left.tell(SessionEvent::PutAway);
    assert_eq!((app.store.lists.len(), left.store.lists.len()), (1, 1));
    app.want(Intent::Disconnect);
    assert!(app.store.lists.is_empty());
    left.tell(SessionEvent::BroughtBack);
    left.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init()))));
    left.settle();
    assert!(is_offered(&left));
}

#[test]
fn a_list_that_does_not_come_back_is_said_to() {
    let mut app = reloaded(kept());
    app.store.fault = Some(StoreFault::Failed);
    app.want(ListIntent::ContinueKept);
    app.settle();
    assert_eq!(list(&app).stage, ListStage::Idle);
    assert_eq!(notice(&app).as_deref(), Some("The list could not be brought back"));
}

#[test]
fn who_gives_up_while_it_comes_back_can_go_on_with_it_another_time() {
    let mut app = reloaded(kept());
    app.files.leave_to_story();
    app.want(ListIntent::ContinueKept);
    assert!(matches!(list(&app).stage, ListStage::Opening { .. }));
    app.want(ListIntent::AnotherFile);
    assert_eq!((list(&app).stage, app.store.lists.len()), (ListStage::Idle, 1));
    assert!(notice(&app).unwrap().starts_with("This browser keeps a list"));
    app.want(ListIntent::EraseKept);
    assert!(app.store.lists.is_empty(), "it was in these hands");
}

/// What is kept holds neither the token nor the webhook, which the page never has, nor the id of a record that the user may
/// not read beyond what is needed to count it.
#[test]
fn nothing_is_asked_of_the_storage_by_a_reader_that_is_gone() {
    let mut app = ready();
    app.reader = Reader::Gone;
    app.want(ListIntent::ToggleKeep);
    app.want(ListIntent::ToggleKeep);
    app.want(ListIntent::Begin);
    app.settle();
    let calls = app.effects.iter().filter(|effect| matches!(effect, Effect::Extra(Extra::Store(_)))).count();
    assert_eq!((calls, app.store.lists.len()), (1, 0), "the box was ticked and not ticked again");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_that_is_reloaded_at_any_step_comes_to_the_same_verdicts(stays in prop::collection::vec(0..40_usize, 1..4)) {
        let mut app = ready();
        app.want(ListIntent::ToggleKeep);
        app.want(ListIntent::Begin);
        // Until the portal has said who the user is, nothing is kept.
        while app.store.lists.is_empty() {
            prop_assert!(app.answer() || app.wake());
        }
        for stay in stays {
            for step in 0..stay {
                app.now += 4_000;
                if step % 2 == 0 { app.answer() } else { app.wake() };
            }
            app = reloaded(app);
            app.want(ListIntent::ContinueKept);
        }
        app.settle();
        let expected = verdicts(&super::list::checked());
        prop_assert_eq!(verdicts(&app), expected);
    }
}
