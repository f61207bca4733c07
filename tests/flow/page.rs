//! The page: the webhook, the search box, attachments.

use b24_duplicates::app::{Effect, FocusTarget, SessionEvent};
use b24_duplicates::card::CallView;
use b24_duplicates::domain::{CommKind, EntityType, KindChoice, OriginError, parse_paste};
use b24_duplicates::lookup::view::{Loaded, RunState};
use b24_duplicates::lookup::{self, Arrangement};
use b24_duplicates::page::{
    ATTACH_ABOVE_BYTES, CallIntent, ConnectionView, ExtraEvent, FormIntent, Intent, PastedPart,
};
use b24_duplicates::protocol::Command;
use b24_duplicates::protocol::frame::Placement;
use b24_duplicates::protocol::webhook::WebhookError;
use b24_duplicates::search::{Pools, Search};
use b24_duplicates::session;
use rstest::rstest;
use serde_json::json;

use super::app::{App, Due, Reader, shown, text, verdicts};
use super::portal::{Company, Contact, Lead, Lists, Portal, error};

fn example() -> Portal {
    Portal::default().with(Contact, 275, &["1234567"]).with(Contact, 2297, &["11223355"])
}

fn connected(portal: Portal) -> App {
    let mut app = App::on_page(portal);
    app.settle();
    assert_eq!(app.page().state, RunState::Ready);
    app
}

/// Where the module that reads cannot be had: by simple rules.
fn connected_simply(portal: Portal) -> App {
    let mut app = App::on_page(portal);
    app.reader = Reader::Gone;
    app.settle();
    assert_eq!(app.page().state, RunState::Ready);
    app
}

fn search(app: &mut App, input: &str) {
    app.want(FormIntent::Type(input.to_owned()));
    app.want(FormIntent::Search);
    app.settle();
}

#[test]
fn the_documented_example_finds_the_two_contacts() {
    let mut app = connected(example());
    search(&mut app, "1234567, 11223355");
    let page = app.page();
    assert_eq!(page.state, RunState::Done);
    assert_eq!(shown(&page.results.unwrap()), ["contact 2297", "contact 275"]);
    app.want(lookup::Intent::Arrange(Arrangement::ByValue));
    let results = app.page().results.unwrap();
    assert_eq!(verdicts(&results.values), [("1234567", "found"), ("11223355", "found")]);
    // No heading tells what it is.
    let record = &results.values[0].records[0];
    assert_eq!(record.labels.iter().map(text).collect::<Vec<_>>(), ["Contact"]);
}

/// What the portal says of a hidden record changes between two questions. The report is whole all the same, and says
/// what happened.
#[test]
fn answers_that_did_not_fit_together_are_told() {
    let numbers: Vec<String> = (0..60).map(|n| (1_000_000 + n).to_string()).collect();
    let hidden = |portal: Portal, id, number| portal.with(Contact, id, &[number]).hidden();
    let portal = [(7, "1000005"), (8, "1000025"), (9, "1000045")]
        .into_iter()
        .fold(Portal::default(), |portal, (id, number)| hidden(portal, id, number));
    let mut app = connected(portal);
    app.want(FormIntent::Type(numbers.join("\n")));
    app.want(FormIntent::Search);
    app.answer();
    app.answer();
    app.portal.records.remove(0);
    let results = app.settle().page().results.unwrap();
    let lines: Vec<String> = results.completeness.lines.iter().map(text).collect();
    let told =
        "The portal's answers about 20 values did not fit together, so each was asked about by itself.";
    assert!(lines[0].starts_with("Complete:") && lines.iter().any(|line| line == told), "{lines:?}");
}

#[test]
fn a_value_that_nobody_has_is_absent_in_words_that_fit_a_page() {
    let mut app = connected(example());
    search(&mut app, "+1 202 555 0199");
    app.want(lookup::Intent::Arrange(Arrangement::ByValue));
    let results = app.page().results.unwrap();
    assert_eq!(text(&results.headline), "No record has these phones and e-mails");
    assert_eq!(text(&results.values[0].verdict.as_ref().unwrap().text), "no record");
}

#[test]
fn the_connection_is_shown_by_host_and_user_and_can_be_given_up() {
    let mut app = connected(example());
    let shown = ConnectionView::Webhook { host: "portal.example".to_owned(), user: 1 };
    assert_eq!(app.page().connection, shown);
    assert_eq!(app.view().portal.as_deref(), Some("portal.example"));
    search(&mut app, "1234567");
    app.want(Intent::Disconnect);
    assert!(app.effects.contains(&Effect::ForgetCredential));
    let page = app.page();
    assert_eq!((page.state, page.results), (RunState::Disconnected, None));
    app.connect();
    app.settle();
    assert_eq!(app.page().form.unwrap().text, "1234567", "the text stays");
}

#[test]
fn a_wrong_address_is_told_at_the_field_and_nothing_is_sent() {
    let mut app = App::on_page(example());
    app.settle();
    app.want(Intent::Disconnect);
    app.tell(ExtraEvent::WebhookTaken(Err(WebhookError::NotAWebhook)));
    let ConnectionView::Asking { error: Some(error) } = app.page().connection else { panic!("no error") };
    assert_eq!(error.code, "B24D-ADDRESS-PATH");
}

#[test]
fn a_webhook_that_the_portal_does_not_know_is_forgotten() {
    let mut app = App::on_page(example());
    assert!(matches!(app.page().connection, ConnectionView::Checking { .. }));
    app.instead.push_back(error(401, "INVALID_CREDENTIALS"));
    app.settle();
    let page = app.page();
    assert_eq!((page.state, page.notice.unwrap().code), (RunState::Disconnected, "B24D-WEBHOOK"));
    assert!(app.effects.contains(&Effect::ForgetCredential));
    app.connect();
    assert_eq!(app.settle().page().state, RunState::Ready);
}

/// Such a webhook was connected as if it were fine, and only the first search said that something is missing.
#[test]
fn a_webhook_that_may_not_ask_about_the_crm_is_not_connected() {
    let has_no_crm = |command: &Command| (command.method() == "scope").then(|| Ok(json!(["user"])));
    let mut app = App::on_page(Portal { instead: Some(has_no_crm), ..example() });
    assert_eq!(app.requests, 1, "it costs no request more");
    app.settle();
    let page = app.page();
    let notice = page.notice.unwrap();
    assert_eq!((page.state, notice.code), (RunState::Disconnected, "B24D-SCOPE"));
    assert_eq!(text(&notice.title), "This webhook lacks the permission CRM (scope crm)");
    assert!(app.effects.contains(&Effect::ForgetCredential));
    assert!(matches!(app.effects.last(), Some(Effect::Focus(FocusTarget::WebhookField))));
    app.portal.instead = None;
    app.connect();
    assert_eq!(app.settle().page().state, RunState::Ready);
}

#[test]
fn a_portal_that_does_not_tell_what_a_webhook_may_do_is_connected_all_the_same() {
    let refuses = |command: &Command| {
        (command.method() == "scope")
            .then(|| Err(json!({ "error": "ACCESS_DENIED", "error_description": "" })))
    };
    let mut app = App::on_page(Portal { instead: Some(refuses), ..example() });
    app.settle();
    assert_eq!((app.page().state, app.requests), (RunState::Ready, 1));
}

/// A part of the answer can be a limit, which says nothing about the webhook.
#[test]
fn a_webhook_of_which_the_portal_has_not_said_who_it_is_is_asked_about_again() {
    let is_busy = |command: &Command| {
        (command.method() == "profile").then(|| {
            Err(json!({ "error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many requests" }))
        })
    };
    let mut app = App::on_page(Portal { instead: Some(is_busy), ..example() });
    app.answer();
    assert!(matches!(app.page().connection, ConnectionView::Checking { .. }));
    app.portal.instead = None;
    app.settle();
    assert_eq!((app.page().state, app.requests), (RunState::Ready, 2));
}

#[test]
fn a_portal_that_is_down_is_told_while_it_is_tried_again() {
    let mut app = App::on_page(example());
    app.down_until = u64::MAX;
    assert!(app.answer());
    let page = app.page();
    assert_eq!((page.state, page.notice.unwrap().code), (RunState::Disconnected, "B24D-CONNECTING"));
    app.want(Intent::Disconnect);
    assert!(matches!(app.page().connection, ConnectionView::Asking { error: None }));
}

/// On a page of its own there is no *page of the portal*, and reloading ours forgets the webhook: who read
/// that advice lost what was typed and was no further.
#[rstest]
#[case("expired_token")]
#[case("NO_AUTH_FOUND")]
fn a_webhook_that_stops_working_is_sent_to_be_checked(#[case] refusal: &str) {
    let mut app = connected(example());
    app.want(FormIntent::Type("1234567".to_owned()));
    app.want(FormIntent::Search);
    app.instead.push_back(error(401, refusal));
    app.settle();
    let hint = text(&app.page().notice.unwrap().hint.unwrap());
    assert!(hint.starts_with("Check whether the address"), "{hint}");
    app.want(Intent::Disconnect);
    app.connect();
    app.instead.push_back(error(401, refusal));
    app.settle();
    let hint = text(&app.page().notice.unwrap().hint.unwrap());
    assert!(hint.starts_with("Check whether the address"), "{hint}");
}

/// A method that waits for an administrator's consent was told as an access that is not recognised.
#[test]
fn a_method_that_waits_for_consent_is_sent_to_the_administrator() {
    let mut app = connected(example());
    app.want(FormIntent::Type("1234567".to_owned()));
    app.want(FormIntent::Search);
    app.instead.push_back(error(401, "METHOD_CONFIRM_WAITING"));
    let notice = app.settle().page().notice.unwrap();
    assert_eq!(notice.code, "B24D-CONSENT");
    assert_eq!(text(&notice.hint.unwrap()), "Ask an administrator of the portal.");
}

/// `https://localhost/…` was answered by *the address has to begin with https://*, which it does.
#[test]
fn a_portal_of_another_machine_is_told_as_that() {
    let mut app = App::on_page(example());
    app.want(Intent::Disconnect);
    app.tell(ExtraEvent::WebhookTaken(Err(WebhookError::Origin(OriginError::OtherMachine))));
    let ConnectionView::Asking { error: Some(error) } = app.page().connection else { panic!("no error") };
    assert_eq!(error.code, "B24D-ADDRESS-LOCAL");
    assert!(text(&error.text).contains("on this computer"));
}

#[test]
fn an_answer_for_an_earlier_connection_is_dropped() {
    let mut app = App::on_page(example());
    let (old, call) = app.sent[0].clone();
    app.want(Intent::Disconnect);
    app.connect();
    let raw = app.portal.answer(&call);
    app.tell(SessionEvent::Received { id: old, raw });
    assert!(matches!(app.page().connection, ConnectionView::Checking { .. }));
    assert_eq!(app.settle().page().state, RunState::Ready);
}

#[test]
fn invalid_values_are_told_before_anything_is_sent_and_kept_in_the_list() {
    let mut app = connected_simply(example());
    let before = app.requests;
    app.want(FormIntent::Type("a@b@c@d@e@f.example\n1234567".to_owned()));
    let page = app.page();
    assert_eq!((page.state, app.requests), (RunState::Invalid, before));
    let form = page.form.unwrap();
    assert_eq!((form.invalid.len(), form.invalid[0].line, form.can_search), (1, 1, true));
    assert_eq!(text(&form.search_label), "Search 1 value");
    app.want(FormIntent::Search);
    app.settle();
    app.want(lookup::Intent::Arrange(Arrangement::ByValue));
    let results = app.page().results.unwrap();
    assert_eq!(verdicts(&results.values), [("a@b@c@d@e@f.example", "invalid"), ("1234567", "found")]);
    assert_eq!(text(&results.headline), "Found: 1 contact");
    assert_eq!(text(&results.completeness.lines[0]), "1 value cannot be searched and was left out.");
}

#[test]
fn only_invalid_values_cannot_be_searched() {
    let mut app = connected_simply(example());
    let before = app.requests;
    search(&mut app, &"1".repeat(40));
    let page = app.page();
    assert_eq!((page.state, app.requests), (RunState::Invalid, before));
    assert!(!page.form.unwrap().can_search);
}

/// *Not a complete e-mail* helped nobody to find a sign that cannot be seen.
#[rstest]
#[case("an\u{7}na@example.com")]
#[case("+7 916\u{0}1234567")]
fn a_control_character_is_named(#[case] value: &str) {
    let mut app = connected_simply(example());
    app.want(FormIntent::Type(value.to_owned()));
    let form = app.page().form.unwrap();
    assert_eq!(self::text(&form.invalid[0].why.into()), "has an invisible control character");
    assert_eq!(form.text, value, "and stays in the box");
}

#[test]
fn one_type_and_one_kind_can_be_chosen() {
    let portal = Portal::default().with(Lead, 1, &["1234567"]).with(Company, 2, &["1234567"]);
    let mut app = connected(portal);
    app.want(FormIntent::ChooseKind(Some(CommKind::Phone)));
    app.want(FormIntent::ChooseType(Some(EntityType::Company)));
    search(&mut app, "1234567");
    let results = app.page().results.unwrap();
    assert_eq!(shown(&results), ["company 2"]);
    let lines: Vec<_> = results.completeness.lines.iter().map(text).collect();
    assert_eq!(lines, ["Complete: every phone and e-mail was checked.", "Only companies were searched."]);
    let form = app.page().form.unwrap();
    assert_eq!((form.kind, form.entity), (Some(CommKind::Phone), Some(EntityType::Company)));
}

/// A search of one type used to say that no record at all has the value.
#[rstest]
#[case(EntityType::Lead, "No lead has these phones and e-mails", "no lead")]
#[case(EntityType::Contact, "No contact has these phones and e-mails", "no contact")]
#[case(EntityType::Company, "No company has these phones and e-mails", "no company")]
fn what_was_not_searched_is_not_called_absent(
    #[case] entity: EntityType,
    #[case] headline: &str,
    #[case] verdict: &str,
) {
    let others = EntityType::ALL.into_iter().filter(|other| *other != entity);
    let portal = others.fold(Portal::default(), |portal, other| portal.with(other, 1, &["1234567"]));
    let mut app = connected(portal);
    app.want(FormIntent::ChooseType(Some(entity)));
    search(&mut app, "1234567");
    app.want(lookup::Intent::Arrange(Arrangement::ByValue));
    let results = app.page().results.unwrap();
    assert_eq!(text(&results.headline), headline);
    assert_eq!(text(&results.values[0].verdict.as_ref().unwrap().text), verdict);
}

#[test]
fn results_of_an_earlier_text_are_marked() {
    let mut app = connected(example());
    search(&mut app, "1234567");
    assert_eq!(app.page().notice, None);
    app.want(FormIntent::Type("11223355".to_owned()));
    let notice = app.page().notice.unwrap();
    assert_eq!(notice.actions[0].intent, FormIntent::SearchAgain.into());
    app.want(FormIntent::SearchAgain);
    app.settle();
    assert_eq!(app.page().notice, None);
    assert_eq!(shown(&app.page().results.unwrap()), ["contact 2297"]);
}

/// After *Stop* it was said that the search was stopped, and not that its results are of another text.
#[test]
fn results_of_a_search_that_was_stopped_are_marked_once_the_text_has_changed() {
    let mut app = connected(example());
    app.want(FormIntent::Type("1234567".to_owned()));
    app.want(FormIntent::Search);
    app.want(lookup::Intent::Cancel);
    let title = |app: &App| text(&app.page().notice.unwrap().title);
    assert_eq!(title(&app), "The search was stopped");
    app.want(FormIntent::Type("11223355".to_owned()));
    assert_eq!(title(&app), "These results belong to an earlier input");
    assert_eq!(app.page().notice.unwrap().actions[0].intent, FormIntent::SearchAgain.into());
}

fn too_many() -> String {
    (0..=Search::<Pools>::LIMIT).map(|number| format!("7916{number:07}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn more_values_than_one_search_takes_are_refused_clearly_and_kept() {
    let mut app = connected_simply(example());
    let before = app.requests;
    app.want(FormIntent::Attach(too_many()));
    app.settle();
    app.want(FormIntent::Search);
    let page = app.page();
    assert_eq!(page.notice.unwrap().code, "B24D-TOO-MANY");
    assert_eq!((page.form.unwrap().attachment.is_some(), app.requests), (true, before));
}

/// The way on from a search that is stuck comes before what is wrong with the next one.
#[test]
fn a_search_that_is_stuck_can_be_gone_on_with_whatever_is_in_the_box() {
    let mut app = connected_simply(Portal { lists: Lists::LeftOut, ..example() });
    search(&mut app, "1234567");
    app.want(FormIntent::Attach(too_many()));
    let page = app.settle().page();
    assert_eq!(
        (page.state, page.notice.unwrap().actions[0].intent.clone()),
        (RunState::Paused, lookup::Intent::Resume.into())
    );
    app.portal.lists = Lists::Honestly;
    app.want(lookup::Intent::Resume);
    assert_eq!(shown(&app.settle().page().results.unwrap()), ["contact 275"]);
}

#[test]
fn a_long_search_says_how_far_it_is_and_a_short_one_does_not() {
    let mut app = connected(example());
    let counted = |app: &App| app.page().progress.unwrap().count.map(|count| text(&count));
    app.want(FormIntent::Type("1234567".to_owned()));
    app.want(FormIntent::Search);
    assert_eq!(counted(&app), None);
    app.settle();
    let many = (0..100).map(|number| format!("7916{number:07}")).collect::<Vec<_>>().join("\n");
    app.want(FormIntent::Type(many));
    app.want(FormIntent::Search);
    assert_eq!(counted(&app).as_deref(), Some("0 of 100"));
}

/// An attached text cannot be edited, so that *search them in parts* was no way out.
#[test]
fn the_first_of_too_many_values_can_be_searched() {
    let mut app = connected_simply(example());
    app.want(FormIntent::Attach("1234567\n".to_owned() + &too_many()));
    app.settle();
    let notice = app.page().notice.unwrap();
    assert_eq!(text(&notice.actions[0].label), "Search the first 200000");
    app.want(notice.actions[0].intent.clone());
    let page = app.settle().page();
    assert_eq!((page.state, page.notice), (RunState::Done, None));
    let results = page.results.unwrap();
    assert_eq!(shown(&results), ["contact 275"]);
    assert_eq!(text(&results.completeness.lines[0]), "Only the first 200000 different values were searched.");
    // What it says belongs to that text only.
    app.want(FormIntent::Type("11223355".to_owned()));
    assert_eq!(app.page().notice.unwrap().code, "B24D-TOO-MANY");
}

#[test]
fn nobody_has_it_is_not_said_of_a_first_part() {
    let mut app = connected_simply(Portal::default());
    app.want(FormIntent::Attach(too_many()));
    app.settle();
    app.want(FormIntent::SearchFirst);
    let results = app.settle().page().results.unwrap();
    assert_eq!(text(&results.headline), "Nothing found in what was checked");
    assert_eq!(results.completeness.lines.len(), 1);
}

/// Pasting too many values while a search is halted hid the only button by which it goes on.
#[test]
fn a_halted_search_can_go_on_whatever_is_in_the_box() {
    let mut app = connected_simply(example());
    app.want(FormIntent::Type("1234567".to_owned()));
    app.want(FormIntent::Search);
    app.down_until = u64::MAX;
    app.settle();
    app.want(FormIntent::Attach(too_many()));
    while app.timers.contains_key(&Due::Slice) {
        app.wake();
    }
    assert_eq!(app.page().notice.unwrap().actions[0].intent, session::Intent::Resume.into());
}

#[test]
fn a_long_paste_becomes_an_attachment_that_is_read_in_slices_and_can_be_brought_back() {
    let mut app = connected_simply(example());
    app.want(FormIntent::Type("11223355".to_owned()));
    let long = "1234567\n".repeat(ATTACH_ABOVE_BYTES / 8 + 1) + "not a value at all\n";
    app.want(FormIntent::Attach(long));
    assert!(app.timers.contains_key(&Due::Slice));
    let form = app.page().form.unwrap();
    assert!(!form.can_search && form.attachment.is_some());
    assert_eq!(form.text, "11223355");
    let mut slices = 0;
    while app.timers.contains_key(&Due::Slice) {
        app.wake();
        slices += 1;
    }
    assert!(slices > 3, "{slices}");
    let form = app.page().form.unwrap();
    assert_eq!(form.invalid[0].line, ATTACH_ABOVE_BYTES as u64 / 8 + 2);
    let again = ATTACH_ABOVE_BYTES / 8;
    assert_eq!(text(&form.summary.unwrap()), format!("{} phones ({again} repeated)", again + 2));
    app.want(FormIntent::Detach);
    let form = app.page().form.unwrap();
    assert_eq!((form.attachment.is_none(), form.can_undo), (true, true));
    app.want(FormIntent::UndoDetach);
    app.settle();
    app.want(FormIntent::Search);
    app.settle();
    assert_eq!(shown(&app.page().results.unwrap()), ["contact 2297", "contact 275"]);
}

#[test]
fn a_long_text_in_the_box_moves_out_of_it() {
    let mut app = connected(example());
    app.want(FormIntent::Type("1234567 ".repeat(ATTACH_ABOVE_BYTES / 8 + 1)));
    let form = app.page().form.unwrap();
    assert!(form.text.is_empty() && form.attachment.is_some());
}

#[test]
fn clearing_empties_everything_and_an_attached_text_can_be_brought_back() {
    let mut app = connected(example());
    app.want(FormIntent::Attach("11223355".to_owned()));
    search(&mut app, "1234567");
    app.want(FormIntent::Clear);
    let page = app.page();
    assert_eq!((page.state, page.results), (RunState::Ready, None));
    let form = page.form.unwrap();
    assert!(form.text.is_empty() && form.attachment.is_none() && form.can_undo);
}

/// What was typed was gone for good after *Clear*, and a removed text was gone as soon as another was
/// attached. Now each step can be taken back, the last one first, and what came since stays.
#[test]
fn everything_that_left_the_box_can_be_brought_back() {
    let mut app = connected(example());
    app.want(FormIntent::Attach("1234567".to_owned()));
    app.want(FormIntent::Detach);
    app.want(FormIntent::Attach("11223355".to_owned()));
    app.want(FormIntent::Type("a@b.example".to_owned()));
    app.want(FormIntent::Clear);
    app.want(FormIntent::Clear);
    app.want(FormIntent::Type("c@d.example".to_owned()));
    app.want(FormIntent::UndoDetach);
    app.settle();
    let form = app.page().form.unwrap();
    assert_eq!((form.text.as_str(), form.can_undo), ("a@b.example\nc@d.example", true));
    assert_eq!(text(&form.summary.unwrap()), "1 phone, 2 e-mails");
    app.want(FormIntent::UndoDetach);
    app.settle();
    let form = app.page().form.unwrap();
    assert!(!form.can_undo);
    assert_eq!(text(&form.summary.unwrap()), "2 phones, 2 e-mails");
}

#[test]
fn a_new_search_does_not_wait_for_the_names_of_the_last_one() {
    let mut app = connected(example().old());
    app.want(FormIntent::Type("1234567".to_owned()));
    app.want(FormIntent::Search);
    assert!(app.answer() && app.answer());
    assert_eq!((app.page().state, app.sent.len()), (RunState::Done, 1));
    app.want(FormIntent::Type("11223355".to_owned()));
    app.want(FormIntent::Search);
    assert!(matches!(app.effects[app.effects.len() - 2..], [Effect::Abort(_), Effect::Send { .. }]));
    assert_eq!(shown(&app.settle().page().results.unwrap()), ["contact 2297"]);
}

/// It was listed as two phones, one of them with more digits than any phone has.
#[test]
fn a_number_with_its_extension_is_one_phone_and_asked_in_both_ways() {
    let with_extension = "+7 495 123-45-67 доб. 12";
    let portal = Portal::default().with(Contact, 1, &[with_extension]).with(Lead, 2, &["84951234567"]);
    let mut app = connected(portal);
    app.want(FormIntent::Type(format!("{with_extension}\n+7 495 123-45-67")));
    let form = app.page().form.unwrap();
    assert_eq!(text(&form.summary.unwrap()), "2 phones (1 repeated)");
    app.want(FormIntent::Search);
    app.want(CallIntent::Toggle);
    let page = app.settle().page();
    let results = page.results.unwrap();
    assert_eq!(shown(&results), ["lead 2", "contact 1"]);
    assert_eq!(text(&results.headline), "Found: 1 lead and 1 contact");
    let CallView::Shown { of, beside, .. } = page.call else { panic!("not shown") };
    assert_eq!(of, 2, "one call a spelling");
    let expected = format!("Other spellings of the same values are asked in other calls: {with_extension}");
    assert_eq!(beside.as_ref().map(text).as_deref(), Some(expected.as_str()));
}

#[test]
fn reading_in_slices_reads_what_reading_at_once_does() {
    let mut lines: Vec<String> =
        (0..200).map(|number| format!("Anna Berg <a{number}@example.com>")).collect();
    lines.extend((0..200).map(|number| format!("+7 916 {number:07}, {number}@b@c, no value at all")));
    // A line that is longer than a slice, and a tail of lines that push the rest over several slices.
    let long: Vec<String> = (0..2500).map(|number| format!("x{}@example.com", number % 40)).collect();
    lines.insert(100, long.join(";"));
    lines.extend((0..9000).map(|_| "112\r".to_owned()));
    let text = lines.join("\n");
    let whole = parse_paste(&text, KindChoice::Auto);
    let mut app = connected_simply(example());
    app.want(FormIntent::Attach(text));
    while app.timers.contains_key(&Due::Slice) {
        app.wake();
    }
    let form = app.page().form.unwrap();
    let counted = |kind, word| {
        let distinct = whole.distinct().iter().filter(|value| value.kind() == kind).count();
        let read = whole.values.iter().filter_map(|value| value.reading.as_ref().ok());
        let all = read.filter(|value| value.kind() == kind).count();
        format!("{all} {word} ({} repeated)", all - distinct)
    };
    let expected = format!("{}, {}", counted(CommKind::Phone, "phones"), counted(CommKind::Email, "e-mails"));
    assert_eq!(self::text(&form.summary.unwrap()), expected);
    assert_eq!(form.invalid.len() + usize::try_from(form.invalid_more).unwrap(), whole.invalid().count());
    let lines: Vec<_> = whole.invalid().take(20).map(|(value, _)| value.line as u64).collect();
    assert_eq!(form.invalid.iter().map(|invalid| invalid.line).collect::<Vec<_>>(), lines);
}

/// Of a text with the line ends of old Macs, which spreadsheets still write, slices ended inside of lines, and
/// the lines of the next slice were counted from the first one again.
#[rstest]
#[case("\r")]
#[case("\n")]
#[case("\r\n")]
fn a_slice_ends_at_a_line_end_of_any_kind(#[case] line_end: &str) {
    let list = ["+79161234567,12", line_end].concat().repeat(2_500);
    let mut app = connected_simply(example());
    for shift in 0..17 {
        app.want(FormIntent::Attach([&" ".repeat(shift), line_end, &list, "nobody"].concat()));
        while app.timers.contains_key(&Due::Slice) {
            app.wake();
        }
        let form = app.page().form.unwrap();
        assert_eq!(text(&form.summary.unwrap()), "2500 phones (2499 repeated)");
        let invalid: Vec<_> = form.invalid.iter().map(|value| (value.line, value.value.as_str())).collect();
        assert_eq!(invalid, [(2_502, "nobody")]);
        app.want(FormIntent::Detach);
    }
}

fn attach_in_parts(app: &mut App, parts: &[&str], between: impl Fn(&mut App)) {
    let last = parts.len() - 1;
    for (place, part) in parts.iter().enumerate() {
        let part = (*part).to_owned();
        app.want(FormIntent::AttachPart(match place {
            0 => PastedPart::First(part),
            _ if place == last => PastedPart::Last(part),
            _ => PastedPart::Next(part),
        }));
        between(app);
    }
}

fn read_to_the_end(app: &mut App) {
    while app.timers.contains_key(&Due::Slice) {
        app.wake();
    }
}

/// A text of megabytes stopped the page while it was copied as a whole, so it comes in parts. Wherever it is
/// cut, and however much of it is read in between, it is the same text.
#[rstest]
fn a_text_that_comes_in_parts_is_the_whole_text(
    #[values(0, 3, 11, 20)] shift: usize,
    #[values(connected, connected_simply)] connected: fn(Portal) -> App,
) {
    let lines: Vec<_> = (0..3_000).map(|number| format!("+7916{number:07}; x\nnobody {number}\n")).collect();
    let lines = lines.concat();
    let mut whole = connected(example());
    whole.want(FormIntent::Attach(lines.clone()));
    read_to_the_end(&mut whole);
    let inner = (1..4).map(|cut| cut * lines.len() / 4 + shift);
    let cuts: Vec<usize> = [0].into_iter().chain(inner).chain([lines.len()]).collect();
    let parts: Vec<&str> = cuts.windows(2).map(|ends| &lines[ends[0]..ends[1]]).collect();
    for read_between in [true, false] {
        let mut app = connected(example());
        attach_in_parts(&mut app, &parts, |app| {
            if read_between {
                read_to_the_end(app);
            }
        });
        read_to_the_end(&mut app);
        assert_eq!(app.page().form, whole.page().form);
    }
}

#[test]
fn a_text_is_not_searched_before_all_of_it_is_there() {
    let mut app = connected(example());
    app.want(FormIntent::AttachPart(PastedPart::First("1234567\n".to_owned())));
    read_to_the_end(&mut app);
    assert!(!app.page().form.unwrap().can_search);
    app.want(FormIntent::AttachPart(PastedPart::Last("11223355".to_owned())));
    read_to_the_end(&mut app);
    app.want(FormIntent::Search);
    assert_eq!(shown(&app.settle().page().results.unwrap()), ["contact 2297", "contact 275"]);
}

#[test]
fn a_text_that_is_removed_while_it_comes_is_brought_back_as_a_whole() {
    let mut app = connected(example());
    attach_in_parts(&mut app, &["1234567\n", "7916\n", "11223355"], |app| app.want(FormIntent::Detach));
    assert_eq!(app.page().form.unwrap().attachment, None);
    app.want(FormIntent::UndoDetach);
    read_to_the_end(&mut app);
    app.want(FormIntent::Search);
    assert_eq!(shown(&app.settle().page().results.unwrap()), ["contact 2297", "contact 275"]);
}

#[test]
fn a_text_without_any_separator_is_read_in_bounded_steps() {
    let mut app = connected_simply(example());
    app.want(FormIntent::Attach("\u{44f}".repeat(400_000)));
    let mut slices = 0;
    while app.timers.contains_key(&Due::Slice) {
        app.wake();
        slices += 1;
    }
    assert!((5..50).contains(&slices), "{slices}");
    assert!(!app.page().form.unwrap().can_search);
}

/// What could not be searched is not among what no record has: the headline speaks of what was checked.
#[test]
fn nobody_has_it_is_not_said_of_what_was_left_out() {
    let mut app = App::framed(Portal::default(), Placement::Page);
    app.want(FormIntent::Type("112\na@@b".to_owned()));
    app.want(FormIntent::Search);
    let results = app.settle().page().results.unwrap();
    assert_eq!(text(&results.headline), "Nothing found in what was checked");
}

/// Of twenty values in one command nobody knows yet which of them a record has. It is found all the same, of none of the
/// values yet.
#[test]
fn what_a_pool_names_is_shown_before_it_is_known_of_which_value() {
    let values: Vec<String> = (0..60).map(|n| format!("+49301234{n:03}")).collect();
    let portal = Portal::default().with(Contact, 275, &["+49301234007"]).with(Lead, 20, &["+49301234042"]);
    let portal = portal.with(Lead, 901, &["+49301234043"]).hidden();
    let mut app = App::on_page(portal);
    app.settle();
    // By simple rules: a number is asked in one spelling.
    app.reader = Reader::Gone;
    app.want(FormIntent::Type(values.join("\n")));
    app.want(FormIntent::Search);
    while app.page().results.is_none_or(|results| results.groups.len() < 2) {
        assert!(app.answer());
    }
    let results = app.page().results.unwrap();
    assert_eq!(text(&results.headline), "Found so far: 2 leads and 1 contact");
    let rows: Vec<_> = results.groups.iter().flat_map(|group| &group.records).collect();
    assert!(rows.iter().all(|row| row.loaded == Loaded::NotYet && row.matched.is_empty()));
    app.want(lookup::Intent::Arrange(Arrangement::ByValue));
    assert!(app.page().results.unwrap().values.iter().all(|value| value.records.is_empty()));
    app.want(lookup::Intent::Arrange(Arrangement::ByRecord));
    let results = app.settle().page().results.unwrap();
    assert_eq!(shown(&results), ["lead 20", "contact 275"]);
    assert_eq!(results.groups[0].records[0].matched[0].spelling, "+49301234042");
    assert_eq!(text(&results.hidden[0].text), "1 lead is hidden from you");
}
