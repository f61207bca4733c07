//! Lists and CRMs that are made by chance, and whatever a user may do while they are checked: every row has exactly one
//! verdict at any time, none says more than is known, and in the end each is the one that the CRM gives it.

use std::collections::BTreeMap;

use b24_duplicates::domain::{Country, EntityType};
use b24_duplicates::page::{
    CheckedView, ExportRows, Holds, ListGrouping, ListIntent, ListRunState, ListSort, ListStage,
    ListTypesView, VerdictKind, WriteAs,
};
use b24_duplicates::protocol::frame::Placement;
use proptest::prelude::*;

use super::app::{App, text};
use super::portal::{Company, Contact, Lead, Portal, error};

/// Ids of hidden records begin here: nothing else that is shown looks like them.
const HIDDEN: u64 = 765_432_100;

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Written {
    /// With the code of its country.
    International,
    /// Without it.
    National,
}

type Number = (usize, Written);

fn spelling((last, written): Number) -> String {
    match written {
        Written::International => format!("+49 30 5550{last:03}"),
        Written::National => format!("030 5550{last:03}"),
    }
}

#[derive(Clone, Debug)]
struct Person {
    entity: EntityType,
    numbers: Vec<Number>,
    is_hidden: bool,
}

#[derive(Clone, Debug)]
struct ListRow {
    numbers: Vec<Number>,
    /// One of its cells holds what cannot be asked.
    has_junk: bool,
}

fn number() -> impl Strategy<Value = Number> {
    (0..10_usize, prop::sample::select(vec![Written::International, Written::National]))
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    let entity = prop::sample::select(vec![Contact, Contact, Lead]);
    let person = (entity, prop::collection::vec(number(), 1..3), prop::bool::weighted(0.25))
        .prop_map(|(entity, numbers, is_hidden)| Person { entity, numbers, is_hidden });
    prop::collection::vec(person, 0..12)
}

fn rows() -> impl Strategy<Value = Vec<ListRow>> {
    let row = (prop::collection::vec(number(), 0..3), prop::bool::weighted(0.2))
        .prop_map(|(numbers, has_junk)| ListRow { numbers, has_junk });
    prop::collection::vec(row, 1..12)
}

fn portal(people: &[Person]) -> Portal {
    people.iter().zip(1..).fold(Portal::default(), |portal, (person, id)| {
        let stored: Vec<String> = person.numbers.iter().map(|number| spelling(*number)).collect();
        let stored: Vec<&str> = stored.iter().map(String::as_str).collect();
        if person.is_hidden {
            portal.with(person.entity, HIDDEN + id, &stored).hidden()
        } else {
            portal.with(person.entity, id, &stored)
        }
    })
}

fn file(rows: &[ListRow]) -> String {
    let line = |(row, number): (&ListRow, u64)| {
        let cell = |at: usize| row.numbers.get(at).map(|number| spelling(*number)).unwrap_or_default();
        let junk = if row.has_junk { "4,91605E+11" } else { "" };
        format!("Row {number};{};{};{junk}\n", cell(0), cell(1))
    };
    let lines = rows.iter().zip(2..).map(line);
    std::iter::once("Name;Phone;Mobile;Remark\n".to_owned()).chain(lines).collect()
}

/// The verdict that the CRM gives a row, if all of the list is checked, for all types or one alone.
fn truth(rows: &[ListRow], people: &[Person], only: Option<EntityType>) -> BTreeMap<u64, VerdictKind> {
    let is_asked = |person: &&Person| only.is_none_or(|only| person.entity == only);
    let is_written = |number: &Number| rows.iter().any(|row| row.numbers.contains(number));
    let has = |row: &ListRow, last: usize| row.numbers.iter().any(|(of, _)| *of == last);
    let verdict = |row: &ListRow, before: &[ListRow]| {
        let found = people.iter().filter(is_asked);
        let found = found.filter(|person| person.numbers.iter().any(|(last, _)| has(row, *last)));
        let (hidden, visible): (Vec<&Person>, Vec<&Person>) = found.partition(|person| person.is_hidden);
        let as_written =
            |person: &Person| person.numbers.iter().any(|number| has(row, number.0) && is_written(number));
        let repeats = before.iter().any(|earlier| row.numbers.iter().any(|(last, _)| has(earlier, *last)));
        match (visible.len(), hidden.len()) {
            _ if row.numbers.is_empty() => VerdictKind::NotValid,
            (0, 0) if row.has_junk => VerdictKind::NotValid,
            (0, 0) if repeats => VerdictKind::Repeated,
            (0, 0) => VerdictKind::New,
            (0, _) => VerdictKind::Hidden,
            _ if !visible.iter().chain(&hidden).any(|person| as_written(person)) => {
                VerdictKind::OtherSpelling
            }
            (1, 0) => VerdictKind::Once,
            _ => VerdictKind::Several,
        }
    };
    let of = |(place, row): (usize, &ListRow)| {
        (place as u64 + 2, verdict(row, rows.get(..place).unwrap_or_default()))
    };
    rows.iter().enumerate().map(of).collect()
}

/// What happens while a list is checked.
#[derive(Clone, Debug)]
enum Happening {
    Wish(ListIntent),
    Answer,
    Wake,
    Fault(u16),
    FilesFail,
    SameFile,
}

fn happening() -> impl Strategy<Value = Happening> {
    let wishes = vec![
        ListIntent::Pause,
        ListIntent::GoOn,
        ListIntent::Stop,
        ListIntent::ContinueWithRest,
        ListIntent::ChooseType(Some(Contact)),
        ListIntent::ChooseType(Some(Company)),
        ListIntent::ChooseType(None),
        ListIntent::Begin,
        ListIntent::ToggleFilter(VerdictKind::New),
        ListIntent::ToggleFilter(VerdictKind::Several),
        ListIntent::ClearFilters,
        ListIntent::Search("row".to_owned()),
        ListIntent::Search("no row".to_owned()),
        ListIntent::Search(String::new()),
        ListIntent::Sort(ListSort::Verdict),
        ListIntent::Group(ListGrouping::ByRecord),
        ListIntent::ShowRows { first: 2, count: 4 },
        ListIntent::OpenRow(1),
        ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::All },
        ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::Shown },
        ListIntent::ToPreview,
        ListIntent::SetColumn(2, Holds::Other),
        ListIntent::ToResults,
        ListIntent::Correct { place: 0, by: "nothing".to_owned() },
        ListIntent::Leave,
        ListIntent::Show,
    ];
    prop_oneof![
        12 => prop::sample::select(wishes).prop_map(Happening::Wish),
        8 => Just(Happening::Answer),
        8 => Just(Happening::Wake),
        1 => prop::sample::select(vec![503, 500, 429]).prop_map(Happening::Fault),
        1 => Just(Happening::FilesFail),
        1 => Just(Happening::SameFile),
    ]
}

fn results(app: &App) -> Option<CheckedView> {
    match app.page().list?.stage {
        ListStage::Checked(checked) => Some(*checked),
        _ => None,
    }
}

/// Which type alone the verdicts are of, as they say.
fn said_only(results: &CheckedView) -> Option<EntityType> {
    let said: Vec<String> = results.run.details.iter().map(text).collect();
    let is_said = |words: &str| said.iter().any(|said| said.starts_with(words));
    let words = [(Lead, "Only leads"), (Contact, "Only contacts"), (Company, "Only companies")];
    words.into_iter().find(|(_, words)| is_said(words)).map(|(entity, _)| entity)
}

/// What is shown at any time.
fn assert_honest(app: &App, rows: &[ListRow], people: &[Person]) -> Result<(), TestCaseError> {
    let shown = format!("{:?}", app.view());
    prop_assert!(!shown.contains("7654321"), "a hidden record is named: {shown}");
    let Some(results) = results(app) else { return Ok(()) };
    let only = said_only(&results);
    match results.types {
        ListTypesView::Asking => {}
        ListTypesView::Current(chosen) => prop_assert_eq!(chosen, only),
        ListTypesView::OutOfDate(chosen) => prop_assert_ne!(chosen, only),
    }
    let truth = truth(rows, people, only);
    let parts: u64 = results.summary.verdicts.iter().map(|part| part.rows).sum();
    prop_assert_eq!(parts, truth.len() as u64, "every row has one verdict");
    for row in &results.table.rows {
        match row.verdict.kind {
            VerdictKind::NotChecked | VerdictKind::Incomplete => {}
            kind => prop_assert_eq!(Some(&kind), truth.get(&row.number), "row {}", row.number),
        }
    }
    Ok(())
}

/// Goes on until there is nothing left to check, and shows all rows as they stand in the file.
fn finish(app: &mut App) {
    let wants = [ListIntent::Show, ListIntent::ToResults, ListIntent::ClearFilters];
    let order = [ListIntent::Sort(ListSort::Number), ListIntent::Group(ListGrouping::Apart)];
    for wish in wants.into_iter().chain(order) {
        app.want(wish);
    }
    app.want(ListIntent::Search(String::new()));
    app.want(ListIntent::ShowRows { first: 0, count: 100 });
    for _ in 0..6 {
        app.want(ListIntent::Begin);
        app.want(ListIntent::GoOn);
        app.settle();
        app.want(ListIntent::ContinueWithRest);
        app.settle();
        app.want(b24_duplicates::session::Intent::Resume);
        app.settle();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_has_one_verdict_and_in_the_end_the_true_one(
        people in people(),
        rows in rows(),
        happenings in prop::collection::vec(happening(), 0..40),
    ) {
        let file = file(&rows);
        let mut app = App::framed(portal(&people), Placement::Page);
        app.settle();
        app.files.chosen = Some(("list.csv".to_owned(), file.into_bytes()));
        let columns = (1..4).map(|place| ListIntent::SetColumn(place, Holds::Phones));
        let country = ListIntent::SetCountry(Country::from_code("DE"));
        let way = [ListIntent::FileChosen, ListIntent::SetColumn(0, Holds::Other), country];
        for wish in way.into_iter().chain(columns).chain([ListIntent::ReadRows, ListIntent::Begin]) {
            app.want(wish);
        }
        if rows.iter().all(|row| row.numbers.is_empty()) {
            prop_assert!(results(&app).is_none(), "there is nothing to ask");
            return Ok(());
        }
        assert_honest(&app, &rows, &people)?;
        for happening in happenings {
            match happening {
                Happening::Wish(wish) => app.want(wish),
                Happening::Answer => drop(app.answer()),
                Happening::Wake => drop(app.wake()),
                Happening::Fault(status) => app.instead.push_back(error(status, "")),
                Happening::FilesFail => app.files.fail(),
                Happening::SameFile => {
                    app.files.mend();
                    app.want(ListIntent::FileChosen);
                }
            }
            assert_honest(&app, &rows, &people)?;
        }
        app.instead.clear();
        finish(&mut app);
        let results = results(&app).unwrap();
        prop_assert_eq!(results.run.state, ListRunState::Done, "{:?}", results.run);
        let ListTypesView::Current(only) = results.types else { panic!("{:?}", results.types) };
        let truth = truth(&rows, &people, only);
        let verdicts: BTreeMap<u64, VerdictKind> =
            results.table.rows.iter().map(|row| (row.number, row.verdict.kind)).collect();
        prop_assert_eq!(&verdicts, &truth);
        for part in &results.summary.verdicts {
            let rows = truth.values().filter(|kind| **kind == part.what).count();
            prop_assert_eq!(part.rows, rows as u64, "{:?}", part.what);
        }
        for (_, saved) in &app.files.saved {
            prop_assert!(!String::from_utf8_lossy(saved).contains("7654321"), "a hidden record is saved");
        }
    }
}
