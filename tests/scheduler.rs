//! The scheduler: several requests at a time, at a pace, with retry, and never without a reason.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stand outside of the tests")]

use b24_duplicates::domain::Millis;
use b24_duplicates::protocol::{
    Batch, BodyKind, Command, CommandName, Node, RawResponse, Reason, Refusal, RestCall, TransportFault,
};
use b24_duplicates::scheduler::{
    CallId, Halt, Outgoing, Renewal, RequestId, Response, ResponseBody, Scheduler, Status, Wait,
};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use rstest::rstest;

/// The largest chance that keeps pauses at their shortest.
const LUCKY: u64 = 0;

fn json(text: &str) -> Node {
    serde_json::from_str(text).unwrap()
}

fn says(status: u16, body: &str) -> RawResponse {
    RawResponse::Decoded { status, body: json(body) }
}

fn profile() -> RawResponse {
    says(200, r#"{"result":{"ID":"1"},"time":{"duration":0.1}}"#)
}

fn error(status: u16, code: &str) -> RawResponse {
    says(status, &format!(r#"{{"error":"{code}","error_description":"Some text."}}"#))
}

fn scheduler() -> Scheduler {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    scheduler.enqueue(RestCall::Single(Command::Profile));
    scheduler
}

fn batch() -> RestCall {
    let command = |name| (CommandName(name), Command::LeadStages);
    RestCall::Batch(Batch { commands: vec![command(1), command(2)] })
}

/// What comes of asking the scheduler.
#[derive(PartialEq, Debug)]
enum Next {
    Sends(Outgoing),
    Is(Status),
}

fn next(scheduler: &mut Scheduler, now: Millis, chance: u64) -> Next {
    match scheduler.dispatch(now, chance) {
        Some(outgoing) => Next::Sends(outgoing),
        None => Next::Is(scheduler.status()),
    }
}

#[track_caller]
fn sent(scheduler: &mut Scheduler, now: Millis) -> RequestId {
    match next(scheduler, now, LUCKY) {
        Next::Sends(outgoing) => outgoing.id,
        Next::Is(status) => panic!("expected a request, got {status:?}"),
    }
}

#[track_caller]
fn waits(scheduler: &mut Scheduler, now: Millis, chance: u64) -> (Millis, Wait) {
    match next(scheduler, now, chance) {
        Next::Is(Status::Waiting { until, why }) => (until, why),
        other => panic!("expected a wait, got {other:?}"),
    }
}

/// A scheduler with so many calls, all of which are under way.
fn under_way(calls: usize) -> (Scheduler, Vec<RequestId>) {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    for _ in 0..calls {
        scheduler.enqueue(RestCall::Single(Command::Profile));
    }
    let sent = (0..calls).map(|_| sent(&mut scheduler, 0)).collect();
    (scheduler, sent)
}

/// Sends all that may be sent.
fn all_sent(scheduler: &mut Scheduler, now: Millis) -> Vec<RequestId> {
    std::iter::from_fn(|| scheduler.dispatch(now, LUCKY)).map(|outgoing| outgoing.id).collect()
}

/// Whatever arrives for a call that may not be repeated is delivered, and nothing sends it again: neither time, nor a
/// new token, nor the user's *go on*.
#[rstest]
#[case::no_answer(RawResponse::Fault(TransportFault::TimedOut), Reason::TimedOut)]
#[case::no_network(RawResponse::Fault(TransportFault::Network { offline: false }), Reason::NetworkDown)]
#[case::offline(RawResponse::Fault(TransportFault::Network { offline: true }), Reason::Offline)]
#[case::aborted(RawResponse::Fault(TransportFault::Aborted), Reason::Aborted)]
#[case::gateway(RawResponse::Unreadable { status: 502, body: BodyKind::Html }, Reason::PortalTrouble)]
#[case::token(error(401, "expired_token"), Reason::TokenExpired)]
#[case::rate(error(503, "QUERY_LIMIT_EXCEEDED"), Reason::RateLimit)]
#[case::operating(error(429, "OPERATION_TIME_LIMIT"), Reason::OperatingLimit)]
#[case::rights(error(400, "ACCESS_DENIED"), Reason::NoCrmAccess)]
fn what_may_not_be_done_twice_is_sent_once(#[case] raw: RawResponse, #[case] reason: Reason) {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    let call_id = scheduler.enqueue_once(RestCall::Single(Command::Profile));
    let id = sent(&mut scheduler, 0);
    let response = scheduler.arrived(id, raw, 1_000).unwrap();
    assert_eq!((response.call_id, response.outcome.unwrap_err().reason), (call_id, reason));
    scheduler.token_renewed();
    scheduler.resume();
    assert_eq!(all_sent(&mut scheduler, 10_000_000), []);
}

/// What it says of the portal counts for all that come after it.
#[test]
fn what_is_sent_once_still_teaches_the_others() {
    let once = || {
        let mut scheduler = Scheduler::new(Renewal::ByParent);
        scheduler.enqueue_once(RestCall::Single(Command::Profile));
        let id = sent(&mut scheduler, 0);
        scheduler.enqueue(RestCall::Single(Command::LeadStages));
        (scheduler, id)
    };
    let (mut scheduler, id) = once();
    let second = sent(&mut scheduler, 0);
    scheduler.arrived(id, error(401, "expired_token"), 100);
    scheduler.arrived(second, error(401, "expired_token"), 100);
    assert_eq!(scheduler.status(), Status::Renewing);
    scheduler.token_renewed();
    assert_eq!(all_sent(&mut scheduler, 200).len(), 1, "the other one, and not that which is sent once");

    let (mut scheduler, id) = once();
    let second = sent(&mut scheduler, 0);
    scheduler.arrived(second, profile(), 50);
    scheduler.enqueue(RestCall::Single(Command::Profile));
    scheduler.arrived(id, RawResponse::Fault(TransportFault::Network { offline: true }), 100);
    assert_eq!(scheduler.status(), Status::Halted(Halt::Offline));
}

#[test]
fn what_is_sent_once_waits_like_any_other_until_it_is_sent() {
    let mut scheduler = scheduler();
    let first = sent(&mut scheduler, 0);
    scheduler.arrived(first, error(401, "expired_token"), 100);
    scheduler.enqueue_once(RestCall::Single(Command::LeadStages));
    assert_eq!(all_sent(&mut scheduler, 200), []);
    scheduler.token_renewed();
    assert_eq!(all_sent(&mut scheduler, 300).len(), 2);
}

#[test]
fn calls_are_sent_in_their_order_and_answered_in_any() {
    let mut scheduler = scheduler();
    scheduler.enqueue(RestCall::Single(Command::LeadStages));
    let first = sent(&mut scheduler, 0);
    let second = sent(&mut scheduler, 0);
    assert_ne!(first, second);
    assert_eq!(next(&mut scheduler, 0, LUCKY), Next::Is(Status::Underway));
    let response = scheduler.arrived(second, profile(), 100).unwrap();
    assert_eq!(
        response,
        Response { call_id: CallId(2), outcome: Ok(ResponseBody::Single(json(r#"{"ID":"1"}"#))) }
    );
    assert_eq!(scheduler.arrived(second, profile(), 200), None, "it was answered");
    assert_eq!(next(&mut scheduler, 200, LUCKY), Next::Is(Status::Underway));
    assert_eq!(scheduler.arrived(first, profile(), 200).unwrap().call_id, CallId(1));
    assert_eq!(next(&mut scheduler, 200, LUCKY), Next::Is(Status::Idle));
}

/// Half of a burst is left to whoever shares the address.
#[test]
fn twenty_are_under_way_at_most_and_never_more_than_the_bucket_still_holds() {
    let mut scheduler = Scheduler::new(Renewal::None);
    for _ in 0..60 {
        scheduler.enqueue(RestCall::Single(Command::Profile));
    }
    let first = all_sent(&mut scheduler, 0);
    assert_eq!((first.len(), scheduler.room()), (20, 0));
    for id in first {
        scheduler.arrived(id, profile(), 100);
    }
    assert_eq!(all_sent(&mut scheduler, 100).len(), 10);
    assert_eq!(next(&mut scheduler, 100, LUCKY), Next::Is(Status::Underway));
    // One more is under way, and one less is left: it takes a second until there is as much of either.
    assert_eq!(scheduler.wakes(), Some(1_000));
    assert_eq!(all_sent(&mut scheduler, 1_000).len(), 1);
}

/// One worker: what was asked beside it waited, and what is asked now goes one by one.
#[test]
fn where_answers_wait_for_each_other_fewer_are_sent_at_once() {
    let took = r#"{"result":{"ID":"1"},"time":{"duration":1.0}}"#;
    let (mut scheduler, ids) = under_way(20);
    for (place, id) in (1..).zip(ids) {
        scheduler.enqueue(RestCall::Single(Command::Profile));
        assert!(scheduler.arrived(id, says(200, took), place * 1_000 + 80).is_some());
    }
    assert_eq!(all_sent(&mut scheduler, 20_080).len(), 1);
}

/// Ten requests under way meet the same gateway. That is one fault, and each of them is asked again by itself.
#[test]
fn what_fails_together_slows_down_once() {
    let (mut scheduler, ids) = under_way(12);
    let gateway = || RawResponse::Unreadable { status: 502, body: BodyKind::Html };
    for id in &ids[..10] {
        assert_eq!(scheduler.arrived(*id, gateway(), 100), None);
    }
    assert_eq!(scheduler.arrived(ids[11], profile(), 100).unwrap().call_id, CallId(12));
    assert_eq!(scheduler.dispatch(100, 400), None);
    assert_eq!((scheduler.status(), scheduler.wakes()), (Status::Underway, Some(500)));
    assert_eq!(all_sent(&mut scheduler, 500).len(), 9, "ten at once, and one is under way");
}

/// The others have something else to do meanwhile.
#[test]
fn only_the_call_that_failed_waits_to_be_asked_again() {
    let (mut scheduler, ids) = under_way(2);
    assert_eq!(scheduler.arrived(ids[0], RawResponse::Fault(TransportFault::Aborted), 100), None);
    let third = scheduler.enqueue(RestCall::Single(Command::Profile));
    let outgoing = scheduler.dispatch(100, 400).unwrap();
    assert_eq!(scheduler.arrived(outgoing.id, profile(), 200).unwrap().call_id, third);
    let again = sent(&mut scheduler, 500);
    assert_eq!(scheduler.arrived(again, profile(), 600).unwrap().call_id, CallId(1));
}

#[test]
fn one_renewal_is_enough_for_all_that_had_the_old_token() {
    let (mut scheduler, ids) = under_way(6);
    assert_eq!(scheduler.arrived(ids[3], error(401, "expired_token"), 100), None);
    assert_eq!(scheduler.arrived(ids[0], error(401, "expired_token"), 110), None);
    assert_eq!(next(&mut scheduler, 110, LUCKY), Next::Is(Status::Renewing));
    assert_eq!(scheduler.arrived(ids[1], profile(), 120).unwrap().call_id, CallId(2), "it was in time");
    scheduler.token_renewed();
    let again = all_sent(&mut scheduler, 200);
    assert_eq!(again.len(), 2);
    for id in [ids[2], ids[4], ids[5]] {
        assert_eq!(scheduler.arrived(id, error(401, "expired_token"), 300), None, "late, with the old token");
    }
    assert_ne!(scheduler.status(), Status::Renewing);
    for id in again {
        assert!(scheduler.arrived(id, profile(), 400).is_some());
    }
    for id in all_sent(&mut scheduler, 400) {
        assert!(scheduler.arrived(id, profile(), 500).is_some());
    }
    assert_eq!(scheduler.status(), Status::Idle);
}

/// A portal that is full says so to all that are under way. It is asked more slowly by one step, not by ten.
#[test]
fn a_rejection_of_many_counts_once() {
    let (mut scheduler, ids) = under_way(10);
    for id in ids {
        assert_eq!(scheduler.arrived(id, error(503, "QUERY_LIMIT_EXCEEDED"), 0), None);
    }
    assert_eq!(waits(&mut scheduler, 0, LUCKY), (715, Wait::Pace));
}

#[rstest]
#[case::rate(error(503, "QUERY_LIMIT_EXCEEDED"), Wait::RateLimit)]
#[case::gateway(RawResponse::Unreadable { status: 502, body: BodyKind::Html }, Wait::Fault)]
#[case::cut_off(RawResponse::Unreadable { status: 200, body: BodyKind::Other }, Wait::Fault)]
#[case::network(RawResponse::Fault(TransportFault::Network { offline: false }), Wait::Fault)]
#[case::timeout(RawResponse::Fault(TransportFault::TimedOut), Wait::Fault)]
#[case::aborted_by_the_browser(RawResponse::Fault(TransportFault::Aborted), Wait::Fault)]
#[case::server_error(error(500, "SOMETHING_NEW"), Wait::Fault)]
#[case::unknown_code(error(404, "SOMETHING_NEW"), Wait::Unknown)]
#[case::no_known_shape(says(200, "[]"), Wait::Unknown)]
#[case::operating(error(429, "OPERATION_TIME_LIMIT"), Wait::OperatingLimit)]
fn what_may_pass_is_asked_again(#[case] raw: RawResponse, #[case] why: Wait) {
    let mut scheduler = scheduler();
    let first = sent(&mut scheduler, 0);
    assert_eq!(scheduler.arrived(first, raw, 100), None);
    let (until, waits_for) = waits(&mut scheduler, 100, 250);
    assert_eq!(waits_for, why);
    assert_eq!(waits(&mut scheduler, until - 1, LUCKY), (until, why), "chance is asked once a pause");
    // After a rejection the bucket is empty as well: two seconds later it pays again.
    let again = sent(&mut scheduler, until + 2_000);
    assert!(scheduler.arrived(again, profile(), until + 3_000).is_some());
}

#[rstest]
#[case::no_rights(error(401, "insufficient_scope"), Reason::ScopeMissing)]
#[case::blocked(error(503, "OVERLOAD_LIMIT"), Reason::PortalBlocked)]
#[case::webhook(error(401, "INVALID_CREDENTIALS"), Reason::WrongWebhook)]
#[case::moved(RawResponse::Fault(TransportFault::Redirected), Reason::PortalMoved)]
#[case::not_there(says(400, r#"{"error":"","error_description":"Not found"}"#), Reason::RecordNotFound)]
fn what_only_a_person_can_mend_is_delivered_at_once(#[case] raw: RawResponse, #[case] reason: Reason) {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    let lead = b24_duplicates::domain::RecordId::new(1).unwrap();
    scheduler.enqueue(RestCall::Single(Command::GetRecord(b24_duplicates::domain::RecordRef::new(
        b24_duplicates::domain::EntityType::Lead,
        lead,
    ))));
    let request = sent(&mut scheduler, 0);
    let refusal = scheduler.arrived(request, raw, 100).unwrap().outcome.unwrap_err();
    assert_eq!(refusal.reason, reason);
    assert_eq!(next(&mut scheduler, 100, LUCKY), Next::Is(Status::Idle));
}

#[test]
fn after_two_minutes_of_faults_it_stops_says_why_and_goes_on_when_told() {
    let mut scheduler = scheduler();
    let mut now = 0;
    let refusal = loop {
        match next(&mut scheduler, now, u64::MAX / 2) {
            Next::Sends(outgoing) => {
                now += 1_000;
                let gateway = RawResponse::Unreadable { status: 502, body: BodyKind::Html };
                assert_eq!(scheduler.arrived(outgoing.id, gateway, now), None);
            }
            Next::Is(Status::Waiting { until, .. }) => now = until,
            Next::Is(Status::Halted(Halt::GaveUp(refusal))) => break refusal,
            Next::Is(status) => panic!("{status:?}"),
        }
    };
    assert_eq!(refusal.reason, Reason::PortalTrouble);
    assert!((120_000..190_000).contains(&now), "gave up at {now}");
    assert_eq!(next(&mut scheduler, now + 1, LUCKY), Next::Is(Status::Halted(Halt::GaveUp(refusal))));
    scheduler.resume();
    let request = sent(&mut scheduler, now + 2);
    assert_eq!(scheduler.arrived(request, profile(), now + 3).unwrap().call_id, CallId(1));
}

/// Answers every request with this after a fifth of a second, until the scheduler stops; gives when, and why.
fn stopped(scheduler: &mut Scheduler, chance: u64, raw: impl Fn() -> RawResponse) -> (Millis, Refusal) {
    let mut now = 0;
    for _ in 0..1_000 {
        match next(scheduler, now, chance) {
            Next::Sends(outgoing) => {
                now += 200;
                let _ = scheduler.arrived(outgoing.id, raw(), now);
            }
            Next::Is(Status::Waiting { until, .. }) => now = until,
            Next::Is(Status::Idle) => drop(scheduler.enqueue(batch())),
            Next::Is(Status::Halted(Halt::GaveUp(refusal))) => return (now, refusal),
            Next::Is(status) => panic!("{status:?}"),
        }
    }
    panic!("it does not stop")
}

/// What the portal says is said as it came, and the call that met it is asked again when the user wants it.
#[rstest]
#[case::code(error(404, "SOMETHING_NEW"), Reason::Other, "SOMETHING_NEW")]
#[case::no_known_shape(says(200, "[]"), Reason::AnswerUnreadable, "")]
fn what_is_unknown_is_said_within_ten_seconds(
    #[case] raw: RawResponse,
    #[case] reason: Reason,
    #[case] code: &str,
    #[values(LUCKY, u64::MAX / 2, u64::MAX - 1)] chance: u64,
) {
    let mut scheduler = scheduler();
    let (now, refusal) = stopped(&mut scheduler, chance, || raw.clone());
    assert!(now <= 10_000, "said at {now}");
    assert_eq!((refusal.reason, refusal.portal_code.as_str()), (reason, code));
    scheduler.resume();
    let request = sent(&mut scheduler, now + 1);
    assert_eq!(scheduler.arrived(request, profile(), now + 2).unwrap().call_id, CallId(1));
}

/// The answers are delivered, and who gave the batch gives it again; nobody but the scheduler has a clock.
#[test]
fn what_is_unknown_in_a_whole_batch_is_said_within_ten_seconds_as_well() {
    let body = limited("SOMETHING_NEW", "SOMETHING_ELSE");
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    let (now, refusal) = stopped(&mut scheduler, u64::MAX / 2, || says(200, &body));
    assert!((2_000..=10_000).contains(&now), "said at {now}");
    assert_eq!(refusal.reason, Reason::Other);
}

/// One of two commands is refused for good. Whoever asked knows that; the portal works.
#[test]
fn what_is_unknown_beside_an_answer_does_not_stop_the_others() {
    let body = limited("", "SOMETHING_NEW");
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    let mut now = 0;
    while now < 30_000 {
        match next(&mut scheduler, now, u64::MAX / 2) {
            Next::Sends(outgoing) => {
                assert!(scheduler.arrived(outgoing.id, says(200, &body), now).is_some());
            }
            Next::Is(Status::Waiting { until, .. }) => now = until,
            Next::Is(Status::Idle) => drop(scheduler.enqueue(batch())),
            Next::Is(status) => panic!("{status:?}"),
        }
    }
}

/// A gateway between two of them: it may be the portal's bad day, and that passes.
#[test]
fn trouble_among_unknown_answers_is_waited_for_like_trouble() {
    let mut scheduler = scheduler();
    let first = sent(&mut scheduler, 0);
    assert_eq!(scheduler.arrived(first, error(502, ""), 0), None);
    let (now, _) = stopped(&mut scheduler, u64::MAX / 2, || error(404, "SOMETHING_NEW"));
    assert!((100_000..130_000).contains(&now), "gave up at {now}");
}

#[test]
fn offline_stops_at_once_and_costs_no_retries() {
    let mut scheduler = scheduler();
    for now in [0, 200_000, 400_000] {
        let request = sent(&mut scheduler, now);
        let offline = RawResponse::Fault(TransportFault::Network { offline: true });
        assert_eq!(scheduler.arrived(request, offline, now + 10), None);
        assert_eq!(next(&mut scheduler, now + 20, LUCKY), Next::Is(Status::Halted(Halt::Offline)));
        scheduler.resume();
    }
    let request = sent(&mut scheduler, 500_000);
    assert!(scheduler.arrived(request, profile(), 500_100).is_some());
}

#[test]
fn an_expired_token_is_renewed_once_and_the_call_sent_again() {
    let mut scheduler = scheduler();
    scheduler.enqueue(RestCall::Single(Command::LeadStages));
    let first = sent(&mut scheduler, 0);
    assert_eq!(scheduler.arrived(first, error(401, "expired_token"), 100), None);
    assert_eq!(next(&mut scheduler, 100, LUCKY), Next::Is(Status::Renewing));
    assert_eq!(next(&mut scheduler, 100, LUCKY), Next::Is(Status::Renewing), "until it is there");
    scheduler.token_renewed();
    let again = sent(&mut scheduler, 300);
    assert_eq!(scheduler.arrived(again, profile(), 400).unwrap().call_id, CallId(1));
    let second = sent(&mut scheduler, 400);
    assert_eq!(scheduler.arrived(second, error(401, "expired_token"), 500), None);
    assert_eq!(
        next(&mut scheduler, 500, LUCKY),
        Next::Is(Status::Renewing),
        "each call may meet an expired token"
    );
}

#[test]
fn a_token_that_is_refused_when_it_is_new_is_lost_and_nothing_else_is() {
    let mut scheduler = scheduler();
    for _ in 0..2 {
        let request = sent(&mut scheduler, 0);
        assert_eq!(scheduler.arrived(request, error(401, "invalid_token"), 100), None);
        if next(&mut scheduler, 100, LUCKY) == Next::Is(Status::Renewing) {
            scheduler.token_renewed();
        }
    }
    assert_eq!(next(&mut scheduler, 100, LUCKY), Next::Is(Status::Halted(Halt::TokenLost)));
    scheduler.resume();
    assert_eq!(next(&mut scheduler, 100, LUCKY), Next::Is(Status::Renewing));
    scheduler.token_lost();
    assert_eq!(next(&mut scheduler, 100, LUCKY), Next::Is(Status::Halted(Halt::TokenLost)));
    scheduler.token_renewed();
    let request = sent(&mut scheduler, 200);
    assert_eq!(scheduler.arrived(request, profile(), 300).unwrap().call_id, CallId(1));
}

#[test]
fn a_call_that_is_held_up_for_long_may_meet_an_expired_token_twice() {
    let mut scheduler = scheduler();
    for at in [0, 300_100] {
        let request = sent(&mut scheduler, at);
        assert_eq!(scheduler.arrived(request, error(401, "expired_token"), at + 100), None);
        assert_eq!(next(&mut scheduler, at + 100, LUCKY), Next::Is(Status::Renewing));
        scheduler.token_renewed();
    }
}

#[test]
fn a_rejection_slows_the_pace_and_answers_bring_it_back() {
    let mut scheduler = scheduler();
    scheduler.enqueue(RestCall::Single(Command::Profile));
    let first = sent(&mut scheduler, 0);
    assert_eq!(scheduler.arrived(first, error(503, "QUERY_LIMIT_EXCEEDED"), 0), None);
    assert_eq!(waits(&mut scheduler, 0, LUCKY), (715, Wait::Pace));
    let again = sent(&mut scheduler, 715);
    assert!(scheduler.arrived(again, profile(), 715).is_some());
    let (until, why) = waits(&mut scheduler, 715, LUCKY);
    assert_eq!((until - 715, why), (704, Wait::Pace));
}

#[test]
fn a_good_answer_renews_the_retries() {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    for now in (0..8).map(|minute| minute * 60_000) {
        scheduler.enqueue(RestCall::Single(Command::Profile));
        let request = sent(&mut scheduler, now);
        assert_eq!(scheduler.arrived(request, RawResponse::Fault(TransportFault::TimedOut), now), None);
        assert_eq!(waits(&mut scheduler, now, 400), (now + 400, Wait::Fault), "a first pause");
        let again = sent(&mut scheduler, now + 400);
        assert!(scheduler.arrived(again, profile(), now + 500).is_some());
    }
}

#[test]
fn a_401_without_words_is_taken_for_the_token_where_there_is_one() {
    let cut_off = || RawResponse::Unreadable { status: 401, body: BodyKind::Other };
    let mut framed = scheduler();
    let request = sent(&mut framed, 0);
    assert_eq!(framed.arrived(request, cut_off(), 100), None);
    assert_eq!(next(&mut framed, 100, LUCKY), Next::Is(Status::Renewing));
    framed.token_renewed();
    let again = sent(&mut framed, 200);
    assert_eq!(framed.arrived(again, cut_off(), 300), None);
    assert_eq!(next(&mut framed, 300, LUCKY), Next::Is(Status::Halted(Halt::TokenLost)));
    let mut webhook = Scheduler::new(Renewal::None);
    webhook.enqueue(RestCall::Single(Command::Profile));
    let request = sent(&mut webhook, 0);
    let refusal = webhook.arrived(request, cut_off(), 100).unwrap().outcome.unwrap_err();
    assert_eq!(refusal.reason, Reason::NotAuthorised);
}

#[test]
fn a_webhook_has_nothing_to_renew() {
    let mut scheduler = Scheduler::new(Renewal::None);
    scheduler.enqueue(RestCall::Single(Command::Profile));
    let request = sent(&mut scheduler, 0);
    let refusal = scheduler.arrived(request, error(401, "expired_token"), 100).unwrap().outcome.unwrap_err();
    assert_eq!(refusal.reason, Reason::TokenExpired);
}

#[test]
fn a_cancelled_call_is_aborted_and_its_late_answer_dropped() {
    let mut scheduler = scheduler();
    scheduler.enqueue(RestCall::Single(Command::LeadStages));
    scheduler.enqueue(RestCall::Single(Command::LeadStages));
    let first = sent(&mut scheduler, 0);
    assert_eq!(scheduler.cancel(CallId(2)), None, "it only waited");
    assert_eq!(scheduler.cancel(CallId(1)), Some(first));
    assert_eq!(scheduler.cancel(CallId(1)), None, "it is gone");
    let third = sent(&mut scheduler, 10);
    assert_eq!(scheduler.arrived(first, RawResponse::Fault(TransportFault::Aborted), 20), None);
    assert_eq!(scheduler.arrived(third, profile(), 30).unwrap().call_id, CallId(3));
}

/// Two connections of a page, one after the other: what the portal of the first one answers late is no answer of the
/// second one's.
#[test]
fn a_late_answer_to_the_connection_before_fits_nothing() {
    let mut first = scheduler();
    let late = sent(&mut first, 0);
    let mut second = Scheduler::after(Renewal::None, first.last_request());
    let call_id = second.enqueue(RestCall::Single(Command::Profile));
    let request = sent(&mut second, 10);
    assert_eq!(second.arrived(late, profile(), 20), None);
    assert_eq!(second.arrived(request, profile(), 30).unwrap().call_id, call_id);
    assert_eq!(second.last_request(), request);
}

/// Our own pace is a wait like any other: whoever asks in between is told the same.
#[test]
fn it_says_what_it_waits_for_until_it_is_asked_again() {
    let mut scheduler = scheduler();
    assert_eq!(scheduler.status(), Status::Idle);
    let request = sent(&mut scheduler, 0);
    assert_eq!(scheduler.status(), Status::Underway);
    assert_eq!(scheduler.arrived(request, error(503, "QUERY_LIMIT_EXCEEDED"), 0), None);
    assert!(matches!(scheduler.status(), Status::Waiting { why: Wait::RateLimit, .. }));
    let (until, why) = waits(&mut scheduler, 0, LUCKY);
    assert_eq!(why, Wait::Pace);
    assert_eq!(scheduler.status(), Status::Waiting { until, why });
    assert_eq!(waits(&mut scheduler, until - 1, LUCKY), (until, why));
    let request = sent(&mut scheduler, until);
    assert!(scheduler.arrived(request, profile(), until).is_some());
    assert_eq!(scheduler.status(), Status::Idle);
}

#[test]
fn withdrawing_ends_the_pause_of_a_fault_but_not_one_that_the_portal_asked_for() {
    let network = RawResponse::Fault(TransportFault::Network { offline: false });
    for (raw, still_waits) in [(network, false), (error(429, "OPERATION_TIME_LIMIT"), true)] {
        let mut scheduler = scheduler();
        let request = sent(&mut scheduler, 0);
        assert_eq!(scheduler.arrived(request, raw, 10), None);
        scheduler.cancel(CallId(1));
        assert_eq!(next(&mut scheduler, 10, 499), Next::Is(Status::Idle));
        scheduler.enqueue(RestCall::Single(Command::Profile));
        assert_eq!(matches!(next(&mut scheduler, 10, 499), Next::Is(Status::Waiting { .. })), still_waits);
    }
}

/// A search is paused for ten minutes while it is asked again after a fault. That is no time of trying.
#[test]
fn time_between_a_cancelled_call_and_the_next_is_no_time_of_trying() {
    let fault = || RawResponse::Fault(TransportFault::Network { offline: false });
    let mut scheduler = scheduler();
    let request = sent(&mut scheduler, 0);
    scheduler.arrived(request, fault(), 10);
    sent(&mut scheduler, 600);
    assert!(scheduler.cancel(CallId(1)).is_some());
    scheduler.enqueue(RestCall::Single(Command::Profile));
    let request = sent(&mut scheduler, 600_000);
    scheduler.arrived(request, fault(), 600_010);
    assert!(matches!(
        next(&mut scheduler, 600_010, LUCKY),
        Next::Sends(_) | Next::Is(Status::Waiting { .. })
    ));
}

const BOTH: &str = r#"{"result":{"result":{"c1":[],"c2":[]},"result_error":[],"result_time":[]}}"#;

fn limited(first: &str, second: &str) -> String {
    let named = |name: &str, code: &str| format!(r#""{name}":{{"error":"{code}","error_description":""}}"#);
    let errors = match (first, second) {
        ("", second) => named("c2", second),
        (first, second) => format!("{},{}", named("c1", first), named("c2", second)),
    };
    let results = if first.is_empty() { r#"{"c1":[]}"# } else { "[]" };
    format!(
        r#"{{"result":{{"result":{results},"result_error":{{{errors}}},"result_time":{{}}}},
            "time":{{"finish":1000,"operating":100,"operating_reset_at":1090}}}}"#
    )
}

#[test]
fn a_batch_is_delivered_command_by_command() {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    scheduler.enqueue(batch());
    let request = sent(&mut scheduler, 0);
    let Ok(ResponseBody::Batch(reply)) = scheduler.arrived(request, says(200, BOTH), 100).unwrap().outcome
    else {
        panic!("no batch");
    };
    assert_eq!(reply.replies.len(), 2);
}

#[rstest]
#[case::rate("QUERY_LIMIT_EXCEEDED", Wait::RateLimit)]
#[case::operating("OPERATION_TIME_LIMIT", Wait::OperatingLimit)]
fn a_limit_on_part_of_a_batch_delivers_the_rest_and_waits(#[case] code: &str, #[case] why: Wait) {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    scheduler.enqueue(batch());
    scheduler.enqueue(batch());
    let request = sent(&mut scheduler, 0);
    let response = scheduler.arrived(request, says(200, &limited("", code)), 100).unwrap();
    let Ok(ResponseBody::Batch(reply)) = response.outcome else { panic!("no batch") };
    assert!(reply.of(CommandName(1)).is_some_and(Result::is_ok));
    assert!(reply.of(CommandName(2)).is_some_and(Result::is_err));
    assert_eq!(waits(&mut scheduler, 100, 400).1, why);
}

#[rstest]
#[case::rate("QUERY_LIMIT_EXCEEDED", Wait::RateLimit)]
#[case::operating("OPERATION_TIME_LIMIT", Wait::OperatingLimit)]
fn a_limit_on_all_of_a_batch_is_one_on_the_request(#[case] code: &str, #[case] why: Wait) {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    scheduler.enqueue(batch());
    let request = sent(&mut scheduler, 0);
    assert_eq!(scheduler.arrived(request, says(200, &limited(code, code)), 100), None);
    assert_eq!(waits(&mut scheduler, 100, 400).1, why);
}

#[test]
fn a_token_that_expires_inside_of_a_batch_is_renewed() {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    scheduler.enqueue(batch());
    let request = sent(&mut scheduler, 0);
    assert_eq!(scheduler.arrived(request, says(200, &limited("expired_token", "expired_token")), 100), None);
    assert_eq!(next(&mut scheduler, 100, LUCKY), Next::Is(Status::Renewing));
}

#[test]
fn the_operating_limit_is_waited_for_until_the_time_the_portal_named_on_its_own_clock() {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    scheduler.enqueue(batch());
    scheduler.enqueue(batch());
    let first = sent(&mut scheduler, 0);
    let told_the_reset = r#"{"result":{"result":{"c1":[],"c2":[]},"result_error":[],"result_time":[]},
        "time":{"finish":1750684600,"operating":79,"operating_reset_at":1750684690}}"#;
    assert!(scheduler.arrived(first, says(200, told_the_reset), 5_000).is_some());
    let second = sent(&mut scheduler, 6_000);
    assert_eq!(scheduler.arrived(second, error(429, "OPERATION_TIME_LIMIT"), 7_000), None);
    assert_eq!(waits(&mut scheduler, 7_000, 1_234), (96_234, Wait::OperatingLimit));
}

/// A portal that has to refuse bans the method for five minutes.
#[test]
fn the_operating_limit_is_not_run_into() {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    scheduler.enqueue(batch());
    scheduler.enqueue(batch());
    let first = sent(&mut scheduler, 0);
    let near_the_limit = r#"{"result":{"result":{"c1":[],"c2":[]},"result_error":[],"result_time":[]},
        "time":{"finish":1750684600,"operating":400,"operating_reset_at":1750684690}}"#;
    assert!(scheduler.arrived(first, says(200, near_the_limit), 5_000).is_some());
    assert_eq!(waits(&mut scheduler, 6_000, 1_234), (96_234, Wait::OperatingLimit));
    sent(&mut scheduler, 96_234);
}

/// A batch that is too heavy is cut off, and in the same size it would be cut off again.
#[test]
fn a_batch_that_ran_out_of_time_is_given_back_to_be_made_smaller() {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    scheduler.enqueue(batch());
    let request = sent(&mut scheduler, 0);
    let response = scheduler.arrived(request, RawResponse::Fault(TransportFault::TimedOut), 65_000).unwrap();
    let Ok(ResponseBody::Batch(reply)) = response.outcome else { panic!("no batch") };
    assert_eq!((reply.replies.len(), reply.took), (0, Some(65_000)));
    scheduler.enqueue(batch());
    assert_eq!(waits(&mut scheduler, 65_000, 400), (65_400, Wait::Fault));
}

#[test]
fn a_command_that_failed_or_was_passed_over_makes_the_next_request_wait() {
    let failed = r#"{"result":{"result":{"c1":[]},"result_error":
        {"c2":{"error":"INTERNAL_SERVER_ERROR","error_description":""}}}}"#;
    for body in [failed, r#"{"result":{"result":{"c1":[]},"result_error":[]}}"#] {
        let mut scheduler = Scheduler::new(Renewal::ByParent);
        scheduler.enqueue(batch());
        let request = sent(&mut scheduler, 0);
        assert!(scheduler.arrived(request, says(200, body), 100).is_some());
        scheduler.enqueue(batch());
        assert_eq!(waits(&mut scheduler, 100, 400), (500, Wait::Fault));
    }
}

#[test]
fn a_batch_of_no_known_shape_is_asked_again() {
    let mut scheduler = Scheduler::new(Renewal::ByParent);
    scheduler.enqueue(batch());
    let request = sent(&mut scheduler, 0);
    assert_eq!(scheduler.arrived(request, says(200, r#"{"result":[275]}"#), 100), None);
    assert_eq!(waits(&mut scheduler, 100, 400), (500, Wait::Unknown));
}

#[test]
fn a_night_asleep_is_no_night_of_trying() {
    let mut scheduler = scheduler();
    let night = 8 * 3_600_000;
    let request = sent(&mut scheduler, 0);
    assert_eq!(scheduler.arrived(request, RawResponse::Fault(TransportFault::TimedOut), 100), None);
    let (until, _) = waits(&mut scheduler, 100, 400);
    let request = sent(&mut scheduler, until + night);
    let after = until + 2 * night;
    assert_eq!(scheduler.arrived(request, RawResponse::Fault(TransportFault::TimedOut), after), None);
    assert_eq!(waits(&mut scheduler, after, 900).1, Wait::Fault);
}

#[test]
fn refusals_say_nothing_that_the_portal_did_not_say() {
    let mut scheduler = scheduler();
    let request = sent(&mut scheduler, 0);
    let outcome = scheduler.arrived(request, error(401, "insufficient_scope"), 100).unwrap().outcome;
    let refusal: Refusal = outcome.unwrap_err();
    assert_eq!((refusal.portal_code.as_str(), refusal.status), ("insufficient_scope", 401));
}

/// Anything that can happen to a scheduler.
#[derive(Clone, Debug)]
enum Happening {
    Give,
    Withdraw(u64),
    Dispatch { after: Millis, chance: u64 },
    Arrive { place: usize, raw: Box<RawResponse> },
    ArriveLate(Box<RawResponse>),
    Renewed,
    Lost,
    Resume,
}

fn arrivals() -> impl Strategy<Value = RawResponse> {
    prop_oneof![
        4 => Just(profile()),
        1 => Just(error(503, "QUERY_LIMIT_EXCEEDED")),
        1 => Just(error(429, "OPERATION_TIME_LIMIT")),
        1 => Just(error(401, "expired_token")),
        1 => Just(error(401, "insufficient_scope")),
        1 => Just(says(200, "[]")),
        1 => Just(error(404, "SOMETHING_NEW")),
        1 => Just(RawResponse::Unreadable { status: 401, body: BodyKind::Empty }),
        1 => Just(RawResponse::Unreadable { status: 502, body: BodyKind::Html }),
        1 => Just(RawResponse::Fault(TransportFault::Network { offline: true })),
        1 => Just(RawResponse::Fault(TransportFault::Network { offline: false })),
        1 => Just(RawResponse::Fault(TransportFault::TimedOut)),
        1 => Just(RawResponse::Fault(TransportFault::Redirected)),
        1 => Just(RawResponse::Fault(TransportFault::Aborted)),
    ]
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let one = prop_oneof![
        2 => Just(Happening::Give),
        1 => (0..12_u64).prop_map(Happening::Withdraw),
        6 => (prop_oneof![Just(0), 0..2_000_u64, 0..40_000_u64, Just(3_600_000)], any::<u64>())
            .prop_map(|(after, chance)| Happening::Dispatch { after, chance }),
        5 => (0..20_usize, arrivals())
            .prop_map(|(place, raw)| Happening::Arrive { place, raw: Box::new(raw) }),
        1 => arrivals().prop_map(|raw| Happening::ArriveLate(Box::new(raw))),
        1 => Just(Happening::Renewed),
        1 => Just(Happening::Lost),
        1 => Just(Happening::Resume),
    ];
    proptest::collection::vec(one, 0..80)
}

/// A scheduler and what it still owes.
struct Watched {
    scheduler: Scheduler,
    now: Millis,
    owed: Vec<CallId>,
    underway: Vec<RequestId>,
    before: Option<RequestId>,
    sent_at: Vec<Millis>,
}

impl Watched {
    fn new(renewal: Renewal) -> Self {
        Self {
            scheduler: Scheduler::new(renewal),
            now: 0,
            owed: Vec::new(),
            underway: Vec::new(),
            before: None,
            sent_at: Vec::new(),
        }
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Give => {
                self.owed.push(self.scheduler.enqueue(RestCall::Single(Command::Profile)));
            }
            Happening::Withdraw(call_id) => {
                if let Some(aborted) = self.scheduler.cancel(CallId(call_id)) {
                    assert!(self.underway.contains(&aborted), "aborts what is not under way");
                    self.underway.retain(|id| *id != aborted);
                    self.before = Some(aborted);
                }
                self.owed.retain(|owed| *owed != CallId(call_id));
            }
            Happening::Dispatch { after, chance } => {
                self.now += after;
                self.dispatch(chance);
            }
            Happening::Arrive { place, raw } => {
                if !self.underway.is_empty() {
                    let id = self.underway.remove(place % self.underway.len());
                    self.before = Some(id);
                    self.arrive(id, *raw);
                }
            }
            Happening::ArriveLate(raw) => {
                if let Some(id) = self.before {
                    let nothing = self.scheduler.arrived(id, *raw, self.now);
                    assert_eq!(nothing, None, "a late answer was taken");
                }
            }
            Happening::Renewed => self.scheduler.token_renewed(),
            Happening::Lost => self.scheduler.token_lost(),
            Happening::Resume => self.scheduler.resume(),
        }
    }

    fn arrive(&mut self, id: RequestId, raw: RawResponse) {
        if let Some(response) = self.scheduler.arrived(id, raw, self.now) {
            assert!(self.owed.contains(&response.call_id), "not owed, or answered twice");
            self.owed.retain(|owed| *owed != response.call_id);
        }
    }

    fn dispatch(&mut self, chance: u64) -> Next {
        let next = next(&mut self.scheduler, self.now, chance);
        match &next {
            Next::Sends(outgoing) => {
                assert!(!self.underway.contains(&outgoing.id), "a name that was given");
                self.underway.push(outgoing.id);
                assert!(self.underway.len() <= 20, "{} at once", self.underway.len());
                self.sent_at.push(self.now);
            }
            Next::Is(Status::Waiting { until, .. }) => assert!(*until > self.now, "waits for the past"),
            Next::Is(Status::Idle) => assert!(self.owed.is_empty(), "idle with calls to do"),
            Next::Is(Status::Underway) => assert!(!self.underway.is_empty(), "nothing is under way"),
            Next::Is(Status::Renewing | Status::Halted(_)) => {}
        }
        next
    }

    /// From now on all goes well, and whoever is asked to do something does it.
    fn finish(&mut self) {
        self.scheduler.token_renewed();
        for _ in 0..1_000 {
            let next = self.dispatch(0);
            if let Some(id) = self.underway.pop() {
                self.arrive(id, profile());
                continue;
            }
            match next {
                Next::Is(Status::Idle) => return,
                Next::Is(Status::Waiting { until, .. }) => self.now = until,
                Next::Is(Status::Renewing) => self.scheduler.token_renewed(),
                Next::Is(Status::Halted(_)) => self.scheduler.resume(),
                Next::Sends(_) | Next::Is(Status::Underway) => panic!("nothing is under way"),
            }
        }
        panic!("it does not end: {:?}", self.scheduler);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// In whatever order things happen: twenty requests at most, each call answered once, none after it was
    /// withdrawn, and all of them in the end.
    #[test]
    fn whatever_happens_every_call_is_answered_once(
        happenings in happenings(),
        renewal in prop_oneof![Just(Renewal::ByParent), Just(Renewal::None)],
    ) {
        let mut watched = Watched::new(renewal);
        for happening in happenings {
            watched.happen(happening);
        }
        watched.finish();
        assert!(watched.owed.is_empty(), "never answered: {:?}", watched.owed);
    }

    /// The portal's counter goes up by one a request and down by two a second, and blocks above fifty.
    #[test]
    fn alone_it_never_fills_the_portals_counter(pauses in proptest::collection::vec(0..3_000_u64, 1..300)) {
        let mut watched = Watched::new(Renewal::None);
        for pause in pauses {
            watched.happen(Happening::Give);
            watched.happen(Happening::Dispatch { after: pause / 10, chance: 0 });
            watched.happen(Happening::Arrive { place: 0, raw: Box::new(profile()) });
        }
        watched.finish();
        let mut counter = 0_u64;
        let mut before = 0;
        for now in watched.sent_at {
            // In thousandths of a request.
            counter = counter.saturating_sub((now - before) * 2) + 1_000;
            assert!(counter <= 50_000, "the portal counts {counter}");
            before = now;
        }
    }
}
