//! Phones: groups of digits, cut into numbers.

mod accept;
mod candidates;
mod cut;
mod extension;
mod group;
mod judge;
mod label;
mod left;
mod marks;
mod run;
mod service;
mod spell;
mod uri;

use b24_duplicates::domain::{CommKind, KindChoice};

use crate::{Found, Reason, What, claims::Claims, context::Context, text::MANY};
use accept::Setting;
use group::{Group, Joint, Mark};
use run::Runs;

/// Takes every phone of what is left of a line, and every run of digits that is none.
pub(crate) fn claim(text: &str, context: Context<'_>, claims: &mut Claims) {
    uri::claim(text, context, claims);
    service::claim(text, claims);
    let mut groups = group::groups(text, claims);
    marks::mark(text, &mut groups, context.country);
    let mut runs = Runs::new(text, context, &groups, claims);
    let mut rest = groups.as_slice();
    while let Some(first) = rest.first() {
        let length = 1 + rest.iter().skip(1).take_while(|group| follows(first, group)).count();
        let (run, after) = rest.split_at(length);
        match first.mark {
            Mark::Number | Mark::Lettered => {
                let goes_on = after.first().is_some_and(|next| next.joint != Joint::Cut);
                runs.read(run, goes_on, claims);
            }
            Mark::Not(reason) => claim_marked(run, reason, claims),
            Mark::Noise => {}
        }
        rest = after;
    }
    runs.finish(claims);
}

/// Whether a group belongs to the run that another one began.
fn follows(first: &Group, group: &Group) -> bool {
    match first.mark {
        Mark::Number | Mark::Lettered => group.is_open() && group.joint != Joint::Cut,
        mark => group.mark == mark,
    }
}

/// Takes groups that are something else, as one piece if nothing stands between them.
fn claim_marked(run: &[Group], reason: Reason, claims: &mut Claims) {
    let mut rest = run;
    while let Some(first) = rest.first() {
        let near = |pair: &[Group]| matches!(pair, [a, b] if b.lead - a.range.end <= 3 && claims.is_free(&(a.range.end..b.lead)));
        let length = 1 + rest.windows(2).take_while(|pair| near(pair)).count();
        let (piece, after) = rest.split_at(length);
        if piece.iter().any(|group| group.len() >= MANY) {
            let end = piece.last().map_or(first.range.end, |last| last.range.end);
            claims.add(first.lead..end, What::Unread(reason));
        }
        rest = after;
    }
}

/// The phone that is the id of somebody in a messenger: with the code of its country, without a plus.
pub(crate) fn of_messenger(digits: &str, context: Context<'_>) -> Option<Found> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() <= accept::MOST;
    let parsed = context.plans.parse(&["+", digits].concat(), None).filter(|_| is_number)?;
    Some(spell::found(digits.to_owned(), Some(&parsed.number), context))
}

/// What a user who wants phones and nothing else has said of every number.
fn is_forced(context: Context<'_>) -> bool {
    context.kind == KindChoice::Forced(CommKind::Phone)
}

/// The setting in which a number is read, with what the user has said.
fn setting_for(setting: Setting, context: Context<'_>) -> Setting {
    if setting == Setting::Text && is_forced(context) { Setting::Labelled } else { setting }
}
