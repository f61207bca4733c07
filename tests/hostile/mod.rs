//! Hostile answers: each of them in thirteen states of the page and ten of a card's tab, with each kind of
//! credential.
//!
//! In each cell the answer comes once, and again for every request from then on. Whatever it is, nothing
//! panics or hangs, no value is lost, nothing untrue is said, and whoever goes on by what the screen offers comes
//! to what an honest portal would have shown. Like the fixtures, the table does not know how a body is decoded.

mod answers;
mod app;
mod portal;
mod states;
mod user;

use b24_duplicates::protocol::{BodyKind, Node};

use crate::applications::Which;
use answers::{ANSWERS, Answer, Worth};
use app::App;
pub(crate) use states::Credential;
use states::State;

/// A decoder: from a body's text to its tree, or to what it was instead.
pub(crate) type Decode<'a> = &'a dyn Fn(&str) -> Result<Node, BodyKind>;

/// After so many times of going on a search is done.
const PATIENCE: usize = 6;

/// Every answer in every state with one kind of credential, and what is wrong in that cell. No cell is looked at before
/// it is taken: whoever takes them can do something else in between.
pub(crate) fn cells(
    which: Which,
    credential: Credential,
    decode: Decode<'_>,
) -> impl Iterator<Item = Result<(), String>> {
    State::of(which).flat_map(move |state| row(state, which, credential, decode))
}

/// Fails with every cell that is wrong.
pub(crate) fn judge(which: Which, cells: impl IntoIterator<Item = Result<(), String>>) {
    let outcomes: Vec<_> = cells.into_iter().collect();
    let wrong: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).cloned().collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), outcomes.len(), wrong.join("\n"));
    assert_eq!(outcomes.len(), ANSWERS.len() * if which == Which::Page { 13 } else { 10 });
}

/// Every answer in one state.
fn row(
    state: State,
    which: Which,
    credential: Credential,
    decode: Decode<'_>,
) -> impl Iterator<Item = Result<(), String>> {
    let reached = state.reach(which, credential).and_then(|before| {
        let mut app = before.clone();
        app.settle(&App::answer)?;
        let by_itself = app.told(Worth::Honest)?;
        Ok((before, Honest { by_itself, in_the_end: finish(&mut app, Worth::Honest)? }))
    });
    let cell = move |answer: &Answer| {
        let (before, honest) = reached.as_ref().map_err(|error| format!("not reached: {error}"))?;
        let passes = match answer.worth {
            Worth::Honest | Worth::Passing => true,
            Worth::Unusable => !matches!(state, State::Opening | State::Deal),
            Worth::Token => credential == Credential::Token,
            Worth::Final | Worth::Lie => false,
        };
        once(before.clone(), answer, passes, honest, decode)?;
        always(before.clone(), answer, honest, decode)
    };
    let told = move |answer| cell(answer).map_err(|error| format!("{state:?}, {}: {error}", answer.name));
    ANSWERS.iter().map(told)
}

/// What is told where the portal is honest.
struct Honest {
    by_itself: Vec<String>,
    /// After the user has gone on as long as there was something to go on with.
    in_the_end: Vec<String>,
}

/// The answer comes once. Where it passes, the user does not notice.
fn once(
    mut app: App,
    answer: &Answer,
    passes: bool,
    honest: &Honest,
    decode: Decode<'_>,
) -> Result<(), String> {
    app.suffer(answer, decode)?;
    app.settle(&App::answer)?;
    let by_itself = app.told(answer.worth)?;
    if passes && by_itself != honest.by_itself {
        return Err(format!("by itself it tells {by_itself:#?}"));
    }
    if answer.worth == Worth::Lie {
        finish(&mut app, Worth::Lie)?;
        app.start_again();
        app.settle(&App::answer)?;
    }
    let in_the_end = finish(&mut app, Worth::Honest)?;
    if in_the_end == honest.in_the_end { Ok(()) } else { Err(format!("in the end it tells {in_the_end:#?}")) }
}

/// The user goes on with an honest portal until the search is done.
fn finish(app: &mut App, worth: Worth) -> Result<Vec<String>, String> {
    for _ in 0..PATIENCE {
        app.settle(&App::answer)?;
        let told = app.told(worth)?;
        if !app.go_on() {
            return Ok(told);
        }
    }
    Err("it is not done, however often the user goes on".to_owned())
}

/// Every answer from now on is this one, also after the user has gone on once.
fn always(mut app: App, answer: &Answer, honest: &Honest, decode: Decode<'_>) -> Result<(), String> {
    let hostile = |app: &mut App| app.suffer(answer, decode);
    app.suffer(answer, decode)?;
    app.settle(&hostile)?;
    let told = app.told(answer.worth)?;
    if answer.worth == Worth::Honest && told != honest.by_itself {
        return Err(format!("each time it tells {told:#?}"));
    }
    if app.go_on() {
        app.settle(&hostile)?;
        app.told(answer.worth)?;
    }
    Ok(())
}
