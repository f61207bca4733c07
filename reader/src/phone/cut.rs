//! Where a run of groups is cut into numbers: the way that costs least.

use super::{
    candidates::{Candidates, FEWEST},
    group::{Group, Joint},
    judge::{Judged, Standing},
};
use crate::context::Context;

/// A piece of a run.
#[derive(Debug)]
pub(super) enum Piece {
    /// A number of so many groups.
    Number(usize, Judged),
    /// A group that belongs to none.
    Left,
}

/// The most groups of a number.
const MOST_GROUPS: usize = 14;

/// Each piece costs as much, so that fewer pieces are preferred.
const PIECE: u32 = 2;
/// More than anything that is done.
const NEVER: u32 = 1_000_000;

/// Cuts a run into numbers and what is left. `is_first`: nothing stands before it in its cell, so that the number
/// of an item may.
pub(super) fn cut(text: &str, run: &[Group], is_first: bool, context: Context<'_>) -> Vec<Piece> {
    let mut whole = Candidates { text, run, context, start: 0 };
    if let Some((0, judged)) = whole.cost_within(run.len()).zip(whole.judge(run.len()))
        && judged.standing == Standing::Valid
    {
        return vec![Piece::Number(run.len(), judged)];
    }
    // The cheapest way to everything before a group, and the piece that ends there.
    let mut ways: Vec<(u32, Option<Piece>)> = vec![(0, None)];
    ways.resize_with(run.len() + 1, || (NEVER, None));
    for start in 0..run.len() {
        let before = ways.get(start).map_or(NEVER, |way| way.0) + PIECE;
        let before = before + if start == 0 { 0 } else { cost_of_cut(run, start, is_first) };
        improve(&mut ways, start + 1, before + cost_of_left(run, start, is_first), Piece::Left);
        whole.start = start;
        for length in 1..=MOST_GROUPS.min(run.len() - start) {
            let Some(within) = whole.cost_within(length) else { break };
            if let Some(judged) = whole.judge(length) {
                let cost = before + within + whole.cost_of(length, judged.standing);
                improve(&mut ways, start + length, cost, Piece::Number(length, judged));
            }
        }
    }
    pieces(ways)
}

fn improve(ways: &mut [(u32, Option<Piece>)], end: usize, cost: u32, piece: Piece) {
    if let Some(way) = ways.get_mut(end).filter(|way| cost < way.0) {
        *way = (cost, Some(piece));
    }
}

fn pieces(mut ways: Vec<(u32, Option<Piece>)>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    while let Some((_, Some(piece))) = ways.pop() {
        if let Piece::Number(length, _) = &piece {
            ways.truncate(ways.len() + 1 - length);
        }
        pieces.push(piece);
    }
    pieces.reverse();
    pieces
}

/// What it costs to cut before a group.
fn cost_of_cut(run: &[Group], place: usize, is_first: bool) -> u32 {
    let Some(group) = run.get(place) else { return NEVER };
    let is_after_item = place == 1 && is_item(run, is_first);
    match group.joint {
        Joint::Cut | Joint::Opening | Joint::Wide | Joint::Slash => 0,
        Joint::Space if is_after_item => {
            if starts_number(run, place) {
                0
            } else {
                4
            }
        }
        Joint::Space => 2,
        Joint::Closing if is_after_item => 0,
        Joint::Tight if is_after_item => 4,
        Joint::Tight | Joint::Odd | Joint::Closing => 5,
    }
}

/// Whether the first group of a run may be the number of an item in a list.
fn is_item(run: &[Group], is_first: bool) -> bool {
    is_first && run.first().is_some_and(|group| group.len() <= 3 && !group.has_plus)
}

/// Whether the groups from a place on do not look like the rest of a number: `1 89161234567`, but not `1 916 123 …`.
fn starts_number(run: &[Group], place: usize) -> bool {
    run.get(place).is_some_and(|group| group.len() >= FEWEST)
        || run.get(place + 1).is_some_and(|group| group.joint != Joint::Space)
}

fn cost_of_left(run: &[Group], place: usize, is_first: bool) -> u32 {
    match run.get(place).map(Group::len) {
        // One digit may as well be what is dialled before the number.
        Some(1) if place == 0 && is_item(run, is_first) => 3,
        Some(2) if place == 0 && is_item(run, is_first) => 0,
        // What is behind a plus is never less than the whole number.
        Some(_) if run.get(place).is_some_and(|group| group.has_plus) => 60,
        Some(1 | 2) => 6,
        Some(FEWEST..) => 25,
        _ => 4,
    }
}
