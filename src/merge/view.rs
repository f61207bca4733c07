//! A merge, as it is shown.

use crate::compare::view::date;
use crate::domain::RecordRef;
use crate::i18n::{Arg, Key, Message};
use crate::session::Connection;
use crate::session::view::{NoticeView, Tone, of_refusal, plain, with};

use super::Intent;
use super::candidates::{Candidate, Reason};
use super::merge::{End, Merge, State};

/// A merge, from the choice to what came of it.
#[derive(Clone, PartialEq, Debug)]
pub struct MergeView {
    /// The records that could stay, with what speaks for each.
    pub candidates: Vec<CandidateView>,
    /// What the portal will refuse, and why; empty if nothing is seen.
    pub obstacles: Vec<String>,
    /// How far it is.
    pub step: StepView,
    /// The address of the portal's own page for merging these.
    pub page: String,
}

/// How far it is.
#[derive(Clone, PartialEq, Debug)]
pub enum StepView {
    /// The user chooses.
    Choosing,
    /// It waits for a *yes*.
    Confirming {
        /// Whether these shall be merged into that.
        question: Message,
        /// What will be gone, record by record.
        gone: Vec<Message>,
    },
    /// The order is out.
    Merging,
    /// It is over.
    Over {
        /// How it ended.
        notice: NoticeView<Intent>,
        /// A person can do it on the portal's own page.
        page: PageOffer,
        /// Whether it can be put away.
        closing: Closing,
    },
}

/// Whether the portal's own page is the way on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageOffer {
    /// It is what to do next.
    Yes,
    /// There is nothing to do there.
    No,
}

/// Whether what came of it can be put away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closing {
    /// It can.
    Offered,
    /// It has to be seen.
    Withheld,
}

/// A record that could stay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CandidateView {
    /// Which.
    pub reference: RecordRef,
    /// What it is called.
    pub title: Message,
    /// What speaks for it.
    pub reasons: Vec<Message>,
    /// It is the one that is proposed.
    pub proposed: bool,
    /// It is the one that is chosen.
    pub chosen: bool,
}

/// What is shown.
pub(crate) fn view(merge: &Merge, connection: &Connection) -> MergeView {
    MergeView {
        candidates: merge.candidates.iter().map(|candidate| of_candidate(merge, candidate)).collect(),
        obstacles: merge.obstacles.iter().map(|obstacle| obstacle.label.clone()).collect(),
        step: step(merge),
        page: connection.origin.as_str() + &merge.page_path(),
    }
}

/// What a screen reader is told.
pub(crate) fn news(view: &MergeView) -> Option<Message> {
    match &view.step {
        StepView::Choosing => None,
        StepView::Confirming { question, .. } => Some(question.clone()),
        StepView::Merging => Some(Key::MergeUnderWay.into()),
        StepView::Over { notice, .. } => Some(notice.title.clone()),
    }
}

fn of_candidate(merge: &Merge, candidate: &Candidate) -> CandidateView {
    CandidateView {
        reference: candidate.reference,
        title: candidate.title.clone(),
        reasons: candidate.reasons.iter().map(reason).collect(),
        proposed: merge.proposed == Some(candidate.reference),
        chosen: merge.survivor == candidate.reference,
    }
}

fn reason(reason: &Reason) -> Message {
    match reason {
        Reason::OpenDeals(count) => Message::counting(Key::MergeOpenDeals, *count as u64),
        Reason::OpenDealsAtLeast(count) => Message::counting(Key::MergeOpenDealsMore, *count as u64),
        Reason::LatestActivity(iso) => Message::plain(Key::MergeLatest).with("date", Arg::Message(date(iso))),
        Reason::MostFilled(count) => Message::counting(Key::MergeMostFilled, *count as u64),
        Reason::Oldest(iso) => Message::plain(Key::MergeOldest).with("date", Arg::Message(date(iso))),
    }
}

fn step(merge: &Merge) -> StepView {
    match &merge.state {
        State::Choosing => StepView::Choosing,
        State::Confirming => {
            let gone: Vec<Message> = merge.others().map(|candidate| candidate.title.clone()).collect();
            let question = Message::counting(Key::MergeQuestion, gone.len() as u64);
            let question = question.with("survivor", Arg::Message(merge.survivor_title()));
            StepView::Confirming { question, gone }
        }
        State::Merging(_) => StepView::Merging,
        State::Over(end) => over(merge, end),
    }
}

/// How it ended.
fn over(merge: &Merge, end: &End) -> StepView {
    let told = |tone, title: Key, hint: Key| plain(tone, title.into(), Some(hint.into()));
    let closing = if merge.can_be_closed() { Closing::Offered } else { Closing::Withheld };
    let (notice, page) = match end {
        End::Done => {
            let merged = Message::counting(Key::MergeMerged, merge.others().count() as u64);
            let title = merged.with("survivor", Arg::Message(merge.survivor_title()));
            (plain(Tone::Good, title, Some(Key::MergeMergedHint.into())), PageOffer::No)
        }
        End::Conflict => (told(Tone::Warning, Key::MergeConflict, Key::MergeConflictHint), PageOffer::Yes),
        End::Refused => (told(Tone::Alert, Key::MergeRefused, Key::MergeRefusedHint), PageOffer::Yes),
        End::SurvivorGone => (told(Tone::Alert, Key::MergeGone, Key::MergeGoneHint), PageOffer::No),
        End::NotInPlan => (told(Tone::Alert, Key::MergePlan, Key::MergeNothing), PageOffer::No),
        End::NotBegun(refusal) => {
            let notice = NoticeView { hint: Some(Key::MergeNothing.into()), ..of_refusal(refusal) };
            (with(notice, "retry", Key::RefusalRetry, Intent::Begin), PageOffer::No)
        }
        End::Unknown(refusal) => {
            let NoticeView { code, detail, .. } = of_refusal::<Intent>(refusal);
            let notice = told(Tone::Alert, Key::MergeUnknown, Key::MergeUnknownHint);
            (NoticeView { code, detail, ..notice }, PageOffer::No)
        }
    };
    StepView::Over { notice, page, closing }
}
