//! What stands in a card's fields is asked as it is stored, and beside that as a person reads it.

use b24_duplicates::app::Effect;
use b24_duplicates::domain::sanitised;
use b24_duplicates::lookup::view::RunState;
use b24_duplicates::protocol::{Command, OwnerKind, RestCall};
use rstest::rstest;
use serde_json::json;

use super::app::{App, shown, text, verdicts};
use super::applications::Which;
use super::portal::{Company, Contact, Lead, Portal};

/// In the tab of contact 10, to the end.
fn opened(which: Which, portal: Portal) -> App {
    let mut app = App::in_card(which, portal, OwnerKind::Record(Contact), 10);
    app.settle();
    assert_eq!(app.card().state, RunState::Done);
    app
}

/// What each request asked in so many words. Whether a record is still there is asked with its type.
fn spelled(app: &App) -> Vec<Vec<String>> {
    let mut requests = Vec::new();
    for effect in &app.effects {
        let Effect::Send { call: RestCall::Batch(batch), .. } = effect else { continue };
        let mut spelled = Vec::new();
        for (_, command) in &batch.commands {
            if let Command::Find { spellings, entity: None, .. } = command {
                spelled.extend(spellings.iter().cloned());
            }
        }
        requests.push(spelled);
    }
    requests
}

/// How a record was found that is the only one.
fn found(app: &App) -> (Vec<String>, Vec<(String, Option<String>)>) {
    let results = app.card().results.unwrap();
    let records = results.groups.iter().flat_map(|group| &group.records);
    let matched = records.flat_map(|record| &record.matched);
    let matched = matched.map(|one| (one.spelling.clone(), one.remark.as_ref().map(text))).collect();
    (shown(&results), matched)
}

const COMPLETE: &str = "Complete: every phone and e-mail was checked.";

fn completeness(app: &App) -> Vec<String> {
    app.card().results.unwrap().completeness.lines.iter().map(text).collect()
}

/// All of these were said to be nobody else's, completely checked.
#[rstest]
#[case::the_first("8 495 123-45-67, 8 916 123-45-67", "+7 495 1234567")]
#[case::the_second("8 495 123-45-67, 8 916 123-45-67", "+7 (916) 1234567")]
#[case::side_by_side("89161234567 84951234567", "+7 495 1234567")]
#[case::a_worded_extension("+7 916 123-45-67 доб. 123", "89161234567")]
#[case::emails("anna@example.com, ole@example.com", "Ole@example.com")]
#[case::the_first_email("anna@example.com, ole@example.com", "anna@example.com")]
#[case::a_sign_behind("anna@example.com;", "anna@example.com")]
#[case::a_mark_before("\u{200b}anna@example.com", "anna@example.com")]
#[case::a_mark_before_a_plus("\u{202a}+86 10 1234 5678\u{202c}", "+86 (10) 12345678")]
#[case::a_zero_that_is_not_dialled("+49 (0)30 1234567", "+49 30 1234567")]
fn what_a_person_reads_in_a_field_is_asked_beside_it(
    #[case] stored: &'static str,
    #[case] other: &'static str,
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let app = opened(which, Portal::default().with(Contact, 10, &[stored]).with(Lead, 20, &[other]));
    let seen = sanitised(stored);
    // What the portal itself sees is marked by nothing: it cuts a list of numbers off behind the first.
    let is_seen = stored.starts_with("8 495") && other.starts_with("+7 495");
    let remark = (!is_seen)
        .then(|| format!("stored as {other}; Bitrix24's own check does not see this as a duplicate"));
    let spelling = if is_seen { other.to_owned() } else { seen.clone() };
    assert_eq!(found(&app), (vec!["lead 20".to_owned()], vec![(spelling, remark)]));
    assert_eq!(verdicts(&app.card().searched), [(seen.as_str(), "found")]);
    assert_eq!(completeness(&app), [COMPLETE]);
}

/// The first request cannot ask it: it refers to a card that nobody has read yet.
#[rstest]
fn it_goes_along_with_the_request_that_loads_what_was_found(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = || Portal::default().with(Contact, 10, &["+7 916 123-45-67 доб. 123", "112"]);
    let app = opened(which, portal().with(Lead, 20, &["112"]));
    assert_eq!(spelled(&app), [vec![], vec!["+7 916 123-45-67".to_owned()]]);
    assert_eq!(shown(&app.card().results.unwrap()), ["lead 20"]);
    let nobody = opened(which, portal());
    assert_eq!(
        spelled(&nobody),
        [vec![], vec!["+7 916 123-45-67".to_owned()]],
        "one more, for such a field only"
    );
    let another = opened(which, portal().with(Lead, 20, &["112"]).with(Company, 30, &["89161234567"]));
    assert_eq!((another.requests, shown(&another.card().results.unwrap()).len()), (3, 2));
}

#[rstest]
#[case(&["+7 (916) 123-45-67", "anna@example.com", "112"])]
#[case(&[" Anna@Example.com ", "8-800-555-35-35", "\u{202e}113"])]
#[case(&["0170/1234567", "тел. 8 495 123-45-67", "84951234568,123"])]
fn a_field_with_one_number_or_address_takes_no_further_request(
    #[case] stored: &'static [&'static str],
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let portal = || Portal::default().with(Contact, 10, stored);
    assert_eq!(opened(which, portal()).requests, 1);
    assert_eq!(opened(which, portal().with(Lead, 20, stored)).requests, 2);
}

#[rstest]
fn a_portal_that_does_not_know_references_is_asked_all_of_it_at_once(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let stored = ["anna@example.com, ole@example.com", "112"];
    let portal = || Portal::default().with(Contact, 10, &stored).with(Lead, 20, &["ole@example.com"]);
    let (new, old) = (opened(which, portal()), opened(which, portal().old()));
    assert_eq!((found(&old), old.card().searched), (found(&new), new.card().searched));
    let mut asked = spelled(&old).remove(1);
    asked.sort_unstable();
    assert_eq!(asked, ["112", "anna@example.com", "anna@example.com, ole@example.com", "ole@example.com"]);
}

/// Two fields that say the same twice are two values and three questions.
#[rstest]
fn what_stands_in_a_field_of_its_own_is_found_by_that_one(#[values(Which::Card, Which::Page)] which: Which) {
    let stored = ["89161234568, 89161234567", "+7 916 123-45-67"];
    let app = opened(which, Portal::default().with(Contact, 10, &stored).with(Lead, 20, &["8 916 1234567"]));
    let (_, matched) = found(&app);
    assert_eq!(matched, [("8 916 1234567".to_owned(), None)]);
    let searched = app.card().searched;
    assert_eq!(verdicts(&searched), [(stored[0], "absent"), (stored[1], "found")]);
    assert_eq!(app.requests, 2);
}

/// The portal makes nothing of such digits, and the card said that its phone cannot be searched.
#[rstest]
fn digits_of_another_keyboard_are_read(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .with(Contact, 10, &[])
        .field("PHONE", json!([{ "VALUE": "٠٩١٦١٢٣٤٥٦٧" }, { "VALUE": "n/a" }]));
    let app = opened(which, portal.with(Lead, 20, &["0916 1234567"]));
    let searched = app.card().searched;
    assert_eq!(verdicts(&searched), [("09161234567", "found"), ("n/a", "invalid")]);
}

#[rstest]
fn an_address_in_a_field_for_phones_is_asked_as_one(#[values(Which::Card, Which::Page)] which: Which) {
    let portal = Portal::default()
        .with(Contact, 10, &[])
        .field("PHONE", json!([{ "VALUE": "89161234567 anna@example.com" }]));
    let app = opened(which, portal.with(Lead, 20, &["anna@example.com"]));
    let remark = "stored as anna@example.com; Bitrix24's own check does not see this as a duplicate";
    assert_eq!(found(&app).1, [("89161234567 anna@example.com".to_owned(), Some(remark.to_owned()))]);
}

#[rstest]
fn what_nobody_can_read_is_told_and_the_search_is_not_complete(
    #[values(Which::Card, Which::Page)] which: Which,
) {
    let stored = "8 (495) 123-45-67/68";
    let app = opened(which, Portal::default().with(Contact, 10, &[stored]));
    assert_eq!(verdicts(&app.card().searched), [(stored, "absent"), ("68", "invalid")]);
    assert_eq!(completeness(&app), ["1 value cannot be searched and was left out."]);
}
